"""Which story a new article belongs to: that of the stored article it is most alike, if it is alike enough."""

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from watchwire.model import Brief, EntityKind
from watchwire.store.keeping import inserted
from watchwire.store.moments import now
from watchwire.store.schema import articles, briefs, entities, stories, story_articles
from watchwire.stories.cluster import MONTH, story_groups

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NAMED = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.VESSEL, EntityKind.AIRCRAFT})
_NAMES = 12
_SHARED = 2
_NEAR = 40
_BACKGROUND = 80
"""How many other articles tell common words from rare ones: among two articles every word they share looks rare."""


def story_of(connection: "Connection", article: int, brief: Brief) -> int:
    """Return the story that an article joins, or begins, and note that it does."""
    import sqlalchemy as sa

    held = connection.execute(sa.select(story_articles.c.story).where(story_articles.c.article == article)).scalar()
    if held is not None:
        return int(held)
    story = _alike(connection, article, brief)
    day = brief.article.published.on
    if story is None:
        title = brief.article.title or " ".join(brief.article.text[:100].split()) or "untitled"
        result = connection.execute(stories.insert().values(title=title[:300], first=day, last=day, made_at=now()))
        story = inserted(result)
    elif day is not None:
        row = connection.execute(sa.select(stories.c.first, stories.c.last).where(stories.c.id == story)).one()
        first, last = min(row.first or day, day), max(row.last or day, day)
        connection.execute(stories.update().where(stories.c.id == story).values(first=first, last=last))
    connection.execute(story_articles.insert().values(article=article, story=story))
    return story


def _alike(connection: "Connection", article: int, brief: Brief) -> int | None:
    """Compare with the recent articles that share two names with it, on the background of some others."""
    near = _sharing_names(connection, article, brief)
    if not near:
        return None
    import sqlalchemy as sa

    query = sa.select(articles.c.id, articles.c.text, articles.c.published).where(articles.c.text.is_not(None))
    rows = list(connection.execute(query.where(articles.c.id.in_(near))))
    rows += connection.execute(
        query.where(articles.c.id.not_in([*near, article])).order_by(articles.c.id.desc()).limit(_BACKGROUND)
    ).all()
    texts = [brief.article.text, *(row.text for row in rows)]
    labels = story_groups(texts, [brief.article.published.on, *(row.published for row in rows)])
    fellows = [row.id for row, label in zip(rows, labels[1:], strict=True) if label == labels[0]]
    if not fellows:
        return None
    told = connection.execute(sa.select(story_articles.c.story).where(story_articles.c.article.in_(fellows))).scalars()
    counted = Counter(told).most_common(1)
    return int(counted[0][0]) if counted else None


def _sharing_names(connection: "Connection", article: int, brief: Brief) -> list[int]:
    import sqlalchemy as sa

    named = sorted((e for e in brief.entities if e.kind in _NAMED), key=lambda e: -len(e.mentions))[:_NAMES]
    if not named:
        return []
    least = min(_SHARED, len(named))
    query = (
        sa.select(briefs.c.article)
        .join(entities, entities.c.brief == briefs.c.id)
        .join(articles, articles.c.id == briefs.c.article)
        .where(entities.c.name.in_([e.name for e in named]), briefs.c.article != article)
        .group_by(briefs.c.article)
        .having(sa.func.count(sa.distinct(entities.c.name)) >= least)
        .order_by(briefs.c.article.desc())
        .limit(_NEAR)
    )
    day = brief.article.published.on
    if day is not None:
        span = timedelta(days=MONTH)
        within = sa.and_(articles.c.published >= day - span, articles.c.published <= day + span)
        query = query.where(sa.or_(articles.c.published.is_(None), within))
    return [row[0] for row in connection.execute(query)]
