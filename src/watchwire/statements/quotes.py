"""Stretches between quotation marks."""

import re

from watchwire.model import Article, Span

_PAIRS = re.compile(
    r"“([^“”]{1,3000}?)(?:”|(?=\n\s*\n\s*“)|$)|\"([^\"]{1,3000}?)\"|«([^«»]{1,3000}?)»|„([^„“”]{1,3000}?)[“”]"
)
_TITLE_WORDS = 4
_SCARE = 2


def find_quotes(article: Article) -> list[Span]:
    """Return the insides of quotations in the story, without their marks, in order."""
    found = []
    for match in _PAIRS.finditer(article.text):
        group = next(k for k in range(1, 5) if match[k] is not None)
        span = Span(match.start(group), match.end(group))
        if not article.in_furniture(span) and span.of(article.text).strip():
            found.append(span)
    return found


def is_utterance(text: str) -> bool:
    """Say whether a quotation is something said, and not a title or a word held at arm's length."""
    words = text.split()
    return len(words) > _TITLE_WORDS or (len(words) > _SCARE and text.rstrip()[-1:] in ".,!?")
