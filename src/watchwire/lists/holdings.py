"""What one screening is checked against: the newest snapshot of each list, and those of the day asked for.

As-of works in two ways. Where the library holds a snapshot that was in force on the day, that snapshot says
whether a party was listed. Where it does not, the listing dates inside the newest file do. The answer says which.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from watchwire.lists.library import Library, Snapshot
from watchwire.lists.starter import starter_list
from watchwire.model import Listing, ListingStatus, ListVersion, Party, Status

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
    dated: dict[str, tuple[Snapshot, frozenset[str]]] = field(default_factory=dict)
    index_folder: Path | None = None
    """Where indexes over these parties may be kept; None for those that are built anew."""

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """All parties: of the newest snapshots, and those that an older one in force on the day had."""
        return self.read()

    @property
    def versions(self) -> tuple[ListVersion, ...]:
        """What the brief says of the lists."""
        held = [snapshot.as_version() for snapshot in self.snapshots]
        names = {(version.list, version.sha256) for version in held}
        extra = [s.as_version() for s, _ in self.dated.values() if (s.list, s.sha256) not in names]
        return (*held, *extra)

    @property
    def key(self) -> tuple[str, ...]:
        """The hashes that an index over these parties depends on."""
        hashes = {s.sha256 for s in self.snapshots} | {s.sha256 for s, _ in self.dated.values()}
        return tuple(sorted(hashes))

    def status(self, party: Party, listing: Listing) -> ListingStatus | None:
        """Say whether a listing was in force on the day asked for; None when no day is known."""
        if self.as_of is None:
            return None
        by_dates = _by_dates(listing, self.as_of)
        found = self.dated.get(listing.list)
        if found is None:
            return by_dates
        snapshot, ids = found
        newer = any(s.list == listing.list and s.version > self.as_of for s in self.snapshots)
        return _by_snapshot(party, by_dates, snapshot, ids, self.as_of, newer)


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
    party: Party, by_dates: ListingStatus, snapshot: Snapshot, ids: frozenset[str], day: date, newer: bool
) -> ListingStatus:
    basis = f"snapshot of {snapshot.version} ({snapshot.sha256[:12]})"
    if party.id in ids:
        if by_dates.status is Status.NOT_YET:
            return by_dates
        return ListingStatus(Status.LISTED, day, basis, by_dates.changed_on)
    fresh = (day - snapshot.version).days <= _STALE_DAYS
    if by_dates.status is not Status.UNKNOWN and not (fresh and by_dates.status is Status.LISTED):
        return by_dates
    if fresh or newer:
        # Absent from the snapshot in force that day, present in a later one: it came in between.
        if fresh:
            return ListingStatus(Status.NOT_YET, day, f"absent from the {basis}")
        return ListingStatus(Status.UNKNOWN, day, f"absent from the {basis}; a later one has it, without a date")
    return by_dates


def open_holdings(library: Library | None, as_of: date | None = None, only: frozenset[str] | None = None) -> Holdings:
    """Gather the newest snapshot of each list and those in force on a day.

    With no library, or an empty one, the starter list stands in.

    Args:
        library: the library, or None for the starter list alone.
        as_of: the day for which listings are judged.
        only: list ids to restrict to.

    """
    newest = [s for s in (library.newest() if library else ()) if only is None or s.list in only]
    if library is None or not newest:
        snapshot, loaded = starter_list()
        return Holdings((snapshot,), lambda: loaded.parties, as_of)
    in_force = [library.in_force(snapshot.list, as_of) for snapshot in newest] if as_of else []
    dated = {held.list: (held, library.party_ids(held)) for held in in_force if held}
    older = [held for held, _ in dated.values() if held.sha256 not in {snapshot.sha256 for snapshot in newest}]

    def parties() -> tuple[Party, ...]:
        # Of a party that has left its list since, the older entry is kept: it is still found, and its status says so.
        found = {party.id: party for held in older for party in library.parties(held)}
        found.update((party.id, party) for snapshot in newest for party in library.parties(snapshot))
        return tuple(found.values())

    return Holdings(tuple(newest), parties, as_of, dated, library.index_folder)
