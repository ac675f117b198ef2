"""From a probability to how it should be treated. Every number a person may want to move stands here."""

from watchwire.model import Band

STRONG = 0.9
"""From here on a match is strong."""
ALERT = 0.5
"""From here on a match is an alert: more likely than not. `docs/benchmarks.md` gives the rates measured at it."""
SHOWN = 0.1
"""From here on a match is shown, as weak support; what stands letter by letter always is."""


def band_of(probability: float) -> Band:
    """Return the band of a probability."""
    if probability >= STRONG:
        return Band.STRONG
    return Band.POSSIBLE if probability >= ALERT else Band.WEAK
