"""Reconciliation for OpenRefine: its clients send batches of names, and each is a screening like any other."""

from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from watchwire._version import __version__
from watchwire.desk.lists import lists_of
from watchwire.errors import UsageError
from watchwire.web.api.shapes import json
from watchwire.web.compat import (
    MOST_QUERIES,
    SCHEMATA,
    TYPES,
    Example,
    asked_of,
    best_matches,
    naming,
    newest,
    on_record,
)
from watchwire.web.problems import PROBLEM
from watchwire.web.state import state_of
from watchwire.web.who import Reader

router = APIRouter(responses=PROBLEM, tags=["compatible"])


def _manifest(request: Request) -> dict[str, Any]:
    base = str(request.base_url).rstrip("/")
    return {
        "versions": ["0.2"],
        "name": f"Watchwire {__version__}: possible matches on sanctions lists",
        "identifierSpace": f"{base}/parties/",
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "defaultTypes": TYPES,
        "view": {"url": f"{base}/parties/{{{{id}}}}"},
    }


@router.get("/reconcile")
def manifest(request: Request, user: Reader, queries: str | None = None) -> Response:
    """What this service is; or, with `queries`, what it answers."""
    return _reconcile(request, user.name, queries)


@router.post("/reconcile")
def reconcile(request: Request, user: Reader, queries: Annotated[str | None, Form()] = None) -> Response:
    """Reconcile a batch of names."""
    return _reconcile(request, user.name, queries)


class Reconciling(BaseModel):
    """One name of a batch, as OpenRefine sends it."""

    query: str = Field(min_length=1, max_length=500)
    type: str | dict[str, Any] | list[Any] | None = None
    limit: int = Field(5, ge=1, le=50)
    type_strict: Literal["any", "all", "should"] | None = None
    properties: list[dict[str, Any]] = Field(default_factory=list)


def _reconcile(request: Request, actor: str, queries: str | None) -> Response:
    from pydantic import ValidationError

    if queries is None:
        return json(_manifest(request))
    try:
        batch = orjson.loads(queries)
        if not isinstance(batch, dict) or len(batch) > MOST_QUERIES:
            raise HTTPException(400, f"queries: an object of at most {MOST_QUERIES} queries")
        wanted = {key: Reconciling.model_validate(item) for key, item in batch.items()}
    except (orjson.JSONDecodeError, ValidationError) as error:
        raise HTTPException(400, f"queries: {str(error)[:300]}") from error
    held = state_of(request)
    screener = newest(held)
    answers: dict[str, Any] = {}
    for key, one in wanted.items():
        kind = (
            one.type
            if isinstance(one.type, str)
            else (one.type or {}).get("id")
            if isinstance(one.type, dict)
            else None
        )
        properties: dict[str, list[str] | str] = {"name": [one.query]}
        for item in one.properties:
            value = item.get("v")
            if isinstance(item.get("pid"), str) and isinstance(value, str):
                properties[item["pid"]] = [value]
        try:
            found = best_matches(
                held, screener, asked_of(Example(schema=kind or "LegalEntity", properties=properties)), one.limit, "all"
            )
        except UsageError as error:
            raise HTTPException(400, f"queries.{key}: {error}") from error
        answers[key] = {
            "result": [
                {
                    "id": item.party.id,
                    "name": item.party.caption,
                    "type": [{"id": SCHEMATA[item.party.kind], "name": SCHEMATA[item.party.kind]}],
                    "score": round(item.score * 100, 1),
                    "match": False,
                    "features": [{"id": "score", "value": item.score}],
                }
                for item in found
            ]
        }
    lists = lists_of(screener.holdings)
    on_record(
        held,
        actor,
        [
            {
                "name": one.query,
                "properties": one.properties,
                "lists": lists,
                "hits": [{"party": hit["id"], "score": hit["score"]} for hit in answers[key]["result"]],
            }
            for key, one in wanted.items()
        ],
    )
    return naming(lists, json(answers))
