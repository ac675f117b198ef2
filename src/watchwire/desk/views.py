"""What the pages and the API show of the desk: rows and views, read only."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from watchwire.desk.decisions import OPEN, Decision, history
from watchwire.desk.intake import Desk
from watchwire.desk.queue import entries_of
from watchwire.desk.work import Note, notes_on
from watchwire.model import Band, Brief, Entity, Match, Party
from watchwire.store import plain, whole_brief_of
from watchwire.store.schema import (
    alert_articles,
    alerts,
    articles,
    briefs,
    feeds,
    good_guys,
    matches,
    stories,
    story_articles,
)
from watchwire.stories import Story, tell_story

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

_STORY_MOST = 60
_AROUND = 160
_SPACE = re.compile(r"\s+")


def list_rows(desk: Desk) -> list[dict[str, Any]]:
    """Return the lists in use: the newest snapshots, or the starter list."""
    from watchwire.lists import open_holdings

    today = date.today()
    return [
        {
            "list": version.list,
            "title": version.title,
            "version": version.version,
            "age_days": (today - date.fromisoformat(str(version.version))).days,
            "parties": version.parties,
            "fetched": version.fetched,
            "sha256": version.sha256,
            "source": version.source,
            "starter": version.starter,
        }
        for version in open_holdings(desk.library).versions
    ]


def article_rows(connection: "Connection", limit: int | None, offset: int) -> list[dict[str, Any]]:
    """Return stored articles, the newest first, with how many names in each one's newest brief are possible matches."""
    import sqlalchemy as sa

    newest = (
        sa.select(sa.func.max(briefs.c.id))
        .where(briefs.c.article == articles.c.id)
        .correlate(articles)
        .scalar_subquery()
    )
    hits = (
        sa.select(sa.func.count(sa.distinct(matches.c.entity)))
        .where(matches.c.brief == newest, matches.c.band != Band.WEAK.value)
        .correlate(articles)
        .scalar_subquery()
    )
    columns = [articles.c[n] for n in ("id", "title", "url", "site", "published", "language", "source", "stored_at")]
    rows = connection.execute(
        sa.select(*columns, hits.label("matches"), story_articles.c.story)
        .outerjoin(story_articles, story_articles.c.article == articles.c.id)
        .where(articles.c.text.is_not(None))
        .order_by(articles.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [plain(row) for row in rows]


def is_empty(connection: "Connection") -> bool:
    """Say whether no article is kept."""
    import sqlalchemy as sa

    return connection.execute(sa.select(articles.c.id).where(articles.c.text.is_not(None)).limit(1)).first() is None


def alerts_in(connection: "Connection", article: int) -> list[dict[str, Any]]:
    """Return the alerts that rest on an article."""
    import sqlalchemy as sa

    rows = connection.execute(
        sa.select(*(alerts.c[name] for name in ("id", "subject", "caption", "state", "list", "band", "score")))
        .join(alert_articles, alert_articles.c.alert == alerts.c.id)
        .where(alert_articles.c.article == article, alerts.c.merged_into.is_(None))
        .order_by(alerts.c.id)
    )
    return [{**plain(row), "open": row.state in OPEN} for row in rows]


def address_of(connection: "Connection", article: int) -> str | None:
    """Return the address of a stored article; None where it has none, or was forgotten."""
    import sqlalchemy as sa

    query = sa.select(articles.c.url).where(articles.c.id == article, articles.c.text.is_not(None))
    return connection.execute(query).scalar()


def story_of_article(connection: "Connection", article: int) -> int | None:
    """Return the story that an article belongs to."""
    import sqlalchemy as sa

    found = connection.execute(sa.select(story_articles.c.story).where(story_articles.c.article == article)).scalar()
    return int(found) if found is not None else None


def story_rows(connection: "Connection", limit: int | None, offset: int) -> list[dict[str, Any]]:
    """Return stories, the newest first, with how many articles and alerts each has."""
    import sqlalchemy as sa

    told = sa.select(sa.func.count()).where(story_articles.c.story == stories.c.id).scalar_subquery()
    raised = (
        sa.select(sa.func.count())
        .where(alerts.c.story == stories.c.id, alerts.c.merged_into.is_(None))
        .scalar_subquery()
    )
    rows = connection.execute(
        sa.select(stories, told.label("articles"), raised.label("alerts"))
        .order_by(stories.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [plain(row) for row in rows]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with the briefs of its articles (at most sixty, the first ones), and their numbers."""

    id: int
    title: str
    story: Story
    briefs: tuple[Brief, ...]
    articles: tuple[int, ...]
    left_out: int


def story_title(connection: "Connection", number: int) -> str:
    """Return a story's title; its number where there is none."""
    import sqlalchemy as sa

    held = connection.execute(sa.select(stories.c.title).where(stories.c.id == number)).scalar()
    return str(held or f"story {number}")


def story_view(connection: "Connection", number: int) -> StoryView | None:
    """Return a story, told anew from its stored briefs; None if there is none."""
    import sqlalchemy as sa

    row = connection.execute(sa.select(stories.c.title).where(stories.c.id == number)).first()
    if row is None:
        return None
    query = (
        sa.select(story_articles.c.article).where(story_articles.c.story == number).order_by(story_articles.c.article)
    )
    numbers = list(connection.execute(query).scalars())
    held = [(n, brief) for n in numbers[:_STORY_MOST] if (brief := whole_brief_of(connection, n)) is not None]
    told_by = tuple(brief for _, brief in held)
    story = tell_story(told_by)
    return StoryView(number, row.title, story, told_by, tuple(n for n, _ in held), max(0, len(numbers) - _STORY_MOST))


@dataclass(frozen=True, slots=True)
class AlertView:
    """An alert with its articles, its decisions, and the reasons of its best match."""

    row: dict[str, Any]
    articles: tuple[dict[str, Any], ...]
    decisions: tuple[Decision, ...]
    parties: tuple[dict[str, Any], ...]
    notes: tuple[Note, ...]
    earlier: tuple[tuple[int, tuple[Decision, ...]], ...] = ()
    """What was decided on the alerts that were merged into this one, by their numbers."""

    def record(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            **self.row,
            "merged": [number for number, _ in self.earlier],
            "articles": list(self.articles),
            "parties": list(self.parties),
            "notes": [{"at": note.at, "user": note.user, "text": note.text} for note in self.notes],
            "decisions": [
                {"at": d.at, "user": d.user, "before": d.before.value, "after": d.after.value, "comment": d.comment}
                for d in self.decisions
            ],
        }


def alert_view(connection: "Connection", number: int) -> AlertView | None:
    """Return an alert; None if there is none."""
    row_of, merged_of, told_of = _alert_queries()
    row = connection.execute(row_of, {"alert": number}).first()
    if row is None:
        return None
    merged = connection.execute(merged_of, {"alert": number}).scalars().all()
    told = connection.execute(told_of, {"alert": number}).all()
    return AlertView(
        plain(row),
        tuple(_with_context(plain(item)) for item in told),
        tuple(history(connection, number)),
        tuple(entries_of(connection, [number])[number]),
        notes_on(connection, number),
        tuple((other, tuple(history(connection, other))) for other in merged),
    )


@cache
def _alert_queries() -> "tuple[Select[Any], Select[Any], Select[Any]]":
    """Return what asks for an alert, for those that went into it, and for its articles."""
    import sqlalchemy as sa

    number: Any = sa.bindparam("alert")
    return (
        sa.select(alerts).where(alerts.c.id == number),
        sa.select(alerts.c.id).where(alerts.c.merged_into == number),
        sa.select(
            articles.c.id, articles.c.title, articles.c.url, articles.c.site, articles.c.published, articles.c.text,
            matches.c.found, matches.c.name, matches.c.score, matches.c.band, matches.c.status, matches.c.start,
            matches.c.end,
        )
        .join(alert_articles, alert_articles.c.article == articles.c.id)
        .join(matches, matches.c.id == alert_articles.c.match)
        .where(alert_articles.c.alert == number)
        .order_by(articles.c.published, articles.c.id),
    )  # fmt: skip


def _with_context(row: dict[str, Any]) -> dict[str, Any]:
    """Put the words around the name in place of the whole text."""
    text = row.pop("text") or ""
    start, end = row["start"], row["end"]
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    # Whole words only, but for a script that has no spaces.
    low = first.end() if low and (first := _SPACE.search(text, low, start)) else low
    high = last if high < len(text) and (last := _last_space(text, end, high)) else high
    row["before"] = ("… " if low else "") + _one_line(text[low:start])
    row["words"] = text[start:end]
    row["after"] = _one_line(text[end:high]) + (" …" if high < len(text) else "")
    return row


def _last_space(text: str, start: int, end: int) -> int | None:
    return next((at for at in range(end, start, -1) if text[at - 1].isspace()), None)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an alert rests on: the brief of its first article, the name there, and its match with an entry."""

    brief: Brief
    entity: Entity
    match: Match


def evidence_of(connection: "Connection", alert: AlertView, party: str | None = None) -> Evidence | None:
    """Return what an alert rests on; None if the article was forgotten, or does not name that entry.

    For the leading entry it is the match over the very words that the alert points at, not another one of the party.
    """
    if not alert.articles:
        return None
    first = alert.articles[0]
    brief = whole_brief_of(connection, first["id"])
    wanted = party or alert.row["party"]
    held = [
        Evidence(brief, entity, match)
        for entity in (brief.entities if brief else ())
        for match in entity.matches
        if brief is not None and match.party.id == wanted
    ]
    return max(held, key=lambda item: (_is_at(item.match, first), item.match.score), default=None)


def _is_at(match: Match, row: dict[str, Any]) -> bool:
    return match.name.full == row["name"] and (match.span is None or match.span.start == row["start"])


def party_of(desk: Desk, party: str, as_of: date | None = None) -> Party | None:
    """Return a listed party by its id."""
    index = desk.reader.screener(as_of).index
    return index.party_by_id(party)


def good_guy_rows(connection: "Connection") -> list[dict[str, Any]]:
    """Return all good-guy entries, the newest first."""
    import sqlalchemy as sa

    return [plain(r) for r in connection.execute(sa.select(good_guys).order_by(good_guys.c.id.desc()))]


def feed_rows(connection: "Connection") -> list[dict[str, Any]]:
    """Return the feeds that are followed, those that fail first."""
    import sqlalchemy as sa

    query = sa.select(feeds).order_by(feeds.c.failures.desc(), feeds.c.url)
    return [plain(row) for row in connection.execute(query)]
