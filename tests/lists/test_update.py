"""Fetching lists from a loopback server: conditional requests, retries, failures that stop nothing."""

import http.server
from pathlib import Path

import pytest

from tests.conftest import Server
from watchwire.lists import Library
from watchwire.lists.update import Feed, default_limits, feeds, update
from watchwire.sources.fetch import FetchLimits

HERE = Path(__file__).parent / "fixtures"
UN = (HERE / "un.xml").read_bytes()
FAST = FetchLimits(max_bytes=1 << 22, seconds=5, tries=3, allow_private=True)


def only(url: str, *lists: str) -> tuple[Feed, ...]:
    return tuple(feed for feed in feeds(dict.fromkeys(lists, url)) if feed.list in lists)


def test_every_feed_is_described() -> None:
    assert {feed.list for feed in feeds()} == {
        "un-sc",
        "us-ofac-sdn",
        "us-ofac-cons",
        "eu-fsf",
        "gb-uksl",
        "us-csl",
        "au-dfat",
        "ca-sema",
        "ch-seco",
    }
    assert all(url.startswith("https://") for feed in feeds() for url in feed.files)


def test_new_then_not_modified(server: Server, tmp_path: Path) -> None:
    library = Library(tmp_path)

    def answer(request: http.server.BaseHTTPRequestHandler) -> None:
        if request.headers.get("If-None-Match") == '"v1"':
            request.send_response(304)
            request.end_headers()
            return
        request.send_response(200)
        request.send_header("ETag", '"v1"')
        request.send_header("Content-Length", str(len(UN)))
        request.end_headers()
        request.wfile.write(UN)

    server.answers["/un"] = answer
    which = only(f"{server.url}/un", "un-sc")
    assert [o.state for o in update(library, which, FAST)] == ["new"]
    (second,) = update(library, which, FAST)
    assert (second.state, "not modified" in second.message) == ("unchanged", True)
    assert server.asked[-1][1]["if-none-match"] == '"v1"'


def test_a_failure_is_named_and_the_others_go_on(server: Server, tmp_path: Path) -> None:
    library = Library(tmp_path)
    server.page("/eu", b"<html>maintenance</html>")
    server.page("/un", UN, "text/xml")
    which = (
        *only(f"{server.url}/eu", "eu-fsf"),
        *only(f"{server.url}/un", "un-sc"),
        *only(f"{server.url}/gone", "gb-uksl"),
    )
    found = {outcome.list: outcome for outcome in update(library, which, FAST)}
    assert {key: value.state for key, value in found.items()} == {
        "eu-fsf": "failed",
        "un-sc": "new",
        "gb-uksl": "failed",
    }
    assert "snapshot in use stays" in found["eu-fsf"].message
    assert "token of your own" in found["eu-fsf"].message
    assert "404" in found["gb-uksl"].message


def test_a_busy_server_is_asked_again(server: Server, tmp_path: Path) -> None:
    def busy(request: http.server.BaseHTTPRequestHandler) -> None:
        if len(server.asked) < 2:
            request.send_error(503)
            return
        request.send_response(200)
        request.send_header("Content-Length", str(len(UN)))
        request.end_headers()
        request.wfile.write(UN)

    server.answers["/un"] = busy
    (outcome,) = update(Library(tmp_path), only(f"{server.url}/un", "un-sc"), FAST)
    assert outcome.state == "new"


def test_a_list_under_another_name_is_refused_and_not_remembered(server: Server, tmp_path: Path) -> None:
    server.page("/un", UN, "text/xml")
    (outcome,) = update(Library(tmp_path), only(f"{server.url}/un", "eu-fsf"), FAST)
    assert outcome.state == "failed"


def test_private_addresses_are_refused_by_default(server: Server, tmp_path: Path) -> None:
    (outcome,) = update(Library(tmp_path), only(f"{server.url}/un", "un-sc"), default_limits())
    assert outcome.state == "failed"
    assert "not a public address" in outcome.message


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watchwire.sources.fetch.time.sleep", lambda seconds: None)
