"""A corpus through `batch`: every format, broken records, kills at any moment, both engines."""

import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from watchwire.batch import publish as publishing
from watchwire.batch.run import run_batch
from watchwire.batch.settings import Deep, Settings
from watchwire.batch.units import Kind, Unit, corpus_files, units_of
from watchwire.batch.work import Worker
from watchwire.errors import SourceError, UsageError

STORY = "Ri Pyong Chol stood beside the train in Vladivostok on Tuesday, two officials said, and nobody asked him why."
QUIET = "The town council met on Monday and agreed to mend the bridge before the winter, the mayor said afterwards."


def html(text: str, title: str = "A day") -> str:
    body = "".join(f"<p>{text}</p>" for _ in range(3))
    return (
        f"<html><head><title>{title}</title><meta property='article:published_time' content='2023-09-12'></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def archive(path: Path, bodies: list[bytes], packed: bool = True) -> list[int]:
    """Write an archive of pages; return where each record begins."""
    starts = []
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        for number, body in enumerate(bodies):
            starts.append(stream.tell())
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"http://example.org/{path.stem}/{number}",
                "response",
                payload=io.BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2023-09-13T00:00:00Z"},
            )
            writer.write_record(record)
    return starts


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted((output / table).rglob("*.parquet")):
        found += pq.ParquetFile(path).read().to_pylist()
    return found


def staged(folder: Path, table: str) -> list[dict[str, Any]]:
    return [row for path in sorted(folder.rglob(f"{table}.parquet")) for row in pq.ParquetFile(path).read().to_pylist()]


def work(tmp_path: Path, source: Path, **settings: Any) -> tuple[dict[str, int], Path]:
    worker = Worker(Settings(**settings).as_json(), str(tmp_path / "staging"))
    counts: Counter[str] = Counter()
    for unit in units_of(corpus_files((str(source),))):
        report = worker.work(unit)
        counts.update({name: report[name] for name in ("articles", "hits", "briefs", "problems")})
    return dict(counts), tmp_path / "staging"


def table(path: Path, name: str) -> Path:
    record = {"text": STORY, "url": "http://example.org/1", "title": "A day", "date": "2023-09-12T08:00:00"}
    lines = (json.dumps(record) + "\n" + json.dumps({**record, "text": QUIET}) + "\n").encode()
    sheet = f"url;body;date\nhttp://example.org/1;{STORY};2023-09-12\nhttp://example.org/2;{QUIET} Ö;2023-09-12\n"
    target = path / name
    if name == "a.jsonl":
        target.write_bytes(lines)
    elif name == "a.jsonl.gz":
        target.write_bytes(gzip.compress(lines))
    elif name == "a.csv":
        target.write_bytes(sheet.encode("cp1252"))
    elif name == "a.csv.gz":
        target.write_bytes(gzip.compress(sheet.encode()))
    elif name == "a.parquet":
        pq.write_table(pa.Table.from_pylist([record, {**record, "text": QUIET}]), target, row_group_size=1)
    elif name.startswith("a.warc"):
        archive(target, [html(STORY).encode(), html(QUIET).encode()], name.endswith("gz"))
    else:
        target.mkdir()
        (target / "one.html").write_text(html(STORY))
        (target / "two.txt").write_text(QUIET)
    return target


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.csv.gz", "a.parquet", "a.warc", "a.warc.gz", "folder"]
)
def test_every_format_gives_the_same_man(tmp_path: Path, name: str) -> None:
    counts, staging = work(tmp_path, table(tmp_path, name), deep=Deep.NONE)
    assert counts["articles"] == 2
    assert counts["problems"] == 0
    hits = staged(staging, "hits")
    assert {hit["references"][0] for hit in hits} == {"KPi.076"}
    texts = {row["article"]: row["text"] for row in staged(staging, "articles") if row["hits"]}
    assert all(texts[hit["article"]][hit["start"] : hit["end"]] == hit["text"] == "Ri Pyong Chol" for hit in hits)
    assert {hit["date"] for hit in hits} == {"2023-09-12"}
    assert hits[0]["status"] == "listed"
    assert hits[0]["checked_against"]


