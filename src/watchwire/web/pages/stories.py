"""Stories, who is told of with whom, and what happened when."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from watchwire.desk import happenings, views
from watchwire.desk.queue import Filter, find_alerts
from watchwire.lists.called import entry_called
from watchwire.store import ledger, moments
from watchwire.web.drawing import draw_narrow, draw_network, draw_timeline
from watchwire.web.exports import filed
from watchwire.web.pages.common import PAGE, Offset, Visitor, number_of
from watchwire.web.problems import not_found
from watchwire.web.render import page, sheet
from watchwire.web.state import state_of

router = APIRouter()


@router.get("/stories")
def story_list(request: Request, user: Visitor, offset: Offset = 0) -> Response:
    """The stories."""
    with state_of(request).desk.store.look() as connection:
        rows = views.story_rows(connection, PAGE, offset)
        nothing = views.is_empty(connection)
    return page(request, "stories.html", user, rows=rows, nothing=nothing, offset=offset, size=PAGE)


@router.get("/stories/{number}")
def story_page(request: Request, user: Visitor, number: str) -> Response:
    """A story: claims in order of time, confirmations and denials, sources grouped by independence."""
    with state_of(request).desk.store.look() as connection:
        view = views.story_view(connection, number_of(number))
        if view is None:
            raise not_found(f"story {number}")
        queue = find_alerts(connection, Filter("all", story=view.id), 50)
    return page(request, "story.html", user, view=view, story=view.story, queue=queue)


@router.get("/stories/{number}/report.pdf")
def report(request: Request, user: Visitor, number: str) -> Response:
    """A story on one page, as PDF, for the file."""
    from watchwire.web.printing import one_page

    held = state_of(request)
    with held.desk.store.look() as connection:
        view = views.story_view(connection, number_of(number))
        if view is None:
            raise not_found(f"story {number}")
        queue = find_alerts(connection, Filter("all", story=view.id), 50, sort="strongest")
        values = {"view": view, "story": view.story, "queue": queue, "head": ledger.head(connection), "user": user}
    # What each brief was held against is its own; the report names all of them, each once.
    used = {item.sha256: {"list": item.list, "version": item.version, "sha256": item.sha256}
            for brief in view.briefs for item in brief.lists}  # fmt: skip
    values |= {"used": list(used.values()), "made_at": moments.now()}
    pdf = one_page(lambda room: sheet("story_report.html", "report.css", room=room, **values))
    return filed(request, user, pdf, "a story", {"story": view.id}, f"story-{number}")


@router.get("/network")
def network(
    request: Request, user: Visitor, story: str = "", party: str = "", type: str = "", name: str = ""
) -> Response:
    """Who is told to have done what to whom; every line rests on sentences."""
    with state_of(request).desk.store.look() as connection:
        told = happenings.network(connection, number_of(story) if story else None, party or None)
        nothing = views.is_empty(connection)
        about = views.story_title(connection, number_of(story)) if story else party and entry_called(party)
    wanted = name.strip().casefold()
    edges = [
        edge
        for edge in told
        if (not type or edge.type == type)
        and (not wanted or wanted in edge.actor.casefold() or wanted in edge.recipient.casefold())
    ]
    asked = {"story": story, "party": party, "type": type}

    def around(**more: str) -> str:
        return urlencode({key: value for key, value in {**asked, **more}.items() if value})

    return page(
        request, "network.html", user, edges=edges, nothing=nothing, graph=draw_network(edges),
        narrow=draw_narrow(edges), story=story, party=party, about=about, type=type,
        name=name, types=sorted({edge.type for edge in told}), around=around,
    )  # fmt: skip


@router.get("/timeline")
def timeline(request: Request, user: Visitor, story: str = "") -> Response:
    """What happened when, as the articles date it."""
    with state_of(request).desk.store.look() as connection:
        found = happenings.timeline(connection, number_of(story) if story else None)
        nothing = views.is_empty(connection)
    return page(request, "timeline.html", user, rows=found, nothing=nothing, axis=draw_timeline(found), story=story)
