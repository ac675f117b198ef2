"""Bodies whose common nouns the press writes small ("the Sinaloa cartel"): found, and nobody else raised by them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screening.test_somebody_else import listed
from watchwire.model import Article, Band, Match, PartyKind
from watchwire.screening import Index
from watchwire.screening.finder import Finder


def found(name: str, text: str) -> list[Match]:
    return Finder(Index.of([listed(PartyKind.ORGANIZATION, name)])).find(Article(text))


@pytest.mark.parametrize(
    ("name", "text", "span"),
    [
        ("QUERVAIN CARTEL", "Members of the Quervain cartel were held.", "Quervain cartel"),
        ("CARTEL DE QUERVAIN", "Cayó un jefe del cartel de Quervain.", "cartel de Quervain"),
        ("QUERVAIN GROUP", "Fighters of the Quervain group came.", "Quervain group"),
        ("QUERVAIN GROUP", "Les hommes du groupe Quervain sont là.", "groupe Quervain"),
        ("VELTHEIM PRISON", "He is held in Veltheim prison.", "Veltheim prison"),
        ("SHEPHERD'S RESISTANCE ARMY", "They fled the Shepherd's resistance army.", "Shepherd's resistance army"),
        ("AL-TARKHAR TRUST INTERNATIONAL", "It paid Al-Tarkhar trust international.", "Al-Tarkhar trust international"),
        ("OSTMARK OIL COMPANY", "The Ostmark oil company said so.", "Ostmark oil company"),
        ("TARKHAN FOR CARS TRADING", "It bought from Tarkhan for cars trading.", "Tarkhan for cars trading"),
        ("VOSK ORGANIZED CRIME NETWORK", "the Vosk organized crime network grew", "Vosk organized crime network"),
        ("BANK TARKHAN", "The Norwegian bank Tarkhan paid.", "bank Tarkhan"),
        ("БАНК ТАРХАН", "Деньги провёл банк «Тархан» в Осло.", "банк «Тархан»"),
        ("БАТАЛЬОН ТАРХАН", "Бойцы батальона «Тархан» ушли.", "батальона «Тархан»"),
        ("GULF CARTEL", "Men of the Gulf cartel fled.", "Gulf cartel"),
        ("KAZAN HELICOPTER PLANT", "The Kazan helicopter plant makes them.", "Kazan helicopter plant"),
        ("AL-TARKHAR FRONT", "Al-Tarkhar front fired first.", "Al-Tarkhar front"),
    ],
)
def test_it_is_shown(name: str, text: str, span: str) -> None:
    assert [match.query for match in found(name, text)] == [span]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ISLAMIC STATE", "Norway will not become an Islamic state."),
        ("QUERVAIN CARTEL", "The cartel fled; the Cartel fled."),
        ("QUERVAIN GROUP", "The group fled. A group fled."),
        ("TARKHAN NETWORK", "Those in Tarkhan's network of front companies were fined."),
        ("TARKHAN NETWORK", "Mr Tarkhan watched as the network grew."),
        ("QUERVAIN CARTEL", "quervain cartel"),
        ("OSLO AIR", "Oslo's air fleet is ageing."),
        ("POPULAR DEFENCE MOVEMENT", "A popular defence movement grows in Bergen."),
        ("TARKHAN TRADING GROUP", "Tarkhan said that the trading group was sold."),
    ],
)
def test_it_is_none(name: str, text: str) -> None:
    assert not [match for match in found(name, text) if match.band is not Band.WEAK]


_NOUNS = ("cartel", "network", "front", "brigade", "movement", "bank", "ministry", "company", "group", "oil company")


@given(st.sampled_from(_NOUNS), st.sampled_from(("Quervain", "Tarkhan", "Ostmark", "Veltheim", "Zhurav")))
@settings(deadline=None, max_examples=30)
def test_a_name_is_found_whether_its_noun_is_small_or_not(noun: str, own: str) -> None:
    finder = Finder(Index.of([listed(PartyKind.ORGANIZATION, f"{own} {noun}".upper())]))
    spans = [[m.query for m in finder.find(Article(f"Men of the {own} {n} fled."))] for n in (noun, noun.title())]
    assert spans == [[f"{own} {noun}"], [f"{own} {noun.title()}"]]
