"""Long work that a page starts: our own commands, one after another, as processes; their lines are shown."""

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from watchwire.desk.record import note
from watchwire.errors import UsageError
from watchwire.store import Store

_LINES = 400


@dataclass(slots=True)
class Job:
    """What is being done, what it has said, and whether it is over; `failed` is the number of commands that did."""

    title: str
    user: str
    lines: list[str] = field(default_factory=list)
    running: bool = True
    failed: int = 0


class Jobs:
    """One job at a time; the last one stays to be looked at. It is on record when it is over."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self.last: Job | None = None

    def start(self, title: str, commands: Sequence[Sequence[str]], env: Mapping[str, str], user: str) -> None:
        """Begin a job.

        Raises:
            UsageError: another one is going on.

        """
        with self._lock:
            if self.last is not None and self.last.running:
                raise UsageError(f"{self.last.title}: this is still going on; wait until it is over")
            job = self.last = Job(title, user)
        threading.Thread(target=self._run, args=(job, commands, {**os.environ, **env}), daemon=True).start()

    def close(self) -> None:
        """End what is going on."""
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()

    def _run(self, job: Job, commands: Sequence[Sequence[str]], env: Mapping[str, str]) -> None:
        try:
            for command in commands:
                job.failed += self._one(job, command, env) != 0
        except OSError as error:
            job.failed += 1
            job.lines.append(str(error))
        finally:
            job.running = False
            detail = {"outcomes": job.lines[-_LINES:], "failed": job.failed}
            note(self.store, job.user, "list", "update", detail)

    def _one(self, job: Job, command: Sequence[str], env: Mapping[str, str]) -> int:
        self._process = subprocess.Popen(  # noqa: S603  (our own commands)
            command, env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        assert self._process.stdout is not None  # noqa: S101  (it was asked for)
        for line in self._process.stdout:
            job.lines.append(line.rstrip()[:500])
            del job.lines[:-_LINES]
        return self._process.wait()
