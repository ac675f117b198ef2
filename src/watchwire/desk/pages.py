"""From an item to articles: its page, or what the feed says of it where the page cannot be had."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from watchwire.desk.items import FOLDER, TRIES
from watchwire.desk.offers import file_key
from watchwire.desk.politeness import Manners
from watchwire.errors import FetchRefused, SourceError
from watchwire.model import Article
from watchwire.sources import SourceProblem
from watchwire.sources.decode import unpack
from watchwire.sources.feed import Entry, article_of, with_entry
from watchwire.sources.read import read_bytes, read_source

_SERVER_ERROR, _TOO_MANY = 500, 429


class GoneError(SourceError):
    """A file or page is not there any more: no use in trying again."""


class Pages:
    """Reads items; safe to share between threads."""

    def __init__(self, manners: Manners, say: Callable[[str], None]) -> None:
        self.manners = manners
        self.say = say

    def articles(self, row: Any) -> list[Article]:
        """Return the articles of an item; what of it could not be read is said.

        Raises:
            SourceError: nothing of it could be read.

        """
        found = self._file(row) if row.feed.startswith(FOLDER) else self._page(row)
        articles = [item for item in found if isinstance(item, Article)]
        for problem in found:
            if isinstance(problem, SourceProblem):
                self.say(str(problem))
        if not articles:
            raise SourceError(f"{row.url or row.feed}: nothing to read ({'; '.join(map(str, found))[:300]})")
        return articles

    def _file(self, row: Any) -> list[Article | SourceProblem]:
        path = Path(row.url)
        try:
            same = file_key(path) == row.key
        except OSError as error:
            raise GoneError(f"{path}: the file was gone before it was read") from error
        if not same:
            raise GoneError(f"{path}: the file was changed before it was read; it is another item now")
        return list(read_source(row.url))

    def _page(self, row: Any) -> list[Article | SourceProblem]:
        said: dict[str, Any] = orjson.loads(row.content or "{}")
        note = "the feed names no page"
        if row.url and row.url.startswith(("http://", "https://")):
            try:
                return self._fetched(row, said)
            except FetchRefused as error:
                if self._for_a_while(error) and row.tries + 1 < TRIES:
                    raise
                note = f"the page could not be read ({error}); only what the feed says was read"
        if not ((said.get("html") or "").strip() or (said.get("title") or "").strip()):
            raise SourceError(note)
        article = article_of(_entry(row.url, said), row.url or row.feed)
        return [replace(article, notes=(*article.notes, note))]

    def _fetched(self, row: Any, said: dict[str, Any]) -> list[Article | SourceProblem]:
        answer = self.manners.get(row.url)
        suffix = ".txt" if answer.headers.get("content-type", "").startswith("text/plain") else ".html"
        body = unpack(answer.body, row.url, self.manners.limits.max_bytes)
        entry = _entry(row.url, said)
        found = read_bytes(body, row.url, suffix, None)
        return [item if isinstance(item, SourceProblem) else with_entry(item, entry) for item in found]

    def _for_a_while(self, error: FetchRefused) -> bool:
        """Say whether a page may be had later: its host does not answer, or says that it cannot just now."""
        if error.status is None:
            return error.temporary
        return error.status >= _SERVER_ERROR or error.status == _TOO_MANY


def _entry(url: str | None, said: dict[str, Any]) -> Entry:
    """Return what the feed said of an item, as it was kept."""
    day = None
    with suppress(ValueError):
        day = date.fromisoformat(said.get("published") or "")
    how = said.get("how") or "the feed gives the date"
    return Entry(None, url, said.get("title"), said.get("html"), said.get("author"), day, how)
