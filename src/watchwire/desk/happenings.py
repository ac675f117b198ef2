"""What the pages show of happenings: who is told of with whom, and what happened when."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from watchwire.names.tokens import words
from watchwire.store.schema import articles, briefs, events, matches, story_articles

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NETWORK_MOST = 400


@dataclass(frozen=True, slots=True)
class Edge:
    """What is told of two in one event: each time the article, the sentence, and where it stands (None: not found)."""

    actor: str
    recipient: str
    type: str
    told: tuple[tuple[int, str, int | None], ...]


def network(connection: "Connection", story: int | None = None, party: str | None = None) -> list[Edge]:
    """Return who is named with whom in which event, in a story, in the articles that name a party, or of late."""
    import sqlalchemy as sa

    query = (
        sa.select(
            briefs.c.article,
            events.c.actors,
            events.c.recipients,
            events.c.type,
            events.c.content,
            _place(connection).label("place"),
        )
        .join(events, events.c.brief == briefs.c.id)
        .join(articles, articles.c.id == briefs.c.article)
        .where(events.c.actors != "", events.c.recipients != "")
        .order_by(briefs.c.id.desc())
        .limit(_NETWORK_MOST)
    )
    if story is not None:
        query = query.join(story_articles, story_articles.c.article == briefs.c.article).where(
            story_articles.c.story == story
        )
    if party is not None:
        query = query.where(briefs.c.id.in_(sa.select(matches.c.brief).where(matches.c.party == party)))
    told: dict[tuple[str, str, str], dict[tuple[int, str, int | None], None]] = defaultdict(dict)
    known: dict[str, str] = {}
    for row in connection.execute(query):
        for actor in _bodies(row.actors, known):
            for recipient in _bodies(row.recipients, known):
                if actor != recipient:
                    told[(actor, recipient, row.type)][(row.article, row.content, row.place)] = None
    return [Edge(a, b, t, tuple(held)) for (a, b, t), held in sorted(told.items(), key=lambda item: -len(item[1]))]


def _place(connection: "Connection") -> Any:
    """Return, for a query, where an event's sentence stands in its article's text; None where it does not."""
    import sqlalchemy as sa

    find = sa.func.instr if connection.dialect.name == "sqlite" else sa.func.strpos
    return sa.func.nullif(find(articles.c.text, events.c.content), 0) - 1


def _bodies(names: str, known: dict[str, str]) -> list[str]:
    """Return names as a network shows them: of spellings that differ in case, article or accents, the first met."""
    found = []
    for name in names.split(", "):
        key = " ".join(word for word in words(name) if word != "the")
        if key:
            found.append(known.setdefault(key, name))
    return found


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated event as an article tells it."""

    first: date
    last: date
    type: str
    actors: str
    recipients: str
    certainty: str
    content: str
    article: int
    published: date | None
    place: int | None = None


def timeline(connection: "Connection", story: int | None = None, limit: int = 300) -> Sequence[Happening]:
    """Return dated events, the earliest first, of a story or of late."""
    import sqlalchemy as sa

    query = (
        sa.select(events, briefs.c.article, articles.c.published, _place(connection).label("place"))
        .join(briefs, briefs.c.id == events.c.brief)
        .join(articles, articles.c.id == briefs.c.article)
        .where(events.c.first.is_not(None))
    )
    if story is not None:
        query = query.join(story_articles, story_articles.c.article == briefs.c.article).where(
            story_articles.c.story == story
        )
    rows = connection.execute(query.order_by(briefs.c.id.desc(), events.c.key).limit(limit)).all()
    found = [
        Happening(
            r.first,
            r.last or r.first,
            r.type,
            r.actors,
            r.recipients,
            r.certainty,
            r.content,
            r.article,
            r.published,
            r.place,
        )
        for r in rows
    ]
    return sorted(found, key=lambda item: (item.first, item.last, item.article))
