"""Quotation marks of every kind, paired within a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.language.quotes import find_quotes
from watchwire.model import Article

ROWS = [
    ("“I saw it,” he said.", ["I saw it,"], "curly marks"),
    ('"I saw it," he said. "It was red."', ["I saw it,", "It was red."], "straight marks"),
    ("''I saw it,'' he said.", ["I saw it,"], "two single marks, as agencies send them"),
    ('"I saw it,” he said.', ["I saw it,"], "straight and curly mixed"),
    ("«Я видел», — сказал он.", ["Я видел"], "guillemets"),
    ("„Ich sah es“, sagte er.", ["Ich sah es"], "German marks"),
    ('A 5" pipe was found. He said "it is old" twice.', ["it is old"], "an inch is no quotation"),
    ('He said "it is old.\n\nShe said "it is new" later.', ["it is new"], "never closed, and the next"),
    ("“One paragraph.\n\n“And the next.”", ["One paragraph.", "And the next."], "goes on in the next paragraph"),
    (
        '"The pier is old and small. "It is to be closed," he said.',
        ["The pier is old and small.", "It is to be closed,"],
        "its paragraphs are lost",
    ),
    ('He said "it is an old pier in Oslo and "we shut it" too.', ["we shut it"], "never closed, in a sentence"),
    (
        "'We shut the old pier,' he said.\n\nShe added: 'It isn't safe at all.' So it is.",
        ["We shut the old pier,", "It isn't safe at all."],
        "single marks",
    ),
    ("It is the sailors' pier, and 'Ferry' is its name.", [], "apostrophes and a name"),
    (
        "'We shut the old pier,' he said. 'It was not safe at all.'",
        ["We shut the old pier,", "It was not safe at all."],
        "single marks where a sentence begins",
    ),
    ("“We shut it,” he said.\n\n'And it is an old pier,' he said.", ["We shut it,"], "single marks beside double ones"),
    ("“One paragraph.\n\nNobody speaks here.", [], "never closed, and nothing goes on"),
    (
        'It reviews Norway"s fleet and the country"s ports. "This is the lowest rate," the report notes.',
        ["This is the lowest rate,"],
        "an apostrophe that is written as a mark",
    ),
]


@pytest.mark.parametrize(("text", "quotes", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_quotes(text: str, quotes: list[str], why: str) -> None:
    assert [quote.of(text) for quote in find_quotes(Article(text))] == quotes, why


@given(st.text(alphabet="ab .,\n\"“”'«»„", max_size=60))
def test_quotes_lie_in_order_inside_the_text(text: str) -> None:
    last = 0
    for quote in find_quotes(Article(text)):
        assert last <= quote.start < quote.end <= len(text)
        last = quote.end
