"""Any FollowTheMoney dataset as JSON Lines (`entities.ftm.json`), such as OpenSanctions publishes.

Format: https://followthemoney.tech . Entities of the schemata below become parties; `Sanction` entities that
point at them become listings; `Ownership`, `Directorship` and the like become relations. The list's id is
`ftm-<dataset>`; an own watchlist in this format is therefore a list like the others.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from watchwire.errors import ListError
from watchwire.geography import countries
from watchwire.lists.bundle import Bundle
from watchwire.lists.effects import ordered
from watchwire.lists.publisher import LoadedList, Problems
from watchwire.lists.values import alias_pieces, birth_date, day, make_name, un_references, unique_names
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
    Relation,
    party_id,
)

KINDS = {
    "Person": PartyKind.PERSON,
    "Organization": PartyKind.ORGANIZATION,
    "Company": PartyKind.ORGANIZATION,
    "LegalEntity": PartyKind.ORGANIZATION,
    "PublicBody": PartyKind.ORGANIZATION,
    "Vessel": PartyKind.VESSEL,
    "Airplane": PartyKind.AIRCRAFT,
    "CryptoWallet": PartyKind.OTHER,
    "Security": PartyKind.OTHER,
    "Asset": PartyKind.OTHER,
}
_LINKS = {
    "Ownership": ("owner", "asset", "owns"),
    "Directorship": ("director", "organization", "directs"),
    "Family": ("person", "relative", "family"),
    "Associate": ("person", "associate", "associate"),
    "Membership": ("member", "organization", "member of"),
    "Employment": ("employee", "employer", "employed by"),
    "Representation": ("agent", "client", "represents"),
    "UnknownLink": ("subject", "object", "linked to"),
}
_IDENTIFIERS = {
    "passportNumber": "passport",
    "idNumber": "national-id",
    "socialSecurityNumber": "national-id",
    "taxNumber": "tax",
    "innCode": "tax",
    "vatCode": "tax",
    "registrationNumber": "registration",
    "ogrnCode": "registration",
    "kppCode": "registration",
    "okpoCode": "registration",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call-sign",
    "leiCode": "lei",
    "swiftBic": "swift",
    "publicKey": "crypto",
    "serialNumber": "aircraft",
    "website": "website",
    "email": "email",
    "phone": "phone",
}
_NAMES = (
    ("name", NameKind.PRIMARY, NameQuality.STRONG),
    ("alias", NameKind.ALIAS, NameQuality.STRONG),
    ("previousName", NameKind.FORMER, NameQuality.STRONG),
    ("weakAlias", NameKind.ALIAS, NameQuality.WEAK),
    ("abbreviation", NameKind.ALIAS, NameQuality.WEAK),
)
_REFERENTS = (
    (re.compile(r"ofac-(\d+)"), ("us-ofac-sdn:{0}", "us-ofac-cons:{0}")),
    (re.compile(r"eu-fsf-(eu-\d+-\d+)"), ("eu-fsf:{1}",)),
    (re.compile(r"gb-hmt-(\d+)"), ("gb-ofsi:{0}",)),
    (re.compile(r"gb-fcdo-([a-z]{3}\d+)"), ("gb-uksl:{0}",)),
    (re.compile(r"ch-seco-(\d+)"), ("ch-seco:{0}",)),
)
"""How OpenSanctions names the entries of official lists, and what they are called here."""
_TOPICS = {"debarment": Effect.DEBARMENT, "export.control": Effect.EXPORT_LICENCE}
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Entity:
    id: str
    schema: str
    properties: dict[str, list[str]]
    datasets: tuple[str, ...]
    first_seen: str | None
    last_change: str | None
    referents: tuple[str, ...] = ()

    def values(self, name: str) -> list[str]:
        return self.properties.get(name, [])

    def first(self, name: str) -> str | None:
        return next(iter(self.values(name)), None)


class FollowTheMoney:
    """Loader of FollowTheMoney JSON Lines; the entity id is the reference."""

    name = "FollowTheMoney entities (JSON Lines)"

    def recognises(self, bundle: Bundle) -> bool:
        """Look at the first line."""
        if len(bundle.files) != 1:
            return False
        first = bundle.files[0].head.lstrip()
        return first.startswith(b"{") and b'"schema"' in first and b'"properties"' in first

    def load(self, bundle: Bundle) -> LoadedList:
        """Map parties, then attach sanctions, identifications and links."""
        file = bundle.only()
        problems = Problems(file.name)
        entities = list(_entities(file.data, problems))
        if problems.found and len(problems.found) >= max(1, len(entities)):
            raise ListError(f"{file.name}: {len(problems.found)} of its lines are broken; refused whole")
        list_id = f"ftm-{_dataset(entities, file.stem)}"
        attached = _attachments(entities, problems)
        parties = tuple(
            party
            for entity in entities
            if entity.schema in KINDS and (party := _party(list_id, entity, attached[entity.id], problems)) is not None
        )
        versions = [text[:10] for entity in entities if (text := entity.last_change)]
        version = None
        try:
            version = day(max(versions)) if versions else None
        except ValueError as error:
            problems.note("last_change", str(error))
        title = f"FollowTheMoney dataset {list_id.removeprefix('ftm-')}"
        return LoadedList(list_id, title, "FollowTheMoney", parties, tuple(problems.found), version)


@dataclass(slots=True)
class _Attached:
    sanctions: list[_Entity]
    documents: list[_Entity]
    links: list[tuple[str, str, str]]


def _entities(data: bytes, problems: Problems) -> list[_Entity]:
    found: list[_Entity] = []
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            found.append(_entity(record))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            problems.note(f"line {number}", f"no FollowTheMoney entity: {error}")
    return found


def _entity(record: dict[str, Any]) -> _Entity:
    properties = {str(key): _listed(values) for key, values in record["properties"].items()}
    return _Entity(
        str(record["id"]),
        str(record["schema"]),
        properties,
        tuple(str(name) for name in record.get("datasets") or ()),
        record.get("first_seen"),
        record.get("last_change"),
        tuple(map(str, record.get("referents") or ())),
    )


def _listed(values: Any) -> list[str]:
    """Properties are lists of texts or of nested entities; some writers put one value bare."""
    several = values if isinstance(values, list) else [values]
    texts = (
        str(value.get("id", "")) if isinstance(value, dict) else str(value) for value in several if value is not None
    )
    return [text for text in texts if text]


def _dataset(entities: list[_Entity], stem: str) -> str:
    names = {name for entity in entities for name in entity.datasets}
    only = names.pop() if len(names) == 1 else stem.split(".", maxsplit=1)[0]
    return slug(only)


def slug(name: str) -> str:
    """Return the name of a dataset as the ids of lists have it."""
    return _SLUG.sub("-", name.lower()).strip("-") or "dataset"


def _attachments(entities: list[_Entity], problems: Problems) -> dict[str, _Attached]:
    attached: dict[str, _Attached] = defaultdict(lambda: _Attached([], [], []))
    names = {entity.id: entity.first("name") or entity.id for entity in entities}
    for entity in entities:
        if entity.schema == "Sanction":
            for target in entity.values("entity"):
                attached[target].sanctions.append(entity)
        elif entity.schema in {"Identification", "Passport"}:
            for target in entity.values("holder"):
                attached[target].documents.append(entity)
        elif entity.schema in _LINKS:
            source, target, kind = _LINKS[entity.schema]
            for one in entity.values(source):
                for other in entity.values(target):
                    attached[one].links.append((kind, other, names.get(other, other)))
        elif entity.schema not in KINDS and entity.schema not in {
            "Address",
            "Position",
            "Occupancy",
            "Note",
        }:
            problems.note(f"entity {entity.id}", f"schema {entity.schema} is no party and was left out")
    return attached


def _party(list_id: str, entity: _Entity, attached: _Attached, problems: Problems) -> Party | None:
    place = f"entity {entity.id}"
    names = _names(entity)
    if not names:
        problems.note(place, "no name; left out")
        return None
    topics = set(entity.values("topics"))
    if (
        topics
        and not topics & {"sanction", "sanction.counter", "debarment", "export.control", "poi", "crime"}
        and not attached.sanctions
    ):
        # OpenSanctions carries relatives and owners for context; they are not listed themselves.
        return None
    codes = [
        code.upper()
        for field in ("nationality", "citizenship", "country", "jurisdiction", "flag")
        for code in entity.values(field)
    ]
    return Party(
        id=party_id(list_id, entity.id),
        kind=KINDS[entity.schema],
        names=names,
        listings=_listings(list_id, entity, attached.sanctions, place, problems),
        birth_dates=_birth_dates(entity, place, problems),
        birth_places=tuple(entity.values("birthPlace")),
        countries=tuple(dict.fromkeys(code for code in codes if code in countries())),
        positions=tuple(entity.values("position")),
        addresses=tuple(entity.values("address")),
        identifiers=_identifiers(entity, attached.documents),
        relations=tuple(Relation(kind, name, party_id(list_id, other)) for kind, other, name in attached.links),
        gender=entity.first("gender"),
        remarks="; ".join(entity.values("notes")) or None,
        titles=tuple(entity.values("title")),
        cross_references=_cross_references(entity, attached.sanctions),
    )


def cross_references_of(entity_id: str, referents: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the ids, as here, of the official entries that OpenSanctions' ids name, and a mark of its own id."""
    found = dict.fromkeys([f"ftm:{entity_id}"])
    for referent in (entity_id, *referents):
        for pattern, targets in _REFERENTS:
            if stated := pattern.fullmatch(referent):
                number = stated[1].upper()
                found.update((target.format(number, number.replace("-", ".")), None) for target in targets)
    return tuple(found)


