"""Which feeds are followed."""

from typing import TYPE_CHECKING

from watchwire.desk.accounts import User
from watchwire.errors import UsageError
from watchwire.store import ledger
from watchwire.store.moments import now
from watchwire.store.schema import feeds

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LONGEST = 2000


def follow(connection: "Connection", url: str, user: User) -> None:
    """Follow a feed from now on; whoever watches takes it up in the next round.

    Raises:
        UsageError: it is no http or https address.

    """
    import sqlalchemy as sa

    if not url.startswith(("http://", "https://")) or not url.isprintable() or len(url) > _LONGEST:
        raise UsageError(f"{url[:80]}: a feed has an http or https address")
    if connection.execute(sa.select(feeds.c.url).where(feeds.c.url == url)).first() is None:
        connection.execute(feeds.insert().values(url=url, failures=0, next_at=now()))
        ledger.append(connection, user.name, "feed", url, {"what": "followed"})


def leave(connection: "Connection", url: str, user: User) -> None:
    """Follow a feed no longer; what it brought stays.

    Raises:
        UsageError: it is not followed.

    """
    if not connection.execute(feeds.delete().where(feeds.c.url == url)).rowcount:
        raise UsageError(f"{url[:80]}: not followed")
    ledger.append(connection, user.name, "feed", url, {"what": "left"})
