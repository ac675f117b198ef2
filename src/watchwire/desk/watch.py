"""Watching feeds and folders: what they offer is noted first, then read and stored, each item once.

An item is written down as `waiting` in the transaction that notes its feed's answer, and becomes `done` in the one that
stores its article. A process that is killed in between takes it up again: nothing is lost, and since a text, an address
and an item are each known by a key, nothing is doubled. Whatever goes wrong with one feed or item, of whatever kind, is
noted and said, and the others go on.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from watchwire.desk import items as noted
from watchwire.desk.beside import PutOffError, beside, host_of
from watchwire.desk.intake import Desk
from watchwire.desk.items import FOLDER, said
from watchwire.desk.offers import Offers, folder_offers, read_offers, read_opml
from watchwire.desk.pages import GoneError, Pages
from watchwire.desk.politeness import Manners, back_off
from watchwire.errors import LibraryError, SourceError
from watchwire.model import Article
from watchwire.sources.decode import unpack
from watchwire.sources.fetch import Fetched
from watchwire.store import article_at, keep_article
from watchwire.store.moments import due, now
from watchwire.store.schema import feeds
from watchwire.store.versions import note_version

_FEEDS_AT_ONCE = 64
_SITEMAPS = 1000
_FEEDS = 20_000
_SETTLE = 1.0
Say = Callable[[str], None]


@dataclass(slots=True)
class Round:
    """What one round did. `notes` say what was left out of it, and why."""

    asked: int = 0
    failed: int = 0
    offered: int = 0
    changed: int = 0
    stored: int = 0
    known: int = 0
    problems: int = 0
    alerts: int = 0
    notes: list[str] = field(default_factory=list)


class Watch:
    """Follows sources into a desk. Call `add` once, `once` as often as wanted."""

    def __init__(
        self,
        desk: Desk,
        manners: Manners,
        every: timedelta = timedelta(minutes=15),
        say: Say = lambda _: None,
        again: Sequence[timedelta] = noted.AGAIN,
    ) -> None:
        self.desk = desk
        self.manners = manners
        self.every = every
        self.again = tuple(again)
        self.folders: list[Path] = []
        self._say = say
        self._told: set[str] = set()
        self._pages = Pages(manners, self.say)

    def say(self, line: str) -> None:
        """Tell the person. That nobody listens any more must not stop the work."""
        with suppress(OSError, ValueError):
            self._say(line)

    def add(self, sources: Iterable[str]) -> None:
        """Note feeds, OPML files, sitemaps and folders to follow.

        Raises:
            SourceError: one is neither; it is named.

        """
        for source in sources:
            if source.startswith(("http://", "https://")):
                self._note_feeds([source])
                continue
            path = Path(source)
            if path.is_dir():
                self.folders.append(path)
            elif path.is_file():
                self._note_feeds(read_opml(path.read_bytes(), source))
            else:
                raise SourceError(f"{source}: neither an address, an OPML file nor a folder")

    def _note_feeds(self, urls: Iterable[str]) -> int:
        """Note feeds to follow; return how many could not be, as there are too many."""
        import sqlalchemy as sa

        with self.desk.store.write() as connection:
            held = set(connection.execute(sa.select(feeds.c.url)).scalars())
            new = [url for url in dict.fromkeys(urls) if url not in held]
            room = max(0, _FEEDS - len(held))
            if new[:room]:
                connection.execute(
                    feeds.insert(), [{"url": url, "failures": 0, "next_at": now()} for url in new[:room]]
                )
        return len(new[room:])

    def once(self, everything: bool = False) -> Round:
        """Ask the feeds that are due (or all), then read what waits. A failure is named, and the others go on."""
        done = Round()
        asked: set[str] = set()
        tried: set[int] = set()
        for folder in self.folders:
            self._look_into(done, folder)
        with self.desk.store.write() as connection:
            noted.wait_again(connection)
        # By turns, so that many feeds that hardly answer do not keep from being read what others have offered.
        while True:
            more = self._ask(done, asked, everything)
            with self.desk.store.read() as connection:
                waiting = noted.waiting(connection, tried)
            if not more and not waiting:
                return done
            tried.update(row.id for row in waiting)
            self._read(done, waiting)

    def _note(self, done: Round, text: str) -> None:
        """Say what was left out: in each round's report, on the terminal once."""
        done.notes.append(text)
        if text not in self._told:
            self._told.add(text)
            self.say(text)

    def _look_into(self, done: Round, folder: Path) -> None:
        try:
            offers = folder_offers(folder, _SETTLE)
            if offers.unsettled:
                time.sleep(_SETTLE * 1.1)
                offers = folder_offers(folder, _SETTLE)
            with self.desk.store.write() as connection:
                new, _ = noted.note_offers(connection, f"{FOLDER}{folder.resolve()}", offers.items)
        except Exception as error:  # noqa: BLE001 - one folder's failure, of any kind, stops nothing else
            done.failed += 1
            self.say(f"{folder}: {said(error)}")
            return
        done.offered += new
        for note in offers.notes:
            self._note(done, note)
        for name in offers.unsettled:
            self._note(done, f"{name}: it is being written; it is read when it has come to rest")

    # -- asking

    def _ask(self, done: Round, asked: set[str], everything: bool) -> bool:
        """Ask some feeds; say whether there were any."""
        import sqlalchemy as sa

        query = sa.select(feeds) if everything else sa.select(feeds).where(due(feeds.c.next_at))
        with self.desk.store.read() as connection:
            rows = connection.execute(query.order_by(feeds.c.next_at)).all()
        some = [row for row in rows if row.url not in asked][:_FEEDS_AT_ONCE]
        asked.update(row.url for row in some)
        for row, answer in beside(some, lambda row: host_of(row.url), self._fetch):
            done.asked += 1
            try:
                if isinstance(answer, Exception):
                    raise answer  # noqa: TRY301 - what is noted below may fail as well
                self._answered(done, row, *answer)
            except Exception as error:  # noqa: BLE001 - one feed's failure, of any kind, stops no other
                done.failed += 1
                self._refused(row, error)
        return bool(some)

    def _fetch(self, row: Any) -> tuple[Fetched, Offers | None]:
        headers = {}
        if row.etag:
            headers["If-None-Match"] = row.etag
        if row.last_modified:
            headers["If-Modified-Since"] = row.last_modified
        answer = self.manners.get(row.url, headers, robots=False)
        if answer.unchanged:
            return answer, None
        return answer, read_offers(unpack(answer.body, row.url, self.manners.limits.max_bytes), row.url)

    def _refused(self, row: Any, error: Exception) -> None:
        self.say(f"{row.url}: {said(error)}")
        failures = row.failures + (not isinstance(error, PutOffError))
        values = {"failures": failures, "error": said(error)[:500], "next_at": now(back_off(max(1, failures), error))}
        with suppress(Exception), self.desk.store.write() as connection:  # where it cannot be noted it stays due
            connection.execute(feeds.update().where(feeds.c.url == row.url).values(asked_at=now(), **values))

    def _answered(self, done: Round, row: Any, answer: Fetched, offers: Offers | None) -> None:
        if offers is not None and offers.further:
            # Each sitemap of an index is followed by itself: one that cannot be had keeps none of the others back.
            left_out = self._note_feeds(offers.further[:_SITEMAPS]) + len(offers.further[_SITEMAPS:])
            if left_out:
                self._note(done, f"{row.url}: {left_out} of its {len(offers.further)} sitemaps are not followed")
        with self.desk.store.write() as connection:
            new = changed = 0
            if offers is not None:
                new, changed = noted.note_offers(connection, row.url, offers.items)
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
        done.offered += new
        done.changed += changed
        for note in offers.notes if offers is not None else ():
            self._note(done, note)

    # -- reading

    def _read(self, done: Round, waiting: Sequence[Any]) -> None:
        todo = []
        for row in waiting:
            if row.tries >= noted.STARTS:
                self._failed(done, row, GoneError(f"{row.url}: the process ended {row.tries} times while it was read"))
                continue
            try:
                known = self._met_before(row)
            except Exception as error:  # noqa: BLE001 - one item's failure, of any kind, stops no other
                self._failed(done, row, error)
                continue
            if known:
                done.known += 1
            else:
                todo.append(row)
        for row, found in beside(todo, lambda row: host_of(row.url), self._pages.articles):
            try:
                if isinstance(found, Exception):
                    raise found  # noqa: TRY301 - what is stored below may fail as well
                self._store(done, row, found)
            except Exception as error:  # noqa: BLE001 - one item's failure, of any kind, stops no other
                self._failed(done, row, error)

    def _met_before(self, row: Any) -> bool:
        """Say whether a new item's page is stored already under its address, and if so, that the item is done."""
        if not row.url or row.reads or row.feed.startswith(FOLDER):
            return False
        with self.desk.store.read() as connection:
            known = article_at(connection, row.url) is not None
        if known:
            with self.desk.store.write() as connection:
                noted.finish(connection, row, self.again)
        return known

    def _store(self, done: Round, row: Any, articles: Sequence[Article]) -> None:
        """Read and keep an item's articles; the last one's transaction says that the item is done."""
        source = row.feed.removeprefix(FOLDER)
        for number, article in enumerate(articles):
            last = number == len(articles) - 1
            with self.desk.store.write() as connection:
                known = self.desk.known(connection, article, source)
                if known is not None:
                    self._version(connection, row, known.article, len(articles))
                    if last:
                        noted.finish(connection, row, self.again)
                else:
                    noted.begin(connection, row)
            if known is not None:
                done.known += 1
                continue
            brief = self.desk.read(article)
            with self.desk.store.write() as connection:
                kept = self.desk.keep(connection, brief, source, why=_why(row, source))
                if row.url and not row.feed.startswith(FOLDER) and len(articles) == 1:
                    keep_article(connection, replace(article, url=row.url), source)
                self._version(connection, row, kept.article, len(articles))
                if last:
                    noted.finish(connection, row, self.again)
            done.stored += kept.new
            done.alerts += sum(alert.new for alert in kept.alerts)

    def _version(self, connection: Any, row: Any, article: int, articles: int) -> None:
        """Note which text stands under an address now, where it stands there alone."""
        if row.url and articles == 1 and not row.feed.startswith(FOLDER):
            note_version(connection, row.url, article)

    def _failed(self, done: Round, row: Any, error: Exception) -> None:
        done.problems += 1
        if row.reads and not isinstance(error, PutOffError):
            # It was read before: that it cannot be read again is told, and takes nothing away.
            self.say(f"{row.url}: asked for again: {said(error)}")
            with suppress(Exception), self.desk.store.write() as connection:
                noted.finish(connection, row, self.again, f"asked for again: {said(error)}"[:500])
            return
        given_up = False
        # Where the failure cannot be noted (the database itself fails) the item goes on waiting.
        with suppress(Exception), self.desk.store.write() as connection:
            if isinstance(error, PutOffError | LibraryError):
                noted.put_off(connection, row, error)
            else:
                given_up = noted.fail(connection, row, error, final=isinstance(error, GoneError))
        where = row.url or row.feed
        line = said(error) if where in said(error) else f"{where}: {said(error)}"
        self.say(f"{line}" + ("; given up" if given_up else "; tried again later"))


def _why(row: Any, source: str) -> str | None:
    return f"named in a changed version of an article from {source}" if row.reads else None
