"""From citations to instruments: one entry each, with the measures of the rule base that rest on it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from watchwire.instruments.families import known, parts
from watchwire.instruments.find import Found, find_citations
from watchwire.measures import rule_base
from watchwire.model import Article, Citation, Instrument, Measure, Standing

_ENGLISH = frozenset({None, "", "en"})


def find_instruments(article: Article, day: date | None) -> tuple[Instrument, ...]:
    """Return the instruments that an article cites, in the order of the text.

    Citations in figures are read in every language whose forms `families.yaml` has; acts that are not known by name
    in English only.

    Args:
        article: what was read.
        day: the day whose law is asked for; None where it is not known.

    """
    grouped: dict[str, list[Found]] = {}
    for item in find_citations(article.text, article.language in _ENGLISH):
        if not article.in_furniture(item.span):
            grouped.setdefault(item.key, []).append(item)
    return tuple(_instrument(f"i{number}", group, day) for number, group in enumerate(grouped.values(), 1))


def _instrument(name: str, group: list[Found], day: date | None) -> Instrument:
    first = max(group, key=lambda item: len(item.name))
    held = known().get(first.key)
    citations = tuple(Citation(item.span, item.part) for item in group)
    measures = measures_under(first.key, [part for item in group for part in item.part.split(", ") if part])
    made = Instrument(
        name,
        first.key,
        first.kind,
        first.issuer,
        _official(measures, first),
        held.title if held else "",
        citations,
        measures,
        source=held.source if held else next((measure.source for measure in measures), ""),
    )
    since, until = _bounds(measures) if measures else (held.since, held.until) if held else (None, None)
    return replace(made, since=since, until=until, standing=_standing(since, until, measures, day))


def _official(measures: tuple[Measure, ...], found: Found) -> str:
    """Return the name with the year that the rule base knows, where the text leaves it out."""
    for measure in measures:
        match = re.search(rf"{re.escape(found.name)} \(\d{{4}}\)", measure.instrument)
        if match:
            return match[0]
    return found.name


def _bounds(measures: tuple[Measure, ...]) -> tuple[date | None, date | None]:
    since = min((m.in_force_from for m in measures if m.in_force_from), default=None)
    ends = [m.in_force_until for m in measures]
    return since, None if None in ends else max(end for end in ends if end)


def _standing(since: date | None, until: date | None, measures: tuple[Measure, ...], day: date | None) -> Standing:
    if day is None or (since is None and not measures):
        return Standing.UNKNOWN
    if measures and any(measure.in_force_on(day) for measure in measures):
        return Standing.IN_FORCE
    if since is not None and day < since:
        return Standing.NOT_YET
    if measures or (until is not None and until <= day):
        return Standing.ENDED
    return Standing.IN_FORCE


def measures_under(key: str, cited: Iterable[str] = ()) -> tuple[Measure, ...]:
    """Return the measures of the rule base that rest on an instrument, those on the cited parts if there are such.

    Args:
        key: an instrument's key, as `us-eo:14024`.
        cited: parts of it, as `8(d)`; a part holds what lies below it.

    """
    held = _by_instrument().get(key, ())
    if not held and key in known() and known()[key].under:
        held = _by_instrument().get(known()[key].under, ())
    wanted = [part for part in cited if part]
    named = tuple(measure for measure in held if any(_touches(measure.paragraph, part) for part in wanted))
    return named or held


def _touches(paragraph: str, part: str) -> bool:
    """Say whether a measure's paragraphs and a cited part are the same, or one lies in the other."""
    return any(_within(part, own) or _within(own, part) for own in parts().number.findall(paragraph))


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}(")


@cache
def _by_instrument() -> dict[str, tuple[Measure, ...]]:
    """Return the rule base by the instruments that its entries name, read as a text would be."""
    found: dict[str, list[Measure]] = {}
    for measure in rule_base():
        for key in dict.fromkeys(item.key for item in find_citations(measure.instrument)):
            found.setdefault(key, []).append(measure)
    return {key: tuple(held) for key, held in found.items()}
