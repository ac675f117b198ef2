"""Faults that the desk once had, each as an analyst would meet it in a browser; `test_by_browser.py` lists them all."""

import csv
import io
import json
import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.store.test_wholes import own
from tests.support.serving import Served, serve
from tests.web.browsing import PASSWORD, WITH_BROWSER, chromium, press, read, window  # noqa: F401  (a fixture)
from tests.web.test_truth import FEED, ODD
from watchwire.desk import Desk, accounts
from watchwire.desk.accounts import Role
from watchwire.desk.rescreen import rescreen
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle
from watchwire.model import Article, Furniture, FurnitureKind, Span
from watchwire.store import Store

pytestmark = WITH_BROWSER
STORY = "The banker Casimir Thistlewood opened an office in Oslo, a spokesman said."


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(tmp_path / "library")
    made.add(own(tmp_path, "Zebulon Quartermain"), "own", date(2024, 1, 1))
    return made


@pytest.fixture
def running(tmp_path: Path, library: Library) -> Iterator[Served]:
    made = serve(Desk(Store.open(str(tmp_path / "desk.sqlite")), library))
    yield made
    made.close()


@pytest.fixture
def page(chromium: Any, running: Served) -> Iterator[Any]:  # noqa: F811
    with window(chromium, running.url) as made:
        yield made


def test_a_new_list_is_used_on_the_next_page_and_named(page: Any, library: Library, tmp_path: Path) -> None:
    read(page, STORY)
    assert page.locator(".finding.strong, .finding.possible").count() == 0
    page.goto("/search?q=Casimir Thistlewood&what=parties")
    assert "Nothing was found" in page.inner_text("main")
    added = library.add(own(tmp_path, "Zebulon Quartermain", "Casimir Thistlewood"), "own", date(2024, 2, 1))
    page.reload()
    assert "Casimir Thistlewood" in page.inner_text("main ul >> nth=0")
    assert "Nothing was found" not in page.inner_text("main")
    assert added.snapshot.sha256[:12] in page.inner_text("body"), "the page names what it was held against"
    read(page, STORY)
    assert "Casimir Thistlewood" in page.inner_text("aside")
    held = page.locator("summary:has-text('Held against')")
    held.click()
    assert "2024-02-01" in page.inner_text(".headline")


def test_each_article_shows_its_own_count(page: Any) -> None:
    for text in (
        "The weather in Oslo was fine on Tuesday, a minister said to reporters.",
        "The traders Zebulon Quartermain and Ann Lee came to Bergen, a spokesman said.",
    ):
        read(page, text, keep=True)
    page.goto("/articles")
    assert page.locator("td.count").all_inner_texts() == ["1", "0"]
    with page.expect_download() as got:
        page.click("main a:has-text('csv')")
    rows = csv.DictReader(io.StringIO(Path(got.value.path()).read_text("utf-8-sig")))
    assert [row["matches"] for row in rows] == ["1", "0"]


