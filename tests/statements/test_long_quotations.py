"""Quotations over several paragraphs, signed quotations, and labels that are no speakers."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article, Manner
from watchwire.statements import build_statements

FIRST = "The ship was loaded by night. It was bought with money from Pyongyang."
SECOND = "Nobody came to help us. The port is closed."
THIRD = "We will not forget it."


def told(text: str) -> list[tuple[str | None, str, list[str]]]:
    """Return speaker, source as written, and contents of each quoted statement."""
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    names = {entity.id: entity.name for entity in entities}
    return [
        (
            names.get(s.speaker or ""),
            s.speaker_span.of(text) if s.speaker_span else "",
            [c.of(text) for c in s.content_spans],
        )
        for s in build_statements(analysis, entities)
        if s.manner is Manner.QUOTED
    ]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (f"“{FIRST}\n\n“{SECOND}\n\n“{THIRD[:-1]},” President Ivan Petrov said.\n\nHe left.", [FIRST, SECOND, f"{THIRD[:-1]},"]),
        (f'"{FIRST}\n\n"{SECOND}\n\n"{THIRD[:-1]}," President Ivan Petrov said.\n\nHe left.', [FIRST, SECOND, f"{THIRD[:-1]},"]),
        (f"Ivan Petrov told reporters:\n\n“{FIRST}\n\n“{SECOND}\n\n“{THIRD}”\n\nHe left.", [FIRST, SECOND, THIRD]),
        (f"«{FIRST}\n\n«{SECOND}», Ivan Petrov said.\n\nHe left.", [FIRST, SECOND]),
    ],
)  # fmt: skip
def test_paragraphs_of_one_quotation_have_one_speaker(text: str, contents: list[str]) -> None:
    (statement,) = told(text)
    assert statement[0] == "Ivan Petrov"
    assert statement[2] == contents


def test_a_quotation_goes_on_where_its_paragraphs_are_lost() -> None:
    text = f'The ship came late. "{FIRST} "{SECOND} "{THIRD[:-1]}," President Ivan Petrov said. He left.'
    assert told(text) == [("Ivan Petrov", "President Ivan Petrov", [FIRST, SECOND, f"{THIRD[:-1]},"])]


LOOSE = [
    (f"Ivan Petrov says it was late. “{FIRST}” The mayor also said that it rained.", "Ivan Petrov"),
    (f"Ivan Petrov says the ruling means little to his family. “{FIRST}” The town was quiet.", "Ivan Petrov"),
    (f"Ivan Petrov said so when the owner refused to answer. “{FIRST}” The town was quiet.", "Ivan Petrov"),
    (f"Ivan Petrov spoke in Oslo. “{FIRST}” The mayor, Ann Lee, answered.", None),
    (f"The storm shows that Ivan Petrov was late. “{FIRST}” The town was quiet.", None),
]
"""A text with a quotation that has no cue of its own, and who says it."""


@pytest.mark.parametrize(("text", "speaker"), LOOSE)
def test_who_says_a_quotation_without_a_cue(text: str, speaker: str | None) -> None:
    assert [who for who, _, contents in told(text) if contents == [FIRST]] == ([speaker] if speaker else [])


def test_a_closed_quotation_does_not_go_on() -> None:
    text = f"“{FIRST}” Ivan Petrov said.\n\n“{SECOND}” the mayor, Ann Lee, answered.\n\nThe town was quiet."
    assert [(who, contents) for who, _, contents in told(text)] == [("Ivan Petrov", [FIRST]), ("Ann Lee", [SECOND])]


@pytest.mark.parametrize("dash", ["—", "–", "-", "--"])
@pytest.mark.parametrize("role", ["", ", head of the port authority", " (harbour master)"])
def test_a_dash_and_a_name_sign_a_quotation(dash: str, role: str) -> None:
    text = f"Officials argued all day.\n\n“{FIRST}” {dash} Ivan Petrov{role}\n\nThe company did not reply."
    assert told(text) == [("Ivan Petrov", "Ivan Petrov", [FIRST])]


def test_a_signature_stands_for_all_paragraphs_and_on_its_own_line() -> None:
    text = f"Letters\n\n“{FIRST}\n\n“{SECOND}”\n— Ivan Petrov\n\nThe company did not reply."
    assert told(text) == [("Ivan Petrov", "Ivan Petrov", [FIRST, SECOND])]


def test_a_dash_that_goes_on_with_the_sentence_signs_nothing() -> None:
    text = f"“{FIRST}” — Petrov spoke slowly and left the hall before the vote.\n\nThe company did not reply."
    analysis = language_for("en").analyse(Article(text, language="en"))
    assert not any(s.cue_span.of(text) == "—" for s in build_statements(analysis, build_entities(analysis, [])))


@pytest.mark.parametrize(
    "label",
    ["LOAD-DATE", "LENGTH", "SECTION", "DATELINE", "HIGHLIGHT", "FOR IMMEDIATE RELEASE", "EDITOR'S NOTE", "CONTACT"],
)
def test_fields_are_no_speakers(label: str) -> None:
    assert told(f"{label}: September twelve of the year\n\nThe harbour master left the town.") == []


@pytest.mark.parametrize("label", ["QUESTION", "Q", "A", "ANSWER", "REPORTER", "MODERATOR"])
def test_labels_without_a_name_are_nobody(label: str) -> None:
    text = f"{label}: The ship left the port on Monday.\n\nMR PETROV: We do not know who owns it."
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    assert label not in {entity.name for entity in entities}
    first = build_statements(analysis, entities)[0]
    assert first.speaker is None
