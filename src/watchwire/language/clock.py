"""Times of the day beside a date: “10 p.m. Wednesday”, “Nov. 9 at 5 p.m. EST”, “noon Saturday”."""

import re
from dataclasses import replace

from watchwire.model import DateExpression, Span

_TIME = r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?|(?P<word>noon|midnight)\b"
_ZONE = r"(?:\s+\(?(?:[A-Z]{1,3}[SDM]?T|GMT|UTC|local time)\)?)?"
_BEFORE = re.compile(rf"\b(?:{_TIME}){_ZONE},?\s+(?:on\s+)?$", re.IGNORECASE)
_AFTER = re.compile(rf"^,?\s+(?:at\s+)?(?:about\s+|around\s+)?(?:{_TIME}){_ZONE}", re.IGNORECASE)
_REACH = 40
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_NOON = 12


def with_clock(text: str, expression: DateExpression) -> DateExpression:
    """Return a day with the time that stands before or after it, as TIMEX3 writes it (`2023-09-13T22:00`)."""
    if not _DAY.match(expression.value):
        return expression
    span = expression.span
    before = _BEFORE.search(text[max(0, span.start - _REACH) : span.start])
    if before is not None:
        start = max(0, span.start - _REACH) + before.start()
        return replace(expression, span=Span(start, span.end), value=f"{expression.value}T{_clock(before)}")
    after = _AFTER.match(text[span.end : span.end + _REACH])
    if after is not None:
        end = span.end + len(after[0])
        return replace(expression, span=Span(span.start, end), value=f"{expression.value}T{_clock(after)}")
    return expression


def _clock(match: re.Match[str]) -> str:
    word = (match["word"] or "").lower()
    if word:
        return "12:00" if word == "noon" else "24:00"
    hour = int(match["hour"]) % _NOON + (_NOON if match["half"].lower() == "p" else 0)
    return f"{hour:02d}:{match['minute'] or '00'}"
