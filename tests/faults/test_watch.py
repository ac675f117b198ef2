"""Faults of watching: whatever one source, item, receiver or step does, the others go on, and it is told."""

import builtins
import http.server
import os
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.killing import feed_of, text_of
from watchwire import errors
from watchwire.desk import Desk
from watchwire.desk import watch as watching_module
from watchwire.desk.beside import beside
from watchwire.desk.deliver import Post, deliver
from watchwire.desk.items import distinct
from watchwire.desk.offers import Offer, folder_offers, read_offers
from watchwire.desk.politeness import Manners
from watchwire.desk.rules import Rule
from watchwire.desk.supervise import Step, run_all
from watchwire.desk.watch import Watch
from watchwire.errors import FetchRefused
from watchwire.sources.fetch import FetchLimits, fetch
from watchwire.store import Store
from watchwire.store.schema import alerts, articles, feeds, items, outbox, revisits
from watchwire.store.versions import difference, versions_at

PAGE = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
EVERY = [
    error
    for module in (builtins, errors, sqlite3, sa.exc)
    for error in vars(module).values()
    if isinstance(error, type) and issubclass(error, Exception)
]


def made(kind: type[Exception]) -> Exception:
    """Return an exception of a kind, whatever its maker asks for."""
    for arguments in (("a fault",), (), ("x", "y", "z"), ("utf-8", b"x", 0, 1, "a fault"), ("x", {}, ValueError())):
        try:
            return kind(*arguments)
        except (TypeError, AttributeError, ValueError):
            continue
    return RuntimeError(kind.__name__)


def watching(
    store: Store, said: list[str] | None = None, seconds: float = 3, rules: tuple[Rule, ...] | None = None
) -> Watch:
    limits = FetchLimits(max_bytes=2_000_000, seconds=seconds, allow_private=True)
    return Watch(
        Desk(store, None, rules or (Rule(),)), Manners(limits, pause=0.0), say=(said if said is not None else []).append
    )


def serve(server: Any, count: int, path: str = "/feed.xml") -> None:
    server.page(path, feed_of(server.url, count), "application/rss+xml")
    for number in range(count):
        server.page(f"/page/{number}", PAGE.format(title=f"Crates, day {number}", text=text_of(number)).encode())


def rss(entries: str) -> bytes:
    return f"<rss version='2.0'><channel><title>x</title>{entries}</channel></rss>".encode()


def count(store: Store, table: Any, *where: Any) -> int:
    with store.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table).where(*where)).scalar_one())


def come(store: Store) -> None:
    """Let the time of everything come."""
    with store.write() as connection:
        for table in (items, feeds, outbox):
            connection.execute(table.update().values(next_at="2020-01-01T00:00:00Z"))
        connection.execute(
            revisits.update().where(revisits.c.next_at.is_not(None)).values(next_at="2020-01-01T00:00:00Z")
        )


# -- one item


@pytest.mark.parametrize(
    "link", ["http://[bad", "http://", "http://a b/", "http://xn--/", "http://\u2100.example/", "http://127.0.0.1:99999/", "//x", "\x7f"]
)  # fmt: skip
def test_a_bad_link_stops_nothing(link: str, small_store: Store, server: Any) -> None:
    serve(server, 2)
    good = feed_of(server.url, 2).decode()
    bad = good.replace("<item>", f"<item><guid>bad</guid><link>{link}</link><title>t</title></item><item>", 1)
    server.page("/feed.xml", bad.encode(), "application/rss+xml")
    watch = watching(small_store)
    watch.add([f"{server.url}/feed.xml"])
    assert watch.once(everything=True).stored >= 2
    assert count(small_store, items, items.c.state == "done") >= 2


