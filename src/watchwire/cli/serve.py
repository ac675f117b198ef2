"""`watchwire serve` and `watchwire mcp`: the desk for browsers and programs, and for language-model agents."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            min=1,
            max=64,
            help="How many web processes answer, on the one port (default: with accounts one a core, up to 4; else 1).",
        ),
    ] = None,
    readers: Annotated[
        int | None,
        typer.Option("--readers", min=1, max=64, help="How many texts are read at once (default: cores - 1, up to 4)."),
    ] = None,
    store: StoreOption = None,
    library: LibraryOption = None,
    rules: RulesOption = None,
    checkpoints: CheckpointsOption = None,
    allow_private: PrivateOption = False,
) -> None:
    """Serve the API and the pages; without accounts (`watchwire users add`) on this computer only, with no log-in."""
    from watchwire.desk.accounts import has_users
    from watchwire.web import Settings, create_app
    from watchwire.web.office import Office
    from watchwire.web.process import listen, run, task_of
    from watchwire.web.settings import LOOPBACK
    from watchwire.web.state import pools_of

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
    more: dict[str, Any] = {"readers": readers} if readers else {}
    settings = Settings(
        accounts=accounts, secure=behind_tls, per_minute=per_minute, allow_private=allow_private, **more
    )
    sockets = listen(host, port)
    who = "accounts" if accounts else "single user, no log-in"
    say(f"watchwire: http://{host}:{sockets[0].getsockname()[1]}/ ({who}; {desk.store.name}); stop with Ctrl-C")
    pools = pools_of(desk.library, settings)
    pools.readers.submit("watchwire", "warm", lambda _: None)
    if checkpoints is not None:
        write_checkpoints(desk.store, checkpoints)
    watcher = _watcher(desk, rules, allow_private) if watch else None
    try:
        count = workers or (min(4, os.cpu_count() or 1) if accounts else 1)
        if count == 1:
            run(create_app(desk, settings, pools), sockets)
        else:
            named = {"readers": pools.readers, "openers": pools.openers}
            Office(count, sockets, task_of(desk, settings, rules), named, lambda line: say(f"watchwire: {line}")).run()
    finally:
        if watcher is not None:
            watcher.terminate()
        pools.close()


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
