"""What an index in the making holds of its parties: in memory, or in files without a name beside the index.

The records of a million parties are some hundred megabytes, and are wanted one after another only. In a file they cost
the memory of a window; as the file has no name, nothing is left of it when the process ends in whatever way.
"""

import tempfile
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import IO, overload

import numpy as np
import orjson

from watchwire.lists.records import from_record
from watchwire.model import Party
from watchwire.screening.container import Array

_WINDOW = 1 << 20
"""So many bytes are written, or read, at a time."""


class Texts:
    """Growing texts, one after another: to keep each by itself would leave a hole of a kilobyte beside it in memory.

    Args:
        folder: where a file may hold them; None for memory.

    """

    def __init__(self, folder: Path | None = None) -> None:
        # Open as long as this lives; it has no name, so there is nothing to clear up.
        self._file: IO[bytes] | None = tempfile.TemporaryFile(dir=folder, buffering=0) if folder else None  # noqa: SIM115
        self._blob = bytearray()
        self._written = 0
        self._pointers = array("q", [0])
        self._window = b""
        self._window_at = 0

    def __len__(self) -> int:
        return len(self._pointers) - 1

    def add(self, row: bytes) -> None:
        """Add a text.

        Raises:
            OSError: the disk is full.

        """
        self._blob += row
        self._pointers.append(self._written + len(self._blob))
        if self._file is not None and len(self._blob) >= _WINDOW:
            self._flush(self._file)

    def row(self, number: int) -> bytes:
        """Return a text. Reading them in their order is cheap."""
        start, end = self._pointers[number], self._pointers[number + 1]
        if self._file is None:
            return bytes(memoryview(self._blob)[start:end])
        if not self._window_at <= start <= end <= self._window_at + len(self._window):
            self._flush(self._file)
            self._file.seek(start)
            self._window_at, self._window = start, self._file.read(max(_WINDOW, end - start))
        return self._window[start - self._window_at : end - self._window_at]

    def arrays(self, label: str) -> dict[str, Array]:
        """Return the texts as an array of bytes, mapped from the file where there is one, and where each begins."""
        if self._file is not None:
            self._flush(self._file)
        if self._file is not None and self._written:
            # A plain view: single look-ups in a memmap are slow.
            text: Array = np.asarray(np.memmap(self._file, np.uint8, "r"))
        else:
            text = np.frombuffer(self._blob, np.uint8)
        return {f"{label}_text": text, f"{label}_at": np.frombuffer(self._pointers, np.int64)}

    def _flush(self, file: IO[bytes]) -> None:
        if self._blob:
            file.seek(self._written)
            rest = memoryview(self._blob)
            while rest:
                rest = rest[file.write(rest) :]
            rest.release()
            self._written += len(self._blob)
            self._blob = bytearray()


class Stored(Sequence[Party]):
    """Parties as the index keeps them, read when they are asked for."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, number: int) -> Party: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Party]: ...

    def __getitem__(self, number: int | slice) -> Party | Sequence[Party]:
        if isinstance(number, slice):
            return [self[k] for k in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return from_record(orjson.loads(self._texts.row(number)))
