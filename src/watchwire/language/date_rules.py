"""The patterns of date expressions of each language, each with the function that gives its value; the first wins."""

import re
from functools import cache

from watchwire.language.calendar import alternatives, codes, references
from watchwire.language.date_spoken import (
    read_day_but_one,
    read_days_of_month,
    read_figures,
    read_fortnight,
    read_nth_weekday,
    read_numbered_weekday,
)
from watchwire.language.date_values import (
    Rule,
    read_absolute,
    read_bare_month,
    read_counted,
    read_day_of_month,
    read_day_of_near_year,
    read_day_of_this_month,
    read_decade,
    read_deictic,
    read_duration,
    read_last_quarter,
    read_month_of_near_year,
    read_month_of_year,
    read_named_month,
    read_nth_quarter,
    read_present_unit,
    read_quarter_before,
    read_quarter_of_near_year,
    read_reference,
    read_season,
    read_set,
    read_spoken_year,
    read_unit,
    read_vague,
    read_weekday,
    read_weekend,
    read_year,
)

_ISO: Rule = (  # “2031-05-06”, and the day of “2031-05-06T07:08:09Z”
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:\b|(?=T\d\d:?\d\d))"),
    read_absolute,
)


@cache
def rules_of(language: str) -> tuple[Rule, ...]:
    """Return the patterns of a language in the order in which they are tried."""
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
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    ones = "one|two|three|four|five|six|seven|eight|nine"
    count = rf"(?P<count>\d{{1,4}}|(?:{tens})[\s-](?:{ones})|{number})(?P<half>\s+1/2|\s+and\s+a\s+half)?"
    units = r"(?P<unit>day|week|month|year|decade|quarter|hour|minute|second|centur(?:y|ie))s?"
    ordinal = alternatives("en", "ordinals")
    seasons = "|".join(codes("en", "seasons"))
    phrases = "|".join(sorted(map(re.escape, references("en")), key=len, reverse=True))
    part = r"(?:\s+(?P<part>morning|afternoon|evening|nights?))?"
    around = r"(?:(?:early|mid|late|the\s+(?:beginning|middle|end)\s+of)[\s-]+)?"
    governed = r"(?:in|by|since|until|till|during|from|through|before|after|of|for|last|next|early|mid|late|and|to)"
    return (
        _ISO,
        *_spoken(month, weekday),
        (re.compile(rf"\b{lead}{named}\s+{day},?\s+{year}\b", flags), read_absolute),
        (re.compile(rf"\b{lead}{day}\s+(?:of\s+)?{named},?\s+{year}\b", flags), read_absolute),
        (
            re.compile(rf"\b{named}\s+{day},?\s+(?:of\s+)?(?P<which>last|next|this)\s+year\b", flags),
            read_day_of_near_year,
        ),
        (
            re.compile(rf"\b{day}\s+(?:of\s+)?{named},?\s+(?:of\s+)?(?P<which>last|next|this)\s+year\b", flags),
            read_day_of_near_year,
        ),
        (
            re.compile(r"\bthe\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\s+of\s+(?P<which>last|next|this)\s+month\b", flags),
            read_day_of_this_month,
        ),
        (re.compile(rf"\b{named},?\s+(?:of\s+)?{year}\b", flags), read_month_of_year),
        (re.compile(rf"\b{named},?\s+(?:of\s+)?(?P<which>last|next|this)\s+year\b", flags), read_month_of_near_year),
        (re.compile(rf"\b(?P<which>last|next|this)\s+{named}(?!\w)", flags), read_named_month),
        (re.compile(rf"\b{lead}{named}\s+{day}\b(?!\s*(?:%|percent|million))", flags), read_day_of_month),
        (re.compile(rf"\b{lead}{day}\s+(?:of\s+)?{named}(?=\W|$)", flags), read_day_of_month),
        (
            re.compile(
                rf"\b(?:(?P<which>last|next|this)\s+year[’']s|the\s+{year})\s+(?P<nth>{ordinal})\s+quarter\b", flags
            ),
            read_quarter_of_near_year,
        ),
        (
            re.compile(
                rf"\b(?:the\s+)?(?:fiscal\s+)?(?P<nth>{ordinal})[\s-]+(?:fiscal[\s-]+)?quarter"
                rf"(?:(?:\s+of|,)?\s+(?:fiscal\s+)?{year})?\b",
                flags,
            ),
            read_nth_quarter,
        ),
        (
            re.compile(
                r"\b(?:the\s+)?year[\s-](?:earlier|ago)(?:\s+(?:quarter|period))?\b|\b(?:the\s+)?"
                r"(?:same|corresponding|comparable)\s+(?:quarter|period)\s+(?:of\s+)?"
                r"(?:last year|a year (?:ago|earlier))\b",
                flags,
            ),
            read_quarter_before,
        ),
        (
            re.compile(r"\bthe\s+(?:latest\s+)?(?:quarter|latest period|most recent quarter)\b", flags),
            read_last_quarter,
        ),
        (
            re.compile(
                rf"\b(?:(?:more|less) than\s+|nearly\s+|almost\s+|about\s+|some\s+)?{count}\s+{units}\s+"
                r"(?P<side>ago|earlier|later|from now)\b",
                flags,
            ),
            read_counted,
        ),
        (
            re.compile(
                rf"\b(?P<lead>for|over|after|within|in)\s+(?:(?:more|less) than|nearly|almost|about|the|past|last|next|"
                rf"first|\s)*{count}\s+{units}\b",
                flags,
            ),
            read_duration,
        ),
        (re.compile(rf"\b(?:the\s+)?(?:past|last|next|first)\s+{count}\s+{units}\b", flags), read_duration),
        (re.compile(rf"\b{count}[\s-]+{units}\b(?!\s+old)", flags), read_duration),
        (
            re.compile(
                r"\b(?:the\s+)?(?:past|last|next)\s+"
                r"(?P<several>(?:several\s+|couple of\s+)?(?:decades|quarters|years|months|weeks|days))\b|"
                r"\brecent\s+(?P<recent>decades|quarters|years|months|weeks|days)\b",
                flags,
            ),
            read_vague,
        ),
        (
            re.compile(
                rf"\b(?:every|each)\s+(?P<each>{weekday}|day|week|month|quarter|year)\b|"
                r"\b(?P<often>daily|weekly|monthly|quarterly|yearly)\b(?!\s+(?!(?:in|at|on|by|for|since|and|or|to)\b)[a-z])|"
                r"\b(?P<adverb>annually)\b",
                flags,
            ),
            read_set,
        ),
        (re.compile(rf"\b(?P<which>last|next|this|past|coming)\s+(?P<weekday>{weekday}){part}\b", flags), read_weekday),
        (re.compile(rf"\b(?P<weekday>{weekday.title()}){part}\b(?!\s+(?:Times|Mirror|Night\b))"), read_weekday),
        (
            re.compile(r"\b(?P<which>last|next|this|past|coming)\s+(?P<unit>week|month|year|quarter|decade)\b", flags),
            read_unit,
        ),
        (
            re.compile(
                rf"\b(?P<word>today|tonight|yesterday|tomorrow){part}\b|"
                r"\bthis (?P<when>morning|afternoon|evening)\b|\b(?P<past>last (?:night|evening)|overnight)\b",
                flags,
            ),
            read_deictic,
        ),
        (
            re.compile(
                r"\b(?:(?P<part>early|mid|late)[\s-]+)?(?:in|since|by|until|before|after|during|of|for|from)\s+(?P<year>(?:19|20)\d\d)\b(?![-\d/])",
                flags,
            ),
            read_year,
        ),
        (re.compile(r"\b(?:the\s+)?(?P<decade>(?:19|20)\d)0s\b"), read_decade),
        (
            re.compile(
                rf"\b(?P<which>last|next|this|past|the|the past)\s+(?P<season>{seasons})\b(?!\s+(?:of|to|from|in)\b)",
                flags,
            ),
            read_season,
        ),
        (re.compile(r"\b(?P<which>last|next|this|past|the)\s+weekend\b", flags), read_weekend),
        (
            re.compile(
                r"\bthe\s+(?:full|whole|entire|current)\s+(?P<whole>week|month|year|quarter)\b|"
                r"\bthe\s+(?:current\s+|full\s+)?fiscal\s+(?P<fiscal>year)\b|\b(?P<end>year[\s-]end)\b",
                flags,
            ),
            read_present_unit,
        ),
        (re.compile(rf"\bnineteen\s+(?P<tens>{tens})(?:[\s-](?P<ones>{ones}))?\b", flags), read_spoken_year),
        (re.compile(rf"(?<=\b)(?:{governed}\s+){around}(?P<month>{month.title()})\b(?!\.?\s*\d)"), read_bare_month),
        (
            re.compile(
                rf"\b(?P<month>{month.title()})\b(?=[,;’']|\s+(?:and|to|or|that|when|after|before|the)\b)(?<!May)(?<!March)"
            ),
            read_bare_month,
        ),
        (re.compile(r"\bfiscal\s+(?:year\s+)?(?P<year>(?:19|20)\d\d)\b", flags), read_year),
        (
            re.compile(
                r"(?<![\d.,$£€/-])\b(?P<year>(?:19[5-9]|20[0-4])\d)\b(?![\d%/-]|[.,]\d|\s+(?:points|people|shares|feet|miles|dollars|men|women))"
            ),
            read_year,
        ),
        (re.compile(rf"\b(?:{phrases})\b", flags), read_reference),
    )


