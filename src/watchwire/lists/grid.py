"""Tables as publishers and analysts save them: CSV in any usual encoding and separator, or an Excel workbook.

A workbook is opened with limits and without document type declarations; of its sheets the first is read, and that there
are rows on others is told.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from watchwire.errors import ListError
from watchwire.lists.bundle import MAX_BYTES, MAX_RATIO, ListFile
from watchwire.lists.progress import stream_of
from watchwire.lists.publisher import Problems
from watchwire.sources.table import split_rows

_FIELD_LIMIT = 10_000_000
_LOOKED_AT = 65_536
_SEPARATORS = ",;\t|"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WORKBOOK = b"PK\x03\x04"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def is_workbook(file: ListFile) -> bool:
    """Say whether a file is an Excel workbook (or a zip that calls itself one)."""
    return file.packed[:4] == _WORKBOOK and file.stem.endswith((".xlsx", ".xlsm"))


def is_ods(file: ListFile) -> bool:
    """Say whether a file is an OpenDocument table."""
    return file.packed[:4] == _WORKBOOK and _ODS in file.packed[:200]


def encoding_of(data: bytes) -> str:
    """Return the encoding of a text table: by its mark, else UTF-8 where it is that, else Windows-1252."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    head = data[:400]
    if head.count(0) > len(head) // 4:  # UTF-16 without a mark has a zero byte in every other place
        return "utf-16-le" if head[1:2] == b"\x00" else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def separator_of(text: str) -> str:
    """Return what separates the cells of the first lines: the character that stands in them most evenly."""
    lines = [line for line in text[:_LOOKED_AT].splitlines()[:5] if line.strip()]
    return max(
        _SEPARATORS, key=lambda mark: (max((line.count(mark) for line in lines), default=0), -_SEPARATORS.index(mark))
    )


def rows(file: ListFile, problems: Problems | None = None) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table with their numbers (from 1), cells as text; days as ISO dates.

    Args:
        file: the table.
        problems: where a row that cannot be read is noted; without it such a row ends the reading.

    Raises:
        ListError: the workbook is damaged or too large, or its reader is not installed; or a row cannot be read, and
            there is nowhere to note it.

    """
    if is_workbook(file):
        yield from _workbook_rows(file, problems)
        return
    csv.field_size_limit(_FIELD_LIMIT)
    encoding = encoding_of(file.data)
    head = file.data[:_LOOKED_AT].decode(encoding, errors="replace")
    stream = io.TextIOWrapper(stream_of(file.data), encoding, errors="replace", newline="")
    for number, row in split_rows((line.replace("\x00", "") for line in stream), separator_of(head)):
        if isinstance(row, str):
            if problems is None:
                raise ListError(f"{file.name}, line {number}: {row}")
            problems.note(f"line {number}", f"{row}; left out")
        elif (cells := [cell.strip() for cell in row]) and any(cells):
            yield number, cells


@lru_cache(maxsize=16)
def _first(sha256: str, file_and_count: "_Held") -> tuple[tuple[str, ...], ...]:
    del sha256
    return tuple(tuple(row) for _, row in islice(rows(file_and_count.file, Problems("")), file_and_count.count))


class _Held:
    """A file as an argument that does not count for the cache: its hash, beside it, does."""

    def __init__(self, file: ListFile, count: int) -> None:
        self.file, self.count = file, count

    def __hash__(self) -> int:
        return self.count

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.count == self.count


def first_rows(file: ListFile, count: int = 3) -> tuple[tuple[str, ...], ...]:
    """Return the first rows, to recognise a table by; none where it is no table."""
    if file.packed[:4] == _WORKBOOK and not is_workbook(file):
        return ()
    if not is_workbook(file):
        cut = ListFile(file.name, file.data[:_LOOKED_AT].rsplit(b"\n", 1)[0] or file.data[:_LOOKED_AT])
        file = cut if len(file.data) > _LOOKED_AT else file
    try:
        return _first(file.sha256, _Held(file, count))
    except (ListError, ValueError):
        return ()


def _workbook_rows(file: ListFile, problems: Problems | None) -> Iterator[tuple[int, list[str]]]:
    try:
        import openpyxl
    except ImportError as error:
        raise ListError(
            f"{file.name}: reading Excel needs openpyxl; pip install openpyxl, or save it as CSV"
        ) from error
    _check_workbook(file)
    try:
        book = openpyxl.load_workbook(io.BytesIO(file.packed), read_only=True, data_only=True, keep_links=False)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            cells = [_cell(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield number, cells
        if problems is not None:
            _note_other_sheets(book.worksheets[1:], problems)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, OSError, SyntaxError) as error:
        raise ListError(
            f"{file.name}: not readable as an Excel workbook ({error}); save it again, or as CSV"
        ) from error


def _note_other_sheets(sheets: list[Any], problems: Problems) -> None:
    for sheet in sheets:
        left = sum(any(map(_cell, row)) for row in sheet.iter_rows(values_only=True))
        if left:
            problems.note(f"sheet “{sheet.title}”", f"{left} rows; only the first sheet is read: save it by itself")


def _check_workbook(file: ListFile) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(file.packed)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if size > MAX_BYTES or size > MAX_RATIO * max(1, len(file.packed)):
                raise ListError(f"{file.name}: unpacks to {size} bytes; refused")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as stream:
                        if b"<!DOCTYPE" in stream.read(1024):
                            raise ListError(f"{file.name}: carries a document type declaration; refused")
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise ListError(f"{file.name}: the workbook is damaged ({error}); fetch the file again") from error


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
