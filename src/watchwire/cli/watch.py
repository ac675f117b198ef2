"""`watchwire watch`: follow feeds and folders, read what is new, alert."""

import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import LibraryOption, PrivateOption, limits, say
from watchwire.cli.desk import RulesOption, StoreOption, open_desk

if TYPE_CHECKING:
    from watchwire.desk.watch import Round


def watch(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Feeds (RSS, Atom, JSON Feed), sitemaps, OPML files, folders; those of before go on."),
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help="Ask everything now, read what waits, and end (for cron).")
    ] = False,
    every: Annotated[float, typer.Option("--every", min=0.1, help="Minutes between two questions to a feed.")] = 15.0,
    pause: Annotated[float, typer.Option("--pause", min=0.0, help="Seconds between two requests to a host.")] = 1.0,
    metrics: Annotated[
        Path | None, typer.Option("--metrics", help="Write figures for Prometheus' textfile collector here.")
    ] = None,
    rules: RulesOption = None,
    store: StoreOption = None,
    library: LibraryOption = None,
    allow_private: PrivateOption = False,
) -> None:
    """Follow feeds and folders: store each article once, group it into stories, raise and send alerts."""
    from watchwire.desk.deliver import Post, deliver
    from watchwire.desk.metrics import exposition
    from watchwire.desk.politeness import Manners
    from watchwire.desk.rescreen import rescreen
    from watchwire.desk.watch import Watch
    from watchwire.lists.files import write_atomically

    desk = open_desk(store, library, rules)
    watching = Watch(
        desk, Manners(limits(allow_private), pause), timedelta(minutes=every), lambda t: say(f"watchwire: {t}")
    )
    watching.add(sources or ())
    post = Post(_out, allow_private)
    while True:
        again = rescreen(desk)
        if again is not None and again.parties:
            say(
                f"lists have changed: {again.parties} parties looked for in {again.articles} articles, "
                f"{again.read} read again, {again.alerts} new alerts"
            )
        done = watching.once(everything=once)
        deliver(desk.store, post)
        if metrics is not None:
            write_atomically(metrics, exposition(desk.store, desk.library))
        if once:
            say(_summary(done))
            raise typer.Exit(1 if done.failed or done.problems else 0)
        if done.stored or done.failed:
            say(_summary(done))
        time.sleep(min(every * 60, 5.0))


def _out(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _summary(done: "Round") -> str:
    return (
        f"{done.asked} feeds asked, {done.failed} failed; {done.offered} items new, {done.stored} articles stored, "
        f"{done.known} known, {done.problems} problems; {done.alerts} new alerts"
    )
