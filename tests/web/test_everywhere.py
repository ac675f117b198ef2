"""Every page on both databases; what many findings, other files, paper and a phone make of the pages."""

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sources import made
from tests.support.serving import Served, serve
from tests.support.stores import KINDS, fresh
from tests.web.browsing import WITH_BROWSER, barriers, chromium
from tests.web.test_truth import csrf
from watchwire.desk import Desk
from watchwire.desk.demo import fill
from watchwire.model import Article
from watchwire.store import ledger
from watchwire.store.crosscheck import crosscheck

__all__ = ["chromium"]
PATHS = (
    "/", "/alerts", "/alerts?state=all&sort=due&who=me", "/alerts?state=all&party=un-sc:KPi.076&band=strong", "/alerts/1", "/articles",
    "/articles/1", "/stories", "/stories/1", "/network", "/network?story=1", "/network?party=un-sc:KPi.076", "/timeline", "/lists", "/rules",
    "/audit", "/monitor", "/setup", "/account", "/history?id=un-sc:KPi.076", "/parties/un-sc:KPi.076", "/search?q=shells",
    "/search?q=Shoigu&what=parties", "/search?q=Peskov&what=statements", "/search?q=rank&what=decisions", "/metrics", "/api/alerts",
    "/api/alerts?format=csv", "/api/articles", "/api/stories", "/api/audit", "/api/audit/verify",
)  # fmt: skip


@pytest.fixture(params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    for store in fresh(request.param, tmp_path):
        desk = Desk(store, None)
        fill(desk)
        made = serve(desk)
        yield made
        made.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    for store in fresh("sqlite", tmp_path_factory.mktemp("demo")):
        desk = Desk(store, None)
        fill(desk)
        made = serve(desk)
        yield made
        made.close()


def test_every_page_on_both_databases(running: Served) -> None:
    with httpx.Client(base_url=running.url, timeout=60, follow_redirects=True) as client:
        for path in PATHS:
            answer = client.get(path, headers={"Accept": "text/html"})
            assert answer.status_code == 200, (path, answer.text[:300])
        token = csrf(client)
        row = client.get("/api/alerts?state=new").json()["alerts"][0]
        number = row["id"]
        body = {"csrf": token, "seen": row["version"], "state": "in review", "comment": "I look into it"}
        assert client.post(f"/alerts/{number}/decide", data=body).status_code == 200
        assert client.get(f"/api/alerts/{number}").json()["state"] == "in review"
        assert client.post(f"/alerts/{number}/note", data={"csrf": token, "text": "seen it"}).status_code == 200
        assert (
            client.post(
                f"/alerts/{number}/assign", data={"csrf": token, "to": "local", "due": "2099-01-01"}
            ).status_code
            == 200
        )
        again = {**body, "state": "false positive", "comment": "a namesake"}
        assert client.post(f"/alerts/{number}/decide", data=again).status_code == 409
        kept = client.post(
            "/test", data={"csrf": token, "text": "Sergei Shoigu came to Vardo, a clerk said.", "keep": "yes"}
        )
        assert "/articles/" in str(kept.url)
        rule = {
            "name": "all",
            "bands": "strong",
            "lists": "",
            "programmes": "",
            "countries": "",
            "statuses": "",
            "concerns": "",
            "channels": "terminal",
        }
        assert client.post("/rules", data={**rule, "csrf": token, "seen": "0", "act": "save"}).status_code == 200
        assert client.post("/setup/feeds", data={"csrf": token, "url": "https://example.org/feed"}).status_code == 200
        assert client.get("/api/audit/verify").json()["whole"] is True
        for path in ("/network", "/timeline"):
            page = client.get(path).text
            link = next(part.split('"')[0] for part in page.split('href="/articles/')[1:] if "#c" in part.split('"')[0])
            number_, _, at = link.partition("#c")
            start, _, end = at.partition("-")
            text = client.get(f"/api/articles/{number_}").json()["article"]["text"]
            assert int(start) < int(end)
            assert text[int(start) : int(end)][:60] in html.unescape(page), f"{path} leads to its sentence"
    with running.desk.store.read() as connection:
        assert list(crosscheck(connection)) == []
        assert list(ledger.verify(connection)) == []


def test_many_alerts_of_an_article_are_a_line(tmp_path: Path) -> None:
    for store in fresh("sqlite", tmp_path):
        desk = Desk(store, None)
        named = "Vladimir Putin, Sergei Shoigu, Sergei Lavrov, Dmitry Peskov, Ri Pyong Chol of North Korea and Kim Jong Un of North Korea"
        kept = desk.take(Article(f"Those who came were {named}, a spokesman said.", language="en"), "test")
        assert len(kept.alerts) > 4
        served = serve(desk)
        page = httpx.get(f"{served.url}/articles/{kept.article}", timeout=60).text
        line = page.split('<p id="alerts">')[1].split("</p>")[0]
        assert f"{len(kept.alerts)} alerts" in line
        assert line.count("<a ") == 1
        served.close()


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("scan.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "text recognition"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 200, "text recognition"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save"),
        ("empty.txt", b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(demo: Served, name: str, body: bytes, told: str) -> None:
    with httpx.Client(base_url=demo.url, timeout=60) as client:
        answer = client.post(
            "/test", data={"csrf": csrf(client)}, files={"file": (name, body)}, headers={"Accept": "text/html"}
        )
    assert answer.status_code == 422
    problem = answer.text.split('role="alert">')[1].split("</p>")[0]
    assert told in problem.lower(), problem
    assert len(problem) > 30, "it says what to do"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("story.pdf", made.pdf()), ("story.docx", made.docx()), ("story.odt", made.odt()), ("book.epub", made.epub()), ("story.rtf", made.rtf()),
        ("letter.eml", made.mail()), ("page.mhtml", made.mhtml()), ("box.mbox", made.mbox()),
        ("all.zip", made.packed({"a.txt": "Sergei Shoigu came to Vardo, a clerk said.", "b.pdf": made.pdf()})),
    ],
)  # fmt: skip
def test_documents_are_read_whatever_they_are(demo: Served, name: str, data: bytes) -> None:
    with httpx.Client(base_url=demo.url, timeout=60) as client:
        answer = client.post(
            "/test", data={"csrf": csrf(client)}, files={"file": (name, data)}, headers={"Accept": "text/html"}
        )
    assert answer.status_code == 200, answer.text
    assert ("not kept" in answer.text) or ('id="items"' in answer.text)


