"""How briefs are shown: text, Markdown, HTML in a real browser, FollowTheMoney by the real library."""

import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from tests.conftest import ROOT
from watchwire.brief import ftm_entities, render_html, render_markdown, render_text
from watchwire.model import Article, Brief
from watchwire.read import Reader
from watchwire.sources import read_source
from watchwire.sources.plain import read_plain

EVIL = "Vladimir Putin said <script>document.title='owned'</script> that | all * is [well](javascript:alert(1))."


@pytest.fixture(scope="module")
def brief() -> Brief:
    (article,) = read_source(str(ROOT / "examples" / "summit.txt"))
    assert isinstance(article, Article)
    return Reader().brief(article)


@pytest.fixture(scope="module")
def evil() -> Brief:
    return Reader().brief(read_plain(f"<img src=x onerror=alert(1)>\n\n{EVIL}\n"))


def test_text_in_a_pipe_has_no_colour_and_is_not_cut(brief: Brief) -> None:
    stream = StringIO()
    render_text(brief, Console(file=stream, width=40))
    text = stream.getvalue()
    assert "\x1b" not in text
    assert "un-sc KPi.076, DPRK: “Ri Pyong Chol”, listed 2017-12-22; on 2023-09-12 listed" in text
    assert "NOT YET (2024-05-31)" in text
    assert "is sanctioned" not in text.lower()


def test_text_on_a_terminal_is_coloured(brief: Brief) -> None:
    stream = StringIO()
    render_text(brief, Console(file=stream, force_terminal=True, width=100, color_system="standard"))
    assert "\x1b[1;31m" in stream.getvalue()


def test_markdown_escapes(evil: Brief) -> None:
    text = render_markdown(evil)
    assert "<script>" not in text
    assert "\\<img src=x" in text
    assert "[well]" not in text


def test_html_escapes_and_loads_nothing(evil: Brief) -> None:
    page = render_html(evil)
    assert "<script>document" not in page
    assert "&lt;" in page
    assert "<img" not in page
    assert 'src="' not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_ftm_is_valid(brief: Brief) -> None:
    from followthemoney import model

    entities = [model.get_proxy(record) for record in ftm_entities(brief)]
    schemata = {entity.schema.name for entity in entities}
    assert {"Article", "Mention", "Person", "Sanction", "Documentation"} <= schemata
    for entity in entities:
        model.validate(entity) if hasattr(model, "validate") else entity.schema.validate(entity.to_dict())
    by_id = {entity.id: entity for entity in entities}
    mention = next(e for e in entities if e.schema.name == "Mention" and "Ri Pyong-chol" in e.get("name"))
    (party,) = mention.get("resolved")
    assert "KPi.076" in {
        reference
        for e in entities
        if e.schema.name == "Sanction" and party in e.get("entity")
        for reference in e.get("authorityId")
    }
    assert by_id[party].schema.name == "Person"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield made
        made.close()


@pytest.mark.browser
def test_a_click_on_a_finding_shows_its_span_and_back(browser: Any, brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text(render_html(brief), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    finding = page.locator("#matches .finding", has_text="Ri Pyong-chol")
    finding.click()
    lit = page.locator("mark.on")
    assert "Ri Pyong-chol" in lit.all_inner_texts()
    assert lit.first.is_visible()
    page.locator("mark.strong", has_text="Oleg Kojemyako").click()
    assert "Oleg Kojemyako" in page.locator(".finding.on").inner_text()
    page.locator("#statements .finding").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#statements .finding.on").count() == 1
    assert [url for url in asked if not url.startswith("file:")] == []
    assert errors == []
    article = page.locator("article .text").inner_text()
    assert article.split() == brief.article.text.split()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


@pytest.mark.browser
def test_script_in_an_article_does_not_run(browser: Any, evil: Brief, tmp_path: Path) -> None:
    path = tmp_path / "evil.html"
    path.write_text(render_html(evil), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.title().startswith("Brief:")
    page.close()


def test_what_is_not_read_in_a_language_is_not_called_absent() -> None:
    brief = Reader().brief(read_plain("Le Conseil a cité la résolution 2270 et le règlement (UE) n° 833/2014.\n" * 3))
    stream = StringIO()
    render_text(brief, Console(file=stream, width=200))
    text = stream.getvalue()
    assert brief.article.language == "fr"
    assert "None." not in text.partition("PLACES")[0]
    assert "No statement was recognised" not in text
    assert "No event was recognised" not in text
    assert "Not read: this part of the work is not done for language fr" in text
    assert "S/RES/2270 (2016)" in text
