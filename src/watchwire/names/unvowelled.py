"""Words of Arabic and Hebrew writing, which leaves short vowels out: the Latin spellings of names that they may be.

A word is not romanised, as that proves little; it is asked of each listed word of the same consonants whether its
letters, with vowels between them, spell it. The letters and what they may sound like are data (`unvowelled.tsv`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from typing import Final

from watchwire.names.scripts import one_form
from watchwire.scripts import script_of
from watchwire.tables import read_table

SPELT: Final = 0.96
"""What a word is to a Latin one that its letters spell, with vowels between them."""
_ASCII: Final = 128
_O: Final = ord("o")
_U: Final = ord("u")
_SHORT_VOWELS: Final = b"aeiouy"
"""One of these, or “ou” or “oo”, may stand between two letters: long vowels and diphthongs have a letter."""
_NO_LETTER: Final = "0"
_LEAST: Final = 3
"""Words of fewer letters spell too many names."""
_MANY: Final = 64
"""Ambiguous letters of one word that are told apart at most, as the product of their classes."""
_CLASSES: Final = {
    **dict.fromkeys(("b", "p"), "B"),
    "f": "F",
    **dict.fromkeys(("t", "d", "s", "z", "j", "x"), "T"),
    **dict.fromkeys(("k", "q", "g", "c"), "K"),
    **{letter: letter for letter in "lmnr"},
}
"""Consonants by coarse class; the others (h, v, w, y) and vowels count for nothing here."""
_DIGRAPHS: Final = (("tch", "x"), ("ch", "x"), ("sh", "x"), ("zh", "x"), ("kh", "k"), ("gh", "g"), ("dj", "j"))
_DOUBLED: Final = re.compile(r"(.)\1+")
_ARTICLE: Final = "ال"
_CLITICS: Final = {"Arab": re.compile(r"[وف]?[بكل]?"), "Hebr": re.compile(r"[ושהבלמכ]{0,2}")}
_ALEF: Final = "اא"
_HE: Final = "هה"
_AYIN: Final = "عעא"
_NO_MARKS: Final = str.maketrans("", "", "'’׳\u200c\u200d")
_CH_AS_K: Final = ("ch", "k")


@cache
def _sounds(writing: str) -> dict[str, tuple[str, ...]]:
    rows = read_table("watchwire.names", "unvowelled.tsv")
    return {row["letter"]: tuple(row["sounds"].split("|")) for row in rows if row["writing"] == writing}


def _skeleton(spelling: str) -> str:
    """Return the classes of the consonants of a Latin spelling."""
    for letters, one in _DIGRAPHS:
        spelling = spelling.replace(letters, one)
    return "".join([_CLASSES.get(letter, "") for letter in _DOUBLED.sub(r"\1", spelling)])


@lru_cache(maxsize=1 << 13)
def _skeletons(word: str, writing: str) -> frozenset[str]:
    """Return the classes of consonants that a word may have."""
    ways: list[tuple[str, ...]] = []
    count = 1
    for letter in _DOUBLED.sub(r"\1", word):
        held = tuple(dict.fromkeys(_skeleton(sound) for sound in _sounds(writing)[letter]))
        count *= len(held)
        ways.append(held if count <= _MANY else held[:1])
    return frozenset(["".join(way) for way in product(*ways)])


class _Letter:
    """What a letter of a word may be in Latin letters: one sound each, or nothing (`silent`).

    `single` are sounds of one letter, which may be doubled, `longer` those of more, by their characters' numbers.
    """

    __slots__ = ("longer", "silent", "single")

    def __init__(self, sounds: tuple[str, ...], silent: bool) -> None:
        self.single = [ord(sound) for sound in sounds if len(sound) == 1 and sound != _NO_LETTER]
        self.longer = [[ord(char) for char in sound] for sound in sounds if len(sound) > 1]
        self.silent = silent and _NO_LETTER in sounds


@lru_cache(maxsize=1 << 12)
def _letters(word: str, writing: str) -> tuple[_Letter, ...]:
    """Return what the letters of a word may be in Latin."""
    found = []
    for place, letter in enumerate(word):
        sounds = _sounds(writing)[letter]
        if letter in _HE and place < len(word) - 1:
            sounds = tuple([sound for sound in sounds if sound[0] not in "ae"])  # a vowel at the end only
        found.append(_Letter(sounds, _may_be_silent(letter, place, len(word))))
    return tuple(found)


def _written(word: str, writing: str, latin: str) -> bool:
    """Say whether a Latin word is the letters of another, each once or doubled, with short vowels between.

    All ways are followed at once: a bit for each place of the Latin word that some way has come to.
    """
    if not latin.isascii():
        return False
    at = [0] * _ASCII
    for k, char in enumerate(latin.encode()):
        at[char] |= 1 << k
    vowels = 0
    for char in _SHORT_VOWELS:
        vowels |= at[char]
    o, o_or_u = at[_O], at[_O] | at[_U]
    places = 1
    first = True
    for letter in _letters(word, writing):
        if not first:
            places |= (places & vowels) << 1 | ((places & o) << 1 & o_or_u) << 1
        first = False
        reached = places if letter.silent else 0
        for sound in letter.single:
            once = (places & at[sound]) << 1
            reached |= once | (once & at[sound]) << 1
        for sounds in letter.longer:
            way = places
            for sound in sounds:
                way = (way & at[sound]) << 1
            reached |= way
        if not reached:
            return False
        places = reached
    return places >> len(latin) & 1 == 1


def _may_be_silent(letter: str, place: int, length: int) -> bool:
    """Say whether a letter may be left out: the carriers of a vowel where one begins, the last h; ayin anywhere."""
    return letter in _AYIN or (place == 0 and letter in _ALEF) or (place == length - 1 and letter in _HE)


@lru_cache(maxsize=1 << 12)
def _ways(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return the writing of a word, and the ways of reading it; none where its writing has vowels, or it is short."""
    writing = script_of(raw)
    if writing not in _CLITICS:
        return writing, ()
    word = one_form(raw).translate(_NO_MARKS)
    sounds = _sounds(writing)
    if len(word) < _LEAST or any(letter not in sounds for letter in word):
        return writing, ()
    if writing == "Arab" and _ARTICLE in word:
        bare = word.replace(_ARTICLE, "")
        if len(bare) >= _LEAST:
            return writing, (word, bare)
    return writing, (word,)


