"""What two names say that share a word: common ones, words of respect, one word of several, other writings."""

import pytest

from tests.screening.test_find import party
from watchwire.model import PartyKind
from watchwire.names import compare_names
from watchwire.names.classes import commonness
from watchwire.names.pair_evidence import nearly_the_same
from watchwire.screening import Index


def terms(a: str, b: str) -> dict[str, float]:
    return {reason.feature: reason.weight for reason in compare_names(a, b).reasons}


def test_a_common_name_says_less_than_a_rare_one() -> None:
    assert commonness("johnson") > commonness("lindqvist") >= commonness("zovlektra") == 0.0
    assert compare_names("Sarah Johnson", "Andre Johnson").score < compare_names("Sarah Zovlek", "Andre Zovlek").score
    assert terms("Sarah Johnson", "Andre Johnson")["common among people"] < 0


def test_of_words_that_say_as_much_the_rarest_counts() -> None:
    there, back = terms("Kim Johnson Zovlek", "Zovlek Johnson Kim"), terms("Zovlek Johnson Kim", "Kim Johnson Zovlek")
    assert "common among people" not in there
    assert "common among people" not in back


@pytest.mark.parametrize(("a", "b"), [("Colonel Zovlek", "Jules Zovlek"), ("Zovlek Agha", "Haji Zovlek Lolan")])
def test_words_of_respect_are_no_other_name(a: str, b: str) -> None:
    assert "another word" not in terms(a, b)
    assert "another word" in terms(a.replace("Colonel", "Conrad").replace("Agha", "Adrian"), b)


@pytest.mark.parametrize(("a", "b"), [("Zovlek", "Amir Zovlek Hamid"), ("Abdul Karim", "Salma Abdul Karim Toran")])
def test_a_name_of_one_word_is_little_of_a_longer_one(a: str, b: str) -> None:
    assert terms(a, b)["all of a name of one word"] < 0
    assert "all of a name of one word" not in terms(a, a.replace("Zov", "Sov").replace("Karim", "Kareem"))


def test_letters_are_not_mistyped_across_writings() -> None:
    assert "nearly the same word" in terms("Ivan Belovar", "Ivan Belogap")
    assert "nearly the same word" not in terms("Ivan Belovar", "Иван Белогап")


@pytest.mark.parametrize(
    ("a", "b", "person", "near"),
    [
        ("maria", "mario", True, False),
        ("hai", "wai", False, True),
        ("hai", "wai", True, False),
        ("belov", "pelon", True, False),
    ],
)
def test_how_near_two_words_are_to_be_one_misspelt(a: str, b: str, person: bool, near: bool) -> None:
    assert nearly_the_same([a], [b], person) is near


def test_spellings_of_a_word_count_together() -> None:
    names = [
        f"{given} {family}" for given in ("Mohammad", "Muhammad", "Mohamed") for family in ("Zorin", "Balat", "Kefir")
    ]
    index = Index.of([party(k, PartyKind.PERSON, name) for k, name in enumerate(names)])
    assert index.spread.get("mohammad", 1.0) < index.rarity.get("mohammad", 1.0)
    assert index.spread.get("zorin", 1.0) == index.rarity.get("zorin", 1.0)
    assert index.spread.get("nobody", 0.5) == 0.5


@pytest.mark.parametrize("name", ["Yilmaz", "Nasution", "Kumar", "Horvat", "Okafor", "Tran"])
def test_names_that_many_bear_elsewhere_are_common(name: str) -> None:
    assert commonness(name.lower()) > 0.3
    assert terms(f"Sarah {name}", f"Andre {name}")["half a name, common"] < 0


def test_only_words_of_respect_are_nobody() -> None:
    assert terms("Shaykh Sahib", "Sheikh Sahab Rashed")["only words of respect"] < 0
    assert "only words of respect" not in terms("Shaykh Zovlek", "Sheikh Zovlek Rashed")


def test_one_word_of_another_writing_says_less() -> None:
    assert terms("Зовлек Торан", "Zovlek Merin")["half a name, other writing"] < 0


def test_ends_that_agree_count_only_where_one_lacks_what_stands_between() -> None:
    assert terms("Zovlek Merin", "Zovlek Taro Merin")["first and last"] > 0
    assert "first and last" not in terms("Zovlek Merin", "Zovlek Meryn")
    # A comma says that the family name leads: it is no first word.
    assert "first and last" not in terms("Zovlek Merin", "ZOVLEK, Taro Merin")


def test_an_acronym_of_the_name_itself_is_no_further_word() -> None:
    def score(asked: str, listed: str) -> float:
        return compare_names(asked, listed, PartyKind.ORGANIZATION).score

    plain = score("Directorate of Zovlek Salt Works", "Zovlek Salt Works")
    assert score("Directorate of Zovlek Salt Works", "ZOVLEK SALT WORKS (ZSW)") >= plain
    assert score("Directorate of Zovlek Salt Works", "ZOVLEK SALT WORKS (QRT)") < plain


@pytest.mark.parametrize(
    ("a", "b"), [("Zovlek Pioneer Energy", "Zovlek Pishgam Energy"), ("Choson Zovlek Unhaeng", "Korea Zovlek Bank")]
)
def test_ordinary_words_of_bodies_are_translated(a: str, b: str) -> None:
    assert compare_names(a, b, PartyKind.ORGANIZATION).score >= 0.5
