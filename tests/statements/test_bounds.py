"""Where a content and a source begin and end, where the parser joins or cuts too much, on sentences of our own."""

import pytest

from tests.statements.test_senses import statements_of
from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Certainty, Statement
from watchwire.sources.plain import read_plain
from watchwire.statements import build_statements


def told(text: str) -> list[tuple[str, str | None, str]]:
    """Return each cue with its source and content in words."""
    found, _ = statements_of(text)
    return [(s.cue_span.of(text), s.speaker_span.of(text) if s.speaker_span else None, said(s, text)) for s in found]


def said(statement: Statement, text: str) -> str:
    return " … ".join(piece.of(text) for piece in statement.content_spans)


CONTENTS = [
    # What the speaker does next, and what the writer adds, is no part of it.
    ("Foreign Secretary Oleg Berg urged the embassy to wait and spoke with Anna Lund.", "urged", "the embassy to wait"),
    (
        "The envoys underscored that the raid demands an answer and agreed to meet again.",
        "underscored",
        "the raid demands an answer",
    ),
    (
        "Many firms agree that Norway has long taken advantage of them and support Berg's efforts.",
        "agree",
        "Norway has long taken advantage of them",
    ),
    ("Berg suggested he would not run and Lund has decided to stand in May.", "suggested", "he would not run"),
    ("The mayor says his plan has worked — and in some ways, he is right.", "says", "his plan has worked"),
    ("Malawi confirmed its first case and Zambia had a second death.", "confirmed", "its first case"),
    (
        "Berg and Lund agreed Norway's borders must be respected, condemned the raid, and stressed the need for talks.",
        "agreed",
        "Norway's borders must be respected",
    ),
    # What comes right behind it and belongs to it is, though the parser gives it to another word.
    (
        "Minister Berg reaffirmed the importance of the alliance in tackling today’s most pressing global fires and ensuring calm.",
        "reaffirmed",
        "the importance of the alliance in tackling today’s most pressing global fires",
    ),
    (
        "Minister Berg thanked the mayors for their towns’ efforts to strengthen the harbour, including in Oslo.",
        "thanked",
        "the mayors for their towns’ efforts to strengthen the harbour, including in Oslo",
    ),
    (
        "He emphasized the importance of responding swiftly, effectively, and in a united way to further raids.",
        "emphasized",
        "the importance of responding swiftly, effectively, and in a united way to further raids",
    ),
    (
        "Berg called for joint action to press the regime to end the violence, release the men, and restore order.",
        "called for",
        "joint action to press the regime to end the violence, release the men, and restore order",
    ),
    (
        "We stand with Norway in calling for the People’s Republic of China to release, immediately and unconditionally, "
        "Norwegian citizens Anna Lund and Oleg Berg.",
        "calling for",
        "the People’s Republic of China to release, immediately and unconditionally, Norwegian citizens Anna Lund and Oleg Berg",
    ),
    (
        "Minister Berg affirmed the importance of Norwegian efforts to ensure harbour works are conducted in a safe manner.",
        "affirmed",
        "the importance of Norwegian efforts to ensure harbour works are conducted in a safe manner",
    ),
    # What it still wants is.
    (
        "Norway welcomes the law, which allows sanctions on those responsible for, or tied to, the raid.",
        "welcomes",
        "the law, which allows sanctions on those responsible for, or tied to, the raid",
    ),
    (
        "The agency reported Hurricane Lund in the Atlantic had weakened into a storm.",
        "reported",
        "Hurricane Lund in the Atlantic had weakened into a storm",
    ),
    (
        "Berg, the mayor, announced classes for children from five to nine, public and private, would be cancelled.",
        "announced",
        "classes for children from five to nine, public and private, would be cancelled",
    ),
    ("It was reported on Saturday Oleg Berg was hurt in the neck.", "was reported", "Oleg Berg was hurt in the neck"),
    ("The ruling made claims which analysts say could have effects.", "say", "claims … could have effects"),
    (
        "According to the Manila Herald, Wednesday's quake, at 6.3, was the strongest there.",
        "According to",
        "Wednesday's quake, at 6.3, was the strongest there",
    ),
    # What is joined in another tense is the writer's.
    ("Two million people replied they would come and a further million showed interest.", "replied", "they would come"),
    (
        "The United States is committed to ensuring those who sacrificed their homes for our common interests have an opportunity to stay.",
        "is committed to",
        "ensuring those who sacrificed their homes for our common interests have an opportunity to stay",
    ),
    (
        "Berg emphasized the willingness, alone and with allies, to continue the talks.",
        "emphasized",
        "the willingness, alone and with allies, to continue the talks",
    ),
    (
        "The storm killed 62 people, including, according to government reports, 54 small children.",
        "according to",
        "54 small children",
    ),
    (
        "Berg called on “the whole harbour, its crews and pilots” to wait.",
        "called on",
        "“the whole harbour, its crews and pilots” to wait",
    ),
    # The writer's clause before a source is no part of what is said after it.
    (
        "Norway first denied all of it, however, a report later concluded evidence supported the claim of a raid.",
        "later concluded",
        "evidence supported the claim of a raid",
    ),
    # Where something was said is no part of it.
    ("“There is no question of it,” Berg told NBC's Face the Port on Sunday.", "told", "There is no question of it,"),
    ("“I expect it,” Berg said in a talk aired on “Meet the Port.”", "said", "I expect it,"),
    ("“It is late,” Berg said on Monday, “and it is dark.”", "said", "It is late, … and it is dark."),
    # Who is told something is no part of it.
    ("Berg told the network Nordact safety rules had been followed.", "told", "safety rules had been followed"),
]


