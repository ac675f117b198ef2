"""Writes in one transaction: each is kept or fails by itself, and returns only when it is kept."""

import threading
from concurrent.futures import ThreadPoolExecutor

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
