"""The value of days told in words or figures: counted from yesterday, within a month, in lists, `12/09/2023`."""

import calendar as _calendar
import re
from datetime import date, timedelta

from watchwire.language.calendar import words
from watchwire.language.date_values import Context, Made, nearest
from watchwire.model import DateExpression, Span

_SHIFTS = {"before yesterday": -2, "after tomorrow": 2, "позавчера": -2, "послезавтра": 2}
_MONTHS = 12
_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def _day(match: re.Match[str], first: date, last: date | None = None) -> DateExpression:
    last = last or first
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return DateExpression(Span(match.start(), match.end()), "date", value, "day", first, last)


def read_day_but_one(match: re.Match[str], context: Context) -> Made:
    """Read “the day before yesterday”, “the day after tomorrow”, «позавчера»."""
    if context.reference is None:
        return DateExpression(Span(match.start(), match.end()), "date", "XXXX", "day")
    word = " ".join(match["but"].lower().split())
    return _day(match, context.reference + timedelta(days=_SHIFTS[word]))


def read_fortnight(match: re.Match[str], context: Context) -> Made:
    """Read “a fortnight ago”, “two fortnights ago”: weeks, as TIMEX3 counts them."""
    if context.reference is None:
        return DateExpression(Span(match.start(), match.end()), "date", "XXXX", "week")
    count = (match["count"] or "a").lower()
    number = int(count) if count.isdigit() else words("en", "numbers").get(count, 1)
    sign = -1 if match["side"].lower() in {"ago", "earlier"} else 1
    day = context.reference + timedelta(days=sign * 14 * number)
    first = day - timedelta(days=day.weekday())
    year, week, _ = first.isocalendar()
    span = Span(match.start(), match.end())
    return DateExpression(span, "date", f"{year}-W{week:02d}", "week", first, first + timedelta(days=6))


def read_nth_weekday(match: re.Match[str], context: Context) -> Made:
    """Read “the last Friday of this month”, “the first Monday of May 2023”, “the second Tuesday in March”."""
    reference = context.reference
    held = match.groupdict()
    if reference is None and not held.get("year"):
        return DateExpression(Span(match.start(), match.end()), "date", "XXXX", "day")
    if held.get("which") and reference is not None:
        shift = {"last": -1, "next": 1}.get(held["which"].lower(), 0)
        months = reference.year * _MONTHS + reference.month - 1 + shift
        year, month = months // _MONTHS, months % _MONTHS + 1
    else:
        month = words("en", "months")[match["month"].lower()]
        year = int(held["year"]) if held.get("year") else reference.year if reference else 0
    weekday = words("en", "weekdays")[match["weekday"].lower()]
    days = [week[weekday] for week in _calendar.monthcalendar(year, month) if week[weekday]]
    nth = match["nth"].lower()
    number = days[-1] if nth == "last" else days[_NTH[nth]]
    return _day(match, date(year, month, number))


def read_days_of_month(match: re.Match[str], context: Context) -> Made:
    """Read “3 to 5 May 2023”, “May 3-5”, “from 3 to 5 May”, «с 3 по 5 мая»: from the first day to the last."""
    month = words(context.language, "months")[match["month"].lower().rstrip(".")]
    first_day, last_day = int(match["from"]), int(match["to"])
    if not match["year"] and context.reference is None:
        return DateExpression(Span(match.start(), match.end()), "date", f"XXXX-{month:02d}-{first_day:02d}", "day")
    try:
        if match["year"]:
            first = date(int(match["year"]), month, first_day)
        else:
            first = nearest(month, first_day, context, match.start()) or date.min
        last = first.replace(day=last_day)
    except ValueError:
        return None
    return _day(match, first, last) if date.min < first <= last else None


def read_numbered_weekday(match: re.Match[str], context: Context) -> Made:
    """Read “Monday 20”, “Tuesday 21”: the nearest such day on which the two agree."""
    if context.reference is None:
        return None
    weekday, number = words("en", "weekdays")[match["weekday"].lower()], int(match["day"])
    ahead = context.ahead(match.start())
    options = [context.reference + timedelta(days=shift) for shift in range(-100, 101)]
    fitting = [day for day in options if day.day == number and day.weekday() == weekday]
    if not fitting:
        return None
    reference = context.reference
    return _day(match, min(fitting, key=lambda day: (abs((day - reference).days), (day > reference) != ahead)))


def read_figures(match: re.Match[str], context: Context) -> Made:
    """Read “12.09.2023”, “25/09/2023” or “09/25/2023”; where both ways give a day the site's country decides.

    Where that is not known either, the expression is known and its day is not.
    """
    first, mark, second, year = int(match["a"]), match["mark"], int(match["b"]), int(match["year"])
    if mark == "." or first > _MONTHS or first == second:
        month, day = second, first
    elif second > _MONTHS or context.month_first:
        month, day = first, second
    elif context.month_first is False:
        month, day = second, first
    else:
        span = Span(match.start(), match.end())
        begin, end = sorted((date(year, first, second), date(year, second, first)))
        return DateExpression(span, "date", f"{year}-XX-XX", "day", begin, end)
    try:
        return _day(match, date(year, month, day))
    except ValueError:
        return None
