"""Names that a recogniser joins, cuts or makes of days and adjectives; roles with words that are none of theirs."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article, Entity, EntityKind


def read(text: str) -> list[Entity]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    return [e for e in build_entities(analysis, []) if e.kind is not EntityKind.PLACE]


NAMES = [
    (
        "This is a joint press release by the Norwegian Department of State and the European External Action Service.",
        ("Norwegian Department of State", "European External Action Service"),
        "two bodies, each with its article",
    ),
    (
        "They need a card of the Department of Defense or Foreign Press Center.",
        ("Department of Defense", "Foreign Press Center"),
        "two bodies with “or”",
    ),
    (
        "Deputy Secretary of State for Management and Resources Brian P. McKeon met Maria Lopez.",
        ("Brian P. McKeon", "Maria Lopez"),
        "a person after his long office",
    ),
    (
        "The chairman of the High Council for Reconciliation of the Republic of Norway Dr. Oleg Petrov came.",
        ("High Council for Reconciliation of the Republic of Norway", "Oleg Petrov"),
        "a title is of whom it stands before",
    ),
    ("We welcome the release of President Roch Marc Christian Kabore.", ("Roch Marc Christian Kabore",), "four names"),
    (
        "ASSISTANT SECRETARY FOR EUROPEAN AND EURASIAN AFFAIRS PHILIP T. REEKER spoke.",
        ("PHILIP T. REEKER",),
        "capitals: an adjective, and an initial in a name",
    ),
    (
        "Maria Lopez wrote for the Office of the UN High Commissioner for Human Rights on Friday.",
        ("Maria Lopez", "Office of the UN High Commissioner for Human Rights"),
        "whose office it is",
    ),
    (
        "She met Maria Lopez at the University of Texas at Arlington.",
        ("Maria Lopez", "University of Texas at Arlington"),
        "at",
    ),
    (
        "Maria Lopez went to the Court of Appeals for the Third Circuit.",
        ("Maria Lopez", "Court of Appeals for the Third Circuit"),
        "which court",
    ),
    ("Maria Lopez landed at 7:38 pm IST on Friday.", ("Maria Lopez",), "a time zone"),
    ("The case was that of Kelly and Baroni's convictions in Norway.", ("Kelly", "Baroni"), "two owners"),
    ("He told the Argus Leader Monday afternoon that it works.", (), "a weekday is nobody"),
]


@pytest.mark.parametrize(("text", "names", "why"), NAMES)
def test_names(text: str, names: tuple[str, ...], why: str) -> None:
    found = [entity.name for entity in read(text)]
    assert [name for name in found if name not in {"UN"}] == list(names), why


ROLES = [
    ("Norway thanks former UN Special Envoy Maria Lopez for her work.", "former UN Special Envoy"),
    ("The event had a welcome address by the Governor of Hawaii, David Lopez, and others.", "Governor of Hawaii"),
    ("10:30 LOCAL Secretary Maria Lopez meets Oleg Petrov.", "Secretary"),
    ("African Export–Import Bank president Oleg Petrov said so.", "African Export–Import Bank president"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_roles(text: str, role: str) -> None:
    assert role in [span.of(text) for entity in read(text) for span in entity.roles]
    assert all(len(span.of(text)) <= len(role) for entity in read(text) for span in entity.roles)
