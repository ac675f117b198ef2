"""Several web processes behind one address: started, watched and ended by one, which also reads texts for all of them.

They share the listening sockets, so that whichever is free takes the next visitor; sessions, the key of forms, jobs and
records are in the store; the queue of texts is here (`desk.shared`). One that dies is replaced.
"""

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from watchwire.desk.framing import put
from watchwire.desk.pool import Reading
from watchwire.desk.shared import serve_pools
from watchwire.errors import WatchwireError

_LOOK_SECONDS = 0.2
_FAREWELL_SECONDS = 15.0
_LONG_ENOUGH = 10.0
"""A process that lived so long is replaced at once; one that did not, after a pause that doubles."""
_PAUSE_MOST = 30.0


@dataclass(slots=True)
class _Web:
    """One web process: since when it runs, how often it died young in a row, and when another takes its place."""

    process: "subprocess.Popen[bytes]"
    since: float
    young: int = 0
    again_at: float | None = None


class Office:
    """So many web processes.

    Args:
        count: how many.
        sockets: what they listen on.
        task: what each is told to serve (`web.process.task_of`).
        pools: what reads for them, by name.
        say: takes a line for whoever watches the server.

    """

    def __init__(
        self,
        count: int,
        sockets: Sequence[socket.socket],
        task: Mapping[str, Any],
        pools: Mapping[str, Reading],
        say: Callable[[str], None],
    ) -> None:
        self.count, self.sockets, self.task, self.pools, self.say = count, sockets, task, pools, say
        self._webs: list[_Web] = []
        self._stop, self._begun = threading.Event(), threading.Event()

    def run(self) -> None:
        """Serve until the process is told to end.

        Raises:
            WatchwireError: they do not start.

        """
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: self._stop.set())
        try:
            self._webs = [self._started() for _ in range(self.count)]
            while not self._stop.wait(_LOOK_SECONDS):
                self._look()
        finally:
            self._end()

    def _started(self, young: int = 0) -> _Web:
        ours, theirs = socket.socketpair()
        handles = [theirs.fileno(), *(held.fileno() for held in self.sockets)]
        process = subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, "-P", "-m", "watchwire.web.process", *map(str, handles)],
            stdin=subprocess.DEVNULL,
            pass_fds=handles,
            process_group=0,  # Ctrl-C is for us, who tell them
        )
        theirs.close()
        with ours.makefile("wb") as out, suppress(OSError):
            put(out, self.task)
        threading.Thread(target=self._serve, args=(ours,), daemon=True, name=f"web {process.pid}").start()
        return _Web(process, time.monotonic(), young)

    def _serve(self, link: socket.socket) -> None:
        with link:
            serve_pools(link, self.pools, lambda _: self._begun.set())

    def _look(self) -> None:
        """Replace those that died."""
        now = time.monotonic()
        for place, web in enumerate(self._webs):
            code = web.process.poll()
            if code is None:
                continue
            if web.again_at is None:
                if not self._begun.is_set():
                    raise WatchwireError("the web processes do not start; what they say stands above")
                old = now - web.since > _LONG_ENOUGH
                web.young = 0 if old else web.young + 1
                pause = 0.0 if old else min(2.0 ** (web.young - 1), _PAUSE_MOST) - 1
                web.again_at = now + pause
                self.say(f"a web process ended ({_how(code)}); another takes its place")
            if now >= web.again_at:
                self._webs[place] = self._started(web.young)

    def _end(self) -> None:
        running = [web.process for web in self._webs if web.process.poll() is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + _FAREWELL_SECONDS
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            if process.poll() is None:
                process.kill()
                process.wait()


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"code {code}"
