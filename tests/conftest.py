"""What many tests share: folders, loopback servers, the starter list, real data where it is at hand."""

import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _own_library(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's library."""
    monkeypatch.delenv("WATCHWIRE_LIBRARY", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session", autouse=True)
def real_hasher() -> Iterator[Callable[[], Any]]:
    """Passwords cost next to nothing in tests; what they cost else is what this gives."""
    from argon2 import PasswordHasher

    from watchwire.desk import accounts

    real = accounts._hasher
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield real


@pytest.fixture(scope="session")
def starter() -> Any:
    from watchwire.screening.verbs import screener_for

    return screener_for(None, None)


@pytest.fixture
def real_lists() -> Path:
    named = os.environ.get("WATCHWIRE_LISTS")
    if not named or not Path(named).is_dir():
        pytest.skip("WATCHWIRE_LISTS names no folder of real lists")
    return Path(named)


@pytest.fixture
def gold() -> Path:
    named = os.environ.get("WATCHWIRE_GOLD")
    if not named or not Path(named).is_dir():
        pytest.skip("WATCHWIRE_GOLD names no folder of gold data")
    return Path(named)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    from tests.support.stores import fresh

    yield from fresh(request.param, tmp_path)


@pytest.fixture
def small_store(tmp_path: Path) -> Iterator[Any]:
    from tests.support.stores import fresh

    yield from fresh("sqlite", tmp_path)


Handler = Callable[[http.server.BaseHTTPRequestHandler], None]


class Server:
    """A loopback server whose answers a test sets; counts requests by path."""

    def __init__(self) -> None:
        self.answers: dict[str, Handler] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.posted: list[tuple[str, dict[str, str], bytes]] = []
        outer = self

        class _Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                answer = outer.answers.get(self.path)
                if answer is None:
                    self.send_error(404)
                else:
                    answer(self)

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                outer.posted.append((self.path, dict(self.headers), self.rfile.read(length)))
                self.do_GET()

            def log_message(self, *args: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def page(self, path: str, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        def answer(request: http.server.BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.send_header("Content-Type", kind)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()
