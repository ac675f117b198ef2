"""What is told as now and is to come, and on which weekday: a schedule's entries, journeys after publication."""

import re
from dataclasses import replace
from datetime import date, timedelta

from watchwire.language import Analysis
from watchwire.model import Event, Tense

_CLOCK = r"\W*(?:\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: \(?(?:[A-Z]{2,4}|local(?: time)?)\)?)?"
_ENTRY = re.compile(rf"{_CLOCK}[ \t:–—-]")
_WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_ONLY_CLOCK = re.compile(rf"{_CLOCK}\W*")


def to_come(analysis: Analysis, events: list[Event], published: date | None) -> list[Event]:
    """Return events with those planned that are told as now and are to come.

    (“*10:00 a.m.* The minister meets with …”; “is traveling to Riga April 3-5” on 1 April, where he “is meeting with”)

    Args:
        analysis: the analysed text.
        events: the events as they are told, in the order of the text.
        published: the day of publication.

    """
    found: list[Event] = []
    travelling: set[str] = set()
    text = analysis.article.text
    for told in events:
        event = _on_its_weekday(told, text, published)
        if event.tense is Tense.PRESENT and (
            _is_later(event, published) or _is_entry(analysis, event) or (_is_going(analysis, event, travelling))
        ):
            event = replace(event, tense=Tense.PLANNED)
        if event.tense is Tense.PLANNED and event.mode == "visit":
            travelling |= set(event.actors)
        found.append(event)
    return found


def _on_its_weekday(event: Event, text: str, published: date | None) -> Event:
    """Return an event whose weekday is the one meant: of what is planned the next (“will begin on *Friday*”)."""
    day = event.date
    if published is None or day is None or day.first is None or not _WEEKDAY.fullmatch(day.span.of(text)):
        return event
    if event.tense is not Tense.PLANNED or day.first >= published:
        return event
    later = day.first + _WEEK
    return replace(event, date=replace(day, first=later, last=later, value=later.isoformat()))


def without_doubtful_day(event: Event, text: str, published: date | None) -> Event:
    """Return an event without a weekday of which it is open whether it was six days ago or is the next day.

    What is told on a Thursday of “Friday” is often news of another time zone.

    Args:
        event: the event.
        text: the text of the article.
        published: the day of publication.

    """
    day = event.date
    if published is None or day is None or day.first is None or not _WEEKDAY.fullmatch(day.span.of(text)):
        return event
    doubtful = event.tense is Tense.PAST and published - day.first == _WEEK - _DAY
    return replace(event, date=None) if doubtful else event


def _is_later(event: Event, published: date | None) -> bool:
    return bool(published and event.date and event.date.first and event.date.first > published)


def _is_entry(analysis: Analysis, event: Event) -> bool:
    """Say whether an event stands in a line that begins with a time of day, or below a line that is one."""
    text = analysis.article.text
    start = text.rfind("\n", 0, event.span.start) + 1
    above = text[: max(0, start - 1)].rstrip().rpartition("\n")[2]
    return _ENTRY.match(text, start) is not None or _ONLY_CLOCK.fullmatch(above) is not None


def _is_going(analysis: Analysis, event: Event, travelling: set[str]) -> bool:
    """Say whether somebody of whom a journey to come was told is said to be doing it (“is meeting with”)."""
    word = analysis.word_at(event.span.start)
    progressive = word is not None and word.tag == "VBG" and event.type == "consult"
    return progressive and bool(travelling.intersection(event.actors))
