"""The value of each kind of date expression, against the day of publication."""

import calendar as _calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from watchwire.language.calendar import codes, references, words
from watchwire.model import DateExpression, Span

_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}


_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "nights": "TNI", "noon": "T12:00"}


_VAGUE = frozenset({"few", "several"})


_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


_AGAINST = 3.0
"""How much further a day may lie in the direction that the verb speaks against."""


# A day may pass between the happening and the writing, or the other way round the globe.
_A_DAY = timedelta(days=1)


_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What a value depends on.

    The day of publication, the language, whether the verb at a place looks ahead, whether it tells the past, and
    whether figures begin with the month (None: it cannot be told).
    """

    reference: date | None
    language: str
    ahead: Callable[[int], bool]
    past: Callable[[int], bool]
    month_first: bool | None = None


Made = DateExpression | None


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Context], Made]]


def _make(match: re.Match[str], grain: str, first: date, last: date, value: str) -> DateExpression:
    return DateExpression(Span(match.start(), match.end()), "date", value, grain, first, last)


def _unknown(match: re.Match[str], grain: str, value: str = "XXXX") -> DateExpression:
    return DateExpression(Span(match.start(), match.end()), "date", value, grain)


def _month_number(match: re.Match[str], context: Context) -> int:
    text = match["month"].lower().rstrip(".")
    return int(text) if text.isdigit() else words(context.language, "months")[text]


def read_absolute(match: re.Match[str], context: Context) -> Made:
    """Read a full date: “13 September 2023”."""
    try:
        day = date(int(match["year"]), _month_number(match, context), int(match["day"]))
    except ValueError:
        return None
    return _make(match, "day", day, day, day.isoformat())


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, _calendar.monthrange(year, month)[1])


def read_month_of_year(match: re.Match[str], context: Context) -> Made:
    """Read “September 2023”."""
    month = _month_number(match, context)
    first, last = _month_span(int(match["year"]), month)
    return _make(match, "month", first, last, f"{first:%Y-%m}")


def read_month_of_near_year(match: re.Match[str], context: Context) -> Made:
    """Read “September last year”."""
    if context.reference is None:
        return _unknown(match, "month")
    year = context.reference.year + _NEAR[match["which"].lower()]
    first, last = _month_span(year, _month_number(match, context))
    return _make(match, "month", first, last, f"{first:%Y-%m}")


def read_named_month(match: re.Match[str], context: Context) -> Made:
    """Read “last September”, “next May”."""
    if context.reference is None:
        return _unknown(match, "month")
    month = _month_number(match, context)
    year = context.reference.year
    which = match["which"].lower()
    if which == "last" and month >= context.reference.month:
        year -= 1
    elif which == "next" and month <= context.reference.month:
        year += 1
    first, last = _month_span(year, month)
    return _make(match, "month", first, last, f"{first:%Y-%m}")


def read_day_of_month(match: re.Match[str], context: Context) -> Made:
    """Read “13 September” without a year: the nearest one, in the direction that the verb gives."""
    month, number = _month_number(match, context), int(match["day"])
    if context.reference is None:
        return _unknown(match, "day", f"XXXX-{month:02d}-{number:02d}")
    day = nearest(month, number, context, match.start())
    return _make(match, "day", day, day, day.isoformat()) if day else None


def read_day_of_near_year(match: re.Match[str], context: Context) -> Made:
    """Read “15 August last year”, “Aug. 15 of this year”."""
    if context.reference is None:
        return _unknown(match, "day")
    try:
        day = date(
            context.reference.year + _NEAR[match["which"].lower()], _month_number(match, context), int(match["day"])
        )
    except ValueError:
        return None
    return _make(match, "day", day, day, day.isoformat())


def read_day_of_this_month(match: re.Match[str], context: Context) -> Made:
    """Read “the 12th of this month”."""
    if context.reference is None:
        return _unknown(match, "day")
    months = context.reference.year * 12 + context.reference.month - 1 + _NEAR[match["which"].lower()]
    try:
        day = date(months // 12, months % 12 + 1, int(match["day"]))
    except ValueError:
        return None
    return _make(match, "day", day, day, day.isoformat())


def nearest(month: int, number: int, context: Context, at: int) -> date | None:
    """Return the day of a month that is meant where no year is named: the nearest one, in the verb's direction.

    What is told as past is not still to come: “attacked on Oct. 7” in a September is last year's.
    """
    reference = context.reference
    if reference is None:
        return None
    options = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        try:
            options.append(date(year, month, number))
        except ValueError:
            continue
    if any(option > reference + _A_DAY for option in options) and context.past(at):
        options = [option for option in options if option <= reference + _A_DAY]
    ahead = context.ahead(at)
    return min(options, key=lambda option: _distance(option, reference, ahead), default=None)


def _distance(option: date, reference: date | None, ahead: bool) -> float:
    assert reference is not None  # noqa: S101  (callers test it)
    days = (option - reference).days
    against = days < 0 if ahead else days > 0
    return abs(days) * (_AGAINST if against else 1.0)


def _number(text: str, context: Context) -> int:
    if text.isdigit():
        return int(text)
    # “twenty-four” is the sum of its words.
    return sum(words(context.language, "numbers")[word] for word in re.split(r"[\s-]+", text.lower()))


def _unit_of(match: re.Match[str]) -> str:
    unit = match["unit"].lower()
    return "century" if unit.startswith("centur") else unit


def read_counted(match: re.Match[str], context: Context) -> Made:
    """Read “three days ago”, “two weeks later”."""
    count, unit = _number(match["count"], context), _unit_of(match)
    if unit in {"hour", "minute", "second", "century"} or match["count"].lower() in _VAGUE:
        value = "PAST_REF" if match["side"].lower() in {"ago", "earlier"} else "FUTURE_REF"
        return DateExpression(Span(match.start(), match.end()), "reference", value, "reference")
    if context.reference is None:
        return _unknown(match, unit)
    sign = -1 if match["side"].lower() in {"ago", "earlier"} else 1
    return _shifted(match, context.reference, sign * count, unit)


def _shifted(match: re.Match[str], reference: date, count: int, unit: str) -> Made:
    try:
        if unit == "decade":
            start = (reference.year // 10 + count) * 10
            return _make(match, "decade", date(start, 1, 1), date(start + 9, 12, 31), f"{start // 10}")
        if unit == "quarter":
            return _quarter(match, reference.year * 4 + (reference.month - 1) // _QUARTER + count)
        if unit == "year":
            year = reference.year + count
            return _make(match, "year", date(year, 1, 1), date(year, 12, 31), f"{year}")
        if unit == "month":
            months = reference.year * 12 + reference.month - 1 + count
            first, last = _month_span(months // 12, months % 12 + 1)
            return _make(match, "month", first, last, f"{first:%Y-%m}")
        day = reference + timedelta(days=count * _UNITS[unit])
    except (ValueError, OverflowError):
        return None
    if unit == "week":
        return _week(match, day)
    return _make(match, "day", day, day, day.isoformat())


def _week(match: re.Match[str], day: date) -> DateExpression:
    first = day - timedelta(days=day.weekday())
    year, week, _ = first.isocalendar()
    return _make(match, "week", first, first + timedelta(days=6), f"{year}-W{week:02d}")


def read_duration(match: re.Match[str], context: Context) -> Made:
    """Read “for 18 months”, “two and a half years”."""
    count, unit = _number(match["count"], context), _unit_of(match)
    amount = "X" if match["count"].lower() in _VAGUE else str(count)
    value = f"P{_TIMEX_UNIT[unit].format(amount)}"
    if match["half"] and unit in _HALVES:
        value += _HALVES[unit]
    return DateExpression(Span(match.start(), match.end()), "duration", value, unit)


_HALVES = {"year": "6M", "day": "T12H", "hour": "30M", "minute": "30S"}


_TIMEX_UNIT = {
    "day": "{}D",
    "week": "{}W",
    "month": "{}M",
    "quarter": "{}Q",
    "year": "{}Y",
    "decade": "{}DE",
    "century": "{}CE",
    "hour": "T{}H",
    "minute": "T{}M",
    "second": "T{}S",
}


_OFTEN = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y", "yearly": "P1Y"}


def read_vague(match: re.Match[str], context: Context) -> Made:  # noqa: ARG001  (all rules share one shape)
    """Read “the past several years”, “recent weeks”: durations of no known length."""
    unit = (match["several"] or match["recent"]).split()[-1].lower().rstrip("s")
    return DateExpression(Span(match.start(), match.end()), "duration", f"P{_TIMEX_UNIT[unit].format('X')}", unit)


def read_set(match: re.Match[str], context: Context) -> Made:
    """Read “every Friday”, “daily”."""
    often, each = match["often"] or match["adverb"], (match["each"] or "").lower()
    weekdays = words(context.language, "weekdays")
    if often:
        value = _OFTEN[often.lower()]
    elif each in weekdays:
        value = f"XXXX-WXX-{weekdays[each] + 1}"
    else:
        value = f"P{_TIMEX_UNIT[each].format(1)}"
    return DateExpression(Span(match.start(), match.end()), "set", value, "set")


def read_reference(match: re.Match[str], context: Context) -> Made:  # noqa: ARG001  (all rules share one shape)
    """Read “now”, “recently”, “soon”: times without a day."""
    value = references("en")[match[0].lower()]
    return DateExpression(Span(match.start(), match.end()), "reference", value, "reference")


def _quarter(match: re.Match[str], number: int) -> DateExpression:
    """Make a quarter of its number since the year 0."""
    year, index = divmod(number, 4)
    first, last = date(year, index * 3 + 1, 1), _month_span(year, index * 3 + 3)[1]
    return _make(match, "quarter", first, last, f"{year}-Q{index + 1}")


def read_nth_quarter(match: re.Match[str], context: Context) -> Made:
    """“The third quarter”: of the year that is named, else the last one that had begun."""
    nth = words("en", "ordinals")[match["nth"].lower()] - 1
    if match["year"]:
        return _quarter(match, int(match["year"]) * 4 + nth)
    if context.reference is None:
        return _unknown(match, "quarter", f"XXXX-Q{nth + 1}")
    year = context.reference.year
    begun = date(year, nth * 3 + 1, 1) <= context.reference
    return _quarter(match, (year if begun or context.ahead(match.start()) else year - 1) * 4 + nth)


def read_last_quarter(match: re.Match[str], context: Context) -> Made:
    """Read “the quarter” in a report: the one that ended last."""
    if context.reference is None:
        return _unknown(match, "quarter")
    return _quarter(match, _finished_quarter(context.reference))


def read_quarter_before(match: re.Match[str], context: Context) -> Made:
    """“The year-earlier quarter”: reports compare with the quarter a year before the one that ended last."""
    if context.reference is None:
        return _unknown(match, "quarter")
    return _quarter(match, _finished_quarter(context.reference) - 4)


def _finished_quarter(reference: date) -> int:
    return reference.year * 4 + (reference.month - 1) // _QUARTER - 1


def read_season(match: re.Match[str], context: Context) -> Made:
    """Read “last summer”."""
    if context.reference is None:
        return _unknown(match, "season")
    season = codes("en", "seasons")[match["season"].lower()]
    month = _SEASON_BEGINS[season]
    year = context.reference.year
    which = match["which"].lower()
    if which == "last" and month + 2 >= context.reference.month:
        year -= 1
    elif which == "next" and month <= context.reference.month:
        year += 1
    elif which in {"past", "the past", "the"} and month > context.reference.month and not context.ahead(match.start()):
        year -= 1
    first = date(year, month, 1)
    end = _month_span(year + (month + 2 > 12), (month + 1) % 12 + 1)[1]  # noqa: PLR2004
    return _make(match, "season", first, end, f"{year}-{season}")


def read_weekend(match: re.Match[str], context: Context) -> Made:
    """Read “last weekend”, “the weekend”."""
    if context.reference is None:
        return _unknown(match, "week")
    which = match["which"].lower()
    back = (context.reference.weekday() - 5) % 7
    saturday = context.reference - timedelta(days=back)
    ahead = which == "next" or (which in {"this", "the"} and context.ahead(match.start()))
    if ahead and back > 1:
        saturday += timedelta(days=7)
    year, week, _ = saturday.isocalendar()
    return _make(match, "week", saturday, saturday + timedelta(days=1), f"{year}-W{week:02d}-WE")


def read_bare_month(match: re.Match[str], context: Context) -> Made:
    """“In August”: the last one that has begun, unless the verb looks ahead."""
    month = _month_number(match, context)
    span = Span(match.start("month"), match.end("month"))
    if context.reference is None:
        return DateExpression(span, "date", f"XXXX-{month:02d}", "month")
    year = context.reference.year
    past, future = (context.reference.month - month) % 12, (month - context.reference.month) % 12
    # Even told in the past, “in November” is next month at the end of October, and not eleven months ago.
    ahead = context.ahead(match.start()) or (future > 0 and future * _AGAINST < past)
    if ahead:
        year += month < context.reference.month
    else:
        year -= month > context.reference.month
    first, last = _month_span(year, month)
    return DateExpression(span, "date", f"{first:%Y-%m}", "month", first, last)


def read_weekday(match: re.Match[str], context: Context) -> Made:
    """Read “Tuesday”, “last Friday night”."""
    wanted = words(context.language, "weekdays")[match["weekday"].lower()]
    if context.reference is None:
        return _unknown(match, "day", f"XXXX-WXX-{wanted + 1}")
    which = (match.groupdict().get("which") or "").lower()
    back = (context.reference.weekday() - wanted) % 7
    forward = (wanted - context.reference.weekday()) % 7
    if which in {"next", "coming"}:
        day = context.reference + timedelta(days=forward or 7)
    elif which == "last":
        day = context.reference - timedelta(days=back or 7)
    elif context.ahead(match.start()):
        day = context.reference + timedelta(days=forward)
    else:
        day = context.reference - timedelta(days=back)
    return _make(match, "day", day, day, day.isoformat() + _part_of(match))


def _part_of(match: re.Match[str]) -> str:
    """Return TIMEX3's mark for a part of the day, where one is named."""
    return _PARTS.get((match.groupdict().get("part") or "").lower(), "")


