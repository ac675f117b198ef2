"""Opening the database: a SQLite file by default, PostgreSQL by URL; one schema, brought up to date by Alembic."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchwire.errors import StoreError, StoreUnreachable, UsageError
from watchwire.store.together import Together
from watchwire.store.turns import Turns

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

REMEDY = "the desk needs its extra: pip install 'watchwire[desk]' (and 'watchwire[postgres]' for PostgreSQL)"
_MISSING = (
    "{path}: there is no such database; check --store and WATCHWIRE_STORE "
    "(`watch`, `serve`, `desk demo` and `store import` make one)"
)
_BUSY_SECONDS = 60
_IDLE_SECONDS = 1.0
"""After so long a connection to a server is asked whether it still stands, before it is used."""
_LOCK = 0x57A7C4
"""The number of PostgreSQL's advisory lock that writers of the ledger take."""


def default_store() -> str:
    """Return the URL of the store: `WATCHWIRE_STORE`, else a file in the user's data folder."""
    import os

    from platformdirs import user_data_path

    named = os.environ.get("WATCHWIRE_STORE")
    return named or f"sqlite:///{user_data_path('watchwire') / 'desk.sqlite'}"


class Store:
    """One database. Hand it to the functions of `store` and `desk`; close it when done."""

    def __init__(self, engine: "Engine") -> None:
        self.engine = engine
        self.together = Together(self.write)
        self._looking = engine if self.embedded else engine.execution_options(isolation_level="AUTOCOMMIT")
        # SQLite has one writer at a time. They wait here and not with a connection in hand, of which there are few:
        # who only reads would wait for them.
        self._writing = Turns(_file_of(engine), _BUSY_SECONDS) if self.embedded else nullcontext()

    @classmethod
    def open(cls, url: str, upgrade: bool | None = None, make: bool = True) -> "Store":
        """Open a store and see that its schema is today's.

        Args:
            url: a SQLAlchemy URL, or the path of a SQLite file.
            upgrade: whether to bring an older schema up to date; None for a file, but not on a server.
            make: whether a file that is not there is made.

        Raises:
            StoreError: it cannot be opened, or its schema is another one.
            UsageError: a library for it is not installed.

        """
        try:
            import sqlalchemy as sa
            from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
        except ImportError as error:
            raise UsageError(REMEDY) from error

        url = _url(url)
        try:
            parsed = sa.make_url(url)
            if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
                if not make and not Path(parsed.database).exists():
                    raise StoreError(_MISSING.format(path=parsed.database))
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            engine = sa.create_engine(parsed, **_options(parsed.get_backend_name()))
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise UsageError(f"{_masked(url)}: {error}. {REMEDY}") from error
        except OSError as error:
            raise StoreError(f"{url}: its folder cannot be made: {error.strerror or error}") from error
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        else:
            _ask_after(engine, _IDLE_SECONDS)
        store = cls(engine)
        embedded = engine.dialect.name == "sqlite"
        try:
            store.migrate(embedded if upgrade is None else upgrade)
        except StoreError:
            engine.dispose()
            raise
        except (SQLAlchemyError, UnicodeError) as error:
            engine.dispose()
            found = trouble(error) or (StoreError, str(error).splitlines()[0])
            raise found[0](f"{_masked(url)}: {found[1]}") from error
        return store

    @property
    def embedded(self) -> bool:
        """Whether it is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> "Iterator[Connection]":
        """Give a connection for reading."""
        with self._told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def look(self) -> "Iterator[Connection]":
        """Give a connection for the few short queries of a page: none that streams its rows.

        PostgreSQL shows each statement what is committed when it begins, within a transaction as without: a transaction
        for those who only look would cost two trips to the server and hold nothing still.
        """
        with self._told(), self._looking.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> "Iterator[Connection]":
        """Give a connection in a transaction: all of it is kept, or nothing. Writers wait for one another."""
        import sqlalchemy as sa

        with self._told(), self._writing, self.engine.connect() as connection, connection.begin():
            if self.embedded:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection

    @contextmanager
    def _told(self) -> "Iterator[None]":
        """Turn what the database says of itself (damaged, locked, gone) into an error of ours that names it."""
        from sqlalchemy.exc import SQLAlchemyError

        try:
            yield
        except (SQLAlchemyError, UnicodeError) as error:
            found = trouble(error)
            if found is None:
                raise
            raise found[0](f"{self.name}: {found[1]}") from error

    def migrate(self, upgrade: bool) -> None:
        """Bring the schema up to date, or see that it is.

        Raises:
            StoreError: the schema is older and may not be changed, or newer than this version knows.

        """
        from alembic import command
        from alembic.config import Config
        from alembic.runtime.migration import MigrationContext
        from alembic.script import ScriptDirectory

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
        head = ScriptDirectory.from_config(config).get_current_head()
        with self.engine.connect() as connection:
            held = MigrationContext.configure(connection).get_current_revision()
        if held == head:
            return
        if held is not None and held not in {
            script.revision for script in ScriptDirectory.from_config(config).walk_revisions()
        }:
            raise StoreError(
                f"{self.name}: its schema ({held}) is newer than this version of Watchwire; upgrade Watchwire"
            )
        if not upgrade:
            state = "empty" if held is None else f"of an older version ({held})"
            raise StoreError(f"{self.name}: the database is {state}; run: watchwire store upgrade --store URL")
        with self.write() as connection:
            if MigrationContext.configure(connection).get_current_revision() != head:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")

    @property
    def name(self) -> str:
        """What to call it in messages: its URL without a password."""
        return self.engine.url.render_as_string(hide_password=True)

    @property
    def url(self) -> str:
        """Its whole URL, with a password: for processes of ours that open it too, never for messages."""
        return self.engine.url.render_as_string(hide_password=False)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()
        if isinstance(self._writing, Turns):
            self._writing.close()


def _file_of(engine: "Engine") -> Path | None:
    name = engine.url.database
    return Path(name) if name and name != ":memory:" else None


def trouble(error: Exception) -> tuple[type[StoreError], str] | None:
    """Return what an error says of the database itself, with the remedy; None where it is another's fault."""
    from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError

    said = str(error).splitlines()[0]
    if isinstance(error, UnicodeError) or "Could not decode" in said or type(error) is DatabaseError:
        return StoreError, f"it is damaged ({said}); `watchwire store check` names what can be read, a copy mends it"
    if isinstance(error, OperationalError | InterfaceError):
        return StoreUnreachable, f"it does not answer ({said}); try again when it does"
    return None


def _url(text: str) -> str:
    if text.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + text.split("://", 1)[1]
    return text if "://" in text else f"sqlite:///{text}"


def _masked(url: str) -> str:
    import sqlalchemy as sa

    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        return "this address of a database"


def _options(backend: str) -> dict[str, Any]:
    return (
        {"connect_args": {"timeout": _BUSY_SECONDS}} if backend == "sqlite" else {"pool_size": 10, "max_overflow": 20}
    )


def _ask_after(engine: "Engine", seconds: float) -> None:
    """Ask a connection that lay idle whether it still stands, and take another where it does not.

    Asking each time is a trip to the server before every use; a server that went a moment ago is told by the first
    query, and all connections that were open then are given up together.
    """
    from sqlalchemy import event
    from sqlalchemy.exc import DisconnectionError

    @event.listens_for(engine, "checkin")
    def _back(_connection: Any, record: Any) -> None:
        record.info["since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _out(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("since", math.inf) < seconds:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error


def _prepare_sqlite(engine: "Engine") -> None:
    """Write-ahead log, foreign keys, and transactions that begin where we say so."""
    from sqlalchemy import event

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={_BUSY_SECONDS * 1000}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
