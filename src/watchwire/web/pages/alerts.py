"""The queue, and deciding on a match beside its evidence."""

from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from watchwire.desk import decisions, views
from watchwire.desk.accounts import Role, User
from watchwire.desk.lists import lists_of
from watchwire.desk.queue import Filter, find_alerts
from watchwire.errors import DecisionConflict
from watchwire.store.keeping import clean
from watchwire.web.pages.common import PAGE, Analyst, Offset, Reviewer, Visitor, day_of, number_of, state_named
from watchwire.web.problems import not_found
from watchwire.web.render import page
from watchwire.web.state import state_of

router = APIRouter()
_MOST = 500
_FILTERS = ("state", "list", "band", "party", "programme", "text", "held")


def filter_of(asked: dict[str, str]) -> Filter:
    """Return the filter that a form gives; empty fields ask for nothing."""
    held = {key: clean(value) for key, value in asked.items() if key in _FILTERS and value}
    return Filter(
        state=held.get("state") or "open",
        list=held.get("list"),
        band=held.get("band"),
        party=held.get("party"),
        programme=held.get("programme"),
        text=held.get("text"),
        held={"yes": True, "no": False}.get(held.get("held") or ""),
    )


def query_of(asked: dict[str, str]) -> str:
    """Return the filter as the query of an address: what is asked for, and nothing else."""
    held = {key: value for key, value in asked.items() if key in _FILTERS and value}
    return urlencode({"state": "open", **held})


@router.get("/alerts")
def alert_queue(request: Request, user: Visitor, offset: Offset = 0) -> Response:
    """The queue, with filters, keys, and one reason for several."""
    return _queue(request, user, dict(request.query_params), offset)


def _queue(
    request: Request, user: User, asked: dict[str, str], offset: int, status: int = 200, **more: Any
) -> Response:
    wanted = filter_of(asked)
    with state_of(request).desk.store.read() as connection:
        found = find_alerts(connection, wanted, PAGE, offset)
    return page(
        request, "alerts.html", user, status=status, page_=found, wanted=wanted, held=asked.get("held", ""),
        offset=offset, size=PAGE, query=query_of(asked), states=[s.value for s in decisions.State],
        **{"conflict": None, "comment": "", "chosen_state": "", "chosen": frozenset(), **more},
    )  # fmt: skip


@router.get("/alerts/{number}")
def alert_page(request: Request, user: Visitor, number: str, as_of: str = "") -> Response:
    """A match side by side with what it may match: field by field, reasons, which alias, as of a day."""
    return _alert(request, user, number_of(number), day_of(as_of))


def _alert(request: Request, user: User, number: int, as_of: date | None, status: int = 200, **more: Any) -> Response:
    from watchwire.names.ofac_score import ofac_score

    held = state_of(request)
    with held.desk.store.read() as connection:
        view = views.alert_view(connection, number)
        if view is None:
            raise not_found(f"alert {number}")
        match = views.match_of(connection, view)
    day = as_of or next((item["published"] for item in view.articles if item["published"]), None)
    with held.lock:
        screener = held.desk.reader.screener(day)
        party = screener.index.party_by_id(view.row["party"])
    statuses = [screener.holdings.status(party, item) for item in party.listings] if party else []
    matched = view.articles[0]["name"] if view.articles else view.row["caption"]
    follows = sorted(decisions.follows(decisions.State(view.row["state"])), key=lambda s: s.value)
    return page(
        request, "alert.html", user, status=status, view=view, alert=view.row, party=party,
        reasons=match.comparison.reasons if match else (), day=day, statuses=statuses, matched=matched,
        ofac=ofac_score(view.row["subject"], matched), follows=follows, may_decide=user.may(Role.ANALYST),
        may_excuse=user.may(Role.REVIEWER), used=lists_of(screener.holdings),
        **{"conflict": None, "comment": "", "chosen_state": "", **more},
    )  # fmt: skip


@router.post("/alerts/{number}/decide")
def decide(
    request: Request,
    user: Analyst,
    number: str,
    seen: Annotated[int, Form(ge=0, le=2**31 - 1)],
    state: Annotated[str, Form(max_length=24)] = "",
    comment: Annotated[str, Form(max_length=10_000)] = "",
) -> Response:
    """Decide on an alert. Where somebody else did meanwhile, show what, and keep what was written."""
    alert, comment = number_of(number), clean(comment) or ""
    try:
        with state_of(request).desk.store.write() as connection:
            decisions.decide(connection, alert, state_named(state), comment, user, seen)
    except DecisionConflict as error:
        return _alert(
            request, user, alert, None, status=409, conflict=error.changed[alert], comment=comment, chosen_state=state
        )
    return RedirectResponse(f"/alerts/{alert}", 303)


@router.post("/alerts/{number}/excuse")
def excuse(
    request: Request,
    user: Reviewer,
    number: str,
    reason: Annotated[str, Form(max_length=10_000)],
    expires: Annotated[str, Form(max_length=10)],
) -> Response:
    """Make a good-guy entry of an alert's subject and party."""
    from watchwire.lists.records import to_record
    from watchwire.store.keeping import entry_hash

    held = state_of(request)
    until = day_of(expires)
    if until is None:
        raise HTTPException(422, "say until when it holds")
    with held.desk.store.read() as connection:
        view = views.alert_view(connection, number_of(number))
    if view is None:
        raise not_found(f"alert {number}")
    with held.lock:
        party = views.party_of(held.desk, view.row["party"])
    if party is None:
        raise not_found(f"party {view.row['party']}")
    with held.desk.store.write() as connection:
        decisions.add_good_guy(
            connection, view.row["subject"], party.id, entry_hash(to_record(party)), clean(reason) or "", until, user
        )
    return RedirectResponse(f"/alerts/{number}", 303)


@router.post("/alerts/bulk")
async def bulk(request: Request, user: Analyst) -> Response:
    """One decision, with one reason, on the chosen alerts: on all of them, or on none."""
    form = await request.form()
    seen: dict[int, int] = {}
    for value in form.getlist("alert"):
        if isinstance(value, str):
            number, _, version = value.partition(":")
            seen[number_of(number)] = number_of(version)
    values = {key: str(form.get(key) or "") for key in ("state", "comment", "query")}
    return await run_in_threadpool(_bulk, request, user, seen, values)


def _bulk(request: Request, user: User, seen: dict[int, int], values: dict[str, str]) -> Response:
    from urllib.parse import parse_qsl

    if not seen:
        raise HTTPException(422, "choose the alerts to decide on")
    if len(seen) > _MOST:
        raise HTTPException(422, f"more than {_MOST} alerts at once")
    asked, comment = dict(parse_qsl(values["query"])), clean(values["comment"]) or ""
    try:
        with state_of(request).desk.store.write() as connection:
            decisions.decide_all(connection, seen, state_named(values["state"]), comment, user)
    except DecisionConflict as error:
        return _queue(
            request, user, asked, 0, status=409, conflict=error.changed, comment=comment, chosen_state=values["state"],
            chosen=frozenset(seen) - error.changed.keys(),
        )  # fmt: skip
    return RedirectResponse(f"/alerts?{query_of(asked)}", 303)
