"""Are two names one party? A score from 0 to 1 with the reasons that add up to it.

Words are aligned best first. What agrees counts by its weight (rare words more, particles hardly); what is left
over costs by what it is: a missing patronymic is cheap, a second family name dear. Every syllable of a Korean name
must agree. The order of words is free where lists write it freely.
"""

from watchwire.model import Comparison, PartyKind, Reason
from watchwire.names.anatomy import Anatomy, Role, Word, dissect
from watchwire.names.calibration import calibrated
from watchwire.names.runs import find_runs
from watchwire.names.similarity import AGREES, TYPED, token_similarity, typing_error

_SAME_LETTERS = 0.9
"""Within one writing other than Latin no romanisation comes between, so words must agree more closely."""
_ACROSS = 0.55
_CONTAINED = 0.8
_CONTAINED_LEAST = 1.9
_CONTAINED_FALL = 0.5
_CONTAINED_ALIKE = 0.85
_CONTAINED_MOST = 4
_CHAIN = 0.25
_DISGUISES = str.maketrans("013457", "oieast")
_DISGUISED_LEAST = 4
_CONTRADICTS = 0.45
_NAMING = (Role.NAME, Role.FAMILY, Role.GIVEN, Role.COMMON, Role.PLACE)
_INITIAL = 0.75
_ALERT = 0.8
_CARRIES = 1.9
"""Two words that are rare on the list and closely alike weigh this much: below, evidence is thin."""
_THIN = 0.2
_CLOSE = 0.9
_SURNAME = 0.95
"""Beside an initial a family name must be this much alike."""
_NO_EVIDENCE = 0.3
"""Words that are less alike than by this are no evidence at all."""
_INITIAL_EVIDENCE = 0.4
_LITTLE_LOST = 0.1
_CONTAINED_FREE = 2
_MORE_LEFT = 0.04
"""What each further word left over of the longer name costs."""
_ONE_WORD = 0.45
_LONG_FROM, _LONG_LETTER, _LONG_MOST = 6, 0.15, 0.6
"""From which length on, by how much a letter, and how much at most a long word that agrees alone counts more."""
_SYLLABLE_LOST = 0.4
_KEEPS = {_ONE_WORD: 0.5, _SYLLABLE_LOST: 0.3, _ACROSS: 0.5}
_LEFT_OVER = {
    Role.NAME: 0.5,
    Role.FAMILY: 1.0,
    Role.GIVEN: 0.45,
    Role.PATRONYMIC: 0.25,
    Role.PARTICLE: 0.3,
    Role.TITLE: 0.0,
    Role.FORM: 0.3,
    Role.NUMBER: 1.0,
    Role.COMMON: 0.8,
    Role.INITIAL: 0.3,
    Role.PLACE: 0.4,
}
_SERVANTS = frozenset({"abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdu", "abed"})
"""Forms of the first part of Arabic names like "servant of the Merciful", written with or without the article."""
_SERVANT = 0.97
_SERVES = 0.5
_DESCENT = frozenset({"bin", "ibn", "ben", "bint"})
Pair = tuple[int, int, float]


def compare_names(a: str, b: str, kind: PartyKind | None = PartyKind.PERSON) -> Comparison:
    """Compare two names as they are written. The score is calibrated (see `calibration`).

    Args:
        a: one name.
        b: the other.
        kind: what both name; None when not known.

    """
    return calibrated(compare_anatomies(dissect(a, kind), dissect(b, kind)))


def compare_anatomies(a: Anatomy, b: Anatomy) -> Comparison:
    """Compare two names that were taken apart. The score is raw: what further evidence is added to."""
    if not a.words or not b.words:
        return Comparison(0.0, (Reason("empty", 0.0, "one side has no words"),))
    joined = "".join(word.norm for word in a.words), "".join(word.norm for word in b.words)
    if joined[0] == joined[1]:
        detail = "the same letters" if len(a.words) == len(b.words) else "the same letters, split differently"
        return Comparison(1.0 if len(a.words) == len(b.words) else 0.97, (Reason("exact", 1.0, detail),))
    pairs = align(a, b)
    absorbed_a, absorbed_b = _join_runs(a, b, pairs)
    return score_pairs(a, b, pairs, absorbed_a, absorbed_b)


