"""RSS and Atom feeds (feedparser): each entry is read from its page, or from the feed where that cannot be had."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from watchwire.errors import SourceError
from watchwire.model import Article, Published
from watchwire.sources.decode import decode
from watchwire.sources.fetch import FetchLimits, fetch
from watchwire.sources.page import read_page
from watchwire.sources.plain import read_plain
from watchwire.sources.problem import SourceProblem

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def is_feed(data: bytes) -> bool:
    """Say whether bytes begin like a feed."""
    head = data[:2048].lstrip()
    return head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf", b"\xef\xbb\xbf<")) and bool(_ROOT.search(head))


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
    site = parsed.feed.get("title")
    for entry in parsed.entries:
        try:
            yield _read_entry(entry, site, name, limits)
        except SourceError as error:
            yield SourceProblem(f"{name}, entry {entry.get('id') or entry.get('link') or '?'}", str(error))


def _read_entry(entry: Any, site: str | None, name: str, limits: FetchLimits | None) -> Article:
    link = entry.get("link") or None
    article: Article | None = None
    note = ""
    if limits is not None and link:
        try:
            fetched = fetch(link, limits)
            html, _ = decode(fetched.body)
            article = read_page(html, fetched.url)
        except SourceError as error:
            note = f"the page could not be read ({error}); only what the feed says was read"
    if article is None:
        article = _from_feed(entry, link, name)
    notes = (*article.notes, *([note] if note else []))
    return replace(
        article,
        site=article.site or site,
        title=entry.get("title") or article.title,
        author=article.author or entry.get("author"),
        published=_published(entry, article.published),
        notes=notes,
    )


def _from_feed(entry: Any, link: str | None, name: str) -> Article:
    from lxml import html as lxml_html

    pieces = [item.get("value", "") for item in entry.get("content", [])] or [entry.get("summary", "")]
    markup = "\n".join(piece for piece in pieces if piece)
    title = entry.get("title", "")
    body = ""
    if markup.strip():
        tree: Any = lxml_html.fromstring(f"<div>{markup}</div>")
        for bad in tree.xpath("//script|//style"):
            bad.drop_tree()
        body = "\n\n".join(text for block in tree.itertext() if (text := " ".join(block.split())))
    text = "\n\n".join(part for part in (title, body) if part)
    if not text:
        raise SourceError(f"{name}: an entry without title and text")
    return replace(read_plain(text), url=link)


def _published(entry: Any, known: Published) -> Published:
    stated: time.struct_time | None = entry.get("published_parsed") or entry.get("updated_parsed")
    if stated is None or known.basis == "metadata":
        return known
    return Published(date(*stated[:3]), "metadata", "the feed gives the date")
