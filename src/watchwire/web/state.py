"""What the server holds: the desk, its settings, the processes that read, and what all processes of a desk share."""

import secrets
import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, cast

from fastapi import Request

from watchwire.desk import Desk, accounts
from watchwire.desk.pool import Pool, Reading
from watchwire.store.shared import shared_secret
from watchwire.web.jobs import Jobs
from watchwire.web.settings import Settings

if TYPE_CHECKING:
    from watchwire.lists import Library

_OPENERS = 2


@dataclass(frozen=True, slots=True)
class Pools:
    """The processes that read texts, and those that take files and addresses apart: neither wait for the other."""

    readers: Reading
    openers: Reading

    def close(self) -> None:
        """End them."""
        self.readers.close()
        self.openers.close()


def pools_of(library: "Library | None", settings: Settings) -> Pools:
    """Return processes that read against a library; they start when they are first needed."""
    seconds, memory = settings.read_seconds, settings.worker_memory
    return Pools(
        Pool(library, settings.readers, seconds, memory=memory),
        Pool(library, _OPENERS, seconds, memory=memory),
    )


@dataclass(frozen=True)
class State:
    """Held by the application. `lock` is taken while a name is screened, which takes milliseconds: the caches of words
    serve one thread at a time. Texts are read and files opened elsewhere (`pools`; None for processes of our own).
    """  # noqa: D205

    desk: Desk
    settings: Settings
    pools: Pools | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def key(self) -> bytes:
        """What signs the tokens of forms: one for all processes over a store, and for its life."""
        with self.desk.store.write() as connection:
            return bytes.fromhex(shared_secret(connection, "forms", secrets.token_hex(32)))

    @cached_property
    def _own(self) -> Pools:
        return pools_of(self.desk.library, self.settings)

    @property
    def _pools(self) -> Pools:
        return self.pools or self._own

    @property
    def readers(self) -> Reading:
        """The processes that read texts."""
        return self._pools.readers

    @property
    def openers(self) -> Reading:
        """The processes that take files and addresses apart."""
        return self._pools.openers

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
        """End the processes that are ours; pools that were given are whoever's gave them."""
        for name in ("_own", "jobs"):
            if name in self.__dict__:
                self.__dict__[name].close()


def state_of(request: Request) -> State:
    """Return the state of the application that a request came to."""
    return cast(State, request.app.state.watchwire)
