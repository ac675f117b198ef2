"""Bodies that the news names daily, as sentences of the press have them."""

import pytest

from tests.screening.test_somebody_else import listed
from watchwire.model import Article, Band, Party, PartyKind
from watchwire.screening import Index
from watchwire.screening.finder import Finder

HAMAS = listed(PartyKind.ORGANIZATION, "HAMAS")
QUDS = listed(PartyKind.ORGANIZATION, "ISLAMIC REVOLUTIONARY GUARD CORPS (IRGC)-QODS FORCE", "QODS FORCE")


def bands(text: str, party: Party) -> dict[str, Band]:
    return {match.query or "": match.band for match in Finder(Index.of([party])).find(Article(text))}


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("Oslo sent millions of dollars to Hamas, Israel said.", "Hamas", HAMAS),
        ("He had links to Hamas, Israel and Norway agreed.", "Hamas", HAMAS),
        ("An officer of the Quds force was seen in Damascus.", "Quds force", QUDS),
        ("An officer of the Quds Force was seen in Damascus.", "Quds Force", QUDS),
    ],
)
def test_it_is_an_alert(text: str, name: str, party: Party) -> None:
    assert bands(text, party).get(name) in {Band.POSSIBLE, Band.STRONG}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The force that Quds showed was small.", QUDS),
        ("He lives in Quds, by force of habit.", QUDS),
    ],
)
def test_it_is_none(text: str, party: Party) -> None:
    assert not [band for band in bands(text, party).values() if band in {Band.POSSIBLE, Band.STRONG}]
