"""Switzerland's list of the sanctioned (XML), published by the State Secretariat for Economic Affairs (SECO).

Format: https://www.seco.admin.ch , "Sanctions / Embargos", "Overall list of sanctioned individuals, entities and
organizations"
(schema swiss-sanctions-list). Its traps: targets that were removed stay in the file, with every modification dated, so
that one file tells true days of listing and of delisting; a modification may nest a copy of what it changed, which is
not the entry; places are defined once and referred to; names are parts in an order of their own, with spelling
variants in other scripts. Written from the publisher's schema and documentation; no file was at hand.
"""

from collections.abc import Iterator
from datetime import date

from lxml import etree

from watchwire.geography import countries, country_of
from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import day, make_name, names_of, un_references, unique_names
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

LIST = "ch-seco"
_KINDS = {"individual": PartyKind.PERSON, "entity": PartyKind.ORGANIZATION, "object": PartyKind.OTHER}
_OBJECTS = {"vessel": PartyKind.VESSEL, "ship": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT}
_GIVEN = frozenset({"given-name", "further-given-name", "father-name", "grand-father-name"})
_FAMILY = frozenset({"family-name", "maiden-name", "tribal-name"})
_DOCUMENTS = {"passport": "passport", "diplomatic-passport": "passport", "id-card": "national-id", "ssn": "national-id"}
_BEGUN = frozenset({"listed", "re-listed"})
_ENDED = frozenset({"de-listed", "delisted", "removed"})
_URL = "https://www.sesam.search.admin.ch/"


class Switzerland:
    """Loader of the SECO list; the target's number (`ssid`) is the reference. Removed targets are kept as delisted."""

    name = "Swiss (SECO) sanctions list (XML)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the root element."""
        return len(bundle.files) == 1 and b"<swiss-sanctions-list" in bundle.files[0].head

    def load(self, bundle: Bundle) -> LoadedList:
        """Read programmes and places, then every target."""
        file = bundle.only()
        problems = Problems(file.name)
        version: date | None = None
        programmes: dict[str, str] = {}
        places = dict(_places(file.name, file.data))
        parties: list[Party] = []
        entries = frozenset({"sanctions-program", "target"})
        for element in iterate(file.name, file.data, "swiss-sanctions-list", entries):
            tag = local(element)
            if tag == "swiss-sanctions-list":
                try:
                    version = day((element.get("date") or "")[:10])
                except ValueError as error:
                    problems.note("root", f"date: {error}")
            elif tag == "sanctions-program":
                programmes.update(_programme(element))
            elif tag == "target" and not _is_copy(element) and (made := _party(element, programmes, places, problems)):
                parties.append(made)
        title = "Swiss list of sanctioned persons, entities and objects"
        return LoadedList(LIST, title, "SECO", tuple(parties), tuple(problems.found), version)


def _is_copy(element: etree._Element) -> bool:
    """Say whether a target stands within a modification: as it was, not as it is."""
    return any(local(above) == "modification" for above in element.iterancestors())


def _places(name: str, data: bytes) -> Iterator[tuple[str, tuple[str, str | None]]]:
    """Places are defined after the targets that refer to them."""
    for element in iterate(name, data, "swiss-sanctions-list", frozenset({"place"})):
        key = element.get("ssid")
        if local(element) != "place" or not key:
            continue
        country = next(children(element, "country"), None)
        code = (country.get("iso-code") or "").upper() if country is not None else ""
        label = clean(country.text) if country is not None else None
        parts = [child_text(element, "location"), child_text(element, "area"), label]
        yield key, (", ".join(part for part in parts if part), code if code in countries() else country_of(label or ""))


