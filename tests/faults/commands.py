"""The command line in this process: what it prints, what it says, and its exit code. Nothing may end in a traceback."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from watchwire.cli.app import main
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.screening import verbs

FIXTURES = Path(__file__).parents[1] / "lists" / "fixtures"


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Ran:
    """Run a command as from the shell; an exception that is not turned into a line for a person comes through."""
    verbs._INDEXES.clear()  # a process of its own would hold none
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with mock.patch.multiple(sys, argv=["watchwire", *map(str, arguments)], stdout=out, stderr=err):
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        for stream in (out, err):
            if not stream.closed:
                stream.flush()
    return Ran(code, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    return "" if stream.closed else stream.buffer.getvalue().decode()  # type: ignore[attr-defined]


def library(root: Path) -> Library:
    """Return a library with one list of the UN in it and an index over it."""
    held = Library(root)
    held.add(Bundle((ListFile("un.xml", (FIXTURES / "un.xml").read_bytes()),)), "un.xml")
    assert "KPi.076" in run("screen", "Ri Pyong Chol", "--library", root).out
    return held


@contextmanager
def closed(path: Path) -> Iterator[None]:
    """Take all rights from a path for a while, as a wrong installation does."""
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        yield
    finally:
        path.chmod(mode)
