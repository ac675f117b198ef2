"""The pages: each asks a view, and shows it."""

from fastapi import APIRouter

from watchwire.web.pages import account, alerts, articles, lists, parties, rules, search, setup, start, stories

router = APIRouter(include_in_schema=False)
for part in (account, start, articles, alerts, parties, stories, lists, search, setup, rules):
    router.include_router(part.router)

__all__ = ["router"]
