"""What analysts do in a notebook: the documentation's examples, a whole notebook in a real kernel, and frames of all sorts."""

import doctest
import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import watchwire
from tests.conftest import ROOT
from tests.support.own_lists import library_of
from watchwire.errors import UsageError
from watchwire.lists import Library
from watchwire.notebook import Answers, Matches


def test_the_examples_of_the_documentation() -> None:
    page = ROOT / "docs" / "notebook.md"
    parsed = doctest.DocTestParser().get_doctest(page.read_text(encoding="utf-8"), {}, page.name, str(page), 0)
    assert len(parsed.examples) > 20
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(parsed, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


def test_a_notebook_runs_and_shows_html() -> None:
    """A real kernel runs the example from top to bottom; what its cells show is looked at."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(ROOT / "examples" / "notebook.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "kept without output: a diff shows what changed"
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = [
        "".join(o["data"].get("text/html", "") for o in cell.outputs if "data" in o)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    match, answers, frame, joined, comparison, brief = shown
    assert "un-sc KPi.076" in match and "<details>" in match
    assert "3 asked, 2 with a possible match" in answers
    assert "dataframe" in frame and "un-sc:KPi.076" in frame
    assert "un-sc:KPi.076" in joined
    assert "<details>" in comparison
    assert brief.startswith("<iframe srcdoc=") and "Ri Pyong-chol" in brief


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(tmp_path_factory.mktemp("frames"))


MADE = {
    "Full name": ["Teodor Drinov", "Nobody Whatever", None, "Radka I. Mutafova", ""],
    "born": ["1954-01-08", "31/12/1980", None, "84", None],
    "Passport No": [None, None, "AB1234567", None, None],
    "score": [1, 2, 3, 4, 5],
}


@pytest.mark.parametrize(
    "make", [pd.DataFrame, pl.DataFrame, lambda held: pl.DataFrame(held).lazy()], ids=["pandas", "polars", "lazy"]
)
def test_a_frame_comes_back_as_its_own_kind(make: Any, library: Library) -> None:
    found = watchwire.screen(make(MADE), library, limit=1)
    assert type(found) in {pd.DataFrame, pl.DataFrame}
    assert list(found.columns)[:4] == list(MADE)
    rows = found.to_dict("records") if isinstance(found, pd.DataFrame) else found.to_dicts()
    assert [row["score"] for row in rows] == [1, 2, 3, 4, 5]
    assert [isinstance(row["party"], str) for row in rows] == [True, False, True, True, False]
    assert rows[2]["party"] == "own-harbour:P3"
    assert "84" in rows[3]["fault"]
    assert "no name in this row" in rows[4]["fault"]
    assert isinstance(rows[0]["watchwire_score"], float)


def test_a_row_a_match_and_the_index_stays(library: Library) -> None:
    frame = pd.DataFrame({"name": ["Teodor Drinov", "Nobody Whatever"]}, index=pd.Index(["x", "y"], name="id"))
    found = watchwire.screen(frame, library)
    assert found.index.tolist() == ["x", "x", "y"]
    assert found.index.name == "id"
    assert found.loc["x", "party"].tolist() == ["own-river:R1", "own-harbour:P1"]
    assert frame.columns.tolist() == ["name"]  # what was given is as it was


def test_columns_of_frames(library: Library) -> None:
    assert watchwire.screen(pd.Series(["Ilze Kalnberza"]), library)["party"].tolist() == ["own-river:R2"]
    assert watchwire.screen(pl.Series("who", ["Ilze Kalnberza"]), library)["party"].to_list() == ["own-river:R2"]
    typed = pd.DataFrame({"name": ["Ilze Kalnberza"], "dob": [pd.Timestamp(1970, 11, 30)], "year": [1970.0]})
    assert "birth" in watchwire.screen(typed, library)["reasons"][0]
    assert watchwire.screen(pd.DataFrame({"name": []}), library).empty


def test_names_of_columns_can_be_said(library: Library) -> None:
    frame = pd.DataFrame({"Wer": ["Amber Sparrow"], "Nummer": ["9074729"]})
    found = watchwire.screen(frame, library, columns={"name": "Wer", "imo": "Nummer"})
    assert "IMO number 9074729" in found["reasons"][0]
    with pytest.raises(UsageError, match="no column for names"):
        watchwire.screen(frame, library)
    with pytest.raises(UsageError, match="there is no 'Wen'"):
        watchwire.screen(frame, library, columns={"name": "Wen"})


def test_lists_of_names_and_of_mappings(library: Library) -> None:
    answers = watchwire.screen(["Teodor Drinov", "", "IMO 9074729", "Nobody Whatever"], library, limit=2)
    assert isinstance(answers, Answers)
    assert [len(answer.matches) for answer in answers] == [2, 0, 1, 0]
    assert answers[1].faults
    assert len(answers[:2]) == 2
    assert len(answers.records()) == 5
    assert watchwire.screen([], library).records() == []
    named = watchwire.screen(
        [{"name": "Amber Sparrow", "imo": 9074729}, {"name": "Amber Sparrow", "imo": None}], library
    )
    assert [answer.matches[0].party.id for answer in named] == ["own-harbour:V1"] * 2
    with pytest.raises(UsageError, match="name 1: int"):
        watchwire.screen(["x", 5], library)  # type: ignore[list-item]


def test_what_is_shown_is_escaped() -> None:
    evil = "<script>alert(1)</script>"
    for html in (watchwire.screen(evil)._repr_html_(), watchwire.screen([evil, f"Ri Pyong Chol {evil}"])._repr_html_()):
        assert "<script>" not in html
    assert isinstance(watchwire.scan("Ri Pyong Chol of North Korea came."), Matches)
    assert watchwire.screen("Ri Pyong Chol", as_of=date(2016, 1, 1))[0].status is not None


def test_the_note_of_the_starter_list() -> None:
    assert "starter list only" in watchwire.screen(["Ri Pyong Chol"])._repr_html_()


def test_frames_need_their_library(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__
    answers = watchwire.screen(["Ri Pyong Chol"])

    def without(name: str) -> Any:
        if name == "polars":
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr("watchwire.notebook.frames.import_module", without)
    with pytest.raises(UsageError, match="pip install polars"):
        answers.to_polars()


def test_the_example_is_plain_json() -> None:
    held = json.loads(Path(ROOT / "examples" / "notebook.ipynb").read_text(encoding="utf-8"))
    assert held["nbformat"] == 4
