"""Which events a brief tells: those whose frame is filled."""

import pytest

from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.events.telling import frame_lacks, has_sides, is_left_out
from watchwire.language import find_dates, language_for
from watchwire.model import Article, Event, Tense
from watchwire.statements import build_statements

CASES = [
    ("Oleg Petrov met Maria Lopez in Omsk on Monday.", "meet", True, "two parties"),
    ("Oleg Petrov postponed his trip to Norway.", "visit", False, "what is put off has not happened"),
    ("Norway expelled three Chilean diplomats.", "reduce", True, "whose diplomats they are says enough"),
    ("Norway threatened to break off relations with Chile.", "reduce", False, "only threatened"),
    ("Norway and Chile agreed to hold joint exercises.", "cooperate", False, "only promised"),
    ("Norway lifted a state of emergency on Monday.", "yield", True, "what is lifted"),
    ("Norway demonstrated restraint.", "protest", False, "no demonstration"),
    ("Norway condemned the attack by Russia on Ukraine.", "attack", True, "what is condemned has happened"),
    ("Norway praised Ukraine.", "support", False, "speech, told among the statements"),
    ("Oleg Petrov amassed 1,330 delegates.", "mobilize", False, "delegates are no troops"),
    ("The talks begin on March 13 in Norway.", "protest", False, "a month is no march"),
    ("Norway prohibits the import of coal from Russia.", "supply", False, "what is forbidden is not told as done"),
    ("Oleg Petrov attacked the inquiry in Norway.", "attack", False, "an attack in words"),
    ("Ukraine fights with courage.", "attack", False, "courage is not attacked"),
    ("Oleg Petrov was convicted and sentenced to life in prison in Norway.", "detain", True, "who was sentenced"),
    ("The 48-year-old Norwegian was evicted in April.", "detain", False, "somebody of a country is not the country"),
    ("Norway seized control of the market.", "detain", False, "nobody is held"),
    ("Maria Lopez will host a Trade Ministerial Forum in Oslo.", "meet", False, "a forum is held, and nobody met"),
    ("The U.S. government is offering a grant to Ukraine.", "aid", True, "words for a state’s government will do"),
    ("Norwegian troops captured Nairobi on Monday.", "detain", False, "a town is not held"),
    ("Norwegian police arrested Oleg Petrov in Omsk.", "detain", True, "somebody is"),
    ("The Treasury imposed sanctions on Oleg Petrov.", "sanction", True, "words for who imposes them will do"),
    ("On Friday Judge Maria Lopez sentenced Oleg Petrov to life in prison.", "detain", True, "both sides"),
]


