"""By whom a happening is told, and whose its sides are, as seen before anybody judges it."""

import pytest

from watchwire.confidence.event_features import event_features
from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.language import language_for
from watchwire.model import Article
from watchwire.statements import build_statements
from watchwire.statements.told import Told

CASES = [
    ("Carlo Lund said that Norway attacked Chile.", "its teller: somebody by name"),
    ("Officials said that Norway attacked Chile.", "its teller: somebody in words"),
    ("Norway attacked its neighbour on Monday.", "recipient is somebody's, by a pronoun"),
    ("A gunman killed Carlo Lund in Norway.", "actor is any one, past"),
]


@pytest.mark.parametrize(("text", "feature"), CASES)
def test_features(text: str, feature: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    statements = build_statements(analysis, entities)
    by_id = {entity.id: entity for entity in entities}
    found = build_events(analysis, entities, statements, ())
    assert any(feature in set(event_features(analysis, by_id, event, Told(statements))) for event in found)
