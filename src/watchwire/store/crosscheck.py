"""Holding the tables of alerts and decisions against the ledger: what was changed behind its back shows.

The ledger refuses changes; the tables that people work on cannot. Every change that the desk makes to them has its
entry, so the two must tell the same. What an entry says may have been forgotten; then nothing is held against it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from watchwire.errors import StoreUnreachable
from watchwire.store import ledger
from watchwire.store.briefcheck import check_briefs
from watchwire.store.database import trouble
from watchwire.store.ledger import Entry
from watchwire.store.schema import alerts, decisions, good_guys

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CLOSE = 1e-9


def as_far_as_read(what: str, faults: Iterator[str]) -> Iterator[str]:
    """Yield faults; where the database is damaged so that looking cannot go on, that is the last of them."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield from faults
    except (SQLAlchemyError, UnicodeError, ValueError, TypeError, KeyError) as error:
        found = trouble(error) if isinstance(error, SQLAlchemyError | UnicodeError) else None
        if found is not None and issubclass(found[0], StoreUnreachable):
            raise
        yield f"{what}: cannot be read to the end: {str(error).splitlines()[0]}"


def crosscheck(connection: "Connection") -> Iterator[str]:
    """Yield where alerts, decisions, good-guy entries and briefs are not what the ledger says; none if all agree."""
    yield from as_far_as_read("alerts and decisions", _alerts(connection))
    yield from as_far_as_read("good guys", _excused(connection))
    yield from as_far_as_read("briefs", check_briefs(connection))


def _alerts(connection: "Connection") -> Iterator[str]:
    said = _by_subject(connection, "decision")
    raised = _by_subject(connection, "alert")
    rows = _decisions(connection)
    known = set()
    for row in _all(connection, alerts):
        name = f"alert {row.id}"
        known.add(name)
        yield from _alert(row, name, raised.get(name, []), said.get(name, []))
        yield from _compared(name, rows.get(row.id, []), said.get(name, []))
    for name in sorted((said.keys() | raised.keys()) - known):
        yield f"{name}: the ledger tells of it, the store has none"


def _all(connection: "Connection", table: Any) -> Iterator[Any]:
    import sqlalchemy as sa

    yield from connection.execution_options(yield_per=500).execute(sa.select(table).order_by(table.c.id))


def _by_subject(connection: "Connection", kind: str) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in ledger.entries(connection, kind):
        found[entry.subject].append(entry)
    return found


def _decisions(connection: "Connection") -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in _all(connection, decisions):
        found[row.alert].append(row)
    return found


def _alert(row: Any, name: str, raised: list[Entry], said: list[Entry]) -> Iterator[str]:
    if not raised:
        yield f"{name}: the ledger does not tell that it was raised"
    first = raised[0].detail if raised else None
    if first is not None:
        for key in ("party", "subject"):
            if key in first and getattr(row, key) != first[key]:
                yield f"{name}: its {key} is not the one that the ledger tells of"
    strongest = raised[-1].detail if raised else None
    if strongest is not None and abs(row.score - strongest["score"]) > _CLOSE:
        yield f"{name}: its score is {row.score}, the ledger says {strongest['score']}"
    if strongest is not None and row.band != strongest["band"]:
        yield f"{name}: its band is {row.band}, the ledger says {strongest['band']}"
    last = said[-1].detail if said else {"after": "new"}
    if last is not None and row.state != last["after"]:
        yield f"{name}: its state is `{row.state}`, the ledger says `{last['after']}`"
    if row.version < len(said):
        yield f"{name}: the ledger tells of {len(said)} decisions, it counts {row.version}"
    yield from _second(row, name, said)


def _second(row: Any, name: str, said: list[Entry]) -> Iterator[str]:
    """Who recommended decides who may confirm, so that it must be who the ledger says it was."""
    asked = [entry.actor for entry in said if entry.detail and "recommended" in str(entry.detail["after"])]
    if row.recommended_by is not None and row.recommended_by not in asked:
        yield f"{name}: the ledger does not tell that {row.recommended_by} recommended it"
    if "recommended" in row.state and asked and row.recommended_by != asked[-1]:
        yield f"{name}: recommended by {row.recommended_by}, the ledger says {asked[-1]}"


def _compared(name: str, rows: list[Any], said: list[Entry]) -> Iterator[str]:
    for number, row in enumerate(rows):
        if number >= len(said):
            yield f"{name}: decision {row.id} is not in the ledger"
            continue
        entry = said[number]
        if entry.detail is None:
            continue
        told = (entry.actor, entry.detail["before"], entry.detail["after"], entry.detail["comment"])
        if (row.user, row.before, row.after, row.comment) != told:
            yield f"{name}: decision {row.id} is not what entry {entry.number} of the ledger says"
    for entry in said[len(rows) :]:
        yield f"{name}: the decision of entry {entry.number} of the ledger is missing"


def _excused(connection: "Connection") -> Iterator[str]:
    said = _by_subject(connection, "good-guy")
    known = set()
    for row in _all(connection, good_guys):
        name = f"good guy {row.id}"
        known.add(name)
        told = said.get(name, [])
        if not told:
            yield f"{name}: it is not in the ledger"
            continue
        first = told[0].detail
        if first is not None and (row.party, row.subject, row.expires.isoformat()) != (
            first["party"],
            first["subject"],
            first["expires"],
        ):
            yield f"{name}: it is not what entry {told[0].number} of the ledger says"
    for name in sorted(said.keys() - known):
        yield f"{name}: the ledger tells of it, the store has none"
