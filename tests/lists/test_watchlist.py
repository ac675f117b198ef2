"""A user's own CSV is a list like the others."""

from pathlib import Path

import pytest

from watchwire.errors import ListError
from watchwire.lists import Library, load_bundle
from watchwire.lists.bundle import Bundle
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


@pytest.mark.parametrize("text", ["name,colour\nAda,red\n", "title\nx\n", ""])
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
