"""The main job: an article in, a brief out. This file reads like the table of rooms."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from watchwire._version import __version__
from watchwire.model import Article, Brief, Match, Published

if TYPE_CHECKING:
    from watchwire.language import Analysis
    from watchwire.lists import Holdings, Library
    from watchwire.screening import Screener
    from watchwire.sources import FetchLimits, SourceProblem

_DAYS_HELD = 4096
_TOGETHER = 8
_CHARACTERS_TOGETHER = 100_000
"""How much goes through the language model in one pass: more is not quicker, and all of it is held in memory."""
_BY_NAME = 3
"""How many possible listed parties are told of a designated name."""
_GIVEN = "given by the caller"
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
        return next(self.briefs([article], published))

    def briefs(self, articles: "Sequence[Article]", published: date | None = None) -> Iterator[Brief]:
        """Read several articles; the language model takes those of one language in one pass.

        Args:
            articles: what was read from sources; a few at a time, as all their analyses are held at once.
            published: the day of publication of all of them, where the caller knows it better.

        """
        from watchwire.language import analyses_of

        if published is not None:
            articles = [replace(article, published=Published(published, "given", _GIVEN)) for article in articles]
        for analysis in analyses_of(articles):
            yield self._brief(analysis)

    def _brief(self, analysis: "Analysis") -> Brief:
        from watchwire.confidence.build import with_confidence
        from watchwire.designations import find_designations
        from watchwire.entities import build_entities, with_spoken
        from watchwire.events import build_events
        from watchwire.instruments import find_instruments
        from watchwire.language import date_article, find_dates
        from watchwire.measures import find_concerns
        from watchwire.statements import build_statements, with_answers

        article = date_article(analysis)
        day = self.as_of or article.published.on
        screener = self.screener(day)
        matches = _with_subjects(screener.scan(article))
        entities = build_entities(analysis, matches)
        dates = find_dates(analysis, article.published.on)
        statements = build_statements(analysis, entities)
        entities = with_spoken(analysis, entities, statements)
        statements = with_answers(analysis, entities, statements)
        events = build_events(analysis, entities, statements, dates)
        concerns = find_concerns(analysis, entities, statements, events, day)
        instruments = find_instruments(article, day)
        entities, statements, events = with_confidence(analysis, entities, statements, events)
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
            instruments,
            analysis.unread,
            find_designations(analysis, entities, instruments, dates, partial(_by_name, screener)),
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
    for group in in_groups(read_source(source, limits)):
        if isinstance(group, list):
            yield from reader.briefs(group, published)
        else:
            yield group


def in_groups(
    items: "Iterable[Article | SourceProblem]", together: int = _TOGETHER
) -> "Iterator[list[Article] | SourceProblem]":
    """Gather a few articles at a time, to be read in one pass; problems keep their place between them."""
    held: list[Article] = []
    size = 0
    for item in items:
        length = len(item.text) if isinstance(item, Article) else _CHARACTERS_TOGETHER
        if held and (len(held) == together or size + length > _CHARACTERS_TOGETHER):
            yield held
            held, size = [], 0
        if isinstance(item, Article):
            held.append(item)
            size += len(item.text)
        else:
            yield item
    if held:
        yield held


def _with_subjects(matches: "list[Match]") -> "list[Match]":
    """Say of each match which subject it is of: entries of several lists may be one party."""
    from watchwire.lists.subjects import join_subjects

    subjects = join_subjects({match.party.id: match.party for match in matches}.values())
    return [replace(match, subject=subjects.of(match.party.id)) for match in matches]


def _by_name(screener: "Screener", name: str) -> "list[Match]":
    from watchwire.screening import Query

    return _with_subjects(screener.screen(Query(name), _BY_NAME))


def _notes(article: Article, analysis: "Analysis", holdings: "Holdings", day: date | None) -> tuple[str, ...]:
    notes = [*article.notes, *analysis.missing]
    if holdings.starter_note:
        notes.append(holdings.starter_note)
    if day is None:
        notes.append("the day of publication is unknown: whether parties were listed then is not said; use --published")
    if article.furniture:
        notes.append(f"{len(article.furniture)} stretches of site furniture were marked and not analysed")
    notes.append(_NOT_ADVICE)
    return tuple(notes)
