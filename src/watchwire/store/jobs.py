"""Long work as the store holds it: every process over a store sees how far it has come, and whether it broke off."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import orjson

from watchwire.store.keeping import clean, inserted
from watchwire.store.moments import now, plain
from watchwire.store.schema import jobs

if TYPE_CHECKING:
    from sqlalchemy import Connection

RUNNING, DONE, LOST = "running", "done", "lost"
LINES = 400
"""How many lines are kept of what a job says: the last ones."""
_SILENT = timedelta(seconds=30)
"""A job of another computer that has not been heard of for so long has died. They say so every five seconds."""
_KEPT = 20


@dataclass(frozen=True, slots=True)
class Job:
    """What is being done, what it has said, and what became of it; `failed` is the number of commands that did.

    `state` is `running`, `done`, or `lost`: the process that did it ended before it was over.
    """

    number: int
    title: str
    user: str
    subject: str
    process: str
    steps: int
    step: int
    failed: int
    lines: tuple[str, ...]
    state: str
    started_at: str
    changed_at: str

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.state == RUNNING

    def record(self) -> dict[str, Any]:
        """Return what pages ask for, as plain values."""
        return {
            "title": self.title, "user": self.user, "steps": self.steps, "step": self.step, "failed": self.failed,
            "lines": list(self.lines), "state": self.state, "running": self.running, "started_at": self.started_at,
        }  # fmt: skip


def this_process() -> str:
    """Return what tells this process from all others, also of other computers."""
    return f"{platform.node()[:100]} {os.getpid()}"


def add_job(connection: "Connection", title: str, user: str, subject: str, steps: int) -> int:
    """Note, inside a writing transaction, that this process begins a job; return its number."""
    import sqlalchemy as sa

    values = {"title": clean(title), "user": user, "subject": subject, "steps": steps, "process": this_process()}
    number = inserted(
        connection.execute(
            jobs.insert().values(
                **values, step=1, failed=0, lines="[]", state=RUNNING, started_at=now(), changed_at=now()
            )
        )
    )
    old = sa.select(jobs.c.id).order_by(jobs.c.id.desc()).offset(_KEPT)
    connection.execute(jobs.delete().where(jobs.c.id.in_(connection.execute(old).scalars().all())))
    return number


def change_job(connection: "Connection", number: int, lines: Sequence[str], **values: Any) -> bool:
    """Note how far a job has come, which also says that it is still being done; say whether it was running."""
    told = orjson.dumps([clean(line) for line in lines[-LINES:]]).decode()
    changed = connection.execute(
        jobs.update().where(jobs.c.id == number, jobs.c.state == RUNNING).values(**values, lines=told, changed_at=now())
    )
    return bool(changed.rowcount)


def last_job(connection: "Connection") -> Job | None:
    """Return the job that was begun last, whoever does it."""
    import sqlalchemy as sa

    row = connection.execute(sa.select(jobs).order_by(jobs.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    held = plain(row)
    fields = {name: held[name] for name in Job.__dataclass_fields__ if name not in {"number", "lines"}}
    return Job(number=row.id, lines=tuple(orjson.loads(row.lines)), **fields)


def has_died(job: Job) -> bool:
    """Say whether the process that does a job has ended: there is none of its number here, or it is long silent."""
    if not job.running:
        return False
    node, _, number = job.process.rpartition(" ")
    if node == platform.node()[:100]:
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return True
        except (OSError, ValueError):
            pass
    return job.changed_at < now(-_SILENT)
