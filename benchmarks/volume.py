"""Screening a long table: rows a second from end to end, and memory at each tenth of the way.

    python benchmarks/volume.py --library LIBRARY [--rows 1000000] [--workers 2] [--kill-at 0.3] [--json]

The table is made of invented people and bodies (one in fifty a listed name, one in ten seen before), as CSV with birth dates and
countries. `--kill-at` kills the run at that share of the rows and starts the same command again; what it took is told too.
"""

import argparse
import csv
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from watchwire.lists import Library, open_holdings

SYLLABLES = [a + b for a in "bdfghjklmnprstvwyz" for b in "aeiou"]
GIVEN = tuple(
    """Maria John Wei Ahmed Olga Peter Fatima Ivan Carlos Anna Mohammed Li David Svetlana Jose Kim Amina Sergei Laura Thomas Hans Yusuf Ali
    Elena Hassan Natalia Omar Irina Pedro Sara""".split()  # noqa: SIM905
)
BODIES = ("Trading", "Shipping", "Holding", "Construction", "Investment", "Bank", "Industries", "Logistics", "Energy")
FORMS = ("LLC", "Ltd", "GmbH", "S.A.", "JSC", "Co.", "FZE", "OOO")


def write_table(path: Path, rows: int, listed: list[str], seed: int = 7) -> None:
    drawn = random.Random(seed)
    seen: list[str] = []
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["customer", "name", "date of birth", "country"])
        for number in range(rows):
            chance = drawn.random()
            if chance < 0.02:
                name = drawn.choice(listed)
            elif chance < 0.12 and seen:
                name = drawn.choice(seen)
            else:
                name = invented(drawn)
                if len(seen) < 100_000:
                    seen.append(name)
            born = f"{drawn.randrange(1935, 2005)}-{drawn.randrange(1, 13):02d}-{drawn.randrange(1, 29):02d}"
            writer.writerow(
                [number, name, born if drawn.random() < 0.5 else "", drawn.choice(["RU", "IR", "US", "DE", ""])]
            )


def invented(drawn: random.Random) -> str:
    family = "".join(drawn.choice(SYLLABLES) for _ in range(drawn.randrange(2, 5))).capitalize()
    if drawn.random() < 0.3:
        return f"{family} {drawn.choice(BODIES)} {drawn.choice(FORMS)}"
    middle = f" {drawn.choice(GIVEN)}" if drawn.random() < 0.3 else ""
    return f"{drawn.choice(GIVEN)}{middle} {family}{drawn.choice(['', 'ov', 'ski', 'son', 'i'])}"


def memory_of(pid: int) -> int:
    """Return the memory of a process and its children in MB: what is theirs alone, as the index is shared."""
    total = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if int(path.name) in {pid} or parent == pid:
                total += sum(int(line.split()[1]) for line in (path / "smaps_rollup").read_text().splitlines() if line.startswith("Private_"))  # fmt: skip
        except (OSError, ValueError, IndexError):
            continue
    return total // 1024


def run(command: list[str], note: Path, rows: int, kill_at: float) -> dict[str, Any]:
    """Run the command to its end (or kill it on its way) and return its time and memory."""
    started = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    marks: dict[int, int] = {}
    killed = 0
    while process.poll() is None:
        time.sleep(0.5)
        try:
            done = json.loads(note.read_bytes())["rows"]
        except (OSError, ValueError):
            continue
        tenth = int(done * 10 / rows)
        if tenth not in marks:
            marks[tenth] = memory_of(process.pid)
        if kill_at and done >= kill_at * rows:
            os.kill(process.pid, signal.SIGKILL)
            killed = done
    process.wait()
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return {
        "seconds": round(seconds, 1),
        "processor seconds": round(busy, 1),
        "memory (MB) by tenth": marks,
        "killed after": killed,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill-at", type=float, default=0.0)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    parties = open_holdings(Library(args.library)).parties
    listed = [party.caption for party in parties]
    with tempfile.TemporaryDirectory() as folder:
        table, out = Path(folder) / "customers.csv", Path(folder) / "out.csv"
        write_table(table, args.rows, listed)
        command = [sys.executable, "-m", "watchwire", "screen", "--csv", str(table), "--out", str(out), "--library",
                   str(args.library), "--workers", str(args.workers)]  # fmt: skip
        result: dict[str, Any] = {"rows": args.rows, "listed names": sum(len(party.names) for party in parties)}
        note = Path(f"{out}.part.json")
        seconds = 0.0
        if args.kill_at:
            first = run(command, note, args.rows, args.kill_at)
            seconds += first["seconds"]
            result["killed"] = first
        last = run(command, note, args.rows, 0.0)
        seconds += last["seconds"]
        done = args.rows - result.get("killed", {}).get("killed after", 0)  # a killed run's workers are not counted
        result |= {
            **last,
            "rows a second": round(args.rows / seconds),
            "rows a processor second": round(done / last["processor seconds"]),
            "written (MB)": out.stat().st_size >> 20,
        }
    print(json.dumps(result) if args.json else "\n".join(f"{key:<30}{value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
