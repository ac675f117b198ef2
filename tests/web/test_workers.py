"""`serve --workers 2`: several web processes behind one address, one queue of texts, one store, one set of jobs."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.stores import KINDS, fresh
from tests.web.test_two_people import until
from watchwire.desk.demo import fill
from watchwire.desk.intake import Desk
from watchwire.store import Store, ledger

TEXT = "Marshal Ri Pyong Chol of North Korea came to Bergen, a spokesman said on Tuesday. "


def children(pid: int) -> set[int]:
    """Return the processes that any thread of a process started."""
    found: set[int] = set()
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found |= {int(word) for word in path.read_text().split()}
    return found


def command_of(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def webs(pid: int) -> set[int]:
    return {child for child in children(pid) if "watchwire.web.process" in command_of(child)}


class Served:
    """`watchwire serve --workers 2` over a store, and its address."""

    def __init__(self, store: Store) -> None:
        self.store = store
        command = [
            "serve",
            "--workers",
            "2",
            "--readers",
            "1",
            "--port",
            "0",
            "--store",
            store.url,
            "--per-minute",
            "99999",
        ]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "watchwire", *command], stderr=subprocess.PIPE, text=True
        )
        assert self.process.stderr is not None
        lines = iter(self.process.stderr.readline, "")
        self.url = next(found[0] for line in lines if (found := re.findall(r"http://127\.0\.0\.1:\d+", line)))
        assert httpx.get(f"{self.url}/health", timeout=60).status_code == 200

    @property
    def webs(self) -> set[int]:
        return webs(self.process.pid)

    def close(self) -> int:
        self.process.terminate()
        return self.process.wait(60)


@pytest.fixture(scope="module", params=KINDS)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    for store in fresh(request.param, tmp_path_factory.mktemp("workers")):
        fill(Desk(store, None))
        running = Served(store)
        yield running
        running.close()


def asked(served: Served, path: str, **more: Any) -> httpx.Response:
    """Ask over a connection of its own, which whichever process is free takes."""
    return httpx.get(f"{served.url}{path}", timeout=60, **more)


def test_two_processes_answer_as_one(served: Served) -> None:
    """Pages, names and texts at once: all answered, the record whole, every entry there once."""
    with served.store.read() as connection:
        before, _ = ledger.head(connection)

    def screen(number: int) -> int:
        body = {"name": f"Ri Pyong Chol {number}"}
        return httpx.post(f"{served.url}/api/screen", json=body, timeout=60).status_code

    def read(number: int) -> str:
        body = {"text": f"{TEXT}It was day {number}."}
        return str(httpx.post(f"{served.url}/api/read", json=body, timeout=120).json()["entities"][0]["name"])

    with ThreadPoolExecutor(12) as several:
        screened, texts = several.map(screen, range(24)), several.map(read, range(4))
        pages = [
            several.submit(asked, served, path) for path in ("/alerts", "/alerts/1", "/articles/1", "/monitor") * 3
        ]
        assert set(screened) == {200}
        assert set(texts) == {"Ri Pyong Chol"}
        assert {page.result().status_code for page in pages} == {200}
    with served.store.read() as connection:
        assert ledger.head(connection)[0] == before + 28
        assert list(ledger.verify(connection)) == []


def test_texts_are_read_by_one_set_of_processes(served: Served) -> None:
    """However many web processes there are; the bounds of the queue are in `tests/desk/test_pool.py`."""
    long = {"text": TEXT * 20}
    with ThreadPoolExecutor(8) as several:
        answers = several.map(
            lambda _: httpx.post(f"{served.url}/api/scan", json=long, timeout=120).status_code, range(8)
        )
        assert {asked(served, "/api/reading").json()["workers"] for _ in range(6)} == {1}
        assert set(answers) == {200}
    readers = [pid for pid in children(served.process.pid) if "watchwire.desk.worker" in command_of(pid)]
    assert len(readers) == 1


def test_one_that_is_killed_is_replaced_and_forms_hold(served: Served) -> None:
    with httpx.Client(base_url=served.url, timeout=60) as browser:
        token = re.search(r'name="csrf" value="(\w+)"', browser.get("/alerts").text)
        assert token is not None
        assert until(lambda: len(served.webs) == 2)
        before = served.webs
        for pid in before:
            os.kill(pid, signal.SIGKILL)
            # At once: the other one answers, or the next, which finds the visitor waiting.
            assert asked(served, "/health").status_code == 200
            assert until(lambda pid=pid: len(served.webs) == 2 and pid not in served.webs)
        assert not before & served.webs
        with suppress(httpx.HTTPError):
            browser.get("/health")  # its connection went with the process that had it
        form = {"csrf": token[1], "name": "open ones", "query": "state=open"}
        answer = browser.post("/alerts/filters", data=form)
        assert answer.status_code == 303
        assert "open ones" in browser.get("/alerts").text


def test_all_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Told to end or killed: no process is left, and a request that is under way is answered when it is told."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        running = Served(Store.open(str(tmp_path / "desk.sqlite")))
        assert until(lambda running=running: len(running.webs) == 2)
        left = children(running.process.pid)
        running.process.send_signal(how)
        assert running.process.wait(60) == (0 if how == signal.SIGTERM else -signal.SIGKILL)
        # one that is loading a model ends after that: no import is cut short, and on a busy machine it takes its time
        assert until(lambda left=left: not any("watchwire" in command_of(pid) for pid in left), 90)


def test_what_cannot_be_served_is_told(tmp_path: Path) -> None:
    """A port that is taken, and a name that is none: one line each, and no process is left."""
    ours = [sys.executable, "-m", "watchwire", "serve", "--workers", "2", "--store", str(tmp_path / "desk.sqlite")]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([*ours, "--port", port], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert f"127.0.0.1:{port} cannot be listened on" in done.stderr
    assert "Traceback" not in done.stderr


class TestJobs:
    """What a page starts is seen by every process, and by those that are started later."""

    @pytest.fixture(params=KINDS)
    def kept(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
        yield from fresh(request.param, tmp_path)

    def test_every_process_shows_it(self, kept: Store, tmp_path: Path) -> None:
        from watchwire.errors import UsageError
        from watchwire.web.jobs import Command, Jobs

        mine, other = Jobs(kept), Jobs(Store.open(kept.url))
        assert other.last is None
        go = tmp_path / "go"
        wait = f"echo begun; while [ ! -e '{go}' ]; do sleep 0.1; done; echo over"
        mine.start("Lists are updated", [Command(["/bin/sh", "-c", wait])], {}, "ann")
        assert until(lambda: other.last is not None and other.last.lines == ("begun",), 20)
        assert other.last is not None
        assert (other.last.running, other.last.user, other.last.step, other.last.steps) == (True, "ann", 1, 1)
        with pytest.raises(UsageError, match="still going on"):
            other.start("x", [], {}, "bob")
        go.touch()
        assert until(lambda: other.last is not None and not other.last.running, 20)
        assert (other.last.state, other.last.failed, other.last.lines) == ("done", 0, ("begun", "over"))
        with kept.read() as connection:
            [entry] = ledger.entries(connection, "list")
        assert entry.detail == {"outcomes": ["begun", "over"], "failed": 0}

    def test_one_whose_process_died_is_told_as_such(self, kept: Store) -> None:
        from watchwire.web.jobs import Command, Jobs

        code = (
            "import sys, time; from watchwire.store import Store; from watchwire.web.jobs import *\n"
            "jobs = Jobs(Store.open(sys.argv[1]))\n"
            "jobs.start('Lists are updated', [Command(['sleep', '60'])], {}, 'ann')\n"
            "print('begun', flush=True); time.sleep(60)"
        )
        process = subprocess.Popen([sys.executable, "-c", code, kept.url], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        jobs = Jobs(kept)
        assert jobs.last is not None
        assert jobs.last.running
        process.kill()
        process.wait(30)
        found = jobs.last
        assert (found.state, found.failed) == ("lost", 1)
        assert "the process that did it ended" in found.lines[-1]
        assert Jobs(Store.open(kept.url)).last == found
        with kept.read() as connection:
            [entry] = ledger.entries(connection, "list")
        assert entry.detail is not None
        assert entry.detail["failed"] == 1
        jobs.start("again", [Command(["true"])], {}, "bob")
        assert until(lambda: jobs.last is not None and jobs.last.state == "done", 20)

    def test_one_of_another_computer_is_given_up_when_it_is_silent(self, kept: Store) -> None:
        import sqlalchemy as sa

        from watchwire.store.jobs import add_job
        from watchwire.store.schema import jobs as table
        from watchwire.web.jobs import Jobs

        with kept.write() as connection:
            add_job(connection, "Lists are updated", "ann", "update", 2)
            connection.execute(sa.update(table).values(process="elsewhere 1"))
        jobs = Jobs(kept)
        assert jobs.last is not None
        assert jobs.last.running
        with kept.write() as connection:
            connection.execute(sa.update(table).values(changed_at="2026-01-01T00:00:00Z"))
        assert jobs.last is not None
        assert jobs.last.state == "lost"
