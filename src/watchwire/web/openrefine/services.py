"""What helps a person choose: suggestions while typing, previews, and the properties that can be asked for."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from watchwire.desk.lists import lists_of
from watchwire.screening import Query as Asked
from watchwire.web.api.shapes import json
from watchwire.web.openrefine.beginnings import beginning
from watchwire.web.openrefine.origin import FRAMES, OURS_ONLY, shared
from watchwire.web.openrefine.routes import described, shown_topics, type_of
from watchwire.web.problems import PROBLEM, not_found
from watchwire.web.state import state_of
from watchwire.web.who import Reader
from watchwire.web.yente.filters import Filters
from watchwire.web.yente.routes import naming, newest, on_record
from watchwire.web.yente.schema import Property, given_types, schemata

router = APIRouter(responses=PROBLEM, tags=["compatible"], dependencies=[OURS_ONLY])
Prefix = Annotated[str, Query(max_length=500)]
Cursor = Annotated[int, Query(ge=0, le=1000)]
_SUGGESTED = 10
_SHORTEST = 2
_POLICY = f"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self' {FRAMES}"


@router.get("/reconcile/preview")
def preview(request: Request, user: Reader, id: Annotated[str, Query(max_length=300)]) -> Response:  # noqa: ARG001
    """A small page about a party, for the box that OpenRefine opens beside a candidate."""
    from watchwire.web.render import sheet

    party = newest(state_of(request)).index.party_by_id(id)
    if party is None:
        raise not_found(f"party {id}")
    text = sheet("preview.html", "report.css", 1.0, party=party, topics=shown_topics(party), link=str(request.base_url))
    answer = HTMLResponse(text.encode("utf-8", "replace"))
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"  # for browsers so old that they know no frame-ancestors
    return shared(request, answer)


@router.get("/reconcile/suggest/entity")
def suggest_entity(request: Request, user: Reader, prefix: Prefix = "", cursor: Cursor = 0) -> Response:
    """Parties for what has been typed so far."""
    return _entities(request, user.name, "all", prefix, cursor)


@router.get("/reconcile/{dataset}/suggest/entity")
def suggest_entity_of(
    request: Request, user: Reader, dataset: str, prefix: Prefix = "", cursor: Cursor = 0
) -> Response:
    """The same for one list."""
    return _entities(request, user.name, dataset, prefix, cursor)


def _entities(request: Request, actor: str, scope: str, prefix: str, cursor: int) -> Response:
    held = state_of(request)
    screener = newest(held)
    accept = Filters().accept(scope, screener.holdings)
    lists = lists_of(screener.holdings)
    found: list[dict[str, Any]] = []
    if len(prefix.strip()) >= _SHORTEST:
        with held.lock:
            matches = screener.ask(screener.question(Asked(prefix)), cursor + _SUGGESTED, accept)[cursor:]
            begun = beginning(screener.index, prefix, _SUGGESTED) if not cursor else []
        parties = {match.party.id: match.party for match in matches}
        parties.update((party.id, party) for party in begun if accept is None or accept(party))
        hits = [{"party": match.party.id, "score": match.score} for match in matches]
        on_record(held, actor, [{"name": prefix, "lists": lists, "hits": hits}])
        found = [
            {"id": party.id, "name": party.caption, "description": described(party), "notable": [type_of(party)]}
            for party in list(parties.values())[:_SUGGESTED]
        ]
    return shared(request, naming(lists, json({"result": found})))


@router.get("/reconcile/suggest/type")
def suggest_type(request: Request, user: Reader, prefix: Prefix = "") -> Response:  # noqa: ARG001
    """Types for what has been typed so far."""
    found = [
        {"id": schema.name, "name": schema.plural, "description": schema.label}
        for schema in schemata().values()
        if _begins(prefix, schema.name, schema.label, schema.plural)
    ]
    return shared(request, json({"result": found}))


@router.get("/reconcile/suggest/property")
def suggest_property(request: Request, user: Reader, prefix: Prefix = "") -> Response:  # noqa: ARG001
    """Properties for what has been typed so far: those that a query is matched by first."""
    found: dict[str, Property] = {}
    for schema in given_types():
        found.update(schema.properties)
    fitting = [item for item in found.values() if _begins(prefix, item.name, item.label)]
    fitting.sort(key=lambda item: (not (item.number or item.type in {"name", "date", "country"}), item.label))
    return shared(request, json({"result": [_property(item) for item in fitting[:50]]}))


@router.get("/reconcile/extend/property")
def propose_properties(
    request: Request,
    user: Reader,  # noqa: ARG001
    type: Annotated[str, Query(max_length=64)] = "LegalEntity",
    limit: Annotated[int, Query(ge=0, le=1000)] = 0,
) -> Response:
    """The properties that parties of a type may have, for new columns."""
    schema = schemata().get(type)
    if schema is None:
        raise HTTPException(400, f"Invalid type: {type}")
    found = [{"id": item.name, "name": item.label} for item in schema.properties.values()]
    found.sort(key=lambda item: item["name"])
    return shared(request, json({"limit": limit, "type": schema.name, "properties": found[: limit or None]}))


@router.get("/reconcile/{dataset}/suggest/type")
def suggest_type_of(request: Request, user: Reader, dataset: str, prefix: Prefix = "") -> Response:  # noqa: ARG001
    """The same for one list, whose types are those of all."""
    return suggest_type(request, user, prefix)


@router.get("/reconcile/{dataset}/suggest/property")
def suggest_property_of(request: Request, user: Reader, dataset: str, prefix: Prefix = "") -> Response:  # noqa: ARG001
    """The same for one list, whose properties are those of all."""
    return suggest_property(request, user, prefix)


@router.get("/reconcile/{dataset}/extend/property")
def propose_properties_of(
    request: Request,
    user: Reader,
    dataset: str,  # noqa: ARG001
    type: Annotated[str, Query(max_length=64)] = "LegalEntity",
    limit: Annotated[int, Query(ge=0, le=1000)] = 0,
) -> Response:
    """The same for one list, whose properties are those of all."""
    return propose_properties(request, user, type, limit)


def _begins(prefix: str, *texts: str) -> bool:
    """Say whether a text, or a word in it, begins with what was typed; nothing begins with nothing."""
    said = prefix.strip().casefold()
    return bool(said) and any(text.casefold().startswith(said) or f" {said}" in text.casefold() for text in texts)


def _property(item: Property) -> dict[str, str]:
    return {"id": f"{item.owner}:{item.name}", "name": item.label, "description": item.type}
