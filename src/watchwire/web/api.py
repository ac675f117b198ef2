"""The REST API: each endpoint parses, calls a room, and answers."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints

from watchwire.brief import brief_record, ftm_entities, match_rows, render_html, render_markdown
from watchwire.desk import decisions
from watchwire.desk.audit import rows_of
from watchwire.desk.intake import lists_of
from watchwire.desk.metrics import exposition
from watchwire.desk.queue import Filter, find_alerts
from watchwire.errors import SourceError, UsageError
from watchwire.lists import Holdings
from watchwire.model import Article, Band, Brief, Match, PartyKind
from watchwire.screening import Query as Asked
from watchwire.sources import FetchLimits, SourceProblem
from watchwire.sources.plain import read_plain
from watchwire.sources.read import read_source
from watchwire.store import brief_of, ledger
from watchwire.store.search import find
from watchwire.web.exports import export
from watchwire.web.problems import PROBLEM, not_found
from watchwire.web.state import State, state_of
from watchwire.web.who import Analyst, Reader, Reviewer

router = APIRouter(prefix="/api", responses=PROBLEM, tags=["watchwire"])
health = APIRouter(responses=PROBLEM, tags=["operation"])
_NUL = r"^[^\x00]*$"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Words = Annotated[str, StringConstraints(pattern=_NUL, max_length=500)]


def _iso(value: Any) -> Any:
    """Let only an ISO day through: numbers would be taken for seconds since 1970."""
    if value is not None and not (isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value))):
        raise ValueError("a day like 2023-09-12")
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Table = Literal["json", "csv", "xlsx"]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


def _also(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """Describe the further forms in which an answer may come."""
    return {200: {"description": "OK", "content": {kind: {"schema": {}} for kind in ("application/json", *kinds)}}}


_LINES, _TABLE = "application/x-ndjson", "text/csv"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Text(_Strict):
    """A text or an address to read."""

    text: Annotated[str, StringConstraints(pattern=_NUL)] | None = None
    url: Words | None = None
    published: Day | None = None
    as_of: Day | None = None
    keep: StrictBool = Field(False, description="Store it at the desk: needs the role of an analyst.")


class Form(StrEnum):
    """How a brief is given."""

    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"
    FTM = "ftm"


class Name(_Strict):
    """A name to screen, and what is known of its bearer."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=_NUL)]
    kind: Literal["person", "organization", "vessel", "aircraft", "other"] | None = None
    birth_date: Words | None = None
    country: Words | None = None


class Screening(Name):
    """One name to screen."""

    limit: int = Field(5, ge=1, le=50)
    as_of: Day | None = None
    ofac_score: StrictBool = False


class Bulk(_Strict):
    """Many names to screen."""

    names: list[Name] = Field(min_length=1, max_length=10_000)
    limit: int = Field(5, ge=1, le=50)
    as_of: Day | None = None


class Deciding(_Strict):
    """A decision on an alert."""

    state: decisions.State
    comment: Annotated[str, StringConstraints(min_length=1, max_length=10_000, pattern=_NUL)]


class Many(Deciding):
    """One decision on several alerts."""

    alerts: list[Number] = Field(min_length=1, max_length=500)


class GoodGuy(_Strict):
    """A subject that is not a listed party."""

    subject: Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=_NUL)]
    party: Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=_NUL)]
    reason: Annotated[str, StringConstraints(min_length=3, max_length=10_000, pattern=_NUL)]
    expires: Day


def asked(name: Name) -> Asked:
    """Return what a request asks as a query.

    Raises:
        UsageError: a field cannot be read.

    """
    from watchwire.geography import country_of
    from watchwire.lists.values import birth_date

    country = name.country.strip() if name.country else ""
    try:
        code = country_of(country) if country else None
        if country and code is None:
            raise UsageError(f"country {country!r} is unknown; use its name or its two-letter code")
        return Asked(
            name.name,
            PartyKind(name.kind) if name.kind else None,
            birth_date(name.birth_date) if name.birth_date and name.birth_date.strip() else None,
            code,
        )
    except ValueError as error:
        raise UsageError(str(error)) from error


