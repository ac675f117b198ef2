"""Languages behind one seam, and dates."""

from watchwire.language.analysis import Analysis, Language, Name, Sentence, Word
from watchwire.language.dates import find_dates
from watchwire.language.dating import date_article
from watchwire.language.pick import analyses_of, language_for, load

__all__ = [
    "Analysis",
    "Language",
    "Name",
    "Sentence",
    "Word",
    "analyses_of",
    "date_article",
    "find_dates",
    "language_for",
    "load",
]
