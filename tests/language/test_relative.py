"""Which noun a relative clause is about."""

import pytest

from watchwire.language import language_for
from watchwire.language.relative import antecedent_of
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
