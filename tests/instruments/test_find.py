"""Which instruments a text cites, as cases; and what holds for every text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from watchwire.instruments import find_citations, find_instruments, measures_under
from watchwire.measures import rule_base
from watchwire.model import Article, Furniture, FurnitureKind, Span, Standing

CASES = [
    line.split("\t")
    for line in (ROOT / "tests" / "instruments" / "cases.tsv").read_text(encoding="utf-8").splitlines()[2:]
]


@pytest.mark.parametrize(("text", "cited", "why"), CASES, ids=[case[2] + ": " + case[0][:30] for case in CASES])
def test_cases(text: str, cited: str, why: str) -> None:
    found = [f"{item.key} {item.part}".strip() for item in find_citations(text)]
    assert "; ".join(found) == cited, why


@given(
    st.lists(
        st.sampled_from(
            ["E.O. 14024", "resolution 2270", "31 CFR part 587", "section 1(a)", "(EU)", "Regulation", "833/2014", "of", "\n", "the",
             "Global Magnitsky Act", "Act", ",", "and", "2094", "paragraph 8(d)", "§", "S/RES/", "\u00a0", "№", "Public Law 1-2", "Ω"]
        ),
        max_size=30,
    ).map(" ".join)
)  # fmt: skip
def test_citations_are_in_order_and_apart(text: str) -> None:
    spans = [item.span for item in find_citations(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_every_measure_is_found_by_its_own_instrument() -> None:
    for measure in rule_base():
        keys = [item.key for item in find_citations(measure.instrument)]
        assert any(measure in measures_under(key) for key in keys), measure.id


def test_the_cited_part_narrows_the_measures() -> None:
    ids = {measure.id for measure in measures_under("un-sc:1718", ["8(d)"])}
    assert ids
    assert ids < {measure.id for measure in measures_under("un-sc:1718")}
    assert measures_under("un-sc:1718", ["999"]) == measures_under("un-sc:1718")


@pytest.mark.parametrize(
    ("text", "day", "standing"),
    [
        ("E.O. 14024", date(2022, 8, 2), Standing.IN_FORCE),
        ("E.O. 14024", date(2020, 8, 2), Standing.NOT_YET),
        ("E.O. 13928", date(2022, 8, 2), Standing.ENDED),
        ("E.O. 13928", date(2021, 3, 31), Standing.IN_FORCE),
        ("resolution 1929", date(2017, 1, 1), Standing.ENDED),
        ("resolution 2254", date(2022, 8, 2), Standing.UNKNOWN),
        ("E.O. 14024", None, Standing.UNKNOWN),
    ],
)
def test_standing_on_the_day(text: str, day: date | None, standing: Standing) -> None:
    (instrument,) = find_instruments(Article(text), day)
    assert instrument.standing is standing


def test_regulations_bear_the_measures_of_the_order_they_carry_out() -> None:
    (instrument,) = find_instruments(Article("see 31 CFR part 587"), date(2023, 1, 1))
    assert {measure.id for measure in instrument.measures} == {"us-eo-14024"}


def test_site_furniture_cites_nothing() -> None:
    text = "E.O. 14024"
    article = Article(text, furniture=(Furniture(Span(0, len(text)), FurnitureKind.NAVIGATION),))
    assert find_instruments(article, None) == ()


def test_a_long_text_of_citations_is_read_in_time_that_grows_with_it() -> None:
    assert len(find_citations("E.O. 14024, section 1(a)(i) " * 2000)) == 2000
