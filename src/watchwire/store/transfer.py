"""Taking a store apart and together again: check, export and import as JSON Lines, and forgetting."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

import orjson

from watchwire.errors import StoreError
from watchwire.model import Article
from watchwire.store import ledger as records
from watchwire.store.crosscheck import as_far_as_read, crosscheck
from watchwire.store.keeping import clean
from watchwire.store.moments import now, plain
from watchwire.store.schema import (
    addresses,
    alert_articles,
    articles,
    briefs,
    concerns,
    entities,
    events,
    items,
    jobs,
    ledger,
    ledger_details,
    matches,
    metadata,
    secrets,
    sessions,
    statements,
)
from watchwire.store.wholes import unpack_article, unpack_brief

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NOT_EXPORTED = frozenset({jobs.name, sessions.name, secrets.name})
"""What is of use in this place only."""
_FOUND = (entities, matches, statements, events, concerns)
_CHUNK = 500
FORMAT = "watchwire-store"


def check(connection: "Connection") -> Iterator[str]:
    """Yield what is wrong with a store, one line each: the database's own check, texts, references, the ledger."""
    yield from as_far_as_read("the database", _by_itself(connection))
    yield from as_far_as_read("the articles", _texts(connection))
    yield from as_far_as_read("the briefs", _unreadable(connection))
    yield from as_far_as_read("the ledger", (f"ledger, {fault}" for fault in records.verify(connection)))
    yield from crosscheck(connection)


