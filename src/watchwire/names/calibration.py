"""From the raw score of a comparison to one that reads as a share: of pairs with 0.2, about a fifth are one party.

The share holds for pairs that somebody thought worth comparing. A name out of the blue is somebody else far more often.
"""

from bisect import bisect_right
from functools import lru_cache

from watchwire.model import Comparison, Reason
from watchwire.tables import read_table


def calibrated(comparison: Comparison) -> Comparison:
    """Return a comparison with its score calibrated, and the reason that says what that changed."""
    score = comparison.score
    share = _share(score)
    if share == score:
        return comparison
    reason = Reason("calibration", round(share - score, 4), f"raw score {score:.2f}: few pairs like this are one party")
    return Comparison(share, (*comparison.reasons, reason))


def _share(score: float) -> float:
    raw, shares = _knots()
    at = min(bisect_right(raw, score), len(raw) - 1)
    low, high = raw[at - 1], raw[at]
    if shares[at - 1] == low and shares[at] == high:
        return score
    return round(shares[at - 1] + (shares[at] - shares[at - 1]) * (score - low) / (high - low), 4)


@lru_cache(maxsize=1)
def _knots() -> tuple[list[float], list[float]]:
    rows = list(read_table("watchwire.names", "calibration.tsv"))
    return [float(row["raw"]) for row in rows], [float(row["score"]) for row in rows]
