"""OFAC's classic XML (SDN.XML, CONSOLIDATED.XML): one `sdnEntry` a party, all of it inside.

Format: https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas . Two namespaces are
in use, the old one (tempuri.org) and that of the Sanctions List Service; only local names are looked at. Its traps:
the file does not say which of the two lists it is, so the programmes do; numbers, gender, directives and risks all
stand in `idList`; dates of listing are in no field, save in the remarks; weak aliases are `category` weak.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from lxml import etree

from watchwire.geography import country_of
from watchwire.lists.bundle import Bundle
from watchwire.lists.ofac_lists import SDN, OfacEntry, list_by_programmes, listings
from watchwire.lists.ofac_remarks import KINDS, identifier, parse_remarks
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import birth_date, make_name, unique_names
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

_LINKED = re.compile(r";?\s*\(?Linked To: (.+?)(?:\)(?=;|\.?$)|(?=;|\.?$))")
_ALIASES = {"f.k.a.": NameKind.FORMER}
_COUNTRY_FACTS = ("Nationality of Registration",)


class OfacXml:
    """Loader of the classic XML; the entity number (`uid`) is the reference."""

    name = "OFAC SDN or consolidated list (classic XML)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the root element."""
        return len(bundle.files) == 1 and b"<sdnList" in bundle.files[0].head

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every sdnEntry."""
        file = bundle.only()
        problems = Problems(file.name)
        drafts: list[tuple[Party, tuple[str, ...]]] = []
        version: date | None = None
        for element in iterate(file.name, file.data, "sdnList", frozenset({"publshInformation", "sdnEntry"})):
            if local(element) == "publshInformation":
                version = _published(element, problems)
            elif local(element) == "sdnEntry":
                drafts.extend(_entry(element, problems))
        list_id = list_by_programmes([programmes for _, programmes in drafts], file.name)
        title = "OFAC SDN list" if list_id == SDN else "OFAC consolidated non-SDN list"
        names = Counter(party.caption for party, _ in drafts)
        by_name = {party.caption: party.id for party, _ in drafts if names[party.caption] == 1}
        parties = tuple(_under(list_id, party, programmes, by_name) for party, programmes in drafts)
        return LoadedList(list_id, f"{title} (classic XML)", "OFAC", parties, tuple(problems.found), version)


def _published(element: etree._Element, problems: Problems) -> date | None:
    text = child_text(element, "Publish_Date")
    try:
        month, day, year = (int(part) for part in (text or "").split("/"))
        return date(year, month, day)
    except ValueError:
        problems.note("publshInformation", f"Publish_Date is no date: {text!r}")
        return None


def _under(list_id: str, party: Party, programmes: tuple[str, ...], by_name: dict[str, str]) -> Party:
    """Give a party its list and its ties their targets, which are known only when the whole file has been seen."""
    from dataclasses import replace

    listed_on = parse_remarks(party.remarks or "").listed_on
    name = "SDN List" if list_id == SDN else ""
    entry = OfacEntry(name, programmes, listed_on=listed_on, reason=party.remarks)
    made = listings(list_id, party.id, [entry], party.remarks, party.facts)
    relations = tuple(
        replace(tie, target=party_id(list_id, by_name[tie.name]) if tie.name in by_name else None)
        for tie in party.relations
    )
    return replace(party, id=party_id(list_id, party.id), listings=made, relations=relations)


def _entry(element: etree._Element, problems: Problems) -> Iterator[tuple[Party, tuple[str, ...]]]:
    reference = child_text(element, "uid")
    place = f"entry {reference} (line {element.sourceline})"
    if reference is None:
        problems.note(place, "no uid; left out")
        return
    label = (child_text(element, "sdnType") or "").lower()
    if label not in KINDS:
        problems.note(place, f"sdnType {label!r} is unknown")
    names = _names(element)
    if not names:
        problems.note(place, "no name; left out")
        return
    identifiers, facts, countries, gender = _numbers(element)
    vessel = _vessel(element)
    title = child_text(element, "title")
    stated = child_text(element, "remarks") or ""
    linked = dict.fromkeys(_LINKED.findall(stated))
    remarks = _LINKED.sub("", stated).strip("; ")
    party = Party(
        id=reference,
        kind=KINDS.get(label, PartyKind.OTHER),
        names=names,
        listings=(),
        birth_dates=_birth_dates(element, place, problems),
        birth_places=_texts(element, "placeOfBirthList", "placeOfBirthItem", "placeOfBirth"),
        countries=_countries(element, countries),
        positions=(title,) if title else (),
        addresses=_addresses(element),
        identifiers=(*identifiers, *vessel[0]),
        relations=(*vessel[1], *(Relation("linked to", name) for name in linked)),
        gender=gender,
        remarks=remarks or None,
        facts=(*facts, *vessel[2]),
    )
    yield party, _texts(element, "programList", "program")


def _texts(element: etree._Element, *path: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for item in children(element, *path) if (text := clean(item.text))))


def _names(element: etree._Element) -> tuple[PartyName, ...]:
    found = [_name(element, NameKind.PRIMARY, NameQuality.STRONG)]
    for alias in children(element, "akaList", "aka"):
        kind = _ALIASES.get((child_text(alias, "type") or "").lower(), NameKind.ALIAS)
        weak = child_text(alias, "category") == "weak"
        found.append(_name(alias, kind, NameQuality.WEAK if weak else NameQuality.STRONG))
    return unique_names([name for name in found if name is not None])


def _name(element: etree._Element, kind: NameKind, quality: NameQuality) -> PartyName | None:
    given, family = child_text(element, "firstName"), child_text(element, "lastName")
    full = " ".join(text for text in (given, family) if text)
    if not full:
        return None
    return make_name(full, kind, quality, given, family if given else None)


def _birth_dates(element: etree._Element, place: str, problems: Problems) -> tuple[BirthDate, ...]:
    found: dict[BirthDate, None] = {}
    for text in _texts(element, "dateOfBirthList", "dateOfBirthItem", "dateOfBirth"):
        try:
            found[birth_date(text)] = None
        except ValueError as error:
            problems.note(place, f"date of birth: {error}")
    return tuple(found)


def _countries(element: etree._Element, also: tuple[str, ...]) -> tuple[str, ...]:
    stated = (
        *_texts(element, "nationalityList", "nationality", "country"),
        *_texts(element, "citizenshipList", "citizenship", "country"),
        *_texts(element, "vesselInfo", "vesselFlag"),
        *also,
        *_texts(element, "addressList", "address", "country"),
    )
    return tuple(dict.fromkeys(code for name in stated if (code := country_of(name))))


def _addresses(element: etree._Element) -> tuple[str, ...]:
    fields = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
    texts = (
        ", ".join(
            text.removeprefix("Region: ")
            for field in fields
            if (text := child_text(item, field)) and text != "undetermined"
        )
        for item in children(element, "addressList", "address")
    )
    return tuple(dict.fromkeys(text for text in texts if text))


def _numbers(
    element: etree._Element,
) -> tuple[tuple[Identifier, ...], tuple[Fact, ...], tuple[str, ...], str | None]:
    """Sort the idList into numbers, other facts, countries of registration and the gender."""
    identifiers: dict[Identifier, None] = {}
    facts: dict[Fact, None] = {}
    countries: list[str] = []
    gender: str | None = None
    for item in children(element, "idList", "id"):
        label, value = child_text(item, "idType") or "", child_text(item, "idNumber")
        issued = child_text(item, "idCountry")
        if value is None:
            continue
        if label == "Gender":
            gender = value.lower()
        elif label in _COUNTRY_FACTS:
            countries.append(value)
        elif (made := identifier(label, value, country_of(issued) if issued else None)) is not None:
            identifiers[made] = None
        else:
            facts[Fact(label.strip(" -:"), value)] = None
    return tuple(identifiers), tuple(facts), tuple(countries), gender


def _vessel(element: etree._Element) -> tuple[tuple[Identifier, ...], tuple[Relation, ...], tuple[Fact, ...]]:
    info = next(children(element, "vesselInfo"), None)
    if info is None:
        return (), (), ()
    sign, owner = child_text(info, "callSign"), child_text(info, "vesselOwner")
    labels = (("vesselType", "vessel type"), ("tonnage", "tonnage"), ("grossRegisteredTonnage", "gross tonnage"))
    return (
        (Identifier("call-sign", sign),) if sign else (),
        (Relation("owner", owner),) if owner else (),
        tuple(Fact(label, text) for tag, label in labels if (text := child_text(info, tag))),
    )
