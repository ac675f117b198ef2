"""One small file a kind of fault: `cases/pages.yaml` says what each must give."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from watchwire.language import date_article, language_for
from watchwire.lists import open_holdings
from watchwire.model import Article
from watchwire.screening import Screener
from watchwire.sources import SourceProblem, read_source

FOLDER = Path(__file__).with_name("cases")
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "pages.yaml").read_text(encoding="utf-8"))
SCREENER = Screener(open_holdings(None))


def read(case: dict[str, Any]) -> tuple[list[Article], list[str]]:
    items = list(read_source(str(FOLDER / case["file"])))
    return [i for i in items if isinstance(i, Article)], [str(i) for i in items if isinstance(i, SourceProblem)]


def parts(article: Article) -> tuple[str, str]:
    """Return the story and the furniture of an article."""
    story, apart, at = [], [], 0
    for piece in article.furniture:
        story.append(article.text[at : piece.span.start])
        apart.append(piece.span.of(article.text))
        at = piece.span.end
    return "".join([*story, article.text[at:]]), "\n".join(apart)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["file"]))
def test_case(case: dict[str, Any]) -> None:
    articles, problems = read(case)
    assert len(articles) == case.get("articles", max(1, len(case.get("days", ())))) or "days" in case
    if "problem" in case:
        assert any(case["problem"] in problem for problem in problems)
    if not articles:
        return
    facts = articles[0]
    for key in ("title", "author", "section", "lead", "free"):
        if key in case:
            assert getattr(facts, key) == case[key]
    days(case, articles)
    texts = [parts(article) for article in articles]
    story, apart = ("\n".join(column) for column in zip(*texts, strict=True))
    for words in case.get("story", ()):
        assert words in story
    for words in case.get("apart", ()):
        assert words in apart
        assert words not in story
    for words in case.get("not_story", ()):
        assert words not in story
    if case.get("not_apart"):
        assert not apart
    if "note" in case:
        assert any(case["note"] in note for article in articles for note in article.notes)
    finds(case, articles)


def days(case: dict[str, Any], articles: list[Article]) -> None:
    published = articles[0].published
    if "day" in case:
        assert (str(published.on) if published.on else None) == case["day"]
    if "days" in case:
        assert set(case["days"]) <= {str(article.published.on) for article in articles}
    if "latest" in case:
        assert str(published.latest) == case["latest"]
    if "modified" in case:
        assert str(articles[0].modified) == case["modified"]
    if "worked_out" in case:
        dated = date_article(language_for("en").analyse(articles[0]))
        assert str(dated.published.on) == case["worked_out"]


def finds(case: dict[str, Any], articles: list[Article]) -> None:
    if "finds" not in case:
        return
    found = [match for article in articles for match in SCREENER.scan(article)]
    wanted = "".join(char for char in case["finds"].casefold() if char.isalpha())
    held = [m for m in found if wanted in "".join(char for char in (m.query or "").casefold() if char.isalpha())]
    assert held
    assert all(match.in_furniture for match in held) == case.get("finds_apart", False)


def test_every_file_has_a_case() -> None:
    named = {case["file"] for case in CASES}
    assert {
        path.name for path in FOLDER.iterdir() if path.suffix not in {".tsv", ".yaml", ".py", ".pyc"} and path.is_file()
    } == named
