"""Logging in and out, and our own small files."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from watchwire.desk import accounts
from watchwire.desk.accounts import User
from watchwire.web.pages.common import Visitor
from watchwire.web.problems import not_found
from watchwire.web.render import page, static
from watchwire.web.state import state_of
from watchwire.web.who import BROWSER_COOKIE, SESSION_COOKIE, csrf_of

router = APIRouter()


@router.get("/static/{name}")
def files(name: str) -> Response:
    """Our own small files."""
    found = static(name)
    if found is None:
        raise not_found(name[:80])
    return Response(found[0], media_type=found[1], headers={"Cache-Control": "max-age=3600"})


@router.get("/login")
def login_form(request: Request, next: str = "/") -> Response:
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


@router.get("/account")
def own(request: Request, user: Visitor) -> Response:
    """What a user sees of their own account: role, tokens, password."""
    return _own(request, user)


def _own(request: Request, user: User, status: int = 200, problem: str | None = None) -> Response:
    with state_of(request).desk.store.look() as connection:
        tokens = accounts.all_tokens(connection, user.name)
    return page(request, "account.html", user, status=status, tokens=tokens, problem=problem)


@router.post("/account/tokens/revoke")
def revoke_own(request: Request, user: Visitor, token: Annotated[str, Form(max_length=64)]) -> Response:
    """End a token of one's own."""
    with state_of(request).desk.store.write() as connection:
        accounts.revoke_token(connection, token, user.name, user.name)
    return RedirectResponse("/account#tokens", 303)


@router.post("/account/password")
def change_password(
    request: Request,
    user: Visitor,
    old: Annotated[str, Form(max_length=1024)],
    new: Annotated[str, Form(max_length=1024)],
    again: Annotated[str, Form(max_length=1024)],
) -> Response:
    """Take another password; one then logs in anew, everywhere."""
    if new != again:
        return _own(request, user, 422, "the new password was not typed the same twice")
    address = request.client.host if request.client else ""
    with state_of(request).desk.store.write() as connection:
        changed = accounts.change_password(connection, user, old, new, address)
    if not changed:
        return _own(request, user, 409, "the present password is not right, or there were too many tries")
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


def _inner(target: str) -> str:
    """Return a path of ours: nobody is sent elsewhere."""
    inner = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if inner and target.isprintable() else "/"