@pytest.mark.parametrize(
    "target", ["http://[bad", "gopher://x", "http://127.0.0.1:1/", "\x00", "/page/1\x7f", "http://" + "a" * 9000]
)
def test_a_bad_redirect_stops_nothing(target: str, small_store: Store, server: Any) -> None:
    serve(server, 2)

    def redirect(request: http.server.BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.0 302 Found\r\nLocation: " + target.encode("latin-1", "replace") + b"\r\n\r\n")

    server.answers["/page/0"] = redirect
    watch = watching(small_store)
    watch.add([f"{server.url}/feed.xml"])
    watch.once(everything=True)
    assert count(small_store, items, items.c.state == "done", items.c.url == f"{server.url}/page/1") == 1


STEPS: dict[str, tuple[str, Callable[..., str]]] = {
    "asking a feed": ("read_offers", lambda data, name: name),
    "noting a feed's answer": ("watch._answered", lambda done, row, *_: row.url),
    "what is known": ("watch._met_before", lambda row: row.url),
    "reading a page": ("watch._pages.articles", lambda row: row.url),
    "the brief": ("watch.desk.read", lambda article: article.url),
    "keeping": ("watch.desk.keep", lambda connection, brief, *_, **__: brief.article.url),
}


@pytest.mark.parametrize("step", STEPS)
def test_whatever_is_thrown_the_others_go_on(step: str, loaded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of exception is thrown once, each at a source of its own; one source stays sound."""
    store, server, desk = loaded
    for number in range(len(EVERY) + 1):
        one_page(server, number)
    said: list[str] = []
    watch = Watch(desk, Manners(FetchLimits(allow_private=True), pause=0.0), say=said.append)
    path, where = STEPS[step]
    owner: Any = watch if path.startswith("watch.") else watching_module
    *parts, name = path.removeprefix("watch.").split(".")
    for part in parts:
        owner = getattr(owner, part)
    real = getattr(owner, name)
    thrown: dict[int, Exception] = {number: made(kind) for number, kind in enumerate(EVERY)}

    def once(*arguments: Any, **named: Any) -> Any:
        error = thrown.pop(int(where(*arguments, **named).rpartition("/")[2]), None)
        if error is not None:
            raise error
        return real(*arguments, **named)

    monkeypatch.setattr(owner, name, once)
    watch.add([f"{server.url}/feed/{number}" for number in range(len(EVERY) + 1)])
    done = watch.once(everything=True)
    assert not thrown
    assert done.failed + done.problems == len(EVERY)
    assert len(said) >= len(EVERY)
    assert count(store, articles) == 1
    come(store)
    watch.once(everything=True)
    assert count(store, articles) == len(EVERY) + 1
    assert count(store, items, items.c.state != "done") == 0


def one_page(server: Any, number: int) -> None:
    """Serve a feed with one page."""
    entry = f"<item><guid>{number}</guid><link>{server.url}/page/{number}</link><title>t</title></item>"
    server.page(f"/feed/{number}", rss(entry), "text/xml")
    server.page(f"/page/{number}", PAGE.format(title=f"t{number}", text=text_of(number)).encode())


@pytest.fixture(scope="module")
def reader() -> Any:
    from watchwire.read import Reader
    from watchwire.sources.plain import read_plain

    made_once = Reader(None)
    brief = made_once.brief(read_plain(text_of(1)))
    return made_once, brief


@pytest.fixture
def loaded(small_store: Store, server: Any, reader: Any) -> Iterator[tuple[Store, Any, Desk]]:
    """Give two feeds of a page each, and a desk whose reader answers at once: what fails is what is looked at here."""
    from dataclasses import replace

    for number in range(2):
        one_page(server, number)
    desk = Desk(small_store, None)

    def quick(article: Any) -> Any:
        return replace(reader[1], article=article, entities=(), statements=(), events=(), concerns=())

    desk.lists.reader = reader[0]
    desk.read = quick  # type: ignore[method-assign]
    yield small_store, server, desk


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_step_that_throws_is_told_and_comes_again(kind: type[Exception]) -> None:
    said: list[str] = []
    ran: list[str] = []

    def fail() -> None:
        ran.append("bad")
        raise made(kind)

    steps = [Step("one", lambda: ran.append("one")), Step("bad", fail), Step("two", lambda: ran.append("two"))]
    assert not run_all(steps, said.append)
    assert ran == ["one", "bad", "two"]
    assert said[0].startswith("bad failed")
    run_all(steps, said.append)
    assert ran == ["one", "bad", "two", "one", "two"]  # it rests
    steps[1].rests_until = 0.0
    run_all(steps, said.append)
    assert ran.count("bad") == 2


def test_an_item_that_kills_the_process_is_given_up_in_the_end(loaded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    store, server, desk = loaded

    class Killed(BaseException):
        pass

    def kill(article: Any) -> None:
        raise Killed

    real = desk.read
    monkeypatch.setattr(watching_module.noted, "STARTS", 5)
    for _ in range(7):
        watch = Watch(desk, Manners(FetchLimits(allow_private=True), pause=0.0))
        desk.read = lambda article: kill(article) if "day 0" in article.text else real(article)
        watch.add([f"{server.url}/feed/0", f"{server.url}/feed/1"])
        try:
            watch.once(everything=True)
        except Killed:
            come(store)
    assert count(store, articles) == 1
    assert count(store, items, items.c.state == "failed") == 1


def test_a_locked_database_is_waited_for(loaded: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, server, desk = loaded
    real, left = store.write, [3]

    def locked() -> Any:
        if left[0]:
            left[0] -= 1
            raise sa.exc.OperationalError("BEGIN IMMEDIATE", {}, sqlite3.OperationalError("database is locked"))
        return real()

    said: list[str] = []
    watch = Watch(desk, Manners(FetchLimits(allow_private=True), pause=0.0), say=said.append)
    watch.add([f"{server.url}/feed/0", f"{server.url}/feed/1"])
    monkeypatch.setattr(store, "write", locked)
    steps = [Step("watching", lambda: watch.once(everything=True) and None)]
    for _ in range(5):
        steps[0].rests_until = 0.0
        run_all(steps, said.append)
    monkeypatch.undo()
    come(store)
    watch.once(everything=True)
    assert any("database is locked" in line for line in said)
    assert count(store, articles) == 2


# -- slow answers


class Slow:
    """A server that says one byte at a time: in its headers or its body."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        try:
            connection.recv(65536)
            if self.where == "body":
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            elif self.where == "headers":
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            for _ in range(400):
                connection.sendall(b"" if self.where == "nothing" else b"x")
                time.sleep(0.1)
        except OSError:
            pass

    def close(self) -> None:
        self._socket.close()


@pytest.mark.parametrize("where", ["body", "headers", "nothing"])
def test_an_answer_byte_by_byte_ends_with_the_time(where: str) -> None:
    slow = Slow(where)
    begin = time.monotonic()
    with pytest.raises(FetchRefused, match="not complete within 1 s"):
        fetch(slow.url, FetchLimits(seconds=1, allow_private=True, tries=3))
    assert time.monotonic() - begin < 8
    slow.close()


def test_a_name_that_does_not_resolve_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(10))
    begin = time.monotonic()
    with pytest.raises(FetchRefused, match="cannot be resolved"):
        fetch("http://slow.example/", FetchLimits(seconds=0.5))
    assert time.monotonic() - begin < 6


def test_slow_sources_hold_only_themselves(small_store: Store, server: Any) -> None:
    serve(server, 2)
    slow = Slow("headers")
    pages = "".join(f"<item><guid>s{n}</guid><link>{slow.url}{n}</link><title>t</title></item>" for n in range(30))
    server.page("/slow.xml", rss(pages), "text/xml")
    watch = watching(small_store, seconds=1)
    watch.add([f"{server.url}/slow.xml", slow.url, f"{server.url}/feed.xml"])
    begin = time.monotonic()
    done = watch.once(everything=True)
    assert done.stored == 2
    assert time.monotonic() - begin < 30  # thirty pages of a second each, one after another, would be more
    assert count(small_store, items, items.c.state == "waiting") == 30
    slow.close()


def test_slow_webhooks_hold_only_themselves(small_store: Store, server: Any) -> None:
    slow = Slow("headers")
    serve(server, 8)
    server.page("/hook", b"ok", "text/plain")
    rule = Rule(channels=(f"webhook:{slow.url}hook", f"webhook:{server.url}/hook"))
    watch = watching(small_store, rules=(rule,))
    watch.add([f"{server.url}/feed.xml"])
    raised = watch.once(everything=True).alerts
    assert raised >= 3
    begin = time.monotonic()
    said: list[str] = []
    sent, failed = deliver(small_store, Post(said.append, allow_private=True, seconds=1))
    assert (sent, failed) == (raised, raised), said
    assert time.monotonic() - begin < 15
    slow.close()


def test_a_slow_mail_server_is_hung_up_on(small_store: Store, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = slow.accept()
        try:
            for _ in range(100):
                connection.sendall(b"2")
                time.sleep(0.1)
        except OSError:
            pass

    threading.Thread(target=drip, daemon=True).start()
    monkeypatch.setenv("WATCHWIRE_SMTP", f"127.0.0.1:{slow.getsockname()[1]}")
    serve(server, 1)
    watch = watching(small_store, rules=(Rule(channels=("email:desk@example.org",)),))
    watch.add([f"{server.url}/feed.xml"])
    watch.once(everything=True)
    begin = time.monotonic()
    assert deliver(small_store, Post(lambda _: None, seconds=1)) == (0, 1)
    assert time.monotonic() - begin < 8
    slow.close()


def test_what_one_host_does_not_answer_is_put_off() -> None:
    calls: list[str] = []

    def work(item: str) -> str:
        calls.append(item)
        if item.startswith("silent"):
            error = FetchRefused("no answer")
            error.unreachable = True
            raise error
        return item

    found = dict(beside(["silent1", "silent2", "a1", "a2", "silent3"], lambda item: item[:-1], work))
    assert sorted(calls) == ["a1", "a2", "silent1"]
    assert [type(found[key]).__name__ for key in ("silent1", "silent2", "silent3")] == [
        "FetchRefused",
        *["PutOffError"] * 2,
    ]


# -- nothing is left out in silence


def test_a_long_feed_is_taken_whole_or_said_to_be_cut() -> None:
    entries = "".join(f"<url><loc>https://e.org/{n}</loc></url>" for n in range(50_010))
    offers = read_offers(f"<urlset>{entries}</urlset>".encode(), "sitemap")
    assert len(offers.items) == 50_000
    assert "10 of its 50010 items are left out" in offers.notes[0]
    feed = rss("".join(f"<item><guid>{n}</guid><title>t{n}</title></item>" for n in range(6000)))
    assert len(read_offers(feed, "feed").items) == 6000


def test_a_feed_that_breaks_off_says_so() -> None:
    whole = rss("".join(f"<item><guid>{n}</guid><title>t{n}</title></item>" for n in range(10)))
    offers = read_offers(whole[: len(whole) // 2], "feed")
    assert 0 < len(offers.items) < 10
    assert "damaged" in offers.notes[0]


def test_each_sitemap_of_an_index_is_followed_by_itself(small_store: Store, server: Any) -> None:
    children = "".join(f"<sitemap><loc>{server.url}/s{n}.xml</loc></sitemap>" for n in range(70))
    server.page("/index.xml", f"<sitemapindex>{children}</sitemapindex>".encode(), "text/xml")
    for number in (0, 69):
        page = f"{server.url}/page/{number}"
        server.page(f"/s{number}.xml", f"<urlset><url><loc>{page}</loc></url></urlset>".encode(), "text/xml")
        server.page(f"/page/{number}", PAGE.format(title="t", text=text_of(number)).encode())
    watch = watching(small_store)
    watch.add([f"{server.url}/index.xml"])
    done = watch.once(everything=True)
    assert (done.asked, done.failed, done.stored) == (71, 68, 2)


def test_two_items_of_one_identifier_are_two(small_store: Store, server: Any) -> None:
    serve(server, 2)
    same = feed_of(server.url, 2).replace(b"g1", b"g0")
    server.page("/feed.xml", same, "text/xml")
    watch = watching(small_store)
    watch.add([f"{server.url}/feed.xml"])
    assert watch.once(everything=True).stored == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(Offer, st.sampled_from("ab"), st.sampled_from([None, "x", "y"]), st.sampled_from([None, "t", "u"]))
    )
)
def test_no_offer_is_lost_for_its_key(offers: list[Offer]) -> None:
    found = distinct(offers)
    assert {(o.url, o.title) for o in found} == {(o.url, o.title) for o in offers}
    assert len({o.key for o in found}) == len(found)


# -- stories that change


def test_a_story_that_is_changed_is_read_again_and_alerts_on_what_is_new(small_store: Store, server: Any) -> None:
    first = "The harbour office of Bergen counted 48 crates of tin on Monday, and a clerk said that it would rain."
    server.page("/page/0", PAGE.format(title="Crates", text=first).encode())
    server.page(
        "/feed.xml",
        rss(f"<item><guid>g</guid><link>{server.url}/page/0</link><title>Crates</title></item>"),
        "text/xml",
    )
    watch = watching(small_store)
    watch.add([f"{server.url}/feed.xml"])
    assert watch.once(everything=True).alerts == 0
    server.page("/page/0", PAGE.format(title="Crates", text=f"{first} Ri Pyong Chol had asked for them.").encode())
    assert watch.once(everything=True).stored == 0  # nothing says that it has changed, and its time has not come
    come(small_store)
    again = watch.once(everything=True)
    assert (again.stored, again.alerts) == (1, 1)
    with small_store.read() as connection:
        old, new = versions_at(connection, f"{server.url}/page/0?utm_source=x")
        why = connection.execute(sa.select(alerts.c.why)).scalar_one()
    assert "changed version" in why
    assert any(line.startswith("+ ") and "Ri Pyong Chol" in line for line in difference(old, new))
    come(small_store)
    assert watch.once(everything=True).stored == 0


def test_a_feed_that_says_something_else_of_a_story_has_it_read_again(small_store: Store, server: Any) -> None:
    entry = "<item><guid>g</guid><link>{url}/page/0</link><title>{title}</title></item>"
    for title, name in (("Crates", "nobody"), ("Crates, updated", "Ri Pyong Chol")):
        server.page(
            "/page/0", PAGE.format(title=title, text=f"In Bergen {name} asked for 48 crates of tin on Monday.").encode()
        )
        server.page("/feed.xml", rss(entry.format(url=server.url, title=title)), "text/xml")
        watch = watching(small_store)
        watch.add([f"{server.url}/feed.xml"])
        assert watch.once(everything=True).stored == 1
    assert count(small_store, alerts) == 1


def test_a_story_that_is_gone_when_it_is_asked_for_again_stays(small_store: Store, server: Any) -> None:
    serve(server, 1)
    said: list[str] = []
    watch = watching(small_store, said)
    watch.add([f"{server.url}/feed.xml"])
    watch.once(everything=True)
    del server.answers["/page/0"]
    come(small_store)
    watch.once(everything=True)
    assert any("asked for again" in line and "404" in line for line in said)
    assert count(small_store, items, items.c.state == "done") == 1
    for _ in range(8):
        come(small_store)
        watch.once(everything=True)
    asked = sum(path == "/page/0" for path, _ in server.asked)
    assert asked == 6  # once, and five times again


# -- folders


def test_a_folder_in_use(small_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching_module, "_SETTLE", 5.0)  # far more than the writer waits, on however slow a machine
    folder = tmp_path / "in"
    folder.mkdir()
    growing = folder / "growing.txt"
    growing.write_text(text_of(7))

    def written_meanwhile(_: float) -> None:
        os.utime(growing)

    monkeypatch.setattr(watching_module.time, "sleep", written_meanwhile)
    for number in range(3):
        (folder / f"{number}.txt").write_text(text_of(number))
        os.utime(folder / f"{number}.txt", (1e9, 1e9))
    (folder / "letter.exe").write_bytes(b"MZ\x90\x00")
    os.utime(folder / "letter.exe", (1e9, 1e9))
    said: list[str] = []
    watch = watching(small_store, said)
    watch.add([str(folder)])
    done = watch.once()
    assert (done.stored, done.problems) == (3, 0)
    assert any("being written" in note for note in done.notes)
    assert any("letter.exe" in note and "a program" in note for note in done.notes)
    (folder / "0.txt").rename(folder / "zero.txt")
    (folder / "1.txt").unlink()
    os.utime(growing, (1e9, 1e9))
    again = watch.once()
    assert (again.stored, again.problems) == (1, 0)
    assert count(small_store, articles) == 4


def test_a_file_that_goes_between_listing_and_reading(
    small_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("gone", "changed", "whole"):
        (folder / f"{name}.txt").write_text(text_of(len(name)))
        os.utime(folder / f"{name}.txt", (1e9, 1e9))
    real = folder_offers

    def then_goes(*arguments: Any) -> Any:
        offers = real(*arguments)
        (folder / "gone.txt").unlink(missing_ok=True)
        (folder / "changed.txt").write_text(text_of(9))
        os.utime(folder / "changed.txt", (1.1e9, 1.1e9))
        return offers

    said: list[str] = []
    watch = watching(small_store, said)
    watch.add([str(folder)])
    monkeypatch.setattr(watching_module, "folder_offers", then_goes)
    watch.once()
    assert any("was gone before it was read" in line for line in said)
    monkeypatch.undo()
    watch.once()
    assert count(small_store, articles) == 2


def test_a_folder_that_is_gone_is_told(small_store: Store, tmp_path: Path, server: Any) -> None:
    serve(server, 1)
    folder = tmp_path / "in"
    folder.mkdir()
    said: list[str] = []
    watch = watching(small_store, said)
    watch.add([str(folder), f"{server.url}/feed.xml"])
    folder.rmdir()
    done = watch.once(everything=True)
    assert (done.failed, done.stored) == (1, 1)
    assert any("not there" in line for line in said)


# -- the clock


def test_a_clock_that_was_set_back_stops_nothing(small_store: Store, server: Any) -> None:
    serve(server, 2)
    watch = watching(small_store)
    watch.add([f"{server.url}/feed.xml"])
    with small_store.write() as connection:
        connection.execute(feeds.update().values(next_at="2099-01-01T00:00:00Z"))
    assert watch.once().stored == 2
    with small_store.write() as connection:
        connection.execute(items.update().values(state="waiting", next_at="2099-01-01T00:00:00Z"))
        connection.execute(revisits.update().values(next_at="2099-01-01T00:00:00Z"))
    assert watch.once().known == 2


def test_what_waits_for_a_while_does_wait(small_store: Store, server: Any) -> None:
    serve(server, 1)
    watch = watching(small_store)
    watch.every = timedelta(hours=24)
    watch.add([f"{server.url}/feed.xml"])
    assert watch.once().asked == 1
    assert watch.once().asked == 0
