"""The kept rules of words say of every word what spaCy's own component says."""

from typing import Any

import pytest

from tests.language.test_recogniser import paragraphs
from watchwire.language.english import pipeline
from watchwire.language.word_rules import WordRules, can_keep

_TWO_WORDS = (
    "There is no harbour, and there was none; there's hope.",
    "I'm gonna go, you've gotta stay, y'all. C'm on! Let's not. It ain't so.",
    "Nothin' doin', said he: 'nuff of ol' songs, an' somethin' for 'em.",
    "What did they do that they had not done? That is what the ship's crew, which had been there, would like.",
    "\n\nBerg  and \t Lund",
)


def _said(doc: Any) -> list[tuple[str, ...]]:
    return [(w.text, w.tag_, w.dep_, w.pos_, w.lemma_, str(w.morph)) for w in doc]


def test_the_rules_say_what_those_of_spacy_say() -> None:
    spacy = pipeline().get_pipe("attribute_ruler")
    rules = WordRules(spacy)
    off = ["watchwire_word_rules", "lemmatizer", "ner"]
    for doc in pipeline().pipe([*_TWO_WORDS, *paragraphs()], disable=off):
        plain = _said(spacy(doc.copy()))
        assert _said(rules(doc.copy())) == plain  # asked for the first time
        assert _said(rules(doc.copy())) == plain  # and kept


def test_the_pipeline_keeps_its_rules() -> None:
    assert "watchwire_word_rules" in pipeline().pipe_names
    assert "attribute_ruler" not in pipeline().pipe_names


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param([{"SHAPE": "Xxxx"}], id="what is not kept of a word"),
        pytest.param([{"LOWER": "so", "OP": "+"}], id="any number of words"),
        pytest.param([{"TAG": "NN"}, {"LOWER": "so"}], id="several words behind any"),
    ],
)
def test_other_rules_are_left_to_spacy(pattern: list[dict[str, str]]) -> None:
    import spacy

    ruler: Any = spacy.blank("en").add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "so"}]], {"POS": "ADV"})
    assert can_keep(ruler)
    ruler.add([pattern], {"POS": "X"})
    assert not can_keep(ruler)
