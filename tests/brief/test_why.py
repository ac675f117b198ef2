"""Why a match is one: every piece of evidence has words of its own, and none is an internal name."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.brief.why import why_of, words_of
from watchwire.lists import open_holdings
from watchwire.model import Article, Reason
from watchwire.names.additive import START
from watchwire.screening import Screener
from watchwire.tables import read_table

FEATURES = sorted({row["feature"] for row in read_table("watchwire.screening", "weights.tsv")} - {START})
TEXTS = (
    "Marshal Ri Pyong Chol of North Korea, 75, met Defence Minister Sergei Shoigu in Vardo, a spokesman said.",
    "The dentist Sergei Shoigu opened a practice in Bergen.",
    "The tanker Adrian Darya 1 left port; the IRGC said nothing. Iran denied it.",
    "Shoigu came.",
    "Министр Сергей Лавров прибыл в Пхеньян.",
)
CASES = [
    (Reason("country near", 1.5, "a country of the party is named near by (KP, RU)"), "A country of the entry is named close by: North Korea, Russia"),
    (Reason("another country near", -0.3, "only other countries are named near by (IR)"), "Only other countries than the entry's (Iran) are named close by"),
    (Reason("unlike", -0.2, "how unlike the words are, added up: sergei ≈ sergey (0.97), shoigu ≈ shoygu (0.91)"), "The spelling is not the same: “sergey” for “sergei”, “shoygu” for “shoigu”"),
    (Reason("given name missing", -3.7, "the given name is not there (Sergei)"), "The given name is not there: Sergei"),
    (Reason("role agrees", 1.7, "the text's title is one of the party's positions (Minister of Defence (until 2024); Marshal)"), "The article gives a title that the entry has as well: Minister of Defence (until 2024); Marshal"),
    (Reason("identifier", -2.0, "the IMO number 1 stands beside it, listed 2"), "The IMO number 1 stands beside it, listed 2"),
    (Reason("acronym", -0.5, "in capitals"), "It is written in capitals, as many acronyms are"),
]  # fmt: skip


@pytest.mark.parametrize("feature", FEATURES)
def test_each_piece_of_evidence_has_words(feature: str) -> None:
    words = words_of(feature)
    assert words is not None, "say in brief/data/why.tsv what it tells an analyst"
    for told in words:
        assert told[0].isupper()
        assert len(told.split()) > 3, "a sentence, not a name"
        assert feature.casefold() != told.casefold()


@pytest.mark.parametrize(("reason", "told"), CASES)
def test_what_is_named_is_told(reason: Reason, told: str) -> None:
    why = why_of([reason])
    assert [point.told for point in (*why.points_for, *why.points_against)] == [told]


def test_no_word_is_left_without_its_evidence() -> None:
    table = {row["feature"] for row in read_table("watchwire.brief", "why.tsv")}
    assert table - set(FEATURES) <= {"likelier party", "one of several", "full name"}
    assert files("watchwire.brief").joinpath("data", "why.tsv").is_file()


@pytest.mark.parametrize("text", TEXTS)
def test_real_matches_are_told_whole(text: str) -> None:
    screener = Screener(open_holdings(None))
    found = screener.scan(Article(text))
    assert found
    for match in found:
        why = why_of(match.comparison.reasons)
        assert why.name
        assert why.points_for
        told = " ".join(point.told for point in (*why.points_for, *why.points_against)) + " ".join(why.limits)
        assert "≈" not in told
        assert "{" not in told
        weighed = sum(reason.weight for reason in match.comparison.reasons)
        assert why.sum == pytest.approx(weighed, abs=0.25), "what weighs next to nothing may be left out, no more"


@given(
    st.lists(
        st.tuples(st.sampled_from([*FEATURES, "identifier", "rule", START]), st.floats(-9, 9), st.text(max_size=60))
    )
)
def test_whatever_the_details_say(held: list[tuple[str, float, str]]) -> None:
    why = why_of([Reason(*item) for item in held])
    assert all(point.weight > 0 for point in why.points_for)
    assert [abs(point.weight) for point in why.points_against] == sorted(
        (abs(point.weight) for point in why.points_against), reverse=True
    )
