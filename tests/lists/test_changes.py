"""What changed: updates from elsewhere, differences, history, refusals that say what a file looks like."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.lists.test_subjects import entry
from watchwire.errors import ListError
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.diff import changed_fields, difference
from watchwire.lists.history import history
from watchwire.lists.publisher import load_bundle
from watchwire.lists.update import Feed, default_limits, update
from watchwire.model import Listing, PartyName

FIXTURES = Path(__file__).parent / "fixtures"
UN = (FIXTURES / "un.xml").read_bytes()


def test_the_order_of_aliases_is_no_change_and_the_primary_name_is() -> None:
    one = replace(entry("un-sc:1", "A B"), names=(PartyName("A B"), PartyName("C D"), PartyName("E F")))
    assert changed_fields(one, replace(one, names=(one.names[0], one.names[2], one.names[1]))) == {}
    assert list(changed_fields(one, replace(one, names=(one.names[1], one.names[0], one.names[2])))) == ["names"]


def test_a_difference_read_backwards_is_its_mirror() -> None:
    old, new = (entry("x:1", "A"), entry("x:2", "B")), (entry("x:2", "B C"), entry("x:10", "D"), entry("x:3", "E"))
    there, back = difference(old, new), difference(new, old)
    assert ([p.id for p in there.added], [p.id for p in there.removed]) == (["x:10", "x:3"], ["x:1"])
    assert (there.added, there.removed) == (back.removed, back.added)
    assert [c.fields["names"] for c in there.changed] == [c.fields["names"][::-1] for c in back.changed]


def test_history_tells_of_snapshots_and_of_dates_inside(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add(Bundle((ListFile("un.xml", UN.replace(b"2024-03-01", b"2023-01-01")),)), "old")
    library.add(Bundle((ListFile("un.xml", UN.replace(b"Vice Chairman", b"Chairman")),)), "new")
    told = [(str(step.day), step.what, step.by) for step in history(library, "KPi.076")]
    assert told == [
        ("2017-12-22", "listed", "date"),
        ("2023-01-01", "held", "snapshot"),
        ("2024-02-17", "amended", "date"),
        ("2024-03-01", "changed", "snapshot"),
    ]


def test_a_file_or_a_folder_stands_in_for_an_address(tmp_path: Path) -> None:
    library, folder = Library(tmp_path / "library"), tmp_path / "mirror"
    folder.mkdir()
    (folder / "un.xml").write_bytes(UN)
    feed = Feed("un-sc", "UN", (str(folder),))
    (first,) = update(library, (feed,), default_limits())
    assert (first.state, first.change) == ("new", None)
    newer = UN.replace(b"2024-03-01", b"2024-04-01").replace(b"XXi.001", b"XXi.002").replace(b"Vice Chairman", b"Chair")
    (folder / "un.xml").write_bytes(newer)
    (second,) = update(library, (feed,), default_limits())
    assert (second.state, second.change) == ("new", (1, 1, 1))
    (third,) = update(library, (feed,), default_limits())
    assert third.state == "unchanged"
    (missing,) = update(library, (replace(feed, files=(str(tmp_path / "nowhere"),)),), default_limits())
    assert missing.state == "failed"
    assert "nowhere" in missing.message


def ods(text: str) -> bytes:
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "like"),
    [
        ("conlist.ods", ods("<x>Name 6 Group ID</x>"), "the OFSI ConList in ODS; save it as CSV"),
        ("list.ods", ods("<x/>"), "an OpenDocument table"),
        ("list.xml", b"<!DOCTYPE html><html><body>Log in", "a web page"),
        ("list.pdf", b"%PDF-1.7", "a PDF"),
        ("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x", "an Excel 97 workbook"),
        ("conlist.xml", b"<ArrayOfFinancialSanctionsTarget>", "the OFSI ConList in XML; fetch ConList.csv"),
        ("eu.xml", b'<?xml version="1.0"?><WHOLE Date="2018-01-01">', "version 1.0"),
        ("sdn.del", b'36|"X"|-0- ', "OFAC's delimited"),
        ("x.json", b'{"a": 1}', "JSON of a format that is not known"),
        ("x.csv", b"title;size\r\na;1\r\n", 'name the column: --map "Heading=name"'),
        ("x.csv", b"", "an empty file"),
    ],
)
def test_a_refused_file_names_what_it_looks_like(name: str, data: bytes, like: str) -> None:
    with pytest.raises(ListError, match="no known list format") as refused:
        load_bundle(Bundle((ListFile(name, data),)))
    assert like in str(refused.value)


@pytest.mark.data
@pytest.mark.parametrize(
    ("paths", "added", "removed"),
    [
        (("un/un-sc-2020-03-20.xml", "un/un-sc-2026-02-27.xml"), 96, 107),
        (("uk/ofsi/conlist-2018-04-13.csv.gz", "uk/ofsi/conlist-2020-04-27.csv.gz"), None, None),
        (("uk/ofsi-conlist-2023-06.xlsx", "uk/ofsi-conlist-2025-04.xlsx"), None, None),
    ],
)
def test_differences_of_real_files(
    real_lists: Path, paths: tuple[str, str], added: int | None, removed: int | None
) -> None:
    """The counts of the UN were taken from the two files' REFERENCE_NUMBERs, outside this code."""
    old, new = (load_bundle(Bundle.from_paths([real_lists / path])) for path in paths)
    assert old.list == new.list
    found = difference(old.parties, new.parties)
    before, after = {p.id for p in old.parties}, {p.id for p in new.parties}
    assert [p.id for p in found.added] == sorted(after - before)
    assert [p.id for p in found.removed] == sorted(before - after)
    if added is not None:
        assert (len(found.added), len(found.removed)) == (added, removed)
    assert [c.party.id for c in found.changed] == sorted(c.party.id for c in found.changed)
    assert date(2018, 1, 1) < (new.version or date.max)
    assert all(isinstance(p.listing, Listing) for p in found.added)
