"""Move a section's weights by verdicts that they were not learned from.

Most texts that the shipped weights were learned from are not shipped. So that later verdicts count without them, the
weights are the mean of a normal prior (a maximum a posteriori estimate): what is least is the logistic loss of the new
verdicts and the squared change of each weight over twice the prior's variance. What no new line speaks of stays.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from watchwire.confidence.model import PAIR, weights

BASE = "base"
Seen = tuple[str, ...]


class Table:
    """The weights of a section by name (pairs as `A && B`), the base among them."""

    def __init__(self, weights_by_name: dict[str, float]) -> None:
        self.weights = weights_by_name
        self._beside: dict[str, list[str]] = {}
        for name in weights_by_name:
            first, parted, second = name.partition(PAIR)
            if parted:
                self._beside.setdefault(first, []).append(second)

    @classmethod
    def shipped(cls, section: str) -> "Table":
        """Return the weights of a section as they are shipped."""
        held = weights()
        table = dict(held.features.get(section, {}))
        for first, beside in held.pairs.get(section, {}).items():
            table |= {f"{first}{PAIR}{second}": weight for second, weight in beside.items()}
        return cls(table)

    def terms(self, seen: Seen) -> list[str]:
        """Return a line's features, the pairs of them that have a weight, and the base."""
        names = dict.fromkeys(seen)
        pairs = [f"{a}{PAIR}{b}" for a in names for b in self._beside.get(a, ()) if b in names]
        return [BASE, *names, *pairs]

    def predicted(self, lines: Sequence[Seen]) -> np.ndarray:
        """Return for each line's features the probability that it stands."""
        sums = [sum(self.weights.get(name, 0.0) for name in self.terms(seen)) for seen in lines]
        return 1 / (1 + np.exp(-np.array(sums)))


def moved(
    table: Table, lines: Sequence[Seen], right: np.ndarray, counts: np.ndarray, variance: float, least: int
) -> Table:
    """Return a section's weights after more verdicts.

    Args:
        table: the weights until now, in log-odds.
        lines: the features of each line.
        right: 1 where a line stands, 0 where it was struck.
        counts: what each verdict counts.
        variance: the prior's, in log-odds squared: how far a weight may go.
        least: how many lines must show a feature that has no weight yet for it to get one.

    """
    before = table.weights
    terms = [table.terms(seen) for seen in lines]
    often = Counter(name for line in terms for name in line)
    names = [name for name, number in often.items() if name in before or number >= least]
    at = {name: column for column, name in enumerate(names)}
    cells = [(row, at[name]) for row, line in enumerate(terms) for name in line if name in at]
    rows, columns = np.array(cells).T
    seen = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(lines), len(names)))
    offset = seen @ np.array([before.get(name, 0.0) for name in names])
    signs = 2 * right - 1

    def loss(change: np.ndarray) -> tuple[float, np.ndarray]:
        margin = signs * (offset + seen @ change)
        value = float(counts @ np.logaddexp(0, -margin) + change @ change / (2 * variance))
        return value, change / variance - seen.T @ (counts * signs / (1 + np.exp(margin)))

    change = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return Table(before | {name: before.get(name, 0.0) + float(change[column]) for name, column in at.items()})
