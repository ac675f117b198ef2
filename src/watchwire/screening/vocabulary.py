"""What the words of texts may be spellings of, worked out once a word: news repeats its words."""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from watchwire.names.classes import common_english, country_tokens, land_tokens, organisation_words, particles
from watchwire.names.endings import unspelt
from watchwire.names.scripts import is_known_word, latin
from watchwire.names.similarity import AGREES, equivalents, token_similarity
from watchwire.names.tokens import SYLLABLE, Token, shape, tokenize
from watchwire.screening.container import Array
from watchwire.screening.index import Index
from watchwire.screening.keys import beginning_key
from watchwire.screening.lands import begins_in
from watchwire.screening.marks import FORMED, LATIN, MOVES, OFFICE, PERSON, PRESS
from watchwire.screening.signs import ACRONYM, DISTINCTIVE, is_unvowelled

_PLACES: Final = 4096
_BATCH: Final = 128
"""How many words' sets of places are made at a time."""
_HELD: Final = 1 << 16
_SAME: Final = 0.97
_SURNAME: Final = 0.95
_FAMILY_LEAST: Final = 4
_FAMILY_MOST: Final = 40
"""A family name of more listed names than this points to nobody."""
_CASE_COST: Final = 0.03
_BENT_COST: Final = 0.01
"""What an ending costs that the text's language is known to have."""
_CASE_LEAST: Final = 0.9
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_UNVOWELLED: Final = re.compile(r"[\u0590-\u06ff]")
_SPELLINGS: Final = 24
"""How many listed words a word without vowels may spell at most."""
_ENDINGS: Final = tuple(
    sorted(
        (
            "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ой", "ей", "ом", "ем", "ым", "им", "ую", "юю",
            "ах", "ях", "ов", "ев", "ою", "ею", "ин", "а", "я", "у", "ю", "е", "и", "ы", "ь",
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
_NOMINATIVE: Final = ("", "а", "й", "ий", "ый", "я", "о", "ь")
_PASSING: Final = re.compile(rf"[{SYLLABLE}]|^.{{40}}")
"""Runs of Chinese or Korean writing, and very long words: not worth remembering."""


Pairs = tuple[tuple[bool, frozenset[int]], ...]
"""The names that two words point to: whether the first word is the anchor, and the names."""


class Slot:
    """What one word may be a spelling of.

    `words` are the listed words that its keys propose; `get` judges one of them, when it is asked for. The bit sets say
    which names it anchors and which hold it, each name having one of 4,096 places, so that two words whose sets share
    no place share no name. `singles` are bodies' names of this one word, `formed` those that are a word of the language
    and count beside a legal form only, `moving` those of ships and aircraft;
    `led` those whose other words the press may write small, with `small` for what was found beside such a word;
    `families` people's of whom it is the family name (`office`:
    one of them holds a high one);
    `initials` the letters (as bits) that may stand before it as a family name; `rests` completes it to a word that a
    list writes as one; `pairs` keeps what was found with the words that stood after it.
    """

    __slots__ = (
        "_index", "_known", "anchor_bits", "any_bits", "bent", "families", "formed", "forms", "initials", "led",
        "letter", "moving", "norm", "office", "pairs", "rest_begins", "rests", "singles", "small", "special",
        "unvowelled", "words",
    )  # fmt: skip

    def __init__(self, index: Index, norm: str) -> None:
        self._index = index
        self._known: dict[int, float] = {}
        self.norm = norm
        self.pairs: dict[Slot, Pairs] = {}
        self.words: frozenset[int] = frozenset()
        self.forms: tuple[str, ...] = ()
        self.unvowelled = False
        self.bent = False
        self.anchor_bits = 0
        self.any_bits = 0
        self.singles: tuple[int, ...] = ()
        self.formed: tuple[int, ...] = ()
        self.moving: tuple[int, ...] = ()
        self.led: tuple[int, ...] = ()
        self.small: dict[str, frozenset[int]] = {}
        self.families: tuple[int, ...] = ()
        self.office = False
        self.initials = 0
        self.letter = 0
        self.rests: dict[str, int] = {}
        self.rest_begins: set[str] = set()
        self.special = False

    def get(self, word: int) -> float:
        """Return how alike a listed word is, 0 where it is another one."""
        if word not in self.words:
            return 0.0
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._judge(self._index.spelling(word))
        return found

    def _judge(self, spelling: str) -> float:
        best = token_similarity(self.norm, spelling)
        for form in self.forms:
            similarity = token_similarity(form, spelling)
            if similarity > _CASE_LEAST:
                best = max(best, similarity - (_BENT_COST if self.bent else _CASE_COST))
        return best if best >= AGREES else 0.0

    def with_word(self, word: int, similarity: float) -> "Slot":
        """Return a copy that also stands for a further listed word."""
        copy = Slot(self._index, self.norm)
        copy.words, copy.forms = self.words | {word}, self.forms
        copy._known = {**self._known, word: similarity}
        return copy

    def names(self, table: str) -> frozenset[int]:
        """Return the names posted in a table under any word that the keys propose."""
        return self._index.posted_under_any(table, self.words)


Pieces = tuple[tuple[int, int, Slot], ...]
"""The parts of a written word that may belong to a name: begin, end, slot."""


class Look:
    """What is known of a word as it is written: its Latin form, its capital, and what it may be a spelling of.

    `raw` is the word without a possessive ending, `slot` where it stands by itself, `joined` behind a hyphen (`behind`
    works it out when it is asked for). A word that is none has no `norm`.
    """

    __slots__ = ("capital", "joined", "norm", "raw", "slot")

    def __init__(self, raw: str, norm: str, capital: bool | None, slot: Slot, joined: Slot | None) -> None:
        self.raw = raw
        self.norm = norm
        self.capital = capital
        self.slot = slot
        self.joined = joined


class Vocabulary:
    """Slots by word. Bounded: when it is full it forgets all and learns again.

    `pieces` are the parts of written words that may belong to a name, `lands` where in them a country's name may begin,
    `looks` what is known of words as they are written (`look`). Of texts in a language that bends names, `language`.
    """

    def __init__(self, index: Index, language: str | None = None) -> None:
        self.index = index
        self.language = language
        self.pieces: dict[str, Pieces] = {}
        self.lands: dict[str, tuple[int, ...]] = {}
        self._slots: dict[str, Slot] = {}
        self._exact: dict[str, Slot] = {}
        self.looks: dict[str, Look] = {}
        self.nothing = Slot(index, "")

    def look(self, written: str) -> Look:
        """Return what is known of a word (a match of `tokens.WORD`). Kept."""
        found = self.looks.get(written)
        if found is None:
            if len(self.looks) >= _HELD:
                self.looks.clear()
            found = self.looks[written] = self._looked_at(written)
        return found

    def _looked_at(self, written: str) -> Look:
        length, norm, capital = shape(written)
        raw = written[:length]
        if not norm:
            return Look(raw, norm, capital, self.nothing, self.nothing)
        token = Token(raw, 0, length, norm, capital)
        if capital is False and norm not in particles():
            return Look(raw, norm, capital, self.exactly(token), None)
        slot = self.slot_of(token)
        return Look(raw, norm, capital, slot, slot)

    def behind(self, word: Look) -> Slot:
        """Return what a word may be a spelling of behind a hyphen."""
        found = word.joined
        if found is None:
            found = word.joined = self.slot_of(Token(word.raw, 0, len(word.raw), word.norm, word.capital))
        return found

    def slot_of(self, token: Token) -> Slot:
        """Return the slot of a token."""
        key = _slot_key(token, self.language)
        if key not in self._slots:
            self._make_slots({key: token})
        return self._slots[key]

    def exactly(self, token: Token) -> Slot:
        """Return a slot for a word without a capital: it may be part of a body's name, exactly as it is written."""
        if _CYRILLIC.search(token.raw):
            return self.slot_of(token)
        found = self._exact.get(token.norm)
        if found is None:
            if len(self._exact) >= _HELD:
                self._exact.clear()
            word = self.index.word_number(token.norm)
            found = self._exact[token.norm] = self.nothing if word is None else self.nothing.with_word(word, 1.0)
        return found

    def learn(self, words: set[str]) -> list[str]:
        """Fill `pieces` for words; return those to be forgotten after the text at hand."""
        if len(self.pieces) + len(words) > _HELD:
            self.pieces.clear()
            self.lands.clear()
            self._slots.clear()
            self.looks.clear()
        tokens = {word: [t for t in tokenize(word) if t.capital is not False or t.joined] for word in words}
        wanted = {_slot_key(t, self.language): t for found in tokens.values() for t in found}
        self._make_slots({key: token for key, token in wanted.items() if key not in self._slots})
        for word, found in tokens.items():
            pieces = tuple((t.start, t.end, self._slots[_slot_key(t, self.language)]) for t in found)
            self.pieces[word] = tuple([piece for piece in pieces if _useful(piece[2])])
            begins = begins_in(word)
            if begins:
                self.lands[word] = begins
        return [word for word in words if _PASSING.search(word)]

    def _make_slots(self, wanted: dict[str, Token]) -> None:
        if not wanted:
            return
        slots: dict[str, Slot] = {}
        for key, token in wanted.items():
            slot = slots[key] = Slot(self.index, token.norm)
            slot.unvowelled = is_unvowelled(token.raw)
            if _CYRILLIC.search(token.raw):
                slot.forms = tuple(dict.fromkeys(_dictionary_forms(token.raw)))
            elif _UNVOWELLED.match(token.raw) and not is_known_word(token.raw):
                slot.forms = self.index.spelt(token.raw, clitics=True)[:_SPELLINGS]
            elif self.language is not None and token.capital is not False:
                slot.bent = True
                slot.forms = unspelt(token.raw, token.norm, self.language)
        norms = list(dict.fromkeys(n for slot in slots.values() for n in (slot.norm, *slot.forms) if n))
        proposed = dict(zip(norms, self.index.candidates(norms), strict=True))
        begins = self.index.owners("begin", [beginning_key(norm) for norm in norms])
        longer = dict(zip(norms, begins, strict=True))
        filled: list[tuple[Slot, list[int]]] = []
        for slot in slots.values():
            alike, words = proposed.get(slot.norm, ([], []))
            if slot.forms:
                alike = [word for form in (slot.norm, *slot.forms) for word in proposed[form][0]]
                words = [word for form in (slot.norm, *slot.forms) for word in proposed[form][1]]
            if len(slot.norm) == 1 and "a" <= slot.norm <= "z":
                self._fill_letter(slot, alike)
            else:
                slot.words = frozenset(words)
                filled.append((slot, alike))
        for start in range(0, len(filled), _BATCH):
            part = [slot for slot, _ in filled[start : start + _BATCH]]
            for slot, anchors, members in zip(part, self._bits("anchor", part), self._bits("any", part), strict=True):
                slot.anchor_bits, slot.any_bits = anchors, members
        for slot, alike in filled:
            self._fill(slot, alike, longer.get(slot.norm, []))
        self._slots.update(slots)

    def _fill(self, slot: Slot, alike: list[int], longer: list[int]) -> None:
        norm = slot.norm
        slot.initials = self._initials(slot, alike)
        self._fill_singles(slot, alike)
        for word in longer:
            spelling = self.index.spelling(word)
            if spelling.startswith(norm):
                slot.rests[spelling[len(norm) :]] = word
                slot.rest_begins.add(spelling[len(norm) : len(norm) + 1])
        slot.families = self._families(slot, alike)
        slot.office = any(self.index.has(entry, OFFICE) for entry in slot.families)
        slot.special = bool(slot.singles or slot.formed or slot.moving or slot.families or slot.led)

    def _fill_letter(self, slot: Slot, alike: list[int]) -> None:
        """An initial anchors nobody, but may be part of a body's name ("ISIS-K")."""
        slot.letter = 1 << (ord(slot.norm) - ord("a"))
        slot.special = True
        slot.words = frozenset(word for word in alike if self.index.spelling(word) == slot.norm)
        for word in slot.words:
            posted = self.index.posted("any", word)
            slot.any_bits |= _bits(posted[(self.index.arrays["entry_flags"][posted] & PERSON) == 0])

    def _bits(self, table: str, slots: list[Slot]) -> list[int]:
        """Return for each slot which places the names have that are posted under its words: all at once in numpy."""
        pointers, entries = self.index.arrays[f"{table}_at"], self.index.arrays[f"{table}_entry"]
        words = np.array([word for slot in slots for word in slot.words], np.int64)
        starts = pointers[words]
        counts = pointers[words + 1] - starts
        total = int(counts.sum())
        if not total:
            return [0] * len(slots)
        owners = np.repeat(np.arange(len(slots)), [len(slot.words) for slot in slots])
        within = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
        posted = entries[np.repeat(starts, counts) + within]
        grid = np.zeros(len(slots) * _PLACES, np.uint8)
        grid[np.repeat(owners, counts) * _PLACES + posted % _PLACES] = 1
        packed = np.packbits(grid).tobytes()
        size = _PLACES // 8
        return [int.from_bytes(packed[at : at + size]) for at in range(0, len(packed), size)]

    def _initials(self, slot: Slot, alike: list[int]) -> int:
        bits = 0
        for word in alike:
            entries = self.index.posted_list("family", word)
            if entries and slot.get(word) > _SURNAME:
                for entry in entries:
                    bits |= self.index.letters_of(entry)
        return bits

    def _families(self, slot: Slot, alike: list[int]) -> tuple[int, ...]:
        """Find people whose family name this word is, where it is rare enough to point to few."""
        norm = slot.norm
        # A town is left to the evidence: people are called after towns, and there is a town of nearly every name.
        if len(norm) < _FAMILY_LEAST or slot.unvowelled or norm in land_tokens() or norm in organisation_words():
            return ()
        found: list[int] = []
        for word in dict.fromkeys(alike):
            entries = self.index.posted_list("family", word)
            if 0 < len(entries) <= _FAMILY_MOST and slot.get(word) > _SURNAME:
                found.extend([e for e in entries if self.index.length_of(e) > 1])
        return tuple(found) if len(found) <= _FAMILY_MOST else ()

    def _fill_singles(self, slot: Slot, alike: list[int]) -> None:
        """Find names of this one word, unless it can be no name by itself; of people only those of our press table.

        And those that it leads to where the words beside it are written small.
        """
        bodies: list[int] = []
        moving: list[int] = []
        led: list[int] = []
        for word in dict.fromkeys(alike):
            index = self.index
            entries = [e for e in index.posted_list("single", word) if not index.has(e, PERSON) or index.has(e, PRESS)]
            if slot.unvowelled:
                entries = [e for e in entries if not self.index.has(e, LATIN)]
            leads = index.posted_list("led", word)
            similarity = slot.get(word) if entries or leads else 0.0
            if similarity >= _SAME:
                led.extend(leads)
            if similarity < _SAME or (
                similarity < 1.0 and (slot.bent or not slot.forms) and len(slot.norm) < DISTINCTIVE
            ):
                continue
            moving.extend([e for e in entries if similarity == 1.0 and self.index.has(e, MOVES)])
            bodies.extend([e for e in entries if not self.index.has(e, MOVES)])
        slot.moving = tuple(moving)
        slot.led = tuple(led)
        alone = can_name_a_body(slot.norm) and (not slot.bent or all(map(can_name_a_body, slot.forms)))
        slot.singles = tuple(bodies) if alone else ()
        if not alone and slot.norm not in organisation_words() and slot.norm.isalpha():
            slot.formed = tuple(e for e in bodies if self.index.has(e, FORMED))

    def with_initial(self, surname: Slot, initial: Slot) -> frozenset[int]:
        """Return the people's names that have a family name and an initial."""
        letters = self.index.arrays["entry_letters"]
        found: set[int] = set()
        for word in surname.words:
            entries = self.index.posted("family", word)
            if len(entries) and surname.get(word) > _SURNAME:
                found.update(entries[(letters[entries] & initial.letter) != 0].tolist())
        return frozenset(found)


def can_name_a_body(norm: str) -> bool:
    """Say whether a word can name a body by itself."""
    if len(norm) < ACRONYM or norm in organisation_words() or norm in common_english():
        return False
    return norm not in equivalents() and norm not in country_tokens() and not norm.isdigit()


def _useful(slot: Slot) -> bool:
    return bool(slot.anchor_bits or slot.any_bits or slot.special or slot.rests)


def _slot_key(token: Token, language: str | None) -> str:
    """Latin words of one form share a slot, unless the text's language bends them; other writings have other rules."""
    return token.norm if token.raw[0] < "\u0370" and language is None else token.raw.lower()


def _bits(entries: Array) -> int:
    places = np.zeros(_PLACES, np.uint8)
    places[entries % _PLACES] = 1
    return int.from_bytes(np.packbits(places).tobytes())


def _dictionary_forms(raw: str) -> Iterator[str]:
    """Yield the Latin forms that an inflected Cyrillic word may have in a dictionary."""
    lower = raw.lower()
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 2:  # noqa: PLR2004
            stem = lower[: -len(ending)]
            for nominative in _NOMINATIVE:
                yield latin(stem + nominative)
