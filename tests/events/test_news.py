"""Happenings as agencies tell them: one sentence a row, with the kind and the sides."""

import pytest

from tests.events.test_parties import events, side
from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.language import language_for
from watchwire.model import Article, Tense
from watchwire.statements import build_statements

NEWS = [
    # text, mode, who does it, to whom (names, or the words for who has none; "" where nobody is said)
    ("Norway and Chile renewed negotiations on Monday.", "meet", "Norway, Chile", ""),
    ("Erik Berg undertook a mediation mission between Norway and Chile.", "meet", "Erik Berg", "Norway, Chile"),
    ("Erik Berg paid a visit to Norway.", "visit", "Erik Berg", "Norway"),
    ("Erik Berg arrived in Norway on a surprise visit.", "visit", "Erik Berg", ""),
    ("Norway and Chile reached a consensus.", "agree", "Norway, Chile", ""),
    ("Norway lifted a state of emergency in Lapland.", "yield", "Norway", "a state of emergency"),
    ("Norway suspended part of an aid programme for Chile.", "reduce", "Norway", "Chile"),
    ("Norwegian and Danish warships launched 10 days of war games.", "cooperate", "Norwegian and Danish warships", ""),
    ("Norway granted asylum to five Chilean officers.", "aid", "Norway", "five Chilean officers"),
    ("Norway opened its borders to most Laplanders.", "aid", "Norway", "Laplanders"),
    ("Norway gave Chile five million dollars of aid.", "aid", "Norway", "Chile"),
    (
        "Chilean authorities have deported 168 Norwegians for begging.",
        "detain",
        "Chilean authorities",
        "168 Norwegians",
    ),
    ("The rebels have kidnapped from the village.", "detain", "The rebels", ""),
    ("Police in Omsk opened fire, killing 12.", "attack", "Police in Omsk", "12"),
    ("A camp was attacked by gunmen, killing nine people.", "attack", "gunmen", "A camp; nine people"),
    ("Norwegian soldiers shot dead three Chileans.", "attack", "Norwegian soldiers", "three Chileans"),
    ("Police captured one of the leaders of the gang.", "detain", "Police", "one of the leaders of the gang"),
    ("A court in Oslo sentences ex-officer.", "detain", "A court in Oslo", "ex-officer"),
    ("Two Chilean men, aged 23 and 31, were detained in Omsk.", "detain", "", "Two Chilean men"),
    ("Erik Berg was released on the order of the court.", "yield", "", "Erik Berg"),
    ("A missile fired by the rebels struck a ship and killed 12.", "attack", "the rebels", "a ship; 12"),
    ("Police in Omsk and Tomsk killed 12 miners.", "attack", "Police in Omsk and Tomsk", "12 miners"),
    (
        "A Chilean helicopter struck an islet on Lake Norway.",
        "attack",
        "A Chilean helicopter",
        "an islet on Lake Norway",
    ),
    ("A bomb killed one Norwegian soldier.", "attack", "A bomb", "one Norwegian soldier"),
    ("The rebels recaptured the town of Omsk.", "attack", "The rebels", "Omsk"),
    ("The guerrillas blew up a bridge.", "attack", "The guerrillas", "a bridge"),
    ("Norwegian-led forces captured part of a base.", "attack", "Norwegian-led forces", "part of a base"),
    ("Norway demolished 40 homes.", "coerce", "Norway", "40 homes"),
    ("Norway outlawed the group.", "coerce", "Norway", "the group"),
    ("Angry workers staged rallies in Omsk against Erik Berg.", "protest", "Angry workers", "Erik Berg"),
    ("Norway lodged an official protest with Chile.", "protest", "Norway", "Chile"),
    ("Erik Berg stepped down on Monday as prime minister.", "resign", "Erik Berg", "prime minister"),
    ("Erik Berg quit the cabinet on Monday.", "resign", "Erik Berg", "the cabinet"),
    ("Norway demanded that Chile return the ship.", "request", "Norway", "Chile"),
    ("Norway demanded support from Chile.", "request", "Norway", "Chile"),
    ("Norway rejected an offer from Chile.", "deny", "Norway", "Chile"),
    ("Norway threatened to break relations with Chile.", "threaten", "Norway", "Chile"),
    ("Norway refused to meet Erik Berg.", "deny", "Norway", "Erik Berg"),
    ("Police confiscated weapons from armed groups.", "detain", "Police", "weapons from armed groups"),
    ("Rebels seized the town of Omsk on Monday.", "attack", "Rebels", "Omsk"),
    ("A judge in Oslo convicted the former minister of fraud.", "accuse", "A judge in Oslo", "the former minister"),
    ("Norway recalled its ambassador from Chile.", "reduce", "Norway", "Chile, its ambassador from Chile"),
    ("Norway extradited two suspects to Chile.", "accuse", "Norway", "two suspects"),
    ("Norway accused Chile of shelling its ships.", "attack", "Chile", "its ships"),
    ("A Moscow court jailed Erik Berg.", "detain", "A Moscow court", "Erik Berg"),
    ("Gunmen killed 12 people outside the Norwegian embassy.", "attack", "Gunmen", "12 people"),
    ("Norway imposed sanctions on three Chilean banks for fraud.", "sanction", "Norway", "three Chilean banks"),
    ("Norway and Chile will undertake joint exercises.", "cooperate", "Norway, Chile", ""),
    ("The Norwegian parliament passed a law on fishing.", "adopt", "The Norwegian parliament", "a law"),
    ("The Chilean rebels said they will release Erik Berg.", "yield", "The Chilean rebels", "Erik Berg"),
]


