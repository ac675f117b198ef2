"""Date expressions in running text, normalised against the day of publication as TIMEX3 would have it.

A weekday is the last one before publication unless the verb near it looks ahead; "last", "next" and "this" decide
by themselves. Durations ("for 18 months") and sets ("every Friday") are recognised and given no day.
"""

import calendar as _calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from watchwire.language.analysis import Analysis, Word
from watchwire.language.calendar import alternatives, codes, references, words
from watchwire.model import DateExpression, Span

_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "nights": "TNI", "noon": "T12:00"}
_VAGUE = frozenset({"few", "several"})
_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class _Context:
    reference: date | None
    language: str
    ahead: Callable[[int], bool]


_Made = DateExpression | None
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], _Context], _Made]]

_FUTURE = frozenset({"will", "shall", "may", "might", "could", "should", "would"})
_FORWARD = frozenset(
    {"plan", "agree", "expect", "intend", "want", "schedule", "set", "vow", "promise", "decide", "hope", "call", "ask"}
)


def find_dates(analysis: Analysis, reference: date | None) -> tuple[DateExpression, ...]:
    """Return the date expressions of an analysed text, in order, without overlaps.

    Args:
        analysis: the analysed text.
        reference: the day of publication; without it, relative expressions are recognised but get no day.

    """
    article = analysis.article
    language = "ru" if article.language == "ru" else "en"
    context = _Context(reference, language, lambda at: looks_ahead(analysis, at))
    taken: list[Span] = []
    found: list[DateExpression] = []
    for pattern, make in _rules(language):
        for match in pattern.finditer(article.text):
            span = Span(match.start(), match.end())
            if article.in_furniture(span) or any(span.overlaps(other) for other in taken):
                continue
            made = make(match, context)
            if made is not None:
                found.append(made)
                taken.append(span)
    return tuple(sorted(found, key=lambda item: item.span))


def looks_ahead(analysis: Analysis, at: int) -> bool:
    """Say whether the verb nearest before (else after) a place speaks of the future."""
    sentence = analysis.sentence_at(at)
    word = analysis.word_at(at)
    if sentence is None or word is None:
        return False
    order = [*range(word.number - 1, sentence.first - 1, -1), *range(word.number + 1, sentence.last)]
    for number in order:
        other = analysis.words[number]
        if other.pos not in {"VERB", "AUX"} or (other.tag in {"VBG", "VBN"} and other.dep in {"amod", "acl"}):
            continue
        ahead = _ahead(analysis, other)
        if ahead is not None:
            return ahead
    return False


def _ahead(analysis: Analysis, verb: Word) -> bool | None:
    """Say whether a verb speaks of the future; None where the verb above it decides."""
    helpers = {child.lemma for child in analysis.children(verb.number) if child.pos in {"AUX", "PART"}}
    if helpers & _FUTURE or verb.lemma in {"will", "shall"}:
        return True
    if verb.tag in {"VBZ", "VBP"}:
        return not helpers & {"have"} and verb.lemma not in {"say", "report", "have"}
    if verb.tag != "VB" or "to" not in helpers:
        return False
    # A purpose (“an operation to arrest him Saturday”) is as old as the deed it belongs to.
    return None if verb.dep in {"acl", "advcl", "relcl"} and _past_above(analysis, verb) else True


def _past_above(analysis: Analysis, verb: Word) -> bool:
    """Say whether the nearest finite verb above a verb stands in the past."""
    seen = {verb.number}
    above = analysis.words[verb.head]
    while above.number not in seen:
        seen.add(above.number)
        if above.pos in {"VERB", "AUX"} and above.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return above.tag == "VBD" and above.lemma not in _FORWARD
        above = analysis.words[above.head]
    return False


