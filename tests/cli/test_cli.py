"""The command line as a user meets it: output on stdout, the rest on stderr, exit codes."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Server
from tests.support.terminal import apart, here

FIXTURES = ROOT / "tests" / "lists" / "fixtures"


def test_read_json_lines_and_goes_on_after_a_failure(tmp_path: Path) -> None:
    done = here(
        "read",
        "--format",
        "json",
        ROOT / "examples" / "wire.txt",
        tmp_path / "missing.txt",
        ROOT / "examples" / "vizit.txt",
    )
    assert done.returncode == 1
    assert "missing.txt: no such file" in done.stderr
    briefs = [json.loads(line) for line in done.stdout.splitlines()]
    assert [brief["article"]["language"] for brief in briefs] == ["en", "ru"]
    assert list(briefs[0])[:3] == ["watchwire", "article", "as_of"]


def test_read_standard_input_with_a_given_day() -> None:
    done = apart(
        "read",
        "-",
        "--published",
        "2023-09-12",
        "-f",
        "json",
        given="Oleg Kozhemyako met Vladimir Putin in Russia.",
    )
    brief = json.loads(done.stdout)
    assert (brief["article"]["published"], brief["article"]["published_from"]) == ("2023-09-12", "given")
    status = {
        match["list"]: match["status"] for e in brief["entities"] for match in e["matches"] if "ozhemyako" in e["name"]
    }
    assert status == {"eu-fsf": "not yet", "us-ofac-sdn": "unknown"}


@pytest.mark.parametrize("form", ["text", "markdown", "html", "ftm"])
def test_every_form(form: str) -> None:
    done = here("read", "-f", form, ROOT / "examples" / "wire.txt")
    assert done.returncode == 0
    assert "Shoigu" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("read", "x.txt", "--published", "soon"), "expected a date like"),
        (("screen",), "give either a name or --csv"),
        (("lists", "update", "nonsense"), "not a known list"),
        (("compare", "one"), "give two names"),
        (("read", "x.txt", "--format", "pdf"), "pdf"),
    ],
)
def test_a_wrong_call_exits_with_2(arguments: tuple[str, ...], message: str) -> None:
    done = here(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_scan() -> None:
    done = here("scan", ROOT / "examples" / "summit.txt")
    hits = [json.loads(line) for line in done.stdout.splitlines()]
    text = (ROOT / "examples" / "summit.txt").read_text(encoding="utf-8")
    assert "un-sc:KPi.076" in {hit["party"] for hit in hits}
    assert all(text[hit["start"] : hit["end"]] == hit["text"] for hit in hits)
    assert {"source", "start", "end", "text", "party", "name", "score", "band"} <= set(hits[0])


def test_screen_a_table(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_bytes(
        "id;name;birth_date;country\n1;Ri Pyong Chol;1948;KP\n2;Müller Unbekannt;;\n3;Kim Jong Un;rubbish;\n".encode(
            "cp1252"
        )
    )
    done = here("screen", "--csv", table)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    found = [(row["id"], row["reference"]) for row in rows if row["band"] != "weak"]
    assert found[:2] == [("1", "KPi.076"), ("2", "")]
    assert ("3", "20157") in found  # screened without the cell that cannot be read
    assert "Müller Unbekannt" in {row["name"] for row in rows}
    assert "line 4, column “birth_date”" in done.stderr
    assert done.returncode == 1


def test_a_table_as_people_make_it(tmp_path: Path) -> None:
    table = tmp_path / "customers.csv"
    table.write_text(
        "Full Name,Score,Date of Birth,Entity Type,Nationality\nRI, Pyong Chol,7,01/25/1948,Individual,North Korea\n"
        "Ri Pyong Chol,8,1/1/84,individual,Atlantis\nAdrian Darya 1,9,,ship,\n,5,,,\n",
        encoding="utf-8",
    )
    done = here("screen", "--csv", table, "--limit", "1")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["Full Name"] for row in rows] == ["RI, Pyong Chol", "Ri Pyong Chol", "Adrian Darya 1", ""]
    assert [row["Score"] for row in rows] == ["7", "8", "9", "5"]  # what the table had is kept
    assert [row["reference"] for row in rows[:2]] == ["KPi.076", "KPi.076"]
    assert float(rows[0]["watchwire_score"]) > 0.9
    assert "“Full Name” as name" in done.stderr
    assert "kept, not read: “Score”" in done.stderr
    assert "line 3, column “Date of Birth”" in done.stderr
    assert "line 3, column “Nationality”: 'Atlantis' is no country" in done.stderr
    assert "no name in this row" in rows[3]["reasons"]
    assert done.returncode == 1


def test_given_and_family_names_in_two_columns(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Surname;Given name\nRi;Pyong Chol\n", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(here("screen", "--csv", table, "--limit", "1").stdout)))
    assert rows[0]["reference"] == "KPi.076"


def test_screen_one_name() -> None:
    done = here("screen", "Ri Pyong Chul", "-f", "json")
    assert json.loads(done.stdout.splitlines()[0])["reference"] == "KPi.076"
    answer = here("screen", "Matthew Miller").stdout.splitlines()
    assert answer[0] == "Matthew Miller: no possible match"
    assert answer[1].startswith("checked against the starter list only")


def test_compare(tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text(
        "name1,name2,schema,note\nOleg Kojemiako,Oleg Kozhemyako,Person,a\nKim Jong Un,Kim Jong Il,Person,b\n"
    )
    rows = list(csv.DictReader(io.StringIO(here("compare", "--csv", table).stdout)))
    assert [float(row["score"]) > 0.8 for row in rows] == [True, False]
    assert rows[0]["note"] == "a"


def test_lists_from_first_add_to_difference(tmp_path: Path) -> None:
    env = {"WATCHWIRE_LIBRARY": str(tmp_path / "lib")}
    assert "starter list is used" in here("lists", "show").stderr
    missing = here("lists", "show", env=env)
    assert (missing.returncode, "no such library of lists" in missing.stderr) == (1, True)
    assert "3 parties" in here("lists", "add", FIXTURES / "un.xml", env=env).stdout
    newer = tmp_path / "newer.xml"
    newer.write_text(
        (FIXTURES / "un.xml").read_text().replace("2024-03-01", "2024-04-01").replace("XXi.001", "XXi.002")
    )
    here("lists", "add", newer, env=env)
    shown = [json.loads(line) for line in here("lists", "show", "--all", "--json", env=env).stdout.splitlines()]
    assert [item["version"] for item in shown] == ["2024-03-01", "2024-04-01"]
    assert here("lists", "diff", "un-sc@2024-03-01", "un-sc", env=env).stdout.endswith(
        "1 added, 1 removed, 0 changed\n"
    )
    refused = here("lists", "add", ROOT / "README.md", env=env)
    assert (refused.returncode, "no known list format" in refused.stderr) == (1, True)
    read = here(
        "read",
        "-",
        "-f",
        "json",
        "--published",
        "2024-03-15",
        env=env,
        given="Ri Pyong Chol spoke in Pyongyang, North Korea.",
    )
    brief = json.loads(read.stdout)
    assert [item["version"] for item in brief["lists"]] == ["2024-04-01", "2024-03-01"]
    assert brief["entities"][0]["matches"][0]["status_basis"].startswith("snapshot of 2024-03-01")


def test_help_and_version() -> None:
    assert "watchwire 0." in apart("--version").stdout
    assert all(word in apart("--help").stdout for word in ("read", "scan", "screen", "compare", "lists"))


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, watchwire; print([m for m in ('spacy', 'numpy', 'trafilatura', 'httpx', 'typer') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    code = (
        "import sys, watchwire.cli; print([m for m in ('spacy', 'numpy', 'trafilatura', 'httpx') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_list_is_added_from_an_address(server: Server, tmp_path: Path) -> None:
    env = {"WATCHWIRE_LIBRARY": str(tmp_path / "lib")}
    server.page("/consolidated.xml", (FIXTURES / "un.xml").read_bytes(), "text/xml")
    refused = here("lists", "add", f"{server.url}/consolidated.xml", env=env)
    assert (refused.returncode, "not a public address" in refused.stderr) == (1, True)
    done = here("lists", "add", f"{server.url}/consolidated.xml", "--allow-private", env=env)
    assert "added: un-sc, version 2024-03-01" in done.stdout
    updated = here(
        "lists", "update", "un-sc", "--source", f"un-sc={server.url}/consolidated.xml", "--allow-private", env=env
    )
    heading, line = updated.stdout.splitlines()
    assert heading.split()[:4] == ["list", "state", "version", "parties"]
    assert (updated.returncode, line.split()[:4]) == (0, ["un-sc", "unchanged", "2024-03-01", "3"])


def test_several_workers_say_what_one_says(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"Ri Pyong Chol was seen in town {number} on Monday, officials said.")
    (tmp_path / "9.txt").write_bytes(b"")
    one, two = (apart("read", tmp_path, "--format", "json", "--workers", str(n)) for n in (1, 2))
    assert one.returncode == two.returncode == 1
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) == 4
    assert "9.txt" in two.stderr


def test_measures_check_and_show(tmp_path: Path) -> None:
    done = here("measures", "check")
    assert done.returncode == 0
    assert "are sound" in done.stdout
    done = here("measures", "show", "--on", "2023-09-12", "--activity", "arms", "--from", "KP", "--to", "Russia")
    assert [line.split()[0] for line in done.stdout.splitlines() if not line.startswith(" ")][:2] == [
        "un-1718-8b",
        "un-1874-9",
    ]
    rows = here(
        "measures", "show", "--on", "2018-01-01", "--to", "KP", "--activity", "fuel", "--json"
    ).stdout.splitlines()
    ids = {json.loads(row)["id"] for row in rows}
    assert {"un-2397-4", "un-2397-5"} <= ids
    assert "un-2375-14" not in ids
    own = tmp_path / "own.yaml"
    own.write_text(
        "issuer: CH\nmeasures:\n  - {id: ch-1, paragraph: '1', title: T, summary: S., activities: [arm], direction: both,\n     targets: [XX], source: 'http://x', paragraph_seen: false, from: 2020-01-02, until: 2020-01-01}\n"
    )
    done = here("measures", "check", own)
    assert done.returncode == 1
    for part in ("'arm'", "'XX'", "`until` is 2020-01-01", "https address", "measure 1 (ch-1)"):
        assert part in done.stderr
    assert here("measures", "show", "--from", "Nowhere").returncode == 2


def test_lists_history(tmp_path: Path) -> None:
    library = {"WATCHWIRE_LIBRARY": str(tmp_path / "library")}
    text = (FIXTURES / "un.xml").read_text(encoding="utf-8")
    for version in ("2023-01-01", "2024-03-01"):
        path = tmp_path / f"{version}.xml"
        path.write_text(
            text.replace("2024-03-01", version).replace("XXi.001", "XXi.009" if version[3] == "3" else "XXi.001")
        )
        assert here("lists", "add", path, env=library).returncode == 0
    done = here("lists", "history", "XXi.009", env=library)
    heading, *lines = done.stdout.splitlines()
    assert heading.split() == ["date", "after", "what", "entry", "told", "by"]
    assert [line.split()[:3] for line in lines] == [
        ["2023-01-01", "held", "un-sc:XXi.009"],
        ["2024-03-01", "2023-01-01", "removed"],
    ]
    rows = [
        json.loads(line)
        for line in here("lists", "history", "XXi.009", "--format", "json", env=library).stdout.splitlines()
    ]
    assert [row["what"] for row in rows] == ["held", "removed"]
    assert here("lists", "history", "nobody", env=library).returncode == 1


def test_lists_same(tmp_path: Path) -> None:
    env = {"WATCHWIRE_LIBRARY": str(tmp_path / "library")}
    for files in (["un.xml"], ["sdn_advanced.xml"]):
        assert here("lists", "add", *(FIXTURES / name for name in files), env=env).returncode == 0
    shown = here("lists", "same", "KPi.076", env=env).stdout
    assert shown.startswith("un-sc:KPi.076  RI PYONG CHUL\n")
    assert "joined: un-sc:KPi.076 = us-ofac-sdn:23215, name, country and birth year: " in shown
    record = json.loads(here("lists", "same", "us-ofac-sdn:23215", "--format", "json", env=env).stdout)
    assert record["members"] == ["un-sc:KPi.076", "us-ofac-sdn:23215"]
    assert here("lists", "same", "nobody", env=env).returncode == 1


def test_only_snapshots_of_one_list_are_compared(tmp_path: Path) -> None:
    env = {"WATCHWIRE_LIBRARY": str(tmp_path / "library")}
    refused = here("lists", "diff", FIXTURES / "un.xml", FIXTURES / "eu.xml", env=env)
    assert refused.returncode != 0
    assert "only snapshots of one list" in refused.stderr


def test_a_heading_is_mapped_on_the_command_line(tmp_path: Path) -> None:
    env = {"WATCHWIRE_LIBRARY": str(tmp_path / "library")}
    path = tmp_path / "own.csv"
    path.write_text("Kunde,Farbe\nAda Quill,rot\n")
    assert "without a column of names" in here("lists", "add", path, env=env).stderr
    done = here("lists", "add", path, "--map", "Kunde=name", env=env)
    assert "1 parties" in done.stdout
    assert "columns left aside: Farbe" in done.stderr
    assert "expected HEADING=COLUMN" in here("lists", "add", path, "--map", "Kunde", env=env).stderr
