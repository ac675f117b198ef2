"""Each publisher's loader on a small file of our own that holds the traps of the real ones."""

import gzip
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from watchwire.errors import ListError
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.publisher import LoadedList, load_bundle
from watchwire.lists.records import from_record, to_record
from watchwire.model import BirthDate, Identifier, NameKind, NameQuality, PartialDate, Party, PartyKind

HERE = Path(__file__).parent / "fixtures"


def load(*names: str) -> LoadedList:
    return load_bundle(Bundle.from_paths([HERE / name for name in names]))


def party(loaded: LoadedList, party_id: str) -> Party:
    return next(item for item in loaded.parties if item.id == party_id)


def names(item: Party) -> dict[str, tuple[NameKind, NameQuality]]:
    return {name.full: (name.kind, name.quality) for name in item.names}


def test_un() -> None:
    loaded = load("un.xml")
    assert (loaded.list, loaded.version) == ("un-sc", date(2024, 3, 1))
    ri = party(loaded, "un-sc:KPi.076")
    assert names(ri) == {
        "RI PYONG CHUL": (NameKind.PRIMARY, NameQuality.STRONG),
        "리병철": (NameKind.ORIGINAL_SCRIPT, NameQuality.STRONG),
        "Ri Pyong Chol": (NameKind.ALIAS, NameQuality.STRONG),
        "The General": (NameKind.ALIAS, NameQuality.WEAK),
    }
    assert ri.birth_dates == (BirthDate(PartialDate(1948), circa=True),)
    assert (ri.listing.listed_on, ri.listing.amended_on) == (date(2017, 12, 22), date(2024, 2, 17))
    assert ri.countries == ("KP",)
    assert ri.gender == "male"
    assert ri.positions == ("Vice Chairman", "Former Secretary")
    assert ri.identifiers == (Identifier("passport", "654133553", "KP"),)
    assert ri.relations[0].target == "un-sc:KPe.999"
    body = party(loaded, "un-sc:KPe.999")
    assert names(body)["Old Example Lines"] == (NameKind.FORMER, NameQuality.STRONG)
    assert {"Jin Tiesan", "金铁三"} <= set(names(body))
    assert Identifier("imo", "1234567") in body.identifiers


def test_un_reports_what_is_broken_and_loads_the_rest() -> None:
    loaded = load("un.xml")
    odd = party(loaded, "un-sc:XXi.001")
    assert odd.listing.listed_on is None
    assert {"Odd Quality", "Second Name"} <= set(names(odd))
    assert odd.birth_dates == (BirthDate(PartialDate(1960), PartialDate(1965)),)
    told = [str(problem) for problem in loaded.problems]
    assert any("XXi.001" in text and "listing date" in text for text in told)
    assert any("Splendid" in text and "weak" in text for text in told)
    assert any("no REFERENCE_NUMBER" in text and "line" in text for text in told)


