"""Names in headlines: where every word has a capital, a recogniser takes half of the line for a body."""

import re
from functools import lru_cache

from watchwire.entities.mention import Mention
from watchwire.model import EntityKind, Span
from watchwire.names.classes import common_english
from watchwire.names.tokens import tokenize

_LINE = re.compile(r"[^\n\u2028]+")
_LEAST_WORDS = 4
_SHARE = 0.7
_LONG = 4


def headline_spans(text: str) -> list[Span]:
    """Return the lines in which nearly every longer word has a capital; none if the whole text is written so."""
    return list(_headline_spans(text))


@lru_cache(maxsize=2)
def _headline_spans(text: str) -> tuple[Span, ...]:
    """Find them once a text: each of its entities asks."""
    found = tuple(Span(match.start(), match.end()) for match in _LINE.finditer(text) if _is_headline(match[0]))
    return found if sum(map(len, found)) * 2 < len(text) else ()


def _is_headline(line: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) >= _LONG]
    if len(words) < _LEAST_WORDS or line.rstrip().endswith((".", ",", ";")):
        return False
    capitals: int = sum(word[0].isupper() for word in words)
    return capitals >= _SHARE * len(words)


def without_headline_words(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return a recogniser's names, those in headlines only as far as the story below bears them out.

    A name stays that stands in the story too, or that has no everyday word in it. Of any other one, what remains is
    the longest run of its words that is (part of) a name in the story (“Sherman” of “Sherman's Meetings”).
    """
    lines = headline_spans(text)
    inside = [mention for mention in mentions if any(line.contains(mention.span) for line in lines)]
    if not inside:
        return mentions
    told = [mention for mention in mentions if not any(mention is other for other in inside)]
    kept = told + [found for mention in inside if (found := _borne_out(text, mention, told, lines)) is not None]
    return sorted(kept, key=lambda mention: mention.span)


def _borne_out(text: str, mention: Mention, told: list[Mention], lines: list[Span]) -> Mention | None:
    written = mention.span.of(text)
    at = text.find(written)
    while at >= 0:
        if not any(line.start <= at < line.end for line in lines):
            return mention
        at = text.find(written, at + 1)
    if not any(word in common_english() for word in mention.words):
        return mention
    tokens = tokenize(written)
    for length in range(len(tokens), 0, -1):
        for first in range(len(tokens) - length + 1):
            words = tuple(token.norm for token in tokens[first : first + length])
            home = next((other for other in told if _holds(other, words)), None)
            if home is not None:
                start, end = tokens[first].start, tokens[first + length - 1].end
                span = Span(mention.span.start + start, mention.span.start + end)
                return Mention(span, home.kind, {"recogniser"}, words)
    return None


def _holds(mention: Mention, words: tuple[str, ...]) -> bool:
    """Say whether words are a person's or body's name in the story, or the end of a person's name."""
    if mention.words == words:
        return True
    return mention.kind is EntityKind.PERSON and mention.words[-len(words) :] == words
