"""Australia's consolidated list (CSV, XLSX), published by the Department of Foreign Affairs and Trade.

Format: https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list . One row a name, joined by
the number in the reference (`2`, `2a`, `2b`). Its traps: birth dates are cells of days, years or sentences ("a)
Approximately 1955-1958 b) 1971"); types and name types come in several casings with trailing spaces; the day of listing
stands in a sentence, or only as the title of the instrument. Since 2026 there are 19 columns, with the strength of an
alias, the IMO number, and one column a measure; those headings are recognised by their words.
"""

import re
from collections import defaultdict
from datetime import date

from watchwire.errors import ListError
from watchwire.geography import country_codes_in
from watchwire.lists.bundle import Bundle
from watchwire.lists.effects import ordered
from watchwire.lists.grid import first_rows, rows
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import birth_date, day, names_of, unique_names
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

LIST = "au-dfat"
_NEEDED = {"reference", "name of individual or entity", "type", "name type"}
_KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANIZATION,
    "vessel": PartyKind.VESSEL,
    "ship": PartyKind.VESSEL,
}
_NAME_KINDS = {
    "primary name": NameKind.PRIMARY,
    "original script": NameKind.ORIGINAL_SCRIPT,
    "formerly known as": NameKind.FORMER,
    "previously listed as": NameKind.FORMER,
}
_MEASURES = (
    ("financial", Effect.ASSET_FREEZE),
    ("travel", Effect.TRAVEL_BAN),
    ("arms", Effect.ARMS_EMBARGO),
    ("maritime", Effect.PORT_BAN),
)
_NO = frozenset({"", "no", "n", "false", "0", "none", "n/a", "-"})
_NUMBER = re.compile(r"^(\d+)")
_ENUMERATED = re.compile(r"(?:^|[\s;,])\(?(?:[a-z]|[ivx]{1,4})\)\s*|;|\n")
_LISTED = re.compile(
    r"\b[Ll]isted\b[^()]{0,60}?\b(\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4})|^(\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4})\b"
)
_PASSPORT = re.compile(r"\b[Pp]assport\s*(?:no|number)s?\.?\s*:?\s*([A-Z]{0,3}\s?\d[\dA-Z]{4,})")
_IMO = re.compile(r"\bIMO\)?(?:\s+number)?\s*:?\s*(\d{7})\b", re.IGNORECASE)
_DATE = re.compile(
    r"(?:(?:approximately|approx|circa|about)\s+)?"
    r"(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{4}|[A-Z][a-z]{2,8}\s+\d{4}|\d{4}\s*[-–]\s*\d{4}|\d{4})",
    re.IGNORECASE,
)
Row = dict[str, str]


class Australia:
    """Loader of the DFAT list; the number of the reference, without its letter, is the entry's reference."""

    name = "Australian (DFAT) consolidated list (CSV, XLSX)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look at the heading."""
        return len(bundle.files) == 1 and any(_is_heading(row) for row in first_rows(bundle.files[0]))

    def load(self, bundle: Bundle) -> LoadedList:
        """Join the rows of each party.

        Raises:
            ListError: the heading is missing.

        """
        file = bundle.only()
        problems = Problems(file.name)
        heading: list[str] | None = None
        groups: dict[str, list[Row]] = defaultdict(list)
        for number, cells in rows(file, problems):
            if heading is None:
                heading = [_folded(cell) for cell in cells] if _is_heading(tuple(cells)) else None
                continue
            row = dict(zip(heading, cells, strict=False))
            stated = _NUMBER.match(row.get("reference", ""))
            if stated is None:
                problems.note(f"row {number}", f"no reference: {row.get('reference', '')!r}; left out")
                continue
            groups[stated[1]].append(row)
        if heading is None:
            raise ListError(f"{file.name}: no heading of the Australian list; not this list")
        parties = [_party(reference, held, problems) for reference, held in groups.items()]
        # The file carries no date of its own: it is at least as new as its newest record.
        changed = (_day(row.get("control date", "")) for held in groups.values() for row in held)
        version = max((found for found in changed if found), default=None)
        made = tuple(party for party in parties if party is not None)
        return LoadedList(LIST, "Australian consolidated list", "DFAT", made, tuple(problems.found), version)


def _folded(cell: str) -> str:
    return " ".join(cell.replace("﻿", "").casefold().split())


