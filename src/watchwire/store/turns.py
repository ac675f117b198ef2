"""Whose turn it is to write a SQLite file: that of one thread of one process, the others wait in line.

SQLite has one writer at a time, and lets the others ask again ever more seldom, up to ten times a second: where several
processes write, one may wait for half a second with nobody writing. They wait here instead, for a lock of their own.
"""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

try:
    import fcntl
except ImportError:  # Windows: there SQLite's own asking has to do
    fcntl = None  # type: ignore[assignment]


_PAUSE = 0.002


class Turns:
    """A context in which its thread alone writes; a thread may enter it again.

    Args:
        database: the file; None for a database that no other process sees.
        seconds: how long one waits for other processes; then SQLite says that it is busy.

    """

    def __init__(self, database: Path | None, seconds: float) -> None:
        self._seconds = seconds
        # Not the database itself: closing any handle of a file drops SQLite's own locks on it.
        self._path = Path(f"{database}-turns") if database is not None and fcntl is not None else None
        self._thread = threading.RLock()
        self._depth = 0
        self._file: IO[bytes] | None = None
        self._owner = os.getpid()

    def __enter__(self) -> None:
        self._thread.acquire()
        self._depth += 1
        if self._depth == 1 and self._path is not None:
            with suppress(OSError):  # where it cannot be had, SQLite's own lock still holds
                if self._file is None or self._owner != os.getpid():
                    self._file, self._owner = self._path.open("ab"), os.getpid()
                self._wait(self._file)

    def _wait(self, file: IO[bytes]) -> None:
        deadline = time.monotonic() + self._seconds
        while time.monotonic() < deadline:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_PAUSE)
            else:
                return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if self._depth == 0 and self._file is not None:
            with suppress(OSError):
                fcntl.flock(self._file, fcntl.LOCK_UN)
        self._thread.release()

    def close(self) -> None:
        """Let go of the file."""
        with self._thread:
            if self._file is not None and self._depth == 0:
                self._file.close()
                self._file = None
