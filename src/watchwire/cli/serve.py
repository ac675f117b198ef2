"""`watchwire serve` and `watchwire mcp`: the desk for browsers and programs, and for language-model agents."""

import gc
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import LibraryOption, PrivateOption, open_library, say
from watchwire.cli.desk import (
    CheckpointsOption,
    RulesOption,
    StoreOption,
    merge_old_alerts,
    open_desk,
    write_checkpoints,
)
from watchwire.errors import UsageError

if TYPE_CHECKING:
    import subprocess

    from watchwire.desk import Desk


_SWITCH_SECONDS = 0.001
"""How long one thread computes before another gets its turn. Of several pages that are made at once, the thread that
takes requests in and sends answers out waits for this between any two of them; Python's own five are a page."""


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8321,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A proxy in front speaks https: cookies are for https only.")
    ] = False,
    per_minute: Annotated[int, typer.Option("--per-minute", min=1, help="Requests a client may make a minute.")] = 600,
    watch: Annotated[
        bool, typer.Option("--watch", help="Also follow the feeds that are noted, by a process of its own.")
    ] = False,
    store: StoreOption = None,
    library: LibraryOption = None,
    rules: RulesOption = None,
    checkpoints: CheckpointsOption = None,
    allow_private: PrivateOption = False,
) -> None:
    """Serve the API and the pages; without accounts (`watchwire users add`) on this computer only, with no log-in."""
    import uvicorn

    from watchwire.desk.accounts import has_users
    from watchwire.web import Settings, create_app
    from watchwire.web.settings import LOOPBACK

    desk = open_desk(store, library, rules)
    with desk.store.read() as connection:
        accounts = has_users(connection)
    if not accounts and host not in LOOPBACK:
        raise UsageError(
            f"--host {host}: other computers could reach the desk, and nobody would have to log in; "
            "set up accounts first: watchwire users add NAME --role admin"
        )
    merge_old_alerts(desk)
    if rules is not None:  # for the commands that pages start
        os.environ["WATCHWIRE_RULES"] = str(rules.resolve())
    settings = Settings(accounts=accounts, secure=behind_tls, per_minute=per_minute, allow_private=allow_private)
    app = create_app(desk, settings)
    who = "accounts" if accounts else "single user, no log-in"
    say(f"watchwire: http://{host}:{port}/ ({who}; {desk.store.name}); stop with Ctrl-C")
    app.state.watchwire.readers.submit("watchwire", "warm", lambda _: None)
    threading.Thread(target=_prepare, args=(desk,), daemon=True, name="directory").start()
    if checkpoints is not None:
        write_checkpoints(desk.store, checkpoints)
    # A proxy's word about the client's address is taken only where we are told that there is one.
    watcher = _watcher(desk, rules, allow_private) if watch else None
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        uvicorn.run(app, host=host, port=port, log_level="warning", proxy_headers=behind_tls, server_header=False)
    finally:
        if watcher is not None:
            watcher.terminate()
        app.state.watchwire.close()


def _prepare(desk: "Desk") -> None:
    """Have at hand what the first who asks would wait for, and keep it out of the way of collecting garbage."""
    from watchwire.desk.rescreen import make_directory
    from watchwire.web.render import warm

    warm()
    make_directory(desk)
    gc.collect()
    gc.freeze()


def _watcher(desk: "Desk", rules: Path | None, allow_private: bool) -> "subprocess.Popen[bytes]":
    """Start `watchwire watch` over the same store, lists and rules."""
    import subprocess

    command = [sys.executable, "-m", "watchwire", "watch", *(["--rules", str(rules)] if rules else [])]
    named = {"WATCHWIRE_LIBRARY": str(desk.library.root)} if desk.library and desk.library.named else {}
    environment = {**os.environ, "WATCHWIRE_STORE": desk.store.url, **named}
    return subprocess.Popen([*command, *(["--allow-private"] if allow_private else [])], env=environment)  # noqa: S603


def mcp(library: LibraryOption = None) -> None:
    """Offer read, screen and scan to language-model agents over MCP, on standard input and output."""
    from watchwire.web.agents import run

    held = open_library(library)
    held.newest()  # an error where one was named that is not there: now, and not in an agent's answer
    run(held)
