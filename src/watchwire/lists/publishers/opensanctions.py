"""OpenSanctions' simpler exports of a dataset: `targets.simple.csv` (15 or 16 columns) and `senzing.json`.

Formats: https://www.opensanctions.org/docs/bulk/csv/ and https://www.opensanctions.org/docs/bulk/senzing/ . Both drop
much that the FollowTheMoney export keeps: identifiers have no kind (but `IMO` before a ship's number), aliases no
quality (a weak one reads like any other), listings no date; `first_seen` is when OpenSanctions first saw an entity. The
list's id is `ftm-` and the dataset, as that of the other export. The Senzing form was written from its documentation.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from watchwire.errors import ListError
from watchwire.geography import countries, country_of
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.grid import first_rows, rows
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.publishers.ftm import KINDS, cross_references_of, slug
from watchwire.lists.values import birth_date, day, names_of, unique_names
from watchwire.model import (
    BirthDate,
    Identifier,
    Listing,
    NameKind,
    Party,
    PartyKind,
    PartyName,
    party_id,
)

_COLUMNS = {"id", "schema", "name", "aliases", "birth_date", "countries", "identifiers", "dataset"}
_IMO = re.compile(r"^IMO\s*(\d{7})$", re.IGNORECASE)
_SENZING_KINDS = {"PERSON": PartyKind.PERSON, "ORGANIZATION": PartyKind.ORGANIZATION, "VESSEL": PartyKind.VESSEL}
_SENZING_NUMBERS = {
    "PASSPORT_NUMBER": "passport",
    "NATIONAL_ID_NUMBER": "national-id",
    "SSN_NUMBER": "national-id",
    "TAX_ID_NUMBER": "tax",
    "LEI_NUMBER": "lei",
    "OTHER_ID_NUMBER": "other",
    "IMO_NUMBER": "imo",
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "WEBSITE_ADDRESS": "website",
}


class SimpleTargets:
    """Loader of `targets.simple.csv`; the entity's id is the reference."""

    name = "OpenSanctions targets (simple CSV)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look at the heading."""
        return len(bundle.files) == 1 and any(set(row) >= _COLUMNS for row in first_rows(bundle.files[0], 1))

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every row."""
        file = bundle.only()
        problems = Problems(file.name)
        heading: list[str] | None = None
        held: list[tuple[int, dict[str, str]]] = []
        for number, cells in rows(file, problems):
            if heading is None:
                heading = cells
                continue
            if len(cells) != len(heading):
                problems.note(f"line {number}", f"{len(cells)} cells, expected {len(heading)}")
            held.append((number, dict(zip(heading, cells, strict=False))))
        list_id, title = _list(Counter(row.get("dataset", "") for _, row in held), file)
        made = (_simple(list_id, row, f"line {number}", problems) for number, row in held)
        parties = tuple(party for party in made if party is not None)
        version = _newest((row.get("last_change", "") for _, row in held), problems)
        return LoadedList(list_id, title, "OpenSanctions", parties, tuple(problems.found), version)


def _list(datasets: Counter[str], file: ListFile) -> tuple[str, str]:
    """Name the list after its one dataset, or, where entries come from several, after the file."""
    only = next(iter(datasets)) if len(datasets) == 1 else ""
    name = only or re.split(r"[.]", file.stem)[0]
    return f"ftm-{slug(name)}", f"OpenSanctions dataset {name}"


def _newest(texts: Iterator[str], problems: Problems) -> date | None:
    newest = max(texts, default="")
    try:
        return day(newest[:10])
    except ValueError as error:
        problems.note("last_change", str(error))
        return None


def _several(cell: str) -> list[str]:
    return [text for piece in cell.split(";") if (text := piece.strip(' "'))]


def _births(texts: list[str], place: str, problems: Problems) -> tuple[BirthDate, ...]:
    found: dict[BirthDate, None] = {}
    for text in texts:
        try:
            found[birth_date(text)] = None
        except ValueError as error:
            problems.note(place, f"birth date: {error}")
    return tuple(found)


def _simple(list_id: str, row: dict[str, str], place: str, problems: Problems) -> Party | None:
    if not row.get("id") or not row.get("name"):
        problems.note(place, "no id or no name; left out")
        return None
    kind = KINDS.get(row.get("schema", ""))
    if kind is None:
        problems.note(place, f"schema {row.get('schema')!r} is no party; left out")
        return None
    names = names_of(row["name"], NameKind.PRIMARY)
    names += [name for text in _several(row.get("aliases", "")) for name in names_of(text)]
    numbers = [_number(text) for text in _several(row.get("identifiers", ""))]
    numbers += [Identifier("phone", text) for text in _several(row.get("phones", ""))]
    numbers += [Identifier("email", text) for text in _several(row.get("emails", ""))]
    codes = (code.upper() for code in _several(row.get("countries", "")))
    reason = row.get("sanctions", "").strip('" ')
    return Party(
        party_id(list_id, row["id"]),
        kind,
        unique_names(names),
        (
            Listing(
                list_id, row["id"], row.get("program_ids") or None, row.get("dataset") or None, reason=reason or None
            ),
        ),
        birth_dates=_births(_several(row.get("birth_date", "")), place, problems),
        countries=tuple(dict.fromkeys(code for code in codes if code in countries())),
        addresses=tuple(_several(row.get("addresses", ""))),
        identifiers=tuple(dict.fromkeys(numbers)),
        cross_references=cross_references_of(row["id"]),
    )


def _number(text: str) -> Identifier:
    ship = _IMO.match(text)
    return Identifier("imo", ship[1]) if ship else Identifier("other", text)


class Senzing:
    """Loader of `senzing.json` (JSON Lines); the record's id is the reference."""

    name = "OpenSanctions entities (Senzing JSON Lines)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look at the first line."""
        head = bundle.files[0].head.lstrip() if len(bundle.files) == 1 else b""
        return head.startswith(b"{") and b'"DATA_SOURCE"' in head and b'"RECORD_ID"' in head

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every record.

        Raises:
            ListError: most lines are broken.

        """
        file = bundle.only()
        problems = Problems(file.name)
        records: list[tuple[int, dict[str, Any]]] = []
        for number, line in enumerate(file.data.splitlines(), 1):
            try:
                if line.strip():
                    record = json.loads(line)
                    records.append((number, {**record, "RECORD_ID": str(record["RECORD_ID"])}))
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                problems.note(f"line {number}", f"no Senzing record: {error}")
        if len(problems.found) > len(records):
            raise ListError(f"{file.name}: {len(problems.found)} of its lines are broken; refused whole")
        list_id, title = _list(Counter(str(record.get("DATA_SOURCE", "")) for _, record in records), file)
        made = (_senzing(list_id, record, f"line {number}", problems) for number, record in records)
        parties = tuple(party for party in made if party is not None)
        version = _newest((str(record.get("LAST_CHANGE", "")) for _, record in records), problems)
        return LoadedList(list_id, title, "OpenSanctions", parties, tuple(problems.found), version)


def _features(record: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield the record's facts: the newer form has them in FEATURES, the older in a list a kind."""
    for key, held in record.items():
        if isinstance(held, list):
            yield from ({str(k): str(v) for k, v in item.items()} for item in held if isinstance(item, dict))
        elif key not in {"DATA_SOURCE", "RECORD_ID"} and isinstance(held, str):
            yield {key: held}


