"""Which noun a relative clause is about."""

import pytest

from watchwire.language import language_for
from watchwire.language.relative import antecedent_of, is_governed_apart
from watchwire.model import Article

CASES = [
    ("Kama Bank and Ural Bank, which is designated by Norway, hold the accounts.", "Ural Bank"),
    ("They met Ural Bank, which was designated by Norway.", "Ural Bank"),
]


@pytest.mark.parametrize(("text", "name"), CASES)
def test_antecedent(text: str, name: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    pronoun = next(word for word in analysis.words if word.text == "which")
    noun = antecedent_of(analysis, pronoun, analysis.words[pronoun.head])
    assert text[: noun.end].endswith(name)


APART = [
    ("Oslo listed Belov for acting on behalf of, directly or indirectly, the Red Star Movement.", "Movement", True),
    ("Oslo listed Belov, Petrov and the Red Star Movement.", "Movement", False),
    ("Oslo listed Belov for acting on behalf of the Red Star Movement.", "Movement", False),
]


@pytest.mark.parametrize(("text", "noun", "apart"), APART)
def test_a_preposition_that_a_remark_parts_from_its_noun(text: str, noun: str, apart: bool) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    assert is_governed_apart(analysis, next(word for word in analysis.words if word.text == noun)) is apart