def _cross_references(entity: _Entity, sanctions: list[_Entity]) -> tuple[str, ...]:
    """What an entity was merged from, under the ids of those lists here; and its own id, which other datasets share."""
    found = cross_references_of(entity.id, entity.referents)
    stated_ids = (
        value for sanction in sanctions for key in ("unscId", "authorityId") for value in sanction.values(key)
    )
    numbers = un_references(" ".join([*stated_ids, *entity.values("unscId")]))
    return (*found, *(party_id("un-sc", number) for number in numbers))


def _names(entity: _Entity) -> tuple[PartyName, ...]:
    family, given = entity.first("lastName"), entity.first("firstName")
    names: list[PartyName] = []
    for field, kind, quality in _NAMES:
        for text in entity.values(field):
            this = kind if kind is not NameKind.PRIMARY or not names else NameKind.ALIAS
            pieces = alias_pieces(text)
            own = not names and len(pieces) == 1
            names.extend(
                make_name(
                    piece,
                    this if index == 0 or this is not NameKind.PRIMARY else NameKind.ALIAS,
                    quality,
                    given if own else None,
                    family if own else None,
                )
                for index, piece in enumerate(pieces)
            )
    return unique_names(names)


def _listings(
    list_id: str, entity: _Entity, sanctions: list[_Entity], place: str, problems: Problems
) -> tuple[Listing, ...]:
    made = tuple(_listing(list_id, entity, sanction, place, problems) for sanction in sanctions)
    return made or (
        Listing(
            list_id,
            entity.id,
            "; ".join(entity.values("programId") or entity.values("program")) or None,
            source_url=entity.first("sourceUrl"),
            effects=_effects(entity),
        ),
    )


