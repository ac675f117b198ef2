"""Errors as problem+json (RFC 9457) for programs, and as a page for people."""

import json
import sys
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException

from watchwire.desk.pool import Busy
from watchwire.errors import (
    DecisionConflict,
    DecisionRefused,
    FetchRefused,
    SourceError,
    StoreUnreachable,
    UsageError,
    WatchwireError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:  # what the server keeps is at fault: its places are for its log
            sys.stderr.write(f"watchwire: {told}\n")
            told = "a fault of ours; it is on the server's log"
        return await run_in_threadpool(answer_of, request, status, told, headers, **more)

    @app.exception_handler(Exception)
    async def _fault(request: Request, error: Exception) -> Response:  # noqa: ARG001  (the log has it, nobody else)
        return problem(500, "a fault of ours; it is on the server's log")

    @app.exception_handler(StarletteHTTPException)
    async def _http(request: Request, error: StarletteHTTPException) -> Response:
        return await run_in_threadpool(answer_of, request, error.status_code, str(error.detail), error.headers)

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

        return page(
            request, "error.html", visitor_of(request), status=status, headers=headers,
            title=HTTPStatus(status).phrase, detail=detail,
        )  # fmt: skip
    return problem(status, detail, headers, **more)


def _is_page(request: Request) -> bool:
    path = request.url.path
    programs = ("/api", "/match", "/reconcile", "/search/", "/entities", "/catalog", "/metrics", "/health", "/static")
    return "text/html" in request.headers.get("accept", "") and not path.startswith(programs)


def not_found(what: str) -> HTTPException:
    """Return the error for something that is not there."""
    return HTTPException(404, f"{what}: there is none")
