"""What the confidence sees of a statement's frame, on sentences of our own."""

import pytest

from watchwire.confidence.features import statement_features
from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article
from watchwire.statements import build_statements
from watchwire.statements.told import Told

SEEN = [
    # In which order its parts stand, how the content is governed, and whether all of it is told.
    ("The army said it had left.", "said", "says in the frame: source cue content, ccomp, whole"),
    ("The port was shut, the army said.", "said", "says in the frame: content source cue, ccomp, whole"),
    ("The port was shut, according to the army.", "according to", "all of its clause is told"),
    ("The army said through its office that it had left.", "said", "beside the cue and not told: prep"),
    # Through which verbs its source is reached.
    ("The army said it had left.", "said", "says, reached through its nsubj"),
    ("The army left and said it was late.", "said", "says, reached through conj its nsubj"),
    ("Oslo recalled its plan, accusing Chad of fraud.", "accusing", "holds, reached through advcl its nsubj"),
    ("The army said it had left.", "said", "source right before its cue"),
    ("The army, which was late, said it had left.", "said", "source before its cue, and a remark between"),
    # Who has no name: an office that each country has one of, or somebody of whom more is told.
    ("The army said it had left.", "said", "an office of state speaks, one, the, and no more"),
    ("The harbour's lawyers said it was late.", "said", "a source told nearer by its poss"),
    # With whom what is said begins.
    ("The army said it had left.", "said", "what is said begins with who says so"),
    ("The army said he had left.", "said", "what is said begins with another “he”, behind the cue"),
    # What it is that is no clause.
    ("The army denied the charges.", "denied", "“deny” of act"),
    ("A sailor accused of theft was freed.", "accused of", "nobody's “accuse” as acl"),
    ("Autonomists condemned the attack.", "condemned", "people without a name speak"),
    # Whether what is said can be understood by its own words.
    ("Anna Berg praised her crew.", "praised", "about a pronoun for its speaker"),
    ("Sailors praised it.", "praised", "about a pronoun for nobody known"),
    ("Oslo closed the port. Sailors welcomed the port.", "welcomed", "about what was told of before in a few words"),
    ("Sailors welcomed the move.", "welcomed", "about something new in a few words"),
]


@pytest.mark.parametrize(("text", "cue", "feature"), SEEN)
def test_what_is_seen(text: str, cue: str, feature: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    found = build_statements(analysis, entities)
    statement = next(s for s in found if s.cue_span.of(text).startswith(cue))
    by_id = {entity.id: entity for entity in entities}
    assert feature in set(statement_features(analysis, by_id, statement, Told(found)))
