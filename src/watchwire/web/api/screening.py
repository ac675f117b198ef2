"""Screening names, and comparing two."""

from collections.abc import Iterator
from typing import Any, Literal

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from watchwire.brief import match_facts, match_rows
from watchwire.desk.intake import hit, query_detail
from watchwire.desk.lists import lists_header, lists_of
from watchwire.errors import UsageError
from watchwire.model import Match, PartyKind
from watchwire.store import ledger
from watchwire.web.api.shapes import LINES, Bulk, Screening, Words, also, asked, json
from watchwire.web.state import State, state_of
from watchwire.web.who import Reader

router = APIRouter()
_TOGETHER = 200


@router.post("/screen")
def screen(request: Request, user: Reader, asking: Screening) -> Response:
    """Is this name listed? What was asked and found goes on record."""
    held = state_of(request)
    query = asked(asking)
    found = held.desk.screen(query, asking.limit, asking.as_of, user.name, held.lock)
    return json(
        {
            "query": asking.model_dump(mode="json"),
            "matches": [match_record(m, asking.ofac_score) for m in found.matches],
            **found.against,
        }
    )


def match_record(match: Match, ofac: bool = False) -> dict[str, Any]:
    """Return a match with a row a listing."""
    from watchwire.names.ofac_score import ofac_score

    record: dict[str, Any] = {
        **match_facts(match, "party", "caption", "kind", "score", "band", "name"),
        "listings": list(match_rows(match)),
    }
    if ofac:
        record["ofac_score"] = ofac_score(match.query or "", match.name.full)
    return record


@router.post("/screen/bulk", response_class=StreamingResponse, responses=also(LINES))
def screen_bulk(request: Request, user: Reader, asking: Bulk) -> StreamingResponse:
    """Screen many names against one state of the lists; the answers stream as JSON Lines, in order.

    Each has its place in the request; the header `Watchwire-Lists` names the lists. Every name goes on record.
    """
    held = state_of(request)
    with held.lock:
        screener = held.desk.reader.screener(asking.as_of)
    versions, note = lists_of(screener.holdings), screener.holdings.starter_note
    said = {"note": note} if note else {}

    shared = {"as_of": asking.as_of, "limit": asking.limit, "lists": versions, "in_bulk": len(asking.names)}

    def lines() -> Iterator[bytes]:
        done: list[dict[str, Any]] = []
        try:
            for number, name in enumerate(asking.names):
                try:
                    query = asked(name)
                except UsageError as error:
                    yield orjson.dumps({"number": number, "error": str(error)}) + b"\n"
                    continue
                with held.lock:
                    matches = screener.screen(query, asking.limit)
                done.append({**query_detail(query), **shared, "hits": [hit(match) for match in matches]})
                if len(done) == _TOGETHER:
                    _record(held, user.name, done)
                found = [match_record(match) for match in matches]
                yield orjson.dumps({"number": number, "name": name.name, "matches": found, **said}) + b"\n"
        finally:  # also where the client went away: what was screened was screened
            _record(held, user.name, done)

    return StreamingResponse(
        lines(), media_type="application/x-ndjson", headers={"Watchwire-Lists": lists_header(versions)}
    )


def _record(held: State, actor: str, done: list[dict[str, Any]]) -> None:
    """Put screenings on record, one entry each, and take them off the list of those still to be."""
    if done:
        with held.desk.store.write() as connection:
            for detail in done:
                ledger.append(connection, actor, "screen", "a name", detail)
    done.clear()


@router.get("/compare")
def compare(
    user: Reader,  # noqa: ARG001
    a: Words,
    b: Words,
    kind: Literal["person", "organization", "vessel", "aircraft", "other"] = "person",
) -> Response:
    """Compare two names: a score with its reasons, and what OFAC's published method would say."""
    from watchwire.names import compare_names
    from watchwire.names.ofac_score import ofac_score

    found = compare_names(a, b, PartyKind(kind))
    reasons = [{"feature": r.feature, "weight": round(r.weight, 4), "detail": r.detail} for r in found.reasons]
    return json({"a": a, "b": b, "score": found.score, "ofac_score": ofac_score(a, b), "reasons": reasons})
