"""What a brief still holds when the time for its article is over, and what it says of the rest."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from watchwire.budget import Budget
from watchwire.model import Article, Entity, EntityKind, Match, PartyKind, Span

if TYPE_CHECKING:
    from watchwire.screening import Screener

_PIECE = 20_000
_KINDS = {
    PartyKind.PERSON: EntityKind.PERSON,
    PartyKind.VESSEL: EntityKind.VESSEL,
    PartyKind.AIRCRAFT: EntityKind.AIRCRAFT,
}


def scan_within(screener: "Screener", article: Article, seconds: float) -> "tuple[list[Match], str | None]":
    """Look for listed names within a time.

    Where the whole text takes longer, it is taken again piece by piece: only the end of it is then not reached. Return
    the matches, and a note that says how far the search came, where that was needed.
    """
    budget = Budget(seconds)
    found = budget.run("", lambda: _scan(screener, article), lambda: None)
    if found is not None:
        return found, None
    budget = Budget(seconds)
    matches: list[Match] = []
    at, text = 0, article.text
    while at < len(text):
        end = _end_of_piece(text, at)
        piece = replace(article, text=text[at:end], furniture=())
        part = budget.run("", partial(_scan, screener, piece), lambda: None)
        if part is None:
            break
        matches.extend(replace(m, span=Span(m.span.start + at, m.span.end + at)) if m.span else m for m in part)
        at = end
    how = f"the search for listed names took longer than {seconds:.0f} s"
    if at >= len(text):
        return (
            matches,
            f"{how}: it was made piece by piece, without what pieces far from one another tell of each other",
        )
    return matches, f"{how} and was stopped: the first {at} of {len(text)} characters were searched; use --seconds"


def _scan(screener: "Screener", article: Article) -> list[Match] | None:
    return screener.scan(article)


def _end_of_piece(text: str, at: int) -> int:
    if len(text) - at <= _PIECE:
        return len(text)
    places = (text.rfind(mark, at + _PIECE // 2, at + _PIECE) for mark in ("\n", " "))
    return next((place + 1 for place in places if place >= 0), at + _PIECE)


def listed_only(matches: "Sequence[Match]") -> tuple[Entity, ...]:
    """Return an entity for each listed party that was found, and for nobody else: what a brief must at least hold."""
    by_party: dict[str, list[Match]] = {}
    for match in matches:
        if match.span is not None:
            by_party.setdefault(match.party.id, []).append(match)
    return tuple(
        Entity(
            f"e{number}",
            held[0].query or held[0].name.full,
            _KINDS.get(held[0].party.kind, EntityKind.ORGANIZATION),
            tuple(match.span for match in held if match.span),
            matches=(max(held, key=lambda match: match.score),),
            by=("list",),
        )
        for number, held in enumerate(by_party.values(), 1)
    )


def over_time(budget: Budget, searched: str | None) -> tuple[str, ...]:
    """Return what a brief says of what was left out because the time was over; first, as nothing is more important."""
    left = [part for part in budget.missed if part]
    said = (
        f"reading was stopped after {budget.seconds:.0f} s: {', '.join(left)} were not looked for, or not to the end; "
        "nothing follows from their absence (--seconds)"
    )
    return (*([searched] if searched else []), *([said] if left else []))