@cache
def _rules(language: str) -> tuple[_Rule, ...]:
    month = alternatives(language, "months")
    weekday = alternatives(language, "weekdays")
    if language == "ru":
        return _russian(month, weekday)
    number = alternatives("en", "numbers")
    flags = re.IGNORECASE
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:19|20)\d\d)"
    named = rf"(?P<month>{month})\.?"
    lead = rf"(?:(?:{weekday}),?\s+)?"
    count = rf"(?P<count>\d{{1,4}}|{number})"
    units = r"(?P<unit>day|week|month|year|decade|quarter|hour|minute|second|centur(?:y|ie))s?"
    ordinal = alternatives("en", "ordinals")
    seasons = "|".join(codes("en", "seasons"))
    phrases = "|".join(sorted(map(re.escape, references("en")), key=len, reverse=True))
    part = r"(?:\s+(?P<part>morning|afternoon|evening|nights?))?"
    around = r"(?:(?:early|mid|late|the\s+(?:beginning|middle|end)\s+of)[\s-]+)?"
    governed = r"(?:in|by|since|until|till|during|from|through|before|after|of|for|last|next|early|mid|late|and|to)"
    return (
        (re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"), _absolute),
        (re.compile(rf"\b{lead}{named}\s+{day},?\s+{year}\b", flags), _absolute),
        (re.compile(rf"\b{lead}{day}\s+(?:of\s+)?{named},?\s+{year}\b", flags), _absolute),
        (re.compile(rf"\b{named},?\s+(?:of\s+)?{year}\b", flags), _month_of_year),
        (re.compile(rf"\b(?P<which>last|next|this)\s+{named}(?!\w)", flags), _named_month),
        (re.compile(rf"\b{lead}{named}\s+{day}\b(?!\s*(?:%|percent|million))", flags), _day_of_month),
        (re.compile(rf"\b{lead}{day}\s+(?:of\s+)?{named}(?=\W|$)", flags), _day_of_month),
        (
            re.compile(
                rf"\b(?:the\s+)?(?:fiscal\s+)?(?P<nth>{ordinal})[\s-]+(?:fiscal[\s-]+)?quarter"
                rf"(?:(?:\s+of|,)?\s+(?:fiscal\s+)?{year})?\b",
                flags,
            ),
            _nth_quarter,
        ),
        (
            re.compile(
                r"\b(?:the\s+)?year[\s-](?:earlier|ago)(?:\s+(?:quarter|period))?\b|\b(?:the\s+)?"
                r"(?:same|corresponding|comparable)\s+(?:quarter|period)\s+(?:of\s+)?"
                r"(?:last year|a year (?:ago|earlier))\b",
                flags,
            ),
            _quarter_before,
        ),
        (re.compile(r"\bthe\s+(?:latest\s+)?(?:quarter|latest period|most recent quarter)\b", flags), _last_quarter),
        (
            re.compile(
                rf"\b(?:(?:more|less) than\s+|nearly\s+|almost\s+|about\s+|some\s+)?{count}\s+{units}\s+"
                r"(?P<side>ago|earlier|later|from now)\b",
                flags,
            ),
            _counted,
        ),
        (
            re.compile(
                rf"\b(?P<lead>for|over|after|within|in)\s+(?:(?:more|less) than|nearly|almost|about|the|past|last|next|"
                rf"first|\s)*{count}\s+{units}\b",
                flags,
            ),
            _duration,
        ),
        (re.compile(rf"\b(?:the\s+)?(?:past|last|next|first)\s+{count}\s+{units}\b", flags), _duration),
        (re.compile(rf"\b{count}[\s-]+{units}\b(?!\s+old)", flags), _duration),
        (
            re.compile(
                r"\b(?:the\s+)?(?:past|last|next)\s+"
                r"(?P<several>(?:several\s+|couple of\s+)?(?:decades|quarters|years|months|weeks|days))\b",
                flags,
            ),
            _vague,
        ),
        (
            re.compile(
                rf"\b(?:every|each)\s+(?P<each>{weekday}|day|week|month|quarter|year)\b|"
                r"\b(?P<often>daily|weekly|monthly|quarterly|annually|yearly)\b",
                flags,
            ),
            _set,
        ),
        (re.compile(rf"\b(?P<which>last|next|this|past|coming)\s+(?P<weekday>{weekday}){part}\b", flags), _weekday),
        (re.compile(rf"\b(?P<weekday>{weekday.title()}){part}\b(?!\s+(?:Times|Mirror|Night\b))"), _weekday),
        (
            re.compile(r"\b(?P<which>last|next|this|past|coming)\s+(?P<unit>week|month|year|quarter|decade)\b", flags),
            _unit,
        ),
        (
            re.compile(
                rf"\b(?P<word>today|tonight|yesterday|tomorrow){part}\b|"
                r"\bthis (?P<when>morning|afternoon|evening)\b|\b(?P<past>last (?:night|evening)|overnight)\b",
                flags,
            ),
            _deictic,
        ),
        (
            re.compile(
                r"\b(?:(?P<part>early|mid|late)[\s-]+)?(?:in|since|by|until|before|after|during|of|for|from)\s+(?P<year>(?:19|20)\d\d)\b(?![-\d/])",
                flags,
            ),
            _year,
        ),
        (re.compile(r"\b(?:the\s+)?(?P<decade>(?:19|20)\d)0s\b"), _decade),
        (
            re.compile(
                rf"\b(?P<which>last|next|this|past|the|the past)\s+(?P<season>{seasons})\b(?!\s+(?:of|to|from|in)\b)",
                flags,
            ),
            _season,
        ),
        (re.compile(r"\b(?P<which>last|next|this|past|the)\s+weekend\b", flags), _weekend),
        (re.compile(rf"(?<=\b)(?:{governed}\s+){around}(?P<month>{month.title()})\b(?!\.?\s*\d)"), _bare_month),
        (
            re.compile(
                rf"\b(?P<month>{month.title()})\b(?=[,;’']|\s+(?:and|to|or|that|when|after|before|the)\b)(?<!May)(?<!March)"
            ),
            _bare_month,
        ),
        (re.compile(r"\bfiscal\s+(?:year\s+)?(?P<year>(?:19|20)\d\d)\b", flags), _year),
        (
            re.compile(
                r"(?<![\d.,$£€/-])\b(?P<year>(?:19[5-9]|20[0-4])\d)\b(?![\d%/-]|[.,]\d|\s+(?:points|people|shares|feet|miles|dollars|men|women))"
            ),
            _year,
        ),
        (re.compile(rf"\b(?:{phrases})\b", flags), _reference),
    )


def _russian(month: str, weekday: str) -> tuple[_Rule, ...]:
    flags = re.IGNORECASE
    return (
        (
            re.compile(
                rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{month})\s+(?P<year>(?:19|20)\d\d)(?:\s+г(?:ода|\.))?",
                flags,
            ),
            _absolute,
        ),
        (re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d\d)\.(?P<year>(?:19|20)\d\d)\b"), _absolute),
        (
            re.compile(rf"\bв\s+(?P<month>{month})\s+(?P<year>(?:19|20)\d\d)(?:\s+года)?", flags),
            _month_of_year,
        ),
        (re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{month})\b", flags), _day_of_month),
        (re.compile(rf"\bво?\s+(?P<weekday>{weekday})\b", flags), _weekday),
        (re.compile(r"\b(?P<word>сегодня|вчера|завтра)\b", flags), _deictic),
    )


