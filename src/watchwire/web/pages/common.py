"""What the pages share: who visits, and how the pieces of an address are read."""

from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, HTTPException, Query, Request

from watchwire.desk.accounts import Role, User
from watchwire.desk.decisions import State
from watchwire.web.problems import not_found
from watchwire.web.who import current, need

PAGE = 50
_DIGITS = 9
Offset = Annotated[int, Query(ge=0, le=2**31 - 1)]


async def _visitor(request: Request, user: Annotated[User | None, Depends(current)]) -> User:
    """Let a known user in; send everybody else to the log-in."""
    if user is None:
        target = quote(request.url.path, safe="/")
        raise HTTPException(303, "log in first", {"Location": f"/login?next={target}"})
    return user


Visitor = Annotated[User, Depends(_visitor)]
Analyst = Annotated[User, need(Role.ANALYST)]
Reviewer = Annotated[User, need(Role.REVIEWER)]
Admin = Annotated[User, need(Role.ADMIN)]


def number_of(text: str) -> int:
    """Return the number of something; whatever is none names nothing that there is."""
    if not (text.isascii() and text.isdecimal()) or len(text) > _DIGITS:
        raise not_found(text[:40])
    return int(text)


def day_of(text: str) -> date | None:
    """Return a day that a form gives; None for an empty field."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HTTPException(422, f"{text[:40]}: expected a day like 2023-09-12") from None


def state_named(text: str) -> State:
    """Return the state that a form names."""
    try:
        return State(text)
    except ValueError:
        raise HTTPException(422, f"{text[:40]}: not a state" if text else "choose a decision") from None