_FIGURES = re.compile(
    r"(?<![\d./-])(?P<a>0?[1-9]|[12]\d|3[01])(?P<mark>[./])(?P<b>0?[1-9]|[12]\d|3[01])(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d/-])"
)


def _spoken(month: str, weekday: str) -> tuple[Rule, ...]:
    flags = re.IGNORECASE
    till = r"\s*(?:-|–|—|to|until|through|and)\s*"
    year = r"(?:\.?,?\s+(?P<year>(?:19|20)\d\d))?"
    return (
        (re.compile(r"\b(?:the\s+)?day\s+(?P<but>before\s+yesterday|after\s+tomorrow)\b", flags), read_day_but_one),
        (
            re.compile(
                r"\b(?P<count>a|one|two|three|\d)\s+fortnights?\s+(?P<side>ago|earlier|later|from now)\b", flags
            ),
            read_fortnight,
        ),
        (
            re.compile(
                rf"\b(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<weekday>{weekday})\s+(?:of|in)\s+"
                rf"(?:(?P<which>this|last|next|the)\s+month|(?P<month>{month})\b{year})",
                flags,
            ),
            read_nth_weekday,
        ),
        (
            re.compile(
                rf"\b(?P<from>\d{{1,2}})(?:st|nd|rd|th)?{till}(?P<to>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
                rf"(?P<month>{month})\b{year}",
                flags,
            ),
            read_days_of_month,
        ),
        (
            re.compile(
                rf"\b(?P<month>{month})\.?\s+(?P<from>\d{{1,2}})\s*(?:-|–|to)\s*(?P<to>\d{{1,2}})\b{year}", flags
            ),
            read_days_of_month,
        ),
        (
            re.compile(
                rf"\b(?P<weekday>{weekday})\s+(?:the\s+)?(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?\b"
                rf"(?!\s*(?:[:%/]|\.\d|{month}|[ap]\.?m|o[’']clock|\w+s\b))",
                flags,
            ),
            read_numbered_weekday,
        ),
        (_FIGURES, read_figures),
    )


