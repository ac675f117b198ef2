"""The stored articles."""

from itertools import accumulate
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from watchwire.brief.html import marked
from watchwire.brief.story import published_line
from watchwire.desk import views
from watchwire.desk.accounts import User
from watchwire.model import Brief
from watchwire.store import whole_brief_of
from watchwire.store.versions import difference, versions_at
from watchwire.web.pages.common import PAGE, Offset, Visitor, number_of
from watchwire.web.problems import not_found
from watchwire.web.render import page, safe_url
from watchwire.web.state import state_of

router = APIRouter()


def article_view(request: Request, user: User, brief: Brief, number: int | None, **more: Any) -> Response:
    """Show an article with its highlights and its findings; `number` is None for one that is not kept."""
    sections, pieces = marked(brief)
    starts = list(accumulate((len(piece.text) for piece in pieces), initial=0))[:-1]
    placed = list(zip(pieces, starts, strict=True))
    tones = dict.fromkeys(item.line.tone for _, items in sections for item in items)
    return page(
        request, "article.html", user, brief=brief, article=brief.article, published=published_line(brief),
        sections=sections, pieces=placed, number=number, link=safe_url(brief.article.url),
        first_mark=next((start for piece, start in placed if piece.keys), 0), tones=[tone for tone in tones if tone],
        count=sum(len(items) for _, items in sections),
        **{"alerts": [], "story": None, "keep": None, "versions": 0, **more},
    )  # fmt: skip


@router.get("/articles")
def article_list(request: Request, user: Visitor, offset: Offset = 0) -> Response:
    """The stored articles."""
    with state_of(request).desk.store.look() as connection:
        rows = views.article_rows(connection, PAGE, offset)
        nothing = not rows and views.is_empty(connection)
    return page(request, "articles.html", user, rows=rows, nothing=nothing, offset=offset, size=PAGE)


@router.get("/articles/{number}")
def article(request: Request, user: Visitor, number: str) -> Response:
    """An article with its highlights and its findings."""
    held = number_of(number)
    with state_of(request).desk.store.look() as connection:
        brief = whole_brief_of(connection, held)
        if brief is None:
            raise not_found(f"article {number}")
        raised, story = views.alerts_in(connection, held), views.story_of_article(connection, held)
        stood = versions_at(connection, brief.article.url) if brief.article.url else []
    return article_view(request, user, brief, held, alerts=raised, story=story, versions=len(stood))


@router.get("/articles/{number}/versions")
def versions(request: Request, user: Visitor, number: str) -> Response:
    """What stood at an article's address over time, and what went and came from one text to the next."""
    held = number_of(number)
    with state_of(request).desk.store.look() as connection:
        url = views.address_of(connection, held)
        stood = versions_at(connection, url) if url else []
    if not url or not stood:
        raise not_found(f"article {number}, or another text at its address")
    steps = [
        (later, [*difference(earlier, later)] if earlier else None)
        for earlier, later in zip([None, *stood[:-1]], stood, strict=True)
    ]
    return page(request, "versions.html", user, number=held, url=url, link=safe_url(url), steps=steps)
