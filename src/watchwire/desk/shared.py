"""One queue of texts for several web processes: the process that started them reads for all, over a socket to each.

A web process asks as it would ask a pool of its own (`Far`); what it asks for waits in turn between users with what
the others ask for, within the same bounds (`serve_pools`). When a web process dies, what it still waits for is dropped;
when the one that reads dies, whoever waits is told, and the web process ends.
"""

import socket
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from watchwire.desk.framing import get, put
from watchwire.desk.pool import Busy, Load, Reading, settle, told

_PATIENCE = 5.0
"""Seconds in which the other process says how busy it is; it has nothing to do for that."""


def serve_pools(link: socket.socket, pools: Mapping[str, Reading], other: Callable[[Any], None]) -> None:
    """Answer what one web process asks of our pools, until its end of the socket is closed; what waits then is dropped.

    Args:
        link: our end of the socket.
        pools: the pools by name.
        other: takes messages that ask for nothing.

    """
    out, write = link.makefile("wb"), threading.Lock()
    waiting: set[Future[Any]] = set()

    def answer(number: int, what: dict[str, Any]) -> None:
        with suppress(OSError, ValueError), write:  # whoever asked may be gone
            put(out, {"id": number, **what})

    def done(number: int, future: "Future[Any]") -> None:
        waiting.discard(future)
        if future.cancelled():
            answer(number, told(Busy("the server is closing")))
            return
        error = future.exception()
        answer(number, {"result": future.result()} if error is None else told(error))

    with link.makefile("rb") as coming, suppress(OSError, ValueError):
        while (message := get(coming)) is not None:
            if "id" not in message:
                other(message)
                continue
            number, pool = message["id"], pools[message["pool"]]
            if "verb" not in message:
                answer(number, {"result": asdict(pool.load(message["owner"]))})
                continue
            try:
                future = pool.submit(message["owner"], message["verb"], _as_it_is, **message["task"])
            except Busy as error:
                answer(number, told(error))
                continue
            waiting.add(future)
            future.add_done_callback(lambda future, number=number: done(number, future))  # type: ignore[misc]
    for future in list(waiting):
        future.cancel()


def _as_it_is(plain: Any) -> Any:
    return plain


@dataclass(slots=True)
class _Asked:
    made: Callable[[Any], Any]
    future: "Future[Any]" = field(default_factory=Future)


class Link:
    """Our end of the socket to the process that reads for us.

    Args:
        link: the socket.
        gone: what to do when the other process has gone.

    """

    def __init__(self, link: socket.socket, gone: Callable[[], None]) -> None:
        self._out, self._in = link.makefile("wb"), link.makefile("rb")
        self._gone = gone
        # Who writes waits for the other process, which may wait until we take an answer in: two locks.
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._asked: dict[int, _Asked] = {}
        self._count = 0
        self._closed = False

    def first(self) -> Any:
        """Return the first message, before `start`."""
        return get(self._in)

    def start(self) -> None:
        """Take answers in, by a thread of their own."""
        threading.Thread(target=self._listen, daemon=True, name="answers of readers").start()

    def tell(self, message: dict[str, Any]) -> None:
        """Send a message that asks for nothing."""
        with suppress(OSError), self._writing:
            put(self._out, message)

    def ask(self, made: Callable[[Any], Any], **message: Any) -> "Future[Any]":
        """Send a question; its answer comes as a future."""
        asked = _Asked(made)
        with self._lock:
            if self._closed:
                raise Busy("the server is closing")
            self._count += 1
            number = self._count
            self._asked[number] = asked
        self.tell({"id": number, **message})  # where nobody is there any more, `_listen` tells whoever waits
        return asked.future

    def _listen(self) -> None:
        with suppress(OSError, ValueError):
            while (message := get(self._in)) is not None:
                with self._lock:
                    asked = self._asked.pop(message["id"], None)
                if asked is not None and asked.future.set_running_or_notify_cancel():
                    settle(asked.future, asked.made, message)
        with self._lock:
            self._closed = True
            left, self._asked = list(self._asked.values()), {}
        for asked in left:
            if asked.future.set_running_or_notify_cancel():
                asked.future.set_exception(Busy("the server is closing"))
        self._gone()


@dataclass(frozen=True, slots=True)
class Far:
    """A pool of the process that started this one."""

    link: Link
    name: str

    def submit(self, owner: str, verb: str, made: Callable[[Any], Any], **message: Any) -> "Future[Any]":
        """Ask for a task of an owner; see `Pool.submit`. That too much waits is told by the future."""
        return self.link.ask(made, pool=self.name, owner=owner, verb=verb, task=message)

    def load(self, owner: str = "") -> Load:
        """Return how busy it is."""
        found: Load = self.link.ask(lambda plain: Load(**plain), pool=self.name, owner=owner).result(_PATIENCE)
        return found

    def close(self) -> None:
        """Do nothing: the pool is the other process's."""
