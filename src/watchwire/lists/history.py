"""What a party's entry said over time, as far as the snapshots held tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from watchwire.errors import LibraryError
from watchwire.lists.diff import changed_fields
from watchwire.lists.library import Library
from watchwire.lists.snapshot import Snapshot
from watchwire.model import Party


@dataclass(frozen=True, slots=True)
class Step:
    """One change: `what` is held, added, changed, removed or returned; `fields` maps name to (old, new).

    A step by a date inside the entry (`by` is "date", not "snapshot") is listed, delisted or amended.
    """

    snapshot: Snapshot
    what: str
    party: Party
    fields: dict[str, tuple[Any, Any]]
    before: date | None
    """The version of the snapshot before, so that the change lies between the two."""
    day: date
    """When it is first seen: the snapshot's version, or the date in the entry."""
    by: str = "snapshot"


def history(library: Library, word: str) -> Iterator[Step]:
    """Yield every change of the entries that a word names, list by list, oldest first.

    Args:
        library: the snapshots.
        word: a party's id ("un-sc:KPi.076"), its reference on any list, or a name exactly as listed.

    Raises:
        LibraryError: no snapshot has such an entry.

    """
    found = False
    for list_id in dict.fromkeys(snapshot.list for snapshot in library.snapshots()):
        snapshots = library.snapshots(list_id)
        parties = [{party.id: party for party in library.parties(snapshot)} for snapshot in snapshots]
        wanted = {party.id for held in parties for party in held.values() if is_named(party, word)}
        for party_id in sorted(wanted):
            found = True
            steps = list(_steps(snapshots, [held.get(party_id) for held in parties]))
            yield from sorted([*_dated(steps), *steps], key=lambda step: step.day)
    if not found:
        raise LibraryError(f"{word}: no snapshot has an entry with this id, reference or name")


def is_named(party: Party, word: str) -> bool:
    """Say whether a word is a party's id, its reference on a list, or one of its names exactly as listed."""
    lower = word.casefold()
    return (
        party.id.casefold() == lower
        or any(listing.reference.casefold() == lower for listing in party.listings)
        or any(name.full.casefold() == lower for name in party.names)
    )


def _dated(steps: list[Step]) -> Iterator[Step]:
    """Yield the days that the entry itself tells of, each once, by the last snapshot that says so."""
    found: dict[tuple[str, date], Step] = {}
    for step in steps:
        for listing in step.party.listings:
            days = (("listed", listing.listed_on), ("delisted", listing.delisted_on), ("amended", listing.amended_on))
            for what, day in days:
                if day is not None:
                    found[what, day] = Step(step.snapshot, what, step.party, {}, None, day, "date")
    yield from found.values()


def _steps(snapshots: tuple[Snapshot, ...], entries: list[Party | None]) -> Iterator[Step]:
    before: Party | None = None
    last: Party | None = None
    version: date | None = None
    for snapshot, entry in zip(snapshots, entries, strict=True):
        if entry is not None and before is None:
            what = "returned" if last is not None else "held" if version is None else "added"
            yield Step(snapshot, what, entry, {}, version, snapshot.version)
        elif entry is None and before is not None:
            yield Step(snapshot, "removed", before, {}, version, snapshot.version)
        elif entry is not None and before is not None and (fields := changed_fields(before, entry)):
            yield Step(snapshot, "changed", entry, fields, version, snapshot.version)
        before, last, version = entry, entry or last, snapshot.version
