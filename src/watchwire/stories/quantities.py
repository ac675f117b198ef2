"""Counts in what sources say, and where two sources count the same thing differently."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.tables import read_yaml

_SIGNS = {"$": "dollar", "€": "euro", "£": "pound"}
_PLURAL = 4
_REACH = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the noun that it counts, in the singular and in lower case ("12", "shell")."""

    value: float
    of: str


@dataclass(frozen=True, slots=True)
class Differing:
    """One counted thing for which independent sources give other numbers: (value, articles by number), least first."""

    of: str
    values: tuple[tuple[float, tuple[int, ...]], ...]


@cache
def _numerals() -> dict[str, Any]:
    table: dict[str, Any] = read_yaml("watchwire.stories", "numbers.yaml")
    return table


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted((w for w in _numerals()["units"] if w != "a"), key=len, reverse=True))
    times = "|".join(_numerals()["multiples"])
    number = (
        rf"(?P<sign>[$€£])?(?<![\w.,-])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d/:]|,\d)"
        rf"|\b(?P<words>(?:{words})(?:[- ](?:{words}))?|a(?=\s(?:{times})\b))"
    )
    return re.compile(
        rf"(?:{number})(?P<times>(?:\s(?:{times})\b)*)(?P<percent>\s?(?:%|per ?cent\b))?"
        r"(?P<rest>(?:\s[^\W\d][\w'-]*){0,6})",
        re.IGNORECASE,
    )


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the counts in a text; years, days and ages are none."""
    for match in _pattern().finditer(text):
        counted = _counted(match)
        if counted is not None:
            yield Quantity(_value(match), counted)


def _value(match: re.Match[str]) -> float:
    units, multiples = _numerals()["units"], _numerals()["multiples"]
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        value = float(sum(units[word] for word in re.split(r"[- ]", match["words"].lower())))
    for word in match["times"].lower().split():
        value *= multiples[word]
    return value


def _counted(match: re.Match[str]) -> str | None:
    """Return what is counted: a currency, percent, or the last of the plural nouns just after the number."""
    if match["sign"]:
        return _SIGNS[match["sign"]]
    words = [w.lower() for w in match["rest"].split()]
    words = [w for w in words if w not in _numerals()["between"]]
    if match["percent"]:
        return "percent"
    if not words or words[0] in _numerals()["never"]:
        return None
    for word in words[:_REACH]:
        if word in {"people", "men", "women", "children", "troops", "police", "personnel", "aircraft"}:
            return word
        if len(word) >= _PLURAL and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word.removesuffix("s")
    return None


def differing(texts: Iterable[tuple[int, int, str]]) -> tuple[Differing, ...]:
    """Return the counted things for which sources differ.

    A source that gives two numbers for one thing has told of two things, or corrects itself: it is left out.

    Args:
        texts: article, source (both by number) and words.

    """
    held: dict[str, dict[int, dict[float, list[int]]]] = {}
    for article, source, text in texts:
        for quantity in quantities(text):
            articles = held.setdefault(quantity.of, {}).setdefault(source, {}).setdefault(quantity.value, [])
            if article not in articles:
                articles.append(article)
    found: list[Differing] = []
    for counted, by_source in held.items():
        single = [next(iter(values.items())) for values in by_source.values() if len(values) == 1]
        values: dict[float, list[int]] = {}
        for value, articles in single:
            values.setdefault(value, []).extend(articles)
        if len(values) > 1:
            found.append(Differing(counted, tuple((v, tuple(sorted(values[v]))) for v in sorted(values))))
    return tuple(found)
