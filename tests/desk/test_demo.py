"""The example desk: every page has something to show, and it is filled once."""

from pathlib import Path

import pytest

from watchwire.desk import Desk
from watchwire.desk.demo import fill
from watchwire.desk.queue import Filter, find_alerts
from watchwire.errors import UsageError
from watchwire.store import Store, transfer


def test_the_example(tmp_path: Path) -> None:
    desk = Desk(Store.open(str(tmp_path / "demo.sqlite")), None)
    articles, alerts = fill(desk)
    assert articles == 7
    assert alerts >= 8
    with desk.store.read() as connection:
        rows = find_alerts(connection, Filter("all"), None).rows
        assert list(transfer.check(connection)) == []
    assert {row["state"] for row in rows} >= {
        "new",
        "in review",
        "recommended true match",
        "confirmed",
        "overturn recommended",
        "false positive",
    }
    assert any(row["due_on"] for row in rows)
    with pytest.raises(UsageError, match="not empty"):
        fill(desk)
