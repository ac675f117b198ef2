"""Taking articles in: read, keep, group into stories, alert; and screening with a record of it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from watchwire.brief import match_facts
from watchwire.desk.grouping import story_of
from watchwire.desk.lists import Fresh, checked_against, lists_of
from watchwire.desk.raising import Alert, raise_alerts
from watchwire.desk.record import note
from watchwire.desk.rules import Rule
from watchwire.desk.ruling import kept_rules
from watchwire.lists.joined import subjects_of
from watchwire.model import Article, Band, Brief, Match
from watchwire.read import Reader
from watchwire.store import Store, keep_article, keep_brief, ledger
from watchwire.store.briefcheck import HASH, KEY, stored_hash

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from watchwire.lists import Library
    from watchwire.screening import Query


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an article: its number, its brief's, its story's, whether the text is new, and the alerts."""

    article: int
    brief: int | None
    story: int | None
    new: bool
    alerts: tuple[Alert, ...] = ()


class Desk:
    """The store, the lists and the rules that an analyst's desk works with."""

    def __init__(self, store: Store, library: "Library | None", rules: Sequence[Rule] | None = None) -> None:
        """Open a desk; `rules` take the place of those that are kept in the store, which pages change."""
        self.store = store
        self.library = library
        self.given = tuple(rules) if rules is not None else None
        self.lists = Fresh(library)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in force at this moment."""
        with self.store.read() as connection:
            return self._rules(connection)

    def _rules(self, connection: "Connection") -> tuple[Rule, ...]:
        return self.given if self.given is not None else kept_rules(connection).rules

    @property
    def reader(self) -> Reader:
        """A reader over the lists as the library has them at this moment."""
        return self.lists.reader

    def read(self, article: Article) -> Brief:
        """Read an article, and have at hand what keeping it needs: slow work, to be done outside of a transaction."""
        brief = self.reader.brief(article)
        self.make_ready()
        return brief

    def make_ready(self) -> None:
        """Have at hand what keeping needs; call it before the transaction, as it may take seconds for new lists."""
        subjects_of(self.reader.screener(None).holdings)

    def take(self, article: Article, source: str, actor: str = "watchwire") -> Kept:
        """Read an article and keep it with all that follows, in one transaction; a known text is not read again."""
        with self.store.write() as connection:
            if (known := self.known(connection, article, source)) is not None:
                return known
        brief = self.read(article)
        with self.store.write() as connection:
            return self.keep(connection, brief, source, actor)

    def known(self, connection: "Connection", article: Article, source: str) -> Kept | None:
        """Return what is known of a text that is stored with its brief; its new address is noted."""
        import sqlalchemy as sa

        from watchwire.store.schema import articles

        held = connection.execute(sa.select(articles.c.id).where(articles.c.sha256 == article.sha256)).scalar()
        if held is None:
            return None
        keep_article(connection, article, source)
        return Kept(int(held), None, None, new=False)

    def keep(
        self, connection: "Connection", brief: Brief, source: str, actor: str = "watchwire", why: str | None = None
    ) -> Kept:
        """Keep a brief with its article, story and alerts inside a writing transaction.

        Args:
            connection: of `Store.write`.
            brief: what was read.
            source: the feed, folder or user that it came from.
            actor: who had it read.
            why: given for an article that is read again because a list has changed.

        """
        number, new = keep_article(connection, brief.article, source)
        if not new and why is None:
            ledger.append(
                connection, actor, "read", f"article {number}", {**brief_detail(brief, number), "known": True}
            )
            return Kept(number, None, None, new=False)
        brief_id = keep_brief(connection, number, brief)
        story = story_of(connection, number, brief)
        detail = {**brief_detail(brief, number), KEY: brief_id, HASH: stored_hash(connection, brief_id)}
        ledger.append(connection, actor, "read", f"article {number}", detail)
        told = why or f"named in an article from {source}"
        subjects = subjects_of(self.reader.screener(None).holdings)
        rules = self._rules(connection)
        raised = raise_alerts(connection, number, brief_id, story, brief, rules, told, subjects)
        return Kept(number, brief_id, story, new, tuple(raised))

    def screen(
        self,
        query: "Query",
        limit: int,
        as_of: date | None,
        actor: str,
        lock: AbstractContextManager[object] | None = None,
    ) -> "Screened":
        """Screen a name, and put on record what was asked, against which lists, and what was found.

        `lock` is held while the name is screened, and not while the record is written, which waits for the disk.
        """
        with lock or nullcontext():
            screener = self.reader.screener(as_of)
            matches = screener.screen(query, limit)
        detail = {
            **query_detail(query),
            "as_of": as_of,
            "limit": limit,
            "lists": lists_of(screener.holdings),
            "hits": [hit(match) for match in matches],
        }
        note(self.store, actor, "screen", "a name", detail)
        return Screened(tuple(matches), checked_against(screener.holdings))


@dataclass(frozen=True, slots=True)
class Screened:
    """What was found for a name, and what it was held against (see `desk.lists.checked_against`)."""

    matches: tuple[Match, ...]
    against: dict[str, Any]


def query_detail(query: "Query") -> dict[str, Any]:
    """Return what the record says of a name that was asked for."""
    return {
        "name": query.name,
        "kind": query.kind.value if query.kind else None,
        "birth_date": str(query.birth_date) if query.birth_date else None,
        "country": query.country,
    }


def brief_detail(brief: Brief, number: int | None = None) -> dict[str, Any]:
    """Return what the record says of a reading: which text, against which lists, with which hits."""
    return {
        "article": number,
        "sha256": brief.article.sha256,
        "url": brief.article.url,
        "watchwire": brief.watchwire,
        "as_of": brief.as_of,
        "lists": [{"list": v.list, "version": v.version, "sha256": v.sha256} for v in brief.lists],
        "hits": [
            {"subject": entity.name, **hit(match)}
            for entity in brief.entities
            for match in entity.matches
            if match.band is not Band.WEAK
        ],
    }


def hit(match: Match) -> dict[str, Any]:
    """Return what the record says of a match."""
    return match_facts(match, "party", "name", "score", "band", "status", "reasons")
