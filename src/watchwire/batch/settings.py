"""What a run over a corpus is asked to do. What decides the output is fixed for a folder; the rest may change."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Deep(StrEnum):
    """Which articles get a whole brief."""

    HITS = "hits"
    ALL = "all"
    NONE = "none"


class Engine(StrEnum):
    """What spreads the work: Daft's own engine on this machine, or Ray."""

    NATIVE = "native"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the output.

    `library` is the folder of snapshots (None: the starter list), `key` the hashes of the lists in it, so that a run
    is never resumed against other lists; `columns` says which column of a table is the text, url, title and so on;
    `triggers` are words that ask for a brief where no listed party does.
    """

    library: str | None = None
    key: tuple[str, ...] = ()
    as_of: date | None = None
    deep: Deep = Deep.HITS
    triggers: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    watchwire: str = ""

    def as_json(self) -> str:
        """Return the settings as one line of JSON."""
        return json.dumps({**asdict(self), "as_of": self.as_of.isoformat() if self.as_of else None}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Settings":
        """Read what `as_json` wrote."""
        held: dict[str, Any] = json.loads(text)
        return replace(
            cls(**held),
            key=tuple(held["key"]),
            as_of=date.fromisoformat(held["as_of"]) if held["as_of"] else None,
            deep=Deep(held["deep"]),
            triggers=tuple(held["triggers"]),
            columns=tuple((key, value) for key, value in held["columns"]),
        )
