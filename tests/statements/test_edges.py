"""Where what is said begins and ends in its sentence."""

import pytest

from watchwire.language import language_for
from watchwire.model import QUESTION, Article, Statement
from watchwire.statements import build_statements


def told(text: str) -> list[tuple[str, str, str]]:
    statements = build_statements(language_for("en").analyse(Article(text, language="en")), ())
    return [
        (_source(text, s), s.cue_span.of(text), " … ".join(p.of(text) for p in s.content_spans)) for s in statements
    ]


def _source(text: str, statement: Statement) -> str:
    return statement.speaker_span.of(text) if statement.speaker_span is not None else ""


CASES = [
    (
        "Two sailors voted with the owners against the ban.",
        ("Two sailors", "voted", "against the ban"),
        "which way somebody votes",
    ),
    (
        "Norway put tolls on grain, which Oslo is accused of dodging by night.",
        ("", "is accused of", "Oslo … dodging by night"),
        "who is accused, and not of what the clause tells",
    ),
    (
        "Ole Berg has denied any guilt and claims to be the victim of a “quiet coup” by sailors.",
        ("Ole Berg", "has denied", "any guilt"),
        "a verb that looks like a noun",
    ),
    (
        "Sailors narrowly rejected Lars’ proposal.",
        ("Sailors", "narrowly rejected", "Lars’ proposal"),
        "what is owned behind a mark alone",
    ),
    (
        "They “often shared photos of wrecks and of drowned sailors in the port”, the report added.",
        ("the report", "added", "They “often shared photos of wrecks and of drowned sailors in the port”"),
        "who does what is quoted, before an adverb",
    ),
    (
        "The chief called it late, saying the latest wreck shows “the weakness of our port.”",
        ("The chief", "saying", "the latest wreck shows “the weakness of our port.”"),
        "whose object alone is quoted",
    ),
    (
        "Berg also praised the new tax, which will “help all of the sailors in the old port.”",
        ("Berg", "also praised", "the new tax, which will “help all of the sailors in the old port"),
        "what is praised, of which something is quoted",
    ),
    (
        "Berg told the agency he would step in https://www.example.org/norway/step-in-port-idUS12 in the port's case.",
        ("Berg", "told", "he would step in … in the port's case"),
        "no address of a page",
    ),
    (
        "OSLO, Norway Sweden has too few ships for its grain, the harbour board said on Monday.",
        ("the harbour board", "said", "Sweden has too few ships for its grain"),
        "where it was written",
    ),
    (
        "Oslo (Blue Wire) Swedish sailors stole a ferry in May, according to a new report.",
        ("a new report", "according to", "Swedish sailors stole a ferry in May"),
        "and whose report it is",
    ),
    (
        "oslo — A theft of ferries goes deeper than was known, police say.",
        ("police", "say", "A theft of ferries goes deeper than was known"),
        "in small letters",
    ),
    (
        "The minister added that the talks had failed; the ministry did not comment.",
        ("The minister", "added", "the talks had failed"),
        "a sentence of its own behind a semicolon",
    ),
    (
        "The city suggested a debt was at fault; according to prosecutors, he owed the bank two million dollars.",
        ("prosecutors", "according to", "he owed the bank two million dollars"),
        "and before one",
    ),
    (
        "According to a post by Amy Cook, director of the fair, the tusk came from the wall in the hall.",
        ("a post by Amy Cook", "According to", "the tusk came from the wall in the hall"),
        "who the source is",
    ),
    (
        "According to the study, published in May, the man had been ill for two months.",
        ("the study", "According to", "the man had been ill for two months"),
        "what was done with the source",
    ),
    (
        "According to a neighbour, Anna Berg, who is ill, stayed at home.",
        ("a neighbour", "According to", "Anna Berg, who is ill, stayed at home"),
        "whom a relative clause tells more of",
    ),
    (
        "Lund reaffirmed the U.S. resolve to work closely with Oslo on ports.",
        ("Lund", "reaffirmed", "the U.S. resolve to work closely with Oslo on ports"),
        "the infinitive that a noun asks for",
    ),
    (
        "Lund praised Oslo's quick condemnation last October of violence against fishermen.",
        ("Lund", "praised", "Oslo's quick condemnation last October of violence against fishermen"),
        "what goes on behind a day",
    ),
    (
        "We appreciate Norway's commitment to the Coalition to Defeat ISIS.",
        ("We", "appreciate", "Norway's commitment to the Coalition to Defeat ISIS"),
        "a name with an infinitive",
    ),
    (
        "They discussed President Lund's encouraging goals to end piracy by 2050.",
        ("They", "discussed", "President Lund's encouraging goals to end piracy by 2050"),
        "whose it is",
    ),
    (
        "Aides fought what they saw as the decay of society.",
        ("Aides", "saw as", "the decay of society"),
        "what a thing is taken for",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES)
def test_edges(text: str, expected: tuple[str, str, str], why: str) -> None:
    assert expected in told(text), why


def test_who_says_something_is_not_what_another_says() -> None:
    text = "A man pleaded guilty on Monday to a threat, prosecutors said."
    assert [(source, cue) for source, cue, _ in told(text)] == [("prosecutors", "said")]


def test_what_somebody_is_called_on_to_do_goes_to_its_end() -> None:
    text = "Norway once again calls on the regime to end its crackdown and to release the prisoners."
    assert [content.split()[:5] for _, _, content in told(text)] == [["the", "regime", "to", "end", "its"]]


def test_a_purpose_is_no_hearsay() -> None:
    assert not told("They met on Friday, apparently to discredit her.")


def test_a_name_that_the_parser_broke_is_who_says_so() -> None:
    text = "According to Connecticut Senator Richard Blumenthal, the plane is one of eighteen that still fly."
    assert [(source, content) for source, _, content in told(text)] == [
        ("Connecticut Senator Richard Blumenthal", "the plane is one of eighteen that still fly")
    ]


ASKED = [
    ("Lund asked Berg whether she had left.", True),
    ("Lund asked why the port was closed.", True),
    ("“Is it late?” Lund asked.", True),
    ("Lund wondered if it was late.", True),
    ("Lund asked Berg to close the port.", False),
    ("“It is late,” Lund said.", False),
    ("“Is it late? Do you know?” Lund said.", True),
    ("“Is it late? It is,” Lund said.", False),
    ("“They had better leave the port now, okay?” Lund said.", False),
    ("Lund said he knew why the port was closed.", False),
]


@pytest.mark.parametrize(("text", "asked"), ASKED)
def test_a_question_claims_nothing(text: str, asked: bool) -> None:
    statements = build_statements(language_for("en").analyse(Article(text, language="en")), ())
    assert [s.modal == QUESTION for s in statements] == [asked]


OF_OTHERS = [
    ("“I am not in the habit of lying. I will tell the truth,” Lund said.", "asserted", ""),
    ("“They may not want to answer. We cannot have that,” Lund said.", "asserted", ""),
    ("“It may rain,” Lund said.", "speculated", "may"),
    ("“It will not rain,” Lund said.", "asserted", "will not"),
    ("Lund said that it may rain.", "speculated", "may"),
]


@pytest.mark.parametrize(("text", "certainty", "modal"), OF_OTHERS)
def test_one_sentence_of_several_says_not_how_certain_all_are(text: str, certainty: str, modal: str) -> None:
    statements = build_statements(language_for("en").analyse(Article(text, language="en")), ())
    assert [(s.certainty.value, s.modal) for s in statements] == [(certainty, modal)]


def test_a_question_put_to_somebody_is_not_his() -> None:
    found = told("Asked how the port can grow, Lund said it was late.")
    assert ("Lund", "Asked") not in [(source, cue) for source, cue, _ in found]
    assert ("Lund", "said", "it was late") in found