@pytest.mark.parametrize(("text", "mode", "actor", "recipient"), NEWS)
def test_who_and_whom_in_the_news(text: str, mode: str, actor: str, recipient: str) -> None:
    names, found = events(text)
    told = [event for event in found if event.mode == mode]
    assert told, [event.mode for event in found]
    assert {side(text, names, e.actors, e.actor_spans) for e in told} == {actor}
    assert "; ".join(filter(None, (side(text, names, e.recipients, e.recipient_spans) for e in told))) == recipient


SIDES = [
    ("Police in Oslo arrested Erik Berg.", "detain", "Police in Oslo", "Erik Berg"),
    ("A Norwegian court sentenced Erik Berg to two years.", "detain", "A Norwegian court", "Erik Berg"),
    ("OSLO, Norway – Riot police shot Erik Berg on Monday.", "attack", "Riot police", "Erik Berg"),
    ("A missile fired by the rebels struck a Norwegian ship.", "attack", "the rebels", "a Norwegian ship"),
    ("Norwegian planes bombed a convoy with drones.", "attack", "Norwegian planes", "a convoy"),
    ("Norway expelled several of its traders.", "detain", "Norway", "several of its traders"),
    ("Prosecutors charged Erik Berg with fraud.", "accuse", "Prosecutors", "Erik Berg"),
    ("The Guard opened an inquiry into the killings in Norway.", "accuse", "The Guard", "the killings in Norway"),
]


@pytest.mark.parametrize(("text", "mode", "actor", "recipient"), SIDES)
def test_who_stands_on_aside(text: str, mode: str, actor: str, recipient: str) -> None:
    names, found = events(text)
    told = [event for event in found if event.mode == mode]
    assert told, [event.mode for event in found]
    assert [side(text, names, e.actors, e.actor_spans) for e in told] == [actor]
    assert [side(text, names, e.recipients, e.recipient_spans) for e in told] == [recipient]


OTHERWISE = [
    ("Erik Berg went into cardiac arrest in Norway.", "detain", "a body fails"),
    ("Erik Berg held a campaign rally in Norway.", "protest", "a rally for somebody"),
    ("Erik Berg recalled his visit to Norway.", "reduce", "nobody is called home"),
    ("The tax cuts were shot down by Norway.", "attack", "what is thought is not hit"),
    ("Erik Berg taught chemistry in Norway.", "train", "a lesson at school"),
    ("Norway instructed banks not to pay.", "train", "an order"),
    ("Erik Berg received an MBE in Norway.", "meet", "an honour is nobody"),
    ("Norway froze hiring.", "sanction", "nobody is harmed by name"),
    ("Norway's miners vote to strike.", "attack", "work is laid down"),
    ("Norway conceded that the sale was late.", "yield", "nothing is yielded"),
    ("Norway and Chile traded blame.", "cooperate", "blame is no trade"),
    ("Norway attacked Chile over its handling of the crisis.", "attack", "an attack in words"),
    ("Norway attacked Chile for cheating.", "attack", "an attack in words"),
    ("Miners began a hunger strike in Norway.", "attack", "nobody is hit"),
    ("Norwegian peacekeeping troops arrived in Chile.", "visit", "troops are no visitors"),
    ("The crash killed Erik Berg in Norway.", "attack", "an accident is nobody's deed"),
    ("Norwegian forces launched rocket fire against a camp.", "test", "an attack"),
]


@pytest.mark.parametrize(("text", "mode", "why"), OTHERWISE)
def test_what_is_no_such_happening(text: str, mode: str, why: str) -> None:
    assert not [event for event in events(text)[1] if event.mode == mode], why


def test_a_town_does_not_act_for_its_country() -> None:
    text = "Chilean authorities jailed Erik Berg in Valparaiso."
    names, found = events(text)
    (event,) = found
    assert "Valparaiso" not in [names[key] for key in event.actors]


def test_an_attack_is_of_the_country_whose_adjective_it_has() -> None:
    (killed, *_) = events("Three people were killed in a Norwegian air strike on Monday.")[1]
    assert killed.actor_countries == ("NO",)


def test_adjectives_that_are_joined_are_of_both_countries() -> None:
    (event,) = events("Norwegian and Danish officials signed an agreement.")[1]
    assert event.actor_countries == ("NO", "DK")


ONE = [
    ("Insurgents behead fishermen\n\nIslamist insurgents beheaded three fishermen on Monday.", 1, "said alike"),
    ("Police arrest sailors\n\nPolice arrested six sailors. Police sentenced six sailors.", 2, "two steps"),
]


@pytest.mark.parametrize(("text", "number", "why"), ONE)
def test_a_headline_and_its_text_tell_one_happening(text: str, number: int, why: str) -> None:
    title, _, _ = text.partition("\n")
    analysis = language_for("en").analyse(Article(text, title=title, language="en"))
    entities = build_entities(analysis, [])
    found = build_events(analysis, entities, build_statements(analysis, entities), ())
    assert len(found) == number, why


def test_a_headline_tells_as_now_what_has_happened() -> None:
    text = "Norway expels two Chilean diplomats"
    analysis = language_for("en").analyse(Article(text, title=text, language="en"))
    (event,) = build_events(analysis, build_entities(analysis, []), (), ())
    assert event.tense is Tense.PAST