def article_from(held: State, asking: Text) -> Article:
    """Return the article that a request brings or points to.

    Raises:
        UsageError: neither, or both, or too long.
        SourceError: the address cannot be read.

    """
    if (asking.text is None) == (asking.url is None):
        raise UsageError("give `text` or `url`")
    if asking.text is not None:
        if not asking.text.strip():
            raise UsageError("the text is empty")
        if len(asking.text) > held.settings.max_text:
            raise UsageError(f"the text is longer than {held.settings.max_text} characters")
        return read_plain(asking.text)
    url = (asking.url or "").strip()
    if not url.startswith(("http://", "https://")):
        raise UsageError("only http and https addresses are read")
    limits = FetchLimits(seconds=held.settings.seconds, allow_private=held.settings.allow_private)
    for item in read_source(url, limits):
        if isinstance(item, SourceProblem):
            raise SourceError(str(item))
        return item
    raise SourceError(f"{url}: nothing to read")


def read_now(held: State, asking: Text) -> Brief:
    """Read what a request brings, one text at a time."""
    from watchwire.read import Reader as Reading

    article = article_from(held, asking)
    with held.lock:
        reader = held.desk.reader if asking.as_of is None else Reading(held.desk.library, asking.as_of)
        return reader.brief(article, asking.published)


@router.post("/read", responses=_also("text/html", "text/markdown", _LINES))
def read(request: Request, user: Reader, asking: Text, format: Form = Form.JSON) -> Response:
    """Read a text or a page: a brief, by the JSON contract. Nothing is kept unless `keep` says so."""
    held = state_of(request)
    if asking.keep:
        decisions.must_analyse(user)
    brief = read_now(held, asking)
    if asking.keep:
        with held.desk.store.write() as connection:
            held.desk.keep(connection, brief, f"user {user.name}", user.name)
    if format is Form.HTML:
        return HTMLResponse(
            render_html(brief),
            headers={"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"},
        )
    if format is Form.MARKDOWN:
        return PlainTextResponse(render_markdown(brief), media_type="text/markdown")
    if format is Form.FTM:
        lines = b"".join(orjson.dumps(entity) + b"\n" for entity in ftm_entities(brief))
        return Response(lines, media_type="application/x-ndjson")
    return json(brief_record(brief))


@router.post("/scan")
def scan(request: Request, user: Reader, asking: Text) -> Response:  # noqa: ARG001
    """Find listed names in a text, without a language model."""
    held = state_of(request)
    article = article_from(held, asking)
    with held.lock:
        screener = held.desk.reader.screener(asking.as_of or article.published.on)
        matches = screener.scan(article)
    return json(
        {
            **checked_against(screener.holdings),
            "hits": [
                {
                    "start": match.span.start,
                    "end": match.span.end,
                    "text": match.query,
                    "party": match.party.id,
                    "name": match.name.full,
                    "score": match.score,
                    "band": match.band.value,
                    "status": match.status.status.value if match.status else None,
                }
                for match in matches
                if match.span is not None and match.band is not Band.WEAK
            ],
        }
    )


def checked_against(holdings: Holdings) -> dict[str, Any]:
    """Return what an answer says of its lists: which they were, and a note where only the starter list was searched."""
    note = holdings.starter_note
    return {"lists": lists_of(holdings), **({"note": note} if note else {})}


@router.post("/screen")
def screen(request: Request, user: Reader, asking: Screening) -> Response:
    """Is this name listed? What was asked and found goes on record."""
    held = state_of(request)
    query = asked(asking)
    with held.lock:
        matches = held.desk.screen(query, asking.limit, asking.as_of, user.name)
        against = checked_against(held.desk.reader.screener(asking.as_of).holdings)
    found = [match_record(match, asking.ofac_score) for match in matches]
    return json({"query": asking.model_dump(mode="json"), "matches": found, **against})


def match_record(match: Match, ofac: bool = False) -> dict[str, Any]:
    """Return a match with a row a listing."""
    from watchwire.names.ofac_score import ofac_score

    record: dict[str, Any] = {
        "party": match.party.id,
        "caption": match.party.caption,
        "kind": match.party.kind.value,
        "score": match.score,
        "band": match.band.value,
        "name": match.name.full,
        "listings": list(match_rows(match)),
    }
    if ofac:
        record["ofac_score"] = ofac_score(match.query or "", match.name.full)
    return record


