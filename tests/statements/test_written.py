"""What the writer tells beside what somebody says, and what the parser cuts off at either end."""

import pytest

from watchwire.language import language_for
from watchwire.model import Article
from watchwire.statements import build_statements


def told(text: str) -> list[tuple[str, str]]:
    statements = build_statements(language_for("en").analyse(Article(text, language="en")), ())
    return [(s.cue_span.of(text), " … ".join(p.of(text) for p in s.content_spans)) for s in statements]


CASES = [
    (
        "The crews were in Oslo over what they say is a hiring system out of line with the law.",
        "say",
        "a hiring system out of line with the law",
        "what it is said to be",
    ),
    (
        "Mr Lund says the early retreat of the North Bay Ice Shelf, which covers a tenth of the coast, is not caused by fishing.",
        "says",
        "the early retreat of the North Bay Ice Shelf, which covers a tenth of the coast, is not caused by fishing",
        "a subject with a clause of its own",
    ),
    (
        "According to Norpak.com, a leading fishing-gear trading company, the net has holes in it.",
        "According to",
        "the net has holes in it",
        "who the source is",
    ),
    (
        'The families say that they still wait for an answer from Norpak, but Oleg Lund, whose son Ivar drowned in the 1999 accident and is in Bergen for the hearing, has welcomed the ruling "I always felt that they were to blame because the net was never checked," Mr Lund said.',
        "said",
        "I always felt that they were to blame because the net was never checked,",
        "sentences that no mark parts from a quotation",
    ),
    (
        "Lund said he was tired, however Oleg Berg hit out at the press for its questions.",
        "said",
        "he was tired",
        "the writer's turn",
    ),
    (
        "While the port office and the mayor say the quay is not a danger, Oslo's decision to close it calls that into question.",
        "say",
        "the quay is not a danger",
        "the main clause behind one with while",
    ),
    (
        "Lund said the boats were \u201cvery good\u201d before launching into another attack on the port.",
        "said",
        "the boats were \u201cvery good\u201d",
        "what the speaker did next",
    ),
    (
        "Dockers have warned of longer strikes if the port rejects their offer.",
        "have warned of",
        "longer strikes if the port rejects their offer",
        "a condition",
    ),
    (
        "Lund threatens to undo the very process he claims to support in the search for peace.",
        "claims",
        "the very process … to support in the search for peace",
        "the object of an infinitive",
    ),
    (
        "Lund concluded that as much as 80% of the 4.1 million bbl. of oil could still be in the bay.",
        "concluded",
        "as much as 80% of the 4.1 million bbl. of oil could still be in the bay",
        "a sentence parted behind a short form",
    ),
    (
        "Divers estimated that half of the oil had been burned; sunk to the ground; been eaten by fish; or washed into the harbour.",
        "estimated",
        "half of the oil had been burned; sunk to the ground; been eaten by fish; or washed into the harbour",
        "a list with semicolons",
    ),
    (
        "They had divers from both Oslo and elsewhere try to estimate how fast oil in the water would have broken down"
        " and concluded that half of it remains.",
        "elsewhere try to estimate",
        "how fast oil in the water would have broken down",
        "the next thing told",
    ),
]


@pytest.mark.parametrize(("text", "cue", "content", "about"), CASES, ids=[case[3] for case in CASES])
def test_a_content_is_what_is_said_and_all_of_it(text: str, cue: str, content: str, about: str) -> None:
    assert (cue, content) in told(text)


def test_words_about_what_is_ordered_are_no_order() -> None:
    text = (
        'Declaring "the seaborne soul of the Harbour Guard" is at stake, Defence Secretary Oleg Lund has ordered'
        ' a review of the service that since 2001 has acted more like a "second land army."'
    )
    (content,) = [content for cue, content in told(text) if cue == "has ordered"]
    assert content.startswith("a review of the service")


def test_a_quotation_belongs_to_the_tag_behind_it() -> None:
    text = (
        "Some of the crews are planning a strike, but Mr Lund says the ruling means rest for his crew \"I'm not of the"
        ' view that what now comes out of this will in any way make up for the loss," Mr Lund said.'
    )
    found = told(text)
    assert ("says", "the ruling means rest for his crew") in found
    assert [cue for cue, content in found if "in any way" in content] == ["said"]


def test_they_are_told_with_what_they_are() -> None:
    text = "The others to gain are Oslo, Bergen and Narvik, all of which are expected to get a ship each."
    assert ("are expected", "Oslo, Bergen and Narvik … to get a ship each") in told(text)


