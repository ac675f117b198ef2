"""A damaged file of the desk's database: told in a line by every command, and the rest of it checked all the same."""

import random
import sqlite3
from pathlib import Path

import pytest

from tests.faults.commands import run
from tests.web.conftest import filled
from watchwire.store import Store

COMMANDS = {
    "store check": ("store", "check"),
    "store export": ("store", "export", "-"),
    "audit verify": ("audit", "verify"),
    "alerts list": ("alerts", "list", "--state", "all"),
    "users list": ("users", "list"),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "desk.sqlite"
    store = Store.open(str(path))
    filled(store)
    store.close()
    return path.read_bytes()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_damaged_database_is_told_by_every_command(command: str, whole: bytes, tmp_path: Path) -> None:
    """Pages overwritten anywhere: what comes is an answer or a line that names the file, never a traceback."""
    chance = random.Random(command)
    path = tmp_path / "desk.sqlite"
    told = 0
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 20))):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((1, 100, 4096))] = chance.randbytes(len(data[at : at + 100]))
        path.write_bytes(data)
        done = run(*COMMANDS[command], "--store", path)
        assert done.code in {0, 1}, done
        assert "Traceback" not in done.err
        if done.code and not done.out:
            assert "desk.sqlite" in done.err, done.err
            told += 1
    assert told, "some of it was bad enough"


def test_what_is_past_the_damage_is_still_checked(whole: bytes, tmp_path: Path) -> None:
    """A text that is none in one table, and a decision changed in another: both are named by one run."""
    path = tmp_path / "desk.sqlite"
    path.write_bytes(whole)
    with sqlite3.connect(path) as held:
        held.execute("UPDATE briefs SET record = CAST(X'ff00fe' AS TEXT) WHERE id = 1")
        held.execute("UPDATE alerts SET state = 'confirmed' WHERE id = 1")
    for command in (("store", "check"), ("audit", "verify")):
        done = run(*command, "--store", path)
        assert done.code == 1
        assert "cannot be read to the end" in done.out
        assert "alert 1: its state is `confirmed`" in done.out
