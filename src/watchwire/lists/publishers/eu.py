"""European Union consolidated financial sanctions list (FSF, XML version 1.1).

Format: https://webgate.ec.europa.eu/fsd/fsf (schema `export` 1.1; version 1.0 differs and is refused).
Its traps: everything is in attributes; the country code `00` means unknown; weak aliases are `strong="false"`;
one entity carries the regulations that listed and amended it; birth dates may be a year, a range or circa.
"""

import re
from datetime import date

from lxml import etree

from watchwire.errors import ListError
from watchwire.geography import countries, country_of
from watchwire.lists.bundle import Bundle
from watchwire.lists.effects import effects_of
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import alias_pieces, day, make_name, partial_date, un_references, unique_names
from watchwire.lists.xml import children, clean, iterate, local
from watchwire.model import (
    BirthDate,
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    PartialDate,
    Party,
    PartyKind,
    PartyName,
    party_id,
)

LIST = "eu-fsf"
_IDENTIFIERS = {
    "passport": "passport",
    "diplomatic-passport": "passport",
    "id": "national-id",
    "ssn": "national-id",
    "regnumber": "registration",
    "fiscalcode": "tax",
    "tradelic": "registration",
    "swiftbic": "swift",
    "imo": "imo",
    "electoral": "national-id",
    "residentperm": "other",
    "travel-doc": "other",
    "birthcert": "other",
    "electric": "other",
}
_IMO = re.compile(r"\bIMO\s*(?:number)?\s*:?\s*(\d{7})\b", re.IGNORECASE)


class EuropeanUnion:
    """Loader of the EU list; the EU reference number (`EU.27.28`) is the entry's reference."""

    name = "EU financial sanctions list (XML 1.1)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the root element in the EU's namespace."""
        if len(bundle.files) != 1:
            return False
        head = bundle.files[0].head
        return b"<export" in head and (b"fsd/export" in head or b"<sanctionEntity" in head)

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every sanctionEntity.

        Raises:
            ListError: the file is of version 1.0 (no sanctionEntity elements).

        """
        file = bundle.only()
        problems = Problems(file.name)
        parties: list[Party] = []
        version: date | None = None
        for element in iterate(file.name, file.data, "export", frozenset({"sanctionEntity"})):
            if local(element) == "export":
                try:
                    version = day((element.get("generationDate") or "")[:10])
                except ValueError as error:
                    problems.note("root", f"generationDate: {error}")
                continue
            party = _party(element, problems)
            if party is not None:
                parties.append(party)
        if not parties:
            raise ListError(
                f"{file.name}: holds no sanctionEntity; version 1.0 of the EU file is not supported, "
                "fetch xmlFullSanctionsList_1_1"
            )
        return LoadedList(
            LIST,
            "EU consolidated financial sanctions list",
            "European Union",
            tuple(parties),
            tuple(problems.found),
            version,
        )


def _party(element: etree._Element, problems: Problems) -> Party | None:
    reference = clean(element.get("euReferenceNumber")) or clean(element.get("logicalId"))
    place = f"entity {reference} (line {element.sourceline})"
    if reference is None:
        problems.note(place, "neither reference nor logicalId; entry left out")
        return None
    names = _names(element)
    if not names:
        problems.note(place, "no name; entry left out")
        return None
    subject = next(children(element, "subjectType"), None)
    code = (subject.get("code") if subject is not None else "") or ""
    remarks = "; ".join(text for item in children(element, "remark") if (text := clean(item.text))) or None
    identifiers = _identifiers(element, remarks)
    kind = PartyKind.PERSON if code == "person" else PartyKind.ORGANIZATION
    if kind is PartyKind.ORGANIZATION and any(item.kind == "imo" for item in identifiers):
        kind = PartyKind.VESSEL if remarks and "vessel" in remarks.lower() else kind
    aliases = list(children(element, "nameAlias"))
    return Party(
        id=party_id(LIST, reference),
        kind=kind,
        names=names,
        listings=_listings(element, reference, remarks, place, problems),
        birth_dates=_birth_dates(element, place, problems),
        birth_places=tuple(
            dict.fromkeys(
                text
                for item in children(element, "birthdate")
                if (text := _joined(item, "place", "city", "region", "countryDescription"))
            )
        ),
        countries=_countries(element),
        positions=tuple(dict.fromkeys(text for item in aliases if (text := clean(item.get("function"))))),
        addresses=tuple(
            text
            for item in children(element, "address")
            if (text := _joined(item, "street", "poBox", "zipCode", "city", "region", "place", "countryDescription"))
        ),
        identifiers=identifiers,
        gender={"M": "male", "F": "female"}.get(
            next((found for item in aliases if (found := item.get("gender"))), "") or ""
        ),
        remarks=remarks,
        cross_references=_cross_references(element, remarks),
    )


def _cross_references(element: etree._Element, remarks: str | None) -> tuple[str, ...]:
    """The UN's number, in the attribute for it or in a remark ("UN listing: KPi.033", "(UNSCR) QDi.001")."""
    stated = [clean(element.get("unitedNationId")) or "", remarks or ""]
    return tuple(dict.fromkeys(party_id("un-sc", number) for number in un_references("; ".join(stated))))


