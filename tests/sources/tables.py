"""The case tables of this folder."""

import codecs
import re

from tests.conftest import ROOT

_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[nrt])")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table in `cases`, `\\n` and `\\uXXXX` read as the characters; lines with # are comments."""
    text = (ROOT / "tests/sources/cases" / name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
    head = lines[0]
    return [
        {key: _plain(cell) for key, cell in zip(head, line + [""] * (len(head) - len(line)), strict=True)}
        for line in lines[1:]
    ]


def _plain(cell: str) -> str:
    return _ESCAPE.sub(lambda found: codecs.decode(found[0], "unicode_escape"), cell)
