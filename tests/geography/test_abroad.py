"""Countries as other languages name them."""

import pytest

from watchwire.geography import land_of_word, lands_within, phrases_abroad
from watchwire.screening.lands import countries_of


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("России Россию российского российский русский Росії російського Расіі", "RU"),
        ("Rosji rosyjski russische russischen ruso russe ryska Venäjän venäläinen", "RU"),
        ("روسيا لروسيا الروسي والروسية روسیه רוסיה הרוסי Ρωσίας", "RU"),
        ("Ирана иранский إيران الإيراني وإيران ایران iraní iranische", "IR"),
        ("Беларуси белорусского Білорусі білоруський białoruski", "BY"),
        ("Китая китайской صيني الصين چین chinoise chinesischen", "CN"),
        ("Нигерии нигерийский", "NG"),
        ("Нигера", "NE"),
        ("Москве Кремля موسكو Moskau Moscou", "RU"),
    ],
)
def test_word_in_its_case_and_with_its_clitics(words: str, code: str) -> None:
    assert {word: land_of_word(word) for word in words.split()} == dict.fromkeys(words.split(), code)


def test_words_that_name_no_country() -> None:
    words = "Россини кубок Кубка кубический Малый того перу Ministry ministerial presidente рост مهندس"
    assert [word for word in words.split() if land_of_word(word)] == []


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("俄罗斯总统", [(0, "RU")]),
        ("白俄罗斯总统访问俄罗斯", [(0, "BY"), (8, "RU")]),
        ("러시아의", [(0, "RU")]),
        ("北朝鮮", [(0, "KP")]),
        ("印度尼西亚", [(0, "ID")]),
        ("Россия", []),
        ("会談", []),
    ],
)
def test_runs_of_writings_without_blanks(run: str, found: list[tuple[int, str]]) -> None:
    assert list(lands_within(run)) == found


def test_names_of_several_words() -> None:
    assert phrases_abroad()["Corea del Norte"] == "KP"
    assert list(countries_of("Делегация Северной Кореи прибыла.")) == ["KP"]
    assert list(countries_of("Der Präsident Weißrusslands sprach in Bolivien.")) == ["BO"]


def test_english_words_are_no_countries_of_other_languages() -> None:
    assert countries_of("The Island and the Man saw Fas and Nga.") == {}
