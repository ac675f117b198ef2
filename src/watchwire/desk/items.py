"""What feeds and folders offered, as the store keeps it: noted, waiting, done, and read again when it may have changed.

An item is `waiting` from the transaction that notes its feed's answer until the one that stores its article. What was
read is asked for again some hours and days later, and when its feed says something else of it: stories change under
their address.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from watchwire.desk.offers import Offer
from watchwire.desk.politeness import back_off
from watchwire.store.moments import due, now
from watchwire.store.schema import items, revisits

if TYPE_CHECKING:
    from sqlalchemy import Connection

FOLDER = "folder "
TRIES = 8
STARTS = 40
"""How often an item is begun at most: one that ends the process each time must not do so for ever."""
AGAIN = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168))
"""When a page is asked for again after it was read: most corrections come on the first day."""
_AT_ONCE = 32
_REVISITED_AT_ONCE = 200
_LONGEST = AGAIN[-1] + timedelta(hours=1)


def note_offers(connection: "Connection", feed: str, offers: Iterable[Offer]) -> tuple[int, int]:
    """Write down what a feed offers; return how many items are new, and of how many it says something else now."""
    import sqlalchemy as sa

    held = {offer.key: offer for offer in distinct(offers)}
    keys = list(held)
    known: dict[str, Any] = {}
    for start in range(0, len(keys), 500):
        query = (
            sa.select(items.c.id, items.c.key, items.c.state, revisits.c.mark)
            .select_from(items.outerjoin(revisits, revisits.c.item == items.c.id))
            .where(items.c.feed == feed, items.c.key.in_(keys[start : start + 500]))
        )
        known.update({row.key: row for row in connection.execute(query)})
    moment = now()
    new = [
        {"feed": feed, "key": key, "url": offer.url, "content": offer.content(), "state": "waiting", "tries": 0,
         "next_at": moment}
        for key, offer in held.items() if key not in known
    ]  # fmt: skip
    if new:
        connection.execute(items.insert(), new)
    changed = 0
    for key, row in known.items():
        mark = _mark(held[key])
        if row.mark is not None and row.mark != mark and row.state != "waiting":
            changed += 1
            wait = {"state": "waiting", "tries": 0, "next_at": moment, "content": held[key].content()}
            connection.execute(items.update().where(items.c.id == row.id).values(**wait))
            connection.execute(revisits.update().where(revisits.c.item == row.id).values(mark=mark))
    return len(new), changed


def distinct(offers: Iterable[Offer]) -> list[Offer]:
    """Return the offers of a feed, those under one key that are not the same under keys of their own.

    A feed may give one identifier to several items; none of them may be lost for it.
    """
    found: dict[str, Offer] = {}
    for offer in offers:
        before = found.get(offer.key)
        if before is None or before == offer:
            found[offer.key] = offer
            continue
        parted = replace(offer, key=hashlib.sha256(f"{offer.key}\0{offer.url}\0{offer.content()}".encode()).hexdigest())
        found[parted.key] = parted
    return list(found.values())


def waiting(connection: "Connection", tried: set[int]) -> list[Any]:
    """Return items that wait and are due, but for those that were tried already; with how often each was read."""
    import sqlalchemy as sa

    query = (
        sa.select(items, sa.func.coalesce(revisits.c.reads, 0).label("reads"))
        .select_from(items.outerjoin(revisits, revisits.c.item == items.c.id))
        .where(items.c.state == "waiting", due(items.c.next_at))
        .order_by(items.c.id)
        .limit(_AT_ONCE + len(tried))
    )
    return [row for row in connection.execute(query) if row.id not in tried][:_AT_ONCE]


def begin(connection: "Connection", row: Any) -> None:
    """Count a try before it is made, so that an item that takes the process down with it is given up in the end."""
    connection.execute(items.update().where(items.c.id == row.id).values(tries=items.c.tries + 1))


def finish(connection: "Connection", row: Any, again: Sequence[timedelta] = AGAIN, note: str | None = None) -> None:
    """Say that an item is done, and when its page is asked for again."""
    connection.execute(
        items.update().where(items.c.id == row.id).values(state="done", content=None, error=note, tries=0)
    )
    if not row.url or row.feed.startswith(FOLDER):
        return
    later = now(again[row.reads]) if row.reads < len(again) else None
    if row.reads:
        changes = {"reads": row.reads + 1, "next_at": later}
        connection.execute(revisits.update().where(revisits.c.item == row.id).values(**changes))
        return
    connection.execute(revisits.delete().where(revisits.c.item == row.id))
    mark = hashlib.sha256((row.content or "").encode()).hexdigest()
    connection.execute(revisits.insert().values(item=row.id, mark=mark, reads=1, next_at=later))


def wait_again(connection: "Connection") -> int:
    """Let the pages wait whose time has come to be asked for again; return how many."""
    import sqlalchemy as sa

    query = sa.select(revisits.c.item).where(due(revisits.c.next_at, _LONGEST)).order_by(revisits.c.next_at)
    come = list(connection.execute(query.limit(_REVISITED_AT_ONCE)).scalars())
    if come:
        connection.execute(
            items.update()
            .where(items.c.id.in_(come), items.c.state == "done")
            .values(state="waiting", tries=0, next_at=now())
        )
        connection.execute(revisits.update().where(revisits.c.item.in_(come)).values(next_at=None))
    return len(come)


def fail(connection: "Connection", row: Any, error: Exception, final: bool = False) -> bool:
    """Note that an item could not be read; return whether it is given up."""
    tries = row.tries + 1
    given_up = final or tries >= TRIES
    connection.execute(
        items.update()
        .where(items.c.id == row.id)
        .values(
            state="failed" if given_up else "waiting",
            tries=tries,
            error=said(error)[:500],
            next_at=now(back_off(tries, error)),
        )
    )
    return given_up


def put_off(connection: "Connection", row: Any, error: Exception) -> None:
    """Let an item wait without a try being counted: its host, not the item, is why it was not read."""
    connection.execute(
        items.update().where(items.c.id == row.id).values(error=said(error)[:500], next_at=now(back_off(1, error)))
    )


def said(error: Exception) -> str:
    """Return an error as a line for a person: one of ours says it all, of another its kind is told too."""
    from watchwire.errors import WatchwireError

    text = " ".join(str(error).split())
    return text if isinstance(error, WatchwireError) else f"{type(error).__name__}: {text}"


def _mark(offer: Offer) -> str:
    return hashlib.sha256(offer.content().encode()).hexdigest()
