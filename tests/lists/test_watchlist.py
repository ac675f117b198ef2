"""A user's own CSV is a list like the others."""

from datetime import date
from pathlib import Path

import pytest

from watchwire.errors import ListError
from watchwire.lists import Library, load_bundle
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.model import NameQuality, PartyKind

FULL = """id;Name;aliases;weak_aliases;kind;birth_date;country;listed_on;programme;imo
7;Casimir Thistlewood;C. Thistlewood; Kazimir Thistlewood;Caz;person;1961-04;Norway; 2024-01-02;clients;
8;Blue Heron;;;vessel;;;someday;;9074729
9;;;;;;;;;
10;Odd Kind;;;king;never;Atlantis;;;
"""


def load(tmp_path: Path, text: str, name: str = "My clients.csv"):  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_bundle(Bundle.from_paths([path]))


def test_rows_become_parties_and_faults_are_named(tmp_path: Path) -> None:
    text = FULL.replace("C. Thistlewood; Kazimir", '"C. Thistlewood; Kazimir').replace(
        "Thistlewood;Caz", 'Thistlewood";Caz'
    )
    loaded = load(tmp_path, text)
    assert loaded.list == "own-my-clients"
    first, ship, odd = loaded.parties
    assert first.id == "own-my-clients:7"
    assert [(n.full, n.quality) for n in first.names][-1] == ("Caz", NameQuality.WEAK)
    assert len(first.names) == 4
    assert first.countries == ("NO",)
    assert str(first.listing.listed_on) == "2024-01-02"
    assert str(first.birth_dates[0]) == "1961-04"
    assert (ship.kind, ship.identifiers[0].value) == (PartyKind.VESSEL, "9074729")
    assert odd.kind is PartyKind.OTHER
    told = [str(problem) for problem in loaded.problems]
    for part in ("'someday'", "no name", "'king'", "'never'", "'Atlantis'"):
        assert any(part in line and "line" in line for line in told), part


def test_a_name_is_enough(tmp_path: Path) -> None:
    assert [p.caption for p in load(tmp_path, "name\nAda Quill\n", "x.csv").parties] == ["Ada Quill"]


@pytest.mark.parametrize("text", ["title\nx\n", ""])
def test_another_table_is_not_taken_for_one(tmp_path: Path, text: str) -> None:
    with pytest.raises(ListError):
        load(tmp_path, text)


def test_it_screens(tmp_path: Path) -> None:
    from watchwire import screen

    path = tmp_path / "own.csv"
    path.write_text("name,aliases\nCasimir Thistlewood,Kazimir Thistlewood\n")
    library = Library(tmp_path / "library")
    library.add(Bundle.from_paths([path]), "own")
    assert screen("Kasimir Thistlewood", library)[0].party.id == "own-own:line-2"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"Full Name,DOB,Nationality,Colour\nAda Quill,1961-04,Norway,red\n"),
        ("a.csv", "﻿Full Name;DOB;Nationality;Colour\r\nAda Quill;1961-04;Norway;red\r\n".encode()),
        ("a.tsv", "FULL NAME\tdob\tnationality\tcolour\nAda Quill\t1961-04\tNorway\tred\n".encode("utf-16")),
        ("a.csv", "Full Name\tDOB\tNationality\tColour\nAda Quill\t1961-04\tNorway\tred\n".encode("utf-16-le")),
        ("a.csv", "full_name,dob,nationality,colour\nAda Quill,1961-04,Norway,ros\xe9\n".encode("cp1252")),
        ("a.txt", b"First Name|Last Name|Year of Birth|Country Code|Colour\nAda|Quill|1961-04|NO|red\n"),
    ],
)
def test_tables_as_people_save_them(name: str, data: bytes) -> None:
    loaded = load_bundle(Bundle((ListFile(name, data),)))
    (ada,) = loaded.parties
    assert (ada.id, ada.caption, str(ada.birth_dates[0]), ada.countries) == (
        "own-a:line-2",
        "Ada Quill",
        "1961-04",
        ("NO",),
    )
    (note,) = loaded.problems
    assert "columns left aside: colour" in str(note).lower()


