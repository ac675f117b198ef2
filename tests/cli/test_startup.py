"""What a start of the command line imports: a timing is no test, but what takes the time can be named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PARSERS = {"spacy", "thinc", "lxml", "trafilatura", "httpx", "rich", "jinja2"}
SERVERS = {"sqlalchemy", "fastapi", "starlette", "uvicorn"}
SLOW = {*PARSERS, *SERVERS, "pydantic", "pandas", "polars", "IPython", "followthemoney", "daft", "sklearn"}
HEAVY = {*SLOW, "numpy", "orjson", "yaml"}
PROBE = """
import sys
sys.argv = ["watchwire", *{arguments!r}]
from watchwire.cli import main
try:
    main()
except SystemExit:
    pass
print("\\n" + "|".join(sorted(sys.modules)))
"""
UPDATE = "typer from 0.29 on imports pydantic: pip install -c constraints.txt -e ."


def modules_of(arguments: list[str], **env: str) -> set[str]:
    code = PROBE.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, **env}
    )
    return set(done.stdout.splitlines()[-1].split("|"))


def tops(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["read", "--help"], ["screen", "--help"], ["lists", "--help"], ["serve", "--help"],
     ["batch", "--help"], ["alerts", "--help"], ["measures", "--help"]],
    ids=" ".join,
)  # fmt: skip
def test_nothing_heavy_is_imported_before_there_is_work(arguments: list[str]) -> None:
    modules = modules_of(arguments)
    assert "watchwire" in modules
    assert not tops(modules) & HEAVY, UPDATE if "pydantic" in modules else ""
    assert "watchwire.model" not in modules


@pytest.mark.parametrize(
    "arguments",
    [["screen", "Ri Pyong Chul"], ["screen", "Ri Pyong Chul", "--format", "json"], ["compare", "Ri Pyong Chul", "Ri Pyong Chol"],
     ["lists", "show"], ["lists", "diff", "--help"]],
    ids=" ".join,
)  # fmt: skip
def test_a_short_command_loads_what_it_needs_and_no_more(arguments: list[str], tmp_path: Path) -> None:
    """A look-up reads no page, no sentence, no store; once its index is there it needs neither numpy nor a publisher."""
    env = {"WATCHWIRE_LIBRARY": "", "XDG_DATA_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    modules_of(arguments, **env)
    modules = modules_of(arguments, **env)
    assert not tops(modules) & SLOW, UPDATE if "pydantic" in modules else ""
    assert not modules & {
        "watchwire.sources.read",
        "watchwire.language.analysis",
        "watchwire.notebook",
        "watchwire.screening.finder",
        "watchwire.screening.surroundings",
        "watchwire.model.findings",
        "watchwire.web",
        "watchwire.desk",
    }
    assert not modules & {f"watchwire.cli.{other}" for other in ("read", "serve", "watch", "batch", "alerts")}
    if arguments[0] in {"screen", "compare"}:
        assert "numpy" not in modules


def test_a_look_up_in_a_library_that_has_its_index_reads_no_published_file(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("name,kind\nBertil Hakansson,person\n", encoding="utf-8")
    env = {"WATCHWIRE_LIBRARY": str(tmp_path / "library")}
    modules_of(["lists", "add", str(table)], **env)
    modules_of(["screen", "Bertil Hakansson"], **env)
    modules = modules_of(["screen", "Bertil Hakansson"], **env)
    assert "watchwire.screening.lookup" in modules
    assert not modules & {"numpy", "watchwire.lists.publisher", "watchwire.lists.adding", "watchwire.screening.build"}
