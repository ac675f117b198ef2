"""Following feeds and folders on loopback: conditional, polite, hostile answers, killed at any point."""

import gzip
import hashlib
import hmac
import json
import socket
import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.support.killing import faults_after, feed_of, kill_until_done, text_of
from watchwire.desk import Desk
from watchwire.desk.deliver import Post, deliver
from watchwire.desk.offers import read_offers, read_opml
from watchwire.desk.politeness import Manners, back_off
from watchwire.desk.rules import Rule
from watchwire.desk.watch import Round, Watch
from watchwire.errors import FetchRefused, SourceError
from watchwire.sources.fetch import FetchLimits
from watchwire.store import Store
from watchwire.store.schema import articles, feeds, items, outbox

PAGE = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"


def watching(store: Store, rules: tuple[Rule, ...] = (Rule(),), said: list[str] | None = None) -> Watch:
    limits = FetchLimits(max_bytes=300_000, seconds=3, allow_private=True)
    return Watch(Desk(store, None, rules), Manners(limits, pause=0.0), say=(said if said is not None else []).append)


def serve_feed(server: Any, count: int, path: str = "/feed.xml") -> None:
    server.page(path, feed_of(server.url, count), "application/rss+xml", ETag='"one"')
    for number in range(count):
        page = PAGE.format(title=f"Crates, day {number}", text=text_of(number))
        server.page(f"/page/{number}", page.encode())


def states(store: Store) -> dict[str, int]:
    with store.read() as connection:
        rows = connection.execute(sa.select(items.c.state, sa.func.count()).group_by(items.c.state))
        return {row[0]: row[1] for row in rows}


def stored(store: Store) -> list[Any]:
    with store.read() as connection:
        return list(connection.execute(sa.select(articles).order_by(articles.c.id)).all())


def test_a_feed_is_read_once(store: Store, server: Any) -> None:
    serve_feed(server, 5)
    said: list[str] = []
    watch = watching(store, said=said)
    watch.add([f"{server.url}/feed.xml"])
    first = watch.once(everything=True)
    assert said == []
    assert (first.asked, first.offered, first.stored, first.failed, first.problems) == (1, 5, 5, 0, 0)
    assert states(store) == {"done": 5}

    def unchanged(request: Any) -> None:
        request.send_response(304)
        request.end_headers()

    server.answers["/feed.xml"] = unchanged
    second = watch.once(everything=True)
    assert (second.offered, second.stored, second.failed) == (0, 0, 0)
    assert server.asked[-1][1]["if-none-match"] == '"one"'
    third = watch.once()
    assert third.asked == 0  # not due yet


def test_the_same_page_under_other_addresses_and_feeds_is_one_article(store: Store, server: Any) -> None:
    serve_feed(server, 2)
    two = "".join(
        f"<item><guid>x{n}</guid><link>{server.url}/page/{n}?utm_source=feed</link><title>t</title></item>"
        for n in range(2)
    )
    server.page("/two.xml", f"<rss version='2.0'><channel><title>x</title>{two}</channel></rss>".encode(), "text/xml")
    server.page("/copy", PAGE.format(title="Crates, day 0", text=text_of(0)).encode())
    three = f"<rss version='2.0'><channel><title>y</title><item><link>{server.url}/copy</link></item></channel></rss>"
    server.page("/three.xml", three.encode(), "text/xml")
    for number in range(2):
        server.answers[f"/page/{number}?utm_source=feed"] = server.answers[f"/page/{number}"]
    watch = watching(store)
    watch.add([f"{server.url}/{name}.xml" for name in ("feed", "two", "three")])
    done = watch.once(everything=True)
    assert done.failed == done.problems == 0
    assert len(stored(store)) == 2


