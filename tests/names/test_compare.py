"""Comparing names: a table that anybody can extend, and properties that must always hold."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchwire.model import PartyKind
from watchwire.names import compare_names, latin, token_similarity, tokenize
from watchwire.screening import ALERT

TABLE = Path(__file__).parent / "cases.tsv"


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['a']} | {row['b']}")
def test_same_or_not(row: dict[str, str]) -> None:
    score = compare_names(row["a"].replace(",", ""), row["b"].replace(",", ""), PartyKind.PERSON).score
    assert (score >= ALERT) == (row["same"] == "yes"), (score, row["why"])


NAMES = st.lists(
    st.sampled_from(
        [
            "Kim",
            "Jong",
            "Un",
            "Ri",
            "Pyong",
            "Chol",
            "Ivan",
            "Petrovich",
            "Ahmed",
            "al",
            "bin",
            "Hassan",
            "Müller",
            "Путин",
            "金",
            "O’Brien",
            "2",
            "Ltd",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(NAMES, NAMES)
@settings(deadline=None)
def test_symmetric_and_bounded(a: str, b: str) -> None:
    there, back = compare_names(a, b).score, compare_names(b, a).score
    assert there == back
    assert 0.0 <= there <= 1.0


@given(NAMES)
@settings(deadline=None)
def test_a_name_is_itself(name: str) -> None:
    assert compare_names(name, name).score == 1.0


@given(st.text(max_size=120))
@settings(deadline=None)
def test_tokens_lie_inside_the_text(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert last <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.raw
        assert token.norm
        last = token.end


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=12))
@settings(deadline=None)
def test_latin_is_latin(word: str) -> None:
    assert latin(word).isascii()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin's train", ["putin", "train"]),
        ("Kim Jong-un’s", ["kim", "jong", "un"]),
        ("Ri Pyo’ng-ch’o’l", ["ri", "pyong", "chol"]),
        ("Müller & Söhne", ["muller", "sohne"]),
        ("김정은", ["gim", "jeong", "eun"]),
        ("Кожемяко", ["kozhemyako"]),
        ("O'Brien", ["obrien"]),
        ("कोरोना के लोग", ["korona", "ke", "log"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [token.norm for token in tokenize(text)] == expected


@pytest.mark.parametrize(
    ("a", "b", "least"),
    [
        ("kojemiako", "kozhemyako", 0.95),
        ("gaddafi", "qadhafi", 0.85),
        ("hizballah", "hezbollah", 0.8),
        ("chol", "chul", 0.9),
        ("oleg", "oleh", 0.9),
    ],
)
def test_spellings(a: str, b: str, least: float) -> None:
    assert token_similarity(a, b) >= least


@pytest.mark.parametrize(("a", "b"), [("kozlov", "kozlovskiy"), ("jong", "chun"), ("miller", "muller"), ("12", "13")])
def test_other_words(a: str, b: str) -> None:
    assert token_similarity(a, b) < 0.9
