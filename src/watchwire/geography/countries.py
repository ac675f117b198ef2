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


def country_name(code: str) -> str:
    """Return the name of a country by its code; the code itself where it is none of ours."""
    held = countries().get(code)
    return held.name if held else code


def name_key(name: str) -> str:
    """Return a name of a place without case, accents and punctuation, for look-up."""
    if name.isascii() and name.isalpha():  # most are: nothing to be left out
        return name.lower()
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


@cache
def _spellings() -> dict[str, str]:
    """Return what publishers write beside the usual names; an empty code is no country of today."""
    return {name_key(row["name"]): row["code"] for row in read_table("watchwire.geography", "spellings.tsv")}


_FORMAL = re.compile(
    r"\b(?:the|of|and|former|federal|federated|islamic|peoples|arab|democratic|socialist|plurinational|bolivarian|"
    r"yugoslav|kingdom|sultanate|union|state|states|republic|commonwealth|principality|province|china|special|"
    r"administrative|region|saint|isle|island|islands|british|us|dutch|part)\b"
)
"""Words of a state's formal name: what may stand behind a comma ("Macedonia, The Former Yugoslav Republic of")."""
_SHARED = frozenset(
    {"congo", "korea", "virgin islands", "guinea", "sudan", "samoa", "china", "ireland", "saint martin"}
)
"""Names that more than one country has: behind their comma stands which, and it is never left aside."""
_PREFIX = re.compile(
    r"^(?:(?:region:|country:|also|possibly|probably|reportedly|believed|to hold|holds|in|now|formerly|former)\s+)+",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 12)
def country_of(name: str) -> str | None:
    """Return the code for a country's name, code or demonym, or None.

    Prefixes that lists use ("Republic of", "the", "Region:") are dropped when the whole name is not known, and names
    turned round at a comma ("Virgin Islands, British", "CONGO, Democratic Republic of") are turned back.
    """
    name = _PREFIX.sub("", name.strip()) if name.lower().startswith(("region:", "country:")) else name
    found = _plain(name)
    if found is None and "," in name:
        found = _turned(name)
    return found


def _plain(name: str) -> str | None:
    key = name_key(name)
    found = _by_name().get(key) or _spellings().get(key)
    if not found:
        shorter = re.sub(r"^(the )?((federal|islamic|peoples|arab|kingdom|state|republic|of|the) )+", "", key)
        found = _by_name().get(shorter) or _spellings().get(shorter)
    return found or None


def _turned(name: str) -> str | None:
    """Read "X, formal words": as "formal words X" where that is known, else as X where X is one country's name."""
    first, _, rest = name.partition(",")
    found = _plain(f"{rest.strip()} {first.strip()}")
    if found is None and name_key(first) not in _SHARED and not _FORMAL.sub("", name_key(rest)).strip():
        found = _plain(first)
    return found


_NOTE = re.compile(
    r"\([^()]*\)|\s\d{4,6}$|"
    r"\b(?:passports?|citizenships?|nationalit(?:y|ies)|nationals?|citizens?|by birth|since birth)\b.*$|"
    r"\b(?:as (?:at|of)|since|until|from|at time of|possible|last known|previous(?:ly)?|revoked|withdrawn)\b.*$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?:^|(?<=[\s,;]))\(?(?:[a-z]|\d)\)|[;/|\n]")


def country_codes_in(text: str) -> tuple[str, ...]:
    """Return the codes of all countries named in a short text ("(a) Russian (b) Georgia (until 2013)"), in order.

    Notes in brackets and behind the names are left aside; former states give nothing.
    """
    found: dict[str, None] = {}
    for piece in _SEVERAL.split(text):
        for code in _codes(piece.strip(" ,.")):
            found[code] = None
    return tuple(found)


def _codes(piece: str) -> tuple[str, ...]:
    for form in (piece, _PREFIX.sub("", _NOTE.sub(" ", piece).strip(" ,.")).strip(" ,.")):
        if name_key(form) in _spellings():
            code = _spellings()[name_key(form)]
            return (code,) if code else ()
        whole = country_of(form) if form else None
        if whole:
            return (whole,)
    parts = [part for part in re.split(r",|:|&|\band\b|(?<=\w\w)\.\s", form) if part.strip()]
    return tuple(code for part in parts for code in _codes(part.strip())) if len(parts) > 1 else ()


def is_no_country(text: str) -> bool:
    """Say whether a text is known to name no country of today ("former Soviet Union", "None Identified")."""
    bare = _PREFIX.sub("", _NOTE.sub(" ", text).strip(" ,.")).strip(" ,.")
    return _spellings().get(name_key(bare)) == "" or not bare


@cache
def region_adjectives() -> dict[str, str]:
    """Return the adjectives of regions and peoples ("Chechen") with the code of their country."""
    return {row["adjective"]: row["country"] for row in read_table("watchwire.geography", "regions.tsv")}


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
