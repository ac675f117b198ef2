"""What one screening is checked against: every party of every snapshot held, each as its newest entry has it.

As-of works in two ways. Where the library holds a snapshot that was in force on the day, that snapshot says
whether a party was listed. Where it does not, the listing dates inside the newest file do. The answer says which.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from watchwire.lists.library import Library
from watchwire.lists.presence import Presence
from watchwire.lists.snapshot import Snapshot
from watchwire.lists.starter import starter_list
from watchwire.model import Listing, ListingStatus, ListVersion, Party, Status

_STARTER_NOTE = (
    "checked against the starter list only (a small example of {parties} parties, dated {version}); "
    "load the real lists with: watchwire lists update"
)
_STALE_DAYS = 31
"""How many days before the day asked for a snapshot may lie and still be taken as in force without a remark."""


@dataclass(frozen=True)
class Holdings:
    """Parties to screen against, with what is needed to say whether each was listed on a day.

    The parties themselves are read when they are asked for: a compiled index holds them too.
    """

    snapshots: tuple[Snapshot, ...]
    read: Callable[[], tuple[Party, ...]] = field(compare=False)
    as_of: date | None = None
    in_force: dict[str, Snapshot] = field(default_factory=dict)
    presence: dict[str, Presence] = field(default_factory=dict, compare=False)
    index_folder: Path | None = None
    """Where indexes over these parties may be kept; None for those that are built anew."""
    key: tuple[str, ...] = ()
    """The hashes that an index over these parties depends on: those of all snapshots, so that all days share it."""

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """All parties: of the newest snapshots, and those that have left their list since an older one."""
        return self.read()

    @property
    def starter_note(self) -> str | None:
        """What whoever is answered must know where only the starter list was searched; else None."""
        starter = next((snapshot for snapshot in self.snapshots if snapshot.starter), None)
        if starter is None or len(self.snapshots) > 1:
            return None
        return _STARTER_NOTE.format(parties=starter.parties, version=starter.version)

    @property
    def versions(self) -> tuple[ListVersion, ...]:
        """What the brief says of the lists: the newest snapshots, and those in force on the day."""
        held = [snapshot.as_version() for snapshot in self.snapshots]
        names = {(version.list, version.sha256) for version in held}
        extra = [s.as_version() for s in self.in_force.values() if (s.list, s.sha256) not in names]
        return (*held, *extra)

    def status(self, party: Party, listing: Listing) -> ListingStatus | None:
        """Say whether a listing was in force on the day asked for.

        When no day is known there is no answer, save for a party that the newest snapshot no longer has.
        """
        presence = self.presence.get(listing.list)
        if self.as_of is None:
            return self._left(party, presence)
        by_dates = _by_dates(listing, self.as_of)
        snapshot = self.in_force.get(listing.list)
        if snapshot is None:
            return by_dates
        return _by_snapshot(party, by_dates, snapshot, presence, self.as_of)

    def _left(self, party: Party, presence: Presence | None) -> ListingStatus | None:
        if presence is None or not presence.versions:
            return None
        newest = presence.versions[-1]
        gone = presence.gone(party.id, newest)
        if gone is None:
            return None
        return ListingStatus(
            Status.DELISTED, newest, f"absent from the snapshot of {gone}, which an older one had", gone
        )


def _by_dates(listing: Listing, day: date) -> ListingStatus:
    basis = f"dates in the entry of {listing.list}"
    if listing.delisted_on and listing.delisted_on <= day:
        return ListingStatus(Status.DELISTED, day, basis, listing.delisted_on)
    if listing.listed_on is None:
        return ListingStatus(Status.UNKNOWN, day, f"the entry of {listing.list} carries no listing date")
    if listing.listed_on > day:
        return ListingStatus(Status.NOT_YET, day, basis, listing.listed_on)
    return ListingStatus(Status.LISTED, day, basis, listing.listed_on)


def _by_snapshot(
    party: Party, by_dates: ListingStatus, snapshot: Snapshot, presence: Presence | None, day: date
) -> ListingStatus:
    basis = f"snapshot of {snapshot.version} ({snapshot.sha256[:12]})"
    if presence is None or presence.stood(party.id, snapshot.version):  # without presence there is one snapshot only
        if by_dates.status is Status.NOT_YET:
            return by_dates
        return ListingStatus(Status.LISTED, day, basis, by_dates.changed_on)
    gone = presence.gone(party.id, snapshot.version)
    if gone is not None:
        return ListingStatus(Status.DELISTED, day, f"absent from the {basis}, which an older one had", gone)
    fresh = (day - snapshot.version).days <= _STALE_DAYS
    if by_dates.status is not Status.UNKNOWN and not (fresh and by_dates.status is Status.LISTED):
        return by_dates
    newer = presence.versions[-1] > day
    if fresh or newer:
        # Absent from the snapshot in force that day, present in a later one: it came in between.
        if fresh:
            return ListingStatus(Status.NOT_YET, day, f"absent from the {basis}", _first_after(party, presence, day))
        return ListingStatus(Status.UNKNOWN, day, f"absent from the {basis}; a later one has it, without a date")
    return by_dates


def _first_after(party: Party, presence: Presence, day: date) -> date | None:
    """Return the version in which a party is first seen after a day: it was listed by then."""
    return next((first for first, _ in presence.spells.get(party.id, ()) if first > day), None)


def open_holdings(library: Library | None, as_of: date | None = None, only: frozenset[str] | None = None) -> Holdings:
    """Gather the newest snapshot of each list and those in force on a day.

    Where no library was named and the usual one is empty, the starter list stands in; the answers say so.

    Args:
        library: the library, or None for the starter list alone.
        as_of: the day for which listings are judged.
        only: list ids to restrict to.

    Raises:
        LibraryError: a library that was named holds nothing, or is damaged.

    """
    newest = [s for s in (library.newest() if library else ()) if only is None or s.list in only]
    if library is None or not newest:
        snapshot, loaded = starter_list()
        return Holdings((snapshot,), lambda: loaded.parties, as_of, key=(snapshot.sha256,))
    lists = [snapshot.list for snapshot in newest]
    held = {list_id: library.snapshots(list_id) for list_id in lists}
    in_force = {
        list_id: fitting[-1]
        for list_id, snapshots in held.items()
        if as_of and (fitting := [s for s in snapshots if s.version <= as_of])
    }
    presence = {list_id: library.presence(list_id) for list_id, snapshots in held.items() if len(snapshots) > 1}

    def parties() -> tuple[Party, ...]:
        found: dict[str, Party] = {}
        for list_id, snapshots in held.items():
            for snapshot in _needed(presence.get(list_id), snapshots):
                found.update((party.id, party) for party in library.parties(snapshot))
        return tuple(found.values())

    key = tuple(sorted({snapshot.sha256 for snapshots in held.values() for snapshot in snapshots}))
    return Holdings(tuple(newest), parties, as_of, in_force, presence, library.index_folder, key)


def _needed(presence: Presence | None, snapshots: tuple[Snapshot, ...]) -> list[Snapshot]:
    """Return the newest snapshot and, before it, the last one that holds each party which has left since."""
    if presence is None:
        return list(snapshots)
    left = {held[-1][1] for held in presence.spells.values() if held[-1][1] is not None}
    before = {s.version: previous for previous, s in pairwise(snapshots)}
    needed = {before[version].sha256 for version in left if version in before} | {snapshots[-1].sha256}
    return [snapshot for snapshot in snapshots if snapshot.sha256 in needed]
