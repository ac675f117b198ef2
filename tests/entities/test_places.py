"""Places with their country and coordinates, and bodies by their short names."""

import pytest

from watchwire.entities import build_entities
from watchwire.geography import find_city
from watchwire.language import language_for
from watchwire.model import Article, Entity


def entities_of(text: str) -> dict[str, Entity]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    return {entity.name: entity for entity in build_entities(analysis, [])}


@pytest.mark.parametrize(
    ("name", "spoken_of", "country"),
    [
        ("Vladivostok", (), "RU"),
        ("Kiev", (), "UA"),
        ("Birmingham", (), "GB"),
        ("Birmingham", ("US",), "US"),
        ("Hyderabad", ("PK",), "PK"),
        ("Atlantis-on-Nowhere", (), None),
    ],
)
def test_which_city(name: str, spoken_of: tuple[str, ...], country: str | None) -> None:
    city = find_city(name, spoken_of)
    assert (city.country if city else None) == country


def test_a_city_has_coordinates_and_a_country_has_none() -> None:
    found = entities_of("The train left Russia and reached Khabarovsk on Monday. The crew slept in Khabarovsk.")
    assert found["Khabarovsk"].countries == ("RU",)
    latitude, longitude = found["Khabarovsk"].coordinates or (0, 0)
    assert (round(latitude), round(longitude)) == (48, 135)
    assert found["Russia"].coordinates is None


def test_a_short_name_joins_the_one_body_that_begins_so() -> None:
    found = entities_of("Ford Motor Company opened a plant in Ohio. Ford said the plant would employ 900 people.")
    assert len(found["Ford Motor Company"].mentions) == 2


def test_an_acronym_with_a_sign_is_its_body() -> None:
    text = "Eastern Chemical & Machinery Board (EC&M) sold pumps. Inspectors visited EC&M in May."
    found = [e for e in entities_of(text).values() if len(e.mentions) > 1]
    assert [[text[s.start : s.end] for s in e.mentions][-1] for e in found] == ["EC&M"]


def test_what_lies_beyond_the_earth_is_in_no_country() -> None:
    assert entities_of("Probes from Florida reached Jupiter on Monday.")["Jupiter"].countries == ()


@pytest.mark.parametrize(
    ("text", "none"),
    [("The airport serves New England.", "United Kingdom"), ("He won the London Marathon.", "London")],
)
def test_parts_of_other_names_are_no_places(text: str, none: str) -> None:
    assert none not in entities_of(text)


NO_PLACES = [
    ("The Moscow Mechanism and the Geneva Conventions hold.", "", "instruments named after towns"),
    ("She told The Atlantic that it works.", "", "a magazine"),
    ("(In French.) She speaks Spanish.", "", "languages"),
    ("She sailed the Atlantic.", "Atlantic", "a sea"),
    ("Many drown in the Mediterranean. The Mediterranean Sea is deep.", "Mediterranean Sea", "one sea, told twice"),
]


@pytest.mark.parametrize(("text", "names", "why"), NO_PLACES)
def test_what_is_a_place(text: str, names: str, why: str) -> None:
    assert ", ".join(entities_of(text)) == names, why


def test_georgia_among_countries_is_the_country() -> None:
    found = entities_of("Leaders from Croatia, Georgia, and Hungary went to Alabama and Texas.")
    assert found["Georgia"].countries == ("GE",)


def test_a_country_after_one_that_is_a_town_too() -> None:
    found = entities_of("The others are Israel, Luxembourg, Mexico, and Poland.")
    assert found["Mexico"].countries == ("MX",)


def test_a_country_after_a_town_of_the_same_name_elsewhere_is_itself() -> None:
    found = entities_of("An earthquake struck Surigao del Sur, Philippines, injuring 25 people, officials said.")
    assert found["Philippines"].countries == ("PH",)
    assert entities_of("The bank in Atlanta, Georgia closed on Monday.")["Georgia"].countries == ("US",)
