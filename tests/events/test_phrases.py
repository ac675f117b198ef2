"""Whom a phrase names that the parser cuts, who suffers a deed, and when: one sentence a row."""

from datetime import date

import pytest

from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.events.telling import frame_lacks
from watchwire.language import find_dates, language_for
from watchwire.model import Article, Entity, Event
from watchwire.statements import build_statements


def read(text: str, title: str | None = None) -> tuple[dict[str, Entity], tuple[Event, ...]]:
    analysis = language_for("en").analyse(Article(text, language="en", title=title))
    entities = build_entities(analysis, [])
    statements = build_statements(analysis, entities)
    found = build_events(analysis, entities, statements, find_dates(analysis, date(2022, 6, 30)))
    return {entity.id: entity for entity in entities}, found


SIDES = [
    (
        "Minister Maria Lopez meets with Georgian Ambassador to the United States David Nilsen at the ministry.",
        "meet",
        "Maria Lopez",
        "David Nilsen",
        "the ambassador, and not where he is",
    ),
    (
        "Maria Lopez met today with the Foreign Minister of Chile, Dr. Jan Nilsen, in Omsk.",
        "meet",
        "Maria Lopez",
        "Jan Nilsen",
        "the minister, and not his country",
    ),
    (
        "Maria Lopez will travel to the Republic of Korea (ROK), the Philippines, Vietnam, and Laos from June 5 to 14.",
        "visit",
        "Maria Lopez",
        "South Korea, Philippines, Vietnam, Laos",
        "the whole list",
    ),
    (
        "Maria Lopez met today with United Nations High Commissioner for Refugees (UNHCR) Anton Berg in Omsk.",
        "meet",
        "Maria Lopez",
        "Anton Berg",
        "who holds an office that is taken for a body",
    ),
    (
        "Maria Lopez met with the Amir of Kuwait Sheikh Nawaf Al-Mutairi in Omsk.",
        "meet",
        "Maria Lopez",
        "Nawaf Al-Mutairi",
        "the amir, and not his country",
    ),
    (
        "Maria Lopez will travel to Paris, France and Berlin, Germany on Monday.",
        "visit",
        "Maria Lopez",
        "Paris, Berlin",
        "the towns, and not where they are",
    ),
    (
        "Maria Lopez met with Oleg Petrov, and President Jan Nilsen said that he was glad.",
        "meet",
        "Maria Lopez",
        "Oleg Petrov",
        "who begins a clause of his own is not in the list",
    ),
    (
        "Maria Lopez will meet with leadership from the Blue Harbour Organization in Omsk.",
        "meet",
        "Maria Lopez",
        "",
        "whose people are met does not meet them",
    ),
    ("Norway condemned Oleg Petrov's killing.", "attack", "", "Oleg Petrov", "a killing's owner suffers it"),
    ("Chile praised Norway's arrest of Oleg Petrov.", "detain", "Norway", "Oleg Petrov", "whom it is done to: of"),
    ("Chile condemned Norway's invasion of Iceland.", "attack", "Norway", "Iceland", "what is invaded"),
    (
        "Maria Lopez was abducted in Omsk and killed on July 15, 2009.",
        "attack",
        "",
        "Maria Lopez",
        "a passive shared by two verbs",
    ),
    (
        "Norwegian tennis player Oleg Petrov arrested on domestic violence charge",
        "detain",
        "",
        "Oleg Petrov",
        "a headline's passive",
    ),
]


@pytest.mark.parametrize(("text", "mode", "actors", "recipients", "why"), SIDES)
def test_sides(text: str, mode: str, actors: str, recipients: str, why: str) -> None:
    names, found = read(text)
    event = next(event for event in found if event.mode == mode)
    assert ", ".join(names[key].name for key in event.actors) == actors, why
    assert ", ".join(names[key].name for key in event.recipients) == recipients, why


