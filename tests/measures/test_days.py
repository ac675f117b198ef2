"""Whose day's law counts where a text tells several deeds of a kind, some of them before there was a measure."""

from datetime import date

import pytest

from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.language import find_dates, language_for
from watchwire.measures import find_concerns
from watchwire.model import Article, Concern, Event, Span
from watchwire.statements import build_statements

CASES = [
    (
        "North Korea first tested a nuclear device on 9 October 2006. North Korea conducted a nuclear test on Sunday.",
        "conducted a nuclear test on Sunday",
        "the news counts, and not the background",
    ),
    (
        "North Korea carried out its latest nuclear test, Oslo said. North Korea's first nuclear test was on "
        "9 October 2006.",
        "carried out its latest nuclear test",
        "the latest one",
    ),
    (
        "North Korea carried out a nuclear test. Oslo was silent. North Korea tested a nuclear device on 9 October 2006.",
        "carried out a nuclear test",
        "whatever has no day is told of the article's",
    ),
    ("North Korea tested a nuclear device on 9 October 2003.", "", "there was no measure then"),
]


@pytest.mark.parametrize("day", [date(2014, 9, 12), date(2023, 9, 12), None])
@pytest.mark.parametrize(("text", "told", "why"), CASES)
def test_days(text: str, told: str, why: str, day: date | None) -> None:
    found = _concerns(text, day)
    assert [c.activity for c in found] == (["nuclear-test"] if told else []), why
    assert all(told in c.span.of(text) for c in found), why


def test_one_telling_that_is_covered_is_enough() -> None:
    text = "North Korea tested a nuclear device on 9 October 2003. It was a nuclear test of North Korea's."
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    korea = next(entity.id for entity in entities if entity.name == "North Korea")
    (day,) = find_dates(analysis, None)
    first, again = text.index("tested"), text.rindex("test")
    event = Event("v1", "mobilize", Span(first, first + 6), (korea,), (), "test", date=day)
    joined = Event("v1", "mobilize", event.span, (korea,), (), "test", date=day, also=(Span(again, again + 4),))
    assert not find_concerns(analysis, entities, (), (event,), date(2014, 9, 12))
    (concern,) = find_concerns(analysis, entities, (), (joined,), date(2023, 9, 12))
    assert concern.activity == "nuclear-test"


def _concerns(text: str, day: date | None) -> tuple[Concern, ...]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    statements = build_statements(analysis, entities)
    events = build_events(analysis, entities, statements, find_dates(analysis, day), day)
    return find_concerns(analysis, entities, statements, events, day)
