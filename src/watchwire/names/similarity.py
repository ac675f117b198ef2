"""How alike two words of names are: a weighted edit distance over their folded spellings.

Costs say how often a difference is one of transcription and not of name. Vowels vary most, voiced and voiceless
pairs less, other consonants hardly. They are learned from the spellings of one party's names (`training/edit_costs.py`)
and stand in `data/edit_costs.tsv`; `benchmarks/names.py` measures them.
"""

from functools import cache, lru_cache
from typing import Final

from watchwire.names.classes import country_classes, syllable_classes
from watchwire.names.fold import fold
from watchwire.tables import read_table

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
    """Given names that look alike and are different people's (Maria, Mario), each with its strangers."""
    table: dict[str, set[str]] = {}
    for row in read_table("watchwire.names", "apart.tsv"):
        table.setdefault(row["a"], set()).add(row["b"])
        table.setdefault(row["b"], set()).add(row["a"])
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


_CLASSES: Final = ("td", "mn", "lr")
_SOUNDS: Final = {letter: place for place, letters in enumerate(_CLASSES) for letter in letters}


def _least_out_of(letters: str) -> int:
    """Return the least that a change costs after which a word has one of these letters more or fewer."""
    others = [other for other in _LETTERS if other not in letters]
    return min(min(_GAPS[a], *(_COSTS[a][b] for b in others)) for a in letters)


_OUT_OF: Final = tuple(_least_out_of(letters) for letters in _CLASSES)
"""What a consonant of each class costs at least that one word has more of."""


@lru_cache(maxsize=_CACHE)
def _sounds_of(word: str) -> tuple[int, int, int]:
    counts = [0, 0, 0]
    for letter in word:
        place = _SOUNDS.get(letter)
        if place is not None:
            counts[place] += 1
    return counts[0], counts[1], counts[2]


def _least_distance(a: str, b: str) -> int:
    """Return what the distance is at least, in twentieths: by the consonants that one word has more of."""
    more = fewer = 0
    for one, other, cost in zip(_sounds_of(a), _sounds_of(b), _OUT_OF, strict=True):
        if one > other:
            more += cost * (one - other)
        else:
            fewer += cost * (other - one)
    return max(more, fewer)


def _distance(a: str, b: str, limit: int) -> int:
    """Weighted distance (optimal string alignment) in twentieths; stops early above the limit."""
    gaps = [_GAPS.get(char, _SWAP) for char in b]
    before: list[int] = []
    row: list[int] = [0]
    total = 0
    for gap in gaps:
        total += gap
        row.append(total)
    previous = ""
    for left in a:
        older, before = before, row
        gap = _GAPS.get(left, _SWAP)
        costs = _COSTS.get(left, _NO_COSTS)
        best = least = before[0] + gap
        row = [best]
        last = ""
        for j, right in enumerate(b):
            # The row is built from the cell above, the cell before and the cell above that; the cheapest wins.
            best += gaps[j]
            # `min` would double the time of this loop, the innermost of all.
            other = before[j + 1] + gap
            if other < best:  # noqa: PLR1730
                best = other
            other = before[j] + (0 if left == right else costs.get(right, _SWAP))
            if other < best:  # noqa: PLR1730
                best = other
            if previous == right and last == left != right:
                best = min(best, older[j - 1] + _TRANSPOSED)
            row.append(best)
            if best < least:  # noqa: PLR1730
                least = best
            last = right
        if least > limit:
            return limit + 1
        previous = left
    return row[-1]


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
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i in range(1, len(a) + 1):
        older, before = before, row
        row = [i]
        for j in range(1, len(b) + 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


@lru_cache(maxsize=_CACHE)
def token_similarity(a: str, b: str) -> float:
    """Return how alike two Latin tokens are, from `AGREES` to 1, or less for different words; 1 only for equal ones.

    An Arabic article written together with its word counts little ("Alghamdi", "Ghamdi").
    """
    plain = _similarity(a, b)
    if plain >= _ARTICLE_LEAST or a == b:
        return plain
    left, right = bare_of_article(a), bare_of_article(b)
    if (left == a) == (right == b):
        return plain
    return max(plain, _similarity(left, right) - _ARTICLE)


def bare_of_article(norm: str) -> str:
    """Return a word without an Arabic article that is written together with it."""
    return norm[2:] if norm.startswith(("al", "el")) and len(norm) >= _WITH_ARTICLE_LEAST else norm


def _similarity(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if a.isdigit() or b.isdigit() or b in strangers().get(a, _NOBODY):
        return 0.0
    left, right = fold(a), fold(b)
    if left == right:
        return 1.0 - _FOLDED
    classes = syllable_classes()
    if a in classes and b in classes:
        # Two known syllables are the same one or another one; there is no third way.
        return 1.0 - _SYLLABLE if classes[a] & classes[b] else 0.0
    land = country_classes().get(a)
    if land is not None and land == country_classes().get(b):
        return _LAND
    same = equivalents()
    equivalent = bool(same.get(a, _NONE) & same.get(b, _NONE))
    shorter, longer = sorted((len(left), len(right)))
    if shorter < _SHORT:
        return _EQUIVALENT if equivalent else 0.0
    limit = int(_UNIT * ((1.0 - _FOLDED - AGREES) * 0.5 * (shorter + longer) / _STEEPNESS + _ROUNDING))
    far = _LEAST_GAP * (longer - shorter) > limit or _least_distance(left, right) > limit
    distance = limit + 1 if far else _distance(left, right, limit)
    if distance > limit:
        return _EQUIVALENT if equivalent else 0.0
    if _other_suffix(a, b):
        return 0.0
    first = 0.05 if left[0] != right[0] and not _near_start(left[0], right[0]) else 0.0
    alike = max(0.0, 1.0 - _FOLDED - _STEEPNESS * distance / (0.5 * _UNIT * (shorter + longer)) - first)
    return max(alike, _EQUIVALENT) if equivalent else alike


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