WHOLE = [
    (
        "If holders avoid selling to Norpak, he added, they can expect strong dividends again next year.",
        "If holders avoid selling to Norpak … they can expect strong dividends again next year",
        "a condition before the tag",
    ),
    (
        "The guardrail would be examined, Lund said, to determine if it had performed as designed.",
        "The guardrail would be examined … to determine if it had performed as designed",
        "a purpose behind it",
    ),
    (
        "We urge the mayor to take the steps needed to build the port the jubilant crowds of 2011 dreamed was possible.",
        "the mayor to take the steps needed to build the port the jubilant crowds of 2011 dreamed was possible",
        "a verb whose clause the parser gives to the cue",
    ),
    (
        "The minister informed Ambassador Kuleba that our Envoy Kristina Lund and a small group of sailors, accompanied"
        " by harbour security, traveled to Oslo.",
        "our Envoy Kristina Lund and a small group of sailors, accompanied by harbour security, traveled to Oslo",
        "a subject between commas",
    ),
    (
        "Prime Minister Berg said at a press conference yesterday morning the gun laws should be changed.",
        "the gun laws should be changed",
        "when it was said",
    ),
    (
        "Judge Oleg Lund ordered the accused remain in custody until his next court appearance on April 5.",
        "the accused remain in custody until his next court appearance on April 5",
        "a subject that is a participle",
    ),
    (
        "The minister reiterated Norway's commitment to the defense of Iceland and the Republic of Finland remains firm.",
        "Norway's commitment to the defense of Iceland and the Republic of Finland remains firm",
        "a subject cut at and",
    ),
    ("Berg announced the deal, sold the ships and left for Oslo.", "the deal", "the speaker's next deeds"),
]


@pytest.mark.parametrize(("text", "content", "about"), WHOLE, ids=[case[2] for case in WHOLE])
def test_a_content_is_whole(text: str, content: str, about: str) -> None:
    assert told(text)[0][1] == content


GLOSSED = [
    ("Berg announced that the line will load fuel next week, a move that angered the unions.", "announced"),
    ("The figures show that one boat in ten left the port, even though officials have tried to keep them.", "show"),
    ("Berg said the fleet had grown, although catches had fallen.", "said"),
    ("The group said it may sell the boat or keep it, depending on the market, but have no plans to leave.", "said"),
]
ENDS = ["next week", "left the port", "catches had fallen", "no plans to leave"]


@pytest.mark.parametrize(("case", "end"), zip(GLOSSED, ENDS, strict=True), ids=ENDS)
def test_where_the_writers_own_view_begins(case: tuple[str, str], end: str) -> None:
    text, cue = case
    assert next(content for said, content in told(text) if said == cue).endswith(end)


def test_a_quotation_behind_a_tag_is_no_word_of_who_speaks_next() -> None:
    text = (
        "“I think they will stay,” said Oleg Lund. “Any crew that does not would be wrong.” Dockers pointed out it is"
        " hard to leave."
    )
    said = [cue for cue, content in told(text) if content.startswith("Any crew")]
    assert said == ["said"]


def test_what_stands_inside_a_relative_clause() -> None:
    text = "More problems in Oslo for a place, for an economy, that many experts thought was once strong."
    assert ("thought", "an economy … was once strong") in told(text)
    text = "Norway holds to a policy of turning away boats of sailors which, according to Reuters, the mayor likes."
    assert not [content for cue, content in told(text) if cue == "according to" and content.endswith("which")]


PARTED = [
    (
        "What really got under her skin, she said, was a question at a meeting last week.",
        ("said", "What really got under her skin … was a question at a meeting last week"),
    ),
    (
        "They assume that Oslo wins the vote and her plan becomes law.",
        ("assume", "Oslo wins the vote and her plan becomes law"),
    ),
    ("Oslo denies that it was a crime and goes to great lengths to hide it.", ("denies", "it was a crime")),
    (
        "Lund warned the sailors, saying that the storm could easily reach the coast and implying that it had begun.",
        ("saying", "the storm could easily reach the coast"),
    ),
    ("The minister announced his engagement to Anna Berg.", ("announced", "his engagement to Anna Berg")),
    (
        "The state of Norway announced its first budget since early 1985 and projected a deficit.",
        ("announced", "its first budget since early 1985"),
    ),
    (
        "The mayor said the port had no plans to close even as ships left for Oslo.",
        ("said", "the port had no plans to close"),
    ),
    ("Berg said the port was open even as late as May.", ("said", "the port was open even as late as May")),
    (
        "“We had written two songs,” said Lund, mentioning that the album is done.",
        ("said", "We had written two songs,"),
    ),
    (
        "Lund accused Berg of wanting to control the port “with daddy's money.”",
        ("accused Berg of", "Berg of wanting to control the port “with daddy's money"),
    ),
    (
        "Lund is thought to have been on the ship, according to an interview his brother Oleg Lund gave to Nordnet.",
        ("according to", "Lund is thought to have been on the ship"),
    ),
    (
        "The tax has not made the port less dear: London was the capital of ships in 2015, according to one index.",
        ("according to", "London was the capital of ships in 2015"),
    ),
]


@pytest.mark.parametrize(("text", "statement"), PARTED)
def test_what_a_tag_parts_and_what_comes_beside_it(text: str, statement: tuple[str, str]) -> None:
    assert statement in told(text)
