"""The queue of alerts: filtered, sorted, counted, a page at a time; exports show what is filtered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from watchwire.desk.decisions import OPEN, State
from watchwire.store.moments import plain
from watchwire.store.schema import alert_articles, alert_parties, alerts

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

_SECOND = (State.RECOMMENDED.value, State.OVERTURN.value)
SORTS = ("newest", "oldest", "strongest", "due", "subject")
"""How the queue may be sorted."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the queue is wanted; None lets everything through. `state` may be `open` or `all`.

    `assigned` is who has it ("" for nobody); `second` is who could agree to what another one recommended.
    """

    state: str | None = "open"
    list: str | None = None
    band: str | None = None
    party: str | None = None
    programme: str | None = None
    text: str | None = None
    story: int | None = None
    held: bool | None = None
    article: int | None = None
    assigned: str | None = None
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of the queue, how many there are in all, and how many of these are held back."""

    rows: list[dict[str, Any]]
    total: int
    held: int


def find_alerts(
    connection: "Connection", wanted: Filter, limit: int | None = 50, offset: int = 0, sort: str = "newest"
) -> Page:
    """Return a page of the queue. Each row has the entries of all lists that it stands for (`parties`)."""
    import sqlalchemy as sa

    where = _where(wanted)
    counts = connection.execute(
        sa.select(sa.func.count(), sa.func.count(alerts.c.held_by)).select_from(alerts).where(*where)
    ).one()
    told = (
        sa.select(sa.func.count())
        .select_from(alert_articles)
        .where(alert_articles.c.alert == alerts.c.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        sa.select(alerts, told.label("articles")).where(*where).order_by(*_order(sort)).limit(limit).offset(offset)
    )
    found = [plain(row) for row in rows]
    entries = entries_of(connection, [row["id"] for row in found])
    return Page([{**row, "parties": entries[row["id"]]} for row in found], counts[0], counts[1])


def count_alerts(connection: "Connection", wanted: Mapping[str, Filter]) -> dict[str, int]:
    """Return how many alerts of the queue each filter lets through, by the filters' names; asked for at once."""
    import sqlalchemy as sa

    counts = [
        sa.select(sa.func.count()).select_from(alerts).where(*_where(held)).scalar_subquery().label(name)
        for name, held in wanted.items()
    ]
    return {name: int(count) for name, count in connection.execute(sa.select(*counts)).one()._mapping.items()}


def entries_of(connection: "Connection", numbers: list[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the entries that alerts stand for, the strongest first, by alert."""
    if not numbers:
        return {}
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for start in range(0, len(numbers), 500):
        for row in connection.execute(_entries(), {"numbers": numbers[start : start + 500]}):
            values = plain(row)
            found[values.pop("alert")].append(values)
    return found


@cache
def _entries() -> "Select[Any]":
    import sqlalchemy as sa

    return (
        sa.select(alert_parties)
        .where(alert_parties.c.alert.in_(sa.bindparam("numbers", expanding=True)))
        .order_by(alert_parties.c.score.desc(), alert_parties.c.party)
    )


def following(connection: "Connection", wanted: Filter, sort: str, number: int) -> int | None:
    """Return the alert to go to after one: the next of the queue as it is filtered, else its first."""
    import sqlalchemy as sa

    keys = _keys(sort)
    query = sa.select(alerts.c.id).where(*_where(wanted), alerts.c.id != number).order_by(*_order(sort)).limit(1)
    here = connection.execute(sa.select(*(key for key, _ in keys)).where(alerts.c.id == number)).first()
    found = connection.execute(query.where(_after(keys, here))).scalar() if here is not None else None
    return found if found is not None else connection.execute(query).scalar()


def _after(keys: "Sequence[tuple[ColumnElement[Any], bool]]", here: "Sequence[Any]") -> "ColumnElement[bool]":
    """Return what is true of the rows that stand after one, whose keys are given."""
    import sqlalchemy as sa

    return sa.or_(
        *(
            sa.and_(
                *(earlier == value for (earlier, _), value in zip(keys[:place], here, strict=False)),
                key < here[place] if falling else key > here[place],
            )
            for place, (key, falling) in enumerate(keys)
        )
    )


def _order(sort: str) -> list[Any]:
    return [key.desc() if falling else key for key, falling in _keys(sort)]


def _keys(sort: str) -> "tuple[tuple[ColumnElement[Any], bool], ...]":
    """Return what the queue is sorted by, none of it null, and whether it falls; the last is the alert's number."""
    import sqlalchemy as sa

    number = alerts.c.id
    orders: dict[str, tuple[tuple[ColumnElement[Any], bool], ...]] = {
        "newest": ((number, True),),
        "oldest": ((number, False),),
        "strongest": ((alerts.c.score, True), (number, True)),
        "due": ((sa.func.coalesce(alerts.c.due_on, date.max), False), (number, False)),
        "subject": ((alerts.c.subject, False), (number, False)),
    }
    return orders.get(sort, orders["newest"])


def _where(wanted: Filter) -> list[Any]:
    import sqlalchemy as sa

    where: list[Any] = [alerts.c.merged_into.is_(None)]
    if wanted.state == "open":
        where.append(alerts.c.state.in_([state.value for state in OPEN]))
    elif wanted.state and wanted.state != "all":
        where.append(alerts.c.state == wanted.state)
    for column, value in ((alerts.c.band, wanted.band), (alerts.c.story, wanted.story)):
        if value:
            where.append(column == value)
    entry = [
        test
        for test in (
            alert_parties.c.list == wanted.list if wanted.list else None,
            alert_parties.c.party == wanted.party if wanted.party else None,
            alert_parties.c.programme.icontains(wanted.programme, autoescape=True) if wanted.programme else None,
        )
        if test is not None
    ]
    if entry:
        where.append(alerts.c.id.in_(sa.select(alert_parties.c.alert).where(*entry)))
    if wanted.text:
        text = wanted.text
        where.append(
            sa.or_(alerts.c.subject.icontains(text, autoescape=True), alerts.c.caption.icontains(text, autoescape=True))
        )
    if wanted.article:
        where.append(
            alerts.c.id.in_(sa.select(alert_articles.c.alert).where(alert_articles.c.article == wanted.article))
        )
    if wanted.held is not None:
        where.append(alerts.c.held_by.is_not(None) if wanted.held else alerts.c.held_by.is_(None))
    if wanted.assigned is not None:
        where.append(alerts.c.assigned_to == wanted.assigned if wanted.assigned else alerts.c.assigned_to.is_(None))
    if wanted.second is not None:
        where.extend((alerts.c.state.in_(_SECOND), alerts.c.recommended_by != wanted.second))
    return where
