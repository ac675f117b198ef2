"""The additive model of names in texts; its weights are `data/weights.tsv`, learned by `training/weights.py`.

Calling a probability strong, possible or weak is `bands`.
"""

from collections.abc import Mapping
from typing import Final

from watchwire.names.additive import START, Additive, Term, probability

__all__ = ["START", "Term", "log_odds", "plain_terms", "probability", "terms", "use_weights", "weights_of"]

_MODEL: Final = Additive("watchwire.screening", "weights.tsv")


def weights_of(group: str) -> dict[str, float]:
    """Return the weights of a group of names (person, syllabic, body, craft, lone) by feature."""
    return _MODEL.weights_of(group)


def use_weights(weights: Mapping[tuple[str, str], float] | None) -> None:
    """Use other weights, by group and feature, from now on in this process (see `Additive.use`)."""
    _MODEL.use(weights)


def log_odds(group: str, features: Mapping[str, float]) -> float:
    """Return the sum of the terms of a name in a text, without the start."""
    return _MODEL.log_odds(group, features)


def plain_terms(group: str, features: Mapping[str, float]) -> list[tuple[str, float, str]]:
    """Return the same as `terms` in bare tuples: feature, weight, meaning."""
    return _MODEL.plain_terms(group, features)


def terms(group: str, features: Mapping[str, float]) -> list[Term]:
    """Return the terms of the sum, the heaviest first, and at the end the start."""
    return _MODEL.terms(group, features)