def _join_runs(a: Anatomy, b: Anatomy, pairs: list[Pair]) -> tuple[set[int], set[int]]:
    """Add pairs for words that are written apart in one name; return the further words that they take with them."""
    taken: tuple[set[int], set[int]] = (set(), set())
    for side, (one, other) in enumerate(((a, b), (b, a))):
        matched = {pair[side] for pair in pairs}, {pair[1 - side] for pair in pairs}
        left_one = set(range(len(one.words))) - matched[0] - taken[side]
        left_other = set(range(len(other.words))) - matched[1] - taken[1 - side]
        if not left_one or not left_other:
            continue
        for run in find_runs(one, other, left_one, left_other):
            head = max(range(run.first, run.last + 1), key=lambda k: (k in left_one, one.words[k].weight))
            pairs[:] = [pair for pair in pairs if not run.first <= pair[side] <= run.last]
            pairs.append((head, run.other, run.similarity) if side == 0 else (run.other, head, run.similarity))
            taken[side].update(k for k in range(run.first, run.last + 1) if k != head)
    pairs.sort()
    return taken


def align(a: Anatomy, b: Anatomy) -> list[Pair]:
    """Pair words of two names, best first, each word once; ties go to words in the same place."""
    options: list[tuple[float, int, int, int, float]] = []
    least = _SAME_LETTERS if a.script == b.script != "Latn" else TYPED
    for i, left in enumerate(a.words):
        for j, right in enumerate(b.words):
            similarity = word_similarity(left, right)
            if similarity >= least:
                options.append((-similarity, abs(i - j), i, j, similarity))
    options.sort()
    used_a: set[int] = set()
    used_b: set[int] = set()
    pairs: list[Pair] = []
    for _, _, i, j, similarity in options:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((i, j, similarity))
    return sorted(pairs)


def word_similarity(left: Word, right: Word) -> float:
    """Compare two words, initials included."""
    if left.role is Role.INITIAL or right.role is Role.INITIAL:
        if left.light or right.light or left.norm[0] != right.norm[0]:
            return 0.0
        return 1.0 if left.norm == right.norm else _INITIAL
    if left.role is Role.FORM and right.role is Role.FORM:
        return 1.0 if left.norm == right.norm else 0.9
    if left.norm in _SERVANTS and right.norm in _SERVANTS:
        return 1.0 if left.norm == right.norm else _SERVANT
    if left.light != right.light:
        return 0.0 if left.norm != right.norm else 0.9
    alike = token_similarity(letters_of(left.norm), letters_of(right.norm))
    if alike < TYPED and typing_error(left.norm, right.norm):
        return TYPED
    return alike if alike >= AGREES else 0.0


def letters_of(norm: str) -> str:
    """Return a word with digits that stand in for letters read as those ("Sech1n")."""
    if len(norm) < _DISGUISED_LEAST or norm.isalpha() or norm.isdigit() or sum(map(str.isdigit, norm)) * 2 > len(norm):
        return norm
    return norm.translate(_DISGUISES)


