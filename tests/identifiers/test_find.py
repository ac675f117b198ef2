"""Numbers in texts and in what people type: `cases.tsv`."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.identifiers import Number, numbers_in, only_number, typed_numbers
from watchwire.identifiers.keys import key_of, keys_of, same

ROWS = [
    ([*line.split("\t"), "", ""])[:3]
    for line in (Path(__file__).with_name("cases.tsv")).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
][1:]


def told(numbers: list[Number]) -> list[str]:
    return [f"{number.kind or '?'}={number.value}" for number in numbers]


@pytest.mark.parametrize(("text", "found", "typed"), ROWS, ids=[row[0] for row in ROWS])
def test_cases(text: str, found: str, typed: str) -> None:
    expected = [item for item in found.split("; ") if item]
    assert told(numbers_in(text)) == expected
    assert told(typed_numbers(text)) == ([item for item in typed.split("; ") if item] or expected)


@given(st.text(max_size=200))
def test_places_are_those_of_the_text(text: str) -> None:
    for number in typed_numbers(text):
        assert text[number.start : number.end] == number.value
        assert 0 <= number.whole_start <= number.start
    only_number(text)


@pytest.mark.parametrize(
    ("kind", "listed", "asked"),
    [
        ("imo", "9074729", "IMO 9074729"), ("tax", "BG-175-074-752", "bg175074752"), ("passport", "AB 1234567", "AB1234567"),
        ("website", "https://www.drinov-lines.example/", "drinov-lines.example"), ("email", "A@B.example", "mailto:a@b.example"),
        ("phone", "+359 (52) 600-100", "0035952600100"), ("phone", "+359 (52) 600-100", "052 600 100"), ("aircraft", "EP-GQX", "epgqx"),
        ("passport", "A1234567; B7654321", "B7654321"),
    ],
)  # fmt: skip
def test_one_number_written_differently(kind: str, listed: str, asked: str) -> None:
    assert same(kind, asked, listed)
    assert key_of(kind, asked) in keys_of(kind, listed)


@pytest.mark.parametrize(
    ("kind", "listed", "asked"),
    [
        ("phone", "+359 52 600 100", "+7 52 600 101"),
        ("website", "https://a.example/x", "a.example"),
        ("tax", "123", "123"),
    ],
)
def test_others(kind: str, listed: str, asked: str) -> None:
    assert not same(kind, asked, listed)