def _effects(entity: _Entity) -> tuple[Effect, ...]:
    return ordered(effect for topic, effect in _TOPICS.items() if topic in entity.values("topics"))


def _listing(list_id: str, entity: _Entity, sanction: _Entity, place: str, problems: Problems) -> Listing:
    def one(*fields: str) -> Any:
        for field in fields:
            for text in sanction.values(field):
                try:
                    return day(text[:10])
                except ValueError as error:
                    problems.note(place, f"sanction {field}: {error}")
        return None

    return Listing(
        list_id,
        sanction.first("authorityId") or sanction.first("unscId") or entity.id,
        "; ".join(sanction.values("programId") or sanction.values("program")) or None,
        sanction.first("authority"),
        listed_on=one("listingDate", "startDate"),
        delisted_on=one("endDate"),
        amended_on=one("modifiedAt"),
        reason="; ".join(sanction.values("reason")) or None,
        source_url=sanction.first("sourceUrl"),
        effects=_effects(entity),
    )


def _birth_dates(entity: _Entity, place: str, problems: Problems) -> tuple[BirthDate, ...]:
    found: dict[BirthDate, None] = {}
    for text in entity.values("birthDate"):
        try:
            found[birth_date(text)] = None
        except ValueError as error:
            problems.note(place, f"birthDate: {error}")
    return tuple(found)


def _identifiers(entity: _Entity, documents: list[_Entity]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for field, kind in _IDENTIFIERS.items():
        for value in entity.values(field):
            clean = value.upper().removeprefix("IMO").strip() if kind == "imo" else value
            found[Identifier(kind, clean)] = None
    for document in documents:
        kind = "passport" if document.schema == "Passport" else "national-id"
        country = (document.first("country") or "").upper()
        for number in document.values("number"):
            found[Identifier(kind, number, country if country in countries() else None, document.first("type"))] = None
    return tuple(found)
