"""Two web processes and a watcher over one store, and two people in two browsers, while the lists change under them."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.store.test_wholes import own
from tests.support.stores import KINDS, fresh
from tests.web.browsing import PASSWORD, WITH_BROWSER, chromium, press, read, window
from tests.web.test_two_people import Process, until
from watchwire.desk import accounts
from watchwire.desk.accounts import Role
from watchwire.lists import Library
from watchwire.store import Store, ledger
from watchwire.store.crosscheck import crosscheck

__all__ = ["chromium"]
pytestmark = WITH_BROWSER
TEXT = "The banker Casimir Thistlewood opened an office in Oslo, a spokesman said to reporters."


@dataclass
class Office:
    """Two servers, and where their library and their store are."""

    one: Process
    two: Process
    library: Path
    store: Store


@pytest.fixture(params=KINDS)
def office(request: pytest.FixtureRequest, tmp_path: Path, server: Any) -> Iterator[Office]:
    root = tmp_path / "library"
    Library(root).add(own(tmp_path, "Zebulon Quartermain"), "own", date(2024, 1, 1))
    server.page("/1", f"<html><body><article><p>{TEXT}</p></article></body></html>".encode())
    feed = f"<rss version='2.0'><channel><title>w</title><item><guid>1</guid><link>{server.url}/1</link><title>Office</title></item></channel></rss>"
    server.page("/feed", feed.encode(), "application/rss+xml")
    for store in fresh(request.param, tmp_path):
        with store.write() as connection:
            for name, role in (("ada", Role.ADMIN), ("bob", Role.REVIEWER)):
                accounts.add_user(connection, name, role, PASSWORD, "root")
        one, two = (Process(store.url, root) for _ in range(2))
        watcher = subprocess.Popen(
            [
                sys.executable, "-m", "watchwire", "watch", "--every", "0.1", "--pause", "0", "--allow-private",
                "--store", store.url, "--library", str(root), f"{server.url}/feed",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            for running in (one, two):
                running.wait()
            yield Office(one, two, root, store)
        finally:
            watcher.kill()
            watcher.wait(30)
            one.close()
            two.close()


def shows(page: Any, path: str, text: str) -> bool:
    """Say whether a page shows a text, after a while where others are still at work."""

    def there() -> bool:
        page.goto(path)
        return text in page.inner_text("main")

    return until(there)


def test_all_see_the_new_list_and_nobody_overwrites(chromium: Any, office: Office, tmp_path: Path) -> None:
    with window(chromium, office.one.url, "ada") as ada, window(chromium, office.two.url, "bob") as bob:
        assert shows(bob, "/articles", "Office"), "the watcher's article is there for both"
        for page in (ada, bob):
            read(page, TEXT)
            assert "Casimir Thistlewood" not in page.inner_text("#matches")
        _add_the_list(ada, tmp_path)
        # Nobody told the other server, nor the watcher: the next page knows.
        bob.goto("/lists")
        assert "2024-02-01" in bob.inner_text("main")
        read(bob, TEXT)
        assert "Casimir Thistlewood" in bob.inner_text("#matches")
        assert "2024-02-01" in bob.text_content("details:has-text('Held against')")
        for page in (ada, bob):
            assert shows(page, "/alerts", "Casimir Thistlewood")
            press(page, "tbody a >> nth=0")
            assert "Casimir Thistlewood" in page.inner_text("h1")
        _decide(bob, "in review", "I look into it")
        _decide(ada, "false positive", "a poet of the same name")
        assert "bob set it to `in review`" in ada.inner_text("#conflict")
        assert ada.input_value("#comment") == "a poet of the same name"
        _decide(ada, "false positive", "a poet of the same name")
        assert shows(bob, "/alerts?state=all", "false positive")
        press(ada, "text=Log out")
        ada.goto("/alerts")
        assert "/login" in ada.url
    with office.store.read() as connection:
        assert list(ledger.verify(connection)) == []
        assert list(crosscheck(connection)) == []


@pytest.mark.parametrize("office", ["sqlite"], indirect=True)
def test_a_session_is_one_for_all_servers(chromium: Any, office: Office) -> None:
    """A form that one server made is taken by the other, and who logs out at one is out at both."""
    with window(chromium, office.one.url, "bob") as bob:
        other = bob.context.new_page()
        other.goto(f"{office.two.url}/alerts")
        assert "/login" not in other.url, "loopback's cookies know no ports, as behind one name"
        other.goto(f"{office.one.url}/alerts")
        token = other.locator("form[action='/alerts/filters'] [name=csrf]").get_attribute("value")
        answer = other.request.post(
            f"{office.two.url}/alerts/filters",
            form={"csrf": token, "name": "open ones", "query": "state=open"},
        )
        assert answer.ok
        assert shows(other, f"{office.one.url}/alerts", "open ones")
        other.goto(f"{office.two.url}/alerts")
        press(other, "text=Log out")
        bob.goto("/alerts")
        assert "/login" in bob.url


def _add_the_list(page: Any, folder: Path) -> None:
    own(folder, "Zebulon Quartermain", "Casimir Thistlewood")
    page.goto("/lists")
    page.click("#add > summary")
    page.set_input_files("#add input[type=file]", str(folder / "own-2.ftm.json"))
    page.fill("#add input[name=date]", "2024-02-01")
    press(page, "#add button:has-text('Add it')")
    page.wait_for_selector("#job[data-running=no]", timeout=120_000)
    assert "1 added, 0 removed" in page.inner_text("#job")


def _decide(page: Any, state: str, why: str) -> None:
    page.check(f"input[value='{state}']")
    page.fill("#comment", why)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