def _programme(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Targets name a set of sanctions within a programme; its English title stands for it."""
    titles = [(item.get("lang"), clean(item.text)) for item in children(element, "program-name")]
    keys = [clean(item.text) for item in children(element, "program-key")]
    title = next((text for lang, text in titles if lang == "eng" and text), next(iter(keys), None)) or ""
    for item in children(element, "sanctions-set"):
        if item.get("ssid"):
            yield item.get("ssid") or "", title


def _party(
    element: etree._Element,
    programmes: dict[str, str],
    places: dict[str, tuple[str, str | None]],
    problems: Problems,
) -> Party | None:
    reference = element.get("ssid")
    place = f"target {reference} (line {element.sourceline})"
    body = next((item for tag in _KINDS for item in children(element, tag)), None)
    if reference is None or body is None:
        problems.note(place, "no number, or neither individual, entity nor object; left out")
        return None
    identities = sorted(children(body, "identity"), key=lambda item: item.get("main") != "true")
    names = unique_names([name for number, item in enumerate(identities) for name in _names(item, number == 0)])
    if not names:
        problems.note(place, "no name; left out")
        return None
    kind = _KINDS[local(body)]
    if kind is PartyKind.OTHER:
        kind = _OBJECTS.get((body.get("object-type") or "").lower(), kind)
    other = [text for item in children(body, "other-information") if (text := clean(item.text))]
    spots = [places.get(item.get("place-id") or "", ("", None)) for item in _below(identities, "address")]
    births = [places.get(item.get("place-id") or "", ("", None)) for item in _below(identities, "place-of-birth")]
    return Party(
        party_id(LIST, reference),
        kind,
        names,
        (_listing(element, body, reference, programmes, place, problems),),
        birth_dates=_births(identities, place, problems),
        birth_places=tuple(dict.fromkeys(text for text, _ in births if text)),
        countries=_countries(identities, spots),
        addresses=tuple(
            dict.fromkeys(
                text
                for item, (where, _) in zip(_below(identities, "address"), spots, strict=True)
                if (text := ", ".join(part for part in (child_text(item, "address-details"), where) if part))
            )
        ),
        identifiers=_identifiers(identities),
        relations=tuple(
            Relation(
                item.get("relation-type") or "related to",
                item.get("target-id") or "",
                party_id(LIST, item.get("target-id") or ""),
            )
            for item in children(body, "relation")
            if item.get("target-id")
        ),
        gender={"male": "male", "female": "female"}.get((body.get("sex") or "").lower()),
        remarks="; ".join(other) or None,
        cross_references=tuple(
            party_id("un-sc", number) for number in un_references(element.get("foreign-identifier") or "")
        ),
    )


def _below(identities: list[etree._Element], tag: str) -> list[etree._Element]:
    return [item for identity in identities for item in children(identity, tag)]


def _names(identity: etree._Element, main: bool) -> Iterator[PartyName]:
    for item in children(identity, "name"):
        label = item.get("name-type") or ""
        kind = NameKind.PRIMARY if main and label == "primary-name" else NameKind.ALIAS
        if label in {"maiden-name", "formerly-known-as", "former-name"}:
            kind = NameKind.FORMER
        quality = NameQuality.WEAK if item.get("quality") == "low" else NameQuality.STRONG
        parts = sorted(children(item, "name-part"), key=lambda part: int(part.get("order") or 0))
        yield from _spelt(parts, kind, quality)


def _spelt(parts: list[etree._Element], kind: NameKind, quality: NameQuality) -> Iterator[PartyName]:
    values = [(part.get("name-part-type") or "", text) for part in parts if (text := child_text(part, "value"))]
    full = " ".join(text for _, text in values)
    if not full:
        return
    given = " ".join(text for label, text in values if label in _GIVEN) or None
    family = " ".join(text for label, text in values if label in _FAMILY) or None
    split = given and family
    yield from names_of(full, kind, quality, given if split else None, family if split else None)
    variants: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        for item in children(part, "spelling-variant"):
            if text := clean(item.text):
                variants.setdefault((item.get("lang") or "", item.get("script") or ""), []).append(text)
    for texts in variants.values():
        # A variant of one part of several is no whole name.
        if len(texts) % max(1, len(values)) == 0:
            yield make_name(" ".join(texts[: len(values)]), NameKind.ALIAS, quality)


def _births(identities: list[etree._Element], place: str, problems: Problems) -> tuple[BirthDate, ...]:
    found: dict[BirthDate, None] = {}
    for item in _below(identities, "day-month-year"):
        year, month, number = (item.get(key) for key in ("year", "month", "day"))
        try:
            if year:
                made = PartialDate(int(year), int(month) if month else None, int(number) if month and number else None)
                made.first_day()
                found[BirthDate(made)] = None
        except ValueError as error:
            problems.note(place, f"date of birth: {error}")
    return tuple(found)


def _countries(identities: list[etree._Element], spots: list[tuple[str, str | None]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for item in _below(identities, "nationality"):
        for country in children(item, "country"):
            code = (country.get("iso-code") or "").upper()
            found.setdefault(code if code in countries() else country_of(clean(country.text) or "") or "")
    found.update((code, None) for _, code in spots if code)
    return tuple(code for code in found if code)


def _identifiers(identities: list[etree._Element]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for item in _below(identities, "identification-document"):
        number = child_text(item, "number")
        label = (item.get("document-type") or "").lower()
        issuer = next(children(item, "issuer"), None)
        code = (issuer.get("code") or "").upper() if issuer is not None else ""
        if number:
            kind = _DOCUMENTS.get(label, "passport" if "passport" in label else "other")
            found[Identifier(kind, number, code if code in countries() else None, label or None)] = None
    return tuple(found)


def _listing(
    element: etree._Element,
    body: etree._Element,
    reference: str,
    programmes: dict[str, str],
    place: str,
    problems: Problems,
) -> Listing:
    """Days from the target's own modifications, not from those nested in their copies."""
    events: list[tuple[date, str]] = []
    for item in children(element, "modification"):
        label = (item.get("modification-type") or "").lower()
        stated = next(
            (text for key in ("effective-date", "publication-date", "enactment-date") if (text := item.get(key))), ""
        )
        try:
            if found := day(stated[:10]):
                events.append((found, label))
        except ValueError as error:
            problems.note(place, f"modification: {error}")
    events.sort()
    begun = [found for found, label in events if label in _BEGUN]
    ended = [found for found, label in events if label in _ENDED]
    amended = [found for found, label in events if label not in _BEGUN | _ENDED]
    listed = begun[-1] if begun else None
    gone = ended[-1] if ended and (listed is None or ended[-1] >= listed) else None
    sets = [programmes.get(item.strip(), "") for item in (element.get("sanctions-set-id") or "").split()]
    sets += [programmes.get(clean(item.text) or "", "") for item in children(element, "sanctions-set-id")]
    reasons = [text for item in children(body, "justification") if (text := clean(item.text))]
    return Listing(
        LIST,
        reference,
        "; ".join(dict.fromkeys(text for text in sets if text)) or None,
        "State Secretariat for Economic Affairs",
        listed_on=listed,
        delisted_on=gone,
        amended_on=amended[-1] if amended else None,
        reason="; ".join(reasons) or None,
        source_url=_URL,
        effects=(Effect.ASSET_FREEZE,),
    )
