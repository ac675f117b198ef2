"""What the real EU and UK files taught: dates of listing, primary names, what a listing does, nothing dropped."""

from datetime import date
from pathlib import Path

import pytest

from tests.lists.test_publishers import load, names, party
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.publisher import load_bundle
from watchwire.lists.values import issuing_country
from watchwire.model import Effect, Fact, Identifier, NameKind, Party, Relation
from watchwire.scripts import script_of


def eu(inner: str, attributes: str = "") -> Party:
    text = f"""<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T10:00:00"><sanctionEntity
        euReferenceNumber="EU.1.2" logicalId="1" {attributes}><subjectType code="person"/>{inner}</sanctionEntity></export>"""
    return load_bundle(Bundle((ListFile("eu.xml", text.encode()),))).parties[0]


NAME = '<nameAlias wholeName="Ann Example" strong="true" logicalId="5">{}</nameAlias>'
ACT = '<regulation regulationType="{}" publicationDate="{}" entryIntoForceDate="{}" numberTitle="x" programme="TERR"/>'
CITED = '<regulationSummary regulationType="amendment" publicationDate="{}"/>'


@pytest.mark.parametrize(
    ("inner", "attributes", "listed_on", "listed_by", "amended_on"),
    [
        (ACT.format("amendment", "2025-01-31", "2025-02-01") + NAME.format(CITED.format("2005-11-30")), "", None, "2005-11-30", "2025-02-01"),
        (ACT.format("amendment", "2025-01-31", "2025-02-01") + NAME.format(""), "", None, "2025-02-01", "2025-02-01"),
        (ACT.format("regulation", "2003-07-08", "2003-07-07") + NAME.format(CITED.format("2003-07-08")), "", "2003-07-07", None, None),
        (ACT.format("regulation", "2022-07-08", "2022-07-08") + NAME.format(CITED.format("2003-07-08")), "", None, "2003-07-08", None),
        (ACT.format("amendment", "2024-01-15", "2024-01-16") + NAME.format(""), 'designationDate="2001-10-06"', "2001-10-06", None, "2024-01-16"),
        (ACT.format("repealing", "2024-01-15", "2024-01-16") + NAME.format(""), "", None, "2024-01-16", "2024-01-16"),
        (NAME.format(""), "", None, None, None),
    ],
)  # fmt: skip
def test_an_amendment_is_no_listing(
    inner: str, attributes: str, listed_on: str | None, listed_by: str | None, amended_on: str | None
) -> None:
    found = eu(inner, attributes).listing
    expected = [date.fromisoformat(text) if text else None for text in (listed_on, listed_by, amended_on)]
    assert [found.listed_on, found.listed_by, found.amended_on] == expected


def test_the_oldest_name_is_the_primary_one() -> None:
    found = eu(
        '<nameAlias wholeName="Abou Example" strong="true" logicalId="380" title="Col"/>'
        '<nameAlias wholeName="The One" strong="false" logicalId="2"/>'
        '<nameAlias wholeName="Ann Example (AE)" strong="true" logicalId="17"/>'
    )
    assert [(name.full, name.kind) for name in found.names] == [
        ("Ann Example", NameKind.PRIMARY),
        ("AE", NameKind.ALIAS),
        ("Abou Example", NameKind.ALIAS),
        ("The One", NameKind.ALIAS),
    ]
    assert found.titles == ("Col",)


def test_remarks_contacts_and_the_number_of_the_un() -> None:
    found = eu(
        '<nameAlias wholeName="Ann Example" strong="true" logicalId="1"><remark>Reportedly deceased.</remark></nameAlias>'
        '<address city="Karachi" countryIso2Code="PK"><remark>Old.</remark><contactInfo key="PHONE" value="497 92 63"/>'
        '<contactInfo key="EMAIL" value="a@example.org"/></address>'
        '<identification number="P123456" identificationTypeCode="passport" countryIso2Code="PK" reportedLost="true"/>'
        "<remark>Son of QDi.999. UN ref: QDi.777</remark>",
        'unitedNationId="QDi.888" designationDetails="Led it."',
    )
    assert found.remarks == "Son of QDi.999. UN ref: QDi.777; Reportedly deceased.; Old."
    assert found.listing.reason == "Led it."
    assert found.cross_references == ("un-sc:QDi.888", "un-sc:QDi.777")
    assert found.identifiers == (
        Identifier("passport", "P123456", "PK", "reported lost"),
        Identifier("phone", "497 92 63", None, "phone"),
        Identifier("email", "a@example.org", None, "email"),
    )
    assert found.listing.effects == (Effect.ASSET_FREEZE,)


UK = """<Designations><DateGenerated>14/08/2026</DateGenerated><Designation><DateDesignated>03/10/2017</DateDesignated>
<UniqueID>DPR0075</UniqueID><OFSIGroupID>14211</OFSIGroupID><UNReferenceNumber>KPI.900</UNReferenceNumber>
<Names><Name><Name6>EXAMPLE SHIPPING GROUP (ESG)</Name6><NameType>Primary Name</NameType></Name></Names>
<Titles><Title>Maulavi</Title></Titles><IndividualEntityShip>Ship</IndividualEntityShip>
<SanctionsImposed>Prohibition of port entry|Charter of ships|Something new</SanctionsImposed>
<IndividualDetails><Individual><PassportDetails><Passport><PassportNumber>D0009720</PassportNumber>
<PassportAdditionalInformation>Afghanistan diplomatic passport, issued on 12 Oct. 2021 in Kabul</PassportAdditionalInformation></Passport></PassportDetails>
</Individual></IndividualDetails>
<ShipDetails><Ship><IMONumbers><IMONumber>IMO9074729</IMONumber></IMONumbers>
<CurrentOwnerOperators><CurrentOwnerOperator>Example Lines</CurrentOwnerOperator></CurrentOwnerOperators>
<CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Comoros</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips>
<PreviousFlags><PreviousFlag>India</PreviousFlag></PreviousFlags>
<TypeOfShipDetails><TypeOfShip>Bulk Carrier</TypeOfShip></TypeOfShipDetails></Ship></ShipDetails>
</Designation></Designations>"""


