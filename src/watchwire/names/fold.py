"""Keys under which spellings of one name meet."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from watchwire.tables import read_table

_CACHE: Final = 1 << 16


Rule = tuple[re.Pattern[str], str, tuple[str, ...]]
"""What is folded, what it becomes, and strings of which a text must hold one for anything to change."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in their order."""
    # Of many lines at once, so that a page's new words cost one pass each rule and not one each word.
    rows = read_table("watchwire.names", "folds.tsv")
    return tuple(
        (re.compile(row["pattern"], re.MULTILINE), row["becomes"], tuple(row["holds"].split())) for row in rows
    )


_folded: dict[str, str] = {}


def fold(norm: str) -> str:
    """Return a Latin token with the differences between romanisations folded away."""
    found = _folded.get(norm)
    return fold_many((norm,))[0] if found is None else found


def fold_many(norms: Sequence[str]) -> list[str]:
    """Fold many tokens; none may hold a line break (tokens never do)."""
    unknown = [norm for norm in dict.fromkeys(norms) if norm not in _folded]
    if unknown:
        if len(_folded) > _CACHE:
            _folded.clear()
            unknown = list(dict.fromkeys(norms))
        folded = "\n".join(unknown)
        for pattern, becomes, holds in rules():
            if _holds(folded, holds):
                folded = pattern.sub(becomes, folded)
        _folded.update((old, new or old) for new, old in zip(folded.split("\n"), unknown, strict=True))
    return [_folded[norm] for norm in norms]


def _holds(text: str, strings: tuple[str, ...]) -> bool:
    """Say whether a text holds one of some strings, or there are none."""
    if not strings:
        return True
    for string in strings:  # noqa: SIM110 (a generator takes longer than what it saves)
        if string in text:
            return True
    return False


_NO_VOWELS: Final = str.maketrans("", "", "aeiou")


@lru_cache(maxsize=_CACHE)
def skeleton(norm: str) -> str:
    """Return the folded token without vowels, save one at the beginning (Arabic vowels vary freely)."""
    return bones_of(fold(norm))


def bones_of(folded: str) -> str:
    """Return a folded token's skeleton."""
    bare = folded[:1] + folded[1:].translate(_NO_VOWELS)
    return "a" + bare[1:] if bare[:1] in "eiou" else bare
