"""What changed between two snapshots of a list."""

from dataclasses import dataclass
from typing import Any

from watchwire.lists.records import to_record
from watchwire.model import Party


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that stands in both snapshots with different content; `fields` maps name to (old, new)."""

    party: Party
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Entries added, removed and changed, in the order of their ids."""

    added: tuple[Party, ...]
    removed: tuple[Party, ...]
    changed: tuple[Change, ...]


def difference(old: tuple[Party, ...], new: tuple[Party, ...]) -> Difference:
    """Compare two snapshots entry by entry, by id."""
    before = {party.id: party for party in old}
    after = {party.id: party for party in new}
    changed = (
        Change(after[key], fields)
        for key in sorted(before.keys() & after.keys())
        if (fields := changed_fields(before[key], after[key]))
    )
    return Difference(
        tuple(after[key] for key in sorted(after.keys() - before.keys())),
        tuple(before[key] for key in sorted(before.keys() - after.keys())),
        tuple(changed),
    )


def changed_fields(old: Party, new: Party) -> dict[str, tuple[Any, Any]]:
    """Return what differs between two entries, by field: (old, new)."""
    if old == new:
        return {}
    left, right = to_record(old), to_record(new)
    return {
        name: (left.get(name), right.get(name))
        for name in sorted(left.keys() | right.keys())
        if not _same(name, left.get(name), right.get(name))
    }


def _same(name: str, old: Any, new: Any) -> bool:
    """Say whether a field is the same; the order of a list is the publisher's whim, save for the primary name."""
    if old == new:
        return True
    if not isinstance(old, list) or not isinstance(new, list):
        return False
    first = name != "names" or old[:1] == new[:1]
    return first and sorted(map(repr, old)) == sorted(map(repr, new))
