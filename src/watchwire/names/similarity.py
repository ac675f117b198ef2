"""How alike two words of names are: a weighted edit distance over their folded spellings.

Costs say how often a difference is one of transcription and not of name. Vowels vary most, voiced and voiceless
pairs less, other consonants hardly. They are learned from the spellings of one party's names (`training/edit_costs.py`)
and stand in `data/edit_costs.tsv`; `benchmarks/names.py` measures them.
"""

import re
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from watchwire.names.classes import country_classes, syllable_classes
from watchwire.names.fold import fold
from watchwire.tables import read_table

if TYPE_CHECKING:
    from mypy_extensions import i64

_CACHE: Final = 1 << 13
"""Pairs of words come again soon or not at all; what is kept for longer only fills memory."""
_UNIT: Final = 20
"""Costs are counted in twentieths: small whole numbers are fast."""
_SWAP: Final = 20
"""One letter for quite another, or a digit more."""
_TRANSPOSED: Final = 12
_FOLDED: Final = 0.03
_SYLLABLE: Final = 0.04
_EQUIVALENT: Final = 0.93
_LAND: Final = 0.96
"""What a country's name and its adjective are to one another."""
_NONE: frozenset[int] = frozenset()
_NO_COSTS: dict[str, int] = {}
_TYPED_LEAST: Final = 4
_ARTICLE: Final = 0.04
_ARTICLE_LEAST: Final = 0.93
_WITH_ARTICLE_LEAST: Final = 6
_SUN: Final = "dtrszn"
"""Letters before which the l of an Arabic article becomes one of them."""
_FRENCH: Final = 0.04
_FRENCH_LEAST: Final = 5
_SYLLABLES: Final = 2
_VOWELS: Final = re.compile("[aeiouy]+")
_OUA: Final = re.compile("ou(?=[aei])")
TYPED: Final = 0.62
"""What a word is worth that differs by one letter: enough beside others that agree, not by itself."""
AGREES: Final = 0.72
"""Below this two words are taken for different ones."""
_SHORT: Final = 3
_STEEPNESS: Final = 1.1
_ROUNDING: Final = 1e-9


@cache
def equivalents() -> dict[str, frozenset[int]]:
    """Given names that stand for one another: every form with the numbers of its classes."""
    table: dict[str, set[int]] = {}
    for number, row in enumerate(read_table("watchwire.names", "equivalents.tsv")):
        for form in row["names"].split():
            table.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in table.items()}


@cache
def strangers() -> dict[str, frozenset[str]]:
    """Given names that look alike and are different people's (Maria, Mario), each with its strangers.

    What is a stranger to a name is one to its other spellings, too (Salman, Sulaiman; so Selman, Souleiman).
    """
    classes = equivalents()
    spellings: dict[int, list[str]] = {}
    for name, numbers in classes.items():
        for number in numbers:
            spellings.setdefault(number, []).append(name)
    table: dict[str, set[str]] = {}
    for row in read_table("watchwire.names", "apart.tsv"):
        ours, theirs = (
            {name, *(form for number in classes.get(name, ()) for form in spellings[number])}
            for name in (row["a"], row["b"])
        )
        for a, b in product(ours, theirs):
            if a == b or not classes.get(a, _NONE).isdisjoint(classes.get(b, _NONE)):
                continue
            table.setdefault(a, set()).add(b)
            table.setdefault(b, set()).add(a)
    return {name: frozenset(others) for name, others in table.items()}


def are_strangers(a: str, b: str) -> bool:
    """Say whether two given names look alike and are different people's."""
    return b in strangers().get(a, _NOBODY)


_NOBODY: frozenset[str] = frozenset()
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"


def _learned() -> dict[str, int]:
    """Return the costs of changes: one letter is one more or fewer, two are one for the other."""
    return {row["letters"]: int(row["cost"]) for row in read_table("watchwire.names", "edit_costs.tsv")}


_TABLE: Final = _learned()
_GAPS: Final = {char: _TABLE.get(char, _SWAP) for char in _LETTERS}
_LEAST_GAP: Final = min(_GAPS.values())
_COSTS: Final = {a: {b: 0 if a == b else _TABLE.get(min(a, b) + max(a, b), _SWAP) for b in _LETTERS} for a in _LETTERS}
_NEAR_AT_START: Final = 13
"""Letters that stand for one another for less than this do so at a word's beginning, too."""
_BYTES: Final = 256
_GAPS_OF_BYTES: Final = bytes([_GAPS.get(chr(a), _SWAP) for a in range(_BYTES)])
_CHANGES_OF_BYTES: Final = bytes(
    [0 if a == b else _COSTS.get(chr(a), _NO_COSTS).get(chr(b), _SWAP) for a in range(_BYTES) for b in range(_BYTES)]
)
"""The same costs by the letters' bytes, row by row: the innermost loop looks nothing up by name."""


