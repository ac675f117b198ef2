"""Long work that a page starts: our own commands, one after another, as processes; their lines are shown.

How far it has come is kept in the store, so that every web process shows it, and one that is started anew.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from watchwire.errors import StoreError, UsageError
from watchwire.store import Store, ledger
from watchwire.store.jobs import DONE, LINES, LOST, Job, add_job, change_job, has_died, last_job

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TOLD_SECONDS = 1.0
"""How often what a job says is written down, where it has said something."""
_ALIVE_SECONDS = 5.0
"""How often it is written down that a job goes on, whatever it says."""
_TRIES = 10
_BROKE_OFF = "broke off: the process that did it ended before it was over; start it again"
_CLOSED = "broke off: the server was ended"
OURS = (sys.executable, "-P", "-m", "watchwire")
"""Our own command. `-P` keeps Python from taking modules from the folder it works in, which may hold users' files."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command, the folder that it works in (None for that of the server), and whether what follows needs it done."""

    words: Sequence[str]
    folder: Path | None = None
    needed: bool = False


@dataclass(slots=True)
class _Work:
    """A job that this process does."""

    number: int
    user: str
    subject: str
    commands: Sequence[Command]
    env: Mapping[str, str]
    step: int = 1
    failed: int = 0
    lines: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def say(self, line: str) -> None:
        self.lines.append(line.rstrip()[:500])
        del self.lines[:-LINES]


class Jobs:
    """One job at a time over a store; the last one stays to be looked at. It is on record when it is over."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    @property
    def last(self) -> Job | None:
        """The job that was begun last, by whichever process; one whose process has died is then told as lost."""
        with self.store.look() as connection:
            job = last_job(connection)
        if job is None or not has_died(job):
            return job
        with self.store.write() as connection:
            self._give_up(connection, job)
            return last_job(connection)

    def start(
        self,
        title: str,
        commands: Sequence[Command],
        env: Mapping[str, str],
        user: str,
        subject: str = "update",
        after: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin a job: its commands run in order, up to one that fails and is needed by what follows.

        Args:
            title: what is being done, for a person.
            commands: what to run.
            env: what the commands find in their environment besides ours.
            user: who asked for it.
            subject: what the record says it is about.
            after: what to do when it is over, however it ends.

        Raises:
            UsageError: another one is going on, in this or another process.

        """
        with self.store.write() as connection:
            job = last_job(connection)
            if job is not None and has_died(job):
                self._give_up(connection, job)
            elif job is not None and job.running:
                raise UsageError(f"{job.title}: this is still going on; wait until it is over")
            number = add_job(connection, title, user, subject, len(commands))
        work = _Work(number, user, subject, commands, {**os.environ, **env})
        self._thread = threading.Thread(target=self._run, args=(work, after), daemon=True, name="job")
        self._thread.start()
        threading.Thread(target=self._tell, args=(work,), daemon=True, name="job told").start()

    def close(self) -> None:
        """End what is going on; it is told as broken off."""
        self._closed = True
        process, thread = self._process, self._thread
        if process is not None and process.poll() is None:
            process.terminate()
        if thread is not None:
            thread.join(10)

    def _give_up(self, connection: "Connection", job: Job) -> None:
        """Note that a job is lost; whoever notes it first also puts it on record."""
        lines = [*job.lines, _BROKE_OFF]
        if change_job(connection, job.number, lines, state=LOST, failed=job.failed + 1):
            detail = {"outcomes": lines, "failed": job.failed + 1}
            ledger.append(connection, job.user, "list", job.subject, detail)

    def _run(self, work: _Work, after: Callable[[], None]) -> None:
        try:
            for number, command in enumerate(work.commands, 1):
                work.step = number
                failed = self._one(work, command) != 0
                work.failed += failed
                if self._closed:
                    work.say(_CLOSED)
                if self._closed or (failed and command.needed):
                    break
        except OSError as error:
            work.failed += 1
            work.say(error.strerror or type(error).__name__)
        finally:
            after()
            work.over.set()
            self._end(work)

    def _end(self, work: _Work) -> None:
        """Note that a job is over, and put it on record, in one; a store that does not answer is asked again."""
        for _ in range(_TRIES):
            try:
                with self.store.write() as connection:
                    if change_job(connection, work.number, work.lines, step=work.step, failed=work.failed, state=DONE):
                        detail = {"outcomes": work.lines, "failed": work.failed}
                        ledger.append(connection, work.user, "list", work.subject, detail)
            except StoreError:
                time.sleep(_TOLD_SECONDS)
            else:
                return
        sys.stderr.write("watchwire: a job is over, but the store does not take it down\n")

    def _tell(self, work: _Work) -> None:
        """Write down what a job says, once a second where there is something, and that it goes on."""
        before, at = (1, 0), time.monotonic()
        while not work.over.wait(_TOLD_SECONDS):
            state = (work.step, len(work.lines) and hash(tuple(work.lines)))
            if state == before and time.monotonic() - at < _ALIVE_SECONDS:
                continue
            try:
                with self.store.write() as connection:
                    if not work.over.is_set():
                        change_job(connection, work.number, list(work.lines), step=work.step, failed=work.failed)
            except StoreError:
                continue  # told a second later
            before, at = state, time.monotonic()

    def _one(self, work: _Work, command: Command) -> int:
        self._process = subprocess.Popen(  # noqa: S603  (our own commands)
            command.words, env=dict(work.env), cwd=command.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace",
        )  # fmt: skip
        assert self._process.stdout is not None  # noqa: S101  (it was asked for)
        for line in self._process.stdout:
            work.say(line)
        return self._process.wait()