def test_all_items_of_a_dropped_file_are_a_table(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(FEED.replace("Ri Pyong Chol", "Zebulon Quartermain"))
    page.goto("/")
    page.set_input_files("#file", str(path))
    press(page, "text=Read it")
    assert "3 items were read" in page.inner_text("main")
    rows = page.locator("main tbody tr").all_inner_texts()
    assert len(rows) == 3
    assert "Zebulon Quartermain" in next(row for row in rows if "A visit" in row)


def test_a_text_and_an_address_are_not_taken_for_one_another(page: Any) -> None:
    page.goto("/")
    page.fill("#text", STORY)
    page.fill("input[name=url]", "https://example.org/")
    press(page, "text=Read it")
    assert "you gave a text and an address" in page.inner_text("[role=alert]")
    assert page.input_value("#text") == STORY
    assert page.input_value("input[name=url]") == "https://example.org/"


def test_what_is_done_in_the_browser_is_on_the_audit_page(page: Any) -> None:
    read(page, STORY)
    page.goto("/search?q=harbour")
    page.goto("/articles")
    with page.expect_download():
        page.click("main a:has-text('csv')")
    page.goto("/audit")
    rows = page.locator("main tbody tr").all_inner_texts()
    for kind, told in (("read", "a text that was not kept"), ("search", "harbour"), ("export", "articles")):
        assert any(kind in row and told in row for row in rows), (kind, rows)
    assert "Casimir" not in page.inner_text("main"), "of a text that is not kept no word stays"


def test_a_name_in_the_furniture_alerts_nobody_when_lists_change(
    page: Any, running: Served, library: Library, tmp_path: Path
) -> None:
    story, menu = "The mayor of Bergen opened a school on Monday, a spokesman said.", "More on: Casimir Thistlewood"
    text = f"{story}\n{menu}"
    span = Span(len(story) + 1, len(text))
    running.desk.take(Article(text, furniture=(Furniture(span, FurnitureKind.NAVIGATION),)), "t")
    running.desk.take(Article(STORY), "t")
    assert rescreen(running.desk) is not None  # what it was held against so far
    library.add(own(tmp_path, "Zebulon Quartermain", "Casimir Thistlewood"), "own", date(2024, 2, 1))
    assert rescreen(running.desk) is not None
    page.goto("/alerts")
    assert page.locator("tbody tr[data-alert]").count() == 1
    press(page, "tbody a >> nth=0")
    assert page.locator(".quotes li").count() == 1
    assert page.inner_text(".quotes mark") == "Casimir Thistlewood"
    press(page, ".quotes a >> nth=0")
    assert page.locator(".text .on").first.inner_text() == "Casimir Thistlewood"


def test_what_was_filtered_is_taken_away_whole(page: Any) -> None:
    read(page, "The traders Zebulon Quartermain and Ann Lee came to Bergen, a spokesman said.", keep=True)
    page.goto("/alerts")
    press(page, "form.filters button:has-text('Filter')")
    for form, whole in (("csv", "Zebulon Quartermain"), ("jsonl", "Zebulon Quartermain"), ("ftm", '"Note"')):
        with page.expect_download() as got:
            page.locator(f"main p a[href$='format={form}']").first.click()
        text = Path(got.value.path()).read_text("utf-8-sig")
        assert whole in text.replace('": "', '":"'), form
        if form != "csv":
            assert all(json.loads(line) for line in text.splitlines())


def test_what_changed_is_counted_whole(page: Any, library: Library, tmp_path: Path) -> None:
    syllables = ("ba", "ke", "do", "li", "mu", "ra", "ti", "so", "ne", "vu")
    names = [f"{a}{b}{c}son {c}{a}{b}ova".title() for a in syllables for b in syllables for c in syllables][:640]
    library.add(own(tmp_path, *names), "own", date(2024, 3, 1))
    page.goto("/lists")
    press(page, "tbody tr >> nth=0 >> a >> nth=0")
    assert "639 added, 0 removed, 1 changed." in page.inner_text("main")
    assert "and 539 more that were added" in page.inner_text("main")


def test_a_party_with_a_slash_in_its_id_opens(page: Any, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "other.ftm.json"
    entity = {"id": "a/b/c", "schema": "Person", "properties": {"name": ["Casimir Thistlewood"], "topics": ["sanction"]}, "datasets": ["other"]}  # fmt: skip
    path.write_text(json.dumps(entity) + "\n")
    library.add(Bundle.from_paths([path]), "other", date(2024, 1, 1))
    page.goto("/search?q=Casimir Thistlewood")
    press(page, "main a:has-text('Casimir Thistlewood') >> nth=0")
    assert "Casimir Thistlewood" in page.inner_text("h1")


def test_odd_addresses_keep_the_navigation(page: Any) -> None:
    for method, path, _ in ODD:
        if method == "GET" and not path.startswith("/api"):
            answer = page.goto(path)
            assert answer.status < 500, path
            assert page.locator("nav a[href='/alerts']").count() == 1, path
            assert not re.search(r"\.py\b|Traceback|/site-packages/", page.inner_text("body")), path


def test_a_form_outlives_a_restart(chromium: Any, tmp_path: Path) -> None:  # noqa: F811
    url = str(tmp_path / "d.sqlite")
    one = serve(Desk(Store.open(url), None))
    try:
        with window(chromium, one.url) as page:
            page.goto("/")
            page.fill("#text", "Marshal Ri Pyong Chol of North Korea came to Bergen, a spokesman said.")
            one.close()
            one = serve(Desk(Store.open(url), None), int(one.url.rpartition(":")[2]))
            press(page, "text=Read it")
            assert "KPi.076" in page.inner_text("aside")
    finally:
        one.close()


def test_the_first_account_closes_what_was_open(page: Any, running: Served) -> None:
    page.goto("/alerts")
    assert page.locator("main h1").inner_text() == "Alerts"
    with running.desk.store.write() as connection:
        accounts.add_user(connection, "ann", Role.ANALYST, PASSWORD, "root")
    page.reload()
    assert "/login" in page.url
    page.fill("input[name=name]", "ann")
    page.fill("input[name=password]", PASSWORD)
    press(page, "main button")
    page.goto("/alerts")
    assert page.locator("main h1").inner_text() == "Alerts"


def test_wrong_passwords_lock_out_themselves_only(chromium: Any, running: Served) -> None:  # noqa: F811
    with running.desk.store.write() as connection:
        for name in ("ann", "bob"):
            accounts.add_user(connection, name, Role.ANALYST, PASSWORD, "root")
    with window(chromium, running.url, "ann", "wrong wrong wrong") as page:
        for _ in range(6):
            page.fill("input[name=name]", "ann")
            page.fill("input[name=password]", "wrong wrong wrong")
            press(page, "main button")
        assert "/login" in page.url
    with window(chromium, running.url, "bob") as page:
        page.goto("/alerts")
        assert page.locator("main h1").inner_text() == "Alerts", "a colleague at the same address works on"


PRIVATE = ("http://[64:ff9b::7f00:1]/", "http://[::7f00:1]/", "http://[::ffff:10.0.0.1]/", "http://[fec0::1]/", "http://192.0.0.8/", "http://127.1/")  # fmt: skip


def test_no_address_inside_is_fetched(page: Any) -> None:
    for url in PRIVATE:
        page.goto("/")
        page.fill("input[name=url]", url)
        press(page, "text=Read it")
        assert "not a public address" in page.inner_text("[role=alert]"), url


def test_pages_come_while_a_long_text_is_read(chromium: Any, running: Served) -> None:  # noqa: F811
    text = "The trader Zebulon Quartermain came to Oslo with officers and spoke of shells, a spokesman said. " * 900
    with window(chromium, running.url) as reading, window(chromium, running.url) as light:
        reading.goto("/")
        reading.evaluate("(text) => { document.querySelector('#text').value = text; }", text)
        reading.click("text=Read it", no_wait_after=True)
        deadline = time.monotonic() + 60
        while not light.request.get("/api/reading").json()["reading"] and time.monotonic() < deadline:
            time.sleep(0.02)
        for path in ("/alerts", "/articles", "/lists", "/search?q=Zebulon Quartermain"):
            assert light.goto(path).status == 200
        assert light.request.get("/api/reading").json()["reading"], "it is still being read: nobody waited for it"
        reading.wait_for_selector("aside", timeout=120_000)
        assert "Zebulon Quartermain" in reading.inner_text("aside")


CHANGED = (
    ("UPDATE alerts SET state = 'false positive' WHERE id = 1", "its state is"),
    ("UPDATE decisions SET comment = 'another' WHERE id = 1", "is not what entry"),
)


@pytest.mark.parametrize(("statement", "told"), CHANGED)
def test_what_is_changed_behind_the_record_shows_on_the_audit_page(
    page: Any, running: Served, statement: str, told: str
) -> None:
    read(page, "The trader Zebulon Quartermain came to Bergen, a spokesman said.", keep=True)
    page.goto("/alerts/1")
    page.check("input[value='in review']")
    page.fill("#comment", "I look into it")
    press(page, "#decide button")
    page.goto("/audit")
    assert "The chain is whole" in page.inner_text("main")
    with running.desk.store.write() as connection:
        connection.exec_driver_sql(statement)
    page.reload()
    assert told in page.inner_text("[role=alert]")


def test_a_new_password_ends_sessions_and_tokens(chromium: Any, running: Served) -> None:  # noqa: F811
    with running.desk.store.write() as connection:
        accounts.add_user(connection, "ann", Role.ANALYST, PASSWORD, "root")
        token = accounts.make_token(connection, "ann", "board", 9, "root")
    bearer = {"Authorization": f"Bearer {token}"}
    with window(chromium, running.url, "ann") as page, window(chromium, running.url, "ann") as elsewhere:
        stranger = chromium.new_context(base_url=running.url)
        assert stranger.request.get("/api/alerts", headers=bearer).status == 200
        page.goto("/account")
        page.fill("input[name=old]", PASSWORD)
        for field in ("new", "again"):
            page.fill(f"input[name={field}]", "another horse battery")
        press(page, "form[action='/account/password'] button")
        assert "/login" in page.url
        assert stranger.request.get("/api/alerts", headers=bearer).status == 401
        elsewhere.goto("/alerts")
        assert "/login" in elsewhere.url, "the other window is out too"
        stranger.close()
    with window(chromium, running.url, "ann", "another horse battery") as page:
        page.goto("/alerts")
        assert page.inner_text("h1") == "Alerts"
