"""An additive model: each feature of a line adds its weight, some pairs of them one more; the sum becomes a share.

The sum is in log-odds. A pair of features counts where both are seen.
The weights are made by `benchmarks/train_confidence.py` from `tests/judged`; the file says from how many lines and how
well they did on texts that were left out.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from watchwire.model import Confidence
from watchwire.tables import read_table

_REASONS = 4
_TELLING = 0.05
"""From which weight on a feature is told as a reason, in log-odds."""
PAIR = " && "
"""What parts the two features of a pair in the table."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in log-odds by section and feature, those of pairs, and the least confidence of each level by section.

    `pairs` has by section and the one feature the others that count beside it, each with its weight.
    """

    features: dict[tuple[str, str], float]
    pairs: dict[tuple[str, str], dict[str, float]]
    levels: dict[tuple[str, str], float]


@cache
def weights() -> Weights:
    """Return the learned weights, from data."""
    features: dict[tuple[str, str], float] = {}
    pairs: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    levels: dict[tuple[str, str], float] = {}
    for row in read_table("watchwire.confidence", "weights.tsv"):
        if row["what"] == "pair":
            first, second = row["name"].split(PAIR)
            pairs[row["section"], first][second] = float(row["value"])
            continue
        held = levels if row["what"] == "level" else features
        held[row["section"], row["name"]] = float(row["value"])
    return Weights(features, dict(pairs), levels)


def confidence_of(section: str, features: Iterable[str]) -> Confidence:
    """Return a line's confidence with the features that weigh most."""
    table, pairs = weights().features, weights().pairs
    seen = dict.fromkeys(features)
    present = [(name, weight) for name in seen if (weight := table.get((section, name))) is not None]
    for first in seen:
        beside = pairs.get((section, first))
        if beside is not None:
            present += [(f"{first}, and {second}", beside[second]) for second in beside.keys() & seen.keys()]
    total = table.get((section, "base"), 0.0) + math.fsum(weight for _, weight in present)
    telling = (pair for pair in present if abs(pair[1]) >= _TELLING)
    return Confidence(1 / (1 + math.exp(-total)), tuple(sorted(telling, key=_heaviest)[:_REASONS]))


def _heaviest(reason: tuple[str, float]) -> tuple[float, str]:
    return -abs(reason[1]), reason[0]
