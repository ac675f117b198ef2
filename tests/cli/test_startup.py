"""What a start of the command line imports: a timing is no test, but what takes the time can be named."""

import subprocess
import sys

import pytest

HEAVY = {"spacy", "numpy", "lxml", "rich", "httpx", "trafilatura", "sqlalchemy", "fastapi", "jinja2", "orjson", "thinc"}
PROBE = """
import sys
sys.argv = ["watchwire", *{arguments!r}]
from watchwire.cli import main
try:
    main()
except SystemExit:
    pass
print("|".join(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["read", "--help"], ["screen", "--help"], ["lists", "--help"], ["serve", "--help"]],
    ids=" ".join,
)
def test_nothing_heavy_is_imported_before_there_is_work(arguments: list[str]) -> None:
    code = PROBE.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split("|"))
    assert "watchwire" in loaded
    assert not loaded & HEAVY
