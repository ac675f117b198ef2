"""How a happening is told: certain, uncertain or negated, on sentences of our own."""

import pytest

from watchwire.events import factuality
from watchwire.language import language_for
from watchwire.model import Article

CASES = [
    ("The freighter left port on Monday.", "left", "certain"),
    ("The ministry will publish the list on Friday.", "publish", "certain"),
    ("Crews continued to unload the containers.", "unload", "certain"),
    ("The freighter did not leave port.", "leave", "negated"),
    ("Nobody boarded the ship.", "boarded", "negated"),
    ("No inspector reached the port.", "reached", "negated"),
    ("The crew failed to report the cargo.", "report", "negated"),
    ("The captain could not be reached.", "reached", "negated"),
    ("There is no evidence that the train crossed the border.", "crossed", "negated"),
    ("The navy prevented the tanker from leaving.", "leaving", "negated"),
    ("The freighter may leave port.", "leave", "uncertain"),
    ("If the freighter leaves port, it will be followed.", "leaves", "uncertain"),
    ("The envoy wants to visit the plant.", "visit", "uncertain"),
    ("Officials asked whether the plant had closed.", "closed", "uncertain"),
    ("They fear an attack.", "attack", "uncertain"),
    ("The possible sale worries the neighbours.", "sale", "uncertain"),
]


@pytest.mark.parametrize(("text", "of", "grade"), CASES)
def test_grades(text: str, of: str, grade: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    word = analysis.word_at(text.index(of))
    assert word is not None
    assert factuality(analysis, word) == grade
