"""The REST API: each endpoint parses, calls a room, and answers."""

from fastapi import APIRouter

from watchwire.web.api import alerts, articles, lists, reading, record, screening
from watchwire.web.problems import PROBLEM

router = APIRouter(prefix="/api", responses=PROBLEM, tags=["watchwire"])
for part in (reading, screening, lists, articles, alerts, record):
    router.include_router(part.router)
health = APIRouter(responses=PROBLEM, tags=["operation"])
health.include_router(record.health)

__all__ = ["health", "router"]
