"""A table of separated values: any encoding and separator, row by row, past rows that cannot be read."""

import csv
import gzip
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from watchwire.errors import SourceError
from watchwire.sources.decode import UNREADABLE, decode

_SAMPLE = 1 << 16
_LONGEST_CELL = 1 << 24
_SEPARATORS = ",;\t|"


def table_rows(
    path: Path, joins: Callable[[Sequence[str]], str | None] | None = None
) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Yield the rows with the number of their last line; for one that cannot be read, what is wrong with it.

    The first line names the columns. Missing values are empty. Values beyond the columns are dropped, unless `joins`
    names, of the headings, the column that a separator inside a value may have cut ("PUTIN, Vladimir" without
    quotation marks): its pieces are then put together again.

    Raises:
        SourceError: the file cannot be opened, or is empty.

    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with _open(path) as stream:
            head = stream.read(_SAMPLE)
    except UNREADABLE as error:
        raise SourceError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    _, encoding = decode(head.rpartition(b"\n")[0] or head)
    first = head.decode(encoding, errors="replace").partition("\n")[0]
    if not first.strip():
        raise SourceError(f"{path}: the first line must name the columns, and it is empty")
    delimiter = max(_SEPARATORS, key=first.count)
    named = "utf-8-sig" if encoding == "utf-8" else encoding
    with _open(path) as stream, io.TextIOWrapper(stream, named, errors="replace", newline="") as text:
        headings: list[str] = []
        for number, row in split_rows(text, delimiter):
            if isinstance(row, str):
                yield number, row
            elif not headings:
                headings = row
            else:
                column = joins(headings) if joins is not None and len(row) > len(headings) else None
                cells = row if column is None else _joined(row, headings, column, delimiter)
                yield number, dict(zip(headings, [*cells, *[""] * (len(headings) - len(cells))], strict=False))


def _joined(cells: Sequence[str], headings: Sequence[str], column: str, delimiter: str) -> list[str]:
    """Put the pieces of a cut value together; what follows moves back to its column."""
    at = headings.index(column)
    extra = len(cells) - len(headings)
    return [*cells[:at], delimiter.join(cells[at : at + extra + 1]), *cells[at + extra + 1 :]]


def split_rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield the rows of a table with the number of their last line; for one that cannot be read, what is wrong.

    A quotation mark that is never closed, or only by the next row's, costs the row in which it opens: that one is
    named, and reading goes on in the line after it. `csv` by itself would make one cell of all that follows.
    """
    source, pushed_back, number = iter(lines), deque[str](), 0
    while True:
        taken: list[str] = []
        try:
            row = next(csv.reader(_taken(source, pushed_back, taken), delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            if len(taken) > 1 or "unexpected end" in str(error):
                pushed_back.extendleft(reversed(taken[1:]))
                number += 1
                yield number, f"not readable as CSV: a quotation mark that opens here is not closed ({error})"
                continue
            number += len(taken)
            yield number, _leniently(taken, delimiter)
            continue
        except UNREADABLE as error:
            yield number + len(taken), f"the file cannot be read on ({error})"
            return
        if row is None:
            return
        number += len(taken)
        if row:
            yield number, row


def _taken(source: Iterator[str], pushed_back: "deque[str]", taken: list[str]) -> Iterator[str]:
    while True:
        line = pushed_back.popleft() if pushed_back else next(source, None)
        if line is None:
            return
        taken.append(line)
        yield line


def _leniently(line: list[str], delimiter: str) -> list[str] | str:
    """Read a line that breaks the rules within itself (`"a"b,c`) as most programs do."""
    try:
        return next(csv.reader(line, delimiter=delimiter), [])
    except csv.Error as error:
        return f"not readable as CSV ({error})"


def _open(path: Path) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")
