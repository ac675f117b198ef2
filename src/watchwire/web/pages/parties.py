"""Listed parties: the entries of a subject on all lists, its alerts, decisions, mentions, since when it is listed."""

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from watchwire.desk.dossier import dossier_of
from watchwire.desk.lists import lists_of
from watchwire.errors import LibraryError
from watchwire.lists.joined import subjects_of
from watchwire.web.pages.alerts import waiting_days
from watchwire.web.pages.common import Visitor
from watchwire.web.problems import not_found
from watchwire.web.render import page
from watchwire.web.state import state_of

router = APIRouter()


@router.get("/parties/{party:path}")
def party_page(request: Request, user: Visitor, party: str) -> Response:
    """A listed party: its entries, alerts, decisions, where it may be named, since when it stands on which list."""
    held = state_of(request)
    reader = held.desk.reader
    with held.lock:
        screener = reader.screener(None)
        subjects = subjects_of(screener.holdings)
        ids = subjects.members(subjects.of(party))
        entries = [found for one in ids if (found := screener.index.party_by_id(one)) is not None]
        found = screener.index.party_by_id(party)
    with held.desk.store.look() as connection:
        dossier = dossier_of(connection, ids if party in ids else (party, *ids))
    if found is None and not dossier.alerts and not dossier.mentions:
        raise not_found(f"party {party[:80]}")
    joins = [join for join in subjects.joins if join.one in ids or join.other in ids]
    return page(
        request, "party.html", user, id=party, party=found, entries=entries, joins=joins, dossier=dossier,
        spells=screener.holdings.presence, snapshots=screener.holdings.snapshots, age=waiting_days,
        used=lists_of(screener.holdings),
    )  # fmt: skip


@router.get("/history")
def history_page(request: Request, user: Visitor, id: str = Query(max_length=200)) -> Response:
    """What an entry said over time, by the snapshots held: they are all read for it, which takes a while."""
    from watchwire.lists.history import history

    library = state_of(request).desk.library
    try:
        steps = [*history(library, id)] if library and library.newest() else []
    except LibraryError as error:
        raise not_found(id[:80]) from error
    caption = next((step.party.caption for step in reversed(steps)), None)
    return page(request, "history.html", user, id=id, caption=caption, steps=steps)
