"""Keys under which spellings of one name meet."""

import re
from functools import cache, lru_cache

from watchwire.tables import read_table

_CACHE = 1 << 17


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["becomes"]) for row in read_table("watchwire.names", "folds.tsv"))


@lru_cache(maxsize=_CACHE)
def fold(norm: str) -> str:
    """Return a Latin token with the differences between romanisations folded away."""
    folded = norm
    for pattern, becomes in _rules():
        folded = pattern.sub(becomes, folded)
    return folded or norm


_VOWELS = re.compile(r"(?<=.)[aeiou]")


@lru_cache(maxsize=_CACHE)
def skeleton(norm: str) -> str:
    """Return the folded token without vowels, save one at the beginning (Arabic vowels vary freely)."""
    folded = fold(norm)
    bare = _VOWELS.sub("", folded)
    return "a" + bare[1:] if bare[:1] in "eiou" else bare
