"""Moments as the database holds them (UTC, ISO 8601, whole seconds), and its rows as plain values."""

from datetime import UTC, datetime, timedelta
from typing import Any


def now(later: timedelta = timedelta(0)) -> str:
    """Return this moment, or one that lies later."""
    return moment(datetime.now(UTC) + later)


def moment(when: datetime) -> str:
    """Return a moment as text that sorts."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def due(column: Any, longest: timedelta = timedelta(hours=25)) -> Any:
    """Return the condition that a moment in a column has come.

    One that lies farther ahead than anything is made to wait was written before the clock was set back: it has come.
    """
    import sqlalchemy as sa

    return sa.or_(column <= now(), column > now(longest))


def plain(row: Any) -> dict[str, Any]:
    """Return a row of the database as a dictionary with plain keys."""
    return {str(key): value for key, value in row._mapping.items()}
