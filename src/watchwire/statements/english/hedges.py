"""What a text tells with reserve and without a source: “appears to have”, “reportedly”."""

from collections.abc import Iterator

from watchwire.language import Sentence, Word
from watchwire.model import Certainty, Span
from watchwire.statements.english.bare import is_before_its_verb
from watchwire.statements.english.making import made, verbal_group
from watchwire.statements.english.phrases import clause, noun_phrase
from watchwire.statements.english.text import EDGES, SUBJECTS, Text
from watchwire.statements.raw import RawStatement

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acomp", "oprd"})
_CLAUSE_HEADS = frozenset({"VERB", "AUX"})


def hedges(text: Text, sentence: Sentence) -> Iterator[RawStatement]:
    """Yield what a sentence tells as an appearance or as hearsay, outside quotations."""
    for word in text.words[sentence.first : sentence.last]:
        if word.pos == "VERB" and word.lemma in text.lexicon.seeming and not text.quoted(word):
            yield from _seeming(text, word)
        elif word.pos == "ADV" and word.text.lower() in text.lexicon.hearsay and not text.quoted(word):
            yield from _hearsay(text, word)


def _seeming(text: Text, cue: Word) -> Iterator[RawStatement]:
    """“The statistics appear to be invented”, “It appears that the ship left”."""
    subject = next((c for c in text.children(cue) if c.dep in {"nsubj", "nsubjpass"} and c.number < cue.number), None)
    for child in text.children(cue):
        if child.dep not in _COMPLEMENTS or child.number < cue.number:
            continue
        if child.dep == "xcomp" and child.lemma in text.lexicon.verbs:
            return  # “appeared to imply that …”: the verb below is the cue
        if child.dep in {"acomp", "oprd"}:
            return  # “appeared more open than Lund”: how somebody looked
        span = clause(text, child, cue)
        if span is None:
            continue
        if subject is None and child.dep != "ccomp":
            continue  # “end up seeming more promising”: what does is not told
        pieces = [span]
        if subject is not None and subject.lemma not in {"it", "there"}:
            told = cue.dep == "relcl" and subject.tag in {"WP", "WDT"}  # “*men* who appeared to be officials”
            whole = noun_phrase(text, text.head(cue), without=cue.number)
            pieces.insert(0, whole if told else text.analysis.span(*text.subtree(subject)))
        yield made(text, cue, None, tuple(pieces), Certainty.SPECULATED, verbal_group(text, cue))
        return


def _hearsay_of(text: Text, adverb: Word, participle: Word) -> Iterator[RawStatement]:
    """“Two firms allegedly linked to Berg were fined”: only what the participle tells of its noun."""
    noun = noun_phrase(text, text.head(participle), without=participle.number)
    told = text.trimmed(participle.number, text.subtree(participle)[1])
    if told is not None and noun.end <= adverb.start:
        yield made(text, adverb, None, (noun, told), Certainty.SPECULATED, Span(adverb.start, adverb.end))


def _hearsay(text: Text, adverb: Word) -> Iterator[RawStatement]:
    """“The firm reportedly sold arms”: the clause around the adverb, without it."""
    head = text.head(adverb)
    while head.pos not in _CLAUSE_HEADS and head.head != head.number:
        head = text.head(head)
    if head.pos not in _CLAUSE_HEADS or head.lemma in text.lexicon.verbs:
        return  # “reportedly said”: the verb is the cue
    participle = text.words[min(adverb.number + 1, len(text.words) - 1)]
    if participle.dep == "acl" and participle.tag == "VBN" and text.head(participle).number < adverb.number:
        yield from _hearsay_of(text, adverb, participle)
        return
    if is_before_its_verb(text, participle):
        return  # “two firms allegedly linked to Berg were fined”
    if participle.tag == "VBG" and participle.lemma == "include":
        return  # “three of his men, reportedly including his brother”
    first, last = text.subtree(head)
    while first < last and text.words[first].pos in EDGES | {"CCONJ", "SCONJ"}:
        first += 1
    relative = head.dep == "relcl" and text.words[first].lemma in {"that", "which", "who"}
    first += relative
    pieces = [text.trimmed(first, adverb.number), text.trimmed(adverb.number + 1, last)]
    if relative:  # “a massacre that reportedly killed hundreds”: of what it is told belongs to it
        pieces.insert(0, noun_phrase(text, text.head(head), without=head.number))
    if head.dep == "conj" and not any(child.dep in SUBJECTS for child in text.children(head)):
        shared = [child for child in text.children(text.head(head)) if child.dep in SUBJECTS]
        pieces[:0] = [text.analysis.span(*text.subtree(child)) for child in shared]
    content = tuple(piece for piece in pieces if piece is not None)
    if content and head.tag != "VB":  # “apparently to discredit her” is a purpose, and nothing that happened
        yield made(text, adverb, None, content, Certainty.SPECULATED, Span(adverb.start, adverb.end))
