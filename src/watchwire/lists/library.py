"""The dated library: every snapshot of every list that was ever loaded, kept by its content.

On disk:

    blobs/<sha256>                      the files as published
    parsed/<sha256>-<loader>.parties    their parties, made from the blobs and re-made when loaders change
    snapshots/<list>/<sha256>.json      what a snapshot is: version, fetched, source, hash, counts, problems
    index/                              compiled search indexes (see room `screening`)
    fetch/                              what conditional requests need

All writes go to a temporary file that is renamed into place, so a reader never sees half a file; writers of
snapshots hold a lock. Whatever is read is checked first: blobs against the hash that names them, records and parsed
copies against the seal that they carry. A copy that does not fit is made again; a blob or record is named.
"""

import gzip
import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from watchwire.errors import LibraryError, ListError
from watchwire.lists.files import read_sealed, write_atomically, write_sealed
from watchwire.lists.loaders import loader_version
from watchwire.lists.presence import Presence
from watchwire.lists.progress import each
from watchwire.lists.records import to_record, unpacked
from watchwire.lists.snapshot import Snapshot, read_record, record_of
from watchwire.model import Party

if TYPE_CHECKING:
    from watchwire.lists.adding import Added
    from watchwire.lists.bundle import Bundle
    from watchwire.lists.publisher import LoadedList

_LOCK_SECONDS = 120
_UNUSABLE = (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError)


