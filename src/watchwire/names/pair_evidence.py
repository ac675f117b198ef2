"""What two names show of being one party's, as numbers that a model weighs (`data/pair_weights.tsv`).

Every feature has a name that the reasons shown to a reader repeat; the table says what each means. None depends on
which of the two names comes first.
"""

from itertools import pairwise
from typing import Final

from watchwire.names.acronyms import ACRONYM, SHORTEST
from watchwire.names.anatomy import Anatomy, Role, Word
from watchwire.names.classes import commonness, commonness_unvowelled, generation_of, honorifics
from watchwire.names.forms import are_other_forms
from watchwire.names.pairing import SAME_MEANING, SERVANTS, Pair, Pairing, same_meaning
from watchwire.names.pinyin import is_chinese
from watchwire.names.similarity import TYPED, are_strangers, equivalents, letters_apart

Features = dict[str, float]
_FOLDED: Final = 0.969
LOOSE: Final = 0.9
ACROSS: Final = 0.95
_SERVES: Final = 0.5
_TRANSLATED: Final = 0.45
_GIVEN: Final = 0.8
_INITIAL: Final = 0.3
MOST_FURTHER: Final = 2.0
_DESCENT: Final = frozenset({"bin", "ibn", "ben", "bint"})
_EDITS_LEAST: Final = (3, 4)
_TWO_EDITS_LEAST: Final = (5, 6)
"""How long words must be that differ by one letter, and by two, to be nearly the same: of bodies, of people."""
_LONG_FROM: Final = 6
_BOUND: Final = SERVANTS | frozenset({"abu", "abou", "abi", "umm", "oum"})
"""Words that make one name with the next ("Abdul Aziz", "Abu Ali")."""
_MOST_RESPECT: Final = 2
_RESPELT: Final = 0.08
_MOST_LETTERS: Final = 2
LONG_MOST: Final = 6
_LEFT: Final = {
    Role.NAME: "further name",
    Role.FAMILY: "further family name",
    Role.GIVEN: "further given name",
    Role.PATRONYMIC: "further patronymic",
    Role.INITIAL: "further initial",
    Role.COMMON: "further common word",
    Role.PLACE: "further place",
    Role.NUMBER: "further number",
}


def group_of(a: Anatomy, b: Anatomy) -> str:
    """Return the group of weights for two names: person, syllabic, body."""
    if not a.person:
        return "body"
    return "syllabic" if a.korean or b.korean else "person"


def of_pair(a: Anatomy, b: Anatomy, pairing: Pairing) -> Features:
    """Return what two names show."""
    content = [pair for pair in pairing.pairs if not (a.words[pair[0]].light or b.words[pair[1]].light)]
    left_a = [w for k, w in enumerate(a.words) if k not in pairing.matched_a and _is_left(w)]
    left_b = [w for k, w in enumerate(b.words) if k not in pairing.matched_b and _is_left(w)]
    found = _agreement(a, b, content)
    if pairing.acronym:
        found["acronym"] = 1.0
        found["acronym of more letters"] = float(min(_MOST_LETTERS, max(0, len(pairing.acronym) - SHORTEST)))
    _left_over(found, left_a, left_b, group_of(a, b) == "person")
    if "nearly the same word" in found and is_chinese(a) and is_chinese(b):
        del found["nearly the same word"]  # there is no third way between one syllable and another
    if a.script != b.script:
        found.pop("nearly the same word", None)  # no letter is mistyped for one of another writing
    if pairing.apart:
        found["written apart"] = float(pairing.apart)
    if not a.person:
        _body(found, a, b, pairing)
    else:
        _person(found, a, b, content, (left_a, left_b))
    order = [j for _, j, _ in pairing.pairs]
    if order != sorted(order):
        found["family name first" if _turned(order) else "other order"] = 1.0
    return {name: value for name, value in found.items() if value}


def _is_left(word: Word) -> bool:
    """Say whether a word without a partner is missing in the other name: an acronym says again what the others say."""
    return not word.light and word.role is not Role.ACRONYM


def _turned(order: list[int]) -> bool:
    """Say whether words keep their order but for some that moved from one end to the other, as family names do."""
    return sum(second < first for first, second in pairwise(order)) == 1 and order[-1] < order[0]


