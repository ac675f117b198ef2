"""Listed names in running text: what is found, what is not, and exactly where."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchwire.model import (
    Article,
    Band,
    Furniture,
    FurnitureKind,
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    Party,
    PartyKind,
    PartyName,
    Span,
)
from watchwire.screening import Index, Query, Screener
from watchwire.screening.finder import Finder


def hits(starter: Any, text: str) -> dict[str, str]:
    return {m.party.id: m.query or "" for m in starter.scan(Article(text)) if m.band is not Band.WEAK}


@pytest.mark.parametrize(
    ("text", "party", "found"),
    [
        ("He met Ri Pyong Chol there.", "un-sc:KPi.076", "Ri Pyong Chol"),
        ("He met Ri Pyong-chol there.", "un-sc:KPi.076", "Ri Pyong-chol"),
        ("He met Ri\nPyong Chol there.", "un-sc:KPi.076", "Ri\nPyong Chol"),
        ("RI PYONG CHOL ARRIVED", "un-sc:KPi.076", "RI PYONG CHOL"),
        ("Vladimir Putin’s train", "us-ofac-sdn:35096", "Vladimir Putin"),
        ("PUTIN, Vladimir Vladimirovich; born 1952", "us-ofac-sdn:35096", "PUTIN, Vladimir Vladimirovich"),
        ("President V. Putin said", "us-ofac-sdn:35096", "V. Putin"),
        ("the governor, Oleg Kojemiako, said", "eu-fsf:EU 2017/1509 (Kozhemyako)", "Oleg Kojemiako"),
        ("поезд Ким Чен Ына прибыл", "us-ofac-sdn:20157", "Ким Чен Ына"),
        ("встреча с Владимиром Путиным", "us-ofac-sdn:35096", "Владимиром Путиным"),
        ("김정은이 도착했다", "us-ofac-sdn:20157", "김정은"),
        ("fighters of Hezbollah fired", "us-ofac-sdn:4697", "Hezbollah"),
        ("arms dealer Rosoboronexport sold", "us-ofac-sdn:18782", "Rosoboronexport"),
        (
            "the Korea Mining Development Trading Corporation sold",
            "un-sc:KPe.001",
            "Korea Mining Development Trading Corporation",
        ),
        ("the tanker Adrian Darya 1 sailed", "us-ofac-sdn:27304", "Adrian Darya 1"),
        ("a vessel (IMO 9116412) sailed", "us-ofac-sdn:27304", "9116412"),
    ],
)
def test_found_with_exact_offsets(starter: Any, text: str, party: str, found: str) -> None:
    assert hits(starter, text).get(party) == found
    for match in starter.scan(Article(text)):
        assert match.span is not None
        assert match.span.of(text) == match.query


@pytest.mark.parametrize(
    "text",
    [
        "US State Department spokesman Matthew Miller argued.",
        "He left his car at the Kazan train station and wrote on Telegram.",
        "Said said that the Kim family met Lee.",
        "North Korea, Russia and Hong Kong traded; the Democratic People's Republic of Korea did not.",
        "Sung Kim, the US envoy, met Kim Jong Il's son.",
        "the Ministry of Defence in London",
        "Justice and grace were 1 of the themes.",
        "Sergey Kozlovsky and Alexander Putinov met. Vladimir left.",
        "kim jong un in small letters",
        "कोरोना के कारण लोगों को घर में रहना पड़ा और सरकार ने कहा कि स्थिति ठीक है।",
        "The U.S. Saturn rocket flew; Johnson Andrew and Andrew Johnson were not on board.",
        "The Islamic world and the United Nations met; Kasich spoke.",
        "Sergey and Vladimir Putinov, and Ivan Petrov",
    ],
)
def test_not_found(starter: Any, text: str) -> None:
    assert not hits(starter, text)


def test_what_stands_in_furniture_is_found_and_says_so(starter: Any) -> None:
    text = "Home » News » Vladimir Putin arrives\n\nThe weather was fine; Ri Pyong Chol of North Korea was not.\n"
    article = Article(text, furniture=(Furniture(Span(0, text.index("\n")), FurnitureKind.BREADCRUMB),))
    found = {m.query: m.in_furniture for m in starter.scan(article) if m.band is not Band.WEAK}
    assert found == {"Vladimir Putin": True, "Ri Pyong Chol": False}


def test_a_weak_alias_supports_and_never_alerts(starter: Any) -> None:
    listed = party(1, PartyKind.PERSON, "Zoltan Gaspar Kovacs", weak=("Doctor Zhivkov Pyatnitsa",))
    matches = Finder(Index.of([listed])).find(Article("Doctor Zhivkov Pyatnitsa spoke in Budapest."))
    assert [m.band for m in matches] == [Band.WEAK]


def party(number: int, kind: PartyKind, *names: str, weak: tuple[str, ...] = ()) -> Party:
    made = [PartyName(name, NameKind.ALIAS) for name in names]
    made += [PartyName(name, NameKind.ALIAS, NameQuality.WEAK) for name in weak]
    return Party(
        f"test:{number}",
        kind,
        tuple(made),
        (Listing("test", str(number)),),
        identifiers=(Identifier("imo", "1234567"),),
    )


PEOPLE = [
    "Ivan Petrovich Sidorov",
    "Mohammed Hassan al-Rashid",
    "Nguyen Van Minh",
    "Juan Carlos Perez Lopez",
    "Kim Hyok Chol",
    "Zoltan Kovacs",
]


@given(st.permutations(PEOPLE))
@settings(max_examples=15, deadline=None)
def test_the_order_of_entries_has_no_effect(order: list[str]) -> None:
    text = " and then ".join(PEOPLE)
    numbers = {name: number for number, name in enumerate(PEOPLE)}
    finder = Finder(Index.of([party(numbers[name], PartyKind.PERSON, name) for name in order]))
    found = {(m.party.id, m.query) for m in finder.find(Article(text))}
    assert found == {(f"test:{number}", name) for name, number in numbers.items()}


@given(st.text(max_size=200), st.sampled_from(PEOPLE))
@settings(max_examples=60, deadline=None)
def test_spans_lie_inside_any_text(noise: str, name: str) -> None:
    finder = Finder(Index.of([party(number, PartyKind.PERSON, person) for number, person in enumerate(PEOPLE)]))
    text = f"{noise}\n\nThen {name} arrived.\n\n{noise}"
    matches = finder.find(Article(text))
    assert any(m.query == name for m in matches)
    for match in matches:
        assert match.span is not None
        assert Span(0, len(text)).contains(match.span)


def test_screen_one_name(starter: Any) -> None:
    (first, *_) = starter.screen(Query("Ri Pyong Chul"))
    assert (first.party.id, first.band) == ("un-sc:KPi.076", Band.STRONG)
    assert starter.screen(Query("Matthew Miller")) == []
    assert starter.screen(Query("IMO 9116412"))[0].party.id == "us-ofac-sdn:27304"


def test_other_facts_raise_or_lower(starter: Any) -> None:
    from watchwire.lists.values import birth_date

    plain = starter.screen(Query("Alexander Kozlov"))[0].score
    against = starter.screen(Query("Alexander Kozlov", birth_date=birth_date("1950"), country="FR"))[0]
    assert against.score < plain
    assert {"birth year", "country"} <= {reason.feature for reason in against.comparison.reasons}


def test_screener_says_status_for_each_listing(starter: Any) -> None:
    from datetime import date

    from watchwire.lists import open_holdings

    screener = Screener(open_holdings(None, date(2023, 9, 12)), starter.index)
    (match,) = screener.screen(Query("Oleg Kozhemyako"), 1)
    assert [status.status.value for status in match.statuses] == ["not yet", "unknown"]


@pytest.mark.data
def test_every_positive_of_the_gold_set_has_its_own_name_first(gold: Any, real_lists: Any, tmp_path: Any) -> None:
    import csv

    from watchwire.lists.bundle import Bundle
    from watchwire.lists.publisher import load_bundle

    loaded = load_bundle(Bundle.from_paths([real_lists / "un" / "un-sc-2026-02-27.xml"]))
    index = Index.of(loaded.parties)
    from watchwire.screening.lookup import look_up

    rows = list(csv.DictReader((gold / "screening" / "positives.csv").open(encoding="utf-8")))
    first = sum(
        bool(found) and found[0].party.listing.reference in row["reference"].split("|")
        for row in rows[::4]
        for found in [look_up(index, Query(row["name"], PartyKind.PERSON), 1)]
    )
    assert first >= 0.98 * len(rows[::4])


@pytest.mark.parametrize(
    ("text", "kind", "listed", "found"),
    [
        # The neighbour in a list spells the given name as the list does; the misspelt one is still the party.
        ("They named Mikhail Vasilyevich Dubrov, Mikhal Olegovich Tarvidin and others.", PartyKind.PERSON,
         ["Mikhail Olegovich Tarvidin"], {"Mikhal Olegovich Tarvidin"}),
        # A ship's name inside a company's is no ship.
        ("The ministry named Pathfinder Ship Management Pte Ltd on Monday.", PartyKind.ORGANIZATION,
         ["PATHFINDER SHIPMANAGEMENT PTE. LTD.", "PATHFINDER SHIPMANAGEMENT"], {"Pathfinder Ship Management Pte Ltd"}),
        # A legal form in the plural is a legal form.
        ("It owns Northern Gateways Groups of Company Limited.", PartyKind.ORGANIZATION,
         ["NORTHERN GATEWAYS GROUP OF COMPANY LIMITED"], {"Northern Gateways Groups of Company Limited"}),
    ],
)  # fmt: skip
def test_found_in_company(text: str, kind: PartyKind, listed: list[str], found: set[str]) -> None:
    finder = Finder(Index.of([party(number, kind, name) for number, name in enumerate(listed)]))
    assert {m.query for m in finder.find(Article(text))} == found


def test_a_ship_does_not_stand_inside_a_company() -> None:
    ship = party(1, PartyKind.VESSEL, "PATHFINDER")
    company = party(2, PartyKind.ORGANIZATION, "PATHFINDER SHIPMANAGEMENT PTE. LTD.")
    text = "The tanker is run by Pathfinder Ship Management Pte Ltd."
    found = Finder(Index.of([ship, company])).find(Article(text))
    assert [(m.party.id, m.query) for m in found] == [("test:2", "Pathfinder Ship Management Pte Ltd")]


def test_a_weak_name_hides_no_other() -> None:
    strong = party(1, PartyKind.PERSON, "Robert Gabriel Tarvidin")
    weak = party(2, PartyKind.PERSON, "Somebody Else Altogether", weak=("Comrade Robert Tarvidin",))
    found = Finder(Index.of([strong, weak])).find(Article("They praised Comrade Robert Tarvidin at length."))
    assert ("test:1", "Robert Tarvidin") in {(m.party.id, m.query) for m in found}


def test_corps_is_no_legal_form() -> None:
    body = party(1, PartyKind.ORGANIZATION, "NORTHERN GUARDSMEN", "NORTHERN GUARDSMEN CORPS")
    found = Finder(Index.of([body])).find(Article("The Northern Guardsmen Corps marched."))
    assert [(m.query, m.name.full) for m in found] == [("Northern Guardsmen Corps", "NORTHERN GUARDSMEN CORPS")]


def test_a_ship_with_a_number_is_not_just_any_of_that_word() -> None:
    ship = Party("x:1", PartyKind.VESSEL, (PartyName("STARK I"),), (Listing("x", "1"),))
    finder = Finder(Index.of([ship]))
    assert finder.find(Article("The ship left at dawn, and Tony Stark waved from the vessel's deck.")) == []
    assert [m.query for m in finder.find(Article("The tanker Stark I left the port; the vessel carries oil."))] == [
        "Stark I"
    ]
