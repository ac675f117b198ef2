"""Journeys, meetings, ownership and positions of listed parties: of less weight, and only where they are."""

from datetime import date

import pytest

from watchwire.brief import render_markdown
from watchwire.model import Article, Brief, Published
from watchwire.read import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Brief:
    return reader.brief(Article(text, language="en", published=Published(date(2023, 9, 12), "given", "given")))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ri Pyong Chol travelled to Russia on Monday.", {"travel"}),
        ("Ri Pyong Chol visited a farm in North Korea on Monday.", set()),
        ("Sergei Lavrov met Ri Pyong Chol in Moscow on Monday.", {"meeting"}),
        ("Anna Keller met Maria Lindqvist in Geneva on Monday.", set()),
        ("Northwind Shipping Ltd is controlled by Ri Pyong Chol, the registry shows.", {"ownership"}),
        ("Ri Pyong Chol owns a 40 percent stake in Northwind Shipping Ltd, the registry shows.", {"ownership"}),
        ("Northwind Shipping Ltd is controlled by Anna Keller, the registry shows.", set()),
    ],
)
def test_hints(reader: Reader, text: str, kinds: set[str]) -> None:
    brief = read(reader, text)
    assert {concern.kind for concern in brief.concerns} == kinds
    for concern in brief.concerns:
        assert concern.span.of(text)
        assert concern.unsaid


def test_a_travel_ban_is_named_with_its_exemption(reader: Reader) -> None:
    (concern,) = read(reader, "Ri Pyong Chol travelled to Russia on Monday.").concerns
    assert "un-1718-8e" in [measure.id for measure in concern.measures]
    text = render_markdown(read(reader, "Ri Pyong Chol travelled to Russia on Monday."))
    assert "of less weight" in text
    assert "exempt" in text


def test_all_who_meet_at_once_are_one_concern(reader: Reader) -> None:
    text = "Ri Pyong Chol was received by Minister Anna Keller and the governor of that region, Oleg Lindqvist."
    brief = read(reader, text)
    names = {entity.id: entity.name for entity in brief.entities}
    (concern,) = (concern for concern in brief.concerns if concern.kind == "meeting")
    sides = {names[key] for key in (*concern.providers, *concern.receivers)}
    assert sides == {"Ri Pyong Chol", "Anna Keller", "Oleg Lindqvist"}
