"""Verbs of speech, belief and stance as cues."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from watchwire.language import Sentence, Word
from watchwire.model import Certainty, Manner, Span
from watchwire.statements.english.according import rest_of
from watchwire.statements.english.bare import is_before_its_verb
from watchwire.statements.english.contents import content_of, is_passive, is_told_of_source, object_of, stance_of
from watchwire.statements.english.edges import settled_source, with_first_of_two
from watchwire.statements.english.making import made, verbal_group
from watchwire.statements.english.phrases import around, is_led_by_participle, noun_phrase
from watchwire.statements.english.position import content_by_position, source_by_position
from watchwire.statements.english.senses import (
    ONLY_SOURCE,
    doubts_of,
    is_anybody,
    is_conditional,
    is_deed,
    is_negated,
    is_nobody,
    is_only_supposed,
    is_removal,
    is_wanted_of,
    senses,
    tells_of_himself,
)
from watchwire.statements.english.sources import inverted, of_headline, source_of
from watchwire.statements.english.subjects import with_its_verb
from watchwire.statements.english.text import EDGES, SUBJECTS, Text
from watchwire.statements.raw import RawStatement

_HEARSAY = frozenset({"say", "report", "claim", "allege", "tell", "announce", "know", "confirm", "rumour", "rumor"})
_RELATIVE = frozenset({"which", "that", "who", "whom"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_FEW = 3
_PAPER_REACH = 14
"""How many words behind a paper its participle may stand."""


def verb_cues(text: Text, sentence: Sentence) -> Iterator[RawStatement]:
    """Yield the statements whose cue is a verb of a sentence, outside its quotations."""
    for word in text.words[sentence.first : sentence.last]:
        if word.pos != "VERB" or word.dep in {"amod", "compound"} or text.quoted(word):
            continue
        if is_before_its_verb(text, word):
            continue  # “experts *invited* to the talks have left”: only who they are
        certainty = text.lexicon.verbs.get(word.lemma)
        if certainty is not None:
            told = _told(text, word, sentence, certainty)
            if told is not None:
                yield _in_whole(text, word, told, certainty)
                continue
        if word.lemma in text.lexicon.stances or word.lemma in text.lexicon.prepositions:
            held = _held(text, word, certainty or Certainty.ASSERTED)
            if held is not None:
                yield held


def _in_whole(text: Text, cue: Word, told: RawStatement, certainty: Certainty) -> RawStatement:
    """Return what is reported with whom it is about, where only its end is quoted (“accused Oslo of “*lying*””)."""
    whole = told.manner is Manner.MIXED and not any(c.dep == "ccomp" for c in text.children(cue))
    if told.manner is Manner.QUOTED and _is_in_aside(text, cue, told.content):
        return _held(text, cue, certainty) or told
    if cue.lemma not in text.lexicon.prepositions or not (told.manner is Manner.QUOTED or whole):
        return told
    held = _held(text, cue, certainty)
    if held is None or not all(any(p.contains(piece) for p in held.content) for piece in told.content):
        return told
    longer = sum(map(len, held.content)) - sum(map(len, told.content))
    return held if longer > len("“”") or (whole and held.cue != told.cue) else told


def _is_in_aside(text: Text, cue: Word, content: tuple[Span, ...]) -> bool:
    """Say whether all that is quoted tells of an object (“praised cuts, which will *“help the poor”*”)."""
    objects = [c for c in text.children(cue) if c.dep in {"dobj", "obj"} and c.number > cue.number]
    below = [c for item in objects for c in text.children(item) if c.dep == "relcl"]
    return any(all(text.words[text.subtree(c)[0]].start <= piece.start for piece in content) for c in below)


def _told(text: Text, cue: Word, sentence: Sentence, certainty: Certainty) -> RawStatement | None:
    """Return what a verb of speech reports: a clause, a quotation, or what it can only report."""
    plain = cue.lemma not in text.lexicon.clause_only and not is_passive(text, cue)
    put = _is_put_to(text, cue)
    source = None if put else _before_cue(text, cue, source_of(text, cue))
    content = _reported(text, cue, sentence, source)
    if source is None and plain and cue.tag in _FINITE and not put:
        source = source_by_position(text, cue)
    if content is None and source is not None:
        content = _object(text, cue, certainty)
    if content is None and plain:
        content = content_by_position(text, cue, sentence, source)
    if content is not None and _is_only_relative(text, cue, content):
        return None  # “stressed the mechanism, that allows …”: it is the mechanism that they stressed
    if _is_still_to_come(text, cue) or is_removal(text, cue) or _is_unforeseen(text, cue):
        return None
    if content is None or (source is None and not _impersonal(text, cue, certainty)):
        return None
    if (source is not None and is_anybody(source.of(text.string))) or is_conditional(text, cue):
        return None
    content = _with_what_is_told_of(text, cue, content)
    if source is not None and is_nobody(text, source) and not _is_few(text, source, certainty):
        return None  # “Nobody has said who will pay for it”
    if cue.lemma == "suggest" and any(
        c.dep in {"xcomp", "ccomp", "pcomp"} and c.tag == "VBG" for c in text.children(cue)
    ):
        certainty = Certainty.ASSERTED  # “suggests saving more” recommends it
    if cue.lemma == "suggest" and _is_wished(text, cue):
        certainty = Certainty.ASSERTED  # “suggested that Oslo resume talks” too
    certainty = _of_view(text, cue, certainty)
    if is_only_supposed(text, cue) and certainty is Certainty.ASSERTED:
        certainty = Certainty.SPECULATED
    return _apart(text, cue, source, content, certainty, verbal_group(text, cue))


def _with_what_is_told_of(text: Text, cue: Word, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what a relative clause says of a thing with it (“*a map*, which he says *he cannot read*”)."""
    noun, children = text.head(cue), text.children(cue)
    subject = next((c for c in children if c.dep == "nsubj"), cue)
    before = text.words[text.subtree(subject)[0] - 1]
    gap = before.tag == "WDT" and before.dep in {"dobj", "obj"} and any(c.dep == "ccomp" for c in children)
    if cue.dep != "relcl" or not gap or noun.pos != "NOUN" or len(content) > 1 or content[0].start < cue.end:
        return content
    return (noun_phrase(text, noun, without=cue.number), *content)


