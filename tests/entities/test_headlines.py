"""Names in headlines, full names before acronyms, and kinds of bodies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.entities import build_entities
from watchwire.entities.expansions import expansions
from watchwire.entities.headlines import headline_spans
from watchwire.entities.mentions import find_mentions
from watchwire.language import Analysis, Name
from watchwire.model import Article, Span


def found(text: str, *names: tuple[str, str]) -> list[str]:
    held = tuple(Name(Span(text.index(n), text.index(n) + len(n)), label) for n, label in names)
    analysis = Analysis(Article(text, language="en"), names=held)
    return [mention.span.of(text) for mention in find_mentions(analysis, [])]


STORY = "\n\nWendy Quill met the council on Monday. They spoke for a while about the harbour and about fishing."


@pytest.mark.parametrize(
    ("headline", "name", "label", "kept"),
    [
        ("Deputy Secretary Quill’s Meetings With Harbour Councils", "Quill’s Meetings", "person", ["Quill"]),
        ("Troubling Detentions of Political Figures Continue", "Detentions of Political Figures", "organization", []),
        ("Minister Zbigniew Krawczyk Begins Harbour Talks Today", "Zbigniew Krawczyk", "person", ["Zbigniew Krawczyk"]),
    ],
)
def test_headlines(headline: str, name: str, label: str, kept: list[str]) -> None:
    text = headline + STORY
    assert found(text, (name, label), ("Wendy Quill", "person")) == [*kept, "Wendy Quill"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The World Grain and Flour Board (WGFB) met.", ["World Grain and Flour Board"]),
        ("The Research and Self-Help Office (RASHO) met.", ["Research and Self-Help Office"]),
        ("He met the board (WGFB).", []),
        ("the world grain board (WGB) met.", []),
    ],
)
def test_expansions(text: str, names: list[str]) -> None:
    assert [span.of(text) for span in expansions(text)] == names


@given(st.text(alphabet="ABab (). \n", max_size=50))
def test_spans_lie_in_the_text(text: str) -> None:
    for span in (*expansions(text), *headline_spans(text)):
        assert 0 <= span.start < span.end <= len(text)


def test_a_kind_of_body_is_no_name() -> None:
    text = "The Administration spoke."
    analysis = Analysis(Article(text, language="en"), names=(Name(Span(4, 18), "organization"),))
    assert build_entities(analysis, []) == ()


def test_a_body_is_whole() -> None:
    text = "The U.S. Department of the Treasury’s Office of Harbours spoke."
    assert found(text, ("U.S. Department", "organization"), ("Treasury’s Office of Harbours", "organization")) == [
        "U.S. Department of the Treasury",
        "Office of Harbours",
    ]
