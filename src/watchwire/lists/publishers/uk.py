"""UK sanctions list (XML), published by the Foreign, Commonwealth and Development Office.

Format: https://www.gov.uk/government/publications/the-uk-sanctions-list . Its traps: unknown parts of a birth
date are written as `dd` and `mm`; `NameType` comes in several casings; an entry may have no primary name;
names in other scripts stand in an element of their own; dates are day/month/year.
"""

from datetime import date

from lxml import etree

from watchwire.geography import country_codes_in
from watchwire.lists.bundle import Bundle
from watchwire.lists.effects import effects_of, ordered
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import birth_date, day, issuing_country, make_name, names_of, un_references, unique_names
from watchwire.lists.xml import child_text, children, clean, iterate, local
from watchwire.model import (
    BirthDate,
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
    party_id,
)

LIST = "gb-uksl"
_KINDS = {"individual": PartyKind.PERSON, "entity": PartyKind.ORGANIZATION, "ship": PartyKind.VESSEL}
_SHIP = ("ShipDetails", "Ship")
_FACTS = (
    ((*_SHIP, "PreviousFlags", "PreviousFlag"), "former flag"),
    ((*_SHIP, "TypeOfShipDetails", "TypeOfShip"), "ship type"),
    ((*_SHIP, "TonnageOfShipDetails", "TonnageOfShip"), "tonnage"),
    ((*_SHIP, "LengthOfShipDetails", "LengthOfShip"), "length"),
    ((*_SHIP, "YearsBuilt", "YearBuilt"), "year built"),
    ((*_SHIP, "HullIdentificationNumbers", "HullIdentificationNumber"), "hull number"),
    (("EntityDetails", "Entity", "TypeOfEntities", "TypeOfEntity"), "entity type"),
)
_IDENTIFIERS = (
    (("IndividualDetails", "Individual", "PassportDetails", "Passport"), "PassportNumber", "passport"),
    (
        ("IndividualDetails", "Individual", "NationalIdentifierDetails", "NationalIdentifier"),
        "NationalIdentifierNumber",
        "national-id",
    ),
    (
        ("EntityDetails", "Entity", "BusinessRegistrationNumbers"),
        "BusinessRegistrationNumber",
        "registration",
    ),
    (("ShipDetails", "Ship", "ShipIMONumbers"), "ShipIMONumber", "imo"),
    (("ShipDetails", "Ship"), "ShipIMONumber", "imo"),
    (("ShipDetails", "Ship", "IMONumbers"), "IMONumber", "imo"),
    (("PhoneNumbers",), "PhoneNumber", "phone"),
    (("EmailAddresses",), "EmailAddress", "email"),
    (("Websites",), "Website", "website"),
)


