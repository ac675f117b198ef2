"""How the watching does, for a page: feeds, items and messages by state, what failed, when something was stored."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchwire.store.moments import plain
from watchwire.store.schema import articles, feeds, items, outbox

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Monitor:
    """Feeds, those that fail first; counts by state; what failed; the moment an article was stored last."""

    feeds: tuple[dict[str, Any], ...]
    items: dict[str, int]
    messages: dict[str, int]
    failed_items: tuple[dict[str, Any], ...]
    failed_messages: tuple[dict[str, Any], ...]
    last_stored: str | None


def monitor_of(connection: "Connection") -> Monitor:
    """Return how the watching does."""
    import sqlalchemy as sa

    def by_state(table: Any) -> dict[str, int]:
        query = sa.select(table.c.state, sa.func.count()).group_by(table.c.state)
        return {row[0]: row[1] for row in connection.execute(query)}

    def failing(table: Any, *names: str) -> tuple[dict[str, Any], ...]:
        columns = [table.c[name] for name in (*names, "state", "tries", "error", "next_at")]
        query = sa.select(*columns).where(table.c.error.is_not(None)).order_by(table.c.id.desc()).limit(_SHOWN)
        return tuple(plain(row) for row in connection.execute(query))

    followed = connection.execute(sa.select(feeds).order_by(feeds.c.failures.desc(), feeds.c.url))
    return Monitor(
        tuple(plain(row) for row in followed),
        by_state(items),
        by_state(outbox),
        failing(items, "feed", "url"),
        failing(outbox, "alert", "channel"),
        connection.execute(sa.select(sa.func.max(articles.c.stored_at))).scalar(),
    )
