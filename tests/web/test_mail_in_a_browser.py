"""E-mail digests from the rule that asks for them to the alert that the e-mail leads to, in a browser and a mail server.

The server and the process that delivers are real ones, and so is the mail server. Only the time of the digest is brought on.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk.test_digest import FIRST, SECOND, come
from tests.support.mail import Box, mail_server
from tests.support.serving import Served, serve
from tests.web.browsing import WITH_BROWSER, chromium, press, read, window
from watchwire.desk import Desk
from watchwire.store import Store

__all__ = ["chromium"]
pytestmark = WITH_BROWSER
TO = "desk@example.org"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Served]:
    made = serve(Desk(Store.open(str(tmp_path / "desk.sqlite")), None))
    yield made
    made.close()


def watch_once(running: Served, box: Box) -> str:
    """Run `watchwire watch --once` over the same store, as cron would; return what it said."""
    import os
    import subprocess
    import sys

    command = [sys.executable, "-m", "watchwire", "watch", "--once", "--store", running.desk.store.url]
    env = {**os.environ, "WATCHWIRE_SMTP": box.address, "WATCHWIRE_URL": running.url, "WATCHWIRE_LIBRARY": ""}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


def ask_for_digests(page: Any) -> None:
    page.goto("/rules")
    page.fill("input[name=name] >> nth=0", "everything")
    page.fill("input[name=channels] >> nth=0", f"digest:{TO}")
    page.click("#rules p:last-of-type button:has-text('Save')")
    page.wait_for_selector("text=Saved by local")


def test_a_digest_leads_to_its_alerts(chromium: Any, running: Served) -> None:
    with mail_server() as box, window(chromium, running.url) as page:
        ask_for_digests(page)
        for text in (FIRST, SECOND):
            read(page, text, keep=True)
        page.goto("/monitor")
        assert "3 waiting" in page.inner_text("main")
        watch_once(running, box)
        assert box.messages == [], "it waits for its time"
        come(running.desk.store)
        watch_once(running, box)
        [message], [receivers] = box.messages, box.receivers
        assert receivers == [TO]
        assert message["Subject"] == "Watchwire: 3 possible matches, 3 not looked at"
        links = re.findall(rf"{re.escape(running.url)}/alerts/\d+", message.get_content())
        assert len(set(links)) == 3
        subjects = set()
        for link in links:
            page.goto(link)
            subjects.add(page.inner_text("h1").split(" in the news")[0].split("\n")[0])
            assert page.locator("#decide").is_visible(), "whoever follows the link can decide at once"
        assert {"Ri Pyong Chol", "Sergei Shoigu", "Dmitry Peskov"} <= subjects
        page.goto("/monitor")
        assert "3 sent" in page.inner_text("main")
        come(running.desk.store)
        watch_once(running, box)
        assert len(box.messages) == 1, "it is told once"


def test_what_was_decided_meanwhile_is_told_so(chromium: Any, running: Served) -> None:
    with mail_server() as box, window(chromium, running.url) as page:
        ask_for_digests(page)
        read(page, FIRST, keep=True)
        page.goto("/alerts")
        press(page, "tbody a >> nth=0")
        subject = page.inner_text("h1").split(" in the news")[0].split("\n")[0]
        page.check("input[value='false positive']")
        page.fill("#comment", "a poet of the same name")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        come(running.desk.store)
        watch_once(running, box)
        text = box.messages[0].get_content()
        meanwhile = text.split("Somebody has looked at meanwhile (1)")[1]
        assert subject in meanwhile
        assert "[false positive]" in meanwhile
        assert box.messages[0]["Subject"].endswith("1 not looked at")


def test_a_mail_server_that_refuses_is_told_on_the_monitor(chromium: Any, running: Served) -> None:
    with mail_server() as box, window(chromium, running.url) as page:
        ask_for_digests(page)
        read(page, FIRST, keep=True)
        come(running.desk.store)
        box.answer = "451 the box is full"
        watch_once(running, box)
        page.goto("/monitor")
        told = page.inner_text("main").split("What could not be sent")[1]
        assert "the box is full" in told
        assert "1 tries" not in told
        press(page, "main a:has-text('alert') >> nth=0")
        assert page.locator("#decide").is_visible()
        box.answer = "250 taken"
        come(running.desk.store)
        watch_once(running, box)
        assert len(box.messages) == 1
        page.goto("/monitor")
        assert "the box is full" not in page.inner_text("main"), "what was sent in the end is no trouble any more"
