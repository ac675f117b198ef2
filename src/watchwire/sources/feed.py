"""RSS and Atom feeds (feedparser) and JSON Feed: each entry from its page, else from the feed."""

import html
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from watchwire.errors import SourceError
from watchwire.model import Article, Published
from watchwire.sources.blocks import Block, blocks_of
from watchwire.sources.decode import decode_noted
from watchwire.sources.fetch import FetchLimits, fetch
from watchwire.sources.page import read_page
from watchwire.sources.plain import read_plain
from watchwire.sources.problem import SourceProblem
from watchwire.sources.stated import day_of

_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FIGURES = re.compile(r"\d{1,4}[./]\d{1,2}[./]\d{1,4}")


def read_feed(data: bytes, name: str, limits: FetchLimits | None) -> Iterator[Article | SourceProblem]:
    """Yield one article an entry.

    Args:
        data: the feed.
        name: what to call it in errors; its address, where it has one.
        limits: how to fetch the entries' pages; None to take only what the feed itself holds.

    Raises:
        SourceError: it carries a document type declaration.

    """
    import feedparser

    if _DTD.search(data[:4096]):
        raise SourceError(f"{name}: the feed carries a document type declaration; refused")
    parsed: Any = feedparser.parse(data)
    if not parsed.entries:
        why = f": {parsed.bozo_exception}" if parsed.get("bozo") else ""
        yield SourceProblem(name, f"no entries in the feed{why}")
    site = _plain(parsed.feed.get("title") or "") or None
    for entry in parsed.entries:
        try:
            yield _read_entry(entry, site, name, limits)
        except SourceError as error:
            yield SourceProblem(f"{name}, entry {entry.get('id') or entry.get('link') or '?'}", str(error))


def read_json_feed(held: dict[str, Any], name: str, limits: FetchLimits | None) -> Iterator[Article | SourceProblem]:
    """Yield one article an item of a JSON Feed (jsonfeed.org, versions 1 and 1.1); arguments as for `read_feed`."""
    items = held.get("items")
    if not isinstance(items, list) or not items:
        yield SourceProblem(name, "no entries in the feed")
        return
    for item in items:
        if not isinstance(item, dict):
            yield SourceProblem(name, "an entry that is no object")
            continue
        authors = item.get("authors") or ([item["author"]] if isinstance(item.get("author"), dict) else [])
        names = [str(author["name"]) for author in authors if isinstance(author, dict) and author.get("name")]
        plain = item.get("content_text")
        entry = {
            "id": item.get("id"),
            "link": item.get("url") or item.get("external_url"),
            "title": item.get("title") or "",
            "content": [{"value": item.get("content_html") or (html.escape(plain) if isinstance(plain, str) else "")}],
            "summary": item.get("summary") or "",
            "author": "; ".join(names) or None,
            "published": item.get("date_published") or "",
            "updated": item.get("date_modified") or "",
        }
        try:
            yield _read_entry(entry, str(held.get("title") or "") or None, name, limits)
        except SourceError as error:
            yield SourceProblem(f"{name}, entry {entry['id'] or entry['link'] or '?'}", str(error))


def _read_entry(entry: Any, site: str | None, name: str, limits: FetchLimits | None) -> Article:
    link = entry.get("link") or None
    article: Article | None = None
    notes: tuple[str, ...] = ()
    if limits is not None and link:
        try:
            fetched = fetch(link, limits)
            found = decode_noted(fetched.body)
            article = read_page(found.text, fetched.url)
            notes = found.notes
        except SourceError as error:
            notes = (f"the page could not be read ({error}); only what the feed says was read",)
    if article is None:
        article = _from_feed(entry, link, name)
    return replace(
        article,
        site=article.site or site,
        title=_plain(entry.get("title") or "") or article.title,
        author=article.author or entry.get("author") or None,
        published=_published(entry, article.published),
        notes=(*article.notes, *notes),
    )


def _plain(markup: str) -> str:
    """Return what a title shows: feeds put markup and entities into it, some of them twice."""
    text = html.unescape(markup)
    if "<" in text:
        text = " ".join(block.text for block in _blocks(text))
    return " ".join(html.unescape(text).split())


def _blocks(markup: str) -> list[Block]:
    from lxml import etree
    from lxml import html as lxml_html

    try:
        return blocks_of(lxml_html.fromstring(f"<div>{markup}</div>"))
    except (etree.ParserError, ValueError):
        return []


def _from_feed(entry: Any, link: str | None, name: str) -> Article:
    pieces = [item.get("value", "") for item in entry.get("content") or []]
    pieces = [piece for piece in pieces if piece] or [entry.get("summary") or ""]
    title = _plain(entry.get("title") or "")
    body = "\n\n".join(block.text for piece in pieces for block in _blocks(piece))
    text = "\n\n".join(part for part in (title, body) if part)
    if not text:
        raise SourceError(f"{name}: an entry without title and text")
    return replace(read_plain(text), url=link)


def _published(entry: Any, known: Published) -> Published:
    """The day as the feed writes it, in the publisher's time zone; a library's reading of it would be in UTC."""
    if known.basis == "metadata":
        return known
    for key in ("published", "updated"):
        stated = entry.get(key)
        if isinstance(stated, str) and (day := day_of(stated)):
            how = f"the feed says {key} {stated[:40]}"
            return Published(day, "metadata", how)
        # What we cannot read ourselves is left to the library only where it states a time zone's form we do not know.
        parsed: time.struct_time | None = entry.get(f"{key}_parsed")
        if parsed is not None and not _FIGURES.search(stated or ""):
            return Published(date(*parsed[:3]), "metadata", f"the feed says {key} {(stated or '')[:40]}")
    return known
