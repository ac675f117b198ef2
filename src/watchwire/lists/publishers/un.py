"""United Nations Security Council consolidated list (XML).

Format: https://www.un.org/sc/resources/sc-sanctions.xsd . Its traps: alias quality is `Good`, `Low`, or for
bodies `a.k.a.` and `f.k.a.`; empty alias elements abound; birth dates are exact, approximate or between
two years; `LAST_DAY_UPDATED` holds several values; some comments carry the gender; family names come
first for Koreans and last for most others, so the four name fields say nothing about given and family.
"""

import re

from lxml import etree

from watchwire.geography import country_codes_in, country_of, is_no_country
from watchwire.lists.bundle import Bundle
from watchwire.lists.effects import effects_of
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import alias_pieces, day, make_name, partial_date, unique_names
from watchwire.lists.xml import child_text, children, clean, iterate, local
from watchwire.model import (
    BirthDate,
    Effect,
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    PartialDate,
    Party,
    PartyKind,
    PartyName,
    Relation,
    party_id,
)

LIST = "un-sc"
_NAME_FIELDS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_QUALITY = {
    "good": (NameKind.ALIAS, NameQuality.STRONG),
    "a.k.a.": (NameKind.ALIAS, NameQuality.STRONG),
    "f.k.a.": (NameKind.FORMER, NameQuality.STRONG),
    "low": (NameKind.ALIAS, NameQuality.WEAK),
}
_REFERENCE = re.compile(r"\b([A-Z]{2}[ie]\.\d{3})\b")
_IMO = re.compile(r"\bIMO\)?(?:\s+number)?\s*:?\s*(\d{7})\b", re.IGNORECASE)
_LIBYA = re.compile(r"resolution 19\d\d \(((?:travel ban|asset freeze|[,\s]|and)+)\)", re.IGNORECASE)
_GENDER = re.compile(r"Gender:\s*(male|female)", re.IGNORECASE)


class UnitedNations:
    """Loader of the UN list; the reference number (`KPi.076`) is the entry's reference."""

    name = "United Nations Security Council consolidated list (XML)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the root element."""
        return len(bundle.files) == 1 and b"<CONSOLIDATED_LIST" in bundle.files[0].head

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every INDIVIDUAL and ENTITY."""
        file = bundle.only()
        problems = Problems(file.name)
        parties: list[Party] = []
        version = None
        entries = frozenset({"INDIVIDUAL", "ENTITY"})
        for element in iterate(file.name, file.data, "CONSOLIDATED_LIST", entries):
            if local(element) == "CONSOLIDATED_LIST":
                try:
                    version = day((element.get("dateGenerated") or "")[:10])
                except ValueError:
                    problems.note("root", f"dateGenerated is no date: {element.get('dateGenerated')!r}")
                continue
            party = _party(element, problems)
            if party is not None:
                parties.append(party)
        return LoadedList(
            LIST,
            "UN Security Council consolidated list",
            "United Nations",
            tuple(parties),
            tuple(problems.found),
            version,
        )


def _party(element: etree._Element, problems: Problems) -> Party | None:
    reference = child_text(element, "REFERENCE_NUMBER")
    place = f"entry {reference or child_text(element, 'DATAID')} (line {element.sourceline})"
    if reference is None:
        problems.note(place, "no REFERENCE_NUMBER; entry left out")
        return None
    names = _names(element, place, problems)
    if not names:
        problems.note(place, "no name; entry left out")
        return None
    person = local(element) == "INDIVIDUAL"
    comment = child_text(element, "COMMENTS1")
    identifiers = _identifiers(element, comment)
    gender = child_text(element, "GENDER")
    if gender is None and comment and (found := _GENDER.search(comment)):
        gender = found[1]
    kind = PartyKind.PERSON if person else _body_kind(reference, identifiers)
    return Party(
        id=party_id(LIST, reference),
        kind=kind,
        names=names,
        listings=(_listing(element, reference, comment, place, problems),),
        birth_dates=_birth_dates(element, place, problems),
        birth_places=_places(element, "INDIVIDUAL_PLACE_OF_BIRTH"),
        countries=_countries(element, place, problems),
        positions=_values(element, "DESIGNATION"),
        addresses=_places(element, "INDIVIDUAL_ADDRESS" if person else "ENTITY_ADDRESS"),
        identifiers=identifiers,
        relations=tuple(
            Relation("mentioned with", other, party_id(LIST, other))
            for other in dict.fromkeys(_REFERENCE.findall(comment or ""))
            if other != reference
        ),
        gender=gender.lower() if gender else None,
        remarks=comment,
        titles=_values(element, "TITLE"),
    )


def _body_kind(reference: str, identifiers: tuple[Identifier, ...]) -> PartyKind:
    only_ship = any(identifier.kind == "imo" for identifier in identifiers)
    return PartyKind.VESSEL if only_ship and reference.startswith("KPv") else PartyKind.ORGANIZATION


def _names(element: etree._Element, place: str, problems: Problems) -> tuple[PartyName, ...]:
    parts = [text for field in _NAME_FIELDS if (text := child_text(element, field))]
    names = [make_name(" ".join(parts), NameKind.PRIMARY)] if parts else []
    if original := child_text(element, "NAME_ORIGINAL_SCRIPT"):
        names.extend(make_name(piece.strip()) for piece in original.split(";") if piece.strip())
    for tag in ("INDIVIDUAL_ALIAS", "ENTITY_ALIAS"):
        for alias in children(element, tag):
            full, label = child_text(alias, "ALIAS_NAME"), child_text(alias, "QUALITY")
            if full is None:
                continue
            known = _QUALITY.get((label or "").lower())
            if known is None:
                problems.note(place, f"alias quality {label!r} is unknown; taken as weak")
                known = (NameKind.ALIAS, NameQuality.WEAK)
            names.extend(make_name(piece, *known) for piece in alias_pieces(full))
    return unique_names(names)


def _listing(element: etree._Element, reference: str, comment: str | None, place: str, problems: Problems) -> Listing:
    listed = amended = None
    try:
        listed = day(child_text(element, "LISTED_ON"))
        amended = max((found for value in _values(element, "LAST_DAY_UPDATED") if (found := day(value))), default=None)
    except ValueError as error:
        problems.note(place, f"listing date: {error}")
    return Listing(
        LIST,
        reference,
        child_text(element, "UN_LIST_TYPE"),
        "United Nations Security Council",
        listed_on=listed,
        amended_on=amended,
        reason=comment,
        source_url="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
        effects=_effects(element, comment),
    )


def _effects(element: etree._Element, comment: str | None) -> tuple[Effect, ...]:
    """What the committee's sanctions are; entries of Libya say it one by one ("resolution 1970 (Travel Ban)")."""
    kind = PartyKind.PERSON if local(element) == "INDIVIDUAL" else PartyKind.ORGANIZATION
    if stated := _LIBYA.findall(comment or ""):
        words = " ".join(stated).casefold()
        named = ((Effect.ASSET_FREEZE, "asset freeze"), (Effect.TRAVEL_BAN, "travel ban"))
        return tuple(effect for effect, word in named if word in words)
    return effects_of("un", child_text(element, "UN_LIST_TYPE") or "", kind)