def _agreement(a: Anatomy, b: Anatomy, content: list[Pair]) -> Features:
    if not content:
        return {"nothing agrees": 1.0}
    across = a.script != b.script
    says: list[float] = []
    found: Features = {}
    initials = typed = loose = respelt = 0
    unlike = 0.0
    for i, j, similarity in content:
        left, right = a.words[i], b.words[j]
        if similarity == ACRONYM and not a.person:
            continue
        initial = (left.initial or right.initial) and left.norm != right.norm
        translated = similarity == SAME_MEANING and not a.person and same_meaning(left.norm, right.norm)
        says.append(_says(left, right, translated) * (_INITIAL if initial else 1.0))
        if translated:
            found["translated word"] = found.get("translated word", 0.0) + 1.0
        elif initial:
            initials += 1
        elif similarity == TYPED:
            typed += 1
        elif not (across and similarity >= ACROSS):
            unlike += 1.0 - similarity
            loose += similarity < LOOSE
            respelt += similarity < _FOLDED
    says.sort(reverse=True)
    found["information"] = says[0] if says else 0.0
    found["second word"] = says[1] if len(says) > 1 else 0.0
    found["further words"] = min(MOST_FURTHER, sum(says[2:]))
    found["one word"] = float(len(says) == 1)
    found["letter by letter"] = float(
        bool(says) and not (initials or typed or respelt or "translated word" in found) and unlike < 1.0 - _FOLDED
    )
    found["unlike"] = unlike
    found["loose word"] = float(loose)
    found["respelt"] = float(respelt)
    found["typing error"] = float(typed)
    found["no word closely alike"] = float(loose + typed + initials == len(content))
    found["initial"] = float(initials > 0)
    found["initial and loose word"] = float(initials and (loose or typed))
    found["two foreign writings"] = float(across and "Latn" not in {a.script, b.script})
    return found


def _says(left: Word, right: Word, translated: bool = False) -> float:
    """Return how much two words that agree say: rare ones more, given names and "servant" less."""
    weight = min(left.weight, right.weight, _TRANSLATED if translated else left.weight)
    if left.norm in SERVANTS:
        return _SERVES * weight
    return _GIVEN * weight if left.norm in equivalents() and right.norm in equivalents() else weight


def names_somebody(word: Word, person: bool) -> bool:
    """Say whether a word without a partner is part of what its bearer is called, and not only a word of respect."""
    return word.names and not (person and word.norm in honorifics())


def _left_over(found: Features, left_a: list[Word], left_b: list[Word], person: bool) -> None:
    """Add what has no partner: on one side a further word, on both sides a contradiction."""
    if not left_a and not left_b:
        found["nothing left over"] = 1.0
        return
    naming_a = [word for word in left_a if names_somebody(word, person)]
    naming_b = [word for word in left_b if names_somebody(word, person)]
    both = min(len(naming_a), len(naming_b))
    if both:
        found["another word"] = float(both)
        if nearly_the_same([word.norm for word in naming_a], [word.norm for word in naming_b], person):
            found["nearly the same word"] = 1.0
    else:
        found["part of the other"] = float(bool(naming_a) != bool(naming_b))
    longer = naming_a if len(naming_a) > len(naming_b) else naming_b
    further = sorted(longer, key=lambda word: (word.weight, word.norm))[: abs(len(naming_a) - len(naming_b))]
    others = [word for word in (*left_a, *left_b) if not word.names]
    if person:
        respect = sum(word.names and not names_somebody(word, person) for word in (*left_a, *left_b))
        found["further honorific"] = float(min(_MOST_RESPECT, respect))
    for word in (*further, *others):
        name = _LEFT[word.role]
        # A branch is told by one place, and a longer name of the same body may have several ("of Iraq and Syria").
        found[name] = 1.0 if word.role is Role.PLACE else found.get(name, 0.0) + 1.0
    for role, name in ((Role.PATRONYMIC, "another patronymic"), (Role.NUMBER, "another number"),
                       (Role.PLACE, "another place"), (Role.COMMON, "another common word"),
                       (Role.INITIAL, "another initial")):  # fmt: skip
        if any(w.role is role for w in left_a) and any(w.role is role for w in left_b):
            found[name] = 1.0


_LETTERS: dict[str, int] = {}
_LETTERS_HELD: Final = 1 << 16


def _letters_of(norm: str) -> int:
    """Return which letters a word has, as bits. Cached."""
    found = _LETTERS.get(norm)
    if found is None:
        if len(_LETTERS) >= _LETTERS_HELD:
            _LETTERS.clear()
        found = 0
        for letter in norm:
            found |= 1 << (ord(letter) & 63)
        _LETTERS[norm] = found
    return found


