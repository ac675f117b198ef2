"""The commands of the desk, as a user at a terminal calls them."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.terminal import Done, here


def run(*arguments: str, store: Path, code: int = 0, given: str | None = None) -> Done:
    done = here(*arguments, given=given, env={"WATCHWIRE_STORE": str(store)})
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A store that a watched folder has filled."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "summit.txt").write_text((ROOT / "examples" / "summit.txt").read_text())
    store = tmp_path / "desk.sqlite"
    done = run("watch", str(folder), "--once", "--metrics", str(tmp_path / "ww.prom"), store=store)
    assert "possible match" in done.stdout
    assert "KPi.076" in done.stdout
    assert "1 articles stored" in done.stderr
    assert "watchwire_articles 1.0" in (tmp_path / "ww.prom").read_text()
    return store


def test_from_watching_to_a_decision_on_record(kept: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in run("alerts", "list", "--json", store=kept).stdout.splitlines()]
    number = str(next(row["id"] for row in rows if row["party"] == "un-sc:KPi.076"))
    run("alerts", "decide", number, "false positive", "-m", "a namesake", store=kept)
    refused = run("alerts", "decide", number, "confirmed", "-m", "yes", store=kept, code=1)
    assert "after `false positive` comes reopened" in refused.stderr
    assert "not a state" in run("alerts", "decide", number, "maybe", "-m", "yes", store=kept, code=2).stderr
    whole = run("audit", "verify", store=kept).stdout
    head = whole.rsplit(" ", 1)[1].strip()
    assert run("audit", "verify", "--head", head, store=kept).stdout == whole
    run("audit", "verify", "--head", "9999:abc", store=kept, code=1)
    table = list(csv.DictReader(io.StringIO(run("audit", "export", store=kept).stdout)))
    assert [row["kind"] for row in table][-1] == "decision"
    page = run("audit", "export", "--format", "html", store=kept).stdout
    assert "a namesake" in page
    assert "The chain is whole" in page
    out = tmp_path / "all.jsonl"
    run("store", "export", str(out), store=kept)
    run("store", "import", str(out), store=tmp_path / "other.sqlite")
    assert "sound" in run("store", "check", store=tmp_path / "other.sqlite").stdout
    run("store", "forget", "--article", "1", "--why", "asked to", store=kept)
    assert "sound" in run("store", "check", store=kept).stdout
    assert run("store", "forget", "--article", "1", store=kept, code=2).stderr


def test_accounts_at_the_terminal(tmp_path: Path) -> None:
    store = tmp_path / "desk.sqlite"
    run("users", "add", "ann", "--role", "admin", "--password-stdin", store=store, given="long enough password\n")
    assert (
        "12 characters" in run("users", "add", "bob", "--password-stdin", store=store, given="short\n", code=2).stderr
    )
    assert (
        "not a role"
        in run("users", "add", "bob", "--role", "king", "--password-stdin", store=store, given="x", code=2).stderr
    )
    assert run("users", "token", "ann", store=store).stdout.startswith("ww_")
    run("users", "disable", "ann", store=store)
    assert "disabled" in run("users", "list", store=store).stdout


def test_without_accounts_nobody_elsewhere_is_served(tmp_path: Path) -> None:
    done = run("serve", "--host", "0.0.0.0", "--port", "0", store=tmp_path / "d.sqlite", code=2)
    assert "set up accounts first" in done.stderr
