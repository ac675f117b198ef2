"""Chinese names in pinyin: two that differ in a syllable are two people's (Xiaoping, Xiaopeng).

Spelling leaves no room there: the letters by which syllables differ are what tells them apart. So it does in Korean
names, whose syllables have many spellings (`classes.syllable_classes`).
"""

from functools import cache, lru_cache

from watchwire.names.anatomy import Anatomy
from watchwire.names.classes import chinese_families, commonness
from watchwire.names.similarity import equivalents
from watchwire.tables import read_table

_FEWEST, _MOST_WORDS = 2, 3
_NONE: frozenset[int] = frozenset()


@cache
def _syllables() -> frozenset[str]:
    return frozenset(
        row["initial"].strip("-") + final
        for row in read_table("watchwire.names", "pinyin.tsv")
        for final in row["finals"].split()
    )


@lru_cache(maxsize=1 << 12)
def syllables_of(norm: str) -> frozenset[tuple[str, ...]]:
    """Return the ways of reading a word as one or two syllables of pinyin; none for another word."""
    known = _syllables()
    found = {(norm[:k], norm[k:]) for k in range(1, len(norm)) if norm[:k] in known and norm[k:] in known}
    return frozenset({*found, (norm,)} if norm in known else found)


def is_chinese(name: Anatomy) -> bool:
    """Say whether a person's name is built as Chinese ones are in pinyin: a family name at an end, syllables beside it.

    Words that are given names elsewhere (Susan, Lina) are none of these.
    """
    words = name.words
    if not name.person or name.korean or not _FEWEST <= len(words) <= _MOST_WORDS or name.script != "Latn":
        return False
    families = chinese_families()
    if words[0].norm not in families and words[-1].norm not in families:
        return False
    return all(word.norm in families or _may_be_given(word.norm) for word in words)


def _may_be_given(norm: str) -> bool:
    ways = syllables_of(norm)
    if not ways or norm in equivalents():
        return False
    return (norm,) in ways or not commonness(norm)


def another_syllable(a: str, b: str) -> bool:
    """Say whether two words of Chinese names are spelt by other syllables, as many of them.

    Two spellings of one name (Zheng, Cheng) are none.
    """
    if a == b:
        return False
    one, other = syllables_of(a), syllables_of(b)
    if not one or not other or not one.isdisjoint(other) or {*map(len, one)}.isdisjoint(map(len, other)):
        return False
    return equivalents().get(a, _NONE).isdisjoint(equivalents().get(b, _NONE))
