"""The quicker recogniser finds the very names that spaCy finds by the same weights."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from watchwire.language.english import pipeline
from watchwire.language.recogniser import Recogniser, can_read

_TEXTS = (
    "Anna Lund, the foreign minister of Norway, met Oleg Petrov in Oslo on 3 May 2021.",
    "Blue Harbour Shipping Ltd., Nordact S.A. and the Central Bank of Freedonia signed\n\n the Lund Protocol.",
    "“We will not pay $3.5 million,” said Petrov. Berg, 34, of the United Nations Mission in South Sudan, agreed.",
    "Washington, D.C. Secretary Lund spoke first. IN OSLO THE MINISTRY OF DEFENCE SAID NOTHING",
    "   ",
    "Berg",
    "New York City Mayor Rosa Lopez",
    "rain fell, and nobody came",
)


def paragraphs() -> Iterator[str]:
    """Yield paragraphs of every kind: names in all places, capitals, blanks, single words, whole articles."""
    yield from _TEXTS
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*.txt")):
        yield from (piece for piece in path.read_text(encoding="utf-8").split("\n\n") if piece)


def _names(docs: Iterator[Any]) -> list[list[tuple[str, int, str]]]:
    return [[(name.text, name.start_char, name.label_) for name in doc.ents] for doc in docs]


@pytest.mark.parametrize("size", [1, 3, 64])
def test_the_names_are_those_of_spacy(size: int) -> None:
    spacy = pipeline().get_pipe("ner")
    docs = list(pipeline().pipe(paragraphs(), disable=["ner"]))
    plain = _names(spacy.pipe((doc.copy() for doc in docs), batch_size=size))
    assert sum(map(len, plain)) > 30
    assert _names(Recogniser(spacy).pipe((doc.copy() for doc in docs), size)) == plain


def test_blanks_and_what_follows_are_marked_as_read() -> None:
    spacy = pipeline().get_pipe("ner")
    read = next(Recogniser(spacy).pipe(iter([pipeline()("Rain fell on Oslo.", disable=["ner"])]), 1))
    assert read.has_annotation("ENT_IOB")


@pytest.mark.parametrize("name", ["parser", "tagger", "attribute_ruler"])
def test_other_components_are_left_to_spacy(name: str) -> None:
    assert can_read(pipeline().get_pipe("ner"))
    assert not can_read(pipeline().get_pipe(name))
