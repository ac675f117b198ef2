"""Cities, regions and seas with their country."""

from dataclasses import dataclass
from functools import cache

from watchwire.tables import read_table


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `country` is None for seas and continents."""

    name: str
    country: str | None


@cache
def places() -> dict[str, Place]:
    """Return all places by each of their names."""
    found: dict[str, Place] = {}
    for row in read_table("watchwire.geography", "places.tsv"):
        place = Place(row["name"], row["country"] or None)
        for name in (row["name"], *filter(None, row["other_names"].split("|"))):
            found[name] = place
    return found
