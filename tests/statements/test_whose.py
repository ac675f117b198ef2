"""Whose a deed of speech is, where grammar leaves it to the sense; and what is done and not said."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article, Certainty, Statement
from watchwire.statements import build_statements


def statements(text: str) -> tuple[tuple[Statement, ...], dict[str, str]]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    return build_statements(analysis, entities), {entity.id: entity.name for entity in entities}


SOURCES = [
    ("An angry man shouted at them for refusing to move.", "refusing", "them"),
    ("A court in Oslo found a former commander guilty of ordering the raid.", "ordering", "a former commander"),
    ("“The army was brave in the north,” Anna Berg said, recalling her own visit.", "recalling", "Anna Berg"),
    ("“Thanks to the crew, Oslo showed strength in May,” PM Berg said, recalling a visit.", "recalling", "PM Berg"),
    (
        "Image Norge filed a complaint with the European Commission on Tuesday accusing Searchly of hurting its business.",
        "accusing Searchly of",
        "a complaint",
    ),
    ("The high court revived a lawsuit accusing Norsk Kull of aiding abuses.", "accusing", "a lawsuit"),
    ("Berg sued the firm, accusing it of fraud.", "accusing it of", "Berg"),
    ("The agency published a video explaining the steps of the vote.", "explaining", "The agency"),
    ("The minister wrote to staff working in the port to express her thanks.", "to express", "The minister"),
    ("She gave a talk on her country's request for new loans.", "request for", "her country"),
    ("The singer's now former manager, Ole Berg, wrote that it was late.", "wrote", "Ole Berg"),
    ("Ole Berg spoke. His letter urged sailors to wait.", "urged", "Ole Berg"),
    ("Ships lay in Oslo. Oslo police said the ferry was late.", "said", "Oslo police"),
    ("Ole Berg sent a letter to Captain Oleg Lund, in which he said it was late.", "said", "Ole Berg"),
    (
        "TROMSØ, Norway - The mayor of Oslo and two fishermen said it was late.",
        "said",
        "The mayor of Oslo and two fishermen",
    ),
    ("Ole Berg refused one plan. A second one came today which he said he is reading.", "said", "Ole Berg"),
]


@pytest.mark.parametrize(("text", "cue", "source"), SOURCES)
def test_whose_it_is(text: str, cue: str, source: str) -> None:
    found, names = statements(text)
    told = [names.get(s.speaker or "") or (s.speaker_span and s.speaker_span.of(text)) for s in found]
    assert [who for who, s in zip(told, found, strict=True) if s.cue_span.of(text) == cue] == [source]


NOBODYS = [
    ("The family received a house and offer to repair it.", "offer"),
    ("The organisers are to be offered money.", "to be offered"),
    ("A panel cleared him of ordering the raid.", "ordering"),
    ("Her letter reached the crew. I know it is hard. We very much want you to stay here.”", "very much want"),
    ("Oslo police were called to the port on Thursday.", "were called"),
    ("Sailors attacked a lorry at the port.", "attacked"),
    ("The shop ordered machines from Norway.", "ordered"),
    ("Police questioned a suspect in Oslo.", "questioned"),
    ("The mayor will welcome the delegates.", "will welcome"),
    ("The elder quoted a commander as saying the port was shut.", "quoted"),
    ("Her neighbour noticed a bag with wires.", "noticed"),
    ("Berg appeared more open than Lund.", "appeared"),
]


@pytest.mark.parametrize(("text", "cue"), NOBODYS)
def test_who_says_nothing(text: str, cue: str) -> None:
    found, _ = statements(text)
    assert cue not in [s.cue_span.of(text) for s in found]


CONTENTS = [
    ("Oslo keeps a fleet that Bergen sees as a threat.", "sees as", ["a fleet", "a threat"]),
    ("He signed a deal that many drivers considered a surrender.", "considered", ["a deal", "a surrender"]),
    ("She fired what the agency calls a big rocket at a ship.", "calls", ["a big rocket"]),
    (
        "Berg has accused the council of “burning the rules” in May.",
        "has accused",
        ["the council of “burning the rules” in May"],
    ),
    ("Berg told the woman to leave the park, at which point she fled.", "told", ["to leave the park"]),
    ("Berg answered that the judge should go, whereupon he was thrown out.", "answered", ["the judge should go"]),
    ("Berg told an interviewer that to rely on Oslo had been wrong.", "told", ["to rely on Oslo had been wrong"]),
    ("Berg warned the firms that pollute the lake.", "warned", ["the firms that pollute the lake"]),
    (
        "Lund accused “certain ports” of greed; the ministry answered that Lund should wait.",
        "answered",
        ["Lund should wait"],
    ),
    (
        "Oslo is wary of signing the deal without Bergen first making big steps.",
        "is wary of",
        ["signing the deal without Bergen first making big steps"],
    ),
]


@pytest.mark.parametrize(("text", "cue", "content"), CONTENTS)
def test_what_is_judged_goes_with_it(text: str, cue: str, content: list[str]) -> None:
    found, _ = statements(text)
    told = [[piece.of(text) for piece in s.content_spans] for s in found if s.cue_span.of(text) == cue]
    assert told == [content]


def test_a_weakener_in_a_purpose_leaves_the_rest_certain() -> None:
    found, _ = statements("The town encourages people to report it in a bid to allegedly protect the harbour.")
    assert [s.certainty for s in found if s.stance] == [Certainty.ASSERTED]


def test_a_release_says_we() -> None:
    found, _ = statements("We welcome the efforts of Norway.")
    assert len(found) == 1


def test_father_and_son_of_one_name_are_two() -> None:
    text = "Ole Berg, a baker, was angry. Berg came back after his son, Ole Berg III, was shot. Berg said it was late."
    found, names = statements(text)
    assert [names[s.speaker or ""] for s in found] == ["Ole Berg"]
    assert {"Ole Berg", "Ole Berg III"} <= set(names.values())


HEADLINES = [
    ("Anna Lund calls Ole Berg “late,” says he is unfit", "says", "Anna Lund", "he is unfit"),
    ("Oslo refuses to make up for it", "refuses", "Oslo", "to make up for it"),
]


@pytest.mark.parametrize(("title", "cue", "source", "content"), HEADLINES)
def test_a_headline_is_told_without_the_next_line(title: str, cue: str, source: str, content: str) -> None:
    text = f"{title}\n\n4 June 2020\n\nIt was late."
    analysis = language_for("en").analyse(Article(text, title=title, language="en"))
    found = [s for s in build_statements(analysis, build_entities(analysis, [])) if s.cue_span.of(text) == cue]
    assert [[piece.of(text) for piece in s.content_spans] for s in found] == [[content]]
    assert [s.speaker_span and s.speaker_span.of(text) for s in found] == [source]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Oslo considers the strait part of its waters.", Certainty.ASSERTED),
        ("The agency considers the island as occupied.", Certainty.ASSERTED),
        ("Oslo is considering a new law.", Certainty.SPECULATED),
        ("The minister considers that prices will fall.", Certainty.SPECULATED),
    ],
)
def test_a_view_is_no_guess(text: str, certainty: Certainty) -> None:
    assert [held.certainty for held in statements(text)[0]] == [certainty]
