"""Where cities lie."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from watchwire.geography.countries import name_key
from watchwire.tables import read_table


@dataclass(frozen=True, slots=True)
class City:
    """A city with its country (ISO 3166-1) and coordinates in degrees (WGS 84)."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int = 0


@cache
def _cities() -> dict[str, tuple[City, ...]]:
    """Return cities by each of their names without case and accents, the most populous first."""
    found: dict[str, list[City]] = defaultdict(list)
    for row in read_table("watchwire.geography", "cities.tsv"):
        place = float(row["latitude"]), float(row["longitude"])
        city = City(row["name"], row["country"], *place, int(row["population"]))
        for name in (row["name"], *filter(None, row["other_names"].split("|"))):
            held = found[name_key(name)]
            if city not in held:
                held.append(city)
    return {key: tuple(held) for key, held in found.items()}


def find_city(name: str, countries: Collection[str] = ()) -> City | None:
    """Return the city that a name most likely means, or None if none of 50,000 people or more is so called.

    Args:
        name: the name of a place.
        countries: countries of which the text speaks; among cities of one name theirs come first, then the largest.

    """
    named = _cities().get(name_key(name), ())
    return next((city for city in named if city.country in countries), next(iter(named), None))


def cities_called(name: str) -> tuple[City, ...]:
    """Return the cities of 50,000 people or more that are so called, the most populous first."""
    return _cities().get(name_key(name), ())
