"""What all processes over one store share."""

from typing import TYPE_CHECKING

from watchwire.store.schema import secrets

if TYPE_CHECKING:
    from sqlalchemy import Connection


def shared_secret(connection: "Connection", name: str, fresh: str) -> str:
    """Return the secret of a name, which is `fresh` where there was none: the first process makes it for all.

    Args:
        connection: of `Store.write`, which lets one writer in at a time.
        name: which secret.
        fresh: what it becomes if there is none.

    """
    import sqlalchemy as sa

    held = connection.execute(sa.select(secrets.c.value).where(secrets.c.name == name)).scalar()
    if held is None:
        connection.execute(secrets.insert().values(name=name, value=fresh))
        return fresh
    return str(held)
