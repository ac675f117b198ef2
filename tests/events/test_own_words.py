"""The words of the text that tell a happening."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchwire.events.own_words import own_words
from watchwire.language import language_for
from watchwire.model import Article, Span

CASES = [
    ("On Monday, Norwegian police arrested Oleg Petrov in Omsk.", "arrested", "Norwegian police arrested Oleg Petrov in Omsk", "from its subject on"),
    ("Gunmen stormed the depot, and guards wounded two of them.", "wounded", "guards wounded two of them", "a clause beside it is another's"),
    ("The army shelled the town and captured a bridge.", "captured", "The army shelled the town and captured a bridge", "a verb without a subject has that of the first"),
    ("Petrov, who was sentenced to nine years in Oslo, appealed.", "sentenced", "Petrov, who was sentenced to nine years in Oslo", "the noun that a clause is about"),
    ("Norway launched an attack on the harbour.", "attack", "Norway launched an attack on the harbour", "the verb that a noun hangs on"),
    ("He left when rebels attacked the town.", "attacked", "rebels attacked the town", "no “when”"),
    ("Deadly attack on a market", "attack", "Deadly attack on a market", "no verb at all"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told", "words", "why"), CASES, ids=[case[3] for case in CASES])
def test_own_words(text: str, told: str, words: str, why: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    start = text.index(told)
    assert own_words(analysis, Span(start, start + len(told))).of(text) == words, why


def test_a_long_clause_is_cut_between_words_around_its_verb() -> None:
    text = f"The minister {'of many things and places ' * 12}visited Oslo{' and one more town by the sea' * 12}."
    analysis = language_for("en").analyse(Article(text, language="en"))
    start = text.index("visited")
    span = own_words(analysis, Span(start, start + 7))
    assert span.contains(Span(start, start + 7))
    assert span.end - span.start <= 220
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
