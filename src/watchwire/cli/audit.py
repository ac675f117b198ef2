"""`watchwire audit`: the append-only record, verified and exported."""

import csv
import sys
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from watchwire.cli.common import put_json, say
from watchwire.cli.desk import CheckpointsOption, StoreOption, open_store
from watchwire.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="The append-only record of screenings and decisions.")


class Form(StrEnum):
    """How the record is exported."""

    CSV = "csv"
    JSON = "json"
    HTML = "html"


@app.command()
def verify(
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="NUMBER:HASH", help="An entry noted elsewhere: shows that none was cut off."),
    ] = None,
    checkpoints: CheckpointsOption = None,
    store: StoreOption = None,
) -> None:
    """Walk the whole chain, hold the tables against it; name what was changed or is missing (exit code 1)."""
    from watchwire.store import ledger
    from watchwire.store.checkpoints import key_from_environment, verify_checkpoints
    from watchwire.store.crosscheck import as_far_as_read, crosscheck

    expected = None
    if head:
        number, _, digest = head.partition(":")
        if not number.isdecimal() or not digest:
            raise UsageError(f"--head {head}: expected NUMBER:HASH, as `audit verify` prints it")
        expected = int(number), digest
    held = open_store(store)
    with held.read() as connection:
        faults = 0
        seen = verify_checkpoints(connection, checkpoints, key_from_environment()) if checkpoints else ()
        chained = as_far_as_read("the ledger", ledger.verify(connection, expected))
        for fault in chain(chained, crosscheck(connection), seen):
            faults += 1
            sys.stdout.write(f"{fault}\n")
        if faults:
            raise typer.Exit(1)
        last = ledger.head(connection)
    sys.stdout.write(f"whole: {last[0]} entries; note elsewhere: {last[0]}:{last[1]}\n")
    if expected is None and checkpoints is None:
        say(
            "as far as the store itself can tell: that none was cut off its end shows with --head or --checkpoints only"
        )


@app.command()
def checkpoint(
    path: Annotated[Path, typer.Argument(help="A file on another disk or machine; a line is added.")],
    store: StoreOption = None,
) -> None:
    """Write down, elsewhere, where the record stands: for cron. Signed where WATCHWIRE_CHECKPOINT_KEY is set."""
    from watchwire.store import ledger
    from watchwire.store.checkpoints import append_checkpoint, key_from_environment

    held = open_store(store)
    key = key_from_environment()
    with held.read() as connection:
        new = append_checkpoint(connection, path, key)
        number, digest = ledger.head(connection)
    state = "added" if new else "there already"
    sys.stdout.write(f"{path}: {number}:{digest} {state}, {'signed' if key else 'not signed'}\n")


@app.command("export")
def export_(
    form: Annotated[Form, typer.Option("--format", help="csv, json (lines) or html (prints well).")] = Form.CSV,
    kind: Annotated[str | None, typer.Option("--kind", help="Only one kind: read, screen, alert, decision, …")] = None,
    store: StoreOption = None,
) -> None:
    """Print the record."""
    from watchwire.desk.audit import render_ledger, rows_of
    from watchwire.store import ledger

    held = open_store(store)
    with held.read() as connection:
        if form is Form.HTML:
            sys.stdout.write(render_ledger(connection, kind))
        elif form is Form.JSON:
            for row in rows_of(ledger.entries(connection, kind)):
                put_json(row)
        else:
            writer = csv.DictWriter(
                sys.stdout, ["number", "at", "actor", "kind", "subject", "detail", "sha256"], lineterminator="\n"
            )
            writer.writeheader()
            writer.writerows(rows_of(ledger.entries(connection, kind), plain=True))
