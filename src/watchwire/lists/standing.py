"""Whether a listing was in force on a day, by what is known and no more.

What is known are points: days on which an entry surely stood (its listing date, the day of an act that it cites, a
snapshot that has it), and days on which it surely did not (before its listing date, from its end date on, a snapshot
without it). A day on a point, or between two points that say the same, has an answer. Any other day is between a yes
and a no, or after the last look, and the answer says exactly that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from watchwire.model import Listing, ListingStatus, Status

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Look:
    """One snapshot as seen by an entry: its version, the last day on which it was found unchanged, and its hash."""

    version: date
    checked: date
    stood: bool
    sha256: str = ""

    @property
    def basis(self) -> str:
        """Name the snapshot."""
        mark = f" ({self.sha256[:12]})" if self.sha256 else ""
        return f"snapshot of {self.version}{mark}"


@dataclass(frozen=True, slots=True)
class _Point:
    """A stretch of days on which an entry stood, or did not."""

    first: date
    last: date
    stood: bool
    basis: str


def standing(listing: Listing, looks: Iterable[Look], day: date, own: bool = True) -> ListingStatus:
    """Say whether a listing was in force on a day.

    Args:
        listing: with the dates of its entry.
        looks: the snapshots held of the list that the entry stands in.
        day: the day asked for.
        own: whether the listing is on that list; another list's (as OFAC's files repeat) is vouched for only by
            the newest snapshot that has the entry.

    """
    seen = sorted(looks, key=lambda look: look.version)
    if not own:
        seen = [look for look in seen if look.stood][-1:]
    points = sorted(_points(listing, seen), key=lambda point: (point.first, point.last))
    on = [point for point in points if point.first <= day <= point.last]
    before = max((point for point in points if point.last < day), key=lambda point: point.last, default=None)
    after = next((point for point in points if point.first > day), None)
    if on:
        return _certain(on[-1], on[-1].stood, listing, points, day, seen)
    if before and after and before.stood == after.stood:
        basis = before.basis if before.basis.startswith("dates") else f"{before.basis} and the {after.basis}"
        return _certain(before, before.stood, listing, points, day, seen, basis)
    if before and after is None and not before.stood and _earlier(points, before.first):
        found = _certain(before, False, listing, points, day, seen)
        return _as(found, f"delisted by {before.first}, not checked since")
    return _uncertain(before, after, day, listing)


def _points(listing: Listing, looks: list[Look]) -> Iterator[_Point]:
    yield from _from_dates(listing, looks)
    first_seen = min((look.version for look in looks if look.stood), default=None)
    for look in looks:
        if look.stood:
            last = look.checked
            if listing.delisted_on:
                last = min(last, listing.delisted_on - _DAY)
            if look.version <= last and not _announced(listing, looks):
                yield _Point(look.version, last, True, look.basis)
        elif not (
            # A file that lags behind the day its publisher gives: the date in the entry is the better witness.
            listing.listed_on
            and listing.listed_on <= look.version
            and (first_seen is None or look.version < first_seen)
        ):
            yield _Point(look.version, look.version, False, look.basis)


def _announced(listing: Listing, looks: list[Look]) -> bool:
    """Say whether the file gives a day to come: the entry stands in it and is not in force yet."""
    return listing.listed_on is not None and all(look.version < listing.listed_on for look in looks if look.stood)


def _from_dates(listing: Listing, looks: list[Look]) -> Iterator[_Point]:
    basis = f"dates in the entry of {listing.list}"
    begun, ended = listing.listed_on, listing.delisted_on
    earlier = begun is not None and any(look.stood and look.checked < begun for look in looks)
    earlier = earlier and not _announced(listing, looks)
    if begun:
        if not earlier:  # else it was listed anew, and the date says nothing of the time before
            yield _Point(date.min, begun - _DAY, False, basis)
        if ended is None or begun < ended:
            yield _Point(begun, begun, True, basis)
    for known in (listing.listed_by, listing.amended_on):
        if known and (begun is None or known >= begun) and (ended is None or known < ended):
            yield _Point(known, known, True, basis)
    if ended:
        yield _Point(ended, date.max, False, basis)


def _earlier(points: list[_Point], day: date) -> bool:
    return any(point.stood and point.first < day for point in points)


def _certain(
    point: _Point, stood: bool, listing: Listing, points: list[_Point], day: date, looks: list[Look], basis: str = ""
) -> ListingStatus:
    basis = basis or point.basis
    if stood:
        return ListingStatus(Status.LISTED, day, basis, listing.listed_on, "listed")
    yes = [held for held in points if held.stood]
    if _earlier(points, day):
        last = max(held.last for held in yes if held.first < day)
        gone = min((held.first for held in points if not held.stood and held.first > last), default=None)
        return ListingStatus(Status.DELISTED, day, basis, gone, f"delisted {gone}" if gone else "delisted")
    begins = listing.listed_on or min((held.first for held in yes), default=None)
    if day > max((look.version for look in looks), default=date.min):
        # The newest file is older than the day: what it announces may have come otherwise.
        return ListingStatus(Status.UNKNOWN, day, basis, begins, f"to be listed on {begins}, by a file of before")
    return ListingStatus(Status.NOT_YET, day, basis, begins, f"not yet, listed {begins}")


def _as(status: ListingStatus, said: str) -> ListingStatus:
    return ListingStatus(status.status, status.as_of, status.basis, status.changed_on, said, status.between)


def _uncertain(before: _Point | None, after: _Point | None, day: date, listing: Listing) -> ListingStatus:
    between = (before.last if before else None, after.first if after else None)
    changed = listing.listed_on if listing.listed_on and listing.listed_on <= day else None
    if before is None and after is None:
        said, basis = "not known", f"the entry of {listing.list} carries no listing date"
    elif before is None:
        assert after is not None  # noqa: S101  (for the type checker; tested above)
        word = "listed" if after.stood else "delisted"
        said, basis = f"{word} by {after.first}, since when is not known", f"{after.basis}; earlier nothing is held"
    elif after is None:
        word = "listed" if before.stood else "not listed"
        said, basis = f"{word} as of {before.last}, not checked since", before.basis
    else:
        word = "delisted" if before.stood else "listed"
        said = f"{word} between {before.last} and {after.first}"
        basis = f"{before.basis} and the {after.basis}"
    return ListingStatus(Status.UNKNOWN, day, basis, changed, said, between)
