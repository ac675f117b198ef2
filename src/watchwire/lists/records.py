"""Parties as stable JSON records, for the library's cache and for machine-readable differences."""

import gzip
import io
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any

from watchwire.model import (
    BirthDate,
    Effect,
    Fact,
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    PartialDate,
    Party,
    PartyKind,
    PartyName,
    Relation,
)

_SHARED = frozenset({"list", "programme", "authority", "source_url"})
"""Fields of a listing whose text many parties share: it is kept once."""
_KEPT = 1 << 16


def to_record(party: Party) -> dict[str, Any]:
    """Return a party as plain JSON values; empty fields are left out."""
    record: dict[str, Any] = {
        "id": party.id,
        "kind": party.kind.value,
        "names": [_present(vars_of(name)) for name in party.names],
        "listings": [_present(vars_of(listing)) for listing in party.listings],
        "birth_dates": [
            _present({"on": str(b.on), "until": str(b.until) if b.until else None, "circa": b.circa or None})
            for b in party.birth_dates
        ],
        "birth_places": list(party.birth_places),
        "countries": list(party.countries),
        "positions": list(party.positions),
        "addresses": list(party.addresses),
        "identifiers": [_present(vars_of(item)) for item in party.identifiers if item.value],
        "relations": [_present(vars_of(item)) for item in party.relations if item.name],
        "gender": party.gender,
        "remarks": party.remarks,
        "titles": list(party.titles),
        "facts": [_present(vars_of(item)) for item in party.facts if item.value],
        "cross_references": list(party.cross_references),
    }
    return _present(record)


def from_record(record: dict[str, Any]) -> Party:
    """Return the party that `to_record` wrote."""
    return Party(
        id=record["id"],
        kind=PartyKind(record["kind"]),
        names=tuple(_name(item) for item in record["names"]),
        listings=tuple(_listing(item) for item in record["listings"]),
        birth_dates=births_of(record),
        birth_places=tuple(record.get("birth_places", ())),
        countries=_codes(tuple(record.get("countries", ()))),
        positions=tuple(record.get("positions", ())),
        addresses=tuple(record.get("addresses", ())),
        # A number, a name or a fact without a value says nothing; files have such cells.
        identifiers=tuple(Identifier(**item) for item in record.get("identifiers", ()) if item.get("value")),
        relations=tuple(Relation(**item) for item in record.get("relations", ()) if item.get("name")),
        gender=record.get("gender"),
        remarks=record.get("remarks"),
        titles=tuple(record.get("titles", ())),
        facts=tuple(Fact(**item) for item in record.get("facts", ()) if item.get("value")),
        cross_references=tuple(record.get("cross_references", ())),
    )


def births_of(record: dict[str, Any]) -> tuple[BirthDate, ...]:
    """Return the birth dates of a record."""
    return tuple(_birth(item) for item in record.get("birth_dates", ()))


def unpacked(packed: bytes) -> Iterator[Party]:
    """Yield the parties of a parsed copy, line by line: a million of them are no text in memory."""
    import orjson

    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as lines:
        for line in lines:
            yield from_record(orjson.loads(line))


def vars_of(value: PartyName | Listing | Identifier | Relation | Fact) -> dict[str, Any]:
    """Return the fields of a flat value as JSON has them: dates as ISO text, tuples as lists."""
    fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {name: _plain(item) for name, item in fields.items()}


def _plain(item: Any) -> Any:
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, tuple):
        return [getattr(one, "value", one) for one in item]
    return item


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], ())}


def _name(item: dict[str, Any]) -> PartyName:
    return PartyName(
        item["full"],
        NameKind(item["kind"]),
        NameQuality(item["quality"]),
        item.get("given"),
        item.get("family"),
        item.get("script"),
        item.get("language"),
    )


def _listing(item: dict[str, Any]) -> Listing:
    fields: dict[str, Any] = {name: intern(value) if name in _SHARED else value for name, value in item.items()}
    for name in ("listed_on", "delisted_on", "amended_on", "listed_by"):
        if fields.get(name):
            fields[name] = date.fromisoformat(fields[name])
    if "effects" in fields:
        fields["effects"] = tuple(map(Effect, fields["effects"]))
    return Listing(**fields)


def _birth(item: dict[str, Any]) -> BirthDate:
    return _born(item["on"], item.get("until"), bool(item.get("circa")))


@lru_cache(maxsize=_KEPT)
def _born(on: str, until: str | None, circa: bool) -> BirthDate:
    return BirthDate(PartialDate.parse(on), PartialDate.parse(until) if until else None, circa)


@lru_cache(maxsize=_KEPT)
def _codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(intern, codes))
