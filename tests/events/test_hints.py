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
        ("Maria Lindqvist and Ri Pyong Chol met in Geneva on Monday.", {"meeting"}),
        ("Anna Keller met Maria Lindqvist in Geneva on Monday.", set()),
        ("Northwind Shipping Ltd is controlled by Ri Pyong Chol, the registry shows.", {"ownership"}),
        ("Ri Pyong Chol owns a 40 percent stake in Northwind Shipping Ltd, the registry shows.", {"ownership"}),
        ("Northwind Shipping Ltd is controlled by Anna Keller, the registry shows.", set()),
    ],
)
def test_hints(reader: Reader, text: str, kinds: set[str]) -> None:
    brief = read(reader, text)
    assert {concern.kind for concern in brief.concerns if concern.confidence is None} == kinds
    for concern in brief.concerns:
        assert concern.span.of(text)
        assert concern.unsaid or concern.confidence is not None


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


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("Northwind Shipping Ltd has provided financial support to Ri Pyong Chol.", False),
        ("Northwind Shipping Ltd sent millions of dollars to Ri Pyong Chol, the indictment says.", False),
        ("The dealer was designated for having materially assisted Ri Pyong Chol.", False),
        ("Northwind Shipping Ltd operated on behalf of Ri Pyong Chol.", True),
        ("A trader acted on Ri Pyong Chol's behalf in the purchase of diamonds.", True),
        ("Anna Keller is a financier for Ri Pyong Chol, the ministry said.", True),
        ("Northwind Shipping Ltd sold 600 engines to Ri Pyong Chol last year.", False),
        ("Northwind Shipping Ltd bought gold from Ri Pyong Chol last year.", False),
        ("Anna Keller raised money on the orders of Ri Pyong Chol.", True),
    ],
)
def test_who_supports_a_listed_party_or_acts_for_it(reader: Reader, text: str, acting: bool) -> None:
    brief = read(reader, text)
    (concern,) = (concern for concern in brief.concerns if concern.kind == "support")
    names = {entity.id: entity.name for entity in brief.entities}
    assert [names[key] for key in concern.receivers] == ["Ri Pyong Chol"]
    assert concern.span.of(text)
    assert ("what was done for it" in concern.unsaid) is acting
    assert "un-1718-8d" in [measure.id for measure in concern.measures]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Keller supports Ri Pyong Chol, she said.",
        "Anyone who provides support to Ri Pyong Chol risks sanctions.",
        "We will target those who provide support to Ri Pyong Chol.",
        "Northwind Shipping Ltd did not send money to Ri Pyong Chol.",
        "Ri Pyong Chol provided support to Anna Keller.",
        "Northwind Shipping Ltd sent a letter to Ri Pyong Chol.",
    ],
)
def test_what_is_no_support_of_a_listed_party(reader: Reader, text: str) -> None:
    assert not [concern for concern in read(reader, text).concerns if concern.kind == "support"]


def test_a_launch_has_one_side_and_stands_in_the_first_paragraph(reader: Reader) -> None:
    brief = read(reader, "North Korea fired a missile into the sea on Monday, Seoul said.")
    (concern,) = brief.concerns
    assert (concern.activity, concern.providers, concern.receivers) == ("missile-test", ("KP",), ())
    assert "whether the missile was a ballistic one" in concern.unsaid
    text = render_markdown(brief)
    assert "a launch of a ballistic missile or satellite by North Korea, which UN" in text
    assert "→ not said" not in text
