"""Small writes of several threads in one transaction: what waits for the disk waits once for all."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

Work = Callable[["Connection"], object]


@dataclass(slots=True)
class _Piece:
    work: Work
    done: bool = False
    error: Exception | None = None


class Together:
    """Does pieces of work in transactions that those who ask at the same moment share.

    Whoever comes while a transaction is under way waits, and is served by the next one with all others who came
    meanwhile. `do` returns when its piece is kept, as if it had been alone.

    Args:
        write: gives a connection in a transaction, as `Store.write`.

    """

    def __init__(self, write: "Callable[[], AbstractContextManager[Connection]]") -> None:
        self._write = write
        self._coming = threading.Lock()
        self._turn = threading.Lock()
        self._waiting: list[_Piece] = []

    def do(self, work: Work) -> None:
        """Do a piece of work, and return when it is kept; an error is that of this piece, which then kept nothing."""
        piece = _Piece(work)
        with self._coming:
            self._waiting.append(piece)
        with self._turn:
            if not piece.done:
                with self._coming:
                    pieces, self._waiting = self._waiting, []
                self._all(pieces if piece in pieces else [*pieces, piece])
        if piece.error is not None:
            raise piece.error

    def _all(self, pieces: list[_Piece]) -> None:
        try:
            with self._write() as connection:
                for piece in pieces:
                    piece.work(connection)
        except Exception as error:  # noqa: BLE001  (whoever asked gets it)
            if len(pieces) == 1:
                pieces[0].error, pieces[0].done = error, True
                return
            for piece in pieces:  # one that fails spoils no other
                self._all([piece])
            return
        for piece in pieces:
            piece.done = True
