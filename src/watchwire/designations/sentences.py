"""Sentences as they stand in the text: a parser breaks long lists of names off at a comma or a semicolon."""

from watchwire.language import Analysis, Sentence
from watchwire.model import Span

_BROKEN = (",", ";", "(")


def whole_sentence(analysis: Analysis, offset: int) -> Sentence | None:
    """Return the sentence around a place, with those after it that it was broken into."""
    held = analysis.sentence_at(offset)
    if held is None:
        return None
    at = analysis.sentences.index(held)
    text = analysis.article.text
    first, last = held, held
    while at > 0 and _is_broken(text, analysis.sentences[at - 1], first):
        at -= 1
        first = analysis.sentences[at]
    at = analysis.sentences.index(held)
    while at + 1 < len(analysis.sentences) and _is_broken(text, last, analysis.sentences[at + 1]):
        at += 1
        last = analysis.sentences[at]
    return Sentence(first.first, last.last, Span(first.span.start, last.span.end))


def _is_broken(text: str, one: Sentence, other: Sentence) -> bool:
    """Say whether two sentences are one: the first stops at a comma, or the second goes on in small letters."""
    between = text[one.span.end : other.span.start]
    if "\n" in between or "\n" in text[one.span.start : one.span.end].rstrip()[-1:]:
        return False
    ends = one.span.of(text).rstrip()[-1:]
    return ends in _BROKEN or (ends.isalnum() and other.span.of(text).lstrip()[:1].islower())
