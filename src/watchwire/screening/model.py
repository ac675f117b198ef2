"""Evidence in, probability out: one additive model of log-odds whose terms are the reasons that a reader is shown.

The weights are data (`data/weights.tsv`), learned by `training/weights.py`. Calling a probability strong, possible or
weak is `bands`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from watchwire.tables import read_table

START = "start"
_other: dict[tuple[str, str], float] = {}
_MOST = 30.0


@dataclass(frozen=True)
class Term:
    """One term of a sum: the feature, its weight times its value (log-odds), and what it means."""

    feature: str
    weight: float
    meaning: str


@cache
def weights_of(group: str) -> dict[str, float]:
    """Return the weights of a group of names (person, syllabic, body, craft, lone) by feature."""
    return {
        row["feature"]: _other.get((group, row["feature"]), float(row["weight"]))
        for row in _rows()
        if row["group"] == group
    }


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(read_table("watchwire.screening", "weights.tsv"))


def use_weights(weights: Mapping[tuple[str, str], float] | None) -> None:
    """Use other weights, by group and feature, from now on in this process; None goes back to those of the package.

    For cross-validation: the benchmarks judge each document by weights that were learned without it.
    """
    _other.clear()
    _other.update(weights or {})
    weights_of.cache_clear()


@cache
def meanings_of(group: str) -> dict[str, str]:
    """Return what each feature of a group means."""
    return {row["feature"]: row["meaning"] for row in _rows() if row["group"] == group}


def log_odds(group: str, features: Mapping[str, float]) -> float:
    """Return the sum of the terms, without the start. Features that a group does not weigh count nothing."""
    weights = weights_of(group)
    total = 0.0
    for name, value in features.items():
        weight = weights.get(name)
        if weight is not None:
            total += weight * value
    return total


def terms(group: str, features: Mapping[str, float]) -> list[Term]:
    """Return the terms of a sum, the heaviest first, and at the end the start: what is believed before any evidence."""
    weights, meanings = weights_of(group), meanings_of(group)
    found = [
        Term(name, weights[name] * value, meanings[name])
        for name, value in features.items()
        if name in weights and weights[name] * value
    ]
    found.sort(key=lambda term: -abs(term.weight))
    return [*found, Term(START, weights[START], meanings[START])]


def probability(log_odds: float) -> float:
    """Return the probability of log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, log_odds))))
