"""All that the desk holds on a listed subject: alerts, decisions, and where it may be named; quick, from the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchwire.desk.queue import entries_of
from watchwire.store.moments import plain
from watchwire.store.schema import alert_parties, alerts, articles, briefs, decisions, good_guys, matches

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MOST = 200


@dataclass(frozen=True, slots=True)
class Dossier:
    """Alerts (the newest first) with the entries they stand for, decisions on them, mentions, good-guy entries."""

    alerts: tuple[dict[str, Any], ...]
    decisions: tuple[dict[str, Any], ...]
    mentions: tuple[dict[str, Any], ...]
    good_guys: tuple[dict[str, Any], ...]


def dossier_of(connection: "Connection", parties: Sequence[str]) -> Dossier:
    """Return what there is on the entries of a subject, at most two hundred of each."""
    import sqlalchemy as sa

    mine = sa.select(alert_parties.c.alert).where(alert_parties.c.party.in_(parties))
    raised = [
        plain(row)
        for row in connection.execute(
            sa.select(alerts)
            .where(alerts.c.id.in_(mine), alerts.c.merged_into.is_(None))
            .order_by(alerts.c.id.desc())
            .limit(_MOST)
        )
    ]
    entries = entries_of(connection, [row["id"] for row in raised])
    decided = connection.execute(
        sa.select(decisions).where(decisions.c.alert.in_(mine)).order_by(decisions.c.id.desc()).limit(_MOST)
    )
    excused = connection.execute(
        sa.select(good_guys).where(good_guys.c.party.in_(parties)).order_by(good_guys.c.id.desc()).limit(_MOST)
    )
    return Dossier(
        tuple({**row, "parties": entries[row["id"]]} for row in raised),
        tuple(plain(row) for row in decided),
        tuple(_mentions(connection, parties)),
        tuple(plain(row) for row in excused),
    )


def _mentions(connection: "Connection", parties: Sequence[str]) -> list[dict[str, Any]]:
    """Return the articles in which a subject may be named, the newest first, each with its best place."""
    import sqlalchemy as sa

    rows = connection.execute(
        sa.select(
            articles.c.id, articles.c.title, articles.c.site, articles.c.published, matches.c.found, matches.c.score,
            matches.c.band, matches.c.status, matches.c.start, matches.c.end,
        )
        .join(briefs, briefs.c.article == articles.c.id)
        .join(matches, matches.c.brief == briefs.c.id)
        .where(matches.c.party.in_(parties), articles.c.text.is_not(None))
        .order_by(articles.c.published.desc(), articles.c.id.desc(), matches.c.score.desc(), matches.c.id)
        .limit(_MOST)
    )  # fmt: skip
    seen: dict[int, dict[str, Any]] = {}
    for row in rows:
        seen.setdefault(row.id, plain(row))
    return list(seen.values())
