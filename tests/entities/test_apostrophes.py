"""A curly apostrophe makes no other country of a "People’s Republic"."""

import pytest

from watchwire.entities import build_entities, country_codes_in_phrase
from watchwire.language import language_for
from watchwire.model import Article

CASES = [
    ("Democratic People's Republic of Korea", "KP"),
    ("Democratic People’s Republic of Korea", "KP"),
    ("People’s Republic of China", "CN"),
    ("Lao People’s Democratic Republic", "LA"),
    ("Republic of Korea", "KR"),
    ("Russia’s", "RU"),
]


@pytest.mark.parametrize(("phrase", "code"), CASES)
def test_a_phrase(phrase: str, code: str) -> None:
    assert country_codes_in_phrase(phrase) == (code,)


@pytest.mark.parametrize(("phrase", "code"), CASES[:5])
def test_a_text(phrase: str, code: str) -> None:
    analysis = language_for("en").analyse(Article(f"Envoys of the {phrase} met on Monday.", language="en"))
    assert {c for entity in build_entities(analysis, []) for c in entity.countries} == {code}
