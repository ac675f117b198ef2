"""The words of the text that tell a happening: for whoever must not trust our reading of its sides."""

from typing import Final

from watchwire.language import Analysis, Word
from watchwire.model import Span

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_BEFORE: Final = frozenset({"aux", "auxpass", "neg", "advmod", "prt"}) | _SUBJECTS
"""What stands before a verb and belongs to what it tells; what opens a sentence (“On Tuesday, …”) does not."""
_OF_ITS_HEAD: Final = frozenset({"xcomp", "ccomp", "pcomp", "advcl", "conj", "prep", "pobj", "dobj", "attr", "agent"})
_OF_A_NOUN: Final = frozenset({"relcl", "acl"})
_OPENING: Final = frozenset({"WRB", "IN", "CC", "TO"})
"""Words that only tie a clause to another (“*when* he accused …”)."""
_LONGEST: Final = 260
"""How many characters of words tell a happening: two of three sentences of news are no longer."""
_AROUND: Final = 110
"""Where a clause is longer, how many of them stand before the word that tells it."""


def own_words(analysis: Analysis, told: Span) -> Span:
    """Return the sentence in which a happening is told, with who says so; of a long one the clause, and what follows.

    Args:
        analysis: the analysed text.
        told: the word that tells the happening.

    """
    word = analysis.word_at(told.start)
    sentence = analysis.sentence_at(told.start)
    if word is None or sentence is None:
        return told
    if sentence.span.end - sentence.span.start <= _LONGEST:
        return sentence.span
    verb = _verb_of(analysis, word)
    first = sentence.first if verb is None else max(min(_begin(analysis, verb), word.number), sentence.first)
    while first < word.number and (analysis.words[first].pos == "PUNCT" or analysis.words[first].tag in _OPENING):
        first += 1
    return _short(analysis, first, sentence.last, word)


def _verb_of(analysis: Analysis, word: Word) -> Word | None:
    """Return the nearest verb at or above a word."""
    while word.pos not in {"VERB", "AUX"}:
        if word.head == word.number:
            return None
        word = analysis.words[word.head]
    return word


def _begin(analysis: Analysis, verb: Word) -> int:
    """Return where a clause begins: at its subject; one without a subject begins where that of its head does."""
    first, seen = verb.number, {verb.number}
    while True:
        below = [c for c in analysis.children(verb.number) if c.number < verb.number and c.dep in _BEFORE]
        first = min([first, *(analysis.subtree(c.number)[0] for c in below)])
        if any(c.dep in _SUBJECTS for c in below) and not any(c.tag in {"WDT", "WP"} for c in below):
            return first
        above = analysis.words[verb.head]
        if above.number in seen or above.number > verb.number:
            return first
        if verb.dep in _OF_A_NOUN:
            return min([first, above.number, *(c.number for c in analysis.children(above.number) if c.number < first)])
        if verb.dep not in _OF_ITS_HEAD:
            return first
        seen.add(above.number)
        verb = above


def _short(analysis: Analysis, first: int, last: int, word: Word) -> Span:
    """Return words as a span, without those furthest from the word that tells it where they are too many."""
    words = analysis.words
    if words[word.number].end - words[first].start > _LONGEST - _AROUND:
        while words[word.number].start - words[first].start > _AROUND:
            first += 1
    while last > word.number + 1 and words[last - 1].end - words[first].start > _LONGEST:
        last -= 1
    while last > word.number + 1 and words[last - 1].pos == "PUNCT":
        last -= 1
    return analysis.span(first, last)
