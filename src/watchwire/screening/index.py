"""The index: the ways from a word to the listed names that hold it, as arrays mapped from one file.

A word of a text finds the list's words that it may be a spelling of by its keys (`keys`); the weighted edit distance
judges what they propose, once a word. Parties and names are read from the file only when they are looked at.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload
from zlib import crc32

import orjson

from watchwire.identifiers import key_of, keys_of
from watchwire.lists.records import births_of, from_record
from watchwire.model import Party, PartyKind, PartyName
from watchwire.names.anatomy import Anatomy, Word, dissect
from watchwire.names.fold import fold_many
from watchwire.names.press import all_names
from watchwire.names.similarity import AGREES, TYPED, token_similarity, typing_error
from watchwire.screening.beside import Bearer, years_of
from watchwire.screening.container import Array, Arrays, read, write
from watchwire.screening.entry import Entry
from watchwire.screening.keys import search_keys, typing_keys
from watchwire.screening.marks import KINDS, KOREAN, PERSON, PRESS, ROLES, WEAK, Progress, is_identifying
from watchwire.screening.outline import Outline

if TYPE_CHECKING:
    from watchwire.screening.surroundings import Standing

_HELD: Final = 1 << 16
"""How many names and parties are kept in memory at a time."""
_NEAR_HELD: Final = 1 << 14
"""For how many words of queries what they are like is kept: most are asked for once or never again."""
_HELD_FOR_ROWS: Final = 1 << 13
_APART_HELD: Final = 1 << 12
"""How many names that were asked for are kept taken apart: what is asked of one comes soon."""

_ONE_BY_ONE: Final = 5000
"""So many keys are looked up one by one before numpy is loaded, which takes as long as they do."""
_SETS_HELD: Final = 1 << 12
"""How many sets of names are kept: they are large (up to some hundred kilobytes)."""


T = TypeVar("T")


class _Rarities(Mapping[str, float]):
    """How rare each listed word is, looked up in the index."""

    def __init__(self, index: "Index") -> None:
        self._index = index

    def __getitem__(self, word: str) -> float:
        number = self._index.word_number(word)
        if number is None:
            raise KeyError(word)
        return self._index.rarity_of(number)

    @overload
    def get(self, word: str, /) -> float | None: ...
    @overload
    def get(self, word: str, /, default: float) -> float: ...
    @overload
    def get(self, word: str, /, default: T) -> float | T: ...
    def get(self, word: str, /, default: object = None) -> object:
        """Return the same, or what is given for a word that no name has: most that are asked for."""
        number = self._index.word_number(word)
        return default if number is None else self._index.rarity_of(number)

    def __iter__(self) -> Iterator[str]:
        return (self._index.spelling(number) for number in range(len(self)))

    def __len__(self) -> int:
        return len(self._index.arrays.view("word_rarity"))


class _Entries(Sequence[Entry]):
    """The listed names, each made when it is asked for."""

    def __init__(self, index: "Index") -> None:
        self._index = index
        self._held: dict[int, Entry] = {}
        self._count = len(index.arrays.view("entry_party"))
        self.most = _HELD

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Entry: ...
    @overload
    def __getitem__(self, number: slice) -> list[Entry]: ...
    def __getitem__(self, number: int | slice) -> Entry | list[Entry]:
        if isinstance(number, slice):
            return [self[k] for k in range(*number.indices(len(self)))]
        found = self._held.get(number)
        if found is None:
            if not 0 <= number < self._count:
                raise IndexError(number)
            if len(self._held) >= self.most:
                self._held.clear()
            found = self._held[number] = self._index.make_entry(number)
        return found


class Index:
    """Listed names, ready for search. Open it from a file, or compile it in memory from parties."""

    def __init__(self, arrays: Mapping[str, Array], facts: dict[str, Any]) -> None:
        self.arrays = arrays if isinstance(arrays, Arrays) else Arrays.of(arrays)
        self.facts = facts
        self.entries = _Entries(self)
        self.rarity: Mapping[str, float] = _Rarities(self)
        view = self.arrays.view
        self._flags = view("entry_flags")
        self._letters = view("entry_letters")
        self._entry_at = view("entry_at")
        self._entry_word = view("entry_word")
        self._entry_party = view("entry_party")
        self._party_kind = view("party_kind")
        self._subject = view("party_subject")
        self._rare_at = view("rare_at")
        self._rare_entry = view("rare_entry")
        self._word_crc = view("word_crc")
        self._word_rarity = view("word_rarity")
        self._texts = {label: (view(f"{label}_at"), view(f"{label}_text")) for label in ("word", "anatomy", "party")}
        self._tables = {
            table: (view(f"{table}_crc"), view(f"{table}_at"), view(f"{table}_owner"))
            for table in ("key", "begin", "typed", "identifier")
        }
        self._looked_up = 0
        self._posted = {table: (view(f"{table}_at"), view(f"{table}_entry")) for table in ("any", "anchor")}
        self._parties: dict[int, Party] = {}
        self._press: dict[int, list[PartyName]] = {}
        self._standings: dict[int, Standing] = {}
        self._posted_under_any: dict[tuple[str, frozenset[int]], frozenset[int]] = {}
        self._near: dict[str, tuple[dict[int, float], dict[int, float]]] = {}
        self._taken_apart: dict[tuple[str, PartyKind], Anatomy] = {}
        self._words: dict[str, int | None] = {}
        self._spellings: dict[int, str] = {}
        self._rare: dict[int, list[int]] = {}
        self._words_of: dict[int, list[int]] = {}
        self._outlines: dict[int, Outline] = {}
        self._bearers: dict[int, Bearer] = {}
        self._letter_words: dict[int, int] | None = None

    @classmethod
    def of(cls, parties: Iterable[Party], progress: Progress | None = None, folder: Path | None = None) -> "Index":
        """Compile an index in memory; what is long of it lies in files without a name, where a folder is given."""
        from watchwire.screening.build import compile_index

        return cls(*compile_index(parties, progress, folder))

    @classmethod
    def open(cls, path: Path) -> "Index":
        """Map an index from its file.

        Raises:
            LibraryError: the file is missing, cut short or damaged.

        """
        return cls(*read(path))

    def save(self, path: Path) -> None:
        """Write the index to a file in one step."""
        write(path, self.arrays, self.facts)

    def serve_rows(self) -> None:
        """Keep fewer names and parties in memory from now on: rows of a table ask for most of them once."""
        self.entries.most = _HELD_FOR_ROWS

    # -- words

    def word_number(self, norm: str) -> int | None:
        """Return the number of a listed word, or None."""
        try:
            return self._words[norm]
        except KeyError:
            pass
        if len(self._words) >= _HELD:
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
            if len(self._spellings) >= _HELD:
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
            alike = {word for part in owners[at:middle] for word in part}
            proposed = alike.union(*owners[middle:end])
            found.append((sorted(alike), sorted(proposed)))
            at = end
        return found

    def owners(self, table: str, keys: Sequence[int]) -> list[list[int]]:
        """Return for each key what a table (`key`, `begin`, `typed`, `identifier`) holds under it."""
        if self._looked_up < _ONE_BY_ONE:
            self._looked_up += len(keys)
            return self._owners_singly(table, keys)
        import numpy as np

        known, pointers, owner = (self.arrays[f"{table}_{part}"] for part in ("crc", "at", "owner"))
        if not len(known):
            return [[] for _ in keys]
        wanted = np.array(keys, np.uint32)
        places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        hit = known[places] == wanted
        starts, ends = pointers[places].tolist(), pointers[places + 1].tolist()
        return [
            owner[start:end].tolist() if there else []
            for there, start, end in zip(hit.tolist(), starts, ends, strict=True)
        ]

    def _owners_singly(self, table: str, keys: Sequence[int]) -> list[list[int]]:
        known, pointers, owner = self._tables[table]
        found: list[list[int]] = []
        for key in keys:
            at = bisect_left(known, key)
            there = at < len(known) and known[at] == key
            found.append(owner[pointers[at] : pointers[at + 1]].tolist() if there else [])
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
        fold_many([self.spelling(number) for proposed in proposals for number in proposed])
        for norm, proposed in zip(unknown, proposals, strict=True):
            held[norm] = self.judge(norm, proposed)

    def propose(self, norms: Sequence[str]) -> list[list[int]]:
        """Return for each word the listed words that its keys propose, in order."""
        typed = [typing_keys(norm) for norm in norms]
        owners = iter(self.owners("typed", [key for keys in typed for key in keys]))
        return [
            sorted(set(proposed).union(*[next(owners) for _ in keys]))
            for (_, proposed), keys in zip(self.candidates(norms), typed, strict=True)
        ]

    def judge(self, norm: str, proposed: Sequence[int]) -> tuple[dict[int, float], dict[int, float]]:
        """Keep of the proposed words those that are near enough; and these with those that differ by a typing error."""
        near: dict[int, float] = {}
        like: dict[int, float] = {}
        spellings = [self.spelling(number) for number in proposed]
        fold_many(spellings)  # all at once costs a fraction of one by one
        for number, spelling in zip(proposed, spellings, strict=True):
            similarity = token_similarity(norm, spelling)
            if similarity >= AGREES:
                near[number] = like[number] = similarity
            elif typing_error(norm, spelling):
                like[number] = TYPED
        return near, like

    def posted(self, table: str, word: int) -> Array:
        """Return the names posted under a word as `anchor`, `any`, `single`, `family` or `rare` (see `build`)."""
        pointers = self.arrays[f"{table}_at"]
        found: Array = self.arrays[f"{table}_entry"][pointers[word] : pointers[word + 1]]
        return found

    def posted_list(self, table: str, word: int) -> list[int]:
        """Return the same for one look-up, without numpy."""
        pointers = self.arrays.view(f"{table}_at")
        found: list[int] = self.arrays.view(f"{table}_entry")[pointers[word] : pointers[word + 1]].tolist()
        return found

    def posted_under_any(self, table: str, words: frozenset[int]) -> frozenset[int]:
        """Return the names posted under any of some words. Cached: common words are asked for again and again."""
        held = self._posted_under_any
        found = held.get((table, words))
        if found is None:
            if len(held) >= _SETS_HELD:
                held.clear()
            at, entries = self._posted[table]
            found = frozenset().union(*[entries[at[word] : at[word + 1]].tolist() for word in words])
            held[table, words] = found
        return found

    def rare(self, word: int) -> list[int]:
        """Return the names of which a word is one of the rarest. Cached."""
        found = self._rare.get(word)
        if found is None:
            if len(self._rare) >= _HELD:
                self._rare.clear()
            found = self._rare[word] = self._rare_entry[self._rare_at[word] : self._rare_at[word + 1]].tolist()
        return found

    # -- names and parties

    def take_apart(self, name: str, kind: PartyKind) -> Anatomy:
        """Take a name apart that is asked for, its words weighed by how rare they are on the lists. Cached."""
        found = self._taken_apart.get((name, kind))
        if found is None:
            if len(self._taken_apart) >= _APART_HELD:
                self._taken_apart.clear()
            found = self._taken_apart[name, kind] = dissect(name, kind, frequency=self.rarity)
        return found

    def make_entry(self, number: int) -> Entry:
        """Make a listed name from its record."""
        party = self.party_of(number)
        script, rows, small = orjson.loads(self._text("anatomy", number))
        flags = int(self._flags[number])
        words = tuple([Word(norm, ROLES[role], weight, start, end) for norm, role, weight, start, end in rows])
        anatomy = Anatomy(words, bool(flags & PERSON), bool(flags & KOREAN), script)
        ids = self.words_of(number)
        return Entry(
            self,
            number,
            party,
            KINDS[self._party_kind[party]],
            bool(flags & WEAK),
            bool(flags & PRESS),
            anatomy,
            tuple(ids),
            tuple([k for k, word in enumerate(words) if not word.light]),
            frozenset(small),
            tuple([self._word_rarity[word] for word in ids]),
        )

    def outline(self, number: int) -> Outline:
        """Return what a look-up sees of a listed name before it reads it. Cached."""
        found = self._outlines.get(number)
        if found is None:
            if len(self._outlines) >= _HELD:
                self._outlines.clear()
            party = self.party_of(number)
            person = self.has(number, PERSON)
            found = Outline(self.words_of(number), person, KINDS[self._party_kind[party]], party)
            if not person:
                script, rows, _ = orjson.loads(self._text("anatomy", number))
                found.describe(script, rows, [self.spelling(word) for word in self.words_of(number)])
            self._outlines[number] = found
        return found

    def party_of(self, entry: int) -> int:
        """Return the number of the party that bears a name."""
        return int(self._entry_party[entry])

    def rarity_of(self, word: int) -> float:
        """Return how rare a listed word is, from 0 (everywhere) to 1."""
        return float(self._word_rarity[word])

    def party(self, number: int) -> Party:
        """Return a party by its number (they are numbered by id)."""
        found = self._parties.get(number)
        if found is None:
            if len(self._parties) >= self.entries.most:
                self._parties.clear()
            found = self._parties[number] = from_record(orjson.loads(self._text("party", number)))
        return found

    def bearer(self, number: int) -> Bearer:
        """Return what a look-up weighs of a party beside its names. Cached."""
        found = self._bearers.get(number)
        if found is None:
            if len(self._bearers) >= _HELD:
                self._bearers.clear()
            record = orjson.loads(self._text("party", number))
            years = frozenset([year for born in births_of(record) for year in years_of(born)])
            found = self._bearers[number] = Bearer(years, tuple(record.get("countries", ())))
        return found

    def press_names_of(self, number: int) -> list[PartyName]:
        """Return a party's names with those that the press gives it."""
        found = self._press.get(number)
        if found is None:
            found = self._press[number] = all_names(self.party(number))
        return found

    def standing_of(self, number: int) -> "Standing":
        """Return what the lists say of a party (country, roles), for comparison with a text. Cached."""
        found = self._standings.get(number)
        if found is None:
            from watchwire.screening.surroundings import standing_of

            if len(self._standings) >= _HELD:
                self._standings.clear()
            found = self._standings[number] = standing_of(self.party(number))
        return found

    def subject_of(self, number: int) -> int:
        """Return the number of the leading entry of a party's subject: itself, where no other list has the party."""
        return int(self._subject[number])

    def party_by_id(self, party_id: str) -> Party | None:
        """Return a party by its id, or None; a few records are read, as parties are numbered in the order of ids."""
        low, high = 0, len(self.arrays.view("party_at")) - 1
        while low < high:
            middle = (low + high) // 2
            found = self.party(middle)
            if found.id == party_id:
                return found
            if found.id < party_id:
                low = middle + 1
            else:
                high = middle
        return None

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """All parties. Reads every record: meant for reports and tests."""
        return tuple(self.party(number) for number in range(len(self.arrays.view("party_at")) - 1))

    def by_identifier(self, value: str) -> list[Party]:
        """Return the parties that a number which tells its bearer from all others belongs to."""
        wanted = key_of(None, value)
        return [
            party
            for party in self.by_key(wanted)
            if any(is_identifying(item.kind) and wanted in keys_of(item.kind, item.value) for item in party.identifiers)
        ]

    def by_key(self, key: str) -> list[Party]:
        """Return the parties that may have a number, by its key (`identifiers.keys`): a hash is what is looked up."""
        numbers = self.owners("identifier", [crc32(key.encode("utf-8", "surrogatepass"))])[0]
        return [self.party(number) for number in numbers]

    def has(self, entry: int, flag: int) -> bool:
        """Say whether a name has a flag (`build.PERSON` and its neighbours), without reading it."""
        return bool(self._flags[entry] & flag)

    def length_of(self, entry: int) -> int:
        """Return how many of a name's words count, without reading the name."""
        return int(self._entry_at[entry + 1] - self._entry_at[entry])

    def words_of(self, entry: int) -> list[int]:
        """Return the numbers of a name's words that count, without reading the name. Cached."""
        found = self._words_of.get(entry)
        if found is None:
            if len(self._words_of) >= _HELD:
                self._words_of.clear()
            found = self._entry_word[self._entry_at[entry] : self._entry_at[entry + 1]].tolist()
            self._words_of[entry] = found
        return found

    def letters_of(self, entry: int) -> int:
        """Return a person's first letters as bits, a to z, without reading the name."""
        return int(self._letters[entry])

    def _text(self, label: str, number: int) -> bytes:
        pointers, text = self._texts[label]
        found: bytes = text[pointers[number] : pointers[number + 1]].tobytes()
        return found
