"""The queue, and deciding on a match beside its evidence."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from watchwire.desk import decisions, views, work
from watchwire.desk.accounts import Role, User
from watchwire.desk.queue import SORTS, Filter, count_alerts, find_alerts, following
from watchwire.errors import DecisionConflict
from watchwire.store import ledger, moments
from watchwire.store.keeping import clean
from watchwire.web.exports import filed
from watchwire.web.pages.common import PAGE, Analyst, Offset, Reviewer, Visitor, day_of, number_of, state_named
from watchwire.web.problems import not_found
from watchwire.web.render import page, sheet
from watchwire.web.review import review_of
from watchwire.web.state import state_of

router = APIRouter()
_MOST = 500
_FILTERS = ("state", "list", "band", "party", "programme", "text", "held", "article", "who", "sort")


def filter_of(asked: Mapping[str, str], user: User) -> Filter:
    """Return the filter that a form gives; empty fields ask for nothing."""
    held = {key: clean(value) for key, value in asked.items() if key in _FILTERS and value}
    who, article = held.get("who"), held.get("article") or ""
    return Filter(
        state=held.get("state") or "open",
        list=held.get("list"),
        band=held.get("band"),
        party=held.get("party"),
        programme=held.get("programme"),
        text=held.get("text"),
        held={"yes": True, "no": False}.get(held.get("held") or ""),
        article=number_of(article) if article else None,
        assigned={"me": user.name, "nobody": ""}.get(who or ""),
        second=user.name if who == "second" else None,
    )


def query_of(asked: Mapping[str, str]) -> str:
    """Return the filter as the query of an address: what is asked for, and nothing else."""
    held = {key: asked[key] for key in _FILTERS if asked.get(key)}
    return urlencode({"state": "open", **held})


@router.get("/alerts")
def alert_queue(request: Request, user: Visitor, offset: Offset = 0) -> Response:
    """The queue, with filters, keys, and one reason for several."""
    return _queue(request, user, dict(request.query_params), offset)


def _queue(
    request: Request, user: User, asked: Mapping[str, str], offset: int, status: int = 200, **more: Any
) -> Response:
    wanted, sort = filter_of(asked, user), asked.get("sort") or "newest"
    with state_of(request).desk.store.look() as connection:
        found = find_alerts(connection, wanted, PAGE, offset, sort)
        nothing = not found.rows and views.is_empty(connection)
        saved, calls = work.saved_by(connection, user), work.calls_for(connection, user.name, 5)
        waits = count_alerts(connection, {"mine": Filter(assigned=user.name), "second": Filter(second=user.name)})
    if not user.may(Role.REVIEWER):
        waits["second"] = 0
    return page(
        request, "alerts.html", user, status=status, page_=found, wanted=wanted, asked=asked, offset=offset, size=PAGE,
        query=query_of(asked), states=[s.value for s in decisions.State], sorts=SORTS, sort=sort, saved=saved,
        nothing=nothing,
        calls=calls, waits=waits, today=date.today(), age=waiting_days, may_decide=user.may(Role.ANALYST),
        **{"conflict": None, "comment": "", "chosen_state": "", "chosen": frozenset(), **more},
    )  # fmt: skip


def waiting_days(raised: str) -> int:
    """Return how many days an alert has waited."""
    return (date.today() - date.fromisoformat(raised[:10])).days


@router.post("/alerts/filters")
def keep_filter(
    request: Request,
    user: Visitor,
    name: Annotated[str, Form(max_length=64)],
    query: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep a filter under a name."""
    asked = dict(parse_qsl(query))
    with state_of(request).desk.store.write() as connection:
        work.save_filter(connection, user, clean(name) or "", query_of(asked))
    return RedirectResponse(f"/alerts?{query_of(asked)}", 303)


