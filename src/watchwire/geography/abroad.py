"""Countries by the names and adjectives that other languages than English give them.

Names come from Unicode CLDR (`countries_abroad.tsv`), adjectives and cases from our own table
(`adjectives_abroad.yaml`). Words of Cyrillic have their endings, of Arabic and Hebrew their clitics; in writings
without blanks a name may stand anywhere in a run of letters.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from watchwire.geography.countries import country_words
from watchwire.scripts import script_of
from watchwire.tables import read_table, read_yaml

WITHOUT_BLANKS: Final = frozenset({"Hani", "Hang", "Hira", "Kana", "Thai"})
"""Writings in which no blank ends a name: Korean glues its particles on, the others have none."""
_RUN: Final = re.compile(r"[^\W\d_]+")
_LATIN_LEAST: Final = 4
"""Names of fewer Latin letters are words of other languages ("Fas", "Nga")."""
_BUCKET: Final = 3
_CYRILLIC_CASE: Final = re.compile(r"[аеёиоуыюяіїєйьўјќ]{0,3}[мхюйвт]?$")
_CYRILLIC_OF: Final = re.compile(r"(?:[аеийіїьојя]{0,2}(?:нс|с|ц|ч)ь?к\w{0,4}|\w{0,2}(?:ян|нц|ец|ц)\w{0,4})$")
_CYRILLIC_FINAL: Final = "аяьйј"
_NO_STEMS: Final = frozenset({"Того", "Перу", "Мали", "Чад"})
"""Names whose stems are words of the language."""
_ENDING: Final = re.compile(r"\w{0,5}$")
_SEMITIC_END: Final = re.compile(r"[يیهةانوت\u200cםיהןת]{0,4}$")
_ARABIC_BEFORE: Final = re.compile(r"[وف]?[بكل]?(?:ال|ل)?(?=\w{3})")
_HEBREW_BEFORE: Final = re.compile(r"[והבלמכש]{0,2}(?=\w{3})")
_SAME_LETTERS: Final = str.maketrans("أإآٱىئكۀهٔ", "اااايیکهه ")


@cache
def _names() -> dict[str, str]:
    """Return the names of the table that can be told from words and from other countries' names, with their codes."""
    own = country_words()
    found: dict[str, str] = {}
    for row in read_table("watchwire.geography", "countries_abroad.tsv"):
        name = row["name"]
        if name not in own and not (name.isascii() and len(name) < _LATIN_LEAST):
            found.setdefault(name, row["code"])
    return found


@cache
def _patterns() -> tuple[tuple[str, str], ...]:
    table = read_yaml("watchwire.geography", "adjectives_abroad.yaml")
    return tuple((str(form), str(code)) for code, forms in table.items() for form in forms)


@cache
def phrases_abroad() -> dict[str, str]:
    """Return the names that stand as they are, of one word or more, with their codes."""
    found = dict(_names())
    for form, code in _patterns():
        if " " in form:
            for written in (form, form.title(), form[:1].upper() + form[1:]):
                found.setdefault(written, code)
    return {name: code for name, code in found.items() if script_of(name) not in WITHOUT_BLANKS}


def _key(word: str) -> str:
    return word.casefold().translate(_SAME_LETTERS)


@cache
def _whole() -> dict[str, str]:
    """Return words that count as they are written, in small letters: adjectives, and names of scripts without cases."""
    found = {_key(form): code for form, code in _patterns() if " " not in form and not form.endswith("*")}
    for name, code in _names().items():
        if " " not in name and script_of(name) not in {"Latn", "Cyrl"}:
            found.setdefault(_key(name), code)
    return found


@cache
def _stems() -> dict[str, list[tuple[str, str, bool]]]:
    """Return what comes before an ending, the longest first, by its first letters; whether it is a Cyrillic name's."""
    found: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    stems = [(_key(form[:-1]), code, False) for form, code in _patterns() if form.endswith("*")]
    for name, code in _names().items():
        if " " not in name and name not in _NO_STEMS and script_of(name) == "Cyrl":
            stems.append((_key(name[:-1] if name[-1] in _CYRILLIC_FINAL else name), code, True))
    for stem in stems:
        found[stem[0][:_BUCKET]].append(stem)
    return {first: sorted(held, key=lambda item: -len(item[0])) for first, held in found.items()}


