"""`watchwire screen`: is this name listed? One name, or a CSV of them."""

import csv
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watchwire.cli.common import AsOfOption, LibraryOption, day, open_library, put_json, say
from watchwire.errors import UsageError
from watchwire.tables import safe_cell

if TYPE_CHECKING:
    from watchwire.model import Match
    from watchwire.screening import Query, Screener
    from watchwire.sources.columns import Columns

ADDED = ("party", "reference", "score", "band", "name_listed", "reasons")


class Format(StrEnum):
    """How matches are shown."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def screen(
    name: Annotated[str | None, typer.Argument(help="The name (or an identifying number).", show_default=False)] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--csv",
            help="Screen a CSV file; its columns for name, kind, birth date and country are found by their headings.",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="person, organization, vessel or aircraft.", show_default=False)
    ] = None,
    born: Annotated[
        str | None, typer.Option("--born", metavar="DATE", help="Birth date or year.", show_default=False)
    ] = None,
    country: Annotated[str | None, typer.Option(help="Country, as a name or code.", show_default=False)] = None,
    limit: Annotated[int, typer.Option(help="Matches a name at most.", min=1, max=1000)] = 5,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="text for a name, csv for a table, or json.", show_default=False),
    ] = None,
    library: LibraryOption = None,
    as_of: AsOfOption = None,
    ofac: Annotated[
        bool, typer.Option("--ofac-score", help="Also give the score that OFAC's published method would (0 to 100).")
    ] = False,
) -> None:
    """Tell which listed parties a name may be, with scores and reasons."""
    if (name is None) == (table is None):
        raise UsageError("give either a name or --csv FILE")
    from watchwire.screening import settle
    from watchwire.screening.verbs import screener_for

    screener = screener_for(open_library(library), day(as_of, "--as-of"))
    if table is not None:
        settle()
        if _screen_table(screener, table, limit, form or Format.CSV, ofac):
            raise typer.Exit(1)
        return
    matches = screener.screen(query(name or "", kind, born, country), limit)
    note = screener.holdings.starter_note
    if form is Format.JSON:
        if note:
            say(f"watchwire: {note}")
        for match in matches:
            put_json({"query": name, **row_of(match, ofac), **({"note": note} if note else {})})
    else:
        _print(name or "", matches, ofac)
        if note:
            sys.stdout.write(f"{note}\n")


def query(name: str, kind: str | None, born: str | None, country: str | None) -> "Query":
    """Build a query from text fields.

    Raises:
        UsageError: a field cannot be read.

    """
    from watchwire.geography import country_of
    from watchwire.lists.values import birth_date
    from watchwire.model import PartyKind
    from watchwire.screening import Query

    try:
        return Query(
            name.encode("utf-8", "replace").decode(),  # bytes of the command line that are no text
            PartyKind(kind.strip().lower()) if kind and kind.strip() else None,
            birth_date(born) if born and born.strip() else None,
            country_of(country) if country and country.strip() else None,
        )
    except ValueError as error:
        raise UsageError(str(error)) from error


def row_of(match: "Match", ofac: bool = False) -> dict[str, Any]:
    """Return a match as the columns of the contract; with OFAC's score where it is wanted."""
    from watchwire.brief import match_facts
    from watchwire.names.ofac_score import ofac_score

    return {
        **({"ofac_score": ofac_score(match.query or "", match.name.full)} if ofac else {}),
        **match_facts(match, "party", "reference", "score", "band", "name", "caption", "lists", "status", "reasons"),
    }


def _print(name: str, matches: "list[Match]", ofac: bool) -> None:
    from watchwire.names.ofac_score import ofac_score

    if not matches:
        sys.stdout.write(f"{name}: no possible match\n")
        return
    for match in matches:
        listing = match.party.listing
        listed = f", listed {listing.listed_on}" if listing.listed_on else ""
        status = f", on {match.status.as_of}: {match.status.status.value}" if match.status else ""
        sys.stdout.write(
            f"{match.band.value:<9}{match.score:.2f}  {match.party.id}  {match.party.caption} "
            f"({match.party.kind.value}, {listing.programme or 'no programme given'}{listed}{status})\n"
        )
        if ofac:
            sys.stdout.write(f"{'':15}OFAC's published method would say {ofac_score(name, match.name.full)} of 100\n")
        for reason in match.comparison.reasons:
            sys.stdout.write(f"{'':15}{reason.feature}: {reason.detail}\n")


