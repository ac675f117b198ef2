"""How goods are said to change hands or place, from data."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.tables import read_yaml


@dataclass(frozen=True, slots=True)
class Movements:
    """Words of how goods change hands or place, by what they say of their subject, object and prepositions."""

    gives: frozenset[str]
    gets: frozenset[str]
    moves: frozenset[str]
    nouns: frozenset[str]
    bound: frozenset[str]
    origin: frozenset[str]
    goal: frozenset[str]
    at: frozenset[str]
    ends: frozenset[str]
    helps: frozenset[str]
    left: frozenset[str]
    reached: frozenset[str]
    with_goods: frozenset[str]
    made: frozenset[str]
    carriers: frozenset[str]
    measured: frozenset[str]
    makes: frozenset[str]
    amounts: frozenset[str]
    apart: frozenset[str]
    described: frozenset[str]
    stopped: frozenset[str]
    caught: frozenset[str]
    starts: frozenset[str]
    takers: frozenset[str]
    givers: frozenset[str]
    counted: frozenset[str]
    labour: frozenset[str]


@cache
def movements() -> Movements:
    """Return the words of movement."""
    content: dict[str, Any] = read_yaml("watchwire.events", "movements.yaml")
    held = {key: frozenset(words) for key, words in content.items()}
    held["origin"], held["goal"] = held.pop("from"), held.pop("to")
    return Movements(**held)
