"""A web archive (WARC): every HTML answer in it, one article each."""

import io
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from watchwire.errors import SourceError
from watchwire.model import Article, Published
from watchwire.sources.decode import charset_of, decode_noted, unpack
from watchwire.sources.limits import LIMITS
from watchwire.sources.page import read_page
from watchwire.sources.problem import SourceProblem
from watchwire.sources.warc import Damage, Record, records

_HTML = ("text/html", "application/xhtml+xml")
_OK = 200
_DATE = 10


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page as it was fetched: where its record begins, its address, the day of fetching and the HTML."""

    offset: int
    url: str | None
    fetched: date | None
    html: str
    notes: tuple[str, ...] = ()


def archived_pages(
    stream: BinaryIO, name: str, start: int = 0, end: int | None = None
) -> Generator[ArchivedPage | SourceProblem, None, int | None]:
    """Yield the pages whose records begin from one byte up to another; broken records are reported and passed over.

    Args:
        stream: the archive; it must be able to seek.
        name: what to call it in problems.
        start: where the first record begins.
        end: the byte from which on records are left to others; None for all.

    Returns:
        A generator whose value is the byte at which it stopped, as `records` says it.

    """
    cut = records(stream, start, end)
    while True:
        try:
            record = next(cut)
        except StopIteration as stop:
            return cast("int | None", stop.value)
        place = f"{name}, byte {record.offset}"
        if isinstance(record, Damage):
            yield SourceProblem(place, record.reason, record.offset)
            continue
        try:
            page = _page(record, place)
        except Exception as error:  # noqa: BLE001 - whatever a hostile record breaks, the next one is read
            yield SourceProblem(place, f"the record cannot be read ({error or type(error).__name__})", record.offset)
            continue
        if page is not None:
            yield page


def read_archive(stream: BinaryIO, name: str) -> Iterator[Article | SourceProblem]:
    """Yield the articles of an archive; a broken record is reported and the next one read."""
    for page in archived_pages(stream, name):
        if isinstance(page, SourceProblem):
            yield page
            continue
        try:
            yield article_of(page, name)
        except SourceError as error:
            yield SourceProblem(f"{name}, byte {page.offset}", str(error), page.offset)


def article_of(page: ArchivedPage, name: str) -> Article:
    """Extract the story of an archived page.

    Raises:
        SourceError: no story is found on it.

    """
    article = read_page(page.html, page.url, f"{name}, byte {page.offset}")
    article = replace(article, notes=(*article.notes, *page.notes)) if page.notes else article
    if article.published.on is not None or page.fetched is None:
        return article
    # Where the page gives no date, the day it was archived bounds it from above.
    how = f"no date on the page; it was archived on {page.fetched}, so it is not later"
    return replace(article, published=Published(None, "unknown", how, latest=page.fetched))


def read_archive_file(path: Path) -> Iterator[Article | SourceProblem]:
    """Yield the articles of an archive on disk, streaming."""
    with path.open("rb") as stream:
        yield from read_archive(stream, str(path))


def _page(record: Record, place: str) -> ArchivedPage | None:
    from warcio.archiveiterator import ArchiveIterator

    found: Any = next(iter(ArchiveIterator(io.BytesIO(record.data))))
    if found.rec_type != "response":
        return None
    headers = found.http_headers
    if headers is None or headers.get_statuscode() != str(_OK):
        return None
    kind = (headers.get_header("Content-Type") or "").lower()
    if not kind.startswith(_HTML):
        return None
    body = unpack(found.content_stream().read(LIMITS.max_bytes + 1), place)
    html, _, notes = decode_noted(body, charset_of(kind))
    return ArchivedPage(
        record.offset,
        found.rec_headers.get_header("WARC-Target-URI"),
        _day(found.rec_headers.get_header("WARC-Date")),
        html,
        notes,
    )


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:_DATE])
    except ValueError:
        return None


def is_archive(data: bytes) -> bool:
    """Say whether unpacked bytes begin like a WARC file."""
    return data.startswith(b"WARC/")


def from_bytes(data: bytes, name: str) -> Iterator[Article | SourceProblem]:
    """Yield the articles of an archive held in memory."""
    yield from read_archive(io.BytesIO(data), name)
