"""The lists in use, what changed in them, adding and updating them, and the feeds that are followed."""

import re
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from watchwire.desk import views
from watchwire.desk.accounts import Role
from watchwire.errors import UsageError
from watchwire.lists import Library
from watchwire.lists.diff import difference
from watchwire.lists.library import default_root
from watchwire.web.jobs import OURS, Command
from watchwire.web.pages.common import Admin, Visitor, day_of
from watchwire.web.problems import not_found
from watchwire.web.render import at_a_page, page
from watchwire.web.settings import LISTS_PATH
from watchwire.web.state import State, state_of

router = APIRouter()
_CHUNK = 1 << 20
_FILES = 20
_NAME = re.compile(r"[^\w.() -]")


@router.get("/lists")
def lists(request: Request, user: Visitor, old: str = "", new: str = "") -> Response:
    """The lists in use: how fresh, how many, which hashes; what changed between two snapshots; the feeds."""
    held = state_of(request)
    library = held.desk.library
    snapshots = library.snapshots() if library else ()
    before = {later.list: (one, later) for one, later in pairwise(snapshots) if one.list == later.list}
    with held.desk.store.look() as connection:
        feeds = views.feed_rows(connection)
        good_guys = views.good_guy_rows(connection)
    return page(
        request, "lists.html", user, rows=views.list_rows(held.desk), snapshots=snapshots, before=before,
        changes=_changes(library, old, new) if old and new and library is not None else None, old=old, new=new,
        feeds=feeds, good_guys=good_guys, may_update=user.may(Role.ADMIN) and library is not None, job=held.jobs.last,
    )  # fmt: skip


def _changes(library: Library, old: str, new: str) -> Any:
    known = {f"{snapshot.list}@{snapshot.version}": snapshot for snapshot in library.snapshots()}
    if old not in known or new not in known:
        raise not_found(f"snapshot {old if old not in known else new}"[:80])
    return difference(library.parties(known[old]), library.parties(known[new]))


@router.get("/lists/job")
def job(request: Request, user: Admin) -> Response:  # noqa: ARG001
    """How far the work on lists has come: its page asks once a second."""
    last = state_of(request).jobs.last
    if last is None:
        return JSONResponse({})
    return JSONResponse({**last.record(), "lines": [at_a_page(line) for line in last.lines]})


@router.post("/lists/update")
def update_lists(request: Request, user: Admin) -> Response:
    """Fetch every publisher's list, then screen what is stored against what is new, while pages are shown."""
    held = state_of(request)
    allowed = ["--allow-private"] if held.settings.allow_private else []
    held.jobs.start(
        "Lists are updated",
        [Command([*OURS, "lists", "update", *allowed]), Command([*OURS, "desk", "rescreen"])],
        _places(held),
        user.name,
    )
    return RedirectResponse("/lists#job", 303)


@router.post(LISTS_PATH)
async def add_list(request: Request, user: Admin) -> Response:
    """Add one snapshot of a list by its files or addresses, by the same command and checks as at a terminal."""
    held = state_of(request)
    form = await request.form(max_part_size=held.settings.max_body, max_fields=50, max_files=_FILES)
    return await run_in_threadpool(_add, held, user.name, form)


def _add(held: State, user: str, form: FormData) -> Response:
    files = [file for file in form.getlist("file") if isinstance(file, UploadFile) and file.filename]
    addresses = _word(form, "url").split()
    if bool(files) == bool(addresses):
        raise UsageError("give the files of one list, or the addresses where they are")
    if any(not address.startswith(("http://", "https://")) for address in addresses):
        raise UsageError("an address begins with http:// or https://")
    given = day_of(_word(form, "date"))
    environment = _places(held)
    folder = Path(tempfile.mkdtemp(prefix="watchwire-list-"))
    try:
        names = _written(folder, files)
        options = [
            *(["--date", given.isoformat()] if given else []),
            *(["--accept-shrink"] if _word(form, "shrink") else []),
            *(["--allow-private"] if held.settings.allow_private else []),
            *(f"--map={line.strip()}" for line in _word(form, "map").splitlines() if line.strip()),
        ]
        held.jobs.start(
            f"Adding {', '.join(names or addresses)[:200]}",
            [
                Command([*OURS, "lists", "add", *options, "--", *(names or addresses)], folder, needed=True),
                Command([*OURS, "desk", "rescreen"]),
            ],
            environment, user, "add", lambda: shutil.rmtree(folder, ignore_errors=True),
        )  # fmt: skip
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return RedirectResponse("/lists#job", 303)


def _word(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _written(folder: Path, files: list[UploadFile]) -> list[str]:
    """Write the files under the last part of their names, which may tell what they are; return these names."""
    names: list[str] = []
    for file in files:
        last = re.split(r"[/\\]", file.filename or "")[-1]
        name = _NAME.sub("_", last).strip(" .-")[-100:] or "list"
        if name in names:
            raise UsageError(f"{name}: given twice")
        with (folder / name).open("wb") as out:
            shutil.copyfileobj(file.file, out, _CHUNK)
        names.append(name)
    return names


def _places(held: State) -> dict[str, str]:
    library = held.desk.library
    if library is None:
        raise HTTPException(409, "this desk has no library of lists")
    # The commands find the library in the user's data folder by themselves; where it is empty and was named, it is an
    # error, and so it is named only where they would not find it.
    found = library.root.resolve() == default_root().resolve()
    named = {} if found and not library.named else {"WATCHWIRE_LIBRARY": str(library.root.resolve())}
    return {**named, "WATCHWIRE_STORE": held.desk.store.url}
