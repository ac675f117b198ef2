"""Full names before their acronym: “United Nations Educational, Scientific and Cultural Organization (UNESCO)”."""

import re
from collections.abc import Iterator

from watchwire.model import Span

_ACRONYM = re.compile(r"\s\((?=[A-Z]{3,9}\))([A-Z]+)\)|, or (?=[A-Z]{2,9}\b)([A-Z]+)\b")
_EXPLAINED = re.compile(r"\b([A-Z]{3,9}) \(([A-Z][^()\n]{5,90})\)")
_WORD = re.compile(r"[^\W_][\w’']*")
_SMALL = frozenset({"of", "and", "the", "for", "on", "in", "to", "de", "la", "du", "des", "y"})
_REACH = 160


def expansions(text: str) -> Iterator[Span]:
    """Yield the names whose initials the acronym in brackets after them spells, small words left out or counted."""
    for match in _ACRONYM.finditer(text):
        low = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _REACH)
        words = [(low + word.start(), word[0]) for word in _WORD.finditer(text[low : match.start()])]
        start = _start_of(words, match[1] or match[2])
        if start is not None:
            end = match.start()
            yield Span(start, end - 2 if text[start:end].endswith(("’s", "'s")) else end)


def phrases_of_acronyms(text: str) -> Iterator[tuple[str, str]]:
    """Yield acronyms with the words that they are explained by, before or after: “sexual violence (SV)”, “SV (…)”."""
    for match in _ACRONYM.finditer(text):
        low = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _REACH)
        words = [(low + word.start(), word[0]) for word in _WORD.finditer(text[low : match.start()])]
        acronym = match[1] or match[2]
        start = _start_of(words, acronym, capitals=False)
        if start is not None:
            yield acronym, text[start : match.start()]
    for match in _EXPLAINED.finditer(text):
        words = [(word.start(), word[0]) for word in _WORD.finditer(match[2])]
        if _start_of(words, match[1], capitals=False) == 0:
            yield match[1], match[2]


def _start_of(words: list[tuple[int, str]], acronym: str, capitals: bool = True) -> int | None:
    """Walk back over words while they spell the acronym from its end."""
    left = len(acronym)
    for start, word in reversed(words):
        if word[0].upper() == acronym[left - 1] and (not capitals or word[0].isupper() or word.lower() in _SMALL):
            left -= 1
            if left == 0:
                return start if word[0].isupper() or not capitals else None
        elif word.lower() not in _SMALL:
            return None
    return None
