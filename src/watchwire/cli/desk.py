"""What the commands of the desk share: the store, the rules, the desk itself."""

import getpass
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import open_library, say

if TYPE_CHECKING:
    from watchwire.desk import Desk
    from watchwire.store import Store

_CHECKPOINT_SECONDS = 600.0
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="WATCHWIRE_STORE",
        help="The database: a SQLite file, or postgresql://… (default: a file in your data folder).",
        show_default=False,
    ),
]
CheckpointsOption = Annotated[
    Path | None,
    typer.Option(
        "--checkpoints",
        envvar="WATCHWIRE_CHECKPOINTS",
        help="A file, elsewhere, that says from time to time where the record stood.",
        show_default=False,
    ),
]
RulesOption = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        envvar="WATCHWIRE_RULES",
        help="Alert rules (YAML, docs/desk.md; default: those that were saved at the desk).",
        show_default=False,
    ),
]


def open_store(url: str | None, make: bool = False) -> "Store":
    """Open the store that an option or the environment names.

    One that is not there is made only where something is to be put into it: to look into a name that was mistyped
    would find all in order, as there is nothing.
    """
    from watchwire.store import Store, default_store

    return Store.open(url or default_store(), make=make)


def open_desk(url: str | None, library: Path | None, rules: Path | None = None) -> "Desk":
    """Open a desk over a store and a library."""
    from watchwire.desk import Desk
    from watchwire.desk.channels import next_digest
    from watchwire.desk.rules import read_rules
    from watchwire.lists import open_holdings

    held = open_library(library)
    if not held.newest():  # an error where one was named
        say(f"watchwire: {open_holdings(held).starter_note}")
    next_digest()  # an error now, and not when an alert is raised
    return Desk(open_store(url, make=True), held, read_rules(rules) if rules else None)


def merge_old_alerts(desk: "Desk") -> None:
    """Merge alerts that a version before raised once for each list."""
    from watchwire.desk.merging import merge_alerts

    merged = merge_alerts(desk)
    if merged:
        say(f"watchwire: {merged} alerts on the same subject of the same story went into others (docs/desk.md)")


def me() -> str:
    """Return who works at this terminal: the name under which it goes on record."""
    try:
        return getpass.getuser()[:64]
    except (KeyError, OSError):
        return "terminal"


_last_checkpoint = -_CHECKPOINT_SECONDS


def write_checkpoint(store: "Store", path: Path, at_once: bool = False) -> None:
    """Add to a file of checkpoints where the record stands, every ten minutes, or at once."""
    global _last_checkpoint  # noqa: PLW0603 - a process writes one file
    from watchwire.store.checkpoints import append_checkpoint, key_from_environment

    if at_once or time.monotonic() - _last_checkpoint >= _CHECKPOINT_SECONDS:
        with store.read() as connection:
            append_checkpoint(connection, path, key_from_environment())
        _last_checkpoint = time.monotonic()


def write_checkpoints(store: "Store", path: Path) -> None:
    """Add checkpoints from a thread of its own, for as long as the process lives."""
    from watchwire.desk.supervise import Step

    step = Step("writing a checkpoint", lambda: write_checkpoint(store, path))

    def work() -> None:
        while True:
            step.run(lambda line: say(f"watchwire: {line}"))
            time.sleep(5)

    threading.Thread(target=work, daemon=True, name="checkpoints").start()
