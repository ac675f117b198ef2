"""ZIP archives and the documents that are ZIP archives inside (DOCX, ODT, EPUB)."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from watchwire.errors import SourceError
from watchwire.model import Article
from watchwire.sources import documents
from watchwire.sources.limits import LIMITS
from watchwire.sources.problem import SourceProblem

ReadPart = Callable[[bytes, str, str], Iterator[Article | SourceProblem]]
"""Reads a file inside a container: its bytes, what to call it, and how its name ends."""
_OFFICE = {"xl/": "a spreadsheet (XLSX)", "ppt/": "slides (PPTX)"}


def read_zip(data: bytes, name: str, part: ReadPart) -> Iterator[Article | SourceProblem]:
    """Yield the articles of a document, or of every file in an archive.

    Raises:
        SourceError: damaged, encrypted, too large, or an Office format that is not read.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                yield documents.read_docx(guarded(archive, data, name), name)
            elif "content.xml" in names and "META-INF/manifest.xml" in names:
                yield documents.read_odt(archive, name)
            elif "META-INF/container.xml" in names:
                yield from documents.read_epub(archive, name)
            else:
                for begin, what in _OFFICE.items():
                    if any(entry.startswith(begin) for entry in names) and "[Content_Types].xml" in names:
                        raise SourceError(
                            f"{name}: {what}, which is not read; save it as PDF, CSV or text and read that"
                        )
                yield from _members(archive, name, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SourceError(f"{name}: the ZIP archive cannot be read ({error}); unpack it and read the folder") from error


def _members(archive: zipfile.ZipFile, name: str, part: ReadPart) -> Iterator[Article | SourceProblem]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if not entries:
        raise SourceError(f"{name}: the archive holds no file")
    size = 0
    for number, entry in enumerate(entries):
        place = f"{name}, {entry.filename}"
        if number >= LIMITS.max_packed:
            yield SourceProblem(
                name, f"{len(entries) - number} more files than the limit of {LIMITS.max_packed}; unpack it"
            )
            return
        if any(piece.startswith((".", "__MACOSX")) for piece in PurePosixPath(entry.filename).parts):
            continue
        if entry.flag_bits & 1:
            yield SourceProblem(place, "encrypted; unpack it with its password and read the folder")
            continue
        try:
            inner = member(archive, entry.filename, place)
        except (SourceError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
            yield SourceProblem(place, str(error))
            continue
        size += len(inner)
        if size > LIMITS.max_unpacked:
            yield SourceProblem(name, f"unpacks to more than the limit of {LIMITS.max_unpacked} bytes; unpack it")
            return
        yield from part(inner, place, PurePosixPath(entry.filename).suffix.lower())


def member(archive: zipfile.ZipFile, entry: str, name: str) -> bytes:
    """Return one file of an archive, not more than the limit.

    Raises:
        SourceError: it unpacks to more.

    """
    return documents.member(archive, entry, name)


def guarded(archive: zipfile.ZipFile, data: bytes, name: str) -> bytes:
    """Return a document's bytes once its parts are known to unpack to no more than the limit.

    Raises:
        SourceError: they unpack to more.

    """
    if sum(entry.file_size for entry in archive.infolist()) > LIMITS.max_unpacked:
        raise SourceError(f"{name}: unpacks to more than the limit of {LIMITS.max_unpacked} bytes")
    # A size may be lied about; reading each part to the limit finds that out before a library trusts it.
    for entry in archive.namelist():
        if entry.endswith((".xml", ".rels")):
            documents.member(archive, entry, name)
    return data
