"""Which tellings tell of one happening, and which of several of a kind."""

from datetime import date

import pytest

from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.language import find_dates, language_for
from watchwire.model import Article
from watchwire.statements import build_statements

DAY = date(2019, 9, 4)

CASES = [
    (
        "Chile conducted a nuclear test on Sunday. Chile's first nuclear test was on 7 May 1998.",
        2,
        "two days",
    ),
    ("Chile conducted its fifth nuclear test. Its army watched. Chile's third nuclear test failed.", 2, "two numbers"),
    ("Chile carried out its latest nuclear test. Chile's first nuclear test surprised Norway.", 2, "latest, first"),
    ("Chile carried out its sixth nuclear test. Chile's latest nuclear test surprised Norway.", 1, "it may be both"),
    ("Chile tested a nuclear device on 7 May 1998. Chile has tested a nuclear device, Norway said.", 2, "it has done so"),
    ("Chile conducted a nuclear test, Norway said. Chile tested a nuclear device on 7 May 1998.", 2, "news, then past"),
    ("Chile conducted a nuclear test on 7 May 1998. Norway condemned the test by Chile.", 1, "“the” test is that one"),
    ("Chile conducted its 5th nuclear test. Chile's fifth nuclear test surprised Norway.", 1, "one number"),
    ("Chile conducted a nuclear test on Sunday. Chile tested a nuclear device, Norway said.", 1, "told once more"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count", "why"), CASES)
def test_tellings_of_a_deed(text: str, count: int, why: str) -> None:
    assert _tests(text, DAY) == count, why


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Chile, which tested a nuclear device on 7 May 1998, conducted a nuclear test on Sunday.", 2),
        ("Chile tested a nuclear device on 7 May 1998. Chile conducted a nuclear test on Thursday.", 1),
        ("Chile tested a nuclear device on Monday. Chile conducted a nuclear test on Friday.", 2),
    ],
)
def test_a_weekday_tells_deeds_apart_where_the_day_of_publication_is_unknown(text: str, count: int) -> None:
    assert _tests(text, None) == count  # 7 May 1998 was a Thursday


def _tests(text: str, day: date | None) -> int:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    statements = build_statements(analysis, entities)
    events = build_events(analysis, entities, statements, find_dates(analysis, day), day)
    return sum(event.mode == "test" for event in events)
