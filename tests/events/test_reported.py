"""News of our own writing: most reported supplies and tests are found, and what is shown is reported."""

from datetime import date
from pathlib import Path

import pytest

from watchwire.confidence import Level, shown_from
from watchwire.model import Span
from watchwire.read import Reader
from watchwire.sources.plain import read_plain

FOLDER = Path(__file__).parents[1] / "reported"
LEAST, RIGHT = 0.45, 0.75
"""Below what was measured (docs/benchmarks.md), so that a kind that is lost shows and a single case does not."""


def key() -> list[list[str]]:
    rows = [line.split("\t") for line in (FOLDER / "key.tsv").read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if len(row) > 5 and row[0] != "text"]


@pytest.fixture(scope="module")
def told() -> list[tuple[bool, bool]]:
    """For each line of the key that is a supply or a test: found; for each such concern shown: in the key."""
    reader = Reader()
    found: list[tuple[bool, bool]] = []
    for path in sorted(FOLDER.glob("*.txt"))[::2]:  # every second one: the benchmark reads them all
        raw = path.read_text(encoding="utf-8")
        brief = reader.brief(read_plain(raw), date.fromisoformat(raw.split("\n")[2]))
        text = brief.article.text
        least = shown_from(Level.LIKELY, "concerns")
        shown = [
            c for c in brief.concerns if c.kind == "activity" and (c.confidence is None or c.confidence.value >= least)
        ]
        used: set[str] = set()
        for row in (row for row in key() if row[0] == path.stem):
            start = text.index(row[4])
            sentence = text.rfind(". ", 0, start), text.find(". ", start + len(row[4]))
            around = Span(max(0, sentence[0]), sentence[1] if sentence[1] > 0 else len(text))
            fits = [c for c in shown if any(span.overlaps(around) for span in (c.span, *c.also))]
            used.update(concern.id for concern in fits)
            if row[1].split(":")[0] in {"supply", "test"}:
                found.append((True, bool(fits)))
        found.extend((False, concern.id in used) for concern in shown)
    return found


def test_most_reported_activities_are_found(told: list[tuple[bool, bool]]) -> None:
    asked = [hit for of_key, hit in told if of_key]
    assert sum(asked) >= LEAST * len(asked)


def test_what_is_shown_is_reported(told: list[tuple[bool, bool]]) -> None:
    shown = [hit for of_key, hit in told if not of_key]
    assert len(shown) > 40
    assert sum(shown) >= RIGHT * len(shown)


def test_every_line_of_the_key_stands_in_its_text() -> None:
    for row in key():
        assert row[4] in (FOLDER / f"{row[0]}.txt").read_text(encoding="utf-8")
