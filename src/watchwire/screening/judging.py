"""What the rest of the text says for or against the names found in it; then probability, band and reasons.

Nothing is dropped that stands there letter by letter; where several parties compete for one place, all are told.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from watchwire.model import Band, Comparison, Match, PartyKind, Reason, Span
from watchwire.screening.bands import ALERT, SHOWN, band_of
from watchwire.screening.context import context_of
from watchwire.screening.evidence import Features
from watchwire.screening.found import Found
from watchwire.screening.model import log_odds, plain_terms, probability
from watchwire.screening.surroundings import Surroundings
from watchwire.screening.told import HALF, LONGER, carry, families_in, kin_named, tell_towns
from watchwire.screening.worth import worth_weighing

_STRETCH: Final = 256
_CRAFT: Final = frozenset({PartyKind.VESSEL, PartyKind.AIRCRAFT})
_NEIGHBOURS_MOST: Final = 3
_OWN_WRITING: Final = 0.5
"""By how much log-odds a name in another writing must be likelier to be shown in place of one in the text's own."""
_SURE: Final = 0.0
"""Log-odds of its name alone from which a party counts as a neighbour of others."""
_RIVAL: Final = 0.75
_BETTER: Final = 0.08
_LIKELY: Final = 0.9
_PRESS: Final = "press form"
_WHOLE: Final = "whole name"
_LIKELIER: Final = 0.3
"""By how much log-odds another party must be likelier at the same place to take from a name."""
_SHARER: Final = 0.15
"""Probability from which one of several parties of a name counts as a bearer of it."""
_TOGETHER_MOST: Final = 0.89
_MOST_ODDS: Final = 20.0


def judge(text: str, found: Iterable[Found], lands: Sequence[int] | None = None) -> list[Found]:
    """Return those of the names found in a text that are worth showing, in order of place and probability.

    Args:
        text: the text, as a view.
        found: the names found in it (`Finder.found`).
        lands: where in it names of countries may begin, if that was noted.

    """
    items = one_a_place(found)
    if not items:
        return []
    items = weigh_context(text, items, SHOWN, lands)
    _weigh_rivals(items)
    _name_all_bearers(items)
    return _best([item for item in items if item.exact or probability(item.log_odds) >= SHOWN])


def weigh_context(
    text: str, items: Sequence[Found], least: float = 0.0, lands: Sequence[int] | None = None
) -> list[Found]:
    """Add to every name found what the text around it says; `log_odds` becomes the whole sum.

    Args:
        text: the text, as a view.
        items: the names found in it, one a place and party.
        least: the probability from which names are wanted. Those that cannot reach it, and on which no other name
            depends, are left as they are and not returned.
        lands: where in the text names of countries may begin, if that was noted.

    """
    surroundings = Surroundings(text, lands)
    neighbours: dict[str, set[int]] = defaultdict(set)
    for item in items:
        if not item.entry.weak and item.log_odds > _SURE:
            for code in item.entry.party.countries:
                neighbours[code].add(item.entry.subject)
    bearers = _bearers(items)
    families = families_in(text, items)
    known: list[Features] = []
    for item in items:
        subject = item.entry.subject
        others = (
            {n for code in item.entry.party.countries for n in neighbours.get(code, ())} if neighbours else set[int]()
        )
        known.append(
            {
                "listed neighbours": float(min(_NEIGHBOURS_MOST, len(others - {subject}))),
                "weak alias agrees": float(item.supported),
                "bearers": math.log2(bearers[item.start, item.end]),
                "kin named": kin_named(text, item, families),
            }
        )
    wanted = worth_weighing(surroundings, items, known, least) if least else [True] * len(items)
    kept: list[Found] = []
    for item, besides, worth in zip(items, known, wanted, strict=True):
        if worth:
            features = context_of(surroundings, item)
            features.update(besides)
            item.context = {name: value for name, value in features.items() if value}
            kept.append(item)
    carry(text, kept)
    tell_towns(kept)
    for item in kept:
        item.log_odds += log_odds(item.group, item.context)
    _no_surer_than_whole(kept)
    return kept


