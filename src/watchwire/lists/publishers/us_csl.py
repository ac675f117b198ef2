"""US Consolidated Screening List (CSV), published by the International Trade Administration.

Format: https://www.trade.gov/consolidated-screening-list . It joins the lists of Commerce, State and Treasury.
Its traps: several values in one field are joined by `; `; older files lack the `_id` column; entries of the SDN
and the other Treasury lists repeat OFAC's own files under the same entity number; the SDN rows carry no dates;
`start_date` of an export control entry is its listing date and `end_date` its end.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from watchwire.errors import ListError
from watchwire.geography import countries, country_codes_in
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.effects import effects_of
from watchwire.lists.ofac_remarks import KINDS, identifier
from watchwire.lists.progress import stream_of
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import birth_date, day, family_first, make_name, unique_names
from watchwire.model import (
    BirthDate,
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
from watchwire.sources.table import split_rows
from watchwire.tables import read_table

LIST = "us-csl"
_OFAC = "Office of Foreign Assets Control"
_NEEDED = frozenset({"source", "entity_number", "programs", "name", "alt_names", "ids", "source_list_url"})
_LEADING_AND = re.compile(r"^(?:and|or)\s+", re.IGNORECASE)
_SUCCESSORS = re.compile(r"\s*;?\s*and any successor,? sub-?unit,? or subsidiary thereof.*$", re.IGNORECASE)
_CONTINUES = re.compile(r"^(?:ltd|inc|llc|s\.?a|co|corp|gmbh|l\.?p|jr|sr)\b\.?", re.IGNORECASE)
_FIELD_LIMIT = 10_000_000


@dataclass(frozen=True, slots=True)
class _Source:
    code: str
    authority: str


@cache
def _sources() -> dict[str, _Source]:
    return {
        row["source"]: _Source(row["code"], row["authority"])
        for row in read_table("watchwire.lists", "csl_sources.tsv")
    }


class ScreeningListJson:
    """Loader of the CSL as JSON, as the API and the download give it; the same entries as the CSV's."""

    name = "US Consolidated Screening List (JSON)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look at the first keys."""
        head = bundle.files[0].head.lstrip() if len(bundle.files) == 1 else b""
        return head.startswith((b"{", b"[")) and b'"source_list_url"' in bundle.files[0].data[:65_536]

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every result.

        Raises:
            ListError: it is no JSON, or holds no results.

        """
        file = bundle.only()
        problems = Problems(file.name)
        try:
            content = json.loads(file.data)
        except (ValueError, RecursionError) as error:
            raise ListError(f"{file.name}: broken JSON ({error}); fetch the file again") from error
        results = content.get("results") if isinstance(content, dict) else content
        if not isinstance(results, list):
            raise ListError(f"{file.name}: no list of results; not the screening list")
        parties = []
        for number, record in enumerate(results, 1):
            if not isinstance(record, dict):
                problems.note(f"result {number}", "is no entry; left out")
                continue
            party = _party(_as_row(record), f"result {number}", problems)
            if party is not None:
                parties.append(party)
        return _loaded(parties, problems)


def _as_row(record: dict[str, Any]) -> dict[str, str]:
    """Write an entry as the CSV has it, so that both are read alike."""
    row = {key: _cell(value) for key, value in record.items()}
    row["_id"] = row.get("id", "")
    row["ids"] = "; ".join(
        ", ".join(text for text in (item.get("country"), item.get("number"), item.get("type")) if text)
        for item in record.get("ids") or ()
    )
    row["addresses"] = "; ".join(
        ", ".join(text for key in ("address", "city", "state", "postal_code", "country") if (text := item.get(key)))
        for item in record.get("addresses") or ()
    )
    return {**dict.fromkeys((*_NEEDED, "type", "vessel_owner"), ""), **row}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(item) for item in value if isinstance(item, str))
    return "" if value is None else str(value).strip()


def _loaded(parties: list[Party], problems: Problems) -> LoadedList:
    title, publisher = "US Consolidated Screening List", "International Trade Administration"
    return LoadedList(LIST, title, publisher, tuple(parties), tuple(problems.found))


class ConsolidatedScreeningList:
    """Loader of the CSL; the reference is `<source code>-<entity number or hash>`."""

    name = "US Consolidated Screening List (CSV)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look at the heading."""
        if len(bundle.files) != 1:
            return False
        first = bundle.files[0].head.split(b"\n", 1)[0].decode("utf-8", "replace")
        heading = {cell.strip(' "\r') for cell in first.split(",")}
        return {"source", "entity_number", "alt_names", "source_list_url"} <= heading

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every row.

        Raises:
            ListError: a column that is needed is missing.

        """
        file = bundle.only()
        problems = Problems(file.name)
        parties = [
            party for line, row in _rows(file, problems) if (party := _party(row, f"line {line}", problems)) is not None
        ]
        return _loaded(parties, problems)


def _rows(file: ListFile, problems: Problems) -> Iterator[tuple[int, dict[str, str]]]:
    csv.field_size_limit(_FIELD_LIMIT)
    found = split_rows(io.TextIOWrapper(stream_of(file.data), "utf-8-sig", errors="replace", newline=""), ",")
    _, headings = next(found, (0, []))
    missing = _NEEDED - set(headings)
    if missing or isinstance(headings, str):
        raise ListError(f"{file.name}: the columns {', '.join(sorted(missing))} are missing; not this list")
    for line, row in found:
        if isinstance(row, str):
            problems.note(f"line {line}", f"broken row: {row}")
            continue
        if len(row) != len(headings):
            problems.note(f"line {line}", "the row has another number of cells than the heading")
        cells = [*row, *[""] * (len(headings) - len(row))]
        yield line, {key: value.strip() for key, value in zip(headings, cells, strict=False) if key}


def _party(row: dict[str, str], place: str, problems: Problems) -> Party | None:
    if not row["name"]:
        problems.note(place, "no name; row left out")
        return None
    source = _sources().get(row["source"])
    if source is None:
        problems.note(place, f"source {row['source']!r} is unknown; loaded all the same")
        source = _Source("other", row["source"])
    number = row["entity_number"] or row.get("_id", "") or _fallback(row)
    reference = f"{source.code}-{number[:16]}"
    kind = KINDS.get(row["type"].lower(), PartyKind.OTHER)
    identifiers, gender = _identifiers(row["ids"])
    if row.get("call_sign"):
        identifiers = (*identifiers, Identifier("call-sign", row["call_sign"]))
    return Party(
        id=party_id(LIST, reference),
        kind=kind,
        names=_names(row, kind),
        listings=(_listing(row, source, reference, place, problems),),
        birth_dates=_birth_dates(row, place, problems),
        birth_places=tuple(_values(row.get("places_of_birth", ""))),
        countries=_countries(row),
        positions=tuple(_values(row.get("title", ""))) if kind is PartyKind.PERSON else (),
        addresses=tuple(_values(row.get("addresses", ""))),
        identifiers=identifiers,
        relations=tuple(Relation("owner", name) for name in _values(row.get("vessel_owner", ""))),
        gender=gender,
        remarks=row.get("remarks") or None,
        cross_references=_cross_references(source, row["entity_number"]),
    )


def _cross_references(source: _Source, number: str) -> tuple[str, ...]:
    """OFAC's entries are repeated under OFAC's own numbers."""
    if source.authority != _OFAC or not number.isdigit():
        return ()
    return (party_id("us-ofac-sdn" if source.code == "SDN" else "us-ofac-cons", number),)


def _fallback(row: dict[str, str]) -> str:
    """Older files have no `_id`: hash what identifies the row."""
    import hashlib

    key = "|".join(row.get(field, "") for field in ("source", "name", "start_date", "federal_register_notice"))
    return hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()


def _values(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(";") if piece.strip()]


def _alias_values(text: str) -> list[str]:
    """Split at semicolons; a piece that only continues a company name ("Ltd.") is put back."""
    pieces: list[str] = []
    for piece in _values(text):
        if pieces and _CONTINUES.match(piece):
            pieces[-1] = f"{pieces[-1]}; {piece}"
        else:
            pieces.append(_LEADING_AND.sub("", piece))
    return pieces


def _names(row: dict[str, str], kind: PartyKind) -> tuple[PartyName, ...]:
    names = [_name(_SUCCESSORS.sub("", row["name"]), NameKind.PRIMARY, kind)]
    names.extend(_name(text, NameKind.ALIAS, kind) for text in _alias_values(row["alt_names"]))
    return unique_names(names)


def _name(text: str, name_kind: NameKind, kind: PartyKind) -> PartyName:
    """Treasury's people are written family name first; other agencies' are not."""
    quoted = len(text) > 2 and text[0] == text[-1] == "'"  # noqa: PLR2004
    quality = NameQuality.WEAK if quoted else NameQuality.STRONG
    text = text.strip("'") if quoted else text
    if kind is PartyKind.PERSON:
        full, given, family = family_first(text)
        return make_name(full, name_kind, quality, given, family)
    return make_name(text, name_kind, quality)


def _listing(row: dict[str, str], source: _Source, reference: str, place: str, problems: Problems) -> Listing:
    dates: dict[str, date | None] = {}
    for column in ("start_date", "end_date"):
        try:
            dates[column] = day(row.get(column, ""))
        except ValueError as error:
            problems.note(place, f"{column}: {error}")
            dates[column] = None
    reasons = (row.get("federal_register_notice"), row.get("license_requirement"), row.get("license_policy"))
    return Listing(
        LIST,
        reference,
        f"{source.code}: {row['programs']}" if row["programs"] else source.code,
        source.authority,
        listed_on=dates["start_date"],
        delisted_on=dates["end_date"],
        reason=" | ".join(text for text in reasons if text) or None,
        source_url=row.get("source_information_url") or row.get("source_list_url") or None,
        effects=effects_of("csl", source.code),
    )


def _birth_dates(row: dict[str, str], place: str, problems: Problems) -> tuple[BirthDate, ...]:
    found: dict[BirthDate, None] = {}
    for text in _values(row.get("dates_of_birth", "")):
        try:
            found[birth_date(text)] = None
        except ValueError as error:
            problems.note(place, f"date of birth: {error}")
    return tuple(found)


def _countries(row: dict[str, str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for column in ("nationalities", "citizenships", "vessel_flag"):
        for text in _values(row.get(column, "")):
            found.update((code, None) for code in country_codes_in(text))
    for address in _values(row.get("addresses", "")):
        last = address.rsplit(",", 1)[-1].strip()
        if last in countries():
            found[last] = None
    return tuple(found)


def _identifiers(text: str) -> tuple[tuple[Identifier, ...], str | None]:
    """Read `RU, 7702235133, Tax ID No.; Male, Gender`: country (if any), value, label."""
    found: dict[Identifier, None] = {}
    gender: str | None = None
    for piece in _values(text):
        value, comma, label = piece.rpartition(", ")
        if not comma:
            continue
        if label == "Gender":
            gender = value.lower()
            continue
        first, comma, rest = value.partition(", ")
        country = first if comma and first in countries() else None
        made = identifier(label, rest if country else value, country)
        if made is not None:
            found[made] = None
    return tuple(found), gender