def _distance(a: str, b: str, limit: int) -> int:
    """Weighted distance (optimal string alignment) in twentieths; stops early above the limit."""
    one, other = a.encode(), b.encode()
    all_gaps, changes = _GAPS_OF_BYTES, _CHANGES_OF_BYTES
    width: i64 = len(other)
    most: i64 = limit
    row, before, older = [0] * (len(other) + 1), [0] * (len(other) + 1), [0] * (len(other) + 1)
    total: i64 = 0
    j: i64 = 0
    while j < width:
        total += all_gaps[other[j]]
        j += 1
        row[j] = total
    previous: i64 = -1
    i: i64 = 0
    height: i64 = len(one)
    while i < height:
        left: i64 = one[i]
        gap: i64 = all_gaps[left]
        place: i64 = left * _BYTES
        older, before, row = before, row, older
        corner: i64 = before[0]
        best: i64 = corner + gap
        least: i64 = best
        row[0] = best
        last: i64 = -1
        j = 0
        while j < width:
            # The row is built from the cell above, the cell before and the cell above that; the cheapest wins.
            right: i64 = other[j]
            above: i64 = before[j + 1]
            best += all_gaps[right]
            # `min` would double the time of this loop, the innermost of all.
            if above + gap < best:  # noqa: PLR1730
                best = above + gap
            changed: i64 = corner + changes[place + right]
            if changed < best:  # noqa: PLR1730
                best = changed
            if previous == right and last == left and left != right:
                swapped: i64 = older[j - 1] + _TRANSPOSED
                if swapped < best:  # noqa: PLR1730
                    best = swapped
            j += 1
            row[j] = best
            if best < least:  # noqa: PLR1730
                least = best
            corner = above
            last = right
        if least > most:
            return limit + 1
        previous = left
        i += 1
    return row[len(other)]


def typing_error(a: str, b: str) -> bool:
    """Say whether two words of four letters or more differ by one letter, more, fewer, other or swapped."""
    if a == b or min(len(a), len(b)) < _TYPED_LEAST or abs(len(a) - len(b)) > 1 or not (a.isalpha() and b.isalpha()):
        return False
    first = 0
    shorter = min(len(a), len(b))
    while first < shorter and a[first] == b[first]:
        first += 1
    if len(a) > len(b):
        one_off = a[first + 1 :] == b[first:]
    elif len(a) < len(b):
        one_off = b[first + 1 :] == a[first:]
    else:
        swapped = a[first : first + 2] == b[first : first + 2][::-1] and a[first + 2 :] == b[first + 2 :]
        one_off = swapped or a[first + 1 :] == b[first + 1 :]
    if not one_off:
        return False
    classes = syllable_classes()
    return not ((a in classes and b in classes) or _other_suffix(a, b) or b in strangers().get(a, _NOBODY))


