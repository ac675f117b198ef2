"""Calls that go wrong before anything is done: each is told in a line that names what is wrong, and none in a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.commands import run

LONG = "b" * 5000
TEXT = "Vladimir Putin came to Oslo on Monday, a spokesman said."
# what is called, with {tmp} a folder that has x.txt, names.csv and nothing else; and what must be said
CALLS = {
    "a result into a folder that is not there": (("read", "{tmp}/x.txt", "-o", "{tmp}/no/out.txt"), "no/out.txt: No such file"),
    "a result into a folder": (("read", "{tmp}/x.txt", "-o", "{tmp}"), "Is a directory"),
    "a table's result into a folder": (("screen", "--csv", "{tmp}/names.csv", "--out", "{tmp}"), "Is a directory"),
    "a source with too long a name": (("read", LONG), "too long"),
    "a text with too long a name": (("scan", LONG), "too long"),
    "a table with too long a name": (("screen", "--csv", LONG), "too long"),
    "a library with too long a name": (("screen", "Vladimir Putin", "--library", LONG), "too long"),
    "a list with too long a name": (("lists", "add", LONG, "--library", "{tmp}/l"), "too long"),
    "a brief with too long a name": (("verify", LONG), "too long"),
    "rules with too long a name": (("measures", "check", LONG), "too long"),
    "a database to be checked that is not there": (("store", "check", "--store", "{tmp}/no.sqlite"), "no.sqlite: there is no such database"),
    "a record to be verified that is not there": (("audit", "verify", "--store", "{tmp}/no.sqlite"), "there is no such database"),
    "a queue that is not there": (("alerts", "list", "--store", "{tmp}/no.sqlite"), "there is no such database"),
    "an export of what is not there": (("store", "export", "-", "--store", "{tmp}/no.sqlite"), "there is no such database"),
    "a checkpoint of what is not there": (("audit", "checkpoint", "{tmp}/cp", "--store", "{tmp}/no.sqlite"), "there is no such database"),
    "an import of what is not there": (("store", "import", "{tmp}/none", "--store", "{tmp}/new.sqlite"), "none: No such file"),
    "a database that is a text": (("store", "check", "--store", "{tmp}/x.txt"), "x.txt: it is damaged"),
    "a database that is a folder": (("store", "check", "--store", "{tmp}"), "it does not answer"),
    "a server that is not there": (("store", "check", "--store", "postgresql://127.0.0.1:1/x"), "it does not answer"),
    "a table of pairs without a row": (("compare", "--csv", "{tmp}/x.txt"), "no row below its first line"),
    "an agent's library that is not there": (("mcp", "--library", "{tmp}/no"), "there is no such library"),
}  # fmt: skip


@pytest.mark.parametrize("case", CALLS)
def test_a_call_that_goes_wrong_is_told_in_a_line(case: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT)
    (tmp_path / "names.csv").write_text("name\nVladimir Putin\n")
    call, told = CALLS[case]
    done = run(*(word.format(tmp=tmp_path) for word in call))
    assert done.code in {1, 2}
    assert told in done.err, done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "no.sqlite").exists(), "what is only looked into is not made"


CUT_OFF = {
    "screen": ("screen", "Vladimir Putin"),
    "read": ("read", "{tmp}/x.txt", "--format", "json"),
    "scan": ("scan", "{tmp}/x.txt"),
    "screen --csv": ("screen", "--csv", "{tmp}/names.csv"),
    "lists show": ("lists", "show"),
    "compare": ("compare", "Vladimir Putin", "Wladimir Putin"),
}


@pytest.mark.parametrize("command", CUT_OFF)
@pytest.mark.parametrize(("where", "told"), [("> /dev/full", "No space left on device"), (">&-", "standard output is closed")])  # fmt: skip
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_result_that_cannot_be_written_is_told(command: str, where: str, told: str, tmp_path: Path) -> None:
    """A result on a full disk that ends with 0 would be taken for a whole one."""
    (tmp_path / "x.txt").write_text(TEXT)
    (tmp_path / "names.csv").write_text("name\nVladimir Putin\n")
    words = [f"'{word.format(tmp=tmp_path)}'" for word in CUT_OFF[command]]
    call = f"'{sys.executable}' -m watchwire {' '.join(words)} {where}"
    done = subprocess.run(["sh", "-c", call], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
