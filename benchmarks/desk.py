"""The desk: pages over a large store, load on the API, and kills while it writes.

    python benchmarks/desk.py --mode pages [--articles 100000] [--json]
    python benchmarks/desk.py --mode load [--library LIBRARY] [--seconds 10] [--clients 4] [--json]
    python benchmarks/desk.py --mode kills [--kills 200] [--json]
    python benchmarks/desk.py --mode day [--json]

All on loopback, on made-up articles. `pages`: milliseconds until each page is there, and its bytes. `load`: requests a
second and the 50th and 99th percentile in milliseconds. `kills`: what was lost or doubled when a process that watches a
feed, reads, stores and sends was killed at that many chance moments. `day`: 96 rounds (24 hours of every quarter of an
hour) over thirty feeds, of which nine are slow, broken, hostile or huge; memory of the process over the rounds.
"""

import argparse
import http.server
import json
import multiprocessing
import random
import statistics
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import httpx
from tests.support.killing import NAMES, PLACES, faults_after, feed_of, kill_until_done, text_of
from tests.support.serving import serve

from watchwire.desk import Desk
from watchwire.lists import Library
from watchwire.model import Article
from watchwire.store import Store
from watchwire.store.schema import (
    alert_articles,
    alert_parties,
    alerts,
    articles,
    briefs,
    matches,
    stories,
    story_articles,
)

WORDS = [
    "harbour",
    "crate",
    "clerk",
    "depot",
    "tin",
    "train",
    "bridge",
    "office",
    "winter",
    "ledger",
    "copper",
    "signal",
    "market",
    "border",
    "permit",
    "vessel",
]
PATHS = ("/", "/alerts", "/articles", "/articles?offset=50000", "/stories", "/search?q=harbour+permit", "/search?q=%22copper+signal%22",
         "/articles/1", "/alerts/1", "/parties/un-sc:KPi.076", "/network", "/timeline", "/lists", "/audit")  # fmt: skip


def fill(store: Store, count: int) -> None:
    """Put made-up articles into a store in bulk, every tenth with a match and an alert."""
    chance = random.Random(3)
    with store.write() as connection:
        for start in range(0, count, 5000):
            rows: list[dict[str, Any]] = []
            for number in range(start + 2, min(start + 5002, count + 2)):
                text = f"{text_of(number)} " + " ".join(chance.choices(WORDS, k=180)) + "."
                sha = Article(text).sha256
                rows.append({"id": number, "sha256": sha, "title": f"Crates, day {number}", "text": text, "source": "made up",
                             "published_from": "given", "site": PLACES[number % 10], "stored_at": "2026-01-01T00:00:00Z"})  # fmt: skip
            connection.execute(articles.insert(), rows)
            connection.exec_driver_sql(
                "INSERT INTO article_search(rowid, title, text) VALUES (?, ?, ?)",
                [(r["id"], r["title"], r["text"]) for r in rows],
            )
            brief = {"watchwire": "0", "lists": "[]", "record": "{}", "made_at": "2026-01-01T00:00:00Z"}
            connection.execute(briefs.insert(), [{"id": r["id"], "article": r["id"], **brief} for r in rows])
            connection.execute(
                stories.insert(), [{"id": r["id"], "title": r["title"], "made_at": r["stored_at"]} for r in rows]
            )
            connection.execute(story_articles.insert(), [{"article": r["id"], "story": r["id"]} for r in rows])
            hit = [r["id"] for r in rows if r["id"] % 10 == 0]
            made = {"list": "un-sc", "reference": "KPi.076", "programme": "DPRK", "score": 0.97, "band": "strong"}
            connection.execute(
                matches.insert(),
                [{"id": n + 1000, "brief": n, "entity": "e1", "party": "un-sc:KPi.076", "caption": NAMES[0], "name": NAMES[0],
                  "found": NAMES[0], "status": "listed", "start": 0, "end": 5, **made} for n in hit],
            )  # fmt: skip
            connection.execute(
                alerts.insert(),
                [{"id": n, "story": n, "party": "un-sc:KPi.076", "caption": NAMES[0], "subject": NAMES[0], "rule": "any",
                  "subject_id": "un-sc:KPi.076", "why": "made up", "state": "new", "raised_at": "2026-01-01T00:00:00Z",
                  "changed_at": "2026-01-01T00:00:00Z", **made} for n in hit],
            )  # fmt: skip
            entry = {"party": "un-sc:KPi.076", "caption": NAMES[0], "name": NAMES[0], **made}
            connection.execute(alert_parties.insert(), [{"alert": n, **entry} for n in hit])
            connection.execute(alert_articles.insert(), [{"alert": n, "article": n, "match": n + 1000} for n in hit])


