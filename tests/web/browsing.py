"""A real Chromium for the tests of pages: one a module, a fresh window a test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.serving import Served, serve
from watchwire.desk import Desk
from watchwire.desk.demo import fill
from watchwire.store import Store

WITH_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(
        shutil.which("chromium") is None, reason="Chromium is not installed (Debian: apt-get install chromium)"
    ),
]
PASSWORD = "correct horse battery"
PATIENCE = 120_000.0
"""Milliseconds: how quick pages are is for benchmarks; a test on a busy machine waits."""


def _patient(make: Any) -> Any:
    def new(*args: Any, **options: Any) -> Any:
        held = make(*args, **options)
        held.set_default_timeout(PATIENCE)
        return held

    return new


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        made = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        made.new_context, made.new_page = _patient(made.new_context), _patient(made.new_page)
        yield made
        made.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """A desk that nothing was read at yet."""
    running = serve(Desk(Store.open(str(tmp_path / "desk.sqlite")), None))
    yield running
    running.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk filled with the example."""
    desk = Desk(Store.open(str(tmp_path_factory.mktemp("demo") / "desk.sqlite")), None)
    fill(desk)
    running = serve(desk)
    yield running
    running.close()


def barriers(page: Any) -> list[str]:
    """Return what axe-core finds on a page in the light and in the dark, all of its rules; none if it is clean.

    Only contrast depends on the colours, so that alone is looked at again in the dark.
    """
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme="light")
    found = Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="dark")
    asked = "axe.run(document, { runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'] })"
    found += page.evaluate(asked)["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]


@contextmanager
def window(chromium: Any, url: str, name: str | None = None, password: str = PASSWORD) -> Iterator[Any]:
    """Give a page in a window of its own, of somebody who is logged in where a name is given."""
    context = chromium.new_context(base_url=url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    if name is not None:
        log_in(page, name, password)
    try:
        yield page
    finally:
        context.close()
    assert faults == []


def log_in(page: Any, name: str, password: str = PASSWORD) -> None:
    page.goto("/login")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", password)
    press(page, "main button")


def press(page: Any, what: str) -> None:
    """Press what leads to another page, and wait for that."""
    with page.expect_navigation():
        page.click(what)


def read(page: Any, text: str, keep: bool = False) -> None:
    """Paste a text into the first page and have it read."""
    page.goto("/")
    page.fill("#text", text)
    if keep:
        page.check("input[name=keep]")
    press(page, "text=Read it")
