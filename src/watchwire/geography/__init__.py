"""Facts about countries and places that several rooms need: codes, names, demonyms, capitals."""

from watchwire.geography.abroad import WITHOUT_BLANKS, land_of_word, lands_within, names_of_countries, phrases_abroad
from watchwire.geography.cities import City, find_city
from watchwire.geography.countries import (
    Country,
    countries,
    country_codes_in,
    country_of,
    country_words,
    is_no_country,
    region_adjectives,
)
from watchwire.geography.places import Place, places

__all__ = [
    "WITHOUT_BLANKS",
    "City",
    "Country",
    "Place",
    "countries",
    "country_codes_in",
    "country_of",
    "country_words",
    "find_city",
    "is_no_country",
    "land_of_word",
    "lands_within",
    "names_of_countries",
    "phrases_abroad",
    "places",
    "region_adjectives",
]
