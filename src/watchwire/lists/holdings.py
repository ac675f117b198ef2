"""What one screening is checked against: every party of every snapshot held, each as its newest entry has it.

Whether a listing was in force on a day is worked out from all snapshots held and the dates inside the entry.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from watchwire.lists.checked import checks
from watchwire.lists.library import Library
from watchwire.lists.presence import Presence
from watchwire.lists.quality import with_quality_of_origin
from watchwire.lists.snapshot import Snapshot
from watchwire.lists.standing import Look, standing
from watchwire.model import Listing, ListingStatus, ListVersion, Party, Status

_STARTER_NOTE = (
    "checked against the starter list only (a small example of {parties} parties, dated {version}); "
    "load the real lists with: watchwire lists update"
)


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
    looks: dict[str, tuple[Look, ...]] = field(default_factory=dict, compare=False)
    """The snapshots held of each list, oldest first."""
    index_folder: Path | None = None
    """Where indexes over these parties may be kept; None for those that are built anew."""
    stream: Callable[[], Iterator[Party]] | None = field(default=None, compare=False)
    """Yields what `read` returns, where that may be too much at once."""
    key: tuple[str, ...] = ()
    """The hashes that an index over these parties depends on: those of all snapshots, so that all days share it."""

    def each_party(self) -> Iterator[Party]:
        """Yield the parties one by one; those of very long lists are not in memory together."""
        return self.stream() if self.stream is not None else iter(self.read())

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """All parties: of the newest snapshots, and those that have left their list since an older one."""
        return self.read()

    def subject_of(self, party_id: str) -> str:
        """Return the id of the entry that leads the subject of a party, over all parties that are screened against."""
        from watchwire.lists.joined import subjects_of

        return subjects_of(self).of(party_id)

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
        """Say whether a listing was in force on the day asked for; see `lists.standing`.

        When no day is known there is no answer, save for a listing that has ended by the newest snapshot.
        """
        list_id = party.id.partition(":")[0]
        if list_id not in self.looks:  # the starter's entries name several lists, and no snapshot of any
            list_id = next(iter(self.looks)) if len(self.looks) == 1 else listing.list
        looks = self._looks(party, list_id)
        own = listing.list == party.id.partition(":")[0] or len(party.listings) == 1
        if self.as_of is not None:
            return standing(listing, looks, self.as_of, own)
        if not looks:
            return None
        found = standing(listing, looks, looks[-1].version, own)
        return found if found.status is Status.DELISTED else None

    def _looks(self, party: Party, list_id: str) -> list[Look]:
        presence = self.presence.get(list_id)
        return [
            replace(look, stood=presence is None or presence.stood(party.id, look.version))
            for look in self.looks.get(list_id, ())
        ]


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
        from watchwire.lists.starter import starter_list

        snapshot, loaded = starter_list()
        looks: dict[str, tuple[Look, ...]] = {snapshot.list: (_look(snapshot, {}),)}
        return Holdings(
            (snapshot,),
            lambda: loaded.parties,
            as_of,
            looks=looks,
            index_folder=_starter_index(),
            key=(snapshot.sha256,),
        )
    lists = [snapshot.list for snapshot in newest]
    held = {list_id: library.snapshots(list_id) for list_id in lists}
    in_force = {
        list_id: fitting[-1]
        for list_id, snapshots in held.items()
        if as_of and (fitting := [s for s in snapshots if s.version <= as_of])
    }
    presence = {list_id: library.presence(list_id) for list_id, snapshots in held.items() if len(snapshots) > 1}

    def each() -> Iterator[Party]:
        needed = {list_id: _needed(presence.get(list_id), snapshots) for list_id, snapshots in held.items()}
        alone = [list_id for list_id, few in needed.items() if list_id.startswith("own-") and len(few) == 1]
        found: dict[str, Party] = {}
        for list_id, snapshots in needed.items():
            for snapshot in snapshots if list_id not in alone else ():
                found.update((party.id, party) for party in library.parties(snapshot))
        yield from with_quality_of_origin(found.values())
        found.clear()  # before a list of any length
        for list_id in alone:  # a list of one's own may be of any length, and nothing of it hangs on another
            yield from library.each_party(needed[list_id][0])

    key = tuple(sorted({snapshot.sha256 for snapshots in held.values() for snapshot in snapshots}))
    checked = checks(library)
    looks = {list_id: tuple(_look(snapshot, checked) for snapshot in snapshots) for list_id, snapshots in held.items()}
    return Holdings(
        tuple(newest),
        lambda: tuple(each()),
        as_of,
        in_force,
        presence,
        looks,
        library.index_folder,
        stream=each,
        key=key,
    )


def _starter_index() -> Path:
    """Return where the index over the starter list is kept: it can be made again, and making it takes half a second."""
    from platformdirs import user_cache_path

    return user_cache_path("watchwire") / "index"


def _look(snapshot: Snapshot, checked: Mapping[str, date]) -> Look:
    """A file that was fetched from its publisher was in force on that day too; one from a disk may be old."""
    last = snapshot.version
    if snapshot.source.startswith(("http://", "https://")):
        last = max(last, date.fromisoformat(snapshot.fetched[:10]), checked.get(snapshot.sha256, last))
    return Look(snapshot.version, last, True, snapshot.sha256)


def _needed(presence: Presence | None, snapshots: tuple[Snapshot, ...]) -> list[Snapshot]:
    """Return the newest snapshot and, before it, the last one that holds each party which has left since."""
    if presence is None:
        return list(snapshots)
    left = {held[-1][1] for held in presence.spells.values() if held[-1][1] is not None}
    before = {s.version: previous for previous, s in pairwise(snapshots)}
    needed = {before[version].sha256 for version in left if version in before} | {snapshots[-1].sha256}
    return [snapshot for snapshot in snapshots if snapshot.sha256 in needed]
