"""OFAC's files beyond the first fixtures: several lists in one file, the classic XML, and two formats of one day."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.lists.test_publishers import load, names, party
from watchwire.errors import ListError
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.ofac_lists import list_of_file
from watchwire.lists.publisher import load_bundle
from watchwire.model import Effect, Fact, Identifier, NameKind, NameQuality, Party, PartyKind, Relation


def test_a_file_is_of_the_list_that_its_entries_share() -> None:
    loaded = load("cons_advanced.xml")
    assert (loaded.list, loaded.version) == ("us-ofac-cons", date(2020, 3, 17))
    bank = party(loaded, "us-ofac-cons:900")
    assert [(item.list, item.programme, item.listed_on, item.authority) for item in bank.listings] == [
        ("us-ofac-cons", "SSI: UKRAINE-EO13662", date(2014, 7, 16), "Executive Order 13662 (Ukraine)"),
        ("us-ofac-sdn", "RUSSIA-EO14024", date(2022, 2, 24), "Office of Foreign Assets Control"),
    ]
    assert bank.listing.reason == "13662 Sectoral Directive 1"
    assert bank.listing.effects == (Effect.SECTORAL, Effect.SECONDARY_SANCTIONS)
    assert bank.listings[1].effects == (Effect.ASSET_FREEZE, Effect.SECONDARY_SANCTIONS)
    assert party(loaded, "us-ofac-cons:901").listing.programme == "CAPTA: 561-Related"


def test_nothing_of_an_advanced_entry_is_lost() -> None:
    bank = party(load("cons_advanced.xml"), "us-ofac-cons:900")
    assert bank.countries == ("RU",)
    assert bank.addresses == ()
    assert bank.remarks == "All offices worldwide."
    assert Identifier("isin", "XX0001234567", None, "ISIN") in bank.identifiers
    assert bank.facts == (
        Fact("Executive Order 13662 Directive Determination", "Subject to Directive 1"),
        Fact("Secondary sanctions risk", "Example Regulations"),
        Fact("Effective Date (CMIC)", "2021-08-02"),
    )


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ([{"SDN List"}, {"SDN List", "CAPTA List"}], "us-ofac-sdn"),
        ([{"SDN List", "Consolidated List"}, {"FSE List", "Consolidated List"}], "us-ofac-cons"),
        ([{"FSE List"}, {"CAPTA List"}, {"SDN List", "FSE List"}], "us-ofac-cons"),
    ],
)
def test_list_of_file(lists: list[set[str]], expected: str) -> None:
    assert list_of_file(lists, "x.xml") == expected


def test_a_file_of_no_one_list_is_refused() -> None:
    with pytest.raises(ListError, match="no list in common"):
        list_of_file([{"SDN List"}, {"FSE List"}], "x.xml")


def test_classic_xml() -> None:
    loaded = load("consolidated.xml")
    assert (loaded.list, loaded.version, len(loaded.parties)) == ("us-ofac-cons", date(2020, 3, 17), 4)
    bank = party(loaded, "us-ofac-cons:900")
    assert bank.kind is PartyKind.ORGANIZATION
    assert bank.remarks == "All offices worldwide."
    assert bank.relations == (Relation("linked to", "EXAMPLE OIL", "us-ofac-cons:901"),)
    assert Identifier("tax", "7700000001", "RU", "Tax ID No.") in bank.identifiers
    assert bank.facts == (Fact("Executive Order 13662 Directive Determination", "Subject to Directive 1"),)
    assert (bank.countries, bank.addresses) == (("RU",), ("Gaza, Gaza",))
    man = party(loaded, "us-ofac-cons:902")
    assert names(man)["THE OLD ONE"] == (NameKind.ALIAS, NameQuality.WEAK)
    assert names(man)["Ismail SAMPLE"] == (NameKind.FORMER, NameQuality.STRONG)
    assert (man.gender, man.countries, man.positions) == ("male", ("PS",), ("Member",))
    assert man.listing.effects == (Effect.FINANCIAL_SERVICES,)
    ship = party(loaded, "us-ofac-cons:903")
    assert ship.relations == (Relation("owner", "EXAMPLE OIL", "us-ofac-cons:901"),)
    assert {item.kind for item in ship.identifiers} == {"imo", "call-sign"}
    assert any("sometime" in str(problem) for problem in loaded.problems)


def test_the_classic_sdn_list_in_the_old_namespace(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "fixtures" / "consolidated.xml").read_text()
    text = re.sub(r'xmlns="[^"]+"', 'xmlns="http://tempuri.org/sdnList.xsd"', text)
    text = re.sub(r"<program>[^<]+</program>", "<program>SDGT</program>", text)
    path = tmp_path / "sdn.xml"
    path.write_text(text)
    loaded = load_bundle(Bundle.from_paths([path]))
    assert loaded.list == "us-ofac-sdn"
    assert loaded.parties[0].listing.effects == (Effect.ASSET_FREEZE,)


def _words(text: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"\w+", text.casefold())))


VIEWS: dict[str, Callable[[Party], Any]] = {
    "kind": lambda p: p.kind,
    # The classic file sets some bodies' names in capitals; that is the one difference of the two.
    "names": lambda p: {
        (n.full.casefold(), n.kind, n.quality, (n.given or "").casefold(), (n.family or "").casefold()) for n in p.names
    },
    "primary name": lambda p: p.caption.casefold(),
    "birth dates": lambda p: set(p.birth_dates),
    "birth places": lambda p: set(p.birth_places),
    "countries": lambda p: set(p.countries),
    "addresses": lambda p: {_words(text) for text in p.addresses},
    "identifiers": lambda p: set(p.identifiers),
    "facts": lambda p: set(p.facts),
    "programmes": lambda p: {
        one for item in p.listings for one in (item.programme or "").rpartition(": ")[2].split("; ")
    },
    "remarks": lambda p: p.remarks,
    "ties": lambda p: {(tie.name.casefold(), tie.target) for tie in p.relations},
    "gender": lambda p: p.gender,
    "positions": lambda p: p.positions,
    "effects": lambda p: {effect for item in p.listings if item.list == "us-ofac-cons" for effect in item.effects},
}


@pytest.mark.data
@pytest.mark.parametrize("field", VIEWS)
def test_two_formats_of_one_day_say_the_same(real_lists: Path, field: str) -> None:
    folder = real_lists / "ofac-consolidated" / "xml"
    advanced, classic = (
        {item.id: item for item in load_bundle(Bundle.from_paths([folder / name])).parties}
        for name in ("cons_advanced-2020-03-17.xml", "consolidated-classic-2020-03-17.xml")
    )
    assert len(advanced) == 375
    assert advanced.keys() == classic.keys()
    view = VIEWS[field]
    assert {key: view(advanced[key]) for key in advanced} == {key: view(classic[key]) for key in advanced}


@pytest.mark.parametrize("place", ["DateOfIssue", "Feature", "SanctionsEntry"])
def test_a_date_that_is_none_is_named_and_the_rest_is_loaded(place: str) -> None:
    written = (Path(__file__).parent / "fixtures/cons_advanced.xml").read_text()
    at = written.index("<Year>", written.index(f"<{place} "))
    broken = f"{written[:at]}<Year>Year&gt;2024{written[written.index('</Year>', at) :]}"
    loaded = load_bundle(Bundle((ListFile("cons_advanced.xml", broken.encode()),)))
    assert len(loaded.parties) == len(load("cons_advanced.xml").parties)
    told = [str(problem) for problem in loaded.problems]
    assert any("cons_advanced.xml" in line and "2024" in line for line in told), told
