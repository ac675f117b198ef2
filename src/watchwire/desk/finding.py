"""Finding parties, statements and decisions by words; articles have a full-text index of their own (`store.search`)."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchwire.desk.directory import How, directory_of
from watchwire.lists.joined import subjects_of
from watchwire.model import Band, Match, Party
from watchwire.screening import Query, Screener
from watchwire.store.moments import plain
from watchwire.store.schema import alerts, articles, briefs, decisions, statements

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MOST = 200
_HOW = {
    How.ID: "by its number", How.NAME: "by this very name", How.WORDS: "has these words",
    How.BEGINNING: "has a word that begins so", How.SOME: "has some of these words",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundParty:
    """A listed subject that a search found: an entry of it, how, and the match where it was screened for."""

    party: Party
    how: str
    match: Match | None = None


def find_parties(screener: Screener, query: str, limit: int, offset: int, lock: threading.Lock) -> Sequence[FoundParty]:
    """Return the listed subjects that a query may mean, one a subject, the best first.

    First those of that number or very name, then strong matches, then those whose names have all of the words (who asks
    for "Sberbank" means the bank before its branches, for "Putin" the one on most lists), then what sounds alike.
    """
    index = screener.index
    subjects = subjects_of(screener.holdings)  # both may take seconds for new lists, for which nobody else waits
    hits = directory_of(screener.holdings, lambda: index.parties).find(query)
    with lock:
        matches = screener.screen(Query(query), _MOST)
    ordered: dict[str, str | Match] = {}

    def take(found: Iterable[tuple[str, str | Match]]) -> None:
        for party, how in found:
            ordered.setdefault(subjects.of(party), how)
            leads.setdefault(subjects.of(party), party)

    leads: dict[str, str] = {}
    screened = sorted(matches, key=lambda match: (-match.score, match.party.id))
    take((hit.party, _HOW[hit.how]) for hit in hits if hit.how <= How.NAME)
    take((match.party.id, match) for match in screened if match.band is Band.STRONG)
    take((hit.party, _HOW[hit.how]) for hit in hits if How.NAME < hit.how < How.SOME)
    take((match.party.id, match) for match in screened if match.band is Band.POSSIBLE)
    take((hit.party, _HOW[hit.how]) for hit in hits if hit.how is How.SOME)
    take((match.party.id, match) for match in screened if match.band is Band.WEAK)
    found = []
    for subject, how in list(ordered.items())[offset : offset + limit]:
        with lock:
            party = index.party_by_id(leads[subject])
        if party is not None:
            found.append(
                FoundParty(party, how if isinstance(how, str) else "", how if isinstance(how, Match) else None)
            )
    return found


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
