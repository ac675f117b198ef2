"""Searching, and the record."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from watchwire.desk.lists import lists_of
from watchwire.desk.record import note
from watchwire.store import ledger
from watchwire.store.crosscheck import crosscheck
from watchwire.store.keeping import clean
from watchwire.store.search import find
from watchwire.web.pages.common import PAGE, Offset, Reviewer, Visitor
from watchwire.web.render import page
from watchwire.web.state import state_of

router = APIRouter()
_LEDGER_PAGE = 200
_VERIFIED_HERE = 20_000
"""A longer record is not walked for each look at the page; `watchwire audit verify` does it."""


@router.get("/search")
def search(request: Request, user: Visitor, q: str = "", offset: Offset = 0) -> Response:
    """Search the stored articles and the listed parties."""
    from watchwire.screening import Query as Asked

    held = state_of(request)
    q = clean(q[:500]) or ""
    with held.desk.store.read() as connection:
        hits = find(connection, q, PAGE, offset) if q.strip() else []
    with held.lock:
        screener = held.desk.reader.screener(None)
        parties = screener.screen(Asked(q), 5) if q.strip() and not offset else []
    used = lists_of(screener.holdings)
    if q.strip():
        detail = {
            "query": q,
            "offset": offset,
            "hits": len(hits),
            "parties": [m.party.id for m in parties],
            "lists": used,
        }
        note(held.desk.store, user.name, "search", "articles and parties", detail)
    return page(
        request, "search.html", user, q=q, hits=hits, parties=parties, offset=offset, size=PAGE, used=used
    )  # fmt: skip


@router.get("/audit")
def audit(request: Request, user: Reviewer, before: Annotated[int, Query(ge=0, le=2**31)] = 0) -> Response:
    """The record, the newest entries first, and whether its chain is whole."""
    with state_of(request).desk.store.read() as connection:
        number, digest = ledger.head(connection)
        last = min(before, number) if before else number
        entries = ledger.stretch(connection, max(1, last - _LEDGER_PAGE + 1), last)
        whole = number <= _VERIFIED_HERE
        faults = [*ledger.verify(connection), *crosscheck(connection)] if whole else []
    return page(
        request, "audit.html", user, entries=list(reversed(entries)), head=(number, digest), faults=faults,
        verified=whole,
        older=max(0, last - _LEDGER_PAGE),
    )  # fmt: skip
