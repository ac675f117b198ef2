"""`watchwire lists update`: every publisher's list, fetched where it has changed."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import LibraryOption, PrivateOption, open_library, progress_of
from watchwire.errors import UsageError

if TYPE_CHECKING:
    from watchwire.lists.update import Feed, Outcome

ShrinkOption = Annotated[
    bool,
    typer.Option("--accept-shrink", help="Take a file that lacks many of the parties of the version before."),
]
_COLUMNS = (("list", 13), ("state", 10), ("version", 11), ("parties", 8), ("added", 7), ("removed", 8), ("changed", 8))


def update(
    only: Annotated[
        list[str] | None, typer.Argument(help="Lists to update (default: all).", show_default=False)
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="LIST=PLACE",
            help="Take a list from another address (a mirror), or from a file or folder.",
            show_default=False,
        ),
    ] = None,
    library: LibraryOption = None,
    allow_private: PrivateOption = False,
    accept_shrink: ShrinkOption = False,
) -> None:
    """Fetch every publisher's list, if it has changed; a table of what changed, one line each."""
    from watchwire.lists.progress import told_to
    from watchwire.lists.update import default_limits
    from watchwire.lists.update import update as fetch_all

    which = _chosen(only or [], source or [])
    sys.stdout.write("".join(f"{name:<{width}}" for name, width in _COLUMNS) + "note\n")
    failed = 0
    outcomes = fetch_all(open_library(library), which, default_limits(allow_private), accept_shrink)
    for feed in which:
        with progress_of(feed.list) as told, told_to(told):
            outcome = next(outcomes)
        failed += outcome.state == "failed"
        sys.stdout.write(_line(outcome))
        sys.stdout.flush()
    if failed:
        raise typer.Exit(1)


def _chosen(only: list[str], sources: list[str]) -> "tuple[Feed, ...]":
    from watchwire.lists.update import feeds

    replaced = {}
    for item in sources:
        list_id, equals, place = item.partition("=")
        if not equals or not place:
            raise UsageError(f"--source {item}: expected LIST=URL, LIST=FILE or LIST=FOLDER")
        replaced[list_id] = place
    known = {feed.list: feed for feed in feeds(replaced)}
    unknown = (set(only) | set(replaced)) - set(known)
    if unknown:
        raise UsageError(f"{', '.join(sorted(unknown))}: not a known list; known are {', '.join(known)}")
    return tuple(feed for list_id, feed in known.items() if not only or list_id in only)


def _line(outcome: "Outcome") -> str:
    held, change = outcome.snapshot, outcome.change
    cells = (
        outcome.list,
        outcome.state,
        str(held.version) if held else "",
        str(held.parties) if held else "",
        f"+{change[0]}" if change else "",
        f"-{change[1]}" if change else "",
        f"~{change[2]}" if change else "",
    )
    widths = (width for _, width in _COLUMNS)
    return "".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)) + outcome.message + "\n"
