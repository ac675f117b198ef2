"""What a feed, sitemap or folder offers: items with a key of their own, and what the feed itself says of each."""

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

from watchwire.errors import SourceError
from watchwire.sources.decode import first_bytes
from watchwire.sources.feed import MOST, Entry, feed_of, xml_root
from watchwire.sources.kinds import kind_of
from watchwire.sources.read import suffix_of
from watchwire.store import canonical

_SNIFFED = 8192
_MOST_NAMED = 20


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
    how: str | None = None

    @classmethod
    def of(cls, entry: Entry) -> "Offer":
        """Make an offer of what a feed states of an entry."""
        day = entry.published.isoformat() if entry.published else None
        return cls(_item_key(entry), entry.url, entry.title, entry.html, day, entry.author, entry.changed, entry.how)

    def content(self) -> str:
        """Return what the feed says, as it is kept."""
        return orjson.dumps(
            {
                "title": self.title,
                "html": self.html,
                "published": self.published,
                "author": self.author,
                "changed": self.changed,
                "how": self.how,
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
    feed = feed_of(data, name)
    return Offers(feed.title, tuple(map(Offer.of, feed.entries)), feed.further, feed.notes)


def _item_key(entry: Entry) -> str:
    """Return an item's key: identifier and address, and the text where it has none, so that no two become one."""
    if entry.url:
        return _key(f"{entry.id or ''}\0{canonical(entry.url)}")
    return _key(f"{entry.id or ''}\0\0{entry.title}\0{entry.html}")


def read_opml(data: bytes, name: str) -> tuple[str, ...]:
    """Return the addresses of the feeds in an OPML file.

    Raises:
        SourceError: it is no OPML, or names no feed.

    """
    root = xml_root(data, name)
    urls = tuple(
        dict.fromkeys(
            url.strip()
            for outline in root.iter("outline")
            if (url := outline.get("xmlUrl")) and url.strip().startswith(("http://", "https://"))
        )
    )
    if root.tag != "opml" or not urls:
        raise SourceError(f"{name}: no OPML with feeds in it (outline xmlUrl)")
    if len(urls) > MOST:
        raise SourceError(f"{name}: {len(urls)} feeds, more than {MOST}; make several files of it")
    return urls


def folder_offers(folder: Path, settle: float = 0.0) -> Offers:
    """Return the files of a folder; one that has changed is another item, one that cannot be read is named.

    Args:
        folder: with its subfolders; hidden files and symbolic links are left out.
        settle: seconds that a file must have been left alone; younger ones are given as unsettled.

    Raises:
        SourceError: the folder cannot be read.

    """
    found: list[Offer] = []
    unsettled: list[str] = []
    refused: list[str] = []
    for path in _files(folder, refused):
        try:
            age = time.time() - path.stat().st_mtime
            key = file_key(path)
        except OSError:
            continue  # removed or renamed since: under its new name it is there in the next round
        if abs(age) < settle:  # a little ahead: file systems and we do not read one clock
            unsettled.append(str(path))
        elif why := _why_unread(key, path):
            refused.append(why)
        else:
            found.append(Offer(key, str(path.resolve())))
    more = len(refused) - _MOST_NAMED
    notes = [f"not read: {text}" for text in refused[:_MOST_NAMED]]
    if more > 0:
        notes.append(f"{folder}: {more} more files are not read; `watchwire read {folder}` names each")
    return Offers(None, tuple(found), notes=tuple(notes), unsettled=tuple(unsettled))


@lru_cache(maxsize=1 << 16)
def _why_unread(_key: str, path: Path) -> str | None:
    """Return why the bytes with which a file begins are of no kind that is read; None for those that are."""
    try:
        kind_of(first_bytes(path, _SNIFFED), suffix_of(path), str(path))
    except SourceError as error:
        return str(error)
    return None


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
