"""Who acts, and what is an event: one sentence a row."""

import pytest

from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.language import language_for
from watchwire.model import Article, Event
from watchwire.statements import build_statements


def events(text: str) -> tuple[dict[str, str], tuple[Event, ...]]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    found = build_events(analysis, entities, build_statements(analysis, entities), ())
    return {entity.id: entity.name for entity in entities}, found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Norway released the hostages.", "yield"),
        ("Norway released a statement.", ""),
        ("Norway released the results of the audit.", ""),
        ("Norway attacked the port.", "assault"),
        ("Norway attacked the decision.", ""),
        ("Norway dismissed the claim.", "reject"),
        ("Maria Lindqvist was dismissed from the board.", ""),
        ("Norway extended the truce.", "yield"),
        ("Norway extended its sanctions.", "coerce"),
    ],
)
def test_what_is_an_event(text: str, kept: str) -> None:
    assert " ".join(event.type for event in events(text)[1]) == kept


def test_who_stands_in_a_relative_clause() -> None:
    names, found = events("Erik Dahl said the turnout honoured the miners who demonstrated in Norway.")
    assert not any(
        "Erik Dahl" in [names[actor] for actor in event.actors] for event in found if event.mode == "protest"
    )
