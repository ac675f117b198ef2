"""A brief as FollowTheMoney entities: the Article, its Mentions, the listed parties, and links between them.

Plain dictionaries in the format's JSON; the tests hold them against the real `followthemoney` library.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from watchwire.model import Band, Brief, Entity, EntityKind, Party, PartyKind

_SCHEMATA = {
    PartyKind.PERSON: "Person",
    PartyKind.ORGANIZATION: "Organization",
    PartyKind.VESSEL: "Vessel",
    PartyKind.AIRCRAFT: "Airplane",
    PartyKind.OTHER: "LegalEntity",
}
_DETECTED = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANIZATION: "Organization",
    EntityKind.VESSEL: "Vessel",
}


def _key(*parts: str) -> str:
    return hashlib.sha1("|".join(parts).encode(), usedforsecurity=False).hexdigest()


def _record(key: str, schema: str, **properties: Any) -> dict[str, Any]:
    cleaned = {
        name: [str(value) for value in (values if isinstance(values, (list, tuple)) else [values]) if value]
        for name, values in properties.items()
    }
    return {
        "id": key,
        "schema": schema,
        "properties": {name: values for name, values in cleaned.items() if values},
    }


def ftm_entities(brief: Brief) -> Iterator[dict[str, Any]]:
    """Yield the entities of a brief, each complete and in its own line's worth."""
    article = brief.article
    document = _key("watchwire", article.sha256)
    yield _record(
        document,
        "Article",
        title=article.title,
        bodyText=article.text,
        sourceUrl=article.url if (article.url or "").startswith("http") else None,
        publisher=article.site,
        author=article.author,
        publishedAt=article.published.on.isoformat() if article.published.on else None,
        date=article.published.on.isoformat() if article.published.on else None,
        contentHash=None,
        keywords=[instrument.name for instrument in brief.instruments],
    )
    reported = {
        match.party.id: item.action.value
        for item in brief.designations
        for target in item.targets
        for match in target.matches
    }
    named = [match.party for entity in brief.entities for match in entity.matches if match.band is not Band.WEAK]
    looked_up = [match.party for item in brief.designations for target in item.targets for match in target.matches]
    for party in {party.id: party for party in (*named, *looked_up)}.values():
        yield from party_entities(party)
        action = f"; reported as {reported[party.id]}" if party.id in reported else ""
        yield _record(
            _key("documentation", party.id, document),
            "Documentation",
            document=document,
            entity=party_key(party.id),
            role=f"named in the article (possible match){action}",
        )
    for entity in brief.entities:
        if entity.kind in _DETECTED:
            yield _mention(
                entity, document, brief, [match.party for match in entity.matches if match.band is not Band.WEAK]
            )


def _mention(entity: Entity, document: str, brief: Brief, parties: list[Party]) -> dict[str, Any]:
    texts = list(dict.fromkeys(span.of(brief.article.text) for span in entity.mentions))
    return _record(
        _key("mention", document, entity.id),
        "Mention",
        document=document,
        name=texts,
        detectedSchema=_DETECTED[entity.kind],
        contextCountry=[code.lower() for code in entity.countries if code != "EU"],
        resolved=[party_key(party.id) for party in parties],
    )


def party_key(party: str) -> str:
    """Return the id under which a listed party stands in what we give as FollowTheMoney."""
    return _key("party", party)


def alert_entities(row: Mapping[str, Any], party: Party | None) -> Iterator[dict[str, Any]]:
    """Yield an alert as a note about the listed party, and the party.

    Args:
        row: the alert, as the queue has it.
        party: the listed party; None where no list in use has it any more, so that the alert's own words stand for it.

    """
    if party is not None:
        yield from party_entities(party)
    else:
        yield _record(party_key(row["party"]), "LegalEntity", name=row["caption"], topics=["sanction"])
    text = (
        f"possible match: {row['subject']} – {row['caption']}, {row['list']} {row['reference']} "
        f"({row['band']} {row['score']:.2f}), {row['state']}; {row['why']}"
    )
    yield _record(
        _key("alert", str(row["id"])),
        "Note",
        name=row["subject"],
        description=text,
        entity=party_key(row["party"]),
        createdAt=row["raised_at"].removesuffix("Z"),
        modifiedAt=row["changed_at"].removesuffix("Z"),
    )


def party_entities(party: Party) -> Iterator[dict[str, Any]]:
    """Yield a listed party and its sanctions."""
    key = party_key(party.id)
    person = party.kind is PartyKind.PERSON
    codes = [code.lower() for code in party.countries]
    properties: dict[str, Any] = {
        "name": [name.full for name in party.names if name.kind.value == "primary"] or [party.caption],
        "alias": [n.full for n in party.names if n.kind.value != "primary" and n.quality.value == "strong"],
        "weakAlias": [name.full for name in party.names if name.quality.value == "weak"],
        "topics": ["sanction"],
        "sourceUrl": [item.source_url for item in party.listings if (item.source_url or "").startswith("http")],
    }
    if person:
        properties["nationality"] = codes
        properties["birthDate"] = [str(born.on) for born in party.birth_dates]
    else:
        properties["country"] = codes
    if party.kind in {PartyKind.VESSEL, PartyKind.AIRCRAFT, PartyKind.OTHER}:
        properties.pop("weakAlias")
    if party.kind is PartyKind.VESSEL:
        properties["imoNumber"] = [item.value for item in party.identifiers if item.kind == "imo"]
    yield _record(key, _SCHEMATA[party.kind], **properties)
    for listing in party.listings:
        yield _record(
            _key("sanction", party.id, listing.list, listing.reference),
            "Sanction",
            entity=key,
            authority=listing.authority or listing.list,
            program=listing.programme,
            authorityId=listing.reference,
            listingDate=listing.listed_on.isoformat() if listing.listed_on else None,
            endDate=listing.delisted_on.isoformat() if listing.delisted_on else None,
            sourceUrl=listing.source_url if (listing.source_url or "").startswith("http") else None,
        )