class UnitedKingdom:
    """Loader of the UK list; the unique ID (`RUS0251`) is the entry's reference."""

    name = "UK sanctions list (XML)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the root element."""
        return len(bundle.files) == 1 and b"<Designations" in bundle.files[0].head

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every Designation."""
        file = bundle.only()
        problems = Problems(file.name)
        parties: list[Party] = []
        version: date | None = None
        entries = frozenset({"DateGenerated", "Designation"})
        for element in iterate(file.name, file.data, "Designations", entries):
            tag = local(element)
            stated = clean(element.text) if tag == "DateGenerated" else clean(element.get("DateGenerated"))
            if stated and version is None:
                try:
                    version = day(stated.split("T")[0])
                except ValueError as error:
                    problems.note("DateGenerated", str(error))
            if tag == "Designation" and (party := _party(element, problems)):
                parties.append(party)
        return LoadedList(LIST, "UK sanctions list", "United Kingdom", tuple(parties), tuple(problems.found), version)


def _party(element: etree._Element, problems: Problems) -> Party | None:
    reference = child_text(element, "UniqueID")
    place = f"designation {reference or child_text(element, 'OFSIGroupID')} (line {element.sourceline})"
    if reference is None:
        problems.note(place, "no UniqueID; entry left out")
        return None
    names = _names(element, place, problems)
    if not names:
        problems.note(place, "no name; entry left out")
        return None
    label = (child_text(element, "IndividualEntityShip") or "").lower()
    if label not in _KINDS:
        problems.note(place, f"kind {label!r} is unknown")
    person = ("IndividualDetails", "Individual")
    return Party(
        id=party_id(LIST, reference),
        kind=_KINDS.get(label, PartyKind.OTHER),
        names=names,
        listings=(_listing(element, reference, place, problems),),
        birth_dates=_birth_dates(element, place, problems),
        birth_places=tuple(
            text
            for item in children(element, *person, "BirthDetails", "Location")
            if (text := _joined(item, "TownOfBirth", "CountryOfBirth"))
        ),
        countries=_countries(element),
        positions=_texts(element, *person, "Positions", "Position"),
        addresses=tuple(
            text
            for item in children(element, "Addresses", "Address")
            if (text := _joined(item, *(f"AddressLine{n}" for n in range(1, 7)), "AddressPostalCode", "AddressCountry"))
        ),
        identifiers=_identifiers(element),
        relations=_relations(element),
        gender=next(iter(text.lower() for text in _texts(element, *person, "Genders", "Gender")), None),
        remarks=child_text(element, "OtherInformation"),
        titles=_texts(element, "Titles", "Title"),
        facts=_facts(element),
        cross_references=_cross_references(element),
    )


def _facts(element: etree._Element) -> tuple[Fact, ...]:
    return tuple(Fact(label, text) for path, label in _FACTS for text in _texts(element, *path))


def _cross_references(element: etree._Element) -> tuple[str, ...]:
    numbers = un_references(child_text(element, "UNReferenceNumber") or "")
    group = child_text(element, "OFSIGroupID")
    return (*(party_id("un-sc", number) for number in numbers), *((party_id("gb-ofsi", group),) if group else ()))


def _texts(element: etree._Element, *path: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for item in children(element, *path) if (text := clean(item.text))))


def _joined(item: etree._Element, *tags: str) -> str:
    return ", ".join(text for tag in tags if (text := child_text(item, tag)))


def _names(element: etree._Element, place: str, problems: Problems) -> tuple[PartyName, ...]:
    names: list[PartyName] = []
    for item in children(element, "Names", "Name"):
        parts = [child_text(item, f"Name{number}") for number in range(1, 7)]
        full = " ".join(part for part in parts if part)
        if not full:
            continue
        label = (child_text(item, "NameType") or "alias").lower()
        if label not in {"primary name", "primary name variation", "alias"}:
            problems.note(place, f"name type {label!r} is unknown; taken as alias")
        kind = NameKind.PRIMARY if label == "primary name" else NameKind.ALIAS
        weak = "low" in (child_text(item, "AliasStrength") or "").lower()
        quality = NameQuality.WEAK if weak else NameQuality.STRONG
        given = " ".join(part for part in parts[:5] if part) or None
        names.extend(names_of(full, kind, quality, given if parts[5] else None, parts[5] if given else None))
    if names and not any(name.kind is NameKind.PRIMARY for name in names):
        problems.note(place, "no primary name; the first alias stands for it")
    names.extend(
        make_name(text, NameKind.ORIGINAL_SCRIPT, language=child_text(item, "NonLatinScriptLanguage"))
        for item in children(element, "NonLatinNames", "NonLatinName")
        if (text := child_text(item, "NameNonLatinScript"))
    )
    names.sort(key=lambda name: name.kind is not NameKind.PRIMARY)
    return unique_names(names)


def _listing(element: etree._Element, reference: str, place: str, problems: Problems) -> Listing:
    dates: dict[str, date | None] = {}
    for tag in ("DateDesignated", "LastUpdated"):
        try:
            text = child_text(element, tag)
            dates[tag] = day(text.split("T")[0]) if text else None
        except ValueError as error:
            problems.note(place, f"{tag}: {error}")
            dates[tag] = None
    return Listing(
        LIST,
        reference,
        child_text(element, "RegimeName"),
        child_text(element, "DesignationSource"),
        listed_on=dates["DateDesignated"],
        amended_on=dates["LastUpdated"],
        reason=child_text(element, "UKStatementofReasons"),
        source_url="https://www.gov.uk/government/publications/the-uk-sanctions-list",
        effects=_effects(element, place, problems),
    )


def _effects(element: etree._Element, place: str, problems: Problems) -> tuple[Effect, ...]:
    found: list[Effect] = []
    for term in (child_text(element, "SanctionsImposed") or "").split("|"):
        if term.strip():
            meant = effects_of("uk", term)
            if Effect.OTHER in meant:
                problems.note(place, f"SanctionsImposed {term.strip()!r} is unknown; kept as other")
            found.extend(meant)
    return ordered(found)


def _birth_dates(element: etree._Element, place: str, problems: Problems) -> tuple[BirthDate, ...]:
    found: dict[BirthDate, None] = {}
    for text in _texts(element, "IndividualDetails", "Individual", "DOBs", "DOB"):
        try:
            found[birth_date(text)] = None
        except ValueError as error:
            problems.note(place, f"date of birth: {error}")
    return tuple(found)


def _countries(element: etree._Element) -> tuple[str, ...]:
    names = [
        *_texts(element, "IndividualDetails", "Individual", "Nationalities", "Nationality"),
        *_texts(element, "Addresses", "Address", "AddressCountry"),
        *_texts(element, "ShipDetails", "Ship", "CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip"),
    ]
    return tuple(dict.fromkeys(code for name in names for code in country_codes_in(name)))


def _identifiers(element: etree._Element) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for path, tag, kind in _IDENTIFIERS:
        for holder in children(element, *path):
            note = next(iter(_texts(holder, tag.removesuffix("Number") + "AdditionalInformation")), None)
            for text in _texts(holder, tag):
                value = text.upper().removeprefix("IMO").strip() if kind == "imo" else text
                found[Identifier(kind, value, issuing_country(note), note)] = None
    return tuple(found)


def _relations(element: etree._Element) -> tuple[Relation, ...]:
    groups = (
        ("EntityDetails", "Entity", "ParentCompanies", "ParentCompany", "parent company"),
        ("EntityDetails", "Entity", "Subsidiaries", "Subsidiary", "subsidiary"),
        (*_SHIP, "CurrentOwnerOperators", "CurrentOwnerOperator", "owner or operator"),
        (*_SHIP, "PreviousOwnerOperators", "PreviousOwnerOperator", "former owner or operator"),
    )
    return tuple(Relation(kind, text) for *path, kind in groups for text in _texts(element, *path))
