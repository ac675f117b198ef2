"""A desk with four articles of our own, served on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.serving import Served, serve
from tests.web.browsing import chromium
from watchwire.desk import Desk
from watchwire.model import Article
from watchwire.sources.read import read_source
from watchwire.store import Store

__all__ = ["chromium"]
EXAMPLES = ("summit.txt", "page.html", "wire.txt", "vizit.txt")
EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)> Ri Pyong Chol of North Korea met "officials" in Oslo, a man said.'


def filled(store: Store) -> Desk:
    desk = Desk(store, None)
    for name in EXAMPLES:
        for article in read_source(str(ROOT / "examples" / name)):
            assert isinstance(article, Article)
            desk.take(article, "examples")
    desk.take(Article(EVIL, "javascript:alert(1)", title="<b>evil</b>", language="en"), "=cmd|' /C calc'!A0")
    return desk


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Single-user mode; shared by the tests of a file, which must not mind one another."""
    folder: Path = tmp_path_factory.mktemp("served")
    running = serve(filled(Store.open(str(folder / "desk.sqlite"))))
    yield running
    running.close()
