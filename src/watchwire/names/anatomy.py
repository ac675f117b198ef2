"""A name taken apart: its words with what each is and how much it counts."""

import math
from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache
from typing import Final

from watchwire.model import PartyKind
from watchwire.names.classes import (
    country_tokens,
    generation_of,
    is_patronymic,
    looks_korean,
    organisation_words,
    particles,
    titles,
    vessel_prefixes,
)
from watchwire.names.forms import forms_in
from watchwire.names.tokens import Token, figure_of, letter_runs, tokenize
from watchwire.scripts import script_of


class Role(IntEnum):
    """What a word does in a name."""

    NAME = 0
    FAMILY = 1
    GIVEN = 2
    PATRONYMIC = 3
    PARTICLE = 4
    TITLE = 5
    FORM = 6
    NUMBER = 7
    COMMON = 8
    INITIAL = 9
    PLACE = 10
    GENERATION = 11
    ACRONYM = 12


_WEIGHT: Final = {
    Role.NAME: 1.0,
    Role.FAMILY: 1.2,
    Role.GIVEN: 1.0,
    Role.PATRONYMIC: 0.35,
    Role.PARTICLE: 0.08,
    Role.TITLE: 0.0,
    Role.FORM: 0.12,
    Role.NUMBER: 0.9,
    Role.COMMON: 0.45,
    Role.INITIAL: 0.3,
    Role.PLACE: 0.5,
    Role.GENERATION: 0.08,
    Role.ACRONYM: 1.0,
}
_SYLLABIC: Final = frozenset({"Hang", "Hani"})
UNVOWELLED: Final = frozenset({"Arab", "Hebr"})
"""Writings that leave short vowels out: a word's letters are kept, as what they spell is asked of each Latin word."""
LIGHT: Final = frozenset({Role.PARTICLE, Role.TITLE, Role.FORM, Role.GENERATION})
NAMING: Final = frozenset({Role.NAME, Role.FAMILY, Role.GIVEN, Role.COMMON, Role.PLACE})
_FEW: Final = 3
LISTED_LEAST: Final = 500
"""In a list of fewer parties, as one of one's own, a word that two names have is not common for that."""
_CRAFT: Final = frozenset({PartyKind.VESSEL, PartyKind.AIRCRAFT})
_ROMAN: Final = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"})


class Word:
    """One word of a name. Nobody changes a word.

    `light` says that it may be missing without a remark, `names` that it is part of what the bearer is called,
    `initial` and `form` what its role says. `raw` is the word as written where its writing leaves vowels out, else
    empty. (A plain class: those are asked for in the innermost loops.)
    """

    __slots__ = ("end", "form", "initial", "light", "names", "norm", "raw", "role", "start", "weight")

    def __init__(self, norm: str, role: Role, weight: float, start: int = 0, end: int = 0, raw: str = "") -> None:
        self.norm = norm
        self.role = role
        self.weight = weight
        self.start = start
        self.end = end
        self.raw = raw
        self.light = role in LIGHT
        self.names = role in NAMING
        self.initial = role is Role.INITIAL
        self.form = role is Role.FORM

    def __repr__(self) -> str:
        return f"Word({self.norm!r}, {self.role!r}, {self.weight}, {self.start}, {self.end})"


class Anatomy:
    """A name's words, and those of them that count (`content`); `lettered` if one is a letter. Nobody changes it.

    `korean` says that every syllable must agree, as in Korean names and Chinese characters.
    `characters` is the name as written where its characters say more than their sound, as in Chinese; else empty.
    """

    __slots__ = ("characters", "content", "korean", "lettered", "person", "script", "words")

    def __init__(
        self, words: tuple[Word, ...], person: bool, korean: bool, script: str = "Latn", characters: str = ""
    ) -> None:
        self.words = words
        self.person = person
        self.korean = korean
        self.script = script
        self.characters = characters
        self.content = tuple([word for word in words if not word.light])
        self.lettered = any(len(word.norm) == 1 for word in words)