def _russian(month: str, weekday: str) -> tuple[Rule, ...]:
    flags = re.IGNORECASE
    return (
        _ISO,
        (
            re.compile(
                rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{month})\s+(?P<year>(?:19|20)\d\d)(?:\s+г(?:ода|\.))?",
                flags,
            ),
            read_absolute,
        ),
        (re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d\d)\.(?P<year>(?:19|20)\d\d)\b"), read_absolute),
        (
            re.compile(rf"\bв\s+(?P<month>{month})\s+(?P<year>(?:19|20)\d\d)(?:\s+года)?", flags),
            read_month_of_year,
        ),
        (
            re.compile(
                rf"\b(?P<from>\d{{1,2}})(?:\s*[-–—]\s*|\s+по\s+)(?P<to>\d{{1,2}})\s+(?P<month>{month})\b"
                r"(?:\s+(?P<year>(?:19|20)\d\d))?",
                flags,
            ),
            read_days_of_month,
        ),
        (re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{month})\b", flags), read_day_of_month),
        (re.compile(rf"\bво?\s+(?P<weekday>{weekday})\b", flags), read_weekday),
        (re.compile(r"\b(?P<but>позавчера|послезавтра)\b", flags), read_day_but_one),
        (re.compile(r"\b(?P<word>сегодня|вчера|завтра)\b", flags), read_deictic),
    )