@pytest.mark.parametrize(("text", "mode", "told", "why"), CASES)
def test_telling(text: str, mode: str, told: bool, why: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    statements = build_statements(analysis, entities)
    events = build_events(analysis, entities, statements, find_dates(analysis, None))
    by_id = {entity.id: entity for entity in entities}
    found = []
    for event in events:
        word = analysis.word_at(event.span.start)
        if event.mode == mode and word is not None and frame_lacks(event, by_id, word.pos == "VERB") is None:
            found.append(event)
    assert bool(found) is told, why


NOUNS = [
    ("They marked the assassination of Oleg Petrov.", "attack", True, "a victim by name"),
    ("They condemned the arrest of Oleg Petrov in Omsk.", "detain", True, "whom it befell"),
    ("Norway offers a reward for the arrest of Oleg Petrov.", "detain", False, "an arrest that is only sought"),
    ("They condemned the arrest of the crew.", "detain", False, "nobody by name"),
]


@pytest.mark.parametrize(("text", "mode", "told", "why"), NOUNS)
def test_what_a_noun_tells_of_who_suffered_it(text: str, mode: str, told: bool, why: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    by_id = {entity.id: entity for entity in build_entities(analysis, [])}
    events = [event for event in events_of(text) if event.mode == mode]
    lemmas = [word.lemma.lower() for event in events if (word := analysis.word_at(event.span.start)) is not None]
    found = [frame_lacks(event, by_id, False, lemma) is None for event, lemma in zip(events, lemmas, strict=True)]
    assert any(found) is told, why


def test_who_has_no_name_is_told_in_the_words_of_the_text() -> None:
    text = "Armed men killed Oleg Petrov in Omsk."
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    events = build_events(analysis, entities, (), ())
    event = next(event for event in events if event.mode == "attack")
    assert [span.of(text) for span in event.actor_spans] == ["Armed men"]
    assert event.recipients == (next(e.id for e in entities if e.name == "Oleg Petrov"),)


def test_people_are_not_their_country() -> None:
    text = "Maria Lopez met with Norwegians in Omsk."
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    events = build_events(analysis, entities, (), ())
    norway = {e.id for e in entities if e.countries == ("NO",)}
    assert not any(norway & {*event.actors, *event.recipients} for event in events)


def test_a_date_of_something_else_is_not_the_events() -> None:
    text = "Oleg Petrov, who had been chairman since 2014, visited Norway."
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    events = build_events(analysis, entities, (), find_dates(analysis, None))
    assert all(event.date is None for event in events if event.mode == "visit")


def events_of(text: str) -> list[Event]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    return list(build_events(analysis, entities, build_statements(analysis, entities), find_dates(analysis, None)))


ONCE = [
    ("Maria Lopez will travel to Norway, Sweden and Denmark. She will first travel to Norway.", "visit", "one of them"),
    ("Police shot Oleg Petrov on Friday. The police then shot Petrov again.", "attack", "the same without a name"),
    ("Oleg Petrov met Maria Lopez and Ivan Orlov in Omsk. Petrov met Lopez in Omsk.", "meet", "fewer of them"),
]


@pytest.mark.parametrize(("text", "mode", "why"), ONCE)
def test_a_happening_told_again_is_one(text: str, mode: str, why: str) -> None:
    found = [event for event in events_of(text) if event.mode == mode]
    assert len(found) == 1 and len(found[0].also) == 1, why


def test_different_happenings_stay_apart() -> None:
    text = "Oleg Petrov met Maria Lopez on Friday. Oleg Petrov met Ivan Orlov on Monday."
    assert len([event for event in events_of(text) if event.mode == "meet"]) == 2


TENSES = [
    ("Oleg Petrov faces ten years in prison when he is sentenced.", "detain", Tense.HYPOTHETICAL, "a time to come"),
    ("Norway condemned Belarus for arresting Oleg Petrov.", "detain", Tense.PAST, "what is condemned has happened"),
    ("The flight was stopped after arresting Oleg Petrov.", "detain", Tense.PAST, "what comes before has happened"),
    ("Protests forced Oleg Petrov to resign.", "resign", Tense.PAST, "what is brought about has happened"),
    ("A man is wanted for the 1989 kidnapping of Oleg Petrov.", "detain", Tense.PAST, "of a year gone by"),
    ("They accuse soldiers of having shot Oleg Petrov.", "attack", Tense.PAST, "“having” is past"),
    ("Norway demanded that they release Oleg Petrov.", "yield", Tense.HYPOTHETICAL, "only demanded"),
    ("Norway did not expel Oleg Petrov.", "detain", Tense.PAST, "“did” is past"),
    ("They will strike unless Norway released Oleg Petrov.", "yield", Tense.HYPOTHETICAL, "a condition"),
    ("They called on Norway to arrest Oleg Petrov.", "detain", Tense.HYPOTHETICAL, "only asked for"),
    ("Norway has a treaty signed during Oleg Petrov's visit to Oslo.", "visit", Tense.PAST, "what was done then"),
]


@pytest.mark.parametrize(("text", "mode", "tense", "why"), TENSES)
def test_tense(text: str, mode: str, tense: Tense, why: str) -> None:
    assert [event.tense for event in events_of(text) if event.mode == mode] == [tense], why


def test_weather_attacks_nobody() -> None:
    assert not [event for event in events_of("The typhoon struck Norway on Friday.") if event.mode == "attack"]


def test_who_condemns_a_deed_has_not_done_it() -> None:
    events = events_of("Norway condemned the action in arresting Oleg Petrov.")
    assert [event.actors for event in events if event.mode == "detain"] == [()]


FEW = [
    (
        "Maria Lopez will convene meetings to mobilize action on food in Norway.",
        "mobilize",
        False,
        "action is no force",
    ),
    ("Norway mobilized its troops.", "mobilize", True, "troops are"),
    (
        "The company had reached an agreement with Norway to accept 1,000 workers.",
        "agree",
        None,
        "nobody is sent abroad",
    ),
    ("With these designations Norway has sanctioned 27 entities for their actions.", "designate", True, "27 entities"),
]


@pytest.mark.parametrize(("text", "mode", "told", "why"), FEW)
def test_few_and_right(text: str, mode: str, told: bool | None, why: str) -> None:
    found = [event for event in events_of(text) if event.mode == mode]
    if told is None:
        assert all(event.goods is None for event in found), why
    else:
        assert bool(found) is told, why
    for event in found:
        assert not any(span.of(text).startswith(("these", "their")) for span in event.recipient_spans), why


def test_a_paper_holds_nobody_and_a_town_does_nothing() -> None:
    told = [
        event
        for text in ("A resolution expelled Norway.", "He died in Omsk, which also injured five tourists.")
        for event in events_of(text)
        if event.mode in {"detain", "attack"} and (event.actors or event.actor_spans) and event.recipients
    ]
    assert not told


def test_a_visit_that_was_at_another_time_is_another() -> None:
    text = "Oleg Petrov arrived in Norway on 12 September 2023. Oleg Petrov's first visit to Norway was in April 2019."
    assert all(len(event.also) == 0 for event in events_of(text) if event.mode == "visit")


ONLY_TO_COME = [
    ("They came to Norway to fight Oleg Petrov.", "attack", "an aim"),
    ("The licence allowed Oleg Petrov to buy rifles.", "supply", "nobody supplies"),
]


@pytest.mark.parametrize(("text", "mode", "why"), ONLY_TO_COME)
def test_what_is_only_to_come_is_not_told(text: str, mode: str, why: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    by_id = {entity.id: entity for entity in build_entities(analysis, [])}
    assert not [e for e in events_of(text) if e.mode == mode and frame_lacks(e, by_id, True) is None], why


def test_officials_in_one_town_are_not_who_is_met_in_another() -> None:
    text = "Oleg Petrov will meet local officials in Omsk. In Oslo, Oleg Petrov will meet Maria Lopez."
    assert len([event for event in events_of(text) if event.mode == "meet" and event.recipients and event.also]) == 0


OTHERWISE = [
    ("Norway released a summary of the call.", "yield", "what is written is not set free"),
    ("A camera captured their arrival in Oslo.", "detain", "nor what is seen taken"),
    ("Maria Lopez urged Norway to arrest Oleg Petrov.", "detain", "only asked for"),
    ("Norway failed in its objective of capturing Omsk.", "detain", "only aimed at"),
    ("Maria Lopez worked to arrange a meeting between Oleg Petrov and Erik Dahl.", "meet", "not yet arranged"),
]


@pytest.mark.parametrize(("text", "mode", "why"), OTHERWISE)
def test_what_did_not_happen_is_not_told(text: str, mode: str, why: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    by_id = {entity.id: entity for entity in build_entities(analysis, [])}
    assert not [e for e in events_of(text) if e.mode == mode and frame_lacks(e, by_id, True) is None], why


def test_what_is_alleged_is_a_guess() -> None:
    told = [
        e
        for e in events_of("The arrest came after an allegation that Oleg Petrov assaulted Maria Lopez.")
        if e.mode == "attack"
    ]
    assert [event.certainty.value for event in told] == ["speculated"]


def test_since_when_is_not_the_day_of_a_deed() -> None:
    assert all(event.date is None for event in events_of("Norway has provided assistance to Chile since 2014."))


LEFT_OUT = [
    ("Oleg Petrov asked whether Norway would arrest Maria Lopez.", "detain", True, "only thought of"),
    ("Norway urged Chile to expel Oleg Petrov.", "detain", True, "asked of somebody"),
    ("They want to arrest Oleg Petrov.", "detain", True, "an aim"),
    ("Oleg Petrov will be sentenced on 6 April 2022 in Oslo.", "detain", False, "a day is set"),
    ("Norway promised to meet Oleg Petrov.", "agree", True, "a promise is speech"),
    ("Norway signed an agreement with Chile.", "agree", False, "what is signed is concluded"),
    ("Norway stressed the importance of cooperation with Chile.", "cooperate", True, "a topic"),
    ("The UN kept its arms embargo on Chile.", "sanction", True, "a topic"),
    ("Norway charged that Chile had lied.", "accuse", True, "said, and nobody is taken to court"),
    ("Prosecutors in Norway charged Oleg Petrov with fraud.", "accuse", False, "taken to court"),
    ("Norway summoned the Chilean ambassador.", "accuse", False, "a formal act"),
    ("Norway restored diplomatic ties with Chile.", "support", False, "a formal act"),
    ("Norway thanked Chile.", "support", True, "thanks are speech"),
    ("Norway refused to comment on Chile.", "deny", True, "a refusal is speech"),
    ("Norway granted asylum to Oleg Petrov.", "aid", False, "giver and receiver"),
    ("Norway offered observers.", "aid", True, "nobody who gets them"),
    ("Norway fought a disease.", "attack", True, "nobody is fought"),
    ("Russia's invasion of Norway began on Monday.", "attack", False, "an invasion with its owner"),
    ("Norway opened an investigation on Monday.", "accuse", False, "what is opened is told without whom"),
    ("Norway summoned no one.", "accuse", True, "nobody is summoned"),
    ("Its foreign ministry summoned Oleg Petrov.", "accuse", True, "whose ministry is not said"),
    ("Norway summoned Oleg Petrov to protest the use of water cannon.", "protest", True, "an aim"),
    ("The striker raided down the left in Norway.", "detain", True, "nobody is held"),
    ("Norwegian commandos ended a siege at a hotel.", "yield", True, "ended by force"),
    ("The hospital was sanctioned for Norway in 2016.", "designate", True, "allowed"),
    ("“It is little,” Oleg Petrov conceded.", "yield", True, "conceded in words"),
]


@pytest.mark.parametrize(("text", "mode", "left_out", "why"), LEFT_OUT)
def test_what_no_brief_tells(text: str, mode: str, left_out: bool, why: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    statements = build_statements(analysis, entities)
    events = build_events(analysis, entities, statements, find_dates(analysis, None))
    found = [event for event in events if event.mode == mode]
    assert found or left_out, why
    assert all(is_left_out(event, statements, text) is left_out for event in found), why


OF_A_STATE = [
    ("Somali pirates hijacked a tanker on Monday.", True, "who does it"),
    ("Pirates hijacked a Norwegian tanker on Monday.", True, "what it is done to"),
    ("Gunmen killed 14 soldiers on Monday.", True, "a deed, both by words"),
    ("A Norwegian constable was shot on Monday.", True, "whom it befell"),
    ("A constable was shot on Monday.", False, "of no country, by nobody"),
    ("A Norwegian band was praised on Monday.", False, "no deed"),
]


@pytest.mark.parametrize(("text", "told", "why"), OF_A_STATE)
def test_who_has_no_name_is_told_where_a_country_is_said(text: str, told: bool, why: str) -> None:
    assert any(has_sides(event) for event in events_of(text)) is told, why


TOLD = [
    ("Norway welcomed the decision of Ukraine.", True, "praise is a stance"),
    ("Maria Lopez accused Russia of lying.", True, "an accusation is speech"),
    ("Maria Lopez endorsed Oleg Petrov.", False, "an endorsement is a deed too"),
    ("Maria Lopez met Oleg Petrov in Omsk.", False, "no speech"),
]


@pytest.mark.parametrize(("text", "told", "why"), TOLD)
def test_speech_stands_among_the_statements_only(text: str, told: bool, why: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    statements = build_statements(analysis, entities)
    event = build_events(analysis, entities, statements, ())[0]
    assert is_left_out(event, statements, text) is told, why


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A coach overturned near Omsk, killing nine Norwegian students.", False),
        ("The earthquake injured Oleg Petrov in Omsk on Monday.", False),
        ("The plane crashed at Omsk and struck a Norwegian fuel truck.", False),
        ("A rocket killed nine Norwegian students near Omsk.", True),
        ("A lorry bomb overturned a coach near Omsk, killing nine Norwegian students.", True),
        ("Gunmen killed nine Norwegian students near Omsk.", True),
    ],
)
def test_nobody_did_what_an_accident_does(text: str, told: bool) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    events = build_events(analysis, entities, build_statements(analysis, entities), find_dates(analysis, None))
    assert any(event.mode == "attack" and not is_left_out(event, [], text) for event in events) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Oleg Petrov landed in Omsk on Monday.", True),
        ("The hijacked jet landed in Norway on Monday.", False),
        ("Fighters escorted the airliner before it landed in Norway.", False),
    ],
)
def test_an_aircraft_that_lands_visits_nobody(text: str, told: bool) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    events = build_events(analysis, entities, build_statements(analysis, entities), find_dates(analysis, None))
    assert any(event.mode == "visit" for event in events) is told
