"""Turning the ways publishers write dates and names into our values."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from watchwire.geography import country_of
from watchwire.model import BirthDate, NameKind, NameQuality, PartialDate, PartyName
from watchwire.scripts import script_of

_MONTHS = {
    month: number
    for number, month in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_DAY_MONTH_YEAR = re.compile(r"^(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})$")
_MONTH_YEAR = re.compile(r"^([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})$")
_NUMERIC = re.compile(r"^(\d{1,2}|dd|00)[./-](\d{1,2}|mm|00)[./-](\d{4})$", re.IGNORECASE)
_MONTH_OF_YEAR = re.compile(r"^(\d{1,2})/(\d{4})$")
_YEAR = re.compile(r"^(\d{4})$")
_FIRST_YEAR = 1000
Read = TypeVar("Read")
_CIRCA = re.compile(r"^(?:circa|approximately|approx\.?|about|ca?\.|between)\s*", re.IGNORECASE)
_RANGE = re.compile(r"^(.+?)\s+(?:to|and|-)\s+(.+)$|^(\d{4})\s*[-–]\s*(\d{4})$", re.IGNORECASE)


def partial_date(text: str) -> PartialDate:
    """Read one date: ISO, `25 Mar 1973`, `Mar 1973`, `1973`, `25.3.1973`, `dd/mm/1973`.

    Raises:
        ValueError: it is none of these, or no such day exists.

    """
    text = text.strip().rstrip(".")
    made: PartialDate
    if found := _DAY_MONTH_YEAR.match(text):
        made = PartialDate(int(found[3]), _month(found[2]), int(found[1]))
    elif found := _MONTH_YEAR.match(text):
        made = PartialDate(int(found[2]), _month(found[1]))
    elif found := _NUMERIC.match(text):
        day = int(found[1]) if found[1].isdigit() and int(found[1]) else None
        month = int(found[2]) if found[2].isdigit() and int(found[2]) else None
        made = PartialDate(int(found[3]), month, day if month else None)
    elif found := _MONTH_OF_YEAR.match(text):
        made = PartialDate(int(found[2]), int(found[1]))
    elif found := _YEAR.match(text):
        made = PartialDate(int(found[1]))
    else:
        made = _or_unreadable(PartialDate.parse, text)
        if made.year < _FIRST_YEAR:
            raise ValueError(f"{text!r} has no year of four digits")
    _or_unreadable(lambda _: made.first_day(), text)
    return made


def _or_unreadable(read: Callable[[str], Read], text: str) -> Read:
    """Read a text; say of what cannot be read that it is no date, not which step of ours failed."""
    try:
        return read(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date that can be read") from None


def _month(word: str) -> int:
    try:
        return _MONTHS[word[:3].lower()]
    except KeyError:
        raise ValueError(f"no month: {word!r}") from None


def birth_date(text: str) -> BirthDate:
    """Read a birth date with "circa" and ranges ("circa 1965", "1960 to 1962", "between 1960 and 1962").

    Raises:
        ValueError: no date can be read from it.

    """
    text = text.strip()
    circa = bool(_CIRCA.match(text)) and not text.lower().startswith("between")
    text = _CIRCA.sub("", text)
    if found := _RANGE.match(text):
        first, last = (found[1], found[2]) if found[1] else (found[3], found[4])
        start, end = partial_date(_CIRCA.sub("", first)), partial_date(_CIRCA.sub("", last))
        if _whole_year(start, end):
            return BirthDate(PartialDate(start.year), circa=circa)
        return BirthDate(start, end, circa)
    return BirthDate(partial_date(text), circa=circa)


def _whole_year(start: PartialDate, end: PartialDate) -> bool:
    """OFAC writes "1948" as "01 Jan 1948 to 31 Dec 1948"."""
    return start == PartialDate(start.year, 1, 1) and end == PartialDate(start.year, 12, 31)


def day(text: str | None) -> date | None:
    """Read a full day in any of the forms of `partial_date`; None for empty text.

    Raises:
        ValueError: it is no date, or no full day.

    """
    if not text or not text.strip():
        return None
    made = partial_date(text.strip()[:10] if re.match(r"^\d{4}-\d\d-\d\dT", text.strip()) else text)
    if made.day is None:
        raise ValueError(f"no full day: {text!r}")
    return made.first_day()


def make_name(
    full: str,
    kind: NameKind = NameKind.ALIAS,
    quality: NameQuality = NameQuality.STRONG,
    given: str | None = None,
    family: str | None = None,
    language: str | None = None,
) -> PartyName:
    """Build a name with its script; a name in another script is marked as original-script."""
    script = script_of(full)
    if script != "Latn" and kind is NameKind.ALIAS:
        kind = NameKind.ORIGINAL_SCRIPT
    return PartyName(full, kind, quality, given, family, script, language)


def family_first(text: str) -> tuple[str, str | None, str | None]:
    """Split `PUTIN, Vladimir Vladimirovich` into its reading order, given and family name.

    Text without a comma is returned as it is, with neither part.
    """
    family, comma, given = text.partition(",")
    if not comma or not given.strip():
        return text.strip(), None, None
    family, given = family.strip(), " ".join(given.split())
    return f"{given} {family}", given, family


def unique_names(names: list[PartyName]) -> tuple[PartyName, ...]:
    """Drop names that repeat an earlier one; a strong copy of a weak name takes its place."""
    kept: dict[str, PartyName] = {}
    for name in names:
        key = " ".join(name.full.casefold().split())
        if not key:
            continue
        held = kept.get(key)
        if held is None or (held.quality is NameQuality.WEAK and name.quality is NameQuality.STRONG):
            kept[key] = name
    return tuple(kept.values())


_ENUMERATION = re.compile(r"(?:^|(?<=\s))\(?[a-z]\)\s+|;\s*|\n+|\s+/\s+")
_NOTE_AFTER_COMMA = re.compile(r",\s+(?:born|previously|formerly|also)\b.*$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*")
_NOTE = re.compile(
    r"\b(?:name|identity|born|passport|third|second|first|reportedly|false|number|previous|spelling|"
    r"transliteration|script|son|father|mother|brother|nickname|title|listed|until|since)\b|\d",
    re.IGNORECASE,
)
_BIRTH_NAME = re.compile(r"^(?:born|n[ée]e)\s+(.+)$", re.IGNORECASE)


def alias_pieces(text: str) -> list[str]:
    """Split an alias field that holds several names or a note into the names themselves.

    Publishers write "X; Y", "a) X b) Y", "Jin Tiesan (金铁三)", "X (birth name)", "X, born 1 Jan. 1953" and
    "AHMAD (AHMED) SANTOS"; the last gives both "AHMAD SANTOS" and "AHMED SANTOS".
    """
    found: dict[str, None] = {}
    for piece in _ENUMERATION.split(text):
        for name in _without_parentheses(_NOTE_AFTER_COMMA.sub("", piece.strip(" ,"))):
            if name:
                found[name] = None
    return list(found) or [text.strip()]


def names_of(
    text: str,
    kind: NameKind = NameKind.ALIAS,
    quality: NameQuality = NameQuality.STRONG,
    given: str | None = None,
    family: str | None = None,
    language: str | None = None,
) -> list[PartyName]:
    """Make the names that one field holds; only the first of several can be the primary one.

    Given and family name are kept where the field holds one name.
    """
    pieces = alias_pieces(text)
    if len(pieces) == 1:
        return [make_name(text, kind, quality, given, family, language)]
    rest = NameKind.ALIAS if kind is NameKind.PRIMARY else kind
    return [
        make_name(piece, rest if number else kind, quality, None, None, language) for number, piece in enumerate(pieces)
    ]


_ISSUED = re.compile(r"\b[Ii]ssued\b.{0,40}?\b(?:in|by)\s+(?:the\s+)?([A-Z][\w’' ]+?)(?=[,.;)]|\s+on\b|$)")


_PASSPORT_OF = re.compile(r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?)\s+(?:diplomatic |service |official )?passport\b")


def issuing_country(note: str | None) -> str | None:
    """Return the country that a note on a document names ("issued in Iran", "Afghanistan diplomatic passport ...")."""
    if not note:
        return None
    for found in (*_ISSUED.finditer(note), *_PASSPORT_OF.finditer(note)):
        if code := country_of(found[1]):
            return code
    words = note.strip(" (").split()
    return next((code for n in (4, 3, 2, 1) if (code := country_of(" ".join(words[:n]).rstrip(":,;")))), None)


def _without_parentheses(text: str) -> list[str]:
    inner = _PARENTHESIS.search(text)
    if inner is None:
        return [text]
    content = inner[1].strip(" ‘’'\"")
    bare = " ".join(_PARENTHESIS.sub(" ", text).split())
    if not content or not bare:
        return [bare or content]
    if script_of(content) != script_of(bare):
        return [bare, content]
    if birth := _BIRTH_NAME.match(content):
        return [bare, _replace_last(bare, birth[1])]
    if _NOTE.search(content):
        return [bare]
    before, after = text[: inner.start()].split(), text[inner.end() :].split()
    if len(content.split()) == 1 and before and after:
        return [bare, " ".join([*before[:-1], content, *after])]
    if len(content.split()) == 1 and len(before) > 1 and not content.isupper():
        return [bare, _replace_last(bare, content)]
    if not after and len(content.split()) == 1 and content.isupper() and len(content) > 1:
        return [bare, content]  # an acronym behind the name
    return [bare, " ".join(text.replace("(", " ").replace(")", " ").split())]


def _replace_last(name: str, family: str) -> str:
    return " ".join([*name.split()[:-1], family])


_UN_REFERENCE = re.compile(r"\b([A-Za-z]{2}[iIeE]\.\d{3})\b")


def un_references(text: str) -> tuple[str, ...]:
    """Return the UN's reference numbers in a text, as the UN writes them ("KPi.076"; others write "KPI.076")."""
    found = (number[:2].upper() + number[2:].lower() for number in _UN_REFERENCE.findall(text))
    return tuple(dict.fromkeys(found))
