"""The pages and texts of a unit, one after another; what cannot be read is named with its place."""

import gzip
import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import IO, Any, cast

from watchwire.batch.units import Kind, Unit
from watchwire.errors import SourceError
from watchwire.model import Article, Published
from watchwire.sources import SourceProblem, read_source
from watchwire.sources.archive import archived_pages, articles_of
from watchwire.sources.decode import UNREADABLE, decode, unpack
from watchwire.sources.kinds import ARCHIVES, kind_of
from watchwire.sources.limits import LIMITS
from watchwire.sources.read import read_bytes, suffix_of
from watchwire.sources.table import table_rows

# What a column of a table may be called; the first one present is taken.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "maintext", "article", "full_text", "plain_text"),
    "html": ("html", "raw_html", "page"),
    "url": ("url", "link", "source_url", "uri", "canonical_url"),
    "title": ("title", "headline"),
    "date": ("published", "date", "date_publish", "published_at", "publish_date", "pubdate", "timestamp"),
}
_DATE = 10


@dataclass(frozen=True, slots=True)
class Page:
    """One item of a corpus: HTML, a text, or an article that its reader has made already."""

    source: str
    offset: int | None
    html: str | None = None
    text: str | None = None
    article: Article | None = None
    url: str | None = None
    title: str | None = None
    published: date | None = None
    fetched: date | None = field(default=None)


Pages = Generator[Page | SourceProblem, None, int | None]


def pages_of(unit: Unit, columns: Mapping[str, str]) -> Pages:
    """Yield what a unit holds; the generator's value is the byte at which a cut archive was left.

    Args:
        unit: the piece of the corpus.
        columns: for `text`, `html`, `url`, `title`, `date`: which column of a table it is, where it is not found
            by its name.

    """
    path = unit.paths[0]
    try:
        if unit.kind is Kind.WARC:
            return (yield from _archive(path, unit))
        if unit.kind is Kind.LINES:
            yield from _lines(path, unit, columns)
        elif unit.kind is Kind.TABLE:
            yield from _table(path, columns)
        elif unit.kind is Kind.PARQUET:
            yield from _parquet(path, unit, columns)
        else:
            yield from _files(unit)
    except (SourceError, *UNREADABLE) as error:
        yield SourceProblem(path, f"{path}: {error}")
    return None


def _archive(path: str, unit: Unit) -> Pages:
    with Path(path).open("rb") as stream:
        pages = archived_pages(stream, path, unit.start, unit.end)
        while True:
            try:
                page = next(pages)
            except StopIteration as stop:
                return cast("int | None", stop.value)
            if isinstance(page, SourceProblem):
                yield page
            elif page.data is not None:
                for item in articles_of(page, path):
                    yield (
                        item if isinstance(item, SourceProblem) else Page(path, page.offset, article=item, url=item.url)
                    )
            else:
                shown = page.html if page.text is None else None
                yield Page(path, page.offset, html=shown, text=page.text, url=page.url, fetched=page.fetched)


def _lines(path: str, unit: Unit, columns: Mapping[str, str]) -> Iterator[Page | SourceProblem]:
    with _open(path) as stream:
        offset = unit.start
        stream.seek(offset)
        while unit.end is None or offset < unit.end:
            line = stream.readline(LIMITS.max_bytes)
            if not line:
                return
            if line.strip():
                yield _line(path, offset, line, columns)
            offset += len(line)


def _line(path: str, offset: int, line: bytes, columns: Mapping[str, str]) -> Page | SourceProblem:
    place = f"{path}, byte {offset}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return SourceProblem(place, f"not a line of JSON ({error})", offset)
    if not isinstance(record, dict):
        return SourceProblem(place, "the line is no JSON object", offset)
    return _page(path, offset, place, record, columns)


def _table(path: str, columns: Mapping[str, str]) -> Iterator[Page | SourceProblem]:
    for number, row in table_rows(Path(path)):
        place = f"{path}, line {number}"
        if isinstance(row, str):
            yield SourceProblem(place, row, number)
        else:
            yield _page(path, number, place, row, columns)


def _parquet(path: str, unit: Unit, columns: Mapping[str, str]) -> Iterator[Page | SourceProblem]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as stream:
            wanted = {*columns.values(), *(name for names in COLUMNS.values() for name in names)}
            kept = [name for name in stream.schema_arrow.names if name in wanted]
            end = stream.num_row_groups if unit.end is None else unit.end
            number = sum(stream.metadata.row_group(k).num_rows for k in range(unit.start))
            for batch in stream.iter_batches(256, row_groups=list(range(unit.start, end)), columns=kept):
                for record in batch.to_pylist():
                    yield _page(path, number, f"{path}, row {number}", record, columns)
                    number += 1
    except pa.ArrowException as error:
        yield SourceProblem(path, f"{path}: not readable as Parquet ({error})", unit.start)


def _page(
    path: str, offset: int, place: str, record: Mapping[str, Any], columns: Mapping[str, str]
) -> Page | SourceProblem:
    """Make a page of a record whose columns go by one of the usual names."""
    text, html, url, title, day = (_cell(record, name, columns) for name in ("text", "html", "url", "title", "date"))
    if not (text and text.strip()) and not (html and html.strip()):
        names = ", ".join([*COLUMNS["text"], *COLUMNS["html"]])
        return SourceProblem(place, f"no text: none of the columns {names} holds one (see --column)", offset)
    if len(text or html or "") > LIMITS.max_bytes:
        return SourceProblem(place, f"more than {LIMITS.max_bytes} characters", offset)
    return Page(path, offset, None if text else html, text or None, None, url, title, _day(day))


def _cell(record: Mapping[str, Any], name: str, columns: Mapping[str, str]) -> str | None:
    names = (columns[name],) if name in columns else COLUMNS[name]
    value = next((record[key] for key in names if record.get(key) not in {None, ""}), None)
    return None if value is None else str(value)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "").strip()[:_DATE])
    except ValueError:
        return None


def _files(unit: Unit) -> Iterator[Page | SourceProblem]:
    for name in unit.paths:
        try:
            yield from _file(Path(name), name)
        except (SourceError, *UNREADABLE) as error:
            yield SourceProblem(name, str(error))


def _file(path: Path, name: str) -> Iterator[Page | SourceProblem]:
    """Read a file as its bytes tell; a page stays HTML, since most need not be taken apart."""
    if path.is_symlink():
        yield SourceProblem(name, "a link to another file, which is not followed; name that file itself")
        return
    suffix = suffix_of(path)
    if suffix in ARCHIVES or path.stat().st_size > LIMITS.max_bytes:
        items = read_source(name)
    else:
        data = unpack(path.read_bytes(), name)
        if data.strip() and kind_of(data, suffix, name) == "page":
            yield Page(name, None, html=decode(data)[0])
            return
        items = read_bytes(data, name, suffix, None)
    for item in items:
        yield item if isinstance(item, SourceProblem) else Page(name, None, article=item, url=item.url)


def _open(path: str) -> IO[bytes]:
    if path.lower().endswith(".gz"):
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return Path(path).open("rb")


def dated(article: Article, page: Page) -> Article:
    """Give an article what its record says of it."""
    published = article.published
    if page.published is not None:
        published = Published(page.published, "given", "the record gives the date")
    elif published.on is None and page.fetched is not None:
        how = f"no date on the page; it was archived on {page.fetched}, so it is not later"
        published = Published(None, "unknown", how, latest=page.fetched)
    return replace(article, url=article.url or page.url, title=page.title or article.title, published=published)
