"""Is this name listed? One name (or number) against the index."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from watchwire.model import Band, BirthDate, Comparison, Match, PartyKind, Reason
from watchwire.names.additive import log_odds_of
from watchwire.names.anatomy import Anatomy
from watchwire.names.compare import OTHER_NAME, Weighed, score_of, weigh_names
from watchwire.names.tokens import by_writing
from watchwire.screening.asked import fitting, words_looked_up
from watchwire.screening.bands import ALERT, LOOKED_UP, band_of
from watchwire.screening.beside import Beside
from watchwire.screening.entry import Entry
from watchwire.screening.index import Index
from watchwire.screening.marks import words_and_joined
from watchwire.screening.shortlist import Shortlist
from watchwire.screening.siblings import told_by_others
from watchwire.scripts import script_of

_LEAST_HOPE: Final = -3.0
"""Log-odds below which a name is of no interest whatever is asked for: the party's other names are not read."""
_WEAK_NAME: Final = -1.5
"""What it says that the list itself calls a name weak, in log-odds."""
_ALERT: Final = log_odds_of(ALERT)
_NAME_MOST: Final = 5.0
"""What a name says at most where its bearer is known to differ: namesakes have the same letters."""


@dataclass(frozen=True)
class Query:
    """What is asked: a name, and what else is known of its bearer."""

    name: str
    kind: PartyKind | None = None
    birth_date: BirthDate | None = None
    country: str | None = None


def look_up(
    index: Index, query: Query, limit: int = 5, least: float = LOOKED_UP, without: frozenset[int] = frozenset()
) -> list[Match]:
    """Return the best possible matches for a name, at most one a party, best first.

    Args:
        index: the listed names.
        query: the name and what is known of its bearer.
        limit: the greatest number of matches.
        least: the lowest score that is returned.
        without: entry numbers to leave out (to measure what would be found if a name were not listed).

    """
    best: dict[int, _Judged] = {}
    anatomies = _taken_apart(index, query)
    beside = Beside(query.birth_date, query.country)
    writing = script_of(query.name)
    lowest = max(log_odds_of(least), _LEAST_HOPE)
    for entry in Shortlist(index, anatomies, query.kind, beside, least).names(without):
        if entry.given_joined:
            continue  # two names are compared syllable by syllable
        if entry.press and entry.anatomy.script not in {writing, "Latn"}:
            continue  # what the press of another writing calls a party is asked for in that writing
        weighed = weigh_names(fitting(anatomies, entry.anatomy.person), entry.anatomy)
        weighed.add(OTHER_NAME, told_by_others(index, entry, weighed, without, lowest))
        more = beside.weight(index.bearer(entry.party_number)) if beside.known else 0.0
        judged = _Judged(entry, weighed, more)
        held = best.get(entry.party_number)
        if judged.shown >= least and (held is None or judged.order < held.order):
            best[entry.party_number] = judged
    first = heapq.nsmallest(limit, best.values(), key=lambda judged: judged.order)
    matches = {judged.entry.party.id: judged.match(query, beside) for judged in first}
    for part in by_writing(query.name):
        for match in look_up(index, replace(query, name=part), limit, least, without):
            other = matches.get(match.party.id)
            if other is None or order_of(match) < order_of(other):
                matches[match.party.id] = match
    for match in _by_number(index, query):
        matches[match.party.id] = match
    return sorted(matches.values(), key=order_of)[:limit]


def expect(index: Index, queries: Iterable[Query]) -> None:
    """Have the words of many queries looked up at once, before they are answered one by one: it takes half the time."""
    asked = list(queries)
    index.learn(dict.fromkeys(norm for query in asked for norm in words_and_joined(query.name)))
    index.learn(
        dict.fromkeys(
            norm
            for query in asked
            for anatomy in _taken_apart(index, query).values()
            for norm in words_looked_up(anatomy)
        )
    )


def _taken_apart(index: Index, query: Query) -> dict[PartyKind, Anatomy]:
    kinds = (query.kind,) if query.kind else (PartyKind.PERSON, PartyKind.ORGANIZATION)
    return {kind: index.take_apart(query.name, kind) for kind in kinds}


def order_of(match: Match) -> tuple[bool, float, str]:
    """Return the key that orders matches best first, those that raise no alert last (those by weak names never do)."""
    return (match.band is Band.WEAK, -match.score, match.party.id)


class _Judged:
    """A listed name compared with what was asked: its score with all evidence, and where it stands among others."""

    __slots__ = ("entry", "log_odds", "order", "shown", "weighed")

    def __init__(self, entry: Entry, weighed: Weighed, more: float) -> None:
        by_name = weighed.log_odds + (_WEAK_NAME if entry.weak else 0.0)
        log_odds = (min(by_name, _NAME_MOST) if more < 0 else by_name) + more
        self.entry = entry
        self.weighed = weighed
        self.log_odds = log_odds
        self.shown = score_of(max(log_odds, by_name))
        """What decides whether it is shown: other evidence may speak against a name, and never hides it."""
        self.order = (entry.weak or log_odds < _ALERT, -log_odds, entry.party_number)

    def match(self, query: Query, beside: Beside) -> Match:
        """Return the match, with its reasons."""
        entry = self.entry
        name = entry.name
        known = beside.reasons(entry.party)
        reasons = [Reason("listed name", 0.0, f"{name.full} ({name.quality.value})"), *known]
        score = score_of(self.log_odds)
        band = band_of(score)
        if entry.weak:
            reasons.append(
                Reason("weak alias", _WEAK_NAME, "the list calls this name weak: support, no alert by itself")
            )
            band = Band.WEAK
        whole = Comparison(score, (*reasons, *self.weighed.comparison().reasons))
        return Match(entry.party, name, whole, band, None, query.name)


def _by_number(index: Index, query: Query) -> list[Match]:
    """A query that is itself an identifying number (IMO, passport, LEI) finds its party."""
    wanted = "".join(query.name.upper().removeprefix("IMO").split())
    if len(wanted) < 6 or wanted.isalpha() or not any(map(str.isdigit, wanted)):  # noqa: PLR2004
        return []
    found = []
    for party in index.by_identifier(wanted):
        comparison = Comparison(1.0, (Reason("identifier", 1.0, f"the number {wanted} stands in the entry"),))
        found.append(Match(party, party.names[0], comparison, band_of(1.0), None, query.name))
    return found
