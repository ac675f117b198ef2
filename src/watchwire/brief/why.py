"""Why a match is one, in a reader's words: what speaks for it, what against, how much, and where the sum begins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from watchwire.geography.countries import country_name
from watchwire.model import Reason
from watchwire.names.additive import START
from watchwire.tables import read_table

_MUCH, _LITTLE, _NOTHING = 1.5, 0.5, 0.05
_COUNTRIES = frozenset({"country near", "country in text", "country not in text", "another country near"})
_NAMED = _COUNTRIES | {"role agrees"}
_NAME = "listed name"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that speaks for a match or against it.

    `weight` is what it adds to the log-odds; `strength` says the same in words.
    """

    told: str
    strength: str
    weight: float


@dataclass(frozen=True, slots=True)
class Why:
    """What speaks for a match and what against, the weightiest first.

    `name` is the listed name that was held against the text, with its quality; `limits` are rules that kept the score
    or the band down whatever spoke for it; `start` is where the sum begins, as most names in the news are nobody's that
    is listed; None for what does not begin anywhere.
    """

    name: str
    points_for: tuple[Point, ...]
    points_against: tuple[Point, ...]
    limits: tuple[str, ...]
    start: float | None

    @property
    def sum(self) -> float:
        """Return the log-odds: what the weights and the start add up to."""
        return sum(point.weight for point in (*self.points_for, *self.points_against)) + (self.start or 0.0)


def why_of(reasons: Iterable[Reason]) -> Why:
    """Return the reasons of a comparison as an analyst reads them."""
    points, limits, name, start = [], [], "", None
    for reason in reasons:
        if reason.feature == _NAME:
            name = reason.detail
        elif reason.feature == START:
            start = reason.weight
        elif not reason.weight:
            limits.append(_sentence(reason.detail))
        elif abs(reason.weight) >= _NOTHING:
            points.append(Point(told_of(reason), _strength(reason.weight), reason.weight))
    heaviest = sorted(points, key=lambda point: -abs(point.weight))
    return Why(
        name,
        tuple(point for point in heaviest if point.weight > 0),
        tuple(point for point in heaviest if point.weight < 0),
        tuple(limits),
        start,
    )


@cache
def words_of(feature: str) -> tuple[str, str] | None:
    """Return what a piece of evidence says where it speaks for a match, and where against it; None for one unknown."""
    return _words().get(feature)


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {
        row["feature"]: (row["for"] or row["against"], row["against"] or row["for"])
        for row in read_table("watchwire.brief", "why.tsv")
    }


def told_of(reason: Reason) -> str:
    """Return one reason in plain words, with what it names."""
    words = words_of(reason.feature)
    if words is None:
        return _sentence(reason.detail)  # evidence that already speaks in sentences: numbers, dates
    told, named = words[reason.weight < 0], _named(reason)
    if "{}" in told:
        return told.format(named) if named else told.replace(" ({})", "")
    return f"{told}: {named}" if named else told


def _named(reason: Reason) -> str:
    """Return what a reason names: the countries, the positions, the words that are missing or spelt otherwise."""
    if reason.feature in _NAMED or reason.feature.endswith("missing"):
        held = re.search(r"\((.*)\)$", reason.detail, re.DOTALL)
        named = held.group(1) if held else ""
        return ", ".join(map(country_name, named.split(", "))) if reason.feature in _COUNTRIES and named else named
    _, _, spellings = reason.detail.partition(": ")
    pairs = [re.sub(r" \([\d.]+\)$", "", pair) for pair in spellings.split("), ")] if "≈" in spellings else []
    return ", ".join(f"“{a}” for “{b}”" for pair in pairs for a, b in [_sides(pair)])


def _sides(pair: str) -> tuple[str, str]:
    listed, _, found = re.sub(r" \([\d.]+$", "", pair).partition(" ≈ ")
    return found, listed


def _strength(weight: float) -> str:
    size = abs(weight)
    return "weighs much" if size >= _MUCH else "weighs little" if size < _LITTLE else "weighs"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
