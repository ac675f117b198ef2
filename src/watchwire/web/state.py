"""What the server holds: the desk, its settings, one reader at a time."""

import secrets
import threading
from dataclasses import dataclass, field
from typing import cast

from fastapi import Request

from watchwire.desk import Desk
from watchwire.web.settings import Settings


@dataclass(frozen=True, slots=True)
class State:
    """Held by the application. `lock` is taken while a text is read or a name screened: the model and the caches of
    words serve one thread at a time. `key` signs the tokens of forms; it lives as long as the process.
    """  # noqa: D205

    desk: Desk
    settings: Settings
    lock: threading.Lock = field(default_factory=threading.Lock)
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)


def state_of(request: Request) -> State:
    """Return the state of the application that a request came to."""
    return cast(State, request.app.state.watchwire)