def pages(count: int) -> dict[str, Any]:
    folder = tempfile.mkdtemp()
    store = Store.open(f"{folder}/desk.sqlite")
    desk = Desk(store, None)
    desk.take(Article((Path(__file__).parents[1] / "examples" / "summit.txt").read_text(), title="Summit"), "example")
    begin = time.perf_counter()
    fill(store, count)
    result: dict[str, Any] = {"articles": count + 1, "filled in, s": round(time.perf_counter() - begin, 1)}
    running = serve(desk)
    with httpx.Client(base_url=running.url, timeout=60) as client:
        for path in PATHS:
            times = []
            for _ in range(7):
                begin = time.perf_counter()
                answer = client.get(path)
                times.append((time.perf_counter() - begin) * 1000)
                assert answer.status_code == 200, (path, answer.status_code)
            result[path] = (
                f"{statistics.median(times):.0f} ms (first {times[0]:.0f}), {len(answer.content) / 1000:.0f} kB"
            )
    running.close()
    return result


def load(library: Path | None, seconds: float, clients: int) -> dict[str, Any]:
    store = Store.open(f"{tempfile.mkdtemp()}/desk.sqlite")
    desk = Desk(store, Library(library) if library else None)
    running = serve(desk)
    chance = random.Random(5)
    asked = {
        "screen": lambda: (
            "/api/screen",
            {"name": f"{chance.choice(NAMES).split()[0]} {chance.choice(WORDS)} {chance.choice(PLACES)}"},
        ),
        "scan": lambda: ("/api/scan", {"text": text_of(chance.randrange(10**6)) * 8}),
        "read": lambda: ("/api/read", {"text": text_of(chance.randrange(10**6)) * 3}),
    }
    result: dict[str, Any] = {"clients": clients}
    for what, make in asked.items():
        times: list[float] = []
        end = time.monotonic() + seconds

        def work(make: Any = make, times: list[float] = times, end: float = end) -> None:
            with httpx.Client(base_url=running.url, timeout=60) as client:
                while time.monotonic() < end:
                    path, body = make()
                    begin = time.perf_counter()
                    answer = client.post(path, json=body)
                    times.append((time.perf_counter() - begin) * 1000)
                    assert answer.status_code == 200, answer.text

        path, body = make()
        httpx.post(f"{running.url}{path}", json=body, timeout=60)  # what is loaded at first use is loaded now
        threads = [threading.Thread(target=work) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        times.sort()
        result[what] = (
            f"{len(times) / seconds:.0f} requests/s, p50 {times[len(times) // 2]:.0f} ms, p99 {times[int(len(times) * 0.99)]:.0f} ms"
        )
    running.close()
    return result


def kills(count: int) -> dict[str, Any]:
    pages_ = 400

    class Pages(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/feed.xml":
                body = feed_of(f"http://{self.headers['Host']}", pages_)
            elif self.path.startswith("/page/"):
                number = int(self.path.rpartition("/")[2])
                body = f"<html><body><article><h1>Day {number}</h1><p>{text_of(number)}</p></article></body></html>".encode()
            else:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    folder = Path(tempfile.mkdtemp())
    done, seconds = kill_until_done(folder, f"http://127.0.0.1:{server.server_address[1]}/feed.xml", count)
    return {
        "kills": done,
        "seconds": round(seconds),
        "articles": pages_,
        "lost or doubled": faults_after(folder, pages_),
    }


class Day(http.server.BaseHTTPRequestHandler):
    """Feeds of a day: good ones that grow, and others that stall, lie, burst or loop."""

    round = multiprocessing.Value("i", 0)

    def do_GET(self) -> None:  # noqa: D102
        base = f"http://{self.headers['Host']}"
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "good":
            feed = int(rest)
            numbers = [n for n in range(self.round.value + 1) if n % 30 == feed % 30 or n % 30 == (feed + 7) % 30]
            entries = "".join(
                f"<item><link>{base}/page/{feed}/{n}</link><title>Day {n}</title></item>" for n in numbers[-20:]
            )
            self.answer(f"<rss version='2.0'><channel><title>{feed}</title>{entries}</channel></rss>".encode())
        elif kind == "page":
            feed, number = map(int, rest.split("/"))
            text = text_of(feed * 1000 + number)
            self.answer(f"<html><body><article><h1>Day {number}</h1><p>{text}</p></article></body></html>".encode())
        elif kind == "slow":
            time.sleep(2)
            self.answer(b"<rss version='2.0'><channel><title>slow</title></channel></rss>")
        elif kind == "huge":
            self.answer(
                b"<rss version='2.0'><channel>" + b"<item><title>x</title></item>" * 400_000 + b"</channel></rss>"
            )
        elif kind == "bomb":
            self.answer(b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>]><rss>&a;</rss>")
        elif kind == "loop":
            self.send_response(302)
            self.send_header("Location", self.path)
            self.end_headers()
        elif kind == "half":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b"<rss version='2.0'><channel><item><ti")
        else:
            self.send_error(500 if kind == "broken" else 404)

    def answer(self, body: bytes) -> None:  # noqa: D102
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):  # whoever asked has had enough
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:  # noqa: D102
        pass


