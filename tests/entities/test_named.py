"""Names, kinds and roles as a brief shows them: one sentence a row."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article, Entity, EntityKind


def entities_of(text: str) -> dict[str, Entity]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    return {entity.name: entity for entity in build_entities(analysis, [])}


BODIES = [
    (
        "He joined the Omsk Center for Strategic Studies and the Folke Berg Academy.",
        {"Omsk Center for Strategic Studies", "Folke Berg Academy"},
        "two bodies, joined by “and the”",
    ),
    ("The LegCo and Election Commission changed.", {"LegCo", "Election Commission"}, "letters beside a body"),
    (
        "She thanked the U.S. Customs and Border Protection’s Global Entry Office.",
        {"Global Entry Office"},
        "what an owner with “and” in its name owns",
    ),
    (
        "Berg chaired the Council on Bridging the Great Divide.",
        {"Council on Bridging the Great Divide"},
        "what a council does, whole",
    ),
    (
        "They asked Northrop Grumman and Lockheed Martin.",
        {"Northrop Grumman", "Lockheed Martin"},
        "firms named after people",
    ),
]


@pytest.mark.parametrize(("text", "names", "why"), BODIES)
def test_bodies(text: str, names: set[str], why: str) -> None:
    found = entities_of(text)
    bodies = {name for name, entity in found.items() if entity.kind is EntityKind.ORGANIZATION}
    assert names <= bodies | {name.rstrip(".") for name in bodies}, why


NOBODY = [
    ("The Special Envoy for the Northern Coast (SENC) Maria Berg spoke. SENC left.", "SENC", "an office’s letters"),
    ("Turkish Cypriots and Turkey ignored the calls.", "Turkish Cypriots", "a people of two names"),
    ("In his State of the Union he said so.", "State of the Union", "a speech"),
    ("They prepared for COP27 in Egypt.", "COP27", "a conference by its number"),
    ("The Ohio-class submarine left.", "Ohio", "a class of ships"),
    ("Then-New Jersey Governor Chris Lund spoke.", "Jersey", "a state that an island is not"),
    ("The submarine USS Maryland left.", "Maryland", "a ship"),
    (
        "I congratulate the Commonwealth of The Bahamas.",
        "Commonwealth of The Bahamas",
        "a country in full is the country",
    ),
]


@pytest.mark.parametrize(("text", "name", "why"), NOBODY)
def test_what_is_no_party(text: str, name: str, why: str) -> None:
    assert name not in entities_of(text), why


PLACES = [
    (
        "They met in San José, Costa Rica, and the United States agreed.",
        "San José",
        ("CR",),
        "the country that is stated",
    ),
    ("A yard on Victoria Island opened.", "Victoria Island", (), "an island, and no capital of that name"),
    ("The Western Balkans and Southeast Asia grew.", "Western Balkans", (), "a region by its whole name"),
    ("The Western Balkans and Southeast Asia grew.", "Southeast Asia", (), "a region by its whole name"),
    ("It concerns the Indo-Pacific.", "Indo-Pacific", (), "a region of two names"),
    ("It happened in Detroit, Mich., and in Michigan.", "Michigan", ("US",), "a state in short is the state"),
    (
        "He spoke of the Great Norwegian Renaissance Dam (GNRD).",
        "Great Norwegian Renaissance Dam",
        (),
        "a dam with its letters",
    ),
]


@pytest.mark.parametrize(("text", "name", "countries", "why"), PLACES)
def test_places(text: str, name: str, countries: tuple[str, ...], why: str) -> None:
    found = entities_of(text)
    assert name in found, (why, sorted(found))
    assert found[name].kind is EntityKind.PLACE
    assert not countries or found[name].countries == countries, why


def test_a_state_in_short_is_told_once() -> None:
    assert "Mich." not in entities_of("It happened in Detroit, Mich., and in Michigan.")


ROLES = [
    ("International Organization for Migration Director General Anton Vitale spoke.", "Anton Vitale", ("Director General",)),
    ("Police and Crime Commissioner Stephen Moss spoke.", "Stephen Moss", ("Commissioner",)),
    (
        "Former Texas governor and US Senator Lincoln Chase spoke.",
        "Lincoln Chase",
        ("Former Texas governor and US Senator",),
    ),
    ("Chief Justice John G. Berg spoke.", "John G. Berg", ("Chief Justice",)),
    ("Dear Secretary Berg, thank you for it.", "Berg", ("Secretary",)),
    (
        "She met Special Envoy of the Secretary-General Maria Lopez.",
        "Maria Lopez",
        ("Special Envoy of the Secretary-General",),
    ),
    ("In a letter to the president in May, Zelda Duval, of Omsk, said no.", "Zelda Duval", ()),
    ("They spoke after a meeting in Oslo with Norway’s leader, Anton Berg, of it.", "Anton Berg", ("Norway’s leader",)),
    ("For her part in it in her official capacity, Maria Lopez was barred.", "Maria Lopez", ()),
    ("They asked the nominee for governor, Jim Wood, in Oslo.", "Jim Wood", ("nominee for governor",)),
    ("The Permanent Representative in Geneva Ambassador Sheba Berg will head it.", "Sheba Berg", ("Ambassador",)),
    ("The president’s lawyer Rudy Berg spoke. The president left.", "Rudy Berg", ("president’s lawyer",)),
    ("Maria Lopez and New Hampshire state representative Max Rand left.", "Max Rand", ("New Hampshire state representative",)),
    ("Here’s Senator Max Rand on the bill.", "Max Rand", ("Senator",)),
    ("I am confident Ambassador Maria Lopez will serve.", "Maria Lopez", ("Ambassador",)),
    ("We have with us today Special Envoy Anton Belov.", "Anton Belov", ("Special Envoy",)),
    ("Secretary of State Tom Young met Foreign Minister Oleg Petrov. He thanked the foreign minister.", "Tom Young", ("Secretary of State",)),
    ("Secretary of State Tom Young met Foreign Minister Oleg Petrov. He thanked the foreign minister.", "Oleg Petrov", ("Foreign Minister", "foreign minister")),
    ("Prime Minister Oleg Petrov spoke. The deputy prime minister left.", "Oleg Petrov", ("Prime Minister",)),
    ("Former President Oleg Petrov spoke. The brother of the current president left.", "Oleg Petrov", ("Former President",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "roles"), ROLES)
def test_roles(text: str, name: str, roles: tuple[str, ...]) -> None:
    found = entities_of(text)
    assert tuple(span.of(text) for span in found[name].roles) == roles


def test_the_nationality_of_two_is_the_last() -> None:
    assert entities_of("Turkish Cypriot leader Ersin Berg spoke.")["Ersin Berg"].countries == ("CY",)


PEOPLE = [
    ("Lagos State Governor Babajide Sanwo-Olu joined them.", "Babajide Sanwo-Olu"),
    ("She met Foreign Minister Don Pramudwinai.", "Don Pramudwinai"),
    ("Secretary of Commerce Gina Raimondo will host it.", "Gina Raimondo"),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_people(text: str, name: str) -> None:
    assert entities_of(text)[name].kind is EntityKind.PERSON


ALIASES = [
    ("Ginger Lund was born Peter Edward Lund in Oslo.", ["Ginger Lund"], "a name of birth"),
    (
        "Jon Huber, who performed for one club under the ring name Luke Harper and for another under the ring name "
        "Brodie Lee, died.",
        ["Jon Huber"],
        "names in the ring",
    ),
    ("Erik Dahl, born to Anna Dahl, left.", ["Erik Dahl", "Anna Dahl"], "a mother"),
]


@pytest.mark.parametrize(("text", "names", "why"), ALIASES)
def test_other_names_of_one_person(text: str, names: list[str], why: str) -> None:
    assert [name for name, entity in entities_of(text).items() if entity.kind is EntityKind.PERSON] == names, why
