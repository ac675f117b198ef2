"""The look-up tables, locations and documents that OFAC's advanced XML refers to, and its dates."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from watchwire.geography import country_of
from watchwire.lists.ofac_remarks import KINDS, identifier
from watchwire.lists.publisher import Problems
from watchwire.lists.xml import child_text, children, clean, local
from watchwire.model import BirthDate, Identifier, PartialDate, PartyKind

_UNKNOWN_PLACES = frozenset({"undetermined", "unknown", "country undetermined"})


@dataclass(slots=True)
class Reference:
    """The look-up tables of a file."""

    values: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    subtype_kind: dict[str, str] = field(default_factory=dict)
    locations: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    documents: dict[str, list[Identifier]] = field(default_factory=lambda: defaultdict(list))

    def name(self, table: str, key: str | None) -> str:
        """Return what a key of a table means, or nothing."""
        return self.values[table].get(key or "", "")

    def kind(self, subtype: str | None) -> PartyKind:
        """Return what a party is, by its subtype's name or else its type's."""
        words = (
            self.name("PartySubType", subtype).lower(),
            self.name("PartyType", self.subtype_kind.get(subtype or "", "")).lower(),
        )
        return next((KINDS[word] for word in words if word in KINDS), PartyKind.OTHER)


def issued(element: etree._Element, problems: Problems) -> date | None:
    """Return the day of the file; a problem is noted where it states none in full."""
    stated = ", ".join(text for item in element if (text := clean(item.text)))
    try:
        found = full_date(element)
    except ValueError:
        found = None
    if found is None:
        problems.note("DateOfIssue", f"no full date: {stated!r}; give the publisher's date with --date")
    return found


def full_date(element: etree._Element) -> date | None:
    """Return the day that an element states in full.

    Raises:
        ValueError: what stands there is no date.

    """
    made = partial_date(element)
    return made.first_day() if made and made.day else None


def partial_date(element: etree._Element) -> PartialDate | None:
    """Return the day, month or year that an element states; None for none, or the year 0.

    Raises:
        ValueError: what stands there is no date.

    """
    year, month, day = (_number(element, tag) for tag in ("Year", "Month", "Day"))
    return PartialDate(year, month, day if month else None) if year else None


def _number(element: etree._Element, tag: str) -> int | None:
    text = child_text(element, tag)
    if text is not None and not (text.isascii() and text.isdigit()):
        raise ValueError(f"{tag} {text!r} is no number")
    return int(text) if text else None


def read_tables(element: etree._Element, reference: Reference) -> None:
    """Take the value sets that everything else refers to."""
    for group in element:
        for item in group:
            tag, key = local(item), item.get("ID")
            if key is None:
                continue
            reference.values[tag][key] = clean(item.text) or ""
            if tag == "PartySubType":
                reference.subtype_kind[key] = item.get("PartyTypeID") or ""
            elif tag == "AreaCode" and item.get("CountryID"):
                reference.values["AreaCountry"][key] = item.get("CountryID") or ""


def read_location(element: etree._Element, reference: Reference) -> None:
    """Take a place with its country."""
    parts = [
        text for value in children(element, "LocationPart", "LocationPartValue", "Value") if (text := clean(value.text))
    ]
    country: str | None = None
    for item in children(element, "LocationCountry"):
        country = reference.name("Country", item.get("CountryID")) or None
    for item in children(element, "LocationAreaCode"):
        area = item.get("AreaCodeID")
        country = country or reference.name("Country", reference.values["AreaCountry"].get(area or "")) or None
    key = element.get("ID")
    if key:
        region = next((part for part in parts if part.startswith("Region: ")), None)
        parts = [part.removeprefix("Region: ") for part in parts if part.casefold() not in _UNKNOWN_PLACES]
        if country and country.casefold() in _UNKNOWN_PLACES:
            # Then the region alone may tell ("Gaza"), as the classic file has it for a country.
            country, region = None, region or (parts[-1] if parts else None)
        text = ", ".join([*parts, *([country] if country else [])])
        reference.locations[key] = (text, country_of(country or region or ""))


def read_document(element: etree._Element, reference: Reference) -> None:
    """Take a document of an identity."""
    number, identity = child_text(element, "IDRegistrationNo"), element.get("IdentityID")
    if not number or not identity:
        return
    label = reference.name("IDRegDocType", element.get("IDRegDocTypeID"))
    issued = reference.name("Country", element.get("IssuedBy-CountryID"))
    country = country_of(issued) if issued else None
    made = identifier(label, number, country) or Identifier("other", number, country, label or None)
    reference.documents[identity].append(made)


def birth_dates(version: etree._Element) -> list[BirthDate]:
    """Return the dates of a feature: days, months, years or spans of them."""
    found: list[BirthDate] = []
    for period in children(version, "DatePeriod"):
        starts = [made for item in children(period, "Start", "From") if (made := partial_date(item))]
        ends = [made for item in children(period, "End", "To") if (made := partial_date(item))]
        if not starts:
            continue
        circa = any(item.get("Approximate") == "true" for item in children(period, "Start"))
        start, end = starts[0], ends[0] if ends else starts[0]
        if start == end:
            found.append(BirthDate(start, circa=circa))
        elif start == PartialDate(start.year, 1, 1) and end == PartialDate(start.year, 12, 31):
            found.append(BirthDate(PartialDate(start.year), circa=circa))
        else:
            found.append(BirthDate(start, end, circa))
    return found
