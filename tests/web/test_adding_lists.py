"""Lists are added in the browser: by files, with the checks of the command, progress, and what changed."""

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.store.test_wholes import own
from tests.support.serving import Served, serve
from tests.web.test_truth import csrf, entries
from watchwire.desk import Desk
from watchwire.desk.rescreen import rescreen
from watchwire.lists import Library
from watchwire.model import Article
from watchwire.store import Store
from watchwire.web.jobs import OURS, Command

TEXT = "The banker Casimir Thistlewood opened an office in Oslo, a spokesman said to reporters."


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Served]:
    library = Library(tmp_path / "library")
    library.add(own(tmp_path, "Zebulon Quartermain"), "own", date(2024, 1, 1))
    desk = Desk(Store.open(str(tmp_path / "desk.sqlite")), library)
    desk.take(Article(TEXT, "https://a.example/1"), "test")
    rescreen(desk)
    made = serve(desk)
    yield made
    made.close()


@pytest.fixture
def client(running: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.url, timeout=60, follow_redirects=True, headers={"Accept": "text/html"}) as made:
        yield made


def over(running: Served, seconds: float = 90) -> Any:
    deadline = time.monotonic() + seconds
    while running.state.jobs.last.running and time.monotonic() < deadline:
        time.sleep(0.05)
    return running.state.jobs.last


def two_parties(folder: Path) -> bytes:
    own(folder, "Zebulon Quartermain", "Casimir Thistlewood")
    return (folder / "own-2.ftm.json").read_bytes()


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_list_is_added_by_its_file(chromium: Any, running: Served, tmp_path: Path) -> None:
    """Four clicks and a file: the list is checked, added, told, and what is stored is screened against it."""
    path = tmp_path / "new.ftm.json"
    path.write_bytes(two_parties(tmp_path))
    page = chromium.new_page(base_url=running.url)
    page.goto("/lists")
    page.click("#add > summary")
    page.set_input_files("#add input[type=file]", str(path))
    page.fill("#add input[name=date]", "2024-02-01")
    with page.expect_navigation():
        page.click("#add button:has-text('Add it')")
    page.wait_for_selector("#job[data-running=no]", timeout=90_000)
    told = page.inner_text("#job")
    assert "done" in told
    assert "since the version before: 1 added, 0 removed, 0 changed" in told
    assert "1 new alerts" in told
    with page.expect_navigation():
        page.click("text=since 2024-01-01")
    assert "1 added, 0 removed, 0 changed." in page.inner_text("main")
    assert "Casimir Thistlewood" in page.inner_text("main")
    page.close()
    [row] = httpx.get(f"{running.url}/api/alerts", timeout=60).json()["alerts"]
    assert row["caption"] == "Casimir Thistlewood"
    [entry] = [e for e in entries(running.desk, "list") if e["subject"] == "add"]
    assert entry["failed"] == 0
    assert any("new alerts" in line for line in entry["outcomes"])
    newest = running.desk.library.newest()[0]  # type: ignore[union-attr]
    assert newest.source == "new.ftm.json", "where it came from, not where it lay on the server"


def send(client: httpx.Client, files: list[tuple[str, bytes]], **fields: str) -> httpx.Response:
    parts = [("file", (name, body)) for name, body in files]
    return client.post("/lists/add", data={"csrf": csrf(client), **fields}, files=parts or {"none": b""})


def test_a_list_that_is_cut_short_is_held_back(client: httpx.Client, running: Served, tmp_path: Path) -> None:
    names = [
        f"Zebulon {word} Quartermain"
        for word in ["Abel", "Boris", "Cyril", "Dmitri", "Egon", "Fritz", "Gustav", "Hector", "Ivor", "Jasper"]
    ]
    own(tmp_path, *names, *(f"{name} Senior" for name in names), *(f"{name} Minor" for name in names))
    body = (tmp_path / "own-30.ftm.json").read_bytes()
    short = b"\n".join(body.splitlines()[:3])
    assert send(client, [("own.ftm.json", body)], date="2024-02-01").status_code == 200
    assert over(running).failed == 0
    send(client, [("own.ftm.json", short)], date="2024-03-01")
    job = over(running)
    assert job.failed == 1
    assert any("It may be cut short" in line for line in job.lines)
    assert job.step == 1, "nothing is screened again"
    assert str(running.desk.library.newest()[0].version) == "2024-02-01"  # type: ignore[union-attr]
    send(client, [("own.ftm.json", short)], date="2024-03-01", shrink="yes")
    assert over(running).failed == 0


