"""Words for sources without a name, from data."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.tables import read_yaml


@dataclass(frozen=True, slots=True)
class SourceWords:
    """What the confidence knows of nouns that stand for a source."""

    offices: frozenset[str]


@cache
def source_words() -> SourceWords:
    """Return the words for sources without a name."""
    content: dict[str, Any] = read_yaml("watchwire.confidence", "sources.yaml")
    return SourceWords(frozenset(content["offices"]))
