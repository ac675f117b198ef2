"""What is spared or kept changes nothing: bounds hold, and what was learnt from other texts gives the same answers."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchwire.model import Article, BirthDate, Listing, PartialDate, Party, PartyKind, PartyName
from watchwire.screening import Index
from watchwire.screening.finder import Finder
from watchwire.screening.found import Found
from watchwire.screening.judging import one_a_place, weigh_context
from watchwire.screening.lands import begins_in, countries_of
from watchwire.screening.model import use_weights
from watchwire.screening.surroundings import Surroundings
from watchwire.screening.worth import most_of

PERSON, BODY, SHIP = PartyKind.PERSON, PartyKind.ORGANIZATION, PartyKind.VESSEL


def listed(number: int, kind: PartyKind, name: str, *more: str, **facts: object) -> Party:
    names = tuple(PartyName(each) for each in (name, *more))
    return Party(f"test:{number}", kind, names, (Listing("test", str(number)),), **facts)  # type: ignore[arg-type]


PARTIES = (
    listed(1, PERSON, "Oleg Tarkhanov", countries=("RU",), positions=("Minister of Defence",)),
    listed(2, PERSON, "TARKHANOV, Viktor Ilyich", countries=("BY",)),
    listed(3, PERSON, "Hassan Yusuf al-Mutairi", "Abu Hassan", countries=("IQ",)),
    listed(4, PERSON, "Ri Pyong Nam", countries=("KP",), birth_dates=(BirthDate(PartialDate(1961)),)),
    listed(5, BODY, "United Zaravak Front", "UZF", countries=("TD",)),
    listed(6, BODY, "South Marlova Trading L.L.C.", countries=("AE",)),
    listed(7, BODY, "Democratic Front of the United States of Marlova"),
    listed(8, BODY, "Marlova"),
    listed(9, SHIP, "MARLOVA STAR"),
    listed(10, PERSON, "Osvaldo MARTIREZ, Jr.", positions=("General",)),
)
WORDS = [
    "Oleg", "Tarkhanov", "Viktor", "Hassan", "Yusuf", "al-Mutairi", "Abu Hassan", "Ri Pyong Nam", "Ri", "Nam-Ho",
    "United", "Zaravak", "Front", "UZF", "(UZF)", "South Marlova Trading LLC", "Marlova", "States", "of", "the", "and",
    "Democratic", "MARLOVA STAR", "the tanker", "Minister", "President", "General", "pianist", "Russian", "Belarus",
    "North Korea", "U.S.", "Chad", "United States", "said", "sanctions", "Osvaldo Martirez", "Jr", "O.", "Islands",
    "of Russia", "'s", ",", ".", ". ", "\n\n", "-led", "in", "St.Petersburg", "Iraq", "Baghdad",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
USED = Finder(Index.of(PARTIES))
"""A finder that has read whatever was drawn before."""


def told(items: Sequence[Found]) -> list[tuple[object, ...]]:
    return [(i.entry.number, i.group, i.start, i.end, i.exact, i.log_odds, i.features, i.spellings) for i in items]


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_no_name_comes_to_more_than_its_bound(text: str) -> None:
    items = one_a_place(USED.found(text))
    bounds = [most_of(Surroundings(text), item, {}, -1e9) for item in items]
    before = [item.log_odds for item in items]
    weigh_context(text, items)
    for item, bound, bare in zip(items, bounds, before, strict=True):
        besides = ("listed neighbours", "weak alias agrees", "bearers")
        known = {name: value for name, value in item.context.items() if name in besides}
        assert item.log_odds <= bound + _worth(item, known) + 1e-9, (item.entry.name.full, bare, item.context)


def _worth(item: Found, known: dict[str, float]) -> float:
    from watchwire.screening.model import log_odds

    return log_odds(item.group, known)


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_a_finder_that_has_read_other_texts_finds_the_same(text: str) -> None:
    fresh = Finder(Index.of(PARTIES))
    assert told(USED.found(text)) == told(fresh.found(text))
    assert USED.find(Article(text)) == fresh.find(Article(text))


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_countries_are_the_same_where_their_places_were_noted(text: str) -> None:
    lands: list[int] = []
    USED.spotter.spots(text, lands)
    assert countries_of(text, lands) == countries_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The U.S.-Iran talks of the U.A.E. ended.Iraq said so; in Port.Sudan nothing.Cuba",
        "Egypt.Libya.Chad, U.S.Iran and U.S.",
        "x.Iran u.s.Iraq A.B.Cuba (U.S.) U.K.-based U.S.A.Syria",
    ],
)
def test_countries_are_the_same_in_words_with_stops(text: str) -> None:
    lands: list[int] = []
    USED.spotter.spots(text, lands)
    assert countries_of(text, lands) == countries_of(text) != {}


def test_names_of_countries_begin_where_their_first_words_do() -> None:
    assert begins_in("US-Iran") == (0, 3)
    assert begins_in("U") == (0,)
    assert begins_in("Tarkhanov") == ()


def test_what_is_kept_is_forgotten_when_other_weights_apply() -> None:
    text = "Russian Minister Tarkhanov met the United Zaravak Front."
    before = told(USED.found(text))
    try:
        use_weights({("lone", "information"): 0.0, ("body", "whole name"): -9.0})
        assert told(USED.found(text)) == told(Finder(Index.of(PARTIES)).found(text)) != before
    finally:
        use_weights(None)
    assert told(USED.found(text)) == before