def test_names_of_files_reach_nothing(client: httpx.Client, running: Served, tmp_path: Path) -> None:
    """A name is no way out of the folder, no option, and no module that Python would take for its own."""
    body = two_parties(tmp_path)
    marker = tmp_path / "reached"
    evil = f"open({str(marker)!r}, 'w').close()".encode()
    for name in ("../../../../tmp/evil.ftm.json", "--accept-shrink", "..", "a\x00b.ftm.json", "C:\\dir\\x.ftm.json"):
        answer = send(client, [(name, body)], date="2024-02-01")
        assert answer.status_code in {200, 422}, name
        if answer.status_code == 200:
            job = over(running)
            assert not any("Traceback" in line for line in job.lines), (name, job.lines)
    for name in ("watchwire.py", "typer.py", "sitecustomize.py"):
        send(client, [(name, evil)])
        assert over(running).failed == 1
    assert not marker.exists()
    assert not Path("/tmp/evil.ftm.json").exists()
    assert send(client, [("x.json", body), ("x.json", body)]).status_code == 422
    assert send(client, []).status_code == 422
    assert send(client, [], url="file:///etc/passwd").status_code == 422
    assert send(client, [("x.json", body)], url="https://example.org/x").status_code == 422


def test_only_an_admin_sends_large_files(tmp_path: Path) -> None:
    from watchwire.desk import accounts
    from watchwire.desk.accounts import Role

    store = Store.open(str(tmp_path / "desk.sqlite"))
    with store.write() as connection:
        accounts.add_user(connection, "bob", Role.REVIEWER, "correct horse battery", "root")
        token = accounts.make_token(connection, "bob", "t", 9, "root")
    running = serve(Desk(store, Library(tmp_path / "library")), accounts=True, max_body=10_000, max_list=1_000_000)
    try:
        for headers, expected in (({}, 401), ({"Authorization": f"Bearer {token}"}, 403)):
            answer = httpx.post(
                f"{running.url}/lists/add", files={"file": ("x.csv", b"x" * 500_000)}, headers=headers, timeout=60
            )
            assert answer.status_code == expected
        huge = httpx.post(f"{running.url}/lists/add", files={"file": ("x.csv", b"x" * 1_100_000)}, timeout=60)
        assert huge.status_code == 413
        elsewhere = httpx.post(f"{running.url}/test", files={"file": ("x.csv", b"x" * 500_000)}, timeout=60)
        assert elsewhere.status_code == 413
    finally:
        running.close()


def test_what_is_sent_is_removed_when_the_work_is_over(client: httpx.Client, running: Served, tmp_path: Path) -> None:
    import tempfile

    before = set(Path(tempfile.gettempdir()).glob("watchwire-list-*"))
    send(client, [("own.ftm.json", two_parties(tmp_path))], date="2024-02-01")
    over(running)
    send(client, [("own.txt", b"no list at all")])
    over(running)
    assert set(Path(tempfile.gettempdir()).glob("watchwire-list-*")) <= before


def test_a_list_goes_into_the_library_of_this_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nobody named it, and never into the one in the user's data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WATCHWIRE_LIBRARY", raising=False)
    running = serve(Desk(Store.open(str(tmp_path / "desk.sqlite")), Library(tmp_path / "mine", named=False)))
    try:
        with httpx.Client(base_url=running.url, timeout=60, follow_redirects=True) as client:
            send(client, [("own.ftm.json", two_parties(tmp_path))], date="2024-02-01")
        assert over(running).failed == 0
        assert [str(held.version) for held in Library(tmp_path / "mine").newest()] == ["2024-02-01"]
        assert not (tmp_path / "home").exists() or not [*(tmp_path / "home").rglob("*.json")]
    finally:
        running.close()


def test_a_needed_command_that_fails_ends_the_job(running: Served) -> None:
    fails = [sys.executable, "-c", "raise SystemExit(3)"]
    running.state.jobs.start("x", [Command(fails, needed=True), Command([*OURS, "--version"])], {}, "ann")
    job = over(running)
    assert (job.failed, job.step, job.steps) == (1, 1, 2)
