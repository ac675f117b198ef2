"""`watchwire desk demo`: an example desk, to try every page in a minute."""

import sys

import typer

from watchwire.cli.common import LibraryOption, say
from watchwire.cli.desk import StoreOption, open_desk

app = typer.Typer(no_args_is_help=True, help="The desk itself.")


@app.callback()
def _desk() -> None:
    """The desk itself."""


@app.command()
def demo(store: StoreOption = None, library: LibraryOption = None) -> None:
    """Fill an empty store with a made-up example: articles, stories, alerts in every state."""
    from watchwire.desk.demo import fill

    url = store or "sqlite:///watchwire-demo.sqlite"
    count, alerts = fill(open_desk(url, library))
    sys.stdout.write(f"{count} articles, {alerts} alerts\n")
    say(f"watchwire: look at it with: watchwire serve --store {url}")
