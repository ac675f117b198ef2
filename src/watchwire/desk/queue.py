"""The queue of alerts: filtered, counted, a page at a time; exports show what is filtered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchwire.desk.decisions import OPEN
from watchwire.store.moments import plain
from watchwire.store.schema import alert_articles, alerts

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the queue is wanted; None lets everything through. `state` may be `open` or `all`."""

    state: str | None = "open"
    list: str | None = None
    band: str | None = None
    party: str | None = None
    programme: str | None = None
    text: str | None = None
    story: int | None = None
    held: bool | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of the queue, how many there are in all, and how many of these are held back."""

    rows: list[dict[str, Any]]
    total: int
    held: int


def find_alerts(connection: "Connection", wanted: Filter, limit: int | None = 50, offset: int = 0) -> Page:
    """Return a page of the queue, the newest first."""
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
        sa.select(alerts, told.label("articles")).where(*where).order_by(alerts.c.id.desc()).limit(limit).offset(offset)
    )
    return Page([plain(row) for row in rows], counts[0], counts[1])


def _where(wanted: Filter) -> list[Any]:
    import sqlalchemy as sa

    where: list[Any] = []
    if wanted.state == "open":
        where.append(alerts.c.state.in_([state.value for state in OPEN]))
    elif wanted.state and wanted.state != "all":
        where.append(alerts.c.state == wanted.state)
    for column, value in (
        (alerts.c.list, wanted.list),
        (alerts.c.band, wanted.band),
        (alerts.c.party, wanted.party),
        (alerts.c.story, wanted.story),
    ):
        if value:
            where.append(column == value)
    if wanted.programme:
        where.append(alerts.c.programme.icontains(wanted.programme, autoescape=True))
    if wanted.text:
        text = wanted.text
        where.append(
            sa.or_(alerts.c.subject.icontains(text, autoescape=True), alerts.c.caption.icontains(text, autoescape=True))
        )
    if wanted.held is not None:
        where.append(alerts.c.held_by.is_not(None) if wanted.held else alerts.c.held_by.is_(None))
    return where
