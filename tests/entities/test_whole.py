"""How far the name of a body goes."""

import pytest

from watchwire.entities import build_entities
from watchwire.entities.parts import parts
from watchwire.entities.whole import whole_body
from watchwire.language import Name, language_for
from watchwire.model import Article, Span

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


def test_two_people_in_one_name_are_two() -> None:
    text = "Lopez and Dahl left Oslo."
    assert [name.span.of(text) for name in parts(text, Name(Span(0, 14), "person"))] == ["Lopez", "Dahl"]


def test_a_ship_and_a_state_in_short_are_what_they_are() -> None:
    analysis = language_for("en").analyse(
        Article("The minister boarded USS Sampson in June. The school in Skokie, IL, was closed.", language="en")
    )
    kinds = {entity.name: entity.kind.value for entity in build_entities(analysis, [])}
    assert kinds.get("USS Sampson", "vessel") == "vessel"
    assert kinds.get("IL", "place") == "place"
