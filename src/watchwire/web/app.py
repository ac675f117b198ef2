"""The application: guard outside, API and pages inside."""

from typing import Any

from fastapi import FastAPI

from watchwire._version import __version__
from watchwire.desk import Desk
from watchwire.web import api, openrefine, pages, problems, yente
from watchwire.web.guard import Guard
from watchwire.web.settings import Settings
from watchwire.web.state import Pools, State


def create_app(desk: Desk, settings: Settings, pools: Pools | None = None) -> FastAPI:
    """Return the application over a desk.

    Args:
        desk: the store, the lists and the rules.
        settings: see `settings.Settings`.
        pools: what reads texts and opens files; None for processes of its own.

    """
    app = FastAPI(
        title="Watchwire",
        version=__version__,
        description="Possible matches of sanctioned parties in the news, with the evidence. A person decides.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.watchwire = State(desk, settings, pools)
    app.include_router(api.router)
    app.include_router(api.health)
    app.include_router(yente.router)
    app.include_router(openrefine.services)
    app.include_router(openrefine.router)
    app.include_router(pages.router)
    problems.install(app)
    _describe(app)
    app.add_middleware(Guard, settings=settings)
    return app


def _describe(app: FastAPI) -> None:
    """Add the shape of errors to the description of the API."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = made()
            held = schema.setdefault("components", {})
            held.setdefault("schemas", {})["Problem"] = problems.SCHEMA
            held["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