def test_ofac_csv() -> None:
    loaded = load("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
    assert loaded.list == "us-ofac-sdn"
    man = party(loaded, "us-ofac-sdn:36")
    assert man.caption == "José “Pepe” EXAMPLE"
    assert (man.names[0].given, man.names[0].family) == ("José “Pepe”", "EXAMPLE")
    assert names(man)["Jose EJEMPLO"] == (NameKind.ALIAS, NameQuality.STRONG)
    assert names(man)["EL SENOR"] == (NameKind.ALIAS, NameQuality.WEAK)
    assert man.birth_dates == (BirthDate(PartialDate(1948)), BirthDate(PartialDate(1950), circa=True))
    assert man.listing.programme == "SDNT; SDGT"
    assert man.listing.listed_on == date(2022, 2, 24)
    assert man.countries == ("CU", "ES")
    assert "a very long remark that goes on" in (man.remarks or "")
    assert Identifier("passport", "T321642", "CU", "Passport") in man.identifiers
    assert Identifier("crypto", "1abc", None, "XBT") in man.identifiers
    assert man.relations[0].name == "EXAMPLE LINES"
    lines = party(loaded, "us-ofac-sdn:173")
    assert lines.caption == "EXAMPLE LINES CO., LTD."
    assert names(lines)["OLD LINES"][0] is NameKind.FORMER
    ship = party(loaded, "us-ofac-sdn:500")
    assert ship.kind is PartyKind.VESSEL
    assert ship.countries == ("KP",)
    assert {item.kind for item in ship.identifiers} == {"imo", "call-sign"}


def test_ofac_csv_problems() -> None:
    loaded = load("sdn.csv", "alt.csv")
    told = [str(problem) for problem in loaded.problems]
    assert any("41064" in text and "without a primary row" in text for text in told)
    assert party(loaded, "us-ofac-sdn:41064").caption == "Oleh Mykolaiovych KOZHEMIAKO"
    assert any("no add file" in text for text in told)
    assert any("line 4" in text and "no entity number" in text for text in told)
    assert any("entry 500" in text and "date of birth" in text for text in told)


def test_ofac_csv_without_its_primary_file_is_refused() -> None:
    with pytest.raises(ListError, match="without its primary file"):
        load("alt.csv", "add.csv")


def test_ofac_advanced() -> None:
    loaded = load("sdn_advanced.xml")
    assert (loaded.list, loaded.version) == ("us-ofac-sdn", date(2024, 5, 17))
    ri = party(loaded, "us-ofac-sdn:23215")
    assert ri.kind is PartyKind.PERSON
    assert ri.caption == "Pyong Chol RI"
    assert names(ri)["리병철"][1] is NameQuality.STRONG
    assert names(ri)["THE GENERAL"][1] is NameQuality.WEAK
    assert ri.birth_dates == (BirthDate(PartialDate(1948), circa=True),)
    assert (ri.listing.listed_on, ri.listing.programme) == (date(2017, 12, 26), "DPRK2")
    assert ri.listing.authority == "Executive Order 13551"
    assert (ri.countries, ri.gender, ri.positions) == (("KP",), "male", ("First Vice Director",))
    assert {item.kind for item in ri.identifiers} == {"passport", "crypto"}
    ship = party(loaded, "us-ofac-sdn:500")
    assert ship.kind is PartyKind.VESSEL
    assert ship.identifiers[0] == Identifier("imo", "7654321", "KP", "Vessel Registration Identification")
    assert ship.relations[0].target == "us-ofac-sdn:23215"
    assert {"no name" in str(p) or "no known party" in str(p) for p in loaded.problems} == {True}


def test_ofac_enhanced() -> None:
    loaded = load("enhanced.xml")
    assert (loaded.list, loaded.version) == ("us-ofac-sdn", date(2025, 1, 10))
    kim = party(loaded, "us-ofac-sdn:9639")
    assert (kim.caption, kim.names[0].family) == ("Jong Un KIM", "KIM")
    assert names(kim)["MARSHAL"][1] is NameQuality.WEAK
    assert kim.listing.listed_on == date(2006, 4, 12)
    assert kim.birth_dates == (BirthDate(PartialDate(1962), circa=True),)


def test_eu() -> None:
    loaded = load("eu.xml")
    assert (loaded.list, loaded.version) == ("eu-fsf", date(2024, 6, 1))
    man = party(loaded, "eu-fsf:EU.1234.56")
    assert names(man)["The Governor"][1] is NameQuality.WEAK
    assert names(man)["Олег Николаевич Кожемяко"][0] is NameKind.ORIGINAL_SCRIPT
    assert (man.listing.listed_on, man.listing.amended_on) == (date(2024, 5, 31), date(2024, 6, 1))
    assert man.countries == ("RU",)
    assert man.birth_dates[1] == BirthDate(PartialDate(1960), PartialDate(1962), circa=True)
    assert man.identifiers[0].kind == "passport"
    assert party(loaded, "eu-fsf:EU.9.9").kind is PartyKind.ORGANIZATION
    told = " ".join(str(problem) for problem in loaded.problems)
    assert "regulation date" in told
    assert "no name" in told


def test_uk() -> None:
    loaded = load("uk.xml")
    assert (loaded.list, loaded.version) == ("gb-uksl", date(2024, 6, 5))
    man = party(loaded, "gb-uksl:RUS0251")
    assert man.caption == "Vladimir Vladimirovich PUTIN"
    assert names(man)["Vova"][1] is NameQuality.WEAK
    assert man.birth_dates == (BirthDate(PartialDate(1952, 10, 7)), BirthDate(PartialDate(1953)))
    assert man.listing.listed_on == date(2022, 2, 24)
    ship = party(loaded, "gb-uksl:DPR0900")
    assert (ship.kind, ship.identifiers) == (PartyKind.VESSEL, (Identifier("imo", "1234567"),))
    told = " ".join(str(problem) for problem in loaded.problems)
    assert "BAD0001" in told
    assert "DateDesignated" in told
    assert "no primary name" in told


def test_csl() -> None:
    loaded = load("csl.csv")
    plant = party(loaded, "us-csl:EL-abc123")
    assert set(names(plant)) == {
        "Example Repair Plant JSC",
        "Open Joint Stock Company Example Repair Plant",
        "Repair Plant Co.; Ltd.",
    }
    assert plant.listing.listed_on == date(2022, 4, 7)
    kim = party(loaded, "us-csl:SDN-20157")
    assert (kim.caption, kim.gender, kim.countries) == ("Jong Un KIM", "male", ("KP",))
    assert names(kim)["Marshal"][1] is NameQuality.WEAK
    assert kim.identifiers[0].kind == "passport"
    assert len(loaded.problems) == 2


def test_ftm() -> None:
    loaded = load("entities.ftm.json")
    assert (loaded.list, loaded.version) == ("ftm-own-list", date(2024, 6, 2))
    man = party(loaded, "ftm-own-list:Q1")
    assert man.listing.listed_on == date(2024, 5, 31)
    assert names(man)["Gov"][1] is NameQuality.WEAK
    assert man.relations[0].target == "ftm-own-list:V1"
    assert party(loaded, "ftm-own-list:V1").identifiers == (Identifier("imo", "7654321"),)
    assert not any(item.caption == "A Relative" for item in loaded.parties)
    assert any("line 6" in str(problem) for problem in loaded.problems)


@pytest.mark.parametrize(
    "name", ["un.xml", "eu.xml", "uk.xml", "sdn_advanced.xml", "enhanced.xml", "csl.csv", "entities.ftm.json"]
)
def test_records_keep_everything(name: str) -> None:
    for item in load(name).parties:
        assert from_record(to_record(item)) == item


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ListFile("x.xml", b"<html><body>Access denied</body></html>"), "no known list format"),
        (lambda: ListFile("x.xml", (HERE / "un.xml").read_bytes()[:900]), "broken XML"),
        (
            lambda: ListFile("x.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><CONSOLIDATED_LIST/>'),
            "document type declaration",
        ),
        (lambda: ListFile("x.xml", b"<CONSOLIDATED_LIST/>"), "holds no entry"),
        (
            lambda: ListFile("x.gz", gzip.compress((HERE / "un.xml").read_bytes())[:-20]),
            "gzip data is damaged",
        ),
        (lambda: ListFile("eu.xml", b'<export xmlns="http://eu.europa.ec/fpi/fsd/export"/>'), "version 1.0"),
    ],
)
def test_what_is_no_list_is_refused_whole(make: Callable[[], ListFile], message: str) -> None:
    with pytest.raises(ListError, match=message):
        load_bundle(Bundle((make(),)))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.xml", b"0" * 50_000_000)
    with pytest.raises(ListError, match="refused"):
        load_bundle(Bundle.from_paths([path]))


