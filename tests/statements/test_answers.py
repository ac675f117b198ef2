"""A denial and a confirmation stand beside what they answer."""

from datetime import date

import pytest

from watchwire.brief import render_markdown
from watchwire.confidence import Level
from watchwire.read import Reader
from watchwire.sources.plain import read_plain

ROWS = [
    (
        "North Korea sold shells to Russia, officials in Seoul said. The Russian ministry denied that Moscow had bought "
        "shells from North Korea.",
        [("s2", "s1", "denies", True)],
    ),
    ("The ministry denied a report that it had sold the tanker to Libya.", [("s1", "s2", "denies", False)]),
    (
        "An agency said that the tanker had left the port of Nampo. North Korea confirmed that the tanker had left Nampo.",
        [("s2", "s1", "confirms", True)],
    ),
    ("An agency said that the tanker had left. Norway denied that it had banned the fishing of cod.", []),
    ("Norway said the ship had left the port. Norway confirmed that the ship had left the port.", []),
]


@pytest.mark.parametrize(("text", "answers"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_answers(text: str, answers: list[tuple[str, str, str, bool]]) -> None:
    brief = Reader().brief(read_plain(text), date(2023, 9, 14))
    found = [(s.id, a.statement, a.kind, a.party) for s in brief.statements for a in s.answers]
    assert found == answers


def test_the_brief_shows_both_sides_a_party_first() -> None:
    text = (
        "A paper reported that Norway had sold the tanker to Libya. A broker denied that the tanker was sold to Libya. "
        "Norway denied that the tanker was sold to Libya."
    )
    shown = render_markdown(Reader().brief(read_plain(text), date(2023, 9, 14)), Level.ALL)
    first, second = shown.index("denied by Norway, a party to it"), shown.index("denied by A broker")
    assert first < second