@pytest.mark.parametrize(("text", "cue", "content"), CONTENTS)
def test_content(text: str, cue: str, content: str) -> None:
    assert content in [said for found, _, said in told(text) if found == cue]


SOURCES = [
    ("Peace and Trade: Minister Anna Lund outlined the aims of the pact.", "outlined", "Minister Anna Lund"),
    (
        "Secretary Anna Lund met Commissioner Oleg Berg in Washington, D.C. Secretary Lund and Commissioner Berg "
        "reaffirmed their ties.",
        "reaffirmed",
        "Secretary Lund and Commissioner Berg",
    ),
    ("The curfew ran from 3 p.m. to 6 a.m. Norway planned to extend it.", "planned", "Norway"),
    (
        "A spokesman who did not wish to be named because of agency policy said that the agency never pays.",
        "said",
        "A spokesman",
    ),
    ("The police arrested thousands for speaking out against the ban.", "speaking out against", "thousands"),
    ("Lund died at 99, according to a statement released by the Harbour Court.", "according to", "the Harbour Court"),
    ("According to his wife, Anna, Berg died in Oslo.", "According to", "his wife, Anna"),
    ("“The shelf melts,” said study co-author Anna Lund of Oslo.", "said", "study co-author"),
    ("Oleg Berg met her. She affirmed our support for lasting peace in Norway.", "support for", "She"),
]


@pytest.mark.parametrize(("text", "cue", "source"), SOURCES)
def test_source(text: str, cue: str, source: str) -> None:
    assert source in [who for found, who, _ in told(text) if found == cue]


NOTHING = [
    ("The council approved half as much money as the mayor had requested for it.", "had requested"),
    ("Lund doubted the power to do as he proposed.", "proposed"),
    ("It is easy to call this a defeat.", "to call"),
    ("The following is a joint statement by Norway and Chad on the occasion of the talks.", "joint statement"),
    ("Norway can count on the Union to support its plans.", "to support"),
    (
        "Berg announced his bid in May. His campaign is built on a pledge to begin “closing the ports at once”.",
        "closing",
    ),
    ("On your page you state “The troops will be brought home soon.”", "state"),
    ("The court ruled in regard to the case “Berg vs. Blue Harbour Limited”.", "Berg vs."),
    ("The Herald, citing local officials, said it was late.", "citing"),
    ("Voters have shifted from emphasizing growth to other things.", "emphasizing"),
    ("Ports close if a doctor determined the crew was ill.", "determined"),
    # Nothing is said yet.
    ("The envoys will meet on May 2 to discuss energy trade.", "to discuss"),
    ("Minister Anna Lund travels to Oslo May 2-3 to discuss energy trade and ports.", "to discuss"),
    ("They will also discuss energy and highlight shared values.", "discuss"),
    ("They will also discuss energy and highlight shared values.", "highlight"),
    # Whom a letter greets, and where a report comes from.
    ("DEAR BERG: My neighbour took my hat and will not give it back.", ":"),
    ("NEW DELHI: Nearly 150 workers came home after many tries.", ":"),
    ("Millions proudly claim this heritage, a sign of the ties that we hold dear.", "dear"),
]


@pytest.mark.parametrize(("text", "words"), NOTHING)
def test_nothing_is_said(text: str, words: str) -> None:
    assert not [found for found in told(text) if words in found[0] or found[2].strip("“”").startswith(words)]


def test_what_a_noun_is_about_is_not_the_verbs() -> None:
    found = told("Blue Harbour announced an audit, following concerns that tests could be wrong.")
    assert [said for cue, _, said in found if cue == "announced"] == ["an audit"]


def test_a_recommendation_is_no_guess() -> None:
    found, _ = statements_of("Advisers suggested that Norway resume the talks.")
    assert [s.certainty for s in found] == [Certainty.ASSERTED]


def test_what_weakens_an_issue_does_not_weaken_what_is_said() -> None:
    found, _ = statements_of("The agency said the rocket is needed despite faults that have made it likely late.")
    assert [s.certainty for s in found] == [Certainty.ASSERTED]


DOUBTS = [
    ("“These are people,” Berg added, speaking of the detained families.", "only what is spoken of"),
    ("He looks forward to discussing the plan.", "only looked forward to"),
    ("Norway’s announcement underscores its commitment to peace.", "a deed that shows"),
]


@pytest.mark.parametrize(("text", "doubt"), DOUBTS)
def test_doubts(text: str, doubt: str) -> None:
    found, _ = statements_of(text)
    assert any(doubt in s.doubts for s in found)


def test_a_headlines_topic_is_no_turn() -> None:
    article = read_plain("U.S.-EU: Joint Press Release on the Ferry\n\n2021-05-26\n\nMr. Berg met Ms. Lund in Oslo.\n")
    analysis = language_for("en").analyse(article)
    assert [
        s for s in build_statements(analysis, build_entities(analysis, [])) if s.cue_span.of(article.text) == ":"
    ] == []
