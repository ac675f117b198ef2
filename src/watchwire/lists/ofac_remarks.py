"""OFAC's remarks field: a list of facts separated by semicolons, in OFAC's own shorthand."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from watchwire.geography import country_codes_in, country_of, is_no_country
from watchwire.lists.values import birth_date, day
from watchwire.model import BirthDate, Identifier, PartyKind, Relation
from watchwire.tables import read_table

KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANIZATION,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
"""What the US publishers call the kinds of parties."""

_QUOTED = re.compile(r"^(?:alt\. )?(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.),? ['‘](.+?)['’]$")
_WITH_COUNTRY = re.compile(r"^(?P<value>.+?)\s*\((?P<country>[^()]+)\)(?P<rest>.*)$")
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
_IMO = re.compile(r"IMO\s*(\d{7})")
_NO_POSITION = re.compile(
    r"sanction|transactions|prohibited|directive|executive order|additional|information|website|http|"
    r"listing date|effective date|organization|target type|telephone|fax|email|section|issued|branch|offices|"
    r"vessel|aircraft|linked|also |expires|no\.|number|street|flag|pursuant|see |all |subject to",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Remarks:
    """What a remarks field says, sorted by kind of fact."""

    raw: str
    birth_dates: list[BirthDate] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    weak_aliases: list[str] = field(default_factory=list)
    former_names: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    positions: list[str] = field(default_factory=list)
    gender: str | None = None
    listed_on: date | None = None
    problems: list[str] = field(default_factory=list)


@cache
def identifier_labels() -> tuple[tuple[str, str], ...]:
    """Return the labels of identifying numbers with their kinds, longest first."""
    rows = ((row["label"], row["kind"]) for row in read_table("watchwire.lists", "ofac_identifiers.tsv"))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def identifier(label: str, number: str, country: str | None) -> Identifier | None:
    """Make an identifier of a labelled number, as OFAC and the screening list write them; None for unknown labels."""
    kind = next((kind for start, kind in identifier_labels() if label.startswith(start)), None)
    if kind is None:
        return None
    if kind == "imo-or-registration":
        kind = "imo" if number.upper().startswith("IMO") else "registration"
    value = number.upper().removeprefix("IMO").strip() if kind == "imo" else number
    return Identifier(kind, value, country, label or None)


def parse_remarks(text: str) -> Remarks:
    """Read a remarks field; facts of unknown kinds stay in `raw` only."""
    remarks = Remarks(" ".join(text.split()))
    for piece in _pieces(remarks.raw):
        _read(piece.removeprefix("alt. "), remarks)
    return remarks


def _pieces(text: str) -> list[str]:
    """Split at semicolons outside quotation marks and parentheses."""
    pieces = re.split(r";\s*(?![^()]*\))", text.rstrip(". "))
    return [piece.strip() for piece in pieces if piece.strip()]


def _read(piece: str, remarks: Remarks) -> None:
    if quoted := _QUOTED.match(piece.rstrip(".")):
        names = remarks.former_names if quoted[1].startswith("f") else remarks.weak_aliases
        names.append(quoted[2])
    elif piece.startswith("DOB "):
        try:
            remarks.birth_dates.append(birth_date(piece[4:]))
        except ValueError as error:
            remarks.problems.append(f"date of birth: {error}")
    elif piece.startswith("POB "):
        remarks.birth_places.append(piece[4:])
    elif piece.startswith(("nationality ", "citizen ")):
        _read_country(piece.split(" ", 1)[1], remarks)
    elif piece.startswith("Gender "):
        remarks.gender = piece[7:].lower()
    elif piece.startswith("Linked To: "):
        remarks.relations.append(Relation("linked to", piece[11:].rstrip(".")))
    elif piece.startswith("Listing Date"):
        _read_listing_date(piece, remarks)
    elif not _read_identifier(piece, remarks) and not _NO_POSITION.search(piece) and not any(map(str.isdigit, piece)):
        remarks.positions.append(piece)


def _read_country(name: str, remarks: Remarks) -> None:
    codes = country_codes_in(name)
    if not codes and not is_no_country(name):
        remarks.problems.append(f"country {name!r} is unknown")
    remarks.countries.extend(code for code in codes if code not in remarks.countries)


def _read_listing_date(piece: str, remarks: Remarks) -> None:
    stated = _DAY.search(piece)
    try:
        found = day(stated[0]) if stated else None
    except ValueError as error:
        remarks.problems.append(f"listing date: {error}")
        return
    if found and (remarks.listed_on is None or found < remarks.listed_on):
        remarks.listed_on = found


def _read_identifier(piece: str, remarks: Remarks) -> bool:
    for label, label_kind in identifier_labels():
        if not piece.startswith(label + " "):
            continue
        kind, rest = label_kind, piece[len(label) :].strip(" :-")
        if kind == "imo-or-registration":
            found = _IMO.search(rest)
            kind, rest = ("imo", found[1]) if found else ("registration", rest)
        country = None
        if with_country := _WITH_COUNTRY.match(rest):
            country = country_of(with_country["country"])
            rest = with_country["value"] if country else rest
        if kind == "crypto":
            currency, _, address = rest.partition(" ")
            remarks.identifiers.append(Identifier("crypto", address or currency, None, currency))
        else:
            remarks.identifiers.append(Identifier(kind, rest, country, label))
        return True
    return False
