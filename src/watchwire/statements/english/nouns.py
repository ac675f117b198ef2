"""Nouns of speech as cues: “a warning that …”, “the minister's criticism of …”."""

from collections.abc import Iterator
from dataclasses import replace

from watchwire.language import Sentence, Word
from watchwire.language.calendar import words as words_of
from watchwire.language.nouns import noun_class
from watchwire.model import Certainty, Span
from watchwire.statements.english.making import made, verbal_group
from watchwire.statements.english.phrases import clause, governed, is_relative
from watchwire.statements.english.senses import can_hold, is_somebody, object_fits, senses
from watchwire.statements.english.sources import owner_of
from watchwire.statements.english.text import Text
from watchwire.statements.raw import RawStatement

_MOMENTS = frozenset({"occasion", "eve", "anniversary", "sideline", "sidelines", "margin", "margins", "behalf"})
_READING = frozenset({"interpret", "see", "view", "read", "take", "regard", "treat"})


def noun_cues(text: Text, sentence: Sentence) -> Iterator[RawStatement]:
    """Yield the statements whose cue is a noun of a sentence, outside its quotations."""
    for word in text.words[sentence.first : sentence.last]:
        certainty = text.lexicon.nouns.get(word.lemma)
        if certainty is None or word.pos != "NOUN" or text.quoted(word):
            continue
        if _only_read_as(text, word):
            certainty = Certainty.SPECULATED
        yield from _that(text, word, certainty)
        yield from _about(text, word, certainty)


def _that(text: Text, noun: Word, certainty: Certainty) -> Iterator[RawStatement]:
    """“a warning that …”, “a confirmation that …”, “the ministry's claim that …”."""
    for child in text.children(noun):
        if child.dep not in {"acl", "ccomp", "relcl"} or child.pos not in {"VERB", "AUX"}:
            continue
        marks = {c.lemma for c in text.children(child) if c.dep in {"mark", "nsubj"}}
        if is_relative(text, child):
            continue  # “reports that offer proof” say what they offer, and are no report of it
        span = clause(text, child, noun)
        if span is not None and "that" in marks:
            source = owner_of(text, noun)
            found = made(text, noun, source, (span,), certainty, _cue(text, noun))
            heard = ("received and not said",) if _is_heard(text, noun) else ()
            yield replace(found, doubts=(*_doubts(text, source, certainty), *heard))


def _is_heard(text: Text, noun: Word) -> bool:
    """Say whether somebody only has from others what they told him (“Lund *had reports* that …”)."""
    verb = text.head(noun)
    owned = any(c.dep == "poss" for c in text.children(noun))
    return noun.dep in {"dobj", "obj"} and noun.lemma in senses().heard and verb.lemma in senses().hearing and not owned


def _is_day(text: Text, span: Span) -> bool:
    """Say whether what follows a noun of speech is only when it was made (“a report on March 3”, “on the occasion”)."""
    first = text.analysis.words_in(span)[:1]
    if any(word.lemma.lower() in _MOMENTS for word in text.analysis.words_in(span)[:3]):
        return True
    return any(word.text.lower() in words_of("en", "months") | words_of("en", "weekdays") for word in first)


def _doubts(text: Text, source: Span | None, certainty: Certainty) -> tuple[str, ...]:
    """Say what speaks against a noun's report: a source that cannot speak, or a promise that is nobody's."""
    if source is None:
        return ("nobody's word",) if certainty in {Certainty.PROMISED, Certainty.ASSERTED} else ()
    return () if can_hold(text, source) else ("who cannot speak",)


def _about(text: Text, noun: Word, certainty: Certainty) -> Iterator[RawStatement]:
    """“The minister's criticism of the deal”: a noun with an owner, and a preposition that leads to its content."""
    source = owner_of(text, noun)
    if source is None or source.of(text.string).lower() in {"your", "you"}:
        return
    if any(c.text.lower() == "no" for c in text.children(noun)) and (
        noun.lemma in senses().unheld or _is_there(text, noun)
    ):
        return  # “has no estimate of the damage”, “there was no response from Oslo to it”
    if noun.dep in {"dobj", "obj"} and text.head(noun).lemma in senses().wooing:
        return  # “to fake a union support for the bill”, “sought Oslo's support for it”
    if _is_raised(text, noun):
        return  # “the case is raising questions about it”
    for child in text.children(noun):
        after = child.dep == "prep" and child.number > noun.number
        if after and child.lemma in text.lexicon.prepositions.get(noun.lemma, ()):
            span = governed(text, child)
            if span is not None and not span.overlaps(source) and not _is_day(text, span):
                found = made(text, noun, source, (span,), certainty, _cue(text, noun, child))
                doubts = () if can_hold(text, source) else ("who cannot speak",)
                if not all(object_fits(text, noun, item) for item in text.children(child) if item.dep == "pobj"):
                    doubts = (*doubts, "not with this object")  # “Russia's attack on Ukraine's sovereignty”
                yield replace(found, stance=True, doubts=doubts)
                return


def _is_there(text: Text, noun: Word) -> bool:
    """Say whether it is only told that there is such a thing, or none."""
    return text.head(noun).lemma == "be" and any(c.dep == "expl" for c in text.children(text.head(noun)))


def _is_raised(text: Text, noun: Word) -> bool:
    """Say whether it is a deed or a paper that raises questions or fears (“the deal *is raising questions*”)."""
    verb = text.head(noun)
    who = next((c for c in text.children(verb) if c.dep in {"nsubj", "nsubjpass"}), None)
    if who is None and verb.dep == "conj":  # “the test angered Oslo and *raised questions about* it”
        who = next((c for c in text.children(text.head(verb)) if c.dep in {"nsubj", "nsubjpass"}), None)
    raised = noun.dep in {"dobj", "obj"} and verb.lemma == "raise" and who is not None and who.pos == "NOUN"
    deed = who is not None and (who.lemma in senses().deeds or who.lemma in senses().issued)
    deed = deed or (who is not None and noun_class(who.lemma.lower()) in {"act", "event"})
    return raised and who is not None and (deed or not is_somebody(who))


def _cue(text: Text, noun: Word, last: Word | None = None) -> Span:
    """Return a noun of speech with its adjectives, and with the verb that only carries it (“made no mention of”)."""
    first = noun.number
    while first > 0 and text.words[first - 1].pos in {"ADJ", "ADV"} and text.words[first - 1].head == noun.number:
        first -= 1
    verb = text.head(noun)
    between = text.words[verb.number + 1 : first]
    if noun.dep == "dobj" and verb.lemma in text.lexicon.carrying and all(word.pos == "DET" for word in between):
        return Span(verbal_group(text, verb, noun).start, (last or noun).end)
    return Span(text.words[first].start, (last or noun).end)


def _only_read_as(text: Text, noun: Word) -> bool:
    """“is interpreted as a confirmation”: somebody's reading, not the thing itself."""
    preposition = text.head(noun)
    return preposition.lemma == "as" and text.head(preposition).lemma in _READING
