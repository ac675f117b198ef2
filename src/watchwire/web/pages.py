"""The pages: each asks a view, and shows it."""

from datetime import date
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Form, HTTPException, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from watchwire.brief import brief_from_record
from watchwire.brief.html import marked
from watchwire.brief.story import published_line
from watchwire.desk import accounts, decisions, views
from watchwire.desk.accounts import Role, User
from watchwire.desk.queue import Filter, find_alerts
from watchwire.errors import SourceError
from watchwire.model import Article, Brief
from watchwire.sources import SourceProblem
from watchwire.sources.read import read_bytes
from watchwire.store import brief_of, ledger
from watchwire.store.search import find
from watchwire.web.api import Text, read_now
from watchwire.web.drawing import draw_network, draw_timeline
from watchwire.web.problems import not_found
from watchwire.web.render import page, safe_url, static
from watchwire.web.state import state_of
from watchwire.web.who import BROWSER_COOKIE, SESSION_COOKIE, current, need

router = APIRouter(include_in_schema=False)
_PAGE = 50
_LEDGER_PAGE = 200
_VERIFIED_HERE = 20_000
"""A longer record is not walked for each look at the page; `watchwire audit verify` does it."""


def _visitor(request: Request, user: Annotated[User | None, Depends(current)]) -> User:
    """Let a known user in; send everybody else to the log-in."""
    if user is None:
        target = quote(request.url.path, safe="/")
        raise HTTPException(303, "log in first", {"Location": f"/login?next={target}"})
    return user


Visitor = Annotated[User, Depends(_visitor)]
Analyst = Annotated[User, need(Role.ANALYST)]
Reviewer = Annotated[User, need(Role.REVIEWER)]
Admin = Annotated[User, need(Role.ADMIN)]


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:  # noqa: PLR2004
        raise not_found(text[:40])
    return int(text)


@router.get("/static/{name}")
def files(name: str) -> Response:
    """Our own small files."""
    found = static(name)
    if found is None:
        raise not_found(name[:80])
    return Response(found[0], media_type=found[1], headers={"Cache-Control": "max-age=3600"})


# -- who


@router.get("/login")
async def login_form(request: Request, next: str = "/") -> Response:
    """The log-in."""
    return page(request, "login.html", target=_inner(next), failed=False)


@router.post("/login")
def login(
    request: Request,
    name: Annotated[str, Form(max_length=64)],
    password: Annotated[str, Form(max_length=1024)],
    next: Annotated[str, Form(max_length=500)] = "/",
    csrf: Annotated[str, Form(max_length=128)] = "",
) -> Response:
    """Check a password and begin a session."""
    import hmac

    from watchwire.web.who import csrf_of

    held = state_of(request)
    if not hmac.compare_digest(csrf.encode(), csrf_of(request).encode()):
        raise HTTPException(403, "the form has expired; load the page again")
    address = request.client.host if request.client else ""
    with held.desk.store.write() as connection:
        secret = accounts.log_in(connection, name, password, address)
    if secret is None:
        return page(request, "login.html", status=401, target=_inner(next), failed=True)
    answer = RedirectResponse(_inner(next), 303)
    seconds = int(accounts.SESSION.total_seconds())
    answer.set_cookie(
        SESSION_COOKIE, secret, max_age=seconds, httponly=True, samesite="strict", secure=held.settings.secure
    )
    answer.delete_cookie(BROWSER_COOKIE)
    return answer


@router.post("/logout")
def logout(request: Request, user: Visitor) -> Response:  # noqa: ARG001
    """End the session."""
    secret = request.cookies.get(SESSION_COOKIE)
    if secret:
        with state_of(request).desk.store.write() as connection:
            accounts.log_out(connection, secret)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


def _inner(target: str) -> str:
    """Return a path of ours: nobody is sent elsewhere."""
    inner = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if inner and target.isprintable() else "/"


# -- paste and test


@router.get("/")
def start(request: Request, user: Visitor) -> Response:
    """Paste or drop a text and see its brief; nothing is kept."""
    held = state_of(request)
    with held.desk.store.read() as connection:
        queue = find_alerts(connection, Filter(), 5)
        recent = views.article_rows(connection, 5, 0)
    lists = views.list_rows(held.desk)
    return page(request, "start.html", user, queue=queue, recent=recent, lists=lists, problem=None, text="", url="")


