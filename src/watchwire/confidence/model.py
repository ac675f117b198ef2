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

    features: dict[str, dict[str, float]]
    pairs: dict[str, dict[str, dict[str, float]]]
    levels: dict[tuple[str, str], float]


@cache
def weights() -> Weights:
    """Return the learned weights, from data."""
    features: dict[str, dict[str, float]] = defaultdict(dict)
    pairs: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    levels: dict[tuple[str, str], float] = {}
    for row in read_table("watchwire.confidence", "weights.tsv"):
        if row["what"] == "pair":
            first, second = row["name"].split(PAIR)
            pairs[row["section"]][first][second] = float(row["value"])
        elif row["what"] == "level":
            levels[row["section"], row["name"]] = float(row["value"])
        else:
            features[row["section"]][row["name"]] = float(row["value"])
    return Weights(dict(features), {section: dict(held) for section, held in pairs.items()}, levels)


def confidence_of(section: str, features: Iterable[str]) -> Confidence:
    """Return a line's confidence with the features that weigh most."""
    held = weights()
    table, pairs = held.features.get(section, {}), held.pairs.get(section, {})
    seen = set(features)
    present = [(name, table[name]) for name in table.keys() & seen]
    for first in pairs.keys() & seen:
        beside = pairs[first]
        present += [(f"{first}, and {second}", beside[second]) for second in beside.keys() & seen]
    total = table.get("base", 0.0) + math.fsum([weight for _, weight in present])
    telling = [pair for pair in present if abs(pair[1]) >= _TELLING]
    telling.sort(key=_heaviest)
    return Confidence(1 / (1 + math.exp(-total)), tuple(telling[:_REASONS]))


def _heaviest(reason: tuple[str, float]) -> tuple[float, str]:
    return -abs(reason[1]), reason[0]
