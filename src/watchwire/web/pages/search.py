"""Searching over everything that the desk holds, and the record."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from watchwire.desk.finding import find_decisions, find_parties, find_statements
from watchwire.desk.lists import lists_of
from watchwire.desk.record import note
from watchwire.screening import Screener
from watchwire.store import ledger
from watchwire.store.crosscheck import crosscheck
from watchwire.store.keeping import clean
from watchwire.store.search import find
from watchwire.web.pages.common import PAGE, Offset, Reviewer, Visitor
from watchwire.web.render import page
from watchwire.web.state import State, state_of

router = APIRouter()
_LEDGER_PAGE = 200
_VERIFIED_HERE = 20_000
"""A longer record is not walked for each look at the page; `watchwire audit verify` does it."""
_KINDS = ("articles", "parties", "statements", "decisions")


@router.get("/search")
def search(request: Request, user: Visitor, q: str = "", what: str = "articles", offset: Offset = 0) -> Response:
    """Search articles, listed parties, statements and decisions, each a page at a time."""
    held = state_of(request)
    q, what = clean(q[:500]) or "", what if what in _KINDS else "articles"
    with held.lock:
        screener = held.desk.reader.screener(None)
    used = lists_of(screener.holdings)
    found = _found(held, screener, q, what, offset) if q.strip() else ()
    best = find_parties(screener, q, 5, 0, held.lock) if q.strip() and what == "articles" and not offset else ()
    if q.strip():
        detail = {"query": q, "what": what, "offset": offset, "hits": len(found), "lists": used}
        note(held.desk.store, user.name, "search", what, {**detail, "parties": [hit.party.id for hit in best]})
    return page(
        request, "search.html", user, q=q, what=what, kinds=_KINDS, found=found, best=best, offset=offset, size=PAGE,
        used=used,
    )  # fmt: skip


def _found(held: State, screener: Screener, q: str, what: str, offset: int) -> Sequence[Any]:
    if what == "parties":
        return find_parties(screener, q, PAGE, offset, held.lock)
    with held.desk.store.look() as connection:
        if what == "statements":
            return find_statements(connection, q, PAGE, offset)
        if what == "decisions":
            return find_decisions(connection, q, PAGE, offset)
        return find(connection, q, PAGE, offset)


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
