"""Files that a crash cannot halve and that tell when they are damaged.

What is written goes to a temporary file that is renamed into place. A copy that can be made again (parsed parties,
presence) carries a hash of its name and content, so that a damaged, changed or misplaced one is seen and made anew.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from watchwire.errors import LibraryError

_PART = ".part-watchwire-"
_LEFT_SECONDS = 3600
"""A temporary file that is older was left by a process that was killed."""
_SEAL = b"WWSEAL1 "
_SEAL_LENGTH = len(_SEAL) + 64 + 1


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file so that a reader, or a crash, sees either the old file or the whole new one.

    Args:
        path: the file.
        data: what it holds, whole or piece by piece.

    Raises:
        LibraryError: the folder cannot be written.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        part = path.with_name(f"{_PART}{secrets.token_hex(8)}")
        try:
            # Not `mkstemp`: its files are for one user only, and a library is read by several.
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as stream:
                stream.writelines((data,) if isinstance(data, bytes) else data)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise LibraryError(f"{path}: cannot be written: {error.strerror or error}") from error


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system has a way to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> int:
    """Remove temporary files that killed processes left in a folder; return how many."""
    removed = 0
    now = time.time()
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if not entry.name.startswith(_PART):
                continue
            with suppress(OSError):
                # The clock may have been set back since: a file from the future is as old as one from the past.
                if abs(now - entry.stat().st_mtime) > _LEFT_SECONDS:
                    Path(entry.path).unlink()
                    removed += 1
    return removed


def write_sealed(path: Path, data: bytes) -> None:
    """Write a copy with its seal.

    Raises:
        LibraryError: the folder cannot be written.

    """
    write_atomically(path, _SEAL + _seal(path, data) + b"\n" + data)


def read_sealed(path: Path) -> bytes:
    """Return what a sealed copy holds.

    Raises:
        OSError: it is not there or cannot be read.
        ValueError: it is damaged, was changed, or belongs elsewhere.

    """
    whole = path.read_bytes()
    data = whole[_SEAL_LENGTH:]
    if whole[:_SEAL_LENGTH] != _SEAL + _seal(path, data) + b"\n":
        raise ValueError(f"{path}: its content does not fit its seal")
    return data


def _seal(path: Path, data: bytes) -> bytes:
    digest = hashlib.sha256(path.name.encode() + b"\0")
    digest.update(data)
    return digest.hexdigest().encode()
