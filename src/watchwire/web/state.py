"""What the server holds: the desk, its settings, the processes that read, and what all processes of a desk share."""

import secrets
import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from fastapi import Request

from watchwire.desk import Desk, accounts
from watchwire.desk.pool import Pool
from watchwire.store.shared import shared_secret
from watchwire.web.jobs import Jobs
from watchwire.web.settings import Settings

_OPENERS = 2


@dataclass(frozen=True)
class State:
    """Held by the application. `lock` is taken while a name is screened, which takes milliseconds: the caches of words
    serve one thread at a time. Texts are read elsewhere (`readers`), files and addresses are opened elsewhere
    (`openers`), so that neither waits for the other.
    """  # noqa: D205

    desk: Desk
    settings: Settings
    lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def key(self) -> bytes:
        """What signs the tokens of forms: one for all processes over a store, and for its life."""
        with self.desk.store.write() as connection:
            return bytes.fromhex(shared_secret(connection, "forms", secrets.token_hex(32)))

    @cached_property
    def readers(self) -> Pool:
        """The processes that read texts."""
        held = self.settings
        return Pool(self.desk.library, held.workers, held.read_seconds, memory=held.worker_memory)

    @cached_property
    def openers(self) -> Pool:
        """The processes that take files and addresses apart."""
        held = self.settings
        return Pool(self.desk.library, _OPENERS, held.read_seconds, memory=held.worker_memory)

    @cached_property
    def jobs(self) -> Jobs:
        """Long work that pages start."""
        return Jobs(self.desk.store)

    @property
    def accounts(self) -> bool:
        """Whether one must log in: from the start, or since the first account was made while the server runs."""
        if self.settings.accounts:
            return True
        with self.desk.store.look() as connection:
            return accounts.has_users(connection)

    def close(self) -> None:
        """End the processes."""
        for name in ("readers", "openers", "jobs"):
            if name in self.__dict__:
                self.__dict__[name].close()


def state_of(request: Request) -> State:
    """Return the state of the application that a request came to."""
    return cast(State, request.app.state.watchwire)
