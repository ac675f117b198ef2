"""`watchwire compare`: how alike two names are, and why."""

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import put_json, say
from watchwire.errors import UsageError

if TYPE_CHECKING:
    from watchwire.model import Comparison, PartyKind, Reason

_HEADINGS = {
    "name1": ("name1", "namea", "a", "left", "first", "name"),
    "name2": ("name2", "nameb", "b", "right", "second", "othername"),
    "schema": ("schema", "kind", "type"),
}
_KINDS = {
    "person": "person",
    "company": "organization",
    "organization": "organization",
    "vessel": "vessel",
    "airplane": "aircraft",
    "aircraft": "aircraft",
}


def compare(
    a: Annotated[str | None, typer.Argument(show_default=False)] = None,
    b: Annotated[str | None, typer.Argument(show_default=False)] = None,
    kind: Annotated[
        str | None, typer.Option(help="person, organization, vessel or aircraft.", show_default=False)
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--csv",
            help="Compare the rows of a CSV file with the columns name1,name2[,schema]; --json gives a line a row.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare two names: a score from 0 to 1 with the reasons that add up to it."""
    import watchwire
    from watchwire.model import PartyKind
    from watchwire.names.ofac_score import ofac_score

    if table is not None:
        if _compare_table(table, as_json):
            raise typer.Exit(1)
        return
    if a is None or b is None:
        raise UsageError("give two names, or --csv FILE")
    comparison = watchwire.compare(a, b, _kind(kind) if kind else PartyKind.PERSON)
    if as_json:
        reasons = [reason_of(reason) for reason in comparison.reasons]
        put_json(
            {"name1": a, "name2": b, "score": comparison.score, "ofac_score": ofac_score(a, b), "reasons": reasons}
        )
        return
    sys.stdout.write(f"{comparison.score:.4f}\n")
    sys.stdout.write(f"  OFAC's published method would say {ofac_score(a, b)} of 100\n")
    for reason in comparison.reasons:
        sys.stdout.write(f"  {reason.feature}: {reason.detail} ({reason.weight:+.3f})\n")


def _kind(text: str) -> "PartyKind | None":
    from watchwire.model import PartyKind

    known = _KINDS.get(text.strip().lower())
    return PartyKind(known) if known else None


def _compare_table(table: Path, as_json: bool) -> int:
    """Compare row by row; a row that cannot be read is named, and the rest goes on.

    Returns:
        how many rows could not be read.

    """
    from watchwire.bulk.rows import names_of_added
    from watchwire.sources.table import table_rows

    failed = 0
    columns: dict[str, str] | None = None
    writer: csv.DictWriter[str] | None = None
    names: dict[str, str] = {}
    for number, row in table_rows(table):
        if isinstance(row, str):
            failed += 1
            say(f"watchwire: {table}, line {number}: {row}")
            continue
        if columns is None:
            columns = _columns(table, list(row))
            names = names_of_added(("score", "reasons") if as_json else ("score",), list(row))
        found = _compared(row[columns["name1"]], row[columns["name2"]], _kind(row.get(columns.get("schema", ""), "")))
        if as_json:
            reasons = [reason_of(reason) for reason in found.reasons]
            put_json({**row, names["score"]: found.score, names["reasons"]: reasons})
            continue
        if writer is None:
            writer = csv.DictWriter(sys.stdout, [*row, *names.values()], extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
        writer.writerow({**row, names["score"]: found.score})
    if columns is None and not failed:
        raise UsageError(f"{table}: no row below its first line, which names the columns (name1,name2)")
    return failed


def _compared(a: str, b: str, kind: "PartyKind | None") -> "Comparison":
    import watchwire

    return watchwire.compare(a, b, kind)


def reason_of(reason: "Reason") -> dict[str, str | float]:
    """Return a reason as JSON has it."""
    return {"feature": reason.feature, "weight": reason.weight, "detail": reason.detail}


def _columns(table: Path, headings: list[str]) -> dict[str, str]:
    """Return which heading is which name, whatever its case and marks."""
    plain = {"".join(filter(str.isalnum, heading.casefold())): heading for heading in reversed(headings)}
    found = {name: plain[form] for name, forms in _HEADINGS.items() for form in reversed(forms) if form in plain}
    if not {"name1", "name2"} <= set(found):
        raise UsageError(
            f"{table}: the columns name1 and name2 are needed (schema may tell the kind); "
            f"there are {', '.join(headings)}"
        )
    return found
