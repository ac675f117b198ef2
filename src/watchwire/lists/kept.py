"""What is worked out once for a set of lists, then kept: in memory for those in use, in a file for all processes."""

import hashlib
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from watchwire.errors import LibraryError
from watchwire.lists.files import write_atomically

if TYPE_CHECKING:
    from watchwire.lists.holdings import Holdings

T = TypeVar("T")


class Kept(Generic[T]):
    """A value that depends on the lists alone.

    Args:
        name: how its files begin, with what is raised whenever their form or their making changes.
        write: gives the bytes of a value.
        read: gives the value of some bytes; any error that they are not whole is one of `READ_ERRORS`.

    """

    READ_ERRORS = (OSError, ValueError, KeyError, TypeError, AttributeError)

    def __init__(self, name: str, write: Callable[[T], bytes], read: Callable[[bytes], T]) -> None:
        self.name = name
        self._write = write
        self._read = read
        self._lock = threading.Lock()
        self._held: tuple[tuple[str, ...], T] | None = None

    def of(self, holdings: "Holdings", make: Callable[[], T]) -> T:
        """Return the value for these lists; it is made where it is not at hand, which may take seconds."""
        with self._lock:
            if self._held is None or self._held[0] != holdings.key:
                self._held = (holdings.key, self._found(holdings, make))
            return self._held[1]

    def forget(self) -> None:
        """Forget what is in memory."""
        with self._lock:
            self._held = None

    def _found(self, holdings: "Holdings", make: Callable[[], T]) -> T:
        path = self._path(holdings)
        if path is not None:
            with suppress(*self.READ_ERRORS):
                return self._read(path.read_bytes())
        made = make()
        if path is not None:
            with suppress(LibraryError):  # a library that may only be read is slower, no more
                write_atomically(path, self._write(made))
        return made

    def _path(self, holdings: "Holdings") -> Path | None:
        if holdings.index_folder is None:
            return None
        key = hashlib.sha256("\n".join((self.name, *holdings.key)).encode()).hexdigest()[:24]
        return holdings.index_folder / f"{self.name.partition('-')[0]}-{key}.json"
