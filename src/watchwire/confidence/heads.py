"""The word that a phrase is about, and what such words name."""

from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.model import Span


def head_of(analysis: Analysis, span: Span) -> Word | None:
    """Return the word of a phrase that no other word of it governs; the last such one."""
    words = analysis.words_in(span)
    inside = {word.number for word in words}
    heads = [word for word in words if word.head == word.number or word.head not in inside]
    return next((word for word in reversed(heads) if word.pos != "PUNCT"), None)


def class_of(word: Word | None) -> str | None:
    """Return what a common noun names (`person`, `group`, `act`, …), or None for any other word."""
    return noun_class(word.lemma.lower()) if word is not None and word.pos == "NOUN" else None
