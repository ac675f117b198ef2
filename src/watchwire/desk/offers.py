"""What a feed, sitemap or folder offers: items with a key of their own, and what the feed itself says of each."""

import hashlib
import os
import time
from collections import Counter
from collections.abc import Iterator, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax import SAXException

import orjson

from watchwire.errors import SourceError
from watchwire.sources.read import READABLE
from watchwire.store import canonical

_MOST = 50_000
"""As many as the sitemap protocol lets one file hold; what is left out is named."""
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
    changed: str | None = None

    def content(self) -> str:
        """Return what the feed says, as it is kept."""
        return orjson.dumps(
            {
                "title": self.title,
                "html": self.html,
                "published": self.published,
                "author": self.author,
                "changed": self.changed,
            }
        ).decode()


@dataclass(frozen=True, slots=True)
class Offers:
    """What came of reading a feed or folder: title, items, further sitemaps, what was left out, files being written."""

    title: str | None
    items: tuple[Offer, ...]
    further: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


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
    if len(urls) > _MOST:
        raise SourceError(f"{name}: {len(urls)} feeds, more than {_MOST}; make several files of it")
    return urls


def folder_offers(folder: Path, settle: float = 0.0) -> Offers:
    """Return the readable files of a folder; a file that has changed is another item.

    Args:
        folder: with its subfolders; hidden files and symbolic links are left out.
        settle: seconds that a file must have been left alone; younger ones are given as unsettled.

    Raises:
        SourceError: the folder cannot be read.

    """
    found: list[Offer] = []
    unsettled: list[str] = []
    other: Counter[str] = Counter()
    refused: list[str] = []
    for path in _files(folder, refused):
        suffixes = {suffix.lower() for suffix in path.suffixes[-2:]}
        if not READABLE & suffixes:
            other[path.suffix.lower() or "no suffix"] += 1
            continue
        try:
            age = time.time() - path.stat().st_mtime
            key = file_key(path)
        except OSError:
            continue  # removed or renamed since: under its new name it is there in the next round
        if abs(age) < settle:  # a little ahead: file systems and we do not read one clock
            unsettled.append(str(path))
        else:
            found.append(Offer(key, str(path.resolve())))
    notes = [f"{folder}: cannot be read: {text}" for text in refused]
    if other:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(other.items()))
        notes.append(f"{folder}: {sum(other.values())} files are of a kind that is not read ({kinds})")
    return Offers(None, tuple(found), notes=tuple(notes), unsettled=tuple(unsettled))


def _files(folder: Path, refused: list[str]) -> Iterator[Path]:
    if not folder.is_dir():
        raise SourceError(f"{folder}: the folder is not there")

    def note(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            refused.append(f"{error.filename}: {error.strerror}")

    for here, below, names in os.walk(folder, onerror=note):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            path = Path(here) / name
            if not name.startswith(".") and not path.is_symlink() and path.is_file():
                yield path


def file_key(path: Path) -> str:
    """Return the key of a file as it stands now.

    Raises:
        OSError: it is not there.

    """
    stat = path.stat()
    return _key(f"{path.resolve()}\0{stat.st_mtime_ns}\0{stat.st_size}")


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _feed(data: bytes, name: str) -> Offers:
    import feedparser

    parsed: Any = feedparser.parse(data)
    if not parsed.entries and not parsed.get("version"):
        why = f" ({parsed.bozo_exception})" if parsed.get("bozo") else ""
        raise SourceError(f"{name}: neither RSS, Atom, JSON Feed nor a sitemap{why}")
    wrong = parsed.get("bozo_exception")
    damaged = (f"{name}: the feed is damaged ({wrong}); what follows may be missing",)
    return Offers(
        parsed.feed.get("title"),
        tuple(_entry(entry) for entry in parsed.entries[:_MOST]),
        notes=(*(damaged if isinstance(wrong, SAXException) else ()), *_cut(name, parsed.entries)),
    )


def _cut(name: str, found: Sized) -> tuple[str, ...]:
    left = len(found) - _MOST
    return (
        (f"{name}: {left} of its {len(found)} items are left out: no more than {_MOST} are taken",) if left > 0 else ()
    )


def _entry(entry: Any) -> Offer:
    url = entry.get("link") or None
    html = "\n".join(part.get("value", "") for part in entry.get("content", [])) or entry.get("summary")
    stated = entry.get("published_parsed") or entry.get("updated_parsed")
    published = f"{stated[0]:04d}-{stated[1]:02d}-{stated[2]:02d}" if stated else None
    key = _item_key(entry.get("id"), url, entry.get("title"), html)
    return Offer(key, url, entry.get("title"), html, published, entry.get("author"), entry.get("updated"))


def _item_key(identifier: object, url: str | None, title: object, html: object) -> str:
    """Return an item's key: identifier and address, and the text where it has none, so that no two become one."""
    if url:
        return _key(f"{identifier or ''}\0{canonical(url)}")
    return _key(f"{identifier or ''}\0\0{title}\0{html}")


def _json_feed(data: bytes, name: str) -> Offers:
    try:
        content = orjson.loads(data)
        items, version = content["items"], str(content["version"])
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise SourceError(f"{name}: JSON, but no JSON Feed: {error}") from error
    if not version.startswith("https://jsonfeed.org/") or not isinstance(items, list):
        raise SourceError(f"{name}: JSON, but no JSON Feed (no version of jsonfeed.org)")
    good = [item for item in items if isinstance(item, dict)]
    bad = len(items) - len(good)
    notes = (f"{name}: {bad} of its items are no objects, and were left out",) if bad else ()
    made = tuple(_json_item(item) for item in good[:_MOST])
    return Offers(_text(content.get("title")), made, notes=(*notes, *_cut(name, good)))


def _json_item(item: dict[str, Any]) -> Offer:
    authors = item.get("authors")
    author = authors[0].get("name") if isinstance(authors, list) and authors and isinstance(authors[0], dict) else None
    html = _text(item.get("content_html")) or _text(item.get("content_text")) or _text(item.get("summary"))
    url = _text(item.get("url")) or _text(item.get("external_url"))
    key = _item_key(item.get("id"), url, item.get("title"), html)
    published = (_text(item.get("date_published")) or _text(item.get("date_modified")) or "")[:10] or None
    return Offer(key, url, _text(item.get("title")), html, published, _text(author), _text(item.get("date_modified")))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _sitemap(data: bytes, name: str) -> Offers:
    root = _xml(data, name)
    space = "{*}"
    if root.tag.endswith("sitemapindex"):
        further = [loc.text.strip() for loc in root.iter(f"{space}loc") if loc.text]
        return Offers(None, (), tuple(dict.fromkeys(further)))
    items = []
    entries = root.findall(f"{space}url")
    for entry in entries[:_MOST]:
        loc = entry.find(f"{space}loc")
        if loc is None or not loc.text:
            continue
        changed = entry.find(f"{space}lastmod")
        stated = (changed.text or "").strip() if changed is not None else ""
        url = loc.text.strip()
        items.append(
            Offer(_item_key(None, url, None, None), url, None, None, stated[:10] or None, None, stated or None)
        )
    return Offers(None, tuple(items), notes=_cut(name, entries))


def _xml(data: bytes, name: str) -> Any:
    from lxml import etree

    if any(sign in data[:8192].lower() for sign in _DTD):
        raise SourceError(f"{name}: carries a document type declaration; refused")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: broken XML: {error.msg}") from error
