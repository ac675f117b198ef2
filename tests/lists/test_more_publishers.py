"""The publishers beyond the first: each on a small input of our own in its shape, and on real files where they are."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from watchwire.errors import ListError
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.publisher import LoadedList, load_bundle
from watchwire.lists.records import from_record, to_record
from watchwire.model import (
    Effect,
    Fact,
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    Party,
    PartyKind,
    PartyName,
    Relation,
)


def read(name: str, text: str | bytes) -> LoadedList:
    loaded = load_bundle(Bundle((ListFile(name, text.encode() if isinstance(text, str) else text),)))
    for item in loaded.parties:
        assert from_record(to_record(item)) == item
    return loaded


def workbook(*rows: list[Any]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


OFSI_29 = [
    "Name 6",
    "Name 1",
    "Name 2",
    "Name 3",
    "Name 4",
    "Name 5",
    "Title",
    "DOB",
    "Town of Birth",
    "Country of Birth",
    "Nationality",
    "Passport Details",
    "NI Number",
    "Position",
    "Address 1",
    "Address 2",
    "Address 3",
    "Address 4",
    "Address 5",
    "Address 6",
    "Post/Zip Code",
    "Country",
    "Other Information",
    "Group Type",
    "Alias Type",
    "Regime",
    "Listed On",
    "Last Updated",
    "Group ID",
]
OFSI_36 = [
    "Name 6",
    "Name 1",
    "Name 2",
    "Name 3",
    "Name 4",
    "Name 5",
    "Title",
    "Name Non-Latin Script",
    "Non-Latin Script Type",
    "Non-Latin Script Language",
    "DOB",
    "Town of Birth",
    "Country of Birth",
    "Nationality",
    "Passport Number",
    "Passport Details",
    "National Identification Number",
    "National Identification Details",
    "Position",
    "Address 1",
    "Address 2",
    "Address 3",
    "Address 4",
    "Address 5",
    "Address 6",
    "Post/Zip Code",
    "Country",
    "Other Information",
    "Group Type",
    "Alias Type",
    "Alias Quality",
    "Regime",
    "Listed On",
    "UK Sanctions List Date Designated",
    "Last Updated",
    "Group ID",
]


def table(heading: list[str], *rows: dict[str, str]) -> list[list[str]]:
    return [["Last Updated", "27/04/2020"], heading, *([row.get(column, "") for column in heading] for row in rows)]


def as_csv(rows: list[list[str]], separator: str = ",") -> str:
    return "\r\n".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows)


def test_ofsi_old_layout() -> None:
    person = {
        "Name 6": "EXAMPLE", "Name 1": "Farooq", "DOB": "00/00/1980", "Nationality": "1) Saudi Arabia 2) Qatar", "Group Type": "Individual",
        "Passport Details": "(1) Passport No: 592667 (Qatari passport issued on 3 May 2007). (2) B1234567 (issued in Iran)",
        "Country": "Afghanistan (since 2009)", "Alias Type": "AKA", "Listed On": "01/04/2016", "Last Updated": "02/04/2016", "Group ID": "13349",
        "Other Information": "UN Ref QDe.004. Emir.",
    }  # fmt: skip
    rows = table(
        OFSI_29,
        person,
        {**person, "Name 1": "Faruq", "DOB": "05/04/1981", "Alias Type": "Prime Alias"},
        {"Name 6": "NOBODY", "Group Type": "Entity"},
    )
    loaded = read("conlist.csv", as_csv(rows).encode("cp1252"))
    assert (loaded.list, loaded.version) == ("gb-ofsi", date(2020, 4, 27))
    (man,) = loaded.parties
    assert (man.id, man.caption, man.names[0].family) == ("gb-ofsi:13349", "Faruq EXAMPLE", "EXAMPLE")
    assert [str(born) for born in man.birth_dates] == ["1980", "1981-04-05"]
    assert man.countries == ("SA", "QA", "AF")
    assert [(item.value, item.country) for item in man.identifiers] == [("592667", "QA"), ("B1234567", "IR")]
    assert man.cross_references == ("un-sc:QDe.004",)
    assert (man.listing.listed_on, man.listing.amended_on) == (date(2016, 4, 1), date(2016, 4, 2))
    assert "no group id" in str(loaded.problems[0])


def test_ofsi_new_layout_in_excel() -> None:
    ship = {
        "Name 6": "BLUE EXAMPLE", "Group Type": "Ship", "Alias Type": "Primary name", "Listed On": "01/04/2022", "Group ID": "1",
        "Other Information": "(UK Sanctions List Ref):DPR0136. (UN Ref):KPe.010. Financial sanctions imposed in addition to an asset "
        "freeze: Trust services. (IMO number):9074729 (Type of ship):Tanker (Parent company):Example Lines (UK Statement of Reasons):It sails.",
    }  # fmt: skip
    weak = {**ship, "Name 6": "THE SHIP", "Alias Type": "AKA", "Alias Quality": "Low quality"}
    loaded = read("conlist.xlsx", workbook(*table(OFSI_36, ship, weak)))
    (found,) = loaded.parties
    assert found.kind is PartyKind.VESSEL
    assert [(name.full, name.quality) for name in found.names][1] == ("THE SHIP", NameQuality.WEAK)
    assert found.listing.effects == (Effect.ASSET_FREEZE, Effect.FINANCIAL_SERVICES)
    assert found.listing.reason == "It sails"
    assert found.identifiers == (Identifier("imo", "9074729"),)
    assert found.facts == (Fact("ship type", "Tanker"),)
    assert found.relations == (Relation("parent company", "Example Lines"),)
    assert found.cross_references == ("un-sc:KPe.010", "gb-uksl:DPR0136")


def test_the_csv_of_the_uk_sanctions_list() -> None:
    heading = ["Last Updated", "Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name type", "Alias strength", "Title", "Name non-latin script", "Non-latin script type", "Non-latin script language", "Regime Name", "Designation Type", "Designation source", "Sanctions Imposed", "Other Information", "UK Statement of Reasons", "Address Line 1", "Address Postal Code", "Address Country", "Phone number", "Website", "Email address", "Date Designated", "D.O.B", "Nationality(/ies)", "National Identifier number", "National Identifier additional information", "Passport number", "Passport additional information", "Position", "Gender", "Town of birth", "Country of birth", "Type of entity", "Subsidiaries", "Parent company", "Business registration number (s)", "IMO number", "Current owner/operator (s)", "Previous owner/operator (s)", "Current believed flag of ship", "Previous flags", "Type of ship", "Tonnage of ship", "Length of ship", "Year Built", "Hull identification number (HIN)"]  # fmt: skip
    row = {
        "Unique ID": "RUS0251", "OFSI Group ID": "14196", "Name 6": "EXAMPLE", "Name 1": "Ann", "Name type": "Primary Name",
        "Designation Type": "Individual", "Sanctions Imposed": "Asset freeze|Travel Ban", "Date Designated": "24/02/2022",
        "D.O.B": "dd/mm/1953", "Nationality(/ies)": "Russia", "Passport number": "P1234567", "Gender": "Female", "Website": "https://example.org",
        "Regime Name": "The Russia Regulations", "UK Statement of Reasons": "She did.",
    }  # fmt: skip
    rows = [["Report Date: 14-Aug-2026"], heading, [row.get(column, "") for column in heading]]
    loaded = read("UK-Sanctions-List.csv", as_csv(rows))
    assert (loaded.list, loaded.version) == ("gb-uksl", date(2026, 8, 14))
    (found,) = loaded.parties
    assert (found.id, found.caption, found.gender, found.countries) == (
        "gb-uksl:RUS0251",
        "Ann EXAMPLE",
        "female",
        ("RU",),
    )
    assert found.listing.effects == (Effect.ASSET_FREEZE, Effect.TRAVEL_BAN)
    assert (found.listing.listed_on, found.listing.reason) == (date(2022, 2, 24), "She did.")
    assert {item.kind for item in found.identifiers} == {"passport", "website"}
    assert found.cross_references == ("gb-ofsi:14196",)


AU_OLD = ["Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Place of Birth", "Citizenship", "Address",
          "Additional Information", "Listing Information", "Committees", "Control Date"]  # fmt: skip


def test_australia() -> None:
    from datetime import datetime

    loaded = read(
        "dfat.xlsx",
        workbook(
            AU_OLD,
            [2, "ANN EXAMPLE", "Individual ", "Primary Name", "a) Approximately 1955-1958 b) 12 Mar. 1971, 1972", None, "Syrian, Turkish", "NA", "Passport no.: 654110043", "Listed by UN 1267 Committee on 25 January 2001 (amended on 20 December 2005)", "1988 (Taliban)", datetime(2014, 12, 15)],
            ["2a", "Annie Example", "individual", "Aka ", None, None, None, None, None, None, "1988 (Taliban)", None],
            ["2b", "آن", "Individual", "original script", None],
            [3, "Example Trading (ETC)", "Entity", "Primary Name", datetime(1966, 2, 2), None, None, None, None, "Instrument 2022", "Autonomous (Iran)", datetime(2022, 5, 4)],
            ["x", "Nobody", "Entity", "Primary Name"],
        ),
    )  # fmt: skip
    assert (loaded.list, loaded.version) == ("au-dfat", date(2022, 5, 4))
    ann, body = loaded.parties
    assert [(name.full, name.kind) for name in ann.names] == [
        ("ANN EXAMPLE", NameKind.PRIMARY),
        ("Annie Example", NameKind.ALIAS),
        ("آن", NameKind.ORIGINAL_SCRIPT),
    ]
    assert [str(born) for born in ann.birth_dates] == ["circa 1955..1958", "1971-03-12", "1972"]
    assert (ann.countries, ann.addresses) == (("SY", "TR"), ())
    assert ann.identifiers == (Identifier("passport", "654110043"),)
    assert (ann.listing.listed_on, ann.listing.amended_on) == (date(2001, 1, 25), date(2014, 12, 15))
    assert (body.listing.listed_on, body.listing.listed_by) == (None, date(2022, 5, 4))
    assert body.kind is PartyKind.ORGANIZATION
    assert "no reference" in str(loaded.problems[0])


def test_australia_since_2026() -> None:
    heading = [
        *AU_OLD,
        "Alias Strength",
        "IMO Number",
        "Targeted Financial Sanction",
        "Travel Ban",
        "Arms Embargo",
        "Maritime Restriction",
    ]
    row = ["7", "BLUE EXAMPLE", "Vessel", "Primary Name", *[""] * 8, "", "9074729", "No", "No", "", "Yes"]
    alias = ["7a", "Blue", "Vessel", "Aka", *[""] * 8, "Weak", "", "No", "No", "", "Yes"]
    (ship,) = read("dfat.csv", as_csv([heading, row, alias])).parties
    assert ship.kind is PartyKind.VESSEL
    assert ship.listing.effects == (Effect.PORT_BAN,)
    assert ship.identifiers == (Identifier("imo", "9074729"),)
    assert ship.names[1].quality is NameQuality.WEAK


CANADA = """<?xml version="1.0"?><data-set>
<record><Country>Burma / Birmanie</Country><LastName>Example</LastName><GivenName>Ann</GivenName><Aliases>Annie Example, Nan</Aliases>
  <DateOfBirth>1977-06-19</DateOfBirth><Title>Member</Title><Schedule>2</Schedule><Item>4</Item></record>
