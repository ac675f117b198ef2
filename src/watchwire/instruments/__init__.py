"""Instruments cited in a text: found by their forms, linked to the rule base, in force or not on the day."""

from watchwire.instruments.find import Found, find_citations
from watchwire.instruments.link import find_instruments, measures_under

__all__ = ["Found", "find_citations", "find_instruments", "measures_under"]
