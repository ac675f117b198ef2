"""Is this name listed? One name (or number) against the index."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from watchwire.model import Band, BirthDate, Comparison, Match, Party, PartyKind, Reason
from watchwire.names.anatomy import Anatomy, Role, dissect
from watchwire.names.compare import compare_anatomies
from watchwire.names.tokens import by_writing
from watchwire.screening.bands import band_of
from watchwire.screening.build import PERSON
from watchwire.screening.entry import Entry
from watchwire.screening.index import Index

_LEAST = 0.6
_CANDIDATES = 400
_PARTNERS = 2
_ONE_WORD = 0.6
"""What a person's name scores at most of which only one word agrees."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: a name, and what else is known of its bearer."""

    name: str
    kind: PartyKind | None = None
    birth_date: BirthDate | None = None
    country: str | None = None


def look_up(
    index: Index, query: Query, limit: int = 5, least: float = _LEAST, without: frozenset[int] = frozenset()
) -> list[Match]:
    """Return the best possible matches for a name, at most one a party, best first.

    Args:
        index: the listed names.
        query: the name and what is known of its bearer.
        limit: the greatest number of matches.
        least: the lowest score that is returned.
        without: entry numbers to leave out (to measure what would be found if a name were not listed).

    """
    best: dict[str, Match] = {}
    kinds = (query.kind,) if query.kind else (PartyKind.PERSON, PartyKind.ORGANIZATION)
    anatomies = {kind: dissect(query.name, kind, frequency=index.rarity) for kind in kinds}
    for entry in _candidates(index, query, without, least):
        kind = PartyKind.PERSON if entry.anatomy.person else PartyKind.ORGANIZATION
        anatomy = anatomies.get(kind) or next(iter(anatomies.values()))
        comparison = compare_anatomies(anatomy, entry.anatomy)
        match = _judge(entry, query, comparison)
        held = best.get(entry.party.id)
        if match.score >= least and (held is None or _order(match) < _order(held)):
            best[entry.party.id] = match
    for part in by_writing(query.name):
        for match in look_up(index, replace(query, name=part), limit, least, without):
            held = best.get(match.party.id)
            if held is None or _order(match) < _order(held):
                best[match.party.id] = match
    for match in _by_number(index, query):
        best[match.party.id] = match
    return sorted(best.values(), key=_order)[:limit]


def _order(match: Match) -> tuple[bool, float, str]:
    return (match.name.quality.value == "weak", -match.score, match.party.id)


def _candidates(index: Index, query: Query, without: frozenset[int], least: float) -> list[Entry]:
    """Gather names that share words with the query, those that share the most first."""
    anatomy = dissect(query.name, query.kind or PartyKind.PERSON)
    norms = [word.norm for word in anatomy.words if word.role is not Role.INITIAL]
    counts: Counter[int] = Counter()
    for norm in norms:
        for near, similarity in index.near(norm).items():
            for number in index.posted("rare", near).tolist():
                counts[number] += int(100 * similarity)
    proposed = _proposed(index, anatomy)
    alone = len(anatomy.content) < 2  # noqa: PLR2004
    return [
        index.entries[number]
        for number, _ in counts.most_common(_CANDIDATES)
        if number not in without
        and (alone or least < _ONE_WORD or _may_reach(index, number, proposed))
        and _kinds_agree(query.kind, index.entries[number].party.kind)
    ]


@dataclass(frozen=True, slots=True)
class _Proposed:
    """The listed words that each word of a query may be, and those that two of its words, or its initials, may be."""

    words: list[frozenset[int]]
    joined: list[frozenset[int]]


def _proposed(index: Index, anatomy: Anatomy) -> _Proposed:
    content = anatomy.content
    joined = [a.norm + b.norm for a, b in pairwise(anatomy.words)]
    initials = "".join(word.norm[0] for word in content)
    return _Proposed(
        [index.proposed(word.norm) for word in content], [index.proposed(norm) for norm in (*joined, initials)]
    )


def _may_reach(index: Index, number: int, proposed: _Proposed) -> bool:
    """Say whether a name can score above what one agreeing word gives: two words must have partners in it.

    Words that differ by a letter share a key, so typing errors count as partners. Where the words that have partners
    all have the same one, and three or more have none, the score stays below as well.
    """
    ids = index.words_of(number)
    if len(ids) == 1 or not index.has(number, PERSON):
        return True
    linked = sum(not words.isdisjoint(ids) for words in proposed.words)
    joined = any(not words.isdisjoint(ids) for words in proposed.joined)
    if linked + joined < _PARTNERS:
        return False
    partners = sum(any(word in words for words in proposed.words) for word in ids)
    alone = len(proposed.words) - linked + len(ids) - partners
    return joined or partners >= _PARTNERS or alone <= _PARTNERS


def _kinds_agree(asked: PartyKind | None, listed: PartyKind) -> bool:
    return asked is None or asked is listed or PartyKind.OTHER in {asked, listed}


def _judge(entry: Entry, query: Query, comparison: Comparison) -> Match:
    reasons = [Reason("listed name", 0.0, f"{entry.name.full} ({entry.name.quality.value})")]
    score = comparison.score
    for reason in _evidence(entry.party, query):
        reasons.append(reason)
        score += reason.weight
    score = round(max(0.0, min(1.0, score)), 4)
    band = band_of(score)
    if entry.weak:
        reasons.append(Reason("weak alias", 0.0, "the list calls this name weak: support, no alert by itself"))
        band = Band.WEAK
    whole = Comparison(score, (*reasons, *comparison.reasons))
    return Match(entry.party, entry.name, whole, band, None, query.name)


def _evidence(party: Party, query: Query) -> list[Reason]:
    found: list[Reason] = []
    if query.birth_date and party.birth_dates:
        years = {year for born in party.birth_dates for year in _years(born)}
        if set(_years(query.birth_date)) & years:
            found.append(Reason("birth year", 0.03, "the birth years agree"))
        else:
            found.append(Reason("birth year", -0.15, f"born {query.birth_date}, listed {party.birth_dates[0]}"))
    if query.country and party.countries:
        if query.country in party.countries:
            found.append(Reason("country", 0.02, query.country))
        else:
            found.append(Reason("country", -0.08, f"{query.country}, listed {', '.join(party.countries)}"))
    return found


def _years(born: BirthDate) -> range:
    slack = 2 if born.circa else 0
    last = (born.until or born.on).year
    return range(born.on.year - slack, last + slack + 1)


def _by_number(index: Index, query: Query) -> list[Match]:
    """A query that is itself an identifying number (IMO, passport, LEI) finds its party."""
    wanted = "".join(query.name.upper().removeprefix("IMO").split())
    if not any(map(str.isdigit, wanted)) or len(wanted) < 6:  # noqa: PLR2004
        return []
    found = []
    for party in index.by_identifier(wanted):
        comparison = Comparison(1.0, (Reason("identifier", 1.0, f"the number {wanted} stands in the entry"),))
        found.append(Match(party, party.names[0], comparison, band_of(1.0), None, query.name))
    return found
