"""The service itself: what it is, batches of names, and properties of chosen parties."""

from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field, ValidationError

from watchwire._version import __version__
from watchwire.desk.lists import lists_of
from watchwire.errors import UsageError
from watchwire.model import Match, Party
from watchwire.web.api.shapes import json
from watchwire.web.openrefine.origin import OURS_ONLY, shared
from watchwire.web.problems import PROBLEM
from watchwire.web.state import state_of
from watchwire.web.who import Reader
from watchwire.web.yente.asked import asking_of
from watchwire.web.yente.entities import entity_of
from watchwire.web.yente.filters import Filters
from watchwire.web.yente.routes import MOST_QUERIES, naming, newest, on_record
from watchwire.web.yente.schema import SCHEMATA, given_types, is_scope, properties, schemata, topics_of

router = APIRouter(responses=PROBLEM, tags=["compatible"], dependencies=[OURS_ONLY])
_TOGETHER = 10
"""How many names OpenRefine is asked to send at once."""
_ALL = "all"


class Reconciling(BaseModel):
    """One name of a batch, as OpenRefine sends it."""

    query: str = Field("", max_length=500)
    type: str | dict[str, Any] | list[Any] | None = None
    limit: int = Field(5, ge=1, le=50)
    type_strict: Literal["any", "all", "should"] | None = None
    properties: list[dict[str, Any]] = Field(default_factory=list)


class Wanted(BaseModel):
    """A property to be given, with how many of its values at most."""

    id: str = Field(max_length=100)
    settings: dict[str, Any] = Field(default_factory=dict)

    @property
    def limit(self) -> int:
        """How many values are wanted; 0 for all. OpenRefine sends what was typed, as text."""
        said = str(self.settings.get("limit", "")).strip()
        return int(said) if said.isascii() and said.isdecimal() else 0


class Extending(BaseModel):
    """Parties whose properties are wanted."""

    ids: list[str] = Field(max_length=1000)
    properties: list[Wanted] = Field(max_length=200)


def _manifest(request: Request, scope: str) -> dict[str, Any]:
    base = str(request.base_url).rstrip("/")
    service = f"{base}/reconcile" if is_scope(scope) else f"{base}/reconcile/{scope}"
    lists = "sanctions lists" if is_scope(scope) else scope
    return {
        "versions": ["0.2"],
        "name": f"Watchwire {__version__}: possible matches on {lists}",
        "identifierSpace": f"{base}/parties/",
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "documentation": "https://reconciliation-api.github.io/specs/0.2/",
        "batchSize": _TOGETHER,
        "defaultTypes": [{"id": schema.name, "name": schema.plural} for schema in given_types()],
        "view": {"url": f"{base}/parties/{{{{id}}}}"},
        "preview": {"url": f"{base}/reconcile/preview?id={{{{id}}}}", "width": 420, "height": 320},
        "suggest": {
            kind: {"service_url": service, "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/extend/property"},
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Limit",
                    "type": "number",
                    "default": 0,
                    "help_text": "How many values a row at most (0 for all)",
                }
            ],
        },
    }


@router.get("/reconcile")
def manifest(request: Request, user: Reader, queries: str | None = None, extend: str | None = None) -> Response:
    """What this service is; or, with `queries` or `extend`, what it answers."""
    return _served(request, user.name, _ALL, queries, extend)


@router.get("/reconcile/{dataset}")
def manifest_of(
    request: Request, user: Reader, dataset: str, queries: str | None = None, extend: str | None = None
) -> Response:
    """The same for one list."""
    return _served(request, user.name, dataset, queries, extend)


@router.post("/reconcile")
def reconcile(
    request: Request,
    user: Reader,
    queries: Annotated[str | None, Form()] = None,
    extend: Annotated[str | None, Form()] = None,
) -> Response:
    """Reconcile a batch of names, or give properties of parties."""
    return _served(request, user.name, _ALL, queries, extend)


@router.post("/reconcile/{dataset}")
def reconcile_with(
    request: Request,
    user: Reader,
    dataset: str,
    queries: Annotated[str | None, Form()] = None,
    extend: Annotated[str | None, Form()] = None,
) -> Response:
    """The same for one list."""
    return _served(request, user.name, dataset, queries, extend)


def _served(request: Request, actor: str, scope: str, queries: str | None, extend: str | None) -> Response:
    if extend:
        return shared(request, _extended(request, extend))
    if queries is not None:
        return shared(request, _reconciled(request, actor, scope, queries))
    screener = newest(state_of(request))
    Filters().accept(scope, screener.holdings)  # is there such a list?
    return shared(request, json(_manifest(request, scope)))