def dissect(
    name: str,
    kind: PartyKind | None,
    given: str | None = None,
    family: str | None = None,
    frequency: Mapping[str, float] | None = None,
) -> Anatomy:
    """Take a name apart.

    Args:
        name: the name in reading order.
        kind: what it names; None when that is not known (then no word is taken for a legal form).
        given: the given names where the list keeps them apart.
        family: the family name likewise.
        frequency: rarity of words from 0 (everywhere) to 1 (unique), which weighs them.

    """
    tokens = tokens_of(name)
    person = kind is PartyKind.PERSON
    if kind is PartyKind.ORGANIZATION:
        tokens, formed = _with_forms_joined(tokens, name)
    else:
        formed = frozenset()
    script = script_of(name)
    unvowelled = script in UNVOWELLED
    korean = person and (script in _SYLLABIC or looks_korean(tuple(token.norm for token in tokens)))
    family = family or (_before_comma(tokens, name) if person and not korean else None)
    roles = _person_roles(tokens, given, family, korean) if person else _body_roles(tokens, kind, formed, name)
    if all(role in LIGHT for role in roles):
        roles = [Role.NAME if role is not Role.TITLE else role for role in roles]
    words = tuple(
        [
            Word(
                token.norm,
                role,
                weight_of(role, None if frequency is None else frequency.get(token.norm, 1.0)),
                token.start,
                token.end,
                token.raw if unvowelled else "",
            )
            for token, role in zip(tokens, roles, strict=True)
        ]
    )
    characters = "".join([token.raw for token in tokens]) if script == "Hani" else ""
    return Anatomy(words, person, korean, script, characters)


@lru_cache(maxsize=4)
def tokens_of(name: str) -> list[Token]:
    """Return a name's words: it is taken apart as a person's and as a body's, one after the other."""
    return tokenize(name)


def weight_of(role: Role, rare: float | None) -> float:
    """Return how much a word counts by what it does and how rare it is, 0 to 1; None where that is not known."""
    weight = _WEIGHT[role]
    if rare is None or role in LIGHT or role is Role.PATRONYMIC:
        return weight
    return weight * (0.6 + 0.6 * rare)


def _person_roles(tokens: list[Token], given: str | None, family: str | None, korean: bool) -> list[Role]:
    family_words = {token.norm for token in tokenize(family)} if family else set()
    given_words = {token.norm for token in tokenize(given)} if given else set()
    norms = [token.norm for token in tokens]
    shaped = [norm for norm in norms if is_patronymic(norm)]
    # "SHOIGU Sergei Kuzhugetovich" ends in a patronymic, "Roman Arkadyevich Abramovich" in a family name.
    lone = shaped[0] if len(shaped) == 1 and len(tokens) > 2 else None  # noqa: PLR2004
    roles: list[Role] = []
    for index, token in enumerate(tokens):
        norm = token.norm
        last = index == len(tokens) - 1
        initial = len(norm) == 1 or (len(token.raw) == 1 and token.capital is not None)  # "Я." is "ya"
        first_initial = index == 0 and initial  # "E. Ivanov", "I Sechin"; "Ortega y Gasset" is another thing
        if not korean and generation_of(norms, index):
            role = Role.GENERATION
        elif norm in particles() and not korean and not first_initial and not (last and len(tokens) <= 2):  # noqa: PLR2004
            role = Role.PARTICLE
        elif norm in titles() and not korean and not last and _names_after(tokens, index) > 1:
            role = Role.TITLE
        elif initial:
            role = Role.INITIAL
        elif korean:
            role = Role.FAMILY if index == _korean_family(tokens) else Role.GIVEN
        elif norm in family_words:
            role = Role.FAMILY
        elif index and is_patronymic(norm) and (norm in given_words or not last or norm == lone):
            role = Role.PATRONYMIC
        elif norm in given_words:
            role = Role.GIVEN
        else:
            role = Role.NAME
        roles.append(role)
    return roles


def _before_comma(tokens: list[Token], name: str) -> str | None:
    """Return the family name that leads before a comma, where a name has one ("OKOYE, Ben")."""
    comma = name.find(",")
    if comma < 0 or name.count(",") > 1:
        return None
    before = [token for token in tokens if token.end <= comma]
    after = [token for token in tokens if token.start > comma]
    led = before and all(token.norm not in titles() for token in before)
    named = (
        any(len(token.norm) > 1 and not generation_of([before[0].norm, token.norm], 1) for token in after)
        if led
        else False
    )
    return name[:comma] if named and len(before) <= _FEW else None


def _names_after(tokens: list[Token], index: int) -> int:
    """Count the words after a place that are neither titles nor particles: a title leaves a whole name behind it."""
    return sum(token.norm not in titles() and token.norm not in particles() for token in tokens[index + 1 :])


def _korean_family(tokens: list[Token]) -> int:
    from watchwire.names.classes import korean_families

    if tokens[0].norm in korean_families():
        if tokens[-1].raw.isupper() and not tokens[0].raw.isupper() and tokens[-1].norm in korean_families():
            return len(tokens) - 1
        return 0
    return len(tokens) - 1


