"""`compare --csv`: every column comes back, and `--json` gives the reasons too."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "watchwire", "compare", *arguments], capture_output=True, text=True, check=False
    )


def test_json_has_columns_scores_and_reasons(tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text(
        "id;Name 1;Name 2;Type;score\n1;Ri Pyong Chol;Ri Pyong-chul;Person;mine\n2;Orient Crest Ltd;Orient Crest Limited;Company;\n",
        encoding="utf-8",
    )
    done = run("--csv", str(table), "--json")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["1", "2"]
    assert lines[0]["score"] == "mine"
    assert lines[0]["watchwire_score"] > 0.8
    assert {"feature", "weight", "detail"} == set(lines[0]["reasons"][0])
    rows = list(csv.DictReader(io.StringIO(run("--csv", str(table)).stdout)))
    assert [float(row["watchwire_score"]) for row in rows] == [line["watchwire_score"] for line in lines]
    assert rows[0]["score"] == "mine"


def test_a_bad_row_costs_itself_and_missing_columns_are_told(tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text('name1,name2\n"Ri Pyong Chol,Ri\nAlice Example,Alice Example\n', encoding="utf-8")
    done = run("--csv", str(table), "--json")
    assert done.returncode == 1
    assert "line 2" in done.stderr
    assert json.loads(done.stdout)["name1"] == "Alice Example"
    table.write_text("left name,whatever\nx,y\n", encoding="utf-8")
    done = run("--csv", str(table))
    assert done.returncode == 2
    assert "left name, whatever" in done.stderr
