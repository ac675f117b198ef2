"""The lists in use, what changed in them, and the feeds that are followed."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from watchwire.desk import views
from watchwire.desk.accounts import Role
from watchwire.web.pages.common import Visitor
from watchwire.web.problems import not_found
from watchwire.web.render import page
from watchwire.web.state import state_of

router = APIRouter()


@router.get("/lists")
def lists(request: Request, user: Visitor, old: str = "", new: str = "") -> Response:
    """The lists in use: how fresh, how many, which hashes; what changed between two snapshots; the feeds."""
    held = state_of(request)
    library = held.desk.library
    snapshots = library.snapshots() if library else ()
    changes: dict[str, Any] | None = None
    if old and new and library is not None:
        known = {f"{snapshot.list}@{snapshot.version}": snapshot for snapshot in snapshots}
        if old not in known or new not in known:
            raise not_found(f"snapshot {old if old not in known else new}"[:80])
        before = {p.id: p for p in library.parties(known[old])}
        after = {p.id: p for p in library.parties(known[new])}
        changes = {
            "added": [party for key, party in after.items() if key not in before],
            "removed": [party for key, party in before.items() if key not in after],
            "changed": [party for key, party in after.items() if before.get(key, party) != party],
        }
    with held.desk.store.read() as connection:
        feeds = views.feed_rows(connection)
        good_guys = views.good_guy_rows(connection)
    return page(
        request, "lists.html", user, rows=views.list_rows(held.desk), snapshots=snapshots, changes=changes, old=old,
        new=new, feeds=feeds, good_guys=good_guys, may_update=user.may(Role.ADMIN) and library is not None,
        job=held.jobs.last,
    )  # fmt: skip
