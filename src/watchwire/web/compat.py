"""Endpoints that other programs know: yente's `/match` and its neighbours.

Only the shape of the answers is theirs; the scores and reasons are ours. `algorithm` and `weights` are accepted and
have no effect. The parts of yente that need its own index (statements, facets, adjacent entities) are not offered.
"""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from watchwire.desk.lists import lists_header, lists_of
from watchwire.desk.views import list_rows
from watchwire.errors import UsageError
from watchwire.model import Match, Party, PartyKind
from watchwire.screening import ALERT, Screener
from watchwire.screening import Query as Asked
from watchwire.web.api.shapes import Name, asked, json
from watchwire.web.problems import PROBLEM, not_found
from watchwire.web.state import State, state_of
from watchwire.web.who import Reader

router = APIRouter(responses=PROBLEM, tags=["compatible"])
ALGORITHM = "watchwire"
SCHEMATA = {
    PartyKind.PERSON: "Person",
    PartyKind.ORGANIZATION: "Organization",
    PartyKind.VESSEL: "Vessel",
    PartyKind.AIRCRAFT: "Airplane",
    PartyKind.OTHER: "LegalEntity",
}
_KINDS = {
    "Person": "person",
    "Organization": "organization",
    "Company": "organization",
    "PublicBody": "organization",
    "Vessel": "vessel",
    "Airplane": "aircraft",
}
_ALL = frozenset({"default", "all", "sanctions"})
MOST_QUERIES = 100
_MOST_NAMES = 20
TYPES = [{"id": schema, "name": schema} for schema in ("Person", "Organization", "Vessel", "Airplane", "LegalEntity")]


class Example(BaseModel):
    """One entity to match, as FollowTheMoney has it."""

    model_config = ConfigDict(populate_by_name=True)

    id: str | None = None
    schema_: str = Field("LegalEntity", alias="schema", max_length=64)
    properties: dict[str, list[str] | str]


class Queries(BaseModel):
    """Several entities to match, by keys of the client's."""

    queries: dict[str, Example] = Field(min_length=1, max_length=MOST_QUERIES)
    weights: dict[str, float] = Field(default_factory=dict)
    config: dict[str, Any] = Field(default_factory=dict)


def entity_of(party: Party) -> dict[str, Any]:
    """Return a listed party as a FollowTheMoney entity in yente's envelope."""
    listing = party.listing
    properties: dict[str, list[str]] = {
        "name": [party.caption],
        "alias": [name.full for name in party.names[1:] if name.quality.value == "strong"],
        "weakAlias": [name.full for name in party.names[1:] if name.quality.value == "weak"],
        "birthDate": [str(born.on) for born in party.birth_dates],
        "birthPlace": list(party.birth_places),
        "country": [code.lower() for code in party.countries],
        "position": list(party.positions),
        "programId": [item.programme for item in party.listings if item.programme],
        "imoNumber": [item.value for item in party.identifiers if item.kind == "imo"],
        "passportNumber": [item.value for item in party.identifiers if item.kind == "passport"],
        "idNumber": [item.value for item in party.identifiers if item.kind in {"national-id", "registration", "tax"}],
        "notes": [text for text in (party.remarks, listing.reason) if text],
        "sourceUrl": [item.source_url for item in party.listings if item.source_url],
        "topics": ["sanction"],
    }
    seen = f"{listing.listed_on}T00:00:00" if listing.listed_on else None
    changed = f"{listing.amended_on}T00:00:00" if listing.amended_on else seen
    return {
        "id": party.id,
        "caption": party.caption,
        "schema": SCHEMATA[party.kind],
        "properties": {key: values for key, values in properties.items() if values},
        "datasets": [item.list for item in party.listings],
        "referents": [item.reference for item in party.listings],
        "target": True,
        "first_seen": seen,
        "last_seen": None,
        "last_change": changed,
    }


def _scored(match: Match, threshold: float) -> dict[str, Any]:
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


def asked_of(example: Example) -> list[Asked]:
    """Return the queries that an entity amounts to: one a name.

    Raises:
        UsageError: it has no name, or a property cannot be read.

    """

    def values(*keys: str) -> list[str]:
        found: list[str] = []
        for key in keys:
            held = example.properties.get(key, [])
            found.extend([held] if isinstance(held, str) else held)
        return [value for value in found if value.strip()]

    names = values("name", "alias", "weakAlias", "previousName", "imoNumber")
    if not names:
        first, last = values("firstName"), values("lastName")
        names = [" ".join([*first[:1], *last[:1]])] if first or last else []
    if not names:
        raise UsageError("properties.name: an entity is matched by its name")
    born = values("birthDate")
    where = values("nationality", "country", "citizenship", "jurisdiction")
    kind: Any = _KINDS.get(example.schema_)
    from pydantic import ValidationError

    try:
        wanted = [
            Name(name=name[:500], kind=kind, birth_date=born[0][:100] if born else None, country=_known(where))
            for name in dict.fromkeys(names[:_MOST_NAMES])
        ]
    except ValidationError as error:
        raise UsageError(f"properties: {error.errors()[0]['msg']}") from error
    return [asked(name) for name in wanted]