def read_unit(match: re.Match[str], context: Context) -> Made:
    """Read “last week”, “this quarter”."""
    unit = match["unit"].lower()
    if context.reference is None:
        return _unknown(match, unit)
    shift = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(match["which"].lower(), 0)
    reference = context.reference
    return _shifted(match, reference, shift, unit)


def read_present_unit(match: re.Match[str], context: Context) -> Made:
    """“The full year”, “the current quarter”: the one at hand; “year-end” is its last day."""
    if context.reference is None:
        return _unknown(match, "year")
    if match["end"]:
        day = date(context.reference.year, 12, 31)
        return _make(match, "day", day, day, day.isoformat())
    return _shifted(match, context.reference, 0, (match["whole"] or match["fiscal"]).lower())


def read_spoken_year(match: re.Match[str], context: Context) -> Made:
    """“Nineteen ninety-six”, as it stands in what was broadcast."""
    year = 1900 + _number(match["tens"], context) + (_number(match["ones"], context) if match["ones"] else 0)
    return _make(match, "year", date(year, 1, 1), date(year, 12, 31), f"{year}")


def read_quarter_of_near_year(match: re.Match[str], context: Context) -> Made:
    """“Next year's first quarter”, “the 1988 second quarter”."""
    nth = words("en", "ordinals")[match["nth"].lower()] - 1
    if match["year"]:
        return _quarter(match, int(match["year"]) * 4 + nth)
    if context.reference is None:
        return _unknown(match, "quarter", f"XXXX-Q{nth + 1}")
    return _quarter(match, (context.reference.year + _NEAR[match["which"].lower()]) * 4 + nth)