def _with_forms_joined(tokens: list[Token], text: str) -> tuple[list[Token], frozenset[int]]:
    """Make one word of each legal form ("Sp. z o.o."), named by its class; say which words those are."""
    forms = forms_in(tuple([token.norm for token in tokens]), _within_letters(tokens, text))
    if not forms or sum(end - start for start, end, _ in forms) == len(tokens):
        return tokens, frozenset()
    joined: list[Token] = []
    formed: set[int] = set()
    at = 0
    for start, end, name in forms:
        joined.extend(tokens[at:start])
        formed.add(len(joined))
        first, last = tokens[start], tokens[end - 1]
        joined.append(Token(first.raw, first.start, last.end, name, first.capital, first.joined))
        at = end
    joined.extend(tokens[at:])
    return joined, frozenset(formed)


def _within_letters(tokens: list[Token], name: str) -> frozenset[int]:
    """Return the places before which and at which letters stand that are written as one word ("A.S.P.")."""
    return frozenset([k for k in range(1, len(tokens)) if _tight(tokens[k - 1], tokens[k], name)])


def _tight(left: Token, right: Token, name: str) -> bool:
    """Say whether two single letters are written as one word, with no more than a dot, hyphen or the like between."""
    between = right.start - left.end
    letters = len(left.norm) == 1 == len(right.norm)
    return letters and (between == 0 or (between == 1 and not name[left.end].isspace()))


def _letters(tokens: list[Token], name: str) -> set[int]:
    """Return the places of single letters that make a word together: two of them tightly written, or three and more."""
    found: set[int] = set()
    within = _within_letters(tokens, name)
    for start, end in letter_runs([token.norm for token in tokens]):
        for place in range(start, end):
            tight = place in within or place + 1 in within
            if tokens[place].norm.isalpha() and (end - start >= _FEW or tight):
                found.add(place)
    return found


def _body_roles(tokens: list[Token], kind: PartyKind | None, formed: frozenset[int], name: str) -> list[Role]:
    roles: list[Role] = []
    letters = _letters(tokens, name)
    for place, token in enumerate(tokens):
        norm = token.norm
        if place in formed:
            role = Role.FORM
        elif place in letters:
            role = Role.NAME  # the "A" of "A.B.C." is no particle
        elif kind in _CRAFT and roles and norm == "i":
            role = Role.NUMBER  # "STARK I" is not just any Stark
        elif norm in particles() and len(norm) <= _FEW and not (token.joined and place == len(tokens) - 1):
            role = Role.PARTICLE  # but "ISIS-WA" is not just ISIS
        elif kind is PartyKind.VESSEL and not roles and norm in vessel_prefixes() and len(tokens) > 1:
            role = Role.TITLE
        elif norm.isdigit() or figure_of(norm) or (roles and norm in _ROMAN):
            role = Role.NUMBER
        elif _abbreviates(tokens, place, name):
            role = Role.ACRONYM
        elif norm in organisation_words():
            role = Role.COMMON
        elif kind is PartyKind.ORGANIZATION and roles and norm in country_tokens():
            role = Role.PLACE
        else:
            role = Role.NAME
        roles.append(role)
    return roles


def _abbreviates(tokens: list[Token], place: int, name: str) -> bool:
    """Say whether a word in brackets or behind a stroke is made of the first letters before ("Salt Works (SW)")."""
    token = tokens[place]
    if not token.raw.isupper() or not (_in_brackets(token, name) or _behind_stroke(token, name)):
        return False
    words = [before.norm for before in tokens[:place]]
    first = "".join([norm[0] for norm in words])
    telling = "".join([norm[0] for norm in words if norm not in particles()])
    return len(token.norm) > 1 and (first.endswith(token.norm) or telling.endswith(token.norm))


def _in_brackets(token: Token, name: str) -> bool:
    return name[token.start - 1 : token.start] == "(" and name[token.end : token.end + 1] == ")"


def _behind_stroke(token: Token, name: str) -> bool:
    return token.end == len(name) and name[: token.start].rstrip().endswith(("/", " -", " –", ","))


def rarity(count: int, total: int) -> float:
    """Return 1 for a word that one name in the list has, falling to 0 for one that most have."""
    return 1.0 - math.log(max(1, count)) / math.log(max(LISTED_LEAST, total) + 1)