@router.post("/screen/bulk", response_class=StreamingResponse, responses=_also(_LINES))
def screen_bulk(request: Request, user: Reader, asking: Bulk) -> StreamingResponse:
    """Screen many names; the answers stream as JSON Lines, in order, each with its place in the request."""
    held = state_of(request)
    with held.desk.store.write() as connection:
        detail = {"names": len(asking.names), "as_of": asking.as_of, "limit": asking.limit}
        ledger.append(connection, user.name, "screen", "names in bulk", detail)

    def lines() -> Iterator[bytes]:
        for number, name in enumerate(asking.names):
            try:
                query = asked(name)
            except UsageError as error:
                yield orjson.dumps({"number": number, "error": str(error)}) + b"\n"
                continue
            with held.lock:
                screener = held.desk.reader.screener(asking.as_of)
                matches = screener.screen(query, asking.limit)
            note = screener.holdings.starter_note
            said = {"note": note} if note else {}
            found = [match_record(match) for match in matches]
            yield orjson.dumps({"number": number, "name": name.name, "matches": found, **said}) + b"\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")


@router.get("/compare")
def compare(
    user: Reader,  # noqa: ARG001
    a: Words,
    b: Words,
    kind: Literal["person", "organization", "vessel", "aircraft", "other"] = "person",
) -> Response:
    """Compare two names: a score with its reasons, and what OFAC's published method would say."""
    from watchwire.names import compare_names
    from watchwire.names.ofac_score import ofac_score

    found = compare_names(a, b, PartyKind(kind))
    reasons = [{"feature": r.feature, "weight": round(r.weight, 4), "detail": r.detail} for r in found.reasons]
    return json({"a": a, "b": b, "score": found.score, "ofac_score": ofac_score(a, b), "reasons": reasons})


@router.get("/lists")
def lists(request: Request, user: Reader) -> Response:  # noqa: ARG001
    """Which lists are in use: versions, ages, counts, hashes."""
    from watchwire.desk.views import list_rows

    return json({"lists": list_rows(state_of(request).desk)})


@router.get("/measures")
def measures(
    user: Reader,  # noqa: ARG001
    on: Day | None = None,
    activity: Words | None = None,
) -> Response:
    """The measures of the rule base, in force on a day, that cover an activity."""
    from watchwire.brief.contract import measure_record
    from watchwire.measures import rule_base

    found = [
        measure_record(measure)
        for measure in rule_base()
        if (on is None or measure.in_force_on(on)) and (not activity or activity in measure.activities)
    ]
    return json({"measures": found})


@router.get("/articles", responses=_also(_TABLE, _BOOK))
def articles(
    request: Request,
    user: Reader,  # noqa: ARG001
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    format: Table = "json",
) -> Response:
    """The stored articles, the newest first."""
    from watchwire.desk.views import article_rows

    with state_of(request).desk.store.read() as connection:
        rows = article_rows(connection, limit, offset)
    return json({"articles": rows}) if format == "json" else export(rows, format, "articles")


@router.get("/articles/{number}")
def article(request: Request, user: Reader, number: Number) -> Response:  # noqa: ARG001
    """An article's newest brief, by the JSON contract."""
    with state_of(request).desk.store.read() as connection:
        record = brief_of(connection, number)
    if record is None:
        raise not_found(f"article {number}")
    return json(record)


@router.get("/stories", responses=_also(_TABLE, _BOOK))
def stories(
    request: Request,
    user: Reader,  # noqa: ARG001
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    format: Table = "json",
) -> Response:
    """The stories, the newest first."""
    from watchwire.desk.views import story_rows

    with state_of(request).desk.store.read() as connection:
        rows = story_rows(connection, limit, offset)
    return json({"stories": rows}) if format == "json" else export(rows, format, "stories")


@router.get("/stories/{number}")
def story(request: Request, user: Reader, number: Number) -> Response:  # noqa: ARG001
    """A story: its articles, its independent sources, its claims with who confirms and who denies."""
    from watchwire.desk.views import story_view
    from watchwire.stories.render import story_record

    with state_of(request).desk.store.read() as connection:
        view = story_view(connection, number)
    if view is None:
        raise not_found(f"story {number}")
    return json({"id": number, "title": view.title, **story_record(view.story, view.briefs)})


@router.get("/alerts", responses=_also(_TABLE, _BOOK, _LINES))
def alerts(
    request: Request,
    user: Reader,  # noqa: ARG001
    state: Words = "open",
    list: Words | None = None,
    band: Words | None = None,
    party: Words | None = None,
    programme: Words | None = None,
    text: Words | None = None,
    story: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    held: bool | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    format: Literal["json", "csv", "xlsx", "ftm"] = "json",
) -> Response:
    """The queue: filtered, counted, and exported as it is filtered."""
    wanted = Filter(state, list, band, party, programme, text, story, held)
    with state_of(request).desk.store.read() as connection:
        page = find_alerts(connection, wanted, limit, offset)
    if format != "json":
        return export(page.rows, format, "alerts")
    return json({"alerts": page.rows, "total": page.total, "held_back": page.held})


