"""OFAC's advanced XML (SDN_ADVANCED.XML, CONS_ADVANCED.XML), built on the UN advanced sanctions standard.

Format: https://ofac.treasury.gov/sanctions-list-service ("Sanctions Data Model"). Everything is a reference:
names are parts that point at groups, groups at part types; features point at details and locations; documents
point at identities; entries point at profiles. The reference sets come first in the file, relations and entries
last, so parties are put together after one pass.

Its traps: a file is of the list that *all* its entries are on ("SDN List" or "Consolidated List"), though many are on
others too; each list that a party is on has its own entry, with its own date, programmes and directives; all remarks
stand in the party's comment; a nationality may stand in the text of a location alone; a location may be
"undetermined".
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from watchwire.geography import country_of
from watchwire.lists.bundle import Bundle
from watchwire.lists.ofac_lists import SDN, OfacEntry, list_of_file, listings
from watchwire.lists.ofac_remarks import KINDS, identifier
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import make_name, unique_names
from watchwire.lists.xml import child_text, children, clean, iterate, local
from watchwire.model import (
    BirthDate,
    Fact,
    Identifier,
    NameKind,
    NameQuality,
    PartialDate,
    Party,
    PartyKind,
    PartyName,
    Relation,
    party_id,
)

_UNKNOWN_PLACES = frozenset({"undetermined", "unknown", "country undetermined"})
_SECTIONS = frozenset(
    {
        "DateOfIssue",
        "ReferenceValueSets",
        "Location",
        "IDRegDocument",
        "DistinctParty",
        "ProfileRelationship",
        "SanctionsEntry",
    }
)


@dataclass(slots=True)
class _Reference:
    """The look-up tables of the file."""

    values: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    subtype_kind: dict[str, str] = field(default_factory=dict)
    locations: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    documents: dict[str, list[Identifier]] = field(default_factory=lambda: defaultdict(list))

    def name(self, table: str, key: str | None) -> str:
        return self.values[table].get(key or "", "")


@dataclass(slots=True)
class _Draft:
    """A party under construction."""

    profile: str
    kind: PartyKind
    names: list[PartyName]
    identities: list[str]
    birth_dates: list[BirthDate] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    countries: dict[str, None] = field(default_factory=dict)
    positions: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    gender: str | None = None
    remarks: str | None = None
    facts: list[Fact] = field(default_factory=list)
    entries: list[OfacEntry] = field(default_factory=list)


class OfacAdvanced:
    """Loader of the advanced XML; the profile's number is the entity number of the other formats."""

    name = "OFAC SDN or consolidated list (advanced XML)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the root element and its first child."""
        if len(bundle.files) != 1:
            return False
        head = bundle.files[0].head
        return b"<Sanctions" in head and (b"DateOfIssue" in head or b"ADVANCED_XML" in head)

    def load(self, bundle: Bundle) -> LoadedList:
        """Read tables, parties, relations and entries in one pass."""
        file = bundle.only()
        problems = Problems(file.name)
        reference, drafts = _Reference(), dict[str, _Draft]()
        version: date | None = None
        for element in iterate(file.name, file.data, "Sanctions", _SECTIONS):
            tag = local(element)
            if tag == "DateOfIssue" and version is None:
                version = _issued(element, problems)
            elif tag == "ReferenceValueSets":
                _read_tables(element, reference)
            elif tag == "Location":
                _read_location(element, reference)
            elif tag == "IDRegDocument":
                _read_document(element, reference)
            elif tag == "DistinctParty":
                _read_party(element, reference, drafts, problems)
            elif tag == "ProfileRelationship":
                _read_relation(element, reference, drafts)
            elif tag == "SanctionsEntry":
                _read_entry(element, reference, drafts, problems)
        list_id = list_of_file([{entry.list for entry in draft.entries} for draft in drafts.values()], file.name)
        title = "OFAC SDN list (advanced XML)" if list_id == SDN else "OFAC consolidated non-SDN list (advanced XML)"
        parties = tuple(_finish(list_id, draft, reference) for draft in drafts.values())
        return LoadedList(list_id, title, "OFAC", parties, tuple(problems.found), version)


def _issued(element: etree._Element, problems: Problems) -> date | None:
    stated = ", ".join(text for item in element if (text := clean(item.text)))
    try:
        found = _date(element)
    except ValueError:
        found = None
    if found is None:
        problems.note("DateOfIssue", f"no full date: {stated!r}; give the publisher's date with --date")
    return found


def _date(element: etree._Element) -> date | None:
    made = _partial(element)
    return made.first_day() if made and made.day else None


