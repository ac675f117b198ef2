"""Watching a feed in a process that is killed again and again, at chance moments, until its work is done."""

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import sqlalchemy as sa

from watchwire.desk import Desk
from watchwire.desk.deliver import Post, deliver
from watchwire.desk.politeness import Manners
from watchwire.desk.watch import Watch
from watchwire.sources.fetch import FetchLimits
from watchwire.sources.plain import read_plain
from watchwire.store import Store, transfer
from watchwire.store.schema import alerts, articles, briefs, items, ledger, outbox

NAMES = ("Ri Pyong Chol", "Sergei Shoigu", "Kim Jong Un", "Dmitry Peskov")
PLACES = ("Oslo", "Bergen", "Turku", "Riga", "Gdansk", "Malmo", "Aarhus", "Tartu", "Vilnius", "Kiel")


def text_of(number: int) -> str:
    """Return an article of its own for a number."""
    name, place = NAMES[number % len(NAMES)], PLACES[number % len(PLACES)]
    return (
        f"In {place}, on day {number}, the harbour office counted {number * 37 + 11} crates of tin. "
        f"A clerk of depot {number * 7919 % 104729} said that {name} had asked for none of them, and that it would rain."
    )


def feed_of(base: str, count: int) -> bytes:
    """Return a feed of so many pages."""
    entries = "".join(
        f"<item><guid>g{n}</guid><link>{base}/page/{n}</link><title>Crates, day {n}</title></item>"
        for n in range(count)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Crates</title>{entries}</channel></rss>'.encode()


def work(database: Path, sent: Path, feed: str, desk: Desk) -> None:
    """Do what `watchwire watch --once` does, with what the parent has loaded."""
    store = Store.open(str(database))
    mine = Desk(store, None, desk.rules)
    mine.lists.reader = desk.reader
    watch = Watch(mine, Manners(FetchLimits(allow_private=True), pause=0.0))
    watch.add([feed])
    watch.once(everything=True)

    def say(line: str) -> None:
        with sent.open("a") as out:
            out.write(line + "\n")

    deliver(store, Post(say))


def kill_until_done(folder: Path, feed: str, kills: int, seed: int = 1) -> tuple[int, float]:
    """Fork, kill after a chance time, and again; then let it finish. Return kills done and seconds taken."""
    desk = Desk(Store.open(str(folder / "warm.sqlite")), None)
    desk.reader.brief(read_plain(text_of(0)))
    database, sent = folder / "desk.sqlite", folder / "sent.txt"
    chance = random.Random(seed)
    begin = time.monotonic()
    done = 0
    while True:
        last = done == kills
        child = os.fork()
        if child == 0:
            code = 1
            try:
                work(database, sent, feed, desk)
                code = 0
            finally:
                os._exit(code)
        if last:
            _, status = os.waitpid(child, 0)
            assert os.waitstatus_to_exitcode(status) == 0
            return done, time.monotonic() - begin
        time.sleep(chance.uniform(0.005, 0.4))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        done += 1


def faults_after(folder: Path, count: int) -> list[str]:
    """Return what is lost or doubled after all; none if all is there once."""
    store = Store.open(str(folder / "desk.sqlite"))
    found = []
    with store.read() as connection:
        found.extend(transfer.check(connection))
        for name, query in {
            "articles": sa.select(sa.func.count()).select_from(articles),
            "briefs": sa.select(sa.func.count()).select_from(briefs),
            "items done": sa.select(sa.func.count()).where(items.c.state == "done"),
            "read on record": sa.select(sa.func.count()).where(ledger.c.kind == "read"),
        }.items():
            held = connection.execute(query).scalar()
            if held != count:
                found.append(f"{name}: {held}, expected {count}")
        raised = connection.execute(sa.select(sa.func.count()).select_from(alerts)).scalar()
        told = connection.execute(sa.select(outbox.c.alert, outbox.c.state)).all()
        pairs = Counter(connection.execute(sa.select(alerts.c.story, alerts.c.party)).all())
    if len(told) != raised or any(row.state != "sent" for row in told):
        found.append(f"{raised} alerts, messages: {Counter(row.state for row in told)}")
    found.extend(f"doubled alert {pair}" for pair, times in pairs.items() if times > 1)
    return found
