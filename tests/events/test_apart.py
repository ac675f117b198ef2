"""Whom a deed is done to, and who did it, where the sentence names them apart from the verb."""

from datetime import date

import pytest

from tests.events.test_parties import events, side
from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.events.telling import is_left_out
from watchwire.language import find_dates, language_for
from watchwire.model import Article
from watchwire.statements import build_statements

SIDES = [
    ("Anna Berg was one of three pilots the Navy detained in Norway.", "detain", "Navy", "Anna Berg", "before its clause"),
    ("A Chilean court jailed nine drummers said to be members of the choir.", "detain", "A Chilean court", "nine drummers", "no subject of what is said"),
    ("Chile launched what seemed to be a longer-range missile.", "test", "Chile", "a longer-range missile", "what it seems to be"),
    ("Chile freed six Norwegian divers, a week after detaining them on a reef.", "detain", "Chile", "six Norwegian divers", "the only people before “them”"),
    ("Lund Images filed a complaint on Monday with the European Commission accusing Norsk Inc. of theft.", "accuse", "Lund Images", "Norsk Inc.", "whom a complaint accuses"),
    ("The case was filed with Norway on Monday against Oleg Petrov.", "accuse", "", "Oleg Petrov", "where it is filed suffers nothing"),
    ("They named Oleg Petrov, the head of the carmaker Norsk Inc., who met the prince.", "meet", "Oleg Petrov", "the prince", "no firm is “who” where its head is"),
    ("A mob that killed seven miners left.", "attack", "A mob", "seven miners", "a mob without a name"),
    ("Sailors from Norway, who attacked the village, left.", "attack", "Sailors from Norway", "the village", "no country is “who”"),
    ("Norway and Chile have fought two of their four wars over the reef.", "attack", "Norway", "Chile", "nobody else is fought"),
    ("The rebels have been fighting for a separate state in Norway.", "attack", "The rebels", "", "what for is nobody"),
    ("Norway said sanctions imposed on Chile in May were just.", "sanction", "", "Chile", "sanctions impose nothing"),
    ("OSLO, Norway Norwegian police have arrested a man.", "detain", "Norway", "a man", "no dash behind the town"),
    ("OSLO Riot police have arrested a man.", "detain", "Riot police", "a man", "no country behind it either"),
    ("Officials shut down access from Tomsk to Omsk.", "coerce", "Officials", "access from Tomsk to Omsk", "two ends"),
    ("Oleg Petrov was robbed. Norwegian police arrested a doorman. He was sentenced on Monday.", "detain", "Norwegian police", "a doorman", "who is nearer may be meant"),
    ("A dentist with Norwegian-Chilean papers has shot and killed two neighbours.", "attack", "A dentist with Norwegian-Chilean papers", "two neighbours", "his citizenship does nothing, he does"),
    ("Anna Berg was due to meet her head of protocol at noon.", "meet", "Anna Berg", "her head of protocol", "who is due to"),
    ("Anna Berg and Carlo Lund will meet in the Chilean capital on Monday.", "meet", "Anna Berg, Carlo Lund", "", "they meet each other"),
    ("A delegation of lawmakers led by Carlo Lund met the family.", "meet", "Carlo Lund, A delegation of lawmakers", "the family", "who leads it"),
    ("A judge in Oslo imposed five-month jail terms on four Chilean skippers.", "detain", "A judge in Oslo", "four Chilean skippers", "a sentence in other words"),
    ("Anna Berg was handed a five-year prison sentence by a court in Oslo.", "detain", "a court in Oslo", "Anna Berg", "and in a passive"),
    ("Police raided and searched a house in Norway.", "detain", "Police", "a house", "two verbs, one object"),
    ("Protesters in Oslo set fire to a courthouse.", "attack", "Protesters in Oslo", "a courthouse", "what burns"),
    ("The rebels threw a grenade at a Norwegian police station.", "attack", "The rebels", "a Norwegian police station", "at whom it is thrown"),
    ("The army fired rockets at Norway on Monday.", "attack", "The army", "Norway", "at whom it is fired"),
    ("Norway has occupied the eastern half of the island since 1961.", "attack", "Norway", "the eastern half of the island", "a part of it"),
    ("Men in masks were killing 42 people, officials said.", "attack", "Men in masks", "42 people", "who tells of it is not hit"),
    ("Anna Berg signed a bill.", "adopt", "Anna Berg", "a bill", "a bill is signed"),
    ("Chile imposed a lockdown on the city.", "coerce", "Chile", "the city", "on whom it is imposed"),
    ("The Security Council has imposed sanctions against Chile since its first nuclear test.", "test", "Chile", "", "no council tests anything"),
    ("Norway has refrained from condemning Chile over its invasion of Peru.", "attack", "Chile", "Peru", "who is condemned for it"),
    ("Norway fired a rocket, leading to the Security Council to adopt a resolution.", "adopt", "Security Council", "a resolution", "who was led to"),
    ("Chile's largest airport was used to launch two missiles in May.", "test", "", "two missiles", "where it is done does nothing"),
    ("The army continues to investigate two firms on the list of Norway.", "accuse", "The army", "two firms", "the list is not looked into"),
    ("The rebels launched a raid on Bergen that killed 67 people.", "attack", "The rebels|a raid on Bergen", "Bergen|67 people", "a town kills nobody"),
    ("Oleg Petrov stormed the parliament in May with a nationalist group.", "attack", "Oleg Petrov", "the parliament", "who came with him is not stormed"),
    ("(ANB) -- Shortly after meeting with his advisers, President Anna Berg on Monday left Norway.", "meet", "Anna Berg", "his advisers", "an agency's letters"),
    ("Norway expelled the head of mission in Bergen.", "reduce", "Norway", "the head of mission", "he is of the mission"),
    ("Norway extradited Oleg Petrov for prosecution in Chilean courts.", "accuse", "Norway", "Oleg Petrov", "what for is nobody"),
    ("Norway tells of two blasts in Chile, the latter killing 12 miners.", "attack", "", "12 miners", "the latter of two"),
    ("The plan would establish levies on Norwegian energy imports to fund Chile.", "aid", "", "Chile", "imports give nothing"),
    ("Norwegian court shuts farmers' party and bans premier", "coerce", "Norwegian court", "farmers' party", "a headline's second verb"),
    ("The army sent 500 police, and Norway, in a major shift, expelled the consul general of Chile.", "reduce", "Norway", "the consul general of Chile", "the second clause has its own subject"),
    ("A Norwegian drone hit an apartment building in Omsk.", "attack", "A Norwegian drone", "an apartment building in Omsk", "arms hit it"),
    ("Norway's regulator fined Norsk Bank $20 million on Monday.", "sanction", "Norway's regulator", "Norsk Bank", "a fine"),
    ("TUNIS, Tunisia A government based in Norway has arrested a man.", "detain", "A government", "a man", "an article behind the country"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mode", "actor", "recipient", "why"), SIDES)
def test_who_and_whom(text: str, mode: str, actor: str, recipient: str, why: str) -> None:
    names, found = events(text)
    told = [event for event in found if event.mode == mode and event.span.of(text) not in {"accusing", "sentenced"}]
    assert told, [event.mode for event in found]
    assert {side(text, names, e.actors, e.actor_spans) for e in told} == set(actor.split("|")), why
    assert {side(text, names, e.recipients, e.recipient_spans) for e in told} == set(recipient.split("|")), why


NOTHING = [
    ("Norway read a statement released on Monday by Chile.", "yield", "a statement is not set free"),
    ("The commission, which enforces the laws of Norway, met.", "coerce", "laws of every day"),
    ("Norway is demolishing democracy.", "coerce", "an idea does not stand anywhere"),
    ("Norway moved tonnes of weapons to its east coast.", "supply", "they stay at home"),
    ("A boiler blast killed seven in Norway.", "attack", "nobody's doing"),
    ("Video footage captured by a soldier in Norway shows it.", "detain", "footage is not held"),
    ("Norway designated a watchdog in May.", "designate", "a body is set up"),
    ("Norway failed to designate and pay its authority.", "designate", "or should be"),
    ("Under sentencing guidelines of Norway, Oleg Petrov faces 12 years.", "detain", "guidelines are not jailed"),
    ("The rebels hacked off the branches of the tree in Norway.", "detain", "no computer is entered"),
    ("Norway summoned its ambassador for consultations.", "accuse", "its own envoy"),
    ("Norway looks to sanctioned Chile for a blueprint.", "designate", "an adjective"),
    ("The ship was carrying attack helicopters to Norway.", "attack", "a kind of helicopter"),
    ("The Norwegian Federal Police executed search warrants in Oslo.", "attack", "a warrant is not killed"),
    ("Norsk Corporation received General License 5 of Norway.", "meet", "a paper is not met"),
    ("Oleg Petrov received two Bronze Stars in Norway.", "meet", "nor are medals"),
    ("Norway does not typically hand over its own people.", "accuse", "what it does as a rule"),
    ("The case is about the bribes charged by Oleg Petrov.", "accuse", "a sum is charged"),
    ("Norway still withholds the charging documents from Oleg Petrov.", "accuse", "no paper is charged"),
    (
        "Norway gave Norsk Corp, the last major oil company in Chile, until May to leave.",
        "supply",
        "what it is is not given",
    ),
    ("The chemical blew up Norway.", "attack", "a substance does nothing"),
    (
        'Norway has summoned Commissioner Martin Lund. "for consultation" on it.',
        "accuse",
        "its own man, cut by a quotation",
    ),
    ("Norwegian exports hit a record in Chile.", "attack", "no arms, no place"),
    ("Waves pounded the coast of Norway.", "attack", "no arms"),
    ("Human Rights Watch described reports of guards in Norway shooting them.", "attack", "no body is “them”"),
]


@pytest.mark.parametrize(("text", "mode", "why"), NOTHING)
def test_what_tells_no_such_happening(text: str, mode: str, why: str) -> None:
    assert mode not in {event.mode for event in events(text)[1]}, why


TENSES = [
    ("The bill must be passed by the Chilean Senate.", "adopt", "hypothetical", "it is still to be done"),
    (
        "We do not accept when borders are moved and a larger neighbour invades its smaller neighbour.",
        "attack",
        "hypothetical",
        "whenever it may be",
    ),
    ("Oleg Petrov is being investigated in Norway.", "accuse", "present", "it goes on"),
    ("Norway set a deadline to release and pardon Oleg Petrov.", "yield", "hypothetical", "it is demanded"),
    ("Norway asked for relief from sanctions imposed on Chile.", "sanction", "past", "they were imposed before"),
    (
        "Norway has stopped sales of fish, sending troops in 2011 to board a trawler.",
        "mobilize",
        "past",
        "what is done with it",
    ),
    ("The commission has to weigh and approve a law of Norway.", "adopt", "hypothetical", "it has to"),
    ("It is impossible for Oleg Petrov to be prosecuted in Norway.", "accuse", "hypothetical", "it cannot be"),
    (
        "The court waived it so that Oleg Petrov is prosecuted in Norway.",
        "accuse",
        "hypothetical",
        "for which it did so",
    ),
    ("Oleg Petrov was allowed to meet with Anna Berg.", "meet", "past", "he did"),
    ("Chile warned Norway against supplying missiles to Peru.", "supply", "hypothetical", "it is told not to"),
    ("Norway came close to invading Chile.", "attack", "hypothetical", "it did not"),
    ("Anna Berg headed for her first visit to Chile.", "visit", "planned", "she is on her way"),
    ("Envoys fear that Norway will resume nuclear tests.", "test", "planned", "it will"),
    ("Chile tells of the Norwegian missile attack on a station that killed 50.", "attack", "past", "it killed"),
    ("Norway said that Chile was lifting sanctions.", "yield", "past", "it went on then"),
]


@pytest.mark.parametrize(("text", "mode", "tense", "why"), TENSES)
def test_when_it_is(text: str, mode: str, tense: str, why: str) -> None:
    assert {event.tense.value for event in events(text)[1] if event.mode == mode} == {tense}, why


def test_other_victims_are_another_attack() -> None:
    text = "Norwegian troops clashed with farmers in May. Norwegian troops clashed with miners in June."
    assert [[span.of(text) for span in e.recipient_spans] for e in events(text)[1]] == [["farmers"], ["miners"]]


CERTAINTIES = [
    ("Concerns about Norway's invasion of Chile have grown.", "attack", "asserted", "nobody doubts it"),
    ("Oleg Petrov thought he was tough when Norway imposed sanctions on Chile.", "sanction", "asserted", "it was so"),
    ("Norway sent a team for a man presumed killed by Chilean rebels.", "attack", "speculated", "it is presumed"),
    ("Oleg Petrov was shocked that he wasn’t acquitted in Norway.", "yield", "denied", "any apostrophe"),
    ("Oleg Petrov was nearly killed in Norway.", "attack", "denied", "it did not happen"),
    ("The rebels killed nearly 40 people in Norway.", "attack", "asserted", "so many were"),
    ("Norway vowed to reply after Chile bombed Omsk.", "attack", "asserted", "that it did is no promise"),
    ("A raid by Norway is believed to have killed 12 miners.", "attack", "speculated", "it is believed"),
    ("Norway reported to be selling shells to Chile", "supply", "speculated", "a headline leaves “is” out"),
    ("Norway threatened to sanction Chile.", "designate", "warned", "it is a threat"),
    ("Norway did not believe that Chile had built or deployed a missile.", "mobilize", "denied", "it is not believed"),
]


@pytest.mark.parametrize(("text", "mode", "certainty", "why"), CERTAINTIES)
def test_how_certain_it_is(text: str, mode: str, certainty: str, why: str) -> None:
    assert {event.certainty.value for event in events(text)[1] if event.mode == mode} == {certainty}, why


UNTOLD = [
    ("Oleg Petrov met its delegates in Norway.", True, "whose delegates they are is not said"),
    ("Norwegian troops attacked their homes.", True, "whose homes they are is not said"),
    ("Norway imposed sanctions on the country.", True, "which country is not said"),
    ("Norwegian troops attacked 40 homes.", False, "homes are told"),
    ("Judge Carlo Lund granted bail to Oleg Petrov.", True, "what is granted is not told"),
]


@pytest.mark.parametrize(("text", "left_out", "why"), UNTOLD)
def test_what_leaves_open_to_whom(text: str, left_out: bool, why: str) -> None:
    assert [is_left_out(event, (), text) for event in events(text)[1]] == [left_out], why


def test_a_lawyer_tells_of_his_client() -> None:
    names, found = events("Oleg Petrov was held in May. His lawyer, Carlo Lund, said he was arrested on Monday.")
    assert "Carlo Lund" not in {names[key] for event in found for key in event.recipients}


def test_two_who_are_expelled_are_two_happenings() -> None:
    text = "Norway expelled all Chilean diplomats in May. In June Norway expelled the consul general."
    assert len([event for event in events(text)[1] if event.mode == "reduce"]) == 2


def test_who_goes_on_as_they_tells_what_is_told() -> None:
    cases = {
        "Gunmen came at night, villagers in Norway said. About 50 rebels killed 16 people, they said.": "villagers in Norway",
        "Prosecutors in Norway have brought charges against Oleg Petrov, they said on Monday.": "Prosecutors",
    }
    for text, teller in cases.items():
        analysis = language_for("en").analyse(Article(text, language="en"))
        said = build_statements(analysis, build_entities(analysis, []))
        assert [s.speaker_span.of(text) for s in said if s.speaker_span][-1] == teller


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Norway said it will begin withdrawing troops from Chile on Friday.", "2021-03-12"),
        ("Norway fired a missile on Friday.", None),
        ("Norway fired a missile on Monday.", "2021-03-08"),
    ],
)
def test_a_weekday_is_the_next_of_what_is_planned_and_no_day_where_it_may_be_tomorrow(
    text: str, day: str | None
) -> None:
    published = date(2021, 3, 11)  # a Thursday
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    said = build_statements(analysis, entities)
    found = build_events(analysis, entities, said, find_dates(analysis, published), published)
    assert [event.date.value if event.date else None for event in found] == [day]


def test_a_line_that_begins_anew_is_no_part_of_a_phrase() -> None:
    text = "Norway raids offices of Lund law firm\n2016-04-13\n\nOSLO Police came."
    found = [event for event in events(text)[1] if event.mode == "detain"]
    assert [[span.of(text) for span in event.recipient_spans] for event in found] == [["offices of Lund law firm"]]


def test_a_place_in_capitals_before_a_colon_says_nothing() -> None:
    text = "NORWAY: Norwegian police arrested Oleg Petrov"
    analysis = language_for("en").analyse(Article(text, title=text, language="en"))
    assert build_statements(analysis, build_entities(analysis, [])) == ()


def test_a_day_of_another_week_is_not_this_weeks() -> None:
    assert [event.date for event in events("Norway expelled two Chilean envoys on Wednesday last week.")[1]] == [None]


def test_who_repeats_what_the_text_tells_does_not_tell_it() -> None:
    text = "Norway attacked Chile on Monday. The Chilean minister said that Norway attacked Chile with drones."
    assert [(event.mode, event.statement) for event in events(text)[1] if event.mode == "attack"] == [("attack", None)]
