"""What the desk reads against: always the newest lists of the library, which no process has to be told of."""

import threading
from typing import TYPE_CHECKING, Any

from watchwire.read import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from watchwire.lists import Holdings, Library


class Fresh:
    """A reader over a library, made anew when a snapshot has come or gone.

    Whoever asks for `reader` keeps what they were given until their work is done: one answer rests on one set of lists.
    """

    def __init__(self, library: "Library | None") -> None:
        self.library = library
        self._lock = threading.Lock()
        self._stamp = self._now()
        self._reader = Reader(library)

    def _now(self) -> object:
        return self.library.stamp() if self.library is not None else None

    @property
    def reader(self) -> Reader:
        """The reader over the lists as they are at this moment."""
        stamp = self._now()
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._reader = stamp, Reader(self.library)
            return self._reader

    @reader.setter
    def reader(self, reader: Reader) -> None:
        with self._lock:
            self._stamp, self._reader = self._now(), reader


def lists_of(holdings: "Holdings") -> list[dict[str, str]]:
    """Return the versions and hashes of what something was checked against."""
    return [{"list": v.list, "version": v.version, "sha256": v.sha256} for v in holdings.versions]


def checked_against(holdings: "Holdings") -> dict[str, Any]:
    """Return what an answer says of its lists: which they were, and a note where only the starter list was searched."""
    note = holdings.starter_note
    return {"lists": lists_of(holdings), **({"note": note} if note else {})}


def lists_header(lists: "Sequence[Mapping[str, str]]") -> str:
    """Return the same as the value of a header: `un-sc@2026-11-20:0123456789ab, …`."""
    return ", ".join(f"{item['list']}@{item['version']}:{item['sha256'][:12]}" for item in lists)
