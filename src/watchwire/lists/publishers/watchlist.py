"""A watchlist of the user's own: a table (CSV or Excel) with a column of names, and what else is known.

Headings are taken as people write them ("Full Name", "DOB", "Nationality"): `data/watchlist_columns.tsv` lists what is
understood; `--map "Heading=name"` tells of others, and is kept with the snapshot as the file `columns.json`. Columns
that nobody understands are left aside, by name. Several aliases, countries, birth dates or numbers in one cell are
joined by `;`. The list's id is `own-` and the file's name.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from watchwire.errors import ListError
from watchwire.geography import country_codes_in, is_no_country
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.grid import first_rows, rows
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import birth_date, day
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
from watchwire.tables import read_table

_KEPT = 1 << 16
MAP = "columns.json"
"""The file of a bundle that says which heading means which column."""
_NUMBERS = (
    "imo", "passport", "national-id", "tax", "registration", "lei", "swift", "mmsi", "crypto", "phone", "email",
    "website", "aircraft", "call-sign", "isin", "iban", "other",
)  # fmt: skip
_BETWEEN_DATES = re.compile(
    r"(?:^|\s)\(?[a-z]\)\s*|[,;/|]\s+|\s*\(?\b(?:or|and|also|alt(?:ernatively)?|alternative|DOB)\b:?\s*", re.IGNORECASE
)
_TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Words:
    """What headings and cells are understood as."""

    columns: dict[str, str]
    kinds: dict[str, PartyKind]


@cache
def _words() -> _Words:
    columns: dict[str, str] = {}
    kinds: dict[str, PartyKind] = {}
    for row in read_table("watchwire.lists", "watchlist_columns.tsv"):
        for text in (row["means"], *row["also"].split("|")):
            if row["what"] == "column":
                columns[_folded(text)] = row["means"]
            else:
                kinds[_folded(text)] = PartyKind(row["means"])
    return _Words(columns, kinds)


def known_columns() -> tuple[str, ...]:
    """Return the columns that a heading can be mapped to."""
    return tuple(dict.fromkeys(_words().columns.values()))


def column_map(pairs: dict[str, str]) -> ListFile:
    """Return the file that keeps a map of headings ("Full Name") to columns ("name") with a snapshot.

    Raises:
        ListError: a column does not exist.

    """
    unknown = sorted(set(pairs.values()) - set(known_columns()))
    if unknown:
        raise ListError(f"--map: no column {', '.join(unknown)}; there are {', '.join(known_columns())}")
    return ListFile(MAP, json.dumps(pairs, ensure_ascii=False, sort_keys=True).encode())


class Watchlist:
    """Loader of a user's own table."""

    name = "own watchlist (CSV or Excel with a column `name`)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look at the heading: some column is one of names."""
        table = _table(bundle)
        if table is None or not table.stem.endswith(_TABLES):
            return False
        return any("name" in _understood(row, _mapped(bundle)) for row in first_rows(table, 1))

    def load(self, bundle: Bundle) -> LoadedList:
        """Map each row to a party; a row that cannot be taken is named and the rest is loaded."""
        table = _table(bundle)
        if table is None:
            raise ListError(f"{bundle.name}: expected one table")
        problems = Problems(table.name)
        list_id = "own-" + (re.sub(r"[^a-z0-9]+", "-", table.name.lower().split(".")[0]).strip("-") or "list")
        parties = tuple(_parties(table, _mapped(bundle), list_id, problems))
        return LoadedList(list_id, f"own watchlist {table.name}", self.name, parties, tuple(problems.found))


def _table(bundle: Bundle) -> ListFile | None:
    tables = [file for file in bundle.files if file.name != MAP]
    return tables[0] if len(tables) == 1 else None


def _mapped(bundle: Bundle) -> dict[str, str]:
    for file in bundle.files:
        if file.name == MAP:
            try:
                return {_folded(str(key)): str(value) for key, value in json.loads(file.data).items()}
            except (ValueError, AttributeError) as error:
                raise ListError(f"{file.name}: no map of headings ({error})") from error
    return {}


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _understood(row: tuple[str, ...], mapped: dict[str, str]) -> list[str]:
    """Return what each heading means; "" for what is left aside. The first of two of one meaning is taken.

    What was mapped comes before all; of several for names the plainest is taken, in the order of
    `data/watchlist_columns.tsv`: "customer" may be a number.
    """
    order = {text: place for place, text in enumerate(_words().columns)}
    best: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(row):
        text = _folded(cell)
        means = mapped.get(text) or _words().columns.get(text)
        if means:
            rank = (-1 if text in mapped else order[text] if means == "name" else 0, place)
            best[means] = min(best.get(means, rank), rank)
    taken = {place: means for means, (_, place) in best.items()}
    found = [taken.get(place, "") for place in range(len(row))]
    if "name" not in found and "family_name" in found:
        found[found.index("family_name")] = "name"
    return found


