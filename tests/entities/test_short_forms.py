"""The first word of a listed body's name, standing alone: the body in short, or only a word that says of what kind."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import (
    Article,
    Band,
    Comparison,
    Listing,
    Match,
    Party,
    PartyKind,
    PartyName,
    Span,
)


@pytest.mark.parametrize(
    ("text", "name", "times"),
    [
        ("Zarvanex Trading was named on Monday. Later Zarvanex said that it would appeal.", "Zarvanex Trading", 2),
        ("Several Islamic militants were arrested. Islamic Vanguard said that it would go on.", "Islamic Vanguard", 1),
        ("Socialist Dawn was named on Monday. Socialist parties were silent.", "Socialist Dawn", 1),
    ],
)
def test_a_describing_word_is_no_short_form(text: str, name: str, times: int) -> None:
    listed = PartyName(name)
    party = Party("t:1", PartyKind.ORGANIZATION, (listed,), (Listing("t", "1"),))
    start = text.index(name)
    match = Match(party, listed, Comparison(0.95), Band.STRONG, Span(start, start + len(name)), name)
    analysis = language_for("en").analyse(Article(text, language="en"))
    assert [len(e.mentions) for e in build_entities(analysis, [match]) if e.matches] == [times]