def _is_heading(row: tuple[str, ...]) -> bool:
    return {_folded(cell) for cell in row} >= _NEEDED


def _party(reference: str, held: list[Row], problems: Problems) -> Party | None:
    place = f"reference {reference}"
    label = _folded(held[0].get("type", ""))
    if label not in _KINDS:
        problems.note(place, f"type {label!r} is unknown")
    kind = _KINDS.get(label, PartyKind.OTHER)
    names = _names(held, place, problems)
    if not names:
        problems.note(place, "no name; left out")
        return None
    told = "; ".join(_all(held, "additional information"))
    numbers = [Identifier("passport", number) for number in _PASSPORT.findall(told)]
    stated = "; ".join(
        [*(f"IMO {text.upper().removeprefix('IMO').strip()}" for text in _all(held, "imo number")), told]
    )
    numbers += [Identifier("imo", number) for number in _IMO.findall(stated)]
    return Party(
        party_id(LIST, reference),
        kind,
        names,
        (_listing(reference, held),),
        birth_dates=_births(held, place, problems),
        birth_places=tuple(_all(held, "place of birth")),
        countries=tuple(dict.fromkeys(code for text in _all(held, "citizenship") for code in country_codes_in(text))),
        addresses=tuple(_all(held, "address")),
        identifiers=tuple(dict.fromkeys(numbers)),
        remarks=told or None,
    )


def _all(held: list[Row], column: str) -> list[str]:
    return list(
        dict.fromkeys(text for row in held if (text := row.get(column, "")) and text.casefold() not in {"na", "n/a"})
    )


def _names(held: list[Row], place: str, problems: Problems) -> tuple[PartyName, ...]:
    names: list[PartyName] = []
    for row in held:
        full, label = row.get("name of individual or entity", ""), _folded(row.get("name type", ""))
        if not full:
            continue
        if label not in _NAME_KINDS and label != "aka":
            problems.note(place, f"name type {label!r} is unknown; taken as alias")
        weak = any(word in _folded(row.get("alias strength", "")) for word in ("weak", "low"))
        quality = NameQuality.WEAK if weak else NameQuality.STRONG
        names.extend(names_of(" ".join(full.split()), _NAME_KINDS.get(label, NameKind.ALIAS), quality))
    names.sort(key=lambda name: name.kind is not NameKind.PRIMARY)
    return unique_names(names)


def _listing(reference: str, held: list[Row]) -> Listing:
    told = " ".join(_all(held, "listing information"))
    stated = _LISTED.search(told)
    listed = _day(stated[1] or stated[2]) if stated else None
    changed = max((found for text in _all(held, "control date") if (found := _day(text))), default=None)
    columns = [heading for heading in held[0] if any(word in heading for word, _ in _MEASURES)]
    effects = [
        effect
        for heading in columns
        for word, effect in _MEASURES
        if word in heading and any(_folded(row.get(heading, "")) not in _NO for row in held)
    ]
    return Listing(
        LIST,
        reference,
        "; ".join(dict.fromkeys(" ".join(text.split()) for text in _all(held, "committees"))) or None,
        "Department of Foreign Affairs and Trade",
        listed_on=listed,
        amended_on=changed if listed and changed and changed > listed else None,
        reason=told or None,
        source_url="https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list",
        # The older layout has no column of measures; what it lists is under targeted financial sanctions.
        effects=ordered(effects) if columns else (Effect.ASSET_FREEZE,),
        listed_by=None if listed else changed,
    )


def _day(text: str) -> date | None:
    try:
        return day(text.replace(".", ""))
    except ValueError:
        return None


def _births(held: list[Row], place: str, problems: Problems) -> tuple[BirthDate, ...]:
    found: dict[BirthDate, None] = {}
    for text in _all(held, "date of birth"):
        for piece in _ENUMERATED.split(text):
            bare = " ".join(re.sub(r"\([^()]*\)", "", piece).replace(".", "").split()).strip(" ,:")
            try:
                if bare:
                    found[birth_date(bare)] = None
                continue
            except ValueError:
                dates = [match[0] for match in _DATE.finditer(bare)]
            try:
                found.update((birth_date(one), None) for one in dates)
            except ValueError as error:
                problems.note(place, f"date of birth: {error}")
            if not dates and any(map(str.isdigit, bare)):
                problems.note(place, f"date of birth {bare!r} cannot be read; left out")
    return tuple(found)
