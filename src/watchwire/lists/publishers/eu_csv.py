"""European Union consolidated financial sanctions list as CSV (`csvFullSanctionsList_1_1`), for those who get no XML.

Format: https://webgate.ec.europa.eu/fsd/fsf . One row a name, a birth date, an address or a document, each repeating
the entity's columns. Its traps: semicolons; the file does not say which aliases are weak, so all read as strong; of the
regulation it gives what the XML gives, the latest. Written from the publisher's names of columns; no file was at hand.
Each entity is turned into the elements of the XML and read by its loader, so that the two say the same.
"""

from collections import defaultdict
from datetime import date

from lxml import etree

from watchwire.errors import ListError
from watchwire.lists.bundle import Bundle
from watchwire.lists.grid import first_rows, rows
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.publishers.eu import LIST, party_of
from watchwire.lists.values import day

_NEEDED = {"Entity_LogicalId", "NameAlias_WholeName"}
_PLACE = "City Street PoBox ZipCode Region Place CountryIso2Code CountryDescription"
_GROUPS = {
    "NameAlias": ("nameAlias", "LastName FirstName MiddleName WholeName NameLanguage Gender Title Function LogicalId"),
    "Address": ("address", _PLACE),
    "BirthDate": ("birthdate", f"BirthDate Day Month Year YearRangeFrom YearRangeTo Circa {_PLACE}"),
    "Identification": (
        "identification",
        "Number LatinNumber TypeCode TypeDescription CountryIso2Code CountryDescription "
        "KnownFalse KnownExpired ReportedLost RevokedByIssuer",
    ),
    "Citizenship": ("citizenship", "CountryIso2Code CountryDescription Region"),
}
"""The columns of each kind of row, without their prefix, and the element that they make."""
_ATTRIBUTES = {
    "BirthDate": "birthdate",
    "Day": "dayOfMonth",
    "Month": "monthOfYear",
    "TypeCode": "identificationTypeCode",
    "TypeDescription": "identificationTypeDescription",
    "CountryCode": "countryIso2Code",
}
_IDENTIFYING = (
    "wholeName",
    "birthdate",
    "year",
    "yearRangeFrom",
    "number",
    "city",
    "street",
    "countryIso2Code",
    "countryDescription",
)
Row = dict[str, str]


class EuropeanUnionCsv:
    """Loader of the EU list's CSV; the EU reference number is the entry's reference."""

    name = "EU financial sanctions list (CSV 1.1)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look at the heading."""
        return len(bundle.files) == 1 and any(set(_heading(row)) >= _NEEDED for row in first_rows(bundle.files[0], 1))

    def load(self, bundle: Bundle) -> LoadedList:
        """Join the rows of each entity.

        Raises:
            ListError: the heading is missing.

        """
        file = bundle.only()
        problems = Problems(file.name)
        heading: list[str] | None = None
        groups: dict[str, list[Row]] = defaultdict(list)
        for number, cells in rows(file, problems):
            if heading is None:
                heading = _heading(tuple(cells))
                if not set(heading) >= _NEEDED:
                    raise ListError(f"{file.name}: no heading of the EU's CSV; not this list")
                continue
            row = {key: value for key, value in zip(heading, cells, strict=False) if value}
            if row.get("Entity_LogicalId"):
                groups[row["Entity_LogicalId"]].append(row)
            else:
                problems.note(f"line {number}", "no Entity_LogicalId; left out")
        made = (party_of(_element(held), problems) for held in groups.values())
        parties = tuple(party for party in made if party is not None)
        version = _version(next(iter(groups.values()), [{}])[0], problems)
        title = "EU consolidated financial sanctions list (CSV)"
        return LoadedList(LIST, title, "European Union", parties, tuple(problems.found), version)


def _heading(row: tuple[str, ...]) -> list[str]:
    return [cell.replace("﻿", "").strip().replace("Naal_", "NameAlias_") for cell in row]


def _version(row: Row, problems: Problems) -> date | None:
    stated = next((value for key, value in row.items() if key.lower() in {"filegenerationdate", "dategenerated"}), "")
    try:
        return day(stated[:10])
    except ValueError as error:
        problems.note("fileGenerationDate", str(error))
        return None


def _element(held: list[Row]) -> etree._Element:
    first = held[0]
    entity = etree.Element("sanctionEntity")
    for column, attribute in (
        ("Entity_EU_ReferenceNumber", "euReferenceNumber"),
        ("Entity_LogicalId", "logicalId"),
        ("Entity_UnitedNationId", "unitedNationId"),
        ("Entity_DesignationDate", "designationDate"),
        ("Entity_DesignationDetails", "designationDetails"),
    ):
        entity.set(attribute, first.get(column, ""))
    for text in dict.fromkeys(row["Entity_Remark"] for row in held if row.get("Entity_Remark")):
        etree.SubElement(entity, "remark").text = text
    regulation = etree.SubElement(entity, "regulation")
    for column, attribute in (
        ("Type", "regulationType"),
        ("PublicationDate", "publicationDate"),
        ("EntryIntoForceDate", "entryIntoForceDate"),
        ("NumberTitle", "numberTitle"),
        ("Programme", "programme"),
    ):
        regulation.set(attribute, first.get(f"Entity_Regulation_{column}", ""))
    etree.SubElement(regulation, "publicationUrl").text = first.get("Entity_Regulation_PublicationUrl", "")
    kind = first.get("Entity_SubjectType", "")
    code = (
        "person"
        if kind.upper() in {"P", "PERSON"} or first.get("Entity_SubjectType_ClassificationCode") == "P"
        else kind
    )
    etree.SubElement(entity, "subjectType").set("code", code.lower())
    for prefix, (tag, columns) in _GROUPS.items():
        for attributes in dict.fromkeys(_attributes(row, prefix, columns.split()) for row in held):
            if any(name in _IDENTIFYING for name, _ in attributes):
                _add(entity, tag, prefix, dict(attributes), held)
    return entity


def _attributes(row: Row, prefix: str, columns: list[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for column in (*columns, "CountryCode"):
        if value := row.get(f"{prefix}_{column}"):
            name = _ATTRIBUTES.get(column, column[0].lower() + column[1:])
            found.append((name, value.lower() if value in {"TRUE", "FALSE", "True", "False"} else value))
    return tuple(found)


def _add(entity: etree._Element, tag: str, prefix: str, attributes: Row, held: list[Row]) -> None:
    """Add one element with the act that it cites."""
    item = etree.SubElement(entity, tag)
    for name, value in attributes.items():
        item.set(name, value)
    if tag == "nameAlias":
        item.set("strong", "true")
    named = attributes.get("logicalId")
    for row in held:
        cited = row.get(f"{prefix}_Regulation_PublicationDate")
        if cited and (named is None or row.get(f"{prefix}_LogicalId") == named):
            etree.SubElement(item, "regulationSummary").set("publicationDate", cited)
            break
