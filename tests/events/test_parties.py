"""Who acts, and what is an event: one sentence a row."""

from collections.abc import Iterable, Mapping

import pytest

from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.language import find_dates, language_for
from watchwire.model import Article, Event, Span
from watchwire.statements import build_statements


def events(text: str) -> tuple[dict[str, str], tuple[Event, ...]]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    found = build_events(analysis, entities, build_statements(analysis, entities), find_dates(analysis, None))
    return {entity.id: entity.name for entity in entities}, found


def side(text: str, names: Mapping[str, str], ids: Iterable[str], spans: Iterable[Span]) -> str:
    """Return who stands on a side: by name, and who has none by the words for them."""
    return ", ".join([*(names[key] for key in ids), *(span.of(text) for span in spans)])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Norway released the hostages.", "yield"),
        ("Norway released a statement.", ""),
        ("Norway released the results of the audit.", ""),
        ("Norway attacked the port.", "assault"),
        ("Norway attacked the decision.", ""),
        ("Norway dismissed the claim.", "reject"),
        ("Maria Lindqvist was dismissed from the board.", ""),
        ("Norway extended the truce.", "yield"),
        ("Norway extended its sanctions.", "coerce"),
    ],
)
def test_what_is_an_event(text: str, kept: str) -> None:
    assert " ".join(event.type for event in events(text)[1]) == kept


def test_who_stands_in_a_relative_clause() -> None:
    names, found = events("Erik Dahl said the turnout honoured the miners who demonstrated in Norway.")
    assert not any(
        "Erik Dahl" in [names[actor] for actor in event.actors] for event in found if event.mode == "protest"
    )


SIDES = [
    ("Norwegian police arrested, tried and jailed three men.", "detain", "", "three men"),
    (
        "Norway designated Maria Lopez for assisting Blue Harbour Shipping Inc.",
        "aid",
        "Maria Lopez",
        "Blue Harbour Shipping Inc.",
    ),
    ("Norway imposed sanctions on Oleg Petrov.", "sanction", "Norway", "Oleg Petrov"),
    ("In Tromso, Norway, Maria Lopez met Oleg Petrov.", "meet", "Maria Lopez", "Oleg Petrov"),
    ("Maria Lopez met village elders.", "meet", "Maria Lopez", "village elders"),
    (
        "Maria Lopez will meet with World Grain Organization (WGO) Director-General Oleg Petrov.",
        "meet",
        "Maria Lopez",
        "Oleg Petrov",
    ),
    (
        "Anton Dahl was the brother of President John Berg, who had himself been assassinated in 1963.",
        "attack",
        "",
        "John Berg",
    ),
    ("The U.S. government is offering a grant to Ukraine.", "aid", "United States", "Ukraine"),
    ("Norway saw Oleg Petrov, arrested by Blue Harbour Inc. in Chile.", "detain", "Blue Harbour Inc.", "Oleg Petrov"),
    ("Oleg Petrov was kidnapped from his small store in Norway.", "detain", "", "Oleg Petrov"),
    ("Maria Lopez discussed Norway's efforts to provide aid to Sudan.", "aid", "Norway", "Sudan"),
    ("Norway is taking steps to provide $30 million to Sudan.", "aid", "Norway", "Sudan"),
    ("Maria Lopez thanked Norway for sheltering refugees from Sudan.", "aid", "Norway", "refugees from Sudan"),
    ("Norway blocked access to nearly all news outlets.", "coerce", "Norway", "all news outlets"),
    (
        "Maria Lopez filed a lawsuit against Blue Harbour Inc. with the Supreme Court.",
        "accuse",
        "Maria Lopez",
        "Blue Harbour Inc.",
    ),
]


