"""The listed words, and the ways from a word to those that it may be a spelling of.

A word finds the lists' words by its keys (`keys`); the weighted edit distance judges what they propose, once a word.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar, overload
from zlib import crc32

from watchwire.model import PartyKind
from watchwire.names.anatomy import LISTED_LEAST, UNVOWELLED, Anatomy, Word, dissect, weight_of
from watchwire.names.fold import fold_many
from watchwire.names.similarity import AGREES, TYPED, likeness, typing_error
from watchwire.names.unvowelled import Spellings
from watchwire.screening.container import Array, Arrays
from watchwire.screening.keys import search_keys, typing_keys
from watchwire.screening.marks import words_and_joined

HELD: Final = 1 << 16
"""How many words, names and parties are kept in memory at a time."""
_NEAR_HELD: Final = 1 << 14
"""For how many words of queries what they are like is kept: most are asked for once or never again."""
_WORDS_IN_MEMORY: Final = 1 << 18
_APART_HELD: Final = 1 << 12
"""How many names that were asked for are kept taken apart: what is asked of one comes soon."""
_WORDS_ASKED: Final = 1 << 12
"""So many words are looked up in the file before all are kept in memory."""
_ONE_BY_ONE: Final = 5000
"""So many keys are looked up one by one before numpy is loaded, which takes as long as they do."""
_MANY: Final = 512
"""For fewer keys, as those of one name's words, numpy takes longer, loaded or not."""
_BEGIN: Final = 10
_EIGHT: Final = 13
"""How many bits of a key its beginning leaves out, of which a twentieth or so is taken; and what eight of them have."""
_PLACE: Final = 16
"""How many bits of a key are left out of what says where keys that begin like it stand in a table."""
_SPELLING: Final = 0.9
"""From here on a listed word counts as a spelling of what is asked for."""
_UNLISTED: Final = 2.0
_NOTHING: Final[list[int]] = []
T = TypeVar("T")


class _Rarities(Mapping[str, float]):
    """How rare each listed word is, looked up in the index."""

    def __init__(self, words: "ListedWords") -> None:
        self._words = words

    def __getitem__(self, word: str) -> float:
        number = self._words.word_number(word)
        if number is None:
            raise KeyError(word)
        return self._words.rarity_of(number)

    @overload
    def get(self, word: str, /) -> float | None: ...
    @overload
    def get(self, word: str, /, default: float) -> float: ...
    @overload
    def get(self, word: str, /, default: T) -> float | T: ...
    def get(self, word: str, /, default: object = None) -> object:
        """Return the same, or what is given for a word that no name has: most that are asked for."""
        number = self._words.word_number(word)
        return default if number is None else self._words.rarity_of(number)

    def __iter__(self) -> Iterator[str]:
        return (self._words.spelling(number) for number in range(len(self)))

    def __len__(self) -> int:
        return len(self._words.arrays.view("word_rarity"))


def _all_of(parts: Iterable[list[int]], found: set[int]) -> set[int]:
    """Add to a set what is in some lists, most of which are empty."""
    for part in parts:
        if part:
            found.update(part)
    return found


class _WayIn:
    """Where in a table's sorted keys those stand that begin like one.

    `begins` has a bit for each beginning that says whether there are any: most keys that are looked for are nowhere.
    `places` say for shorter ones where they begin.
    """

    __slots__ = ("begins", "places")

    def __init__(self, known: Array) -> None:
        import numpy as np

        taken = np.zeros(1 << (32 - _BEGIN), np.bool_)
        taken[known >> _BEGIN] = True
        self.begins: bytes = np.packbits(taken, bitorder="little").tobytes()
        firsts = np.arange(1 << (32 - _PLACE), dtype=np.uint32) << _PLACE
        self.places: Any = np.append(np.searchsorted(known, firsts), len(known)).astype(np.int64).data


