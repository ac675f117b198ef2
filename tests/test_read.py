"""Reading several articles together: the same briefs in the same order as one by one."""

from datetime import date

import pytest

from watchwire.brief import brief_record
from watchwire.model import Article
from watchwire.read import Reader, in_groups
from watchwire.sources import SourceProblem
from watchwire.sources.plain import read_plain

TEXTS = [
    "The minister said that the train had left on Monday.",
    "Министр сказал, что поезд ушёл.",
    "",
    "Seoul confirmed that the ship was seized. Rain fell.",
]


def test_together_as_one_by_one() -> None:
    articles = [read_plain(text) for text in TEXTS]
    reader = Reader()
    day = date(2024, 3, 5)
    together = [brief_record(brief) for brief in reader.briefs(articles, day)]
    assert together == [brief_record(reader.brief(article, day)) for article in articles]
    assert [record["article"]["text"] for record in together] == TEXTS


@pytest.mark.parametrize(
    ("items", "groups"),
    [
        ([], []),
        (["a", "b"], [["a", "b"]]),
        (["a", "b", "c"], [["a", "b"], ["c"]]),
        (["a", None, "b"], [["a"], None, ["b"]]),
        ([None, None], [None, None]),
        (["a" * 99_000, "b" * 2_000, "c"], [["a" * 99_000], ["b" * 2_000, "c"]]),
    ],
    ids=["nothing", "one group", "two at most", "a problem between", "problems only", "by size"],
)
def test_groups(items: list[str | None], groups: list[list[str] | None]) -> None:
    given = [Article(item) if item is not None else SourceProblem("here", "broken") for item in items]
    made = [[article.text for article in group] if isinstance(group, list) else None for group in in_groups(given, 2)]
    assert made == groups