def test_uk_says_what_a_listing_does_and_drops_nothing() -> None:
    loaded = load_bundle(Bundle((ListFile("uk.xml", UK.encode()),)))
    (ship,) = loaded.parties
    assert ship.listing.effects == (Effect.PORT_BAN, Effect.SHIP_SERVICES, Effect.OTHER)
    assert any("Something new" in str(problem) for problem in loaded.problems)
    assert [(name.full, name.kind, name.family) for name in ship.names] == [
        ("EXAMPLE SHIPPING GROUP", NameKind.PRIMARY, None),
        ("ESG", NameKind.ALIAS, None),
    ]
    assert ship.cross_references == ("un-sc:KPi.900", "gb-ofsi:14211")
    assert ship.relations == (Relation("owner or operator", "Example Lines"),)
    assert ship.facts == (Fact("former flag", "India"), Fact("ship type", "Bulk Carrier"))
    assert (ship.countries, ship.titles) == (("KM",), ("Maulavi",))
    assert ship.identifiers[0].country == "AF"
    assert "issued on 12 Oct. 2021" in (ship.identifiers[0].detail or "")


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("Afghanistan diplomatic passport number D000, issued on 12 Oct. 2021", "AF"),
        ("issued in Iran, expires 2029", "IR"),
        ("Issued on 1 May 2003 by the Russian Federation", "RU"),
        ("Ration card no.", None),
        ("(Syrian)", None),
        (None, None),
    ],
)
def test_who_issued_a_document(note: str | None, code: str | None) -> None:
    assert issuing_country(note) in {code, "SY" if note == "(Syrian)" else code}


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("ኢትዮጵያ", "Ethi"),
        ("ﻣﺤﻤﺪ", "Arab"),
        ("ދިވެހި", "Thaa"),
        ("བོད", "Tibt"),
        ("Монгол", "Cyrl"),
        ("ᠮᠣᠩ", "Mong"),
        ("Ann", "Latn"),
    ],
)
def test_scripts(text: str, script: str) -> None:
    assert script_of(text) == script


def test_ftm_values_given_bare() -> None:
    line = (
        b'{"id": "ofac-77", "schema": "Person", "properties": {"name": "Ann Example", "country": "ru", "topics": '
        b'["debarment"], "birthDate": 1960}, "referents": ["eu-fsf-eu-27-28", "gb-fcdo-rus0251", "gb-hmt-12"]}'
    )
    (found,) = load_bundle(Bundle((ListFile("x.ftm.json", line),))).parties
    assert (found.caption, found.countries, str(found.birth_dates[0])) == ("Ann Example", ("RU",), "1960")
    assert found.listing.effects == (Effect.DEBARMENT,)
    assert {"ftm:ofac-77", "us-ofac-sdn:77", "eu-fsf:EU.27.28", "gb-uksl:RUS0251", "gb-ofsi:12"} <= set(
        found.cross_references
    )


def test_a_year_alone_is_no_date_of_issue(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "fixtures" / "cons_advanced.xml").read_text()
    path = tmp_path / "cons_advanced.xml"
    for broken in ("<Year>2020</Year>", "<Year>soon</Year>"):
        path.write_text(text.replace("<Year>2020</Year><Month>3</Month><Day>17</Day>", broken))
        loaded = load_bundle(Bundle.from_paths([path]))
        assert loaded.version is None
        assert "DateOfIssue" in str(loaded.problems[0])


def test_aliases_without_a_primary_row_are_bodies_or_people() -> None:
    loaded = load("sdn.csv", "alt.csv")
    orphan = party(loaded, "us-ofac-sdn:41064")
    assert orphan.names[0].kind is NameKind.PRIMARY
    assert names(orphan)


@pytest.mark.data
def test_real_excerpts(real_lists: Path) -> None:
    """Read by hand against the published XML."""
    loaded = load_bundle(Bundle.from_paths([real_lists / "eu/xml/eu-fsf-excerpt-2026-08-05.xml"]))
    hand = {
        "EU.27.28": ("Saddam Hussein Al-Tikriti", date(2003, 7, 7), None),
        "EU.3579.2": ("Khalid Sheikh MOHAMMED", None, date(2005, 11, 30)),
        "EU.589.30": ("Global Relief Foundation", None, date(2009, 11, 18)),
        "EU.522.39": ("Al Rashid Trust", date(2001, 10, 6), None),
    }
    found = {p.listing.reference: (p.caption, p.listing.listed_on, p.listing.listed_by) for p in loaded.parties}
    assert found == hand
    assert not loaded.problems
    loaded = load_bundle(Bundle.from_paths([real_lists / "uk/uksl/uk-sanctions-list-excerpt-2026-08-14.xml"]))
    effects = {p.listing.reference: p.listing.effects for p in loaded.parties}
    assert effects == {
        "AFG0011": (Effect.ASSET_FREEZE, Effect.TRAVEL_BAN),
        "AQD0128": (Effect.ASSET_FREEZE, Effect.TRAVEL_BAN, Effect.ARMS_EMBARGO),
        "AQD0377": (Effect.ASSET_FREEZE, Effect.ARMS_EMBARGO),
        "DPR0075": (Effect.PORT_BAN,),
    }
    assert not loaded.problems