def test_bytes_tell_what_a_file_is_and_each_that_is_not_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "page.dat").write_text(html(STORY))
    (folder / "packed").write_bytes(gzip.compress(html(STORY + " Twice.").encode()))
    (folder / "note.about").write_text(STORY + " Three times.")
    archive(folder / "crawl.bin", [html(STORY + " Four times.").encode()])
    pq.write_table(pa.Table.from_pylist([{"text": STORY + " Five times."}]), folder / "rows.data")
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    (folder / "empty.txt").touch()
    (folder / "old.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    (folder / "link.txt").symlink_to(folder / "note.about")
    (folder / ".hidden.txt").write_text(STORY)
    counts, staging = work(tmp_path, folder, deep=Deep.NONE)
    assert counts["articles"] == 5
    told = {Path(row["source"]).name: row["reason"] for row in staged(staging, "problems")}
    assert told.keys() == {"picture.html", "empty.txt", "old.doc", "link.txt"}
    assert "text recognition" in told["picture.html"]
    assert "empty" in told["empty.txt"]
    assert "save it as DOCX" in told["old.doc"]
    assert "link" in told["link.txt"]


@pytest.mark.parametrize(
    ("deep", "triggers", "briefs"),
    [(Deep.NONE, (), 0), (Deep.HITS, (), 1), (Deep.HITS, ("mayor",), 2), (Deep.ALL, (), 2), (Deep.NONE, ("mayor",), 1)],
)
def test_depth(tmp_path: Path, deep: Deep, triggers: tuple[str, ...], briefs: int) -> None:
    counts, staging = work(tmp_path, table(tmp_path, "a.jsonl"), deep=deep, triggers=triggers)
    assert counts["briefs"] == briefs
    for row in staged(staging, "briefs"):
        assert json.loads(row["brief"])["article"]["text"] in {STORY, QUIET}


def test_a_name_outside_the_story_is_kept(tmp_path: Path) -> None:
    page = html(QUIET).replace(
        "</article>", "</article><div class='related sidebar'><a href='/x'>Ri Pyong Chol</a></div>"
    )
    path = tmp_path / "a.warc.gz"
    archive(path, [page.encode()])
    _, staging = work(tmp_path, path, deep=Deep.NONE)
    (hit,) = staged(staging, "hits")
    assert (hit["place"], hit["start"], hit["text"]) == ("page", None, "Ri Pyong Chol")


def test_broken_records_are_listed_with_their_place(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": STORY}),
        "{broken",
        "[1]",
        json.dumps({"title": "no text"}),
        json.dumps({"text": STORY}),
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines) + "\n")
    counts, staging = work(tmp_path, path, deep=Deep.NONE)
    assert counts["articles"] == 2
    problems = staged(staging, "problems")
    starts = [sum(len(line) + 1 for line in lines[:k]) for k in (1, 2, 3)]
    assert [problem["offset"] for problem in problems] == starts
    assert all(problem["reason"] for problem in problems)


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_archive_is_read_past_the_damage(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    starts = archive(path, [html(STORY, f"Day {n}").encode() for n in range(5)], packed)
    data = bytearray(path.read_bytes())
    data[starts[2] : starts[2] + 40] = bytes(40)
    path.write_bytes(bytes(data[:-30]))
    counts, staging = work(tmp_path, path, deep=Deep.NONE)
    assert counts["articles"] == 3
    assert starts[2] in {problem["offset"] for problem in staged(staging, "problems")}


def test_what_is_no_parquet_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 this is not one")
    counts, _ = work(tmp_path, path)
    assert counts["problems"] == 1


def corpus(folder: Path, pages: int = 24) -> Path:
    folder.mkdir()
    archive(folder / "a.warc.gz", [html(STORY if n % 3 else QUIET, f"Day {n}").encode() for n in range(pages)])
    (folder / "b.jsonl").write_text("".join(json.dumps({"text": STORY, "url": f"u{n}"}) + "\n" for n in range(pages)))
    return folder


def keys(output: Path) -> Counter[tuple[Any, ...]]:
    names = {"articles": ("article", "source", "offset"), "hits": ("article", "offset", "start", "party")}
    return Counter(
        (name, *(row[key] for key in wanted)) for name, wanted in names.items() for row in rows(output, name)
    )


def command(source: Path, output: Path) -> list[str]:
    options = ["--unit-mb", "0.002", "--deep", "none", "--workers", "2"]
    return [sys.executable, "-m", "watchwire", "batch", str(source), str(output), *options]


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    source = corpus(tmp_path / "corpus")
    environment = dict(os.environ)
    subprocess.run(command(source, tmp_path / "whole"), check=True, env=environment, capture_output=True, timeout=300)
    expected = keys(tmp_path / "whole")
    assert sum(1 for key in expected if key[0] == "articles") == 48
    assert set(expected.values()) == {1}
    chance = random.Random(7)
    output = tmp_path / "killed"
    for _ in range(5):
        run = subprocess.Popen(
            command(source, output),
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        begin = time.monotonic()
        while (
            run.poll() is None and not list((output / ".batch").rglob("report.json")) and time.monotonic() < begin + 60
        ):
            time.sleep(0.02)
        time.sleep(chance.random() * 1.5)
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    subprocess.run(command(source, output), check=True, env=environment, capture_output=True, timeout=300)
    assert keys(output) == expected


@pytest.mark.parametrize("moves", [0, 1, 2, 3])
def test_killed_while_publishing(tmp_path: Path, moves: int, monkeypatch: pytest.MonkeyPatch) -> None:
    state, output = tmp_path / "out" / ".batch", tmp_path / "out"
    reports = []
    for number in range(3):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps({"text": STORY, "date": f"2023-09-1{number}"}) + "\n")
        worker = Worker(Settings(deep=Deep.NONE).as_json(), str(state / "staging"))
        reports.append(worker.work(Unit(Kind.LINES, (str(path),))))
    done = 0
    rename = Path.rename

    def dying(self: Path, target: Path) -> Path:
        nonlocal done
        if self.suffix == ".parquet" and "wave-" in str(self):
            if done == moves:
                raise KeyboardInterrupt
            done += 1
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", dying)
    with pytest.raises(KeyboardInterrupt):
        publishing.publish(state, output, reports)
    monkeypatch.undo()
    publishing.go_on(state, output)
    assert sorted(row["source"] for row in rows(output, "articles")) == [str(tmp_path / f"{n}.jsonl") for n in range(3)]
    assert len(list((state / "done").glob("*.json"))) == 3
    assert not list(state.glob("wave-*"))


def test_an_archive_inside_an_archive_is_no_source_of_its_own(tmp_path: Path) -> None:
    inner = tmp_path / "inner.warc.gz"
    archive(inner, [html(STORY).encode()])
    before, after = random.Random(1).randbytes(20_000), random.Random(2).randbytes(20_000)
    path = tmp_path / "outer.warc.gz"
    bodies = [html(QUIET).encode(), before + inner.read_bytes() + after, html(STORY).encode()]
    starts = archive(path, bodies)
    # A unit's beginning is looked for in the middle of the record that holds the other archive.
    run_batch((str(path),), tmp_path / "out", Settings(deep=Deep.NONE), unit_bytes=starts[1] + 1000)
    assert [unit.start for unit in units_of([path], starts[1] + 1000)][1] not in starts
    found = rows(tmp_path / "out", "articles")
    assert sorted(row["offset"] for row in found) == starts
    assert {row["url"] for row in found} == {f"http://example.org/outer.warc/{n}" for n in range(3)}


def test_more_inputs_join_and_nothing_is_done_twice(tmp_path: Path) -> None:
    source = corpus(tmp_path / "corpus", 4)
    output = tmp_path / "out"
    first = run_batch((str(source / "b.jsonl"),), output, Settings(deep=Deep.NONE))
    second = run_batch((str(source),), output, Settings(deep=Deep.NONE))
    assert (first.articles, second.articles) == (4, 4)
    assert len(rows(output, "articles")) == 8
    assert json.loads((output / "run.json").read_text())["articles"] == 8
    with pytest.raises(UsageError, match="--deep"):
        run_batch((str(source),), output, Settings(deep=Deep.ALL))
    (source / "b.jsonl").write_text(json.dumps({"text": STORY}) + "\n")
    with pytest.raises(UsageError, match="changed"):
        run_batch((str(source),), output, Settings(deep=Deep.NONE))


def test_inputs_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        run_batch((str(tmp_path / "gone"),), tmp_path / "out", Settings())
    with pytest.raises(SourceError, match="fetch it first"):
        run_batch(("https://example.org/a.warc",), tmp_path / "out", Settings())


def test_ray_gives_what_the_native_engine_gives(tmp_path: Path) -> None:
    source = corpus(tmp_path / "corpus", 8)
    run_batch((str(source),), tmp_path / "native", Settings(deep=Deep.NONE), unit_bytes=1500)
    code = (
        "from pathlib import Path; from watchwire.batch.run import run_batch; "
        "from watchwire.batch.settings import Deep, Engine, Settings; import sys; "
        "run_batch((sys.argv[1],), Path(sys.argv[2]), Settings(deep=Deep.NONE), Engine.RAY, 2, unit_bytes=1500)"
    )
    # Daft holds to one engine a process.
    subprocess.run([sys.executable, "-c", code, str(source), str(tmp_path / "ray")], check=True, timeout=300)
    assert keys(tmp_path / "ray") == keys(tmp_path / "native")


def test_settings_survive_their_writing() -> None:
    settings = Settings("lib", ("a", "b"), None, Deep.ALL, ("arms",), (("text", "body"),), "1")
    assert Settings.from_json(settings.as_json()) == settings
    unit = Unit(Kind.WARC, ("a",), 3, 9, 6)
    assert Unit.from_json(unit.as_json()) == unit
