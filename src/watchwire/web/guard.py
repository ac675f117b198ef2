"""What every request passes: the name it asks for, its size, its rate; and the headers every answer bears."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from watchwire.web.problems import answer_of, problem
from watchwire.web.settings import LISTS_PATH, LOOPBACK, Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_CLIENTS = 10_000
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # With "no-referrer" browsers send forms with the origin "null", which we could not tell from another site's.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: App, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = {key.lower() for key, _ in message.get("headers", ())}
                extra = [(key, value) for key, value in _HEADERS if key not in held]
                if not scope["path"].startswith("/static/") and b"cache-control" not in held:
                    extra.append((b"cache-control", b"no-store"))
                message["headers"] = [*message.get("headers", ()), *extra]
            await send(message)

        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        fault = self._fault(scope, headers)
        if fault is not None:
            told = await run_in_threadpool(answer_of, Request(scope), *fault)
            await told(scope, receive, answer)
            return
        await self.app(scope, self._bounded(receive, self._most(scope)), answer)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> Any:
        if not self._is_ours(headers.get("host", "")):
            return problem(400, "this server does not answer under that name (see WATCHWIRE_HOSTS)")
        client = scope.get("client")
        wait = self._wait(str(client[0]) if client else "")
        if wait:
            return problem(429, f"more than {self.settings.per_minute} requests a minute", {"Retry-After": str(wait)})
        return None

    def _fault(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        """Return what is wrong with a request that somebody may have made in good faith, as status and words."""
        size, most = headers.get("content-length", "0"), self._most(scope)
        if not size.isdecimal() or int(size) > most:
            return 413, f"a request may have {most} bytes"
        if b"%00" in scope.get("raw_path", b"") or b"%00" in scope.get("query_string", b""):
            return 400, "NUL is no text"
        return None

    def _most(self, scope: Scope) -> int:
        """Return the greatest body of a request. Who may not send lists is refused before the body is read."""
        held = self.settings
        return held.max_list if scope["path"] == LISTS_PATH and scope["method"] == "POST" else held.max_body

    def _is_ours(self, host: str) -> bool:
        """Say whether the name asked for is one of ours: a page elsewhere may have its name point to this computer."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        name = name.strip("[]").lower()
        if name in LOOPBACK or name in self.settings.hosts:
            return True
        return self.settings.accounts and not self.settings.hosts

    def _wait(self, client: str) -> int:
        """Take one from a client's bucket; return the seconds to wait where it is empty."""
        now = time.monotonic()
        rate = self.settings.per_minute / 60
        held, since = self._buckets.pop(client, (float(self.settings.per_minute), now))
        held = min(self.settings.per_minute, held + (now - since) * rate)
        allowed = held >= 1
        self._buckets[client] = (held - 1 if allowed else held, now)
        while len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        return 0 if allowed else int(1 / rate) + 1

    def _bounded(self, receive: Receive, most: int) -> Receive:
        """Cut off a body that turns out longer than it was said to be."""
        seen = 0

        async def bounded() -> Message:
            nonlocal seen
            message = await receive()
            if message["type"] == "http.request":
                seen += len(message.get("body", b""))
                if seen > most:
                    from fastapi import HTTPException

                    raise HTTPException(413, f"a request may have {most} bytes")
            return message

        return bounded
