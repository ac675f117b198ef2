"""What is decided when a file is added: which version it is, what its record says, and whether it may be cut short."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime

from watchwire.errors import ListError
from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import LoadedList, Problem
from watchwire.lists.snapshot import Snapshot

_MAY_LEAVE, _SHARE_MAY_LEAVE = 2, 0.1
"""How many parties, and which share of them, may be gone from a list at once. The largest delisting that we know of, of
Syria's by OFAC in June 2025, was of 518 of some 17,000 (3 %)."""


@dataclass(frozen=True, slots=True)
class Added:
    """The outcome of adding a snapshot; `new` is False when the library held it already.

    `mended` names the damaged files of a held snapshot that adding it again has replaced.
    """

    snapshot: Snapshot
    new: bool
    problems: tuple[Problem, ...]
    mended: tuple[str, ...] = ()


def snapshot_of(
    loaded: LoadedList,
    bundle: Bundle,
    source: str,
    version: date | None = None,
    last_modified: date | None = None,
    fetched: datetime | None = None,
) -> Snapshot:
    """Return the record of a file that was loaded; see `Library.add` for the arguments."""
    chosen, version_from = _version(loaded, bundle, source, version, last_modified)
    return Snapshot(
        loaded.list,
        loaded.title,
        loaded.publisher,
        chosen,
        version_from,
        (fetched or datetime.now(UTC)).isoformat(timespec="seconds"),
        source,
        bundle.sha256,
        tuple((file.name, file.sha256, len(file.packed)) for file in bundle.files),
        _counts(loaded),
        tuple(str(problem) for problem in loaded.problems),
        loaded.starter,
    )


def refuse_shrunken(snapshot: Snapshot, loaded: LoadedList, before: Snapshot, held: frozenset[str]) -> None:
    """Hold back a file that lacks many of the parties that the version before it has: it may be cut short.

    Raises:
        ListError: it does.

    """
    lost = held - {party.id for party in loaded.parties}
    if len(lost) > max(_MAY_LEAVE, len(held) * _SHARE_MAY_LEAVE):
        raise ListError(
            f"{loaded.title}, version {snapshot.version}: {len(lost)} of the {len(held)} parties of the version of "
            f"{before.version} are not in it (among them {', '.join(sorted(lost)[:3])}). It may be cut short: "
            "it was held back, and the version in use stays. If the publisher did remove them, add it again "
            "and accept that (--accept-shrink)"
        )


def _counts(loaded: LoadedList) -> dict[str, int]:
    counts = Counter(party.kind.value for party in loaded.parties)
    names = sum(len(party.names) for party in loaded.parties)
    return {"parties": len(loaded.parties), "names": names, **dict(sorted(counts.items()))}


def _version(
    loaded: LoadedList, bundle: Bundle, source: str, given: date | None, modified: date | None
) -> tuple[date, str]:
    if given:
        return given, "given"
    if loaded.version:
        return loaded.version, "file"
    if modified:
        return modified, "last-modified"
    for text in (bundle.name, source):
        found = re.findall(r"(?<!\d)((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?(?!\d)", text)
        for year, month, day in reversed(found):
            try:
                return date(int(year), int(month), int(day or 1)), "name"
            except ValueError:
                continue
    return datetime.now(UTC).date(), "fetched"
