"""Decisions: nothing overwrites what was not seen, nobody alone undoes what two confirmed, and changes behind the ledger show."""

import pytest
import sqlalchemy as sa

from tests.desk.test_desk import ANN, BOB, VISIT, decide, queue, taken
from watchwire.desk import decisions
from watchwire.desk.accounts import Role, User
from watchwire.desk.decisions import State
from watchwire.errors import DecisionConflict, DecisionRefused
from watchwire.store import Store
from watchwire.store.crosscheck import crosscheck
from watchwire.store.schema import alerts

EVE = User("eve", Role.REVIEWER)


def state(store: Store, number: int = 1) -> str:
    with store.read() as connection:
        return str(connection.execute(sa.select(alerts.c.state).where(alerts.c.id == number)).scalar())


def test_what_was_not_seen_is_not_overwritten(store: Store) -> None:
    taken(store, VISIT)
    decide(store, State.REVIEW, ANN)
    with pytest.raises(DecisionConflict, match="ann set it to `in review`") as told, store.write() as connection:
        decisions.decide(connection, 1, State.FALSE, "a namesake", BOB, seen=0)
    assert list(told.value.changed) == [1]
    assert state(store) == "in review"
    with store.write() as connection:
        decisions.decide(connection, 1, State.FALSE, "a namesake", BOB, seen=1)
    assert state(store) == "false positive"


def test_several_are_decided_or_none(store: Store) -> None:
    taken(store, VISIT)
    first, second = (row["id"] for row in queue(store)[:2])
    decide(store, State.REVIEW, ANN, number=second)
    with pytest.raises(DecisionConflict) as told, store.write() as connection:
        decisions.decide_all(connection, {first: 0, second: 0}, State.FALSE, "namesakes", BOB)
    assert list(told.value.changed) == [second]
    assert [state(store, first), state(store, second)] == ["new", "in review"]


def test_what_two_confirmed_two_undo(store: Store) -> None:
    taken(store, VISIT)
    decide(store, State.RECOMMENDED, ANN)
    decide(store, State.CONFIRMED, BOB)
    for wrong in (State.REOPENED, State.FALSE, State.REVIEW):
        with pytest.raises(DecisionRefused, match="after `confirmed` comes overturn recommended"):
            decide(store, wrong, EVE)
    decide(store, State.OVERTURN, BOB)
    assert [row["id"] for row in queue(store, state="open")].count(1) == 1
    for user, told in ((BOB, "second person"), (ANN, "needs a reviewer")):
        with pytest.raises(DecisionRefused, match=told):
            decide(store, State.REOPENED, user)
        with pytest.raises(DecisionRefused, match=told):
            decide(store, State.CONFIRMED, user)
    decide(store, State.REOPENED, EVE)
    decide(store, State.FALSE, ANN)
    assert state(store) == "false positive"
    with store.read() as connection:
        assert list(crosscheck(connection)) == []


def test_an_overturning_may_be_declined(store: Store) -> None:
    taken(store, VISIT)
    for after, user in (
        (State.RECOMMENDED, ANN),
        (State.CONFIRMED, BOB),
        (State.OVERTURN, ANN),
        (State.CONFIRMED, EVE),
    ):
        decide(store, after, user)
    assert state(store) == "confirmed"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE alerts SET state = 'false positive' WHERE id = 1",
            "its state is `false positive`, the ledger says `reco",
        ),
        ("UPDATE alerts SET party = 'x:1' WHERE id = 1", "its party is not the one"),
        ("UPDATE alerts SET score = 0.1 WHERE id = 1", "its score is 0.1"),
        ("UPDATE alerts SET band = 'weak' WHERE id = 1", "its band is weak"),
        ("UPDATE alerts SET recommended_by = 'bob' WHERE id = 1", "does not tell that bob recommended it"),
        ("UPDATE alerts SET version = 0 WHERE id = 1", "tells of 1 decisions, it counts 0"),
        ("UPDATE decisions SET comment = 'other' WHERE id = 1", "is not what entry"),
        ("UPDATE decisions SET \"user\" = 'bob' WHERE id = 1", "is not what entry"),
        ("DELETE FROM decisions", "of the ledger is missing"),
        (
            "INSERT INTO decisions VALUES (99, 2, 'bob', 'new', 'confirmed', 'sure', '2026-01-01T00:00:00Z')",
            "decision 99 is not in the ledger",
        ),
        ("UPDATE good_guys SET expires = '2099-01-01'", "good guy 1: it is not what entry"),
        ("DELETE FROM good_guys", "good guy 1: the ledger tells of it, the store has none"),
    ],
)
def test_a_change_behind_the_ledger_is_named(store: Store, statement: str, told: str) -> None:
    from datetime import date, timedelta

    taken(store, VISIT)
    decide(store, State.RECOMMENDED, ANN)
    with store.write() as connection:
        later = date.today() + timedelta(days=9)
        decisions.add_good_guy(connection, "Ri Pyong Chol", "un-sc:KPi.076", "0" * 64, "a poet", later, BOB)
    with store.read() as connection:
        assert list(crosscheck(connection)) == []
    with store.write() as connection:
        connection.execute(sa.text(statement))
    with store.read() as connection:
        faults = list(crosscheck(connection))
    assert any(told in fault for fault in faults), faults


def test_a_missing_alert_is_named(store: Store) -> None:
    taken(store, VISIT)
    with store.write() as connection:
        for table in ("alert_articles", "alert_parties", "outbox"):
            connection.execute(sa.text(f"DELETE FROM {table} WHERE alert = 1"))
        connection.execute(sa.text("DELETE FROM alerts WHERE id = 1"))
    with store.read() as connection:
        assert list(crosscheck(connection)) == ["alert 1: the ledger tells of it, the store has none"]


def test_what_was_forgotten_is_no_fault(store: Store) -> None:
    from watchwire.store import transfer

    taken(store, VISIT)
    decide(store, State.RECOMMENDED, ANN)
    with store.write() as connection:
        transfer.forget_article(connection, 1, "ann", "asked to")
    with store.read() as connection:
        assert list(transfer.check(connection)) == []
