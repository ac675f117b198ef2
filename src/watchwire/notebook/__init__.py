"""For analysts: many names at once from Python, frames in and out, and HTML where a notebook shows it.

`watchwire.screen` and its neighbours use this room; nothing in it is loaded by the command line.
"""

from watchwire.notebook.many import Answer, Answers, screen_many
from watchwire.notebook.matches import Matches
from watchwire.notebook.show import show_in_notebooks

__all__ = ["Answer", "Answers", "Matches", "screen_many", "show_in_notebooks"]
