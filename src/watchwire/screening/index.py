"""The index: the ways from a word to the listed names that hold it, as arrays mapped from one file.

Which of the lists' words a word may be a spelling of is told by `listed_words`. Parties and names are read from the
file only when they are looked at.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, overload
from zlib import crc32

import orjson

from watchwire.identifiers import key_of, keys_of
from watchwire.lists.records import births_of, from_record
from watchwire.model import Party, PartyName
from watchwire.names.anatomy import Anatomy, Word
from watchwire.names.press import all_names
from watchwire.screening.beside import Bearer, years_of
from watchwire.screening.container import Array, Arrays, read, write
from watchwire.screening.entry import Entry
from watchwire.screening.keys import joint_keys_asked
from watchwire.screening.listed_words import HELD, ListedWords
from watchwire.screening.marks import (
    GIVEN_JOINED,
    KINDS,
    KOREAN,
    PERSON,
    PRESS,
    RAW,
    ROLES,
    WEAK,
    Progress,
    is_identifying,
)
from watchwire.screening.outline import Outline

if TYPE_CHECKING:
    from watchwire.screening.surroundings import Standing

_HELD_FOR_ROWS: Final = 1 << 13
"""How many names and parties are kept where rows of a table ask for most of them once."""
_TABLES: Final = ("any", "anchor", "single", "family", "rare", "led")
"""Under what names are posted (see `build`)."""
_SETS_HELD: Final = 1 << 12
"""How many sets of names are kept: they are large (up to some hundred kilobytes)."""


class _Entries(Sequence[Entry]):
    """The listed names, each made when it is asked for."""

    def __init__(self, index: "Index") -> None:
        self._index = index
        self._held: dict[int, Entry] = {}
        self._count = len(index.arrays.view("entry_party"))
        self.most = HELD

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


class Index(ListedWords):
    """Listed names, ready for search. Open it from a file, or compile it in memory from parties."""

    def __init__(self, arrays: Mapping[str, Array], facts: dict[str, Any]) -> None:
        super().__init__(arrays if isinstance(arrays, Arrays) else Arrays.of(arrays))
        self.facts = facts
        self.entries = _Entries(self)
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
        self._posted = {table: (view(f"{table}_at"), view(f"{table}_entry")) for table in _TABLES}
        self._parties: dict[int, Party] = {}
        self._press: dict[int, list[PartyName]] = {}
        self._standings: dict[int, Standing] = {}
        self._posted_under_any: dict[tuple[str, frozenset[int]], frozenset[int]] = {}
        self._rare: dict[int, list[int]] = {}
        self._holding: dict[int, list[int]] = {}
        self._joint: dict[str, list[int]] = {}
        self._words_of: dict[int, list[int]] = {}
        self._outlines: list[Outline | None] = []
        self._outlined = 0
        self._bearers: dict[int, Bearer] = {}
        self._lists: dict[int, str] = {}

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
        """Keep all words in memory from now on, and fewer names and parties: rows ask for most of those once."""
        self.entries.most = _HELD_FOR_ROWS
        self.keep_words()

    def posted(self, table: str, word: int) -> Array:
        """Return the names posted under a word in a table: `anchor`, `any`, `single` and so on (see `build`)."""
        pointers = self.arrays[f"{table}_at"]
        found: Array = self.arrays[f"{table}_entry"][pointers[word] : pointers[word + 1]]
        return found

    def posted_list(self, table: str, word: int) -> list[int]:
        """Return the same for one look-up, without numpy."""
        pointers, entries = self._posted[table]
        found: list[int] = entries[pointers[word] : pointers[word + 1]].tolist()
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
            if len(self._rare) >= HELD:
                self._rare.clear()
            found = self._rare[word] = self._rare_entry[self._rare_at[word] : self._rare_at[word + 1]].tolist()
        return found

    def holding(self, word: int, most: int) -> list[int]:
        """Return the names that hold a word which counts for them; none where they are more than some. Cached."""
        found = self._holding.get(word)
        if found is None:
            if len(self._holding) >= HELD:
                self._holding.clear()
            at, entries = self._posted["any"]
            begin, end = at[word], at[word + 1]
            found = self._holding[word] = entries[begin:end].tolist() if end - begin <= most else []
        return found

    def joint(self, words: Sequence[str]) -> list[int]:
        """Return the names of which two words side by side may be one of some words, written as one. Cached."""
        held = self._joint
        unknown = [word for word in words if word not in held]
        if unknown:
            if len(held) >= HELD:
                held.clear()
                unknown = list(words)
            keys = [joint_keys_asked(word) for word in unknown]
            owners = iter(self.owners("joint", [key for some in keys for key in some]))
            for word, some in zip(unknown, keys, strict=True):
                held[word] = [number for _ in some for number in next(owners)]
        return [number for word in words for number in held[word]]

    # -- names and parties

    def make_entry(self, number: int) -> Entry:
        """Make a listed name from its record."""
        party = self.party_of(number)
        script, rows, small = orjson.loads(self._text("anatomy", number))
        flags = int(self._flags[number])
        words = tuple(
            [Word(row[0], ROLES[row[1]], row[2], row[3], row[4], row[5] if len(row) > RAW else "") for row in rows]
        )
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
            bool(flags & GIVEN_JOINED),
        )

    def outline(self, number: int) -> Outline:
        """Return what a look-up sees of a listed name before it reads it. Cached."""
        if not self._outlines or self._outlined >= HELD:
            self._outlines = [None] * len(self.entries)
            self._outlined = 0
        found = self._outlines[number]
        if found is None:
            self._outlined += 1
            party = self.party_of(number)
            found = Outline(self.words_of(number), self.has(number, PERSON), KINDS[self._party_kind[party]], party)
            self._outlines[number] = found
        return found

    def describe(self, number: int, outline: Outline) -> None:
        """Have an outline say what each of its name's words is: this reads the record."""
        script, rows, _ = orjson.loads(self._text("anatomy", number))
        outline.describe(script, rows, [self.spelling(word) for word in self.words_of(number)])

    def party_of(self, entry: int) -> int:
        """Return the number of the party that bears a name."""
        found: int = self._entry_party[entry]
        return found

    def party(self, number: int) -> Party:
        """Return a party by its number (they are numbered by id)."""
        found = self._parties.get(number)
        if found is None:
            if len(self._parties) >= self.entries.most:
                self._parties.clear()
            found = self._parties[number] = from_record(orjson.loads(self._text("party", number)))
        return found

    def list_of(self, number: int) -> str:
        """Return the list that a party stands on, as its id begins. Cached."""
        found = self._lists.get(number)
        if found is None:
            if len(self._lists) >= HELD:
                self._lists.clear()
            found = self._lists[number] = self.party(number).id.split(":")[0]
        return found

    def bearer(self, number: int) -> Bearer:
        """Return what a look-up weighs of a party beside its names. Cached."""
        found = self._bearers.get(number)
        if found is None:
            if len(self._bearers) >= HELD:
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

            if len(self._standings) >= HELD:
                self._standings.clear()
            found = self._standings[number] = standing_of(self.party(number))
        return found

    def subject_of(self, number: int) -> int:
        """Return the number of the leading entry of a party's subject: itself, where no other list has the party."""
        found: int = self._subject[number]
        return found

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
        flags: int = self._flags[entry]
        return flags & flag != 0

    def length_of(self, entry: int) -> int:
        """Return how many of a name's words count, without reading the name."""
        begin: int = self._entry_at[entry]
        end: int = self._entry_at[entry + 1]
        return end - begin

    def words_of(self, entry: int) -> list[int]:
        """Return the numbers of a name's words that count, without reading the name. Cached."""
        found = self._words_of.get(entry)
        if found is None:
            if len(self._words_of) >= HELD:
                self._words_of.clear()
            found = self._entry_word[self._entry_at[entry] : self._entry_at[entry + 1]].tolist()
            self._words_of[entry] = found
        return found

    def letters_of(self, entry: int) -> int:
        """Return a person's first letters as bits, a to z, without reading the name."""
        found: int = self._letters[entry]
        return found
