"""A digest: one e-mail for all alerts since the last, with what became of each meanwhile and what waits at the desk."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from watchwire.desk.decisions import OPEN, State
from watchwire.desk.queue import Filter, find_alerts
from watchwire.store.schema import alerts, feeds

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MOST = 200
"""How many alerts a digest tells one by one; of more it gives the number."""
_WAITING = frozenset({State.NEW.value, State.REOPENED.value})


@dataclass(frozen=True, slots=True)
class _Told:
    """An alert of a digest: what was put into the outbox when it was raised, and its state now."""

    content: dict[str, Any]
    state: str
    part_of: int | None


def digest_message(connection: "Connection", contents: Sequence[dict[str, Any]], to: str) -> EmailMessage:
    """Return a digest.

    Args:
        connection: of `Store.read`.
        contents: what the outbox holds of the alerts, oldest first.
        to: the address; whoever sends it says from whom.

    """
    told = _told(connection, contents)
    fresh = [item for item in told if item.state in _WAITING]
    worked = [item for item in told if item.state not in _WAITING]
    message = EmailMessage()
    message["To"] = to
    message["Subject"] = (
        f"Watchwire: {_count(len(told), 'possible match', 'possible matches')}, {len(fresh)} not looked at"
    )
    # The same alerts make the same message: a receiver can tell a repetition.
    named = hashlib.sha256(",".join(str(item.content["alert"]) for item in told).encode()).hexdigest()[:24]
    message["Message-ID"] = f"<digest-{date.today()}-{named}@watchwire>"
    parts = [
        f"{_count(len(told), 'possible match', 'possible matches')} since the last digest; a person decides.",
        *_section("Not looked at yet", fresh),
        *_section("Somebody has looked at meanwhile", worked),
        _desk(connection),
    ]
    message.set_content("\n\n".join(parts) + "\n")
    return message


def _told(connection: "Connection", contents: Sequence[dict[str, Any]]) -> list[_Told]:
    """Return each alert once, as it was told last, with its state of now."""
    import sqlalchemy as sa

    last = {content["alert"]: content for content in contents}
    rows = {}
    numbers = list(last)
    for start in range(0, len(numbers), 500):
        query = sa.select(alerts.c.id, alerts.c.state, alerts.c.merged_into)
        query = query.where(alerts.c.id.in_(numbers[start : start + 500]))
        rows.update({row.id: row for row in connection.execute(query)})
    return [
        _Told(content, rows[number].state, rows[number].merged_into)
        for number, content in last.items()
        if number in rows
    ]


def _section(title: str, told: Sequence[_Told]) -> list[str]:
    if not told:
        return []
    strongest = sorted(told, key=lambda item: -float(item.content["score"]))
    lines = [_alert(item) for item in strongest[:_MOST]]
    if len(told) > _MOST:
        lines.append(f"and {len(told) - _MOST} more")
    return [f"{title} ({len(told)})", *lines]


def _alert(item: _Told) -> str:
    content = item.content
    entries = content.get("entries") or [content]
    lists = ", ".join(dict.fromkeys(entry["party"] for entry in entries))
    article = content["article"]
    where = article["title"] or article["url"] or f"article {article['id']}"
    state = "" if item.state == State.NEW.value else f" [{item.state}]"
    day = f", {article['published']}" if article["published"] else ""
    lines = (
        f"{content['band']} {content['score']:.2f}  {content['subject']} – {content['possible_match']}{state}",
        f"{lists}; {content['why']}",
        f"{where}{day}",
        _link(f"/alerts/{item.part_of or content['alert']}"),
    )
    # Titles are from outside: none begins a line of its own.
    return "\n    ".join(" ".join(line.split()) for line in lines)


def _link(path: str) -> str:
    """Return an address at the desk, where `WATCHWIRE_URL` says where that is; else the alert's number."""
    base = os.environ.get("WATCHWIRE_URL", "").rstrip("/")
    return f"{base}{path}" if base else path.strip("/").replace("alerts/", "alert ")


def _desk(connection: "Connection") -> str:
    """Return what waits at the desk."""
    import sqlalchemy as sa

    opened = find_alerts(connection, Filter(), 0).total
    second = sum(find_alerts(connection, Filter(state.value), 0).total for state in (State.RECOMMENDED, State.OVERTURN))
    late = connection.execute(
        sa.select(sa.func.count())
        .select_from(alerts)
        .where(
            alerts.c.due_on < date.today(), alerts.c.merged_into.is_(None), alerts.c.state.in_([s.value for s in OPEN])
        )
    ).scalar_one()
    failing = connection.execute(sa.select(sa.func.count()).select_from(feeds).where(feeds.c.failures > 0)).scalar_one()
    return (
        f"At the desk: {opened} open, {second} of them wait for a second person, {late} past their day; "
        f"{_count(failing, 'feed', 'feeds')} failing."
    )


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
