"""Finding listed names: in running text, and for single names."""

from watchwire.screening.bands import ALERT, STRONG, band_of
from watchwire.screening.index import Index
from watchwire.screening.lookup import Query
from watchwire.screening.questions import Question
from watchwire.screening.screener import Screener
from watchwire.screening.steady import settle, settle_for_rows, sweep

__all__ = ["ALERT", "STRONG", "Index", "Query", "Question", "Screener", "band_of", "settle", "settle_for_rows", "sweep"]
