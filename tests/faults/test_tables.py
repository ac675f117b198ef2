"""Tables that are damaged: no row is swallowed."""

from pathlib import Path

import pytest

from tests.faults.commands import run
from watchwire.sources.table import table_rows


@pytest.mark.parametrize("at", [0, 3, 8])
def test_an_open_quotation_mark_swallows_no_rows(at: int, tmp_path: Path) -> None:
    names = [f"Nobody Whatever {number}" for number in range(9)]
    names[at] = '"Ri Pyong Chol'
    path = tmp_path / "names.csv"
    path.write_text("name,kind\n" + "".join(f"{name},person\n" for name in names))
    rows = list(table_rows(path))
    told = [row for _, row in rows if isinstance(row, str)]
    read = [row for _, row in rows if isinstance(row, dict)]
    assert len(told) == 1
    assert "quotation mark" in told[0]
    assert [row["name"] for row in read][-1] == names[-1 if at != 8 else 7]
    assert len(read) >= 8
    done = run("screen", "--csv", path)
    assert (done.code, f"line {at + 2}" in done.err) == (1, True)


def test_a_cell_over_several_lines_is_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text('name,kind\n"Nobody\nWhatever",person\n"a ""b"" c",person\nx,\n')
    rows = [row for _, row in table_rows(path)]
    assert [row["name"] for row in rows if isinstance(row, dict)] == ["Nobody\nWhatever", 'a "b" c', "x"]


def test_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes("name,kind\nNobody Whatever,person\n".encode("utf-16"))
    assert [row["name"] for _, row in table_rows(path) if isinstance(row, dict)] == ["Nobody Whatever"]


def test_rows_on_further_sheets_are_told(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["name"])
    book.active.append(["Ivan Petrovich"])
    for title, state in (("more", "visible"), ("put away", "hidden"), ("empty", "visible")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        if title != "empty":
            sheet.append(["name"])
            sheet.append(["Anna Karenina"])
    book.save(tmp_path / "clients.xlsx")
    done = run("lists", "add", tmp_path / "clients.xlsx", "--library", tmp_path / "library")
    assert done.code == 0
    for title in ("more", "put away"):
        assert f"sheet “{title}”: 2 rows; only the first sheet is read" in done.err
    assert "empty" not in done.err


def test_a_workbook_whose_first_sheet_has_no_names_is_told_its_columns(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["remark"])
    book.active.append(["nothing"])
    book.save(tmp_path / "clients.xlsx")
    done = run("lists", "add", tmp_path / "clients.xlsx", "--library", tmp_path / "library")
    assert done.code == 1
    assert "without a column of names (its columns: remark)" in done.err
