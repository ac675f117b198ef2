"""From a score to how it should be treated."""

from watchwire.model import Band

STRONG = 0.92
ALERT = 0.80
"""Scores from here on are alerts; `docs/benchmarks.md` gives the rates measured at it."""


def band_of(score: float) -> Band:
    """Return the band of a score."""
    if score >= STRONG:
        return Band.STRONG
    return Band.POSSIBLE if score >= ALERT else Band.WEAK