def _values(element: etree._Element, tag: str) -> tuple[str, ...]:
    return tuple(text for value in children(element, tag, "VALUE") if (text := clean(value.text)))


def _countries(element: etree._Element, place: str, problems: Problems) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in _values(element, "NATIONALITY"):
        codes = country_codes_in(name)
        if not codes and not is_no_country(name):
            problems.note(place, f"nationality {name!r} is no known country; left out")
        found.update((code, None) for code in codes)
    for tag in ("INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS"):
        for address in children(element, tag):
            if (stated := child_text(address, "COUNTRY")) and (code := country_of(stated)):
                found[code] = None
    return tuple(found)


def _places(element: etree._Element, tag: str) -> tuple[str, ...]:
    fields = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
    texts = (
        ", ".join(text for field in fields if (text := child_text(item, field))) for item in children(element, tag)
    )
    return tuple(dict.fromkeys(text for text in texts if text))


def _birth_dates(element: etree._Element, place: str, problems: Problems) -> tuple[BirthDate, ...]:
    found: dict[BirthDate, None] = {}
    for item in children(element, "INDIVIDUAL_DATE_OF_BIRTH"):
        try:
            made = _birth_date(item)
        except ValueError as error:
            problems.note(place, f"date of birth: {error}")
            continue
        if made is not None:
            found[made] = None
    return tuple(found)


def _birth_date(item: etree._Element) -> BirthDate | None:
    circa = (child_text(item, "TYPE_OF_DATE") or "").upper().startswith("APPROX")
    first, last = child_text(item, "FROM_YEAR"), child_text(item, "TO_YEAR")
    if first and last:
        return BirthDate(PartialDate(int(first)), PartialDate(int(last)), circa)
    stated = child_text(item, "DATE") or child_text(item, "YEAR")
    return BirthDate(partial_date(stated), circa=circa) if stated else None


def _identifiers(element: etree._Element, comment: str | None) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for item in children(element, "INDIVIDUAL_DOCUMENT"):
        number = child_text(item, "NUMBER")
        if not number:
            continue
        label = (child_text(item, "TYPE_OF_DOCUMENT") or "").lower()
        kind = "passport" if "pas" in label else "national-id" if "identi" in label else "other"
        country = child_text(item, "ISSUING_COUNTRY") or child_text(item, "COUNTRY_OF_ISSUE")
        note = child_text(item, "NOTE")
        found[Identifier(kind, number, country_of(country) if country else None, note)] = None
    found.update((Identifier("imo", imo), None) for imo in _IMO.findall(comment or ""))
    return tuple(found)
