"""The words of a text that may belong to a listed name, and the pairs of them that one name holds.

News repeats its words, so what a word may be a spelling of is worked out once and kept. Two words near one another
are worth a look when one is an anchor of a name that holds the other. That is asked of bit sets first: every name has
one of 4,096 places in them, so two words whose sets share no place share no name.
"""

import re
from collections.abc import Iterator

import numpy as np

from watchwire.names.classes import common_english, organisation_words, particles, titles
from watchwire.names.scripts import latin
from watchwire.names.similarity import equivalents, token_similarity
from watchwire.names.tokens import MARKS, SOUTH_ASIAN, SYLLABLE, Token, tokenize
from watchwire.screening.build import FORMED, LATIN, MOVES, PERSON, WHOLE
from watchwire.screening.container import Array
from watchwire.screening.index import Index
from watchwire.screening.keys import beginning_key
from watchwire.screening.rules import (
    DISTINCTIVE,
    country_tokens,
    form_near,
    is_place,
    is_unvowelled,
    ship_near,
)

REACH = 3
"""How many capitalised words further on the other word of a pair may stand."""
_GAP = 32
"""How many characters may stand between the words of a pair."""
_PLACES = 4096
_HELD = 200_000
_PAIRS_HELD = 1_000_000
_SAME = 0.97
_EXACT = 0.9
_VOWELLED_LEAST = 4
_PARTS_PEOPLE = re.compile(r"\b(?:and|of|the|for|und|et)\b")
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_A-Z]+(?![^\W_])")
_STOP = re.compile(r"\n\s*\n|[!?;:|•»]")
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


# Words that may begin with a capital, with hyphens and apostrophes inside. Beyond ASCII every letter is let through,
# since a long list of capitals slows the search; `_learn` drops the small ones once a word.
_WORD = re.compile(rf"[A-Z0-9\u00c0-\u1fff\u2c00-\uffff][\w{MARKS}{SOUTH_ASIAN}]*(?:['’ʼ`´‘ʻʿʾ′‐‑–-][\w{MARKS}]+)*")
_PASSING = re.compile(rf"[{SYLLABLE}]|^.{{40}}")
"""Runs of Chinese or Korean writing, and very long words: not worth remembering."""


class Slot:
    """What one word may be a spelling of. `near` gives the listed words with the similarity, once asked for.

    `singles` are bodies' names of this one word, `moving` those of ships and aircraft; `initials` the letters (as bits)
    that may stand before it as a family name; `rests` completes it to a word that a list writes as one.
    """

    __slots__ = (
        "alike", "anchor_bits", "anchored", "any_bits", "forms", "holders", "initials", "key", "letter", "moving",
        "near_words", "norm", "number", "proposed", "rests", "singles", "special", "unvowelled",
    )  # fmt: skip

    def __init__(self, norm: str, number: int) -> None:
        self.norm = norm
        self.number = number
        self.key = number << 32
        self.special = False
        self.unvowelled = False
        self.forms: tuple[str, ...] = ()
        self.alike: list[int] = []
        self.proposed: list[int] = []
        self.near_words: dict[int, float] | None = None
        self.anchor_bits = 0
        self.any_bits = 0
        self.singles: tuple[int, ...] = ()
        self.moving: list[int] = []
        self.initials = 0
        self.letter = 0
        self.rests: dict[str, int] | None = None
        self.anchored: frozenset[int] | None = None
        self.holders: frozenset[int] | None = None


Piece = tuple[int, int, Slot]
Spot = tuple[int, int, Slot]
"""A word of a text: begin, end, slot."""
Candidate = tuple[int, int, frozenset[int]]
"""Where an anchor begins, where the word beside it ends, and the names that hold both."""
Pairs = tuple[tuple[bool, frozenset[int]], ...]
"""Whether the first word of a pair is the anchor, and the names."""


