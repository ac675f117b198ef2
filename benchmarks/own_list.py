"""A long list of one's own: time and peak memory of adding it, of building the index over it, and of the first look-up.

    python benchmarks/own_list.py [--rows 1000000] [--keep FOLDER] [--with LIBRARY_FILE ...]

The rows are invented people and bodies (as in `volume.py`) with birth dates and countries. Each step is a command of its own; the
peak is that of the whole step (`ru_maxrss` of the process and of its children, the larger, and their sum at any moment by /proc).
"""

import argparse
import csv
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from volume import invented


def write_list(path: Path, rows: int, seed: int = 11) -> str:
    """Write the list; return a name that stands in the middle of it."""
    drawn = random.Random(seed)
    held = ""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "name", "kind", "date of birth", "country"])
        for number in range(rows):
            name = invented(drawn)
            body = name.split()[-1].isupper() or name.split()[-1] in {"Ltd", "GmbH", "S.A.", "Co."}
            born = f"{drawn.randrange(1935, 2005)}-{drawn.randrange(1, 13):02d}-{drawn.randrange(1, 29):02d}"
            writer.writerow(
                [
                    f"C{number}",
                    name,
                    "organization" if body else "person",
                    "" if body else born,
                    drawn.choice(["RU", "IR", "US", "DE", ""]),
                ]
            )
            if number == rows // 2:
                held = name
    return held


def resident(pid: int) -> tuple[int, int]:
    """Return the resident memory of a process and its children in MB: all of it, and without pages of mapped files."""
    all_of_it = without = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if pid in {int(path.name), parent}:
                fields = dict(
                    line.split(":", 1)
                    for line in (path / "status").read_text().splitlines()
                    if line.startswith("Rss") or line.startswith("VmRSS")
                )
                all_of_it += int(fields["VmRSS"].split()[0])
                without += int(fields["RssAnon"].split()[0])
        except (OSError, ValueError, KeyError, IndexError):
            continue
    return all_of_it >> 10, without >> 10


def step(name: str, *arguments: str) -> None:
    """Run one command and print its time and peak."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "watchwire", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    peak = [0, 0]

    def look() -> None:
        while process.poll() is None:
            for place, value in enumerate(resident(process.pid)):
                peak[place] = max(peak[place], value)
            time.sleep(0.05)

    watching = threading.Thread(target=look)
    watching.start()
    out, err = process.communicate()
    watching.join()
    told = (out.strip() or err.strip()).splitlines()
    print(
        f"{name:<28}{time.perf_counter() - started:>8.1f} s {peak[0]:>6} MB resident ({peak[1]} MB its own)   {told[0][:90] if told else ''}",
        flush=True,
    )
    if process.returncode not in {0, 1}:
        sys.exit(err)


def main() -> None:
    """Add, build, look up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument(
        "--with", dest="more", type=Path, nargs="*", default=[], help="files of other lists to add first"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(exist_ok=True, parents=True)
        library = folder / "library"
        name = write_list(folder / "clients.csv", asked.rows)
        for path in asked.more:
            step(f"add {path.name}", "lists", "add", str(path), "--library", str(library))
        step("add the list", "lists", "add", str(folder / "clients.csv"), "--library", str(library))
        step("build the index, look up", "screen", name, "--library", str(library))
        step("look up again", "screen", name, "--library", str(library))
        for path in sorted(library.rglob("*.index")):
            print(f"index: {path.stat().st_size >> 20} MB")


if __name__ == "__main__":
    main()