def _is_few(text: Text, source: Span, certainty: Certainty) -> bool:
    """Say whether few hold it, or nobody does, which is told then (“No one *expected* it to last”)."""
    return certainty is Certainty.SPECULATED or source.of(text.string).lower().startswith("few")


def _reported(text: Text, cue: Word, sentence: Sentence, source: Span | None) -> tuple[Span, ...] | None:
    """Return the clause or quotation that a verb reports, as far as its place lets it."""
    if (who := inverted(text, cue)) is not None:
        around_tag = rest_of(text, sentence, cue.number, text.analysis.words_in(who)[-1].number + 1)
        return around_tag or content_of(text, cue, sentence)
    content = content_of(text, cue, sentence)
    if content is not None and source is not None and of_headline(text, cue) is not None:
        content = tuple(piece for piece in content if piece.start >= cue.end) or None
    return content


def _object(text: Text, cue: Word, certainty: Certainty) -> tuple[Span, ...] | None:
    """Return an object that a verb can only report, or a clause that the parser took for one."""
    if cue.lemma not in text.lexicon.clause_only and (content := object_of(text, cue, certainty)) is not None:
        return tuple(with_its_verb(text, cue, piece) for piece in content)
    return _clause_of_object(text, cue) if not is_passive(text, cue) else None


def _is_no_view(text: Text, cue: Word) -> bool:
    """Say whether a verb tells no view here, but a gift, a deed, an answer, or who somebody is."""
    given = (cue.lemma in senses().giving and _is_given(text, cue)) or _has_other_sense(text, cue)
    done = is_deed(text, cue) or is_removal(text, cue) or _is_to_question(text, cue)
    return given or done or is_told_of_source(text, text.head(cue), cue) or tells_of_himself(text, cue)


