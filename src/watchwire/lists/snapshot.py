"""A snapshot's record: what one dated copy of one list is, kept as JSON with a hash of itself."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from watchwire.errors import LibraryError
from watchwire.model import ListVersion

_SEAL = "record_sha256"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One dated copy of one list.

    `version` is the publisher's date where the file states it; `version_from` says how it is known
    (`file`, `given`, `last-modified`, `name`, `fetched`).
    """

    list: str
    title: str
    publisher: str
    version: date
    version_from: str
    fetched: str
    source: str
    sha256: str
    files: tuple[tuple[str, str, int], ...]
    counts: dict[str, int]
    problems: tuple[str, ...]
    starter: bool = False

    @property
    def parties(self) -> int:
        """How many parties it holds."""
        return self.counts.get("parties", 0)

    def as_version(self) -> ListVersion:
        """Return what a brief says of the snapshot."""
        return ListVersion(
            self.list,
            self.title,
            self.version.isoformat(),
            self.sha256,
            self.parties,
            self.fetched,
            self.source,
            self.starter,
        )


def record_of(snapshot: Snapshot) -> bytes:
    """Return a snapshot's record as it is kept."""
    import orjson

    fields: dict[str, Any] = {name: getattr(snapshot, name) for name in Snapshot.__dataclass_fields__}
    plain = orjson.loads(orjson.dumps(fields))
    return orjson.dumps({**plain, _SEAL: _seal(plain)}, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)


def read_record(path: Path) -> Snapshot:
    """Return a snapshot's record. Kept while the file is the same: a long run asks for it on many days.

    Raises:
        LibraryError: it cannot be read, is damaged or was changed.

    """
    try:
        stat = path.stat()
    except OSError as error:
        raise LibraryError(f"{path}: cannot be read ({error.strerror or error})") from error
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _read(path: Path, _changed: int, _size: int) -> Snapshot:
    import orjson

    try:
        fields = _unsealed(orjson.loads(path.read_bytes()))
        fields["version"] = date.fromisoformat(fields["version"])
        fields["files"] = tuple((str(name), str(sha256), int(size)) for name, sha256, size in fields["files"])
        fields["problems"] = tuple(fields["problems"])
        return _in_place(Snapshot(**fields), path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LibraryError(
            f"{path}: damaged snapshot record ({error}); add the list's files again, or see: watchwire lists check"
        ) from error


def _unsealed(fields: dict[str, Any]) -> dict[str, Any]:
    seal = fields.pop(_SEAL, None)  # records of the first versions have none
    if seal is not None and seal != _seal(fields):
        raise ValueError("it was changed after it was written")
    return fields


def _in_place(snapshot: Snapshot, path: Path) -> Snapshot:
    if (snapshot.list, snapshot.sha256) != (path.parent.name, path.stem):
        raise ValueError("it is the record of another snapshot")
    return snapshot


def _seal(fields: dict[str, Any]) -> str:
    import orjson

    return hashlib.sha256(orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)).hexdigest()
