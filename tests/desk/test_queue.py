"""The queue: whatever it is sorted by, one goes from alert to alert through all of it, and round."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from tests.desk.test_desk import VISIT, taken
from watchwire.desk.queue import SORTS, Filter, count_alerts, find_alerts, following
from watchwire.store import Store
from watchwire.store.schema import alerts

DAY = date(2026, 3, 1)
MADE = [
    (0.5, None, "Ö"),
    (0.7, DAY, "b"),
    (0.7, DAY, "a"),
    (0.7, None, "B"),
    (0.9, DAY - timedelta(1), "a"),
    (0.1 + 0.2, DAY, "é"),
]


@pytest.fixture
def queued(store: Store) -> Store:
    taken(store, VISIT)
    with store.write() as connection:
        row = dict(connection.execute(sa.select(alerts).limit(1)).mappings().one())
        row.pop("id")
        for number, (score, due, subject) in enumerate(MADE):
            made = {
                "score": score,
                "due_on": due,
                "subject": subject,
                "party": f"own:{number}",
                "subject_id": f"own:{number}",
            }
            connection.execute(alerts.insert().values({**row, **made}))
    return store


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("wanted", [Filter(), Filter(text="i"), Filter(state="new", band="strong")])
def test_one_goes_through_all_of_it(queued: Store, sort: str, wanted: Filter) -> None:
    with queued.look() as connection:
        rows = [row["id"] for row in find_alerts(connection, wanted, None, 0, sort).rows]
        assert len(rows) > 2
        for here, then in zip(rows, [*rows[1:], rows[0]], strict=True):
            assert following(connection, wanted, sort, here) == then


@pytest.mark.parametrize("sort", SORTS)
def test_from_what_was_decided_to_what_comes_after(queued: Store, sort: str) -> None:
    with queued.look() as connection:
        rows = [row["id"] for row in find_alerts(connection, Filter(), None, 0, sort).rows]
    gone = rows[2]
    with queued.write() as connection:
        connection.execute(alerts.update().where(alerts.c.id == gone).values(state="false positive"))
    with queued.look() as connection:
        assert following(connection, Filter(), sort, gone) == rows[3], "its place is known though it left the queue"
        assert following(connection, Filter(text="no such name"), sort, gone) is None
        assert following(connection, Filter(), sort, 10**6) == rows[0], "what is not there leads to the first"


def test_counts_are_those_of_the_queue(queued: Store) -> None:
    wanted = {
        "all": Filter(),
        "named": Filter(text="a"),
        "mine": Filter(assigned="ann"),
        "second": Filter(second="ann"),
    }
    with queued.look() as connection:
        assert count_alerts(connection, wanted) == {
            name: find_alerts(connection, held, None).total for name, held in wanted.items()
        }
