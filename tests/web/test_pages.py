"""Each page's main task in a real Chromium: by mouse, by keyboard, on a phone, in the dark, for axe-core."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import ROOT
from tests.support.serving import Served
from tests.web.browsing import WITH_BROWSER, chromium
from watchwire.desk import Desk

__all__ = ["chromium"]
pytestmark = WITH_BROWSER
PATHS = (
    "/", "/alerts", "/alerts/3", "/articles", "/articles/1", "/stories", "/stories/1", "/network", "/timeline", "/lists",
    "/audit", "/monitor", "/setup", "/account", "/history?id=un-sc:KPi.076", "/parties/un-sc:KPi.076", "/search?q=Ri", "/nothing-here", "/login",
)  # fmt: skip
LARGEST = 200_000


@pytest.fixture
def page(chromium: Any, served: Served) -> Iterator[Any]:
    context = chromium.new_context(base_url=served.url, viewport={"width": 1440, "height": 900})
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    yield made
    context.close()
    assert [fault for fault in faults if not any(code in fault for code in ("404", "409", "422"))] == []


@pytest.mark.parametrize("shape", ["desk", "phone"])
def test_pages_are_sound(chromium: Any, served: Served, shape: str) -> None:
    size = {"width": 1440, "height": 900} if shape == "desk" else {"width": 390, "height": 844}
    context = chromium.new_context(
        base_url=served.url, viewport=size, color_scheme="light" if shape == "desk" else "dark"
    )
    made = context.new_page()
    for path in PATHS:
        loaded: list[int] = []
        made.on("response", lambda answer, loaded=loaded: loaded.append(int(answer.headers.get("content-length", 0))))
        made.goto(path)
        wide = made.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, f"{path} is wider than the {shape}"
        assert sum(loaded) < LARGEST, path
    context.close()


def test_paste_and_test_keeps_nothing(page: Any, served: Served) -> None:
    page.goto("/")
    page.fill("#text", "Marshal Ri Pyong Chol of North Korea came to Bergen, a spokesman said on Tuesday.")
    with page.expect_navigation():
        page.click("text=Read it")
    assert "not kept" in page.inner_text(".headline")
    assert "KPi.076" in page.inner_text("aside")
    page.goto("/search?q=Bergen")
    assert "Nothing was found" in page.inner_text("main")


def test_a_problem_is_told_where_it_arose(page: Any) -> None:
    page.goto("/")
    page.fill("input[name=url]", "http://127.0.0.1:9/")
    with page.expect_navigation():
        page.click("text=Read it")
    assert "not a public address" in page.inner_text("[role=alert]")


def test_a_file_is_read_and_kept(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(
        "Sergei Shoigu of Russia opened a depot in Kirkenes on Friday, a clerk said. Nobody else was there."
    )
    page.goto("/")
    page.set_input_files("#file", str(path))
    page.check("input[name=keep]")
    with page.expect_navigation():
        page.click("text=Read it")
    page.wait_for_url("**/articles/*")
    assert "Sergei Shoigu" in page.inner_text("mark.strong >> nth=0")


def test_findings_and_highlights_light_each_other(page: Any) -> None:
    page.goto("/articles/1")
    button = page.locator(".finding button", has_text="Ri Pyong-chol").first
    button.focus()
    page.keyboard.press("Enter")
    lit = page.locator("mark.on")
    assert "Ri Pyong-chol" in lit.all_inner_texts()
    mark = page.locator("mark", has_text="Dmitry Peskov").first
    mark.focus()
    page.keyboard.press("Enter")
    assert "Dmitry Peskov" in page.inner_text(".finding.on")
    # The text on the page is the text of the article.
    text = page.evaluate("document.querySelector('.text').textContent")
    assert text == page.evaluate("fetch('/api/articles/1').then((a) => a.json()).then((r) => r.article.text)")


def test_the_queue_by_keyboard(page: Any) -> None:
    page.goto("/alerts?text=Putin")
    page.keyboard.press("j")
    row = page.locator("tr[aria-selected=true]")
    number = row.get_attribute("data-alert")
    page.keyboard.press("3")
    assert row.locator("input").is_checked()
    page.keyboard.type("a namesake, by age")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"/alerts/{number}")
    assert "false positive" in page.inner_text("main")
    assert "a namesake, by age" in page.inner_text("main")


def test_bulk_false_positives_with_one_reason(page: Any, served: Served) -> None:
    page.goto("/alerts?text=Kozlov")
    page.check("#every")
    page.select_option("#bulk-state", "false positive")
    page.fill("#bulk-comment", "another Kozlov")
    with page.expect_navigation():
        page.click("#bulk button:has-text('Decide')")
    rows = httpx.get(f"{served.url}/api/alerts?state=all&text=Kozlov").json()["alerts"]
    assert rows
    assert {row["state"] for row in rows} == {"false positive"}


def test_match_review(page: Any) -> None:
    page.goto("/alerts/3")
    text = page.inner_text("main")
    for told in ("side by side", "The entry says", "1948", "KPi.076", "of 100", "speaks for it"):
        assert told in text, told
    assert "on 2023-09-12: listed" in text
    page.fill("input[name=as_of]", "2017-01-01")
    with page.expect_navigation():
        page.click("text=Switch")
    assert "on 2017-01-01: not yet" in page.inner_text("main")
    assert page.locator("input[name=state]:checked").count() == 0, "nothing is chosen beforehand"
    choices = page.locator(".choice").all_inner_texts()
    key = next(number for number, told in enumerate(choices, 1) if "recommended true match" in told)
    page.keyboard.press(str(key))
    assert page.input_value("input[name=state]:checked") == "recommended true match"
    page.keyboard.type("same rank and year")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "done=3" in page.url, "the next alert is shown at once"
    assert "/alerts/3?" not in page.url
    page.goto("/alerts/3")
    assert "recommended" in page.inner_text("ol >> nth=0")
    page.check("input[value=confirmed]")
    page.fill("#comment", "I am sure")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "needs a second person" in page.inner_text("main")


def test_the_article_opens_at_the_words_that_matched(page: Any) -> None:
    page.goto("/alerts/3")
    words = page.inner_text(".quotes mark >> nth=0")
    with page.expect_navigation():
        page.click(".quotes a >> nth=0")
    assert page.locator(".text .on").first.inner_text() in words
    assert page.locator(".text .on").first.evaluate(
        "(node) => { const b = node.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; }"
    )


def test_findings_by_keys_and_a_sheet_on_a_phone(page: Any, chromium: Any, served: Served) -> None:
    page.goto("/articles/1")
    page.keyboard.press("n")
    assert page.locator(".finding.on").count() == 1
    first = page.url
    page.keyboard.press("n")
    assert page.url != first or page.locator(".finding.on").count() == 1
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.uncheck("input[data-tone] >> nth=0")
    tone = page.get_attribute("input[data-tone] >> nth=0", "data-tone")
    assert page.locator(f".finding[data-tone={tone}]:visible").count() == 0
    context = chromium.new_context(base_url=served.url, viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto("/articles/1")
    assert not phone.is_visible("#findings")
    phone.click("#sheet-open")
    assert phone.is_visible("#findings")
    phone.click(".finding button >> nth=0")
    assert not phone.is_visible("#findings")
    context.close()


def test_party_story_network_timeline(page: Any) -> None:
    page.goto("/parties/un-sc:KPi.076")
    assert "Possibly named in" in page.inner_text("main")
    page.goto("/stories/1")
    for told in ("Sources, grouped by independence", "Claims", "speculated"):
        assert told in page.inner_text("main"), told
    with page.expect_navigation():
        page.click("text=Network")
    assert page.locator("svg path.edge").count() >= 1
    page.locator("svg a").first.focus()
    page.keyboard.press("Enter")
    assert "#e" in page.url
    page.goto("/timeline")
    assert page.locator("svg rect").count() >= 1


def test_search_and_audit(page: Any) -> None:
    page.goto("/")
    page.fill("input[name=q]", "armoured")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert "«armoured»" in page.inner_text("main").lower()
    page.goto("/audit")
    assert "The chain is whole" in page.inner_text("main")


def test_screenshots_command(served: Served, tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, str(ROOT / "docs" / "screenshots.py"), "--url", served.url, "--out", str(tmp_path)]
    subprocess.run(command, check=True, timeout=120)
    assert len(list(tmp_path.glob("*.png"))) >= 3


def test_the_party_page_has_all(page: Any, served: Served) -> None:
    page.goto("/parties/un-sc:KPi.076")
    text = page.inner_text("main")
    for told in ("Alerts", "Decisions", "Possibly named in", "Entries of this subject on all lists", "KPi.076"):
        assert told in text, told
    assert page.locator("#alerts + ul a").count() >= 1
    with page.expect_navigation():
        page.click("text=These alerts in the queue")
    rows = httpx.get(f"{served.url}/api/alerts?state=all&party=un-sc:KPi.076", timeout=60).json()["alerts"]
    assert page.locator("tbody tr").count() == len(rows)
    page.goto("/history?id=un-sc:KPi.076")
    assert "What the entry said over time" in page.inner_text("main")


def test_a_review_as_one_page_for_the_file(served: Served) -> None:
    answer = httpx.get(f"{served.url}/alerts/3/report.pdf", timeout=120)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer.content.count(b"/Type /Page\n") == 1, "it is one page"


def test_a_story_as_one_page_for_the_file(served: Served) -> None:
    answer = httpx.get(f"{served.url}/stories/1/report.pdf", timeout=120)
    assert answer.status_code == 200, answer.text
    assert answer.content.count(b"/Type /Page\n") == 1
    from pypdf import PdfReader

    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    for told in (
        "Possible matches, and what was decided",
        "Sources, grouped by independence",
        "Ri Pyong",
        "Held against",
    ):
        assert told in text, told
    assert httpx.get(f"{served.url}/stories/99/report.pdf", timeout=120).status_code == 404


def test_what_has_no_room_on_one_page_is_told_shorter_and_counted(served: Served, tmp_path: Path) -> None:
    from watchwire.desk.views import story_view
    from watchwire.model import Article
    from watchwire.store import Store
    from watchwire.web.printing import one_page
    from watchwire.web.render import sheet

    store = Store.open(str(tmp_path / "long.sqlite"))
    desk = Desk(store, None)
    said = " ".join(
        f"Sergei Shoigu said on Monday that depot {n} of the northern fleet had got {n * 7} shells from the harbour of town {n}."
        for n in range(3, 40)
    )
    kept = desk.take(
        Article(f"Sergei Shoigu and Dmitry Peskov came to Bergen. {said}", "https://a.example/long", language="en"),
        "test",
    )
    with store.read() as connection:
        view = story_view(connection, kept.story or 0)
    assert view is not None
    assert len(view.story.claims) > 20
    asked: list[float] = []

    def report(room: float) -> str:
        asked.append(room)
        values = {"view": view, "story": view.story, "head": (1, "0" * 64), "used": [], "made_at": "now"}
        queue = {"rows": [], "total": 0}
        return sheet("story_report.html", "report.css", room=room, **values, queue=queue, user={"name": "ann"})

    pdf = one_page(report)
    assert pdf.count(b"/Type /Page\n") == 1
    assert "more claims" in report(asked[-1])
    store.close()


def test_the_network_and_tables_fit_a_phone(chromium: Any, served: Served) -> None:
    """Nothing is pushed sideways, neither the page nor what is in it, and each name of the picture can be tapped."""
    context = chromium.new_context(base_url=served.url, viewport={"width": 390, "height": 844}, has_touch=True)
    phone = context.new_page()
    for path in (
        "/network",
        "/alerts?state=all",
        "/articles",
        "/stories",
        "/stories/1",
        "/timeline",
        "/lists",
        "/audit",
        "/monitor",
    ):
        phone.goto(path)
        wide = phone.evaluate(
            "[...document.querySelectorAll('.scroll')].filter((n) => n.scrollWidth > n.clientWidth + 1).map((n) => n.ariaLabel)"
        )
        assert [name for name in wide if name != "Picture of the time line"] == [], path
    phone.goto("/network")
    labels = phone.locator("svg:visible text:not(.label)")
    assert labels.count() >= 2
    phone.tap("svg:visible a:has(circle) >> nth=0")
    phone.wait_for_url("**name=*")
    assert phone.locator("tbody tr").count() >= 1
    phone.tap("svg:visible .label >> nth=0", force=True)
    phone.wait_for_url("**#e*")
    context.close()


def test_without_a_browser_the_remedy_is_told(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHWIRE_BROWSER", "/nowhere/chromium")
    answer = httpx.get(f"{served.url}/alerts/3/report.pdf", timeout=120)
    assert answer.status_code == 422
    assert "or print the page" in answer.text


def test_keys_are_told(page: Any) -> None:
    page.goto("/alerts")
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    assert "decide and to the next" in page.inner_text("#keys")
    page.keyboard.press("Escape")
    assert not page.is_visible("#keys")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_few_keys_to_what_matters(page: Any) -> None:
    """Keys until the first finding (by Tab alone it once took 156), until a decision is written down, and to the next alert."""
    page.goto("/articles/1")
    tabs = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        tabs += 1
        if page.evaluate("document.activeElement.getAttribute('href')") == "#findings":
            break
    assert tabs <= 2
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        tabs += 1
        if page.evaluate("document.activeElement.closest('.finding') !== null"):
            break
    assert tabs <= 20
    page.goto("/articles/1")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.closest('.finding') !== null"), "one key"
