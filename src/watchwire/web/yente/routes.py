"""The routes of yente's API: they parse, ask and answer; what is asked and how parties look stands beside them."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from watchwire.desk.lists import lists_header, lists_of
from watchwire.desk.views import list_rows
from watchwire.errors import UsageError
from watchwire.model import Match, Party
from watchwire.screening import ALERT, Screener
from watchwire.screening import Query as Asked
from watchwire.web.api.shapes import json
from watchwire.web.problems import PROBLEM, not_found
from watchwire.web.state import State, state_of
from watchwire.web.who import Reader
from watchwire.web.yente.asked import Asking, asking_of
from watchwire.web.yente.entities import entity_of, sanctions_of, scored
from watchwire.web.yente.filters import SINCE, Filters
from watchwire.web.yente.schema import datasets_of, schemata, topics_of

router = APIRouter(responses=PROBLEM, tags=["compatible"])
ALGORITHM = "watchwire"
_KNOWN_ALGORITHMS = frozenset(
    {"watchwire", "best", "logic-v1", "logic-v2", "name-based", "name-qualified", "regression-v1", "regression-v2"}
)
MOST_QUERIES = 100
_MOST_SEARCHED = 1000
_MOST_MATCHES = 500
Several = Annotated[list[str], Query(default_factory=list, max_length=200)]
Excluded = Annotated[list[str], Query(default_factory=list, max_length=50)]
Since = Annotated[str | None, Query(pattern=SINCE)]


class Example(BaseModel):
    """One entity to match, as FollowTheMoney has it."""

    model_config = ConfigDict(populate_by_name=True)

    id: str | None = None
    schema_: str = Field("Thing", alias="schema", max_length=64)
    properties: dict[str, list[Any] | str | int | float]


class Queries(BaseModel):
    """Several entities to match, by keys of the client's."""

    queries: dict[str, Example]
    weights: dict[str, float] = Field(default_factory=dict)
    config: dict[str, Any] = Field(default_factory=dict)


def newest(held: State) -> Screener:
    """Return what all of one request is held against, and what its answer and its entries name."""
    with held.lock:
        return held.desk.reader.screener(None)


def naming(lists: list[dict[str, str]], answer: Response) -> Response:
    """Name the lists that were used in a header: the bodies of these answers are other programs'."""
    answer.headers["Watchwire-Lists"] = lists_header(lists)
    return answer


def on_record(held: State, actor: str, details: list[dict[str, Any]]) -> None:
    """Put screenings on record, one entry a name."""
    from watchwire.store import ledger

    with held.desk.store.write() as connection:
        for detail in details:
            ledger.append(connection, actor, "screen", "a name", detail)


@router.post("/match/{dataset}")
def match(
    request: Request,
    user: Reader,
    dataset: str,
    asking: Queries,
    include_dataset: Several,
    exclude_dataset: Several,
    exclude_schema: Several,
    topics: Several,
    exclude_entity_ids: Excluded,
    changed_since: Since = None,
    limit: Annotated[int, Query(ge=0, le=500)] = 5,
    threshold: Annotated[float, Query(ge=0, le=1)] = ALERT,
    cutoff: Annotated[float, Query(ge=0, le=1)] = ALERT,
    algorithm: str = "best",
) -> Response:
    """Match entities against the lists, as yente does; put on record like every screening.

    A query of a batch that cannot be answered has a status of its own; where none can, the whole request is refused.
    """
    held = state_of(request)
    _check(asking, algorithm)
    screener = newest(held)
    filters = Filters(include_dataset, exclude_dataset, exclude_schema, topics, changed_since, exclude_entity_ids)
    accept = filters.accept(dataset, screener.holdings)
    responses: dict[str, dict[str, Any]] = {}
    faults: list[str] = []
    for key, example in asking.queries.items():
        try:
            asked = asking_of(example.schema_, example.properties)
        except UsageError as error:
            faults.append(f"queries.{key}: {error}")
            responses[key] = _refused(example, str(error))
            continue
        with held.lock:
            found = screener.ask(asked.question, _MOST_MATCHES, accept)
        responses[key] = _answered(example, asked, found, limit, threshold, min(cutoff, threshold))
    if len(faults) == len(responses):
        raise HTTPException(400, "; ".join(faults))
    lists = lists_of(screener.holdings)
    on_record(held, user.name, list(_details(asking, responses, lists)))
    note = screener.holdings.starter_note
    answer = json({"responses": responses, "matcher": {}, "limit": limit, **({"note": note} if note else {})})
    answer.headers["x-batch-size"] = str(len(responses))
    return naming(lists, answer)


