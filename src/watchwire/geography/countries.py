"""Countries: from any name, demonym or code that a list or a newspaper uses to ISO 3166-1 alpha-2."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from watchwire.tables import read_table


@dataclass(frozen=True, slots=True)
class Country:
    """One country. `metonyms` are words that stand for its government ("Moscow", "the Kremlin")."""

    code: str
    name: str
    other_names: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    russian: tuple[str, ...]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(piece for piece in cell.split("|") if piece)


@cache
def countries() -> dict[str, Country]:
    """Return all countries by code."""
    return {
        row["code"]: Country(
            row["code"],
            row["name"],
            _split(row["other_names"]),
            _split(row["demonyms"]),
            _split(row["metonyms"]),
            tuple(filter(None, row["russian"].split("|"))),
        )
        for row in read_table("watchwire.geography", "countries.tsv")
    }


def name_key(name: str) -> str:
    """Return a name of a place without case, accents and punctuation, for look-up."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", plain.replace("’", "").replace("'", "")).strip()
    return re.sub(r"^st ", "saint ", words)


@cache
def _by_name() -> dict[str, str]:
    table: dict[str, str] = {}
    for country in countries().values():
        for name in (country.name, *country.other_names, *country.russian):
            if name:
                table.setdefault(name_key(name), country.code)
        table.setdefault(country.code.casefold(), country.code)
    for country in countries().values():
        for demonym in country.demonyms:
            table.setdefault(name_key(demonym), country.code)
    return table


@lru_cache(maxsize=1 << 12)
def country_of(name: str) -> str | None:
    """Return the code for a country's name, code or demonym, or None.

    Prefixes that lists use ("Republic of", "the") are dropped when the whole name is not known.
    """
    key = name_key(name)
    found = _by_name().get(key)
    if found is None:
        shorter = re.sub(r"^(the )?((federal|islamic|peoples|arab|kingdom|state|republic|of|the) )+", "", key)
        found = _by_name().get(shorter)
    if found is None and "," in name:
        # Lists write "Macedonia, The Former Yugoslav Republic of".
        found = _by_name().get(name_key(name.split(",", maxsplit=1)[0]))
    return found


def country_codes_in(text: str) -> tuple[str, ...]:
    """Return the codes of all countries named in a short text ("Russian; Ukraine"), in order."""
    whole = country_of(text)
    if whole is not None:
        return (whole,)
    found: dict[str, None] = {}
    for piece in re.split(r"[;,/()]| and ", text):
        code = country_of(piece) if piece.strip() else None
        if code:
            found[code] = None
    return tuple(found)


@cache
def country_words() -> dict[str, tuple[str, str]]:
    """Return every word or phrase for a country with its code and role (`name`, `demonym`, `metonym`)."""
    words: dict[str, tuple[str, str]] = {}
    for country in countries().values():
        for name in (country.name, *country.other_names):
            words.setdefault(name, (country.code, "name"))
        for word in country.demonyms:
            words.setdefault(word, (country.code, "demonym"))
        for word in country.metonyms:
            words.setdefault(word.removeprefix("the "), (country.code, "metonym"))
    # News sets “People’s” with a curly apostrophe.
    curly = {name.replace("'", "’"): found for name, found in words.items() if "'" in name}
    return {**curly, **words}
