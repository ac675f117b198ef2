"""What common nouns name."""

import pytest

from watchwire.language.nouns import noun_class


@pytest.mark.parametrize(
    ("noun", "named"),
    [("journalist", "person"), ("police", "group"), ("typhoon", "event"), ("toilet", "thing"), ("visit", "act")],
)
def test_noun_class(noun: str, named: str) -> None:
    assert noun_class(noun) == named


def test_names_have_none() -> None:
    assert noun_class("london") is None
