"""Where a person's name begins and ends, and which office is his: one sentence a row."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article, Entity, EntityKind


def people(text: str) -> dict[str, Entity]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    return {e.name: e for e in build_entities(analysis, []) if e.kind is EntityKind.PERSON}


NAMES = [
    ("She met with Jamaican Prime Minister Andrew Lindqvist Friday, April 1, in Oslo.", "Andrew Lindqvist", "a day is no name"),
    (
        "Maria Lopez met with Deputy Prime Minister and Minister of Foreign Affairs and European Integration Nicu Ardelean today.",
        "Nicu Ardelean",
        "what a minister is for is no name",
    ),
    ("Maria Lopez met Minister of Unification Kwon Hyun-se on June 8.", "Kwon Hyun-se", "one word of an office before it"),
    ("Secretary Berg meets with Luxembourg Ambassador to the United States Gaston Reuter.", "Gaston Reuter", "where he is"),
    ("They met the leader of the Blue Harbour Rescue Party Kem Sothea in Oslo.", "Kem Sothea", "the party that he leads"),
    ("Fugitives Ahmed and Saleh have been charged in the United States.", "Ahmed", "what people are is no name"),
    ("The Secretary will meet with Cambodian Prime Minister Hun Vannak in Oslo.", "Hun Vannak", "a first name that is a word"),
    (
        "Kerry met with Minister of Energy Fahad bin Talal Al Saud and Minister of Investment Khalid Al-Mutairi.",
        "Fahad bin Talal Al Saud",
        "the son before his father",
    ),
    (
        "Kerry met with Minister of Energy Fahad bin Talal Al Saud and Minister of Investment Khalid Al-Mutairi.",
        "Khalid Al-Mutairi",
        "an article in a name",
    ),
    ("Maria Lopez met today in Oslo with His Majesty King Harald II of Norway.", "Harald II", "an honour is no name"),
    ("She met Sultan Al Jaberi, the envoy, in Oslo.", "Sultan Al Jaberi", "a title that is a name"),
    ("Lt. Col. Alexander Berg told lawmakers that it was so.", "Alexander Berg", "a rank in short"),
    ("Days are numbered, says cleric Fazlur Rehman BERGEN: The cleric has spoken.", "Fazlur Rehman", "the next dateline"),
    ("It was said by Minister of Intelligence Elazar Berg of Norway.", "Elazar Berg", "a charge of one word"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "why"), NAMES)
def test_names(text: str, name: str, why: str) -> None:
    assert name in people(text), (why, sorted(people(text)))


def test_a_name_that_its_title_shows_whole_is_one_person() -> None:
    found = people("Vietnamese Prime Minister Pham Minh Quyen Before Their Meeting. Pham Minh Quyen spoke.")
    assert list(found) == ["Pham Minh Quyen"]


ROLES = [
    ("She met University of Oslo President Anna Berg there.", "Anna Berg", "University of Oslo President"),
    (
        "She met Department of Harbour Security Secretary Maria Lopez there.",
        "Maria Lopez",
        "Department of Harbour Security Secretary",
    ),
    (
        "Acting Assistant Secretary for Democracy, Human Rights, and Labor Lisa Berg spoke.",
        "Lisa Berg",
        "Acting Assistant Secretary for Democracy, Human Rights, and Labor",
    ),
    ("They condemned the arrest of journalist Anton Lund and his companion.", "Anton Lund", "journalist"),
    ("Among them is the army’s second-in-command, Anna Lund, of Oslo.", "Anna Lund", "army’s second-in-command"),
    ("She met with US Under Secretary of State Maria Lopez.", "Maria Lopez", "US Under Secretary of State"),
]


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_roles(text: str, name: str, role: str) -> None:
    assert [span.of(text) for span in people(text)[name].roles] == [role]


def test_the_office_of_the_next_in_a_list_is_not_ones_own() -> None:
    text = (
        "Minister of Health Abdul Rahman Al Owais, Israeli Minister of Intelligence Elazar Lund, and Maria Lopez spoke."
    )
    roles = [span.of(text) for span in people(text)["Abdul Rahman Al Owais"].roles]
    assert roles == ["Minister of Health"]


def test_what_a_body_has_is_not_the_body() -> None:
    text = "She thanked NATO. The NATO Harbour Response Fund grew. NATO agreed."
    analysis = language_for("en").analyse(Article(text, language="en"))
    found = {e.name: len(e.mentions) for e in build_entities(analysis, [])}
    assert found["NATO"] == 2


WHOLE = [
    ("The Committee to Protect Journalists wrote to her.", "Committee to Protect Journalists"),
    ("She works at the International Institute for Justice and the Rule of Law in Malta.", "International Institute for Justice and the Rule of Law"),
    ("He gave to the National Society for the Prevention of Cruelty to Children.", "National Society for the Prevention of Cruelty to Children"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), WHOLE)
def test_for_whom_a_body_is_stays_in_its_name(text: str, name: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    assert name in [e.name for e in build_entities(analysis, [])]


def test_a_nationality_and_an_office_are_nobody() -> None:
    assert not any("Minister" in name for name in people("She met Moldovan Minister of Trade Nicu Ardelean."))


CHANNELS = [
    ("Follow the centre on Telegram at https://example.org/harbour.", False),
    ("Write to Rewards via Signal, Telegram, or WhatsApp at the number below.", False),
    ("Norway fined Telegram for it.", True),
]


@pytest.mark.parametrize(("text", "named"), CHANNELS)
def test_where_something_is_written_is_nobody(text: str, named: bool) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    found = {e.name for e in build_entities(analysis, [])}
    assert ("Telegram" in found) is named and "WhatsApp" not in found and "Signal" not in found
