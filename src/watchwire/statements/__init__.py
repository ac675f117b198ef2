"""Who said what, and how certain it is."""

from watchwire.statements.answers import with_answers
from watchwire.statements.build import build_statements

__all__ = ["build_statements", "with_answers"]