def _partial(element: etree._Element) -> PartialDate | None:
    year, month, day = (child_text(element, tag) for tag in ("Year", "Month", "Day"))
    if not year or not int(year):
        return None
    return PartialDate(int(year), int(month) if month else None, int(day) if month and day else None)


def _read_tables(element: etree._Element, reference: _Reference) -> None:
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


def _read_location(element: etree._Element, reference: _Reference) -> None:
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


def _read_document(element: etree._Element, reference: _Reference) -> None:
    number, identity = child_text(element, "IDRegistrationNo"), element.get("IdentityID")
    if not number or not identity:
        return
    label = reference.name("IDRegDocType", element.get("IDRegDocTypeID"))
    issued = reference.name("Country", element.get("IssuedBy-CountryID"))
    country = country_of(issued) if issued else None
    made = identifier(label, number, country) or Identifier("other", number, country, label or None)
    reference.documents[identity].append(made)


def _read_party(element: etree._Element, reference: _Reference, drafts: dict[str, _Draft], problems: Problems) -> None:
    for profile in children(element, "Profile"):
        key = profile.get("ID")
        place = f"party {key or element.get('FixedRef')} (line {profile.sourceline})"
        if key is None:
            problems.note(place, "profile without ID; left out")
            continue
        identities = list(children(profile, "Identity"))
        names = [name for identity in identities for name in _names(identity, reference)]
        if not names:
            problems.note(place, "no name; left out")
            continue
        draft = _Draft(
            key,
            _kind(profile.get("PartySubTypeID"), reference),
            names,
            [found for identity in identities if (found := identity.get("ID"))],
            remarks=child_text(element, "Comment"),
        )
        for feature in children(profile, "Feature"):
            try:
                _read_feature(feature, draft, reference)
            except ValueError as error:
                problems.note(place, f"feature {feature.get('ID')}: {error}")
        drafts[key] = draft


def _kind(subtype: str | None, reference: _Reference) -> PartyKind:
    words = (
        reference.name("PartySubType", subtype).lower(),
        reference.name("PartyType", reference.subtype_kind.get(subtype or "", "")).lower(),
    )
    return next((KINDS[word] for word in words if word in KINDS), PartyKind.OTHER)


def _names(identity: etree._Element, reference: _Reference) -> list[PartyName]:
    groups = {
        group.get("ID"): reference.name("NamePartType", group.get("NamePartTypeID"))
        for group in children(identity, "NamePartGroups", "MasterNamePartGroup", "NamePartGroup")
    }
    found: list[PartyName] = []
    for alias in children(identity, "Alias"):
        label = reference.name("AliasType", alias.get("AliasTypeID"))
        kind = NameKind.ALIAS
        if alias.get("Primary") == "true":
            kind = NameKind.PRIMARY
        elif label.startswith("F.K.A"):
            kind = NameKind.FORMER
        quality = NameQuality.WEAK if alias.get("LowQuality") == "true" else NameQuality.STRONG
        for position, name in enumerate(children(alias, "DocumentedName")):
            made = _name(name, groups, kind if position == 0 else NameKind.ALIAS, quality)
            if made is not None:
                found.append(made)
    found.sort(key=lambda name: name.kind is not NameKind.PRIMARY)
    return found


def _name(
    element: etree._Element, groups: dict[str | None, str], kind: NameKind, quality: NameQuality
) -> PartyName | None:
    family: list[str] = []
    given: list[str] = []
    whole: list[str] = []
    for value in children(element, "DocumentedNamePart", "NamePartValue"):
        text = clean(value.text)
        if text is None:
            continue
        part = groups.get(value.get("NamePartGroupID"), "")
        if part == "Last Name":
            family.append(text)
        elif part in {"First Name", "Middle Name", "Patronymic", "Matronymic"}:
            given.append(text)
        else:
            whole.append(text)
    full = " ".join([*given, *family, *whole])
    if not full:
        return None
    return make_name(full, kind, quality, " ".join(given) or None, " ".join(family) or None)


def _read_feature(feature: etree._Element, draft: _Draft, reference: _Reference) -> None:
    label = reference.name("FeatureType", feature.get("FeatureTypeID"))
    lower = label.lower()
    for version in children(feature, "FeatureVersion"):
        detail = _detail(version, reference)
        locations = [
            reference.locations.get(item.get("LocationID") or "", ("", None))
            for item in children(version, "VersionLocation")
        ]
        if lower == "birthdate":
            draft.birth_dates.extend(_birth_dates(version))
        elif lower == "place of birth":
            draft.birth_places.extend(text for text in [detail, *(place for place, _ in locations)] if text)
        elif lower == "location":
            draft.addresses.extend(place for place, _ in locations if place)
            draft.countries.update((code, None) for _, code in locations if code)
        elif lower.startswith(("nationality", "citizenship", "vessel flag")):
            codes = [code or (country_of(place) if place else None) for place, code in locations]
            codes.append(country_of(detail) if detail else None)
            draft.countries.update((code, None) for code in codes if code)
        elif lower == "gender":
            draft.gender = detail.lower() or None
        elif lower == "title":
            draft.positions.append(detail)
        else:
            _read_other(label, detail or _days(version), draft)


