"""`watchwire verify`: a brief's article is read again with the same lists, and differences are named."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from watchwire.cli.common import LibraryOption, open_library, say
from watchwire.errors import UsageError, WatchwireError


def verify(
    briefs: Annotated[
        list[Path], typer.Argument(help="Briefs as JSON, one a file or one a line; - for standard input.")
    ],
    library: LibraryOption = None,
) -> None:
    """Replay briefs with the snapshots that they name and report any difference; exit 1 if there is one."""
    import orjson

    from watchwire.replay import replay

    held = open_library(library)
    held.newest()  # an error where a library was named that is not there
    failed = 0
    for path in briefs:
        for number, line in enumerate(_records(path), 1):
            place = f"{path}, line {number}"
            try:
                differences = list(replay(orjson.loads(line), held))
            except (ValueError, WatchwireError) as error:
                failed += 1
                say(f"watchwire: {place}: {error}")
                continue
            failed += bool(differences)
            for difference in differences:
                sys.stdout.write(f"{place}: {difference}\n")
            if not differences:
                sys.stdout.write(f"{place}: the same\n")
    if failed:
        raise typer.Exit(1)


def _records(path: Path) -> list[bytes]:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    lines = [line for line in data.splitlines() if line.strip()]
    # A brief written over several lines is one record; compact ones are one a line.
    if not lines:
        raise UsageError(f"{path}: holds no brief")
    return lines if lines[0].rstrip().endswith(b"}") else [data]