class Spotter:
    """Finds spots and the names that pairs of them point to. Keeps what it learnt about words, bounded."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._pieces: dict[str, tuple[Piece, ...]] = {}
        self._slots: dict[str, Slot] = {}
        self._pairs: dict[int, Pairs] = {}
        self._count = 0

    def spots(self, text: str) -> list[Spot]:
        """Return the words that may belong to a listed name, in order."""
        words = [(found[0], found.start()) for found in _WORD.finditer(text)]
        unknown = {word for word, _ in words if word not in self._pieces}
        passing = self._learn(unknown) if unknown else ()
        pieces = self._pieces
        spots: list[Spot] = []
        for word, start in words:
            for first, last, slot in pieces[word]:
                spots.append((start + first, start + last, slot))
        for word in passing:
            del pieces[word]
        return spots

    def candidates(self, text: str, spots: list[Spot]) -> Iterator[Candidate]:
        """Yield (anchor's begin, other word's end, name numbers) for every word or pair that a name may rest on."""
        pairs = self._pairs
        for i, (start, end, slot) in enumerate(spots):
            if slot.special:
                yield from self._special(text, spots, i)
            if not slot.any_bits:
                continue
            key = slot.key
            for begin, stop, other in spots[i + 1 : i + 1 + REACH]:
                if begin - end > _GAP:
                    break
                found = pairs.get(key + other.number)
                if found is None:
                    found = self._pair(slot, other)
                if found and _may_join(text[end:begin]) and not is_place(text[start:stop]):
                    for first, entries in self._of_people(found) if _PARTS_PEOPLE.search(text, end, begin) else found:
                        yield (start if first else begin), stop, entries

    def _pair(self, slot: Slot, other: Slot) -> Pairs:
        """Return the names that one word anchors and the other belongs to; whether the first is the anchor. Kept."""
        found = []
        if slot.anchor_bits & other.any_bits:
            found.append((True, self.anchors(slot) & self.any(other)))
        if slot.any_bits & other.anchor_bits:
            entries = self.any(slot) & self.anchors(other)
            found.append((False, entries - found[0][1] if found else entries))
        fitting = [(first, frozenset(e for e in entries if self._fits(e, slot, other))) for first, entries in found]
        if other.letter & slot.initials:
            fitting.append((True, self._with_initial(slot, other)))
        kept = tuple((first, entries) for first, entries in fitting if entries)
        if len(self._pairs) >= _PAIRS_HELD:
            self._pairs.clear()
        self._pairs[slot.key + other.number] = kept
        return kept

    def _of_people(self, found: Pairs) -> Iterator[tuple[bool, frozenset[int]]]:
        """Leave out people's names where a word parts one person from the next."""
        for first, entries in found:
            bodies = frozenset(entry for entry in entries if not self.index.has(entry, PERSON))
            if bodies:
                yield first, bodies

    def _fits(self, entry: int, slot: Slot, other: Slot) -> bool:
        """Say whether two words can be two different words of a name, as closely and in the order that it asks for."""
        index = self.index
        left, right = self.near(slot), self.near(other)
        unvowelled = slot.unvowelled and index.has(entry, LATIN)
        if unvowelled and min(len(slot.norm), len(other.norm)) < _VOWELLED_LEAST:
            return False
        least = _EXACT if unvowelled or index.has(entry, WHOLE) else 0.0
        ids = index.words_of(entry)
        firsts = [k for k, word in enumerate(ids) if left.get(word, -1.0) >= least]
        seconds = [k for k, word in enumerate(ids) if right.get(word, -1.0) >= least]
        if not firsts or not seconds:
            return False
        if not index.has(entry, PERSON):
            return min(firsts) < max(seconds)
        return len({*firsts, *seconds}) > 1

    def _special(self, text: str, spots: list[Spot], i: int) -> Iterator[Candidate]:
        """Names of one word, initials, and words that are written as one."""
        start, end, slot = spots[i]
        if slot.singles:
            entries = frozenset(slot.singles)
            if len(slot.norm) < DISTINCTIVE and not form_near(text, start, end):
                entries = frozenset(e for e in entries if not self.index.has(e, FORMED))
            if entries:
                yield start, end, entries
        if slot.moving and (ship_near(text, start, end) or not slot.norm.isalpha()):
            yield start, end, frozenset(slot.moving)
        if slot.letter:
            yield from self._after_initial(text, spots, i)
        if slot.rests and i + 1 < len(spots):
            begin, stop, other = spots[i + 1]
            if begin - end <= 1 and other.norm in slot.rests and not is_place(text[start:stop]):
                yield start, stop, self._anchored(slot.rests[other.norm])

    def _after_initial(self, text: str, spots: list[Spot], i: int) -> Iterator[Candidate]:
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

    def _with_initial(self, surname: Slot, initial: Slot) -> frozenset[int]:
        letters = self.index.arrays["entry_letters"]
        found: set[int] = set()
        for word, similarity in self.near(surname).items():
            if similarity > _SURNAME:
                found.update(e for e in self.index.posted("family", word).tolist() if letters[e] & initial.letter)
        return frozenset(found)

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

    def _anchored(self, word: int) -> frozenset[int]:
        return frozenset(e for table in ("any", "single") for e in self.index.posted(table, word).tolist())

    # -- learning words

    def _learn(self, words: set[str]) -> list[str]:
        """Learn words; return those that are to be forgotten after this text."""
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
        return [word for word in words if _PASSING.search(word)]

    def _make_slots(self, wanted: dict[str, Token]) -> None:
        if not wanted:
            return
        slots = {key: Slot(token.norm, number) for number, (key, token) in enumerate(wanted.items(), self._count)}
        self._count += len(slots)  # never used again, even where slots are forgotten: `_pairs` refers to them
        for key, token in wanted.items():
            slots[key].unvowelled = is_unvowelled(token.raw)
            if _CYRILLIC.search(token.raw):
                slots[key].forms = tuple(dict.fromkeys(_dictionary_forms(token.raw)))
        norms = list(dict.fromkeys(n for slot in slots.values() for n in (slot.norm, *slot.forms) if n))
        proposed = dict(zip(norms, self.index.candidates(norms), strict=True))
        begins = self.index.owners("begin", np.array([beginning_key(norm) for norm in norms], np.uint32))
        longer = dict(zip(norms, begins, strict=True))
        for slot in slots.values():
            slot.alike, slot.proposed = proposed.get(slot.norm, ([], []))
            self._fill(slot, {word for form in slot.forms for word in proposed[form][1]}, longer.get(slot.norm, []))
            slot.special = bool(slot.singles or slot.moving or slot.letter or slot.rests)
        self._slots.update(slots)

    def _fill(self, slot: Slot, further: set[int], longer: list[int]) -> None:
        norm = slot.norm
        if len(norm) == 1 and "a" <= norm <= "z":
            slot.letter = 1 << (ord(norm) - ord("a"))
            # An initial anchors nobody, but may be part of a body's name ("ISIS-K").
            slot.proposed = [word for word in slot.alike if self.index.spelling(word) == norm]
            for word in slot.proposed:
                posted = self.index.posted("any", word)
                slot.any_bits |= _bits(posted[(self.index.arrays["entry_flags"][posted] & PERSON) == 0])
            return
        words = [*further.union(slot.proposed)]
        slot.anchor_bits = self._word_bits("anchor", words)
        slot.any_bits = self._word_bits("any", words)
        slot.initials = self._initials(slot)
        slot.singles = self._singles(slot)
        for word in longer:
            spelling = self.index.spelling(word)
            if spelling.startswith(norm):
                slot.rests = {**(slot.rests or {}), spelling[len(norm) :]: word}

    def _word_bits(self, table: str, words: list[int]) -> int:
        posted = [part for part in (self.index.posted(table, word) for word in words) if len(part)]
        return _bits(posted[0] if len(posted) == 1 else np.concatenate(posted)) if posted else 0

    def _close(self, slot: Slot, table: str) -> Iterator[tuple[int, float]]:
        """Yield the listed words that a table has names for and that sound as the slot's, with the similarity."""
        if slot.forms:
            yield from self.near(slot).items()
            return
        for word in slot.alike:
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
        found: list[int] = []
        for word, similarity in self._close(slot, "single"):
            if similarity < _SAME or (similarity < 1.0 and not slot.forms and len(slot.norm) < DISTINCTIVE):
                continue
            entries = [e for e in self.index.posted("single", word).tolist() if not self.index.has(e, PERSON)]
            if slot.unvowelled:
                entries = [e for e in entries if not self.index.has(e, LATIN)]
            moving = [e for e in entries if self.index.has(e, MOVES)]
            slot.moving.extend(moving if similarity == 1.0 else ())
            found.extend(e for e in entries if plain and not self.index.has(e, MOVES))
        return tuple(found)


def _plain(norm: str) -> bool:
    """Say whether a word can name a body by itself."""
    if len(norm) < 4 or norm in organisation_words() or norm in common_english():  # noqa: PLR2004
        return False
    return norm not in equivalents() and norm not in country_tokens() and not norm.isdigit()


def _may_join(gap: str) -> bool:
    """Say whether what stands between two words leaves them in one name: particles and titles, no end of sentence."""
    if len(gap) <= 1:
        return True
    small = particles() | titles()
    return not _STOP.search(gap) and all(word in small for word in _SMALL.findall(gap))


def _useful(slot: Slot) -> bool:
    return bool(slot.anchor_bits or slot.any_bits or slot.special)


def _slot_key(token: Token) -> str:
    """Latin words of one form share a slot; Cyrillic ones have endings, and other writings other rules."""
    return token.norm if token.raw[0] < "\u0370" else token.raw.lower()


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
