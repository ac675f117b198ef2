"""`watchwire users`: accounts, roles and tokens of the desk."""

import sys
from typing import Annotated

import typer

from watchwire.cli.desk import StoreOption, me, open_store
from watchwire.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="Who may do what at the desk.")


@app.command()
def add(
    name: str,
    role: Annotated[str, typer.Option("--role", help="reader, analyst, reviewer or admin.")] = "analyst",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Add a user, or give one a new role and password (all sessions and tokens end)."""
    from watchwire.desk.accounts import add_user, role_of

    wanted = role_of(role)
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    with open_store(store, make=True).write() as connection:
        add_user(connection, name, wanted, password, me())
    sys.stdout.write(f"{name}: {wanted.name.lower()}\n")


@app.command()
def disable(name: str, store: StoreOption = None) -> None:
    """Shut a user out; what it did stays under its name."""
    from watchwire.desk.accounts import disable_user

    with open_store(store).write() as connection:
        disable_user(connection, name, me())
    sys.stdout.write(f"{name}: disabled\n")


@app.command("list")
def list_(store: StoreOption = None) -> None:
    """List the users."""
    from watchwire.desk.accounts import all_users

    with open_store(store).read() as connection:
        for name, role, disabled in all_users(connection):
            sys.stdout.write(f"{name:<24}{role:<10}{'disabled' if disabled else ''}\n".rstrip() + "\n")


@app.command()
def token(
    name: str,
    label: Annotated[str, typer.Option("--label", help="What it is for.")] = "api",
    days: Annotated[int, typer.Option("--days", min=1, max=3650)] = 90,
    role: Annotated[
        str | None,
        typer.Option("--role", help="The most that it may do (default: what its user may).", show_default=False),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Make an API token for a user and print it, this once."""
    from watchwire.desk.accounts import make_token, role_of

    if not label.strip():
        raise UsageError("--label: say what the token is for")
    bound = role_of(role) if role else None
    with open_store(store).write() as connection:
        sys.stdout.write(make_token(connection, name, label, days, me(), bound) + "\n")


@app.command()
def tokens(name: Annotated[str | None, typer.Argument()] = None, store: StoreOption = None) -> None:
    """List the tokens that hold: id, user, role, until when, label."""
    from watchwire.desk.accounts import all_tokens

    with open_store(store).read() as connection:
        for held in all_tokens(connection, name):
            sys.stdout.write(f"{held.id}  {held.user:<20}{held.role:<10}{held.expires_at}  {held.label}\n")


@app.command()
def revoke(token: Annotated[str, typer.Argument(metavar="ID")], store: StoreOption = None) -> None:
    """End one token, by its id (see `users tokens`)."""
    from watchwire.desk.accounts import revoke_token

    with open_store(store).write() as connection:
        revoke_token(connection, token, me())
    sys.stdout.write(f"{token}: revoked\n")
