"""Dates as sanctions lists and newspapers give them: often only a year, often "circa"."""

from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = 12


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year; `month` and `day` are None where the source does not say."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read an ISO 8601 prefix: `1948`, `1948-03`, `1948-03-01` (a time of day is ignored).

        Raises:
            ValueError: the text is no such date.

        """
        pieces = text.strip()[:10].split("-")
        numbers = [int(piece) for piece in pieces]
        made = cls(*numbers)
        made.first_day()
        return made

    def first_day(self) -> date:
        """Return the earliest day this date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """Return the latest day this date can mean."""
        if self.day is not None:
            return self.first_day()
        if self.month is None:
            return date(self.year, _MONTHS, 31)
        following = date(self.year + 1, 1, 1) if self.month == _MONTHS else date(self.year, self.month + 1, 1)
        return following - timedelta(days=1)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A birth date as a list states it.

    `until` closes a range ("between 1960 and 1965"); `circa` marks "approximately".
    """

    on: PartialDate
    until: PartialDate | None = None
    circa: bool = False

    def __str__(self) -> str:
        text = f"{self.on}" if self.until is None else f"{self.on}..{self.until}"
        return f"circa {text}" if self.circa else text