def score_pairs(
    a: Anatomy,
    b: Anatomy,
    pairs: list[Pair],
    absorbed_a: set[int] | None = None,
    absorbed_b: set[int] | None = None,
    whole: bool = True,
) -> Comparison:
    """Turn an alignment into a score with reasons.

    Args:
        a: one name.
        b: the other.
        pairs: words that agree, by place in each name, with the similarity.
        absorbed_a: words of a that belong to a pair besides its own word (written apart).
        absorbed_b: likewise of b.
        whole: whether both are known to be whole names; a stretch of a text may be the beginning of another's.

    """
    matched_a = {i for i, _, _ in pairs} | (absorbed_a or set())
    matched_b = {j for _, j, _ in pairs} | (absorbed_b or set())
    total, agreed, lost, reasons = _balance(a, b, pairs, matched_a, matched_b)
    if total == 0.0:
        return Comparison(0.0, (Reason("nothing agrees", 0.0, "no word of one is in the other"),))
    score = agreed / (total + lost)
    contained = _contained(a, b, pairs, (matched_a, matched_b)) if whole else 0.0
    if contained > score:
        reasons.append(Reason("contained", contained - score, "the shorter name is part of the longer one"))
        score = contained
    if a.person and _chain_turned(a, b, pairs):
        reasons.append(Reason("order", -_CHAIN, "son and father change places"))
        score = max(0.0, score - _CHAIN)
    thin = _THIN * _thin(a, b, pairs, lost)
    if thin and score < _ALERT:
        reasons.append(Reason("evidence", -thin, "what agrees is common or only loosely alike"))
        score = max(0.0, score - thin)
    cap, why = min(_cap(a, b, pairs, matched_a, matched_b), _script_cap(a, b))
    keep = _KEEPS.get(cap, 1.0)
    if cap == _ONE_WORD:
        keep += _long_word(a, pairs)
    cap = min(cap, score * keep)
    if cap < score:
        reasons.append(Reason("rule", cap - score, why))
        score = cap
    if _reordered(pairs) and (a.korean or b.korean):
        order, why = _korean_order(a, b, pairs)
        if order < 0:
            reasons.append(Reason("order", order, why))
            score = max(0.0, score + order)
    head = Reason("words agree", agreed / (total + lost), f"{len(pairs)} of {len(a.words)}/{len(b.words)} words")
    return Comparison(round(max(0.0, min(1.0, score)), 4), (head, *reasons))


def _balance(
    a: Anatomy, b: Anatomy, pairs: list[Pair], matched_a: set[int], matched_b: set[int]
) -> tuple[float, float, float, list[Reason]]:
    """Weigh what agrees and what is left over: the weight of the pairs, what of it agrees, the costs, the reasons."""
    reasons: list[Reason] = []
    total = agreed = 0.0
    for i, j, similarity in pairs:
        left, right = a.words[i], b.words[j]
        weight = max(left.weight, right.weight)
        total += weight
        agreed += weight * similarity
        if similarity < 1.0:
            reasons.append(
                Reason("spelling", -weight * (1 - similarity), f"{left.norm} ≈ {right.norm} ({similarity:.2f})")
            )
    lost = 0.0
    for anatomy, matched in ((a, matched_a), (b, matched_b)):
        for index, word in enumerate(anatomy.words):
            cost = 0.0 if index in matched else cost_left_over(word)
            if cost:
                lost += cost
                reasons.append(Reason("left over", -cost, f"{word.norm} ({word.role.name.lower()}) has no partner"))
    against = _contradiction(a, b, matched_a, matched_b)
    if against:
        lost += against
        reasons.append(Reason("contradiction", -against, "both names have a word that the other has not"))
    return total, agreed, lost, reasons


def _thin(a: Anatomy, b: Anatomy, pairs: list[Pair], lost: float) -> float:
    """What is missing to an agreement that carries a person's name: two words, rare on the list and closely alike.

    Where all words agree closely nothing is missing, however common they are.
    """
    if not a.person or a.korean or b.korean:
        return 0.0
    carried = 0.0
    loose = lost > _LITTLE_LOST
    for i, j, similarity in pairs:
        left, right = a.words[i], b.words[j]
        if left.light or right.light:
            continue
        initial = Role.INITIAL in {left.role, right.role}
        closeness = max(0.0, 1.0 - (1.0 - similarity) / _NO_EVIDENCE) if not initial else _INITIAL_EVIDENCE
        loose = loose or similarity < _CLOSE
        weight = min(left.weight, right.weight)
        carried += (_SERVES * weight if left.norm in _SERVANTS else weight) * closeness
    return max(0.0, _CARRIES - carried) if loose else 0.0


