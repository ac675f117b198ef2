"""Errors as problem+json (RFC 9457) for programs, and as a page for people."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from watchwire.errors import DecisionRefused, FetchRefused, SourceError, UsageError, WatchwireError

if TYPE_CHECKING:
    from collections.abc import Mapping

_STATUS: tuple[tuple[type[WatchwireError], int], ...] = (
    (UsageError, 422),
    (DecisionRefused, 409),
    (FetchRefused, 422),
    (SourceError, 422),
)


def problem(status: int, detail: str, headers: "Mapping[str, str] | None" = None, **more: Any) -> JSONResponse:
    """Return an error as problem+json."""
    content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JSONResponse(content, status, dict(headers or {}), media_type="application/problem+json")


PROBLEM: dict[int | str, dict[str, Any]] = {
    code: {
        "description": HTTPStatus(code).phrase,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for code in (400, 401, 403, 404, 405, 409, 413, 415, 422, 429)
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
        return _answer(request, status_of(error), str(error))

    @app.exception_handler(StarletteHTTPException)
    async def _http(request: Request, error: StarletteHTTPException) -> Response:
        return _answer(request, error.status_code, str(error.detail), error.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        faults = [{"where": ".".join(map(str, fault["loc"])), "what": fault["msg"]} for fault in error.errors()[:20]]
        told = "; ".join(f"{fault['where']}: {fault['what']}" for fault in faults)
        return _answer(request, 422, told, errors=faults)


def _answer(
    request: Request, status: int, detail: str, headers: "Mapping[str, str] | None" = None, **more: Any
) -> Response:
    if _is_page(request):
        from watchwire.web.render import page

        return page(
            request, "error.html", status=status, headers=headers,
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