def _make(match: re.Match[str], grain: str, first: date, last: date, value: str) -> DateExpression:
    return DateExpression(Span(match.start(), match.end()), "date", value, grain, first, last)


def _unknown(match: re.Match[str], grain: str, value: str = "XXXX") -> DateExpression:
    return DateExpression(Span(match.start(), match.end()), "date", value, grain)


def _month_number(match: re.Match[str], context: _Context) -> int:
    text = match["month"].lower().rstrip(".")
    return int(text) if text.isdigit() else words(context.language, "months")[text]


def _absolute(match: re.Match[str], context: _Context) -> _Made:
    try:
        day = date(int(match["year"]), _month_number(match, context), int(match["day"]))
    except ValueError:
        return None
    return _make(match, "day", day, day, day.isoformat())


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, _calendar.monthrange(year, month)[1])


def _month_of_year(match: re.Match[str], context: _Context) -> _Made:
    month = _month_number(match, context)
    first, last = _month_span(int(match["year"]), month)
    return _make(match, "month", first, last, f"{first:%Y-%m}")


def _named_month(match: re.Match[str], context: _Context) -> _Made:
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


def _day_of_month(match: re.Match[str], context: _Context) -> _Made:
    month, number = _month_number(match, context), int(match["day"])
    if context.reference is None:
        return _unknown(match, "day", f"XXXX-{month:02d}-{number:02d}")
    ahead = context.ahead(match.start())
    options = []
    for year in (context.reference.year - 1, context.reference.year, context.reference.year + 1):
        try:
            options.append(date(year, month, number))
        except ValueError:
            continue
    if not options:
        return None
    day = min(options, key=lambda option: _distance(option, context.reference, ahead))
    return _make(match, "day", day, day, day.isoformat())


def _distance(option: date, reference: date | None, ahead: bool) -> float:
    assert reference is not None  # noqa: S101  (callers test it)
    days = (option - reference).days
    against = days < 0 if ahead else days > 0
    return abs(days) * (3.0 if against else 1.0)


def _number(text: str, context: _Context) -> int:
    return int(text) if text.isdigit() else words(context.language, "numbers")[text.lower()]


def _unit_of(match: re.Match[str]) -> str:
    unit = match["unit"].lower()
    return "century" if unit.startswith("centur") else unit


def _counted(match: re.Match[str], context: _Context) -> _Made:
    count, unit = _number(match["count"], context), _unit_of(match)
    if unit in {"hour", "minute", "second", "century"} or match["count"].lower() in _VAGUE:
        value = "PAST_REF" if match["side"].lower() in {"ago", "earlier"} else "FUTURE_REF"
        return DateExpression(Span(match.start(), match.end()), "reference", value, "reference")
    if context.reference is None:
        return _unknown(match, unit)
    sign = -1 if match["side"].lower() in {"ago", "earlier"} else 1
    return _shifted(match, context.reference, sign * count, unit)


def _shifted(match: re.Match[str], reference: date, count: int, unit: str) -> _Made:
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