def _no_surer_than_whole(items: Sequence[Found]) -> None:
    """Hold a family name that leans on the full name in the text to what that full name is worth."""
    whole: dict[int, float] = {}
    for item in items:
        if item.group != "lone" and not item.entry.weak:
            whole[item.entry.subject] = max(whole.get(item.entry.subject, item.log_odds), item.log_odds)
    for item in items:
        if item.group == "lone" and item.context.get("full name in text"):
            worth = whole.get(item.entry.subject, item.log_odds)
            if worth < item.log_odds:
                item.lowered = worth - item.log_odds
                item.log_odds = worth


def _weigh_rivals(items: Sequence[Found]) -> None:
    """Lower names of which other parties of the same list are likelier at the same place: only one can be meant.

    With the odds o of a name and r of its clearly likelier rivals, its probability is o / (1 + o + r). Parties of other
    lists are no rivals, as they may be the same one, not known as such; unless one is a person and the other none.
    """
    places: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for item in items:
        if not item.entry.weak:
            places[item.start, item.end].append(item)
    for here in places.values():
        for item in here:
            best: dict[int, float] = {}
            for other in here:
                if other.entry.subject != item.entry.subject and _outdoes(other, item):
                    best[other.entry.subject] = max(best.get(other.entry.subject, other.log_odds), other.log_odds)
            item.outdone = -math.log1p(sum([math.exp(min(total, _MOST_ODDS)) for total in best.values()]))
    for item in items:
        item.log_odds += item.outdone


def _outdoes(other: Found, item: Found) -> bool:
    """Say whether of two parties at one place the other is clearly likelier, or whole where this is a part."""
    across = other.entry.anatomy.person != item.entry.anatomy.person
    if not across and _publisher(other) != _publisher(item):
        return False
    whole = across and _WHOLE in other.features and _WHOLE not in item.features
    return whole or other.log_odds >= item.log_odds + _LIKELIER


def _name_all_bearers(items: Sequence[Found]) -> None:
    """Raise parties of one list that share a name, none of them likely by itself, to how likely one of them is meant.

    Only one can be meant, so their probabilities add up. All of them are told, each with this reason.
    """
    places: dict[tuple[int, int, str], list[Found]] = defaultdict(list)
    for item in items:
        if _may_share(item):
            places[item.start, item.end, _publisher(item)].append(item)
    for here in places.values():
        best: dict[int, float] = {}
        for item in here:
            best[item.entry.subject] = max(best.get(item.entry.subject, -math.inf), item.log_odds)
        highest = probability(max(best.values()))
        sharers = {s: p for s, total in best.items() if (p := probability(total)) >= max(_SHARER, highest / 2)}
        together = min(sum(sharers.values()), _TOGETHER_MOST)
        if len(sharers) < 2 or highest >= ALERT or together < ALERT:  # noqa: PLR2004
            continue
        for item in here:
            if item.entry.subject in sharers:
                item.sharers = len(sharers)
                item.shared = math.log(together / (1 - together)) - item.log_odds
                item.log_odds += item.shared


def _may_share(item: Found) -> bool:
    """Say whether a name is whole and telling enough to be raised because others bear it, too.

    A family name needs a title that agrees; a body of one word must be called by it in the news ("Logistics" is none).
    """
    if item.entry.weak or any(name in item.features for name in HALF | LONGER):
        return False
    if item.group == "lone":
        return bool(item.context.get("role agrees"))
    one_word = "one word" in item.features and "daily name" not in item.features
    return item.group != "body" or not (one_word or "no own word" in item.features)


def _publisher(item: Found) -> str:
    return item.entry.list


