"""The UK's tables: OFSI's consolidated list (ConList, CSV or Excel) and the CSV of the UK sanctions list.

Formats: https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets (OFSI; 29 columns
until 2021, 36 since; closed in January 2026, when the UK sanctions list became the one list) and
https://www.gov.uk/government/publications/the-uk-sanctions-list (58 columns). Both put a date line before the heading
and give one row a name, joined by "Group ID" or "Unique ID"; birth dates, addresses and passports vary from row to row
of one party. Unknown parts of a birth date are `00` or `dd`, `mm`. OFSI's facts without a column stand in "Other
Information" as "(Label):text". The UK sanctions list's CSV was written from the names of its columns; no whole file
was at hand.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from watchwire.errors import ListError
from watchwire.geography import country_codes_in
from watchwire.lists.bundle import Bundle
from watchwire.lists.effects import effects_of, ordered
from watchwire.lists.grid import first_rows, rows
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import birth_date, day, issuing_country, make_name, names_of, un_references, unique_names
from watchwire.model import (
    Effect,
    Fact,
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    Party,
    PartyKind,
    PartyName,
    Relation,
    party_id,
)

_KINDS = {"individual": PartyKind.PERSON, "entity": PartyKind.ORGANIZATION, "ship": PartyKind.VESSEL}
_PRIMARY = frozenset({"primary name", "prime alias"})
_LABELLED = re.compile(r"\(([A-Z][\w /.’'-]{2,60})\):\s*(.*?)(?=\s*\([A-Z][\w /.’'-]{2,60}\):|$)", re.DOTALL)
_MORE = re.compile(r"in addition to an asset freeze:\s*([^.]+)\.", re.IGNORECASE)
_ENUMERATED = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-z])\)\s*")
_PASSPORT = re.compile(
    r"(?:Passport\s*)?(?:No|Number|no)\s*[.:]*\s*:?\s*([A-Z]{0,3}[ -]?\d[\w/-]{3,})|^([A-Z]{0,3}\d[\w/-]{4,})"
)
_LABEL_IDENTIFIERS = {
    "website": "website",
    "email address": "email",
    "phone number": "phone",
    "business reg no": "registration",
    "imo number": "imo",
}
_LABEL_RELATIONS = {
    "parent company": "parent company",
    "subsidiaries": "subsidiary",
    "current owner/operator": "owner or operator",
    "previous owner/operator": "former owner or operator",
}
_LABEL_FACTS = {
    "type of entity": "entity type",
    "previous flags": "former flag",
    "type of ship": "ship type",
    "tonnage of ship": "tonnage",
    "length of ship": "length",
    "year built": "year built",
    "hull identification number": "hull number",
}
Row = dict[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Layout:
    """What sets one of the two tables apart."""

    list: str
    title: str
    publisher: str
    key: str
    source_url: str


_OFSI = _Layout(
    "gb-ofsi",
    "UK OFSI consolidated list of financial sanctions targets",
    "Office of Financial Sanctions Implementation",
    "group id",
    "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets",
)
_UKSL = _Layout(
    "gb-uksl",
    "UK sanctions list (CSV)",
    "Foreign, Commonwealth and Development Office",
    "unique id",
    "https://www.gov.uk/government/publications/the-uk-sanctions-list",
)


class UkTables:
    """Loader of OFSI's ConList and of the UK sanctions list's CSV; Group ID or Unique ID is the reference."""

    name = "UK OFSI consolidated list (CSV, XLSX) or UK sanctions list (CSV)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the heading behind the date line."""
        return len(bundle.files) == 1 and any(_layout(row) for row in first_rows(bundle.files[0]))

    def load(self, bundle: Bundle) -> LoadedList:
        """Join the rows of each party.

        Raises:
            ListError: the heading is missing.

        """
        file = bundle.only()
        problems = Problems(file.name)
        heading: list[str] | None = None
        layout: _Layout | None = None
        version: date | None = None
        groups: dict[str, list[Row]] = defaultdict(list)
        for number, cells in rows(file, problems):
            if heading is None or layout is None:
                layout = _layout(tuple(cells))
                heading = [_heading(cell) for cell in cells] if layout else None
                version = version or _dated(cells)
                continue
            # OFSI doubled the quotation marks within a cell twice over in some years.
            row = {head: cell.replace('""', '"') for head, cell in zip(heading, cells, strict=False)}
            reference = row.get(layout.key, "")
            if not reference:
                problems.note(f"row {number}", f"no {layout.key}; left out")
                continue
            groups[reference].append(row)
        if layout is None:
            raise ListError(f"{file.name}: no heading of a UK list; not this list")
        parties = tuple(
            party
            for reference, held in groups.items()
            if (party := _party(layout, reference, held, problems)) is not None
        )
        return LoadedList(layout.list, layout.title, layout.publisher, parties, tuple(problems.found), version)


