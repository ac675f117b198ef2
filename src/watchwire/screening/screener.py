"""Screening as a whole: holdings in, matches with their status on the day out."""

from dataclasses import replace
from functools import cached_property

from watchwire.lists.holdings import Holdings
from watchwire.model import Article, Listing, ListingStatus, Match, Party, Status
from watchwire.screening.context import weigh_context
from watchwire.screening.finder import Finder
from watchwire.screening.index import Index
from watchwire.screening.lookup import Query, look_up

_ORDER = (Status.LISTED, Status.DELISTED, Status.NOT_YET, Status.UNKNOWN)


class Screener:
    """Holds the index over some holdings. It answers for names and for texts, and keeps nothing in between."""

    def __init__(self, holdings: Holdings, index: Index | None = None) -> None:
        self.holdings = holdings
        self._index = index

    @cached_property
    def index(self) -> Index:
        """The index, built on first use."""
        return self._index or Index(self.holdings.parties)

    @cached_property
    def finder(self) -> Finder:
        """The finder over the index."""
        return Finder(self.index)

    def scan(self, article: Article) -> list[Match]:
        """Return the possible matches in an article."""
        matches = weigh_context(article, self.finder.find(article))
        return [self._dated(match) for match in matches]

    def screen(self, query: Query, limit: int = 5) -> list[Match]:
        """Return the possible matches for a name."""
        return [self._dated(match) for match in look_up(self.index, query, limit)]

    def status(self, party: Party, listing: Listing) -> ListingStatus | None:
        """Say whether one listing of a party was in force on the day asked for."""
        return self.holdings.status(party, listing)

    def _dated(self, match: Match) -> Match:
        return replace(match, status=self._overall(match.party))

    def _overall(self, party: Party) -> ListingStatus | None:
        """A party on several lists is listed when one of them lists it."""
        found = [status for listing in party.listings if (status := self.status(party, listing))]
        return min(found, key=lambda status: _ORDER.index(status.status), default=None)
