"""Long work that a page starts: our own commands, one after another, as processes; their lines are shown."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from watchwire.desk.record import note
from watchwire.errors import UsageError
from watchwire.store import Store

_LINES = 400
OURS = (sys.executable, "-P", "-m", "watchwire")
"""Our own command. `-P` keeps Python from taking modules from the folder it works in, which may hold users' files."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command, the folder that it works in (None for that of the server), and whether what follows needs it done."""

    words: Sequence[str]
    folder: Path | None = None
    needed: bool = False


@dataclass(slots=True)
class Job:
    """What is being done, what it has said, and whether it is over; `failed` is the number of commands that did."""

    title: str
    user: str
    steps: int = 1
    step: int = 0
    lines: list[str] = field(default_factory=list)
    running: bool = True
    failed: int = 0

    def record(self) -> dict[str, Any]:
        """Return plain values."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


class Jobs:
    """One job at a time; the last one stays to be looked at. It is on record when it is over."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self.last: Job | None = None

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
            UsageError: another one is going on.

        """
        with self._lock:
            if self.last is not None and self.last.running:
                raise UsageError(f"{self.last.title}: this is still going on; wait until it is over")
            job = self.last = Job(title, user, len(commands))
        threading.Thread(
            target=self._run, args=(job, commands, {**os.environ, **env}, subject, after), daemon=True
        ).start()

    def close(self) -> None:
        """End what is going on."""
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()

    def _run(
        self, job: Job, commands: Sequence[Command], env: Mapping[str, str], subject: str, after: Callable[[], None]
    ) -> None:
        try:
            for number, command in enumerate(commands, 1):
                job.step = number
                failed = self._one(job, command, env) != 0
                job.failed += failed
                if failed and command.needed:
                    break
        except OSError as error:
            job.failed += 1
            job.lines.append(error.strerror or type(error).__name__)
        finally:
            after()
            detail = {"outcomes": job.lines[-_LINES:], "failed": job.failed}
            try:
                note(self.store, job.user, "list", subject, detail)
            finally:
                job.running = False

    def _one(self, job: Job, command: Command, env: Mapping[str, str]) -> int:
        self._process = subprocess.Popen(  # noqa: S603  (our own commands)
            command.words, env=dict(env), cwd=command.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace",
        )  # fmt: skip
        assert self._process.stdout is not None  # noqa: S101  (it was asked for)
        for line in self._process.stdout:
            job.lines.append(line.rstrip()[:500])
            del job.lines[:-_LINES]
        return self._process.wait()
