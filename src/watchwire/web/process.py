"""The server as a process: one that does all, or one of several web processes behind one address.

`python -m watchwire.web.process LINK LISTEN…` is one of several: the numbers of its end of a socket to the process that
started it (`web.office`), and of the sockets it listens on. What it serves comes as the first message.
"""

import gc
import os
import signal
import socket
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchwire.desk.shared import Far, Link
from watchwire.errors import UsageError, WatchwireError
from watchwire.web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI

    from watchwire.desk import Desk

_SWITCH_SECONDS = 0.001
"""How long one thread computes before another gets its turn. Of several pages that are made at once, the thread that
takes requests in and sends answers out waits for this between any two of them; Python's own five are a page."""
_FAREWELL_SECONDS = 10
"""How long answers that are under way may take when the server ends."""
_BACKLOG = 2048


def listen(host: str, port: int) -> "list[socket.socket]":
    """Return sockets that listen on every address of a host, all on one port.

    Raises:
        UsageError: there is no such host, or the port is not to be had.

    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise UsageError(f"--host {host}: there is no such address ({error.strerror or error})") from error
    made: list[socket.socket] = []
    failed: OSError | None = None
    for family, address in dict.fromkeys((family, address[0]) for family, _, _, _, address in found):
        number = made[0].getsockname()[1] if made else port
        try:
            made.append(socket.create_server((str(address), number), family=family, backlog=_BACKLOG))
        except OSError as error:
            failed = error
    if not made:
        said = failed.strerror if failed else "no address"
        raise UsageError(f"{host}:{port} cannot be listened on: {said}; is a server running already? (--port)")
    return made


def run(app: "FastAPI", sockets: "Sequence[socket.socket]") -> None:
    """Serve an application until the process is told to end."""
    import uvicorn

    desk, settings = app.state.watchwire.desk, app.state.watchwire.settings
    threading.Thread(target=_prepare, args=(desk,), daemon=True, name="directory").start()
    sys.setswitchinterval(_SWITCH_SECONDS)
    config = uvicorn.Config(
        app,
        log_level="warning",
        # A proxy's word about the client's address is taken only where we are told that there is one.
        proxy_headers=settings.secure,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_FAREWELL_SECONDS,
    )
    # The server ends its work on these signals and then raises them again: what is ours is to be ended too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        uvicorn.Server(config).run(list(sockets))
    except KeyboardInterrupt:
        pass  # it was told to end, and has ended
    finally:
        app.state.watchwire.close()


def _prepare(desk: "Desk") -> None:
    """Have at hand what the first who asks would wait for, and keep it out of the way of collecting garbage."""
    from watchwire.desk.rescreen import make_directory
    from watchwire.web.render import warm

    warm()
    make_directory(desk)
    gc.collect()
    gc.freeze()


def task_of(desk: "Desk", settings: Settings, rules: Path | None) -> dict[str, Any]:
    """Return what one of several processes is told to serve, as plain values."""
    library = desk.library
    return {
        "store": desk.store.url,
        "library": [str(library.root), library.named] if library is not None else None,
        "rules": str(rules) if rules is not None else None,
        "settings": asdict(settings),
    }


def _app(task: "dict[str, Any]", link: Link) -> "FastAPI":
    from watchwire.desk import Desk
    from watchwire.desk.rules import read_rules
    from watchwire.lists import Library
    from watchwire.store import Store
    from watchwire.web.app import create_app
    from watchwire.web.state import Pools

    library = Library(Path(task["library"][0]), task["library"][1]) if task["library"] else None
    rules = read_rules(Path(task["rules"])) if task["rules"] else None
    held: dict[str, Any] = task["settings"]
    desk = Desk(Store.open(task["store"]), library, rules)
    return create_app(
        desk, Settings(**{**held, "hosts": tuple(held["hosts"])}), Pools(Far(link, "readers"), Far(link, "openers"))
    )


def main() -> None:
    """Be one of several web processes, until told to end or until the one that started us has gone."""
    link = Link(socket.socket(fileno=int(sys.argv[1])), lambda: os.kill(os.getpid(), signal.SIGTERM))
    sockets = [socket.socket(fileno=int(number)) for number in sys.argv[2:]]
    task = link.first()
    if task is None:
        return
    try:
        app = _app(task, link)
    except WatchwireError as error:
        sys.stderr.write(f"watchwire: {error}\n")
        sys.exit(1)
    link.start()
    link.tell({"ready": os.getpid()})
    run(app, sockets)


if __name__ == "__main__":
    main()
