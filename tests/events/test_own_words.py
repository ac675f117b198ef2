"""The words of the text that tell a happening."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchwire.events.own_words import own_words
from watchwire.language import language_for
from watchwire.model import Article, Span

REST = (
    " while the harbour, the two markets, the old bridge and the school of the town stood empty under a low grey sky"
    * 3
)
CASES = [
    ("On Monday, Norwegian police arrested Oleg Petrov in Omsk, two officials said.", "arrested", "On Monday, Norwegian police arrested Oleg Petrov in Omsk, two officials said.", "a sentence, with who says so"),
    ("Deadly attack on a market", "attack", "Deadly attack on a market", "no verb at all"),
    (f"For as long as anybody there could remember the people of the valley had lived in peace with one another, and then guards wounded two of them{REST}.", "wounded", "then guards wounded two of them", "of a long one from the subject on"),
    (f"Petrov, who was sentenced to nine years in Oslo, appealed{REST}.", "sentenced", "Petrov, who was sentenced to nine years in Oslo", "the noun that a clause is about"),
    (f"On a day that nobody in the village had seen coming he left when rebels attacked the town{REST}.", "attacked", "rebels attacked the town", "no “when”"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told", "words", "why"), CASES, ids=[case[3] for case in CASES])
def test_own_words(text: str, told: str, words: str, why: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    start = text.index(told)
    assert own_words(analysis, Span(start, start + len(told))).of(text).startswith(words), why


def test_a_long_sentence_is_cut_between_words_around_its_verb() -> None:
    text = f"The minister {'of many things and places ' * 12}visited Oslo{' and one more town by the sea' * 12}."
    analysis = language_for("en").analyse(Article(text, language="en"))
    start = text.index("visited")
    span = own_words(analysis, Span(start, start + 7))
    assert span.contains(Span(start, start + 7))
    assert span.end - span.start <= 280
    assert text[span.start - 1] == " "
    assert not text[span.end].isalpha()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["Norway", "met", "attacked", "the", "army", "which", ",", "and", "to", "in", ".", "Oslo", "\n\n"]), min_size=1, max_size=25))  # fmt: skip
def test_whatever_stands_there_the_word_is_in_its_words(words: list[str]) -> None:
    text = " ".join(words)
    analysis = language_for("en").analyse(Article(text, language="en"))
    for word in analysis.words:
        found = own_words(analysis, Span(word.start, word.end))
        assert found.start <= word.start < word.end <= found.end
