"""Which of several deeds of a kind a telling tells of, by its number (“the *fifth* test”) and by its time."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from watchwire.events.lexicon import triggers
from watchwire.events.scene import Scene
from watchwire.events.when import weekday_near
from watchwire.language import Analysis, Word
from watchwire.model import Event, Tense
from watchwire.tables import read_yaml

_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)")
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
_NOW = frozenset({"VBZ", "VBP"})
_LONG = 180
"""How many days before the day of publication a deed of a kind that comes again is background."""


@dataclass(frozen=True, slots=True)
class Which:
    """What a telling says of which deed it tells."""

    event: Event
    number: int | None
    """Its ordinal number."""
    newest: bool
    """Whether it is called the latest."""
    weekday: str | None
    """Its weekday, of a week that the text does not give."""
    reported: bool
    """Whether it is told as news: as the latest, on a weekday, or as what somebody *has* done."""
    referring: bool
    """Whether its words speak of a deed already told (“the test”)."""


def which_of(scene: Scene, event: Event) -> Which:
    """Return what a telling says of which deed it tells.

    Args:
        scene: the analysed text with the days that it names.
        event: the deed as it is told there.

    """
    word = scene.analysis.word_at(event.span.start)
    if word is None:
        return Which(event, None, False, None, False, False)
    below = scene.analysis.children(word.number)
    nouns = [c for c in below if c.dep in _OBJECTS and c.pos == "NOUN"] if word.pos != "NOUN" else [word]
    around = [c for noun in nouns for c in scene.analysis.children(noun.number)]
    tells = [*around, *(c for c in below if c.dep == "advmod" and not _is_in_a_row(scene.analysis, c))]
    newest = any(c.text.lower() in _words("newest") for c in around)
    weekday = weekday_near(scene, word)
    perfect = any(c.dep == "aux" and c.lemma == "have" and c.tag in _NOW for c in below)
    deeds = [noun for noun in nouns if ("NOUN", noun.lemma) in triggers()]
    said = {c.text.lower() for noun in deeds for c in scene.analysis.children(noun.number) if c.dep == "det"}
    return Which(
        event,
        next((n for c in tells if (n := _number(c.text.lower())) is not None), None),
        newest,
        weekday,
        newest or perfect or weekday is not None,
        not newest and bool(said & _words("told")),
    )


def is_another(one: Which, other: Which, published: date | None, title: int) -> bool:
    """Say whether two tellings of a kind of deed must tell of two deeds.

    Their numbers differ (“the *first*”, “the *latest*”), or their weekdays, or one is background and the other news.

    Args:
        one: the telling that comes first.
        other: the later one.
        published: the day of publication.
        title: where the headline ends.

    """
    if one.number and other.number and one.number != other.number:
        return True
    pairs = ((one, other), (other, one))
    if any(a.newest and b.number == 1 for a, b in pairs) or _days_differ(one, other):
        return True
    return any(_is_background(a, b, published, title) for a, b in pairs)


def _days_differ(one: Which, other: Which) -> bool:
    """Say whether a weekday of no known week is another than that of the other telling's day."""
    days = [_weekday(which) for which in (one, other)]
    return (one.weekday or other.weekday) is not None and None not in days and days[0] != days[1]


def _weekday(which: Which) -> int | None:
    day = which.event.date
    if which.weekday is not None:
        return int(which.weekday[-1])
    return day.first.isoweekday() if day is not None and day.first is not None and day.grain == "day" else None


def _is_background(old: Which, news: Which, published: date | None, title: int) -> bool:
    """Say whether one telling dates a deed long before the article, and the other tells one without a day as news."""
    day, event = old.event.date, news.event
    if event.mode not in _words("recurring") or event.date is not None or news.referring:
        return False
    if published is None or day is None or day.last is None or (published - day.last).days <= _LONG:
        return False
    headline = event.span.end <= title and event.tense is Tense.PRESENT
    return news.reported or headline or event.span.start < old.event.span.start


def _number(word: str) -> int | None:
    digits = _DIGITS.fullmatch(word)
    return int(digits[1]) if digits else _ordinals().get(word)


def _is_in_a_row(analysis: Analysis, word: Word) -> bool:
    """Say whether a number only counts sentences (“*First*, Chile …”)."""
    following = analysis.words[word.number + 1 : word.number + 2]
    return bool(following) and following[0].text == ","


@cache
def _ordinals() -> dict[str, int]:
    return {word: number for number, word in enumerate(_content()["ordinals"], 1)}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(_content()[key])


@cache
def _content() -> dict[str, list[str]]:
    content: dict[str, list[str]] = read_yaml("watchwire.events", "distinct.yaml")
    return content
