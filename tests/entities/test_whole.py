"""How far the name of a body goes."""

import pytest

from watchwire.entities.whole import whole_body
from watchwire.model import Span

ROWS = [
    (
        "the Lund Institute for Women, Peace and Security said",
        "Lund Institute for Women",
        "Lund Institute for Women, Peace and Security",
    ),
    (
        "the Bureau of Oceans and International Scientific Affairs",
        "Bureau of Oceans",
        "Bureau of Oceans and International Scientific Affairs",
    ),
    (
        "the Norwegian League for the Defence of Human Rights",
        "Norwegian League",
        "Norwegian League for the Defence of Human Rights",
    ),
    ("the Department of State and the Japanese Ministry of Trade", "Department of State", "Department of State"),
    ("the G7 Foreign Ministers met", "G7 Foreign", "G7"),
    ("the Ministry of Defence and Oleg Petrov", "Ministry of Defence", "Ministry of Defence"),
]


@pytest.mark.parametrize(("text", "found", "whole"), ROWS)
def test_whole(text: str, found: str, whole: str) -> None:
    start = text.index(found)
    assert whole_body(text, Span(start, start + len(found))).of(text) == whole
