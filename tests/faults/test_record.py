"""Faults of the record x commands: what somebody with the database's password changes, and what must be said."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.faults.commands import run
from watchwire.desk import Desk
from watchwire.desk.accounts import Role, User
from watchwire.desk.decisions import State, decide
from watchwire.errors import StoreError
from watchwire.sources.plain import read_plain
from watchwire.store import Store, ledger
from watchwire.store.checkpoints import append_checkpoint, verify_checkpoints

TEXT = "PYONGYANG. Ri Pyong Chol inspected a factory in Hamhung on 3 March 2021, officials said.\n"
KEY = "a key"


@pytest.fixture(scope="module")
def reader() -> Any:
    from watchwire.read import Reader

    return Reader(None)


@pytest.fixture
def desk(tmp_path: Path, reader: Any) -> Any:
    held = Desk(Store.open(str(tmp_path / "desk.sqlite")), None)
    held.lists.reader = reader
    for number in range(2):
        held.take(read_plain(f"{TEXT}It was visit {number}.\n"), "a test")
    with held.store.write() as connection:
        decide(connection, 1, State.REVIEW, "looked at", User("ann", Role.ANALYST), 0)
    yield held
    held.store.close()


def behind(desk: Desk, *statements: str) -> None:
    """Change the store as its owner can, past what refuses changes of the ledger."""
    with desk.store.write() as connection:
        for trigger in ("ledger_no_update", "ledger_no_delete"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for statement in statements:
            connection.exec_driver_sql(statement)


CUT = (
    "DELETE FROM ledger_details WHERE number > 2",
    "DELETE FROM ledger WHERE number > 2",
)
CHANGES: dict[str, tuple[tuple[str, ...], str]] = {
    "a decision": (("UPDATE decisions SET comment = 'never looked at'",), "alert 1"),
    "an alert": (("UPDATE alerts SET state = 'false positive'",), "alert 1"),
    "an alert is gone": (
        (
            "DELETE FROM alert_articles",
            "DELETE FROM alert_parties",
            "DELETE FROM decisions",
            "DELETE FROM outbox",
            "DELETE FROM alerts",
        ),
        "the store has none",
    ),
    "a brief": (("UPDATE briefs SET record = replace(record, 'Hamhung', 'Wonsan') WHERE id = 1",), "brief 1"),
    "a brief's whole value": (("UPDATE briefs SET whole = NULL WHERE id = 2",), "brief 2"),
    "a possible match": (("UPDATE matches SET band = 'weak' WHERE brief = 1",), "brief 1"),
    "an article": (("UPDATE articles SET text = text || ' ' WHERE id = 1",), "article 1"),
    "an entry": (("UPDATE ledger SET actor = 'bob' WHERE number = 1",), "entry 1"),
    "a detail": (("UPDATE ledger_details SET detail = '{}' WHERE number = 1",), "entry 1"),
    "a damaged detail": (("UPDATE ledger_details SET detail = '{broken' WHERE number = 1",), "entry 1"),
    "a detail of another kind": (("UPDATE ledger_details SET detail = '7' WHERE number = 1",), "entry 1"),
    "an empty detail": (("UPDATE ledger_details SET detail = '' WHERE number = 2",), "entry 2"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("command", ["audit verify", "store check"])
def test_what_was_changed_behind_the_desk_is_named(change: str, command: str, desk: Any, tmp_path: Path) -> None:
    sound = run(*command.split(), "--store", tmp_path / "desk.sqlite")
    assert sound.code == 0, sound
    statements, named = CHANGES[change]
    behind(desk, *statements)
    done = run(*command.split(), "--store", tmp_path / "desk.sqlite")
    if change == "an article" and command == "audit verify":
        return  # the texts are the store's to check
    assert done.code == 1, done
    assert named in done.out


@pytest.mark.parametrize("command", ["audit verify", "store check"])
def test_a_record_that_was_cut_off_shows_by_a_checkpoint(command: str, desk: Any, tmp_path: Path) -> None:
    store, elsewhere = tmp_path / "desk.sqlite", tmp_path / "elsewhere" / "checkpoints.jsonl"
    assert run("audit", "checkpoint", elsewhere, "--store", store).code == 0
    assert run(*command.split(), "--checkpoints", elsewhere, "--store", store).code == 0
    behind(desk, *CUT)
    done = run(*command.split(), "--checkpoints", elsewhere, "--store", store)
    assert done.code == 1
    assert "is missing" in done.out
    refused = run("audit", "checkpoint", elsewhere, "--store", store)
    assert (refused.code, "cut off or replaced" in refused.err) == (1, True)


def test_a_record_that_was_replaced_by_a_whole_one_shows(desk: Any, tmp_path: Path, reader: Any) -> None:
    path = tmp_path / "checkpoints.jsonl"
    with desk.store.read() as connection:
        append_checkpoint(connection, path, KEY)
    other = Desk(Store.open(str(tmp_path / "other.sqlite")), None)
    other.lists.reader = reader
    for number in range(5):
        other.take(read_plain(f"{TEXT}Visit {number}, told otherwise.\n"), "a test")
    with other.store.read() as connection:
        assert list(ledger.verify(connection)) == []
        assert any("is not the one that was there" in fault for fault in verify_checkpoints(connection, path, KEY))
    other.store.close()


def test_without_anything_from_elsewhere_the_word_is_guarded(desk: Any, tmp_path: Path) -> None:
    assert "as far as the store itself can tell" in run("audit", "verify", "--store", tmp_path / "desk.sqlite").err


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (lambda lines: [*lines[:1], *lines[2:]], "a line before it is missing"),
        (lambda lines: [lines[0].replace(b'"number":', b'"number":1'), *lines[1:]], "signature"),
        (lambda lines: [b"{broken", *lines[1:]], "damaged"),
        (lambda lines: [line.partition(b',"signature"')[0] + b"}" for line in lines], "signature"),
    ],
)
def test_checkpoints_that_were_changed_are_named(damage: Any, named: str, desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.jsonl"
    for number in range(3):
        with desk.store.write() as connection:
            ledger.append(connection, "ann", "screen", "a name", {"name": str(number)})
        with desk.store.read() as connection:
            assert append_checkpoint(connection, path, KEY)
            assert not append_checkpoint(connection, path, KEY)
            assert list(verify_checkpoints(connection, path, KEY)) == []
    path.write_bytes(b"\n".join(damage(path.read_bytes().splitlines())) + b"\n")
    with desk.store.read() as connection:
        assert any(named in fault for fault in verify_checkpoints(connection, path, KEY))


def test_a_file_without_checkpoints_is_an_error(desk: Any, tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path / "empty"):
        (tmp_path / "empty").touch()
        with desk.store.read() as connection, pytest.raises(StoreError):
            list(verify_checkpoints(connection, path, KEY))


def test_watch_writes_checkpoints(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    elsewhere, store = tmp_path / "elsewhere.jsonl", tmp_path / "watched.sqlite"
    done = run("watch", tmp_path / "in", "--once", "--checkpoints", elsewhere, "--store", store)
    assert done.code == 0, done
    assert run("audit", "verify", "--checkpoints", elsewhere, "--store", store).code == 0
    assert elsewhere.read_bytes().count(b"\n") == 1


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_verifying_nothing_is_an_error(content: str, tmp_path: Path) -> None:
    path = tmp_path / "briefs.jsonl"
    path.write_text(content)
    done = run("verify", path)
    assert (done.code, "holds no brief" in done.err) == (2, True)


def test_forgetting_is_no_fault(desk: Any, tmp_path: Path) -> None:
    store = tmp_path / "desk.sqlite"
    assert run("store", "forget", "--article", "1", "--why", "asked to", "--store", store).code == 0
    assert run("store", "check", "--store", store).out.count("brief") == 0


def test_an_entry_that_refers_to_nothing_is_no_traceback(desk: Any) -> None:
    behind(desk, "UPDATE ledger_details SET detail = '[1]'")
    with desk.store.read() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM ledger")).scalar_one()
        assert any("what it says was changed" in fault for fault in ledger.verify(connection))
