"""An additive model: each feature of a line adds its weight, and the sum, in log-odds, becomes a share.

The weights are made by `benchmarks/train_confidence.py` from `tests/judged`; the file says from how many lines and how
well they did on texts that were left out.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from watchwire.model import Confidence
from watchwire.tables import read_table

_REASONS = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in log-odds by section and feature, and the least confidence of each level by section."""

    features: dict[tuple[str, str], float]
    levels: dict[tuple[str, str], float]


@cache
def weights() -> Weights:
    """Return the learned weights, from data."""
    features: dict[tuple[str, str], float] = {}
    levels: dict[tuple[str, str], float] = {}
    for row in read_table("watchwire.confidence", "weights.tsv"):
        held = levels if row["what"] == "level" else features
        held[row["section"], row["name"]] = float(row["value"])
    return Weights(features, levels)


def confidence_of(section: str, features: Iterable[str]) -> Confidence:
    """Return a line's confidence with the features that weigh most."""
    table = weights().features
    known = ((name, table.get((section, name))) for name in dict.fromkeys(features))
    present = [(name, weight) for name, weight in known if weight is not None]
    total = table.get((section, "base"), 0.0) + sum(weight for _, weight in present)
    reasons = sorted((pair for pair in present if abs(pair[1]) >= 0.05), key=lambda pair: -abs(pair[1]))  # noqa: PLR2004
    return Confidence(1 / (1 + math.exp(-total)), tuple(reasons[:_REASONS]))