def test_what_a_search_finds_is_all_there_page_by_page(tmp_path: Path) -> None:
    for store in fresh("sqlite", tmp_path):
        desk = Desk(store, None)
        for number in range(1, 56):
            desk.take(
                Article(f"A clerk said that depot {number * 7} got {number} crates of tin.", language="en"), "test"
            )
        served = serve(desk)
        for what in ("articles", "statements"):
            seen: list[str] = []
            for offset in (0, 50, 100):
                page = httpx.get(
                    f"{served.url}/search", params={"q": "crates", "what": what, "offset": offset}, timeout=60
                ).text
                seen += [
                    part.split('"')[0]
                    for part in page.split('<li><a href="/articles/' if what == "articles" else '<a href="/articles/')[
                        1:
                    ]
                ]
                assert ("Older" in page) == (offset == 0), (what, offset)
            assert len(seen) == len(set(seen)) == 55, what
        served.close()


class TestInABrowser:
    pytestmark = WITH_BROWSER

    def test_a_page_prints_what_it_says_and_no_more(self, chromium: Any, demo: Served) -> None:
        page = chromium.new_page(base_url=demo.url)
        for path in ("/alerts/1", "/articles/1", "/stories/1", "/parties/un-sc:KPi.076"):
            page.goto(path)
            page.emulate_media(media="print")
            assert not page.is_visible(".bar"), path
            assert page.is_visible("h1"), path
            hidden = page.locator("form:visible, button[type=submit]:visible")
            assert hidden.count() == 0, path
            page.emulate_media(media="screen")
        page.close()

    def test_a_pasted_picture_is_refused_with_what_to_do(self, chromium: Any, demo: Served) -> None:
        page = chromium.new_page(base_url=demo.url)
        page.goto("/")
        with page.expect_navigation():
            page.evaluate(
                """() => {
                  const held = new DataTransfer();
                  held.items.add(new File([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0])], "shot.png", { type: "image/png" }));
                  document.getElementById("text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
                }"""
            )
        assert "run text recognition" in page.inner_text("[role=alert]")
        page.close()

    def test_a_decision_is_at_hand_on_a_phone(self, chromium: Any, demo: Served) -> None:
        context = chromium.new_context(base_url=demo.url, viewport={"width": 390, "height": 844}, has_touch=True)
        phone = context.new_page()
        phone.goto("/alerts/1")
        phone.tap(".to-decide")
        phone.wait_for_timeout(300)
        assert phone.locator("#decide input[name=state]").first.evaluate(
            "(node) => { const b = node.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; }"
        )
        context.close()

    @pytest.mark.parametrize("width", [1440, 390])
    def test_no_barrier_on_any_page(self, chromium: Any, demo: Served, width: int) -> None:
        """By axe-core, all its rules: each page, both colours, both widths, the sheets and dialogs open too; and no page,
        light or dark, is wider than what it is shown on."""
        context = chromium.new_context(base_url=demo.url, viewport={"width": width, "height": 844})
        page = context.new_page()
        found: dict[str, list[str]] = {}
        for path in [path for path in PATHS if not path.startswith(("/api", "/metrics"))] + ["/nothing-here", "/login"]:
            page.goto(path)
            for scheme in ("dark", "light"):
                page.emulate_media(color_scheme=scheme)
                assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (path, scheme)
            page.evaluate("document.querySelectorAll('details').forEach((node) => { node.open = true; })")
            if path == "/articles/1" and width == 390:
                page.click("#sheet-open")
            if path == "/alerts":
                page.keyboard.press("?")
            if faults := barriers(page):
                found[path] = faults
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
        assert found == {}
        context.close()