def _heading(cell: str) -> str:
    folded = re.sub(r"\s*\(?\(?s\)|\(/ies\)", "", " ".join(cell.replace("﻿", "").casefold().split()))
    return _OTHER_HEADINGS.get(folded, folded)


_OTHER_HEADINGS = {
    "d.o.b": "dob",
    "alias type": "name type",
    "alias quality": "name quality",
    "alias strength": "name quality",
    "designation type": "group type",
    "individual, entity, ship": "group type",
    "individualentityship": "group type",
    "regime name": "regime",
    "date designated": "listed on",
    "ni number": "national identification number",
    "national identifier number": "national identification number",
    "ni details": "national identification details",
    "national identifier additional information": "national identification details",
    "passport additional information": "passport details",
    "address postal code": "post/zip code",
    "address country": "country",
    "nationality(/ies)": "nationality",
    "name non-latin script": "non-latin name",
    "hull identification number (hin)": "hull identification number",
    **{f"address line {number}": f"address {number}" for number in range(1, 7)},
}


def _layout(row: tuple[str, ...]) -> _Layout | None:
    found = {_heading(cell) for cell in row}
    if not {"name 6", "name 1", "name type"} <= found:
        return None
    return _UKSL if "unique id" in found else _OFSI if "group id" in found else None


def _dated(cells: list[str]) -> date | None:
    for cell in cells:
        text = cell.partition(":")[2].strip() or cell
        for form in (text, text.replace("-", " ")):
            try:
                if found := day(form):
                    return found
            except ValueError:
                continue
    return None


def _party(layout: _Layout, reference: str, held: list[Row], problems: Problems) -> Party | None:
    place = f"{layout.key} {reference}"
    label = held[0].get("group type", "").casefold()
    kind = _KINDS.get(label, PartyKind.OTHER)
    if label not in _KINDS:
        problems.note(place, f"type {label!r} is unknown")
    names = _names(held, kind)
    if not names:
        problems.note(place, "no name; left out")
        return None
    told = "; ".join(_all(held, "other information"))
    labelled = [(name.strip().casefold(), text.strip(" .;")) for name, text in _LABELLED.findall(told)]
    labelled += [(column, text) for column in _COLUMN_LABELS for text in _all(held, column)]
    gender = next((text.casefold() for name, text in labelled if name == "gender"), None)
    return Party(
        party_id(layout.list, reference),
        kind,
        names,
        (_listing(layout, reference, held, dict(labelled), told, place, problems),),
        birth_dates=_each(held, "dob", birth_date, place, problems),
        birth_places=tuple(
            dict.fromkeys(text for row in held if (text := _joined(row, "town of birth", "country of birth")))
        ),
        countries=_countries(held),
        positions=tuple(_all(held, "position")),
        addresses=tuple(dict.fromkeys(text for row in held if (text := _joined(row, *_ADDRESS)))),
        identifiers=_identifiers(held, labelled),
        relations=tuple(Relation(_LABEL_RELATIONS[name], text) for name, text in labelled if name in _LABEL_RELATIONS),
        gender=gender if gender in {"male", "female"} else None,
        remarks=told or None,
        titles=tuple(_all(held, "title")),
        facts=tuple(dict.fromkeys(Fact(_LABEL_FACTS[name], text) for name, text in labelled if name in _LABEL_FACTS)),
        cross_references=_cross_references(layout, held, told),
    )


_ADDRESS = (*(f"address {number}" for number in range(1, 7)), "post/zip code", "country")
_COLUMN_LABELS = (*_LABEL_IDENTIFIERS, *_LABEL_RELATIONS, *_LABEL_FACTS, "gender", "business registration number")
_LABEL_IDENTIFIERS["business registration number"] = "registration"


def _all(held: list[Row], column: str) -> list[str]:
    return list(dict.fromkeys(text for row in held if (text := row.get(column, "")) and text.casefold() != "none"))


def _joined(row: Row, *columns: str) -> str:
    return ", ".join(text for column in columns if (text := row.get(column, "")))


