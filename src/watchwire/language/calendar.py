"""Months, weekdays and numbers of each language, from data."""

from functools import cache
from typing import Any

from watchwire.tables import read_yaml


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml("watchwire.language", "calendar.yaml")
    return content


def words(language: str | None, table: str) -> dict[str, int]:
    """Return a table (`months`, `weekdays`, `numbers`) of a language; English where there is none."""
    block = _content().get(language or "en") or _content()["en"]
    found: dict[str, int] = block[table]
    return found


def references(language: str | None = "en") -> dict[str, str]:
    """Return the words for a time without a day (`now`, `soon`) with TIMEX3's value for each."""
    block = _content().get(language or "en") or {}
    held: dict[str, list[str]] = block.get("references", {})
    return {phrase: value for value, phrases in held.items() for phrase in phrases}


def codes(language: str, table: str) -> dict[str, str]:
    """Return a table whose values are codes (`seasons`)."""
    found: dict[str, str] = _content()[language][table]
    return found


def alternatives(language: str | None, table: str) -> str:
    """Return the words of a table as alternatives of a regular expression, longest first."""
    return "|".join(sorted(words(language, table), key=len, reverse=True))
