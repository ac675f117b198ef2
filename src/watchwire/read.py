"""The main job: an article in, a brief out. This file reads like the table of rooms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from watchwire._version import __version__
from watchwire.model import Article, Brief, Published

if TYPE_CHECKING:
    from watchwire.language import Analysis
    from watchwire.lists import Holdings, Library
    from watchwire.screening import Screener
    from watchwire.sources import FetchLimits, SourceProblem

STARTER_NOTE = (
    "checked against the starter list only (a small example of {parties} parties, dated {version}); "
    "load the real lists with: watchwire lists update"
)
_DAYS_HELD = 4096
_NOT_ADVICE = "possible matches and readings of a text; a person decides, and none of this is legal advice"


class Reader:
    """Reads articles against one library. It keeps what is expensive to load and nothing else."""

    def __init__(self, library: "Library | None" = None, as_of: date | None = None) -> None:
        self.library = library
        self.as_of = as_of
        self._screeners: dict[tuple[str, ...], Screener] = {}
        self._by_day: dict[date | None, Screener] = {}

    def brief(self, article: Article, published: date | None = None) -> Brief:
        """Read one article.

        Args:
            article: what was read from a source.
            published: the day of publication, where the caller knows it better.

        """
        from watchwire.entities import build_entities
        from watchwire.events import build_events
        from watchwire.language import date_article, find_dates, language_for
        from watchwire.measures import find_concerns
        from watchwire.statements import build_statements, with_pronouns

        if published is not None:
            article = replace(article, published=Published(published, "given", "given by the caller"))
        analysis = language_for(article.language).analyse(article)
        article = date_article(analysis)
        day = self.as_of or article.published.on
        screener = self.screener(day)
        matches = screener.scan(article)
        entities = build_entities(analysis, matches)
        dates = find_dates(analysis, article.published.on)
        statements = build_statements(analysis, entities)
        entities = with_pronouns(analysis, entities, statements)
        events = build_events(analysis, entities, statements, dates)
        concerns = find_concerns(analysis, entities, statements, events, day)
        return Brief(
            __version__,
            article,
            screener.holdings.versions,
            day,
            entities,
            statements,
            events,
            dates,
            concerns,
            _notes(article, analysis, screener.holdings, day),
        )

    def screener(self, day: date | None) -> "Screener":
        """Return the screener for a day; days that need the same snapshots share the index."""
        from watchwire.lists import open_holdings
        from watchwire.screening import Screener

        found = self._by_day.get(day)
        if found is None:
            if len(self._by_day) >= _DAYS_HELD:
                self._by_day.clear()
            holdings = open_holdings(self.library, day)
            held = self._screeners.get(holdings.key)
            if held is None:
                held = self._screeners[holdings.key] = Screener(holdings)
            found = self._by_day[day] = held.on(holdings)
        return found


def read(
    source: str,
    library: "Library | None" = None,
    as_of: date | None = None,
    published: date | None = None,
    limits: "FetchLimits | None" = None,
) -> "Iterator[Brief | SourceProblem]":
    """Read a source and yield a brief for each article in it, and a problem for each part that cannot be read.

    Args:
        source: a path, a folder, `-`, or an http(s) address.
        library: the lists to check against; None for the starter list.
        as_of: the day for which listings and measures are judged; the article's own day if not given.
        published: overrides the day of publication.
        limits: bounds on fetching.

    """
    from watchwire.sources import read_source

    reader = Reader(library, as_of)
    for item in read_source(source, limits):
        yield reader.brief(item, published) if isinstance(item, Article) else item


def _notes(article: Article, analysis: "Analysis", holdings: "Holdings", day: date | None) -> tuple[str, ...]:
    notes = [*article.notes, *analysis.missing]
    notes.extend(
        STARTER_NOTE.format(parties=snapshot.parties, version=snapshot.version)
        for snapshot in holdings.snapshots
        if snapshot.starter
    )
    if day is None:
        notes.append("the day of publication is unknown: whether parties were listed then is not said; use --published")
    if article.furniture:
        notes.append(f"{len(article.furniture)} stretches of site furniture were marked and not analysed")
    notes.append(_NOT_ADVICE)
    return tuple(notes)
