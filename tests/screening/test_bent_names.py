"""Names that a text's language bends: found in each case, and under no other name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.screening.test_somebody_else import listed
from watchwire.model import Article, Band, PartyKind
from watchwire.names.endings import STEM_LEAST, is_bending, unbent
from watchwire.screening import Index
from watchwire.screening.finder import Finder

PERSON, BODY = PartyKind.PERSON, PartyKind.ORGANIZATION
ORLANOV = listed(PERSON, "Grigor Pavlovich ORLANOV", countries=("RU",))
TARMENKO = listed(PERSON, "Gennadi TARMENKO", countries=("RU",))
SHELCHENKO = listed(PERSON, "Sergey SHELCHENKO", countries=("RU",))
BODIES = (listed(BODY, "BANK ROSSIYA", countries=("RU",)), listed(BODY, "HIZBALLAT", countries=("LB",)))
FINDER = Finder(Index.of([ORLANOV, TARMENKO, SHELCHENKO, *BODIES]))

BENT = [
    ("fi", "Grigor Orlanovin", "Grigor Orlanovilla", "Gennadi Tarmenkon", "Gennadi Tarmenkolle"),
    ("et", "Grigor Orlanovi", "Grigor Orlanovile", "Gennadi Tarmenkoga"),
    ("hu", "Grigor Orlanovval", "Grigor Orlanovnak", "Gennadi Tarmenkót"),
    ("pl", "Grigora Orlanowa", "Grigorem Orlanowem", "Grigorowi Orlanowowi", "Gennadija Tarmenki"),
    ("cs", "Grigora Orlanova", "Grigorem Orlanovem", "Gennadije Tarmenka", "Gennadijem Tarmenkem"),
    ("sk", "Grigora Orlanova", "Grigorom Orlanovom", "Gennadija Tarmenka"),
    ("sl", "Grigorja Orlanova", "Grigorjem Orlanovom", "Gennadija Tarmenka"),
    ("hr", "Grigora Orlanova", "Grigorom Orlanovom", "Gennadija Tarmenka"),
    ("lt", "Grigoras Orlanovas", "Grigorui Orlanovui", "Genadijaus Tarmenkos"),
    ("lv", "Grigors Orlanovs", "Grigoram Orlanovam", "Genādijam Tarmenko"),
    ("sv", "Grigor Orlanovs", "Gennadij Tarmenkos"),
    ("sq", "Grigor Orlanovit", "Grigor Orlanovin"),
    ("fi", "Sergei Šeltšenko", "Sergei Šeltšenkolle"),
    ("hu", "Szergej Selcsenko", "Szergej Selcsenkóval"),
    ("pl", "Siergiej Szelczenko", "Siergieja Szelczenki", "Siergiejem Szelczenką"),
    ("cs", "Sergejem Šelčenkem"),
    ("tr", "Sergey Şelçenko’nun", "Sergey Şelçenko'yla", "Grigor Orlanov'la"),
    ("sr", "Sergejem Šelčenkom"),
    ("sv", "Sergej Sjeltjenkos"),
    ("de", "Sergej Scheltschenkos"),
    ("el", "Grigoros Orlanov", "Grigorou Orlanov"),
]


def found(language: str | None, text: str) -> set[tuple[str, str]]:
    matches = FINDER.find(Article(text, language=language))
    return {(match.span.of(text), match.party.names[0].full) for match in matches if match.band is not Band.WEAK}


@pytest.mark.parametrize(("language", "name"), [(row[0], name) for row in BENT for name in row[1:]])
def test_a_bent_name_is_found(language: str, name: str) -> None:
    party = next(p for p, word in ((ORLANOV, "Orlan"), (TARMENKO, "Tarmen"), (SHELCHENKO, "")) if word in name)
    weak = FINDER.find(Article(f"{name} 14.", language=language))
    assert [(match.span.of(f"{name} 14."), match.party.id) for match in weak] == [(name, party.id)]


def test_where_no_language_bends_names_nothing_is_taken_off() -> None:
    for language in ("en", "fr", None):
        assert found(language, "Grigorem Orlanovem 14.") == set()


def test_a_bent_country_is_no_body() -> None:
    assert found("uz", "Rossiyaning poytaxti katta.") == set()


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=14), st.sampled_from(["fi", "pl", "lt", "hu", "el", "sv", "en"]))
def test_what_is_left_is_a_word_of_its_own(norm: str, language: str) -> None:
    forms = unbent(norm, language)
    assert all((len(form) >= STEM_LEAST and form != norm) or form == "" for form in forms)
    assert len(set(forms)) == len(forms)
    assert not forms or is_bending(language)