def test_an_excel_workbook(tmp_path: Path) -> None:
    from datetime import datetime

    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Client Name", "Type", "Date listed", "IMO No", "Client ID"])
    book.active.append(["Blue Heron", "Ship", datetime(2024, 1, 2), 9074729, 8])
    book.save(tmp_path / "own.xlsx")
    (ship,) = load_bundle(Bundle.from_paths([tmp_path / "own.xlsx"])).parties
    assert (ship.id, ship.kind, str(ship.listing.listed_on)) == ("own-own:8", PartyKind.VESSEL, "2024-01-02")
    assert ship.identifiers[0].value == "9074729"


def test_a_map_of_headings_is_kept_with_the_snapshot(tmp_path: Path) -> None:
    from watchwire.lists.publishers.watchlist import column_map

    path = tmp_path / "own.csv"
    path.write_text("Kunde,Geburtstag\nAda Quill,25.3.1973\n", encoding="utf-8")
    library = Library(tmp_path / "library")
    with pytest.raises(ListError, match="without a column of names"):
        library.add(Bundle.from_paths([path]), "own")
    pairs = {"Kunde": "name", "Geburtstag": "birth_date"}
    added = library.add(Bundle((*Bundle.from_paths([path]).files, column_map(pairs))), "own")
    for parsed in (tmp_path / "library" / "parsed").iterdir():
        parsed.unlink()
    (ada,) = library.parties(added.snapshot)
    assert (ada.caption, str(ada.birth_dates[0])) == ("Ada Quill", "1973-03-25")
    with pytest.raises(ListError, match="no column nonsense"):
        column_map({"Kunde": "nonsense"})


def test_a_name_with_a_comma_and_no_quotes_is_told() -> None:
    loaded = load_bundle(Bundle((ListFile("own.csv", b"name,country\nPUTIN, Vladimir,RU\n"),)))
    assert "3 cells, but 2 headings" in str(loaded.problems[0])


@pytest.mark.parametrize("at", [0, 3, 8])
def test_an_open_quotation_mark_costs_its_own_row_only(at: int, tmp_path: Path) -> None:
    names = [f"Nobody Whatever {number}" for number in range(9)]
    names[at] = '"Ri Pyong Chol'
    loaded = load(tmp_path, "name,kind\n" + "".join(f"{name},person\n" for name in names))
    assert len(loaded.parties) == 8
    [told] = map(str, loaded.problems)
    assert f"line {at + 2}" in told
    assert "quotation mark" in told


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("1965 or 1966", ["1965", "1966"]),
        ("15.4.1957, 22.2.1958", ["1957-04-15", "1958-02-22"]),
        ("a) 1964 b) 28.8.1962", ["1964", "1962-08-28"]),
        ("10.2.1983 (or 10.3.1983)", ["1983-02-10", "1983-03-10"]),
        ("between 1960 and 1962", ["1960..1962"]),
        ("1967-1969.", ["1967..1969"]),
    ],
)
def test_several_birth_dates_in_a_cell(tmp_path: Path, cell: str, dates: list[str]) -> None:
    table = tmp_path / "own.csv"
    table.write_text(f'name,birth_date\nBertil Hakansson,"{cell}"\n', encoding="utf-8")
    loaded = load_bundle(Bundle.from_paths([table]))
    assert [str(born) for born in loaded.parties[0].birth_dates] == dates
    assert not loaded.problems


def test_headings_of_programmers_and_the_plainest_of_two_for_names(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        "customer,name,entityType,passportNumber,startDate\n17,Bertil Hakansson,LegalEntity,K 998,2021-05-06\n",
        encoding="utf-8",
    )
    loaded = load_bundle(Bundle.from_paths([table]))
    (party,) = loaded.parties
    assert party.caption == "Bertil Hakansson"
    assert party.kind is PartyKind.ORGANIZATION
    assert [(item.kind, item.value) for item in party.identifiers] == [("passport", "K 998")]
    assert party.listing.listed_on == date(2021, 5, 6)
    assert [str(problem) for problem in loaded.problems] == ["own.csv, heading: columns left aside: customer"]