def _contained(a: Anatomy, b: Anatomy, pairs: list[Pair], matched: tuple[set[int], set[int]]) -> float:
    """Two words or more of a person's name that are the whole of one name and part of the other.

    Lists and newspapers leave out fathers, clans and tribes. Words that many listed people have do not carry this.
    """
    if not a.person or a.korean or b.korean:
        return 0.0
    content = [pair for pair in pairs if not a.words[pair[0]].light and not b.words[pair[1]].light]
    left = [
        [k for k, w in enumerate(x.words) if k not in m and not w.light] for x, m in zip((a, b), matched, strict=True)
    ]
    if len(content) < 2 or all(left) or max(map(len, left)) > _CONTAINED_MOST:  # noqa: PLR2004
        return 0.0
    if any(Role.INITIAL in {a.words[i].role, b.words[j].role} for i, j, _ in content):
        return 0.0
    carried = sum(
        min(a.words[i].weight, b.words[j].weight) * similarity * (_SERVES if a.words[i].norm in _SERVANTS else 1.0)
        for i, j, similarity in content
    )
    if min(s for _, _, s in content) < _CONTAINED_ALIKE:
        return 0.0
    further = max(0, max(map(len, left)) - _CONTAINED_FREE)
    return max(0.0, _CONTAINED - _MORE_LEFT * further - _CONTAINED_FALL * max(0.0, _CONTAINED_LEAST - carried))


def _chain_turned(a: Anatomy, b: Anatomy, pairs: list[Pair]) -> bool:
    """Say whether both names are chains of descent ("A bin B") whose first two words change places."""
    if not all(any(word.norm in _DESCENT for word in x.words) and len(x.content) > 1 for x in (a, b)):
        return False
    (a1, a2), (b1, b2) = ([k for k, w in enumerate(x.words) if not w.light][:2] for x in (a, b))
    if a2 - a1 < 2 or b2 - b1 < 2:  # noqa: PLR2004  (no "bin" between them)
        return False
    partner = {i: j for i, j, _ in pairs}
    return partner.get(a1) == b2 and partner.get(a2) == b1


def cost_left_over(word: Word) -> float:
    """Return what a word without a partner costs."""
    return word.weight * _LEFT_OVER[word.role]


def most_that_it_can_score(a: Anatomy, b: Anatomy, likeness_a: list[float], likeness_b: list[float]) -> float:
    """Return a score that two names can hardly exceed, without comparing them.

    Args:
        a: one name.
        b: the other.
        likeness_a: for each content word of a, the most that any word of b is like it (0: none).
        likeness_b: the same for b.

    """
    left, right = a.content, b.content
    heaviest = max([word.weight for word in right])
    total = agreed = lost = 0.0
    left_a = left_b = 0
    loose_a: list[float] = []
    loose_b: list[float] = []
    for word, likeness in zip(left, likeness_a, strict=True):
        if likeness:
            weight = max(word.weight, heaviest)
            total += weight
            agreed += weight * likeness
        else:
            lost += cost_left_over(word)
            left_a += 1
            if word.role in _NAMING:
                loose_a.append(word.weight)
    for word, likeness in zip(right, likeness_b, strict=True):
        if not likeness:
            lost += cost_left_over(word)
            left_b += 1
            if word.role in _NAMING:
                loose_b.append(word.weight)
    if a.person and not (left_a and left_b) and max(left_a, left_b) <= _CONTAINED_MOST:
        return 1.0
    loose_a.sort()
    loose_b.sort()
    for k in range(min(len(loose_a), len(loose_b))):
        lost += _CONTRADICTS * min(loose_a[k], loose_b[k])
    return agreed / (total + lost) if total else 0.0


def _contradiction(a: Anatomy, b: Anatomy, matched_a: set[int], matched_b: set[int]) -> float:
    """A word left out is common; a word in place of another speaks for two parties. Returns the further cost."""
    left, right = (_left(x, matched, *_NAMING) for x, matched in ((a, matched_a), (b, matched_b)))
    pairs = zip(sorted(word.weight for word in left), sorted(word.weight for word in right), strict=False)
    return sum(_CONTRADICTS * min(one, other) for one, other in pairs)