def _bearers(items: Sequence[Found]) -> dict[tuple[int, int], int]:
    """Count for each place the parties of one list whose names fit it about as well as the best."""
    best: dict[tuple[int, int], float] = defaultdict(lambda: -math.inf)
    for item in items:
        best[item.start, item.end] = max(best[item.start, item.end], item.log_odds)
    found: dict[tuple[int, int], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for item in items:
        if item.log_odds >= best[item.start, item.end] - _RIVAL and not item.entry.weak:
            found[item.start, item.end][_publisher(item)].add(item.entry.subject)
    return {place: max(map(len, found[place].values()), default=1) for place in best}


def one_a_place(found: Iterable[Found]) -> list[Found]:
    """Keep for each party and beginning its likeliest name; a family name is not alone inside the party's full one."""
    items = list(found)
    full = _Places()
    for item in items:
        if item.group != "lone":
            full.add(item)
    best: dict[tuple[int, int], Found] = {}
    supported: set[tuple[int, int]] = set()
    for item in items:
        if item.group == "lone" and any(
            f.entry.subject == item.entry.subject and f.start <= item.start and item.end <= f.end
            for f in full.beside(item)
        ):
            continue
        key = (item.entry.party_number, item.start)
        held = best.get(key)
        if held is None or _is_better(item, held):
            best[key] = item
        if item.entry.weak and item.exact:
            supported.add((item.entry.subject, item.start))
    for (_, start), item in best.items():
        item.supported = not item.entry.weak and (item.entry.subject, start) in supported
    return list(best.values())


def _is_better(item: Found, held: Found) -> bool:
    """Say which of two names of a party is shown at a place: the one that stands there letter by letter, if one does.

    Unless the other is longer, likely and clearly likelier, or of a better kind (`_rank`).
    """
    exact, other = (item, held) if item.exact else (held, item)
    near = exact.words >= other.words and other.log_odds < max(0.0, exact.log_odds + _LIKELIER)
    if item.exact != held.exact and near and _rank(exact)[:2] >= _rank(other)[:2]:
        return exact is item
    return _rank(item) > _rank(held)


def _rank(item: Found) -> tuple[bool, bool, float, int, int]:
    """Order findings for one place: strong names first, names before family names alone, then the likeliest.

    Of about the same likelihood a name in the text's own writing is shown: "Kim Jong Un" is no 김정은 to a reader.
    """
    lone = item.group == "lone"
    worth = item.log_odds - (_OWN_WRITING if "other writing" in item.features else 0.0)
    return (not item.entry.weak, not lone, round(worth, 2), item.words, -len(item.entry.ids))


def _best(items: list[Found]) -> list[Found]:
    """Drop names that lie inside a better, longer one."""
    kept = _Places()
    for item in sorted(items, key=_rank, reverse=True):
        if not any(_hides(other, item) for other in kept.beside(item)):
            kept.add(item)
    # A ship called Pioneer does not stand inside "Pioneer Ship Management Pte Ltd".
    # Weak names hide none; persons and bodies stay, as another list may have the same one under the longer name.
    whole = [
        item
        for item in kept.all
        if item.entry.kind not in _CRAFT
        or not any(_hides(other, item) for other in kept.beside(item) if other is not item and not other.entry.weak)
    ]
    return sorted(whole, key=lambda item: (item.start, -item.log_odds, item.entry.party_number))


class _Places:
    """Findings by where they stand, so that each is held only against those beside it, however long the text."""

    def __init__(self) -> None:
        self.all: list[Found] = []
        self._by_stretch: dict[int, list[Found]] = defaultdict(list)

    def add(self, item: Found) -> None:
        """Hold a finding."""
        self.all.append(item)
        for stretch in range(item.start // _STRETCH, item.end // _STRETCH + 1):
            self._by_stretch[stretch].append(item)

    def beside(self, item: Found) -> list[Found]:
        """Return, in the order in which they came, the findings that may overlap one."""
        first, last = item.start // _STRETCH, item.end // _STRETCH
        if first == last:
            return self._by_stretch.get(first, [])
        found = [other for stretch in range(first, last + 1) for other in self._by_stretch.get(stretch, ())]
        return list({id(other): other for other in found}.values())


def _hides(better: Found, item: Found) -> bool:
    """Say whether a finding is covered by another that explains more of the text at least as well."""
    if not (better.start < item.end and item.start < better.end):
        return False
    if better.entry.party_number == item.entry.party_number:
        return True
    if item.exact and not item.entry.weak and (better.words <= item.words or _is_no_part(item, better)):
        return False
    likelier, likely = probability(better.log_odds), probability(item.log_odds)
    inside = better.start <= item.start and item.end <= better.end
    if better.words > item.words and inside:
        return likelier >= likely - _BETTER or likelier >= _LIKELY
    return inside and likelier >= likely + _BETTER and likelier >= _LIKELY and likely < 1 - _LIKELY


def _is_no_part(item: Found, better: Found) -> bool:
    """Say whether a name of several words stays, though a longer one stands there that is spelt otherwise."""
    return not better.exact and item.words > 1 and item.entry.kind not in _CRAFT


def match_of(item: Found, span: Span, text: str, subject: str) -> Match:
    """Return a name found as a possible match, with its band and the terms of its probability as reasons.

    Args:
        item: the name found, its context weighed.
        span: where it stands in the article's own text.
        text: that text.
        subject: the id of its subject.

    """
    score = round(probability(item.log_odds), 4)
    band, capped = _band(item, score)
    name = item.entry.name
    reasons = [_reason("listed name", 0.0, f"{name.full} ({name.quality.value})")]
    features = item.features | item.context
    reasons += [
        _reason(feature, round(weight, 3), _detail(item, feature, meaning))
        for feature, weight, meaning in plain_terms(item.group, features)
    ]
    if item.lowered:
        reasons.append(Reason("full name", round(item.lowered, 3), "the full name in the text is worth no more"))
    if item.outdone:
        reasons.append(Reason("likelier party", round(item.outdone, 3), "another party of the list is likelier"))
    if item.sharers:
        detail = f"{item.sharers} listed parties bear the name: as likely one of them is meant"
        reasons.append(Reason("one of several", round(item.shared, 3), detail))
    if capped:
        reasons.append(Reason("rule", 0.0, capped))
    comparison = Comparison(score, tuple(reasons))
    return Match(
        item.entry.party, name, comparison, band, span, span.of(text), subject=subject, in_furniture=item.in_furniture
    )


@lru_cache(maxsize=1 << 14)
def _reason(feature: str, weight: float, detail: str) -> Reason:
    """Return a reason; kept, as most are given again and again."""
    return Reason(feature, weight, detail)


def _band(item: Found, score: float) -> tuple[Band, str]:
    """Return the band, and the rule that keeps it below what the probability would give."""
    band = band_of(score)
    if item.entry.weak:
        return Band.WEAK, "the list calls this name weak: support, no alert by itself"
    if band is Band.STRONG and item.group == "lone":
        return Band.POSSIBLE, "a family name alone is never strong"
    if band is Band.STRONG and item.group == "person" and any(name in item.features for name in HALF):
        return Band.POSSIBLE, "half a name is never strong"
    if band is Band.WEAK and item.exact:
        return band, "kept because the whole name stands there letter by letter"
    return band, ""


def _detail(item: Found, feature: str, meaning: str) -> str:
    if feature in {"unlike", "respelt", "loose word"} and item.spellings:
        return f"{meaning}: " + ", ".join(f"{a} ≈ {b} ({s:.2f})" for a, b, s in item.spellings)
    if feature.endswith("missing") and item.missing:
        return f"{meaning} ({', '.join(item.missing)})"
    party = item.entry.party
    if feature in {"country near", "country in text", "country not in text", "another country near"}:
        return f"{meaning} ({', '.join(sorted(item.entry.standing.countries))})"
    if feature == "role agrees":
        return f"{meaning} ({'; '.join(party.positions[:2])})"
    return meaning
