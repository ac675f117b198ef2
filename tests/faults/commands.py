"""The command line in this process: what it prints, what it says, and its exit code. Nothing may end in a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.terminal import here
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle, ListFile

FIXTURES = Path(__file__).parents[1] / "lists" / "fixtures"


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Ran:
    """Run a command as from the shell; an exception that is not turned into a line for a person comes through."""
    done = here(*arguments)
    return Ran(done.returncode, done.stdout, done.stderr)


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
