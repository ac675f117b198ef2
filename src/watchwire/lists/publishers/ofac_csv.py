"""OFAC's classic CSV sets: SDN (sdn, alt, add, sdn_comments) and the non-SDN consolidated list (cons_*).

Format: https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas .
Its traps: Windows-1252 text; null is `-0-` with a trailing space; several programmes joined by `] [`; a last
line that is a lone 0x1A; remarks that overflow into the comments file in the middle of a word; weak aliases
that stand only in the remarks as `a.k.a. 'X'`; and, where files of different days are combined, aliases of
entries that have no primary row. The files carry no dates of listing and none of publication.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from watchwire.errors import ListError
from watchwire.geography import country_of
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.ofac_lists import SDN, OfacEntry, listings
from watchwire.lists.ofac_remarks import Remarks, parse_remarks
from watchwire.lists.progress import stream_of
from watchwire.lists.publisher import LoadedList, Problem
from watchwire.lists.values import family_first, make_name, unique_names
from watchwire.model import (
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    Party,
    PartyKind,
    PartyName,
    party_id,
)
from watchwire.sources.table import split_rows

_SETS = {
    "us-ofac-sdn": (
        "OFAC SDN list (CSV)",
        {"sdn": "sdn", "alt": "alt", "add": "add", "comments": "sdn_comments"},
    ),
    "us-ofac-cons": (
        "OFAC consolidated non-SDN list (CSV)",
        {"sdn": "cons_prim", "alt": "cons_alt", "add": "cons_add", "comments": "cons_comments"},
    ),
}
_SDN_COLUMNS = 12
_NULL = "-0-"
_KINDS = {
    "individual": PartyKind.PERSON,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
    "": PartyKind.ORGANIZATION,
}
_ALIAS_KINDS = {"aka": NameKind.ALIAS, "fka": NameKind.FORMER, "nka": NameKind.ALIAS}


@dataclass(slots=True)
class _Entry:
    """The rows of all files that share one entity number."""

    row: list[str] | None = None
    aliases: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[list[str]] = field(default_factory=list)
    comment: str = ""


class OfacCsv:
    """Loader of the classic CSV sets; the entity number is the reference."""

    name = "OFAC SDN or consolidated list (classic CSV set)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the primary file by name, or for a file that has its shape."""
        stems = {file.stem for file in bundle.files}
        primaries = {f"{files['sdn']}.csv" for _, files in _SETS.values()}
        if stems & (primaries | {"alt.csv", "add.csv", "cons_alt.csv", "cons_add.csv"}):
            return True
        return len(bundle.files) == 1 and _looks_like_primary(bundle.files[0])

    def load(self, bundle: Bundle) -> LoadedList:
        """Join the files by entity number."""
        list_id, title, by_role = _roles(bundle)
        problems: list[Problem] = []
        entries: dict[str, _Entry] = defaultdict(_Entry)
        _read_primary(by_role["sdn"], entries, problems)
        _read_others(by_role, entries, problems)
        missing = [role for role in ("alt", "add") if role not in by_role]
        problems.extend(
            Problem(bundle.name, role, f"no {role} file in this set: those names or addresses are missing")
            for role in missing
        )
        parties = [
            party
            for reference, entry in entries.items()
            if (party := _party(list_id, reference, entry, by_role, problems)) is not None
        ]
        return LoadedList(list_id, title, "OFAC", tuple(parties), tuple(problems))


def _looks_like_primary(file: ListFile) -> bool:
    line = file.head.split(b"\n", 1)[0].decode("cp1252", "replace")
    try:
        row = next(csv.reader([line.rstrip("\r")]), [])
    except csv.Error:
        return False
    return len(row) == _SDN_COLUMNS and row[0].isdigit() and _NULL in line