@router.post("/test")
async def test(
    request: Request,
    user: Visitor,
    text: Annotated[str, Form()] = "",
    url: Annotated[str, Form(max_length=2000)] = "",
    keep: Annotated[str, Form(max_length=4)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Show the brief of what was pasted, dropped or pointed to."""
    from starlette.concurrency import run_in_threadpool

    data = await file.read() if file is not None and file.filename else b""
    name = (file.filename or "file")[:200] if file is not None else ""
    return await run_in_threadpool(_test, request, user, text, url, bool(keep), data, name)


def _test(request: Request, user: User, text: str, url: str, keep: bool, data: bytes, name: str) -> Response:
    from watchwire.errors import WatchwireError
    from watchwire.web.problems import status_of

    held = state_of(request)
    try:
        if data:
            brief = _of_file(request, data, name)
        else:
            brief = read_now(
                held, Text(text=None if url.strip() else text.replace("\x00", ""), url=url.strip() or None, keep=False)
            )
    except WatchwireError as error:
        lists = views.list_rows(held.desk)
        with held.desk.store.read() as connection:
            queue, recent = find_alerts(connection, Filter(), 5), views.article_rows(connection, 5, 0)
        return page(
            request, "start.html", user, status=status_of(error), queue=queue, recent=recent, lists=lists,
            problem=str(error), text=text, url=url,
        )  # fmt: skip
    if keep:
        decisions.must_analyse(user)
        with held.desk.store.write() as connection:
            kept = held.desk.keep(connection, brief, f"user {user.name}", user.name)
        return RedirectResponse(f"/articles/{kept.article}", 303)
    return _article_page(request, user, brief, None)


def _of_file(request: Request, data: bytes, name: str) -> Brief:
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    held = state_of(request)
    for item in read_bytes(data, name, suffix, None):
        if isinstance(item, SourceProblem):
            raise SourceError(str(item))
        assert isinstance(item, Article)  # noqa: S101  (the other of the two)
        with held.lock:
            return held.desk.reader.brief(item)
    raise SourceError(f"{name}: nothing to read")


def _article_page(request: Request, user: User, brief: Brief, number: int | None, **more: Any) -> Response:
    sections, pieces = marked(brief)
    return page(
        request, "article.html", user, brief=brief, article=brief.article, published=published_line(brief),
        sections=sections, pieces=pieces, number=number, link=safe_url(brief.article.url),
        **{"alerts": [], "story": None, **more},
    )  # fmt: skip


@router.get("/articles")
def article_list(request: Request, user: Visitor, offset: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
    """The stored articles."""
    with state_of(request).desk.store.read() as connection:
        rows = views.article_rows(connection, _PAGE, offset)
    return page(request, "articles.html", user, rows=rows, offset=offset, size=_PAGE)


@router.get("/articles/{number}")
def article(request: Request, user: Visitor, number: str) -> Response:
    """An article with its highlights and its findings."""
    import sqlalchemy as sa

    from watchwire.store.schema import alert_articles, alerts, story_articles

    with state_of(request).desk.store.read() as connection:
        record = brief_of(connection, _number(number))
        if record is None:
            raise not_found(f"article {number}")
        raised = connection.execute(
            sa.select(alerts.c.id, alerts.c.subject, alerts.c.caption, alerts.c.state)
            .join(alert_articles, alert_articles.c.alert == alerts.c.id)
            .where(alert_articles.c.article == int(number))
        ).all()
        told = sa.select(story_articles.c.story).where(story_articles.c.article == int(number))
        story = connection.execute(told).scalar()
    return _article_page(request, user, brief_from_record(record), int(number), alerts=raised, story=story)


# -- alerts


@router.get("/alerts")
def alert_queue(
    request: Request,
    user: Visitor,
    state: str = "open",
    list: str = "",
    band: str = "",
    programme: str = "",
    text: str = "",
    held: str = "",
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Response:
    """The queue, with filters, keys, and one reason for several."""
    wanted = Filter(
        state,
        list or None,
        band or None,
        None,
        programme or None,
        text or None,
        None,
        {"yes": True, "no": False}.get(held),
    )
    with state_of(request).desk.store.read() as connection:
        found = find_alerts(connection, wanted, _PAGE, offset)
    asked = request.url.query
    return page(
        request, "alerts.html", user, page_=found, wanted=wanted, held=held, offset=offset, size=_PAGE, query=asked,
        states=[s.value for s in decisions.State],
    )  # fmt: skip


@router.get("/alerts/{number}")
def alert_page(request: Request, user: Visitor, number: str, as_of: str = "") -> Response:
    """A match side by side with what it may match: field by field, reasons, which alias, as of a day."""
    from watchwire.names.ofac_score import ofac_score

    held = state_of(request)
    with held.desk.store.read() as connection:
        view = views.alert_view(connection, _number(number))
        if view is None:
            raise not_found(f"alert {number}")
        reasons = views.reasons_of(connection, view)
    day = _day(as_of) or next((item["published"] for item in view.articles if item["published"]), None)
    with held.lock:
        screener = held.desk.reader.screener(day)
        party = views.party_of(held.desk, view.row["party"], day)
    statuses = [screener.holdings.status(party, item) for item in party.listings] if party else []
    matched = view.articles[0]["name"] if view.articles else view.row["caption"]
    follows = sorted(decisions.follows(decisions.State(view.row["state"])), key=lambda s: s.value)
    return page(
        request, "alert.html", user, view=view, alert=view.row, party=party, reasons=reasons, day=day,
        statuses=statuses, matched=matched, ofac=ofac_score(view.row["subject"], matched), follows=follows,
        may_decide=user.may(Role.ANALYST), may_excuse=user.may(Role.REVIEWER),
    )  # fmt: skip


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HTTPException(422, f"{text[:40]}: expected a day like 2023-09-12") from None


@router.post("/alerts/{number}/decide")
def decide(
    request: Request,
    user: Analyst,
    number: str,
    state: Annotated[str, Form(max_length=24)],
    comment: Annotated[str, Form(max_length=10_000)] = "",
) -> Response:
    """Decide on an alert."""
    with state_of(request).desk.store.write() as connection:
        decisions.decide(connection, _number(number), _state(state), comment, user)
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
    until = _day(expires)
    if until is None:
        raise HTTPException(422, "say until when it holds")
    with held.desk.store.read() as connection:
        view = views.alert_view(connection, _number(number))
    if view is None:
        raise not_found(f"alert {number}")
    with held.lock:
        party = views.party_of(held.desk, view.row["party"])
    if party is None:
        raise not_found(f"party {view.row['party']}")
    with held.desk.store.write() as connection:
        decisions.add_good_guy(
            connection, view.row["subject"], party.id, entry_hash(to_record(party)), reason, until, user
        )
    return RedirectResponse(f"/alerts/{number}", 303)


@router.post("/alerts/bulk")
async def bulk(request: Request, user: Analyst) -> Response:
    """One decision, with one reason, on the chosen alerts."""
    form = await request.form()
    chosen = [_number(value) for value in form.getlist("alert") if isinstance(value, str)][:500]
    state, comment = str(form.get("state") or ""), str(form.get("comment") or "")
    with state_of(request).desk.store.write() as connection:
        for number in dict.fromkeys(chosen):
            decisions.decide(connection, number, _state(state), comment, user)
    back = str(form.get("query") or "")
    return RedirectResponse(f"/alerts?{back}" if back.isprintable() else "/alerts", 303)


def _state(text: str) -> decisions.State:
    try:
        return decisions.State(text)
    except ValueError:
        raise HTTPException(422, f"{text[:40]}: not a state") from None


# -- parties, stories


@router.get("/parties/{party}")
def party_page(request: Request, user: Visitor, party: str) -> Response:
    """A listed party: names, listings, history, and where it may be named."""
    from watchwire.lists.history import history

    held = state_of(request)
    with held.lock:
        found = views.party_of(held.desk, party)
    if found is None:
        raise not_found(f"party {party[:80]}")
    with held.desk.store.read() as connection:
        mentions = views.mentions_of(connection, party)
    library = held.desk.library
    steps = [*history(library, found.listing.reference)] if library and library.newest() else []
    return page(request, "party.html", user, party=found, mentions=mentions, steps=steps)


@router.get("/stories")
def story_list(request: Request, user: Visitor, offset: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
    """The stories."""
    with state_of(request).desk.store.read() as connection:
        rows = views.story_rows(connection, _PAGE, offset)
    return page(request, "stories.html", user, rows=rows, offset=offset, size=_PAGE)


@router.get("/stories/{number}")
def story_page(request: Request, user: Visitor, number: str) -> Response:
    """A story: claims in order of time, confirmations and denials, sources grouped by independence."""
    with state_of(request).desk.store.read() as connection:
        view = views.story_view(connection, _number(number))
        if view is None:
            raise not_found(f"story {number}")
        queue = find_alerts(connection, Filter("all", story=view.id), 50)
    return page(request, "story.html", user, view=view, story=view.story, queue=queue)


@router.get("/network")
def network(request: Request, user: Visitor, story: str = "", party: str = "") -> Response:
    """Who is named with whom in which event; every line rests on sentences."""
    with state_of(request).desk.store.read() as connection:
        edges = views.network(connection, _number(story) if story else None, party or None)
    return page(request, "network.html", user, edges=edges, graph=draw_network(edges), story=story, party=party)


@router.get("/timeline")
def timeline(request: Request, user: Visitor, story: str = "") -> Response:
    """What happened when, as the articles date it."""
    with state_of(request).desk.store.read() as connection:
        found = views.timeline(connection, _number(story) if story else None)
    return page(request, "timeline.html", user, rows=found, axis=draw_timeline(found), story=story)


# -- lists, search, audit


@router.get("/lists")
def lists(request: Request, user: Visitor, old: str = "", new: str = "") -> Response:
    """The lists in use: how fresh, how many, which hashes; what changed between two snapshots; the feeds."""
    held = state_of(request)
    library = held.desk.library
    snapshots = library.snapshots() if library else ()
    changes: dict[str, Any] | None = None
    if old and new and library is not None:
        before = {p.id: p for p in library.parties(library.find(old))}
        after = {p.id: p for p in library.parties(library.find(new))}
        changes = {
            "added": [after[key] for key in after.keys() - before.keys()][:500],
            "removed": [before[key] for key in before.keys() - after.keys()][:500],
            "changed": sum(after[key] != before[key] for key in after.keys() & before.keys()),
        }
    with held.desk.store.read() as connection:
        feeds = views.feed_rows(connection)
        good_guys = views.good_guy_rows(connection)
    return page(
        request, "lists.html", user, rows=views.list_rows(held.desk), snapshots=snapshots, changes=changes, old=old,
        new=new, feeds=feeds, good_guys=good_guys, may_update=user.may(Role.ADMIN) and library is not None, outcomes=[],
    )  # fmt: skip


@router.post("/lists/update")
def update_lists(request: Request, user: Admin) -> Response:
    """Fetch every publisher's list, screen what is stored against what is new, and say what came of it."""
    from watchwire.desk.rescreen import rescreen
    from watchwire.lists.update import default_limits, feeds, update

    held = state_of(request)
    if held.desk.library is None:
        raise HTTPException(409, "this desk has no library of lists")
    outcomes = list(update(held.desk.library, feeds(), default_limits(held.settings.allow_private)))
    with held.desk.store.write() as connection:
        detail = {outcome.list: f"{outcome.state}: {outcome.message}" for outcome in outcomes}
        ledger.append(connection, user.name, "list", "update", detail)
    with held.lock:
        rescreen(held.desk)
    with held.desk.store.read() as connection:
        followed, good_guys = views.feed_rows(connection), views.good_guy_rows(connection)
    return page(
        request, "lists.html", user, rows=views.list_rows(held.desk), snapshots=held.desk.library.snapshots(),
        changes=None, old="", new="", feeds=followed, good_guys=good_guys, may_update=True, outcomes=outcomes,
    )  # fmt: skip


@router.get("/search")
def search(request: Request, user: Visitor, q: str = "", offset: Annotated[int, Query(ge=0, le=10**6)] = 0) -> Response:
    """Search the stored articles and the listed parties."""
    from watchwire.screening import Query as Asked

    held = state_of(request)
    q = q[:500].replace("\x00", "")
    with held.desk.store.read() as connection:
        hits = find(connection, q, _PAGE, offset) if q.strip() else []
    parties = []
    if q.strip() and not offset:
        with held.lock:
            parties = held.desk.reader.screener(None).screen(Asked(q), 5)
    return page(request, "search.html", user, q=q, hits=hits, parties=parties, offset=offset, size=_PAGE)


@router.get("/audit")
def audit(request: Request, user: Reviewer, before: Annotated[int, Query(ge=0, le=2**31)] = 0) -> Response:
    """The record, the newest entries first, and whether its chain is whole."""
    with state_of(request).desk.store.read() as connection:
        number, digest = ledger.head(connection)
        last = min(before, number) if before else number
        entries = ledger.stretch(connection, max(1, last - _LEDGER_PAGE + 1), last)
        whole = number <= _VERIFIED_HERE
        faults = list(ledger.verify(connection)) if whole else []
    return page(
        request, "audit.html", user, entries=list(reversed(entries)), head=(number, digest), faults=faults,
        verified=whole,
        older=max(0, last - _LEDGER_PAGE),
    )  # fmt: skip
