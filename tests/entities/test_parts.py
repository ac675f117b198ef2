"""Two names in what a recogniser took for one."""

import pytest

from watchwire.entities.parts import is_occupation, parts, person_after_occupation
from watchwire.entities.titled import titled_names
from watchwire.language import Name, language_for
from watchwire.model import Article, Span

CASES = [
    ("Malta and Cyprus", "organization", ["Malta", "Cyprus"], "two places"),
    ("Procter and Gamble", "organization", ["Procter and Gamble"], "no places"),
    ("Maria Lopez’s Blue Harbour", "person", ["Maria Lopez", "Blue Harbour"], "an owner, and what is hers"),
    ("House of Representatives Maria Lopez", "organization", ["Maria Lopez"], "what she is"),
    ("Grain Committee Maria Lopez", "organization", ["Grain Committee", "Maria Lopez"], "a body and its member"),
    ("Maria Lopez Foundation", "organization", ["Maria Lopez Foundation"], "a body named after her"),
    ("Founder of Blue Harbour Inc", "organization", ["Blue Harbour Inc"], "what was founded"),
    ("Anna and Maria", "place", ["Anna", "Maria"], "two given names"),
    (
        "Bureau of Harbour Affairs Deputy Assistant Secretary Kin Toyle",
        "organization",
        ["Bureau of Harbour Affairs", "Kin Toyle"],
        "a body, and who holds an office of it",
    ),
    ("Bureau of Harbour Affairs", "organization", ["Bureau of Harbour Affairs"], "a body with its charge"),
    ("Bank of Omsk", "organization", ["Bank of Omsk"], "a body"),
]


@pytest.mark.parametrize(("written", "label", "names", "why"), CASES)
def test_parts(written: str, label: str, names: list[str], why: str) -> None:
    found = list(parts(written, Name(Span(0, len(written)), label)))
    assert [name.span.of(written) for name in found] == names, why


def test_an_ambassador_at_large() -> None:
    text = "Ambassador at Large for Global Harbours Ranil Hossain"
    found = list(parts(text, Name(Span(text.index("Large"), len(text)), "organization")))
    assert [(name.span.of(text), name.label) for name in found] == [("Ranil Hossain", "person")]


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Canal Administrator Vásquez", "Vásquez"),
        ("Broadcaster Krystsina Tsiman", "Krystsina Tsiman"),
        ("Maria Lopez", None),
        ("Judge Advocate Office", None),
        ("Ambassador Paris", None),
    ],
)
def test_person_after_occupation(written: str, person: str | None) -> None:
    span = person_after_occupation(written, Span(0, len(written)))
    assert (span.of(written) if span else None) == person


def test_names_that_are_occupations_too_are_names() -> None:
    assert is_occupation("administrator") and is_occupation("journalist")
    assert not is_occupation("mason") and not is_occupation("harbour")


TITLED = [
    ("Special Envoy Lenderking thanked them.", ["Lenderking"], "an office and a name that nobody saw"),
    ("The President Ali Stadium is full.", [], "the name of a place"),
    ("President of Norway spoke.", [], "an office alone"),
    ("Ambassador Paris spoke.", [], "a town"),
]


@pytest.mark.parametrize(("text", "names", "why"), TITLED)
def test_names_that_only_a_title_shows(text: str, names: list[str], why: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    assert [mention.span.of(text) for mention in titled_names(analysis)] == names, why