@router.get("/alerts/{number}")
def alert(request: Request, user: Reader, number: Number) -> Response:  # noqa: ARG001
    """An alert with its articles and what was decided on it."""
    from watchwire.desk.views import alert_view

    with state_of(request).desk.store.read() as connection:
        view = alert_view(connection, number)
    if view is None:
        raise not_found(f"alert {number}")
    return json(view.record())


@router.post("/alerts/{number}/decisions")
def decide(request: Request, user: Analyst, number: Number, deciding: Deciding) -> Response:
    """Decide on an alert. Confirming needs a second person; a comment is always needed."""
    with state_of(request).desk.store.write() as connection:
        decisions.decide(connection, number, deciding.state, deciding.comment, user)
    return json({"alert": number, "state": deciding.state.value})


@router.post("/decisions")
def decide_many(request: Request, user: Analyst, deciding: Many) -> Response:
    """One decision, with one reason, on several alerts: on all of them, or on none."""
    with state_of(request).desk.store.write() as connection:
        for number in dict.fromkeys(deciding.alerts):
            decisions.decide(connection, number, deciding.state, deciding.comment, user)
    return json({"alerts": len(set(deciding.alerts)), "state": deciding.state.value})


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

    with state_of(request).desk.store.read() as connection:
        return json({"good_guys": good_guy_rows(connection)})


@router.get("/search", responses=_also(_TABLE, _BOOK))
def search(
    request: Request,
    user: Reader,  # noqa: ARG001
    q: Words,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=10**6)] = 0,
    format: Table = "json",
) -> Response:
    """Full-text search: all words, "phrases", -without, begin*."""
    with state_of(request).desk.store.read() as connection:
        hits = find(connection, q, limit, offset)
    rows = [
        {"article": h.article, "title": h.title, "site": h.site, "published": h.published, "snippet": h.snippet}
        for h in hits
    ]
    return json({"hits": rows}) if format == "json" else export(rows, format, "search")


@router.get("/audit", responses=_also(_TABLE, "text/html", _LINES))
def audit(
    request: Request,
    user: Reviewer,  # noqa: ARG001
    kind: Words | None = None,
    format: Literal["json", "csv", "html"] = "json",
) -> Response:
    """The append-only record, streamed as JSON Lines, or as CSV or a page that prints well."""
    from watchwire.desk.audit import render_ledger

    held = state_of(request)
    if format == "html":
        with held.desk.store.read() as connection:
            return HTMLResponse(
                render_ledger(connection, kind),
                headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
            )
    if format == "csv":
        with held.desk.store.read() as connection:
            rows = [*rows_of(ledger.entries(connection, kind), plain=True)]
        return export(rows, "csv", "audit")

    def lines() -> Iterator[bytes]:
        with held.desk.store.read() as connection:
            for row in rows_of(ledger.entries(connection, kind)):
                yield orjson.dumps(row) + b"\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")


@router.get("/audit/verify")
def verify(request: Request, user: Reader) -> Response:  # noqa: ARG001
    """Walk the chain of the record: whole, or which entries were changed or are missing."""
    with state_of(request).desk.store.read() as connection:
        faults = list(ledger.verify(connection))
        number, digest = ledger.head(connection)
    return json({"whole": not faults, "faults": faults, "entries": number, "sha256": digest})


@health.get("/health")
def healthy(request: Request) -> Response:
    """Say whether the store answers."""
    import sqlalchemy as sa

    with state_of(request).desk.store.read() as connection:
        connection.execute(sa.text("SELECT 1"))
    return json({"status": "ok"})


@health.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, user: Reader) -> PlainTextResponse:  # noqa: ARG001
    """Figures for Prometheus."""
    held = state_of(request)
    return PlainTextResponse(exposition(held.desk.store, held.desk.library), media_type="text/plain; version=0.0.4")


def json(content: Any, status: int = 200) -> Response:
    """Return values as JSON; dates as ISO text."""
    return Response(orjson.dumps(content, default=str), status, media_type="application/json")
