"""One way in for everything that can be read: a file, a folder, standard input, an address, a feed, an archive."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from watchwire.errors import SourceError
from watchwire.model import Article
from watchwire.sources import archive, feed
from watchwire.sources.decode import Decoded, charset_of, decode_noted, unpack
from watchwire.sources.fetch import FetchLimits, fetch
from watchwire.sources.limits import LIMITS
from watchwire.sources.message import read_message
from watchwire.sources.page import read_page
from watchwire.sources.plain import read_plain
from watchwire.sources.problem import SourceProblem

TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
MAIL = frozenset({".eml"})
ARCHIVES = frozenset({".warc"})
FEEDS = frozenset({".xml", ".rss", ".atom"})
READABLE = TEXT | PAGES | MAIL | ARCHIVES | FEEDS


def read_source(source: str, limits: FetchLimits | None = None) -> Iterator[Article | SourceProblem]:
    """Yield the articles of a source, and a problem for each part that could not be read.

    Args:
        source: a path, a folder, `-` for standard input, or an http(s) address.
        limits: bounds for fetching; the defaults refuse private addresses.

    """
    try:
        if source == "-":
            yield from read_bytes(sys.stdin.buffer.read(LIMITS.max_bytes + 1), "standard input", "", limits)
        elif source.startswith(("http://", "https://")):
            yield from _read_address(source, limits or FetchLimits())
        elif "://" in source:
            yield SourceProblem(source, "only http and https addresses, files and folders are read")
        else:
            yield from _read_path(Path(source), limits)
    except SourceError as error:
        yield SourceProblem(source, str(error))


def _read_path(path: Path, limits: FetchLimits | None) -> Iterator[Article | SourceProblem]:
    if path.is_dir():
        yield from _read_folder(path, limits)
        return
    if not path.exists():
        raise SourceError(f"{path}: no such file or folder")
    if _suffix(path) in ARCHIVES:
        yield from archive.read_archive_file(path)
        return
    try:
        if path.stat().st_size > LIMITS.max_bytes:
            raise SourceError(f"{path}: larger than {LIMITS.max_bytes >> 20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
    yield from read_bytes(data, str(path), _suffix(path), limits)


def _read_folder(folder: Path, limits: FetchLimits | None) -> Iterator[Article | SourceProblem]:
    read = 0
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink() or any(part.startswith(".") for part in path.parts[-2:]):
            continue
        if _suffix(path) not in READABLE:
            continue
        read += 1
        if read > LIMITS.max_files:
            raise SourceError(f"{folder}: more than {LIMITS.max_files} files; use `watchwire batch`")
        try:
            yield from _read_path(path, limits)
        except SourceError as error:
            yield SourceProblem(str(path), str(error))
    if not read:
        raise SourceError(f"{folder}: no readable file ({', '.join(sorted(READABLE))}, each also .gz)")


def _suffix(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def read_bytes(data: bytes, name: str, suffix: str, limits: FetchLimits | None) -> Iterator[Article | SourceProblem]:
    """Yield the articles that some bytes hold; the suffix tells the format, else their beginning does."""
    data = unpack(data, name)
    head = data[:1024].lstrip().lower()
    if suffix in TEXT:
        found = decode_noted(data)
        if not found.text.strip():
            raise SourceError(f"{name}: the file is empty")
        yield noted(read_plain(found.text), found)
    elif suffix in MAIL:
        yield read_message(data, name)
    elif suffix in ARCHIVES or archive.is_archive(data):
        yield from archive.from_bytes(data, name)
    elif feed.is_feed(data):
        yield from feed.read_feed(data, name, limits)
    elif suffix in PAGES or head.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in head:
        found = decode_noted(data)
        yield noted(read_page(found.text, name=name), found)
    else:
        if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise SourceError(f"{name}: not a text; readable are {', '.join(sorted(READABLE))}, each also .gz")
        found = decode_noted(data)
        if not found.text.strip():
            raise SourceError(f"{name}: nothing to read, it is empty")
        yield noted(read_plain(found.text), found)


def _read_address(url: str, limits: FetchLimits) -> Iterator[Article | SourceProblem]:
    fetched = fetch(url, limits)
    kind = fetched.headers.get("content-type", "").lower()
    data = unpack(fetched.body, url, limits.max_bytes)
    if feed.is_feed(data):
        yield from feed.read_feed(data, url, limits)
        return
    if archive.is_archive(data):
        yield from archive.from_bytes(data, url)
        return
    found = decode_noted(data, charset_of(kind))
    if kind.startswith("text/plain"):
        yield noted(replace(read_plain(found.text), url=fetched.url), found)
        return
    if kind and not kind.startswith(("text/", "application/xhtml", "application/xml")):
        raise SourceError(f"{url}: the server sent {kind.split(';')[0]}, not a page")
    yield noted(read_page(found.text, fetched.url), found)


def noted(article: Article, found: Decoded) -> Article:
    """Return an article with what its reader should know of the decoding."""
    return replace(article, notes=(*article.notes, *found.notes)) if found.notes else article
