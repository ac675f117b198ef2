"""Canada's consolidated list of autonomous sanctions (XML): SEMA and JVCFOA, published by Global Affairs Canada.

Format: https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/ , page
consolidated-consolide.aspx. Flat records. Its traps: `Country` is the regulation's country, in two languages, and not
the party's; nothing but schedule and item identifies a record; aliases are one text with commas; on 2026-08-25 all
elements were renamed in both languages (`LastName-NomDeFamille`, `EntityOrShip-EntiteOuNavire`), with a day of listing
and ships' numbers added: both are read; of the new form no whole file was at hand.
"""

import re
import unicodedata
from datetime import date

from lxml import etree

from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import birth_date, day, make_name, names_of, unique_names
from watchwire.lists.xml import clean, iterate, local
from watchwire.model import (
    BirthDate,
    Effect,
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    Party,
    PartyKind,
    PartyName,
    party_id,
)

LIST = "ca-sema"
_CONTINUES = re.compile(
    r"^(?:ltd|limited|inc|llc|l\.?l\.?c|s\.?a|co|corp|gmbh|l\.?p|jr|sr|plc|pte|pty|jsc|ojsc)\b\.?", re.IGNORECASE
)
_JOINED = re.compile(r"\s*;\s*|,\s+(?=\S)")


class Canada:
    """Loader of the Canadian list; regulation, schedule and item together are the reference."""

    name = "Canadian consolidated autonomous sanctions list (XML)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the root element and a record's first fields."""
        head = bundle.files[0].head if len(bundle.files) == 1 else b""
        return b"<data-set" in head and b"<record>" in head and b"<Country" in head

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every record."""
        file = bundle.only()
        problems = Problems(file.name)
        parties: list[Party] = []
        for element in iterate(file.name, file.data, "data-set", frozenset({"record"})):
            if local(element) == "record":
                party = _party(_fields(element), f"record at line {element.sourceline}", problems)
                if party is not None:
                    parties.append(party)
        title = "Canadian consolidated autonomous sanctions list"
        return LoadedList(LIST, title, "Global Affairs Canada", tuple(parties), tuple(problems.found))


def _fields(element: etree._Element) -> dict[str, str]:
    """Return the texts by the English half of the element's name, in lower case."""
    found: dict[str, str] = {}
    for item in element:
        text = clean(item.text)
        if isinstance(item.tag, str) and text:
            found[local(item).partition("-")[0].casefold()] = text
    return found


def _party(fields: dict[str, str], place: str, problems: Problems) -> Party | None:
    family, given = fields.get("lastname"), fields.get("givenname") or fields.get("givennames")
    body = fields.get("entity") or fields.get("entityorship") or fields.get("ship")
    imo = fields.get("shipimonumber") or fields.get("imonumber")
    if not (family or given or body):
        problems.note(place, "no name; left out")
        return None
    kind = PartyKind.VESSEL if imo else PartyKind.ORGANIZATION if body and not family else PartyKind.PERSON
    reference = _reference(fields)
    names = [
        make_name(" ".join(text for text in (given, family) if text), NameKind.PRIMARY, given=given, family=family)
    ]
    if kind is not PartyKind.PERSON:
        names = names_of(body or family or "", NameKind.PRIMARY)
    title = fields.get("title") or fields.get("titleorship")
    return Party(
        party_id(LIST, reference),
        kind,
        unique_names([*names, *_aliases(fields.get("aliases", ""), kind)]),
        (_listing(fields, reference, place, problems),),
        birth_dates=_births(fields, place, problems) if kind is PartyKind.PERSON else (),
        positions=(title,) if title else (),
        identifiers=(Identifier("imo", imo.upper().removeprefix("IMO").strip()),) if imo else (),
    )


def _reference(fields: dict[str, str]) -> str:
    regime = fields.get("country", "").partition("/")[0]
    plain = unicodedata.normalize("NFKD", regime).encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"\(.*", "", plain)).strip("-") or "other"
    return ".".join(
        text.replace(" ", "") for text in (slug, fields.get("schedule", ""), fields.get("item", "")) if text
    )


def _aliases(text: str, kind: PartyKind) -> list[PartyName]:
    """Split the aliases; a person's alias of one word ("Sergei") is too little to stand alone, so it is weak."""
    pieces: list[str] = []
    for piece in filter(None, _JOINED.split(text)):
        if pieces and _CONTINUES.match(piece):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(piece.strip())
    return [
        name
        for piece in pieces
        for name in names_of(
            piece, quality=NameQuality.WEAK if kind is PartyKind.PERSON and " " not in piece else NameQuality.STRONG
        )
    ]


def _listing(fields: dict[str, str], reference: str, place: str, problems: Problems) -> Listing:
    listed: date | None = None
    try:
        listed = day(fields.get("dateoflisting"))
    except ValueError as error:
        problems.note(place, f"date of listing: {error}")
    schedule = ", ".join(f"{word} {fields[word]}" for word in ("schedule", "item") if fields.get(word))
    programme = " ".join(fields.get("country", "").partition("/")[0].split())
    return Listing(
        LIST,
        reference,
        f"{programme} ({schedule})" if schedule else programme or None,
        "Global Affairs Canada",
        listed_on=listed,
        source_url="https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx",
        # Both Acts forbid dealing in the property of those listed; people listed are inadmissible besides.
        effects=(Effect.ASSET_FREEZE, *((Effect.TRAVEL_BAN,) if fields.get("lastname") else ())),
    )


def _births(fields: dict[str, str], place: str, problems: Problems) -> tuple[BirthDate, ...]:
    stated = next((text for name, text in fields.items() if name.startswith("dateofbirth")), "")
    found: dict[BirthDate, None] = {}
    for piece in re.split(r"\s*(?:;|,|\bor\b)\s*", stated):
        try:
            if piece:
                found[birth_date(piece)] = None
        except ValueError as error:
            problems.note(place, f"date of birth: {error}")
    return tuple(found)
