"""A day as a page, feed or message states it: in a machine's form or in words.

The day is the one that the publisher wrote, in its own time zone: `2023-09-12T06:30+09:00` is 12 September,
although it was the 11th in London.
"""

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import urlsplit

from watchwire.tables import read_table

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6})?(?:Z|[+-]\d\d:?\d\d)?\s*\Z")
_EAST_ASIA = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
# The time often stands right behind the year, as the page draws a space between them: `Nov 19 20197:05 AM`.
_ENDS = r"(?![/-])(?!\d(?!\d?:\d\d))"
_FIGURES = re.compile(rf"(?<![\d/.-])(\d{{1,2}})([./-])(\d{{1,2}})\2((?:19|20)\d\d){_ENDS}")
_SHORT_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})([./])(\d{1,2})\2(\d\d)(?=[\s,]+(?:at\s+)?\d{1,2}:\d\d)")
_WORDS = re.compile(
    r"(?<!\w)(\d{1,2})(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+)?([^\W\d_]{3,14})\.?,?\s+(?:de\s+)?((?:19|20)\d\d)" + _ENDS
)
_MONTH_FIRST = re.compile(r"(?<!\w)([^\W\d_]{3,14})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)" + _ENDS)
# A day in an address: `/2023/09/12/`, `/2023-09-12-`, `/20230912/`.
_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month>0[1-9]|1[0-2]|[1-9](?=[/_-]))(?P=mark)(?P<day>0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
)
_NAMED_ADDRESS = re.compile(r"/((?:19|20)\d\d)/([A-Za-z]{3,9})/(\d{1,2})(?=[/-]|\Z)")
_YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\.?,?(?:\s+m\.|\s+gada)?\s+(?:(\d{1,2})\.?\s+)?([^\W\d_]{3,14})(?:\s+(\d{1,2}))?(?!\d)"
)
_CHANGED = re.compile(
    r"\b(?:(?:last\s+)?(?:updated?|modified|changed|revised|edited)|aktualisiert|geändert|mis(?:e)?\s+à\s+jour|modifié|"
    r"actualizad[oa]|atualizad[oa]|aggiornat[oa]|bijgewerkt|обновлен[оа]?|изменен[оа]?|оновлено|güncelle\w*|diperbarui|"
    r"uppdaterad|oppdatert|opdateret|päivitetty|zaktualizowano|aktualizováno)\b",
    re.IGNORECASE,
)
_RFC = re.compile(r"\s*(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\b")
_UNIVERSAL = re.compile(
    r"((?:19|20)\d\d-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|GMT|[+-]00:?00)\s*\Z", re.IGNORECASE
)
_NAIVE = re.compile(r"((?:19|20)\d\d-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*\Z")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?!\d)")
# The time zones that people live in lie between these (hours from universal time).
_WEST, _EAST = -11, 14
_FIRST_YEAR = 1995
_MONTHS = 12
_SHORTEST_MONTH = 3
# Countries that write the month first. Source: Unicode CLDR, the short date formats of their locales.
_MONTH_FIRST_IN = frozenset("AS FM GU MH MP PH PR PW UM US VI".split())  # noqa: SIM905
# Domains of countries that are sold to anybody.
_SOLD = frozenset("ai am cc co fm gg io la ly me nu sh st tk to tv vc ws".split())  # noqa: SIM905
_AMERICAN = (".gov", ".mil", ".edu")
_REGION = re.compile(r"[-_](?:[A-Za-z]{4}[-_])?([A-Za-z]{2})\b")


def day_of(text: str, month_first: bool | None = None) -> date | None:
    """Return the day that a text states, None where it states none, several that fit, or an impossible one.

    Args:
        text: a date and maybe more: `2023-09-12T06:30:00+09:00`, `12 сентября 2023, 06:30`, `12.09.2023`.
        month_first: how `12/09/2023` is read; None leaves it unread where both ways give a day.

    """
    text = text.strip()[:200]
    for pattern in (_COMPACT, _ISO, _EAST_ASIA):
        found = pattern.search(text)
        if found:
            return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _WORDS.search(text)
    if found and (month := _months().get(found[2].lower())):
        return _day(int(found[3]), month, int(found[1]))
    for found in _MONTH_FIRST.finditer(text):
        if month := _months().get(found[1].lower()):
            return _day(int(found[3]), month, int(found[2]))
    for found in _YEAR_FIRST.finditer(text):
        month, day = _months().get(found[3].lower()), found[2] or found[4]
        if month and day:
            return _day(int(found[1]), month, int(day))
    found = _FIGURES.search(text) or _SHORT_YEAR.search(text)
    if found:
        return _of_figures(found, month_first)
    if _RFC.match(text):
        try:
            return parsedate_to_datetime(text).date()
        except (ValueError, TypeError, IndexError):
            return None
    return None


