"""`watchwire alerts`: see them, and decide, at a terminal."""

import sys
from typing import Annotated

import typer

from watchwire.cli.common import put_json
from watchwire.cli.desk import StoreOption, me, open_store
from watchwire.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="Alerts: list and decide.")


@app.command("list")
def list_(
    state: Annotated[str | None, typer.Option("--state", help="Only this state (default: what is open).")] = None,
    party: Annotated[str | None, typer.Option("--party", help="Only this party's id.")] = None,
    held: Annotated[bool, typer.Option("--held", help="Only those that a good-guy entry holds back.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 100,
    store: StoreOption = None,
) -> None:
    """List alerts, the newest first; what is held back is counted."""
    from watchwire.desk.queue import Filter, find_alerts

    wanted = Filter(state=state or "open", party=party, held=True if held else None)
    with open_store(store).read() as connection:
        page = find_alerts(connection, wanted, limit)
    for row in page.rows:
        if as_json:
            put_json(row)
        else:
            flag = "  held back" if row["held_by"] else ""
            sys.stdout.write(
                f"{row['id']:>6}  {row['state']:<15}{row['band']:<9}{row['score']:.2f}  {row['subject']} – "
                f"{row['caption']} ({row['list']} {row['reference']}), {row['articles']} article(s){flag}\n"
            )
    if not as_json:
        sys.stdout.write(f"{page.total} alerts, {page.held} of them held back by good-guy entries\n")


@app.command()
def decide(
    number: int,
    state: Annotated[
        str,
        typer.Argument(
            help="in review, recommended true match, confirmed, false positive, undetermined, reopened, or "
            "overturn recommended"
        ),
    ],
    comment: Annotated[str, typer.Option("--comment", "-m", help="Why; required.")],
    seen: Annotated[
        int | None,
        typer.Option(
            "--seen",
            min=0,
            help="The `version` you looked at (alerts list --json); needed where others decided.",
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Decide on an alert as the user of this terminal (an account of that name gives the role)."""
    from watchwire.desk.accounts import Role, User, all_users, role_of
    from watchwire.desk.decisions import State, history
    from watchwire.desk.decisions import decide as decide_

    try:
        wanted = State(state)
    except ValueError:
        raise UsageError(f"{state}: not a state; states are {', '.join(s.value for s in State)}") from None
    held = open_store(store)
    name = me()
    with held.write() as connection:
        known = {user: role for user, role, disabled in all_users(connection) if not disabled}
        if known and name not in known:
            raise UsageError(f"{name}: no account of that name at this desk; see: watchwire users list")
        others = [item for item in history(connection, number) if item.user != name]
        if seen is None and others:
            last = others[-1]
            raise UsageError(
                f"alert {number}: {last.user} set it to `{last.after}` at {last.at} ({last.comment}); "
                "if you have seen that, say so: --seen "
                f"{len(history(connection, number))}"
            )
        at = len(history(connection, number)) if seen is None else seen
        decide_(connection, number, wanted, comment, User(name, role_of(known[name]) if known else Role.ADMIN), at)
    sys.stdout.write(f"alert {number}: {wanted.value}\n")