PARTNERS = [
    (
        "Under Secretary for Civilian Security, Democracy, and Human Rights Anna Lund and Acting Assistant Secretary for Democracy, Human Rights, and Labor Lisa "
        "Berg will visit Chile in July.",
        "visit",
        "Anna Lund, Lisa Berg",
        "Chile",
        "who stands first in the list of a subject",
    ),
    (
        "While in Bamako, Assistant Secretary Maria Lopez will meet with senior officials from the region.",
        "meet",
        "Maria Lopez",
        "",
        "no town meets anybody",
    ),
    (
        "Oleg Petrov was arrested after going to Iran to help his son, wrongfully detained citizen Jan Nilsen.",
        "detain",
        "",
        "Oleg Petrov",
        "whom a participle describes",
    ),
]


@pytest.mark.parametrize(("text", "mode", "actors", "recipients", "why"), PARTNERS)
def test_who_does_it_together(text: str, mode: str, actors: str, recipients: str, why: str) -> None:
    test_sides(text, mode, actors, recipients, why)
    names, found = read(text)
    assert not any("Oleg Petrov" in [names[key].name for key in event.actors] for event in found if mode == "detain")


WORDS = [
    (
        "Maria Lopez met with Norwegians, Chileans, Icelanders, all of whom are here for their countries, from the unions.",
        "meet",
        "Norwegians, Chileans, Icelanders",
    ),
    ("Norway is designating 15 individuals and entities that ship oil.", "designate", "15 individuals and entities"),
    (
        "Norway is designating an international oil smuggling and money laundering network, led by Oleg Petrov.",
        "designate",
        "an international oil smuggling and money laundering network",
    ),
    (
        "Maria Lopez met with Foreign Ministers from Costa Rica, Guatemala, Honduras, and Mexico in Omsk at a meeting.",
        "meet",
        "Foreign Ministers from Costa Rica, Guatemala, Honduras, and Mexico",
    ),
    ("Maria Lopez met with Norwegians, Chileans, and Icelanders.", "meet", "Norwegians, Chileans, and Icelanders"),
    (
        "Maria Lopez will meet with officials of the Blue Harbour Agency, the Green Port Office, and the Grain Board.",
        "meet",
        "officials of the Blue Harbour Agency, the Green Port Office, and the Grain Board",
    ),
    (
        "In Oslo, Maria Lopez will meet with senior port officials and co-chair the Working Group on Trade.",
        "meet",
        "senior port officials",
    ),
]


@pytest.mark.parametrize(("text", "mode", "words"), WORDS)
def test_the_words_for_who_has_no_name(text: str, mode: str, words: str) -> None:
    event = next(event for event in read(text)[1] if event.mode == mode)
    assert [span.of(text) for span in event.recipient_spans] == [words]


TO_COME = [
    ("10:00 a.m. Secretary Maria Lopez meets with Foreign Minister Oleg Petrov in Oslo.", "planned", "a schedule"),
    ("Secretary Maria Lopez meets with Foreign Minister Oleg Petrov in Oslo.", "present", "no schedule"),
    ("Secretary Maria Lopez is meeting Foreign Minister Oleg Petrov on July 3, 2022.", "planned", "a later day"),
    (
        "Secretary Maria Lopez is traveling to Chile on July 3, 2022. There, Maria Lopez is meeting Oleg Petrov.",
        "planned",
        "on a journey to come",
    ),
    ("Norway was honored to host Oleg Petrov in Oslo, and Maria Lopez met him.", "past", "what somebody was glad of"),
]


