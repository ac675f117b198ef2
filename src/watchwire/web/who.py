"""Who asks: a token, a session, or the user of this computer; and that a page elsewhere cannot ask in their name."""

import hashlib
import hmac
import secrets
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool

from watchwire.desk import accounts
from watchwire.desk.accounts import LOCAL, Role, User
from watchwire.web.state import State, state_of

SESSION_COOKIE = "watchwire_session"
BROWSER_COOKIE = "watchwire_browser"
CSRF_FIELD = "csrf"
_CSRF_HEADER = "x-csrf-token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def csrf_of(request: Request) -> str:
    """Return the token that a form on our pages must send back: bound to the session, or to this browser."""
    secret = (
        request.cookies.get(SESSION_COOKIE) or request.cookies.get(BROWSER_COOKIE) or request.scope.get("ww_new", "")
    )
    return hmac.new(state_of(request).key, f"csrf {secret}".encode(), hashlib.sha256).hexdigest() if secret else ""


def browser_cookie(request: Request) -> str | None:
    """Return a new value for the browser's cookie where it has none yet."""
    if request.cookies.get(SESSION_COOKIE) or request.cookies.get(BROWSER_COOKIE):
        return None
    value = request.scope.get("ww_new")
    if value is None:
        value = request.scope["ww_new"] = secrets.token_urlsafe(24)
    return str(value)


def visitor_of(request: Request) -> User | None:
    """Return whose session it is, for pages that nobody needs to be anybody for: errors keep the way to the others."""
    return _by_session(state_of(request), request)


async def current(request: Request) -> User | None:
    """Return the user who asks; None where nobody is known. Refuses what another site would do in a user's name.

    Raises:
        HTTPException: 401 for a token that is none, 403 for a request that may come from elsewhere.

    """
    held = state_of(request)
    bearer = request.headers.get("authorization", "")
    # The store is never asked by the thread that all requests pass: whoever holds it up would hold up everybody.
    if bearer:
        return await run_in_threadpool(_by_token, held, bearer)
    user = await run_in_threadpool(_by_session, held, request)
    if request.method not in _SAFE:
        await _check_origin(request, held, user)
    return user


def _by_token(held: State, bearer: str) -> User:
    scheme, _, secret = bearer.partition(" ")
    # yente's clients say `ApiKey`.
    user = None
    if scheme.lower() in {"bearer", "apikey"} and secret:
        with held.desk.store.look() as connection:
            user = accounts.user_of_token(connection, secret.strip())
    if user is None and not held.accounts and scheme.lower() == "apikey":
        return User(LOCAL, Role.ADMIN)
    if user is None:
        raise HTTPException(401, "the token is unknown or has expired", {"WWW-Authenticate": "Bearer"})
    return user


def accounts_of(request: Request) -> bool:
    """Return whether one must log in; the store is asked once a request."""
    known = request.scope.get("ww_accounts")
    if known is None:
        known = request.scope["ww_accounts"] = state_of(request).accounts
    return bool(known)


def _by_session(held: State, request: Request) -> User | None:
    if not accounts_of(request):
        return User(LOCAL, Role.ADMIN)
    secret = request.cookies.get(SESSION_COOKIE)
    if not secret:
        return None
    with held.desk.store.look() as connection:
        return accounts.user_of_session(connection, secret)


async def _check_origin(request: Request, held: State, user: User | None) -> None:
    """A browser says where a request comes from, and our pages know a token; a program here says neither."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    if origin and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise HTTPException(403, "the request comes from another site")
    if site and site not in {"same-origin", "none"}:
        raise HTTPException(403, "the request comes from another site")
    browser = bool(origin or site or request.cookies.get(BROWSER_COOKIE) or request.cookies.get(SESSION_COOKIE))
    if not browser and not await run_in_threadpool(accounts_of, request):
        return
    if user is None:
        return  # there is nothing to do in the name of nobody
    sent = request.headers.get(_CSRF_HEADER)
    kind = request.headers.get("content-type", "")
    if sent is None and kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        # Parsed once for all who ask for it later: with the bounds of the whole body, not those of a part by default.
        form = await request.form(max_part_size=held.settings.max_body, max_fields=5000, max_files=50)
        value = form.get(CSRF_FIELD)
        sent = value if isinstance(value, str) else None
    expected = await run_in_threadpool(csrf_of, request)
    if not (sent and expected and hmac.compare_digest(sent.encode(), expected.encode())):
        raise HTTPException(403, "the form has expired; load the page again")


def need(role: Role) -> Any:
    """Return a dependency that lets users of a role (or more) pass."""

    async def passed(user: Annotated[User | None, Depends(current)]) -> User:
        if user is None:
            raise HTTPException(401, "log in, or send a token", {"WWW-Authenticate": "Bearer"})
        if not user.may(role):
            raise HTTPException(403, f"this needs the role {role.name.lower()}")
        return user

    return Depends(passed)


Reader = Annotated[User, need(Role.READER)]
Analyst = Annotated[User, need(Role.ANALYST)]
Reviewer = Annotated[User, need(Role.REVIEWER)]
Admin = Annotated[User, need(Role.ADMIN)]