@lru_cache(maxsize=1 << 14)
def land_of_word(word: str) -> str | None:
    """Return the country that one word of another language than English names, in its case and with its clitics.

    Args:
        word: as it is written; a small letter first makes an adjective of a Cyrillic word.

    """
    script = script_of(word)
    if script in {"Arab", "Hebr"}:
        return _with_clitics(word, _ARABIC_BEFORE if script == "Arab" else _HEBREW_BEFORE)
    key = _key(word)
    found = _whole().get(key)
    if found is not None or len(key) < _BUCKET:
        return found
    for stem, code, of_name in _stems().get(key[:_BUCKET], ()):
        if key.startswith(stem) and _is_ending(key[len(stem) :], of_name, word[0].isupper()):
            return code
    return None


def _is_ending(ending: str, of_name: bool, capital: bool) -> bool:
    if not of_name:
        return bool(_ENDING.match(ending))
    return bool((capital and _CYRILLIC_CASE.match(ending)) or _CYRILLIC_OF.match(ending))


def _with_clitics(word: str, before: re.Pattern[str]) -> str | None:
    for way in _without_clitics(word, before):
        found = _whole().get(way)
        if found is not None:
            return found
        for stem, code, _ in _stems().get(way[:_BUCKET], ()):
            if way.startswith(stem) and _SEMITIC_END.match(way[len(stem) :]):
                return code
    return None


def names_of_countries(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a text of another language than English names countries (adjectives left out): begin, end, code."""
    past = 0
    for run in _RUN.finditer(text):
        if script_of(run[0]) in WITHOUT_BLANKS:
            for found in _unspaced_only_names().finditer(run[0]):
                yield run.start() + found.start(), run.start() + found.end(), _names()[found[0]]
        elif run.start() >= past:
            named = _phrase_at(text, run.start(), run[0]) or _case_of_name(run[0])
            if named is not None:
                length, code = named
                past = run.start() + length
                yield run.start(), past, code


def _phrase_at(text: str, start: int, first: str) -> tuple[int, str] | None:
    for phrase in _by_first_word().get(first, ()):
        if text.startswith(phrase, start) and not text[start + len(phrase) : start + len(phrase) + 1].isalnum():
            return len(phrase), _names()[phrase]
    return None


def _case_of_name(word: str) -> tuple[int, str] | None:
    """Read a Cyrillic name in one of its cases, or a name with the clitics of Arabic or Hebrew."""
    script = script_of(word)
    if script == "Cyrl" and word[0].isupper():
        for stem, code, of_name in _stems().get(_key(word)[:_BUCKET], ()):
            ending = _key(word)[len(stem) :]
            if of_name and _key(word).startswith(stem) and _CYRILLIC_CASE.match(ending):
                return len(word), code
    if script in {"Arab", "Hebr"}:
        ways = _without_clitics(word, _ARABIC_BEFORE if script == "Arab" else _HEBREW_BEFORE)
        named = next((_names_as_keys()[way] for way in ways if way in _names_as_keys()), None)
        return (len(word), named) if named is not None else None
    return None


def _without_clitics(word: str, before: re.Pattern[str]) -> list[str]:
    """Return a word without none, some or all of the clitics that it begins with."""
    key = _key(word)
    lead = before.match(key)
    return [key[k:] for k in range((lead.end() if lead else 0) + 1)]


@cache
def _names_as_keys() -> dict[str, str]:
    return {_key(name): code for name, code in _names().items() if script_of(name) in {"Arab", "Hebr"}}


@cache
def _by_first_word() -> dict[str, list[str]]:
    """Return the names by their first word, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in _names():
        first = _RUN.match(name)
        if first is not None and script_of(name) not in WITHOUT_BLANKS:
            found[first[0]].append(name)
    return {first: sorted(names, key=lambda name: -len(name)) for first, names in found.items()}


@cache
def _unspaced_only_names() -> re.Pattern[str]:
    return _any_of(name for name in _names() if script_of(name) in WITHOUT_BLANKS and len(name) > 1)


@cache
def _unspaced() -> re.Pattern[str]:
    return _any_of(_unspaced_names())


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))))


@cache
def _unspaced_names() -> dict[str, str]:
    found = {form: code for form, code in _patterns() if script_of(form) in WITHOUT_BLANKS}
    found |= {name: code for name, code in _names().items() if script_of(name) in WITHOUT_BLANKS and len(name) > 1}
    return found


@lru_cache(maxsize=1 << 12)
def lands_within(run: str) -> tuple[tuple[int, str], ...]:
    """Return where in a run of letters of a writing without blanks countries are named, with their codes."""
    if script_of(run) not in WITHOUT_BLANKS:
        return ()
    return tuple((found.start(), _unspaced_names()[found[0]]) for found in _unspaced().finditer(run))
