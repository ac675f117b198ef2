"""Errors as problem+json (RFC 9457) for programs, and as a page for people."""

import json
import sys
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException

from watchwire.desk.pool import Busy
from watchwire.errors import (
    DecisionConflict,
    DecisionRefused,
    FetchRefused,
    SourceError,
    StoreError,
    StoreUnreachable,
    UsageError,
    WatchwireError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_OURS = "a fault of ours; it is on the server's log"
_BARE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} – Watchwire</title>'
    '<link rel="stylesheet" href="/static/desk.css"></head><body><main id="main" class="page"><h1>{title}</h1>'
    "<p class='card problem' role='alert'>{told}</p><p><a href=''>Try again</a></p></main></body></html>"
)
"""A page that can be shown without the store."""
_STATUS: tuple[tuple[type[WatchwireError], int], ...] = (
    (UsageError, 422),
    (DecisionRefused, 409),
    (FetchRefused, 422),
    (SourceError, 422),
    (Busy, 503),
    (StoreUnreachable, 503),
)


def problem(status: int, detail: str, headers: "Mapping[str, str] | None" = None, **more: Any) -> Response:
    """Return an error as problem+json."""
    content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    # ASCII, so that whatever was asked for can be told, also what is no text
    return Response(json.dumps(content), status, dict(headers or {}), media_type="application/problem+json")


PROBLEM: dict[int | str, dict[str, Any]] = {
    code: {
        "description": HTTPStatus(code).phrase,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for code in (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503)
}
"""What the description of the API says of errors."""

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}


def status_of(error: WatchwireError) -> int:
    """Return the HTTP status that fits an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def install(app: FastAPI) -> None:
    """Let the application answer every error in one form."""

    @app.exception_handler(WatchwireError)
    async def _ours(request: Request, error: WatchwireError) -> Response:
        more = {"changed": error.changed} if isinstance(error, DecisionConflict) else {}
        headers = {"Retry-After": str(error.seconds)} if isinstance(error, Busy) else None
        status, told = status_of(error), str(error)
        if isinstance(error, StoreError) or status == HTTPStatus.INTERNAL_SERVER_ERROR:
            # What the server keeps is at fault: its places are for its log.
            sys.stderr.write(f"watchwire: {told}\n")
            away = isinstance(error, StoreUnreachable)
            told = "the database does not answer; try again in a while" if away else _OURS
        return await run_in_threadpool(answer_of, request, status, told, headers, **more)

    @app.exception_handler(Exception)
    async def _fault(request: Request, error: Exception) -> Response:  # noqa: ARG001  (the log has it, nobody else)
        return problem(500, _OURS)

    @app.exception_handler(StarletteHTTPException)
    async def _http(request: Request, error: StarletteHTTPException) -> Response:
        told = str(error.detail)
        if error.status_code == HTTPStatus.NOT_FOUND and told == HTTPStatus.NOT_FOUND.phrase:
            told = f"there is nothing at {request.url.path[:200]}"
        return await run_in_threadpool(answer_of, request, error.status_code, told, error.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        faults = [{"where": ".".join(map(str, fault["loc"])), "what": fault["msg"]} for fault in error.errors()[:20]]
        told = "; ".join(f"{fault['where']}: {fault['what']}" for fault in faults)
        return await run_in_threadpool(answer_of, request, 422, told, errors=faults)


def answer_of(
    request: Request, status: int, detail: str, headers: "Mapping[str, str] | None" = None, **more: Any
) -> Response:
    """Return an error as a page to who looks at pages, with the way to the others, and else as problem+json."""
    if _is_page(request):
        from watchwire.web.render import page
        from watchwire.web.who import visitor_of

        title = HTTPStatus(status).phrase
        try:
            return page(
                request, "error.html", visitor_of(request), status=status, headers=headers, title=title, detail=detail
            )
        except StoreError:  # which may be the very thing that is told: without the store nobody is known
            return HTMLResponse(_BARE.format(title=title, told=escape(detail)), status, dict(headers or {}))
    return problem(status, detail, headers, **more)


def _is_page(request: Request) -> bool:
    path = request.url.path
    programs = ("/api", "/match", "/reconcile", "/search/", "/entities", "/catalog", "/metrics", "/health", "/static")
    return "text/html" in request.headers.get("accept", "") and not path.startswith(programs)


def not_found(what: str) -> HTTPException:
    """Return the error for something that is not there."""
    return HTTPException(404, f"{what}: there is none")
