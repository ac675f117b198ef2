"""Watching feeds and folders: what they offer is noted first, then read and stored, each item once.

An item is written down as `waiting` in the transaction that notes its feed's answer, and becomes `done` in the one that
stores its article. A process that is killed in between takes it up again: nothing is lost, and since a text, an address
and an item are each known by a key, nothing is doubled.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from watchwire.desk.intake import Desk
from watchwire.desk.offers import Offer, Offers, folder_offers, read_offers, read_opml
from watchwire.desk.politeness import Manners, back_off
from watchwire.errors import FetchRefused, SourceError, WatchwireError
from watchwire.model import Article, Published
from watchwire.sources import SourceProblem
from watchwire.sources.decode import unpack
from watchwire.sources.fetch import Fetched
from watchwire.sources.read import read_bytes, read_source
from watchwire.store import article_at, keep_article
from watchwire.store.moments import now
from watchwire.store.schema import feeds, items

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TRIES = 8
_AT_ONCE = 32
_THREADS = 8
_FOLDER = "folder "
_SITEMAPS = 50
Say = Callable[[str], None]


@dataclass(slots=True)
class Round:
    """What one round did."""

    asked: int = 0
    failed: int = 0
    offered: int = 0
    stored: int = 0
    known: int = 0
    problems: int = 0
    alerts: int = 0


class Watch:
    """Follows sources into a desk. Call `add` once, `once` as often as wanted."""

    def __init__(
        self, desk: Desk, manners: Manners, every: timedelta = timedelta(minutes=15), say: Say = lambda _: None
    ) -> None:
        self.desk = desk
        self.manners = manners
        self.every = every
        self.say = say
        self.folders: list[Path] = []

    def add(self, sources: Iterable[str]) -> None:
        """Note feeds, OPML files, sitemaps and folders to follow.

        Raises:
            SourceError: one is neither; it is named.

        """
        for source in sources:
            if source.startswith(("http://", "https://")):
                self._note_feed(source)
                continue
            path = Path(source)
            if path.is_dir():
                self.folders.append(path)
            elif path.is_file():
                for url in read_opml(path.read_bytes(), source):
                    self._note_feed(url)
            else:
                raise SourceError(f"{source}: neither an address, an OPML file nor a folder")

    def _note_feed(self, url: str) -> None:
        import sqlalchemy as sa

        with self.desk.store.write() as connection:
            if connection.execute(sa.select(feeds.c.url).where(feeds.c.url == url)).first() is None:
                connection.execute(feeds.insert().values(url=url, failures=0, next_at=now()))

    def once(self, everything: bool = False) -> Round:
        """Ask the feeds that are due (or all), then read what waits. A failure is named, and the others go on."""
        done = Round()
        self._ask(done, everything)
        for folder in self.folders:
            with self.desk.store.write() as connection:
                done.offered += _note_offers(connection, f"{_FOLDER}{folder.resolve()}", folder_offers(folder))
        while waiting := self._waiting():
            self._read(done, waiting)
        return done

    # -- asking

    def _ask(self, done: Round, everything: bool) -> None:
        import sqlalchemy as sa

        query = sa.select(feeds) if everything else sa.select(feeds).where(feeds.c.next_at <= now())
        with self.desk.store.read() as connection:
            due = connection.execute(query.order_by(feeds.c.next_at)).all()
        with ThreadPoolExecutor(_THREADS) as pool:
            asked: dict[Future[tuple[Fetched, Offers | None]], Any] = {
                pool.submit(self._fetch, row): row for row in due
            }
            for future in as_completed(asked):
                done.asked += 1
                self._answered(done, asked[future], future)

    def _fetch(self, row: Any) -> tuple[Fetched, Offers | None]:
        headers = {}
        if row.etag:
            headers["If-None-Match"] = row.etag
        if row.last_modified:
            headers["If-Modified-Since"] = row.last_modified
        answer = self.manners.get(row.url, headers, robots=False)
        if answer.unchanged:
            return answer, None
        offers = read_offers(unpack(answer.body, row.url, self.manners.limits.max_bytes), row.url)
        found = list(offers.items)
        for url in offers.further[:_SITEMAPS]:
            body = self.manners.get(url, robots=False).body
            found.extend(read_offers(unpack(body, url, self.manners.limits.max_bytes), url).items)
        return answer, replace(offers, items=tuple(found))

    def _answered(self, done: Round, row: Any, future: "Future[tuple[Fetched, Offers | None]]") -> None:
        try:
            answer, offers = future.result()
        except WatchwireError as error:
            done.failed += 1
            self.say(f"{row.url}: {error}")
            failures = row.failures + 1
            values = {"failures": failures, "error": str(error)[:500], "next_at": now(back_off(failures, error))}
            with self.desk.store.write() as connection:
                connection.execute(feeds.update().where(feeds.c.url == row.url).values(asked_at=now(), **values))
            return
        with self.desk.store.write() as connection:
            if offers is not None:
                done.offered += _note_offers(connection, row.url, offers.items)
            values = {
                "title": (offers.title if offers else None) or row.title,
                "etag": answer.headers.get("etag") or (row.etag if answer.unchanged else None),
                "last_modified": answer.headers.get("last-modified")
                or (row.last_modified if answer.unchanged else None),
            }
            connection.execute(
                feeds.update()
                .where(feeds.c.url == row.url)
                .values(failures=0, error=None, asked_at=now(), answered_at=now(), next_at=now(self.every), **values)
            )

    # -- reading

    def _waiting(self) -> list[Any]:
        import sqlalchemy as sa

        query = sa.select(items).where(items.c.state == "waiting", items.c.next_at <= now())
        with self.desk.store.read() as connection:
            return list(connection.execute(query.order_by(items.c.id).limit(_AT_ONCE)).all())

    def _read(self, done: Round, waiting: Sequence[Any]) -> None:
        todo = []
        for row in waiting:
            if self._met_before(row):
                done.known += 1
            else:
                todo.append(row)
        with ThreadPoolExecutor(_THREADS) as pool:
            fetched = {pool.submit(self._articles, row): row for row in todo}
            for future in as_completed(fetched):
                row = fetched[future]
                try:
                    articles = future.result()
                except WatchwireError as error:
                    done.problems += 1
                    self._failed(row, error)
                    continue
                self._store(done, row, articles)

    def _met_before(self, row: Any) -> bool:
        """Say whether an item's page is stored already under its address, and if so, that the item is done."""
        if not row.url or row.feed.startswith(_FOLDER):
            return False
        with self.desk.store.read() as connection:
            known = article_at(connection, row.url) is not None
        if known:
            with self.desk.store.write() as connection:
                _done(connection, row.id)
        return known

    def _articles(self, row: Any) -> list[Article]:
        found = list(read_source(row.url)) if row.feed.startswith(_FOLDER) else self._page(row)
        articles = [item for item in found if isinstance(item, Article)]
        for problem in found:
            if isinstance(problem, SourceProblem):
                self.say(str(problem))
        if not articles:
            raise SourceError(f"{row.url or row.feed}: nothing to read ({'; '.join(map(str, found))[:300]})")
        return articles

    def _page(self, row: Any) -> list[Article | SourceProblem]:
        """Read an item's page; where it cannot be had, what the feed says of it."""
        said: dict[str, Any] = orjson.loads(row.content or "{}")
        note = "the feed names no page"
        if row.url and row.url.startswith(("http://", "https://")):
            try:
                answer = self.manners.get(row.url)
                suffix = ".txt" if answer.headers.get("content-type", "").startswith("text/plain") else ".html"
                body = unpack(answer.body, row.url, self.manners.limits.max_bytes)
                found = list(read_bytes(body, row.url, suffix, None))
                return [self._as_the_feed_says(item, row.url, said) for item in found]
            except FetchRefused as error:
                temporary = error.status is None or error.status >= 500 or error.status == 429  # noqa: PLR2004
                if temporary and "robots.txt asks" not in str(error) and row.tries + 1 < _TRIES:
                    raise
                note = f"the page could not be read ({error}); only what the feed says was read"
        html = said.get("html") or ""
        title = said.get("title") or ""
        if not (html.strip() or title.strip()):
            raise SourceError(note)
        page = f"<html><body><article><h1>{_escape(title)}</h1>\n{html}</article></body></html>"
        found = list(read_bytes(page.encode(), row.url or row.feed, ".html", None))
        made = [self._as_the_feed_says(item, row.url, said) for item in found]
        return [replace(item, notes=(*item.notes, note)) if isinstance(item, Article) else item for item in made]

    def _as_the_feed_says(
        self, item: Article | SourceProblem, url: str | None, said: dict[str, Any]
    ) -> Article | SourceProblem:
        if isinstance(item, SourceProblem):
            return item
        published = item.published
        if published.basis not in {"metadata"} and said.get("published"):
            with suppress(ValueError):
                published = Published(date.fromisoformat(said["published"]), "metadata", "the feed gives the date")
        return replace(
            item,
            url=item.url if item.url and item.url.startswith("http") else url,
            title=item.title or said.get("title"),
            author=item.author or said.get("author"),
            published=published,
        )

    def _store(self, done: Round, row: Any, articles: Sequence[Article]) -> None:
        """Read and keep an item's articles; the last one's transaction says that the item is done."""
        source = row.feed.removeprefix(_FOLDER)
        try:
            for number, article in enumerate(articles):
                last = number == len(articles) - 1
                with self.desk.store.write() as connection:
                    known = self.desk.known(connection, article, source)
                    if known is not None and last:
                        _done(connection, row.id)
                if known is not None:
                    done.known += 1
                    continue
                brief = self.desk.read(article)
                with self.desk.store.write() as connection:
                    kept = self.desk.keep(connection, brief, source)
                    if row.url and not row.feed.startswith(_FOLDER) and len(articles) == 1:
                        keep_article(connection, replace(article, url=row.url), source)
                    if last:
                        _done(connection, row.id)
                done.stored += kept.new
                done.alerts += sum(alert.new for alert in kept.alerts)
        except WatchwireError as error:
            done.problems += 1
            self._failed(row, error)

    def _failed(self, row: Any, error: WatchwireError) -> None:
        tries = row.tries + 1
        state = "failed" if tries >= _TRIES else "waiting"
        self.say(f"{error}" + ("; given up" if state == "failed" else "; tried again later"))
        with self.desk.store.write() as connection:
            connection.execute(
                items.update()
                .where(items.c.id == row.id)
                .values(state=state, tries=tries, error=str(error)[:500], next_at=now(back_off(tries, error)))
            )


def _note_offers(connection: "Connection", feed: str, offers: Iterable[Offer]) -> int:
    """Write down what a feed offers and was not known; return how many items are new."""
    import sqlalchemy as sa

    held = list(offers)
    known: set[str] = set()
    for start in range(0, len(held), 500):
        keys = [offer.key for offer in held[start : start + 500]]
        query = sa.select(items.c.key).where(items.c.feed == feed, items.c.key.in_(keys))
        known.update(connection.execute(query).scalars())
    new = {offer.key: offer for offer in held if offer.key not in known}
    if new:
        moment = now()
        connection.execute(
            items.insert(),
            [
                {"feed": feed, "key": offer.key, "url": offer.url, "content": offer.content(), "state": "waiting",
                 "tries": 0, "next_at": moment}
                for offer in new.values()
            ],
        )  # fmt: skip
    return len(new)


def _done(connection: "Connection", item: int) -> None:
    connection.execute(items.update().where(items.c.id == item).values(state="done", content=None, error=None))


def _escape(text: str) -> str:
    from html import escape

    return escape(text)