def nearly_the_same(left: list[str], right: list[str], person: bool = False) -> bool:
    """Say whether two words without partners differ by few letters for their length.

    Given names that only look alike (Maria, Mario) are not nearly the same.
    """
    one_edit, two_edits = _EDITS_LEAST[person], _TWO_EDITS_LEAST[person]
    for a in left:
        for b in right:
            longer = max(len(a), len(b))
            most = 0 if longer < one_edit else 1 if longer < two_edits else 2
            if not most or longer - min(len(a), len(b)) > most:
                continue
            if (_letters_of(a) ^ _letters_of(b)).bit_count() > 2 * most:
                continue  # an edit changes two letters at most
            if (
                a.isalpha()
                and b.isalpha()
                and letters_apart(a, b, most) <= most
                and not (person and are_strangers(a, b))
            ):
                return True
    return False


def _person(found: Features, a: Anatomy, b: Anatomy, content: list[Pair], left: tuple[list[Word], list[Word]]) -> None:
    if not (a.korean or b.korean) and content:
        found["common among people"], found["common beside"] = _common_among_people(a, b, content)
        found["first and last"] = float(bool(left[0]) != bool(left[1]) and _ends_agree(a, b, content))
        telling = len(content) - sum(a.words[i].norm in _BOUND or b.words[j].norm in _BOUND for i, j, _ in content)
        if len(content) > 1 >= telling:
            found["one name in two words"] = 1.0
            found["all of a name of one word"] = float(_names_in_shorter(a, b) <= 1 and bool(left[0] or left[1]))
        found["read without vowels"] = float(sum(bool(a.words[i].raw) != bool(b.words[j].raw) for i, j, _ in content))
        if a.script != b.script:
            found["loose word, other writing"] = float(sum(s < ACROSS for _, _, s in content))
    if len(content) == 1:
        # "Abdul Samad" is one name and "A. Kabir" one and a letter, against the further names of "Abdulsamad Yaman".
        found["all of a name of one word"] = float(_names_in_shorter(a, b) <= 1 and bool(left[0] or left[1]))
        length = max(min(len(a.words[i].norm), len(b.words[j].norm)) for i, j, _ in content)
        found["one long word"] = float(min(LONG_MOST, max(0, length - _LONG_FROM)))
        found["half a name"] = float(bool(left[0] or left[1]))
        respelt = found["unlike"] > _RESPELT or found["typing error"] > 0
        found["half a name, respelt"] = found["half a name"] * float(respelt)
        found["half a name, common"] = found["half a name"] * found.get("common among people", 0.0)
        found["half a name, other writing"] = float(a.script != b.script and bool(left[0] or left[1]))
    if a.korean or b.korean:
        _syllables(found, a, b, content, left)
    else:
        if _family_lost(a, content, 0) and _family_lost(b, content, 1):
            found["another family name"] = 1.0
            found["half a name, another family"] = found.get("half a name", 0.0)
        if left[0] and left[1] and a.content[0] is left[0][0] and b.content[0] is left[1][0]:
            found["another first word"] = 1.0
    if content and all(_is_respect(a.words[i]) and _is_respect(b.words[j]) for i, j, _ in content):
        found["only words of respect"] = 1.0
    if _chain_turned(a, b, content):
        found["son and father change places"] = 1.0
    said = _generation(a), _generation(b)
    if said[0] != said[1]:
        found["another generation" if all(said) else "generation not said"] = 1.0


def _is_respect(word: Word) -> bool:
    return word.norm in honorifics()


def _names_in_shorter(a: Anatomy, b: Anatomy) -> int:
    """Return how many names the shorter of two has, without letters and the words that make one with the next."""
    return min([sum([word.norm not in _BOUND and not word.initial for word in x.content]) for x in (a, b)])


def _common_among_people(a: Anatomy, b: Anatomy, content: list[Pair]) -> tuple[float, float]:
    """Return how common the word is among people that says the most; of several that say as much, the rarest.

    And how common the rarest of the others is.
    """
    words = [(a.words[i], b.words[j]) for i, j, _ in content]
    ranked = sorted([(-_says(left, right), max(_commonness(left), _commonness(right))) for left, right in words])
    return ranked[0][1], min([common for _, common in ranked[1:]], default=0.0)


def _commonness(word: Word) -> float:
    return commonness_unvowelled(word.raw) if word.raw else commonness(word.norm)