_NEAR = {"last": -1, "this": 0, "next": 1}


_DEICTIC = {"yesterday": -1, "tomorrow": 1, "вчера": -1, "завтра": 1}


def read_deictic(match: re.Match[str], context: Context) -> Made:
    """Read “today”, “yesterday evening”, “overnight”."""
    if context.reference is None:
        return _unknown(match, "day")
    held = match.groupdict()
    word = (held.get("word") or "").lower()
    day = context.reference + timedelta(days=_DEICTIC.get(word, 0))
    if held.get("past"):
        day -= timedelta(days=1)
    part = (
        _PARTS["night"]
        if word == "tonight" or held.get("past")
        else _PARTS.get((held.get("when") or "").lower(), _part_of(match))
    )
    return _make(match, "day", day, day, day.isoformat() + part)


def read_year(match: re.Match[str], context: Context) -> Made:  # noqa: ARG001  (all rules share one shape)
    """Read “in 2019”."""
    year = int(match["year"])
    span = Span(match.start("year"), match.end("year"))
    return DateExpression(span, "date", f"{year}", "year", date(year, 1, 1), date(year, 12, 31))


def read_decade(match: re.Match[str], context: Context) -> Made:  # noqa: ARG001  (all rules share one shape)
    """Read “the 1990s”."""
    start = int(match["decade"]) * 10
    return _make(match, "decade", date(start, 1, 1), date(start + 9, 12, 31), f"{start // 10}")
