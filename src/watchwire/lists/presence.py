"""When each party stood on a list, by the snapshots held."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Presence:
    """When each party stood on a list, by the snapshots held.

    `spells` gives for each party the versions at which it was first seen and first missing again (None: still there).
    """

    versions: tuple[date, ...]
    spells: dict[str, tuple[tuple[date, date | None], ...]]

    @classmethod
    def of(cls, snapshots: list[tuple[date, frozenset[str]]]) -> "Presence":
        """Work presence out from the ids of each snapshot, oldest first."""
        spells: dict[str, list[tuple[date, date | None]]] = {}
        before: frozenset[str] = frozenset()
        for version, ids in snapshots:
            for party in ids - before:
                spells.setdefault(party, []).append((version, None))
            for party in before - ids:
                spells[party][-1] = (spells[party][-1][0], version)
            before = ids
        return cls(tuple(version for version, _ in snapshots), {key: tuple(held) for key, held in spells.items()})

    def stood(self, party: str, version: date) -> bool:
        """Say whether a party was on the snapshot of a version."""
        return any(first <= version and (gone is None or version < gone) for first, gone in self.spells.get(party, ()))

    def gone(self, party: str, version: date) -> date | None:
        """Return the version by which a party that stood there earlier had left, as of a version."""
        left = [gone for _, gone in self.spells.get(party, ()) if gone is not None and gone <= version]
        return left[-1] if left and not self.stood(party, version) else None

    def as_record(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "versions": [version.isoformat() for version in self.versions],
            "spells": {
                party: [[first.isoformat(), gone.isoformat() if gone else None] for first, gone in held]
                for party, held in self.spells.items()
            },
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "Presence":
        """Read what `as_record` gave."""
        return cls(
            tuple(map(date.fromisoformat, record["versions"])),
            {
                party: tuple(
                    (date.fromisoformat(first), date.fromisoformat(gone) if gone else None) for first, gone in held
                )
                for party, held in record["spells"].items()
            },
        )
