"""The processes that read, and the queue before them: bounded, fair between users, each task within a time.

Reading takes seconds of a processor. It is done by processes of their own (`desk.worker`), so that pages and short
answers never wait for it; a process that takes too long, or dies, is replaced, and only its own task fails.
"""

import atexit
import os
import select
import subprocess
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, Protocol

from watchwire.desk.framing import LENGTH, LONGEST, put
from watchwire.errors import SourceError, UsageError, WatchwireError

if TYPE_CHECKING:
    from watchwire.lists import Library

_CHUNK = 1 << 20


class Busy(WatchwireError):  # noqa: N818  (it names what happened)
    """Too much is waiting to be read; `seconds` is when to ask again."""

    seconds = 10


class ReadingError(WatchwireError):
    """Our own fault while reading; its text names no place on this computer."""


@dataclass(slots=True)
class _Task:
    owner: str
    message: dict[str, Any]
    made: Callable[[Any], Any]
    future: "Future[Any]" = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class Load:
    """How much is being read and how much waits, of everybody and of one user."""

    workers: int
    reading: int
    waiting: int
    mine: int


class Reading(Protocol):
    """Where texts are read: by processes of this one (`Pool`), or of the one that started it (`desk.shared`)."""

    def submit(self, owner: str, verb: str, made: Callable[[Any], Any], **message: Any) -> "Future[Any]":
        """Ask for a task of an owner; see `Pool.submit`."""

    def load(self, owner: str = "") -> Load:
        """Return how busy it is."""

    def close(self) -> None:
        """End what is going on."""


class Pool:
    """So many processes, started when they are first needed.

    Args:
        library: what they read against; None for the starter list.
        workers: how many processes.
        seconds: how long one task may take.
        waiting: how many tasks may wait in all.
        each: how many tasks of one user may wait.
        memory: MB that a process may take; 0 for no bound.

    """

    def __init__(
        self,
        library: "Library | None",
        workers: int,
        seconds: float,
        waiting: int = 64,
        each: int = 32,
        memory: int = 0,
    ) -> None:
        self.library, self.workers, self.seconds = library, workers, seconds
        self.waiting, self.each, self.memory = waiting, each, memory
        self._changed = threading.Condition()
        self._queues: OrderedDict[str, deque[_Task]] = OrderedDict()
        self._busy: list[str] = []
        self._threads: list[threading.Thread] = []
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._closed = False
        atexit.register(self.close)

    def submit(self, owner: str, verb: str, made: Callable[[Any], Any], **message: Any) -> "Future[Any]":
        """Put a task into its owner's queue; `made` makes values of the answer.

        Raises:
            Busy: too many wait.

        """
        task = _Task(owner, {"verb": verb, **message}, made)
        with self._changed:
            mine = len(self._queues.get(owner, ()))
            if self._closed or mine >= self.each or sum(map(len, self._queues.values())) >= self.waiting:
                raise Busy(f"{'your' if mine >= self.each else 'too many'} texts wait to be read; ask again soon")
            self._queues.setdefault(owner, deque()).append(task)
            asked = len(self._busy) + sum(map(len, self._queues.values()))
            if len(self._threads) < min(self.workers, asked):
                thread = threading.Thread(target=self._serve, daemon=True, name=f"reader {len(self._threads) + 1}")
                self._threads.append(thread)
                thread.start()
            self._changed.notify()
        return task.future

    def load(self, owner: str = "") -> Load:
        """Return how busy it is."""
        with self._changed:
            mine = len(self._queues.get(owner, ())) + self._busy.count(owner)
            return Load(self.workers, len(self._busy), sum(map(len, self._queues.values())), mine)

    def close(self) -> None:
        """End all processes; what waits fails."""
        atexit.unregister(self.close)
        with self._changed:
            self._closed = True
            left = [task for queue in self._queues.values() for task in queue]
            self._queues.clear()
            self._changed.notify_all()
            running = list(self._processes)
        for process in running:
            with suppress(OSError):
                process.kill()
        for task in left:
            task.future.cancel()

    # -- one thread a process

    def _next(self) -> _Task | None:
        """Return the next task, of each owner in turn; None when all is closed."""
        with self._changed:
            while not self._queues and not self._closed:
                self._changed.wait()
            if self._closed:
                return None
            owner, queue = self._queues.popitem(last=False)
            task = queue.popleft()
            if queue:
                self._queues[owner] = queue
            self._busy.append(owner)
            return task

    def _serve(self) -> None:
        process: subprocess.Popen[bytes] | None = None
        while (task := self._next()) is not None:
            if task.future.set_running_or_notify_cancel():
                process = self._do(task, process)
            with self._changed:
                self._busy.remove(task.owner)
        if process is not None:
            self._end(process)

    def _do(self, task: _Task, process: "subprocess.Popen[bytes] | None") -> "subprocess.Popen[bytes] | None":
        """Have a task done; return the process that did it, or None where it had to be ended."""
        try:
            if process is None or process.poll() is not None:
                process = self._start()
            assert process.stdin is not None  # noqa: S101  (it was asked for)
            assert process.stdout is not None  # noqa: S101
            put(process.stdin, task.message)
            answer = _answer(process.stdout, time.monotonic() + self.seconds)
        except TimeoutError:
            task.future.set_exception(SourceError(f"not read within {self.seconds:.0f} s; give it in smaller parts"))
        except (OSError, ValueError, EOFError):
            if not self._closed:
                task.future.set_exception(SourceError("reading it broke off: it may need more memory than it may take"))
            else:
                task.future.set_exception(Busy("the server is closing"))
        else:
            settle(task.future, task.made, answer)
            return process
        if process is not None:
            self._end(process)
        return None

    def _start(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, "-m", "watchwire.desk.worker", str(self.memory), *_named(self.library)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            # Ctrl-C is for the server, which then closes our input. A group, and no session, of its own: Linux shares
            # the processor out between sessions first, and by niceness only within one (see `worker`).
            process_group=0,
        )
        with self._changed:
            self._processes.add(process)
            closed = self._closed
        if closed:  # while it was being started: `close` has not seen it
            self._end(process)
            raise OSError("the server is closing")
        return process

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        with suppress(OSError):
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        with self._changed:
            self._processes.discard(process)