def _roles(bundle: Bundle) -> tuple[str, str, dict[str, ListFile]]:
    stems = {file.stem: file for file in bundle.files}
    for list_id, (title, files) in _SETS.items():
        by_role = {role: stems[f"{stem}.csv"] for role, stem in files.items() if f"{stem}.csv" in stems}
        if "sdn" in by_role:
            return list_id, title, by_role
    if len(bundle.files) == 1 and _looks_like_primary(bundle.files[0]):
        list_id = "us-ofac-cons" if "cons" in bundle.files[0].stem else "us-ofac-sdn"
        return list_id, _SETS[list_id][0], {"sdn": bundle.files[0]}
    raise ListError(
        f"{bundle.name}: an OFAC set without its primary file (sdn.csv or cons_prim.csv). "
        "Give the whole set: sdn.csv alt.csv add.csv sdn_comments.csv"
    )


def _rows(file: ListFile, columns: int, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield numbered rows; short or broken ones become problems."""
    for line, row in split_rows(io.TextIOWrapper(stream_of(file.data), "cp1252", errors="replace", newline=""), ","):
        place = f"line {line}"
        if isinstance(row, str):
            problems.append(Problem(file.name, place, f"broken row: {row}"))
            continue
        if not row or row[0].strip() in {"\x1a", ""}:
            continue
        cells = ["" if cell.strip() == _NULL else cell.strip() for cell in row]
        if not cells[0].isdigit():
            if line > 1:  # some copies carry a heading
                problems.append(Problem(file.name, place, f"no entity number: {cells[0]!r}"))
            continue
        if len(cells) < columns:
            problems.append(Problem(file.name, place, f"{len(cells)} columns, expected {columns}"))
            if len(cells) <= 1:
                continue
            cells += [""] * (columns - len(cells))
        yield line, cells


def _read_primary(file: ListFile, entries: dict[str, _Entry], problems: list[Problem]) -> None:
    good = 0
    for line, row in _rows(file, _SDN_COLUMNS, problems):
        if not row[1]:
            problems.append(Problem(file.name, f"line {line}", f"entry {row[0]} has no name"))
            continue
        entries[row[0]].row = row
        good += 1
    if good == 0 or good < len(problems):
        raise ListError(f"{file.name}: {good} readable entries and {len(problems)} broken rows; not this list")


def _read_others(by_role: dict[str, ListFile], entries: dict[str, _Entry], problems: list[Problem]) -> None:
    if "alt" in by_role:
        for _, row in _rows(by_role["alt"], 4, problems):
            if row[3]:
                entries[row[0]].aliases.append((row[2].lower(), row[3]))
    if "add" in by_role:
        for _, row in _rows(by_role["add"], 5, problems):
            if row[0] in entries:
                entries[row[0]].addresses.append(row)
    if "comments" in by_role:
        for _, row in _rows(by_role["comments"], 2, problems):
            if row[0] in entries:
                entries[row[0]].comment += row[1]


def _party(
    list_id: str,
    reference: str,
    entry: _Entry,
    by_role: dict[str, ListFile],
    problems: list[Problem],
) -> Party | None:
    row = entry.row
    if row is None:
        if not entry.aliases:
            return None
        problems.append(
            Problem(
                by_role["alt"].name,
                f"entry {reference}",
                "aliases without a primary row (a later listing); loaded by its aliases alone",
            )
        )
        return _orphan(list_id, reference, entry)
    remarks = parse_remarks(_joined(row[11], entry.comment))
    problems.extend(Problem(by_role["sdn"].name, f"entry {reference}", text) for text in remarks.problems)
    kind = _KINDS.get(row[2].lower())
    if kind is None:
        problems.append(Problem(by_role["sdn"].name, f"entry {reference}", f"kind {row[2]!r} is unknown"))
        kind = PartyKind.OTHER
    return Party(
        id=party_id(list_id, reference),
        kind=kind,
        names=_names(row[1], kind, entry, remarks),
        listings=_listings(list_id, reference, row[3], remarks),
        birth_dates=tuple(remarks.birth_dates),
        birth_places=tuple(remarks.birth_places),
        countries=_countries(remarks, entry, row),
        positions=tuple(dict.fromkeys(([row[4]] if row[4] else []) + remarks.positions)),
        addresses=tuple(_address(address) for address in entry.addresses if any(address[2:5])),
        identifiers=_identifiers(row, remarks),
        relations=tuple(remarks.relations),
        gender=remarks.gender,
        remarks=remarks.raw or None,
    )


def _listings(list_id: str, reference: str, programmes: str, remarks: Remarks) -> tuple[Listing, ...]:
    entry = OfacEntry(
        "SDN List" if list_id == SDN else "",
        tuple(filter(None, programmes.split("] ["))),
        listed_on=remarks.listed_on,
        reason=remarks.raw or None,
    )
    return listings(list_id, reference, [entry], remarks.raw)


def _joined(remark: str, comment: str) -> str:
    return f"{remark}{comment}" if comment else remark


def _orphan(list_id: str, reference: str, entry: _Entry) -> Party:
    names = _alias_names(entry, None)
    person = any(_is_of_person(text) for _, text in entry.aliases)
    return Party(
        id=party_id(list_id, reference),
        # Not said in the set: OFAC writes people as "FAMILY, Given", and bodies in capitals throughout.
        kind=PartyKind.PERSON if person else PartyKind.ORGANIZATION,
        names=unique_names([replace(names[0], kind=NameKind.PRIMARY), *names[1:]]),
        listings=listings(list_id, reference, [], None),
        remarks="The primary row of this entry is not in the set; only aliases are known.",
    )


def _is_of_person(text: str) -> bool:
    """Say whether a name is written as OFAC writes people: a family name in capitals, a comma, given names."""
    family, comma, given = text.partition(",")
    return bool(comma) and family.isupper() and any(char.islower() for char in given)


def _names(primary: str, kind: PartyKind, entry: _Entry, remarks: Remarks) -> tuple[PartyName, ...]:
    names = [_name(primary, NameKind.PRIMARY, NameQuality.STRONG, kind)]
    names.extend(_alias_names(entry, kind))
    names.extend(_name(text, NameKind.ALIAS, NameQuality.WEAK, kind) for text in remarks.weak_aliases)
    former = NameQuality.STRONG if kind in {PartyKind.VESSEL, PartyKind.AIRCRAFT} else NameQuality.WEAK
    names.extend(_name(text, NameKind.FORMER, former, kind) for text in remarks.former_names)
    return unique_names(names)


def _alias_names(entry: _Entry, kind: PartyKind | None) -> list[PartyName]:
    return [
        _name(text, _ALIAS_KINDS.get(label.replace(".", ""), NameKind.ALIAS), NameQuality.STRONG, kind)
        for label, text in entry.aliases
    ]


def _name(text: str, name_kind: NameKind, quality: NameQuality, kind: PartyKind | None) -> PartyName:
    """OFAC writes people family name first with a comma; bodies' commas ("CO., LTD.") are part of the name."""
    if kind is PartyKind.PERSON or (kind is None and _is_of_person(text)):
        full, given, family = family_first(text)
        return make_name(full, name_kind, quality, given, family)
    return make_name(text, name_kind, quality)


def _countries(remarks: Remarks, entry: _Entry, row: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = dict.fromkeys(remarks.countries)
    for name in (*(address[4] for address in entry.addresses), row[9]):
        if name and (code := country_of(name)):
            found[code] = None
    return tuple(found)


def _address(row: list[str]) -> str:
    return ", ".join(cell for cell in row[2:6] if cell)


def _identifiers(row: list[str], remarks: Remarks) -> tuple[Identifier, ...]:
    found = dict.fromkeys(remarks.identifiers)
    if row[5]:
        found[Identifier("call-sign", row[5])] = None
    return tuple(found)
