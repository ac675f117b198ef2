"""How far the loading of a list has come: whoever waits for it is told, however deep the work is done.

Loaders and copies are written without a thought of it: they read through `stream_of`, and whoever wants to be told says
so around the work (`told_to`).
"""

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

T = TypeVar("T")
Told = Callable[[int, int], None]
"""Takes how much is done, and of how much."""
_STEP = 1 << 20
_ROWS = 4096
_told: ContextVar[Told | None] = ContextVar("told", default=None)


@contextmanager
def told_to(told: Told | None) -> Iterator[None]:
    """Tell somebody how far the loading inside has come; nobody if None."""
    token = _told.set(told)
    try:
        yield
    finally:
        _told.reset(token)


def stream_of(data: "ReadableBuffer") -> io.BytesIO:
    """Return a stream over a file's bytes; whoever is told is told how much of it has been read."""
    told = _told.get()
    return io.BytesIO(data) if told is None else _Telling(data, told)


def each(items: Iterable[T], total: int) -> Iterator[T]:
    """Yield items; whoever is told is told how many have been."""
    told = _told.get()
    for number, item in enumerate(items, 1):
        if told is not None and number % _ROWS == 0:
            told(number, total)
        yield item


class _Telling(io.BytesIO):
    """Bytes that tell how far they have been read, a megabyte at a time."""

    def __init__(self, data: "ReadableBuffer", told: Told) -> None:
        super().__init__(data)
        self._told, self._total, self._next = told, self.getbuffer().nbytes, _STEP

    def _tell(self, found: bytes) -> bytes:
        if self.tell() >= self._next:
            self._next = self.tell() + _STEP
            self._told(self.tell(), self._total)
        return found

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, and tell."""
        return self._tell(super().read(size))

    def read1(self, size: int | None = -1, /) -> bytes:
        """Read, and tell."""
        return self._tell(super().read1(-1 if size is None else size))
