"""The story of several briefs: who first had which claim, how many independent sources carry it, who denies it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from watchwire.model import Band, Brief, Certainty, Statement
from watchwire.stories.cluster import story_groups
from watchwire.stories.copies import Copy, find_copies
from watchwire.stories.quantities import Differing, differing
from watchwire.stories.sources import Source, group_sources

CLAIM = 0.27
"""How alike the contents of one claim's statements are on average (as `cluster.THRESHOLD`, but for sentences)."""
_CLAIM_NAMES = 0.2
"""Names say less in a sentence: all claims of a story share them."""
_SHORTEST = 4
_FOR = frozenset({Certainty.CONFIRMED, Certainty.ASSERTED, Certainty.PROMISED})
_STRENGTH = tuple(Certainty)


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's telling of a claim: its number in the story, the statement or concern, who says it, how certain."""

    article: int
    id: str
    speaker: str | None
    certainty: Certainty
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What several statements say: its words as first told, all tellings, and the sources behind them (by number)."""

    kind: str
    text: str
    tellings: tuple[Telling, ...]
    sources: tuple[int, ...]
    speakers: tuple[str, ...]
    first: int
    differing: tuple[Differing, ...] = ()
    """What independent sources count differently."""

    @property
    def contested(self) -> bool:
        """Whether some deny what others hold."""
        held = {telling.certainty for telling in self.tellings}
        return Certainty.DENIED in held and bool(held & _FOR)

    @property
    def certainty(self) -> Certainty:
        """The firmest certainty that any article gives it."""
        return min((telling.certainty for telling in self.tellings), key=_STRENGTH.index)


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its articles (places in the list of briefs), sources, copies, and claims as they were first told."""

    articles: tuple[int, ...]
    sources: tuple[Source, ...]
    copies: tuple[Copy, ...]
    claims: tuple[Claim, ...]
    listed: tuple[tuple[str, tuple[int, ...]], ...]
    """Possible matches of the alert band: the name in the text, and the articles (by number) that have it."""


def tell_stories(briefs: Sequence[Brief], threshold: float | None = None) -> tuple[Story, ...]:
    """Gather briefs into stories, the largest first.

    Args:
        briefs: what was read; the order decides who is first where no date does.
        threshold: how alike the articles of a story are; None for the default.

    Raises:
        UsageError: scikit-learn or datasketch is not installed.

    """
    texts = [brief.article.text for brief in briefs]
    days = [brief.article.published.on for brief in briefs]
    labels = story_groups(texts, days) if threshold is None else story_groups(texts, days, threshold)
    groups: dict[int, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        groups[label].append(place)
    told = [_story(briefs, tuple(group)) for group in groups.values()]
    return tuple(sorted(told, key=lambda story: (-len(story.articles), story.articles)))


def tell_story(briefs: Sequence[Brief]) -> Story:
    """Return the story of briefs that are known to tell one.

    Raises:
        UsageError: scikit-learn or datasketch is not installed.

    """
    return _story(briefs, tuple(range(len(briefs))))


def _story(briefs: Sequence[Brief], places: tuple[int, ...]) -> Story:
    ordered = tuple(sorted(places, key=lambda place: (briefs[place].article.published.on or date.max, place)))
    held = [briefs[place] for place in ordered]
    articles = [brief.article for brief in held]
    copies = tuple(find_copies([article.text for article in articles])) if len(articles) > 1 else ()
    sources = group_sources(articles, copies)
    source_of = {article: number for number, source in enumerate(sources) for article in source.articles}
    claims = [*_activities(held, source_of), *_statements(held, source_of)]
    return Story(ordered, sources, copies, tuple(sorted(claims, key=_rank)), _listed(held))


def _rank(claim: Claim) -> tuple[bool, int, int, int]:
    return (claim.kind != "activity", -len(claim.sources), claim.first, claim.tellings[0].start)


def _activities(held: list[Brief], source_of: dict[int, int]) -> list[Claim]:
    """Claims of an activity that a measure covers, by what went from whom to whom."""
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Telling]] = defaultdict(list)
    for number, brief in enumerate(held):
        for concern in (held for held in brief.concerns if held.kind == "activity"):
            speaker = brief.entity(concern.by) if concern.by else None
            groups[(concern.activity, concern.providers, concern.receivers)].append(
                Telling(
                    number,
                    concern.id,
                    speaker.name if speaker else None,
                    concern.certainty,
                    _words(brief, concern.span.start, concern.span.end),
                    concern.span.start,
                    concern.span.end,
                )
            )
    return [_claim("activity", tellings, source_of) for tellings in groups.values()]


def _statements(held: list[Brief], source_of: dict[int, int]) -> list[Claim]:
    """Claims that are alike in their words, whoever makes them."""
    tellings = [
        _telling(number, brief, statement)
        for number, brief in enumerate(held)
        for statement in brief.statements
        if statement.content_spans and not statement.stance
    ]
    tellings = [telling for telling in tellings if len(telling.text.split()) >= _SHORTEST]
    if not tellings:
        return []
    groups: dict[int, list[Telling]] = defaultdict(list)
    for telling, label in zip(
        tellings, story_groups([t.text for t in tellings], None, CLAIM, _CLAIM_NAMES), strict=True
    ):
        groups[label].append(telling)
    return [_claim("statement", group, source_of) for group in groups.values()]


def _telling(number: int, brief: Brief, statement: Statement) -> Telling:
    first, last = statement.content_spans[0], statement.content_spans[-1]
    text = " ".join(_words(brief, span.start, span.end) for span in statement.content_spans)
    return Telling(number, statement.id, brief.source_of(statement), statement.certainty, text, first.start, last.end)


def _words(brief: Brief, start: int, end: int) -> str:
    return " ".join(brief.article.text[start:end].split())


def _claim(kind: str, tellings: list[Telling], source_of: dict[int, int]) -> Claim:
    ordered = sorted(tellings, key=lambda telling: (telling.article, telling.start))
    sources = dict.fromkeys(source_of[telling.article] for telling in ordered)
    speakers = dict.fromkeys(telling.speaker for telling in ordered if telling.speaker)
    counts = differing((telling.article, source_of[telling.article], telling.text) for telling in ordered)
    return Claim(kind, ordered[0].text, tuple(ordered), tuple(sources), tuple(speakers), ordered[0].article, counts)


def _listed(held: list[Brief]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return possible matches once a person or body, though several lists have it under several names."""
    name_of: dict[str, str] = {}
    named: dict[str, list[int]] = {}
    for number, brief in enumerate(held):
        for entity in brief.entities:
            parties = [match.party.id for match in entity.matches if match.band is not Band.WEAK]
            if not parties:
                continue
            name = next((name_of[party] for party in parties if party in name_of), entity.name)
            name_of.update((party, name) for party in parties if party not in name_of)
            articles = named.setdefault(name, [])
            if number not in articles:
                articles.append(number)
    return tuple((name, tuple(numbers)) for name, numbers in named.items())