@router.post("/alerts/filters/remove")
def remove_filter(
    request: Request,
    user: Visitor,
    name: Annotated[str, Form(max_length=64)],
    query: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep a filter no longer."""
    with state_of(request).desk.store.write() as connection:
        work.save_filter(connection, user, clean(name) or "", "")
    return RedirectResponse(f"/alerts?{query_of(dict(parse_qsl(query)))}", 303)


@router.get("/alerts/{number}")
def alert_page(request: Request, user: Visitor, number: str, as_of: str = "", entry: str = "") -> Response:
    """A match side by side with what it may match, the evidence, and the decision beside them."""
    return _alert(request, user, number_of(number), dict(request.query_params), day_of(as_of), entry or None)


def _alert(
    request: Request,
    user: User,
    number: int,
    asked: Mapping[str, str],
    as_of: date | None = None,
    entry: str | None = None,
    status: int = 200,
    **more: Any,
) -> Response:
    sort = asked.get("sort") or "newest"
    with state_of(request).desk.store.look() as connection:
        then = following(connection, filter_of(asked, user), sort, number)
        people = work.workers(connection, user)
    review = review_of(state_of(request), number, as_of, entry)
    if (into := review.view.row["merged_into"]) is not None:
        return RedirectResponse(f"/alerts/{into}", 303)
    follows = sorted(decisions.follows(decisions.State(review.view.row["state"])), key=lambda s: s.value)
    return page(
        request, "alert.html", user, status=status, **review.values(), follows=follows,
        may_decide=user.may(Role.ANALYST), may_excuse=user.may(Role.REVIEWER), query=query_of(asked),
        following=then, people=people, waiting=waiting_days(review.view.row["raised_at"]),
        **{"conflict": None, "comment": "", "chosen_state": "", **more},
    )  # fmt: skip


@router.get("/alerts/{number}/report.pdf")
def report(request: Request, user: Visitor, number: str) -> Response:
    """The review of a match on one page, as PDF, for the file."""
    from watchwire.web.printing import one_page

    held = state_of(request)
    review = review_of(held, number_of(number))
    with held.desk.store.look() as connection:
        head = ledger.head(connection)
    values = {"user": user, "made_at": moments.now(), "head": head, **review.values()}
    pdf = one_page(lambda room: sheet("report.html", "report.css", room=room, **values))
    return filed(request, user, pdf, "a match review", {"alert": review.view.row["id"]}, f"match-{number}")


@router.post("/alerts/{number}/decide")
def decide(
    request: Request,
    user: Analyst,
    number: str,
    seen: Annotated[int, Form(ge=0, le=2**31 - 1)],
    state: Annotated[str, Form(max_length=24)] = "",
    comment: Annotated[str, Form(max_length=10_000)] = "",
    query: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Decide on an alert, and go to the next. Where somebody else did meanwhile, show it, and keep what was written."""
    alert, comment, asked = number_of(number), clean(comment) or "", dict(parse_qsl(query))
    store = state_of(request).desk.store
    with store.look() as connection:
        then = following(connection, filter_of(asked, user), asked.get("sort") or "newest", alert)
    try:
        with store.write() as connection:
            decisions.decide(connection, alert, state_named(state), comment, user, seen)
    except DecisionConflict as error:
        told = error.changed[alert]
        return _alert(request, user, alert, asked, status=409, conflict=told, comment=comment, chosen_state=state)
    if then is None:
        return RedirectResponse(f"/alerts?{query_of(asked)}&done={alert}", 303)
    return RedirectResponse(f"/alerts/{then}?{query_of(asked)}&done={alert}", 303)


@router.post("/alerts/{number}/assign")
def assign(
    request: Request,
    user: Analyst,
    number: str,
    to: Annotated[str, Form(max_length=64)] = "",
    due: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Give an alert to somebody, with a day by which it is due."""
    with state_of(request).desk.store.write() as connection:
        work.assign(connection, number_of(number), to or None, day_of(due), user)
    return RedirectResponse(f"/alerts/{number}", 303)


@router.post("/alerts/{number}/note")
def note(request: Request, user: Analyst, number: str, text: Annotated[str, Form(max_length=5000)]) -> Response:
    """Note something on an alert."""
    with state_of(request).desk.store.write() as connection:
        work.add_note(connection, number_of(number), clean(text) or "", user)
    return RedirectResponse(f"/alerts/{number}", 303)


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
    with held.desk.store.look() as connection:
        view = views.alert_view(connection, number_of(number))
    if view is None:
        raise not_found(f"alert {number}")
    with held.lock:
        parties = [party for item in view.parties if (party := views.party_of(held.desk, item["party"])) is not None]
    if not parties:
        raise not_found(f"party {view.row['party']}")
    with held.desk.store.write() as connection:
        for party in parties:
            decisions.add_good_guy(
                connection,
                view.row["subject"],
                party.id,
                entry_hash(to_record(party)),
                clean(reason) or "",
                until,
                user,
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
