"""Tables of names: whatever is in them comes back, whoever answers them, and wherever a run was stopped."""

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.own_lists import library_of
from watchwire.bulk import table as tables
from watchwire.bulk.rows import query_of
from watchwire.bulk.table import TableRun, Wishes
from watchwire.errors import UsageError
from watchwire.lists import Library
from watchwire.screening.verbs import screener_for

NAMES = ("Teodor Drinov", "Nobody Whatever", "Ilze Kalnberza", "Amber Sparrow", "Marek Halva A/K/A Mark", "Quillon")


def written(path: Path, count: int, seed: int = 1) -> Path:
    drawn = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["No", "Customer Name", "Passport No"])
        for k in range(count):
            name = drawn.choice(NAMES) if k % 7 == 0 else f"{drawn.choice(NAMES).split()[0]} {drawn.randrange(10**6)}x"
            writer.writerow([k, name, "H4471902" if k % 50 == 0 else ""])
    return path


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(tmp_path_factory.mktemp("bulk"))


def run(library: Library, table: Path, workers: int = 1, **wishes: object) -> tuple[str, list[str]]:
    out, told = io.StringIO(), []
    made = TableRun(screener_for(library, None), library, table, Wishes(**wishes), workers, told.append)  # type: ignore[arg-type]
    made.to_stream(out)
    return out.getvalue(), told