<record><Country>Burma / Birmanie</Country><Entity>Example Lines (EL)</Entity><Aliases>Example Shipping Co., Ltd., Old Lines</Aliases><Schedule>1</Schedule><Item>1</Item></record>
<record><Country>Burma / Birmanie</Country></record>
</data-set>"""


def test_canada() -> None:
    loaded = read("sema.xml", CANADA)
    ann, body = loaded.parties
    assert (ann.id, ann.caption, ann.positions) == ("ca-sema:burma.2.4", "Ann Example", ("Member",))
    assert [(name.full, name.quality) for name in ann.names[1:]] == [
        ("Annie Example", NameQuality.STRONG),
        ("Nan", NameQuality.WEAK),
    ]
    assert ann.listing.programme == "Burma (schedule 2, item 4)"
    assert ann.listing.effects == (Effect.ASSET_FREEZE, Effect.TRAVEL_BAN)
    assert [name.full for name in body.names] == ["Example Lines", "EL", "Example Shipping Co., Ltd.", "Old Lines"]
    assert "no name" in str(loaded.problems[0])


def test_canada_since_august_2026() -> None:
    text = CANADA
    for old, new in (
        ("LastName", "LastName-NomDeFamille"),
        ("Entity", "EntityOrShip-EntiteOuNavire"),
        ("Country", "Country-Pays"),
    ):
        text = text.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    text = text.replace(
        "<Item>1<",
        "<DateOfListing-DateDinscription>2024-05-06</DateOfListing-DateDinscription><ShipIMONumber-NumeroOMI>IMO 9074729</ShipIMONumber-NumeroOMI><Item>1<",
    )
    ann, ship = read("sema.xml", text).parties
    assert ann.caption == "Ann Example"
    assert (ship.kind, ship.listing.listed_on) == (PartyKind.VESSEL, date(2024, 5, 6))
    assert ship.identifiers == (Identifier("imo", "9074729"),)


SIMPLE = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails",{}"dataset","first_seen","last_seen","last_change"\n'
    '"ofac-77","Vessel","ROSA","Gold;Sun","","lr;pa","","IMO9253325;572469210","""Why""","","",{}"Own Set","2025-10-06T14:15:21","2026-03-13T05:41:01","2026-02-24T05:42:24"\n'
    '"NK-2","Address","Nowhere","","","","","","","","",{}"Own Set","","",""\n'
)


@pytest.mark.parametrize(("heading", "cell"), [('"program_ids",', '"UA-X",'), ("", "")])
def test_opensanctions_simple(heading: str, cell: str) -> None:
    loaded = read("targets.simple.csv", SIMPLE.format(heading, cell, '"",' if cell else ""))
    assert (loaded.list, loaded.version) == ("ftm-own-set", date(2026, 2, 24))
    (ship,) = loaded.parties
    assert [name.full for name in ship.names] == ["ROSA", "Gold", "Sun"]
    assert ship.identifiers == (Identifier("imo", "9253325"), Identifier("other", "572469210"))
    assert ship.countries == ("LR", "PA")
    assert (ship.listing.programme, ship.listing.reason) == ("UA-X" if cell else None, "Why")
    assert "us-ofac-sdn:77" in ship.cross_references
    assert "'Address' is no party" in str(loaded.problems[0])


def test_senzing() -> None:
    newer = {"DATA_SOURCE": "OS", "RECORD_ID": "Q1", "FEATURES": [
        {"RECORD_TYPE": "PERSON"}, {"NAME_TYPE": "ALIAS", "NAME_FULL": "Annie"}, {"NAME_TYPE": "PRIMARY", "NAME_FULL": "Ann Example"},
        {"DATE_OF_BIRTH": "1960-05-06"}, {"NATIONALITY": "ru"}, {"PASSPORT_NUMBER": "P123456", "PASSPORT_COUNTRY": "ru"}, {"GENDER": "F"}]}  # fmt: skip
    older = {"DATA_SOURCE": "OS", "RECORD_ID": "Q2", "RECORD_TYPE": "ORGANIZATION", "NAMES": [{"NAME_TYPE": "PRIMARY", "NAME_ORG": "Example Lines"}]}  # fmt: skip
    loaded = read("senzing.json", "\n".join([json.dumps(newer), json.dumps(older), "{broken"]))
    ann, body = loaded.parties
    assert (ann.caption, ann.countries, ann.gender) == ("Ann Example", ("RU",), "female")
    assert ann.identifiers == (Identifier("passport", "P123456", "RU"),)
    assert (body.kind, body.caption) == (PartyKind.ORGANIZATION, "Example Lines")
    assert "line 3" in str(loaded.problems[0])


def test_csl_json_says_what_the_csv_says() -> None:
    record = {
        "id": "abc", "source": "Specially Designated Nationals (SDN) - Treasury Department", "entity_number": 77, "type": "Individual",
        "programs": ["SDGT", "IRAN"], "name": "EXAMPLE, Ann", "alt_names": ["EXAMPLE, Annie", "'Nan'"], "start_date": "2020-01-02",
        "end_date": "2022-01-02", "nationalities": ["RU"], "dates_of_birth": ["1960-05-06"], "addresses": [{"city": "Moscow", "country": "RU"}],
        "ids": [{"type": "Passport", "number": "P123456", "country": "RU"}, {"type": "Gender", "number": "Female"}],
        "source_list_url": "http://x",
    }  # fmt: skip
    (ann,) = read("csl.json", json.dumps({"total": 1, "results": [record]})).parties
    assert (ann.id, ann.caption, ann.gender, ann.countries) == ("us-csl:SDN-77", "Ann EXAMPLE", "female", ("RU",))
    assert [(name.full, name.quality) for name in ann.names[1:]] == [("Annie EXAMPLE", NameQuality.STRONG), ("Nan", NameQuality.WEAK)]  # fmt: skip
    assert ann.listing.programme == "SDN: SDGT; IRAN"
    assert (ann.listing.listed_on, ann.listing.delisted_on) == (date(2020, 1, 2), date(2022, 1, 2))
    assert ann.identifiers == (Identifier("passport", "P123456", "RU", "Passport"),)
    assert ann.cross_references == ("us-ofac-sdn:77",)
    with pytest.raises(ListError, match="broken JSON"):
        read("csl.json", '{"results": [{"source_list_url"')


def test_eu_csv() -> None:
    columns = ["fileGenerationDate", "Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_UnitedNationId", "Entity_DesignationDate", "Entity_Remark", "Entity_SubjectType", "Entity_SubjectType_ClassificationCode", "Entity_Regulation_Type", "Entity_Regulation_PublicationDate", "Entity_Regulation_EntryIntoForceDate", "Entity_Regulation_NumberTitle", "Entity_Regulation_Programme", "NameAlias_LastName", "NameAlias_FirstName", "NameAlias_WholeName", "NameAlias_LogicalId", "NameAlias_Regulation_PublicationDate", "BirthDate_BirthDate", "BirthDate_CountryIso2Code", "Identification_Number", "Identification_TypeCode", "Citizenship_CountryIso2Code"]  # fmt: skip
    entity = {"fileGenerationDate": "2026-08-05", "Entity_LogicalId": "13", "Entity_EU_ReferenceNumber": "EU.1.2", "Entity_UnitedNationId": "QDi.001", "Entity_Remark": "Reportedly deceased", "Entity_SubjectType": "P", "Entity_Regulation_Type": "amendment", "Entity_Regulation_PublicationDate": "2025-01-31", "Entity_Regulation_Programme": "TERR"}  # fmt: skip
    rows = [
        {**entity, "NameAlias_WholeName": "Abou Example", "NameAlias_LogicalId": "380"},
        {
            **entity,
            "NameAlias_WholeName": "Ann Example",
            "NameAlias_LogicalId": "17",
            "NameAlias_Regulation_PublicationDate": "2005-11-30",
        },
        {**entity, "BirthDate_BirthDate": "1960-05-06"},
        {**entity, "Identification_Number": "P123456", "Identification_TypeCode": "passport"},
        {**entity, "Citizenship_CountryIso2Code": "RU"},
    ]
    text = as_csv([columns, *([row.get(column, "") for column in columns] for row in rows)], ";")
    loaded = read("csvFullSanctionsList_1_1.csv", "﻿" + text)
    assert (loaded.list, loaded.version) == ("eu-fsf", date(2026, 8, 5))
    (ann,) = loaded.parties
    assert [name.full for name in ann.names] == ["Ann Example", "Abou Example"]
    assert (ann.kind, ann.countries, str(ann.birth_dates[0])) == (PartyKind.PERSON, ("RU",), "1960-05-06")
    assert (ann.listing.listed_on, ann.listing.listed_by) == (None, date(2005, 11, 30))
    assert ann.cross_references == ("un-sc:QDi.001",)
    assert ann.remarks == "Reportedly deceased"


SECO = """<?xml version="1.0"?><swiss-sanctions-list list-type="full-without-history" date="2024-06-01">
<sanctions-program ssid="1"><program-key lang="eng">Example</program-key><program-name lang="ger">Verordnung</program-name>
  <program-name lang="eng">Ordinance of 1 May</program-name><sanctions-set ssid="10" lang="eng">Article 1</sanctions-set></sanctions-program>
