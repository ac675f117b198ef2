"""From a score or a probability to how a match is treated. Every number a person may want to move stands here."""

from watchwire.model import Band

STRONG = 0.92
ALERT = 0.80
"""Bands of a look-up, where two names were compared: the score orders names and is no probability."""
STRONG_IN_TEXT = 0.9
ALERT_IN_TEXT = 0.5
"""Bands in a text, where a probability was worked out: an alert is more likely right than not."""
SHOWN = 0.1
"""Probability in a text from which a match is shown, as weak support; what stands letter by letter always is."""


def band_of(score: float) -> Band:
    """Return the band of a score of two names."""
    return _band(score, STRONG, ALERT)


def band_in_text(probability: float) -> Band:
    """Return the band of the probability that a name in a text is a listed party."""
    return _band(probability, STRONG_IN_TEXT, ALERT_IN_TEXT)


def _band(value: float, strong: float, alert: float) -> Band:
    if value >= strong:
        return Band.STRONG
    return Band.POSSIBLE if value >= alert else Band.WEAK
