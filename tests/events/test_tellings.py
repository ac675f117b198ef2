"""Sentences that may report a dealing: what is shown of texts of our own, and how sentences become concerns."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.brief.story import sections
from watchwire.confidence import Level, model, shown_from
from watchwire.confidence.concerns import ALONE, BESIDE, LEAST, beside, with_tellings
from watchwire.measures import Candidate
from watchwire.model import Brief, Certainty, Concern, Span
from watchwire.read import Reader
from watchwire.sources.plain import read_plain

DAY = date(2024, 3, 5)


def table() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "tellings.tsv").read_text(encoding="utf-8").splitlines()
    heading, *held = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(heading, row, strict=True)) for row in held]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Brief:
    return reader.brief(read_plain(text.replace("|", "\n\n")), DAY)


def who(brief: Brief, keys: tuple[str, ...]) -> str:
    return ", ".join(entity.name if (entity := brief.entity(key)) else key for key in keys) or "-"


@pytest.mark.parametrize("row", table(), ids=lambda row: row["text"][:60])
def test_what_is_shown(row: dict[str, str], reader: Reader) -> None:
    brief = read(reader, row["text"])
    least = shown_from(Level.LIKELY, BESIDE)
    shown = [c for c in brief.concerns if c.confidence is None or c.confidence.value >= least]
    told = [(c.kind, c.activity, who(brief, c.providers), who(brief, c.receivers)) for c in shown]
    wanted = [] if row["kind"] == "none" else [(row["kind"], row["activity"], row["from"], row["to"])]
    assert told == wanted


def concern(start: int, activity: str = "fuel", **more: object) -> Concern:
    return Concern("", activity, ("e1",), ("e2",), Span(start, start + 10), Certainty.ASSERTED, **more)  # type: ignore[arg-type]


def candidate(number: int, seen: tuple[str, ...], held: Concern | None, kind: str = "dealing") -> Candidate:
    return Candidate(number, kind, Span(number * 100, number * 100 + 90), seen, lambda: held)


SURE = ("goods are named", "an amount", "told as past", "target: party, in the sentence", "party hangs on the dealing")


def test_a_sentence_that_a_clear_concern_rests_on_is_none_beside_it() -> None:
    clear = concern(110)
    found = with_tellings((clear,), [candidate(1, SURE, concern(120))])
    assert [c.span for c in found] == [clear.span]
    assert found[0].confidence is None


def test_sentences_that_tell_the_same_are_one_concern() -> None:
    found = with_tellings((), [candidate(1, SURE, concern(120)), candidate(4, SURE, concern(420))])
    assert len(found) <= 1
    assert all(len(c.also) == 1 for c in found)


def test_what_nothing_covers_is_no_concern() -> None:
    assert with_tellings((), [candidate(1, SURE, None)]) == ()


@given(st.lists(st.tuples(st.integers(0, 30), st.floats(0, 1)), max_size=12))
def test_what_stands_beside_is_said_of_every_candidate(held: list[tuple[int, float]]) -> None:
    candidates = [candidate(number, (), None) for number, _ in held]
    found = list(beside(candidates, [share for _, share in held]))
    assert len(found) == len(held)
    assert all(len(set(seen)) == 4 for seen in found)


def test_the_weights_know_what_is_seen() -> None:
    for section in (ALONE, BESIDE):
        assert {"goods are named", "told as past", "base"} <= set(model.weights().features[section])
    assert 0 < LEAST < shown_from(Level.LIKELY, BESIDE) < shown_from(Level.SURE, BESIDE) < 1


def test_a_dealing_is_shown_by_its_confidence(reader: Reader) -> None:
    text = "Two trucks|Eleven crates of grenades were handed to al-Shabaab fighters near the ferry, a customs officer said."
    brief = read(reader, text)
    weighed = [c for c in brief.concerns if c.confidence is not None]
    assert all(c.confidence is not None and LEAST <= c.confidence.value <= 1 for c in weighed)
    by_level = [
        sum(len(s.lines) for s in sections(brief, level) if s.key == "concerns") for level in (Level.SURE, Level.ALL)
    ]
    assert by_level[0] <= by_level[1] == len(brief.concerns)


def test_other_languages_have_none(reader: Reader) -> None:
    brief = read(
        reader,
        "Les faits|La société a vendu du pétrole iranien à la Syrie pour 3 millions d'euros, selon la police de Lyon.",
    )
    assert not [c for c in brief.concerns if c.confidence is not None]