def spells(raw: str, latin: str) -> bool:
    """Say whether a word of Arabic or Hebrew writing, or several run together, may spell a Latin word.

    An article at its beginning or within it ("عبدالرحمن", "Abdurrahman") may be left out of either.
    """
    if len(latin) < _LEAST:
        return False
    writing, ways = _ways(raw)
    written = [way for way in ways if _written(way, writing, latin)]
    if not written:
        return False
    bones = {_skeleton(latin), _skeleton(latin.replace(*_CH_AS_K))}
    return any(not bones.isdisjoint(_skeletons(way, writing)) for way in written)


class Spellings:
    """Latin words of names, found by words of writings without short vowels.

    Args:
        words: lower-case Latin spellings, as `latin` gives them.

    """

    def __init__(self, words: Iterable[str]) -> None:
        self._held: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= _LEAST and word.isalpha():
                self._held[_skeleton(word)].append(word)
                if "ch" in word:  # Hebrew names have it for the sound of “Bach”
                    self._held[_skeleton(word.replace(*_CH_AS_K))].append(word)

    def of(self, raw: str, clitics: bool = True) -> tuple[str, ...]:
        """Return the Latin words that a word of Arabic or Hebrew writing may spell, with or without its clitics.

        Args:
            raw: the word as written.
            clitics: whether words may be run together with it, as in a sentence; a name by itself has none.

        """
        writing = script_of(raw)
        if writing not in _CLITICS:
            return ()
        word = one_form(raw).translate(_NO_MARKS)
        if any(letter not in _sounds(writing) for letter in word):
            return ()
        found = self._spelt(word, writing)
        lead = _CLITICS[writing].match(word) if clitics else None
        starts = range(1, lead.end() + 1) if lead else ()
        for part in [word[start:] for start in (0, *starts)]:
            bare = part.removeprefix(_ARTICLE)
            if part != word or bare != part:
                found += self._spelt(bare, writing)
            if found:
                break
        return tuple(dict.fromkeys(found))

    def _spelt(self, word: str, writing: str) -> list[str]:
        if len(word) < _LEAST:
            return []
        near = [held for key in _skeletons(word, writing) for held in self._held.get(key, ())]
        if not near:
            return []
        return [spelling for spelling in near if _written(word, writing, spelling)]
