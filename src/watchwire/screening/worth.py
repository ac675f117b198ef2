"""Which of the names found in a text could still be shown, whatever the text around them says.

Weighing all that stands around a name costs more than finding it, and most of what is found is far from any
probability that is shown. `most_of` is a bound: what a name is worth if all that could speak for it did.
"""

from collections.abc import Sequence
from typing import Final

from watchwire.names.additive import log_odds_of
from watchwire.screening.evidence import Features
from watchwire.screening.found import Found
from watchwire.screening.model import log_odds, weights_of
from watchwire.screening.roles import HIGH
from watchwire.screening.surroundings import Surroundings

_WORDS_MOST: Final = 3
_SPARE: Final = 1e-6
"""Sums are compared with this much to spare, as they may be added up in another order."""


def worth_weighing(
    surroundings: Surroundings, items: Sequence[Found], known: Sequence[Features], least: float
) -> list[bool]:
    """Say of each name found whether it must be weighed in full.

    Names at one place are weighed together, as they compete; so are a family name alone and the full names of its
    bearer, as it is never surer than they are.

    Args:
        surroundings: of the text.
        items: the names found.
        known: for each what is known of its context already.
        least: the probability from which a name is shown.

    """
    wanted = log_odds_of(least) - _SPARE
    places: dict[tuple[int, int], list[int]] = {}
    for number, item in enumerate(items):
        places.setdefault((item.start, item.end), []).append(number)
    worth = {
        place
        for place, here in places.items()
        if any(items[n].exact or most_of(surroundings, items[n], known[n], wanted) >= wanted for n in here)
    }
    pending = list(worth)
    while pending:
        alone = {items[n].entry.subject for place in pending for n in places[place] if items[n].group == "lone"}
        pending = []
        if alone:
            for item in items:
                place = (item.start, item.end)
                if place not in worth and item.group != "lone" and item.entry.subject in alone:
                    worth.add(place)
                    pending.append(place)
    return [(item.start, item.end) in worth for item in items]


def most_of(surroundings: Surroundings, item: Found, known: Features, wanted: float) -> float:
    """Return the most log-odds that a name found can come to: as exactly as it takes to tell that it is below some."""
    standing, group = item.entry.standing, item.group
    weights = weights_of(group)
    total = item.log_odds + log_odds(group, known)
    total += _gain(weights, "topic") * surroundings.topic
    near = _gain(weights, "country near")
    if standing.countries:
        total += max(near, _gain(weights, "country in text")) + _gain(weights, "claimed by its country")
    else:
        total += weights.get("no country known", 0.0) + (near if standing.home else 0.0)
    if group == "body":
        total += _gain(weights, "press form") * item.entry.press + _gain(weights, "called an armed group")
        return total + (_gain(weights, "spelt out as its name") if "acronym" in item.features else 0.0)
    if group == "craft":
        return total + _gain(weights, "ship near") + _gain(weights, "ship beside")
    total += _gain(weights, "public role")
    if standing.roles:
        total += max(_gain(weights, "role agrees"), _gain(weights, "role agrees elsewhere"))
        total += _gain(weights, "initial, role agrees")
    if group == "lone":
        total += _gain(weights, "high office on the list") * bool(standing.roles & HIGH)
        if surroundings.words_before(surroundings.text[item.start : item.end]):
            total += _gain(weights, "full name in text")
    words = _gain(weights, "position words")
    if total + words * _WORDS_MOST < wanted:
        return total + words * _WORDS_MOST
    agreeing = len(surroundings.at(item.start, item.end).words & standing.words) if standing.words else 0
    return total + words * min(_WORDS_MOST, agreeing)


def _gain(weights: dict[str, float], feature: str) -> float:
    """Return what a feature may add; features that only take away add nothing."""
    return max(0.0, weights.get(feature, 0.0))
