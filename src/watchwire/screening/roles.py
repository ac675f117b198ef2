"""What a text calls a person, and what a list calls him: classes of roles that the two can share.

The words and patterns are data (`data/occupations.yaml`): roles of listed kinds of people, and private occupations,
which speak for somebody else of the same name.
"""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Final

from watchwire.geography import WITHOUT_BLANKS, country_words, land_of_word, lands_within
from watchwire.model import Party
from watchwire.scripts import script_of
from watchwire.tables import read_yaml

_WORDS: Final = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*")
_PARTS: Final = re.compile(r"[;,]\s")
_BODY_AFTER: Final = re.compile(r"[’']?s? [A-Z]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_STARRED: Final = re.compile(r"([^\W\d_]+)\*")
_ENDING_MOST: Final = 4
_ENDING: Final = rf"[^\W\d_]{{0,{_ENDING_MOST}}}"
_ARABIC_ARTICLE: Final = "ال"
_BINDING: Final = ("ی", "ي")
"""The vowel that binds a Persian word to the next."""
_BUCKET: Final = 3
_ROLE_LETTERS: Final = 3
"""Words of more letters than this in roles of other languages are no part of the name beside them."""
HIGH: Final = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister", "governor"}
)
"""Offices whose bearers the news calls by their family name alone."""


@cache
def _table() -> dict[str, object]:
    content: dict[str, object] = read_yaml("watchwire.screening", "occupations.yaml")
    return content


def _flat(content: object) -> list[str]:
    """Return the words of a list, or of lists by language."""
    if isinstance(content, dict):
        return [word for part in content.values() for word in _flat(part)]
    return [str(word).casefold() for word in content] if isinstance(content, list) else []


@cache
def public_roles() -> dict[str, str]:
    """Roles of people who may be listed: each phrase with its class; `*` at a word's end stands for an ending."""
    table = _table()["public"]
    assert isinstance(table, dict)  # noqa: S101
    found: dict[str, str] = {}
    for role, phrases in table.items():
        for phrase in _flat(phrases):
            found.setdefault(phrase, role)
    return found


@cache
def english_roles() -> frozenset[str]:
    """Those of them that are English."""
    table = _table()["public"]
    assert isinstance(table, dict)  # noqa: S101
    return frozenset(phrase for phrases in table.values() for phrase in _flat(phrases["en"]))


@lru_cache(maxsize=1 << 14)
def is_role_word(word: str) -> bool:
    """Say whether a word of a text is a public role, in any of its cases, or a word of one in another language."""
    small = word.casefold()
    whole, stems = _role_words()
    if small in public_roles() or small in whole:
        return True
    return any(
        small.startswith(stem) and len(small) <= len(stem) + _ENDING_MOST for stem in stems.get(small[:_BUCKET], ())
    )


@cache
def _role_words() -> tuple[frozenset[str], dict[str, list[str]]]:
    """Return the longer words of roles in other languages: whole ones, and stems by what they begin with."""
    phrases = public_roles().keys() - english_roles()
    words = {word for phrase in phrases for word in phrase.split() if len(word) > _ROLE_LETTERS}
    stems: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if word.endswith("*"):
            stems[word[:_BUCKET]].append(word[:-1])
    return frozenset(words), stems


def _as_pattern(phrase: str) -> str:
    """Return a pattern of a phrase: with its endings, and the vowel that binds a Persian word to the next."""
    return re.escape(phrase).replace(r"\*", _ENDING) + ("[يی]?" if script_of(phrase) == "Arab" else "")


@cache
def private_roles() -> frozenset[str]:
    """Occupations that speak for somebody else."""
    return frozenset(_flat(_table()["private"]))


@cache
def _position_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = _table()["position_classes"]
    assert isinstance(rows, list)  # noqa: S101
    return tuple((re.compile(pattern, re.IGNORECASE), role) for role, pattern in rows)


@lru_cache(maxsize=1 << 14)
def classes_of_position(position: str) -> frozenset[str]:
    """Return the classes of role that a list's position names: of each part the first pattern that fits.

    "Leader of the Revolution, Supreme Commander of Armed Forces" are two.
    """
    found = set[str]()
    for part in _PARTS.split(position):
        found.update(next(([role] for pattern, role in _position_patterns() if pattern.search(part)), ()))
    return frozenset(found)


def holds_high_office(party: Party) -> bool:
    """Say whether a list gives a party an office that the news calls by the family name alone."""
    return any(HIGH & classes_of_position(position) for position in party.positions)


@cache
def _armed_groups() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = _table()["armed_group"]
    assert isinstance(table, dict)  # noqa: S101
    after, kind, body = ("|".join(map(re.escape, _flat(table[key]))) for key in ("after", "kind", "body"))
    named = "|".join(map(re.escape, _flat(table["named"])))
    among = rf"(?:(?:{named})\s(?:[^.;:()]{{0,45}}(?:,|\band|\bor)\s)?)?"  # “terrorist groups *such as X, Y and* Z”
    return re.compile(rf"(?:{kind})\s(?:{body})['’”\"]?,?\s{among}(?:the\s)?$"), re.compile(
        rf"\s(?:(?:{kind})\s)?(?:{after})\b"
    )


