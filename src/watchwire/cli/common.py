"""What several commands share: options, the library, dates, and saying things on stderr."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from watchwire.errors import UsageError

if TYPE_CHECKING:
    from watchwire.lists import Library
    from watchwire.sources import FetchLimits

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        envvar="WATCHWIRE_LIBRARY",
        help="Folder of list snapshots (default: in your data folder, or the starter list while none is there).",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Judge listings as of this day (2023-09-12).", show_default=False),
]
SecondsOption = Annotated[
    float,
    typer.Option("--seconds", min=0.1, help="How long one article may take, about; what is left out then is said."),
]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Allow fetching from private and loopback addresses.")
]


def open_library(root: Path | None) -> "Library":
    """Open the library that an option or the environment names."""
    from watchwire.lists import open_library as _open

    return _open(root)


def day(text: str | None, option: str) -> date | None:
    """Read a date option.

    Raises:
        UsageError: it is no ISO date.

    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option} {text}: expected a date like 2023-09-12") from error


def limits(allow_private: bool) -> "FetchLimits":
    """Return the bounds for fetching pages."""
    from watchwire.sources import FetchLimits

    return FetchLimits(allow_private=allow_private)


def say(text: str) -> None:
    """Write a line for the person, on stderr."""
    sys.stderr.write(f"{text}\n")


def die(text: str, code: int) -> NoReturn:
    """Say what went wrong and leave."""
    say(f"watchwire: {text}")
    sys.exit(code)


def put_json(record: Any) -> None:
    """Write one JSON object as a line."""
    import orjson

    sys.stdout.write(orjson.dumps(record).decode() + "\n")


@contextmanager
def progress_of(what: str) -> "Iterator[Callable[[int, int], None] | None]":
    """Show how far long work has come, on a terminal and only there."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
