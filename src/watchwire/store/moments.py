"""Moments as the database holds them: UTC, ISO 8601, whole seconds."""

from datetime import UTC, datetime, timedelta


def now(later: timedelta = timedelta(0)) -> str:
    """Return this moment, or one that lies later."""
    return moment(datetime.now(UTC) + later)


def moment(when: datetime) -> str:
    """Return a moment as text that sorts."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
