"""Finding parties, statements and decisions by words; articles have a full-text index of their own (`store.search`)."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from watchwire.lists.joined import subjects_of
from watchwire.model import Match
from watchwire.names.tokens import words
from watchwire.screening import Query, Screener
from watchwire.store.moments import plain
from watchwire.store.schema import alerts, articles, briefs, decisions, statements

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MOST = 200


def find_parties(screener: Screener, query: str, limit: int, offset: int, lock: threading.Lock) -> Sequence[Match]:
    """Return the listed subjects whose names are like a query, one a subject, the best first.

    Of equally good ones that with the fewest further words in its name comes first: who asks for "Sberbank" means the
    bank before its branches.
    """
    with lock:
        subjects = subjects_of(screener.holdings)
        matches = screener.screen(Query(query), min(_MOST, (limit + offset) * 4))
    asked = len(words(query))
    best: dict[str, Match] = {}
    for match in sorted(matches, key=lambda match: (-round(match.score, 2), _further(match, asked), match.party.id)):
        best.setdefault(subjects.of(match.party.id), match)
    return list(best.values())[offset : offset + limit]


def _further(match: Match, asked: int) -> tuple[int, int]:
    return abs(len(words(match.name.full)) - asked), len(match.party.caption)


def find_statements(connection: "Connection", query: str, limit: int, offset: int) -> list[dict[str, Any]]:
    """Return statements whose words or speaker hold all words of a query, the newest articles first."""
    import sqlalchemy as sa

    where = [
        sa.or_(
            statements.c.content.icontains(word, autoescape=True), statements.c.speaker.icontains(word, autoescape=True)
        )
        for word in query.split()[:16]
    ]
    rows = connection.execute(
        sa.select(
            statements.c.speaker, statements.c.certainty, statements.c.content, articles.c.id.label("article"),
            articles.c.title, articles.c.site, articles.c.published,
        )
        .join(briefs, briefs.c.id == statements.c.brief)
        .join(articles, articles.c.id == briefs.c.article)
        .where(articles.c.text.is_not(None), *where)
        .order_by(articles.c.id.desc(), statements.c.key)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [plain(row) for row in rows]


def find_decisions(connection: "Connection", query: str, limit: int, offset: int) -> list[dict[str, Any]]:
    """Return decisions whose reason, user, subject or party holds all words of a query, the newest first."""
    import sqlalchemy as sa

    fields = (decisions.c.comment, decisions.c.user, decisions.c.after, alerts.c.subject, alerts.c.caption)
    where = [sa.or_(*(field.icontains(word, autoescape=True) for field in fields)) for word in query.split()[:16]]
    rows = connection.execute(
        sa.select(decisions, alerts.c.subject, alerts.c.caption)
        .join(alerts, alerts.c.id == decisions.c.alert)
        .where(*where)
        .order_by(decisions.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [plain(row) for row in rows]
