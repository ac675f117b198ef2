"""The processes that read: in turn between users, within a time, replaced when they die, and no more than may wait."""

import os
import signal
import socket
import threading
import time
from concurrent.futures import Future
from typing import Any

import pytest

from watchwire.desk.pool import Busy, Pool, Reading, ReadingError
from watchwire.desk.shared import Far, Link, serve_pools
from watchwire.errors import SourceError, UsageError
from watchwire.model import Article, Brief
from watchwire.model.codec import decode, encode

TEXT = "Marshal Ri Pyong Chol of North Korea came to Bergen, a spokesman said on Tuesday."


@pytest.fixture
def pool() -> Any:
    made = Pool(None, 1, 60.0, waiting=6, each=4)
    yield made
    made.close()


def brief(pool: Reading, owner: str = "ann", text: str = TEXT) -> "Future[Brief]":
    return pool.submit(
        owner, "brief", lambda plain: decode(Brief, plain), article=encode(Article(text)), published=None, as_of=None
    )


def test_it_reads_as_we_do(pool: Pool) -> None:
    from watchwire.read import Reader

    assert brief(pool).result(60) == Reader().brief(Article(TEXT))


def test_users_take_turns_and_queues_are_bounded(pool: Pool) -> None:
    brief(pool).result(60)
    order: list[str] = []

    def told(owner: str, future: "Future[Brief]") -> None:
        future.add_done_callback(lambda _: order.append(owner))

    long = TEXT * 60
    for _ in range(4):
        told("ann", brief(pool, "ann", long))
    told("bob", brief(pool, "bob", long))
    with pytest.raises(Busy, match="your texts wait"):
        for _ in range(3):
            brief(pool, "ann", long)
    last = brief(pool, "eve", long)
    told("eve", last)
    with pytest.raises(Busy, match="too many texts wait"):
        for _ in range(3):
            brief(pool, "zoe", long)
    last.result(60)
    assert order.index("bob") <= 2
    assert order.index("eve") <= 3
    assert pool.load("ann").workers == 1


def test_what_takes_too_long_is_ended_and_the_next_is_read() -> None:
    pool = Pool(None, 1, 60.0)
    brief(pool).result(60)
    pool.seconds = 0.05
    with pytest.raises(SourceError, match="not read within"):
        brief(pool, text=TEXT * 500).result(60)
    pool.seconds = 60.0
    assert brief(pool).result(60).entities
    pool.close()


def test_a_process_that_dies_fails_its_own_task_only(pool: Pool) -> None:
    brief(pool).result(60)
    [process] = pool._processes
    running = brief(pool, text=TEXT * 500)
    time.sleep(0.2)
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(SourceError, match="broke off"):
        running.result(60)
    assert brief(pool).result(60).entities
    [again] = pool._processes
    assert again.pid != process.pid


def test_errors_come_back_as_what_they_are(pool: Pool, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ReadingError, match="on the server's log"):
        pool.submit("ann", "nothing", lambda plain: plain).result(60)
    assert "AttributeError" in capfd.readouterr().err
    opened = pool.submit(
        "ann", "open", lambda plain: plain, url=None, name="x.txt", data="", seconds=1, allow_private=False, most=5
    ).result(60)
    assert "problem" in opened["items"][0]
    assert UsageError is not SourceError


def test_closing_ends_the_processes_and_what_waits() -> None:
    pool = Pool(None, 1, 60.0)
    brief(pool).result(60)
    [process] = pool._processes
    running, waiting = brief(pool, text=TEXT * 300), brief(pool)
    time.sleep(0.1)
    pool.close()
    assert process.wait(10) is not None
    assert waiting.cancelled()
    with pytest.raises(Exception, match=r".*"):
        running.result(10)
    with pytest.raises(Busy):
        brief(pool)


class TestShared:
    """Two web processes ask one pool, each over a socket of its own."""

    @pytest.fixture
    def links(self, pool: Pool) -> Any:
        made = []
        for _ in range(2):
            ours, theirs = socket.socketpair()
            threading.Thread(target=serve_pools, args=(ours, {"readers": pool}, lambda _: None), daemon=True).start()
            link = Link(theirs, lambda: None)
            link.start()
            made.append((Far(link, "readers"), theirs))
        return made

    def test_they_share_one_queue_and_its_bounds(self, pool: Pool, links: Any) -> None:
        (one, _), (two, _) = links
        assert brief(one).result(60).article.text == TEXT
        long = TEXT * 60
        waiting = [brief(far, "ann", long) for far in (one, two) * 4]
        told = [future.exception(120) for future in waiting]
        assert any(isinstance(error, Busy) and "your texts wait" in str(error) for error in told)
        assert sum(error is None for error in told) >= 4
        assert until(lambda: pool.load("ann").reading == 0)
        assert one.load("ann") == two.load("ann") == pool.load("ann")

    def test_errors_come_as_they_were(self, links: Any) -> None:
        (one, _), _ = links
        task = {"url": None, "name": "x.txt", "data": "", "seconds": 1.0, "allow_private": False, "most": 1}
        found = one.submit("ann", "open", lambda plain: plain, **task).result(60)
        assert found["items"] == [] or "problem" in found["items"][0]
        with pytest.raises(ReadingError, match="a fault of ours"):
            one.submit("ann", "no such verb", lambda plain: plain).result(60)

    def test_what_a_dead_process_waits_for_is_dropped(self, pool: Pool, links: Any) -> None:
        (one, end), (two, _) = links
        brief(two).result(60)
        gone = [brief(one, "ann", TEXT * 200) for _ in range(4)]
        end.shutdown(socket.SHUT_RDWR)
        for future in gone:
            with pytest.raises(Busy, match="closing"):
                future.result(60)
        assert brief(two, "bob").result(60).article.text == TEXT
        assert until(lambda: pool.load().waiting == 0)

    def test_whoever_waits_is_told_when_the_readers_go(self, links: Any, pool: Pool) -> None:
        (one, _), _ = links
        future = brief(one, "ann", TEXT * 200)
        pool.close()
        with pytest.raises((Busy, SourceError)):
            future.result(60)


def until(true: Any, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not true():
        time.sleep(0.05)
    return bool(true())
