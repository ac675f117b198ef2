"""The rule base and its application: from a reported activity to the measures that cover it."""

from watchwire.measures.apply import find_concerns
from watchwire.measures.common import in_order
from watchwire.measures.covering import Sides, measures_for
from watchwire.measures.rules import load_measures, rule_base

__all__ = ["Sides", "find_concerns", "in_order", "load_measures", "measures_for", "rule_base"]