def _by_itself(connection: "Connection") -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for row in connection.exec_driver_sql("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield f"the file is damaged: {row[0]}"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"{row[0]}, row {row[1]}: refers to a missing row of {row[2]}"


def _texts(connection: "Connection") -> Iterator[str]:
    import sqlalchemy as sa

    rows = connection.execution_options(yield_per=_CHUNK).execute(
        sa.select(articles.c.id, articles.c.sha256, articles.c.text, articles.c.whole).where(
            articles.c.text.is_not(None)
        )
    )
    for row in rows:
        try:
            article = unpack_article(row.whole, row.text) if row.whole is not None else Article(row.text)
        except StoreError as error:
            yield f"article {row.id}: {error}"
            continue
        if article.sha256 != row.sha256 or clean(article.text) != row.text:
            yield f"article {row.id}: its text is not the one that was stored"


def _unreadable(connection: "Connection") -> Iterator[str]:
    import sqlalchemy as sa

    rows = connection.execution_options(yield_per=_CHUNK).execute(
        sa.select(briefs.c.id, briefs.c.whole, articles.c.text)
        .join(articles, articles.c.id == briefs.c.article)
        .where(briefs.c.whole.is_not(None), articles.c.text.is_not(None))
    )
    for row in rows:
        try:
            unpack_brief(row.whole, row.text)
        except StoreError as error:
            yield f"brief {row.id}: {error}"


def export(connection: "Connection", out: IO[bytes]) -> int:
    """Write all tables as JSON Lines: a head, then `[table, row]` a line. Return how many rows."""
    import sqlalchemy as sa

    count = 0
    out.write(orjson.dumps({"format": FORMAT, "version": 1, "at": now()}) + b"\n")
    for table in metadata.sorted_tables:
        if table.name in _NOT_EXPORTED:
            continue
        rows = connection.execution_options(yield_per=_CHUNK).execute(sa.select(table).order_by(*table.primary_key))
        for row in rows:
            out.write(orjson.dumps([table.name, plain(row)], default=_bytes) + b"\n")
            count += 1
    return count


def _bytes(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode("ascii")
    raise TypeError(f"{type(value).__name__} is no value of a column")


def load(connection: "Connection", lines: Iterable[bytes]) -> int:
    """Read what `export` wrote into an empty store; return how many rows.

    Raises:
        StoreError: the store is not empty, or a line is not as it should be (it is named; nothing is kept).

    """
    import sqlalchemy as sa
    from sqlalchemy.exc import SQLAlchemyError

    if connection.execute(sa.select(articles.c.id).limit(1)).first() or records.head(connection)[0]:
        raise StoreError("the store is not empty; import into a new one (--store PATH)")
    tables = {table.name: table for table in metadata.sorted_tables}
    count = 0
    for number, line in enumerate(lines, 1):
        try:
            record = orjson.loads(line)
            if number == 1:
                _check_head(record)
                continue
            name, row = record
            table = tables[name]
            connection.execute(table.insert().values(_typed(table, row)))
            if table is articles and connection.dialect.name == "sqlite" and row["text"] is not None:
                connection.execute(
                    sa.text("INSERT INTO article_search(rowid, title, text) VALUES (:id, :title, :text)"),
                    {"id": row["id"], "title": row["title"] or "", "text": row["text"]},
                )
        except (ValueError, KeyError, TypeError, AttributeError, SQLAlchemyError) as error:
            raise StoreError(f"line {number}: {str(error).splitlines()[0]}; nothing was imported") from error
        count += 1
    if connection.dialect.name == "postgresql":
        _raise_sequences(connection)
    return count


def _check_head(record: Any) -> None:
    if record.get("format") != FORMAT:
        raise ValueError("this is no export of a Watchwire store")


def _typed(table: Any, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(table.c[name].type, value) for name, value in row.items()}


def _value(kind: Any, value: Any) -> Any:
    from datetime import date

    import sqlalchemy as sa

    if value and isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    if value and isinstance(kind, sa.LargeBinary):
        return b64decode(value, validate=True)
    return value


def _raise_sequences(connection: "Connection") -> None:
    """Let PostgreSQL go on counting after the rows that came with their numbers."""
    import sqlalchemy as sa

    for table in metadata.sorted_tables:
        if table is not ledger and "id" in table.c:
            connection.execute(
                sa.text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608
                    f"(SELECT coalesce(max(id), 1) FROM {table.name}))"
                )
            )


def forget_article(connection: "Connection", number: int, actor: str, why: str) -> None:
    """Remove a text and all that was found in it; that it was done, by whom and why, stays on record.

    Raises:
        StoreError: there is no such article.

    """
    import sqlalchemy as sa

    row = connection.execute(sa.select(articles.c.sha256, articles.c.text).where(articles.c.id == number)).first()
    if row is None or row.text is None:
        raise StoreError(f"article {number}: not in the store, or forgotten already")
    held = [found[0] for found in connection.execute(sa.select(briefs.c.id).where(briefs.c.article == number))]
    connection.execute(alert_articles.delete().where(alert_articles.c.article == number))
    for table in _FOUND:
        connection.execute(table.delete().where(table.c.brief.in_(held)))
    connection.execute(briefs.delete().where(briefs.c.article == number))
    urls = [found[0] for found in connection.execute(sa.select(addresses.c.url).where(addresses.c.article == number))]
    connection.execute(items.update().where(items.c.url.in_(urls)).values(content=None))
    connection.execute(
        articles.update()
        .where(articles.c.id == number)
        .values(text=None, title=None, author=None, site=None, whole=None, forgotten_at=now())
    )
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text("DELETE FROM article_search WHERE rowid = :id"), {"id": number})
    gone = _forget_details(connection, lambda entry: (entry.detail or {}).get("article") == number)
    records.append(
        connection, actor, records.FORGET, f"article {number}", {"text_sha256": row.sha256, "why": why, "entries": gone}
    )


def forget_name(connection: "Connection", name: str, actor: str, why: str) -> int:
    """Remove what the ledger says of screenings of, and searches for, a name; return how many entries lost it."""
    wanted = name.casefold()

    def concerned(entry: records.Entry) -> bool:
        detail = entry.detail or {}
        return any(str(detail.get(key, "")).casefold() == wanted for key in ("name", "query"))

    gone = _forget_details(connection, concerned)
    records.append(connection, actor, records.FORGET, "a name", {"why": why, "entries": gone})
    return len(gone)


def _forget_details(connection: "Connection", concerned: Any) -> list[int]:
    gone = [entry.number for entry in records.entries(connection) if entry.detail is not None and concerned(entry)]
    if gone:
        connection.execute(ledger_details.delete().where(ledger_details.c.number.in_(gone)))
    return gone
