"""Feeds: RSS and Atom (feedparser), JSON Feed, sitemaps. What each entry states, and the article that it makes.

`feed_of` is the one reader of feeds: for a file or address that is read at once, for what is watched, and for the API.
"""

import html
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from xml.sax import SAXException

import orjson

from watchwire.errors import SourceError
from watchwire.model import Article, Published
from watchwire.sources.blocks import Block, blocks_of
from watchwire.sources.decode import Decoded, decode_noted
from watchwire.sources.fetch import FetchLimits, fetch
from watchwire.sources.page import read_page
from watchwire.sources.plain import read_plain
from watchwire.sources.problem import SourceProblem
from watchwire.sources.stated import day_of

MOST = 50_000
"""As many entries as the sitemap protocol lets one file hold; what is left out is named."""
_DTD = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED = re.compile(r"\A(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_FIGURES = re.compile(r"\d{1,4}[./]\d{1,2}[./]\d{1,4}")
_HEAD = 8192
_SITEMAP = re.compile(r"<(?:\w+:)?(?P<kind>urlset|sitemapindex)[\s>]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed states of one entry: `html` is its own text of the story, `published` the day in the publisher's
    time zone with a sentence on where it stands, `changed` when it says that it was changed, in its own words.
    """  # noqa: D205

    id: str | None = None
    url: str | None = None
    title: str | None = None
    html: str | None = None
    author: str | None = None
    published: date | None = None
    how: str = ""
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, its entries, the further sitemaps of an index, and what its reader should know."""

    title: str | None
    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def feed_of(data: bytes, name: str) -> Feed:
    """Read RSS, Atom, JSON Feed or a sitemap.

    Args:
        data: the feed. Broken UTF-8 is decoded with replacement, and a note.
        name: what to call it in errors and notes.

    Raises:
        SourceError: it is none of these, or carries a document type declaration.

    """
    found = decode_noted(data)
    text = found.text.lstrip("\ufeff \r\n\t")
    if text.startswith("{"):
        feed = _json_feed(text, name)
    elif _DTD.search(text[:_HEAD]):
        raise SourceError(f"{name}: the feed carries a document type declaration; refused")
    elif _SITEMAP.search(text[:_HEAD]):
        feed = _sitemap(text, name)
    else:
        feed = _xml_feed(data if text.startswith("\ufffd") else _as_utf8(text), name)
    return _bounded(feed, name, found)


def _as_utf8(text: str) -> bytes:
    """Return a document in UTF-8 that says nothing else of itself."""
    return _DECLARED.sub(r"\1", text, count=1).encode("utf-8", "replace")


def _bounded(feed: Feed, name: str, found: Decoded) -> Feed:
    left = len(feed.entries) - MOST
    notes = [*feed.notes, *(f"{name}: {note}" for note in found.notes)]
    if left > 0:
        notes.append(f"{name}: {left} of its {len(feed.entries)} items are left out: no more than {MOST} are taken")
    return replace(feed, entries=feed.entries[:MOST], notes=tuple(notes))


def read_feed(data: bytes, name: str, limits: FetchLimits | None) -> Iterator[Article | SourceProblem]:
    """Yield one article an entry, from its page where it can be had, else from what the feed holds.

    Args:
        data: the feed.
        name: what to call it in errors; its address, where it has one.
        limits: how to fetch the entries' pages; None to take only what the feed itself holds.

    Raises:
        SourceError: it is no feed, or carries a document type declaration.

    """
    feed = feed_of(data, name)
    if feed.further:
        many = f"{len(feed.further)} sitemaps, first {feed.further[0]}"
        yield SourceProblem(name, f"an index of {many}; read one of those, or follow this one with `watchwire watch`")
    elif not feed.entries:
        yield SourceProblem(name, "; ".join(("no entries in the feed", *feed.notes)))
    for entry in feed.entries:
        try:
            article = _read_entry(entry, feed.title, name, limits)
            yield replace(article, notes=(*article.notes, *feed.notes))
        except SourceError as error:
            yield SourceProblem(f"{name}, entry {entry.id or entry.url or '?'}", str(error))


def _read_entry(entry: Entry, site: str | None, name: str, limits: FetchLimits | None) -> Article:
    if limits is None or not entry.url:
        return article_of(entry, name, site)
    try:
        fetched = fetch(entry.url, limits)
        found = decode_noted(fetched.body)
        article = read_page(found.text, fetched.url)
    except SourceError as error:
        note = f"the page could not be read ({error}); only what the feed says was read"
        article = article_of(entry, name, site)
        return replace(article, notes=(*article.notes, note))
    return with_entry(replace(article, notes=(*article.notes, *found.notes)), entry, site)


def article_of(entry: Entry, name: str, site: str | None = None) -> Article:
    """Make an article of what a feed itself holds of an entry.

    Raises:
        SourceError: it holds neither title nor text.

    """
    body = "\n\n".join(block.text for block in _blocks(entry.html or ""))
    text = "\n\n".join(part for part in (entry.title, body) if part)
    if not text.strip():
        told = f" ({entry.url})" if entry.url else ""
        raise SourceError(f"{name}: an entry without title and text{told}; its page was not asked for")
    return with_entry(read_plain(text, entry.url), entry, site)


def with_entry(article: Article, entry: Entry, site: str | None = None) -> Article:
    """Add what a feed says of an article: the page's own metadata stand above it, its guesses below."""
    published = article.published
    if entry.published is not None and published.basis != "metadata":
        published = Published(entry.published, "metadata", entry.how)
    return replace(
        article,
        url=article.url if article.url and article.url.startswith("http") else entry.url,
        site=article.site or site,
        title=article.title or entry.title,
        author=article.author or entry.author,
        published=published,
    )


def plain(markup: str) -> str:
    """Return what a title shows: feeds put markup and entities into it, some of them twice."""
    text = html.unescape(markup)
    if "<" in text:
        text = " ".join(block.text for block in _blocks(text)) or text
    return " ".join(html.unescape(text).split())


def _blocks(markup: str) -> list[Block]:
    from lxml import etree
    from lxml import html as lxml_html

    if not markup.strip():
        return []
    try:
        return blocks_of(lxml_html.fromstring(f"<div>{markup}</div>"))
    except (etree.ParserError, ValueError):
        return []


# -- RSS and Atom


def _xml_feed(data: bytes, name: str) -> Feed:
    import feedparser

    parsed: Any = feedparser.parse(data)
    wrong = parsed.get("bozo_exception")
    if not parsed.entries and not parsed.get("version"):
        raise SourceError(f"{name}: neither RSS, Atom, JSON Feed nor a sitemap{f' ({wrong})' if wrong else ''}")
    damaged = (f"{name}: the feed is damaged ({wrong}); what follows may be missing",)
    return Feed(
        plain(parsed.feed.get("title") or "") or None,
        tuple(_xml_entry(entry) for entry in parsed.entries),
        notes=damaged if isinstance(wrong, SAXException) else (),
    )


def _xml_entry(entry: Any) -> Entry:
    pieces = [part.get("value", "") for part in entry.get("content") or []]
    body = "\n".join(piece for piece in pieces if piece) or entry.get("summary")
    day, how = _day(entry)
    return Entry(
        entry.get("id"),
        entry.get("link") or None,
        plain(entry.get("title") or "") or None,
        body or None,
        entry.get("author") or None,
        day,
        how,
        entry.get("updated") or None,
    )


def _day(entry: Any) -> tuple[date | None, str]:
    """Return the day as the feed writes it, in the publisher's time zone; a library's reading would be in UTC."""
    for key in ("published", "updated"):
        stated = entry.get(key)
        how = f"the feed says {key} {(stated or '')[:40]}"
        if isinstance(stated, str) and (day := day_of(stated)):
            return day, how
        # What we cannot read ourselves is left to the library only where it states a time zone's form we do not know.
        parsed: time.struct_time | None = entry.get(f"{key}_parsed")
        if parsed is not None and not _FIGURES.search(stated or ""):
            return date(*parsed[:3]), how
    return None, ""


# -- JSON Feed (jsonfeed.org, versions 1 and 1.1)


def _json_feed(text: str, name: str) -> Feed:
    try:
        held = orjson.loads(text)
        items, version = held["items"], str(held["version"])
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise SourceError(f"{name}: JSON, but no JSON Feed: {error}") from error
    if not version.startswith("https://jsonfeed.org/") or not isinstance(items, list):
        raise SourceError(f"{name}: JSON, but no JSON Feed (no version of jsonfeed.org)")
    good = [item for item in items if isinstance(item, dict)]
    bad = len(items) - len(good)
    notes = (f"{name}: {bad} of its items are no objects, and were left out",) if bad else ()
    return Feed(_text(held.get("title")), tuple(_json_entry(item) for item in good), notes=notes)


def _json_entry(item: dict[str, Any]) -> Entry:
    authors = item.get("authors") or [item.get("author")]
    names = [_text(held.get("name")) for held in authors if isinstance(held, dict)] if isinstance(authors, list) else []
    words = _text(item.get("content_text"))
    body = _text(item.get("content_html")) or (_paragraphs(words) if words else None) or _text(item.get("summary"))
    stated = {"published": _text(item.get("date_published")), "updated": _text(item.get("date_modified"))}
    day, how = _day(stated)
    identifier = item.get("id")
    return Entry(
        str(identifier) if identifier is not None else None,
        _text(item.get("url")) or _text(item.get("external_url")),
        plain(_text(item.get("title")) or "") or None,
        body,
        "; ".join(held for held in names if held) or None,
        day,
        how,
        stated["updated"],
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


# -- sitemaps (sitemaps.org)


def _sitemap(text: str, name: str) -> Feed:
    root = xml_root(text, name)
    space = "{*}"
    if root.tag.endswith("sitemapindex"):
        found = [loc.text.strip() for loc in root.iter(f"{space}loc") if loc.text and loc.text.strip()]
        return Feed(None, (), tuple(dict.fromkeys(found)))
    entries = []
    for item in root.findall(f"{space}url"):
        url = (item.findtext(f"{space}loc") or "").strip()
        if url:
            entries.append(_sitemap_entry(item, url))
    return Feed(None, tuple(entries))


def _sitemap_entry(item: Any, url: str) -> Entry:
    """Return an entry; `lastmod` says when a page was changed, Google's news sitemaps when it was published."""
    changed = (item.findtext("{*}lastmod") or "").strip()
    stated = (item.findtext(".//{*}publication_date") or "").strip()
    title = plain(item.findtext(".//{*}news/{*}title") or "") or None
    day = day_of(stated) if stated else None
    return Entry(None, url, title, None, None, day, f"the sitemap says {stated[:40]}" if day else "", changed or None)


def xml_root(text: str | bytes, name: str) -> Any:
    """Parse XML that a stranger wrote: no entities, no document type, nothing fetched.

    Raises:
        SourceError: it is broken, or carries a document type declaration.

    """
    from lxml import etree

    data = text if isinstance(text, bytes) else _as_utf8(text)
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data[:_HEAD], re.IGNORECASE):
        raise SourceError(f"{name}: carries a document type declaration; refused")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: broken XML: {error.msg}") from error