class _Spread(_Rarities):
    """How rare a word is that is asked for, all spellings of it together: lists have one name in many."""

    def __getitem__(self, word: str) -> float:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    @overload
    def get(self, word: str, /) -> float | None: ...
    @overload
    def get(self, word: str, /, default: float) -> float: ...
    @overload
    def get(self, word: str, /, default: T) -> float | T: ...
    def get(self, word: str, /, default: object = None) -> object:
        """Return the same, or what is given for a word of which no name has any spelling."""
        return self._words.rarity_of_spellings(word, default)


class ListedWords:
    """The words of all listed names, by number, ready for search."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self.rarity: Mapping[str, float] = _Rarities(self)
        self.spread: Mapping[str, float] = _Spread(self)
        view = arrays.view
        self._word_crc = view("word_crc")
        self._word_rarity = view("word_rarity")
        self._texts = {label: (view(f"{label}_at"), view(f"{label}_text")) for label in ("word", "anatomy", "party")}
        self._tables = {
            table: (view(f"{table}_crc"), view(f"{table}_at"), view(f"{table}_owner"))
            for table in ("key", "begin", "typed", "identifier", "joint")
        }
        self._looked_up = 0
        self._names = float(max(LISTED_LEAST, len(view("party_kind"))) + 1)
        self._spread: dict[str, float] = {}
        self._near: dict[str, tuple[dict[int, float], dict[int, float]]] = {}
        self._taken_apart: dict[tuple[str, PartyKind], Anatomy] = {}
        self._words: dict[str, int | None] = {}
        self._numbers: dict[str, int] | None = None
        self._spellings: dict[int, str] = {}
        self._numbers_of: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._letter_words: dict[int, int] | None = None
        self._ways_in: dict[str, _WayIn] = {}
        self._unvowelled: Spellings | None = None
        self._spelt: dict[tuple[str, bool], tuple[str, ...]] = {}

    def keep_words(self) -> None:
        """Keep all words in memory from now on, unless they are very many."""
        if self._numbers is None and len(self._word_rarity) <= _WORDS_IN_MEMORY:
            self._numbers = {self._text("word", number).decode(): number for number in range(len(self._word_rarity))}

    def _keeps_words(self) -> bool:
        self.keep_words()
        return self._numbers is not None

    def word_number(self, norm: str) -> int | None:
        """Return the number of a listed word, or None."""
        if self._numbers is not None:
            return self._numbers.get(norm)
        try:
            return self._words[norm]
        except KeyError:
            pass
        if len(self._words) >= _WORDS_ASKED and self._keeps_words():
            return self.word_number(norm)
        if len(self._words) >= HELD:
            self._words.clear()
        key = crc32(norm.encode())
        crcs = self._word_crc
        at = bisect_left(crcs, key)
        found = None
        while at < len(crcs) and crcs[at] == key:
            if self.spelling(at) == norm:
                found = at
                break
            at += 1
        self._words[norm] = found
        return found

    def spelling(self, number: int) -> str:
        """Return a listed word."""
        found = self._spellings.get(number)
        if found is None:
            if len(self._spellings) >= HELD:
                self._spellings.clear()
            found = self._spellings[number] = self._text("word", number).decode()
        return found

    def candidates(self, norms: Sequence[str]) -> list[tuple[list[int], list[int]]]:
        """Return for each word the listed words of the same sound, and all that its keys propose, in order."""
        keys = search_keys(norms)
        owners = self.owners("key", [key for same, further in keys for key in (*same, *further)])
        found: list[tuple[list[int], list[int]]] = []
        at = 0
        for same, further in keys:
            middle, end = at + len(same), at + len(same) + len(further)
            alike = _all_of(owners[at:middle], set())
            proposed = _all_of(owners[middle:end], set(alike))
            found.append((sorted(alike), sorted(proposed)))
            at = end
        return found

    def owners(self, table: str, keys: Sequence[int]) -> list[list[int]]:
        """Return for keys what a table (`key`, `begin`, `typed`, `identifier`) holds under it: not to be changed."""
        if self._looked_up < _ONE_BY_ONE:
            self._looked_up += len(keys)
            return self._owners_singly(table, keys)
        if len(keys) < _MANY:
            return self._owners_of_few(table, keys)
        import numpy as np

        known, pointers, owner = (self.arrays[f"{table}_{part}"] for part in ("crc", "at", "owner"))
        if not len(known):
            return [[] for _ in keys]
        wanted = np.array(keys, np.uint32)
        # Nearly all keys of a text's words are nowhere: a set of bits says so long before a search would.
        begins = np.frombuffer(self._way_into(table).begins, np.uint8)
        may = np.flatnonzero(begins[wanted >> _EIGHT] >> (wanted >> _BEGIN & 7) & 1)
        wanted = wanted[may]
        places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        hit = known[places] == wanted
        places = places[hit]
        starts, ends = pointers[places].tolist(), pointers[places + 1].tolist()
        found: list[list[int]] = [_NOTHING] * len(keys)
        for place, start, end in zip(may[hit].tolist(), starts, ends, strict=True):
            found[place] = owner[start:end].tolist()
        return found

    def _way_into(self, table: str) -> "_WayIn":
        found = self._ways_in.get(table)
        if found is None:
            found = self._ways_in[table] = _WayIn(self.arrays[f"{table}_crc"])
        return found

    def _owners_of_few(self, table: str, keys: Sequence[int]) -> list[list[int]]:
        """Return the same for some keys: nearly all are nowhere, and a bit says so."""
        known, pointers, owner = self._tables[table]
        way = self._way_into(table)
        begins, places = way.begins, way.places
        found: list[list[int]] = [_NOTHING] * len(keys)
        for k, key in enumerate(keys):
            if begins[key >> _EIGHT] >> (key >> _BEGIN & 7) & 1:
                end = places[(key >> _PLACE) + 1]
                at = bisect_left(known, key, places[key >> _PLACE], end)
                if at < end and known[at] == key:
                    found[k] = owner[pointers[at] : pointers[at + 1]].tolist()
        return found

    def _owners_singly(self, table: str, keys: Sequence[int]) -> list[list[int]]:
        known, pointers, owner = self._tables[table]
        found: list[list[int]] = []
        for key in keys:
            at = bisect_left(known, key)
            there = at < len(known) and known[at] == key
            found.append(owner[pointers[at] : pointers[at + 1]].tolist() if there else [])
        return found

    def numbers_of(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """Return the numbers of those of some words that are listed. Kept: the same are asked for again."""
        found = self._numbers_of.get(words)
        if found is None:
            numbers = [self.word_number(word) for word in words]
            found = self._numbers_of[words] = tuple([number for number in numbers if number is not None])
        return found

    def near(self, norm: str) -> dict[int, float]:
        """Return the listed words that a word may be a spelling of, each with the similarity. Cached."""
        return self._judged(norm)[0]

    def like(self, norm: str) -> dict[int, float]:
        """Return the same, and the words that differ by a typing error. Cached."""
        return self._judged(norm)[1]

    def _judged(self, norm: str) -> tuple[dict[int, float], dict[int, float]]:
        found = self._near.get(norm)
        if found is None:
            if not norm:
                return {}, {}
            self.learn((norm,))
            found = self._near[norm]
        return found

    def spelt(self, raw: str, clitics: bool = False) -> tuple[str, ...]:
        """Return the listed words that a word of a writing without short vowels may spell (`Spellings.of`). Cached."""
        found = self._spelt.get((raw, clitics))
        if found is None:
            if self._unvowelled is None:
                self._unvowelled = Spellings(self.rarity)
            if len(self._spelt) >= _NEAR_HELD:
                self._spelt.clear()
            found = self._spelt[raw, clitics] = self._unvowelled.of(raw, clitics)
        return found

    @property
    def letter_words(self) -> dict[int, int]:
        """The listed words of a single letter: its bit, and the word's number."""
        if self._letter_words is None:
            numbers = {1 << k: self.word_number(chr(ord("a") + k)) for k in range(26)}
            self._letter_words = {bit: number for bit, number in numbers.items() if number is not None}
        return self._letter_words

    def learn(self, norms: Iterable[str]) -> None:
        """Have `near` and `like` ready for many words at once: a fraction of the cost of one by one."""
        held = self._near
        unknown = [norm for norm in dict.fromkeys(norms) if norm and norm not in held]
        if not unknown:
            return
        if len(held) + len(unknown) > _NEAR_HELD:
            held.clear()
        proposals = self.propose(unknown)
        fold_many([self.spelling(number) for proposed in proposals for number in proposed])  # a fraction of one by one
        for norm, proposed in zip(unknown, proposals, strict=True):
            held[norm] = self.judge(norm, proposed)

    def propose(self, norms: Sequence[str]) -> list[list[int]]:
        """Return for each word the listed words that its keys propose, in order."""
        typed = [typing_keys(norm) for norm in norms]
        owners = iter(self.owners("typed", [key for keys in typed for key in keys]))
        return [
            sorted(_all_of([next(owners) for _ in keys], set(proposed)))
            for (_, proposed), keys in zip(self.candidates(norms), typed, strict=True)
        ]

    def judge(self, norm: str, proposed: Sequence[int]) -> tuple[dict[int, float], dict[int, float]]:
        """Keep of the proposed words those that are near enough; and these with those that differ by a typing error.

        Many proposed words should be folded before, all at once.
        """
        near: dict[int, float] = {}
        like: dict[int, float] = {}
        for number in proposed:
            spelling = self.spelling(number)
            similarity = likeness(norm, spelling)
            if similarity >= AGREES:
                near[number] = like[number] = similarity
            elif typing_error(norm, spelling):
                like[number] = TYPED
        return near, like

    def rarity_of(self, word: int) -> float:
        """Return how rare a listed word is, from 0 (everywhere) to 1."""
        return float(self._word_rarity[word])

    def rarity_of_spellings(self, norm: str, default: T) -> float | T:
        """Return how rare a word is, all listed spellings of it together; what is given if no name has any. Cached."""
        found = self._spread.get(norm)
        if found is None:
            if len(self._spread) >= _NEAR_HELD:
                self._spread.clear()
            near = self.near(norm)
            total = sum([self._names ** (1.0 - self.rarity_of(n)) for n, alike in near.items() if alike >= _SPELLING])
            found = 1.0 - math.log(total) / math.log(self._names) if total else _UNLISTED
            self._spread[norm] = found = max(0.0, found)
        return default if found == _UNLISTED else found

    def take_apart(self, name: str, kind: PartyKind) -> Anatomy:
        """Take a name apart that is asked for, its words weighed by how rare they are on the lists. Cached.

        Of people's names all spellings of a word count together: what is rare of "mhmdi" is only how it is spelt.
        """
        found = self._taken_apart.get((name, kind))
        if found is None:
            if len(self._taken_apart) >= _APART_HELD:
                self._taken_apart.clear()
            if kind is PartyKind.PERSON:
                self.learn(words_and_joined(name))
            found = dissect(name, kind, frequency=self.spread if kind is PartyKind.PERSON else self.rarity)
            if found.person and found.script in UNVOWELLED:
                found = self._weighed_by_spellings(found)
            self._taken_apart[name, kind] = found
        return found

    def _weighed_by_spellings(self, anatomy: Anatomy) -> Anatomy:
        """Return a name whose words are as rare as all listed words are together that their letters may spell."""
        words = []
        for word in anatomy.words:
            numbers = [self.word_number(norm) for norm in self.spelt(word.raw)] if word.raw and not word.light else []
            total = sum([self._names ** (1.0 - self.rarity_of(number)) for number in numbers if number is not None])
            if total:
                weight = weight_of(word.role, max(0.0, 1.0 - math.log(total) / math.log(self._names)))
                word = Word(word.norm, word.role, min(word.weight, weight), word.start, word.end, word.raw)  # noqa: PLW2901
            words.append(word)
        return Anatomy(tuple(words), anatomy.person, anatomy.korean, anatomy.script, anatomy.characters)

    def _text(self, label: str, number: int) -> bytes:
        pointers, text = self._texts[label]
        found: bytes = text[pointers[number] : pointers[number + 1]].tobytes()
        return found
