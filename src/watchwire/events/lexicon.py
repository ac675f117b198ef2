"""Event triggers and goods, from data."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.tables import read_yaml


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a word tells: PLOVER root and mode; `needs` names goods one of which must be near."""

    type: str
    mode: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goods:
    """A category of goods or services: its activity key, label and pattern."""

    key: str
    label: str
    pattern: re.Pattern[str]


@cache
def triggers() -> dict[tuple[str, str], Trigger]:
    """Return triggers by (part of speech, lemma)."""
    found: dict[tuple[str, str], Trigger] = {}
    content: list[dict[str, Any]] = read_yaml("watchwire.events", "triggers.yaml")
    for row in content:
        trigger = Trigger(row["type"], row["mode"], tuple(row.get("needs", ())))
        for pos, column in (("VERB", "verbs"), ("NOUN", "nouns")):
            for lemma in row.get(column, ()):
                found.setdefault((pos, lemma), trigger)
    return found


@cache
def goods() -> tuple[Goods, ...]:
    """Return the goods categories, the more specific patterns first."""
    content: dict[str, Any] = read_yaml("watchwire.events", "goods.yaml")
    made = [
        Goods(key, row["label"], re.compile(r"\b(?:" + "|".join(row["words"]) + r")\b", re.IGNORECASE))
        for key, row in content.items()
    ]
    specific = {"missile", "nuclear", "chemical", "training", "luxury", "dual-use"}
    return tuple(sorted(made, key=lambda item: item.key not in specific))


def goods_in(text: str) -> tuple[Goods, re.Match[str]] | None:
    """Return the first category that a phrase names, with the words."""
    for item in goods():
        match = item.pattern.search(text)
        if match:
            return item, match
    return None


def goods_label(key: str) -> str:
    """Return the label of a category."""
    return next((item.label for item in goods() if item.key == key), key)
