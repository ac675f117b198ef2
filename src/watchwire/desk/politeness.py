"""Manners towards the hosts that are asked: robots.txt, a pause between two requests, and what they ask to wait."""

import random
import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from watchwire.errors import FetchRefused
from watchwire.sources.fetch import USER_AGENT, Fetched, FetchLimits, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from protego import Protego

_KEPT_SECONDS = 3600.0
_HOSTS = 4096
_ROBOTS = FetchLimits(max_bytes=512 << 10, seconds=10)
_LONGEST_PAUSE = 60.0
_LONGEST_WAIT = 24 * 3600
"""However long a host asks to wait, it is asked again after a day."""
_NAME = USER_AGENT.split("/", maxsplit=1)[0]
_CLIENT_ERROR, _SERVER_ERROR = 400, 500


class Manners:
    """Asks hosts politely; safe to share between threads. Keeps a bounded number of hosts in mind."""

    def __init__(self, limits: FetchLimits, pause: float = 1.0) -> None:
        self.limits = limits
        self.pause = pause
        self._robots: dict[str, tuple[float, Protego | None]] = {}
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def get(self, url: str, headers: "Mapping[str, str] | None" = None, robots: bool = True) -> Fetched:
        """Fetch a page when it is our turn.

        Args:
            url: the address.
            headers: further headers (conditional requests).
            robots: whether the host's robots.txt is asked first; not for a feed that the user named.

        Raises:
            FetchRefused: robots.txt forbids it, or the fetch failed.

        """
        rules = self._rules(url) if robots else None
        if rules is not None and not rules.can_fetch(url, _NAME):
            raise FetchRefused(f"{url}: its host's robots.txt asks not to fetch this")
        delay = float(rules.crawl_delay(_NAME) or 0) if rules is not None else 0.0
        self._wait(urlsplit(url).netloc, min(max(self.pause, delay), _LONGEST_PAUSE))
        return fetch(url, self.limits, headers)

    def _rules(self, url: str) -> "Protego | None":
        """Return the rules of a host; None where it has none.

        Raises:
            FetchRefused: it cannot be asked just now, so that nothing else is asked of it either.

        """
        from protego import Protego

        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            held = self._robots.get(host)
        if held is not None and held[0] > time.monotonic():
            return held[1]
        rules: Protego | None = None
        limits = FetchLimits(_ROBOTS.max_bytes, _ROBOTS.seconds, allow_private=self.limits.allow_private)
        try:
            body = fetch(f"{host}/robots.txt", limits).body
            rules = Protego.parse(body.decode("utf-8", "replace"))
        except FetchRefused as error:
            if error.status is None or error.status >= _SERVER_ERROR:
                raise
        with self._lock:
            if len(self._robots) >= _HOSTS:
                self._robots.clear()
            self._robots[host] = (time.monotonic() + _KEPT_SECONDS, rules)
        return rules

    def _wait(self, host: str, pause: float) -> None:
        with self._lock:
            if len(self._next) >= _HOSTS:
                self._next.clear()
            now = time.monotonic()
            turn = max(now, self._next.get(host, 0.0))
            self._next[host] = turn + pause
        time.sleep(turn - now)


def back_off(failures: int, error: Exception | None = None, base: float = 60.0, most: float = 6 * 3600.0) -> timedelta:
    """Return how long to wait after so many failures in a row: doubling, with chance, or as the server asked."""
    asked = min(getattr(error, "retry_after", None) or 0, _LONGEST_WAIT)
    wait = min(base * 2.0 ** min(failures - 1, 20), most)
    chance = wait * random.uniform(0.5, 1.0)
    return timedelta(seconds=max(chance, float(asked)) if asked else chance)