def _read_other(label: str, value: str, draft: _Draft) -> None:
    """Numbers become identifiers; what has no field of its own (directives, dates of divestment) stays as a fact."""
    if not value:
        return
    number = identifier(label, value, None)
    if number is not None:
        draft.identifiers.append(number)
    else:
        draft.facts.append(Fact(label.strip(" -:"), value))


def _days(version: etree._Element) -> str:
    return "; ".join(str(born) for born in _birth_dates(version))


def _detail(version: etree._Element, reference: _Reference) -> str:
    for item in children(version, "VersionDetail"):
        text = clean(item.text) or reference.name("DetailReference", item.get("DetailReferenceID"))
        if text:
            return text
    return ""


def _birth_dates(version: etree._Element) -> list[BirthDate]:
    found: list[BirthDate] = []
    for period in children(version, "DatePeriod"):
        starts = [made for item in children(period, "Start", "From") if (made := _partial(item))]
        ends = [made for item in children(period, "End", "To") if (made := _partial(item))]
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


def _read_relation(element: etree._Element, reference: _Reference, drafts: dict[str, _Draft]) -> None:
    source, target = element.get("From-ProfileID") or "", element.get("To-ProfileID") or ""
    if source in drafts:
        kind = reference.name("RelationType", element.get("RelationTypeID")) or "linked to"
        name = drafts[target].names[0].full if target in drafts else target
        drafts[source].relations.append(Relation(kind.lower(), name, target))


def _read_entry(element: etree._Element, reference: _Reference, drafts: dict[str, _Draft], problems: Problems) -> None:
    draft = drafts.get(element.get("ProfileID") or "")
    if draft is None:
        problems.note(f"entry {element.get('ID')} (line {element.sourceline})", "points at no known party")
        return
    programmes: dict[str, None] = {}
    directives: dict[str, None] = {}
    for measure in children(element, "SanctionsMeasure"):
        comment, label = child_text(measure, "Comment"), reference.name("SanctionsType", measure.get("SanctionsTypeID"))
        if label == "Program" and comment:
            programmes[comment] = None
        elif label and label not in {"Block", "Reject"}:
            directives[f"{label} ({comment})" if comment else label] = None
    events = list(children(element, "EntryEvent"))
    authorities = (reference.name("LegalBasis", event.get("LegalBasisID")) for event in events)
    comments = (child_text(event, "Comment") for event in events)
    try:
        days = [found for event in events for item in children(event, "Date") if (found := _date(item))]
    except ValueError as error:
        problems.note(f"entry {element.get('ID')} (line {element.sourceline})", f"date: {error}")
        days = []
    draft.entries.append(
        OfacEntry(
            reference.name("List", element.get("ListID")),
            tuple(programmes),
            tuple(dict.fromkeys(text for text in authorities if text and text != "Unknown")),
            min(days, default=None),
            "; ".join([*directives, *(text for text in comments if text)]) or None,
        )
    )


def _finish(list_id: str, draft: _Draft, reference: _Reference) -> Party:
    identifiers = [number for identity in draft.identities for number in reference.documents[identity]]
    return Party(
        id=party_id(list_id, draft.profile),
        kind=draft.kind,
        names=unique_names(draft.names),
        listings=listings(list_id, draft.profile, draft.entries, draft.remarks, draft.facts),
        birth_dates=tuple(dict.fromkeys(draft.birth_dates)),
        birth_places=tuple(dict.fromkeys(draft.birth_places)),
        countries=tuple(draft.countries),
        positions=tuple(dict.fromkeys(text for text in draft.positions if text)),
        addresses=tuple(dict.fromkeys(draft.addresses)),
        identifiers=tuple(dict.fromkeys([*identifiers, *draft.identifiers])),
        relations=tuple(
            Relation(item.kind, item.name, party_id(list_id, item.target) if item.target else None)
            for item in draft.relations
        ),
        gender=draft.gender,
        remarks=draft.remarks,
        facts=tuple(dict.fromkeys(draft.facts)),
    )
