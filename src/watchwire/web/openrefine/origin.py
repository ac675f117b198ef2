"""Who may read these answers in a browser: OpenRefine's own page, which this computer serves from another port."""

from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from fastapi.responses import Response

from watchwire.web.settings import LOOPBACK
from watchwire.web.state import state_of

FRAMES = "http://127.0.0.1:* http://localhost:* http://[::1]:*"


def _is_ours(request: Request, origin: str) -> bool:
    host = (urlsplit(origin).hostname or "").lower()
    return bool(host) and (host in LOOPBACK or host in state_of(request).settings.hosts)


async def _ours_only(request: Request) -> None:
    """Refuse what a page elsewhere has a browser ask: each name asked for goes on record."""
    if request.headers.get("sec-fetch-site") != "cross-site" or request.url.path == PREVIEW:
        return
    if not _is_ours(request, request.headers.get("origin", "")):
        raise HTTPException(403, "the request comes from another site")


OURS_ONLY = Depends(_ours_only)
PREVIEW = "/reconcile/preview"
"""A page to look at, which records nothing: OpenRefine frames it, and frames name no origin."""


def shared(request: Request, answer: Response) -> Response:
    """Let a page of this computer, or of a host that the server answers for, read an answer; no other page may.

    The protocol asks for answers that any page may read. What lists a desk holds, and its own watchlists, are nobody
    else's business: so only pages of loopback (where OpenRefine runs) and of `WATCHWIRE_HOSTS` may.
    """
    origin = request.headers.get("origin", "")
    if _is_ours(request, origin):
        answer.headers["Access-Control-Allow-Origin"] = origin
    answer.headers["Vary"] = "Origin"
    return answer
