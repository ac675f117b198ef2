"""Whom a deed is done to, and who did it, where the sentence names them apart from the verb."""

import pytest

from tests.events.test_parties import events

SIDES = [
    ("Anna Berg was one of the people the Navy detained in Norway.", "detain", "Navy", "Anna Berg", "before its clause"),
    ("A Chilean court has today jailed 14 women said to be members of the band.", "detain", "A Chilean court", "14 women", "no subject of what is said"),
    ("Chile launched what appeared to be a second medium-range missile.", "test", "Chile", "a second medium-range missile", "what it seems to be"),
    ("Chile freed 10 Norwegian sailors, a day after detaining them aboard two boats.", "detain", "Chile", "10 Norwegian sailors", "the only people before “them”"),
    ("Lund Images filed a complaint on Monday with the European Commission accusing Norsk Inc. of theft.", "accuse", "Lund Images", "Norsk Inc.", "whom a complaint accuses"),
    ("The case was filed with Norway on Monday against Oleg Petrov.", "accuse", "", "Oleg Petrov", "where it is filed suffers nothing"),
    ("They named Oleg Petrov, the head of the carmaker Norsk Inc., who met the prince.", "meet", "Oleg Petrov", "the prince", "no firm is “who” where its head is"),
    ("A mob that killed seven miners left.", "attack", "A mob", "seven miners", "a mob without a name"),
    ("Sailors from Norway, who attacked the village, left.", "attack", "Sailors from Norway", "the village", "no country is “who”"),
    ("Norway and Chile have fought two of their three wars over the island.", "attack", "Norway", "Chile", "nobody else is fought"),
    ("The rebels have been fighting for a separate state in Norway.", "attack", "The rebels", "", "what for is nobody"),
    ("Norway said sanctions imposed on Chile in May were just.", "sanction", "", "Chile", "sanctions impose nothing"),
    ("OSLO, Norway Norwegian police have arrested a man.", "detain", "Norway", "a man", "no dash behind the town"),
    ("OSLO Riot police have arrested a man.", "detain", "Riot police", "a man", "no country behind it either"),
    ("Officials shut down access from Tomsk to Omsk.", "coerce", "Officials", "access from Tomsk to Omsk", "two ends"),
    ("Oleg Petrov was robbed. Norwegian police arrested a doorman. He was sentenced on Monday.", "detain", "Norwegian police", "a doorman", "who is nearer may be meant"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mode", "actor", "recipient", "why"), SIDES)
def test_who_and_whom(text: str, mode: str, actor: str, recipient: str, why: str) -> None:
    names, found = events(text)
    told = [event for event in found if event.mode == mode and event.span.of(text) not in {"accusing", "sentenced"}]
    assert told, [event.mode for event in found]
    assert {_side(text, names, e.actors, e.actor_spans) for e in told} == {actor}, why
    assert {_side(text, names, e.recipients, e.recipient_spans) for e in told} == {recipient}, why


def _side(text, names, ids, spans):  # type: ignore[no-untyped-def]
    return ", ".join([*(names[key] for key in ids), *(span.of(text) for span in spans)])


NOTHING = [
    ("Norway read a statement released on Monday by Chile.", "yield", "a statement is not set free"),
    ("The commission, which enforces the laws of Norway, met.", "coerce", "laws of every day"),
    ("Norway is demolishing democracy.", "coerce", "an idea does not stand anywhere"),
    ("Norway moved tonnes of weapons to its east coast.", "supply", "they stay at home"),
    ("Video footage captured by a soldier in Norway shows it.", "detain", "footage is not held"),
]


@pytest.mark.parametrize(("text", "mode", "why"), NOTHING)
def test_what_tells_no_such_happening(text: str, mode: str, why: str) -> None:
    assert mode not in {event.mode for event in events(text)[1]}, why


TENSES = [
    ("The bill must be passed by the Chilean Senate.", "adopt", "hypothetical", "it is still to be done"),
    (
        "We do not accept when law is broken and a larger neighbour invades its smaller neighbour.",
        "attack",
        "hypothetical",
        "whenever it may be",
    ),
    ("Oleg Petrov is being investigated in Norway.", "accuse", "present", "it goes on"),
    ("Norway set a deadline to release and pardon Oleg Petrov.", "yield", "hypothetical", "it is demanded"),
    ("Norway asked for relief from sanctions imposed on Chile.", "sanction", "past", "they were imposed before"),
]


@pytest.mark.parametrize(("text", "mode", "tense", "why"), TENSES)
def test_when_it_is(text: str, mode: str, tense: str, why: str) -> None:
    assert {event.tense.value for event in events(text)[1] if event.mode == mode} == {tense}, why


def test_other_victims_are_another_attack() -> None:
    text = "Norwegian troops clashed with farmers in May. Norwegian troops clashed with miners in June."
    assert [[span.of(text) for span in e.recipient_spans] for e in events(text)[1]] == [["farmers"], ["miners"]]
