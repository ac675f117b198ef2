"""The record, and how the server does."""

from collections.abc import Iterator
from typing import Literal

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse

from watchwire.desk.audit import rows_of
from watchwire.desk.metrics import exposition
from watchwire.desk.record import note
from watchwire.store import ledger
from watchwire.store.crosscheck import crosscheck
from watchwire.web.api.shapes import LINES, TABLE, MaybeWords, also, json
from watchwire.web.exports import export
from watchwire.web.state import state_of
from watchwire.web.who import Reader, Reviewer

router = APIRouter()
health = APIRouter()


@router.get("/audit", responses=also(TABLE, "text/html", LINES))
def audit(
    request: Request,
    user: Reviewer,
    kind: MaybeWords = None,
    format: Literal["json", "csv", "html"] = "json",
) -> Response:
    """The append-only record, streamed as JSON Lines, or as CSV or a page that prints well."""
    from watchwire.desk.audit import render_ledger

    held = state_of(request)
    note(held.desk.store, user.name, "export", "the record", {"kind": kind, "format": format})
    if format == "html":
        with held.desk.store.read() as connection:
            return HTMLResponse(
                render_ledger(connection, kind),
                headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
            )
    if format == "csv":
        with held.desk.store.read() as connection:
            rows = [*rows_of(ledger.entries(connection, kind), plain=True)]
        return export(rows, "csv", "audit")

    def lines() -> Iterator[bytes]:
        with held.desk.store.read() as connection:
            for row in rows_of(ledger.entries(connection, kind)):
                yield orjson.dumps(row) + b"\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")


@router.get("/audit/verify")
def verify(request: Request, user: Reader) -> Response:  # noqa: ARG001
    """Walk the chain of the record: whole, or which entries were changed or are missing."""
    with state_of(request).desk.store.read() as connection:
        faults = [*ledger.verify(connection), *crosscheck(connection)]
        number, digest = ledger.head(connection)
    return json({"whole": not faults, "faults": faults, "entries": number, "sha256": digest})


@health.get("/health")
def healthy(request: Request) -> Response:
    """Say whether the store answers."""
    import sqlalchemy as sa

    with state_of(request).desk.store.look() as connection:
        connection.execute(sa.text("SELECT 1"))
    return json({"status": "ok"})


@health.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, user: Reader) -> PlainTextResponse:  # noqa: ARG001
    """Figures for Prometheus."""
    held = state_of(request)
    return PlainTextResponse(exposition(held.desk.store, held.desk.library), media_type="text/plain; version=0.0.4")
