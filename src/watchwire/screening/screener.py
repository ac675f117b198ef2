"""Screening as a whole: holdings in, matches with their status on the day out."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from watchwire.lists.holdings import Holdings
from watchwire.model import Comparison, Match
from watchwire.screening.index import Index
from watchwire.screening.kept import index_of
from watchwire.screening.lookup import Query, expect, look_up, order_of
from watchwire.screening.questions import Accept, Question, answer, question_of
from watchwire.sources.typography import view_of

if TYPE_CHECKING:
    from watchwire.model import Article
    from watchwire.screening.finder import Finder


class Screener:
    """Holds the index over some holdings. It answers for names and for texts, and keeps nothing in between."""

    def __init__(self, holdings: Holdings, index: Index | None = None, finder: "Finder | None" = None) -> None:
        self.holdings = holdings
        self._index = index
        self._finder = finder

    def on(self, holdings: Holdings) -> "Screener":
        """Return a screener for another day that needs the same snapshots; it shares the index and what was learnt."""
        return Screener(holdings, self.index, self.finder)

    @cached_property
    def index(self) -> Index:
        """The index, opened (or built) on first use."""
        return self._index or index_of(self.holdings)

    @cached_property
    def finder(self) -> "Finder":
        """The finder over the index. A look-up needs none, and starts without it."""
        from watchwire.screening.finder import Finder

        return self._finder or Finder(self.index)

    def scan(self, article: "Article") -> list[Match]:
        """Return the possible matches in an article."""
        matches = self.finder.find(article)
        return [self._dated(match, match.comparison) for match in matches]

    def screen(self, query: Query, limit: int = 5) -> list[Match]:
        """Return the possible matches for a name as somebody types it, with what else it holds (`asking`)."""
        return self.ask(question_of(query), limit)

    def question(self, query: Query) -> Question:
        """Return what a typed query asks (`asking`), to be asked with `ask`."""
        return question_of(query)

    def expect(self, asked: Iterable[Question]) -> None:
        """Say what will be asked soon, so that its words are looked up together; nothing else depends on it."""
        expect(self.index, [query for question in asked for query in question.queries()])

    def ask(self, asked: Question, limit: int = 5, accept: Accept | None = None) -> list[Match]:
        """Return the possible matches for all that is asked about one party; `accept` leaves parties out."""
        found = answer(self.index, self._look_up, asked, limit, accept)
        return [self._dated(match, match.comparison) for match in found]

    def nearest(self, asked: Question) -> Match | None:
        """Return the listed name that is nearest to what is asked, however far, to explain why nothing was found."""
        best: Match | None = None
        for query in asked.queries():
            for match in look_up(self.index, query, 1, least=0.0):
                if best is None or match.score > best.score:
                    best = match
        return best

    def _look_up(self, query: Query, limit: int) -> list[Match]:
        found = look_up(self.index, query, limit)
        meant = view_of(query.name).text
        if meant != query.name:  # invisible signs in its words, a footnote's number behind it: as in a text
            read = look_up(self.index, replace(query, name=meant), limit)
            found = _best_of([*found, *(replace(match, query=query.name) for match in read)], limit)
        return found

    def _dated(self, match: Match, comparison: Comparison) -> Match:
        """Say what the listings were on the day."""
        found = (self.holdings.status(match.party, listing) for listing in match.party.listings)
        return replace(match, comparison=comparison, statuses=tuple(status for status in found if status is not None))


def _best_of(matches: list[Match], limit: int) -> list[Match]:
    """Return the best match of each party, best first."""
    best: dict[str, Match] = {}
    for match in sorted(matches, key=order_of):
        best.setdefault(match.party.id, match)
    return list(best.values())[:limit]
