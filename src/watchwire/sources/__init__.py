"""Bytes, addresses, feeds and archives to `Article`: decoding, main text, title, date, language."""

from watchwire.sources.fetch import FetchLimits
from watchwire.sources.problem import SourceProblem
from watchwire.sources.read import read_bytes, read_source

__all__ = ["FetchLimits", "SourceProblem", "read_bytes", "read_source"]
