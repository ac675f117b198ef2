"""`watchwire screen`: is this name listed? One name, or a CSV of them."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import AsOfOption, LibraryOption, day, open_library, progress_of, put_json, say
from watchwire.errors import UsageError

if TYPE_CHECKING:
    from watchwire.bulk.table import Wishes
    from watchwire.lists import Library
    from watchwire.model import Match
    from watchwire.screening import Query, Screener


class Format(StrEnum):
    """How matches are shown."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def screen(
    name: Annotated[
        str | None,
        typer.Argument(
            help="The name, or an identifying number, or both: “Artavil (IMO 9187629)”.", show_default=False
        ),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--csv",
            help="Screen a CSV file; its columns for name, kind, birth date, country and numbers are found by "
            "their headings.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="With --csv: write the result to this file; a run that was stopped is gone on with.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=1, help="With --csv: so many processes (by default one a core).", show_default=False
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
    explain: Annotated[
        bool, typer.Option("--explain", help="Where nothing is found, say what is nearest and why it is not shown.")
    ] = False,
) -> None:
    """Tell which listed parties a name may be, with scores and reasons."""
    if (name is None) == (table is None):
        raise UsageError("give either a name or --csv FILE")
    if table is None and (out is not None or workers is not None):
        raise UsageError("--out and --workers go with --csv")
    from watchwire.screening.verbs import screener_for

    held = open_library(library)
    screener = screener_for(held, day(as_of, "--as-of"))
    if table is not None:
        if form is Format.TEXT:
            raise UsageError("--csv is answered as --format csv or json")
        from watchwire.bulk.table import Wishes

        wishes = Wishes(limit, (form or Format.CSV).value, ofac, explain, screener.holdings.starter_note)
        if _screen_table(screener, held, table, out, workers, wishes):
            raise typer.Exit(1)
        return
    from watchwire.bulk.rows import query_of

    _screen_name(screener, query_of(name or "", kind, born, country), limit, form, ofac, explain)


def _screen_name(
    screener: "Screener", query: "Query", limit: int, form: Format | None, ofac: bool, explain: bool
) -> None:
    from watchwire.bulk.rows import row_of, why_not

    matches = screener.screen(query, limit)
    note = screener.holdings.starter_note
    if form is Format.JSON:
        if note:
            say(f"watchwire: {note}")
        for match in matches:
            put_json({"query": query.name, **row_of(match, ofac), **({"note": note} if note else {})})
        return
    _print(query.name, matches, ofac)
    if explain and not matches:
        sys.stdout.write(f"{'':15}{why_not(screener, screener.question(query))}\n")
    if note:
        sys.stdout.write(f"{note}\n")


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


def _screen_table(
    screener: "Screener",
    library: "Library | None",
    table: Path,
    out: Path | None,
    workers: int | None,
    wishes: "Wishes",
) -> int:
    """Screen row by row; what cannot be read is named by row and column, and the rest goes on.

    Returns:
        how many rows have something that could not be read.

    """
    from watchwire.bulk.table import TableRun
    from watchwire.screening import settle_for_rows

    if wishes.note:
        say(f"watchwire: {wishes.note}")
    if out is not None and out.resolve() == table.resolve():
        raise UsageError(f"--out {out}: this is the table itself")
    _ = screener.index  # made once, before workers open it
    settle_for_rows()

    def told(line: str) -> None:
        say(f"watchwire: {line}")

    with progress_of("rows") as progress:
        run = TableRun(screener, library, table, wishes, workers or os.cpu_count() or 1, told, progress)
        result = run.to_file(out) if out is not None else run.to_stream(sys.stdout)
    if out is not None:
        told(f"{result.rows} rows, {result.failed} of them with something that could not be read: {out}")
    return result.failed
