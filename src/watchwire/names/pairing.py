"""Which words of two names stand for one another.

Words are paired best first, each once. Words that are written apart in one name stand together for one of the other.
"""

from typing import Final

from watchwire.names.acronyms import ACRONYM, find_acronym
from watchwire.names.anatomy import Anatomy, Word
from watchwire.names.classes import meanings, nisbas, same_syllables, two_syllables
from watchwire.names.pinyin import another_syllable, is_chinese
from watchwire.names.runs import Run, find_glued, find_letters, find_runs, says_number
from watchwire.names.similarity import AGREES, TYPED, token_similarity, typing_error
from watchwire.names.unvowelled import SPELT, spells

SAME_LETTERS: Final = 0.9
"""Within one writing other than Latin no romanisation comes between, so words must agree more closely."""
INITIAL: Final = 0.75
SAME_MEANING: Final = 0.95
"""What ordinary words of bodies' names are to one another that are translated."""
SERVANTS: Final = frozenset({"abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdu", "abed"})
"""Forms of the first part of Arabic names like "servant of the Merciful", written with or without the article."""
_SERVANT: Final = 0.97
_RESPELT: Final = 0.96
_DISGUISES: Final = str.maketrans("013457", "oieast")
_DISGUISED_LEAST: Final = 4
Pair = tuple[int, int, float]
_NOTHING: Final[frozenset[int]] = frozenset()


class Pairing:
    """Words that agree, by place in each name, with the likeness; what has a partner; how many are joined.

    `acronym` is a word of one name that abbreviates words of the other.
    """

    __slots__ = ("acronym", "apart", "matched_a", "matched_b", "pairs")

    def __init__(
        self, pairs: list[Pair], matched_a: set[int], matched_b: set[int], apart: int, acronym: str = ""
    ) -> None:
        self.pairs = pairs
        self.acronym = acronym
        self.matched_a = matched_a
        self.matched_b = matched_b
        self.apart = apart


def pair_words(a: Anatomy, b: Anatomy) -> Pairing:
    """Pair the words of two names."""
    pairs, taken = _letters(a, b)
    if (a.korean or b.korean) and len(a.words) != len(b.words):
        _join_syllables(a, b, pairs, taken)
    chinese = is_chinese(a) and is_chinese(b)
    if a.person and not (a.korean or b.korean or chinese) and a.script == b.script:
        _glue(a, b, pairs, taken)
    pairs.extend(align(a, b, taken[0] | {i for i, _, _ in pairs}, taken[1] | {j for _, j, _ in pairs}))
    if chinese:
        pairs[:] = [pair for pair in pairs if not another_syllable(a.words[pair[0]].norm, b.words[pair[1]].norm)]
    absorbed = _join_runs(a, b, pairs, taken)
    apart = len(absorbed[0]) + len(absorbed[1])
    acronym = "" if a.person else _abbreviate(a, b, pairs, absorbed)
    matched_a, matched_b = {i for i, _, _ in pairs} | absorbed[0], {j for _, j, _ in pairs} | absorbed[1]
    return Pairing(pairs, matched_a, matched_b, apart, acronym)


def _abbreviate(a: Anatomy, b: Anatomy, pairs: list[Pair], taken: tuple[set[int], set[int]]) -> str:
    """Pair an acronym with one of the words that it stands for, which takes the others along; return it."""
    left = [_without_partner(len(name.words), pairs, k, taken[k]) for k, name in enumerate((a, b))]
    for side, (one, other) in enumerate(((a, b), (b, a)) if left[0] and left[1] else ()):
        found = find_acronym(one, other, left[side], left[1 - side])
        if found is not None:
            place, run = found
            head = next((k for k in run if not other.words[k].light), run[0])
            pairs.append((place, head, ACRONYM) if side == 0 else (head, place, ACRONYM))
            pairs.sort()
            taken[1 - side].update(k for k in run if k != head)
            return one.words[place].norm
    return ""


def _join_syllables(a: Anatomy, b: Anatomy, pairs: list[Pair], taken: tuple[set[int], set[int]]) -> None:
    """Pair the syllables of a Korean given name with the word that the other name makes of them ("Sang Ho", "Sangho").

    Before words are paired one by one: a syllable looks like the word that it begins.
    """
    side = 0 if len(a.words) > len(b.words) else 1
    one, other = (a, b) if side == 0 else (b, a)
    two = [(k, word.norm) for k, word in enumerate(other.words) if two_syllables(word.norm)]
    for first in range(len(one.words) - 1) if two else ():
        joined = one.words[first].norm + one.words[first + 1].norm
        for k, norm in two:
            if same_syllables(joined, norm):
                alike = 1.0 if joined == norm else _RESPELT
                pairs.append((first, k, alike) if side == 0 else (k, first, alike))
                taken[side].add(first + 1)
                return


def _glue(a: Anatomy, b: Anatomy, pairs: list[Pair], taken: tuple[set[int], set[int]]) -> None:
    """Pair words that one name writes as one, before words are paired one by one."""
    for side, (one, other) in enumerate(((a, b), (b, a))):
        for run in find_glued(one, other):
            places = range(run.first, run.last + 1)
            if run.other in taken[1 - side] or not taken[side].isdisjoint(places):
                continue
            if any(run.other == pair[1 - side] or pair[side] in places for pair in pairs):
                continue
            head = max(places, key=lambda k: one.words[k].weight)
            pairs.append((head, run.other, run.similarity) if side == 0 else (run.other, head, run.similarity))
            taken[side].update(k for k in places if k != head)