def _parties(table: ListFile, mapped: dict[str, str], list_id: str, problems: Problems) -> Iterator[Party]:
    columns: list[str] | None = None
    for number, cells in rows(table, problems):
        if columns is None:
            columns = _understood(tuple(cells), mapped)
            aside = [cell for cell, means in zip(cells, columns, strict=True) if not means and cell]
            if aside:
                problems.note("heading", f"columns left aside: {', '.join(aside)}")
            continue
        place = f"line {number}"
        if len(cells) > len(columns):
            problems.note(place, f"{len(cells)} cells, but {len(columns)} headings; a name with a comma needs quotes")
        row = {means: text for means, text in zip(columns, cells, strict=False) if means and text}
        if not row.get("name"):
            problems.note(place, "no name; left out")
            continue
        yield _party(row, list_id, number, problems)


def _party(cells: Cells, list_id: str, number: int, problems: Problems) -> Party:
    reference = cells.get("id") or f"line-{number}"
    place = f"line {number}"
    return Party(
        party_id(list_id, reference),
        _kind(cells.get("kind"), place, problems),
        tuple(_names(cells)),
        (
            Listing(
                list_id,
                reference,
                cells.get("programme"),
                listed_on=_day(cells.get("listed_on"), place, problems),
                delisted_on=_day(cells.get("delisted_on"), place, problems),
                reason=cells.get("reason"),
                source_url=cells.get("source"),
            ),
        ),
        birth_dates=_born(cells["birth_date"], place, problems) if "birth_date" in cells else (),
        countries=_countries(cells["country"], place, problems) if "country" in cells else (),
        positions=tuple(_several(cells.get("position"))),
        addresses=(cells["address"],) if "address" in cells else (),
        identifiers=tuple(Identifier(kind, text) for kind in _NUMBERS for text in _several(cells.get(kind))),
    )


def _kind(cell: str | None, place: str, problems: Problems) -> PartyKind:
    if not cell:
        return PartyKind.PERSON
    kind = _words().kinds.get(_folded(cell))
    if kind is None:
        problems.note(place, f"kind {cell!r} is none of {', '.join(PartyKind)}; taken as other")
        return PartyKind.OTHER
    return kind


def _names(cells: Cells) -> Iterator[PartyName]:
    given = cells.get("given_name")
    if given:  # a table of first and last names
        yield PartyName(f"{given} {cells['name']}", given=given, family=cells["name"])
    else:
        yield PartyName(cells["name"])
    for text in _several(cells.get("aliases")):
        yield PartyName(text, NameKind.ALIAS)
    for text in _several(cells.get("weak_aliases")):
        yield PartyName(text, NameKind.ALIAS, NameQuality.WEAK)


def _several(cell: str | None) -> list[str]:
    return [text for part in cell.split(";") if (text := part.strip())] if cell else []


def _day(cell: str | None, place: str, problems: Problems) -> date | None:
    if not cell:
        return None
    try:
        return day(cell)
    except ValueError:
        problems.note(place, f"{cell!r} is no day like 2023-09-12; left out")
        return None


def _born(cell: str, place: str, problems: Problems) -> tuple[BirthDate, ...]:
    found, unread = _births(cell)
    for text in unread:
        problems.note(place, f"birth date {text!r} cannot be read; left out")
    return found


@lru_cache(maxsize=_KEPT)
def _births(cell: str) -> tuple[tuple[BirthDate, ...], tuple[str, ...]]:
    """Return the dates in a cell, and what cannot be read. Kept: rows by the million share dates and countries."""
    found: list[BirthDate] = []
    unread: list[str] = []
    for text in _several(cell):
        try:
            found.append(birth_date(text))
        except ValueError:
            several, rest = _dates_in(text)
            found.extend(several)
            unread.extend([text] if rest else [])
    return tuple(dict.fromkeys(found)), tuple(unread)


def _dates_in(text: str) -> tuple[list[BirthDate], list[str]]:
    """Return the dates of a cell that gives several ("1965 or 1966", "a) 1964 b) 28.8.1962"), and what is none."""
    found: list[BirthDate] = []
    rest: list[str] = []
    for part in filter(None, (part.strip(" ().") for part in _BETWEEN_DATES.split(text))):
        try:
            found.append(birth_date(part))
        except ValueError:
            rest.append(part)
    return found, rest


def _countries(cell: str, place: str, problems: Problems) -> tuple[str, ...]:
    found, unknown = _codes(cell)
    for text in unknown:
        problems.note(place, f"country {text!r} is unknown; left out")
    return found


@lru_cache(maxsize=_KEPT)
def _codes(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    texts = _several(cell)
    found = tuple(dict.fromkeys(code for text in texts for code in country_codes_in(text)))
    return found, tuple(text for text in texts if not country_codes_in(text) and not is_no_country(text))
