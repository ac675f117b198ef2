"""A web archive (WARC): every HTML answer in it, one article each."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from watchwire.errors import SourceError
from watchwire.model import Article, Published
from watchwire.sources.decode import decode, unpack
from watchwire.sources.limits import LIMITS
from watchwire.sources.page import read_page
from watchwire.sources.problem import SourceProblem

_HTML = ("text/html", "application/xhtml+xml")
_OK = 200
_DATE = 10


def read_archive(stream: BinaryIO, name: str) -> Iterator[Article | SourceProblem]:
    """Yield the pages of an archive; a broken record is reported and the next one read."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = ArchiveIterator(stream, arc2warc=False)
    number = 0
    while True:
        try:
            record: Any = next(records)
        except StopIteration:
            return
        except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError) as error:
            yield SourceProblem(f"{name}, after record {number}", f"the archive is damaged: {error}")
            return
        number += 1
        if record.rec_type != "response":
            continue
        place = f"{name}, record {number}"
        try:
            article = _read_record(record, place)
        except (SourceError, OSError, EOFError, ValueError, AttributeError, LookupError) as error:
            yield SourceProblem(place, str(error))
            continue
        if article is not None:
            yield article


def read_archive_file(path: Path) -> Iterator[Article | SourceProblem]:
    """Yield the pages of an archive on disk, streaming."""
    with path.open("rb") as stream:
        yield from read_archive(stream, str(path))


def _read_record(record: Any, place: str) -> Article | None:
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != str(_OK):
        return None
    kind = (headers.get_header("Content-Type") or "").lower()
    if not kind.startswith(_HTML):
        return None
    raw = record.content_stream().read(LIMITS.max_bytes + 1)
    body = unpack(raw, place)
    charset = kind.partition("charset=")[2].strip(" \"';") or None
    html, _ = decode(body, charset)
    url = record.rec_headers.get_header("WARC-Target-URI")
    article = read_page(html, url, place)
    return _dated(article, record.rec_headers.get_header("WARC-Date"))


def _dated(article: Article, fetched: str | None) -> Article:
    """Where the page gives no date, the day it was archived bounds it from above."""
    if article.published.on is not None or not fetched:
        return article
    try:
        day = date.fromisoformat(fetched[:_DATE])
    except ValueError:
        return article
    how = f"no date on the page; it was archived on {day}, so it is not later"
    return replace(article, published=Published(None, "unknown", how, latest=day))


def is_archive(data: bytes) -> bool:
    """Say whether unpacked bytes begin like a WARC file."""
    return data.startswith(b"WARC/")


def from_bytes(data: bytes, name: str) -> Iterator[Article | SourceProblem]:
    """Yield the pages of an archive held in memory."""
    yield from read_archive(io.BytesIO(data), name)
