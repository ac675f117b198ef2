"""OFAC's published method, as a second number."""

import pytest

from watchwire.names.ofac_score import ofac_score, soundex


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("robert", "R163"),
        ("rupert", "R163"),
        ("ashcraft", "A261"),
        ("tymczak", "T522"),
        ("pfister", "P236"),
        ("lee", "L000"),
    ],
)
def test_soundex_as_the_national_archives_give_it(word: str, code: str) -> None:
    assert soundex(word) == code


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("Vladimir Putin", "Vladimir Putin", 100, 100),
        ("Putin Vladimir", "Vladimir Putin", 100, 100),
        ("Vladimir Pulin", "Vladimir Putin", 90, 99),
        ("Kim Jong Un", "Kim Jong Il", 70, 99),
        ("Larry Page", "Harry Page", 40, 60),
        ("Martha", "Marhta", 96, 96),
        ("", "Vladimir Putin", 0, 0),
        ("Qaddafi", "Gaddafi", 0, 0),
    ],
)
def test_scores(a: str, b: str, least: int, most: int) -> None:
    assert least <= ofac_score(a, b) <= most