@pytest.mark.parametrize(("text", "mode", "actor", "recipient"), SIDES)
def test_sides(text: str, mode: str, actor: str, recipient: str) -> None:
    names, found = events(text)
    event = next(event for event in found if event.mode == mode)
    actors = [names[key] for key in event.actors]
    recipients = [names[key] for key in event.recipients] + [span.of(text) for span in event.recipient_spans]
    assert (actors == [actor] or not actor) and recipients == [recipient]


def test_who_stands_on_one_side_is_not_met_by_the_words_of_his_title() -> None:
    text = "Erik Berg left Oslo. The visit followed talks between Mr Berg and Danish Prime Minister Lars Holm."
    names, found = events(text)
    (meeting,) = (event for event in found if event.mode == "meet")
    assert {names[key] for key in (*meeting.actors, *meeting.recipients)} == {"Erik Berg", "Lars Holm"}
    assert not meeting.recipient_spans


def test_talks_between_two_are_no_meeting_of_one_of_them_with_somebody_else() -> None:
    text = "Erik Berg met Maria Lopez. The meeting followed talks between Mr Berg and Danish Prime Minister Lars Holm."
    names, found = events(text)
    met = [{names[key] for key in (*event.actors, *event.recipients)} for event in found if event.mode == "meet"]
    assert {"Erik Berg", "Maria Lopez"} in met
    assert {"Erik Berg", "Lars Holm"} in met


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Norway designated Chile a major ally.", "designate"),
        ("Norway contributed $17 billion of direct investment to Chile.", "aid"),
        ("The deal that Maria Lopez helped negotiate was signed.", "detain"),
        ("Northwind Holding acquired the shell maker Fireworks Group.", "supply"),
        ("Maria Lopez was asked what Norway thinks of Chile.", "request"),
        ("Maria Lopez was asked about the budget of Norway.", "request"),
        ("Maria Lopez seized on a melody by Oleg Petrov.", "detain"),
        ("Norway captured Oslo.", "detain"),
        ("Norway captured 17% of the oil.", "detain"),
        ("Oleg Petrov shot himself in Norway.", "attack"),
        ("The rocket of Blue Harbour Inc. has blasted off from Norway.", "accuse"),
        ("Blue Harbour Inc. was expelled from the talks.", "detain"),
        ("The Tigers traded Oleg Petrov to the Lions.", "cooperate"),
        ("For the first time, Norway extended its sanctions authorities.", "coerce"),
    ],
)
def test_what_is_no_such_event(text: str, mode: str) -> None:
    assert mode not in [event.mode for event in events(text)[1]]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Maria Lopez will discuss Norway's invasion of Chile.", "past"),
        ("Maria Lopez condemned Norway's recent missile launches.", "past"),
        ("Maria Lopez wants to prevent Norway's invasion of Chile.", "hypothetical"),
    ],
)
def test_when_a_deed_with_an_owner_was(text: str, tense: str) -> None:
    told = [event.tense.value for event in events(text)[1] if event.mode in {"attack", "test"}]
    assert (told == [tense]) if tense == "past" else "past" not in told


def test_a_day_attacks_nobody_and_officials_of_a_country_are_no_journey_there() -> None:
    _, found = events("During the March 2021 attack on Chile, Oleg Petrov led one group of fighters.")
    assert [event.actor_spans for event in found if event.mode == "attack"] == [()]
    names, found = events("Maria Lopez told visiting Norway officials that they would need to wait.")
    assert not any("Norway" in [names[key] for key in event.recipients] for event in found if event.mode == "visit")


def test_a_complaint_is_not_against_whom_it_is_filed_with() -> None:
    _, found = events("Blue Harbour Inc. filed a complaint with the European Commission on Tuesday.")
    assert all(not event.recipients and not event.recipient_spans for event in found)


def test_nobody_visits_what_he_travels_on() -> None:
    names, found = events("Oleg Petrov arrived in Norway on Tuesday on an armored train to meet with President Berg.")
    visit = next(event for event in found if event.mode == "visit")
    assert not visit.recipient_spans and "an armored train" not in {names[key] for key in visit.recipients}
