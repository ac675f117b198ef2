"""Working out the day of publication from the text itself, when nothing else gives it.

Four kinds of evidence: a dateline with a full date; days counted from a known beginning ("566 days into the war");
weekdays that verbs place before or after the day of writing; and years ("April 2019 was his first" with "first trip
in four years"). The brief says which of them decided. Where they leave only a range, the day stays unknown and the
range is given.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from watchwire.language.analysis import Analysis
from watchwire.language.calendar import alternatives, words
from watchwire.language.dates import find_dates
from watchwire.model import Article, Published, Span
from watchwire.sources.stated import day_in_address
from watchwire.tables import read_table

_HEAD = 400
_MONTH = alternatives("en", "months")
_WEEKDAY = alternatives("en", "weekdays")
_NUMBER = alternatives("en", "numbers")
_FULL = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}),?\s+)?(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>20\d\d)"
    rf"|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH})\.?,?\s+(?P<year2>20\d\d))\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"^\W*(?:[A-Z][\w.’' -]+(?:,\s*[A-Z][\w.]+)*[,\s]+)?(?:\([A-Za-z ]+\)\s*)?[-–—,\s]*"
    rf"(?:{_FULL.pattern.replace('?P<', '?P<d_')})",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(?<![\w.’'-])[^\W\d_A-Z][^\W\d_]+")
_OF_PLACES = frozenset({"of", "the", "and", "de", "la", "del", "da", "do", "el", "al", "am", "le", "les", "upon"})
"""Small words in names of places, and before days in other languages."""
_LETTER = re.compile(r"[^\W\d_]")
# "KABUL, Afghanistan (Jan. 25, 2013)", "SEOUL (March 3) -": a place, then the day in brackets; "May 29:" at the head.
# The year may be missing.
_BRACKETED = re.compile(
    rf"^\W*(?:[A-Z][\w.’' -]+(?:,\s*[A-Z][\w. ]+)*\s*\()?(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})"
    r"(?:,\s*(?P<year>20\d\d))?[):]",
    re.IGNORECASE,
)
# The number of a release often begins with its year and month: "2012-05-S-027".
_RELEASE = re.compile(r"(?<![\d-])(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-[A-Z]{1,3}-?\d+")
_WEEKDAY_DATE = re.compile(
    rf"\b(?P<weekday>{_WEEKDAY}),?\s+(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})\b(?!,?\s*\d{{4}})", re.I
)
_DAYS = re.compile(r"\b(?P<count>\d{2,4})\s+days\b", re.IGNORECASE)
_NTH_DAY = re.compile(r"\b(?:day\s+(?P<a>\d{2,4})|(?P<b>\d{2,4})(?:st|nd|rd|th)\s+day)\s+of\b", re.IGNORECASE)
_YEARS_SINCE = re.compile(rf"\bfirst\b[^.]{{0,60}}?\bin\s+(?P<count>\d{{1,2}}|{_NUMBER})\s+years\b", re.IGNORECASE)
_FIRST_IN = re.compile(
    rf"\bfirst\b[^.]{{0,60}}?\b(?:{_MONTH})\s+(?P<year>(?:19|20)\d\d)|\b(?:{_MONTH})\s+(?P<year2>(?:19|20)\d\d)\b[^.]{{0,40}}?\bfirst\b",
    re.I,
)
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Clue:
    """One reading of one piece of evidence: possible days, most likely first."""

    days: tuple[date, ...]
    how: str
    span: Span


def date_article(analysis: Analysis) -> Article:
    """Return the article with its day of publication worked out, or unchanged when it is known or nothing follows."""
    article = analysis.article
    if article.published.on is not None:
        return article
    found = (
        _from_dateline(article)
        or _from_first_line(analysis)
        or _from_days(analysis)
        or _from_weekday_dates(analysis)
        or _from_release(article)
        or _from_address(article)
        or _from_years(article)
    )
    if found is None:
        return article
    latest = article.published.latest
    if latest is not None and found.on is not None and found.on > latest and found.basis != "url":
        # What the text says of itself cannot be later than the day on which it was archived or sent.
        return article
    if latest is not None and found.latest is None and found.on is None:
        found = replace(found, latest=latest)
    return replace(article, published=found)


def _day_from(match: re.Match[str], prefix: str = "") -> date | None:
    groups = match.groupdict()
    day = groups.get(f"{prefix}day") or groups.get(f"{prefix}day2")
    month = groups.get(f"{prefix}month") or groups.get(f"{prefix}month2")
    year = groups.get(f"{prefix}year") or groups.get(f"{prefix}year2")
    if not (day and month and year):
        return None
    try:
        return date(int(year), words("en", "months")[month.lower()], int(day))
    except ValueError:
        return None


def _from_dateline(article: Article) -> Published | None:
    for match in re.finditer(r"[^\n\u2028]+", article.text[:_HEAD]):
        if article.in_furniture(Span(match.start(), match.end())):
            continue
        bracketed = _from_brackets(article, match)
        if bracketed is not None:
            return bracketed
        line = _DATELINE.match(match[0])
        if line and not _is_told(line, match[0]) and (day := _day_from(line, "d_")):
            span = Span(match.start(), match.start() + line.end())
            return Published(day, "text", f"the dateline says {day}", day, day, (span,))
    return None


def _is_told(line: re.Match[str], whole: str) -> bool:
    """Say whether a sentence leads to the day and goes on (“Lund will speak on June 2, 2022, in Oslo”): no dateline."""
    before = whole[: line.start("d_month") if line["d_month"] else line.start("d_month2")]
    small = [word for word in _SMALL.findall(before) if word not in _OF_PLACES]
    return bool(small) and _LETTER.search(whole, line.end()) is not None


def _from_brackets(article: Article, line: re.Match[str]) -> Published | None:
    """A dateline with its day in brackets; a year that is missing there is taken from the number of the release."""
    found = _BRACKETED.match(line[0])
    if found is None:
        return None
    release = _RELEASE.search(article.text[:_HEAD])
    year = found["year"] or (release["year"] if release else None)
    try:
        day = date(int(year or 0), words("en", "months")[found["month"].lower()], int(found["day"]))
    except ValueError:
        return None
    spans = [Span(line.start(), line.start() + found.end())]
    how = f"the dateline says {day}"
    if not found["year"] and release is not None:
        spans.append(Span(release.start(), release.end()))
        how = f"the dateline says {found['month']} {found['day']}, the number of the release {release[0]}"
    return Published(day, "text", how, day, day, tuple(spans))


def _from_address(article: Article) -> Published | None:
    """The day in the page's address (`/2023/09/12/`): what the publisher's system filed the story under."""
    day = day_in_address(article.url)
    latest = article.published.latest
    if day is None or (latest is not None and day > latest):
        return None
    return Published(day, "url", f"the page's address holds {day}", day, day)


def _from_release(article: Article) -> Published | None:
    """The number of a release gives year and month, and so a range."""
    found = _RELEASE.search(article.text[:_HEAD])
    if found is None:
        return None
    year, month = int(found["year"]), int(found["month"])
    last = calendar.monthrange(year, month)[1]
    span = Span(found.start(), found.end())
    return Published(
        None, "text", f"the number of the release, {found[0]}", date(year, month, 1), date(year, month, last), (span,)
    )


def _from_first_line(analysis: Analysis) -> Published | None:
    """A full date that opens a line near the beginning, in any language whose dates we read."""
    text = analysis.article.text
    for expression in find_dates(analysis, None, _HEAD):
        opens = not text[: expression.span.start].rpartition("\n")[2].strip()
        if opens and expression.first is not None and expression.first == expression.last:
            day = expression.first
            return Published(
                day,
                "text",
                f"the line that opens with “{expression.span.of(text)}”",
                day,
                day,
                (expression.span,),
            )
    return None


def _from_days(analysis: Analysis) -> Published | None:
    """Count days from a known beginning, then let weekdays choose between the two ways of counting."""
    clue = _counted_clue(analysis)
    if clue is None:
        return None
    options = clue.days
    scored = [(_weekday_score(analysis, day), -rank, day) for rank, day in enumerate(options)]
    score, _, best = max(scored)
    how = clue.how
    evidence = [clue.span]
    weekday = _last_weekday(analysis)
    if weekday is not None and score > 0:
        evidence.append(weekday[1])
        how += f"; “{weekday[1].of(analysis.article.text)}” fits {best:%A} {best.day} {best:%B %Y}"
    other = _from_years(analysis.article)
    if other is not None and other.earliest and other.earliest.year == best.year:
        evidence.extend(other.evidence)
        how += f"; {other.how}"
    return Published(best, "text", how, min(options), max(options), tuple(dict.fromkeys(evidence)))


def _counted_clue(analysis: Analysis) -> _Clue | None:
    text = analysis.article.text
    counts = [(pattern, nth) for pattern, nth in ((_NTH_DAY, True), (_DAYS, False)) if pattern.search(text)]
    for sentence in analysis.sentences if counts else ():
        inside = sentence.span.of(text)
        matches = [(match, nth) for pattern, nth in counts if (match := pattern.search(inside)) is not None]
        for name, start, near in _epochs() if matches else ():
            if not near.search(inside):
                continue
            for match, nth in matches:
                count = int(next(value for value in match.groups() if value))
                span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
                inclusive, exclusive = start + timedelta(days=count - 1), start + timedelta(days=count)
                days = (inclusive,) if nth else (inclusive, exclusive)
                how = f"“{match[0].strip()}” counted from {start} ({name})"
                return _Clue(days, how, span)
    return None


@cache
def _epochs() -> tuple[tuple[str, date, re.Pattern[str]], ...]:
    return tuple(
        (row["name"], date.fromisoformat(row["start"]), re.compile(row["near"], re.DOTALL))
        for row in read_table("watchwire.language", "epochs.tsv")
    )


def _weekdays(analysis: Analysis) -> list[tuple[int, Span, bool]]:
    """Return the weekdays that are named alone: number, place, and whether the verb looks ahead."""
    from watchwire.language.dates import looks_ahead

    found = []
    for expression in find_dates(analysis, None):
        if expression.value.startswith("XXXX-WXX-"):
            ahead = looks_ahead(analysis, expression.span.start)
            found.append((int(expression.value[-1]) - 1, expression.span, ahead))
    return found


def _last_weekday(analysis: Analysis) -> tuple[int, Span] | None:
    """Return the weekday of the freshest past event: the first one told, as news begins with it."""
    past = [(number, span) for number, span, ahead in _weekdays(analysis) if not ahead]
    return past[0] if past else None


def _weekday_score(analysis: Analysis, day: date) -> float:
    """Say how well a day fits as the day of writing: on, or the day after, the first past weekday."""
    score = 0.0
    first = _last_weekday(analysis)
    if first is not None:
        back = (day.weekday() - first[0]) % 7
        score += {0: 2.0, 1: 1.0, 2: 0.5}.get(back, 0.0)
    for number, _, ahead in _weekdays(analysis):
        if ahead and 0 < (number - day.weekday()) % 7 <= 3:  # noqa: PLR2004
            score += 0.5
    return score


def _from_weekday_dates(analysis: Analysis) -> Published | None:
    """“Tuesday, Sept. 12” leaves few years; the latest year that the text names chooses among them."""
    today = date.today()
    matches = list(analysis.held.find(_WEEKDAY_DATE))
    # A year that is still to come is a plan's (“by 2030”), and no text is written in the future.
    named = _ANY_YEAR.findall(analysis.article.text) if matches else ()
    years = [year for year in map(int, named) if year <= today.year]
    for match in matches if years else ():
        weekday = words("en", "weekdays")[match["weekday"].lower()]
        month = words("en", "months")[match["month"].lower()]
        for year in range(max(years), max(years) + 7):
            try:
                day = date(year, month, int(match["day"]))
            except ValueError:
                continue
            if day > today:
                break
            if day.weekday() == weekday:
                how = f"“{match[0]}” first falls so after the latest year that the text names in {year}"
                span = Span(match.start(), match.end())
                return Published(day, "text", how, day, day + timedelta(days=7), (span,))
    return None


def _from_years(article: Article) -> Published | None:
    """“First in four years” with “in April 2019, his first” bounds the year."""
    since = _YEARS_SINCE.search(article.text)
    first = _FIRST_IN.search(article.text) if since is not None else None
    if since is None or first is None:
        return None
    text = since["count"].lower()
    count = int(text) if text.isdigit() else words("en", "numbers")[text]
    year = int(first["year"] or first["year2"]) + count
    how = f"“{since[0]}” after “{first[0].strip()}” gives {year}"
    spans = (Span(since.start(), since.end()), Span(first.start(), first.end()))
    return Published(None, "text", how, date(year, 1, 1), date(year, 12, 31), spans)