def test_workers_answer_what_one_process_does(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_CHUNK", 40)
    monkeypatch.setattr(tables, "_FEW", 80)
    table = written(tmp_path / "customers.csv", 500)
    alone, _ = run(library, table)
    assert run(library, table, workers=2)[0] == alone
    rows = list(csv.DictReader(io.StringIO(alone)))
    assert [int(row["No"]) for row in rows] == sorted(int(row["No"]) for row in rows)
    assert {int(row["No"]) for row in rows} == set(range(500))
    assert all(row["party"] for row in rows if row["Passport No"])


def test_no_column_is_lost_or_written_over(library: Library, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(
        "name,score,party,reasons,matches,watchwire_score,note\nTeodor Drinov,7,blue,because,many,8,mine\n",
        encoding="utf-8",
    )
    row = next(csv.DictReader(io.StringIO(run(library, table, limit=1)[0])))
    kept = {
        "score": "7",
        "party": "blue",
        "reasons": "because",
        "matches": "many",
        "watchwire_score": "8",
        "note": "mine",
    }
    assert {key: row[key] for key in kept} == kept
    assert row["watchwire_party"].startswith("own-")
    assert float(row["watchwire_watchwire_score"]) > 0.5
    record = json.loads(run(library, table, limit=1, form="json")[0])
    assert {key: record[key] for key in kept} == kept
    assert record["watchwire_matches"][0]["party"].startswith("own-")


def test_numbers_have_columns(library: Library, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(
        "Name,IMO No,Tax ID,E-Mail,Colour\n,9074729,,,red\n,,BG175074752,,blue\nSomebody Else,,,office@drinov-lines.example,\n,,,,\n",
        encoding="utf-8",
    )
    text, told = run(library, table, limit=1)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["party"] for row in rows] == ["own-harbour:V1", "own-harbour:C1", "own-harbour:C1", ""]
    assert "“IMO No” as number (imo)" in told[0]
    assert "kept, not read: “Colour”" in told[0]
    assert "line 5, column “Name”: no name in this row" in told[1]


def test_a_miss_is_explained_on_request(library: Library, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("name\nTeodor Drinov\nGabriel Drinov\nXyzzy Plugh\n", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run(library, table, explain=True)[0])))
    missed = {row["name"]: row["why_not"] for row in rows if not row["party"]}
    assert missed["Xyzzy Plugh"].startswith("no listed name shares a word")
    assert all(row["why_not"] == "" for row in rows if row["party"])
    for name, why in missed.items():
        assert name == "Xyzzy Plugh" or why.startswith("nearest: ")


def children_of(pid: int) -> set[int]:
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == pid:
                found.add(int(path.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
def test_workers_end_with_the_process_that_started_them(library: Library, tmp_path: Path) -> None:
    table, out = written(tmp_path / "customers.csv", 60_000, seed=3), tmp_path / "out.csv"
    asked = [*command(library, table, out)[:-1], "2"]
    started = subprocess.Popen(asked, stderr=subprocess.DEVNULL)
    workers: set[int] = set()
    for _ in range(6000):
        workers = children_of(started.pid)
        if len(workers) >= 2 or started.poll() is not None:
            break
        time.sleep(0.01)
    assert len(workers) >= 2
    time.sleep(1)
    workers |= children_of(started.pid)
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    for _ in range(600):
        left = {pid for pid in workers if Path(f"/proc/{pid}").exists()}
        if not left:
            break
        time.sleep(0.1)
    assert not left


def command(library: Library, table: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "watchwire", "screen", "--csv", str(table), "--out", str(out), "--library",
            str(library.root), "--workers", "1"]  # fmt: skip


def test_a_run_that_was_killed_is_gone_on_with(library: Library, tmp_path: Path) -> None:
    """Killed as hard as can be after its first rows, it ends with the very file that an undisturbed run writes."""
    table = written(tmp_path / "customers.csv", 12_000, seed=2)
    whole, out = tmp_path / "whole.csv", tmp_path / "out.csv"
    subprocess.run(command(library, table, whole), check=True, capture_output=True, timeout=300)
    note = tmp_path / "out.csv.part.json"
    started = subprocess.Popen(command(library, table, out), stderr=subprocess.DEVNULL)
    for _ in range(6000):
        if note.exists() or started.poll() is not None:
            break
        time.sleep(0.01)
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    done = json.loads(note.read_bytes())["rows"]
    assert 0 < done < 12_000
    assert not out.exists()
    with (tmp_path / "out.csv.part").open("ab") as stream:
        stream.write(b"half a li")  # what stood beyond the last note
    again = subprocess.run(command(library, table, out), check=True, capture_output=True, text=True, timeout=300)
    assert f"going on after row {done}" in again.stderr
    assert out.read_bytes() == whole.read_bytes()
    assert not list(tmp_path.glob("out.csv.part*"))


def test_a_note_of_another_table_is_not_gone_on_with(library: Library, tmp_path: Path) -> None:
    table, out = written(tmp_path / "customers.csv", 20), tmp_path / "out.csv"
    (tmp_path / "out.csv.part").write_text("old\n", encoding="utf-8")
    note = {"key": "of something else", "rows": 5, "bytes": 4, "failed": 0}
    (tmp_path / "out.csv.part.json").write_text(json.dumps(note), encoding="utf-8")
    told: list[str] = []
    TableRun(screener_for(library, None), library, table, Wishes(), 1, told.append).to_file(out)
    assert "begun anew" in told[0]
    assert out.read_text(encoding="utf-8") == run(library, table)[0]


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"country": "Atlantis"}, "no country that is known"),
        ({"kind": "dog"}, "no kind that is known"),
        ({"born": "84"}, "no date that can be read"),
        ({"born": "1984-13-01"}, "no date that can be read"),
    ],
)
def test_what_is_known_of_one_name_is_read_or_refused(more: dict[str, str], fault: str) -> None:
    """Nothing that somebody says of a name is left aside without a word."""
    with pytest.raises(UsageError, match=fault):
        query_of("Bertil Hakansson", **more)


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ({"kind": "Individual"}, "kind", "person"),
        ({"kind": "company"}, "kind", "organization"),
        ({"kind": "entity"}, "kind", "None"),
        ({"born": "25 Jan 1984"}, "birth_date", "1984-01-25"),
        ({"born": "circa 1950"}, "birth_date", "circa 1950"),
        ({"country": "Russian Federation"}, "country", "RU"),
    ],
)
def test_what_is_known_of_one_name_as_people_write_it(more: dict[str, str], field: str, value: str) -> None:
    assert str(getattr(query_of("Bertil Hakansson", **more), field)) == value
