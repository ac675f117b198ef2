"""The rule base and its application: from a reported activity to the measures that cover it."""

from watchwire.measures.apply import find_concerns, measures_for
from watchwire.measures.rules import rule_base

__all__ = ["find_concerns", "measures_for", "rule_base"]
