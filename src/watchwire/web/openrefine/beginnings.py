"""Listed names by their beginnings and by those of their words, for suggestions while somebody types."""

import unicodedata
from bisect import bisect_left
from functools import lru_cache
from threading import Lock

from watchwire.model import NameQuality, Party
from watchwire.screening import Index

_LOCK = Lock()
_MOST_WORDS = 4


def plain(text: str) -> str:
    """Return a text without case, accents and doubled spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).replace(",", " ").split())


def beginning(index: Index, prefix: str, limit: int) -> list[Party]:
    """Return parties a strong name of which, or one of its first words, begins with a prefix; shorter names first."""
    with _LOCK:
        held = _sorted(index)
    said = plain(prefix)
    at = bisect_left(held, (said, -1))
    found: dict[int, int] = {}
    while at < len(held) and held[at][0].startswith(said) and len(found) < limit * 20:
        text, number = held[at]
        found[number] = min(found.get(number, len(text)), len(text))
        at += 1
    return [index.party(number) for number in sorted(found, key=lambda number: (found[number], number))[:limit]]


@lru_cache(maxsize=2)  # that in use and the one that takes its place
def _sorted(index: Index) -> list[tuple[str, int]]:
    rows: set[tuple[str, int]] = set()
    for number, party in enumerate(index.parties):
        for name in party.names:
            if name.quality is NameQuality.STRONG:
                words = plain(name.full).split()
                rows.update((" ".join(words[k:]), number) for k in range(min(len(words), _MOST_WORDS)))
    return sorted(rows)
