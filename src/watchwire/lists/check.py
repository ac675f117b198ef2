"""Checking a library: everything it keeps against its hashes; what can be made again is, the rest is named.

Files as published cannot be made again: what must be added once more is said. Parsed copies and indexes can.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from watchwire.errors import LibraryError, WatchwireError
from watchwire.lists.files import read_sealed, sweep
from watchwire.lists.library import Library
from watchwire.lists.loaders import loader_version
from watchwire.lists.publisher import load_bundle
from watchwire.lists.snapshot import Snapshot, read_record

_FOLDERS = ("blobs", "parsed", "index", "fetch", "snapshots")
Checker = Callable[[Path], None]


class Found(StrEnum):
    """What came of checking one thing."""

    SOUND = "sound"
    MENDED = "mended"
    LOST = "lost"
    """It cannot be made again here: the message says what must be added."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was checked, and what was found."""

    what: str
    found: Found
    message: str = ""


def check(library: Library, check_index: Checker) -> Iterator[Checked]:
    """Check records, files, parsed copies and indexes; yield one line for each.

    Args:
        library: the library.
        check_index: raises `LibraryError` for an index file that is damaged. (The rooms below know their files.)

    Raises:
        LibraryError: the library's folder cannot be read.

    """
    needed: set[str] = set()
    for path in library.record_paths():
        try:
            snapshot = read_record(path)
        except LibraryError as error:
            yield Checked(_short(library, path), Found.LOST, str(error))
            continue
        needed.update(sha256 for _, sha256, _ in snapshot.files)
        yield from _snapshot(library, snapshot)
    yield from _copies(library)
    yield from _indexes(library, check_index)
    yield from _blobs(library, needed)
    left = sum(sweep(library.root / name) for name in _FOLDERS)
    left += sum(sweep(path) for path in (library.root / "snapshots").glob("*"))
    if left:
        yield Checked("temporary files", Found.MENDED, f"{left} that killed processes left were removed")


def _snapshot(library: Library, snapshot: Snapshot) -> Iterator[Checked]:
    what = f"{snapshot.list} of {snapshot.version} ({snapshot.sha256[:12]})"
    faults = library.blob_faults(snapshot)
    for message in faults.values():
        yield Checked(what, Found.LOST, message)
    if faults:
        return
    try:
        loaded = load_bundle(library.bundle(snapshot))
    except WatchwireError as error:
        yield Checked(what, Found.LOST, f"its files cannot be loaded any more: {error}")
        return
    # Made again from the files, not only held to its own seal: whoever changes a copy can seal it anew.
    held = library.parsed_copy(snapshot)
    if held == loaded.parties:
        yield Checked(what, Found.SOUND)
    else:
        library.write_parsed(snapshot, loaded.parties)
        state = "was missing" if held is None else "did not hold what the files hold"
        yield Checked(what, Found.MENDED, f"its parsed copy {state}, and was made again")


def _copies(library: Library) -> Iterator[Checked]:
    """Drop copies that are damaged, or of loaders of before: they are made again when they are wanted."""
    for path in sorted((library.root / "parsed").glob("[!.]*")):
        old = not path.name.startswith("presence-") and not path.stem.endswith(f"-{loader_version()}")
        try:
            read_sealed(path)
            message = "of an older version"
        except (OSError, ValueError):
            old, message = True, "damaged"
        if old:
            with suppress(OSError):
                path.unlink()
            yield Checked(_short(library, path), Found.MENDED, f"{message}; removed, and made again when it is wanted")


def _indexes(library: Library, check_index: Checker) -> Iterator[Checked]:
    for path in sorted(library.index_folder.glob("*.index")):
        try:
            check_index(path)
            yield Checked(_short(library, path), Found.SOUND)
        except LibraryError as error:
            with suppress(OSError):
                path.unlink()
            yield Checked(_short(library, path), Found.MENDED, f"{error}; removed")


def _blobs(library: Library, needed: set[str]) -> Iterator[Checked]:
    """Name files that no record needs: the record of theirs may be lost."""
    for path in sorted((library.root / "blobs").glob("[!.]*")):
        if path.name in needed:
            continue
        whole = False
        with suppress(OSError):
            whole = hashlib.sha256(path.read_bytes()).hexdigest() == path.name
        state = "whole" if whole else "damaged"
        yield Checked(
            _short(library, path),
            Found.LOST,
            f"no snapshot's record needs this file ({state}); add it again if it is a list: watchwire lists add {path}",
        )


def _short(library: Library, path: Path) -> str:
    return str(path.relative_to(library.root))
