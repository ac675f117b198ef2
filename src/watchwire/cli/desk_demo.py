"""`watchwire desk`: an example to try every page in a minute, and screening stored articles again."""

import sys

import typer

from watchwire.cli.common import LibraryOption, progress_of, say
from watchwire.cli.desk import RulesOption, StoreOption, open_desk

app = typer.Typer(no_args_is_help=True, help="The desk itself.")


@app.callback()
def _desk() -> None:
    """The desk itself."""


@app.command()
def rescreen(store: StoreOption = None, library: LibraryOption = None, rules: RulesOption = None) -> None:
    """Screen stored articles against what is new in the lists (a watcher does it by itself)."""
    from watchwire.desk.rescreen import rescreen as rescreen_

    with progress_of("articles") as told:
        done = rescreen_(open_desk(store, library, rules), told)
    if done is None:
        sys.stdout.write("nothing has changed in the lists\n")
    else:
        sys.stdout.write(f"{done.parties} parties looked for in {done.articles} articles, {done.alerts} new alerts\n")


@app.command()
def demo(store: StoreOption = None, library: LibraryOption = None) -> None:
    """Fill an empty store with a made-up example: articles, stories, alerts in every state."""
    from watchwire.desk.demo import fill

    url = store or "sqlite:///watchwire-demo.sqlite"
    count, alerts = fill(open_desk(url, library))
    sys.stdout.write(f"{count} articles, {alerts} alerts\n")
    say(f"watchwire: look at it with: watchwire serve --store {url}")
