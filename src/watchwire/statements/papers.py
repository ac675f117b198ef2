"""Whose a paper is that speaks: “the statement read” after somebody said something in a statement."""

from collections.abc import Sequence

from watchwire.language import Analysis, Word
from watchwire.model import Span, Statement

PAPERS = frozenset(
    {"statement", "letter", "tweet", "post", "memo", "memorandum", "message", "email", "note", "release"}
)
"""Papers that are the word of who issued them."""
_THE = frozenset({"the", "this", "that"})
_LENGTHS = (2, 3)
"""How many words “the statement” and “the joint statement” have."""
_BACK = 8
"""How many sentences back its paper may be told of."""


def issuer_before(analysis: Analysis, source: Span, earlier: Sequence[Statement]) -> Span | None:
    """Return the words for who issued the paper that a source is, as the text told shortly before, or None.

    Args:
        analysis: the analysed text.
        source: the source, (“the statement”).
        earlier: the statements found before, in order of the text.

    """
    words = analysis.words_in(source)
    named = len(words) in _LENGTHS and words[0].text.lower() in _THE
    own = any(word.pos == "PROPN" for word in words)  # “the Nordact letter”
    if not named or own or words[-1].lemma not in PAPERS or words[-1].tag != "NN":
        return None
    here = next((n for n, s in enumerate(analysis.sentences) if s.span.contains(source)), None)
    if here is None:
        return None
    for sentence in reversed(analysis.sentences[max(0, here - _BACK) : here]):
        inside = analysis.words[sentence.first : sentence.last]
        told = [w for w in inside if w.lemma == words[-1].lemma and w.pos == "NOUN" and _is_new(analysis, w)]
        if not told:
            continue
        issued = [
            one
            for one in earlier
            if sentence.span.contains(one.cue_span)
            and one.speaker_span
            and not one.speaker_span.contains(_span(told[-1]))
        ]
        verb = _span(_verb_of(analysis, told[-1]))
        by = [one for one in issued if one.cue_span.contains(verb)] or issued
        found = by[-1].speaker_span if by else _who_made(analysis, told[-1])
        return found if found is None or found != source else None
    return None


def _is_new(analysis: Analysis, noun: Word) -> bool:
    """Say whether a paper is told of for the first time: “in *a* statement”, “*her* letter”."""
    return any(c.text.lower() in {"a", "an"} or c.dep == "poss" for c in analysis.children(noun.number))


def _who_made(analysis: Analysis, paper: Word) -> Span | None:
    """Return who released a paper, or said something in it (“The ministry released a statement”, “in a statement”)."""
    inside = paper.dep == "pobj" and analysis.words[paper.head].lemma == "in"
    verb = _verb_of(analysis, paper)
    subject = next((c for c in analysis.children(verb.number) if c.dep == "nsubj"), None)
    if not (inside or paper.dep in {"dobj", "obj"}) or subject is None:
        return None
    return analysis.span(analysis.subtree(subject.number)[0], subject.number + 1)


def _verb_of(analysis: Analysis, paper: Word) -> Word:
    """Return the verb by which a paper is told of: “*said* in a statement”, “*released* a statement”."""
    above = analysis.words[paper.head]
    return analysis.words[above.head] if paper.dep == "pobj" and above.lemma == "in" else above


def _span(word: Word) -> Span:
    return Span(word.start, word.end)
