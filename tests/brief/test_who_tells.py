"""A happening that somebody tells says who does; one that the text itself tells says nobody."""

from datetime import date

import pytest

from watchwire.brief.story import sections
from watchwire.confidence import Level
from watchwire.model import Article, Published
from watchwire.read import Reader

READER = Reader()


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Rebels attacked an army base near Goma on Monday, the defence ministry said.", "the defence ministry"),
        ("Police said gunmen killed five soldiers in Maiduguri on Friday.", "Police"),
        ("It said gunmen killed five soldiers in Maiduguri on Friday.", "a source not named"),
        ("Gunmen killed five soldiers in Maiduguri on Friday.", None),
    ],
)
def test_who_tells_a_happening(text: str, by: str | None) -> None:
    article = Article(text, language="en", published=Published(date(2024, 5, 7), "given", "given"))
    (events,) = (part for part in sections(READER.brief(article), Level.ALL) if part.key == "events")
    (line,) = events.lines
    assert line.small[1:] == (() if by is None else (f"as told by {by}",))
