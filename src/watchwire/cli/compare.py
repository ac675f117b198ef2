"""`watchwire compare`: how alike two names are, and why."""

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import put_json
from watchwire.errors import UsageError

if TYPE_CHECKING:
    from watchwire.model import PartyKind

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
            help="Compare the rows of a CSV file with the columns name1,name2[,schema].",
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
        _compare_table(table)
        return
    if a is None or b is None:
        raise UsageError("give two names, or --csv FILE")
    comparison = watchwire.compare(a, b, _kind(kind) if kind else PartyKind.PERSON)
    if as_json:
        reasons = [{"feature": r.feature, "weight": r.weight, "detail": r.detail} for r in comparison.reasons]
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


def _compare_table(table: Path) -> None:
    import watchwire

    try:
        stream = table.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise UsageError(f"{table}: cannot be read: {error.strerror or error}") from error
    with stream:
        reader = csv.DictReader(stream)
        fields = list(reader.fieldnames or ())
        if not {"name1", "name2"} <= set(fields):
            raise UsageError(f"{table}: the columns name1 and name2 are needed")
        writer = csv.DictWriter(sys.stdout, [*fields, "score"], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for row in reader:
            score = watchwire.compare(row["name1"] or "", row["name2"] or "", _kind(row.get("schema") or "")).score
            writer.writerow({**row, "score": score})
