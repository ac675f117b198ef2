"""Setting the desk up in the browser: feeds, users, tokens, rules, lists; and how the watching does."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from watchwire.desk import accounts, feeding, views
from watchwire.desk.accounts import Role, role_of
from watchwire.desk.monitor import monitor_of
from watchwire.errors import UsageError
from watchwire.store.keeping import clean
from watchwire.web.pages.common import Admin, Visitor
from watchwire.web.render import page
from watchwire.web.state import state_of

router = APIRouter()
_HERE = "/setup"
_FRESH = "watchwire_fresh"
"""The cookie that carries a new token to the page that shows it."""
Word = Annotated[str, Form(max_length=200)]


@router.get("/monitor")
def monitor(request: Request, user: Visitor) -> Response:
    """How the watching does: feeds, what failed, what waits, how old the lists are."""
    held = state_of(request)
    with held.desk.store.look() as connection:
        found = monitor_of(connection)
    load = held.readers.load(user.name)
    return page(request, "monitor.html", user, found=found, load=load, lists=views.list_rows(held.desk))


@router.get("/setup")
def setup(request: Request, user: Admin) -> Response:
    """Feeds, users, tokens and rules, to be changed; a token that was made a moment ago, this once."""
    fresh = request.cookies.get(_FRESH)
    with state_of(request).desk.store.look() as connection:
        feeds = views.feed_rows(connection)
        people, tokens = accounts.all_users(connection), accounts.all_tokens(connection)
        # What somebody else put into the browser is shown to nobody as a token of ours.
        ours = fresh is not None and accounts.user_of_token(connection, fresh) is not None
    answer = page(
        request, "setup.html", user, feeds=feeds, people=people, tokens=tokens, fresh=fresh if ours else None,
        roles=[role.name.lower() for role in Role],
    )  # fmt: skip
    if fresh is not None:
        answer.delete_cookie(_FRESH, path=_HERE)
    return answer


@router.post("/setup/feeds")
def add_feed(request: Request, user: Admin, url: Annotated[str, Form(max_length=2000)]) -> Response:
    """Follow a feed."""
    with state_of(request).desk.store.write() as connection:
        feeding.follow(connection, clean(url.strip()) or "", user)
    return RedirectResponse("/setup#feeds", 303)


@router.post("/setup/feeds/remove")
def remove_feed(request: Request, user: Admin, url: Annotated[str, Form(max_length=2000)]) -> Response:
    """Follow a feed no longer; what it brought stays."""
    with state_of(request).desk.store.write() as connection:
        feeding.leave(connection, url, user)
    return RedirectResponse("/setup#feeds", 303)


@router.post("/setup/users")
def save_user(request: Request, user: Admin, name: Word, role: Word, password: Annotated[str, Form()] = "") -> Response:
    """Add a user, or give one another role or password. The first one must be able to make others."""
    held = state_of(request)
    wanted = role_of(role)
    with held.desk.store.write() as connection:
        first = not accounts.has_users(connection)
        if first and (wanted is not Role.ADMIN or not password):
            raise UsageError("the first account is an admin with a password: from then on everybody must log in")
        known = {held_name for held_name, _, _ in accounts.all_users(connection)}
        if name not in known and not password:
            raise UsageError("a new user needs a password")
        accounts.add_user(connection, name.strip(), wanted, password or None, user.name)
    return RedirectResponse("/login" if first or name == user.name else "/setup#users", 303)


@router.post("/setup/users/disable")
def disable(request: Request, user: Admin, name: Word) -> Response:
    """Shut a user out."""
    if name == user.name:
        raise HTTPException(409, "another admin can disable you, not you yourself")
    with state_of(request).desk.store.write() as connection:
        accounts.disable_user(connection, name, user.name)
    return RedirectResponse("/setup#users", 303)


@router.post("/setup/tokens")
def make_token(
    request: Request,
    user: Admin,
    name: Word,
    label: Word,
    role: Word = "",
    days: Annotated[int, Form(ge=1, le=3650)] = 90,
) -> Response:
    """Make a token and go on to the page that shows it, this once: to load that again makes no other one.

    Only its hash is kept. On the way to that page the token itself is with the browser, where no script can read it.
    """
    held = state_of(request)
    if not label.strip():
        raise UsageError("say what the token is for")
    with held.desk.store.write() as connection:
        bound = role_of(role) if role else None
        fresh = accounts.make_token(connection, name, clean(label.strip()) or "", days, user.name, bound)
    answer = RedirectResponse(f"{_HERE}#tokens", 303)
    answer.set_cookie(
        _FRESH, fresh, max_age=60, path=_HERE, httponly=True, samesite="strict", secure=held.settings.secure
    )
    return answer


@router.post("/setup/tokens/revoke")
def revoke(request: Request, user: Admin, token: Word) -> Response:
    """End a token."""
    with state_of(request).desk.store.write() as connection:
        accounts.revoke_token(connection, token, user.name)
    return RedirectResponse("/setup#tokens", 303)
