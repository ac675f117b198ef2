"""One row of a table: what it asks, and what is written back."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from watchwire.errors import UsageError
from watchwire.model import Identifier, Match
from watchwire.screening import Query, Question, Screener
from watchwire.sources.columns import Columns, date_of, kind_of
from watchwire.tables import safe_cell

if TYPE_CHECKING:
    from watchwire.model import BirthDate, PartyKind

ADDED = ("party", "reference", "score", "band", "name_listed", "reasons")
"""The columns that a table gets."""
WHY_NOT = "why_not"
_KEPT = 1 << 14
OFAC = "ofac_score"


def query_of(name: str, kind: str | None = None, born: str | None = None, country: str | None = None) -> Query:
    """Build a query from text fields, as people write them.

    Raises:
        UsageError: a field cannot be read, or names a country that is not known.

    """
    try:
        kept = _kind(kind) if kind and kind.strip() else None
        day = _born(born) if born and born.strip() else None
        code = _country(country) if country and country.strip() else None
    except ValueError as error:
        raise UsageError(str(error)) from error
    return Query(_text(name), kept, day, code)


def _text(name: str) -> str:
    """Return a name without the bytes of a command line or file that are no text."""
    return name.encode("utf-8", "replace").decode()


# A long table names the same kinds, days and countries again and again.


@lru_cache(maxsize=_KEPT)
def _kind(text: str) -> "PartyKind | None":
    from watchwire.model import PartyKind

    word = text.strip().lower()
    meant = word if word in set(PartyKind) else kind_of(word)
    return PartyKind(meant) if meant else None


@lru_cache(maxsize=_KEPT)
def _born(text: str) -> "BirthDate":
    """Return a birth date as people write it, with "circa" and ranges as lists do.

    Raises:
        ValueError: it is none.

    """
    from watchwire.lists.values import birth_date

    try:
        return birth_date(date_of(text))
    except ValueError as error:
        try:
            return birth_date(text)
        except ValueError:
            raise error from None


@lru_cache(maxsize=_KEPT)
def _country(text: str) -> str:
    """Return the code of the country that a text names.

    Raises:
        ValueError: it names none that we know.

    """
    from watchwire.geography import country_of

    code = country_of(text)
    if code is None:
        raise ValueError(f"{text!r} is no country that is known")
    return code


def asked_row(screener: Screener, columns: Columns, row: Mapping[str, str]) -> tuple[Question | None, list[str]]:
    """Return what a row asks, without the cells that cannot be read, and what is wrong with these."""
    from dataclasses import replace

    name = columns.name(row)
    numbers = tuple(Identifier(kind, cell) for key, kind in columns.numbers.items() if (cell := row[key].strip()))
    if not name and not numbers:
        column = columns.fields.get("name") or columns.fields.get("last_name") or next(iter(columns.numbers))
        return None, [f"column “{column}”: no name in this row"]
    faults: list[str] = []
    read: dict[str, Any] = {}
    for field, reader in (("kind", _kind), ("birth_date", _born), ("country", _country)):
        cell = columns.cell(row, field)
        try:
            read[field] = reader(cell) if cell else None
        except ValueError as error:
            faults.append(f"column “{columns.fields[field]}”: {error}")
    asked = screener.question(Query(_text(name), read.get("kind"), read.get("birth_date"), read.get("country")))
    if not name:
        asked = replace(asked, names=())
    return (replace(asked, numbers=(*asked.numbers, *numbers)) if numbers else asked), faults


def row_of(match: Match, ofac: bool = False) -> dict[str, Any]:
    """Return a match as the columns of the contract; with OFAC's score where it is wanted."""
    from watchwire.brief import match_facts
    from watchwire.names.ofac_score import ofac_score

    return {
        **({OFAC: ofac_score(match.query or "", match.name.full)} if ofac else {}),
        **match_facts(match, "party", "reference", "score", "band", "name", "caption", "lists", "status", "reasons"),
    }


def cells_of(match: Match, ofac: bool = False) -> dict[str, Any]:
    """Return a match as cells of a table, none of which a spreadsheet takes for a formula."""
    row = row_of(match, ofac)
    return {
        **({OFAC: row[OFAC]} if ofac else {}),
        **{key: safe_cell(str(row[key])) for key in ("party", "reference", "score", "band")},
        "name_listed": safe_cell(row["name"]),
        "reasons": safe_cell("; ".join(row["reasons"])),
    }


def names_of_added(added: Iterable[str], kept: Sequence[str]) -> dict[str, str]:
    """Return under which heading each column of ours is written: no column of the table is ever overwritten."""
    taken = {name.strip().casefold() for name in kept}
    found: dict[str, str] = {}
    for name in added:
        heading = name
        while heading.casefold() in taken:
            heading = f"watchwire_{heading}"
        taken.add(heading.casefold())
        found[name] = heading
    return found


def why_not(screener: Screener, asked: Question) -> str:
    """Say why nothing was found: the nearest listed name and what keeps it from being shown."""
    nearest = screener.nearest(asked)
    if nearest is None:
        return "no listed name shares a word with it, as it is written or spelt"
    reasons = "; ".join(f"{reason.detail} ({reason.weight:+.2f})" for reason in nearest.comparison.reasons[:6])
    return f"nearest: {nearest.name.full} ({nearest.party.id}), {nearest.score:.2f}: {reasons}"
