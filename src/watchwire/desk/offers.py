"""What a feed, sitemap or folder offers: items with a key of their own, and what the feed itself says of each."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from watchwire.errors import SourceError
from watchwire.sources.read import READABLE

_MOST = 5000
_DEPTH = 3
_DTD = (b"<!doctype", b"<!entity")


@dataclass(frozen=True, slots=True)
class Offer:
    """One item: where its page is, and what the feed holds of it in case the page cannot be had."""

    key: str
    url: str | None
    title: str | None = None
    html: str | None = None
    published: str | None = None
    author: str | None = None

    def content(self) -> str:
        """Return what the feed says, as it is kept."""
        return orjson.dumps(
            {"title": self.title, "html": self.html, "published": self.published, "author": self.author}
        ).decode()


@dataclass(frozen=True, slots=True)
class Offers:
    """What came of reading a feed: its title, its items, and further sitemaps to ask."""

    title: str | None
    items: tuple[Offer, ...]
    further: tuple[str, ...] = ()


def read_offers(data: bytes, name: str) -> Offers:
    """Read RSS, Atom, JSON Feed or a sitemap.

    Raises:
        SourceError: it is none of these, or carries a document type declaration.

    """
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"{"):
        return _json_feed(data, name)
    if any(sign in data[:8192].lower() for sign in _DTD):
        raise SourceError(f"{name}: the feed carries a document type declaration; refused")
    if b"<urlset" in head or b"<sitemapindex" in head:
        return _sitemap(data, name)
    return _feed(data, name)


def read_opml(data: bytes, name: str) -> tuple[str, ...]:
    """Return the addresses of the feeds in an OPML file.

    Raises:
        SourceError: it is no OPML, or names no feed.

    """
    root = _xml(data, name)
    urls = tuple(
        dict.fromkeys(
            url.strip()
            for outline in root.iter("outline")
            if (url := outline.get("xmlUrl")) and url.strip().startswith(("http://", "https://"))
        )
    )
    if root.tag != "opml" or not urls:
        raise SourceError(f"{name}: no OPML with feeds in it (outline xmlUrl)")
    return urls[:_MOST]


def folder_offers(folder: Path) -> Iterator[Offer]:
    """Yield the readable files of a folder; a file that has changed is another item."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink() or any(part.startswith(".") for part in path.parts):
            continue
        if not READABLE & {suffix.lower() for suffix in path.suffixes[-2:]}:
            continue
        stat = path.stat()
        yield Offer(_key(f"{path.resolve()}\0{stat.st_mtime_ns}\0{stat.st_size}"), str(path.resolve()))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _feed(data: bytes, name: str) -> Offers:
    import feedparser

    parsed: Any = feedparser.parse(data)
    if not parsed.entries and not parsed.get("version"):
        why = f" ({parsed.bozo_exception})" if parsed.get("bozo") else ""
        raise SourceError(f"{name}: neither RSS, Atom, JSON Feed nor a sitemap{why}")
    return Offers(parsed.feed.get("title"), tuple(_entry(entry) for entry in parsed.entries[:_MOST]))


def _entry(entry: Any) -> Offer:
    url = entry.get("link") or None
    html = "\n".join(part.get("value", "") for part in entry.get("content", [])) or entry.get("summary")
    stated = entry.get("published_parsed") or entry.get("updated_parsed")
    published = f"{stated[0]:04d}-{stated[1]:02d}-{stated[2]:02d}" if stated else None
    key = _key(str(entry.get("id") or url or f"{entry.get('title')}\0{html}"))
    return Offer(key, url, entry.get("title"), html, published, entry.get("author"))


def _json_feed(data: bytes, name: str) -> Offers:
    try:
        content = orjson.loads(data)
        items, version = content["items"], str(content["version"])
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise SourceError(f"{name}: JSON, but no JSON Feed: {error}") from error
    if not version.startswith("https://jsonfeed.org/") or not isinstance(items, list):
        raise SourceError(f"{name}: JSON, but no JSON Feed (no version of jsonfeed.org)")
    return Offers(_text(content.get("title")), tuple(_json_item(i) for i in items[:_MOST] if isinstance(i, dict)))


def _json_item(item: dict[str, Any]) -> Offer:
    authors = item.get("authors")
    author = authors[0].get("name") if isinstance(authors, list) and authors and isinstance(authors[0], dict) else None
    html = _text(item.get("content_html")) or _text(item.get("content_text")) or _text(item.get("summary"))
    url = _text(item.get("url")) or _text(item.get("external_url"))
    key = _key(str(item.get("id") or url or f"{item.get('title')}\0{html}"))
    published = (_text(item.get("date_published")) or _text(item.get("date_modified")) or "")[:10] or None
    return Offer(key, url, _text(item.get("title")), html, published, _text(author))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _sitemap(data: bytes, name: str) -> Offers:
    root = _xml(data, name)
    space = "{*}"
    if root.tag.endswith("sitemapindex"):
        further = [loc.text.strip() for loc in root.iter(f"{space}loc") if loc.text]
        return Offers(None, (), tuple(further[:_MOST]))
    items = []
    for entry in root.findall(f"{space}url")[:_MOST]:
        loc = entry.find(f"{space}loc")
        if loc is None or not loc.text:
            continue
        changed = entry.find(f"{space}lastmod")
        stated = (changed.text or "")[:10] if changed is not None else None
        items.append(Offer(_key(loc.text.strip()), loc.text.strip(), None, None, stated or None))
    return Offers(None, tuple(items))


def _xml(data: bytes, name: str) -> Any:
    from lxml import etree

    if any(sign in data[:8192].lower() for sign in _DTD):
        raise SourceError(f"{name}: carries a document type declaration; refused")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: broken XML: {error.msg}") from error