def _is_not_held(text: Text, cue: Word) -> bool:
    """Say whether a view is not held, or not yet: under a condition, in another's wish, or in what is still to come."""
    if _is_unforeseen(text, cue):
        return True
    later = cue.lemma in senses().judging and any(c.text.lower() in senses().ahead for c in text.children(cue))
    if later:
        return True  # “a judge will consider the claim” in June
    return _is_still_to_come(text, cue) or is_conditional(text, cue) or is_wanted_of(text, cue)


def _clause_of_object(text: Text, cue: Word) -> tuple[Span, ...] | None:
    """Return a clause whose subject the parser took for an object (“clarified *his son, Ole Berg, joined it*”)."""
    objects = [c for c in text.children(cue) if c.dep in {"dobj", "obj"} and c.number > cue.number]
    nouns = [c for c in objects if c.pos in {"NOUN", "PROPN"} and cue.lemma not in senses().telling]
    aside = cue.dep == "relcl" and any(c.tag == "WDT" and _after_comma(text, c) for c in text.children(cue))
    if not nouns or cue.tag not in _FINITE or cue.dep == "acl" or (cue.dep == "relcl" and not aside):
        return None  # “the man who reported the theft had left”
    span = text.analysis.span(*text.subtree(nouns[0]))
    whole = with_its_verb(text, cue, span)
    behind = text.analysis.words_in(Span(span.end, whole.end)) if whole != span else ()
    joined = any(word.pos == "CCONJ" for word in behind[:1]) or any(
        w.pos == "VERB" for w in text.analysis.words_in(span)
    )
    judged = any(word.lemma == "as" for word in behind)  # “described it as a feud got up by sailors”
    return (whole,) if behind and not joined and not judged else None


def _is_pointed_to(text: Text, content: tuple[Span, ...]) -> bool:
    """Say whether all that somebody is for or against is a word for what was told before (“*these concerns*”)."""
    words = [word for piece in content for word in text.analysis.words_in(piece) if word.pos not in EDGES]
    if [word.tag for word in words] == ["TO"]:
        return True  # “Oslo refuses *to*.”
    pointing = words[0].text.lower() in senses().pointing and words[0].tag == "DT" if words else False
    return pointing and len(words) <= _FEW


def _after_comma(text: Text, word: Word) -> bool:
    return word.number > 0 and text.words[word.number - 1].text == ","


def _held(text: Text, cue: Word, certainty: Certainty) -> RawStatement | None:
    """Return what somebody is for or against, fears, wants or speaks about."""
    if _is_no_view(text, cue) or _is_not_held(text, cue):
        return None
    source = _paper_before(text, cue) or source_of(text, cue)
    stance = stance_of(text, cue)
    certainty = _of_view(text, cue, certainty)
    unsaid = source is None and is_passive(text, cue)
    accused = unsaid and cue.lemma in text.lexicon.accusing
    asked = unsaid and cue.lemma in text.lexicon.addressing
    if source is not None and (is_nobody(text, source) or _is_in_question(text, cue)):
        return None  # “No minister has commented on it”, “on how judges have interpreted it”
    if stance is None or not (source or accused or asked) or (source and is_anybody(source.of(text.string))):
        return None
    if cue.lemma == "suggest" and _is_wished(text, cue):
        certainty = Certainty.ASSERTED
    if accused:
        certainty = Certainty.SPECULATED  # “is accused of smuggling”: nobody has confirmed it
    refused = is_negated(text, cue) and certainty is not Certainty.DENIED and not text.quoted(cue)
    content, last = stance
    content = _with_what_is_judged(text, cue, content)
    end = text.analysis.word_at(content[-1].end - 1)
    if end is not None and end.number + 1 < len(text.words):
        following = text.words[end.number + 1]
        if cue.lemma == "charge" and following.lemma == "that" and is_led_by_participle(text, following):
            return None  # “charged them with checking that …”: a duty
    group = verbal_group(text, cue, last if last.number != cue.number else None)
    found = _apart(text, cue, source, content, certainty, group)
    if found is None or ONLY_SOURCE in found.doubts or _is_pointed_to(text, found.content):
        return None  # “the Herald, citing officials, reported …”, “repeated these concerns”
    # “do not support the ban”: that they are for it is denied; that they did not respond is so
    said = Certainty.ASSERTED if cue.lemma in senses().unsaid else Certainty.DENIED
    return replace(found, stance=True, certainty=said if refused else found.certainty)