def _joined(item: etree._Element, *attributes: str) -> str:
    texts = (clean(item.get(attribute)) for attribute in attributes)
    return ", ".join(text for text in texts if text and text != "UNKNOWN")


def _names(element: etree._Element) -> tuple[PartyName, ...]:
    names: list[PartyName] = []
    for item in children(element, "nameAlias"):
        first, middle, last = (clean(item.get(key)) for key in ("firstName", "middleName", "lastName"))
        whole = clean(item.get("wholeName")) or " ".join(text for text in (first, middle, last) if text)
        if not whole:
            continue
        weak = item.get("strong") == "false"
        quality = NameQuality.WEAK if weak else NameQuality.STRONG
        kind = NameKind.ALIAS if names or weak else NameKind.PRIMARY
        given = " ".join(text for text in (first, middle) if text) or None
        language = (clean(item.get("nameLanguage")) or "").lower() or None
        pieces = alias_pieces(whole)
        if len(pieces) == 1:
            names.append(make_name(whole, kind, quality, given if last else None, last, language))
        else:
            names.extend(
                make_name(piece, kind if index == 0 else NameKind.ALIAS, quality, language=language)
                for index, piece in enumerate(pieces)
            )
    names.sort(key=lambda name: name.kind is not NameKind.PRIMARY)
    return unique_names(names)


def _listings(
    element: etree._Element, reference: str, remarks: str | None, place: str, problems: Problems
) -> tuple[Listing, ...]:
    dates: list[tuple[date, etree._Element]] = []
    regulations = list(children(element, "regulation"))
    for item in regulations:
        try:
            found = day(item.get("entryIntoForceDate")) or day(item.get("publicationDate"))
        except ValueError as error:
            problems.note(place, f"regulation date: {error}")
            continue
        if found:
            dates.append((found, item))
    dates.sort(key=lambda pair: pair[0])
    listed = None
    try:
        listed = day(element.get("designationDate"))
    except ValueError as error:
        problems.note(place, f"designationDate: {error}")
    first = dates[0][1] if dates else (regulations[0] if regulations else None)
    url = next((clean(item.text) for item in children(element, "regulation", "publicationUrl")), None)
    programmes = dict.fromkeys(text for item in regulations if (text := clean(item.get("programme"))))
    return (
        Listing(
            LIST,
            reference,
            "; ".join(programmes) or None,
            clean(first.get("numberTitle")) if first is not None else None,
            listed_on=listed or (dates[0][0] if dates else None),
            amended_on=dates[-1][0] if len(dates) > 1 else None,
            reason=remarks,
            source_url=url,
            effects=effects_of("eu", ""),
        ),
    )


def _countries(element: etree._Element) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for tag in ("citizenship", "address"):
        for item in children(element, tag):
            code = (item.get("countryIso2Code") or "").upper()
            if code not in countries():
                code = country_of(item.get("countryDescription") or "") or ""
            if code:
                found[code] = None
    return tuple(found)


def _birth_dates(element: etree._Element, place: str, problems: Problems) -> tuple[BirthDate, ...]:
    found: dict[BirthDate, None] = {}
    for item in children(element, "birthdate"):
        circa = item.get("circa") == "true"
        try:
            if stated := clean(item.get("birthdate")):
                found[BirthDate(partial_date(stated), circa=circa)] = None
            elif item.get("yearRangeFrom") and item.get("yearRangeTo"):
                first, last = (PartialDate(int(item.get(key) or "")) for key in ("yearRangeFrom", "yearRangeTo"))
                found[BirthDate(first, last, circa)] = None
            elif year := clean(item.get("year")):
                month = int(item.get("monthOfYear") or 0) or None
                number = int(item.get("dayOfMonth") or 0) or None
                made = PartialDate(int(year), month, number if month else None)
                made.first_day()
                found[BirthDate(made, circa=circa)] = None
        except ValueError as error:
            problems.note(place, f"birth date: {error}")
    return tuple(found)


def _identifiers(element: etree._Element, remarks: str | None) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for item in children(element, "identification"):
        number = clean(item.get("number")) or clean(item.get("latinNumber"))
        if number is None:
            continue
        code = (item.get("identificationTypeCode") or "").lower()
        country = (item.get("countryIso2Code") or "").upper()
        detail = clean(item.get("identificationTypeDescription"))
        kind = _IDENTIFIERS.get(code, "other")
        found[Identifier(kind, number, country if country in countries() else None, detail)] = None
    for number in _IMO.findall(remarks or ""):
        found[Identifier("imo", number)] = None
    return tuple(found)
