"""The time for an article: what is slow ends, what was found stays, and the brief says what was not looked for."""

import importlib
import re
import threading
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.faults.commands import run
from watchwire import overtime
from watchwire.budget import Budget, OverTimeError, bounded
from watchwire.language.analysis import stretches
from watchwire.model import Article
from watchwire.read import Reader
from watchwire.sources.plain import read_plain

TEXT = "PYONGYANG. Ri Pyong Chol inspected a factory on 3 March 2021, officials said.\n"


def spin() -> None:
    while True:
        sum(range(100))


def in_thread(work: Any) -> Any:
    found: list[Any] = []

    def call() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - it is looked at by the test
            found.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join(30)
    return found[0]


def test_what_takes_too_long_is_ended() -> None:
    begin = time.monotonic()
    with pytest.raises(OverTimeError), bounded(0.2):
        spin()
    assert time.monotonic() - begin < 5


def test_a_regular_expression_is_ended_too() -> None:
    with pytest.raises(OverTimeError), bounded(0.2):
        re.match(r"(a+)+$", "a" * 40 + "b")


def test_in_a_thread() -> None:
    def work() -> None:
        with bounded(0.2):
            spin()

    assert isinstance(in_thread(work), OverTimeError)


@pytest.mark.parametrize("threaded", [False, True])
def test_an_import_is_not_cut(threaded: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a package that stays behind would fail every later import of it."""
    name = f"slow_package_{threaded}"
    package = tmp_path / name
    package.mkdir()
    (package / "__init__.py").write_text(f"from {name}.inner import VALUE\nfrom {name}.slow import VALUE as AGAIN\n")
    (package / "inner.py").write_text("VALUE = 7\n")
    (package / "slow.py").write_text(
        "import time\nend = time.monotonic() + 0.5\nwhile time.monotonic() < end:\n    sum(range(100))\nVALUE = 8\n"
    )
    monkeypatch.syspath_prepend(tmp_path)

    def work() -> None:
        with bounded(0.1):
            importlib.import_module(name)
            spin()

    if threaded:
        assert isinstance(in_thread(work), OverTimeError)
    else:
        with pytest.raises(OverTimeError):
            work()
    whole = importlib.import_module(name)
    assert (whole.inner.VALUE, whole.AGAIN) == (7, 8)


def test_nothing_comes_after_the_end() -> None:
    def work() -> str:
        for _ in range(200):
            try:
                with bounded(0.001):
                    sum(range(3000))
            except OverTimeError:
                pass
        time.sleep(0.05)
        return "whole"

    assert work() == "whole"
    assert in_thread(work) == "whole"


def test_no_handler_on_the_way_swallows_it() -> None:
    def swallow() -> None:
        while True:
            with suppress(Exception):
                spin()

    with pytest.raises(OverTimeError), bounded(0.2):
        swallow()


def test_a_budget_names_what_is_missing() -> None:
    budget = Budget(0.3)
    assert budget.run("one", lambda: 1, lambda: 0) == 1
    assert budget.run("two", lambda: spin() or 1, lambda: 0) == 0
    assert budget.run("three", lambda: 1, lambda: 0) == 0
    assert budget.run("four", lambda: 1, lambda: 0, at_least=1) == 1
    assert budget.missed == ["two", "three"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    held = Reader(None)
    held.brief(read_plain(TEXT))
    return held


@pytest.mark.parametrize(
    ("room", "name", "part"),
    [
        ("watchwire.statements", "build_statements", "statements"),
        ("watchwire.events", "build_events", "events"),
        ("watchwire.measures", "find_concerns", "concerns"),
        ("watchwire.entities", "build_entities", "other names"),
        ("watchwire.language", "find_dates", "dates"),
    ],
)
def test_a_slow_room_leaves_a_brief_that_says_so(
    room: str, name: str, part: str, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{room}.{name}", lambda *_, **__: spin())
    monkeypatch.setattr(reader, "seconds", 3.0)
    brief = reader.brief(read_plain(TEXT))
    assert any("reading was stopped after 3 s" in note and part in note for note in brief.notes)
    assert any(match.party.id == "un-sc:KPi.076" for entity in brief.entities for match in entity.matches)


def test_a_slow_language_leaves_the_listed_names(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watchwire.language.analyses_of", lambda *_: spin())
    monkeypatch.setattr(reader, "seconds", 2.0)
    briefs = list(reader.briefs([read_plain(TEXT), read_plain(f"{TEXT}It rained.\n")]))
    for brief in briefs:
        assert {"statements", "events"} <= set(brief.unread)
        assert any(match.party.id == "un-sc:KPi.076" for entity in brief.entities for match in entity.matches)
        assert any("takes more than 2 s" in note for note in brief.notes)


class Slow:
    """A screener that takes longer than linear: whole texts hardly end, pieces do."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def scan(self, article: Article) -> Any:
        time.sleep((len(article.text) / 20_000) ** 2 * 0.05)
        return self.real.scan(article)


def test_a_slow_search_is_made_piece_by_piece(reader: Reader) -> None:
    text = ("It rained in Oslo on that day, too. " * 200 + TEXT) * 30
    article = read_plain(text)
    found, note = overtime.scan_within(Slow(reader.screener(None)), article, 4.0)  # type: ignore[arg-type]
    places = [match.span for match in found if match.party.id == "un-sc:KPi.076" and match.span]
    assert places
    assert all(text[span.start : span.end] == "Ri Pyong Chol" for span in places)
    assert note is not None
    if "were searched" not in note:
        assert len(places) == 30
    else:
        searched = int(re.search(r"first (\d+) of", note)[1])  # type: ignore[index]
        assert len(places) == text[:searched].count("Ri Pyong Chol")


def test_a_search_that_is_cut_says_how_far_it_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT * 2000)
    monkeypatch.setattr("watchwire.screening.Screener.scan", lambda *_: spin())
    done = run("scan", path, "--seconds", "0.3")
    assert (done.code, "the first 0 of" in done.err) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 9000,
        "he said " * 2000,
        "Name One, Name Two; " * 1000,
        "One sentence here. " * 900,
        "x\n" * 4000,
        "\u3002" * 6000,
    ],
)
def test_no_stretch_is_long_and_none_is_lost(text: str) -> None:
    spans = stretches(Article(text))
    assert all(span.end - span.start <= 2500 for span in spans)
    assert "".join(text[s.start : s.end] for s in spans).replace(" ", "").replace("\n", "") == text.replace(
        " ", ""
    ).replace("\n", "")
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_sentence_is_not_cut_where_it_need_not_be() -> None:
    text = "The minister met Mr. Smith of the U.S. Treasury in Oslo yesterday. " * 100
    for span in stretches(Article(text))[:-1]:
        assert text[span.start : span.end].endswith("yesterday.")


def test_a_text_that_is_cut_says_so(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("a b " * 1_300_000)
    assert "only the first 5000000 of" in run("scan", path).err
