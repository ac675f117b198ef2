"""Indexes kept on disk, so that only the first process after a change of lists builds one.

A file is named by what it was built from: the hashes of the snapshots, and of the code and tables that decide how names
are taken apart. Builders of one index wait for one another; readers never do.
"""

import hashlib
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from watchwire.errors import LibraryError
from watchwire.lists.files import sweep
from watchwire.lists.holdings import Holdings
from watchwire.lists.loaders import loader_version
from watchwire.screening.container import NoIndexError, read
from watchwire.screening.index import Index
from watchwire.screening.marks import Progress

log = logging.getLogger("watchwire")
_KEPT = 4
"""How many index files a folder keeps, the last used ones."""
_ROOMS = ("watchwire.names", "watchwire.screening", "watchwire.geography", "watchwire.identifiers")
_LOCK_SECONDS = 900


def index_of(holdings: Holdings, progress: Callable[[], Progress] | None = None) -> Index:
    """Return the index over some holdings: opened where one is kept, else built, and kept where that is possible.

    Args:
        holdings: what to screen against.
        progress: makes what is told how a build goes on; called only if one is needed.

    """
    folder = holdings.index_folder
    if folder is None:
        return Index.of(holdings.each_party())
    path = folder / f"{index_key(holdings)}.index"
    try:
        return _opened(path)
    except NoIndexError:
        pass
    except LibraryError as error:
        log.warning("%s; it is built again", error)
    return _built(holdings, path, progress)


def check_index(path: Path) -> None:
    """Check an index file against its checksums.

    Raises:
        LibraryError: it is damaged.

    """
    read(path)


def index_key(holdings: Holdings) -> str:
    """Return the name of an index: a hash of all that it depends on."""
    parts = "\n".join((*holdings.key, loader_version(), _code()))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def _opened(path: Path) -> Index:
    index = Index.open(path)
    with suppress(OSError):
        os.utime(path)  # the last used are kept
    return index


def _built(holdings: Holdings, path: Path, progress: Callable[[], Progress] | None) -> Index:
    from filelock import FileLock, Timeout

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_LOCK_SECONDS):
            with suppress(LibraryError):
                return _opened(path)  # another process built it while we waited
            index = Index.of(holdings.each_party(), progress() if progress else None, path.parent)
            try:
                index.save(path)
                _prune(path.parent)
            except LibraryError:  # the disk is full, or the folder may only be read: that costs time, no more
                return index
            del index  # before the file is mapped: a long one would stand in memory twice
            return Index.open(path)
    except (OSError, Timeout):
        return Index.of(holdings.each_party(), progress() if progress else None)


def _prune(folder: Path) -> None:
    sweep(folder)
    with suppress(OSError):
        found = sorted(folder.glob("*.index"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in found[_KEPT:]:
            path.unlink(missing_ok=True)
            path.with_suffix(".lock").unlink(missing_ok=True)


@cache
def _code() -> str:
    """Return a hash of the code and tables that an index depends on."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for name, data in sorted(_files(files(room), "")):
            digest.update(f"{room}/{name}\0".encode())
            digest.update(data)
    return digest.hexdigest()


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        if item.is_dir() and item.name == "data":
            found.extend(_files(item, f"{prefix}{item.name}/"))
        elif item.is_file() and item.name.endswith((".py", ".tsv", ".yaml", ".txt")):
            found.append((f"{prefix}{item.name}", item.read_bytes()))
    return found