def _duration(match: re.Match[str], context: _Context) -> _Made:
    count, unit = _number(match["count"], context), _unit_of(match)
    amount = "X" if match["count"].lower() in _VAGUE else str(count)
    return DateExpression(Span(match.start(), match.end()), "duration", f"P{_TIMEX_UNIT[unit].format(amount)}", unit)


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


def _vague(match: re.Match[str], context: _Context) -> _Made:  # noqa: ARG001  (all rules share one shape)
    unit = match["several"].split()[-1].lower().rstrip("s")
    return DateExpression(Span(match.start(), match.end()), "duration", f"P{_TIMEX_UNIT[unit].format('X')}", unit)


def _set(match: re.Match[str], context: _Context) -> _Made:
    often, each = match["often"], (match["each"] or "").lower()
    weekdays = words(context.language, "weekdays")
    if often:
        value = _OFTEN[often.lower()]
    elif each in weekdays:
        value = f"XXXX-WXX-{weekdays[each] + 1}"
    else:
        value = f"P{_TIMEX_UNIT[each].format(1)}"
    return DateExpression(Span(match.start(), match.end()), "set", value, "set")


def _reference(match: re.Match[str], context: _Context) -> _Made:  # noqa: ARG001  (all rules share one shape)
    value = references("en")[match[0].lower()]
    return DateExpression(Span(match.start(), match.end()), "reference", value, "reference")


def _quarter(match: re.Match[str], number: int) -> DateExpression:
    """Make a quarter of its number since the year 0."""
    year, index = divmod(number, 4)
    first, last = date(year, index * 3 + 1, 1), _month_span(year, index * 3 + 3)[1]
    return _make(match, "quarter", first, last, f"{year}-Q{index + 1}")


def _nth_quarter(match: re.Match[str], context: _Context) -> _Made:
    """“The third quarter”: of the year that is named, else the last one that had begun."""
    nth = words("en", "ordinals")[match["nth"].lower()] - 1
    if match["year"]:
        return _quarter(match, int(match["year"]) * 4 + nth)
    if context.reference is None:
        return _unknown(match, "quarter", f"XXXX-Q{nth + 1}")
    year = context.reference.year
    begun = date(year, nth * 3 + 1, 1) <= context.reference
    return _quarter(match, (year if begun or context.ahead(match.start()) else year - 1) * 4 + nth)


def _last_quarter(match: re.Match[str], context: _Context) -> _Made:
    if context.reference is None:
        return _unknown(match, "quarter")
    return _quarter(match, _finished_quarter(context.reference))


def _quarter_before(match: re.Match[str], context: _Context) -> _Made:
    """“The year-earlier quarter”: reports compare with the quarter a year before the one that ended last."""
    if context.reference is None:
        return _unknown(match, "quarter")
    return _quarter(match, _finished_quarter(context.reference) - 4)


def _finished_quarter(reference: date) -> int:
    return reference.year * 4 + (reference.month - 1) // _QUARTER - 1


def _season(match: re.Match[str], context: _Context) -> _Made:
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


def _weekend(match: re.Match[str], context: _Context) -> _Made:
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


def _bare_month(match: re.Match[str], context: _Context) -> _Made:
    """“In August”: the last one that has begun, unless the verb looks ahead."""
    month = _month_number(match, context)
    span = Span(match.start("month"), match.end("month"))
    if context.reference is None:
        return DateExpression(span, "date", f"XXXX-{month:02d}", "month")
    year = context.reference.year
    if context.ahead(match.start()):
        year += month < context.reference.month
    else:
        year -= month > context.reference.month
    first, last = _month_span(year, month)
    return DateExpression(span, "date", f"{first:%Y-%m}", "month", first, last)


def _weekday(match: re.Match[str], context: _Context) -> _Made:
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


def _unit(match: re.Match[str], context: _Context) -> _Made:
    unit = match["unit"].lower()
    if context.reference is None:
        return _unknown(match, unit)
    shift = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(match["which"].lower(), 0)
    reference = context.reference
    return _shifted(match, reference, shift, unit)


_DEICTIC = {"yesterday": -1, "tomorrow": 1, "вчера": -1, "завтра": 1}


def _deictic(match: re.Match[str], context: _Context) -> _Made:
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


def _year(match: re.Match[str], context: _Context) -> _Made:  # noqa: ARG001  (all rules share one shape)
    year = int(match["year"])
    span = Span(match.start("year"), match.end("year"))
    return DateExpression(span, "date", f"{year}", "year", date(year, 1, 1), date(year, 12, 31))


def _decade(match: re.Match[str], context: _Context) -> _Made:  # noqa: ARG001  (all rules share one shape)
    start = int(match["decade"]) * 10
    return _make(match, "decade", date(start, 1, 1), date(start + 9, 12, 31), f"{start // 10}")
