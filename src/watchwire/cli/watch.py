"""`watchwire watch`: follow feeds and folders, read what is new, alert."""

import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import LibraryOption, PrivateOption, limits, say
from watchwire.cli.desk import (
    CheckpointsOption,
    RulesOption,
    StoreOption,
    merge_old_alerts,
    open_desk,
    write_checkpoint,
)

if TYPE_CHECKING:
    from watchwire.desk import Desk
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
    again: Annotated[
        bool, typer.Option("--again/--not-again", help="Ask for pages again that were read: stories change.")
    ] = True,
    checkpoints: CheckpointsOption = None,
    rules: RulesOption = None,
    store: StoreOption = None,
    library: LibraryOption = None,
    allow_private: PrivateOption = False,
) -> None:
    """Follow feeds and folders: store each article once, group it into stories, raise and send alerts."""
    from watchwire.desk.deliver import Post, deliver
    from watchwire.desk.items import AGAIN
    from watchwire.desk.politeness import Manners
    from watchwire.desk.supervise import Step, run_all
    from watchwire.desk.watch import Round, Watch

    desk = open_desk(store, library, rules)
    merge_old_alerts(desk)
    told = _told
    manners = Manners(limits(allow_private), pause)
    watching = Watch(desk, manners, timedelta(minutes=every), told, AGAIN if again else ())
    watching.add(sources or ())
    post = Post(_out, allow_private)
    rounds: list[Round] = []
    steps = [
        Step("screening against changed lists", lambda: _rescreen(desk)),
        Step("watching", lambda: rounds.append(watching.once(everything=once))),
        Step("delivering", lambda: _delivered(deliver(desk.store, post), once), beside=not once),
    ]
    if checkpoints is not None:
        steps.append(Step("writing a checkpoint", lambda: write_checkpoint(desk.store, checkpoints, once)))
    if metrics is not None:
        steps.append(Step("writing figures", lambda: _write_figures(desk, metrics)))
    while True:
        sound = run_all(steps, told)
        done = rounds.pop() if rounds else Round()
        if once:
            say(_summary(done))
            raise typer.Exit(1 if done.failed or done.problems or not sound else 0)
        if done.stored or done.failed or done.problems:
            told(_summary(done))
        time.sleep(min(every * 60, 5.0))


def _told(line: str) -> None:
    say(f"watchwire: {line}")


def _delivered(counts: tuple[int, int], once: bool) -> None:
    if once and counts[1]:
        say(f"watchwire: {counts[1]} messages could not be delivered; they wait")


def _rescreen(desk: "Desk") -> None:
    from watchwire.desk.rescreen import rescreen

    again = rescreen(desk)
    if again is not None and again.parties:
        say(
            f"lists have changed: {again.parties} parties looked for in {again.articles} articles, "
            f"{again.read} read again, {again.alerts} new alerts"
        )


def _write_figures(desk: "Desk", path: Path) -> None:
    from watchwire.desk.metrics import exposition
    from watchwire.lists.files import write_atomically

    write_atomically(path, exposition(desk.store, desk.library))


def _out(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _summary(done: "Round") -> str:
    return (
        f"{done.asked} feeds asked, {done.failed} failed; {done.offered} items new, {done.changed} changed, "
        f"{done.stored} articles stored, {done.known} known, {done.problems} problems, "
        f"{len(done.notes)} notes on what was left out; {done.alerts} new alerts"
    )
