"""Places told from the other names in which their words stand, and in the right country."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article, Entity, EntityKind


def entities_of(text: str) -> dict[str, Entity]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    return {entity.name: entity for entity in build_entities(analysis, [])}


@pytest.mark.parametrize(
    ("text", "name", "countries"),
    [
        ("The insurer Harrow Corp. of St. Petersburg, Fla., sued.", "St. Petersburg", ("US",)),
        ("Troops left St. Petersburg on Monday.", "St. Petersburg", ("RU",)),
        ("A unit in Garden City, N.Y., was sold on Monday.", "Garden City", ("US",)),
        ("He moved from London, Ont., to the coast.", "London", ("CA",)),
        ("Farms in New South Wales, Victoria and Queensland were flooded.", "Victoria", ("AU",)),
        ("Talks in Victoria ended as the Seychelles voted.", "Victoria", ("SC",)),
        ("He went to Atlanta and Harkston, Georgia, to speak.", "Georgia", ("US",)),
        ("He went to Batumi and Harkston, Georgia, to speak.", "Georgia", ("GE",)),
        ("In Moscow, De Berg spoke.", "Moscow", ("RU",)),
        ("Brussels said it would act. Ministers met in Brussels on Monday.", "Brussels", ("BE",)),
        ("The former Newcastle striker scored twice.", "Newcastle", ()),
        ("The striker left Newcastle for a club in Australia.", "Newcastle", ("AU",)),
    ],
)
def test_in_which_country(text: str, name: str, countries: tuple[str, ...]) -> None:
    found = [e for e in entities_of(text).values() if name in {text[s.start : s.end] for s in e.mentions}]
    assert [e.countries for e in found] in ([countries], [] if not countries else [countries])


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("The squad: Lomu, K-Pole, Latu and Vea.", "Poland"),
        ("Try the Harbour Nail Polish in violet.", "Poland"),
        ("First of America said it would cut jobs.", "United States"),
        ("The Calgary Sun wrote about it.", "Calgary"),
        ("They honoured the Battle of Brennick in May.", "Battle of Brennick"),
        ("The prizes:\nThe Lady from Lisbon (1951)\nTwo Nights (1960)\n", "Lisbon"),
        ("Some 500 ethnic Albanians marched in Oslo.", "Albania"),
        ("Several Harbour Board members left.", "Several Harbour Board"),
        ("Anna Lisbon sued on Monday. Lisbon said she was right, and Lisbon won.", "Lisbon"),
    ],
)
def test_words_of_other_names_are_no_places(text: str, none: str) -> None:
    assert none not in entities_of(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Walter Brent Co. said its shares rose. Walter Brent makes pumps.", "Walter Brent Co.", "ORGANIZATION"),
        ("Walter Brent Corp., a maker of pumps, sued. Walter Brent won.", "Walter Brent Corp.", "ORGANIZATION"),
        ("Walter Brent said that he was glad.", "Walter Brent", "PERSON"),
        ("It was in the Calgary Sun on Monday.", "Calgary Sun", "ORGANIZATION"),
        ("Armenia left the Soviet Union in 1991.", "Soviet Union", "PLACE"),
        (
            "Observers of the Organization for Security and Co-operation in Europe left.",
            "Organization for Security and Co-operation in Europe",
            "ORGANIZATION",
        ),
        (
            "It was told by the United Nations High Commissioner for Refugees on Monday.",
            "United Nations High Commissioner for Refugees",
            "ORGANIZATION",
        ),
        (
            "He came with Bureau of Population, Refugees, and Migration Senior Bureau Official Nancy Ozick.",
            "Bureau of Population, Refugees, and Migration",
            "ORGANIZATION",
        ),
    ],
)
def test_how_far_names_go_and_what_they_are(text: str, name: str, kind: str) -> None:
    assert entities_of(text)[name].kind is EntityKind[kind]