def _letters(a: Anatomy, b: Anatomy) -> tuple[list[Pair], tuple[set[int], set[int]]]:
    """Return pairs of letters and the word that they make in the other name, and the letters that those take along."""
    pairs: list[Pair] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for run in find_letters(a, b):
        pairs.append((run.first, run.other, run.similarity))
        taken[0].update(range(run.first + 1, run.last + 1))
    for run in find_letters(b, a):
        pairs.append((run.other, run.first, run.similarity))
        taken[1].update(range(run.first + 1, run.last + 1))
    return pairs, taken


def _join_runs(
    a: Anatomy, b: Anatomy, pairs: list[Pair], taken: tuple[set[int], set[int]]
) -> tuple[set[int], set[int]]:
    """Add pairs for words that are written apart in one name; return the further words that all those take along."""
    for side, (one, other) in enumerate(((a, b), (b, a))):
        left_one = _without_partner(len(one.words), pairs, side, taken[side])
        left_other = _without_partner(len(other.words), pairs, 1 - side, taken[1 - side]) if left_one else left_one
        if not left_other:
            continue
        numbers = not one.person and any(says_number(other.words[k]) for k in left_other)
        if not numbers and not _may_join(one, left_one):
            continue
        for run in find_runs(one, other, left_one, left_other):
            if _is_another(one, other, run):
                continue
            head = max(range(run.first, run.last + 1), key=lambda k: (k in left_one, one.words[k].weight))
            pairs[:] = [pair for pair in pairs if not run.first <= pair[side] <= run.last]
            pairs.append((head, run.other, run.similarity) if side == 0 else (run.other, head, run.similarity))
            taken[side].update(k for k in range(run.first, run.last + 1) if k != head)
    pairs.sort()
    return taken


def _without_partner(count: int, pairs: list[Pair], side: int, taken: set[int]) -> set[int]:
    """Return which of a name's words, by place, have no partner and are not taken along."""
    left = set(range(count))
    for i, j, _ in pairs:
        left.discard(j if side else i)
    if taken:
        left -= taken
    return left


def _is_another(one: Anatomy, other: Anatomy, run: Run) -> bool:
    """Say whether words of a Chinese name join to other syllables than the word that they stand for ("Xiao Ping")."""
    joined = "".join([word.norm for word in one.words[run.first : run.last + 1]])
    return another_syllable(joined, other.words[run.other].norm) and is_chinese(one) and is_chinese(other)


def _may_join(name: Anatomy, left: set[int]) -> bool:
    """Say whether two words or more could stand together for one: those without partner, and particles."""
    count = 0
    for k, word in enumerate(name.words):
        if k in left or word.light:
            count += 1
    return count > 1


def align(a: Anatomy, b: Anatomy, used_a: set[int], used_b: set[int]) -> list[Pair]:
    """Pair words of two names that are not used yet, best first, each once; ties go to words in the same place."""
    options: list[tuple[float, int, int, int, float]] = []
    least = SAME_LETTERS if a.script == b.script != "Latn" else TYPED
    said = [] if a.person else [meanings(word.norm) for word in b.words]
    for i, left in enumerate(a.words):
        if i in used_a:
            continue
        means = meanings(left.norm) if said else _NOTHING
        comes = nisbas().get(left.norm) if a.person else None
        for j, right in enumerate(b.words):
            similarity = word_similarity(left, right)
            translated = bool(means) and not similarity and not means.isdisjoint(said[j])
            if translated or (comes is not None and right.norm in comes and similarity < SAME_MEANING):
                similarity = SAME_MEANING
            if similarity >= least or (similarity == INITIAL and (left.initial or right.initial)):
                options.append((-similarity, abs(i - j), i, j, similarity))
    options.sort()
    used_b = set(used_b)
    used_a = set(used_a)
    pairs: list[Pair] = []
    for _, _, i, j, similarity in options:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((i, j, similarity))
    return sorted(pairs)


def same_meaning(left: str, right: str) -> bool:
    """Say whether two ordinary words of bodies' names say the same ("airways" and "airlines", "zavod" and "plant")."""
    one = meanings(left)
    return bool(one) and not one.isdisjoint(meanings(right))


def word_similarity(left: Word, right: Word) -> float:
    """Compare two words, initials included."""
    if left.initial or right.initial:
        if left.light or right.light or left.norm[0] != right.norm[0]:
            return 0.0
        return 1.0 if left.norm == right.norm else INITIAL
    if left.form and right.form:
        return 1.0 if left.norm == right.norm else 0.9
    if left.norm in SERVANTS and right.norm in SERVANTS:
        return 1.0 if left.norm == right.norm else _SERVANT
    if left.light != right.light:
        return 0.0 if left.norm != right.norm else 0.9
    alike = token_similarity(letters_of(left.norm), letters_of(right.norm))
    if bool(left.raw) != bool(right.raw) and alike < SPELT:
        if spells(left.raw, right.norm) if left.raw else spells(right.raw, left.norm):
            return SPELT
    elif alike < TYPED and typing_error(left.norm, right.norm):
        return TYPED
    return alike if alike >= AGREES else 0.0


def letters_of(norm: str) -> str:
    """Return a word with digits that stand in for letters read as those ("Sech1n")."""
    if len(norm) < _DISGUISED_LEAST or norm.isalpha() or norm.isdigit() or sum(map(str.isdigit, norm)) * 2 > len(norm):
        return norm
    return norm.translate(_DISGUISES)
