"""Whose word a joint statement is, and contents that are whole."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import QUESTION, Article, Statement
from watchwire.sources.plain import read_plain
from watchwire.statements import build_statements
from watchwire.statements.joint_text import joint_speakers


def told(text: str) -> tuple[str, tuple[Statement, ...]]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    return text, build_statements(analysis, build_entities(analysis, []))


JOINT = [
    (
        "The text of the following statement was released by the governments of Norway, Chile, and Peru following the meeting.",
        "the governments of Norway, Chile, and Peru",
    ),
    (
        "The following is a statement from the Foreign Ministers of Norway and Chile. We agree.",
        "the Foreign Ministers of Norway and Chile",
    ),
    (
        "Representatives of Norway, Chile and Peru met in Oslo.\n\nBegin Text:\n\nWe agree.",
        "Representatives of Norway, Chile and Peru",
    ),
    (
        "The Troika (Norway, Chile, and Peru) congratulates the people of Chad. We agree.",
        "The Troika (Norway, Chile, and Peru)",
    ),
    ("The Troika (founded in May) congratulates the people of Chad. We agree.", None),
    ("The statement was released by Maria Lopez.", None),
    ("We welcome the decision.", None),
    (
        "Joint Statement on the ferry\n\nThe governments of Norway, Chile, and Peru have issued the following joint statement.\n",
        "The governments of Norway, Chile, and Peru",
    ),
    (
        "Statement on the ferry\n\nNorway, Chile, and Peru, as members of the Ferry Group, welcome the report. We agree.",
        "Norway, Chile, and Peru",
    ),
    (
        "Ferry Coalition Statement on the fire\n\nThe undersigned members of the Ferry Coalition express concern. We agree.",
        "The undersigned members of the Ferry Coalition",
    ),
    ("The ferry\n\nNorway, Chile, and Peru welcome the report. We agree.", None),
    ("Statement on the ferry\n\nThe bridge that Norway and Chile have built and Peru welcome the report.", None),
]


@pytest.mark.parametrize(("text", "who"), JOINT)
def test_who_makes_a_joint_statement(text: str, who: str | None) -> None:
    found = joint_speakers(text)
    assert (found.of(text) if found else None) == who


def test_we_of_a_joint_statement_are_who_made_it() -> None:
    article = read_plain(
        "Joint statement on the ferry\n\n2022-03-01\n\nThe text of the following statement was released by the governments of Norway "
        "and Chile:\n\nWe welcome the decision to repair the ferry in Oslo.\n"
    )
    analysis = language_for("en").analyse(article)
    found = [s for s in build_statements(analysis, build_entities(analysis, [])) if s.stance]
    assert [s.speaker_span.of(article.text) for s in found if s.speaker_span] == ["the governments of Norway and Chile"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Norway welcomes the announcement today to close the port of Omsk.",
            "the announcement today to close the port of Omsk",
        ),
        ("Norway reiterates its call on Chile to return to the talks.", "its call on Chile to return to the talks"),
        ("Maria Lopez condemned the decision not to re-open the schools.", "the decision not to re-open the schools"),
        ("Norway welcomes the report.", "the report"),
    ],
)
def test_a_content_is_whole(text: str, content: str) -> None:
    text, found = told(text)
    assert content in [piece.of(text) for item in found for piece in item.content_spans]


def test_a_relative_clause_is_no_content() -> None:
    text, found = told(
        "Norway stressed the importance of the ferry, the repair of the harbour, that allows help to reach the islands."
    )
    assert not [s for s in found if s.content_spans[0].of(text).startswith("that allows")]
    text, found = told("Norway is worried in light of new reports that offer further proof of the fire.")
    assert not [s for s in found if s.cue_span.of(text).endswith("reports")]


def test_they_are_not_a_country_where_people_stand_between() -> None:
    text, found = told("Norway will support the people of Omsk as they seek to leave the town.")
    assert not [s for s in found if s.speaker is not None and s.cue_span.of(text) == "seek"]


def test_they_are_the_two_who_were_named_before() -> None:
    text, found = told(
        "Secretary Maria Lopez and Minister Erik Dahl met in Oslo. They discussed the repair of the ferry. The two condemned the fire."
    )
    who = [item.speaker_span.of(text) for item in found if item.stance and item.speaker_span]
    assert who == ["Secretary Maria Lopez and Minister Erik Dahl"] * 2


THEY = [
    ("Maria Lopez spoke with Minister Erik Dahl. The two condemned the fire.", ["Maria Lopez", "Minister Erik Dahl"]),
    (
        "Maria Lopez met in Oslo with Minister Erik Dahl and Mayor Anna Berg. She praised the ferry. They condemned the fire.",
        ["Maria Lopez", "Minister Erik Dahl", "Mayor Anna Berg"],
    ),
    ("Maria Lopez held a call with Minister Erik Dahl, and they condemned the fire.", ["Maria Lopez", "Minister Erik Dahl"]),
    (
        "Peace and Trade: Minister Erik Dahl and Mayor Anna Berg outlined the plan. They condemned the fire.",
        ["Minister Erik Dahl and Mayor Anna Berg"],
    ),
    ("Maria Lopez and her counterparts met. They condemned the fire.", ["Maria Lopez and her counterparts"]),
    (
        "Maria Lopez and her hosts underscored that the fire demands an answer and agreed to meet, should Norway wait. They condemned the fire.",
        ["Maria Lopez and her hosts"],
    ),
    (
        "Maria Lopez spoke with Minister Erik Dahl. The two said that the fire must stop, and that others must be held. They condemned it.",
        ["Maria Lopez", "Minister Erik Dahl"],
    ),
    ("Local researchers built a model. They criticised the repair of the ferry.", ["Local researchers"]),
    ("Maria Lopez and Minister Erik Dahl met in Oslo. Fishermen waited outside. They criticised the repair.", ["Fishermen"]),
    ("Maria Lopez met Minister Erik Dahl. Anna Berg stayed in Bergen. They condemned the fire.", ["They"]),
    ("Maria Lopez spoke with reporters. Anna Berg helped the fishermen, and they condemned the fire.", ["they"]),
    ("“Officers came quickly,” Maria Lopez said of the day. They condemned the fire.", ["They"]),
]  # fmt: skip


CALL = "Secretary Maria Lopez spoke with Republic of Chile (ROC) Minister Erik Dahl and Mayor Anna Berg to discuss the ferry. "
MET_BEFORE = [
    # Countries and one of those who met may come between; nobody else, and no second meeting.
    (f"{CALL}Lopez praised the repair. Norway will pay for it. They condemned the fire.", 3),
    (f"{CALL}The Secretary praised the repair.\n\nThe leaders condemned the fire.", 3),
    (f"{CALL}Kari Lund praised the repair. They condemned the fire.", 1),
    (f"{CALL}Norway will pay. Fishermen waited in Oslo. They condemned the fire.", 1),
    (f"{CALL}Norway will pay. The two countries condemned the fire.", 1),
]


@pytest.mark.parametrize(("text", "number"), MET_BEFORE)
def test_they_are_those_who_met(text: str, number: int) -> None:
    text, found = told(text)
    last = [item for item in found if item.stance][-1]
    assert last.speaker_span is not None
    assert len(last.stands_for or (last.speaker_span,)) == number


def test_both_sides_are_the_governments_of_a_joint_statement() -> None:
    article = read_plain(
        "Joint Statement on the ferry\n\nThe text of the following statement was released by the Governments of Norway and Chile.\n\n"
        "Oslo held the talks. Both sides condemned the fire.\n"
    )
    analysis = language_for("en").analyse(article)
    found = [s for s in build_statements(analysis, build_entities(analysis, [])) if s.stance]
    assert [s.speaker_span.of(article.text) for s in found if s.speaker_span] == ["the Governments of Norway and Chile"]


@pytest.mark.parametrize(("text", "who"), THEY)
def test_whom_they_stand_for(text: str, who: list[str]) -> None:
    text, found = told(text)
    last = [item for item in found if item.stance][-1]
    assert last.speaker_span is not None
    assert [place.of(text) for place in last.stands_for or (last.speaker_span,)] == who
    assert last.speaker is None


def test_a_turn_goes_on_after_a_note_on_its_line() -> None:
    text, found = told(
        "MINISTER DAHL: Thank you for the invitation to Oslo.\n(Via interpreter) We hope to repair the ferry soon.\n"
        "(Applause.)\nMAYOR LOPEZ: Thank you, and welcome to our town.\n"
    )
    pieces = [piece.of(text) for item in found if item.cue_span.of(text) == ":" for piece in item.content_spans]
    assert "(Via interpreter) We hope to repair the ferry soon." in pieces
    assert "(Applause.)" not in pieces


TURNS = [
    ("QUESTION: Thank you for your time today.", False),
    ("QUESTION: You are sure that Oslo will pay.", True),
    ("QUESTION: And if they do not –", True),
    ("MAYOR LOPEZ: We repaired the ferry. It took a year. Where is the dean?", False),
    ("MAYOR LOPEZ: Who would like to begin?", True),
]


@pytest.mark.parametrize(("turn", "asked"), TURNS)
def test_which_turns_are_questions(turn: str, asked: bool) -> None:
    text, found = told(f"{turn}\n\nMINISTER DAHL: We have to wait for the repair.\n")
    first = next(item for item in found if item.cue_span.of(text) == ":")
    assert (first.modal == QUESTION) is asked


def test_a_turn_is_not_cut_where_its_speaker_says_what_he_thinks() -> None:
    text, found = told(
        "MINISTER DAHL: Thank you for the welcome to Oslo, and I think it is a good step.\n\nWe are grateful for your help.\n\n"
        "MAYOR LOPEZ: Thank you all for coming.\n"
    )
    first = next(item for item in found if item.cue_span.of(text) == ":")
    assert [piece.of(text) for piece in first.content_spans] == [
        "Thank you for the welcome to Oslo, and I think it is a good step.",
        "We are grateful for your help.",
    ]
