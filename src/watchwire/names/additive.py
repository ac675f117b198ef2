"""Evidence in, probability out: an additive model of log-odds whose terms are the reasons that a reader is shown.

Its weights are a table of data (group, feature, expected, sign, weight, meaning), learned by a command in `training/`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from watchwire.tables import read_table

START: Final = "start"
"""The term of every sum: what is believed before any evidence."""
_MOST: Final = 30.0


@dataclass(frozen=True)
class Term:
    """One term of a sum: the feature, its weight times its value (log-odds), and what it means."""

    feature: str
    weight: float
    meaning: str


class Additive:
    """The weights of one table, by group and feature."""

    def __init__(self, package: str, table: str) -> None:
        self._package = package
        self._table = table
        self._other: dict[tuple[str, str], float] = {}
        self._weights: dict[str, dict[str, float]] = {}
        self._meanings: dict[str, dict[str, str]] = {}

    def _read(self) -> None:
        for row in read_table(self._package, self._table):
            key = (row["group"], row["feature"])
            self._weights.setdefault(row["group"], {})[row["feature"]] = self._other.get(key, float(row["weight"]))
            self._meanings.setdefault(row["group"], {})[row["feature"]] = row["meaning"]

    def use(self, weights: Mapping[tuple[str, str], float] | None) -> None:
        """Use other weights, by group and feature, from now on in this process; None goes back to those of the table.

        For cross-validation: the benchmarks judge each document by weights that were learned without it.
        """
        self._other = dict(weights or {})
        self._weights.clear()
        self._meanings.clear()

    def weights_of(self, group: str) -> dict[str, float]:
        """Return the weights of a group by feature."""
        if not self._weights:
            self._read()
        return self._weights[group]

    def log_odds(self, group: str, features: Mapping[str, float]) -> float:
        """Return the sum of the terms, without the start. Features that a group does not weigh count nothing."""
        weights = self.weights_of(group)
        total = 0.0
        for name, value in features.items():
            weight = weights.get(name)
            if weight is not None:
                total += weight * value
        return total

    def terms(self, group: str, features: Mapping[str, float]) -> list[Term]:
        """Return the terms of a sum, the heaviest first, and at the end the start."""
        return [Term(*term) for term in self.plain_terms(group, features)]

    def plain_terms(self, group: str, features: Mapping[str, float]) -> list[tuple[str, float, str]]:
        """Return the same in bare tuples: feature, weight, meaning."""
        weights = self.weights_of(group)
        meanings = self._meanings[group]
        found: list[tuple[float, str, float, str]] = []
        for name, value in features.items():
            weight = weights.get(name, 0.0) * value
            if weight:
                found.append((-abs(weight), name, weight, meanings[name]))
        found.sort(key=_heaviest)
        return [*[term[1:] for term in found], (START, weights[START], meanings[START])]


def _heaviest(term: tuple[float, str, float, str]) -> float:
    return term[0]


def probability(log_odds: float) -> float:
    """Return the probability of log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, log_odds))))


def log_odds_of(probability: float) -> float:
    """Return the log-odds of a probability."""
    return (
        math.log(probability / (1.0 - probability))
        if 0.0 < probability < 1.0
        else math.copysign(_MOST, probability - 0.5)
    )
