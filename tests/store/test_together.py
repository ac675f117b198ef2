"""Writes in one transaction: each is kept or fails by itself, and returns only when it is kept."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from watchwire.desk.record import note
from watchwire.store import Store, ledger
from watchwire.store.schema import ledger as entries


def count(store: Store) -> int:
    with store.look() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(entries)).scalar_one())


def test_all_are_kept_in_fewer_transactions(store: Store) -> None:
    begun, hold = [], threading.Event()
    write = store.write

    def counted() -> object:
        begun.append(1)
        hold.wait(30)  # so that the others come meanwhile
        return write()

    store.together._write = counted  # type: ignore[assignment]

    def one(number: int) -> int:
        note(store, "ann", "search", f"{number}", {"query": "x"})
        return count(store)

    with ThreadPoolExecutor(20) as pool:
        running = [pool.submit(one, number) for number in range(20)]
        while len(store.together._waiting) < 19:
            assert not any(task.done() for task in running)
        hold.set()
        seen = [task.result(60) for task in running]
    assert len(begun) == 2, "the first, and all who came meanwhile"
    assert min(seen) >= 1
    assert count(store) == 20
    with store.read() as connection:
        assert {entry.subject for entry in ledger.entries(connection)} == {str(n) for n in range(20)}
        assert list(ledger.verify(connection)) == []


def test_one_that_fails_spoils_no_other(store: Store) -> None:
    start = threading.Barrier(8)

    def one(number: int) -> None:
        def work(connection: sa.Connection) -> None:
            ledger.append(connection, "ann", "search", f"{number}", {})
            if number % 4 == 1:
                raise ValueError(f"no {number}")

        start.wait(30)
        store.together.do(work)

    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(one, number) for number in range(8)]
    for number, task in enumerate(running):
        if number % 4 == 1:
            with pytest.raises(ValueError, match=f"no {number}"):
                task.result()
        else:
            task.result()
    assert count(store) == 6
    with store.read() as connection:
        assert list(ledger.verify(connection)) == []


WRITES = """
import sys, time
from watchwire.store import Store, ledger
store = Store.open(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(60):
    with store.write() as connection:
        ledger.append(connection, sys.argv[2], "screen", f"{number}", {})
        time.sleep(0.004)
"""


def test_several_processes_write_a_file_in_turn(tmp_path: Path) -> None:
    """None is refused, nothing is lost, the chain is whole; one that dies while it writes holds nobody up."""
    path = str(tmp_path / "desk.sqlite")
    store = Store.open(path)
    dead = subprocess.Popen(
        [sys.executable, "-c", f"from watchwire.store import Store\nwith Store.open({path!r}).write():\n  print(1, flush=True); input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert dead.stdout is not None
    dead.stdout.readline()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITES, path, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in "abc"
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdin is not None
        assert writer.stdout.readline() == "ready\n"
        writer.stdin.write("\n")
        writer.stdin.flush()
    dead.kill()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    with store.read() as connection:
        assert ledger.head(connection)[0] == 180
        assert list(ledger.verify(connection)) == []
