"""Web archives: WARC, its text form WET, and the older ARC. Every answer with a text is read, the rest is counted."""

import io
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from watchwire.errors import SourceError
from watchwire.model import Article, Published
from watchwire.sources.decode import UNREADABLE, charset_of, decode_noted, unpack
from watchwire.sources.limits import LIMITS
from watchwire.sources.page import read_page
from watchwire.sources.plain import read_plain
from watchwire.sources.problem import SourceProblem
from watchwire.sources.stated import day_of
from watchwire.sources.warc import Damage, Record, is_packed, records

_HTML = ("text/html", "application/xhtml+xml")
_TEXT = ("text/plain", "text/markdown")
_READ = (
    "application/pdf", "application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rtf",
    "text/rtf", "application/json", "application/feed+json", "message/rfc822", "application/epub+zip", "text/vtt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)  # fmt: skip
_HELD = frozenset({"response", "resource", "conversion"})
_ABOUT = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation", "arc_header"})
"""Records that say something of others and hold no answer of their own."""
_OK = "200"
_DATE = 10
_ARC = b"filedesc://"
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page as it was fetched: where its record begins, its address, the day of fetching, and what it is.

    It is HTML, or a `text`, or (`data`) a file of another format with the ending that its type gives it.
    """

    offset: int
    url: str | None
    fetched: date | None
    html: str
    notes: tuple[str, ...] = ()
    text: str | None = None
    data: bytes | None = None
    ending: str = ""


class _PassedError(Exception):
    """A record that holds nothing to read, and why."""


def archived_pages(
    stream: BinaryIO, name: str, start: int = 0, end: int | None = None
) -> Generator[ArchivedPage | SourceProblem, None, int | None]:
    """Yield the pages whose records begin from one byte up to another; broken records are reported and passed over.

    Records that hold nothing to read (pictures, answers other than 200) are counted, and one problem at the end says
    how many there were of each kind.

    Args:
        stream: the archive; it must be able to seek.
        name: what to call it in problems.
        start: where the first record begins.
        end: the byte from which on records are left to others; None for all.

    Returns:
        A generator whose value is the byte at which it stopped, as `records` says it.

    """
    cut = records(stream, start, end)
    passed: Counter[str] = Counter()
    while True:
        try:
            record = next(cut)
        except StopIteration as stop:
            if passed:
                yield SourceProblem(name, _counted(passed))
            return cast("int | None", stop.value)
        place = f"{name}, byte {record.offset}"
        if isinstance(record, Damage):
            yield SourceProblem(place, record.reason, record.offset)
            continue
        try:
            page = _page(record, place)
        except _PassedError as why:
            passed[str(why)] += 1
            continue
        except Exception as error:  # noqa: BLE001 - whatever a hostile record breaks, the next one is read
            yield SourceProblem(place, f"the record cannot be read ({error or type(error).__name__})", record.offset)
            continue
        if page is not None:
            yield page


def _counted(passed: Counter[str]) -> str:
    named = ", ".join(f"{count} {why}" for why, count in passed.most_common(_MOST_NAMED))
    more = sum(passed.values()) - sum(count for _, count in passed.most_common(_MOST_NAMED))
    return f"{sum(passed.values())} records passed over: {named}{f', {more} of other kinds' if more else ''}"


def read_archive(stream: BinaryIO, name: str) -> Iterator[Article | SourceProblem]:
    """Yield the articles of an archive; a broken record is reported and the next one read."""
    pages = _arc_pages(stream, name) if _is_arc(stream) else archived_pages(stream, name)
    for page in pages:
        if isinstance(page, SourceProblem):
            yield page
            continue
        yield from articles_of(page, name)


def articles_of(page: ArchivedPage, name: str) -> Iterator[Article | SourceProblem]:
    """Yield what an archived page holds: one story, or all that a feed or document of the archive does."""
    place = f"{name}, byte {page.offset}"
    try:
        if page.data is None:
            yield article_of(page, name)
            return
        from watchwire.sources.read import read_bytes

        for item in read_bytes(page.data, place, page.ending, None, depth=1):
            yield _bounded(item, page) if isinstance(item, Article) else item
    except SourceError as error:
        yield SourceProblem(place, str(error), page.offset)


def article_of(page: ArchivedPage, name: str) -> Article:
    """Extract the story of an archived page.

    Raises:
        SourceError: no story is found on it.

    """
    if page.text is not None:
        article = replace(read_plain(page.text), url=page.url, site=urlsplit(page.url or "").hostname)
    else:
        article = read_page(page.html, page.url, f"{name}, byte {page.offset}")
    return _bounded(replace(article, notes=(*article.notes, *page.notes)) if page.notes else article, page)


def _bounded(article: Article, page: ArchivedPage) -> Article:
    article = replace(article, url=article.url or page.url)
    if article.published.on is not None or page.fetched is None:
        return article
    latest = min(page.fetched, article.published.latest or page.fetched)
    # Where the page gives no date, the day it was archived bounds it from above.
    how = f"no date on the page; it was archived on {page.fetched}, so it is not later"
    return replace(article, published=Published(None, "unknown", how, latest=latest))


def read_archive_file(path: Path) -> Iterator[Article | SourceProblem]:
    """Yield the articles of an archive on disk, streaming."""
    with path.open("rb") as stream:
        yield from read_archive(stream, str(path))


def _page(record: Record, place: str) -> ArchivedPage | None:
    from warcio.archiveiterator import ArchiveIterator

    found: Any = next(iter(ArchiveIterator(io.BytesIO(record.data))))
    return _of_record(found, record.offset, place)


def _of_record(found: Any, offset: int, place: str) -> ArchivedPage | None:
    if found.rec_type in _ABOUT:
        return None
    if found.rec_type not in _HELD:
        raise _PassedError(f"of type {found.rec_type}")
    headers = found.http_headers
    url = found.rec_headers.get_header("WARC-Target-URI")
    kind = (found.rec_headers.get_header("Content-Type") or "").lower()
    coding = ""
    if headers is not None:
        if headers.get_statuscode() != _OK:
            raise _PassedError(f"with status {headers.get_statuscode()}")
        kind = (headers.get_header("Content-Type") or "").lower()
        coding = (headers.get_header("Content-Encoding") or "").lower().strip()
    elif found.rec_type == "response":
        raise _PassedError(f"of {urlsplit(url or '').scheme or 'unknown'} addresses")
    bare = kind.partition(";")[0].strip()
    ending = PurePosixPath(urlsplit(url or "").path).suffix.lower()
    if (
        bare
        and not bare.startswith(("text/", *_READ))
        and bare not in {"application/xhtml+xml", "application/octet-stream"}
    ):
        raise _PassedError(f"of {bare}")
    body = unpack(_decoded(found, coding), place)
    return _sorted(
        ArchivedPage(offset, url, _day(found.rec_headers.get_header("WARC-Date")), ""), bare, kind, body, ending
    )


def _sorted(page: ArchivedPage, bare: str, kind: str, body: bytes, ending: str) -> ArchivedPage:
    """Return the page with its body as HTML, text or a file."""
    if bare in {"text/css", "text/javascript", "text/csv", "text/calendar"}:
        raise _PassedError(f"of {bare}")
    if not body.strip():
        raise _PassedError("without content")
    if bare.startswith(_HTML) or (not bare and b"<html" in body[:1024].lower()):
        html, _, notes = decode_noted(body, charset_of(kind))
        return replace(page, html=html, notes=notes)
    if bare.startswith(_TEXT):
        text, _, notes = decode_noted(body, charset_of(kind))
        return replace(page, text=text, notes=notes)
    return replace(page, data=body, ending=ending)


def _decoded(found: Any, coding: str) -> bytes:
    """Return a record's content, unpacked as its Content-Encoding says.

    Raises:
        SourceError: an encoding that is not read here.

    """
    if coding in {"br", "zstd"}:
        raw = found.raw_stream.read(LIMITS.max_bytes + 1)
        return _brotli(raw) if coding == "br" else _zstd(raw)
    data: bytes = found.content_stream().read(LIMITS.max_bytes + 1)
    return data


def _brotli(raw: bytes) -> bytes:
    try:
        import brotli
    except ImportError:
        raise SourceError("packed by Brotli; to read it: pip install 'watchwire[formats]'") from None
    unpacker = brotli.Decompressor()
    parts, size = [], 0
    try:
        for at in range(0, len(raw), 1 << 14):
            parts.append(unpacker.process(raw[at : at + (1 << 14)]))
            size += len(parts[-1])
            if size > LIMITS.max_bytes:
                raise SourceError(f"unpacks to more than the limit of {LIMITS.max_bytes} bytes")
    except brotli.error as error:
        # Some crawlers unpack the body and keep the header.
        if raw.lstrip()[:1] == b"<":
            return raw
        raise SourceError(f"the Brotli data is damaged ({error})") from error
    return b"".join(parts)


def _zstd(raw: bytes) -> bytes:
    try:
        import zstandard
    except ImportError:
        raise SourceError("packed by Zstandard; to read it: pip install 'watchwire[formats]'") from None
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(io.BytesIO(raw)) as stream:
            return stream.read(LIMITS.max_bytes + 1)
    except zstandard.ZstdError as error:
        if raw.lstrip()[:1] == b"<":
            return raw
        raise SourceError(f"the Zstandard data is damaged ({error})") from error


def _arc_pages(stream: BinaryIO, name: str) -> Iterator[ArchivedPage | SourceProblem]:
    """Yield the pages of an ARC file (the Internet Archive's format before WARC)."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    passed: Counter[str] = Counter()
    stream.seek(0)
    iterator = ArchiveIterator(stream, arc2warc=True)
    try:
        for found in iterator:
            place = f"{name}, byte {iterator.offset}"
            try:
                page = _of_record(found, iterator.offset, place)
            except _PassedError as why:
                passed[str(why)] += 1
                continue
            except Exception as error:  # noqa: BLE001 - whatever a hostile record breaks, the next one is read
                yield SourceProblem(place, f"the record cannot be read ({error or type(error).__name__})")
                continue
            if page is not None:
                yield page
    except (ArchiveLoadFailed, ValueError, *UNREADABLE) as error:
        yield SourceProblem(name, f"the ARC file cannot be read on ({error})")
    if passed:
        yield SourceProblem(name, _counted(passed))


def _is_arc(stream: BinaryIO) -> bool:
    if is_packed(stream):
        import gzip

        stream.seek(0)
        try:
            head = gzip.GzipFile(fileobj=stream).read(len(_ARC))
        except UNREADABLE:
            head = b""
    else:
        stream.seek(0)
        head = stream.read(len(_ARC))
    stream.seek(0)
    return head == _ARC


def _day(stamp: str | None) -> date | None:
    return day_of((stamp or "")[:_DATE])


def is_archive(data: bytes) -> bool:
    """Say whether unpacked bytes begin like a WARC or ARC file."""
    return data.startswith((b"WARC/", _ARC))


def from_bytes(data: bytes, name: str) -> Iterator[Article | SourceProblem]:
    """Yield the articles of an archive held in memory."""
    yield from read_archive(io.BytesIO(data), name)