def _is_to_question(text: Text, cue: Word) -> bool:
    """Say whether somebody answers what he was asked, and it is not told how (“responding *to a question*”)."""
    led = (c for c in text.children(cue) if c.dep == "prep" and c.lemma == "to")
    asked = any(item.lemma in senses().questions for c in led for item in _with_whole(text, c))
    return cue.lemma in senses().answering and asked and not is_negated(text, cue)


def _with_whole(text: Text, preposition: Word) -> list[Word]:
    """Return what a preposition governs, and of what that is a part (“the first part *of the question*”)."""
    nouns = [c for c in text.children(preposition) if c.dep == "pobj"]
    parts = (c for noun in nouns for c in text.children(noun) if c.dep == "prep" and c.lemma == "of")
    return [*nouns, *(item for part in parts for item in text.children(part) if item.dep == "pobj")]


def _is_in_question(text: Text, cue: Word) -> bool:
    """Say whether a verb is what an indirect question asks of (“the case turned on *how* judges *interpreted* it”)."""
    return cue.dep in {"pcomp", "ccomp"} and text.words[text.subtree(cue)[0]].tag == "WRB"


def _with_what_is_judged(text: Text, cue: Word, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what somebody sees a thing as with the thing (“*a port* that many consider *a mistake*”)."""
    children = text.children(cue)
    judged = any(c.dep == "oprd" or (c.dep == "prep" and c.lemma == "as") for c in children)
    own = any(c.dep == "nsubj" and c.tag not in {"WDT", "WP"} for c in children)
    given = any(c.dep in {"dobj", "obj", "nsubjpass"} and c.tag not in {"WDT", "WP"} for c in children)
    if cue.dep not in {"relcl", "acl"} or not judged or not own or given or len(content) > 1:
        return content
    noun = text.head(cue)
    return (noun_phrase(text, noun, without=cue.number), *content) if noun.pos in {"NOUN", "PROPN"} else content


def _of_view(text: Text, cue: Word, certainty: Certainty) -> Certainty:
    """Return how certain a view is: that somebody sees a thing so is told, and no guess (“*considers* it its own”)."""
    clause = any(c.dep == "ccomp" and any(d.lemma == "that" for d in text.children(c)) for c in text.children(cue))
    views = cue.lemma in senses().judging and cue.tag in _FINITE and not clause
    if certainty is Certainty.DENIED and _is_turned_down(text, cue):
        return Certainty.ASSERTED
    return Certainty.ASSERTED if views and certainty is Certainty.SPECULATED else certainty


def _is_turned_down(text: Text, cue: Word) -> bool:
    """Say whether somebody will not have a thing, which is no claim that he could deny (“rejected the *offer*”)."""
    things = [c for c in text.children(cue) if c.dep in {"dobj", "obj", "nsubjpass"}]
    judged = cue.lemma == "dismiss" and any(c.dep == "prep" and c.lemma == "as" for c in text.children(cue))
    named = bool(things) and all(c.pos in {"NOUN", "PROPN"} for c in things) and not judged
    return cue.lemma in senses().turning_down and named and not any(c.lemma in senses().claims for c in things)


def _is_unforeseen(text: Text, cue: Word) -> bool:
    """Say whether somebody had not seen a thing coming, and that it came (“*had not expected* to lose”)."""
    had = any(c.dep == "aux" and c.text.lower() == "had" for c in text.children(cue))
    return had and cue.lemma in senses().foreseeing and is_negated(text, cue)


def _paper_before(text: Text, cue: Word) -> Span | None:
    """Return the paper whose participle a verb is, where the parse hangs it on whom it was brought before."""
    if cue.tag != "VBG" or cue.dep not in {"acl", "advcl", "pcomp"} or cue.lemma not in senses().charging:
        return None
    sentence = text.analysis.sentence_at(cue.start)
    first = max(sentence.first if sentence else 0, cue.number - _PAPER_REACH)
    for word in reversed(text.words[first : cue.number]):
        if word.pos == "VERB" or (word.pos in EDGES and word.text != "-"):
            return None
        if word.pos == "NOUN" and word.lemma in senses().brought:
            phrase = noun_phrase(text, word, without=cue.number)
            return phrase if phrase.end <= cue.start else Span(phrase.start, word.end)
    return None


def _is_put_to(text: Text, cue: Word) -> bool:
    """Say whether a question was put to who speaks next, by nobody told (“*Asked* how it grows, Berg said …”)."""
    if cue.lemma not in senses().asking or cue.tag not in {"VBN", "VBD"} or cue.dep not in {"advcl", "acl"}:
        return False
    return not any(c.dep in SUBJECTS | {"agent", "aux", "auxpass"} for c in text.children(cue))


def _is_still_to_come(text: Text, cue: Word) -> bool:
    """Say whether somebody is only going to speak about a thing (“will meet … *to discuss*”): nothing is said yet."""
    if cue.lemma not in senses().talking:
        return False
    above = cue
    while above.dep in {"conj", "xcomp", "advcl", "acl"} and above.head != above.number:
        infinitive = above.tag == "VB" and any(c.lemma == "to" for c in text.children(above))
        beside = above.tag == "VBG" and above.dep == "advcl"  # “will address them, *highlighting* …”
        if above.dep != "conj" and not infinitive and not beside:
            break
        above = text.head(above)
    if above.lemma == "continue":
        return False  # “will continue to stress” says that it is stressed
    if any(
        child.dep == "aux" and child.text.lower() in senses().ahead
        for child in (*text.children(cue), *text.children(above))
    ):
        return True
    return above is not cue and above.lemma in senses().going and above.tag in {"VBZ", "VBP", "VBG"}


def _has_other_sense(text: Text, cue: Word) -> bool:
    """Say whether a verb is about something else with its object (“*realizing* our shared goals”)."""
    other = senses().other_sense.get(cue.lemma, frozenset()) | text.lexicon.no_content.get(cue.lemma, frozenset())
    children = text.children(cue) if other else ()
    led = [c for c in children if c.dep == "prep" and c.lemma == "for"]  # “asked the ministry *for comment*”
    objects = [c for at in (cue, *led) for c in text.children(at) if c.dep in {"dobj", "obj", "pobj"}]
    return any(c.lemma.lower() in other for c in objects)


def _is_given(text: Text, cue: Word) -> bool:
    """Say whether something is given to somebody, or done (“committed $5 million to Oslo”, “acts committed by …”)."""
    done = cue.tag == "VBN" and cue.dep in {"acl", "relcl"}
    return done or any(c.dep in {"dobj", "obj"} for c in text.children(cue))


def _apart(
    text: Text, cue: Word, source: Span | None, content: tuple[Span, ...], certainty: Certainty, group: Span
) -> RawStatement | None:
    """Return the statement with its source cut out of its content."""
    if source is not None:
        source = _with_owned(text, settled_source(text, source))
        source, content = with_first_of_two(text, source, around(text, content, source))
    title = len(text.analysis.article.title or "")
    content = tuple(
        piece for piece in content if not cue.start < title <= piece.start
    )  # no headline's goes on below it
    content = _without_setting(text, cue, _after_apposition(text, source, content))
    content = _with_subject(text, cue, tuple(_antecedent(text, cue, piece) for piece in content))
    first = text.analysis.words_in(content[0])[:1] if content else ()
    if not content or any(word.tag == "VBD" and word.lemma in text.lexicon.going_on for word in first):
        return None  # “They noted the efforts and reiterated …” notes no reiterating
    return replace(made(text, cue, source, content, certainty, group), doubts=doubts_of(text, cue, source))


def _is_wished(text: Text, cue: Word) -> bool:
    """Say whether a clause has its verb in the bare form for one subject (“that Oslo *resume* talks”)."""
    for clause in text.children(cue):
        helped = any(c.dep in {"aux", "auxpass"} for c in text.children(clause))
        subject = next((c for c in text.children(clause) if c.dep == "nsubj"), None)
        if clause.dep == "ccomp" and clause.tag in {"VB", "VBP"} and not helped and subject is not None:
            return subject.tag in {"NN", "NNP"} or subject.text.lower() in {"he", "she", "it"}
    return False


def _without_setting(text: Text, cue: Word, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what is said without the words that tell to whom it is (“*Speaking to reporters*, she said …”)."""
    kept = [piece for piece in content if not _is_setting(text, cue, piece)]
    asked = bool(content) and text.analysis.words_in(content[0])[0].tag == "VBN"
    return tuple(kept) if kept or asked else content


def _is_setting(text: Text, cue: Word, piece: Span) -> bool:
    words = text.analysis.words_in(piece)
    if (
        not words
        or piece.end > cue.start
        or words[0].tag not in {"VBG", "VBN"}
        or words[0].lemma not in senses().speaking
    ):
        return False
    asked = words[0].lemma in senses().asking and words[0].tag == "VBN"  # “*Asked why it was late*, she said:”
    return not text.quoted(words[0]) and (asked or not any(word.dep in SUBJECTS for word in words))


def _before_cue(text: Text, cue: Word, source: Span | None) -> Span | None:
    """Return a source without its cue and what follows that, where a broken parse made all of it one phrase."""
    if source is None or not source.contains(Span(cue.start, cue.end)):
        return source
    last = next((w for w in reversed(text.words[: cue.number]) if w.pos not in EDGES), None)
    return Span(source.start, last.end) if last is not None and last.start > source.start else None


_OWNING = frozenset({"’s", "'s", "’", "'"})


def _with_owned(text: Text, source: Span) -> Span:
    """Return a source with what it owns (“*The Blue Company's new chairman Oleg Berg*”), which a parse may cut off."""
    words = text.analysis.words_in(source)
    at = words[-1].number + (words[-1].text not in _OWNING) if words else len(text.words)
    if at >= len(text.words) or text.words[at].text not in _OWNING:
        return source
    last = at
    while last + 1 < len(text.words) and text.words[last + 1].pos in {"ADJ", "ADV", "NOUN", "PROPN"} | (
        {"VERB"} if text.words[last + 1].tag == "VBN" else set()
    ):
        last += 1
    return Span(source.start, text.words[last].end) if text.words[last].pos == "PROPN" else source


def _after_apposition(text: Text, source: Span | None, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what is said without who its speaker is (“This, says Berg, *a doctor in Oslo*, helps many”)."""
    if source is None or len(content) < 2 or content[-1].start < source.end:  # noqa: PLR2004
        return content
    words = text.analysis.words_in(content[-1])
    commas = [n for n, word in enumerate(words[:-1]) if word.text == "," and words[n + 1].tag in _FINITE | {"MD"}]
    if (
        not commas
        or text.string[source.end : content[-1].start].strip() != ","
        or words[0].pos not in {"DET", "NOUN", "ADJ", "PROPN"}
    ):
        return content
    if any(word.dep in SUBJECTS and text.head(word).number <= words[commas[0]].number for word in words[: commas[0]]):
        return content
    return (*content[:-1], Span(words[commas[0] + 1].start, content[-1].end))


def _antecedent(text: Text, cue: Word, piece: Span) -> Span:
    """Return what a relative pronoun stands for, where it is all of a content (“a move *which* they welcomed”).

    “Oslo and Bergen, *all of which* are expected to grow” too.
    """
    said = piece.of(text.string).lower()
    if said not in _RELATIVE and not said.endswith((" of which", " of whom")):
        return piece
    verb = cue
    while verb.dep in {"conj", "xcomp", "ccomp"} and verb.head != verb.number:
        verb = text.head(verb)
    return noun_phrase(text, text.head(verb), without=verb.number) if verb.dep == "relcl" else piece


def _with_subject(text: Text, cue: Word, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what is said of a thing with the thing (“*some advertisements*, which they said were late”)."""
    words = text.analysis.words_in(content[0]) if content else ()
    if not words:
        return content
    if cue.dep not in {"relcl", "acl"}:
        noun = _told_of(text, cue) if words[0].tag in _FINITE and words[0].number == cue.number + 1 else None
        return content if noun is None else (text.analysis.span(text.subtree(noun)[0], noun.number + 1), *content)
    if words[0].tag not in _FINITE | {"MD", "VBN"} and not _is_done_to(text, cue, words):
        return content
    if text.head(cue).pos == "NUM":
        return content  # “not seen since 2014, which she said was due to illness”
    return (noun_phrase(text, _told_about(text, cue), without=cue.number), *content)


def _told_about(text: Text, cue: Word) -> Word:
    """Return the noun that a relative clause is about: right before its subject, and none that only says by whom.

    “with *coal* they said nobody may buy”, “ten *missiles*, according to the radio, which officials said were …”.
    """
    noun = text.head(cue)
    above = text.head(noun)
    if noun.dep == "pobj" and text.head(above).lemma.lower() == "accord":
        at = text.head(above).number - 2
        return text.words[at] if at >= 0 and text.words[at].pos in {"NOUN", "PROPN"} else noun
    subject = next((c for c in text.children(cue) if c.dep in SUBJECTS and c.number < cue.number), None)
    before = text.words[text.subtree(subject)[0] - 1] if subject is not None else noun
    return before if before.pos == "NOUN" and before.number > noun.number else noun


def _told_of(text: Text, cue: Word) -> Word | None:
    """Return the noun before a “that” whose clause the parser made a sentence (“*a port*, that many think is big”)."""
    subjects = [c for c in text.children(cue) if c.dep in SUBJECTS and c.number < cue.number]
    subject = subjects[-1] if subjects else None
    that = text.words[text.subtree(subject)[0] - 1] if subject is not None and text.subtree(subject)[0] > 1 else None
    if that is None or that.lemma not in {"that", "which", "who"}:
        return None
    noun = text.words[that.number - 1 - (text.words[that.number - 1].text == ",")]
    return noun if noun.pos in {"NOUN", "PROPN"} else None


def _is_done_to(text: Text, cue: Word, words: Sequence[Word]) -> bool:
    """Say whether an infinitive lacks the object of which it tells (“*the talks* that he claims *to support*”)."""
    verb = words[1] if len(words) > 1 and words[0].text == "to" and words[1].tag == "VB" else None
    who = next((c for c in text.children(cue) if c.dep in SUBJECTS and c.number < cue.number), None)
    if verb is None or who is None or who.tag in {"WDT", "WP"} or text.head(cue).number > cue.number:
        return False
    if any(c.tag in {"WDT", "WP"} and c.dep in {"dobj", "obj"} for c in text.children(verb)):
        return True  # “*the order* that he plans to sign”
    objects = {"dobj", "obj", "ccomp", "xcomp", "acomp", "attr", "prt"}
    return verb.lemma in text.lexicon.stances and not any(c.dep in objects for c in text.children(verb))


def _is_only_relative(text: Text, cue: Word, content: tuple[Span, ...]) -> bool:
    """Say whether all that a cue is given for its content tells of a thing named before it (“…, that allows …”)."""
    first = next(iter(text.analysis.words_in(content[0])), None)
    if first is None or first.tag != "WDT" or first.dep not in SUBJECTS or first.start < cue.start:
        return False
    return text.head(first).dep in {"relcl", "ccomp", "acl"} and first.number - cue.number > 1


def _impersonal(text: Text, word: Word, certainty: Certainty) -> bool:
    """“It is believed that …”, “was asked to …”: a passive that reports without saying whose word it is."""
    reports = certainty is Certainty.SPECULATED or word.lemma in _HEARSAY or word.lemma in text.lexicon.addressing
    return reports and is_passive(text, word)
