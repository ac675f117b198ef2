"""Alerts from before there was one a subject, or from before a list joined two entries, are merged; nothing is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.support.stores import KINDS, fresh
from watchwire.desk import Desk, decisions, work
from watchwire.desk.accounts import Role, User
from watchwire.desk.decisions import State
from watchwire.desk.merging import merge_alerts
from watchwire.desk.queue import Filter, find_alerts
from watchwire.desk.rescreen import rescreen
from watchwire.desk.views import alert_view
from watchwire.errors import DecisionRefused
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle
from watchwire.model import Article
from watchwire.store import Store, ledger
from watchwire.store.crosscheck import crosscheck
from watchwire.store.schema import alerts

ANN, BOB = User("ann", Role.ANALYST), User("bob", Role.REVIEWER)
TEXT = "The banker Casimir Thistlewood, born on 3 May 1961, opened an office in Oslo, a spokesman said to reporters."
SECOND = "The banker Casimir Thistlewood, born on 3 May 1961, bought a mill in Bergen, a lawyer said to the paper."


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    yield from fresh(request.param, tmp_path)


def listed(folder: Path, name: str, joined: bool) -> Bundle:
    """Write a list that has the man; joined to the others' entries by his number where that is wanted."""
    path = folder / f"{name}.ftm.json"
    told = ',"birthDate":["1961-05-03"],"country":["no"],"passportNumber":["X1234567"]' if joined else ""
    path.write_text(
        f'{{"id":"{name}1","schema":"Person","properties":{{"name":["Casimir Thistlewood"],"topics":["sanction"]{told}}},'
        f'"datasets":["{name}"]}}\n'
    )
    return Bundle.from_paths([path])


def split(store: Store) -> list[int]:
    """Take an alert apart, as versions before had them: one for each list's entry."""
    with store.write() as connection:
        row = connection.execute(sa.select(alerts)).one()
        entries = connection.execute(sa.text("SELECT party FROM alert_parties ORDER BY party")).scalars().all()
        other = next(party for party in entries if party != row.party)
        values = {k: v for k, v in row._mapping.items() if k != "id"} | {
            "party": other,
            "subject_id": other,
            "score": 0.77,
        }
        connection.execute(alerts.update().values(subject_id=row.party))
        number = connection.execute(alerts.insert().values(**values)).inserted_primary_key[0]  # type: ignore[index]
        connection.execute(sa.text("UPDATE alert_parties SET alert = :n WHERE party = :p"), {"n": number, "p": other})
        connection.execute(
            sa.text("INSERT INTO alert_articles SELECT :n, article, match FROM alert_articles"), {"n": number}
        )
        ledger.append(
            connection, "watchwire", "alert", f"alert {number}",
            {"party": other, "subject": row.subject, "score": 0.77, "band": row.band},
        )  # fmt: skip
    return [row.id, number]


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    library = Library(tmp_path / "library")
    for name in ("north", "south"):
        library.add(listed(tmp_path, name, joined=True), name, date(2024, 1, 1))
    desk = Desk(store, library)
    desk.take(Article(TEXT, "https://a.example/1", language="en"), "test")
    return desk


def shown(store: Store, state: str = "all") -> list[dict[str, Any]]:
    with store.read() as connection:
        assert list(crosscheck(connection)) == []
        assert list(ledger.verify(connection)) == []
        return find_alerts(connection, Filter(state), None).rows


def test_old_alerts_become_one(desk: Desk) -> None:
    first, second = split(desk.store)
    assert len(shown(desk.store)) == 2
    with desk.store.write() as connection:
        work.add_note(connection, second, "seen in the south", ANN)
        work.assign(connection, second, None, date.today() + timedelta(days=3), ANN)
    assert merge_alerts(desk) == 1
    [row] = shown(desk.store)
    assert row["id"] == first
    assert {entry["party"] for entry in row["parties"]} == {"ftm-north:north1", "ftm-south:south1"}
    assert row["due_on"] == date.today() + timedelta(days=3)
    with desk.store.read() as connection:
        view = alert_view(connection, first)
    assert view is not None
    assert [note.text for note in view.notes] == ["seen in the south"]
    assert [number for number, _ in view.earlier] == [second]
    assert merge_alerts(desk) == 0, "it is done once"


