"""European Union consolidated financial sanctions list (FSF, XML version 1.1).

Format: https://webgate.ec.europa.eu/fsd/fsf (schema `export` 1.1; version 1.0 differs and is refused).
Its traps: everything is in attributes; the country code `00` means unknown; weak aliases are `strong="false"`;
one entity carries one regulation, which is more often the latest amendment than the act that listed it, and each name
and date cites one more; `designationDate` is often missing; the primary name is the one with the lowest `logicalId`;
birth dates may be a year, a range or circa; remarks stand in names, documents and addresses too.
"""

import re
import sys
from datetime import date, timedelta

from lxml import etree

from watchwire.errors import ListError
from watchwire.geography import countries, country_of
from watchwire.lists.bundle import Bundle
from watchwire.lists.effects import effects_of
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import day, names_of, partial_date, un_references, unique_names
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
_CONTACTS = {
    "phone": "phone",
    "fax": "phone",
    "mobile": "phone",
    "email": "email",
    "web": "website",
    "website": "website",
}
_DOUBTS = {
    "knownFalse": "known to be false",
    "knownExpired": "expired",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked",
}
_PUBLISHED = timedelta(days=31)
"""How long an act is published before or after it takes effect: cited by the one day here, by the other there."""
_UN_NUMBER = re.compile(
    r"\bUN(?:SC)?\s*(?:ref(?:erence)?|list(?:ing)?|ID)\b\W{0,4}([A-Za-z]{2}[ie]\.\d{3})", re.IGNORECASE
)
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
            party = party_of(element, problems)
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


def party_of(element: etree._Element, problems: Problems) -> Party | None:
    """Map one sanctionEntity; None, with a note, where it has no name."""
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
    remarks = _remarks(element)
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
        positions=tuple(dict.fromkeys(post for item in aliases if (post := clean(item.get("function"))))),
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
        titles=tuple(dict.fromkeys(title for item in aliases if (title := clean(item.get("title"))))),
        cross_references=_cross_references(element, remarks),
    )


def _remarks(element: etree._Element) -> str | None:
    """Remarks on the entity, and those on its names, addresses and birth dates, each once."""
    paths = (("remark",), *((tag, "remark") for tag in ("nameAlias", "citizenship", "birthdate", "address")))
    texts = (clean(item.text) for path in paths for item in children(element, *path))
    return "; ".join(dict.fromkeys(text for text in texts if text)) or None


def _cross_references(element: etree._Element, remarks: str | None) -> tuple[str, ...]:
    """The UN's number, in its attribute or stated as such in a remark: remarks name other parties' numbers too."""
    stated = [clean(element.get("unitedNationId")) or "", *_UN_NUMBER.findall(remarks or "")]
    return tuple(dict.fromkeys(party_id("un-sc", number) for number in un_references("; ".join(stated))))


def _joined(item: etree._Element, *attributes: str) -> str:
    texts = (clean(item.get(attribute)) for attribute in attributes)
    return ", ".join(text for text in texts if text and text != "UNKNOWN")


def _names(element: etree._Element) -> tuple[PartyName, ...]:
    """The oldest strong name is the primary one: translations and spellings were numbered later."""
    names: list[PartyName] = []
    for item in sorted(children(element, "nameAlias"), key=lambda item: (item.get("strong") == "false", _number(item))):
        first, middle, last = (clean(item.get(key)) for key in ("firstName", "middleName", "lastName"))
        whole = clean(item.get("wholeName")) or " ".join(text for text in (first, middle, last) if text)
        if not whole:
            continue
        quality = NameQuality.WEAK if item.get("strong") == "false" else NameQuality.STRONG
        kind = NameKind.ALIAS if names else NameKind.PRIMARY
        given = " ".join(text for text in (first, middle) if text) or None
        language = (clean(item.get("nameLanguage")) or "").lower() or None
        names.extend(names_of(whole, kind, quality, given if last else None, last, language))
    return unique_names(names)


def _number(item: etree._Element) -> int:
    try:
        return int(item.get("logicalId") or "")
    except ValueError:
        return sys.maxsize


def _listings(
    element: etree._Element, reference: str, remarks: str | None, place: str, problems: Problems
) -> tuple[Listing, ...]:
    """Date the listing by `designationDate`, or by a regulation only where that is the act which listed.

    An amendment says when an entry was changed, or added; which of the two it does not say. Then the entry was listed
    not later than the earliest act that anything in it cites.
    """
    regulations = list(children(element, "regulation"))
    acts = [(found, item) for item in regulations if (found := _act_date(item, place, problems))]
    cited = [found for item in element.iter() if (found := _cited(item))]
    earliest = min([*cited, *(found for found, _ in acts)], default=None)
    listing = [found for found, item in acts if item.get("regulationType") == "regulation"]
    try:
        listed = day(element.get("designationDate"))
    except ValueError as error:
        problems.note(place, f"designationDate: {error}")
        listed = None
    if listed is None and listing and earliest and min(listing) <= earliest + _PUBLISHED:
        listed = min(listing)
    amended = max((found for found, item in acts if item.get("regulationType") != "regulation"), default=None)
    first = min(acts, key=lambda act: act[0])[1] if acts else next(iter(regulations), None)
    url = next((clean(item.text) for item in children(element, "regulation", "publicationUrl")), None)
    programmes = dict.fromkeys(text for item in regulations if (text := clean(item.get("programme"))))
    return (
        Listing(
            LIST,
            reference,
            "; ".join(programmes) or None,
            clean(first.get("numberTitle")) if first is not None else None,
            listed_on=listed,
            amended_on=amended if amended and (listed is None or amended > listed) else None,
            reason=clean(element.get("designationDetails")) or remarks,
            source_url=url,
            effects=effects_of("eu", ""),
            listed_by=None if listed else earliest,
        ),
    )


def _act_date(item: etree._Element, place: str, problems: Problems) -> date | None:
    try:
        return day(item.get("entryIntoForceDate")) or day(item.get("publicationDate"))
    except ValueError as error:
        problems.note(place, f"regulation date: {error}")
        return None


def _cited(item: etree._Element) -> date | None:
    """Return when an act was published that a name, a date or an address of the entry cites."""
    if not isinstance(item.tag, str) or local(item) != "regulationSummary":
        return None
    try:
        return day(item.get("publicationDate"))
    except ValueError:
        return None  # no date of the listing rests on it alone


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
        notes = [item.get("identificationTypeDescription"), *(note.text for note in children(item, "remark"))]
        notes += [label for key, label in _DOUBTS.items() if item.get(key) == "true"]
        detail = "; ".join(text for note in notes if (text := clean(note))) or None
        kind = _IDENTIFIERS.get(code, "other")
        found[Identifier(kind, number, country if country in countries() else None, detail)] = None
    for item in children(element, "address", "contactInfo"):
        value = clean(item.get("value"))
        if value:
            key = (item.get("key") or "").lower()
            found[Identifier(_CONTACTS.get(key, "other"), value, None, key or None)] = None
    for number in _IMO.findall(remarks or ""):
        found[Identifier("imo", number)] = None
    return tuple(found)
