"""The application under a real server on loopback."""

import threading
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

import uvicorn

from watchwire.desk import Desk
from watchwire.web import Settings, create_app
from watchwire.web.state import Pools, pools_of


@dataclass
class Served:
    """A running server: its address, and the desk behind it."""

    url: str
    desk: Desk
    server: Any
    thread: threading.Thread
    state: Any

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.state.close()


@cache
def shared_pools() -> Pools:
    """Return the processes that read for all servers without a library of their own: they keep nothing of a text."""
    return pools_of(None, Settings(readers=1))


_OWN = {"readers", "read_seconds", "worker_memory"}


def serve(desk: Desk, port: int = 0, **settings: Any) -> Served:
    """Start the application over a desk and wait until it answers."""
    pools = None if desk.library is not None or _OWN & settings.keys() else shared_pools()
    app = create_app(desk, Settings(**{"per_minute": 100_000, "readers": 1, **settings}), pools)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    return Served(f"http://127.0.0.1:{port}", desk, server, thread, app.state.watchwire)
