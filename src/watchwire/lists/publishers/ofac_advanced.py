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

from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from watchwire.geography import country_of
from watchwire.lists.bundle import Bundle
from watchwire.lists.ofac_lists import SDN, OfacEntry, list_of_file, listings
from watchwire.lists.ofac_remarks import identifier
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.publishers.ofac_references import (
    Reference,
    birth_dates,
    full_date,
    issued,
    read_document,
    read_location,
    read_tables,
)
from watchwire.lists.values import make_name, unique_names
from watchwire.lists.xml import child_text, children, clean, iterate, local
from watchwire.model import (
    BirthDate,
    Fact,
    Identifier,
    NameKind,
    NameQuality,
    Party,
    PartyKind,
    PartyName,
    Relation,
    party_id,
)

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
        reference, drafts = Reference(), dict[str, _Draft]()
        version: date | None = None
        for element in iterate(file.name, file.data, "Sanctions", _SECTIONS):
            tag = local(element)
            if tag == "DateOfIssue" and version is None:
                version = issued(element, problems)
            elif tag == "ReferenceValueSets":
                read_tables(element, reference)
            elif tag == "Location":
                read_location(element, reference)
            elif tag == "IDRegDocument":
                read_document(element, reference)
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


def _read_party(element: etree._Element, reference: Reference, drafts: dict[str, _Draft], problems: Problems) -> None:
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
            reference.kind(profile.get("PartySubTypeID")),
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


def _names(identity: etree._Element, reference: Reference) -> list[PartyName]:
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


def _read_feature(feature: etree._Element, draft: _Draft, reference: Reference) -> None:
    label = reference.name("FeatureType", feature.get("FeatureTypeID"))
    lower = label.lower()
    for version in children(feature, "FeatureVersion"):
        detail = _detail(version, reference)
        locations = [
            reference.locations.get(item.get("LocationID") or "", ("", None))
            for item in children(version, "VersionLocation")
        ]
        if lower == "birthdate":
            draft.birth_dates.extend(birth_dates(version))
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
    return "; ".join(str(born) for born in birth_dates(version))


def _detail(version: etree._Element, reference: Reference) -> str:
    for item in children(version, "VersionDetail"):
        text = clean(item.text) or reference.name("DetailReference", item.get("DetailReferenceID"))
        if text:
            return text
    return ""


def _read_relation(element: etree._Element, reference: Reference, drafts: dict[str, _Draft]) -> None:
    source, target = element.get("From-ProfileID") or "", element.get("To-ProfileID") or ""
    if source in drafts:
        kind = reference.name("RelationType", element.get("RelationTypeID")) or "linked to"
        name = drafts[target].names[0].full if target in drafts else target
        drafts[source].relations.append(Relation(kind.lower(), name, target))


def _read_entry(element: etree._Element, reference: Reference, drafts: dict[str, _Draft], problems: Problems) -> None:
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
        days = [found for event in events for item in children(event, "Date") if (found := full_date(item))]
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


def _finish(list_id: str, draft: _Draft, reference: Reference) -> Party:
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
