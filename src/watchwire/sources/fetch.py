"""Fetching from the network, on the assumption that the other side is hostile.

Only http and https; size, time and redirects are bounded; the address a name resolves to is checked and the
connection goes to exactly that address, so a name that changes its mind between check and use gains nothing.

Time is bounded in all, not between two bytes: each wait for the network, be it for a name, a connection, headers or a
body, is given what is left until one deadline.
"""

import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from watchwire._version import __version__
from watchwire.errors import FetchRefused

if TYPE_CHECKING:
    import ssl

    import httpcore
    import httpx

USER_AGENT = f"watchwire/{__version__} (+https://pypi.org/project/watchwire/)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RETRY = frozenset({429, 500, 502, 503, 504})
_NOT_MODIFIED = 304
_ERROR = 400
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds of one fetch: bytes after decompression, seconds in all, redirects, and tries."""

    max_bytes: int = 20 << 20
    seconds: float = 30.0
    redirects: int = 5
    tries: int = 1
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. `body` is empty for "not modified"."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def unchanged(self) -> bool:
        """Whether a conditional request found nothing new."""
        return self.status == _NOT_MODIFIED


def fetch(url: str, limits: FetchLimits = FetchLimits(), headers: Mapping[str, str] | None = None) -> Fetched:
    """Fetch a URL within limits, retrying temporary failures with growing pauses.

    Raises:
        FetchRefused: the address is not allowed, or nothing useful came back in time; the message says why.

    """
    import httpx

    deadline = time.monotonic() + limits.seconds
    for attempt in range(1, limits.tries + 1):
        try:
            fetched = _follow(url, limits, headers or {}, deadline)
        # ValueError: an address that is none (`http://[bad`), in a page's link or a server's redirect.
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            reason = str(error) or type(error).__name__
            if time.monotonic() >= deadline:
                raise _too_slow(url, limits) from error
            if attempt == limits.tries:
                refused = FetchRefused(f"{url}: {reason}")
                refused.temporary = isinstance(error, httpx.TransportError | OSError)
                refused.unreachable = isinstance(error, httpx.TimeoutException | httpx.ConnectError)
                raise refused from error
        else:
            if fetched.status < _ERROR:
                return fetched
            if fetched.status not in _RETRY or attempt == limits.tries:
                raise _answered(url, fetched)
        time.sleep(min(0.5 * 2**attempt, max(0.0, deadline - time.monotonic())))
    raise _too_slow(url, limits)


def _too_slow(url: str, limits: FetchLimits) -> FetchRefused:
    refused = FetchRefused(f"{url}: not complete within {limits.seconds:.0f} s")
    refused.temporary = refused.unreachable = True
    return refused


def _answered(url: str, fetched: Fetched) -> FetchRefused:
    refused = FetchRefused(f"{url}: the server answered {fetched.status}")
    refused.status = fetched.status
    wait = fetched.headers.get("retry-after", "")
    refused.retry_after = int(wait) if wait.isdecimal() and len(wait) < 7 else None  # noqa: PLR2004
    return refused


def _follow(url: str, limits: FetchLimits, headers: Mapping[str, str], deadline: float) -> Fetched:
    import httpx

    send = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate", **headers}
    with guarded_client(limits, deadline) as client:
        for step in range(limits.redirects + 1):
            _check_scheme(url)
            try:
                answer = _one(client, url, send, limits, deadline)
            except (FetchRefused, httpx.HTTPError, OSError) as error:
                if step and time.monotonic() < deadline:  # another host's failure, not the silence of the one asked
                    behind = FetchRefused(f"{url}, to which a redirect leads: {error or type(error).__name__}")
                    behind.temporary = not isinstance(error, FetchRefused) or error.temporary
                    raise behind from error
                raise
            if isinstance(answer, Fetched):
                return answer
            url = answer
    raise FetchRefused(f"{url}: more than {limits.redirects} redirects")


def _one(
    client: "httpx.Client", url: str, send: Mapping[str, str], limits: FetchLimits, deadline: float
) -> Fetched | str:
    """Return what came back from an address, or the address to which it redirects."""
    with client.stream("GET", url, headers=dict(send)) as response:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return urljoin(url, response.headers["location"])
        body = b"" if response.status_code == _NOT_MODIFIED else _body(response, url, limits, deadline)
        return Fetched(url, response.status_code, body, dict(response.headers))


@contextmanager
def guarded_client(limits: FetchLimits, deadline: float) -> "Iterator[httpx.Client]":
    """Give a client whose connections go to checked addresses only, and of which all is over by a deadline.

    Args:
        limits: of these, whether private addresses are allowed.
        deadline: a moment of `time.monotonic`.

    """
    import httpx

    transport = httpx.HTTPTransport(retries=0, verify=_tls())
    transport._pool = _guarded_pool(limits, deadline)
    # The environment is not consulted: a proxy set there would go round the address check.
    with httpx.Client(
        transport=transport, timeout=max(0.1, deadline - time.monotonic()), trust_env=False, follow_redirects=False
    ) as client:
        yield client


def _check_scheme(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchRefused(f"{url}: only http and https addresses are fetched")
    if parts.username or parts.password:
        raise FetchRefused(f"{parts.hostname}: an address with a user name in it is not fetched")


def _body(response: "httpx.Response", url: str, limits: FetchLimits, deadline: float) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limits.max_bytes:
        raise FetchRefused(f"{url}: {int(declared)} bytes, more than the limit of {limits.max_bytes}")
    parts: list[bytes] = []
    size = 0
    for chunk in response.iter_bytes(_CHUNK):
        size += len(chunk)
        if size > limits.max_bytes:
            raise FetchRefused(f"{url}: more than the limit of {limits.max_bytes} bytes")
        if time.monotonic() >= deadline:
            raise _too_slow(url, limits)
        parts.append(chunk)
    return b"".join(parts)


def check_address(host: str, port: int, allow_private: bool, deadline: float | None = None) -> str:
    """Resolve a host and return one address that may be connected to.

    Raises:
        FetchRefused: it does not resolve, or any of its addresses is private, loopback, link-local or reserved.

    """
    addresses = _resolved(host, port, deadline)
    for address in addresses:
        if not allow_private and not _is_public(address):
            raise FetchRefused(
                f"{host}: resolves to {address}, which is not a public address; --allow-private permits it"
            )
    return addresses[0]


_EMBEDDED = tuple(
    (ipaddress.IPv6Network(network), shift)
    for network, shift in (
        ("::ffff:0:0/96", 0),  # mapped (RFC 4291)
        ("::ffff:0:0:0/96", 0),  # translated (RFC 2765)
        ("64:ff9b::/96", 0),  # NAT64 (RFC 6052)
        ("2002::/16", 80),  # 6to4 (RFC 3056)
    )
)
"""Where an IPv6 address carries an IPv4 one, and how many bits stand behind it: a gateway may take it there."""
_REFUSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "::/96", "2001::/23", "fec0::/10", "100::/64", "3fff::/20",
        "5f00::/16",
    )
)  # fmt: skip
"""What Python's `is_global` lets through though no public server stands there: protocol assignments and anycast relays
(RFC 6890), local-use NAT64 (RFC 8215), IPv4-compatible and site-local forms (RFC 4291, 3879), Teredo and its neighbours
(RFC 4380), discard, documentation and segment-routing prefixes (RFC 6666, 9637, 9602)."""


def _resolved(host: str, port: int, deadline: float | None) -> list[str]:
    """Resolve a host in a thread: the system's resolver knows no time limit of ours."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put([str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except Exception as error:  # noqa: BLE001 - it is raised again where it was asked for
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()
    try:
        found = answers.get(timeout=max(0.0, deadline - time.monotonic()) if deadline is not None else None)
    except queue.Empty:
        found = TimeoutError("not in time")
    if isinstance(found, Exception):
        refused = FetchRefused(f"{host}: cannot be resolved ({getattr(found, 'strerror', None) or found})")
        refused.temporary = refused.unreachable = True
        raise refused from found
    return found


