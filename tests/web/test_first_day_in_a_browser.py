"""A first day at the desk: the menu on a phone, why something matched, many alerts, what the monitor tells."""

import os
import subprocess
import sys
from typing import Any

import pytest

from tests.support.serving import Served
from tests.web.browsing import PATIENCE, WITH_BROWSER, chromium, demo, empty, press, window
from watchwire.model import Article
from watchwire.tables import read_table

__all__ = ["chromium", "demo", "empty"]
pytestmark = WITH_BROWSER
FEATURES = {row["feature"] for row in read_table("watchwire.screening", "weights.tsv")}
MANY = "Vladimir Putin, Sergei Shoigu, Sergei Lavrov, Dmitry Peskov, Ri Pyong Chol of North Korea and Kim Jong Un of North Korea"


@pytest.mark.parametrize("script", [True, False])
def test_the_menu_of_a_phone_has_all_pages(chromium: Any, demo: Served, script: bool) -> None:
    """Nothing is cut at the edge; it opens and closes by touch and by key, also where scripts are off."""
    context = chromium.new_context(
        base_url=demo.url, viewport={"width": 390, "height": 844}, has_touch=True, java_script_enabled=script
    )
    context.set_default_timeout(PATIENCE)
    phone = context.new_page()
    phone.goto("/alerts")
    links = phone.locator("#menu a")
    assert not links.first.is_visible()
    phone.tap("#menu-open")
    assert links.count() == 11
    for number in range(11):
        box = links.nth(number).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert 0 <= box["y"] <= 844 - box["height"]
        assert box["height"] >= 24, "large enough for a finger"
    assert phone.locator("#menu a[aria-current=page]").inner_text() == "Alerts"
    phone.keyboard.press("Escape")
    assert not links.first.is_visible()
    phone.tap("#menu-open")
    with phone.expect_navigation():
        phone.tap("#menu a:has-text('Monitor')")
    assert phone.inner_text("h1") == "How the watching does"
    context.close()


def test_the_menu_is_a_bar_where_there_is_room(chromium: Any, demo: Served) -> None:
    with window(chromium, demo.url) as page:
        page.goto("/alerts")
        assert page.locator("#menu a:visible").count() == 11
        assert not page.is_visible("#menu-open")


def test_why_it_matched_is_said_in_plain_words(chromium: Any, demo: Served) -> None:
    with window(chromium, demo.url) as page:
        whole = 0
        for number in range(1, 12):
            page.goto(f"/alerts/{number}")
            if page.locator(".halves").count() == 0:
                continue  # it went into another alert
            whole = number
            points = page.locator(".why li").all_inner_texts()
            assert points
            for told in points:
                assert not any(told.startswith(f"{feature} ") for feature in FEATURES)
                assert told[0].isupper()
                assert any(told.endswith(weight) for weight in ("weighs much", "weighs", "weighs little")), told
            assert not page.is_visible("text=log-odds"), "figures are for who asks for them"
        page.goto(f"/alerts/{whole}")
        page.click("text=How the score adds up")
        cells = page.locator("details table .number").all_inner_texts()
        assert abs(sum(float(cell) for cell in cells[:-1]) - float(cells[-1])) < 0.1, "what is shown adds up"


def test_the_comparison_says_countries_by_name(chromium: Any, demo: Served) -> None:
    with window(chromium, demo.url) as page:
        page.goto("/alerts/1")
        row = page.inner_text(".sides tr:has(th:text-is('Countries'))")
        assert "North Korea" in row
        assert "KP" not in row
        quote = page.inner_text(".quotes blockquote >> nth=0")
        text = page.request.get("/api/articles/1").json()["article"]["text"].split()
        assert quote.strip("… ").split()[-1] in text, "no word is cut in two"


def test_many_alerts_of_an_article_are_a_line(chromium: Any, empty: Served) -> None:
    kept = empty.desk.take(Article(f"Those who came were {MANY}, a spokesman said.", language="en"), "test")
    assert len(kept.alerts) > 4
    with window(chromium, empty.url) as page:
        page.goto(f"/articles/{kept.article}")
        assert page.locator("#alerts a").count() == 1
        box = page.locator("#alerts").bounding_box()
        assert box["height"] < 40, "one line"
        press(page, "#alerts a")
        assert page.locator("tbody tr[data-alert]").count() == len(kept.alerts)


def test_a_feed_that_fails_is_told_on_the_monitor(chromium: Any, empty: Served) -> None:
    with window(chromium, empty.url) as page:
        page.goto("/setup")
        page.fill("input[name=url]", "http://127.0.0.1:9/feed")
        press(page, "text=Follow")
        command = [sys.executable, "-m", "watchwire", "watch", "--once", "--store", empty.desk.store.url]
        done = subprocess.run(command, env={**os.environ, "WATCHWIRE_LIBRARY": ""}, capture_output=True, timeout=120, check=False)  # fmt: skip
        assert done.returncode in {0, 1}
        page.goto("/monitor")
        told = page.inner_text("table")
        assert "http://127.0.0.1:9/feed" in told
        assert "failed 1 time" in told
        assert "not a public address" in told
