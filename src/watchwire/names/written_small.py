"""Which words of a body's name the press writes small: the common nouns ("the Sinaloa cartel", "Evin prison").

Lists have capitals throughout, or nothing but capitals. What the press writes small beside a name are its words of
class and other ordinary words; a name's own words, and those of countries and places, keep their capitals.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from watchwire.names.anatomy import Anatomy, Role, Word
from watchwire.names.classes import common_english, country_tokens, meanings, organisation_words, words_of_class

_NOTHING: Final[frozenset[int]] = frozenset()
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def written_small(content: Sequence[Word]) -> frozenset[int]:
    """Return which of the words that count of a body's name the press may write small, by number.

    Where a name has a word of its own beside them, all ordinary words; where a country or place tells it, the same if
    a word of class is among them ("Kazan helicopter plant"); else words of class only ("the Gulf cartel", but never
    "an Islamic state"). At least one word keeps its capital.
    """
    ordinary = frozenset([k for k, word in enumerate(content) if _is_ordinary(word)])
    classed = frozenset([k for k in ordinary if is_of_class(content[k].norm)])
    if any(_is_own(word) for word in content) or (classed and len(ordinary) < len(content)):
        return ordinary
    return classed if len(classed) < len(content) else _NOTHING


def _is_own(word: Word) -> bool:
    named = word.role is Role.NAME and len(word.norm) > 1
    return named and not _is_ordinary(word) and word.norm not in country_tokens()


def _is_ordinary(word: Word) -> bool:
    if word.role in {Role.NUMBER, Role.INITIAL} or len(word.norm) == 1 or word.norm in country_tokens():
        return False
    return word.role is Role.COMMON or word.norm in common_english() or is_of_class(word.norm)


@cache
def _meanings_of_class() -> frozenset[int]:
    return frozenset(number for word in words_of_class() for number in meanings(word))


@lru_cache(maxsize=1 << 12)
def is_of_class(norm: str) -> bool:
    """Say whether a word tells what kind of body it is, in any language ("cartel", "gruppa")."""
    return norm in words_of_class() or not _meanings_of_class().isdisjoint(meanings(norm))


def with_small_nouns(text: str, anatomy: Anatomy) -> str | None:
    """Return a body's name as an English text writes it, with its ordinary words small; None where it has none.

    Args:
        text: the name as its list has it.
        anatomy: the same, taken apart.

    """
    if anatomy.person or anatomy.script != "Latn":
        return None
    content = [word for word in anatomy.words if not word.light]
    may = [content[k] for k in written_small(content)]
    may = [word for word in may if word.norm in common_english() or word.norm in organisation_words()]
    small = {word.start for word in anatomy.words if word in may}
    if not small:
        return None
    particle = {word.start for word in anatomy.words if word.role is Role.PARTICLE}

    def written(found: re.Match[str]) -> str:
        at = found.start()
        if at in small or (at in particle and at and text[at - 1] == " "):
            return found[0].lower()
        return found[0].capitalize() if text.isupper() else found[0]

    return _LETTERS.sub(written, text)


def led_by(content: Sequence[Word]) -> list[str]:
    """Return the words that keep their capitals beside one that may be small: a text leads from them to the name."""
    small = written_small(content)
    return list(
        dict.fromkeys(
            word.norm
            for k, word in enumerate(content)
            if k not in small and len(word.norm) > 1 and (k - 1 in small or k + 1 in small)
        )
    )
