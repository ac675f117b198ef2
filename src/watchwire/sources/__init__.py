"""Bytes, addresses, feeds and archives to `Article`: decoding, main text, title, date, language.

The names below are loaded when they are first used: who looks a name up needs no parser of pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from watchwire.sources.fetch import FetchLimits
    from watchwire.sources.problem import SourceProblem
    from watchwire.sources.read import read_bytes, read_source

__all__ = ["FetchLimits", "SourceProblem", "read_bytes", "read_source"]
_WHERE = {"FetchLimits": "fetch", "SourceProblem": "problem", "read_bytes": "read", "read_source": "read"}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
