"""The main job: an article in, a brief out. This file reads like the table of rooms."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from watchwire._version import __version__
from watchwire.budget import Budget
from watchwire.model import Article, Brief, Match, Published
from watchwire.overtime import listed_only, over_time, scan_within

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
SECONDS = 60.0
_PARTS = frozenset({"statements", "events", "concerns", "designations"})
_GIVEN = "given by the caller"
_NOT_ADVICE = "possible matches and readings of a text; a person decides, and none of this is legal advice"


class Reader:
    """Reads articles against one library. It keeps what is expensive to load and nothing else.

    Args:
        library: the lists; None for the starter list.
        as_of: the day for which listings are judged; the article's own if not given.
        seconds: how long one article may take, about. What is not done by then is left out, and the brief says so.

    """

    def __init__(self, library: "Library | None" = None, as_of: date | None = None, seconds: float = SECONDS) -> None:
        self.seconds = seconds
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
        if published is not None:
            articles = [replace(article, published=Published(published, "given", _GIVEN)) for article in articles]
        for analysis, budget in self._analysed(articles):
            yield self._brief(analysis, budget)

    def _analysed(self, articles: "Sequence[Article]") -> "Iterator[tuple[Analysis, Budget]]":
        """Analyse articles together; where that takes too long, each by itself; where that does, by its marks only."""
        from watchwire.language import analyses_of, load
        from watchwire.language.plain import Plain

        load(articles)
        together = Budget(self.seconds)
        nothing: list[Analysis] = []
        analyses = together.run("", lambda: list(analyses_of(articles)), lambda: nothing)
        for number, article in enumerate(articles):
            budget = Budget(self.seconds)
            if analyses:
                yield analyses[number], budget
                continue
            plain = Plain(article.language, f"reading its sentences takes more than {self.seconds:.0f} s")
            if len(articles) == 1:
                yield plain.analyse(article), budget
            else:
                yield (
                    budget.run("", lambda a=article: next(analyses_of([a])), lambda a=article, p=plain: p.analyse(a)),  # type: ignore[misc]
                    budget,
                )

    def _brief(self, analysis: "Analysis", budget: Budget) -> Brief:
        from watchwire.entities import build_entities
        from watchwire.language import date_article, find_dates

        article = budget.run("the day of publication", lambda: date_article(analysis), lambda: analysis.article)
        day = self.as_of or article.published.on
        screener = self.screener(day)
        # Whether somebody is listed matters most: it gets its time whatever the language took.
        found, cut_short = scan_within(screener, article, max(budget.left, self.seconds / 2))
        changed = self._changed(article, day)
        matches = self._as_of_both(_with_subjects(screener.holdings, found), changed)
        entities = budget.run(
            "other names", lambda: build_entities(analysis, matches), lambda: listed_only(matches), self.seconds / 4
        )
        dates = budget.run("dates", lambda: find_dates(analysis, article.published.on), _none)
        brief = Brief(
            __version__, article, screener.holdings.versions, day, entities, dates=dates, as_of_modified=changed
        )
        brief = self._with_told(brief, analysis, budget, screener)
        missed = tuple(part for part in budget.missed if part in _PARTS and part not in analysis.unread)
        notes = (
            *over_time(budget, cut_short), *_genre(brief, analysis), *_notes(article, analysis, screener.holdings, day)
        )  # fmt: skip
        return replace(brief, notes=notes, unread=(*analysis.unread, *missed))

    def _changed(self, article: Article, day: date | None) -> date | None:
        """Return the day of a later change, for which listings are judged too; none where one day was asked for."""
        changed = article.modified
        return changed if changed and self.as_of is None and (day is None or changed > day) else None

    def _as_of_both(self, matches: list[Match], changed: date | None) -> list[Match]:
        """Say of each match also what its listings were on the day on which the article was changed."""
        if changed is None or not matches:
            return matches
        status = self.screener(changed).holdings.status
        return [
            replace(
                match,
                statuses_modified=tuple(held for item in match.party.listings if (held := status(match.party, item))),
            )
            for match in matches
        ]

    def _with_told(self, brief: Brief, analysis: "Analysis", budget: Budget, screener: "Screener") -> Brief:
        """Add what is told of the entities: statements, events, concerns, instruments and designations."""
        from watchwire.confidence.build import with_confidence
        from watchwire.confidence.concerns import with_tellings
        from watchwire.designations import find_designations
        from watchwire.entities import with_spoken
        from watchwire.events import build_events
        from watchwire.instruments import find_instruments
        from watchwire.measures import find_candidates, find_concerns
        from watchwire.statements import build_statements, with_answers

        run, dates, day, known = budget.run, brief.dates, brief.as_of, brief.entities
        published = brief.article.published.on
        told = run("statements", lambda: build_statements(analysis, known), _none)
        entities = run("pronouns", lambda: with_spoken(analysis, known, told), lambda: known)
        statements = run("denials", lambda: with_answers(analysis, entities, told), lambda: told)
        events = run("events", lambda: build_events(analysis, entities, statements, dates, published), _none)
        clear = run("concerns", lambda: find_concerns(analysis, entities, statements, events, day), _none)
        candidates = run("concerns", lambda: find_candidates(analysis, entities, statements, events, clear, day), _none)
        concerns = run("concerns", lambda: with_tellings(clear, candidates), lambda: clear)
        instruments = run("instruments", lambda: find_instruments(brief.article, day), _none)
        entities, statements, events = run(
            "confidence",
            lambda: with_confidence(analysis, entities, statements, events),
            lambda: (entities, statements, events),
        )
        by_name = partial(_by_name, screener)
        designations = run(
            "designations", lambda: find_designations(analysis, entities, instruments, dates, by_name), _none
        )
        return replace(
            brief, entities=entities, statements=statements, events=events, concerns=concerns, instruments=instruments,
            designations=designations,
        )  # fmt: skip

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


def _none() -> tuple[Any, ...]:
    """Stand in for what there was no time to look for."""
    return ()


def read(
    source: str,
    library: "Library | None" = None,
    as_of: date | None = None,
    published: date | None = None,
    limits: "FetchLimits | None" = None,
    seconds: float = SECONDS,
) -> "Iterator[Brief | SourceProblem]":
    """Read a source and yield a brief for each article in it, and a problem for each part that cannot be read.

    Args:
        source: a path, a folder, `-`, or an http(s) address.
        library: the lists to check against; None for the starter list.
        as_of: the day for which listings and measures are judged; the article's own day if not given.
        published: overrides the day of publication.
        limits: bounds on fetching.
        seconds: how long one article may take, about.

    """
    from watchwire.sources import read_source

    reader = Reader(library, as_of, seconds)
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


def _with_subjects(holdings: "Holdings", matches: "list[Match]") -> "list[Match]":
    """Say of each match which subject it is of: entries of several lists may be one party.

    Subjects are those of all parties that are screened against, whichever of them an article names.
    """
    return [
        match if match.subject else replace(match, subject=holdings.subject_of(match.party.id)) for match in matches
    ]


def _by_name(screener: "Screener", name: str) -> "list[Match]":
    from watchwire.screening import Query

    return _with_subjects(screener.holdings, screener.screen(Query(name), _BY_NAME))


def _genre(brief: Brief, analysis: "Analysis") -> tuple[str, ...]:
    """Say of a page that sells, instructs or advises that it is read as if it were news."""
    from watchwire.confidence.genre import no_news

    signs = no_news(analysis, brief.statements)
    said = "this reads like no news (%s): listed names are looked up as ever, the rest is less sure"
    return (said % "; ".join(signs),) if signs else ()


def _notes(article: Article, analysis: "Analysis", holdings: "Holdings", day: date | None) -> tuple[str, ...]:
    notes = [*article.notes, *analysis.missing]
    if holdings.starter_note:
        notes.append(holdings.starter_note)
    if day is None:
        notes.append("the day of publication is unknown: whether parties were listed then is not said; use --published")
    if article.furniture:
        notes.append(
            f"{len(article.furniture)} stretches of site furniture were marked: listed names there are shown as such; "
            "nothing else was read in them"
        )
    notes.append(_NOT_ADVICE)
    return tuple(notes)
