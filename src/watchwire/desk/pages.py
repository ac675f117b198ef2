"""From an item to articles: its page, or what the feed says of it where the page cannot be had."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import orjson

from watchwire.desk.items import FOLDER, TRIES
from watchwire.desk.offers import file_key
from watchwire.desk.politeness import Manners
from watchwire.errors import FetchRefused, SourceError
from watchwire.model import Article, Published
from watchwire.sources import SourceProblem
from watchwire.sources.decode import unpack
from watchwire.sources.plain import read_plain
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
        html = said.get("html") or ""
        title = said.get("title") or ""
        if not (html.strip() or title.strip()):
            raise SourceError(note)
        page = f"<html><body><article><h1>{escape(title)}</h1>\n{html}</article></body></html>"
        try:
            found = list(read_bytes(page.encode(), row.url or row.feed, ".html", None))
        except SourceError:  # a title alone, or a line: no page of its own, and still what was reported
            found = [read_plain("\n\n".join(part for part in (title.strip(), _text(html)) if part))]
        made = [_as_the_feed_says(item, row.url, said) for item in found]
        return [replace(item, notes=(*item.notes, note)) if isinstance(item, Article) else item for item in made]

    def _fetched(self, row: Any, said: dict[str, Any]) -> list[Article | SourceProblem]:
        answer = self.manners.get(row.url)
        suffix = ".txt" if answer.headers.get("content-type", "").startswith("text/plain") else ".html"
        body = unpack(answer.body, row.url, self.manners.limits.max_bytes)
        return [_as_the_feed_says(item, row.url, said) for item in read_bytes(body, row.url, suffix, None)]

    def _for_a_while(self, error: FetchRefused) -> bool:
        """Say whether a page may be had later: its host does not answer, or says that it cannot just now."""
        if error.status is None:
            return error.temporary
        return error.status >= _SERVER_ERROR or error.status == _TOO_MANY


def _text(html: str) -> str:
    """Return the words of what a feed says, without its markup."""
    from lxml import html as lxml_html

    if not html.strip():
        return ""
    tree: Any = lxml_html.fromstring(f"<div>{html}</div>")
    for bad in tree.xpath("//script|//style"):
        bad.drop_tree()
    return "\n\n".join(words for part in tree.itertext() if (words := " ".join(part.split())))


def _as_the_feed_says(item: Article | SourceProblem, url: str | None, said: dict[str, Any]) -> Article | SourceProblem:
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
