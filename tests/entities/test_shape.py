"""What a name's own words say of it."""

import pytest

from watchwire.entities.shape import is_no_name, kind_by_head, person_within, pieces
from watchwire.language import Name
from watchwire.model import Span

NO_NAMES = [
    ("the Voting Rights Act", "Voting Rights Act", True),
    ("on World Refugee Day 2022", "World Refugee Day 2022", True),
    ("a U.S Embassy", "S Embassy", True),
    ("for COVID-19", "COVI", True),
    ("Hurricane Maria struck", "Hurricane Maria", True),
    ("the Ministry of Health", "Ministry of Health", False),
    ("Zhengzhou Nanbei Instrument Ltd", "Zhengzhou Nanbei Instrument Ltd", False),
    ("under S/RES/2231 of 2015", "S/RES/2231", True),
    ("E.O. 13818 was cited", "E.O. 13818", True),
    ("a late-2023 Extraordinary Congress", "late-2023 Extraordinary Congress", True),
    ("by the LLC there", "LLC", True),
    ("the High Representative", "High Representative", True),
    ("through this TOGETHER!", "TOGETHER", True),
    ("I WON BY A LOT!", "LOT", True),
    ("NATO and UNICEF met", "UNICEF", False),
    ("Viera d. Rockledge", "Viera d. Rockledge", True),
    ("a Joint Vision for it", "Joint Vision", True),
    ("the Harbour Pilot Entry Test", "Harbour Pilot Entry Test", True),
    ("the Institute of Harbour Assessment", "Institute of Harbour Assessment", False),
]


@pytest.mark.parametrize(("text", "name", "none"), NO_NAMES)
def test_no_name(text: str, name: str, none: bool) -> None:
    start = text.index(name)
    assert is_no_name(text, Span(start, start + len(name))) is none


KINDS = [
    (["aegean", "sea"], "place"),
    (["harbour", "bridge"], "place"),
    (["universal", "postal", "union"], "organization"),
    (["north", "korea", "sanctions", "act"], "none"),
    (["mikhail", "gavrilov"], None),
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_kind_by_head(words: list[str], kind: str | None) -> None:
    assert kind_by_head(words) == kind


PEOPLE = [
    ("Presidential Spokesperson Harry Rocha", "Harry Rocha"),
    ("Elijah Cummins", "Elijah Cummins"),
    ("Marat Valeryevich Tyunin", "Marat Valeryevich Tyunin"),
    ("George Mason University", None),
    ("Bond Trading House", None),
]


@pytest.mark.parametrize(("written", "person"), PEOPLE)
def test_person_within(written: str, person: str | None) -> None:
    found = person_within(written, Span(0, len(written)))
    assert (found.of(written) if found is not None else None) == person


PIECES = [
    ("Akulin, Gavrilin", "organization", ["Akulin", "Gavrilin"]),
    ("Northwind Trading, Ltd", "organization", ["Northwind Trading, Ltd"]),
    ("Bureau of Oceans and", "organization", ["Bureau of Oceans"]),
    ("Department’s Building Programme", "organization", ["Building Programme"]),
    ("Tunisia\n\nAmericas", "place", ["Tunisia", "Americas"]),
    ("Removing Anton Karl Berg", "person", ["Anton Karl Berg"]),
]


@pytest.mark.parametrize(("text", "label", "names"), PIECES)
def test_pieces(text: str, label: str, names: list[str]) -> None:
    found = pieces(text, Name(Span(0, len(text)), label))
    assert [name.span.of(text) for name in found] == names