def _named(library: "Library | None") -> tuple[str, str]:
    return (str(library.root), "named" if library.named else "usual") if library is not None else ("", "")


def _answer(stream: IO[bytes], deadline: float) -> Mapping[str, Any]:
    import json

    (size,) = LENGTH.unpack(_exactly(stream.fileno(), LENGTH.size, deadline))
    if size > LONGEST:
        raise ValueError("an answer that is too long")
    found = json.loads(_exactly(stream.fileno(), size, deadline))
    if not isinstance(found, dict):
        raise ValueError("no answer")  # noqa: TRY004  (it is about data)
    return found


_KINDS: dict[str, type[WatchwireError]] = {
    "usage": UsageError, "source": SourceError, "busy": Busy, "reading": ReadingError, "ours": WatchwireError,
}  # fmt: skip


def told(error: BaseException) -> dict[str, Any]:
    """Return an error as an answer, of which `settle` makes the same error."""
    kind = next((name for name, kind in _KINDS.items() if isinstance(error, kind)), "fault")
    return {"error": str(error), "kind": kind}


def _exactly(handle: int, size: int, deadline: float) -> bytes:
    parts = []
    while size:
        ready, _, _ = select.select([handle], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(handle, min(size, _CHUNK))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def settle(future: "Future[Any]", made: Callable[[Any], Any], answer: Mapping[str, Any]) -> None:
    """Give whoever waits what an answer holds: the value that `made` makes of it, or the error that it tells."""
    if "error" not in answer:
        try:
            future.set_result(made(answer["result"]))
        except (ValueError, KeyError, TypeError) as error:
            sys.stderr.write(f"watchwire: an answer of a reader: {error}\n")
            future.set_exception(ReadingError("reading failed through a fault of ours; it is on the server's log"))
        return
    kind = _KINDS.get(answer["kind"])
    if kind is None:
        sys.stderr.write(f"watchwire: reading failed: {answer['error']}\n")
        future.set_exception(ReadingError("reading failed through a fault of ours; it is on the server's log"))
    else:
        future.set_exception(kind(answer["error"]))
