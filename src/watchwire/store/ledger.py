"""The append-only record of every screening and decision, each entry chained to the one before by its hash.

    sha256(number, moment, actor, kind, subject, salted hash of the detail, hash of the entry before)

An entry that is changed, missing or put in between breaks the chain at its number, and is named. What an entry says can
be forgotten (its detail is removed, and a later entry says so) without breaking it: the chain holds only a salted hash.
"""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from watchwire.store.moments import now
from watchwire.store.schema import ledger, ledger_details

if TYPE_CHECKING:
    from sqlalchemy import Connection

_GENESIS = "0" * 64
_CHUNK = 1000
FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `detail` is None where it was forgotten, or is damaged."""

    number: int
    at: str
    actor: str
    kind: str
    subject: str
    detail: dict[str, Any] | None
    sha256: str


def _digest(number: int, at: str, actor: str, kind: str, subject: str, detail_sha256: str, previous: str) -> str:
    return hashlib.sha256(orjson.dumps([number, at, actor, kind, subject, detail_sha256, previous])).hexdigest()


def _detail_digest(salt: str, detail: str) -> str:
    return hashlib.sha256(f"{salt}{detail}".encode()).hexdigest()


def append(connection: "Connection", actor: str, kind: str, subject: str, detail: Mapping[str, Any]) -> int:
    """Add an entry inside a writing transaction (`Store.write`, which lets one writer in at a time); return its number.

    Args:
        connection: of `Store.write`.
        actor: the user, or `watchwire` for what it does by itself.
        kind: screen, read, alert, decision, good-guy, list, account, forget, import.
        subject: what it is about: an alert, a query, a list.
        detail: plain values: what was asked, list versions and hashes, settings, hits with reasons, why.

    """
    import sqlalchemy as sa

    last = connection.execute(
        sa.select(ledger.c.number, ledger.c.sha256).order_by(ledger.c.number.desc()).limit(1)
    ).first()
    number, previous = (last.number + 1, last.sha256) if last else (1, _GENESIS)
    at, salt = now(), secrets.token_hex(16)
    text = orjson.dumps(_told(dict(detail)), option=orjson.OPT_SORT_KEYS, default=str).decode()
    held = _detail_digest(salt, text)
    connection.execute(
        ledger.insert().values(
            number=number, at=at, actor=actor, kind=kind, subject=subject, salt=salt, detail_sha256=held,
            previous=previous, sha256=_digest(number, at, actor, kind, subject, held, previous),
        )
    )  # fmt: skip
    connection.execute(ledger_details.insert().values(number=number, detail=text))
    return int(number)


def _told(value: Any) -> Any:
    """Return a value whose texts can be written: what is asked for may hold lone surrogates, no characters at all."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_told(key): _told(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_told(held) for held in value]
    return value


def entries(connection: "Connection", kind: str | None = None, subject: str | None = None) -> Iterator[Entry]:
    """Yield the entries in order, of one kind or about one subject where these are given."""
    for row in _rows(connection, kind, subject):
        yield _entry(row)


def stretch(connection: "Connection", first: int, last: int) -> list[Entry]:
    """Return the entries from one number to another, both included."""
    import sqlalchemy as sa

    rows = connection.execute(
        sa.select(*ledger.c, ledger_details.c.detail)
        .select_from(ledger.outerjoin(ledger_details, ledger_details.c.number == ledger.c.number))
        .where(ledger.c.number.between(first, last))
        .order_by(ledger.c.number)
    )
    return [_entry(row) for row in rows]


def latest(connection: "Connection", kind: str, count: int) -> list[Entry]:
    """Return the last entries of a kind, oldest first."""
    import sqlalchemy as sa

    rows = connection.execute(
        sa.select(*ledger.c, ledger_details.c.detail)
        .select_from(ledger.outerjoin(ledger_details, ledger_details.c.number == ledger.c.number))
        .where(ledger.c.kind == kind)
        .order_by(ledger.c.number.desc())
        .limit(count)
    ).all()
    return [_entry(row) for row in reversed(rows)]


def _entry(row: Any) -> Entry:
    return Entry(row.number, row.at, row.actor, row.kind, row.subject, _read(row.detail), row.sha256)


def _read(text: str | None) -> dict[str, Any] | None:
    """Return what an entry says; None where it was forgotten or is damaged, which `verify` names."""
    try:
        detail = orjson.loads(text) if text is not None else None
    except ValueError:
        return None
    return detail if isinstance(detail, dict) else None


def _rows(connection: "Connection", kind: str | None = None, subject: str | None = None) -> Iterator[Any]:
    """Yield all columns, a thousand rows at a time, so that a long ledger needs no memory."""
    import sqlalchemy as sa

    after = 0
    while True:
        query = (
            sa.select(*ledger.c, ledger_details.c.detail)
            .select_from(ledger.outerjoin(ledger_details, ledger_details.c.number == ledger.c.number))
            .where(ledger.c.number > after)
            .order_by(ledger.c.number)
            .limit(_CHUNK)
        )
        if kind:
            query = query.where(ledger.c.kind == kind)
        if subject:
            query = query.where(ledger.c.subject == subject)
        rows = connection.execute(query).all()
        yield from rows
        if len(rows) < _CHUNK:
            return
        after = rows[-1].number


def head(connection: "Connection") -> tuple[int, str]:
    """Return the last entry's number and hash. Kept elsewhere, they show that nothing was cut off the end."""
    import sqlalchemy as sa

    row = connection.execute(
        sa.select(ledger.c.number, ledger.c.sha256).order_by(ledger.c.number.desc()).limit(1)
    ).first()
    return (row.number, row.sha256) if row else (0, _GENESIS)


def verify(connection: "Connection", expected: tuple[int, str] | None = None) -> Iterator[str]:
    """Walk the whole chain and yield each fault, by number; none if it is whole.

    Args:
        connection: for reading.
        expected: number and hash of an entry that were noted elsewhere.

    """
    forgotten = {
        number
        for entry in entries(connection, FORGET)
        if isinstance(gone := (entry.detail or {}).get("entries", []), list)
        for number in gone
        if isinstance(number, int)
    }
    wanted, previous = 1, _GENESIS
    noted = expected is None or expected[0] == 0
    for row in _rows(connection):
        if row.number != wanted:
            yield f"entry {wanted}{f' to {row.number - 1}' if row.number - 1 > wanted else ''} is missing"
        elif row.previous != previous:
            yield f"entry {row.number}: it does not follow on the entry before it"
        digest = _digest(row.number, row.at, row.actor, row.kind, row.subject, row.detail_sha256, row.previous)
        if digest != row.sha256:
            yield f"entry {row.number}: it was changed"
        if row.detail is None:
            if row.number not in forgotten:
                yield f"entry {row.number}: what it says is missing, and no later entry says that it was forgotten"
        elif _detail_digest(row.salt, row.detail) != row.detail_sha256:
            yield f"entry {row.number}: what it says was changed"
        if expected is not None and row.number == expected[0]:
            noted = True
            if row.sha256 != expected[1]:
                yield f"entry {row.number}: its hash is not the one noted elsewhere"
        wanted, previous = row.number + 1, row.sha256
    if not noted and expected is not None:
        yield f"entries {wanted} to {expected[0]} are missing from the end"
