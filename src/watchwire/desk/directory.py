"""The listed subjects by the words of their names, as people type them: a family name, a few words, a beginning, an id.

Screening asks whether two names may be one person's, and thinks little of a single word. Whoever looks somebody up
knows whom they mean and types "Sberbank" or "Putin": every subject that has the word is found, the best known first.
"""

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import orjson

from watchwire.lists.joined import subjects_of
from watchwire.lists.kept import Kept
from watchwire.lists.subjects import Subjects
from watchwire.model import NameQuality, Party
from watchwire.names.tokens import words

if TYPE_CHECKING:
    from watchwire.lists import Holdings

_BEGINNING_LEAST = 3
_BEGINNINGS = 500
_ASKED = 16
_SHARE = 0.25
"""How much of what the words of a query say a name must have that has not all of them."""
Row = tuple[str, str, str, bool]
"""Of a name: the party's id, its words, those of the family name, and whether it is a strong one."""


class How(IntEnum):
    """How a subject was found; the better comes first."""

    ID = 0
    NAME = 1
    WORDS = 2
    BEGINNING = 3
    SOME = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that has what was asked for: the party's id, how, and what decides among equals (the least first)."""

    party: str
    how: How
    order: tuple[float, ...]


def rows_of(parties: Iterable[Party]) -> Iterator[Row]:
    """Yield what the directory needs of each name."""
    for party in parties:
        for name in party.names:
            held = words(name.full)
            family = words(name.family or "") or words(
                " ".join(word for word in name.full.split() if word.isupper() and not name.full.isupper())
            )
            if held:
                yield party.id, " ".join(held), " ".join(family), name.quality is NameQuality.STRONG


class Directory:
    """Names by their words. Reading only; threads share it."""

    def __init__(self, rows: Sequence[Row], subjects: Subjects) -> None:
        self._rows = rows
        self._entries = {row[0]: len(subjects.members(subjects.of(row[0]))) for row in rows}
        self._posted: dict[str, array[int]] = {}
        for number, row in enumerate(rows):
            for word in set(row[1].split()):
                self._posted.setdefault(word, array("I")).append(number)
        self._words = sorted(self._posted)
        self._ids = {row[0].casefold(): row[0] for row in rows}
        self._references: dict[str, list[str]] = {}
        for party in self._ids.values():
            self._references.setdefault(party.partition(":")[2].casefold(), []).append(party)

    def find(self, query: str) -> list[Hit]:
        """Return what a query finds, the best first; a party may stand in it by several names."""
        asked = words(query)[:_ASKED]
        key = query.strip().casefold()
        by_id = [self._ids[key]] if key in self._ids else self._references.get(key, [])
        found = [Hit(party, How.ID, (-self._entries[party],)) for party in by_id]
        if asked:
            found += self._by_words(asked)
        return sorted(found, key=lambda hit: (hit.how, hit.order, hit.party))

    def _by_words(self, asked: Sequence[str]) -> Iterator[Hit]:
        weights = {word: self._weight(word) for word in asked}
        whole = sum(weights.values())
        said: dict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for number in self._posted.get(word, ()):
                said[number] += weight
        begun = self._begun(asked[-1]) if asked[-1] not in self._posted else frozenset()
        for number in begun:
            said[number] += weights[asked[-1]] * 0.999
        exact = Counter(asked)
        for number, weight in said.items():
            share = weight / whole
            if share < _SHARE:
                continue
            yield self._hit(number, share, exact, begun)

    def _hit(self, number: int, share: float, asked: Mapping[str, int], begun: frozenset[int]) -> Hit:
        party, text, family, strong = self._rows[number]
        held = text.split()
        if share > 0.9999:  # noqa: PLR2004
            how = How.NAME if strong and Counter(held) == asked else How.WORDS
        else:
            how = How.BEGINNING if number in begun and share > 0.99 else How.SOME  # noqa: PLR2004
        other_name = not set(asked) & set(family.split()) if family else False
        further = abs(len(held) - sum(asked.values()))
        return Hit(party, how, (not strong, -round(share, 2), other_name, -self._entries[party], further, len(text)))

    def _weight(self, word: str) -> float:
        """Return how much a word says: the rarer the more; one that no name has as much as the rarest."""
        return math.log((len(self._rows) + 1) / (len(self._posted.get(word, ())) + 0.5)) + 0.1

    def _begun(self, beginning: str) -> frozenset[int]:
        if len(beginning) < _BEGINNING_LEAST:
            return frozenset()
        found: set[int] = set()
        for place in range(bisect_left(self._words, beginning), len(self._words)):
            if not self._words[place].startswith(beginning) or len(found) > _BEGINNINGS:
                break
            found.update(self._posted[self._words[place]])
        return frozenset(found)


def directory_of(holdings: "Holdings", parties: Callable[[], Iterable[Party]]) -> Directory:
    """Return the directory of all parties that are screened against; `parties` is asked where it must be made.

    It takes seconds for large lists the first time, and is then read from a file by every process.
    """
    subjects = subjects_of(holdings)
    held = _DIRECTORY.get(holdings.key)
    if held is None:
        rows = _ROWS.of(holdings, lambda: tuple(rows_of(parties())))
        held = Directory(rows, subjects)
        _DIRECTORY.clear()
        _DIRECTORY[holdings.key] = held
    return held


def _read(data: bytes) -> tuple[Row, ...]:
    return tuple(
        (str(party), str(text), str(family), bool(strong)) for party, text, family, strong in orjson.loads(data)
    )


_ROWS = Kept[tuple[Row, ...]]("directory-1", orjson.dumps, _read)
_DIRECTORY: dict[tuple[str, ...], Directory] = {}
