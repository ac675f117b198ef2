"""What stands around the word that tells an event."""

import pytest

from watchwire.confidence.event_features import event_features
from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.language import language_for
from watchwire.model import Article
from watchwire.statements import build_statements
from watchwire.statements.told import Told


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Norway may have lied, but it arrested Oleg Petrov.", "a doubt near it, asserted, past"),
        ("Did Norway know who it was when it arrested Oleg Petrov?", "in a question"),
        ("“Norway arrested Oleg Petrov. It was wrong.”", "between quotation marks, told by nobody"),
        ("Oleg Petrov is the man whom Norway arrested.", "its clause describes a word for: person"),
        ("Norwegian police arrested two men.", "words for the recipient: few"),
    ],
)
def test_what_stands_around(text: str, feature: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    said = build_statements(analysis, entities)
    by_id = {entity.id: entity for entity in entities}
    found = build_events(analysis, entities, said, ())
    assert any(feature in set(event_features(analysis, by_id, event, Told(said))) for event in found)
