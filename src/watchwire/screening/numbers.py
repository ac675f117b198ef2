"""Numbers in a running text: they find parties that no name tells, and speak against a ship of that name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from watchwire.identifiers import KINDS, Number, compatible, numbers_in
from watchwire.identifiers.keys import same
from watchwire.model import Article, Band, Comparison, Identifier, Match, PartyKind, Reason, Span
from watchwire.screening.bands import band_of
from watchwire.screening.index import Index
from watchwire.screening.questions import agreement, bearers, spoken

_BESIDE = 12
"""How many characters may stand between a name and the number that is said of it: a bracket, a comma, a label."""
_OF_A_CRAFT = 120
"""The same for ships and aircraft, of which registers give type, flag and former names in between."""
_LASTING = 2.0
"""From which contradiction (log-odds) on a number stays with its bearer for life."""


def with_numbers(index: Index, article: Article, matches: Sequence[Match]) -> list[Match]:
    """Return the matches of a text with what its numbers add, and what they contradict.

    A party whose name was found is not found again by its number.
    """
    numbers = numbers_in(article.text)
    if not numbers:
        return list(matches)
    kept = [_contradicted(match, numbers) for match in matches]
    named = {match.party.id for match in kept if match.band is not Band.WEAK}
    return [*kept, *_found(index, article, numbers, named)]


def _found(index: Index, article: Article, numbers: Iterable[Number], named: set[str]) -> Iterator[Match]:
    for number in numbers:
        span = Span(number.start, number.end)
        for party, item in bearers(index, Identifier(number.kind or "", number.value)):
            if party.id in named:
                continue
            named.add(party.id)
            strength = KINDS[item.kind].strength
            beside = article.in_furniture(span)
            comparison = Comparison(strength, (agreement(item),))
            yield Match(
                party, party.names[0], comparison, band_of(strength), span, number.value, in_furniture=beside
            )  # fmt: skip


def _contradicted(match: Match, numbers: Iterable[Number]) -> Match:
    """Return a match as weak where another number than the party's stands right behind its name."""
    span = match.span
    if span is None or match.band is Band.WEAK:
        return match
    reach = _OF_A_CRAFT if match.party.kind in {PartyKind.VESSEL, PartyKind.AIRCRAFT} else _BESIDE
    following = (number for number in numbers if 0 <= number.whole_start - span.end <= reach)
    lasting = [number for number in following if KINDS[number.kind or "other"].contradiction >= _LASTING]
    for number in lasting[:1]:
        kind = KINDS[number.kind or "other"]
        held = [item for item in match.party.identifiers if item.kind == number.kind]
        if held and not any(compatible(number.kind, i.kind) and same(i.kind, number.value, i.value) for i in held):
            said = Identifier(number.kind or "", number.value)
            listed = ", ".join(item.value for item in held[:3])
            reason = Reason("identifier", -kind.contradiction, f"{spoken(said)} stands beside it, listed {listed}")
            comparison = Comparison(round(match.score / 5, 4), (reason, *match.comparison.reasons))
            return replace(match, comparison=comparison, band=Band.WEAK)
    return match
