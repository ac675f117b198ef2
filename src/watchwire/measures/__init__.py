"""The rule base and its application: from a reported activity to the measures that cover it."""

from watchwire.measures.apply import find_concerns
from watchwire.measures.common import in_order
from watchwire.measures.covering import Sides, measures_for
from watchwire.measures.rules import load_measures, rule_base
from watchwire.measures.telling_concerns import Candidate, find_candidates

__all__ = [
    "Candidate",
    "Sides",
    "find_candidates",
    "find_concerns",
    "in_order",
    "load_measures",
    "measures_for",
    "rule_base",
]
