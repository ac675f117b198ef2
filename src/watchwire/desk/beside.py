"""Work of several hosts beside one another, that of one host in turn: a slow one holds only itself."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar
from urllib.parse import urlsplit

from watchwire.errors import FetchRefused

T = TypeVar("T")
R = TypeVar("R")
THREADS = 16


class PutOffError(FetchRefused):
    """The host did not answer something asked before this: nothing was asked, and nothing counts as tried."""


def beside(
    items: Iterable[T], host_of: Callable[[T], str], work: Callable[[T], R], threads: int = THREADS
) -> "Iterator[tuple[T, R | Exception]]":
    """Yield each item with what its work gave, or the exception it ended with, as they are done.

    Once a host does not answer, the rest of its items is put off, so that each host costs one wait at most.
    """
    queues: dict[str, deque[T]] = {}
    for item in items:
        queues.setdefault(host_of(item), deque()).append(item)
    with ThreadPoolExecutor(threads) as pool:
        running: dict[Future[R], tuple[str, T]] = {}

        def start(host: str) -> None:
            item = queues[host].popleft()
            running[pool.submit(work, item)] = host, item

        for host in queues:
            start(host)
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                host, item = running.pop(future)
                error = future.exception()
                if error is not None and not isinstance(error, Exception):
                    raise error  # KeyboardInterrupt and the like
                held = queues[host]
                rest = list(held) if error is not None and _is_silent(error) else []
                if rest:
                    held.clear()
                elif held:
                    start(host)
                yield item, future.result() if error is None else error
                for put_off in rest:
                    yield put_off, PutOffError(f"{host}: put off, since it does not answer ({error})")


def host_of(url: str | None) -> str:
    """Return the host of an address; the empty word for what has none."""
    try:
        return urlsplit(url or "").netloc.lower()
    except ValueError:
        return url or ""


def _is_silent(error: Exception) -> bool:
    """Say whether a host did not answer: neither with a page nor with a refusal."""
    return isinstance(error, FetchRefused) and error.status is None and error.unreachable
