"""A watchlist of the user's own: a CSV file with a column `name`, and what else is known.

Columns (any order, upper or lower case; all but `name` may be missing): `id`, `name`, `aliases` and `weak_aliases`
(several joined by `;`), `kind` (person, organization, vessel, aircraft, other), `birth_date`, `country` (several too),
`position`, `programme`, `listed_on`, `delisted_on`, `reason`, `imo`, `source`. The list's id is `own-` and the file's
name.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

from watchwire.errors import ListError
from watchwire.geography import country_codes_in, is_no_country
from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import birth_date
from watchwire.model import (
    BirthDate,
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    Party,
    PartyKind,
    PartyName,
    party_id,
)

_COLUMNS = frozenset(
    {
        "id", "name", "aliases", "weak_aliases", "kind", "birth_date", "country", "position", "programme", "listed_on",
        "delisted_on", "reason", "imo", "source",
    }
)  # fmt: skip
_FIELD_LIMIT = 1 << 20


class Watchlist:
    """Loader of a user's own CSV."""

    name = "own watchlist (CSV with a column `name`)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look at the heading: it names only columns that we know, `name` among them."""
        if len(bundle.files) != 1 or not bundle.files[0].name.lower().endswith((".csv", ".csv.gz")):
            return False
        heading = _heading(bundle.files[0].head.split(b"\n", 1)[0].decode("utf-8-sig", "replace"))
        return "name" in heading and heading <= _COLUMNS

    def load(self, bundle: Bundle) -> LoadedList:
        """Map each row to a party; a row that cannot be taken is named and the rest is loaded."""
        file = bundle.files[0]
        problems = Problems(file.name)
        try:
            text = file.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ListError(f"{file.name}, byte {error.start}: not UTF-8; save the table as CSV in UTF-8") from error
        list_id = "own-" + (re.sub(r"[^a-z0-9]+", "-", file.name.lower().split(".")[0]).strip("-") or "list")
        parties = tuple(_parties(text, list_id, problems))
        return LoadedList(list_id, f"own watchlist {file.name}", self.name, parties, tuple(problems.found))


def _separator(line: str) -> str:
    return max(",;\t", key=line.count)


def _heading(line: str) -> set[str]:
    return {cell.strip(' "\r').lower() for cell in line.split(_separator(line))}


def _parties(text: str, list_id: str, problems: Problems) -> Iterator[Party]:
    csv.field_size_limit(_FIELD_LIMIT)
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(first))
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            problems.note(f"line {reader.line_num}", f"not readable as CSV ({error})")
            continue
        if row is None:
            return
        cells = {key.strip(' "').lower(): (value or "").strip() for key, value in row.items() if key is not None}
        if not cells.get("name"):
            problems.note(f"line {reader.line_num}", "no name; left out")
            continue
        yield _party(cells, list_id, f"line {reader.line_num}", problems)


def _party(cells: dict[str, str], list_id: str, place: str, problems: Problems) -> Party:
    reference = cells.get("id") or place.replace(" ", "-")
    kind = PartyKind.PERSON
    if cells.get("kind"):
        try:
            kind = PartyKind(cells["kind"].lower())
        except ValueError:
            problems.note(place, f"kind {cells['kind']!r} is none of {', '.join(PartyKind)}; taken as other")
            kind = PartyKind.OTHER
    names = [PartyName(cells["name"])]
    names += [PartyName(text, NameKind.ALIAS) for text in _several(cells.get("aliases"))]
    names += [PartyName(text, NameKind.ALIAS, NameQuality.WEAK) for text in _several(cells.get("weak_aliases"))]
    listing = Listing(
        list_id,
        reference,
        cells.get("programme") or None,
        listed_on=_day(cells.get("listed_on"), place, problems),
        delisted_on=_day(cells.get("delisted_on"), place, problems),
        reason=cells.get("reason") or None,
        source_url=cells.get("source") or None,
    )
    return Party(
        party_id(list_id, reference),
        kind,
        tuple(names),
        (listing,),
        birth_dates=tuple(_born(cells.get("birth_date"), place, problems)),
        countries=tuple(_countries(cells.get("country"), place, problems)),
        positions=tuple(_several(cells.get("position"))),
        identifiers=tuple(Identifier("imo", number) for number in _several(cells.get("imo"))),
    )


def _several(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def _day(cell: str | None, place: str, problems: Problems) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        problems.note(place, f"{cell!r} is no day like 2023-09-12; left out")
        return None


def _born(cell: str | None, place: str, problems: Problems) -> Iterator[BirthDate]:
    for text in _several(cell):
        try:
            born = birth_date(text)
        except ValueError:
            born = None
        if born is None:
            problems.note(place, f"birth date {text!r} cannot be read; left out")
        else:
            yield born


def _countries(cell: str | None, place: str, problems: Problems) -> Iterator[str]:
    for text in _several(cell):
        codes = country_codes_in(text)
        yield from codes
        if not codes and not is_no_country(text):
            problems.note(place, f"country {text!r} is unknown; left out")
