"""A web archive through `watchwire batch`: articles a second, by workers and engine, and memory over time.

    python benchmarks/batch.py --data FOLDER_OF_HTML --library LIBRARY [--pages 1810] [--deep none|hits|all] [--json]

The folder holds pages (*.html, *.html.gz), which are written to one WARC.gz over and over until it holds the pages
asked for: their words and pairs repeat more than a real crawl's would, so take the figures as upper bounds. `1 billion`
is what a billion such pages would take: core-days, and money at --price a core-hour.
"""

import argparse
import gzip
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def write_archive(pages: list[Path], count: int, target: Path) -> None:
    with target.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(count):
            path = pages[number % len(pages)]
            body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"http://example.org/{number}",
                    "response",
                    payload=io.BytesIO(body),
                    http_headers=headers,
                    warc_headers_dict={"WARC-Date": f"2026-{number % 8 + 1:02}-11T10:00:00Z"},
                )
            )


def run(archive: Path, library: Path, engine: str, workers: int, args: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "watchwire", "batch", str(archive), f"{folder}/out", "--deep", args.deep]
        command += ["--engine", engine, "--workers", str(workers), "--library", str(library), "--unit-mb", "4"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        summary = json.loads(done.stdout)
        reports = [json.loads(path.read_text()) for path in Path(folder, "out/.batch/done").glob("*.json")]
    reports.sort(key=lambda report: report["start"])
    # The time inside the workers leaves out starting processes and the engine, which a long run does not notice.
    inside = sum(report["articles"] for report in reports) / sum(report["seconds"] for report in reports)
    return {
        "engine": engine,
        "workers": workers,
        "articles/s": summary["articles_per_second"],
        "articles/s a worker": round(inside, 1),
        "seconds": summary["seconds"],
        "hits": summary["hits"],
        "briefs": summary["briefs"],
        "memory of a worker over time, MB": [report["memory_mb"] for report in reports],
        "1 billion: core-days": round(1e9 / inside / 86_400),
        "1 billion: price": round(1e9 / inside / 3600 * args.price),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=1810)
    parser.add_argument("--deep", default="none")
    parser.add_argument("--price", type=float, default=0.04, help="of a core-hour")
    parser.add_argument("--engines", default="native,ray")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    pages = sorted(path for path in args.data.rglob("*") if path.name.endswith((".html", ".html.gz")))
    most = min(2, os.cpu_count() or 1)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "pages.warc.gz")
        write_archive(pages, args.pages, archive)
        found = [run(archive, args.library, e, w, args) for e in args.engines.split(",") for w in range(1, most + 1)]
    for row in found:
        one = next(r for r in found if r["engine"] == row["engine"] and r["workers"] == 1)
        row["efficiency"] = round(row["articles/s"] / one["articles/s"] / row["workers"], 2)
    if args.json:
        print(json.dumps(found))
        return
    for row in found:
        print("\n".join(f"{key:<36}{value}" for key, value in row.items()), end="\n\n")


if __name__ == "__main__":
    main()
