"""`watchwire store`: check, export, import, forget, upgrade."""

import sys
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from watchwire.cli.common import say
from watchwire.cli.desk import CheckpointsOption, StoreOption, me, open_store
from watchwire.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="The desk's database.")
WhyOption = Annotated[str, typer.Option("--why", help="Why; it goes on record.")]


@app.command()
def check(checkpoints: CheckpointsOption = None, store: StoreOption = None) -> None:
    """Check all against all: database, texts, briefs, alerts and decisions, the ledger, and checkpoints of it."""
    from watchwire.store import ledger, transfer
    from watchwire.store.checkpoints import key_from_environment, verify_checkpoints

    held = open_store(store)
    with held.read() as connection:
        faults = 0
        seen = verify_checkpoints(connection, checkpoints, key_from_environment()) if checkpoints else ()
        for fault in chain(transfer.check(connection), seen):
            faults += 1
            sys.stdout.write(f"{fault}\n")
        if faults:
            raise typer.Exit(1)
        number, digest = ledger.head(connection)
    sys.stdout.write(f"{held.name}: sound; {number} entries in the ledger, the last one {digest}\n")


@app.command()
def upgrade(store: StoreOption = None) -> None:
    """Bring the schema of a database up to date (a SQLite file does so by itself)."""
    from watchwire.store import Store, default_store

    held = Store.open(store or default_store(), upgrade=True)
    sys.stdout.write(f"{held.name}: up to date\n")


@app.command()
def versions(
    url: Annotated[str, typer.Argument(help="The address of an article.")],
    store: StoreOption = None,
) -> None:
    """Show the texts that stood under an address over time, and what went and came between them."""
    from watchwire.errors import StoreError
    from watchwire.store.versions import difference, versions_at

    held = open_store(store)
    with held.read() as connection:
        found = versions_at(connection, url)
    if not found:
        raise StoreError(f"{url}: no article was read there")
    before = None
    for version in found:
        sys.stdout.write(f"{version.seen_at}  article {version.article}  {version.title or ''}\n")
        if before is not None:
            sys.stdout.writelines(f"    {line}\n" for line in difference(before, version))
        before = version


@app.command("export")
def export_(
    out: Annotated[Path, typer.Argument(help="A file to write (JSON Lines), or - for standard output.")],
    store: StoreOption = None,
) -> None:
    """Write the whole store as JSON Lines, but for sessions."""
    from watchwire.store import transfer

    held = open_store(store)
    with held.read() as connection:
        if str(out) == "-":
            transfer.export(connection, sys.stdout.buffer)
            return
        with out.open("xb") as stream:
            count = transfer.export(connection, stream)
    say(f"{out}: {count} rows")


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="What `store export` wrote.")], store: StoreOption = None
) -> None:
    """Fill an empty store from an export; all of it is kept, or nothing."""
    from watchwire.store import transfer

    held = open_store(store, make=True)
    with source.open("rb") as stream, held.write() as connection:
        count = transfer.load(connection, stream)
    say(f"{held.name}: {count} rows")


@app.command()
def forget(
    article: Annotated[int | None, typer.Option("--article", help="The number of an article to remove.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="A name whose screenings the ledger shall forget.")] = None,
    why: WhyOption = "",
    store: StoreOption = None,
) -> None:
    """Remove an article, or what was recorded of screenings of a name. That it was done stays on record."""
    from watchwire.store import transfer

    if (article is None) == (name is None) or not why.strip():
        raise UsageError("give --article NUMBER or --name NAME, and --why")
    held = open_store(store)
    with held.write() as connection:
        if article is not None:
            transfer.forget_article(connection, article, me(), why)
            sys.stdout.write(f"article {article}: forgotten\n")
        else:
            count = transfer.forget_name(connection, name or "", me(), why)
            sys.stdout.write(f"{count} entries of the ledger no longer say what they said\n")