def day_in_address(url: str | None) -> date | None:
    """Return the day in a page's address (`/2023/09/12/`): what the publisher's system filed the story under."""
    path = urlsplit(url or "").path
    if found := _ADDRESS.search(path):
        return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    if (found := _NAMED_ADDRESS.search(path)) and (month := _months().get(found[2].lower())):
        return _day(int(found[1]), month, int(found[3]))
    return None


def says_changed(text: str) -> bool:
    """Say whether a line names a day of change and none of publication: “Updated 3 May 2023”."""
    found = _CHANGED.search(text)
    return found is not None and day_of(text[: found.start()]) is None


def place_day(stamp: str, shown: date | None, words: str = "") -> date | None:
    """Return the day at the place of publication, where a stamp gives it in universal time and a page shows another.

    `2019-11-20T01:15:00Z` beside “Nov. 19, 2019” was published on the 19th, west of Greenwich.

    Args:
        stamp: what the metadata say.
        shown: the day that the page shows, or that its address holds.
        words: how the page shows it, with its clock.

    Returns:
        The shown day, where it is the one before or after and a time zone makes them one moment; else None.

    """
    found = _UNIVERSAL.search(stamp)
    if found is None:
        # A stamp without a zone is in universal time where what is shown has other hours and the same minutes.
        found = _NAIVE.search(stamp)
        clock = _CLOCK.search(words)
        if found is None or clock is None or clock[2] != found[2][3:5] or int(clock[1]) % 12 == int(found[2][:2]) % 12:
            return None
    if shown is None:
        return None
    try:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}")
    except ValueError:
        return None
    first, last = (moment + timedelta(hours=hours) for hours in (_WEST, _EAST))
    return shown if shown != moment.date() and first.date() <= shown <= last.date() else None


def is_universal(stamp: str) -> bool:
    """Say whether a stamp is in universal time."""
    return _UNIVERSAL.search(stamp) is not None


def country_of_site(host: str | None, language: str | None) -> str | None:
    """Return the country whose customs a site follows, as an ISO 3166-1 code; None if it cannot be told.

    Args:
        host: its domain's last part names the country, where it is not one that is sold to anybody.
        language: the tag in the page (`en-GB`, `en_US`): its region.

    """
    host = (host or "").lower()
    last = host.rpartition(".")[2]
    if host.endswith(_AMERICAN):
        return "US"
    if len(last) == 2 and last.isalpha() and last not in _SOLD:  # noqa: PLR2004
        return "GB" if last == "uk" else last.upper()
    region = _REGION.search(language or "")
    return region[1].upper() if region else None


def writes_month_first(country: str | None, language: str | None) -> bool | None:
    """Say whether `9/12/2023` is 12 September, by the site's country and language; None if it cannot be told."""
    if language and not language.lower().startswith("en"):
        return country in _MONTH_FIRST_IN and language[:2].lower() in {"es", "tl"}
    return country in _MONTH_FIRST_IN if country else None


def _of_figures(found: re.Match[str], month_first: bool | None) -> date | None:
    first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    year += 2000 if year < 100 else 0  # noqa: PLR2004
    if mark == "." or first > _MONTHS:
        return _day(year, second, first)
    if second > _MONTHS or month_first:
        return _day(year, first, second)
    if first == second or month_first is False:
        return _day(year, second, first)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if year >= _FIRST_YEAR and found <= date.today() + timedelta(days=2) else None


@cache
def _months() -> dict[str, int]:
    """Return the number of each month's names, and of their beginnings that no other month shares."""
    found: dict[str, int] = {}
    short: dict[str, set[int]] = {}
    for row in read_table("watchwire.sources", "months.tsv"):
        for number in range(1, _MONTHS + 1):
            for name in row[str(number)].split():
                found[name] = number
                for size in range(_SHORTEST_MONTH, len(name)):
                    short.setdefault(name[:size], set()).add(number)
    found.update(
        {name: next(iter(numbers)) for name, numbers in short.items() if len(numbers) == 1 and name not in found}
    )
    return found
