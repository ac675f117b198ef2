"""An article that was changed after its publication is judged as of both days, and both are shown."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from watchwire.brief import brief_record, render_html, render_markdown, render_text
from watchwire.brief.revive import brief_from_record
from watchwire.brief.summary import summary_text
from watchwire.desk.rules import Rule
from watchwire.model import Article, Brief, Published, Status
from watchwire.read import Reader
from watchwire.sources.page import read_page

STORY = (
    "Abdul Rehman Makki spoke to several hundred followers in Lahore on Monday, two people who were there said. "
    "Police did not say whether the meeting had been allowed, and a spokesman declined to answer questions."
)
PAGE = (
    "<html><head><script type='application/ld+json'>"
    '{"@type":"NewsArticle","headline":"Preacher speaks in Lahore","datePublished":"2022-11-21T09:00:00+05:00",'
    '"dateModified":"%s","articleSection":"Asia","description":"A meeting in Lahore.","isAccessibleForFree":true}'
    f"</script></head><body><article><h1>Preacher speaks in Lahore</h1><p>{STORY}</p><p>{STORY[::1]} It ended at ten.</p>"
    "</article></body></html>"
)


def read(modified: str, as_of: date | None = None) -> Brief:
    return Reader(None, as_of=as_of).brief(read_page(PAGE % modified))


def shown(brief: Brief) -> str:
    out = StringIO()
    render_text(brief, Console(file=out, width=400))
    return out.getvalue()


def test_both_days_are_judged_and_shown() -> None:
    brief = read("2023-03-01T10:00:00+05:00")
    record = brief_record(brief)
    assert (record["as_of"], record["as_of_modified"]) == ("2022-11-21", "2023-03-01")
    row = next(row for item in record["entities"] for row in item["matches"] if row["party"] == "un-sc:QDi.433")
    assert (row["status"], row["status_modified"]) == ("not yet", "listed")
    for text in (shown(brief), render_markdown(brief).replace("\\", ""), render_html(brief)):
        assert "changed on 2023-03-01, listings are judged as of both days" in text
        assert "on 2022-11-21 NOT YET" in text
        assert "on 2023-03-01, when the article was changed, listed" in text
    assert "listed by the day on which the article was changed" in summary_text(brief)


def test_what_the_page_says_of_itself_is_kept() -> None:
    article = brief_record(read("2022-11-21T12:00:00+05:00"))["article"]
    assert (article["section"], article["lead"], article["free"]) == ("Asia", "A meeting in Lahore.", True)
    assert article["modified"] == "2022-11-21"


@pytest.mark.parametrize(
    ("modified", "as_of"), [("2022-11-21T12:00:00+05:00", None), ("2023-03-01T10:00:00+05:00", date(2024, 1, 1))]
)
def test_one_day_where_it_was_changed_the_same_day_or_a_day_was_asked_for(modified: str, as_of: date | None) -> None:
    brief = read(modified, as_of)
    assert brief.as_of_modified is None
    assert not any(match.statuses_modified for entity in brief.entities for match in entity.matches)


def test_an_unknown_day_is_judged_as_of_the_change() -> None:
    page = read_page(PAGE % "2023-03-01")
    article = replace(page, published=Published(None, "unknown", "nothing says so", latest=date(2023, 3, 1)))
    brief = Reader(None).brief(article)
    assert (brief.as_of, brief.as_of_modified) == (None, date(2023, 3, 1))
    assert "listings are judged as of that day" in shown(brief)


def test_a_rule_for_listed_parties_takes_either_day() -> None:
    brief = read("2023-03-01T10:00:00+05:00")
    rule = Rule(statuses=frozenset({Status.LISTED}))
    assert any(rule.fits(match, brief) for entity in brief.entities for match in entity.matches)


def test_the_record_comes_back_whole() -> None:
    record = brief_record(read("2023-03-01T10:00:00+05:00"))
    again = brief_record(brief_from_record(record))
    assert again == record


def test_a_plain_text_has_none_of_it() -> None:
    record = brief_record(Reader(None).brief(Article(STORY)))
    assert [record["article"][key] for key in ("modified", "section", "lead", "free")] == [None] * 4
