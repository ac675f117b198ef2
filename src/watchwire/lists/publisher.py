"""The seam where a list publisher plugs in.

A publisher is a class with the members of `Publisher`, announced under the entry point group
`watchwire.publishers`. To add one, copy a neighbour in `lists/publishers/` and its test.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Protocol

from watchwire.errors import ListError, WatchwireError
from watchwire.lists.bundle import Bundle
from watchwire.lists.lookalikes import looks_like
from watchwire.lists.publishers import OURS
from watchwire.model import Party


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a list file that could not be taken as it stands; the rest was loaded."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, {self.place}: {self.message}"


@dataclass(frozen=True, slots=True)
class LoadedList:
    """What a loader made of a snapshot. `version` is the publisher's date where the file states it."""

    list: str
    title: str
    publisher: str
    parties: tuple[Party, ...]
    problems: tuple[Problem, ...] = ()
    version: date | None = None
    starter: bool = False


@dataclass(slots=True)
class Problems:
    """Collects problems while a file is being loaded."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def note(self, place: str, message: str) -> None:
        """Record one problem."""
        self.found.append(Problem(self.file, place, message))


class Publisher(Protocol):
    """One list publisher's format."""

    name: str

    def recognises(self, bundle: Bundle) -> bool:
        """Say, by a look at names and first bytes, whether this is its format."""
        ...

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every entry to a `Party`.

        Raises:
            ListError: the bundle is not the list that it claims to be.

        """
        ...


@cache
def publishers() -> tuple[Publisher, ...]:
    """Return all publishers: those of others that are installed, by their entry points, then ours."""
    ours = [_ours(name) for name in OURS]
    points = sorted(entry_points(group="watchwire.publishers"), key=lambda point: point.name)
    others = [point.load() for point in points if not point.value.startswith("watchwire.lists.publishers.")]
    return tuple(made() for made in (*others, *ours))


def _ours(name: str) -> Any:
    module, _, title = name.partition(":")
    return getattr(import_module(f"watchwire.lists.publishers.{module}"), title)


def load_bundle(bundle: Bundle) -> LoadedList:
    """Load a snapshot with the publisher that recognises it.

    Raises:
        ListError: nobody recognises it, or it turns out to be empty or another list.

    """
    for publisher in publishers():
        if publisher.recognises(bundle):
            with _without_collecting():
                loaded = _loaded(publisher, bundle)
            if not loaded.parties:
                raise ListError(f"{bundle.name}: looks like {loaded.title} but holds no entry; refused")
            return _merge_doubles(loaded)
    known = ", ".join(publisher.name for publisher in publishers())
    like = looks_like(bundle) or "Check that the download is complete and is not an error page."
    raise ListError(f"{bundle.name}: no known list format. {like} Known: {known}.")


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Pause the search for cycles: frozen values hold none, and looking through millions takes half the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _loaded(publisher: Publisher, bundle: Bundle) -> LoadedList:
    """Load a snapshot. Files are hostile: whatever a loader stumbles over is an error about the file, told as such."""
    try:
        return publisher.load(bundle)
    except WatchwireError:
        raise
    except Exception as error:
        kind = type(error).__name__
        raise ListError(f"{bundle.name}: damaged, cannot be read as {publisher.name} ({kind}: {error})") from error


def _merge_doubles(loaded: LoadedList) -> LoadedList:
    """Report entries that share a reference; all are kept, the later ones under a suffix."""
    if len({party.id for party in loaded.parties}) == len(loaded.parties):
        return loaded
    seen: dict[str, int] = {}
    parties: list[Party] = []
    problems = list(loaded.problems)
    for party in loaded.parties:
        count = seen.get(party.id, 0) + 1
        seen[party.id] = count
        if count > 1:
            problems.append(Problem(loaded.title, party.id, "reference used twice; kept with a suffix"))
            party = _renamed(party, f"{party.id}~{count}")  # noqa: PLW2901
        parties.append(party)
    return LoadedList(
        loaded.list,
        loaded.title,
        loaded.publisher,
        tuple(parties),
        tuple(problems),
        loaded.version,
        loaded.starter,
    )


def _renamed(party: Party, new_id: str) -> Party:
    from dataclasses import replace

    return replace(party, id=new_id)
