"""The two verbs of screening for callers that hold no screener of their own. The index is kept between calls."""

from datetime import date
from functools import lru_cache

from watchwire.lists import Holdings, Library, open_holdings
from watchwire.model import Match, PartyKind
from watchwire.screening.index import Index
from watchwire.screening.kept import index_of
from watchwire.screening.lookup import Query
from watchwire.screening.screener import Screener

_INDEXES: dict[tuple[str, ...], Index] = {}


@lru_cache(maxsize=4)
def _starter() -> Holdings:
    return open_holdings(None)


def screener_for(library: Library | None, as_of: date | None) -> Screener:
    """Return a screener over a library's holdings for a day; one index is kept at a time."""
    holdings = open_holdings(library, as_of) if library or as_of else _starter()
    index = _INDEXES.get(holdings.key)
    if index is None:
        _INDEXES.clear()
        index = _INDEXES[holdings.key] = index_of(holdings)
    return Screener(holdings, index)


def scan_text(text: str, library: Library | None, as_of: date | None) -> list[Match]:
    """Return the possible matches in a text."""
    from watchwire.model import Article

    return screener_for(library, as_of).scan(Article(text))


def screen_name(
    name: str, library: Library | None, kind: PartyKind | None, as_of: date | None, limit: int
) -> list[Match]:
    """Return the possible matches for a name."""
    return screener_for(library, as_of).screen(Query(name, kind), limit)
