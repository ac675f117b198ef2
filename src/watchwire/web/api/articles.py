"""Stored articles and stories, and the search over them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from watchwire.desk.record import note
from watchwire.store import brief_of
from watchwire.store.search import find
from watchwire.web.api.shapes import BOOK, LINES, TABLE, Number, Offset, Table, Words, also, json
from watchwire.web.exports import taken
from watchwire.web.problems import not_found
from watchwire.web.state import state_of
from watchwire.web.who import Reader

router = APIRouter()
_PAGE = 50
Limit = Annotated[int | None, Query(ge=1, le=1000, description="50 as JSON; all of them in a file to take away.")]


@router.get("/articles", responses=also(TABLE, BOOK, LINES))
def articles(
    request: Request,
    user: Reader,
    limit: Limit = None,
    offset: Offset = 0,
    format: Table = "json",
) -> Response:
    """The stored articles, the newest first."""
    from watchwire.desk.views import article_rows

    with state_of(request).desk.store.look() as connection:
        rows = article_rows(connection, limit or (_PAGE if format == "json" else None), offset)
    return json({"articles": rows}) if format == "json" else taken(request, user, rows, format, "articles")


@router.get("/articles/{number}")
def article(request: Request, user: Reader, number: Number) -> Response:  # noqa: ARG001
    """An article's newest brief, by the JSON contract."""
    with state_of(request).desk.store.look() as connection:
        record = brief_of(connection, number)
    if record is None:
        raise not_found(f"article {number}")
    return json(record)


@router.get("/stories", responses=also(TABLE, BOOK, LINES))
def stories(
    request: Request,
    user: Reader,
    limit: Limit = None,
    offset: Offset = 0,
    format: Table = "json",
) -> Response:
    """The stories, the newest first."""
    from watchwire.desk.views import story_rows

    with state_of(request).desk.store.look() as connection:
        rows = story_rows(connection, limit or (_PAGE if format == "json" else None), offset)
    return json({"stories": rows}) if format == "json" else taken(request, user, rows, format, "stories")


@router.get("/stories/{number}")
def story(request: Request, user: Reader, number: Number) -> Response:  # noqa: ARG001
    """A story: its articles, its independent sources, its claims with who confirms and who denies."""
    from watchwire.desk.views import story_view
    from watchwire.stories.render import story_record

    with state_of(request).desk.store.look() as connection:
        view = story_view(connection, number)
    if view is None:
        raise not_found(f"story {number}")
    return json({"id": number, "title": view.title, **story_record(view.story, view.briefs)})


@router.get("/search", responses=also(TABLE, BOOK, LINES))
def search(
    request: Request,
    user: Reader,
    q: Words,
    limit: Limit = None,
    offset: Offset = 0,
    format: Table = "json",
) -> Response:
    """Full-text search: all words, "phrases", -without, begin*."""
    with state_of(request).desk.store.look() as connection:
        hits = find(connection, q, limit or (_PAGE if format == "json" else None), offset)
    rows = [
        {"article": h.article, "title": h.title, "site": h.site, "published": h.published, "snippet": h.snippet}
        for h in hits
    ]
    if format != "json":
        return taken(request, user, rows, format, "search")
    note(
        state_of(request).desk.store, user.name, "search", "articles", {"query": q, "offset": offset, "hits": len(rows)}
    )
    return json({"hits": rows})
