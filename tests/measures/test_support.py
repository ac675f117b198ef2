"""Who supports a listed party or deals with it: cases of our own."""

from datetime import date
from pathlib import Path

import pytest

from watchwire.model import Article, Brief, Published
from watchwire.read import Reader


def table() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "support.tsv").read_text(encoding="utf-8").splitlines()
    heading, *held = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(heading, row, strict=True)) for row in held]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def who(brief: Brief, keys: tuple[str, ...]) -> str:
    return ", ".join(entity.name if (entity := brief.entity(key)) else key for key in keys) or "-"


@pytest.mark.parametrize("row", table(), ids=lambda row: row["text"][:60])
def test_who_supports_whom(row: dict[str, str], reader: Reader) -> None:
    article = Article(row["text"], language="en", published=Published(date(2023, 9, 12), "given", "given"))
    brief = reader.brief(article)
    found = [c for c in brief.concerns if c.kind == "support" and c.confidence is None]
    told = "; ".join(f"{who(brief, c.providers)} > {who(brief, c.receivers)}" for c in found)
    assert told == row["told"].replace("none", "")
    assert {c.certainty.value for c in found} == ({row["certainty"]} - {""})