def letters_apart(a: str, b: str, most: int) -> int:
    """Return by how many letters two words differ (one more, fewer, other, or two swapped); most + 1 for more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    one, other = a.encode(), b.encode()
    row, before, older = list(range(len(other) + 1)), [0] * (len(other) + 1), [0] * (len(other) + 1)
    width: i64 = len(other)
    height: i64 = len(one)
    enough: i64 = most
    previous: i64 = -1
    i: i64 = 0
    while i < height:
        left: i64 = one[i]
        i += 1
        older, before, row = before, row, older
        corner: i64 = before[0]
        best: i64 = i
        least: i64 = i
        row[0] = i
        last: i64 = -1
        j: i64 = 0
        while j < width:
            right: i64 = other[j]
            above: i64 = before[j + 1]
            best = min(best, above) + 1
            changed: i64 = corner if left == right else corner + 1
            best = min(best, changed)
            if previous == right and last == left:
                swapped: i64 = older[j - 1] + 1
                best = min(best, swapped)
            j += 1
            row[j] = best
            least = min(least, best)
            corner = above
            last = right
        if least > enough:
            return most + 1
        previous = left
    return min(row[len(other)], most + 1)


@lru_cache(maxsize=_CACHE)
def token_similarity(a: str, b: str) -> float:
    """Return how alike two Latin tokens are, from `AGREES` to 1, or less for different words; 1 only for equal ones.

    An Arabic article written together with its word counts little ("Alghamdi", "Ghamdi"). Cached.
    """
    return likeness(a, b)


def likeness(a: str, b: str) -> float:
    """Return the same without keeping it: for pairs that are asked for once."""
    plain = _similarity(a, b)
    if plain >= _ARTICLE_LEAST or a == b:
        return plain
    left, right = read_french(a), read_french(b)
    if left != a or right != b:
        plain = max(plain, _similarity(left, right) - _FRENCH)
    left, right = bare_of_article(a), bare_of_article(b)
    if (left == a) == (right == b):
        return plain
    return max(plain, _similarity(left, right) - _ARTICLE)


def read_french(norm: str) -> str:
    """Return a word as French letters say it in English ones ("Bouchoucha", "Boushousha"; "Ouerghi", "Werghi").

    Words of one syllable stay: they are mostly Chinese ("Chen" is nobody's "Shen").
    """
    if len(norm) < _FRENCH_LEAST or ("ch" not in norm and "ou" not in norm):
        return norm
    if "sch" in norm or "tch" in norm or len(_VOWELS.findall(norm)) < _SYLLABLES:
        return norm
    return _OUA.sub("w", norm.replace("ch", "sh"))


def bare_of_article(norm: str) -> str:
    """Return a word without an Arabic article that is written together with it ("Alghamdi", "Errachid")."""
    if len(norm) < _WITH_ARTICLE_LEAST or norm[0] not in "ae":
        return norm
    french = norm[0] == "e" and norm[1] == norm[2] and norm[1] in _SUN  # "Assadi" is another name than "Sadi"
    return norm[2:] if norm[1] == "l" or french else norm


class _Tables:
    """The tables of words that `_similarity` asks, side by side: it is called too often to fetch each by its name."""

    __slots__ = ("equivalents", "lands", "strangers", "syllables")

    def __init__(self) -> None:
        self.strangers = strangers()
        self.syllables = syllable_classes()
        self.lands = country_classes()
        self.equivalents = equivalents()


_TABLES: _Tables | None = None


def _tables() -> _Tables:
    global _TABLES  # noqa: PLW0603
    if _TABLES is None:
        _TABLES = _Tables()
    return _TABLES


def _similarity(a: str, b: str) -> float:
    if a == b:
        return 1.0
    tables = _tables()
    apart = tables.strangers.get(a)
    if a.isdigit() or b.isdigit() or (apart is not None and b in apart):
        return 0.0
    left, right = fold(a), fold(b)
    if left == right:
        return 1.0 - _FOLDED
    ours = tables.syllables.get(a)
    theirs = None if ours is None else tables.syllables.get(b)
    if ours is not None and theirs is not None:
        # Two known syllables are the same one or another one; there is no third way.
        return 0.0 if ours.isdisjoint(theirs) else 1.0 - _SYLLABLE
    land = tables.lands.get(a)
    if land is not None and land == tables.lands.get(b):
        return _LAND
    same = tables.equivalents.get(a)
    equivalent = same is not None and not same.isdisjoint(tables.equivalents.get(b, _NONE))
    if left[0] != right[0]:
        left, right = _with_its_j(a, left, right), _with_its_j(b, right, left)
    shorter, longer = len(left), len(right)
    if shorter > longer:
        shorter, longer = longer, shorter
    if shorter < _SHORT:
        return _EQUIVALENT if equivalent else 0.0
    limit = int(_UNIT * ((1.0 - _FOLDED - AGREES) * 0.5 * (shorter + longer) / _STEEPNESS + _ROUNDING))
    distance = limit + 1 if _LEAST_GAP * (longer - shorter) > limit else _distance(left, right, limit)
    if distance > limit:
        return _EQUIVALENT if equivalent else 0.0
    if _other_suffix(a, b):
        return 0.0
    first = 0.05 if left[0] != right[0] and not _near_start(left[0], right[0]) else 0.0
    alike = max(0.0, 1.0 - _FOLDED - _STEEPNESS * distance / (0.5 * _UNIT * (shorter + longer)) - first)
    return max(alike, _EQUIVALENT) if equivalent else alike


def _with_its_j(norm: str, folded: str, other: str) -> str:
    """Return a folded word with the j that it has where the other begins with one ("Jemal" beside "Jamal")."""
    return f"j{folded}" if other[0] == "j" and folded[0] == "e" and norm.startswith(("je", "dje")) else folded


def _other_suffix(a: str, b: str) -> bool:
    """Slavic family names in -ov and -ev are different names, however alike they look (Manolov, Manolev)."""
    for one, other in ((a, b), (b, a)):
        if (
            one.endswith(("ov", "ova"))
            and other.endswith(("ev", "eva"))
            and not other.endswith(("yev", "yeva", "iev", "ieva"))
        ):
            return True
    return False


def _near_start(a: str, b: str) -> bool:
    return _COSTS.get(a, _NO_COSTS).get(b, _SWAP) < _NEAR_AT_START
