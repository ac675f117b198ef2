"""Acronyms: a word made of the first letters of a body's name ("NOC", "National Oil Company")."""

from collections.abc import Iterator, Sequence
from typing import Final

from watchwire.names.anatomy import Anatomy, Role, Word
from watchwire.names.classes import commonness, joining_words
from watchwire.names.runs import ARTICLES
from watchwire.names.similarity import equivalents

ACRONYM: Final = 0.7
"""What an acronym and the words that it stands for are to one another: a mark, as it says how they were found."""
SHORTEST: Final = 3
_LONGEST: Final = 9
_NOTHING: Final[frozenset[str]] = frozenset()
_COMMON: Final = 0.8
_COMPANY: Final = "co"
"""What acronyms take of a last "Company" or "Corporation"."""
_BESIDE: Final = 2
"""Letters that are enough where other words of the two names agree."""


def may_abbreviate(norm: str, shortest: int = SHORTEST) -> bool:
    """Say whether a word may be an acronym: few letters, and no name that people bear."""
    return shortest <= len(norm) <= _LONGEST and norm.isalnum() and not norm.isdigit() and not _is_name(norm)


def _is_name(norm: str) -> bool:
    return norm in equivalents() or commonness(norm) > _COMMON


def letters_of(words: Sequence[Word]) -> list[str]:
    """Return the words that the first letters of some words make: with and without small words and legal forms.

    Arabic articles count more often than other small words ("AQIM", "al-Qaida in the Islamic Maghreb").
    """
    found = ["".join([word.norm[0] for word in words if _counts(word, small, forms)])
             for small in (_NOTHING, ARTICLES, None) for forms in (True, False)]  # fmt: skip
    if words[-1].form and words[-1].norm.startswith(_COMPANY):
        found.append(found[1] + _COMPANY)
    return list(dict.fromkeys(found))


def _counts(word: Word, small: frozenset[str] | None, forms: bool) -> bool:
    if word.form:
        return forms
    if small is None or word.norm in small:
        return True
    return not (word.light or word.norm in joining_words())


def acronyms_of(anatomy: Anatomy) -> Iterator[str]:
    """Yield the acronyms by which a listed body's name of several words may be known."""
    if anatomy.person or anatomy.script != "Latn":
        return
    words = [word for word in anatomy.words if word.role is not Role.ACRONYM]
    if len(words) > 1:
        yield from (letters for letters in letters_of(words) if may_abbreviate(letters))
    while len(words) > SHORTEST and words[-1].role is Role.PLACE:
        words.pop()
        yield from (letters for letters in letters_of(words) if may_abbreviate(letters))


def find_acronym(a: Anatomy, b: Anatomy, left_a: set[int], left_b: set[int]) -> tuple[int, range] | None:
    """Return the place of a word of a that abbreviates words of b, and their places.

    Only words that have no partner are looked at; small words and legal forms between may have one.
    """
    if a.script != b.script:
        return None
    shortest = SHORTEST if len(left_a) == len(a.content) else _BESIDE
    for place in sorted(left_a):
        norm = a.words[place].norm
        if len(norm) > len(b.words) + 1 or a.words[place].light:
            continue
        begun = [first for first in sorted(left_b) if b.words[first].norm[0] == norm[0]]
        for first in begun if begun and may_abbreviate(norm, shortest) else ():
            last = _run_of(b, first, left_b, norm)
            if last > first and (len(norm) >= SHORTEST or left_b <= set(range(first, last + 1))):
                return place, range(first, last + 1)
    return None


def _run_of(b: Anatomy, first: int, left: set[int], norm: str) -> int:
    """Return the last of the words from a place on whose first letters make a word; -1 if there is no such run."""
    last = len(b.words) - 1
    end = first
    while end < last and (end + 1 in left or b.words[end + 1].light):
        end += 1
    for stop in range(end, first, -1):
        if norm in letters_of(b.words[first : stop + 1]):
            return stop
    return -1
