"""Whom a family name alone stands for, where a text names several who bear it."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article

_TED = "Ted Berg endorsed the plan. Berg said it was good. Berg said it again. "
CASES = [
    (_TED + "A newspaper printed a photo of Anna Berg. “I like it,” Berg said.", "Ted Berg"),
    (_TED + "Anna Berg was glad. “I like it,” Berg said.", "Ted Berg"),
    ("Ted Berg spoke for his wife Anna Berg. “I like it,” Berg said.", "Ted Berg"),
    ("The plan of Ted Berg is old. Anna Berg was glad. “I like it,” Berg said.", "Anna Berg"),
    ("Ted Berg spoke for his wife Anna Berg. “I like it,” Mrs. Berg said.", "Anna Berg"),
    ("Anna Berg spoke for her brother Ted Berg. “I like it,” Mr Berg said.", "Ted Berg"),
    ("Ted Berg spoke in Oslo. “I like it,” Berg said.", "Ted Berg"),
]
"""A text and who is meant by the family name where it stands last."""


def test_a_subject_is_a_name_though_it_is_a_word_too() -> None:
    text = "Donald Trump met Ted Berg. Berg thanked him on Monday. Trump this week also said he would consider naming Ann Lee."
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    at = text.index("Trump this")
    assert [e.name for e in entities if any(m.start == at for m in e.mentions)] == ["Donald Trump"]


@pytest.mark.parametrize(("text", "name"), CASES)
def test_who_bears_it(text: str, name: str) -> None:
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    at = text.rindex("Berg")
    assert [e.name for e in entities if any(m.start <= at < m.end for m in e.mentions)] == [name]


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("Omar Hussein led the fleet. Later King Hussein of Narland arrived in Oslo.", "Hussein of Narland", None),
        ("Omar Hussein led the fleet. Later Mr Hussein arrived in Oslo.", "Hussein arrived", "Omar Hussein"),
        (
            "Hussein bin Talib rules Narland. Later King Hussein arrived in Oslo.",
            "Hussein arrived",
            "Hussein bin Talib",
        ),
        ("Karl Berg fell ill. Later Queen Berg of the carnival danced.", "Berg of the", None),
    ],
)
def test_a_given_name_follows_a_regnal_title(text: str, name: str, who: str | None) -> None:
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    at = text.rindex(name)
    named = [e.name for e in entities if any(m.start <= at < m.end for m in e.mentions)]
    assert named == [who] if who else all(other not in named for other in ("Omar Hussein", "Karl Berg"))
