"""From a probability to how a match is treated. Every number a person may want to move stands here."""

from typing import Final

from watchwire.model import Band

STRONG: Final = 0.9
ALERT: Final = 0.5
"""An alert is more likely right than not, in a text and where two names are compared."""
SHOWN: Final = 0.1
"""Probability from which a match is shown, as weak support; what stands in a text letter by letter always is."""
LOOKED_UP: Final = 0.3
"""Probability from which a look-up shows a name: below, a name of two words shares one of them with nearly any list."""


def band_of(probability: float) -> Band:
    """Return the band of the probability that a name is a listed party's."""
    if probability >= STRONG:
        return Band.STRONG
    return Band.POSSIBLE if probability >= ALERT else Band.WEAK
