"""What is known of a party beside its name: birth years and countries, and what they say."""

from typing import Final

from watchwire.model import BirthDate, Party, Reason

_BORN: Final = "birth year"
_BORN_AGREES: Final = 2.0
_BORN_DIFFERS: Final = -4.0
_COUNTRY: Final = "country"
_COUNTRY_AGREES: Final = 0.5
_COUNTRY_DIFFERS: Final = -1.5
MOST: Final = _BORN_AGREES + _COUNTRY_AGREES
"""How much log-odds evidence beside the name may add."""


def years_of(born: BirthDate) -> range:
    """Return the years that a birth date may mean."""
    slack = 2 if born.circa else 0
    last = (born.until or born.on).year
    return range(born.on.year - slack, last + slack + 1)


class Bearer:
    """What the lists know of a party beside its names, as far as a look-up weighs it."""

    __slots__ = ("countries", "years")

    def __init__(self, years: frozenset[int], countries: tuple[str, ...]) -> None:
        self.years = years
        self.countries = countries


class Beside:
    """What is asked beside a name."""

    __slots__ = ("born", "country", "known", "years")

    def __init__(self, born: BirthDate | None, country: str | None) -> None:
        self.born = born
        self.country = country
        self.known = born is not None or bool(country)
        self.years = frozenset(years_of(born)) if born is not None else frozenset()

    def weight(self, bearer: Bearer) -> float:
        """Return how much log-odds it adds to a name of a party, or takes away."""
        total = 0.0
        if self.years and bearer.years:
            total += _BORN_DIFFERS if self.years.isdisjoint(bearer.years) else _BORN_AGREES
        if self.country and bearer.countries:
            total += _COUNTRY_AGREES if self.country in bearer.countries else _COUNTRY_DIFFERS
        return total

    def reasons(self, party: Party) -> list[Reason]:
        """Return the same as reasons."""
        found: list[Reason] = []
        if self.born is not None and party.birth_dates:
            if any(year in self.years for born in party.birth_dates for year in years_of(born)):
                found.append(Reason(_BORN, _BORN_AGREES, "the birth years agree"))
            else:
                found.append(Reason(_BORN, _BORN_DIFFERS, f"born {self.born}, listed {party.birth_dates[0]}"))
        if self.country and party.countries:
            if self.country in party.countries:
                found.append(Reason(_COUNTRY, _COUNTRY_AGREES, self.country))
            else:
                listed = ", ".join(party.countries)
                found.append(Reason(_COUNTRY, _COUNTRY_DIFFERS, f"{self.country}, listed {listed}"))
        return found
