"""Who speaks for a country is told in the text's words; the country's own name as its name."""

from datetime import date

import pytest

from watchwire.brief.story import sections
from watchwire.confidence import Level
from watchwire.model import Article, Published
from watchwire.read import Reader

READER = Reader()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Norway's intelligence service said that the port was shut.", "Norway's intelligence service"),
        ("Norwegian officials said that the port was shut.", "Norwegian officials"),
        ("Norway said that the port was shut.", "Norway"),
        ("Anna Berg said that the port was shut.", "Anna Berg"),
    ],
)
def test_whose_word_it_is(text: str, who: str) -> None:
    article = Article(text, language="en", published=Published(date(2024, 5, 7), "given", "given"))
    (told,) = (part for part in sections(READER.brief(article), Level.ALL) if part.key == "statements")
    assert [line.head for line in told.lines] == [who]