class Library:
    """A folder of snapshots. Reading needs no lock; adding takes one.

    Args:
        root: the folder.
        named: whether somebody named it. Where a library that was named holds nothing, nothing is screened: only
            in place of one that nobody named may the starter list stand.

    """

    def __init__(self, root: Path, named: bool = True) -> None:
        self.root = root
        self.named = named
        self._presence: dict[str, Presence] = {}

    # -- reading

    def snapshots(self, list_id: str | None = None) -> tuple[Snapshot, ...]:
        """Return all snapshots, oldest version first; of one list when it is named.

        Raises:
            LibraryError: a manifest is damaged.

        """
        found = [read_record(path) for path in self.record_paths() if list_id in {None, path.parent.name}]
        return tuple(sorted(found, key=lambda snapshot: (snapshot.list, snapshot.version, snapshot.fetched)))

    def record_paths(self) -> list[Path]:
        """Return where the records of snapshots are.

        Raises:
            LibraryError: the folder cannot be read (one that is merely not there holds none).

        """
        if self.root.exists() and not self.root.is_dir():
            raise LibraryError(f"{self.root}: a file, where the folder of a library was expected")
        try:
            return [
                path
                for folder in _inside(self.root / "snapshots")
                if folder.is_dir()
                for path in _inside(folder)
                if path.suffix == ".json" and not path.name.startswith(".")
            ]
        except OSError as error:
            raise LibraryError(f"{error.filename}: cannot be read: {error.strerror or error}") from error

    def stamp(self) -> tuple[tuple[str, str, int, int], ...]:
        """Return what changes whenever a snapshot comes or goes; it costs one look at a small folder.

        Raises:
            LibraryError: the folder cannot be read.

        """
        found = []
        for path in self.record_paths():
            with suppress(OSError):  # gone between the two looks
                stat = path.stat()
                found.append((path.parent.name, path.name, stat.st_mtime_ns, stat.st_size))
        return tuple(sorted(found))

    def newest(self) -> tuple[Snapshot, ...]:
        """Return the newest snapshot of each list; none only where nobody named the library.

        Raises:
            LibraryError: a library that was named holds nothing, or a record is damaged.

        """
        held = self.snapshots()
        if not held and self.named:
            state = "holds no lists" if self.root.is_dir() else "there is no such library of lists"
            raise LibraryError(
                f"{self.root}: {state}, so nothing can be screened. Check --library and WATCHWIRE_LIBRARY; load lists "
                f"with: watchwire lists update --library {self.root}; without either, the starter list is used"
            )
        return tuple({snapshot.list: snapshot for snapshot in held}.values())

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
        held = self.parsed_copy(snapshot)
        if held is not None:
            return held
        from watchwire.lists.publisher import load_bundle

        loaded = load_bundle(self.bundle(snapshot))
        with suppress(LibraryError):  # a library that may only be read is slower, no more
            self.write_parsed(snapshot, loaded.parties)
        return loaded.parties

    def each_party(self, snapshot: Snapshot) -> Iterator[Party]:
        """Yield the parties of a snapshot one by one, from the parsed copy where that is whole: no two are in memory.

        Raises:
            LibraryError: the files are missing or their hash is wrong.

        """
        path = self.parsed_path(snapshot)
        try:
            packed = read_sealed(path)
        except (OSError, ValueError):
            held = self.parties(snapshot)  # which makes the copy anew, where it may
            try:
                packed = read_sealed(path)
            except (OSError, ValueError):
                yield from held
                return
            del held
        yield from unpacked(packed)

    def parsed_copy(self, snapshot: Snapshot) -> tuple[Party, ...] | None:
        """Return what the parsed copy of a snapshot holds; None where it is missing or damaged."""
        try:
            return tuple(unpacked(read_sealed(self.parsed_path(snapshot))))
        except _UNUSABLE:
            return None

    def party_ids(self, snapshot: Snapshot) -> frozenset[str]:
        """Return the ids of a snapshot's parties without reading their records where that can be spared.

        Raises:
            LibraryError: the files are missing or their hash is wrong.

        """
        path = self.root / "parsed" / f"{snapshot.sha256}-{loader_version()}.ids"
        with suppress(*_UNUSABLE):
            return frozenset(read_sealed(path).decode().split("\n"))
        ids = [party.id for party in self.parties(snapshot)]
        with suppress(LibraryError):
            write_sealed(path, "\n".join(ids).encode())
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
        with suppress(*_UNUSABLE):
            return self._presence.setdefault(key, Presence.from_record(orjson.loads(read_sealed(path))))
        made = Presence.of([(snapshot.version, self.party_ids(snapshot)) for snapshot in held])
        with suppress(LibraryError):
            write_sealed(path, orjson.dumps(made.as_record()))
        return self._presence.setdefault(key, made)

    def bundle(self, snapshot: Snapshot) -> "Bundle":
        """Return the files of a snapshot as they were published, checked against their hashes.

        Raises:
            LibraryError: one is missing or damaged.

        """
        from watchwire.lists.bundle import Bundle, ListFile

        faults = self.blob_faults(snapshot)
        if faults:
            raise LibraryError("; ".join(faults.values()))
        return Bundle(
            tuple(ListFile(name, (self.root / "blobs" / sha256).read_bytes()) for name, sha256, _ in snapshot.files)
        )

    def blob_faults(self, snapshot: Snapshot) -> dict[str, str]:
        """Return what is wrong with the files of a snapshot: hash to message, with the remedy; empty if nothing is."""
        faults = {}
        for name, sha256, _ in snapshot.files:
            path = self.root / "blobs" / sha256
            try:
                whole = hashlib.sha256(path.read_bytes()).hexdigest() == sha256
                what = "its content does not fit its hash"
            except OSError as error:
                whole, what = False, f"cannot be read ({error.strerror or error})"
            if not whole:
                faults[sha256] = (
                    f"{path}: {what}, and {snapshot.list} of {snapshot.version} needs it; "
                    f"add that version again ({name}, from {snapshot.source}): watchwire lists add"
                )
        return faults

    def as_it_was(self, newest: dict[str, date]) -> "Library":
        """Return a view of the library in which each list ends with a version, and other lists are not held."""
        return _Earlier(self.root, newest)

    # -- adding

    def add(
        self,
        bundle: "Bundle",
        source: str,
        version: date | None = None,
        last_modified: date | None = None,
        fetched: datetime | None = None,
        expect: str | None = None,
        accept_shrink: bool = False,
    ) -> "Added":
        """Load a snapshot and keep it. One that is held already is mended where its files are damaged.

        Args:
            bundle: the files.
            source: where they came from (a path or URL), for the record.
            version: the publisher's date, where the caller knows it better than the file.
            last_modified: what a server said, used when the file carries no date.
            fetched: when it was fetched; now, if not given.
            expect: the list that it must be.
            accept_shrink: whether a file is taken that lacks many of the parties of the version before.

        Raises:
            ListError: the bundle is not a list, or lacks too many parties; nothing is changed.
            LibraryError: the library cannot be written.

        """
        from watchwire.lists.adding import Added, snapshot_of
        from watchwire.lists.publisher import load_bundle

        loaded = load_bundle(bundle)
        if expect is not None and loaded.list != expect:
            raise ListError(f"{bundle.name}: holds the list {loaded.list}, expected {expect}; refused")
        snapshot = snapshot_of(loaded, bundle, source, version, last_modified, fetched)
        with self._locked():
            path = self.root / "snapshots" / snapshot.list / f"{snapshot.sha256}.json"
            try:
                held = read_record(path) if path.exists() else None
                mended = list(self.blob_faults(held)) if held else []
            except LibraryError:  # the record is damaged: it is written anew
                held, mended = None, [path.name]
            if held is None and not mended and not accept_shrink:
                self._refuse_shrunken(snapshot, loaded)
            for file in bundle.files:
                if held is None or file.sha256 in mended:
                    write_atomically(self.root / "blobs" / file.sha256, file.packed)
            self.write_parsed(snapshot, loaded.parties)
            if held is None:
                write_atomically(path, record_of(snapshot))
        return Added(held or snapshot, held is None and not mended, loaded.problems, tuple(mended))

    def _refuse_shrunken(self, snapshot: Snapshot, loaded: "LoadedList") -> None:
        """Hold back a file that lacks many of the parties that the version before it has.

        Raises:
            ListError: it does.

        """
        from watchwire.lists.adding import refuse_shrunken

        before = [held for held in self.snapshots(snapshot.list) if held.version <= snapshot.version]
        if before:
            # Where the version before is damaged, whoever reads it is told.
            with suppress(LibraryError):
                refuse_shrunken(snapshot, loaded, before[-1], self.party_ids(before[-1]))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self.root / ".lock", timeout=_LOCK_SECONDS)
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise LibraryError(f"{self.root}: another process has been writing for {_LOCK_SECONDS} s") from error
        except OSError as error:
            raise LibraryError(f"{self.root}: cannot be written: {error.strerror or error}") from error
        try:
            yield
        finally:
            lock.release()

    def parsed_path(self, snapshot: Snapshot) -> Path:
        """Return where the parsed copy of a snapshot is kept."""
        return self.root / "parsed" / f"{snapshot.sha256}-{loader_version()}.parties"

    def write_parsed(self, snapshot: Snapshot, parties: tuple[Party, ...]) -> None:
        """Keep the parties of a snapshot.

        Raises:
            LibraryError: the library cannot be written.

        """
        import orjson

        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=3, mtime=0) as stream:
            for party in each(
                parties, len(parties)
            ):  # one by one: a list of a million parties is written in the memory of its copy
                stream.write(orjson.dumps(to_record(party)) + b"\n")
        write_sealed(self.parsed_path(snapshot), packed.getvalue())

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


def default_root() -> Path:
    """Return the library's folder: `WATCHWIRE_LIBRARY`, else the user's data folder."""
    named = os.environ.get("WATCHWIRE_LIBRARY")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("watchwire") / "lists"


def open_library(root: Path | None = None) -> Library:
    """Open the library at a folder, or the one that `WATCHWIRE_LIBRARY` names, else that in the user's data folder."""
    return Library(root or default_root(), named=root is not None or bool(os.environ.get("WATCHWIRE_LIBRARY")))


def _inside(folder: Path) -> list[Path]:
    """Return what a folder holds, in order; nothing if it is not there. `glob` would be silent about a closed one.

    Raises:
        OSError: it cannot be read.

    """
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
