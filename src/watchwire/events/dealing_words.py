"""Words of business with somebody, from data."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.tables import read_yaml


@dataclass(frozen=True, slots=True)
class DealingWords:
    """Verbs and prepositions of business, by where in their clause whoever does it is named."""

    to: frozenset[str]
    serving: frozenset[str]
    asking: frozenset[str]
    whom: frozenset[str]
    bare: frozenset[str]
    does: frozenset[str]
    with_things: frozenset[str]
    origin: frozenset[str]
    through: frozenset[str]
    goal: frozenset[str]
    belongings: frozenset[str]
    never: frozenset[str]
    going: frozenset[str]
    towards: frozenset[str]
    visiting: frozenset[str]
    reaching: frozenset[str]
    gifts: frozenset[str]
    lead_on: frozenset[str]
    backers: frozenset[str]
    whoever: frozenset[str]
    getting: frozenset[str]
    consisting: frozenset[str]
    ensuring: frozenset[str]
    punished: frozenset[str]
    thieves: frozenset[str]
    delaying: frozenset[str]


@cache
def dealing_words() -> DealingWords:
    """Return the words of business."""
    content: dict[str, Any] = read_yaml("watchwire.events", "dealings.yaml")
    held = {key: frozenset(words) for key, words in content.items()}
    held["origin"], held["goal"] = held.pop("from"), held.pop("for")
    return DealingWords(**held)