def _check(asking: Queries, algorithm: str) -> None:
    if not asking.queries:
        raise HTTPException(400, "No queries provided.")
    if len(asking.queries) > MOST_QUERIES:
        raise HTTPException(400, f"Too many queries in one batch (limit: {MOST_QUERIES})")
    if algorithm.strip().lower() not in _KNOWN_ALGORITHMS:
        raise HTTPException(400, f"Invalid algorithm: {algorithm}; the one here is {ALGORITHM} (or best)")
    for key in asking.config:
        raise HTTPException(400, f"Invalid configuration parameter: {key} for algorithm {ALGORITHM}, which has none")


def _refused(example: Example, why: str) -> dict[str, Any]:
    return {
        "status": 400,
        "results": [],
        "total": {"value": 0, "relation": "eq"},
        "query": {"id": example.id, "schema": example.schema_, "properties": example.properties},
        "detail": why,
    }


def _answered(
    example: Example, asked: Asking, found: list[Match], limit: int, threshold: float, cutoff: float
) -> dict[str, Any]:
    results = [scored(item, threshold) for item in found if item.score >= cutoff]
    answer = {
        "status": 200,
        "results": results[:limit],
        "total": {"value": sum(result["match"] for result in results), "relation": "eq"},
        "query": {"id": example.id, "schema": asked.schema.name, "properties": asked.properties},
    }
    return {**answer, "ignored": asked.ignored} if asked.ignored else answer


def _details(
    asking: Queries, responses: dict[str, dict[str, Any]], lists: list[dict[str, str]]
) -> Iterable[dict[str, Any]]:
    for key, example in asking.queries.items():
        if responses[key]["status"] == 200:  # noqa: PLR2004
            held = responses[key]["query"]["properties"]
            name = next((values[0] for field in ("name", "alias") if (values := held.get(field))), "")
            hits = [
                {"party": hit["id"], "score": hit["score"], "match": hit["match"]} for hit in responses[key]["results"]
            ]
            yield {"name": name, "properties": example.properties, "lists": lists, "hits": hits}


@router.get("/search/{dataset}")
def search(
    request: Request,
    user: Reader,
    dataset: str,
    include_dataset: Several,
    exclude_dataset: Several,
    exclude_schema: Several,
    topics: Several,
    countries: Several,
    datasets: Several,
    facets: Several,
    q: Annotated[str, Query(max_length=500)] = "",
    schema: Annotated[str, Query(max_length=64)] = "Thing",
    changed_since: Since = None,
    limit: Annotated[int, Query(ge=0, le=500)] = 10,
    offset: Annotated[int, Query(ge=0, le=9499)] = 0,
    filter_op: Literal["AND", "OR"] = "OR",
) -> Response:
    """Search listed parties by name or number, in yente's shape; with no text, all that the filters let through."""
    held = state_of(request)
    wanted = schemata().get(schema)
    if wanted is None:
        raise HTTPException(400, f"Invalid schema {schema!r}: {', '.join(schemata())}")
    screener = newest(held)
    lists = lists_of(screener.holdings)
    filters = Filters(
        include_dataset, exclude_dataset, exclude_schema, topics, changed_since, [], countries, datasets,
        every=filter_op == "AND",
    )  # fmt: skip
    chosen = filters.accept(dataset, screener.holdings)

    def accept(party: Party) -> bool:
        return (not wanted.kinds or party.kind in wanted.kinds) and (chosen is None or chosen(party))

    with held.lock:
        if q.strip():
            matches = screener.ask(screener.question(Asked(q)), _MOST_SEARCHED, accept)
            found = [item.party for item in matches]
        else:
            found = [party for party in screener.index.parties if accept(party)]
    if q.strip():
        hits = [{"party": item.party.id, "score": item.score} for item in matches[offset : offset + limit]]
        on_record(held, user.name, [{"name": q, "lists": lists, "hits": hits}])
    answer = {
        "results": [entity_of(party) for party in found[offset : offset + limit]],
        "facets": _facets(found, facets or ["countries", "topics", "datasets"]),
        "total": {"value": len(found), "relation": "eq"},
        "limit": limit,
        "offset": offset,
    }
    return naming(lists, json(answer))


