"""Offices before a name with what they are for, and those who are meant by offices alone."""

from datetime import date

import pytest

from watchwire.brief.story import sections
from watchwire.confidence import Level
from watchwire.read import Reader
from watchwire.sources.plain import read_plain

MET = "Secretary of State Anna Berg met today with Norwegian Foreign Minister Oleg Lund in Oslo. "
TALKS = (
    "Deputy Secretary Anna Berg met with Vice Foreign Minister Kim Chang and Vice Foreign Minister Mori Takeo in Oslo. "
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def speakers(reader: Reader, text: str) -> list[str]:
    brief = reader.brief(read_plain(f"A title here\n\n{text}"), date(2020, 1, 1))
    shown = [section for section in sections(brief, Level.ALL) if section.key in {"statements", "stances"}]
    return [line.head for section in shown for line in section.lines]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{MET}The Secretary and the Foreign Minister condemned the raid.", "Anna Berg and Oleg Lund"),
        (f"{MET}The Foreign Minister condemned the raid.", "Oleg Lund"),
        (f"{TALKS}The Deputy Secretary condemned the raid.", "Anna Berg"),
        (f"{TALKS}The Deputy condemned the raid.", "Anna Berg"),
        (
            f"{TALKS}The Deputy Secretary and Vice Foreign Ministers condemned the raid.",
            "Anna Berg, Kim Chang and Mori Takeo",
        ),
        # Two hold the office, or nobody that was named; a lower office is another one.
        (f"{TALKS}The Deputy Secretary and the Vice Foreign Minister condemned the raid.", None),
        (f"{MET}The Ambassador condemned the raid.", "The Ambassador"),
        (f"{TALKS}The Foreign Ministers and the Deputy Secretary condemned the raid.", None),
    ],
)
def test_who_is_meant_by_offices(reader: Reader, text: str, speaker: str | None) -> None:
    found = speakers(reader, text)[-1]
    assert found == speaker if speaker is not None else found.lower().startswith("the ")


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (MET, "Anna Berg", "Secretary of State"),
        ("Secretary of the Treasury Anna Berg spoke.", "Anna Berg", "Secretary of the Treasury"),
        (
            "Russian Minister of Natural Resources Alexander Lund spoke.",
            "Alexander Lund",
            "Russian Minister of Natural Resources",
        ),
        (
            "He met Assistant Secretary for European Affairs Anna Berg.",
            "Anna Berg",
            "Assistant Secretary for European Affairs",
        ),
        ("Anna Berg, Secretary of State\n\nThe ports were closed on Monday.", "Anna Berg", "Secretary of State"),
        # Several hold it, or it is no office of hers.
        ("Officers of State Security Anna Berg and Oleg Lund spoke.", "Anna Berg", None),
        ("He thanked the Secretary of State and Anna Berg.", "Anna Berg", None),
        ("It is a matter for President Anna Berg.", "Anna Berg", "President"),
    ],
)
def test_office_with_its_charge_before_a_name(reader: Reader, text: str, name: str, role: str | None) -> None:
    brief = reader.brief(read_plain(f"A title here\n\n{text}"), date(2020, 1, 1))
    (person,) = [entity for entity in brief.entities if entity.name == name]
    assert [span.of(brief.article.text) for span in person.roles][:1] == ([role] if role else [])


def test_the_president_is_no_other_land_s_in_a_transcript(reader: Reader) -> None:
    text = (
        "QUESTION: Did President Oleg Lund call?\n\nSECRETARY BERG: As the President said, the raid must end. We condemn President Lund.\n\n"
        "QUESTION: The President said the raid was wrong. Is it?\n\nSECRETARY BERG: It is.\n"
    )
    assert "Oleg Lund" not in speakers(reader, text)


def test_a_former_vice_president_is_not_the_president(reader: Reader) -> None:
    text = "President Anna Berg lost to former Vice President Oleg Lund. Lund thanked his team. The president said the vote was late."
    assert speakers(reader, text)[0] == "Anna Berg"  # statements come before stances


NAMESAKES = (
    "U.S. Special Representative Anna Kim met with Norwegian Special Representative Oleg Kim in Oslo. "
    "{} Special Representative Kim condemned the raid."
)


@pytest.mark.parametrize(("whose", "speaker"), [("U.S.", "Anna Kim"), ("Norwegian", "Oleg Kim")])
def test_two_of_one_family_name(reader: Reader, whose: str, speaker: str) -> None:
    assert speakers(reader, NAMESAKES.format(whose))[-1] == speaker
