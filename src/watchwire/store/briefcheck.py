"""Holding the stored briefs against the ledger: what was changed behind its back shows.

The entry of each reading carries a hash of the brief that was kept; the rows by which possible matches are searched
must be those that it holds.
"""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import orjson

from watchwire.store import ledger
from watchwire.store.schema import articles, briefs, matches

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CHUNK = 200
KEY, HASH = "brief", "brief_sha256"
"""Names in the detail of an entry of a reading."""


def brief_hash(record: str, whole: bytes | None) -> str:
    """Return the hash of a brief as it is kept: its record, and its whole value."""
    digest = hashlib.sha256(record.encode("utf-8", "surrogatepass"))
    digest.update(b"\0")
    digest.update(whole or b"")
    return digest.hexdigest()


def stored_hash(connection: "Connection", brief: int) -> str:
    """Return the hash of a brief that is stored."""
    import sqlalchemy as sa

    row = connection.execute(sa.select(briefs.c.record, briefs.c.whole).where(briefs.c.id == brief)).one()
    return brief_hash(row.record, row.whole)


def check_briefs(connection: "Connection") -> Iterator[str]:
    """Yield where stored briefs are not what the ledger says; none if all agree."""
    import sqlalchemy as sa

    told: dict[int, tuple[int, str]] = {}
    silent = False
    for entry in ledger.entries(connection, "read"):
        if entry.detail is None:
            silent = True  # what it said was forgotten: nothing is held against the briefs without an entry
        elif isinstance(entry.detail.get(KEY), int):
            told[entry.detail[KEY]] = entry.number, str(entry.detail.get(HASH))
    first = min(told, default=0)
    query = sa.select(briefs.c.id, briefs.c.record, briefs.c.whole).order_by(briefs.c.id)
    known = set()
    for row in connection.execution_options(yield_per=_CHUNK).execute(query):
        known.add(row.id)
        said = told.get(row.id)
        if said is None:
            if row.id > first and told and not silent:
                yield f"brief {row.id}: the ledger does not tell of it"
        elif brief_hash(row.record, row.whole) != said[1]:
            yield f"brief {row.id}: it is not the one that entry {said[0]} of the ledger tells of"
    gone = _forgotten(connection)
    for number, (entry_number, _) in told.items():
        if number not in known and entry_number not in gone:
            yield f"brief {number}: entry {entry_number} of the ledger tells of it, the store has none"
    yield from _check_matches(connection)


def _forgotten(connection: "Connection") -> set[int]:
    """Return the entries of readings of articles that were forgotten."""
    import sqlalchemy as sa

    query = sa.select(articles.c.id).where(articles.c.text.is_(None))
    subjects = {f"article {number}" for number in connection.execute(query).scalars()}
    return {entry.number for entry in ledger.entries(connection, "read") if entry.subject in subjects}


def _check_matches(connection: "Connection") -> Iterator[str]:
    """Hold the rows of possible matches against the briefs that they were taken from."""
    import sqlalchemy as sa

    after = 0
    while rows := connection.execute(
        sa.select(briefs.c.id, briefs.c.record).where(briefs.c.id > after).order_by(briefs.c.id).limit(_CHUNK)
    ).all():
        after = rows[-1].id
        held: dict[int, list[tuple[Any, ...]]] = {row.id: [] for row in rows}
        query = sa.select(matches.c.brief, matches.c.party, matches.c.name, matches.c.band)
        for match in connection.execute(query.where(matches.c.brief.in_(list(held)))):
            held[match.brief].append((match.party, match.name, match.band))
        for row in rows:
            if sorted(held[row.id]) != sorted(_said(row.record)):
                yield f"brief {row.id}: its possible matches are not those that its record holds"


def _said(record: str) -> list[tuple[Any, ...]]:
    try:
        found = orjson.loads(record)["entities"]
        return [(m["party"], m["name"], m["band"]) for entity in found for m in entity["matches"]]
    except (ValueError, KeyError, TypeError):
        return []
