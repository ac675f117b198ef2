"""Who may read these answers in a browser: OpenRefine's own page, which this computer serves from another port."""

from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response

from watchwire.web.settings import LOOPBACK
from watchwire.web.state import state_of

FRAMES = "http://127.0.0.1:* http://localhost:* http://[::1]:*"


def shared(request: Request, answer: Response) -> Response:
    """Let a page of this computer, or of a host that the server answers for, read an answer; no other page may.

    The protocol asks for answers that any page may read. What lists a desk holds, and its own watchlists, are nobody
    else's business: so only pages of loopback (where OpenRefine runs) and of `WATCHWIRE_HOSTS` may.
    """
    origin = request.headers.get("origin", "")
    host = (urlsplit(origin).hostname or "").lower()
    if host and (host in LOOPBACK or host in state_of(request).settings.hosts):
        answer.headers["Access-Control-Allow-Origin"] = origin
    answer.headers["Vary"] = "Origin"
    return answer
