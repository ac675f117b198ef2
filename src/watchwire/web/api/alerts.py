"""The queue of alerts, decisions, and good-guy entries."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from watchwire.desk import decisions
from watchwire.desk.queue import Filter, find_alerts
from watchwire.web.api.shapes import (
    BOOK,
    LINES,
    TABLE,
    Deciding,
    GoodGuy,
    Many,
    MaybeFlag,
    MaybeNumber,
    MaybeWords,
    Number,
    Offset,
    also,
    json,
)
from watchwire.web.exports import taken
from watchwire.web.problems import not_found
from watchwire.web.state import state_of
from watchwire.web.who import Analyst, Reader, Reviewer

router = APIRouter()
_PAGE = 50


@router.get("/alerts", responses=also(TABLE, BOOK, LINES))
def alerts(
    request: Request,
    user: Reader,
    state: MaybeWords = "open",
    list: MaybeWords = None,
    band: MaybeWords = None,
    party: MaybeWords = None,
    programme: MaybeWords = None,
    text: MaybeWords = None,
    story: MaybeNumber = None,
    held: MaybeFlag = None,
    limit: Annotated[int | None, Query(ge=1, le=1000, description="50 as JSON; all in a file to take away.")] = None,
    offset: Offset = 0,
    format: Literal["json", "jsonl", "csv", "xlsx", "ftm"] = "json",
) -> Response:
    """The queue: filtered, counted, and exported as it is filtered."""
    wanted = Filter(state, list, band, party, programme, text, story, held)
    with state_of(request).desk.store.look() as connection:
        page = find_alerts(connection, wanted, limit or (_PAGE if format == "json" else None), offset)
    if format != "json":
        return taken(request, user, page.rows, format, "alerts")
    return json({"alerts": page.rows, "total": page.total, "held_back": page.held})


@router.get("/alerts/{number}")
def alert(request: Request, user: Reader, number: Number) -> Response:  # noqa: ARG001
    """An alert with its articles and what was decided on it."""
    from watchwire.desk.views import alert_view

    with state_of(request).desk.store.look() as connection:
        view = alert_view(connection, number)
    if view is None:
        raise not_found(f"alert {number}")
    return json(view.record())


@router.post("/alerts/{number}/decisions")
def decide(request: Request, user: Analyst, number: Number, deciding: Deciding) -> Response:
    """Decide on an alert. Confirming needs a second person; a comment is always needed."""
    with state_of(request).desk.store.write() as connection:
        decisions.decide(connection, number, deciding.state, deciding.comment, user, deciding.seen)
    return json({"alert": number, "state": deciding.state.value, "version": deciding.seen + 1})


@router.post("/decisions")
def decide_many(request: Request, user: Analyst, deciding: Many) -> Response:
    """One decision, with one reason, on several alerts: on all of them, or on none."""
    with state_of(request).desk.store.write() as connection:
        seen = {item.alert: item.seen for item in deciding.alerts}
        decisions.decide_all(connection, seen, deciding.state, deciding.comment, user)
    return json({"alerts": len(seen), "state": deciding.state.value})


@router.post("/good-guys")
def add_good_guy(request: Request, user: Reviewer, entry: GoodGuy) -> Response:
    """Note that a subject is not a listed party; it holds back alerts on the two, visibly, until it lapses."""
    from watchwire.desk.views import party_of
    from watchwire.lists.records import to_record
    from watchwire.store.keeping import entry_hash

    held = state_of(request)
    with held.lock:
        party = party_of(held.desk, entry.party)
    if party is None:
        raise not_found(f"party {entry.party}")
    with held.desk.store.write() as connection:
        number = decisions.add_good_guy(
            connection, entry.subject, party.id, entry_hash(to_record(party)), entry.reason, entry.expires, user
        )
    return json({"id": number})


@router.get("/good-guys")
def good_guys(request: Request, user: Reader) -> Response:  # noqa: ARG001
    """All good-guy entries, with how often each held something back, and why some have lapsed."""
    from watchwire.desk.views import good_guy_rows

    with state_of(request).desk.store.look() as connection:
        return json({"good_guys": good_guy_rows(connection)})
