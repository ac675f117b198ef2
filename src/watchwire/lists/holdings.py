"""What one screening is checked against: the newest snapshot of each list, and those of the day asked for.

As-of works in two ways. Where the library holds a snapshot that was in force on the day, that snapshot says
whether a party was listed. Where it does not, the listing dates inside the newest file do. The answer says which.
"""

from dataclasses import dataclass, field
from datetime import date

from watchwire.lists.library import Library, Snapshot
from watchwire.lists.starter import starter_list
from watchwire.model import Listing, ListingStatus, ListVersion, Party, Status

_STALE_DAYS = 31
"""How many days before the day asked for a snapshot may lie and still be taken as in force without a remark."""


@dataclass(frozen=True)
class Holdings:
    """Parties to screen against, with what is needed to say whether each was listed on a day."""

    snapshots: tuple[Snapshot, ...]
    parties: tuple[Party, ...]
    as_of: date | None = None
    dated: dict[str, tuple[Snapshot, frozenset[str]]] = field(default_factory=dict)

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
        return Holdings((snapshot,), loaded.parties, as_of)
    parties: dict[str, Party] = {}
    for snapshot in newest:
        parties.update((party.id, party) for party in library.parties(snapshot))
    dated: dict[str, tuple[Snapshot, frozenset[str]]] = {}
    for snapshot in newest:
        held = library.in_force(snapshot.list, as_of) if as_of else None
        if held is None:
            continue
        if held.sha256 == snapshot.sha256:
            dated[held.list] = (held, frozenset(p for p in parties if p.startswith(f"{held.list}:")))
            continue
        older = library.parties(held)
        dated[held.list] = (held, frozenset(party.id for party in older))
        for party in older:
            # A party that has left the list since is still found, and its status says so.
            parties.setdefault(party.id, party)
    return Holdings(tuple(newest), tuple(parties.values()), as_of, dated)
