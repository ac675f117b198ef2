"""What a refused file looks like, and what to do about it."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from watchwire.lists.bundle import Bundle, ListFile

_LOOKED_AT = 65_536
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class _Shape:
    """One thing that people hand over for a list."""

    words: str
    remedy: str
    fits: Callable[[bytes, str], bool]


_SHAPES = (
    _Shape(
        "a web page, not a list",
        "the address may have moved or ask for a login: open it in a browser and save the file itself",
        lambda head, _: b"<html" in head.lower() or b"<!doctype html" in head.lower(),
    ),
    _Shape(
        "a PDF", "publishers give the same list as XML or CSV; fetch that", lambda head, _: head.startswith(b"%PDF")
    ),
    _Shape(
        "an Excel 97 workbook (.xls)",
        "save it as .xlsx or CSV",
        lambda head, _: head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ),
    _Shape(
        "the OFSI ConList in ODS",
        "save it as CSV or .xlsx, or fetch ConList.csv",
        lambda head, name: name.endswith(".ods") and b"Group ID" in head,
    ),
    _Shape("an OpenDocument table (.ods)", "save it as CSV or .xlsx", lambda _, name: name.endswith(".ods")),
    _Shape(
        "the OFSI ConList in XML",
        "fetch ConList.csv, which holds the same",
        lambda head, _: b"ArrayOfFinancialSanctionsTarget" in head,
    ),
    _Shape(
        "the EU list in version 1.0 (WHOLE)",
        "fetch xmlFullSanctionsList_1_1",
        lambda head, _: b"<WHOLE" in head,
    ),
    _Shape(
        "OFAC's delimited or fixed-field text",
        "fetch SDN.CSV with ALT.CSV, ADD.CSV and SDN_COMMENTS.CSV, or SDN_ADVANCED.XML",
        lambda head, name: name.endswith((".del", ".ff", ".pip")) and b"-0-" in head,
    ),
    _Shape("a Word document", "save its table as CSV or .xlsx", lambda _, name: name.endswith((".docx", ".doc"))),
    _Shape("an empty file", "fetch it again", lambda head, _: not head.strip()),
    _Shape(
        "XML of a format that is not known",
        "check which list it is; any list can be given as a table with a column `name`",
        lambda head, _: head.lstrip().startswith(b"<"),
    ),
    _Shape(
        "JSON of a format that is not known",
        "FollowTheMoney and Senzing JSON Lines and the US screening list's JSON are read",
        lambda head, _: head.lstrip().startswith((b"{", b"[")),
    ),
    _Shape(
        "a table without a column of names",
        'name the column: --map "Heading=name"',
        lambda head, name: (
            (name.endswith((".csv", ".tsv", ".txt")) and b"\x00\x00\x00\x00" not in head)
            or name.endswith((".xlsx", ".xlsm"))
        ),
    ),
)


def looks_like(bundle: Bundle) -> str:
    """Return what the files look like and the remedy, as a sentence; "" where nothing is known."""
    for file in bundle.files:
        head = _head(file)
        for shape in _SHAPES:
            if shape.fits(head, file.stem):
                return f"{file.name} looks like {shape.words}{_columns(file, shape)}; {shape.remedy}."
    return ""


def _columns(file: ListFile, shape: _Shape) -> str:
    """Name the columns of a table, read as it is encoded, so that a person sees which one is meant."""
    from watchwire.lists.grid import first_rows  # which knows what a list is, and a list knows this file

    headings = [cell for row in first_rows(file, 1) for cell in row if cell][:_COLUMNS] if shape is _SHAPES[-1] else []
    return f" (its columns: {', '.join(headings)})" if headings else ""


def _head(file: ListFile) -> bytes:
    """Return the beginning of a file, of an OpenDocument's its text."""
    if not file.stem.endswith(".ods"):
        return file.data[:_LOOKED_AT]
    try:
        with zipfile.ZipFile(io.BytesIO(file.packed)) as archive, archive.open("content.xml") as stream:
            return stream.read(_LOOKED_AT * 8)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, RuntimeError, NotImplementedError):
        return b""