def _parsed(text: str, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise HTTPException(400, f"{what}: no JSON ({error})") from error


def _reconciled(request: Request, actor: str, scope: str, queries: str) -> Response:
    batch = _parsed(queries, "queries")
    if not isinstance(batch, dict) or len(batch) > MOST_QUERIES:
        raise HTTPException(400, f"queries: an object of at most {MOST_QUERIES} queries")
    held = state_of(request)
    screener = newest(held)
    accept = Filters().accept(scope, screener.holdings)
    answers: dict[str, Any] = {}
    lists = lists_of(screener.holdings)
    record: list[dict[str, Any]] = []
    for key, item in batch.items():
        try:
            one = Reconciling.model_validate(item)
            asked = asking_of(_type_of(one.type), _properties_of(one))
        except (ValidationError, UsageError) as error:
            # The protocol has no errors of single queries: the others are answered, and this one says why it is not.
            told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            answers[key] = {"result": [], "error": {"message": told}}
            continue
        with held.lock:
            found = screener.ask(asked.question, one.limit, accept)
        answers[key] = {"result": [_candidate(match) for match in found]}
        hits = [{"party": match.party.id, "score": match.score} for match in found]
        record.append({"name": one.query, "properties": one.properties, "lists": lists, "hits": hits})
    if batch and not record:
        raise HTTPException(400, "; ".join(f"queries.{key}: {a['error']['message']}" for key, a in answers.items()))
    on_record(held, actor, record)
    return naming(lists, json(answers))


def _type_of(given: Any) -> str:
    """Return the schema that a query's type names: a text, an object with an id, or the first of several."""
    first = given[0] if isinstance(given, list) and given else given
    name = first.get("id") if isinstance(first, dict) else first
    return name if isinstance(name, str) and name in schemata() else "Thing"


def _properties_of(one: Reconciling) -> dict[str, Any]:
    """Return a query's properties: each has a `pid` and a `v` that is a value, a reconciled cell, or several."""
    found: dict[str, list[Any]] = {"name": [one.query]} if one.query.strip() else {}
    for item in one.properties:
        pid, value = item.get("pid"), item.get("v")
        if not isinstance(pid, str):
            continue
        for single in value if isinstance(value, list) else [value]:
            text = single.get("name") or single.get("id") if isinstance(single, dict) else single
            if text is not None:
                found.setdefault(pid.rpartition(":")[2], []).append(text)
    return found


def _candidate(match: Match) -> dict[str, Any]:
    party = match.party
    return {
        "id": party.id,
        "name": party.caption,
        "description": described(party),
        "type": [type_of(party)],
        "score": round(match.score * 100, 1),
        "match": False,  # a person decides
        "features": [
            {"id": "score", "value": match.score},
            *({"id": reason.feature, "value": round(reason.weight, 4)} for reason in match.comparison.reasons),
        ],
    }


def type_of(party: Party) -> dict[str, str]:
    """Return a party's type."""
    name = SCHEMATA[party.kind]
    return {"id": name, "name": schemata()[name].label}


def described(party: Party) -> str:
    """Say in a line what a party is, to tell it from its namesakes."""
    born = f"born {party.birth_dates[0]}" if party.birth_dates else ""
    listing = party.listing
    listed = f"{listing.list} {listing.reference}" + (f", {listing.programme}" if listing.programme else "")
    return "; ".join(filter(None, (party.kind.value, born, ", ".join(party.countries), listed)))


def _extended(request: Request, extend: str) -> Response:
    try:
        wanted = Extending.model_validate(_parsed(extend, "extend"))
    except ValidationError as error:
        raise HTTPException(400, f"extend: {error.errors()[0]['msg']}") from error
    screener = newest(state_of(request))
    known = {item.id: properties()[name] for item in wanted.properties if (name := _bare(item.id)) in properties()}
    rows: dict[str, dict[str, list[dict[str, str]]]] = {}
    for entity in wanted.ids:
        party = screener.index.party_by_id(entity)
        held = entity_of(party)["properties"] if party is not None else {}
        rows[entity] = {
            item.id: [{"str": value} for value in held.get(_bare(item.id), [])[: item.limit or None]]
            for item in wanted.properties
        }
    meta = [
        {"id": item.id, "name": known[item.id].label if item.id in known else item.id} for item in wanted.properties
    ]
    return naming(lists_of(screener.holdings), json({"meta": meta, "rows": rows}))


def _bare(pid: str) -> str:
    return pid.rpartition(":")[2]


def shown_topics(party: Party) -> str:
    """Return what a party's listings are, in a word."""
    return ", ".join(topics_of(party))
