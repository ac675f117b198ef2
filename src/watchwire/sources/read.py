"""One way in for everything that can be read: a file, a folder, standard input, an address, a feed, an archive."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from watchwire.errors import SourceError
from watchwire.model import Article
from watchwire.sources import archive, documents, exports, feed, gdelt, news, packed, subtitles, wire
from watchwire.sources.decode import Decoded, charset_of, decode_noted, unpack
from watchwire.sources.fetch import FetchLimits, fetch
from watchwire.sources.kinds import ARCHIVES, kind_of
from watchwire.sources.limits import LIMITS
from watchwire.sources.message import read_mailbox, read_messages, read_saved_page
from watchwire.sources.page import read_page
from watchwire.sources.plain import read_plain
from watchwire.sources.problem import SourceProblem

__all__ = ["noted", "read_bytes", "read_source", "suffix_of"]

Items = Iterator[Article | SourceProblem]


def read_source(source: str, limits: FetchLimits | None = None) -> Items:
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


def _read_path(path: Path, limits: FetchLimits | None) -> Items:
    if path.is_dir():
        yield from _read_folder(path, limits)
        return
    if not path.exists():
        raise SourceError(f"{path}: no such file or folder")
    if suffix_of(path) in ARCHIVES:
        yield from _guarded(archive.read_archive_file(path), str(path), "archive")
        return
    try:
        if path.stat().st_size > LIMITS.max_bytes:
            raise SourceError(f"{path}: larger than {LIMITS.max_bytes >> 20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
    yield from read_bytes(data, str(path), suffix_of(path), limits)


def _read_folder(folder: Path, limits: FetchLimits | None) -> Items:
    """Read every file of a folder; each is told by its bytes, and one that is not read is named with the reason."""
    read = 0
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if not path.is_file() or any(part.startswith(".") for part in inside.parts):
            continue
        if path.is_symlink():
            yield SourceProblem(str(path), "a link to another file, which is not followed; read that file itself")
            continue
        read += 1
        if read > LIMITS.max_files:
            raise SourceError(f"{folder}: more than {LIMITS.max_files} files; use `watchwire batch`")
        try:
            yield from _read_path(path, limits)
        except SourceError as error:
            yield SourceProblem(str(path), str(error))
    if not read:
        raise SourceError(f"{folder}: no file in it")


def suffix_of(path: Path) -> str:
    """Return how a file's name ends, in small letters and without `.gz`."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def read_bytes(data: bytes, name: str, suffix: str, limits: FetchLimits | None, depth: int = 0) -> Items:
    """Yield the articles that some bytes hold, all of them; the bytes tell the format, else the suffix does.

    Args:
        data: the bytes, as they are or packed by gzip.
        name: what to call them in problems.
        suffix: how the file's name ends, as in `.html`.
        limits: how to fetch the pages of a feed's entries; None to stay with what the bytes hold.
        depth: how many containers (archives, messages) they came out of.

    Raises:
        SourceError: nothing of it can be read; the message says what to do.

    """
    data = unpack(data, name)
    if not data.strip():
        raise SourceError(f"{name}: nothing to read, it is empty")
    if depth > LIMITS.max_depth:
        raise SourceError(f"{name}: more than {LIMITS.max_depth} containers inside one another; unpack it first")

    def part(inner: bytes, title: str, ending: str) -> Items:
        try:
            yield from read_bytes(inner, title, ending, None, depth + 1)
        except SourceError as error:
            yield SourceProblem(title, str(error))

    kind = kind_of(data, suffix, name)
    if kind == "feed":
        yield from feed.read_feed(data, name, limits)
    elif kind == "gdelt":
        yield from gdelt.read_rows(data, name, limits)
    elif kind == "json":
        yield from exports.read_export(data, name, limits)
    else:
        yield from _guarded(_READERS[kind](data, name, part), name, kind)


def _guarded(items: Items, name: str, kind: str) -> Items:
    """Yield what a reader gives. Libraries for foreign formats raise whatever comes to them over damaged bytes."""
    try:
        yield from items
    except SourceError:
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        raise SourceError(f"{name}: damaged, it cannot be read as {kind} ({said}); fetch or save it again") from error


def _page(data: bytes, name: str, _: packed.ReadPart) -> Items:
    found = decode_noted(data)
    yield noted(read_page(found.text, name=name), found)


def _text(data: bytes, name: str, _: packed.ReadPart) -> Items:
    found = decode_noted(data)
    if not found.text.strip():
        raise SourceError(f"{name}: nothing to read, it is empty")
    yield noted(read_plain(found.text), found)


_READERS: dict[str, Callable[[bytes, str, packed.ReadPart], Items]] = {
    "page": _page,
    "text": _text,
    "pdf": documents.read_pdf,
    "rtf": documents.read_rtf,
    "zip": packed.read_zip,
    "mail": read_messages,
    "mbox": read_mailbox,
    "mhtml": read_saved_page,
    "news": news.read_news,
    "subtitles": subtitles.read_subtitles,
    "factiva": wire.read_factiva,
    "nexis": wire.read_nexis,
    "warc": lambda data, name, _: archive.from_bytes(data, name),
    "arc": lambda data, name, _: archive.from_bytes(data, name),
}


def _read_address(url: str, limits: FetchLimits) -> Items:
    fetched = fetch(url, limits)
    header = fetched.headers.get("content-type", "").lower()
    data = unpack(fetched.body, url, limits.max_bytes)
    kind = kind_of(data, "", url) if data.strip() else "text"
    if kind not in {"page", "text"}:
        suffix = Path(url.partition("?")[0]).suffix.lower()
        for item in read_bytes(data, url, suffix, limits):
            yield item if isinstance(item, SourceProblem) or item.url else replace(item, url=fetched.url)
        return
    found = decode_noted(data, charset_of(header))
    if header.startswith("text/plain"):
        yield noted(replace(read_plain(found.text), url=fetched.url), found)
        return
    if header and not header.startswith(("text/", "application/xhtml", "application/xml")):
        raise SourceError(f"{url}: the server sent {header.split(';')[0]}, not a page")
    yield noted(read_page(found.text, fetched.url), found)


def noted(article: Article, found: Decoded) -> Article:
    """Return an article with what its reader should know of the decoding."""
    return replace(article, notes=(*article.notes, *found.notes)) if found.notes else article