def _known(countries: list[str]) -> str | None:
    """Return the first country that is one; yente's clients send codes in lower case."""
    from watchwire.geography import country_of

    for text in countries:
        for form in (text.upper(), text):
            try:
                if country_of(form):
                    return form
            except ValueError:
                continue
    return None


def newest(held: State) -> Screener:
    """Return what all of one request is held against, and what its answer and its entries name."""
    with held.lock:
        return held.desk.reader.screener(None)


def best_matches(held: State, screener: Screener, queries: list[Asked], limit: int, dataset: str) -> list[Match]:
    """Return the best matches for an entity with several names, one a party."""
    best: dict[str, Match] = {}
    with held.lock:
        for query in queries:
            for match in screener.screen(query, limit * 4 if dataset not in _ALL else limit):
                if dataset not in _ALL and dataset not in {item.list for item in match.party.listings}:
                    continue
                known = best.get(match.party.id)
                if known is None or match.score > known.score:
                    best[match.party.id] = match
    return sorted(best.values(), key=lambda match: (-match.score, match.party.id))[:limit]


def _check_dataset(held: State, dataset: str) -> None:
    if dataset not in _ALL and dataset not in {row["list"] for row in list_rows(held.desk)}:
        raise not_found(f"dataset {dataset}")


@router.post("/match/{dataset}")
def match(
    request: Request,
    user: Reader,
    dataset: str,
    asking: Queries,
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
    threshold: Annotated[float, Query(ge=0, le=1)] = ALERT,
    cutoff: Annotated[float, Query(ge=0, le=1)] = 0.0,
    algorithm: str | None = None,  # noqa: ARG001
) -> Response:
    """Match entities against the lists, as yente does; put on record like every screening."""
    held = state_of(request)
    _check_dataset(held, dataset)
    screener = newest(held)
    responses: dict[str, Any] = {}
    for key, example in asking.queries.items():
        try:
            found = best_matches(held, screener, asked_of(example), limit, dataset)
        except UsageError as error:
            raise HTTPException(400, f"queries.{key}: {error}") from error
        results = [_scored(item, threshold) for item in found if item.score >= cutoff]
        responses[key] = {
            "status": 200,
            "results": results,
            "total": {"value": len(results), "relation": "eq"},
            "query": {"id": example.id, "schema": example.schema_, "properties": example.properties},
        }
    lists = lists_of(screener.holdings)
    _record(held, user.name, asking, responses, lists)
    note = screener.holdings.starter_note
    answer = {"responses": responses, "matcher": {}, "limit": limit, **({"note": note} if note else {})}
    return naming(lists, json(answer))


def naming(lists: list[dict[str, str]], answer: Response) -> Response:
    """Name the lists that were used in a header: the bodies of these answers are other programs'."""
    answer.headers["Watchwire-Lists"] = lists_header(lists)
    return answer


def _record(held: State, actor: str, asking: Queries, responses: dict[str, Any], lists: list[dict[str, str]]) -> None:
    details = []
    for key, example in asking.queries.items():
        names = example.properties.get("name", [])
        hits = [{"party": hit["id"], "score": hit["score"], "match": hit["match"]} for hit in responses[key]["results"]]
        name = names if isinstance(names, str) else (names[0] if names else "")
        details.append({"name": name, "properties": example.properties, "lists": lists, "hits": hits})
    on_record(held, actor, details)


def on_record(held: State, actor: str, details: list[dict[str, Any]]) -> None:
    """Put screenings on record, one entry a name."""
    from watchwire.store import ledger

    with held.desk.store.write() as connection:
        for detail in details:
            ledger.append(connection, actor, "screen", "a name", detail)


@router.get("/search/{dataset}")
def search(
    request: Request,
    user: Reader,
    dataset: str,
    q: Annotated[str, Query(max_length=500)] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
    offset: Annotated[int, Query(ge=0, le=1000)] = 0,
) -> Response:
    """Search listed parties by name, in yente's shape."""
    held = state_of(request)
    _check_dataset(held, dataset)
    screener = newest(held)
    lists = lists_of(screener.holdings)
    found = best_matches(held, screener, [Asked(q)], limit + offset, dataset) if q.strip() else []
    if q.strip():
        hits = [{"party": item.party.id, "score": item.score} for item in found]
        on_record(held, user.name, [{"name": q, "lists": lists, "hits": hits}])
    results = [entity_of(item.party) for item in found[offset:]]
    total = {"value": len(found), "relation": "eq"}
    answer = {"results": results, "facets": {}, "total": total, "limit": limit, "offset": offset}
    return naming(lists, json(answer))


@router.get("/entities/{entity:path}")
def entity(request: Request, user: Reader, entity: str, nested: bool = True) -> Response:  # noqa: ARG001
    """A listed party as a FollowTheMoney entity."""
    screener = newest(state_of(request))
    party = screener.index.party_by_id(entity)
    if party is None:
        raise not_found(f"entity {entity}")
    return naming(lists_of(screener.holdings), json(entity_of(party)))


@router.get("/healthz")
@router.get("/readyz")
def status() -> Response:
    """Say that the server is up."""
    return json({"status": "ok"})


@router.get("/algorithms")
def algorithms(user: Reader) -> Response:  # noqa: ARG001
    """The one way of matching that there is here."""
    held = {"name": ALGORITHM, "description": "docs/screening.md says how a name is found", "docs": {}}
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