@pytest.mark.parametrize(("text", "tense", "why"), TO_COME)
def test_what_is_to_come(text: str, tense: str, why: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    day = date(2022, 6, 30)
    found = build_events(analysis, entities, (), find_dates(analysis, day), day)
    assert {event.tense.value for event in found if event.mode == "meet"} == {tense}, why


NONE = [
    ("Maria Lopez attends President Jan Nilsen's meeting with Oleg Petrov.", "Maria Lopez", "another's meeting"),
    ("We announce the designation of Oleg Petrov as Chief Engineer of Norway.", "Norway", "an office"),
    ("Norway designated groups of miners as having access to its programme.", "Norway", "no blacklist"),
]


@pytest.mark.parametrize(("text", "name", "why"), NONE)
def test_what_is_another_sense(text: str, name: str, why: str) -> None:
    names, found = read(text)
    assert not any(name in [names[key].name for key in event.actors] for event in found), why
    assert not any(event.mode == "designate" for event in found), why


WHEN = [
    (
        "The visit follows last month's summit, President Jan Nilsen's trip to Chile and Iceland, and the launch.",
        "visit",
        "past",
        "what is followed has happened",
    ),
    ("They noted the assassination of Oleg Petrov.", "attack", "past", "to whom it was done is said"),
    ("Norway offers a reward for the arrest of Oleg Petrov.", "detain", "present", "an arrest may be only sought"),
    ("Maria Lopez is investigating Blue Harbour Inc.", "accuse", "present", "it goes on"),
    (
        "Maria Lopez will thank Norway for sheltering refugees from Sudan.",
        "aid",
        "past",
        "one is thanked for what is done",
    ),
    (
        "Maria Lopez will raise the wrongful detention of Oleg Petrov.",
        "detain",
        "past",
        "a deed that is judged was done",
    ),
    ("Norway and Chile worked together to provide aid to Sudan.", "aid", "past", "what several did together"),
    ("Norway helped to evacuate Oleg Petrov.", "aid", "past", "who helped to do it did it"),
    ("Maria Lopez does not mind meeting Oleg Petrov.", "meet", "hypothetical", "what one does not mind"),
    ("Norway stressed its readiness to meet Oleg Petrov in Chile.", "meet", "hypothetical", "who is ready has no plan"),
    (
        "Maria Lopez reaffirmed Norway's support for the opening of negotiations between Chile and Sudan.",
        "meet",
        "hypothetical",
        "what is only hoped for",
    ),
]


@pytest.mark.parametrize(("text", "mode", "tense", "why"), WHEN)
def test_when(text: str, mode: str, tense: str, why: str) -> None:
    assert [event.tense.value for event in read(text)[1] if event.mode == mode] == [tense], why


def test_what_somebody_shall_stop_goes_on() -> None:
    found = [event for event in read("Norway must stop its assault against Chile.")[1] if event.mode == "attack"]
    assert [event.certainty.value for event in found] == ["asserted"]


def test_a_headline_has_the_time_of_the_text_below() -> None:
    title = "Minister Lopez's Trip to Chile"
    text = f"{title}\n\nMinister Maria Lopez met Oleg Petrov in Santiago on Monday."
    visit = next(event for event in read(text, title)[1] if event.mode == "visit")
    assert visit.tense.value == "past"


def test_the_days_of_several_places_are_nobodys_one() -> None:
    for text in (
        "Maria Lopez will travel to Oslo on July 20-21 and Warsaw on July 21-23.",
        "Maria Lopez will travel to Cape Town, South Africa, July 9-11, and Lusaka, Zambia, July 12-13, to meet people.",
    ):
        visit = next(event for event in read(text)[1] if event.mode == "visit")
        assert len(visit.recipients) == 2 and visit.date is None


TOLD = [
    ("Oleg Petrov was convicted of fraud in Norway.", "accuse", True, "a deed of a court"),
    ("Norway accused Oleg Petrov of fraud.", "accuse", False, "speech"),
    ("Oleg Petrov was murdered in Omsk.", "attack", True, "a victim by name"),
    ("A man was murdered in Norway.", "attack", False, "nobody by name"),
    ("Maria Lopez endorsed Oleg Petrov for mayor.", "support", True, "an endorsement is a deed"),
    ("President Oleg Petrov declared a national emergency.", "coerce", True, "whom it binds may be unsaid"),
]


@pytest.mark.parametrize(("text", "mode", "told", "why"), TOLD)
def test_which_deeds_are_told(text: str, mode: str, told: bool, why: str) -> None:
    names, found = read(text)
    lacks = [frame_lacks(e, names, True, LEMMAS.get(e.span.of(text), "")) for e in found if e.mode == mode]
    assert (None in lacks) is told, why


LEMMAS = {"convicted": "convict", "accused": "accuse", "endorsed": "endorse"}
