"""What is done the short way gives what the long way gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.names.fold import bones_of, fold, fold_many, rules
from watchwire.names.similarity import letters_apart, likeness, token_similarity

WORDS = st.text("abcdeghijkoqstuvwxyz", min_size=1, max_size=12)


@given(WORDS)
def test_a_rule_that_is_left_out_would_have_changed_nothing(word: str) -> None:
    folded = word
    for pattern, becomes, _ in rules():
        folded = pattern.sub(becomes, folded)
    assert fold(word) == (folded or word)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_words_are_folded_together_as_by_themselves(words: list[str]) -> None:
    assert fold_many(words) == [fold(word) for word in words]


@pytest.mark.parametrize(
    ("folded", "bones"), [("", "a"), ("e", "a"), ("ivan", "avn"), ("omar", "amr"), ("bo", "b"), ("7up", "7p")]
)
def test_bones(folded: str, bones: str) -> None:
    assert bones_of(folded) == bones


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("varlok", "varlok", 0), ("varlok", "varluk", 1), ("varlok", "varlk", 1), ("varlok", "valrok", 1),
        ("varlok", "avrlko", 2), ("varlok", "marlin", 3), ("tab", "tabori", 3), ("ab", "ba", 1),
    ],
)  # fmt: skip
def test_letters_apart(a: str, b: str, apart: int) -> None:
    assert letters_apart(a, b, 5) == letters_apart(b, a, 5) == apart
    assert letters_apart(a, b, 1) == min(apart, 2)


@given(WORDS, WORDS)
def test_what_is_kept_is_what_is_worked_out(a: str, b: str) -> None:
    assert token_similarity(a, b) == likeness(a, b)
