"""Loading shows how far it has come: on a terminal, and only there."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.progress import each, stream_of, told_to
from watchwire.lists.publisher import load_bundle

ROWS = 60_000


def table() -> bytes:
    return b"name,kind\n" + b"".join(b"Nobody Whatever %d,person\n" % number for number in range(ROWS))


def test_who_waits_is_told_how_far_loading_has_come() -> None:
    told: list[tuple[int, int]] = []
    data = table()
    with told_to(lambda done, total: told.append((done, total))):
        loaded = load_bundle(Bundle((ListFile("own.csv", data),)))
        list(each(loaded.parties, ROWS))
    assert len(loaded.parties) == ROWS
    read = [done for done, total in told if total == len(data)]
    assert read == sorted(read)
    assert read[-1] > len(data) // 2
    assert (ROWS // 4096 * 4096, ROWS) in told


def test_nobody_is_told_unasked() -> None:
    told: list[int] = []
    with told_to(lambda done, _: told.append(done)):
        pass
    stream_of(bytes(3 << 20)).read()
    assert told == []


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_on_a_terminal_only(terminal: bool, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(table())
    command = [sys.executable, "-m", "watchwire", "lists", "add", str(path), "--library", str(tmp_path / "library")]
    ours, theirs = pty.openpty() if terminal else os.pipe()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # a terminal's way to say that the other side has gone
                break
            if not piece:
                break
            said += piece
        assert running.stdout is not None
        assert b"added: own-own" in running.stdout.read()
    os.close(ours)
    assert running.returncode == 0
    assert (b"loading" in said) is terminal
