"""The starter list: facts on some listed parties, written in this repository, so that a first run needs no network.

Its format is a small YAML that a person can edit; `docs/starter-list.md` describes it. Each party names the lists
it stands on with reference and listing date; each such list becomes a listing, and the party's id is taken from
the first one, so that a finding reads the same when the real lists replace the starter.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from watchwire.errors import DataFileError
from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import birth_date, family_first, make_name, unique_names
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
from watchwire.tables import parse_yaml

LIST = "starter"
_FORMAT = "watchwire-starter-list"
_CELLS = 5


class Starter:
    """Loader of our own small list format."""

    name = "Watchwire starter list (YAML)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look for the format's name."""
        return len(bundle.files) == 1 and f"format: {_FORMAT}".encode() in bundle.files[0].head

    def load(self, bundle: Bundle) -> LoadedList:
        """Map every party."""
        file = bundle.only()
        problems = Problems(file.name)
        try:
            content = parse_yaml(file.text("utf-8"), file.name)
        except DataFileError as error:
            from watchwire.errors import ListError

            raise ListError(str(error)) from error
        parties: list[Party] = []
        for place, record in _records(content, problems):
            try:
                parties.append(_party(record))
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                problems.note(place, f"left out: {error!r}")
        version = content.get("date")
        return LoadedList(
            LIST,
            "Watchwire starter list",
            "Watchwire",
            tuple(parties),
            tuple(problems.found),
            version if isinstance(version, date) else None,
            starter=True,
        )


def _records(content: Any, problems: Problems) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every party as a mapping, those of the groups spelt out."""
    for number, record in enumerate(content.get("parties") or [], 1):
        yield f"party {number}", record
    for number, group in enumerate(content.get("groups") or [], 1):
        for line, entry in enumerate(group.get("entries") or [], 1):
            place = f"group {number}, entry {line}"
            cells = [cell.strip() for cell in str(entry).split("|")]
            if len(cells) != _CELLS:
                problems.note(
                    place,
                    f"{len(cells)} cells, expected {_CELLS}: reference | name | aliases | born | listed",
                )
                continue
            reference, name, aliases, born, listed = cells
            yield (
                place,
                {
                    "kind": group["kind"],
                    "name": name,
                    "aliases": _pieces(aliases),
                    "born": _pieces(born),
                    "countries": group.get("countries", []),
                    "lists": [
                        {
                            "list": group["list"],
                            "ref": reference,
                            "programme": group.get("programme"),
                            "listed": date.fromisoformat(listed) if listed else None,
                        }
                    ],
                },
            )


def _pieces(cell: str) -> list[str]:
    return [piece.strip() for piece in cell.split(";") if piece.strip()]


def _party(record: dict[str, Any]) -> Party:
    kind = PartyKind(record.get("kind", "person"))
    listings = tuple(
        Listing(
            list=str(entry["list"]),
            reference=str(entry["ref"]),
            programme=entry.get("programme"),
            listed_on=entry.get("listed"),
            amended_on=entry.get("amended"),
            source_url=entry.get("source"),
        )
        for entry in record["lists"]
    )
    return Party(
        id=party_id(listings[0].list, listings[0].reference),
        kind=kind,
        names=_names(record, kind),
        listings=listings,
        birth_dates=tuple(birth_date(str(text)) for text in record.get("born", [])),
        countries=tuple(record.get("countries", [])),
        positions=tuple(record.get("positions", [])),
        identifiers=tuple(Identifier(str(key), str(value)) for key, value in (record.get("identifiers") or {}).items()),
    )


def _names(record: dict[str, Any], kind: PartyKind) -> tuple[PartyName, ...]:
    names = [_name(str(record["name"]), NameKind.PRIMARY, NameQuality.STRONG, kind)]
    names.extend(_name(str(text), NameKind.ALIAS, NameQuality.STRONG, kind) for text in record.get("aliases", []))
    names.extend(_name(str(text), NameKind.ALIAS, NameQuality.WEAK, kind) for text in record.get("weak", []))
    return unique_names(names)


def _name(text: str, name_kind: NameKind, quality: NameQuality, kind: PartyKind) -> PartyName:
    if kind is PartyKind.PERSON:
        full, given, family = family_first(text)
        return make_name(full, name_kind, quality, given, family)
    return make_name(text, name_kind, quality)
