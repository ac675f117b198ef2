"""What OFAC's own search page would say: its published method, as a second number beside ours.

OFAC's FAQ 249 says of the Sanctions List Search tool: a name whose first letter agrees and that shares at least half of
its letters is scored by the better of two figures from 0 to 100: Jaro-Winkler over the whole strings, and the same over
the parts of the names, helped by Soundex. OFAC recommends no threshold. The method is published in words, not in code:
where the words leave room (how parts are combined), parts are paired best first and averaged over the longer name.
"""

from watchwire.names.tokens import words

_PREFIX = 4
_PREFIX_WEIGHT = 0.1
_BOOST_FROM = 0.7
_HALF = 0.5
_SOUNDEX = {
    **dict.fromkeys("bfpv", "1"),
    **dict.fromkeys("cgjkqsxz", "2"),
    **dict.fromkeys("dt", "3"),
    "l": "4",
    **dict.fromkeys("mn", "5"),
    "r": "6",
}
_SAME_SOUND = 0.9


def ofac_score(name: str, listed: str) -> int:
    """Return the score from 0 to 100 that OFAC's published method gives two names."""
    asked, held = words(name), words(listed)
    if not asked or not held:
        return 0
    whole_a, whole_b = " ".join(asked), " ".join(held)
    whole = _jaro_winkler(whole_a, whole_b) if _comparable(whole_a, whole_b) else 0.0
    return round(100 * max(whole, _by_parts(asked, held)))


def _by_parts(asked: tuple[str, ...], held: tuple[str, ...]) -> float:
    options = sorted(
        ((_part(a, b), i, j) for i, a in enumerate(asked) for j, b in enumerate(held)),
        key=lambda option: (-option[0], option[1], option[2]),
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    total = 0.0
    for score, i, j in options:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            total += score
    return total / max(len(asked), len(held))


def _part(a: str, b: str) -> float:
    if not _comparable(a, b):
        return 0.0
    score = _jaro_winkler(a, b)
    return max(score, _SAME_SOUND) if soundex(a) == soundex(b) else score


def _comparable(a: str, b: str) -> bool:
    """The first letter must agree, and half of the letters of the longer."""
    return a[0] == b[0] and 1.0 - _edits(a, b) / max(len(a), len(b)) >= _HALF


def _edits(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row = row, [i]
        for j, right in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (left != right)))
    return row[-1]


def _jaro_winkler(a: str, b: str) -> float:
    """Jaro's similarity with Winkler's boost for a common beginning (above 0.7)."""
    if a == b:
        return 1.0
    reach = max(len(a), len(b)) // 2 - 1
    taken = [False] * len(b)
    common_a: list[str] = []
    for i, char in enumerate(a):
        for j in range(max(0, i - reach), min(len(b), i + reach + 1)):
            if not taken[j] and b[j] == char:
                taken[j] = True
                common_a.append(char)
                break
    if not common_a:
        return 0.0
    common_b = [char for char, was in zip(b, taken, strict=True) if was]
    swapped = sum(x != y for x, y in zip(common_a, common_b, strict=True)) / 2
    count = len(common_a)
    jaro = (count / len(a) + count / len(b) + (count - swapped) / count) / 3
    if jaro <= _BOOST_FROM:
        return jaro
    prefix = 0
    for x, y in zip(a[:_PREFIX], b[:_PREFIX], strict=False):
        if x != y:
            break
        prefix += 1
    return jaro + prefix * _PREFIX_WEIGHT * (1.0 - jaro)


def soundex(word: str) -> str:
    """Return the Soundex code of a Latin word (US National Archives): its first letter and three digits."""
    code = word[0].upper()
    last = _SOUNDEX.get(word[0], "")
    for char in word[1:]:
        digit = _SOUNDEX.get(char, "")
        if digit and digit != last:
            code += digit
        if char not in "hw":
            last = digit
    return (code + "000")[:4]
