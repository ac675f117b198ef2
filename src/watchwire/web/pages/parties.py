"""Listed parties."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from watchwire.desk import views
from watchwire.desk.lists import lists_of
from watchwire.web.pages.common import Visitor
from watchwire.web.problems import not_found
from watchwire.web.render import page
from watchwire.web.state import state_of

router = APIRouter()


@router.get("/parties/{party:path}")
def party_page(request: Request, user: Visitor, party: str) -> Response:
    """A listed party: names, listings, history, and where it may be named."""
    from watchwire.lists.history import history

    held = state_of(request)
    with held.lock:
        screener = held.desk.reader.screener(None)
        found = screener.index.party_by_id(party)
    if found is None:
        raise not_found(f"party {party[:80]}")
    with held.desk.store.read() as connection:
        mentions = views.mentions_of(connection, party)
    library = held.desk.library
    steps = [*history(library, found.listing.reference)] if library and library.newest() else []
    return page(
        request, "party.html", user, party=found, mentions=mentions, steps=steps, used=lists_of(screener.holdings)
    )