<target ssid="900" sanctions-set-id="10" foreign-identifier="QDi.001"><individual sex="female">
  <identity ssid="901" main="true">
    <name ssid="902" name-type="primary-name"><name-part ssid="904" order="2" name-part-type="given-name"><value>Ann</value><spelling-variant lang="rus" script="Cyrl">Анна</spelling-variant></name-part>
      <name-part ssid="903" order="1" name-part-type="family-name"><value>Example</value><spelling-variant lang="rus" script="Cyrl">Пример</spelling-variant></name-part></name>
    <name ssid="905" name-type="alias" quality="low"><name-part ssid="906" order="1" name-part-type="whole-name"><value>The One</value></name-part></name>
    <day-month-year ssid="907" day="6" month="5" year="1960"/><place-of-birth ssid="908" place-id="50"/>
    <nationality ssid="909"><country iso-code="RU">Russian Federation</country></nationality>
    <address ssid="910" place-id="50"><address-details>Main Street 1</address-details></address>
    <identification-document ssid="911" document-type="passport"><number>P123456</number><issuer code="RU">Russia</issuer></identification-document>
  </identity><justification ssid="912">She did.</justification><other-information ssid="913">Deceased.</other-information>
  <relation ssid="914" target-id="920" relation-type="related-to"/></individual>
  <modification modification-type="listed" publication-date="2014-04-02" effective-date="2014-04-03"/>
  <modification modification-type="amended" publication-date="2020-01-02"><target ssid="900"><individual><identity ssid="1" main="true"><name name-type="primary-name"><name-part order="1" name-part-type="whole-name"><value>Old Copy</value></name-part></name></identity></individual><modification modification-type="de-listed" publication-date="2001-01-01"/></target></modification></target>