def _is_public(address: str) -> bool:
    """Say whether an address is one of the public network, also by the IPv4 address that it may carry."""
    parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        for network, shift in _EMBEDDED:
            if parsed in network:
                return _is_public(str(ipaddress.IPv4Address(int(parsed) >> shift & 0xFFFFFFFF)))
    if any(parsed.version == network.version and parsed in network for network in _REFUSED):
        return False
    return parsed.is_global and not parsed.is_multicast


@cache
def _tls() -> "ssl.SSLContext":
    """Return the one context with the world's certificates: making one takes megabytes and tens of milliseconds."""
    import ssl

    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def _guarded_pool(limits: FetchLimits, deadline: float) -> "httpcore.ConnectionPool":
    """Return a connection pool whose every connection goes to a checked address and ends by a deadline."""
    import httpcore

    def left(timeout: float | None, expired: type[Exception]) -> float:
        rest = deadline - time.monotonic()
        if rest <= 0:
            raise expired("the time for this address is over")
        return rest if timeout is None else min(timeout, rest)

    return httpcore.ConnectionPool(
        ssl_context=_tls(), network_backend=_backend(limits, left, deadline), max_connections=4
    )


def _backend(
    limits: FetchLimits, left: Callable[[float | None, type[Exception]], float], deadline: float
) -> "httpcore.NetworkBackend":
    import httpcore

    class Bounded(httpcore.NetworkStream):
        def __init__(self, stream: httpcore.NetworkStream) -> None:
            self._stream = stream

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            return self._stream.read(max_bytes, left(timeout, httpcore.ReadTimeout))

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._stream.write(buffer, left(timeout, httpcore.WriteTimeout))

        def close(self) -> None:
            self._stream.close()

        def start_tls(
            self, ssl_context: "ssl.SSLContext", server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            rest = left(timeout, httpcore.ConnectTimeout)
            return Bounded(self._stream.start_tls(ssl_context, server_hostname, rest))

        def get_extra_info(self, info: str) -> Any:
            return self._stream.get_extra_info(info)

    class Guarded(httpcore.SyncBackend):
        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[Any] | None = None,
        ) -> httpcore.NetworkStream:
            address = check_address(host, port, limits.allow_private, deadline)
            rest = left(timeout, httpcore.ConnectTimeout)
            return Bounded(super().connect_tcp(address, port, rest, local_address, socket_options))

    return Guarded()
