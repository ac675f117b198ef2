"""The dated library: every snapshot of every list that was ever loaded, kept by its content.

On disk:

    blobs/<sha256>                      the files as published
    parsed/<sha256>-<loader>.jsonl.gz   their parties, made from the blobs and re-made when loaders change
    snapshots/<list>/<sha256>.json      what a snapshot is: version, fetched, source, hash, counts, problems
    index/                              compiled search indexes (see room `screening`)
    fetch/                              what conditional requests need

All writes go to a temporary file that is renamed into place, so a reader never sees half a file; writers of
snapshots hold a lock. A snapshot's hash is checked whenever its blobs are read.
"""

import gzip
import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from watchwire.errors import LibraryError, ListError
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.publisher import LoadedList, Problem, load_bundle
from watchwire.lists.records import from_record, to_record
from watchwire.model import ListVersion, Party

LOADER = "2"
"""Raised whenever a loader maps a file differently, so that parsed copies are made anew."""
_LOCK_SECONDS = 120
_WHOLE = "#whole"


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


@dataclass(frozen=True, slots=True)
class Added:
    """The outcome of adding a snapshot; `new` is False when the library held it already."""

    snapshot: Snapshot
    new: bool
    problems: tuple[Problem, ...]


class Library:
    """A folder of snapshots. Reading needs no lock; adding takes one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._presence: dict[str, Presence] = {}

    # -- reading

    def snapshots(self, list_id: str | None = None) -> tuple[Snapshot, ...]:
        """Return all snapshots, oldest version first; of one list when it is named.

        Raises:
            LibraryError: a manifest is damaged.

        """
        pattern = f"{list_id}/*.json" if list_id else "*/*.json"
        found = [_read_manifest(path) for path in sorted((self.root / "snapshots").glob(pattern))]
        return tuple(sorted(found, key=lambda snapshot: (snapshot.list, snapshot.version, snapshot.fetched)))

    def newest(self) -> tuple[Snapshot, ...]:
        """Return the newest snapshot of each list."""
        return tuple({snapshot.list: snapshot for snapshot in self.snapshots()}.values())

    def in_force(self, list_id: str, day: date) -> Snapshot | None:
        """Return the latest snapshot of a list whose version is not after a day."""
        held = [snapshot for snapshot in self.snapshots(list_id) if snapshot.version <= day]
        return held[-1] if held else None

    def find(self, word: str) -> Snapshot:
        """Return the snapshot that `word` names: a list id (its newest), `list@date`, or a hash's beginning.

        Raises:
            LibraryError: none or several fit.

        """
        list_id, _, version = word.partition("@")
        fits = [s for s in self.snapshots() if s.list == list_id and version in {"", s.version.isoformat()}]
        if fits:
            return fits[-1]
        by_hash = [s for s in self.snapshots() if len(word) >= 6 and s.sha256.startswith(word)]  # noqa: PLR2004
        if len(by_hash) == 1:
            return by_hash[0]
        known = ", ".join(f"{s.list}@{s.version}" for s in self.snapshots()) or "none"
        raise LibraryError(f"{word}: no single snapshot of that name in {self.root}. Held: {known}")

    def parties(self, snapshot: Snapshot) -> tuple[Party, ...]:
        """Return the parties of a snapshot, from the parsed copy or from the blobs.

        Raises:
            LibraryError: the files are missing or their hash is wrong.

        """
        import orjson

        path = self._parsed_path(snapshot.sha256)
        if path.exists():
            try:
                with gzip.open(path) as stream:
                    return tuple(from_record(orjson.loads(line)) for line in stream)
            except (OSError, EOFError, ValueError, KeyError, TypeError):
                path.unlink(missing_ok=True)  # only a copy: made again from the blobs below
        loaded = load_bundle(self._bundle(snapshot))
        self._write_parsed(snapshot.sha256, loaded.parties)
        return loaded.parties

    def party_ids(self, snapshot: Snapshot) -> frozenset[str]:
        """Return the ids of a snapshot's parties without reading their records where that can be spared.

        Raises:
            LibraryError: the files are missing or their hash is wrong.

        """
        path = self.root / "parsed" / f"{snapshot.sha256}-{LOADER}.ids"
        try:
            held = path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            held = []
        if len(held) == snapshot.parties + 1 and held[-1] == _WHOLE:
            return frozenset(held[:-1])
        ids = [party.id for party in self.parties(snapshot)]
        with suppress(LibraryError):  # a library that may only be read is slower, no more
            self._write(path, "\n".join([*ids, _WHOLE]).encode())
        return frozenset(ids)

    def presence(self, list_id: str) -> "Presence":
        """Return when each party of a list stood on it, by the snapshots held. The answer is kept in a file.

        Raises:
            LibraryError: a snapshot's files are missing or their hash is wrong.

        """
        import orjson

        held = self.snapshots(list_id)
        key = hashlib.sha256("\n".join(f"{s.version} {s.sha256}" for s in held).encode()).hexdigest()[:24]
        known = self._presence.get(key)
        if known is not None:
            return known
        path = self.root / "parsed" / f"presence-{list_id}-{key}.json"
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            return self._presence.setdefault(key, Presence.from_record(orjson.loads(path.read_bytes())))
        made = Presence.of([(snapshot.version, self.party_ids(snapshot)) for snapshot in held])
        with suppress(LibraryError):
            self._write(path, orjson.dumps(made.as_record()))
        return self._presence.setdefault(key, made)

    def _bundle(self, snapshot: Snapshot) -> Bundle:
        files = []
        for name, sha256, _ in snapshot.files:
            path = self.root / "blobs" / sha256
            try:
                data = path.read_bytes()
            except OSError as error:
                raise LibraryError(f"{path}: missing, though snapshot {snapshot.list} needs it") from error
            if hashlib.sha256(data).hexdigest() != sha256:
                raise LibraryError(f"{path}: its content does not fit its hash; add the list again")
            files.append(ListFile(name, data))
        return Bundle(tuple(files))

    def as_it_was(self, newest: dict[str, date]) -> "Library":
        """Return a view of the library in which each list ends with a version, and other lists are not held."""
        return _Earlier(self.root, newest)

    # -- adding

    def add(
        self,
        bundle: Bundle,
        source: str,
        version: date | None = None,
        last_modified: date | None = None,
        fetched: datetime | None = None,
        expect: str | None = None,
    ) -> Added:
        """Load a snapshot and keep it.

        Args:
            bundle: the files.
            source: where they came from (a path or URL), for the record.
            version: the publisher's date, where the caller knows it better than the file.
            last_modified: what a server said, used when the file carries no date.
            fetched: when it was fetched; now, if not given.
            expect: the list that it must be.

        Raises:
            ListError: the bundle is not a list; nothing is changed.

        """
        loaded = load_bundle(bundle)
        if expect is not None and loaded.list != expect:
            raise ListError(f"{bundle.name}: holds the list {loaded.list}, expected {expect}; refused")
        chosen, version_from = _version(loaded, bundle, source, version, last_modified)
        snapshot = Snapshot(
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
        with self._locked():
            path = self._manifest_path(snapshot)
            if path.exists():
                return Added(_read_manifest(path), new=False, problems=loaded.problems)
            for file in bundle.files:
                self._write(self.root / "blobs" / file.sha256, file.packed)
            self._write_parsed(snapshot.sha256, loaded.parties)
            self._write(path, _manifest(snapshot))
        return Added(snapshot, new=True, problems=loaded.problems)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        self.root.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.root / ".lock", timeout=_LOCK_SECONDS):
                yield
        except Timeout as error:
            raise LibraryError(f"{self.root}: another process has been writing for {_LOCK_SECONDS} s") from error

    def _manifest_path(self, snapshot: Snapshot) -> Path:
        return self.root / "snapshots" / snapshot.list / f"{snapshot.sha256}.json"

    def _parsed_path(self, sha256: str) -> Path:
        return self.root / "parsed" / f"{sha256}-{LOADER}.jsonl.gz"

    def _write_parsed(self, sha256: str, parties: tuple[Party, ...]) -> None:
        import orjson

        lines = b"".join(orjson.dumps(to_record(party)) + b"\n" for party in parties)
        self._write(self._parsed_path(sha256), gzip.compress(lines, 3, mtime=0))

    def _write(self, path: Path, data: bytes) -> None:
        write_atomically(path, data)

    @cached_property
    def index_folder(self) -> Path:
        """Where compiled indexes are kept."""
        return self.root / "index"

    @cached_property
    def fetch_folder(self) -> Path:
        """Where the answers that conditional requests need are kept."""
        return self.root / "fetch"


class _Earlier(Library):
    """A library as it was when certain versions were the newest."""

    def __init__(self, root: Path, newest: dict[str, date]) -> None:
        super().__init__(root)
        self._newest = newest

    def snapshots(self, list_id: str | None = None) -> tuple[Snapshot, ...]:
        held = super().snapshots(list_id)
        return tuple(s for s in held if s.list in self._newest and s.version <= self._newest[s.list])


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader, or a crash, sees either the old file or the whole new one.

    Raises:
        LibraryError: the folder cannot be written.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise LibraryError(f"{path}: cannot be written: {error.strerror or error}") from error


def default_root() -> Path:
    """Return the library's folder: `WATCHWIRE_LIBRARY`, else the user's data folder."""
    named = os.environ.get("WATCHWIRE_LIBRARY")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("watchwire") / "lists"


def _counts(loaded: LoadedList) -> dict[str, int]:
    counts = Counter(party.kind.value for party in loaded.parties)
    names = sum(len(party.names) for party in loaded.parties)
    return {"parties": len(loaded.parties), "names": names, **dict(sorted(counts.items()))}


def _version(
    loaded: LoadedList, bundle: Bundle, source: str, given: date | None, modified: date | None
) -> tuple[date, str]:
    import re

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


def _manifest(snapshot: Snapshot) -> bytes:
    import orjson

    fields: dict[str, Any] = {name: getattr(snapshot, name) for name in Snapshot.__dataclass_fields__}
    return orjson.dumps(fields, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)


def _read_manifest(path: Path) -> Snapshot:
    """Return a snapshot's record. Kept while the file is the same: a long run asks for it on many days."""
    try:
        stat = path.stat()
    except OSError as error:
        raise LibraryError(f"{path}: cannot be read ({error})") from error
    return _manifest_of(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _manifest_of(path: Path, _changed: int, _size: int) -> Snapshot:
    import orjson

    try:
        fields = orjson.loads(path.read_bytes())
        fields["version"] = date.fromisoformat(fields["version"])
        fields["files"] = tuple((name, sha256, size) for name, sha256, size in fields["files"])
        fields["problems"] = tuple(fields["problems"])
        return Snapshot(**fields)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LibraryError(f"{path}: damaged snapshot record ({error}); remove it and add the list again") from error