def test_a_broken_feed_does_not_stop_the_others(store: Store, server: Any) -> None:
    serve_feed(server, 2)
    server.page("/html", b"<html><body>no feed</body></html>")
    server.page("/bomb", b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>', "text/xml")
    server.page("/huge", b"<rss>" + b"x" * 400_000, "text/xml")
    server.page("/gzip", gzip.compress(b"<rss>" + b" " * 40_000_000), "text/xml")
    said: list[str] = []
    watch = watching(store, said=said)
    broken = ("html", "bomb", "huge", "gzip", "missing")
    watch.add([f"{server.url}/{name}" for name in (*broken, "feed.xml")])
    done = watch.once(everything=True)
    assert (done.asked, done.failed, done.stored) == (6, 5, 2)
    for name in broken:
        assert any(f"/{name}" in line for line in said), name
    with store.read() as connection:
        row = connection.execute(sa.select(feeds).where(feeds.c.url == f"{server.url}/missing")).one()
    assert row.failures == 1
    assert "404" in row.error


def test_a_page_that_fails_for_a_while_is_tried_again(small_store: Store, server: Any) -> None:
    serve_feed(server, 2)
    good = server.answers["/page/1"]
    server.answers["/page/1"] = lambda request: request.send_error(503)
    watch = watching(small_store)
    watch.add([f"{server.url}/feed.xml"])
    done = watch.once(everything=True)
    assert (done.stored, done.problems) == (1, 1)
    assert states(small_store) == {"done": 1, "waiting": 1}
    server.answers["/page/1"] = good
    with small_store.write() as connection:
        connection.execute(items.update().values(next_at="2020-01-01T00:00:00Z"))
    assert watch.once().stored == 1


def test_a_page_that_is_gone_leaves_what_the_feed_says(small_store: Store, server: Any) -> None:
    said = "Ri Pyong Chol was seen in Oslo, says the feed, and nobody else wrote of it this week."
    entry = (
        f"<item><guid>a</guid><link>{server.url}/gone</link><title>Seen</title><description>{said}</description></item>"
    )
    server.page(
        "/feed.xml", f"<rss version='2.0'><channel><title>x</title>{entry}</channel></rss>".encode(), "text/xml"
    )
    watch = watching(small_store)
    watch.add([f"{server.url}/feed.xml"])
    assert watch.once(everything=True).stored == 1
    assert said in stored(small_store)[0].text


def test_robots_txt_is_obeyed(small_store: Store, server: Any) -> None:
    serve_feed(server, 2)
    server.page("/robots.txt", b"User-agent: *\nDisallow: /page/1\n", "text/plain")
    said: list[str] = []
    watch = watching(small_store, said=said)
    watch.add([f"{server.url}/feed.xml"])
    watch.once(everything=True)
    assert "/page/1" not in [path for path, _ in server.asked]
    texts = {row.url.rpartition("/")[2]: row.text for row in stored(small_store)}
    assert "crates of tin" in texts["0"]
    assert "crates of tin" not in texts["1"]  # what the feed says of it, and no more


def test_no_private_address_is_asked_unless_allowed(small_store: Store, server: Any) -> None:
    serve_feed(server, 1)
    watch = Watch(Desk(small_store, None), Manners(FetchLimits(), pause=0.0))
    watch.add([f"{server.url}/feed.xml"])
    assert watch.once(everything=True).failed == 1
    assert server.asked == []


def test_folders(small_store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(text_of(1))
    (folder / "b.txt").write_bytes(b"\x00\x01\x02binary")
    (folder / ".hidden.txt").write_text("hidden")
    (folder / "link.txt").symlink_to("/etc/hostname")
    watch = watching(small_store)
    watch.add([str(folder)])
    first = watch.once()
    assert (first.offered, first.stored) == (2, 2 - first.problems)
    (folder / "c.txt").write_text(text_of(2))
    assert watch.once().stored == 1
    with pytest.raises(SourceError, match="neither"):
        watch.add([str(tmp_path / "nowhere")])


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "J",
    "items": [
        {"id": "1", "url": "https://example.org/1", "content_text": "x", "date_published": "2024-01-02T03:04:05Z"},
        7,
    ],
}


@pytest.mark.parametrize(
    ("data", "count", "further"),
    [
        (json.dumps(JSON_FEED).encode(), 1, 0),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title><entry><id>1</id><link href="https://e.org/1"/></entry></feed>', 1, 0),
        (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://e.org/1</loc><lastmod>2024-01-02</lastmod></url><url/></urlset>', 1, 0),
        (b"<sitemapindex><sitemap><loc>https://e.org/s.xml</loc></sitemap></sitemapindex>", 0, 1),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', 0, 0),
    ],
)  # fmt: skip
def test_offers(data: bytes, count: int, further: int) -> None:
    offers = read_offers(data, "feed")
    assert (len(offers.items), len(offers.further)) == (count, further)


@pytest.mark.parametrize(
    "data", [b"{}", b'{"items": 1, "version": "x"}', b"[1]", b"", b"plain text", b"<urlset><broken"]
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="feed"):
        read_offers(data, "feed")


def test_opml() -> None:
    data = b'<opml><body><outline text="x"><outline xmlUrl="https://e.org/f"/><outline xmlUrl="javascript:x"/></outline></body></opml>'
    assert read_opml(data, "o") == ("https://e.org/f",)
    for bad in (b"<opml/>", b"<x><outline xmlUrl='https://e.org/f'/></x>", b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>"):
        with pytest.raises(SourceError):
            read_opml(bad, "o")


def test_waits_grow_and_are_bounded() -> None:
    waits = [back_off(n).total_seconds() for n in range(1, 30)]
    assert 30 <= waits[0] <= 60
    assert max(waits) <= 6 * 3600
    told = FetchRefused("x")
    told.retry_after = 7200
    assert back_off(1, told).total_seconds() == 7200


def test_webhooks_are_signed_and_tried_again(small_store: Store, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHWIRE_WEBHOOK_SECRET", "s3cret")
    serve_feed(server, 1)
    rule = Rule(channels=(f"webhook:{server.url}/hook",))
    watch = watching(small_store, (rule,))
    watch.add([f"{server.url}/feed.xml"])
    assert watch.once(everything=True).alerts == 1
    said: list[str] = []
    assert deliver(small_store, Post(said.append, allow_private=True)) == (0, 1)  # 404
    server.page("/hook", b"ok", "text/plain")
    with small_store.write() as connection:
        connection.execute(outbox.update().values(next_at="2020-01-01T00:00:00Z"))
    assert deliver(small_store, Post(said.append, allow_private=True)) == (1, 0)
    assert deliver(small_store, Post(said.append, allow_private=True)) == (0, 0)
    _, headers, body = server.posted[-1]
    stamp, _, signature = headers["Watchwire-Signature"].partition(",v1=")
    expected = hmac.new(b"s3cret", stamp.removeprefix("t=").encode() + b"." + body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(signature, expected)
    assert json.loads(body)["party"] == "un-sc:KPi.076"


def test_webhooks_to_private_addresses_are_refused(small_store: Store, server: Any) -> None:
    serve_feed(server, 1)
    watch = watching(small_store, (Rule(channels=(f"webhook:{server.url}/hook",)),))
    watch.add([f"{server.url}/feed.xml"])
    watch.once(everything=True)
    said: list[str] = []
    assert deliver(small_store, Post(said.append)) == (0, 1)
    assert server.posted == []


class Mailbox:
    """A mail server of the simplest kind."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        connection, _ = self._socket.accept()
        with connection, connection.makefile("rwb", buffering=0) as stream:
            stream.write(b"220 mail\r\n")
            in_data = False
            for raw in stream:
                line = raw.decode().rstrip("\r\n")
                self.lines.append(line)
                if in_data:
                    if line == ".":
                        in_data = False
                        stream.write(b"250 taken\r\n")
                elif line.upper() == "DATA":
                    in_data = True
                    stream.write(b"354 go\r\n")
                elif line.upper() == "QUIT":
                    stream.write(b"221 bye\r\n")
                    return
                else:
                    stream.write(b"250 ok\r\n")


def test_mail(small_store: Store, server: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    box = Mailbox()
    monkeypatch.setenv("WATCHWIRE_SMTP", box.address)
    serve_feed(server, 1)
    out = tmp_path / "alerts.jsonl"
    watch = watching(small_store, (Rule(channels=("email:desk@example.org", f"jsonl:{out}")),))
    watch.add([f"{server.url}/feed.xml"])
    watch.once(everything=True)
    said: list[str] = []
    assert deliver(small_store, Post(said.append)) == (2, 0), said
    assert any(line.startswith("Subject: Watchwire: possible match") for line in box.lines)
    assert json.loads(out.read_text())["note"] == "a possible match; a person decides"


def test_killed_again_and_again_nothing_is_lost_or_doubled(server: Any, tmp_path: Path) -> None:
    serve_feed(server, 12)
    kill_until_done(tmp_path, f"{server.url}/feed.xml", kills=15)
    assert faults_after(tmp_path, 12) == []


def test_a_round_counts() -> None:
    assert Round().stored == 0