def _screen_table(screener: "Screener", table: Path, limit: int, form: Format, ofac: bool) -> int:
    """Screen row by row; what cannot be read is named by row and column, and the rest goes on.

    Returns:
        how many rows have something that could not be read.

    """
    from watchwire.sources.columns import columns_of
    from watchwire.sources.table import table_rows

    failed = 0
    columns: Columns | None = None
    out: _Table | None = None
    note = screener.holdings.starter_note
    said = {"note": note} if note else {}
    if note:
        say(f"watchwire: {note}")
    for number, kept in table_rows(table, lambda headings: columns_of(headings).fields.get("name")):
        if isinstance(kept, str):
            failed += 1
            say(f"watchwire: {table}, line {number}: {kept}")
            continue
        if columns is None:
            columns = columns_of(kept)
            if not columns.named:
                raise UsageError(
                    f"{table}: no column for names was recognised ({columns.understood()}); name one `name`"
                )
            say(f"watchwire: {table}: {columns.understood()}")
        asked, faults = _asked(columns, kept)
        for fault in faults:
            say(f"watchwire: {table}, line {number}, {fault}")
        failed += bool(faults)
        matches = screener.screen(asked, limit) if asked is not None else []
        if form is Format.JSON:
            held = {"faults": faults} if faults else {}
            put_json({**kept, "matches": [row_of(match, ofac) for match in matches], **held, **said})
            continue
        out = out or _Table(list(kept), ofac, said)
        for match in matches or (None,):
            out.write(kept, match, "; ".join(faults) if match is None else "")
    return failed


def _asked(columns: "Columns", row: dict[str, str]) -> "tuple[Query | None, list[str]]":
    """Return what a row asks, without the cells that cannot be read, and what is wrong with these."""
    from watchwire.sources.columns import date_of, kind_of

    name = columns.name(row)
    if not name:
        return None, [f"column “{columns.fields.get('name') or columns.fields['last_name']}”: no name in this row"]
    faults: list[str] = []
    values: dict[str, str | None] = {"kind": None, "birth_date": None, "country": None}
    for field, read in (("kind", kind_of), ("birth_date", date_of), ("country", _country)):
        cell = columns.cell(row, field)
        if not cell:
            continue
        try:
            values[field] = read(cell)
            query(name, values["kind"], values["birth_date"], values["country"])
        except (ValueError, UsageError) as error:
            values[field] = None
            faults.append(f"column “{columns.fields[field]}”: {error}")
    return query(name, values["kind"], values["birth_date"], values["country"]), faults


def _country(cell: str) -> str:
    """Return a cell that names a country.

    Raises:
        ValueError: it names none that we know.

    """
    from watchwire.geography import country_of

    if country_of(cell) is None:
        raise ValueError(f"{cell!r} is no country that is known; the row is screened without it")
    return cell


class _Table:
    """Writes the table back with our columns after its own; none of its own is ever overwritten."""

    def __init__(self, kept: list[str], ofac: bool, said: dict[str, str]) -> None:
        self.ofac = ofac
        self.said = said
        added = [*ADDED, *(["ofac_score"] if ofac else []), *said]
        taken = {name.strip().casefold() for name in kept}
        self.names = {name: f"watchwire_{name}" if name in taken else name for name in added}
        self.writer = csv.DictWriter(sys.stdout, [*kept, *self.names.values()], lineterminator="\n")
        self.writer.writeheader()

    def write(self, kept: dict[str, str], match: "Match | None", fault: str) -> None:
        """Write a row with one match, or with what is wrong with it."""
        cells = {**_cells(match, self.ofac), **self.said}
        if match is None and fault:
            cells["reasons"] = safe_cell(fault)
        self.writer.writerow({**kept, **{self.names[name]: value for name, value in cells.items()}})


def _cells(match: "Match | None", ofac: bool) -> dict[str, Any]:
    if match is None:
        return dict.fromkeys([*ADDED, *(["ofac_score"] if ofac else [])], "")
    row = row_of(match, ofac)
    return {
        **({"ofac_score": row["ofac_score"]} if ofac else {}),
        **{key: safe_cell(str(row[key])) for key in ("party", "reference", "score", "band")},
        "name_listed": safe_cell(row["name"]),
        "reasons": safe_cell("; ".join(row["reasons"])),
    }
