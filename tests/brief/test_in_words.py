"""A happening whose sides are not sure is told in the words of the text, and shown by what is sure of it."""

from dataclasses import replace

import pytest

from watchwire.brief.contract import brief_record
from watchwire.brief.story import sections, told_by_sides, told_in_words
from watchwire.confidence import Level, shown_from
from watchwire.model import Article, Brief, Confidence
from watchwire.read import Reader

TEXT = "In the north, gunmen killed five soldiers in Maiduguri on Friday, officials said. A market burned."


@pytest.fixture(scope="module")
def brief() -> Brief:
    return Reader().brief(Article(TEXT, language="en"))


def weighed(brief: Brief, all_of_it: float | None, kind: float) -> Brief:
    """The brief with one event, of such confidence."""
    event = next(event for event in brief.events if event.span.of(TEXT) == "killed")
    sure = Confidence(all_of_it) if all_of_it is not None else None
    return replace(brief, events=(replace(event, confidence=sure, kind_confidence=Confidence(kind)),))


LIKELY = shown_from(Level.LIKELY, "events")
OF_KIND = shown_from(Level.LIKELY, "happenings")


@pytest.mark.parametrize(
    ("all_of_it", "kind", "in_words", "shown"),
    [
        (LIKELY + 0.01, 0.0, False, True),
        (LIKELY - 0.01, OF_KIND + 0.01, True, True),
        (LIKELY - 0.01, OF_KIND - 0.01, True, False),
        (None, 0.0, False, True),
    ],
    ids=["sides are likely", "only the kind is", "nothing is", "a language that is not judged"],
)
def test_by_sides_or_in_words(brief: Brief, all_of_it: float | None, kind: float, in_words: bool, shown: bool) -> None:
    made = weighed(brief, all_of_it, kind)
    (event,) = made.events
    line = told_in_words(made, event) if in_words else told_by_sides(made, event)
    for level, expected in ((Level.ALL, True), (Level.LIKELY, shown)):
        lines = [found for part in sections(made, level) if part.key == "events" for found in part.lines]
        assert lines == ([line] if expected else [])
    assert ("“In the north, gunmen killed five soldiers" in line.text) is in_words
    assert ("→" in line.text) is not in_words


def test_who_tells_it_stands_in_the_words(brief: Brief) -> None:
    (event,) = weighed(brief, 0.0, 1.0).events
    assert event.statement is not None
    assert not any(small.startswith("as told by") for small in told_in_words(brief, event).small)
    assert any(small.startswith("as told by") for small in told_by_sides(brief, event).small)


def test_json_holds_both_and_the_sides(brief: Brief) -> None:
    (event,) = brief_record(weighed(brief, 0.25, 0.75))["events"]
    assert (event["confidence"], event["kind_confidence"]) == (0.25, 0.75)
    assert TEXT[slice(*event["words"])].startswith("In the north, gunmen")
    assert event["actor_spans"] or event["actors"]
