"""The forms in which instruments are cited, and those known by name, from our data files."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from watchwire.tables import read_table, read_yaml

_PACKAGE = "watchwire.instruments"
_PART_OF_NAME = re.compile(r"section (\S+)$")


@dataclass(frozen=True, slots=True)
class Family:
    """Instruments that are numbered and cited in one way. `series` reads what follows the first number of a list."""

    key: str
    kind: str
    issuer: str
    name: str
    patterns: tuple[re.Pattern[str], ...]
    series: re.Pattern[str] | None
    context: re.Pattern[str] | None
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Known:
    """An instrument that we know by name."""

    key: str
    issuer: str
    kind: str
    name: str
    title: str
    since: date | None
    until: date | None
    under: str
    also: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Parts:
    """How parts are named before an instrument, after it, and alone."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    alone: re.Pattern[str]
    number: re.Pattern[str]


@cache
def families() -> tuple[Family, ...]:
    """Return the families in the order in which they are tried."""
    rows: list[dict[str, Any]] = read_yaml(_PACKAGE, "families.yaml")["families"]
    return tuple(
        Family(
            row["key"],
            row["kind"],
            row["issuer"],
            row["name"],
            tuple(_compiled(pattern) for pattern in row["patterns"]),
            _maybe(row.get("series")),
            _maybe(row.get("context")),
            _maybe(row.get("unless")),
        )
        for row in rows
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE)


def _maybe(pattern: str | None) -> re.Pattern[str] | None:
    return _compiled(pattern) if pattern else None


@cache
def known() -> dict[str, Known]:
    """Return the instruments that we know by name, by key."""
    found = {}
    for row in read_table(_PACKAGE, "known.tsv"):
        found[row["id"]] = Known(
            row["id"],
            row["issuer"],
            row["kind"],
            row["name"],
            row["title"],
            _day(row["since"]),
            _day(row["until"]),
            row["under"],
            tuple(name for name in row["also"].split("|") if name),
            row["source"],
        )
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for the names and short forms of known instruments, and whose each is."""
    owners: dict[str, str] = {}
    for item in known().values():
        for name in (item.name, *item.also):
            if not _PART_OF_NAME.match(name):
                owners.setdefault(plain(name), item.key)
    longest_first = sorted(owners, key=len, reverse=True)
    first = "".join(sorted({re.escape(name[0]) for name in owners}))  # one look instead of one a name
    return re.compile(rf"(?<!\w)(?=[{first}])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), owners


@cache
def nicknames() -> dict[str, str]:
    """Return the sections that are known by their number alone ("section 7031(c)"), and whose they are."""
    return {
        found[1]: item.key for item in known().values() for name in item.also if (found := _PART_OF_NAME.match(name))
    }


@cache
def parts() -> Parts:
    """Return the patterns for parts."""
    data: dict[str, Any] = read_yaml(_PACKAGE, "parts.yaml")
    number = data["number"]
    word = rf"(?:{'|'.join(data['words'])})"
    listed = rf"{number}(?:{data['joined']}{number})*"
    alone = f"(?P<known>{'|'.join(map(re.escape, nicknames()))})"
    named = rf"(?i:(?<!\w){word})\s?(?P<parts>{listed})"
    return Parts(
        re.compile(rf"{named}(?i:{data['of']})(?i:{data['between']})\s$", re.VERBOSE),
        re.compile(rf"(?i:{data['after']}){named}(?![\w(]|\sU\.?S\.?C)", re.VERBOSE),
        re.compile(rf"(?:(?i:(?<!\w)sections?)\s(?P<parts>{listed})|(?<![\w(.]){alone})(?![\w(])", re.VERBOSE),
        re.compile(number, re.VERBOSE),
    )


def plain(text: str) -> str:
    """Return a text with every white space a blank and one kind of apostrophe and dash, of the same length."""
    for mark, instead in _PLAIN.items():  # quicker than one walk that asks of every character
        text = text.replace(mark, instead)
    return text


_PLAIN = dict.fromkeys("\t\n\r\v\f\u00a0\u2002\u2003\u2009\u202f", " ") | {
    "'": "’",
    "‘": "’",
    "–": "-",
    "‑": "-",
    "—": "—",
}