def test_packed_lists_are_read(tmp_path: Path) -> None:
    packed = tmp_path / "enhanced.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(HERE / "enhanced.xml", "enhanced.xml")
    assert load_bundle(Bundle.from_paths([packed])).parties
    squeezed = ListFile("un.xml.gz", gzip.compress((HERE / "un.xml").read_bytes()))
    assert load_bundle(Bundle((squeezed,))).parties


@pytest.mark.data
@pytest.mark.parametrize(
    ("paths", "list_id", "parties"),
    [
        (["un/un-sc-2026-02-27.xml"], "un-sc", 1003),
        (["ofac/2021-07-07"], "us-ofac-sdn", 8976),
        (["ofac/2023-01-21"], "us-ofac-sdn", 11443),
        (["ofac-consolidated/2025-12-19"], "us-ofac-cons", 442),
        (["ofac-consolidated/enhanced/CONS_ENHANCED.ZIP"], "us-ofac-cons", 443),
        (["csl/csl-2022-04.csv.gz"], "us-csl", 14160),
        (["csl/csl-2019-sample.csv"], "us-csl", 115),
    ],
)
def test_real_lists_load_whole(real_lists: Path, paths: list[str], list_id: str, parties: int) -> None:
    loaded = load_bundle(Bundle.from_paths([real_lists / path for path in paths]))
    assert (loaded.list, len(loaded.parties)) == (list_id, parties)
    assert len(loaded.problems) < 20
