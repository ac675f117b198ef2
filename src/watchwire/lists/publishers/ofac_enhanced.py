"""OFAC's enhanced XML (SDN_ENHANCED.XML, CONS_ENHANCED.XML; also zipped): self-contained entries.

Format: https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML.xsd .
"""

from datetime import date

from lxml import etree

from watchwire.geography import country_of
from watchwire.lists.bundle import Bundle
from watchwire.lists.ofac_lists import SDN, OfacEntry, list_of_file, listings
from watchwire.lists.ofac_remarks import KINDS, identifier
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import day, make_name, unique_names
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

_OWN_FIELDS = frozenset({"Birthdate", "Place of Birth", "Gender", "Location"})
_PLAIN = frozenset({"Block", "Reject"})


class OfacEnhanced:
    """Loader of the enhanced XML; the entity's id is the entity number of the other formats."""

    name = "OFAC SDN or consolidated list (enhanced XML)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the root element."""
        return len(bundle.files) == 1 and b"<sanctionsData" in bundle.files[0].head

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every entity."""
        file = bundle.only()
        problems = Problems(file.name)
        drafts: list[tuple[Party, list[OfacEntry]]] = []
        version: date | None = None
        entries = frozenset({"publicationInfo", "entity"})
        for element in iterate(file.name, file.data, "sanctionsData", entries):
            tag = local(element)
            if tag == "publicationInfo":
                try:
                    version = day((child_text(element, "dataAsOf") or "")[:10])
                except ValueError as error:
                    problems.note("publicationInfo", str(error))
            elif tag == "entity" and element.get("id"):
                made = _party(element, problems)
                if made:
                    drafts.append((made, _entries(element, made.id, problems)))
        list_id = list_of_file([{entry.list for entry in entries} for _, entries in drafts], file.name)
        title = "OFAC SDN list (enhanced XML)" if list_id == SDN else "OFAC consolidated non-SDN list (enhanced XML)"
        named = tuple(_under(list_id, party, entries) for party, entries in drafts)
        return LoadedList(list_id, title, "OFAC", named, tuple(problems.found), version)


def _under(list_id: str, party: Party, entries: list[OfacEntry]) -> Party:
    """Give a party its list, which is known only when the whole file has been seen."""
    from dataclasses import replace

    made = listings(list_id, party.id, entries, party.remarks, party.facts)
    relations = tuple(
        replace(item, target=party_id(list_id, item.target) if item.target else None) for item in party.relations
    )
    return replace(party, id=party_id(list_id, party.id), listings=made, relations=relations)


def _party(element: etree._Element, problems: Problems) -> Party | None:
    reference = element.get("id") or ""
    place = f"entity {reference} (line {element.sourceline})"
    names = _names(element)
    if not names:
        problems.note(place, "no name; left out")
        return None
    general = next(children(element, "generalInfo"), element)
    label = (child_text(general, "entityType") or "").lower()
    if label not in KINDS:
        problems.note(place, f"kind {label!r} is unknown")
    birth_dates, birth_places, gender = _births(element, place, problems)
    return Party(
        id=reference,
        kind=KINDS.get(label, PartyKind.OTHER),
        names=unique_names(names),
        listings=(),
        birth_dates=birth_dates,
        birth_places=birth_places,
        countries=_countries(element),
        positions=tuple(text for text in [child_text(general, "title")] if text),
        addresses=_addresses(element),
        identifiers=_identifiers(element),
        relations=_relations(element),
        gender=gender,
        remarks=child_text(general, "remarks"),
        facts=_facts(element),
    )


def _entries(element: etree._Element, reference: str, problems: Problems) -> list[OfacEntry]:
    """One entry a list with its own date; programmes and authorities are given for the party as a whole."""
    programmes = _texts(element, "sanctionsPrograms", "sanctionsProgram")
    authorities = _texts(element, "legalAuthorities", "legalAuthority")
    reason = "; ".join(text for text in _texts(element, "sanctionsTypes", "sanctionsType") if text not in _PLAIN)
    found: list[OfacEntry] = []
    for item in children(element, "sanctionsLists", "sanctionsList"):
        try:
            listed = day(item.get("datePublished"))
        except ValueError as error:
            problems.note(f"entity {reference}", f"datePublished: {error}")
            listed = None
        found.append(OfacEntry(clean(item.text) or "", programmes, authorities, listed, reason or None))
    return found


def _facts(element: etree._Element) -> tuple[Fact, ...]:
    found: dict[Fact, None] = {}
    for feature in children(element, "features", "feature"):
        label, value = child_text(feature, "type") or "", child_text(feature, "value")
        known = label in _OWN_FIELDS or label.startswith(("Nationality", "Citizenship", "Vessel Flag"))
        if value and not known and identifier(label, value, None) is None:
            found[Fact(label.strip(" -:"), value)] = None
    return tuple(found)


def _texts(element: etree._Element, *path: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for item in children(element, *path) if (text := clean(item.text))))


def _names(element: etree._Element) -> list[PartyName]:
    found: list[PartyName] = []
    for name in children(element, "names", "name"):
        kind = NameKind.PRIMARY if child_text(name, "isPrimary") == "true" else NameKind.ALIAS
        if (child_text(name, "aliasType") or "").upper().startswith("F.K.A"):
            kind = NameKind.FORMER
        quality = NameQuality.WEAK if child_text(name, "isLowQuality") == "true" else NameQuality.STRONG
        for position, item in enumerate(children(name, "translations", "translation")):
            given, family = child_text(item, "formattedFirstName"), child_text(item, "formattedLastName")
            whole = child_text(item, "formattedFullName")
            full = f"{given} {family}" if given and family else whole or given or family
            if full:
                split = given is not None and family is not None
                this = kind if position == 0 or kind is not NameKind.PRIMARY else NameKind.ALIAS
                found.append(make_name(full, this, quality, given if split else None, family if split else None))
    found.sort(key=lambda name: name.kind is not NameKind.PRIMARY)
    return found


def _births(
    element: etree._Element, place: str, problems: Problems
) -> tuple[tuple[BirthDate, ...], tuple[str, ...], str | None]:
    dates: list[BirthDate] = []
    places: list[str] = []
    gender = None
    for feature in children(element, "features", "feature"):
        label, value = child_text(feature, "type") or "", child_text(feature, "value")
        if label == "Birthdate":
            try:
                dates.extend(_birth_date(item) for item in children(feature, "valueDate"))
            except (ValueError, TypeError) as error:
                problems.note(place, f"date of birth {value!r}: {error}")
        elif label == "Place of Birth" and value:
            places.append(value)
        elif label == "Gender" and value:
            gender = value.lower()
    return tuple(dict.fromkeys(dates)), tuple(dict.fromkeys(places)), gender


def _birth_date(item: etree._Element) -> BirthDate:
    start = PartialDate.parse(child_text(item, "fromDateBegin") or "")
    end = PartialDate.parse(child_text(item, "toDateEnd") or str(start))
    circa = child_text(item, "isApproximate") == "true"
    if start == end:
        return BirthDate(start, circa=circa)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        first, last = PartialDate(start.year), PartialDate(end.year)
        return BirthDate(first, None if first == last else last, circa)
    return BirthDate(start, end, circa)


def _countries(element: etree._Element) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for feature in children(element, "features", "feature"):
        label, value = child_text(feature, "type") or "", child_text(feature, "value")
        if label.startswith(("Nationality", "Citizenship", "Vessel Flag")) and value:
            found.setdefault(country_of(value) or "")
    for address in children(element, "addresses", "address"):
        if country := child_text(address, "country"):
            found.setdefault(country_of(country) or "")
    return tuple(code for code in found if code)


def _addresses(element: etree._Element) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for address in children(element, "addresses", "address"):
        parts = _texts(address, "translations", "translation", "addressParts", "addressPart", "value")
        country = child_text(address, "country")
        text = ", ".join([*parts, *([country] if country else [])])
        if text:
            found[text] = None
    return tuple(found)


def _identifiers(element: etree._Element) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for item in children(element, "identityDocuments", "identityDocument"):
        number, label = child_text(item, "documentNumber"), child_text(item, "type") or ""
        country = child_text(item, "issuingCountry")
        if number:
            made = identifier(label, number, country_of(country) if country else None)
            found[made or Identifier("other", number, None, label or None)] = None
    for feature in children(element, "features", "feature"):
        label, value = child_text(feature, "type") or "", child_text(feature, "value")
        feature_number = identifier(label, value, None) if value else None
        if feature_number is not None:
            found[feature_number] = None
    return tuple(found)


def _relations(element: etree._Element) -> tuple[Relation, ...]:
    found: list[Relation] = []
    for item in children(element, "relationships", "relationship"):
        for other in children(item, "relatedEntity"):
            kind = (child_text(item, "type") or "linked to").lower()
            found.append(Relation(kind, clean(other.text) or "", other.get("entityId")))
    return tuple(found)