def _script_cap(a: Anatomy, b: Anatomy) -> tuple[float, str]:
    """Two romanisations of different writings prove little; Chinese characters are read otherwise in Korean."""
    if a.script == b.script:
        return 1.0, ""
    if "Latn" not in {a.script, b.script}:
        return _ACROSS, f"written in {a.script} and in {b.script}"
    romanised = b if a.script == "Hani" else a
    if "Hani" in {a.script, b.script} and romanised.korean:
        return _ACROSS, "Chinese characters against a romanised Korean name"
    return 1.0, ""


def _cap(a: Anatomy, b: Anatomy, pairs: list[Pair], matched_a: set[int], matched_b: set[int]) -> tuple[float, str]:
    """Return the highest score that the rules allow."""
    content_pairs = [pair for pair in pairs if not (a.words[pair[0]].light and b.words[pair[1]].light)]
    fewest = min(len(a.content), len(b.content))
    if (a.korean or b.korean) and a.person:
        loose = [w for k, w in enumerate(a.words) if k not in matched_a and not w.light]
        loose += [w for k, w in enumerate(b.words) if k not in matched_b and not w.light]
        if loose:
            return _SYLLABLE_LOST, "a syllable of a Korean name has no partner"
        if fewest <= 2 and any(similarity < 1.0 for _, _, similarity in pairs):  # noqa: PLR2004
            return 0.7, "a Korean name of two syllables must agree letter by letter"
    if a.person and len(content_pairs) < 2 <= max(len(a.content), len(b.content)):  # noqa: PLR2004
        return _ONE_WORD, "only one word of a person's name agrees"
    if a.person and _initials_carry(a, b, content_pairs):
        return 0.5, "one word agrees loosely, and the other is an initial"
    if fewest > len(content_pairs) and a.person and _family_lost(a, matched_a) and _family_lost(b, matched_b):
        return 0.6, "the family names differ"
    if not a.person and (_left(a, matched_a, Role.NUMBER) or _left(b, matched_b, Role.NUMBER)):
        return 0.7, "the numbers in the names differ"
    if not a.person and _left(a, matched_a, Role.PLACE) and _left(b, matched_b, Role.PLACE):
        return 0.7, "the places in the names differ"
    patronymics = [_left(x, matched, Role.PATRONYMIC) for x, matched in ((a, matched_a), (b, matched_b))]
    if a.person and all(patronymics):
        return 0.7, "the patronymics differ"
    return 1.0, ""


def _initials_carry(a: Anatomy, b: Anatomy, pairs: list[Pair]) -> bool:
    """Say whether a match rests on initials and on one word that is not closely alike."""
    whole = [pair for pair in pairs if Role.INITIAL not in {a.words[pair[0]].role, b.words[pair[1]].role}]
    return len(whole) == 1 < len(pairs) and whole[0][2] < _SURNAME


def _long_word(a: Anatomy, pairs: list[Pair]) -> float:
    """Return what the longest word that agrees adds: long ones are not shared by chance ("Makaburi", "Ali")."""
    longest = max([len(a.words[i].norm) for i, _, similarity in pairs if similarity >= _SURNAME], default=0)
    return min(_LONG_MOST, _LONG_LETTER * max(0, longest - _LONG_FROM))


def _left(anatomy: Anatomy, matched: set[int], *roles: Role) -> list[Word]:
    return [word for k, word in enumerate(anatomy.words) if k not in matched and word.role in roles]


def _family_lost(anatomy: Anatomy, matched: set[int]) -> bool:
    families = [k for k, word in enumerate(anatomy.words) if word.role is Role.FAMILY]
    if not families:
        content = [k for k, word in enumerate(anatomy.words) if not word.light]
        families = content[-1:]
    return not any(k in matched for k in families)


def _reordered(pairs: list[Pair]) -> bool:
    order = [j for _, j, _ in pairs]
    return order != sorted(order)


def _korean_order(a: Anatomy, b: Anatomy, pairs: list[Pair]) -> tuple[float, str]:
    """Given-name syllables keep their order; only the family name may move from one end to the other."""
    given = [(i, j) for i, j, _ in pairs if Role.FAMILY not in {a.words[i].role, b.words[j].role}]
    order = [j for _, j in given]
    if order != sorted(order):
        return -0.4, "the syllables of a Korean given name stand in another order"
    return 0.0, ""
