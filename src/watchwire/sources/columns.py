"""A table of names as people make it: which column is what, and what stands in its cells."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from watchwire.tables import read_yaml

_MARKS = re.compile(r"[^\w]+|_+")
_PARTED = re.compile(r"(\d{1,4})[./ -](\d{1,2})[./ -](\d{1,4})")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_EIGHT = re.compile(r"(?:1[89]|20)\d{6}")
_MONTHS = 12
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_IN_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s./-]+([A-Za-z]{3,9})\.?|([A-Za-z]{3,9})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?),?[\s./-]+(\d{4})"
)
_NAMES = ("first_name", "middle_name", "last_name")
_NAME = "name"
_FIELDS = (_NAME, *_NAMES, "kind", "birth_date", "country")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which heading of a table is which field, and the headings that are kept without being read."""

    fields: Mapping[str, str]
    others: tuple[str, ...]
    numbers: Mapping[str, str] = field(default_factory=dict)
    """The headings of columns of identifying numbers, each with its kind."""

    @property
    def named(self) -> bool:
        """Whether there is a column for names, for family names or for identifying numbers."""
        return "name" in self.fields or "last_name" in self.fields or bool(self.numbers)

    def cell(self, row: Mapping[str, str], name: str) -> str:
        """Return what a row has for a field, or an empty string."""
        return row.get(self.fields.get(name, ""), "").strip()

    def name(self, row: Mapping[str, str]) -> str:
        """Return a row's name: its own column, or given and family names in that order."""
        whole = self.cell(row, "name")
        return whole or " ".join(part for key in _NAMES if (part := self.cell(row, key)))

    def understood(self) -> str:
        """Say in a line for a person how the headings were read."""
        read = ", ".join(f"“{self.fields[key]}” as {key}" for key in _FIELDS if key in self.fields)
        read = ", ".join(filter(None, (read, *(f"“{key}” as number ({kind})" for key, kind in self.numbers.items()))))
        kept = f"; kept, not read: {', '.join(f'“{other}”' for other in self.others)}" if self.others else ""
        return f"columns read: {read or 'none'}{kept}"


def columns_of(headings: Iterable[str]) -> Columns:
    """Match headings as people write them to fields; the first heading that fits a field is taken for it.

    Of several for names the plainest is taken, in the order of `data/columns.yaml`: "customer" may be a number.
    """
    written = list(headings)
    fields: dict[str, str] = {}
    numbers: dict[str, str] = {}
    others: list[str] = []
    fitting: dict[str, list[tuple[int, int, str]]] = {}
    for place, heading in enumerate(written):
        if (found := _headings().get(_plain(heading))) is not None:
            fitting.setdefault(found[0], []).append((found[1] if found[0] == _NAME else 0, place, heading))
    for name, options in fitting.items():
        fields[name] = min(options)[2]
    taken = set(fields.values())
    for heading in written:
        kind = _number_headings().get(_plain(heading))
        if heading in taken:
            continue
        if kind is not None:
            numbers[heading] = kind
        else:
            others.append(heading)
    return Columns(fields, tuple(others), numbers)


def kind_of(cell: str) -> str | None:
    """Return the kind of party that a cell names; None for words that stand for any kind.

    Raises:
        ValueError: it is none that we know.

    """
    kind = _kinds().get(_plain(cell))
    if kind is None:
        raise ValueError(f"{cell!r} is no kind that is known: person, organization, vessel or aircraft")
    return None if kind == "any" else kind


def date_of(cell: str) -> str:
    """Return a birth date as ISO writes it (a year alone where day and month cannot be told apart).

    Raises:
        ValueError: it is no date, or a year of two digits, which could be of two centuries.

    """
    try:
        return _date(cell.strip())
    except ValueError:
        raise ValueError(f"{cell!r} is no date that can be read; write it as 1984-01-25 or 1984") from None


def _date(text: str) -> str:
    if _YEAR.fullmatch(text):
        return text
    if _EIGHT.fullmatch(text):
        return _iso(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    match = _PARTED.fullmatch(text)
    if match is None:
        try:
            return _iso(text)
        except ValueError:
            return _in_words(text)
    first, middle, last = (int(part) for part in match.groups())
    if _YEAR.fullmatch(match[1]):
        return date(first, middle, last).isoformat()
    if not _YEAR.fullmatch(match[3]):
        raise ValueError(text)  # no year of four digits
    if first > _MONTHS >= middle:
        return date(last, middle, first).isoformat()
    if middle > _MONTHS >= first:
        return date(last, first, middle).isoformat()
    return date(last, first, first).isoformat() if first == middle else f"{last:04d}"


def _in_words(text: str) -> str:
    """Return a date with its month in words ("25 Jan 1984", "January 25, 1984") as ISO writes it."""
    found = _MONTH_IN_WORDS.fullmatch(text)
    if found:
        day, month, year = found[1] or found[4], found[2] or found[3], found[5]
        for number, name in enumerate(_MONTH_NAMES, 1):
            if month.casefold().startswith(name) and _YEAR.fullmatch(year):
                return date(int(year), number, int(day)).isoformat() if day else f"{year}-{number:02d}"
    raise ValueError(text)


def _iso(text: str) -> str:
    year, *rest = text[:10].split("-")
    if not _YEAR.fullmatch(year) or len(rest) > 2:  # noqa: PLR2004
        raise ValueError(text)
    numbers = [int(part) for part in rest]
    date(int(year), numbers[0] if numbers else 1, numbers[1] if len(numbers) > 1 else 1)
    return "-".join([year, *(f"{number:02d}" for number in numbers)])


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.strip().casefold())
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return _MARKS.sub("", bare)


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    found: dict[str, Any] = read_yaml("watchwire.sources", "columns.yaml")
    return found


@cache
def _headings() -> dict[str, tuple[str, int]]:
    """Return the headings that are understood, each with its field and its place among those of the field."""
    return {
        _plain(word): (name, place)
        for name, words in _data()["columns"].items()
        for place, word in reversed(list(enumerate((name, *words))))
    }


@cache
def _number_headings() -> dict[str, str]:
    return {_plain(word): kind for kind, words in _data()["numbers"].items() for word in (kind, *words)}


@cache
def _kinds() -> dict[str, str]:
    return {_plain(word): kind for kind, words in _data()["kinds"].items() for word in words}