def _facets(found: list[Party], wanted: list[str]) -> dict[str, Any]:
    """Return how often each country, topic, list and schema is among what was found."""
    from watchwire.geography import countries

    counts = {
        "countries": Counter(code for party in found for code in party.countries),
        "topics": Counter(topic for party in found for topic in topics_of(party)),
        "datasets": Counter(name for party in found for name in datasets_of(party)),
        "schema": Counter(entity_of(party)["schema"] for party in found) if "schema" in wanted else Counter(),
    }
    known = countries()

    def label(facet: str, value: str) -> str:
        return known[value].name if facet == "countries" and value in known else value

    return {
        facet: {
            "label": facet.capitalize(),
            "values": [
                {"name": value.lower() if facet == "countries" else value, "label": label(facet, value), "count": count}
                for value, count in counts[facet].most_common(30)
            ],
        }
        for facet in wanted
        if facet in counts
    }


def _party(screener: Screener, entity: str) -> Party:
    party = screener.index.party_by_id(entity)
    if party is None:
        raise not_found(f"entity {entity}")
    return party


@router.get("/entities/{entity:path}/adjacent")
def adjacent(
    request: Request,
    user: Reader,  # noqa: ARG001
    entity: str,
    limit: Annotated[int, Query(ge=0, le=500)] = 10,
    offset: Annotated[int, Query(ge=0, le=9499)] = 0,
) -> Response:
    """What stands beside a listed party: its listings."""
    screener = newest(state_of(request))
    party = _party(screener, entity)
    found = _page(sanctions_of(party), limit, offset)
    answer = json({"entity": entity_of(party), "adjacent": {"sanctions": found}})
    return naming(lists_of(screener.holdings), answer)


@router.get("/entities/{entity:path}/adjacent/sanctions")
def adjacent_sanctions(
    request: Request,
    user: Reader,  # noqa: ARG001
    entity: str,
    limit: Annotated[int, Query(ge=0, le=500)] = 10,
    offset: Annotated[int, Query(ge=0, le=9499)] = 0,
) -> Response:
    """A listed party's listings, in pages."""
    screener = newest(state_of(request))
    answer = json(_page(sanctions_of(_party(screener, entity)), limit, offset))
    return naming(lists_of(screener.holdings), answer)


def _page(items: list[dict[str, Any]], limit: int, offset: int) -> dict[str, Any]:
    return {
        "results": items[offset : offset + limit],
        "total": {"value": len(items), "relation": "eq"},
        "limit": limit,
        "offset": offset,
    }


@router.get("/entities/{entity:path}")
def entity(request: Request, user: Reader, entity: str, nested: bool = True) -> Response:  # noqa: ARG001
    """A listed party as a FollowTheMoney entity, with its listings inside unless `nested` is false."""
    screener = newest(state_of(request))
    return naming(lists_of(screener.holdings), json(entity_of(_party(screener, entity), nested)))


@router.get("/healthz")
@router.get("/readyz")
def status() -> Response:
    """Say that the server is up."""
    return json({"status": "ok"})


@router.get("/algorithms")
def algorithms(user: Reader) -> Response:  # noqa: ARG001
    """The one way of matching that there is here."""
    held = {"name": ALGORITHM, "description": "docs/screening.md says how a name is found", "docs": {}, "features": {}}
    return json({"algorithms": [held], "default": ALGORITHM, "best": ALGORITHM})


@router.get("/catalog")
def catalog(request: Request, user: Reader) -> Response:  # noqa: ARG001
    """The lists in use as datasets."""
    rows = list_rows(state_of(request).desk)
    datasets = [
        {
            "name": row["list"],
            "title": row["title"],
            "version": str(row["version"]),
            "updated_at": f"{row['version']}T00:00:00",
            "index_version": row["sha256"][:12],
            "index_current": True,
            "load": True,
            "entity_count": row["parties"],
            "children": [],
            "datasets": [row["list"]],
        }
        for row in rows
    ]
    return json({"datasets": datasets, "current": [row["list"] for row in rows], "outdated": [], "index_stale": False})