def _ends_agree(a: Anatomy, b: Anatomy, content: list[Pair]) -> bool:
    """Say whether the first words of two names agree, and the last: what is left over stands between."""
    if len(content) < 2 or not (a.content and b.content):  # noqa: PLR2004
        return False
    if _leads(a) or _leads(b):
        return False
    first, last = content[0], content[-1]
    return (
        a.words[first[0]] is a.content[0]
        and b.words[first[1]] is b.content[0]
        and a.words[last[0]] is a.content[-1]
        and b.words[last[1]] is b.content[-1]
    )


def _leads(anatomy: Anatomy) -> bool:
    """Say whether the family name is known to lead ("OKOYE, Ben"): its place in the order is the last."""
    return anatomy.content[0].role is Role.FAMILY and anatomy.content[-1].role is not Role.FAMILY


def _generation(anatomy: Anatomy) -> int:
    places = [k for k, word in enumerate(anatomy.words) if word.role is Role.GENERATION]
    if not places:
        return 0
    norms = [word.norm for word in anatomy.words]
    return max([generation_of(norms, k) for k in places])


def _syllables(
    found: Features, a: Anatomy, b: Anatomy, content: list[Pair], left: tuple[list[Word], list[Word]]
) -> None:
    """Every syllable of a Korean name must agree; those of the given name keep their order."""
    found["other writing"] = float(a.script != b.script)
    if "Hani" in {a.script, b.script} and a.script != b.script:
        # What characters sound like in Chinese tells nothing where it is not the very syllable.
        found["read otherwise"] = float(sum(similarity < ACROSS for _, _, similarity in content))
    found["syllables lost"] = float(max(len(left[0]), len(left[1])))
    if min(len(a.content), len(b.content)) <= 2 and "written apart" not in found:  # noqa: PLR2004
        found["two syllables"] = 1.0
        found["two syllables, respelt"] = float(any(similarity < 1.0 for _, _, similarity in content))
    given = [j for i, j, _ in content if Role.FAMILY not in {a.words[i].role, b.words[j].role}]
    if given != sorted(given):
        found["given syllables in another order"] = 1.0
    if "Hani" in {a.script, b.script} and a.script != b.script and (a if b.script == "Hani" else b).korean:
        found["Chinese characters, Korean name"] = 1.0
    if a.characters and b.characters and sorted(a.characters) != sorted(b.characters):
        found["another character"] = 1.0


def _body(found: Features, a: Anatomy, b: Anatomy, pairing: Pairing) -> None:
    roles = [(a.words[i].role, b.words[j].role, s) for i, j, s in pairing.pairs]
    names = [
        j
        for i, j, _ in pairing.pairs
        if Role.NAME in {a.words[i].role, b.words[j].role}
        and (a.words[i].norm == b.words[j].norm or not same_meaning(a.words[i].norm, b.words[j].norm))
    ]
    respelt = any(a.words[i].norm != b.words[j].norm for i, j, _ in pairing.pairs if not a.words[i].light)
    found["no name of its own agrees"] = float(not names)
    found["translated, no name of its own"] = float(not names and respelt)
    found["numbers agree"] = float(any(one is other is Role.NUMBER for one, other, _ in roles))
    found["forms agree"] = float(any(one is other is Role.FORM and s == 1.0 for one, other, s in roles))
    forms = [{word.norm for word in x.words if word.form} for x in (a, b)]
    found["another legal form"] = float(are_other_forms(forms[0], forms[1]))
    shorter = min(len(a.content), len(b.content))
    found["one word of many"] = float(shorter == 1 and max(len(a.content), len(b.content)) > 1)


def _family_lost(anatomy: Anatomy, content: list[Pair], side: int) -> bool:
    families = [k for k, word in enumerate(anatomy.words) if word.role is Role.FAMILY]
    if not families:
        families = [k for k, word in enumerate(anatomy.words) if not word.light][-1:]
    return not any(pair[side] in families for pair in content)


def _chain_turned(a: Anatomy, b: Anatomy, pairs: list[Pair]) -> bool:
    """Say whether both names are chains of descent ("A bin B") whose first two words change places."""
    if not all(any(word.norm in _DESCENT for word in x.words) and len(x.content) > 1 for x in (a, b)):
        return False
    (a1, a2), (b1, b2) = ([k for k, w in enumerate(x.words) if not w.light][:2] for x in (a, b))
    if a2 - a1 < 2 or b2 - b1 < 2:  # noqa: PLR2004  (no "bin" between them)
        return False
    partner = {i: j for i, j, _ in pairs}
    return partner.get(a1) == b2 and partner.get(a2) == b1
