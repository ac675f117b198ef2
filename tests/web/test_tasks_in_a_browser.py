"""The tasks of a day at the desk, each done in a browser; `test_by_browser.py` lists them all."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.desk.test_subjects import STORY, listed
from tests.sources import made
from tests.support.serving import Served, serve
from tests.web.browsing import PASSWORD, WITH_BROWSER, chromium, demo, empty, log_in, press, read, window
from watchwire.desk import Desk, accounts
from watchwire.desk.accounts import Role
from watchwire.lists import Library
from watchwire.model import Article, Published
from watchwire.store import Store

__all__ = ["chromium", "demo", "empty"]
pytestmark = WITH_BROWSER


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Served]:
    """A desk of three people over three lists, two of which have the same man."""
    library = Library(tmp_path / "library")
    library.add(listed(tmp_path, "one", ("Casimir Thistlewood", "1961-02-03"), ("Other Person", "1970-01-01")), "x", date(2024, 1, 1))  # fmt: skip
    library.add(listed(tmp_path, "two", ("Casimir Thistlewood", "1961-02-03")), "x", date(2024, 1, 1))
    store = Store.open(str(tmp_path / "desk.sqlite"))
    desk = Desk(store, library)
    for number, text in enumerate(
        (STORY, "Other Person bought a harbour in Tromso for 31 crates of tin, a clerk said."), 1
    ):
        desk.take(Article(text, f"https://a.example/{number}", published=Published(date(2024, number, 1), "metadata", "given")), "t")  # fmt: skip
    with store.write() as connection:
        for name, role in (("ann", Role.ANALYST), ("bob", Role.REVIEWER), ("root", Role.ADMIN)):
            accounts.add_user(connection, name, role, PASSWORD, "root")
    running = serve(desk, accounts=True)
    yield running
    running.close()


def test_one_alert_has_the_rows_of_all_lists_inside(chromium: Any, team: Served) -> None:
    with window(chromium, team.url, "ann") as page:
        page.goto("/alerts?text=Thistlewood")
        assert page.locator("tbody tr[data-alert]").count() == 1
        assert page.locator("tbody .entry").all_inner_texts() == ["ftm-one one0", "ftm-two two0"]
        press(page, "tbody a >> nth=0")
        for entry in ("ftm-one one0", "ftm-two two0"):
            press(page, f"p.entries a:has-text('{entry}')")
            assert page.inner_text("p.entries a[aria-current=true]") == entry
        press(page, "text=The party: all alerts, history, mentions")
        press(page, "text=These alerts in the queue")
        assert "party=" in page.url
        assert page.locator("tbody tr[data-alert]").count() == 1, "the queue by party"


def test_work_is_given_noted_and_found_again(chromium: Any, team: Served) -> None:
    with window(chromium, team.url, "ann") as ann, window(chromium, team.url, "bob") as bob:
        ann.goto("/alerts?text=Thistlewood")
        press(ann, "tbody a >> nth=0")
        ann.select_option("select[name=to]", "bob")
        ann.fill("input[name=due]", "2024-01-31")
        press(ann, "button:has-text('Assign')")
        ann.fill("input[name=text]", "Same office as last year, @bob?")
        press(ann, "button:has-text('Add note')")
        bob.goto("/alerts")
        press(bob, "a:has-text('Mine (1)')")
        row = bob.inner_text("tbody tr[data-alert]")
        assert "due 2024-01-31" in row
        assert bob.locator("tbody .late").count() == 1
        bob.click("summary:has-text('You are called in 1 note')")
        assert "Same office as last year" in bob.inner_text("details.card")
        bob.goto("/alerts")
        bob.select_option("select[name=sort]", "due")
        press(bob, "form.filters button:has-text('Filter')")
        assert "Thistlewood" in bob.inner_text("tbody tr[data-alert] >> nth=0")
        bob.fill("form[action='/alerts/filters'] input[name=name]", "by due day")
        press(bob, "button:has-text('Keep')")
        bob.goto("/alerts")
        press(bob, "p.entries a:text-is('by due day')")
        assert bob.input_value("select[name=sort]") == "due"
        ann.goto("/alerts")
        assert ann.locator("a:text-is('by due day')").count() == 0, "a filter is its maker's"


def test_four_eyes_have_their_queue(chromium: Any, team: Served) -> None:
    with window(chromium, team.url, "ann") as ann, window(chromium, team.url, "bob") as bob:
        ann.goto("/alerts?text=Thistlewood")
        press(ann, "tbody a >> nth=0")
        ann.check("input[value='recommended true match']")
        ann.fill("#comment", "same day of birth")
        press(ann, "#decide button")
        assert "was decided" in ann.inner_text("main"), "and the next one is shown"
        ann.goto("/alerts")
        assert ann.locator("a:has-text('Waiting for my second look (0)')").count() == 1, "not her own"
        bob.goto("/alerts")
        press(bob, "a:has-text('Waiting for my second look (1)')")
        press(bob, "tbody a >> nth=0")
        bob.check("input[value=confirmed]")
        bob.fill("#comment", "I agree")
        press(bob, "#decide button")
        ann.goto("/alerts?state=confirmed")
        assert "Thistlewood" in ann.inner_text("tbody")


def test_a_page_is_kept_from_its_result(chromium: Any, demo: Served) -> None:
    with window(chromium, demo.url) as page:
        page.goto("/")
        page.fill("#text", "Marshal Ri Pyong Chol of North Korea came to Vadso, a spokesman said on Tuesday.")
        press(page, "text=Read it")
        assert "not kept" in page.inner_text(".headline")
        press(page, "#keep button")
        assert "/articles/" in page.url
        page.goto("/search?q=Vadso")
        assert "Vadso" in page.inner_text("main ul")


FILES = {
    "story.pdf": made.pdf(), "story.docx": made.docx(), "story.odt": made.odt(), "book.epub": made.epub(), "letter.eml": made.mail(),
    "page.mhtml": made.mhtml(), "box.mbox": made.mbox(), "all.zip": made.packed({"a.txt": "Sergei Shoigu came to Vardo, a clerk said.", "b.pdf": made.pdf()}),
}  # fmt: skip
REFUSED = {
    "scan.png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "text recognition"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save"),
    "empty.txt": (b"", "empty"),
}


def test_files_of_all_kinds_are_read_or_refused_with_what_to_do(chromium: Any, demo: Served) -> None:
    with window(chromium, demo.url) as page:
        for name, data in FILES.items():
            page.goto("/")
            page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
            press(page, "text=Read it")
            assert page.locator("aside#findings, #items").count() == 1, name
        for name, (data, told) in REFUSED.items():
            page.goto("/")
            page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
            press(page, "text=Read it")
            assert told in page.inner_text("[role=alert]").lower(), name


def test_all_is_searched_and_the_body_comes_before_its_branches(chromium: Any, tmp_path: Path) -> None:
    names = ("Sberbank Capital Branch Office", "Sberbank Leasing", "Sberbank of Russia Volga Branch No. 12", "Sberbank of Russia")  # fmt: skip
    library = Library(tmp_path / "library")
    library.add(listed(tmp_path, "own", *((name, "1961-02-03") for name in names)), "x", date(2024, 1, 1))
    desk = Desk(Store.open(str(tmp_path / "desk.sqlite")), library)
    for number in range(55):
        desk.take(Article(f"A clerk said that depot {number * 7} got {number} crates of tin.", language="en"), "t")
    running = serve(desk)
    try:
        with window(chromium, running.url) as page:
            page.goto("/")
            page.fill("input[name=q]", "Sberbank of Russia")
            page.keyboard.press("Enter")
            page.wait_for_url("**/search?*")
            assert page.inner_text("main ul a >> nth=0") == "Sberbank of Russia"
            for what in ("articles", "statements"):
                page.goto(f"/search?q=crates&what={what}")
                first = page.locator("main ul > li").count()
                press(page, "text=Older")
                assert (first, page.locator("main ul > li").count()) == (50, 5), what
    finally:
        running.close()


def test_decisions_and_statements_are_searched(chromium: Any, demo: Served) -> None:
    with window(chromium, demo.url) as page:
        for what, query, told in (
            ("articles", "tanker", "Adrian Darya"), ("parties", "Sergei Shoigu", "SHOIGU"), ("statements", "shells Peskov", "Peskov"),
            ("decisions", "rank country", "year of birth agree"),
        ):  # fmt: skip
            page.goto(f"/search?q={query}")
            press(page, f"p.entries a:text-is('{what}')")
            assert told in page.inner_text("main"), what


def test_a_desk_is_set_up_in_the_browser(chromium: Any, empty: Served) -> None:
    with window(chromium, empty.url) as page:
        page.goto("/alerts")
        assert "What to do next" in page.inner_text("#next-steps")
        page.goto("/")
        press(page, "text=Read a sample article")
        assert "KPi.076" in page.inner_text("aside")
        page.goto("/setup")
        page.fill("input[name=url]", "https://example.org/feed.xml")
        press(page, "button:text-is('Follow')")
        page.goto("/monitor")
        assert "https://example.org/feed.xml" in page.inner_text("main")
        page.goto("/setup")
        page.evaluate("document.querySelector('input[name=url]').type = 'text'")
        page.fill("input[name=url]", "javascript:alert(1)")
        press(page, "button:text-is('Follow')")
        assert page.locator("nav a[href='/alerts']").count() == 1, "an error keeps the way to the other pages"
        page.goto("/setup")
        press(page, "button[aria-label='Leave https://example.org/feed.xml']")
        assert "https://example.org/feed.xml" not in page.inner_text("main")


def test_accounts_and_tokens_are_made_used_and_taken_back(chromium: Any, empty: Served) -> None:
    with window(chromium, empty.url) as page:
        page.goto("/setup#users")
        for name, role in (("ada", "admin"), ("rea", "reader")):
            page.fill("input[name=name]", name)
            page.select_option("form[action='/setup/users'] select[name=role]", role)
            page.fill("input[name=password]", PASSWORD)
            press(page, "text=Add, or change")
            if name == "ada":
                assert "/login" in page.url, "from now on everybody logs in"
                log_in(page, "ada")
                page.goto("/setup")
        assert "rea, reader" in page.inner_text("main")
        page.select_option("form[action='/setup/tokens'] select[name=name]", "rea")
        page.fill("input[name=label]", "board")
        press(page, "button:text-is('Make')")
        bearer = {"Authorization": f"Bearer {page.inner_text('#fresh')}"}
        others = chromium.new_context(base_url=empty.url)
        assert others.request.get("/api/alerts", headers=bearer).status == 200
        page.reload()
        assert page.locator("button:has-text('Revoke')").count() == 1, "to load the page again makes no other token"
        assert page.locator("#fresh").count() == 0, "it is shown once"
        press(page, "button:has-text('Revoke')")
        assert others.request.get("/api/alerts", headers=bearer).status == 401
        press(page, "button[aria-label='Disable rea']")
        assert "rea, reader, disabled" in page.inner_text("main")
        others.close()


def test_pages_tell_no_command(chromium: Any, empty: Served) -> None:
    with window(chromium, empty.url) as page:
        for path in ("/", "/alerts", "/articles", "/stories", "/network", "/timeline", "/lists", "/rules", "/monitor", "/setup", "/audit", "/search?q=x"):  # fmt: skip
            page.goto(path)
            assert "watchwire lists" not in page.inner_text("body").lower(), path
            assert page.locator("code:has-text('watchwire ')").count() == 0, path
        page.goto("/")
        page.fill("input[name=url]", "http://127.0.0.1:9/")
        press(page, "text=Read it")
        assert "fetches from public addresses only" in page.inner_text("[role=alert]")
        read(page, "Marshal Ri Pyong Chol of North Korea came to Bergen, a spokesman said.")
        page.evaluate("document.querySelectorAll('details').forEach((node) => { node.open = true; })")
        assert "load the real lists on the page Lists" in page.inner_text("#notes")
        assert " --" not in page.inner_text("body")


def test_a_date_far_away_leaves_room_to_the_others(chromium: Any, empty: Served) -> None:
    who = (
        "Igor Petrov",
        "Anna Kowalska",
        "Maria Garcia",
        "John Smith",
        "Sergei Volkov",
        "Lena Berg",
        "Omar Khalid",
        "Ivan Sokol",
        "Tom Reed",
    )
    days = [*((f"{day} September 2023", name) for day, name in enumerate(who, 3)), ("13 August 1961", "Ivan Volkov")]
    for day, name in days:
        text = f"On {day} {name} met Peter Novak in Oslo. A clerk said so to the newspaper."
        empty.desk.take(Article(text, language="en", published=Published(date(2023, 9, 30), "metadata", "given")), "t")
    with window(chromium, empty.url) as page:
        page.goto("/timeline")
        assert page.locator("svg .break").count() == 1
        boxes = page.locator("svg rect").evaluate_all("(nodes) => nodes.map((n) => n.getBoundingClientRect()).map((b) => [b.left, b.top])")  # fmt: skip
        assert len(boxes) >= 8
        assert len({tuple(box) for box in boxes}) == len(boxes), "no two events lie on one another"


def test_network_claims_and_pdfs(chromium: Any, demo: Served) -> None:
    from pypdf import PdfReader

    with window(chromium, demo.url) as page:
        page.goto("/network")
        assert page.locator("svg:visible path[marker-end]").count() >= 1, "lines have a direction"
        assert page.locator("svg:visible .label").count() >= 1
        before = page.locator("tbody tr").count()
        press(page, "svg:visible a:has(circle) >> nth=0")
        assert 0 < page.locator("tbody tr").count() <= before
        page.goto("/stories/1")
        assert "Claims" in page.inner_text("main")
        for path, link, told in (
            ("/stories/1", "a[href$='report.pdf']", "Sources, grouped by independence"),
            ("/alerts/1", "text=One page for the file (PDF)", "Ri Pyong"),
        ):
            page.goto(path)
            answer = page.request.get(page.get_attribute(link, "href"), timeout=120_000)
            pages = PdfReader(io.BytesIO(answer.body())).pages
            assert len(pages) == 1
            assert told in pages[0].extract_text()


def test_the_example_is_there_in_one_go(chromium: Any, demo: Served) -> None:
    """Every page of the example desk has something on it."""
    with window(chromium, demo.url) as page:
        for path, least in (
            ("/alerts", 3),
            ("/articles", 3),
            ("/stories", 2),
            ("/network", 2),
            ("/timeline", 2),
            ("/audit", 3),
        ):
            page.goto(path)
            assert page.locator("main tbody tr, main li").count() >= least, path
        page.goto("/monitor")
        assert "Stored last" in page.inner_text("main")
