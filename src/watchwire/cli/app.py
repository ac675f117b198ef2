"""The command `watchwire`. Exit codes: 0 done, 1 something failed and the rest was done, 2 the call was wrong."""

import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group_from_info
from typer.models import TyperInfo

from watchwire._version import __version__
from watchwire.cli.common import die
from watchwire.errors import UsageError, WatchwireError

_LONGEST_PATH = 200
"""So much of a path is told."""
_COMMANDS = {
    "read": "read:read",
    "scan": "scan:scan",
    "screen": "screen:screen",
    "compare": "compare:compare",
    "batch": "batch:batch",
    "selftest": "selftest:selftest",
    "stories": "stories:stories",
    "verify": "verify:verify",
    "watch": "watch:watch",
    "serve": "serve:serve",
    "mcp": "serve:mcp",
    "desk": "desk_demo:app",
    "alerts": "alerts:app",
    "store": "store:app",
    "audit": "audit:app",
    "users": "users:app",
    "lists": "lists:app",
    "measures": "measures:app",
}
"""Where each command is: its module in this package, and the function or the group of commands there."""


class _Lazily(MutableMapping[str, Any]):
    """Commands by their names, each imported when it is asked for: a look-up does not wait for what a server takes."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            module, _, held = _COMMANDS[name].partition(":")
            self._loaded[name] = _command(name, getattr(import_module(f"watchwire.cli.{module}"), held))
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


def _command(name: str, found: Any) -> Any:
    """Return a function or a group of commands as a command of that name."""
    if isinstance(found, typer.Typer):
        return get_group_from_info(
            TyperInfo(found, name=name), pretty_exceptions_short=True, suggest_commands=True, rich_markup_mode=None
        )
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(found)
    return get_command(alone)


class Commands(TyperGroup):
    """The group of all commands."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        self.commands = _Lazily()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names of all commands, in the order in which help shows them."""
        return list(self.commands)


app = typer.Typer(
    name="watchwire",
    cls=Commands,
    help="Reads the news for people who must know whether a sanctioned party is in it.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: drawing it with rich would take longer than all else that a start does
)


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
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for as long as we live
    if sys.stdout is None:
        die("standard output is closed, so that nothing could be told", 1)
    try:
        app()
        sys.stdout.flush()
    except UsageError as error:
        die(str(error), 2)
    except WatchwireError as error:
        die(str(error), 1)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): that is no failure of ours.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        # A path that cannot be, a full disk, what is written to `/dev/full`: the system names it.
        with suppress(OSError, ValueError):
            sys.stdout.close()  # or what is left in it fails again when the process ends
        named = f"{_short(str(error.filename))}: " if error.filename else "the result could not be written: "
        die(f"{named}{error.strerror or error}", 1)
    except KeyboardInterrupt:
        die("stopped", 130)


def _short(path: str) -> str:
    return path if len(path) <= _LONGEST_PATH else f"{path[:_LONGEST_PATH]}…"
