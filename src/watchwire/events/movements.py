"""How goods are said to change hands or place, from data."""

from collections.abc import Mapping
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
    loading: frozenset[str]
    judging: frozenset[str]
    of_goods: Mapping[str, frozenset[str]]
    """Verbs that tell of one kind of goods alone, by its key."""
    starts: frozenset[str]
    takers: frozenset[str]
    givers: frozenset[str]
    counted: frozenset[str]
    labour: frozenset[str]


@cache
def movements() -> Movements:
    """Return the words of movement."""
    content: dict[str, Any] = read_yaml("watchwire.events", "movements.yaml")
    of_goods = {key: frozenset(words) for key, words in content.pop("of_goods").items()}
    held: dict[str, Any] = {key: frozenset(words) for key, words in content.items()}
    held["origin"], held["goal"] = held.pop("from"), held.pop("to")
    return Movements(**held, of_goods=of_goods)
