"""Identifying numbers in running text lead to their parties, and speak against a ship that has another."""

from pathlib import Path

import pytest

import watchwire
from tests.support.own_lists import library_of
from watchwire.lists import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("numbers")
    return library_of(folder)


CASES = [
    ("The tanker, IMO 9074729, left Varna on Monday.", "own-harbour:V1", "strong", "9074729"),
    ("A vessel with MMSI 351297000 was seen off Burgas, he said.", "own-harbour:V1", "strong", "351297000"),
    ("He travels on passport H4471902, the police said.", "own-harbour:P1", "possible", "H4471902"),
    ("The company (LEI 529900T8BM49AURSDO55) did not answer.", "own-harbour:C1", "strong", "529900T8BM49AURSDO55"),
    ("Nothing but 529900T8BM49AURSDO55 stood on the paper.", "own-harbour:C1", "strong", "529900T8BM49AURSDO55"),
    ("The SWIFT code DRLNBGSF is the bank's.", "own-harbour:C1", "strong", "DRLNBGSF"),
    ("Its tax number BG175074752 was struck off.", "own-harbour:C1", "strong", "BG175074752"),
    ("The money went to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT on Monday.", "own-harbour:C2", "strong", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
    ("Write to office@drinov-lines.example for more.", "own-harbour:C1", "possible", "office@drinov-lines.example"),
    ("More at www.drinov-lines.example, it says.", "own-harbour:C1", "possible", "www.drinov-lines.example"),
    ("Call +359 52 600 100 for a berth.", "own-harbour:C1", "possible", "+359 52 600 100"),
    ("ИНН BG175074752 указан в реестре.", "own-harbour:C1", "strong", "BG175074752"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "party", "band", "words"), CASES)
def test_a_number_leads_to_its_party(library: Library, text: str, party: str, band: str, words: str) -> None:
    matches = watchwire.scan(text, library)
    assert [(match.party.id, match.band.value) for match in matches] == [(party, band)]
    assert matches[0].span is not None
    assert matches[0].span.of(text) == words
    assert matches[0].comparison.reasons[0].feature == "identifier"


NONE = [
    "The tanker, IMO 9074728, left Varna.",  # a check digit that does not fit
    "He counted 9074729 grains of sand.",  # no label
    "The number 351297000 won.",
    "Taylor Swift sang; the code was DRLNBGXX.",
    "A passport H4471903 was found.",
    "529900T8BM49AURSDO54 has a wrong check digit.",
    "See www.drinov-lines.example.org for another firm, or info@drinov-lines.example.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_such_number(library: Library, text: str) -> None:
    assert watchwire.scan(text, library) == []


def test_another_number_beside_a_ship(library: Library) -> None:
    right, wrong = (
        watchwire.scan(f"The tanker Amber Sparrow (IMO {number}) sailed on Monday.", library)[0]
        for number in ("9074729", "9187629")
    )
    assert right.band.value == "strong"
    assert wrong.band.value == "weak"
    assert "listed 9074729" in wrong.comparison.reasons[0].detail


def test_a_party_named_and_numbered_is_told_once(library: Library) -> None:
    text = "The tanker Amber Sparrow (IMO 9074729, MMSI 351297000) sailed on Monday."
    assert [match.party.id for match in watchwire.scan(text, library)] == ["own-harbour:V1"]
