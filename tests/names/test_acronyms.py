"""A body's acronym and its full name."""

import pytest

from watchwire.model import PartyKind
from watchwire.names import compare_names

BODY = PartyKind.ORGANIZATION


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("QBTV", "Quillon Brine Transport Venture"),
        ("QBTOV", "Quillon Brine Transport of Vorland"),  # with its small word
        ("QBTV", "Quillon Brine Transport of Vorland"),  # without
        ("AQVM", "Al-Qasmar in the Vorland Marshes"),  # an article counts, "in the" does not
        ("QBTCO", "Quillon Brine Transport Company"),
        ("QBT Moorgate", "Quillon Brine Transport Moorgate"),
        ("PQLF-HC", "PQLF-High Council"),
    ],
)
def test_an_acronym_stands_for_the_words_that_it_is_made_of(short: str, full: str) -> None:
    for pair in ((short, full), (full, short)):
        comparison = compare_names(*pair, BODY)
        assert comparison.score >= 0.5, pair
        assert any(reason.feature == "acronym" for reason in comparison.reasons), pair


def test_three_letters_say_less_than_more_and_other_letters_nothing() -> None:
    three = compare_names("QBT", "Quillon Brine Transport", BODY).score
    four = compare_names("QBTV", "Quillon Brine Transport Venture", BODY).score
    other = compare_names("QBX", "Quillon Brine Transport", BODY).score
    assert other < 0.01 < three < 0.5 <= four


def test_an_acronym_behind_the_name_itself_says_nothing_new() -> None:
    plain = compare_names("Quillon Brine Transport", "Quillon Brine Transpart", BODY).score
    for written in ("Quillon Brine Transport (QBT)", "Quillon Brine Transport / QBT", "Quillon Brine Transport - QBT"):
        assert compare_names(written, "Quillon Brine Transpart", BODY).score == pytest.approx(plain)


def test_a_number_with_the_ending_of_an_ordinal_is_that_number() -> None:
    assert compare_names("27th Brine Centre", "Brine Centre 27", BODY).score >= 0.5
    assert compare_names("27th Brine Centre", "28th Brine Centre", BODY).score < 0.5
