"""A brief can be replayed, and what differs is named."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.conftest import ROOT
from watchwire.brief import brief_record
from watchwire.cli.app import app
from watchwire.errors import LibraryError, UsageError
from watchwire.lists import Library
from watchwire.read import read
from watchwire.replay import replay


@pytest.mark.parametrize("name", ["summit.txt", "page.html", "wire.txt", "vizit.txt"])
def test_the_same_comes_out(tmp_path: Path, name: str) -> None:
    (brief,) = read(str(ROOT / "examples" / name))
    record = json.loads(json.dumps(brief_record(brief)))  # type: ignore[arg-type]
    assert list(replay(record, Library(tmp_path))) == []


def test_what_was_changed_is_named(tmp_path: Path) -> None:
    (brief,) = read(str(ROOT / "examples" / "summit.txt"))
    record = brief_record(brief)  # type: ignore[arg-type]
    record["entities"][0]["name"] = "Somebody Else"
    path = tmp_path / "brief.json"
    path.write_text(json.dumps(record) + "\n")
    result = CliRunner().invoke(app, ["verify", str(path)])
    assert result.exit_code == 1
    assert "entities[0].name: was Somebody Else" in result.stdout


def test_missing_snapshots_are_named(tmp_path: Path) -> None:
    (brief,) = read(str(ROOT / "examples" / "summit.txt"))
    record = brief_record(brief)  # type: ignore[arg-type]
    record["lists"][0]["sha256"] = "0" * 64
    with pytest.raises(LibraryError, match="000000000000"):
        list(replay(record, Library(tmp_path)))
    with pytest.raises(UsageError, match="no brief"):
        list(replay({"a": 1}, Library(tmp_path)))
