"""A table of separated values: any encoding and separator, row by row, past rows that cannot be read."""

import csv
import gzip
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast

from watchwire.errors import SourceError
from watchwire.sources.decode import decode

_SAMPLE = 1 << 16
_LONGEST_CELL = 1 << 24
_BEYOND = "\0beyond"
"""The key under which the reader holds values beyond the columns; no heading can be it."""
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
    except (OSError, EOFError) as error:
        raise SourceError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    _, encoding = decode(head.rpartition(b"\n")[0] or head)
    first = head.decode(encoding, errors="replace").partition("\n")[0]
    if not first.strip():
        raise SourceError(f"{path}: the first line must name the columns, and it is empty")
    delimiter = max(_SEPARATORS, key=first.count)
    named = "utf-8-sig" if encoding == "utf-8" else encoding
    with _open(path) as stream, io.TextIOWrapper(stream, named, errors="replace", newline="") as text:
        reader = csv.DictReader(text, delimiter=delimiter, restkey=_BEYOND)
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                yield reader.line_num, f"not readable as CSV ({error})"
                continue
            except (OSError, EOFError) as error:
                yield reader.line_num, f"the file cannot be read on ({error})"
                return
            if row is None:
                return
            headings = reader.fieldnames or ()
            column = joins(headings) if joins is not None and row.get(_BEYOND) else None
            if column is not None:
                row = _joined(row, headings, column, delimiter)
            yield (
                reader.line_num,
                {key: value or "" for key, value in row.items() if isinstance(key, str) and key != _BEYOND},
            )


def _joined(row: dict[str, Any], headings: Sequence[str], column: str, delimiter: str) -> dict[str, Any]:
    """Put the pieces of a cut value together; what follows moves back to its column."""
    cells = [row[heading] for heading in headings] + list(row[_BEYOND])
    at = headings.index(column)
    extra = len(cells) - len(headings)
    whole = delimiter.join(cells[at : at + extra + 1])
    return dict(zip(headings, [*cells[:at], whole, *cells[at + extra + 1 :]], strict=True))


def _open(path: Path) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")
