"""Two people in two browsers decide; two servers and a watcher go on while the lists change under them."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.desk.test_desk import VISIT
from tests.store.test_wholes import own
from tests.support.serving import Served, serve
from tests.web.browsing import PASSWORD, WITH_BROWSER, chromium, log_in
from watchwire.desk import Desk, accounts
from watchwire.desk.accounts import Role
from watchwire.lists import Library
from watchwire.model import Article, Published
from watchwire.store import Store, ledger
from watchwire.store.crosscheck import crosscheck

__all__ = ["chromium"]


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Served]:
    store = Store.open(str(tmp_path / "desk.sqlite"))
    with store.write() as connection:
        for name, role in (("ann", Role.ANALYST), ("bob", Role.REVIEWER), ("eve", Role.REVIEWER)):
            accounts.add_user(connection, name, role, PASSWORD, "root")
    desk = Desk(store, None)
    desk.take(
        Article(VISIT, "https://a.example/1", published=Published(date(2023, 9, 12), "metadata", "given")), "test"
    )
    running = serve(desk, accounts=True)
    yield running
    running.close()


@pytest.fixture
def people(chromium: Any, guarded: Served) -> Iterator[dict[str, Any]]:
    found = {}
    for name in ("ann", "bob", "eve"):
        found[name] = chromium.new_context(base_url=guarded.url).new_page()
        log_in(found[name], name)
    yield found
    for page in found.values():
        page.context.close()


def decide(page: Any, state: str, why: str) -> None:
    page.check(f"input[value='{state}']")
    page.fill("#comment", why)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


class TestTwoPeople:
    pytestmark = WITH_BROWSER

    def test_a_stale_form_overwrites_nothing_and_loses_nothing(self, people: dict[str, Any], guarded: Served) -> None:
        ann, bob = people["ann"], people["bob"]
        for page in (ann, bob):
            page.goto("/alerts/1")
        decide(ann, "in review", "I look into it")
        decide(bob, "false positive", "a poet of the same name")
        told = bob.inner_text("#conflict")
        assert "ann set it to `in review`" in told
        assert "I look into it" in told
        assert bob.input_value("#comment") == "a poet of the same name"
        assert bob.locator("input[name=state]:checked").count() == 0
        decide(bob, "false positive", "a poet of the same name")
        bob.goto("/alerts/1")
        assert "State: false positive" in bob.inner_text("main")
        with guarded.desk.store.read() as connection:
            assert list(crosscheck(connection)) == []

    def test_bulk_overwrites_nothing(self, people: dict[str, Any]) -> None:
        ann, bob = people["ann"], people["bob"]
        bob.goto("/alerts")
        bob.check("#every")
        ann.goto("/alerts/1")
        decide(ann, "in review", "I look into it")
        bob.select_option("#bulk-state", "false positive")
        bob.fill("#bulk-comment", "namesakes all")
        with bob.expect_navigation():
            bob.click("#bulk button:has-text('Decide')")
        assert "ann set it to `in review`" in bob.inner_text("#conflict")
        assert bob.input_value("#bulk-comment") == "namesakes all"
        assert not bob.is_checked("input[value^='1:']")
        assert bob.locator("input[name=alert]:checked").count() >= 1
        assert "false positive" not in bob.inner_text("tbody")

    def test_what_two_confirmed_two_undo(self, people: dict[str, Any]) -> None:
        ann, bob, eve = people["ann"], people["bob"], people["eve"]
        ann.goto("/alerts/1")
        decide(ann, "recommended true match", "rank and year agree")
        bob.goto("/alerts?who=second")
        with bob.expect_navigation():
            bob.click("tbody a >> nth=0")
        decide(bob, "confirmed", "I agree")
        ann.goto("/alerts/1")
        assert ann.locator("input[name=state]").evaluate_all("(nodes) => nodes.map((n) => n.value)") == [
            "overturn recommended"
        ]
        decide(ann, "overturn recommended", "the year was a typing error")
        ann.goto("/alerts/1")
        decide(ann, "reopened", "as I said")
        assert "needs a reviewer" in ann.inner_text("main")
        eve.goto("/alerts/1")
        decide(eve, "reopened", "I saw the source")
        eve.goto("/alerts/1")
        assert "State: reopened" in eve.inner_text("main")


class Process:
    """A server as a process of its own, as `watchwire serve` starts it."""

    def __init__(self, store: str, library: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as held:
            port = held.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        command = [
            sys.executable, "-m", "watchwire", "serve", "--port", str(port), "--store", store, "--library", str(library),
            "--per-minute", "100000",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(self) -> None:
        def answers() -> bool:
            with suppress(httpx.HTTPError):
                return httpx.get(f"{self.url}/health", timeout=60).status_code == 200
            return False

        assert until(answers)

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(60)


def test_two_servers_and_a_watcher_while_the_lists_change(tmp_path: Path, server: Any) -> None:
    """Three processes that were told nothing use the new lists: both servers at once, the watcher in its next round."""
    root, url = tmp_path / "library", str(tmp_path / "desk.sqlite")
    library = Library(root)
    library.add(own(tmp_path, "Zebulon Quartermain"), "own", date(2024, 1, 1))
    text = "The banker Casimir Thistlewood opened an office in Oslo, a spokesman said to reporters."
    server.page("/1", f"<html><body><article><p>{text}</p></article></body></html>".encode())
    feed = f"<rss version='2.0'><channel><title>w</title><item><guid>1</guid><link>{server.url}/1</link><title>Office</title></item></channel></rss>"
    server.page("/feed", feed.encode(), "application/rss+xml")
    store = Store.open(url)
    one, two = (Process(url, root) for _ in range(2))
    command = [
        sys.executable, "-m", "watchwire", "watch", "--every", "0.1", "--pause", "0", "--allow-private", "--store", url, "--library", str(root),
        f"{server.url}/feed",
    ]  # fmt: skip
    watcher = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        for running in (one, two):
            running.wait()
        asked = {"name": "Casimir Thistlewood"}
        for running in (one, two):
            assert httpx.post(f"{running.url}/api/screen", json=asked, timeout=60).json()["matches"] == []
        assert until(lambda: httpx.get(f"{one.url}/api/articles", timeout=60).json()["articles"])
        assert httpx.get(f"{one.url}/api/alerts", timeout=60).json()["alerts"] == []
        bundle = tmp_path / "own-2.ftm.json"
        own(tmp_path, "Zebulon Quartermain", "Casimir Thistlewood")
        added = subprocess.run(
            [sys.executable, "-m", "watchwire", "lists", "add", str(bundle), "--library", str(root), "--date", "2024-02-01"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert added.returncode == 0, added.stderr
        for running in (one, two):
            answer = httpx.post(f"{running.url}/api/screen", json=asked, timeout=60).json()
            assert [match["caption"] for match in answer["matches"]] == ["Casimir Thistlewood"]
            assert [item["version"] for item in answer["lists"]] == ["2024-02-01"]
        assert until(lambda: httpx.get(f"{two.url}/api/alerts", timeout=60).json()["alerts"])
        [row] = httpx.get(f"{two.url}/api/alerts", timeout=60).json()["alerts"]
        body = {"state": "false positive", "comment": "a namesake", "seen": row["version"]}
        assert httpx.post(f"{one.url}/api/alerts/{row['id']}/decisions", json=body, timeout=60).status_code == 200
        stale = httpx.post(f"{two.url}/api/alerts/{row['id']}/decisions", json=body, timeout=60)
        assert stale.status_code == 409
        assert "local set it to `false positive`" in stale.json()["changed"][str(row["id"])][0]
        with store.read() as connection:
            assert list(ledger.verify(connection)) == []
            assert list(crosscheck(connection)) == []
    finally:
        watcher.kill()
        watcher.communicate(timeout=30)
        one.close()
        two.close()
        store.close()


def until(true: Any, seconds: float = 90) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.3)
    return False
