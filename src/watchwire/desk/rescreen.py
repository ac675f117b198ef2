"""When a list changes: stored articles are screened against the parties that are new or renamed, and only those."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from watchwire.desk.directory import directory_of
from watchwire.desk.intake import Desk
from watchwire.desk.merging import merge_alerts
from watchwire.lists import Snapshot
from watchwire.model import UNKNOWN_PUBLISHED, Article, Band, Party
from watchwire.screening import Index
from watchwire.screening.finder import Finder
from watchwire.store import article_of, ledger
from watchwire.store.moments import now
from watchwire.store.schema import articles, screened

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from watchwire.lists import Library

_CHUNK = 200
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rescreened:
    """What came of a change of lists: parties looked for, articles scanned, articles read again, new alerts."""

    parties: int
    articles: int
    read: int
    alerts: int


def rescreen(desk: Desk, progress: Progress | None = None) -> Rescreened | None:
    """Screen all stored articles against what changed since they were last screened; None if nothing did.

    The first time, the lists in use are only noted: every article was read against them.
    """
    library = desk.library
    newest = library.newest() if library else ()
    with desk.store.read() as connection:
        held = _held(connection)
    changed = [snapshot for snapshot in newest if held.get(snapshot.list) != snapshot.sha256]
    if library is None or not changed:
        return None
    first = not held
    parties = [] if first else [p for snapshot in changed for p in _fresh(library, snapshot, held.get(snapshot.list))]
    scanned = read = raised = 0
    if parties:
        finder = Finder(Index.of(parties))
        since = {party.id: _since(party, changed) for party in parties}
        total = _count(desk)
        after = 0
        while numbers := _next(desk, after):
            after = numbers[-1]
            for number in numbers:
                scanned += 1
                count = _again(desk, number, finder, since)
                read += count is not None
                raised += count or 0
            if progress:
                progress(scanned, total)
    merge_alerts(desk)
    make_directory(desk)
    with desk.store.write() as connection:
        for snapshot in changed:
            _note(connection, snapshot)
    return Rescreened(len(parties), scanned, read, raised)


def make_directory(desk: Desk) -> None:
    """Have at hand what looking parties up needs, so that no search has to wait for it."""
    screener = desk.reader.screener(None)
    directory_of(screener.holdings, lambda: screener.index.parties)


def _held(connection: "Connection") -> dict[str, str]:
    import sqlalchemy as sa

    return {row.list: row.sha256 for row in connection.execute(sa.select(screened.c.list, screened.c.sha256))}


def _fresh(library: "Library", snapshot: Snapshot, before: str | None) -> list[Party]:
    """Return the parties of a snapshot that are new, or have a name, kind or status that they had not."""
    old: dict[str, Party] = {}
    if before is not None:
        earlier = next((s for s in library.snapshots(snapshot.list) if s.sha256 == before), None)
        if earlier is not None:
            old = {party.id: party for party in library.parties(earlier)}
    return [
        party
        for party in library.parties(snapshot)
        if (known := old.get(party.id)) is None
        or {name.full for name in party.names} - {name.full for name in known.names}
    ]


def _since(party: Party, changed: list[Snapshot]) -> str:
    listing = party.listing
    if listing.listed_on:
        return f"listed since {listing.listed_on} ({listing.list})"
    version = next((s.version for s in changed if s.list == listing.list), None)
    return f"on {listing.list} since the version of {version}"


def _count(desk: Desk) -> int:
    import sqlalchemy as sa

    with desk.store.read() as connection:
        query = sa.select(sa.func.count()).select_from(articles).where(articles.c.text.is_not(None))
        return int(connection.execute(query).scalar_one())


def _next(desk: Desk, after: int) -> list[int]:
    import sqlalchemy as sa

    query = sa.select(articles.c.id).where(articles.c.id > after, articles.c.text.is_not(None))
    with desk.store.read() as connection:
        return list(connection.execute(query.order_by(articles.c.id).limit(_CHUNK)).scalars())


def _again(desk: Desk, number: int, finder: Finder, since: dict[str, str]) -> int | None:
    """Read an article again if a new name stands in it; return how many alerts are new, None if it was not read."""
    with desk.store.read() as connection:
        article = article_of(connection, number)
    if article is None:
        return None
    found = [m for m in finder.find(article) if m.band is not Band.WEAK and not m.in_furniture]
    if not found:
        return None
    brief = desk.read(_as_it_came(article))
    why = "; ".join(dict.fromkeys(since[match.party.id] for match in found if match.party.id in since))
    with desk.store.write() as connection:
        kept = desk.keep(connection, brief, "a change of lists", why=why)
    return sum(alert.new for alert in kept.alerts)


def _as_it_came(article: Article) -> Article:
    """Return an article without a day that was worked out from its text: it is worked out again."""
    return replace(article, published=UNKNOWN_PUBLISHED) if article.published.basis == "text" else article


def _note(connection: "Connection", snapshot: Snapshot) -> None:
    connection.execute(screened.delete().where(screened.c.list == snapshot.list))
    connection.execute(
        screened.insert().values(list=snapshot.list, sha256=snapshot.sha256, version=snapshot.version, at=now())
    )
    ledger.append(
        connection, "watchwire", "list", snapshot.list,
        {"version": snapshot.version, "sha256": snapshot.sha256, "parties": snapshot.parties},
    )  # fmt: skip
