"""Sentences as agencies write them: headlines of two clauses, tags in the midst, datelines; on sentences of our own."""

import pytest

from tests.statements.test_bounds import said, told
from tests.statements.test_senses import statements_of
from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.sources.plain import read_plain
from watchwire.statements import build_statements

CONTENTS = [
    # A headline's first clause is the writer's, however short is what is said in the second.
    ("Narvian navy sinks two boats, Falcons say fishermen died", "say", "fishermen died"),
    ("Rebels seize the oil town, army says it withdrew", "says", "it withdrew"),
    ("Shells fall on a village, Narvia denies firing", "denies", "firing"),
    # What tells of who speaks behind a tag, or of the day, is no part of what is said.
    (
        "Five women and a child, one of them his sister, were among the dead, said Dr Lena Moe of the Larvik Hospital, "
        "where relatives pushed to read lists of names pinned to a door.",
        "said",
        "Five women and a child, one of them his sister, were among the dead",
    ),
    (
        "Robbers seized a tanker laden with oil on Thursday, harbour officials said, on the very day that a Danish ship "
        "freed 23 sailors from another gang.",
        "said",
        "Robbers seized a tanker laden with oil on Thursday",
    ),
    # What goes on behind a comma with a helping verb is said, too; what its speaker does next is not.
    (
        "The baker's son, Oskar, said the town was overjoyed, and would not sleep until “Mr Bao, who did nothing but bake” "
        "was also let go.",
        "said",
        "the town was overjoyed, and would not sleep until “Mr Bao, who did nothing but bake” was also let go",
    ),
    # When and in which paper it was said is no part of it.
    ("The army said on Monday it had left.", "said", "it had left"),
    ("The army said in a letter that it had left.", "said", "it had left"),
    # What the writer sets against it by another's word is not.
    (
        "The ministry has said that no such camp existed, although its police office confirmed that two Poles were expelled.",
        "has said",
        "no such camp existed",
    ),
    (
        "The two earlier blasts, on March 9 and March 30, were claimed by the Falcons in the Larvik Fjord as revenge.",
        "were claimed",
        "The two earlier blasts",
    ),
]


@pytest.mark.parametrize(("text", "cue", "content"), CONTENTS)
def test_content(text: str, cue: str, content: str) -> None:
    assert [found for word, _, found in told(text) if word == cue] == [content]


SOURCES = [
    (
        "Norway denounced the findings through its office in Oslo. “They were not let in, so they dreamed,” said its deputy "
        "envoy, Jon Berg, of the experts' having been refused visas.",
        "said",
        "its deputy envoy",
    ),
    (
        "The crews were exchanged on a quay, according to a statement issued jointly by the two navies, the first such "
        "document in six years.",
        "according to",
        "the two navies",
    ),
    ("Berg said families had begun leaving on foot, fearing reprisals by the army.", "fearing", "families"),
    ("Berg said the port was shut, adding that it was old.", "adding", "Berg"),
    (
        "“Our flag is on the hall,” the guards' spokesman, Jon Berg, said by telephone.",
        "said",
        "the guards' spokesman, Jon Berg",
    ),
    ("“It is late,” the ship's captain, Jon Berg, told Danish public radio.", "told", "Jon Berg"),
    ("The court heard from a sailor, then aged 13, who admitted taking part in it.", "admitted", "a sailor"),
    (
        "A member of the movement's office in Norway, who declined the offer, said it was being studied.",
        "declined",
        "A member of the movement's office in Norway",
    ),
]


@pytest.mark.parametrize(("text", "cue", "source"), SOURCES)
def test_source(text: str, cue: str, source: str) -> None:
    assert [who for word, who, _ in told(text) if word == cue] == [source]


DEEDS = [
    "The defence ministry has since dismissed its treasurer, who is under investigation.",
    "Norway recalled its ambassador on Monday.",
    "Norway on Monday called its high commissioner to Dhaka home for talks.",
    "The sailor embraced his uncle.",
    # Who only tells his name, or keeps it out of the news.
    "The calls came from a man who calls himself General Storm.",
    "The envoy declined to be identified.",
    # What was done to somebody is not his.
    "Nordic monitors, who had been refused a passage by both sides, waited.",
]


@pytest.mark.parametrize("text", DEEDS)
def test_a_deed_is_no_word(text: str) -> None:
    assert told(text) == []


WORDS = [
    ("The mayor dismissed the charges as false.", "dismissed"),
    ("The mayor dismissed the treasurer as a liar.", "dismissed"),
    ("Berg recalled his first voyage.", "recalled"),
    ("Norway called its envoy a hero.", "called"),
]


@pytest.mark.parametrize(("text", "cue"), WORDS)
def test_but_what_is_said_of_somebody_is(text: str, cue: str) -> None:
    assert [word for word, _, _ in told(text)] == [cue]


CAN_SPEAK = [
    "His client believed the goods were for the ferry.",
    "The prefect said a guard would be put on the masts.",
    "The pair said they were late.",
    "The yard acknowledged the payments.",
    "Its first choice, the treasurer, has declined the offer.",
]


@pytest.mark.parametrize("text", CAN_SPEAK)
def test_people_by_other_words_can_speak(text: str) -> None:
    found, _ = statements_of(text)
    assert [s.doubts for s in found] == [()]


def test_neither_confirmed_nor_denied_is_left_open() -> None:
    found, _ = statements_of("Oslo neither confirmed nor denied that it had the boat.")
    assert [s.certainty.value for s in found] == ["speculated"]


UNSAID = [
    ("The ministry did not respond to a request for comment.", "asserted"),
    ("The firm would not discuss the circumstances.", "asserted"),
    ("Berg did not support the ban.", "denied"),
]


@pytest.mark.parametrize(("text", "certainty"), UNSAID)
def test_that_somebody_says_nothing_of_it_is_so(text: str, certainty: str) -> None:
    found, _ = statements_of(text)
    assert [s.certainty.value for s in found] == [certainty]


def test_by_what_it_is_said_is_not_by_whom() -> None:
    assert [who for _, who, _ in told("They were ordered by radio to return to their station.")] == [None]


def test_whose_name_goes_on_owns_nothing_before() -> None:
    text = "Nordact Corp. is shut. Nordact Corp. Minister's office officials said the visit would take place."
    found, _ = statements_of(text)
    assert [s.speaker for s in found] == [None]


DATELINES = [
    "OSLO, May 18, NTB - Two ships ran aground off Norway, the coast guard said.",
    "Oslo, May 18, NTB – Two ships ran aground off Norway, the coast guard said.",
    "Oslo (NTB) - Two ships ran aground off Norway, the coast guard said.",
    "OSLO, 18 May (NTB) – Two ships ran aground off Norway, the coast guard said.",
]


@pytest.mark.parametrize("text", DATELINES)
def test_a_dateline_is_no_part_of_what_is_said(text: str) -> None:
    assert [content for _, _, content in told(text)] == ["Two ships ran aground off Norway"]


def test_who_spoke_goes_on_no_more_after_a_paragraph_of_another() -> None:
    article = read_plain(
        "A coat is lost\n\n“We have a coat and no thief,” said judge Ada Moe.\n\nOslo police arrested a hotel porter for "
        "the theft. He was sentenced to four years and has always said that he took the coat for his own.\n"
    )
    analysis = language_for("en").analyse(article)
    found = build_statements(analysis, build_entities(analysis, []))
    assert [s.speaker for s in found if said(s, article.text).startswith("he took")] == [None]