<target ssid="920" sanctions-set-id="10"><object object-type="vessel"><identity main="true"><name name-type="primary-name"><name-part order="1" name-part-type="whole-name"><value>Blue Example</value></name-part></name></identity></object>
  <modification modification-type="listed" publication-date="2014-04-02"/><modification modification-type="de-listed" publication-date="2019-05-06"/></target>
<place ssid="50"><location>Omsk</location><country iso-code="RU">Russian Federation</country></place>
</swiss-sanctions-list>"""


def test_switzerland_keeps_the_history_and_no_copies() -> None:
    loaded = read("consolidated-list.xml", SECO)
    assert (loaded.list, loaded.version) == ("ch-seco", date(2024, 6, 1))
    assert [item.id for item in loaded.parties] == ["ch-seco:900", "ch-seco:920"]
    ann, ship = loaded.parties
    assert [(name.full, name.quality) for name in ann.names] == [
        ("Example Ann", NameQuality.STRONG),
        ("Пример Анна", NameQuality.STRONG),
        ("The One", NameQuality.WEAK),
    ]
    assert (ann.names[0].given, ann.names[0].family) == ("Ann", "Example")
    assert (ann.listing.listed_on, ann.listing.amended_on, ann.listing.delisted_on) == (
        date(2014, 4, 3),
        date(2020, 1, 2),
        None,
    )
    assert ann.listing.programme == "Ordinance of 1 May"
    assert (ann.listing.reason, ann.remarks, ann.gender) == ("She did.", "Deceased.", "female")
    assert (ann.birth_places, ann.addresses) == (
        ("Omsk, Russian Federation",),
        ("Main Street 1, Omsk, Russian Federation",),
    )
    assert ann.identifiers == (Identifier("passport", "P123456", "RU", "passport"),)
    assert ann.relations == (Relation("related-to", "920", "ch-seco:920"),)
    assert ann.cross_references == ("un-sc:QDi.001",)
    assert (ship.kind, ship.listing.delisted_on) == (PartyKind.VESSEL, date(2019, 5, 6))


def test_a_workbook_is_opened_with_limits(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(ListError):
        load_bundle(Bundle((ListFile("conlist.xlsx", bomb.getvalue()),)))


@pytest.mark.data
@pytest.mark.parametrize(
    ("path", "list_id", "version", "parties", "problems"),
    [
        ("uk/ofsi/conlist-2018-04-13.csv.gz", "gb-ofsi", "2018-04-13", 2106, 0),
        ("uk/ofsi/conlist-2020-04-27.csv.gz", "gb-ofsi", "2020-04-27", 2114, 0),
        ("uk/ofsi/conlist-2022-layout-sample.csv", "gb-ofsi", "2020-04-27", 6, 0),
        ("uk/ofsi-conlist-2023-06.xlsx", "gb-ofsi", "2023-06-05", 3993, 0),
        ("uk/ofsi-conlist-2025-04.xlsx", "gb-ofsi", "2025-04-14", 4688, 5),
        ("au/dfat-regulation8-2024-11.xlsx", "au-dfat", "2024-11-11", 3062, 5),
        ("ca/sema-lmes-2020-04.xml", "ca-sema", None, 1369, 0),
        ("opensanctions/ua-war-sanctions-targets.simple-2026-03-13.csv.gz", "ftm-ukraine-war-and-sanctions", "2026-03-11", 5600, 0),
        ("ofac/sdn-classic-excerpt-2020-04-22.xml", "us-ofac-sdn", "2020-04-22", None, 5),
    ],
)  # fmt: skip
def test_real_files_load_whole(real_lists: Path, path: str, list_id: str, version: str | None, parties: int | None, problems: int) -> None:  # fmt: skip
    loaded = load_bundle(Bundle.from_paths([real_lists / path]))
    assert loaded.list == list_id
    assert str(loaded.version) == str(version)
    assert parties is None or len(loaded.parties) == parties
    assert len(loaded.problems) <= problems
    assert all(item.names[0].kind is NameKind.PRIMARY for item in loaded.parties)


def test_what_says_nothing_is_no_part_of_a_record() -> None:
    """Cells of a phone number that hold no number made an entry that could be written and not be read."""
    listing = Listing("own", "1")
    party = Party(
        "own:1", PartyKind.PERSON, (PartyName("Zebulon Quartermain"),), (listing,),
        identifiers=(Identifier("phone", ""), Identifier("passport", "X1")),
        relations=(Relation("associate", ""),), facts=(Fact("flag", ""),),
    )  # fmt: skip
    read = from_record(to_record(party))
    assert read.identifiers == (Identifier("passport", "X1"),)
    assert (read.relations, read.facts) == ((), ())
    assert from_record({**to_record(party), "identifiers": [{"kind": "phone"}]}).identifiers == ()
