"""Names that begin with the family name, in the orders and spellings in which the press gives them."""

import pytest

from tests.screening.test_somebody_else import listed
from watchwire.model import Article, Band, Party, PartyKind
from watchwire.screening import Index
from watchwire.screening.finder import Finder

PERSON = PartyKind.PERSON
KIM = listed(PERSON, "KIM, Sang Ho", "Sang Ho KIM", countries=("KP",), positions=("Minister of External Economy",))
RYANG = listed(PERSON, "Tae Chol RYANG", countries=("KP",), positions=("Minister of Trade",))
WANG = listed(PERSON, "WANG Xiaoming", countries=("CN",))
NGUYEN = listed(PERSON, "NGUYEN Van Thanh", countries=("VN",))
SZABADOS = listed(PERSON, "Ferenc SZABADOS", countries=("HU",))


def found(text: str, party: Party) -> list[tuple[str, Band]]:
    return [(match.query or "", match.band) for match in Finder(Index.of([party])).find(Article(text))]


@pytest.mark.parametrize(
    ("name", "country", "party"),
    [
        ("Kim Sang Ho", "North Korean", KIM),
        ("Kim Sang-ho", "North Korean", KIM),
        ("KIM SANG HO", "North Korean", KIM),
        ("Kim Sangho", "North Korean", KIM),
        ("Sangho Kim", "North Korean", KIM),
        ("Sang-ho Kim", "North Korean", KIM),
        ("Gim Sangho", "North Korean", KIM),
        ("Thaechol Ryang", "North Korean", RYANG),
        ("Wang Xiaoming", "Chinese", WANG),
        ("Xiaoming Wang", "Chinese", WANG),
        ("Wang Xiao-ming", "Chinese", WANG),
        ("Wang Xiao Ming", "Chinese", WANG),
        ("Xiao Ming Wang", "Chinese", WANG),
        ("Nguyen Van Thanh", "Vietnamese", NGUYEN),
        ("Nguyễn Văn Thành", "Vietnamese", NGUYEN),
        ("Thanh Van Nguyen", "Vietnamese", NGUYEN),
        ("Thanh Nguyen", "Vietnamese", NGUYEN),
        ("Szabados Ferenc", "Hungarian", SZABADOS),
        ("Ferenc Szabados", "Hungarian", SZABADOS),
    ],
)
def test_any_order_and_spelling_of_the_press(name: str, country: str, party: Party) -> None:
    places = found(f"The {country} minister {name} arrived in Moscow on Monday.", party)
    assert [(words, band) for words, band in places if band is not Band.WEAK] == [(name, places[0][1])]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The North Korean minister Kim Sangjin arrived in Moscow.", KIM),  # another syllable
        ("The North Korean minister Songho Kim arrived in Moscow.", KIM),
        ("The North Korean minister Sangho Lee arrived in Moscow.", KIM),  # another family
        ("Pianist Sangho Kim opened the festival in Busan, South Korea.", KIM),  # a namesake
        ("Sangho Kim, a South Korean golfer, won in Seoul.", KIM),
        ("Secretary Berg and Director Yang discussed the DPRK policy review.", RYANG),  # a family name alone
        ("The Chinese minister Wang Xiaomeng arrived in Moscow on Monday.", WANG),  # another syllable
        ("The Chinese minister Xiaomeng Wang arrived in Moscow on Monday.", WANG),
        ("The Chinese minister Wang Xiaomin arrived in Moscow on Monday.", WANG),
        ("The Chinese minister Weng Xiaoming arrived in Moscow on Monday.", WANG),  # another family
        ("Minister Lee and Vice Minister Choi spoke of the DPRK.", listed(PERSON, "Pu Il CHOE", countries=("KP",))),
        ("The Vietnamese minister Nguyen Van Tuan arrived in Moscow.", NGUYEN),
    ],
)
def test_somebody_else(text: str, party: Party) -> None:
    assert [words for words, band in found(text, party) if band is not Band.WEAK] == []
