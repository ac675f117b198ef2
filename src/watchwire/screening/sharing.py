"""Which listed names share words with one that is asked, and how much: whence a look-up's candidates come.

A name is posted under its two rarest words (`rare`), so that common ones lead to few. But what is asked may have left
just those out ("Kamal Awad" of "Kamal Abdelrahman Aref AWAD"): hence two words of what is asked that are not common
lead to all names that hold both. Words of a listed name that are one word in what is asked, or the other way round,
lead to it together.
"""

from typing import Final, cast

from watchwire.screening.asked import Side, spelt_by
from watchwire.screening.index import Index

_TOGETHER_ALIKE: Final = 0.9
"""How alike a listed word must be to two words asked that lead to it."""
_HOLDING: Final = 50
"""A word that more names hold leads to those alone of which it is one of the rarest."""
_HELD_ALIKE: Final = 0.85
_PART: Final = 0.5
_HELD: Final = 1.0


def sharing(index: Index, side: Side) -> dict[int, float]:
    """Return the names that share words with what is asked, and how much they do."""
    # The names' numbers as objects: they are keys, and compiled code would make such a number anew each time.
    counts: dict[object, float] = {}
    holding: dict[object, int] = {}
    for k, word in enumerate(side.anatomy.words):
        if not word.initial:
            near = {**spelt_by(index, word), **index.near(word.norm)} if word.raw else index.near(word.norm)
            _add(index, near, 0.0, counts)
            _hold(index, near, 1 << k, holding)
    for number, bits in holding.items():
        if bits & (bits - 1) and number not in counts:
            counts[number] = _HELD
    for norm in side.like.lettered:
        _add(index, index.near(norm), 0.0, counts)
    for norm in side.like.together:
        _add(index, index.near(norm), _TOGETHER_ALIKE, counts)
    for parts in side.like.apart:
        for part in parts if len(index.spelling(parts[0])) > 1 else ():  # letters: posted as the word they make
            for rare in index.rare(part):
                counts[rare] = counts.get(rare, 0.0) + _PART
    for number in side.like.acronyms:
        for rare in index.rare(number):
            counts[rare] = counts.get(rare, 0.0) + _HELD
    for joint in side.like.joint:
        counts[joint] = counts.get(joint, 0.0) + _HELD
    return cast("dict[int, float]", counts)


def _add(index: Index, near: dict[int, float], least: float, counts: dict[object, float]) -> None:
    """Count the names of which one of some words is the rarest, with how alike it is to what is asked."""
    for word, similarity in near.items():
        if similarity >= least:
            numbers = cast("list[object]", index.rare(word))
            for number in numbers:
                held = counts.get(number)
                counts[number] = similarity if held is None else held + similarity


def _hold(index: Index, near: dict[int, float], bit: int, holding: dict[object, int]) -> None:
    """Note the names that hold one of some words, which are what one of those asked may be (`bit`)."""
    for word, similarity in near.items():
        if similarity >= _HELD_ALIKE:
            numbers = cast("list[object]", index.holding(word, _HOLDING))
            for number in numbers:
                held = holding.get(number)
                if held is None:
                    holding[number] = bit
                elif held | bit != held:
                    holding[number] = held | bit