@pytest.mark.parametrize(
    ("mine", "theirs", "stays"),
    [
        ([State.FALSE], [], 1),  # what nobody has looked at needs a look
        ([], [State.FALSE], 0),
        ([State.FALSE], [State.RECOMMENDED, State.CONFIRMED], 1),
        ([State.REVIEW], [State.RECOMMENDED], 1),
        ([State.FALSE], [State.UNDETERMINED], 1),
        ([State.FALSE], [State.FALSE], 0),
    ],
)
def test_what_still_needs_a_look_stays(desk: Desk, mine: list[State], theirs: list[State], stays: int) -> None:
    numbers = split(desk.store)
    with desk.store.write() as connection:
        for number, states in zip(numbers, (mine, theirs), strict=True):
            for seen, state in enumerate(states):
                decisions.decide(connection, number, state, "as I said", BOB if state is State.CONFIRMED else ANN, seen)
    merge_alerts(desk)
    [row] = shown(desk.store)
    assert row["id"] == numbers[stays]
    assert row["state"] == ([mine, theirs][stays] or [State.NEW])[-1]
    with desk.store.read() as connection:
        view = alert_view(connection, row["id"])
    assert view is not None
    [(_, earlier)] = view.earlier
    assert [item.after for item in earlier] == [theirs, mine][stays], "no decision is lost"


def test_nobody_decides_on_what_went_into_another(desk: Desk) -> None:
    first, second = split(desk.store)
    merge_alerts(desk)
    with desk.store.write() as connection, pytest.raises(DecisionRefused, match=f"part of alert {first}"):
        decisions.decide(connection, second, State.FALSE, "a namesake", ANN, 0)


def test_a_further_article_finds_the_alert_that_stays(desk: Desk) -> None:
    split(desk.store)
    merge_alerts(desk)
    desk.take(Article(SECOND, "https://a.example/2", language="en"), "test")
    with desk.store.read() as connection:
        rows = connection.execute(
            sa.select(alerts.c.story, alerts.c.subject_id).where(alerts.c.merged_into.is_(None))
        ).all()
    assert len(rows) == len(set(rows))


def test_new_lists_that_join_two_entries_merge_their_alerts(store: Store, tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    for name in ("north", "south"):
        library.add(listed(tmp_path, name, joined=False), name, date(2024, 1, 1))
    desk = Desk(store, library)
    desk.take(Article(TEXT, "https://a.example/1", language="en"), "test")
    rescreen(desk)
    assert len(shown(store)) == 2
    for name in ("north", "south"):
        library.add(listed(tmp_path, name, joined=True), name, date(2024, 2, 1))
    rescreen(desk)
    assert len(shown(store)) == 1


def test_a_store_of_the_version_before_is_upgraded(tmp_path: Path) -> None:
    """The schema is brought forward; alerts stay as they were until the desk starts."""
    path = tmp_path / "old.sqlite"
    desk = Desk(Store.open(str(path)), None)
    desk.take(
        Article(TEXT.replace("Casimir Thistlewood", "Sergei Shoigu"), "https://a.example/1", language="en"), "test"
    )
    desk.store.close()
    with closing(sqlite3.connect(path)) as connection:
        for statement in (
            "DROP INDEX ix_alerts_merged_into",
            "ALTER TABLE alerts DROP COLUMN merged_into",
            "DROP TABLE rules",
            "DROP TABLE jobs",
            "UPDATE alembic_version SET version_num = '0004'",
        ):
            connection.execute(statement)
        connection.commit()
    again = Desk(Store.open(str(path)), None)
    assert len(shown(again.store)) == 1
    assert merge_alerts(again) == 0
