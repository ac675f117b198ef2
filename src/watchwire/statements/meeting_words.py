"""The words for people who meet and for their offices, from data."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.tables import read_yaml


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """Verbs and nouns of meeting, what those who met are called afterwards, and offices."""

    verbs: frozenset[str]
    opening: frozenset[str]
    with_object: frozenset[str]
    nouns: frozenset[str]
    by: dict[str, frozenset[str]]
    joining: frozenset[str]
    apart: frozenset[str]
    several: frozenset[str]
    states: frozenset[str]
    together: frozenset[str]
    stating: frozenset[str]
    ranks: frozenset[str]
    lowering: frozenset[str]
    offices: frozenset[str]


@cache
def meeting_words() -> MeetingWords:
    """Return the words for people who meet."""
    content: dict[str, Any] = read_yaml("watchwire.statements", "meetings.yaml")
    values: dict[str, Any] = {
        key: {verb: frozenset(words) for verb, words in held.items()} if isinstance(held, dict) else frozenset(held)
        for key, held in content.items()
    }
    return MeetingWords(**values)
