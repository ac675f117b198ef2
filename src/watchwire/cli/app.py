"""The command `watchwire`. Exit codes: 0 done, 1 something failed and the rest was done, 2 the call was wrong."""

import sys
from typing import Annotated

import typer

from watchwire._version import __version__
from watchwire.cli import (
    alerts,
    audit,
    batch,
    compare,
    desk_demo,
    lists,
    measures,
    read,
    scan,
    screen,
    selftest,
    serve,
    store,
    stories,
    users,
    verify,
    watch,
)
from watchwire.cli.common import die
from watchwire.errors import UsageError, WatchwireError

app = typer.Typer(
    name="watchwire",
    help="Reads the news for people who must know whether a sanctioned party is in it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: drawing it with rich would take longer than all else that a start does
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(read.read)
app.command("scan")(scan.scan)
app.command("screen")(screen.screen)
app.command("compare")(compare.compare)
app.command("batch")(batch.batch)
app.command("selftest")(selftest.selftest)
app.command("stories")(stories.stories)
app.command("verify")(verify.verify)
app.command("watch")(watch.watch)
app.command("serve")(serve.serve)
app.command("mcp")(serve.mcp)
app.add_typer(desk_demo.app, name="desk")
app.add_typer(alerts.app, name="alerts")
app.add_typer(store.app, name="store")
app.add_typer(audit.app, name="audit")
app.add_typer(users.app, name="users")
app.add_typer(lists.app, name="lists")
app.add_typer(measures.app, name="measures")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"watchwire {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Reads the news for people who must know whether a sanctioned party is in it."""


def main() -> None:
    """Run the command line; turn our errors into a line on stderr and the right exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except UsageError as error:
        die(str(error), 2)
    except WatchwireError as error:
        die(str(error), 1)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): that is no failure of ours.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        die("stopped", 130)
