"""Bodies: those of different states apart, short and full names together."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article, EntityKind

CASES = [
    (
        "Ukraine's Ministry of Defence said it was late. The Russian Ministry of Defence said it was not.",
        {"Ministry of Defence", "Russian Ministry of Defence"},
    ),
    ("The Justice Department sued. The Department of Justice won.", {"Department of Justice"}),
    ("The UN Security Council met. The Security Council voted.", {"UN Security Council"}),
    (
        "The Ministry of Information and the Ministry of Industry met in Oslo.",
        {"Ministry of Information", "Ministry of Industry"},
    ),
    ("Norvik Motors Acceptance Corp. lost. At NMAC, income fell. NMAC sold debts.", {"Norvik Motors Acceptance Corp."}),
    ("The United Nations met. The U.N. was late, and the UN knew.", {"United Nations"}),
    ("Aid for victims of conflict-related sexual violence (CRSV) grew. CRSV is a crime.", set()),
    ("Members met Jean-Yves Le Drian in Munich.", set()),
]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_bodies(text: str, names: set[str]) -> None:
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    assert {e.name for e in entities if e.kind is EntityKind.ORGANIZATION} == names


PEOPLE = [
    ("They met Jean-Yves Le Drian in Munich.", {"Jean-Yves Le Drian"}),
    ("Today DEPUTY SECRETARY WENDY R. SHERMAN spoke in Munich.", {"WENDY R. SHERMAN"}),
    ("The 737 Max was grounded.", set()),
]


@pytest.mark.parametrize(("text", "names"), PEOPLE)
def test_people(text: str, names: set[str]) -> None:
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    assert {e.name for e in entities if e.kind is EntityKind.PERSON} == names


PLACES = [
    ("The Paris Climate Accord was signed.", {}),
    ("They spoke of the Taiwan Strait.", {"Taiwan Strait": ()}),
    ("He dropped out of a debate in Georgia after a poll in Ohio.", {"Georgia": ("US",), "Ohio": ("US",)}),
    ("Talks were held in Georgia on Monday.", {"Georgia": ("GE",)}),
]


@pytest.mark.parametrize(("text", "names"), PLACES)
def test_places(text: str, names: dict[str, tuple[str, ...]]) -> None:
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    assert {e.name: e.countries for e in entities if e.kind is EntityKind.PLACE} == names


def test_a_state_of_the_union_is_no_country() -> None:
    text = "Gary Johnson, a former New Mexico governor, spoke in Ohio."
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    assert {e.name: e.countries for e in entities} == {
        "Gary Johnson": ("US",),
        "New Mexico": ("US",),
        "Ohio": ("US",),
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Supreme Court of Norway met. The Supreme Court ruled on Monday.", {"Supreme Court of Norway"}),
        ("The Legislative Assembly met. The Assembly voted on Monday.", {"Legislative Assembly"}),
    ],
)
def test_a_body_in_short_is_the_one_named_in_full(text: str, names: set[str]) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    bodies = {e.name for e in build_entities(analysis, []) if e.kind is EntityKind.ORGANIZATION}
    assert bodies == names


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "Nashua Corp. sued a rival. Nashua wants more, and Nashua's stock fell. It was founded in Nashua.",
            {"Nashua Corp.": 3, "Nashua": 1},
        ),
        ("Boston Inc. sued Boston, Massachusetts, over a bill.", {"Boston Inc.": 1, "Boston": 1, "Massachusetts": 1}),
        ("A storm hit Nashua. Nashua wants help.", {"Nashua": 2}),
    ],
)
def test_a_company_called_like_a_town(text: str, counts: dict[str, int]) -> None:
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    assert {e.name: len(e.mentions) for e in entities} == counts
