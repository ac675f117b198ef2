"""Listed parties as FollowTheMoney entities in yente's envelope."""

from collections.abc import Iterable, Sequence
from typing import Any

from watchwire.model import Listing, Match, NameKind, NameQuality, Party, PartyKind
from watchwire.web.yente.schema import SCHEMATA, datasets_of, properties, topics_of

_NUMBERS = {
    "imo": "imoNumber",
    "mmsi": "mmsi",
    "call-sign": "callSign",
    "passport": "passportNumber",
    "national-id": "idNumber",
    "tax": "taxNumber",
    "registration": "registrationNumber",
    "lei": "leiCode",
    "swift": "swiftBic",
    "isin": "isinCode",
    "aircraft": "registrationNumber",
    "email": "email",
    "phone": "phone",
    "website": "website",
    "other": "idNumber",
}


def entity_of(party: Party, nested: bool = False) -> dict[str, Any]:
    """Return a listed party as an entity; with its sanctions inside where `nested`."""
    schema = SCHEMATA[party.kind]
    held = {
        key: list(dict.fromkeys(values))
        for key, values in _properties(party).items()
        if values and key in properties() and schema in properties()[key].schemata
    }
    entity = _envelope(party.id, schema, party.caption, held, party.listings)
    entity["datasets"] = sorted(datasets_of(party))
    entity["referents"] = [item.reference for item in party.listings]
    entity["target"] = True
    if nested:
        entity["properties"]["sanctions"] = sanctions_of(party)
    return entity


def _properties(party: Party) -> dict[str, list[str]]:
    names, further = party.names, party.names[1:]
    person = party.kind is PartyKind.PERSON
    codes = [code.lower() for code in party.countries]
    found: dict[str, list[str]] = {
        "name": [party.caption],
        "alias": [n.full for n in further if n.quality is NameQuality.STRONG and n.kind is not NameKind.FORMER],
        "previousName": [n.full for n in further if n.quality is NameQuality.STRONG and n.kind is NameKind.FORMER],
        "weakAlias": [n.full for n in further if n.quality is NameQuality.WEAK],
        "firstName": [n.given for n in names if n.given and n.quality is NameQuality.STRONG],
        "lastName": [n.family for n in names if n.family and n.quality is NameQuality.STRONG],
        "title": list(party.titles),
        "birthDate": [str(born.on) for born in party.birth_dates],
        "birthPlace": list(party.birth_places),
        "gender": [party.gender] if party.gender in {"male", "female"} else [],
        "nationality": codes if person else [],
        "country": codes,
        "position": list(party.positions),
        "address": list(party.addresses),
        "programId": [item.programme for item in party.listings if item.programme],
        "notes": [text for text in (party.remarks, *(item.reason for item in party.listings)) if text],
        "sourceUrl": [item.source_url for item in party.listings if item.source_url],
        "topics": topics_of(party),
    }
    for item in party.identifiers:
        found.setdefault(_NUMBERS.get(item.kind, "idNumber"), []).append(item.value)
    return found


def _envelope(key: str, schema: str, caption: str, held: dict[str, Any], listings: Sequence[Listing]) -> dict[str, Any]:
    first = min((item.listed_on for item in listings if item.listed_on), default=None)
    changed = last_change(listings)
    return {
        "id": key,
        "caption": caption,
        "schema": schema,
        "properties": held,
        "datasets": [],
        "referents": [],
        "target": False,
        "first_seen": f"{first}T00:00:00" if first else None,
        "last_seen": None,
        "last_change": f"{changed}T00:00:00" if changed else None,
    }


def last_change(listings: Iterable[Listing]) -> Any:
    """Return the last day on which a listing was made or amended; None where no file tells."""
    days = [day for item in listings for day in (item.amended_on, item.listed_on) if day]
    return max(days, default=None)


def sanctions_of(party: Party) -> list[dict[str, Any]]:
    """Return a party's listings as entities beside it."""
    found = []
    for listing in party.listings:
        held = {
            "entity": party.id,
            "authority": listing.authority or listing.list,
            "program": listing.programme,
            "authorityId": listing.reference,
            "listingDate": listing.listed_on,
            "endDate": listing.delisted_on,
            "reason": listing.reason,
            "sourceUrl": listing.source_url,
        }
        present = {key: [str(value)] for key, value in held.items() if value}
        key = f"{party.id}#{listing.list}:{listing.reference}"
        entity = _envelope(key, "Sanction", f"{listing.list} {listing.reference}", present, [listing])
        found.append({**entity, "datasets": [listing.list]})
    return found


def scored(match: Match, threshold: float) -> dict[str, Any]:
    """Return a match as yente scores one."""
    return {
        **entity_of(match.party),
        "score": match.score,
        "match": match.score >= threshold and match.band.value != "weak",
        "features": {reason.feature: round(reason.weight, 4) for reason in match.comparison.reasons},
        "explanations": {
            f"{reason.feature} {number}" if number else reason.feature: {
                "score": round(reason.weight, 4),
                "detail": reason.detail,
                "query": match.query,
                "candidate": match.name.full,
                "weight": None,
            }
            for number, reason in enumerate(match.comparison.reasons)
        },
    }
