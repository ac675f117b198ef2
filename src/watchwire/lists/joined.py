"""Which listed entries are one subject, for the lists in use: worked out once for a set of lists, then kept."""

import hashlib
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from watchwire.errors import LibraryError
from watchwire.lists.files import write_atomically
from watchwire.lists.subjects import Join, Subjects, Why, join_subjects

if TYPE_CHECKING:
    from watchwire.lists.holdings import Holdings

_FORM = "1"
"""Raised whenever the file, or what joins entries, changes."""
_LOCK = threading.Lock()
_HELD: dict[tuple[str, ...], Subjects] = {}


def subjects_of(holdings: "Holdings") -> Subjects:
    """Return the subjects of all parties that are screened against.

    It takes seconds for large lists the first time, and is then read from a file by every process.
    """
    with _LOCK:
        found = _HELD.get(holdings.key)
        if found is None:
            path = _path(holdings)
            found = _read(path) if path else None
            if found is None:
                found = join_subjects(holdings.parties)
                if path:
                    with suppress(LibraryError):  # a library that may only be read is slower, no more
                        write_atomically(path, _record(found))
            _HELD.clear()
            _HELD[holdings.key] = found
        return found


def _path(holdings: "Holdings") -> Path | None:
    if holdings.index_folder is None:
        return None
    key = hashlib.sha256("\n".join((_FORM, *holdings.key)).encode()).hexdigest()[:24]
    return holdings.index_folder / f"subjects-{key}.json"


def _record(subjects: Subjects) -> bytes:
    joins = [[join.one, join.other, str(join.why), join.detail] for join in subjects.joins]
    apart = [[join.one, join.other, str(join.why), join.detail] for join in subjects.apart]
    leads = sorted({subjects.of(join.one) for join in subjects.joins})
    return orjson.dumps({"joins": joins, "apart": apart, "members": {lead: subjects.members(lead) for lead in leads}})


def _read(path: Path) -> Subjects | None:
    """Return what was kept; None where there is nothing, or nothing whole."""
    try:
        record = orjson.loads(path.read_bytes())
        members = {lead: tuple(map(str, held)) for lead, held in record["members"].items()}
        leading = {one: lead for lead, held in members.items() for one in held}
        joins = tuple(_join(item) for item in record["joins"])
        apart = tuple(_join(item) for item in record["apart"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Subjects(joins, apart, leading, members)


def _join(item: list[str]) -> Join:
    one, other, why, detail = item
    return Join(str(one), str(other), Why(why), str(detail))
