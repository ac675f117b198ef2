"""Which designations a text reports, as cases; what the lists have of a target; the way to JSON and back."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.conftest import ROOT
from watchwire.brief import brief_from_record, brief_record, render_html, render_markdown, render_text
from watchwire.brief.designated import designation_lines
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.model import Article, Brief, Designation, Published
from watchwire.read import Reader

CASES = [
    line.split("\t")
    for line in (ROOT / "tests" / "designations" / "cases.tsv").read_text(encoding="utf-8").splitlines()[2:]
]
RELEASE = """The Department of the Treasury is today designating Ri Pyong Chol, a senior officer, and Anton Belov, a broker, \
pursuant to E.O. 13687 for their role in ballistic missiles."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _read(reader: Reader, text: str, day: date) -> Brief:
    return reader.brief(Article(text, language="en", published=Published(day, "given", "by the test")))


def _told(brief: Brief, item: Designation) -> str:
    keys = {one.id: one.key for one in brief.instruments}
    by = brief.entity(item.by) if item.by else None
    targets = ", ".join(target.name if target.named else f"<{target.name}>" for target in item.targets)
    who = by.name if by else item.by_span.of(brief.article.text) if item.by_span else "-"
    under = ", ".join(f"{keys[one.instrument]} {one.part}".strip() for one in item.authorities) or "-"
    return f"{item.action.value}: {targets}; {who.removeprefix('The ')}; {item.on or '-'}; {under}"


@pytest.mark.parametrize(("text", "reported", "why"), CASES, ids=[case[2] for case in CASES])
def test_cases(reader: Reader, text: str, reported: str, why: str) -> None:
    brief = _read(reader, text.replace("|", "\n\n"), date(2022, 3, 1))
    assert " ## ".join(_told(brief, item) for item in brief.designations) == reported, why


def test_each_target_is_screened_and_its_listings_are_counted_from_the_day(reader: Reader) -> None:
    brief = _read(reader, RELEASE, date(2017, 12, 24))
    (item,) = brief.designations
    listed, other = item.targets
    assert {(one.list, one.reference, one.days) for one in listed.entered} >= {
        ("un-sc", "KPi.076", -2),
        ("us-ofac-sdn", "23215", 2),
    }
    assert not other.matches
    assert item.reason is not None
    assert item.reason.of(brief.article.text) == "for their role in ballistic missiles"


def test_json_and_back(reader: Reader) -> None:
    brief = _read(reader, RELEASE, date(2017, 12, 24))
    record = brief_record(brief)
    assert brief_record(brief_from_record(record)) == record


def test_a_release_is_a_table_in_every_form(reader: Reader) -> None:
    brief = _read(reader, RELEASE, date(2017, 12, 24))
    stream = StringIO()
    render_text(brief, Console(file=stream, width=200))
    row = "Anton Belov | a broker | no possible match on the lists held"
    assert row in stream.getvalue()
    assert "us-ofac-sdn 23215, listed 2017-12-26, 2 days later" in stream.getvalue()
    assert "<td>Anton Belov</td>" in render_html(brief)
    assert "**Anton Belov**; a broker" in render_markdown(brief)


def test_a_list_of_targets_that_the_parser_breaks_off_is_read_on(tmp_path: Path) -> None:
    names = ("Aung Thant Oo", "Naing Lwin Aung", "Sit Taing Moe", "Zaw Hein Lin", "Ko Ko Thet")
    rows = "\n".join(f"{number},{name},person" for number, name in enumerate(names))
    library = Library(tmp_path / "library")
    library.add(Bundle((ListFile("own.csv", f"id,name,kind\n{rows}\n".encode()),)), "own.csv")
    text = f"OFAC has designated Burmese business leaders {names[0]}, {names[1]}, and {names[2]}, as well as Burmese military officials {names[3]} and {names[4]}."
    brief = _read(Reader(library), text, date(2022, 3, 1))
    assert [[target.name for target in item.targets] for item in brief.designations] == [list(names)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Anton Belov was sanctioned by the EU and Japan in October 2017.",
            "designated by the EU and Japan; in October 2017",
        ),
        ("The Treasury designated Anton Belov under its sanctions in 2009.", "designated by the Treasury; in 2009"),
        ("The Treasury designated Anton Belov under its sanctions.", "designated by the Treasury; day not said"),
        ("We are imposing sanctions on Anton Belov.", "designated on 2022-03-01"),
        (
            "The United States is acting against a network. Today we are imposing sanctions on Anton Belov.",
            "designated by United States; on 2022-03-01",
        ),
        ("The Department is imposing sanctions on Anton Belov.", "designated on 2022-03-01"),
    ],
)
def test_what_the_line_says_of_who_and_when(reader: Reader, text: str, line: str) -> None:
    brief = _read(reader, text, date(2022, 3, 1))
    assert [item.text for item in designation_lines(brief)] == [line]