def _senzing(list_id: str, record: dict[str, Any], place: str, problems: Problems) -> Party | None:
    features = list(_features(record))

    def all_of(*keys: str) -> list[str]:
        return list(dict.fromkeys(item[key] for item in features for key in keys if item.get(key)))

    names: list[PartyName] = []
    for item in features:
        if full := item.get("NAME_FULL") or item.get("NAME_ORG"):
            first = item.get("NAME_TYPE", "").upper() == "PRIMARY" and all(
                n.kind is not NameKind.PRIMARY for n in names
            )
            names.extend(names_of(full, NameKind.PRIMARY if first else NameKind.ALIAS))
    if not names:
        problems.note(place, "no name; left out")
        return None
    names.sort(key=lambda name: name.kind is not NameKind.PRIMARY)
    names[0] = replace(names[0], kind=NameKind.PRIMARY)
    label = next(iter(all_of("RECORD_TYPE")), "").upper()
    codes = (
        country_of(text)
        for text in all_of("NATIONALITY", "CITIZENSHIP", "COUNTRY_OF_ASSOCIATION", "REGISTRATION_COUNTRY")
    )
    reference = record["RECORD_ID"]
    return Party(
        party_id(list_id, reference),
        _SENZING_KINDS.get(label, PartyKind.OTHER),
        unique_names(names),
        (
            Listing(
                list_id,
                reference,
                "; ".join(all_of("RISK", "TOPIC", "PROGRAM_ID")) or None,
                source_url=next(iter(all_of("URL")), None),
            ),
        ),
        birth_dates=_births(all_of("DATE_OF_BIRTH"), place, problems),
        birth_places=tuple(all_of("PLACE_OF_BIRTH")),
        countries=tuple(dict.fromkeys(code for code in codes if code)),
        addresses=tuple(all_of("ADDR_FULL")),
        identifiers=tuple(
            dict.fromkeys(
                Identifier(kind, item[key], country_of(item.get(key.replace("NUMBER", "COUNTRY"), "")))
                for item in features
                for key, kind in _SENZING_NUMBERS.items()
                if item.get(key)
            )
        ),
        gender={"M": "male", "F": "female", "MALE": "male", "FEMALE": "female"}.get(
            next(iter(all_of("GENDER")), "").upper()
        ),
        cross_references=cross_references_of(reference),
    )
