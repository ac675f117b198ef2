"""Goods that move, and acts: cases of our own."""

from datetime import date
from pathlib import Path

import pytest

from watchwire.model import Article, Published
from watchwire.read import Reader

_DAY = Published(date(2024, 3, 5), "given", "given")


def table() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "flows.tsv").read_text(encoding="utf-8").splitlines()
    heading, *held = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(heading, row, strict=True)) for row in held]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("row", table(), ids=lambda row: row["text"][:60])
def test_what_moves(row: dict[str, str], reader: Reader) -> None:
    found = reader.brief(Article(row["text"], language="en", published=_DAY)).concerns
    clear = [c for c in found if c.kind == "activity" and c.confidence is None]
    told = [f"{c.activity} {','.join(c.providers) or '-'} > {','.join(c.receivers) or '-'}" for c in clear]
    assert "; ".join(told) == row["told"].replace("none", "")
    assert {c.certainty.value for c in clear} == ({row["certainty"]} - {""})
