"""Sharing the work on alerts: who has it, until when, notes that call a colleague, and filters that are kept."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from watchwire.desk.accounts import Role, User, all_users
from watchwire.desk.decisions import must_analyse
from watchwire.errors import DecisionRefused
from watchwire.store import ledger
from watchwire.store.keeping import inserted
from watchwire.store.moments import now
from watchwire.store.schema import alerts, mentions, notes, saved_filters

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

_CALLED = re.compile(r"(?<!\w)@([\w.-]{1,64})")
_LONGEST = 5000
_FILTERS_MOST = 50


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody noted on an alert."""

    alert: int
    at: str
    user: str
    text: str


def assign(connection: "Connection", alert: int, to: str | None, due: date | None, user: User) -> None:
    """Give an alert to somebody, or to nobody, with a day by which it is due.

    Raises:
        DecisionRefused: no such alert or user, or the one who assigns, or is assigned, may decide nothing.

    """
    import sqlalchemy as sa

    must_analyse(user)
    row = connection.execute(sa.select(alerts.c.id).where(alerts.c.id == alert)).first()
    if row is None:
        raise DecisionRefused(f"alert {alert}: there is none")
    if to is not None and to not in workers(connection, user):
        raise DecisionRefused(f"{to}: nobody of that name decides on alerts here")
    connection.execute(alerts.update().where(alerts.c.id == alert).values(assigned_to=to, due_on=due))
    ledger.append(connection, user.name, "assign", f"alert {alert}", {"to": to, "due": due})


def workers(connection: "Connection", user: User) -> list[str]:
    """Return the names of those who decide on alerts; without accounts the one user there is."""
    found = [
        name for name, role, disabled in all_users(connection) if not disabled and role != Role.READER.name.lower()
    ]
    return found or [user.name]


def add_note(connection: "Connection", alert: int, text: str, user: User) -> int:
    """Note something on an alert; whoever is called in it by `@name` finds it among what waits for them.

    Raises:
        DecisionRefused: no such alert, nothing noted, or a reader notes it.

    """
    import sqlalchemy as sa

    must_analyse(user)
    text = text.strip()
    if connection.execute(sa.select(alerts.c.id).where(alerts.c.id == alert)).first() is None:
        raise DecisionRefused(f"alert {alert}: there is none")
    if not text or len(text) > _LONGEST:
        raise DecisionRefused(f"a note has 1 to {_LONGEST} characters")
    number = inserted(connection.execute(notes.insert().values(alert=alert, user=user.name, text=text, at=now())))
    known = {name.casefold(): name for name, _, disabled in all_users(connection) if not disabled}
    called = dict.fromkeys(
        name for word in _CALLED.findall(text) for name in [known.get(word.rstrip(".-").casefold())] if name
    )
    if called:
        connection.execute(mentions.insert(), [{"note": number, "user": name} for name in called])
    ledger.append(connection, user.name, "note", f"alert {alert}", {"text": text, "called": list(called)})
    return number


def notes_on(connection: "Connection", alert: int) -> tuple[Note, ...]:
    """Return the notes on an alert, oldest first."""
    rows = connection.execute(_notes(), {"alert": alert})
    return tuple(Note(row.alert, row.at, row.user, row.text) for row in rows)


@cache
def _notes() -> "Select[Any]":
    import sqlalchemy as sa

    return sa.select(notes).where(notes.c.alert == sa.bindparam("alert")).order_by(notes.c.id)


def calls_for(connection: "Connection", name: str, most: int = 20) -> tuple[Note, ...]:
    """Return the notes that call somebody, the newest first."""
    rows = connection.execute(_calls(), {"name": name, "most": most})
    return tuple(Note(row.alert, row.at, row.user, row.text) for row in rows)


@cache
def _calls() -> "Select[Any]":
    import sqlalchemy as sa

    return (
        sa.select(notes)
        .join(mentions, mentions.c.note == notes.c.id)
        .where(mentions.c.user == sa.bindparam("name"))
        .order_by(notes.c.id.desc())
        .limit(sa.bindparam("most"))
    )


def save_filter(connection: "Connection", user: User, name: str, query: str) -> None:
    """Keep a filter of the queue under a name; an empty query removes it.

    Raises:
        DecisionRefused: the name is not acceptable, or there are too many.

    """
    name = name.strip()
    if not name or len(name) > 64 or not name.isprintable():  # noqa: PLR2004
        raise DecisionRefused("a filter's name has 1 to 64 printable characters")
    held = saved_by(connection, user)
    where = (saved_filters.c.user == user.name) & (saved_filters.c.name == name)
    connection.execute(saved_filters.delete().where(where))
    if query:
        if len(held) >= _FILTERS_MOST:
            raise DecisionRefused(f"more than {_FILTERS_MOST} filters; remove one first")
        connection.execute(saved_filters.insert().values(user=user.name, name=name, query=query[:2000]))


def saved_by(connection: "Connection", user: User) -> dict[str, str]:
    """Return somebody's filters by name."""
    return {row.name: row.query for row in connection.execute(_saved(), {"name": user.name})}


@cache
def _saved() -> "Select[Any]":
    import sqlalchemy as sa

    query = sa.select(saved_filters).where(saved_filters.c.user == sa.bindparam("name"))
    return query.order_by(saved_filters.c.name)
