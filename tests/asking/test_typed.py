"""What is read in typed texts: `cases.tsv`."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.asking import understand

ROWS = [
    [*line.split("\t"), "", "", ""][:4]
    for line in Path(__file__).with_name("cases.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
][1:]


@pytest.mark.parametrize(("typed", "names", "numbers", "ship"), ROWS, ids=[row[0] for row in ROWS])
def test_cases(typed: str, names: str, numbers: str, ship: str) -> None:
    found = understand(typed)
    assert " | ".join(found.names) == names
    assert "; ".join(f"{number.kind or '?'}={number.value}" for number in found.numbers) == numbers
    assert found.vessel is (ship == "yes")


@given(st.text(max_size=120))
def test_any_text_is_read_as_something(text: str) -> None:
    found = understand(text)
    assert found.names or found.numbers
    assert len(found.names) <= 8


@given(
    st.lists(
        st.sampled_from(
            [
                "aka",
                "A/K/A",
                "(",
                ")",
                "/",
                "so-called",
                "M/V",
                "“",
                "”",
                ";",
                "Drinov",
                "Янтарь",
                "IMO 9074729",
                "12345",
                "&amp;",
                ".",
            ]
        ),
        max_size=12,
    )
)
def test_any_mixture_of_marks_is_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = understand(text)
    assert found.names or found.numbers
    if "Drinov" in text:
        assert any("Drinov" in name for name in found.names)