def is_called_an_armed_group(left: str, right: str) -> bool:
    """Say whether a text calls a body an armed group ("the terrorist group X", "groups such as X", "X militants")."""
    before, after = _armed_groups()
    return bool(before.search(left)) or bool(after.match(right))


@cache
def _without_blanks() -> re.Pattern[str]:
    phrases = sorted({*public_roles(), *private_roles()}, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(re.escape(phrase) for phrase in phrases if script_of(phrase) in WITHOUT_BLANKS))


@lru_cache(maxsize=1 << 14)
def _class_of(phrase: str) -> str:
    """Return the class of a phrase as it stands in a text, "private" for an occupation."""
    small = phrase.casefold()
    for form in (small, small[:-1]) if script_of(small) == "Arab" else (small,):
        if form in public_roles() or form in private_roles():
            return public_roles().get(form, "private")
    return next((role for pattern, role in _with_endings() if pattern.fullmatch(small)), "private")


@cache
def _with_endings() -> tuple[tuple[re.Pattern[str], str], ...]:
    starred = sorted((phrase for phrase in public_roles() if "*" in phrase), key=lambda phrase: (-len(phrase), phrase))
    return tuple((re.compile(_as_pattern(phrase)), public_roles()[phrase]) for phrase in starred)


@cache
def _by_first_word() -> tuple[dict[str, list[str]], dict[str, list[tuple[str, str]]]]:
    """Return the roles by their first word, and those whose first word has endings by what it begins with."""
    whole: dict[str, list[str]] = defaultdict(list)
    starred: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for phrase in sorted({*public_roles(), *private_roles()}, key=lambda phrase: (-len(phrase), phrase)):
        first = _LETTERS.match(phrase)
        stem = _STARRED.match(phrase)
        if stem is not None:
            starred[stem[1][:_BUCKET]].append((stem[1], phrase))
        elif first is not None and script_of(phrase) not in WITHOUT_BLANKS:
            whole[first[0]].append(phrase)
    return whole, starred


@lru_cache(maxsize=1 << 15)
def _roles_from(word: str) -> re.Pattern[str] | None:
    """Return a pattern of the roles that may begin with a word, in small letters; None where there are none.

    All roles tried at every word would cost more than the rest of what is read around a name.
    """
    whole, starred = _by_first_word()
    phrases = list(whole.get(word, ()))
    if word[-1:] in _BINDING:
        phrases += whole.get(word[:-1], ())
    phrases += [phrase for stem, phrase in starred.get(word[:_BUCKET], ()) if word.startswith(stem)]
    if not phrases:
        return None
    phrases.sort(key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?:{'|'.join(map(_as_pattern, phrases))})(?![^\W_])", re.IGNORECASE)


def _of_a_body(stretch: str, phrase: re.Match[str]) -> bool:
    """Say whether an occupation is only the first word of a body's name ("the *Workers'* Party of Korea")."""
    return phrase[0][:1].isupper() and phrase[0][-1:] == "s" and _BODY_AFTER.match(stretch, phrase.end()) is not None


@lru_cache(maxsize=1 << 14)
def roles_in(stretch: str) -> tuple[tuple[int, int, str], ...]:
    """Return the roles that a stretch of text names: begin, end, class; "private" for an occupation."""
    if script_of(stretch) in WITHOUT_BLANKS:
        return tuple((found.start(), found.end(), _class_of(found[0])) for found in _without_blanks().finditer(stretch))
    found: list[tuple[int, int, str]] = []
    past = 0
    for letters in _LETTERS.finditer(stretch):
        small = letters[0].casefold()
        begin = letters.start()
        pattern = _roles_from(small)
        if pattern is None and small.startswith(_ARABIC_ARTICLE):
            pattern, begin = _roles_from(small[len(_ARABIC_ARTICLE) :]), begin + len(_ARABIC_ARTICLE)
        if pattern is not None and begin >= past:
            phrase = pattern.match(stretch, begin)
            if phrase is not None:
                past = phrase.end()
                kind = _class_of(phrase[0])
                if kind != "private" or not _of_a_body(stretch, phrase):
                    found.append((phrase.start(), past, kind))
    return tuple(found)


@cache
def _cues() -> frozenset[str]:
    """The words by which a role or a country is seen at a glance: the last word of each, as roles are written small."""
    last = [phrase.split()[-1] for phrase in public_roles()]
    named = [word.split()[-1] for word in country_words()]
    return frozenset([*last, *(word.capitalize() for word in last), *named])


def role_or_country(stretch: str) -> bool:
    """Say whether a stretch of text seems to name a public role or a country: a glance, for what is then weighed."""
    words = _WORDS.findall(stretch)
    if not _cues().isdisjoint(words):
        return True
    return any(land_of_word(word) or lands_within(word) or is_role_word(word) for word in words if not word.isascii())