def _names(held: list[Row], kind: PartyKind) -> tuple[PartyName, ...]:
    names: list[PartyName] = []
    for row in held:
        parts = [row.get(f"name {number}", "") for number in range(1, 6)]
        given, family = " ".join(part for part in parts if part), row.get("name 6", "")
        full = " ".join(part for part in (given, family) if part)
        if not full:
            continue
        label = row.get("name type", "").casefold()
        name_kind = NameKind.PRIMARY if label in _PRIMARY else NameKind.FORMER if label == "fka" else NameKind.ALIAS
        quality = NameQuality.WEAK if "low" in row.get("name quality", "").casefold() else NameQuality.STRONG
        split = kind is PartyKind.PERSON and given and family
        names.extend(names_of(full, name_kind, quality, given if split else None, family if split else None))
    names.extend(
        make_name(original, NameKind.ORIGINAL_SCRIPT, language=row.get("non-latin script language") or None)
        for row in held
        if (original := row.get("non-latin name"))
    )
    if names and not any(name.kind is NameKind.PRIMARY for name in names):
        names[0] = replace(names[0], kind=NameKind.PRIMARY)  # extracts may lack the row of the primary name
    names.sort(key=lambda name: name.kind is not NameKind.PRIMARY)
    return unique_names(names)


def _listing(
    layout: _Layout, reference: str, held: list[Row], labelled: Row, told: str, place: str, problems: Problems
) -> Listing:
    listed = _each(held, "listed on", day, place, problems)
    amended = _each(held, "last updated", day, place, problems)
    imposed = [term for text in _all(held, "sanctions imposed") for term in text.split("|")]
    if layout is _OFSI:
        imposed = ["asset freeze", *(term for text in _MORE.findall(told) for term in text.split(","))]
    effects = [effect for term in imposed if term.strip() for effect in effects_of("uk", term)]
    if Effect.OTHER in effects:
        problems.note(place, f"a measure is unknown: {'; '.join(imposed)}")
    return Listing(
        layout.list,
        reference,
        next(iter(_all(held, "regime")), None),
        next(iter(_all(held, "designation source")), layout.publisher),
        listed_on=min((found for found in listed if found), default=None),
        amended_on=max((found for found in amended if found), default=None),
        reason=labelled.get("uk statement of reasons") or "; ".join(_all(held, "uk statement of reasons")) or None,
        source_url=layout.source_url,
        effects=ordered(effects),
    )


def _each(held: list[Row], column: str, read: Callable[[str], T], place: str, problems: Problems) -> tuple[T, ...]:
    found: dict[T, None] = {}
    for text in _all(held, column):
        try:
            found[read(text)] = None
        except ValueError as error:
            problems.note(place, f"{column}: {error}")
    return tuple(found)


def _countries(held: list[Row]) -> tuple[str, ...]:
    columns = ("nationality", "country", "current believed flag of ship")
    return tuple(
        dict.fromkeys(code for column in columns for text in _all(held, column) for code in country_codes_in(text))
    )


def _identifiers(held: list[Row], labelled: list[tuple[str, str]]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for row in held:
        for number, detail, kind in (
            (row.get("passport number", ""), row.get("passport details", ""), "passport"),
            (
                row.get("national identification number", ""),
                row.get("national identification details", ""),
                "national-id",
            ),
        ):
            found.update((item, None) for item in _documents(number, detail, kind))
    for name, text in labelled:
        if name in _LABEL_IDENTIFIERS:
            value = text.upper().removeprefix("IMO").strip() if name == "imo number" else text
            found[Identifier(_LABEL_IDENTIFIERS[name], value)] = None
    return tuple(found)


def _documents(number: str, detail: str, kind: str) -> Iterator[Identifier]:
    """Numbers in a column of their own, or, in the older layout, within the text of the details."""
    if number:
        for piece in _ENUMERATED.split(number):
            if piece.strip():
                note = detail or (piece if " " in piece.strip() else None)
                yield Identifier(kind, piece.strip(" ,;."), issuing_country(note), detail or None)
        return
    for piece in _ENUMERATED.split(detail):
        stated = _PASSPORT.search(piece.strip())
        if stated:
            yield Identifier(kind, (stated[1] or stated[2]).strip(), issuing_country(piece), piece.strip())


_UK_REF = re.compile(r"UK Sanctions List Ref\)?\s*:?\s*([A-Z]{3}\d{4})")
_UN_REF = re.compile(r"UN Ref\)?\s*[.:]*\s*(?:no\.?\s*)?:?\s*([A-Za-z]{2}[ieIE]\.\d{3})", re.IGNORECASE)


def _cross_references(layout: _Layout, held: list[Row], told: str) -> tuple[str, ...]:
    stated = "; ".join([*_all(held, "un reference number"), *_UN_REF.findall(told)])
    found = [party_id("un-sc", number) for number in un_references(stated)]
    if layout is _OFSI:
        found += [party_id("gb-uksl", number) for number in _UK_REF.findall(told)]
    else:
        found += [party_id("gb-ofsi", number) for number in _all(held, "ofsi group id")]
    return tuple(dict.fromkeys(found))