def day() -> dict[str, Any]:
    from watchwire.desk.politeness import Manners
    from watchwire.desk.watch import Watch
    from watchwire.sources.fetch import FetchLimits

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Day)
    # In a process of its own, so that only the watcher's memory is measured.
    multiprocessing.get_context("fork").Process(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    store = Store.open(f"{tempfile.mkdtemp()}/desk.sqlite")
    limits = FetchLimits(max_bytes=2 << 20, seconds=1.0, allow_private=True)
    watch = Watch(Desk(store, None), Manners(limits, pause=0.0))
    hostile = ("slow", "huge", "bomb", "loop", "half", "broken", "missing", "slow/2", "huge/2")
    watch.add([f"{base}/good/{n}" for n in range(21)] + [f"{base}/{kind}" for kind in hostile])
    memory, stored, failed = [], 0, 0
    begin = time.perf_counter()
    for number in range(96):
        Day.round.value = number
        done = watch.once(everything=True)
        stored, failed = stored + done.stored, failed + done.failed
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        memory.append(round(pages * 4096 / 1e6))
    return {
        "rounds": 96,
        "seconds": round(time.perf_counter() - begin),
        "articles stored": stored,
        "failures named": failed,
        "memory, MB, after round 1, 8, 24, 48, 72, 96": [memory[k] for k in (0, 7, 23, 47, 71, 95)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", choices=("pages", "load", "kills", "day"), required=True)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.mode == "pages":
        result = pages(args.articles)
    elif args.mode == "load":
        result = load(args.library, args.seconds, args.clients)
    elif args.mode == "day":
        result = day()
    else:
        result = kills(args.kills)
    print(json.dumps(result) if args.json else "\n".join(f"{k:<40}{v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
