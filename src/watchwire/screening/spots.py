"""The words of a text that may belong to a listed name, and the pairs of them that one name holds.

News repeats its words, so what a word may be a spelling of is worked out once and kept. Two words near one another
are worth a look when one is an anchor of a name that holds the other. That is asked of bit sets first: every name has
one of 4,096 places in them, so two words whose sets share no place share no name.
"""

import re
import sys
from collections.abc import Iterator, Set
from functools import cache

import numpy as np

from watchwire.names.classes import common_english, organisation_words
from watchwire.names.scripts import has_case, latin
from watchwire.names.similarity import equivalents, token_similarity
from watchwire.names.tokens import MARKS, SOUTH_ASIAN, Token, tokenize
from watchwire.screening.index import Index
from watchwire.screening.keys import beginning_key
from watchwire.screening.rules import country_tokens

REACH = 3
"""How many capitalised words further on the other word of a pair may stand."""
_GAP = 32
"""How many characters may stand between the words of a pair."""
_PLACES = 4096
_HELD = 200_000
_SAME = 0.97
_SURNAME = 0.95
_JOINED_COST = 0.97
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ENDINGS = tuple(
    sorted(
        (
            "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ой", "ей", "ом", "ем", "ым", "им", "ую", "юю",
            "ах", "ях", "ов", "ев", "ою", "ею", "ин", "а", "я", "у", "ю", "е", "и", "ы", "ь",
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
_NOMINATIVE = ("", "а", "й", "ий", "ый", "я", "о", "ь")
_CASE_COST = 0.03
_LONGEST = 80
"""A run of letters longer than this is no word of a name (and must not cost time)."""


@cache
def _pattern() -> re.Pattern[str]:
    """Words that begin with a capital, a digit, or a letter of a script without capitals; hyphens join."""
    begins = [c for c in map(chr, range(sys.maxunicode >> 4)) if c.isalnum() and (c.isupper() or not has_case(c))]
    ranges = _ranges("".join(begins))
    inner = rf"(?:[^\W_]|[{MARKS}{SOUTH_ASIAN}]|['’ʼ`´‘ʻʿʾ′](?=[^\W\d_]))"
    return re.compile(rf"(?<![^\W_])[{ranges}]{inner}{{0,{_LONGEST}}}(?:[-‐‑–]{inner}{{1,{_LONGEST}}})*")


def _ranges(chars: str) -> str:
    """Return sorted characters as the ranges of a regular expression's set."""
    found: list[str] = []
    first = last = ord(chars[0])
    for char in (*map(ord, chars[1:]), -1):
        if char == last + 1:
            last = char
            continue
        found.append(f"\\U{first:08x}-\\U{last:08x}")
        first = last = char
    return "".join(found)


class Slot:
    """What one word may be a spelling of. `near` gives the listed words with the similarity, once asked for.

    `singles` are names of this one word; `initials` the letters (as bits) that may stand before it as a family name;
    `rests` completes it to a word that a list writes as one.
    """

    __slots__ = (
        "anchor_bits", "anchored", "any_bits", "forms", "holders", "initials", "letter", "near_words", "norm",
        "proposed", "rests", "singles",
    )  # fmt: skip

    def __init__(self, norm: str) -> None:
        self.norm = norm
        self.forms: tuple[str, ...] = ()
        self.proposed: list[int] = []
        self.near_words: dict[int, float] | None = None
        self.anchor_bits = 0
        self.any_bits = 0
        self.singles: tuple[int, ...] = ()
        self.initials = 0
        self.letter = 0
        self.rests: dict[str, int] | None = None
        self.anchored: frozenset[int] | None = None
        self.holders: frozenset[int] | None = None


Piece = tuple[int, int, Slot]
Spot = tuple[int, int, Slot]
"""A word of a text: begin, end, slot."""


class Spotter:
    """Finds spots and the names that pairs of them point to. Keeps what it learnt about words, bounded."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._pieces: dict[str, tuple[Piece, ...]] = {}
        self._slots: dict[str, Slot] = {}
        self._bits: dict[int, tuple[int, int]] = {}
        self._find = _pattern().finditer

    def spots(self, text: str) -> list[Spot]:
        """Return the words that may belong to a listed name, in order."""
        pieces = self._pieces
        words = [(found[0], found.start()) for found in self._find(text)]
        unknown = {word for word, _ in words if word not in pieces}
        if unknown:
            self._learn(unknown)
            pieces = self._pieces
        spots: list[Spot] = []
        for word, start in words:
            for first, last, slot in pieces[word]:
                spots.append((start + first, start + last, slot))
        return spots

    def candidates(self, text: str, spots: list[Spot]) -> Iterator[tuple[int, int, Set[int]]]:
        """Yield (anchor's begin, other word's end, name numbers) for every word or pair that a name may rest on."""
        count = len(spots)
        for i, (start, end, slot) in enumerate(spots):
            if slot.singles:
                yield start, end, set(slot.singles)
            if slot.letter:
                yield from self._after_initial(text, spots, i)
            anchor_bits, any_bits = slot.anchor_bits, slot.any_bits
            if not any_bits and not anchor_bits and slot.rests is None:
                continue
            for j in range(i + 1, min(i + 1 + REACH, count)):
                begin, stop, other = spots[j]
                if begin - end > _GAP:
                    break
                if slot.rests is not None and j == i + 1 and other.norm in slot.rests and begin - end <= 1:
                    yield start, stop, set(self._anchored(slot.rests[other.norm]))
                if anchor_bits & other.any_bits:
                    found = self.anchors(slot) & self.any(other)
                    if found:
                        yield start, stop, found
                if any_bits & other.anchor_bits:
                    found = self.any(slot) & self.anchors(other)
                    if found:
                        yield begin, stop, found
                if other.letter and other.letter & slot.initials:
                    initialled = self._with_initial(slot, other)
                    if initialled:
                        yield start, stop, initialled

    def _after_initial(self, text: str, spots: list[Spot], i: int) -> Iterator[tuple[int, int, Set[int]]]:
        """An initial and the family name after it ("V. Putin"); the letters of “U.S.” are none."""
        start, end, slot = spots[i]
        if start and text[start - 1] == ".":
            return
        for j in range(i + 1, min(i + 1 + REACH, len(spots))):
            begin, stop, other = spots[j]
            if begin - end > _GAP:
                return
            if other.initials & slot.letter:
                found = self._with_initial(other, slot)
                if found:
                    yield begin, stop, found
            if not other.letter:
                return

    def _with_initial(self, surname: Slot, initial: Slot) -> set[int]:
        letters = self.index.arrays["entry_letters"]
        found: set[int] = set()
        for word, similarity in self.near(surname).items():
            if similarity > _SURNAME:
                found.update(e for e in self.index.posted("family", word).tolist() if letters[e] & initial.letter)
        return found

    def near(self, slot: Slot) -> dict[int, float]:
        """Return the listed words that a slot's word may be a spelling of."""
        if slot.near_words is None:
            found = self.index.judge(slot.norm, slot.proposed) if slot.proposed else {}
            for form in slot.forms:
                for word, similarity in self.index.near(form).items():
                    if similarity > 0.9:  # noqa: PLR2004
                        found[word] = max(found.get(word, 0.0), similarity - _CASE_COST)
            slot.near_words = found
        return slot.near_words

    def near_of(self, token: Token) -> dict[int, float]:
        """Return the listed words that a token may be a spelling of."""
        key = _slot_key(token)
        slot = self._slots.get(key)
        if slot is None:
            self._make_slots({key: token})
            slot = self._slots[key]
        return self.near(slot)

    def anchors(self, slot: Slot) -> frozenset[int]:
        """Return the names that a word anchors."""
        if slot.anchored is None:
            slot.anchored = self._posted("anchor", slot)
        return slot.anchored

    def any(self, slot: Slot) -> frozenset[int]:
        """Return the names that hold a word."""
        if slot.holders is None:
            slot.holders = self._posted("any", slot)
        return slot.holders

    def _posted(self, table: str, slot: Slot) -> frozenset[int]:
        return frozenset(entry for word in self.near(slot) for entry in self.index.posted(table, word).tolist())

    def _anchored(self, word: int) -> list[int]:
        found: list[int] = self.index.posted("any", word).tolist() + self.index.posted("single", word).tolist()
        return found

    # -- learning words

    def _learn(self, words: set[str]) -> None:
        if len(self._pieces) + len(words) > _HELD:
            # Only what was learnt is lost; the words of the text at hand are learnt again.
            self._pieces.clear()
            self._slots.clear()
        tokens = {word: [t for t in tokenize(word) if t.capital is not False or t.joined] for word in words}
        wanted = {_slot_key(t): t for found in tokens.values() for t in found}
        self._make_slots({key: token for key, token in wanted.items() if key not in self._slots})
        for word, found in tokens.items():
            pieces = tuple((t.start, t.end, self._slots[_slot_key(t)]) for t in found)
            self._pieces[word] = tuple(piece for piece in pieces if _useful(piece[2]))

    def _make_slots(self, wanted: dict[str, Token]) -> None:
        slots = {key: Slot(token.norm) for key, token in wanted.items()}
        for key, token in wanted.items():
            if _CYRILLIC.search(token.raw):
                slots[key].forms = tuple(dict.fromkeys(_dictionary_forms(token.raw)))
        norms = list(dict.fromkeys(n for slot in slots.values() for n in (slot.norm, *slot.forms) if n))
        proposed = dict(zip(norms, self.index.candidates(norms), strict=True))
        begins = self.index.owners("begin", np.array([beginning_key(norm) for norm in norms], np.uint32))
        longer = dict(zip(norms, begins, strict=True))
        for slot in slots.values():
            slot.proposed = proposed.get(slot.norm, [])
            self._fill(slot, {word for form in slot.forms for word in proposed[form]}, longer.get(slot.norm, []))
        self._slots.update(slots)

    def _fill(self, slot: Slot, further: set[int], longer: list[int]) -> None:
        norm = slot.norm
        if len(norm) == 1 and "a" <= norm <= "z":
            slot.letter = 1 << (ord(norm) - ord("a"))
        for word in {*slot.proposed, *further}:
            anchor_bits, any_bits = self._word_bits(word)
            slot.anchor_bits |= anchor_bits
            slot.any_bits |= any_bits
        slot.initials = self._initials(slot)
        slot.singles = self._singles(slot)
        for word in longer:
            spelling = self.index.spelling(word)
            if spelling.startswith(norm):
                slot.rests = {**(slot.rests or {}), spelling[len(norm) :]: word}

    def _word_bits(self, word: int) -> tuple[int, int]:
        found = self._bits.get(word)
        if found is None:
            found = self._bits[word] = tuple(  # type: ignore[assignment]
                _bits(self.index.posted(table, word).tolist()) for table in ("anchor", "any")
            )
        return found  # type: ignore[return-value]

    def _close(self, slot: Slot, table: str) -> Iterator[tuple[int, float]]:
        """Yield the listed words that a table has names for and that are close to the slot's, with the similarity."""
        if slot.forms:
            yield from self.near(slot).items()
            return
        for word in slot.proposed:
            if len(self.index.posted(table, word)):
                yield word, token_similarity(slot.norm, self.index.spelling(word))

    def _initials(self, slot: Slot) -> int:
        letters = self.index.arrays["entry_letters"]
        bits = 0
        for word, similarity in self._close(slot, "family"):
            entries = self.index.posted("family", word)
            if similarity > _SURNAME and len(entries):
                bits |= int(np.bitwise_or.reduce(letters[entries]))
        return bits

    def _singles(self, slot: Slot) -> tuple[int, ...]:
        """Names of this one word, unless the rules refuse the word as a name by itself (see `rules`)."""
        plain = _plain(slot.norm)
        return tuple(
            entry
            for word, similarity in self._close(slot, "single")
            if similarity >= _SAME
            for entry in self.index.posted("single", word).tolist()
            if not self.index.is_person(entry) and (plain or self.index.moves(entry))
        )


def _plain(norm: str) -> bool:
    """Say whether a word can name a body by itself."""
    if len(norm) < 4 or norm in organisation_words() or norm in common_english():  # noqa: PLR2004
        return False
    return norm not in equivalents() and norm not in country_tokens() and not norm.isdigit()


def _useful(slot: Slot) -> bool:
    return bool(slot.anchor_bits or slot.any_bits or slot.singles or slot.letter or slot.rests)


def _slot_key(token: Token) -> str:
    """Words of one Latin form share a slot; Cyrillic ones have their own, since their endings differ."""
    return token.raw.lower() if _CYRILLIC.search(token.raw) else token.norm


def _bits(entries: list[int]) -> int:
    bits = 0
    for entry in entries:
        bits |= 1 << (entry % _PLACES)
    return bits


def _dictionary_forms(raw: str) -> Iterator[str]:
    """Yield the Latin forms that an inflected Cyrillic word may have in a dictionary."""
    lower = raw.lower()
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 2:  # noqa: PLR2004
            stem = lower[: -len(ending)]
            for nominative in _NOMINATIVE:
                yield latin(stem + nominative)
