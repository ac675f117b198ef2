"""How likely a reader lets a line of a brief stand, learned from lines that readers judged.

`build.py` gives the findings their confidence; it needs the analysis, and is imported where that is at hand.
"""

from watchwire.confidence.levels import Level, shown_from

__all__ = ["Level", "shown_from"]
