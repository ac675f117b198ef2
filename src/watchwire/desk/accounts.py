"""Who may do what: local users with roles, passwords by argon2, API tokens, sessions, and throttled log-ins."""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from watchwire.errors import UsageError
from watchwire.store import ledger
from watchwire.store.moments import now
from watchwire.store.schema import attempts, sessions, tokens, users

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from sqlalchemy import Connection

SESSION = timedelta(hours=12)
_PASSWORD_LEAST = 12
_PASSWORD_MOST = 1024
_NAME_MOST = 64
_FREE_FAILURES = 5
_WAIT_MOST = 15 * 60
LOCAL = "local"
"""The user of single-user mode on this computer."""


class Role(IntEnum):
    """What a user may do; each may do what those below may."""

    READER = 1
    ANALYST = 2
    REVIEWER = 3
    ADMIN = 4


@dataclass(frozen=True, slots=True)
class User:
    """A named user."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Say whether the user may do what a role may."""
        return self.role >= role


def role_of(text: str) -> Role:
    """Return the role that a word names.

    Raises:
        UsageError: there is no such role.

    """
    try:
        return Role[text.upper()]
    except KeyError:
        raise UsageError(f"{text}: not a role; roles are {', '.join(r.name.lower() for r in Role)}") from None


def add_user(connection: "Connection", name: str, role: Role, password: str | None, actor: str) -> None:
    """Add a user, or give one another role or password.

    Raises:
        UsageError: the name or the password is not acceptable.

    """
    import sqlalchemy as sa

    if not name or len(name) > _NAME_MOST or not name.isprintable() or name in {LOCAL, "watchwire"}:
        raise UsageError(f"{name!r}: a name of 1 to {_NAME_MOST} printable characters, not `local` or `watchwire`")
    hashed = _hasher().hash(_acceptable(password)) if password is not None else None
    values = {"role": role.name.lower(), "disabled": False, **({"password": hashed} if hashed else {})}
    known = connection.execute(sa.select(users.c.name).where(users.c.name == name)).first()
    if known:
        connection.execute(users.update().where(users.c.name == name).values(**values))
        connection.execute(sessions.delete().where(sessions.c.user == name))
    else:
        connection.execute(users.insert().values(name=name, made_at=now(), **{"password": hashed, **values}))
    what = "changed" if known else "added"
    ledger.append(
        connection, actor, "account", name, {"what": what, "role": role.name.lower(), "password": bool(hashed)}
    )


def disable_user(connection: "Connection", name: str, actor: str) -> None:
    """Shut a user out: no log-in, no session, no token. The name stays on what it did.

    Raises:
        UsageError: there is no such user.

    """
    result = connection.execute(users.update().where(users.c.name == name).values(disabled=True))
    if not result.rowcount:
        raise UsageError(f"{name}: no such user")
    connection.execute(sessions.delete().where(sessions.c.user == name))
    connection.execute(tokens.delete().where(tokens.c.user == name))
    ledger.append(connection, actor, "account", name, {"what": "disabled"})


def all_users(connection: "Connection") -> list[tuple[str, str, bool]]:
    """Return name, role and whether disabled, by name."""
    import sqlalchemy as sa

    rows = connection.execute(sa.select(users.c.name, users.c.role, users.c.disabled).order_by(users.c.name))
    return [(row.name, row.role, row.disabled) for row in rows]


def has_users(connection: "Connection") -> bool:
    """Say whether accounts are set up: whether anybody could log in."""
    import sqlalchemy as sa

    query = sa.select(users.c.name).where(users.c.disabled.is_(False), users.c.password.is_not(None)).limit(1)
    return connection.execute(query).first() is not None


def log_in(connection: "Connection", name: str, password: str, address: str) -> str | None:
    """Check a password and begin a session: return its secret, or None.

    Failures are counted by user and by address; after five, each further one doubles the wait, up to a quarter of an
    hour, and until then nothing is even checked. The answer takes as long for a name that nobody bears.
    """
    import sqlalchemy as sa
    from argon2.exceptions import Argon2Error, InvalidHashError

    keys = (f"user {name[:_NAME_MOST]}", f"address {address[:64]}")
    if any(_waiting(connection, key) for key in keys):
        return None
    row = connection.execute(sa.select(users).where(users.c.name == name)).first()
    known = row is not None and row.password is not None and not row.disabled
    right = False
    with suppress(Argon2Error, InvalidHashError):
        right = bool(_hasher().verify(row.password if known and row else _nobody(), password[:_PASSWORD_MOST]))
    if not (known and right):
        for key in keys:
            _failed(connection, key)
        return None
    connection.execute(attempts.delete().where(attempts.c.key.in_(keys)))
    connection.execute(sessions.delete().where(sessions.c.expires_at < now()))
    secret = secrets.token_urlsafe(32)
    connection.execute(
        sessions.insert().values(sha256=_digest(secret), user=name, made_at=now(), expires_at=now(SESSION))
    )
    return secret


def log_out(connection: "Connection", secret: str) -> None:
    """End a session."""
    connection.execute(sessions.delete().where(sessions.c.sha256 == _digest(secret)))


def user_of_session(connection: "Connection", secret: str) -> User | None:
    """Return the user of a session that has not ended."""
    return _user_of(connection, sessions, secret)


def make_token(connection: "Connection", name: str, label: str, days: int, actor: str) -> str:
    """Make an API token for a user and return it; only its hash is kept.

    Raises:
        UsageError: there is no such user.

    """
    import sqlalchemy as sa

    if connection.execute(sa.select(users.c.name).where(users.c.name == name)).first() is None:
        raise UsageError(f"{name}: no such user")
    secret = f"ww_{secrets.token_urlsafe(32)}"
    connection.execute(
        tokens.insert().values(
            sha256=_digest(secret), user=name, label=label, made_at=now(), expires_at=now(timedelta(days=days))
        )
    )
    ledger.append(connection, actor, "account", name, {"what": "token", "label": label, "days": days})
    return secret


def user_of_token(connection: "Connection", secret: str) -> User | None:
    """Return the user of a token that has not expired."""
    return _user_of(connection, tokens, secret)


def _user_of(connection: "Connection", table: "object", secret: str) -> User | None:
    import sqlalchemy as sa

    held = tokens if table is tokens else sessions
    row = connection.execute(
        sa.select(users.c.name, users.c.role)
        .join(held, held.c.user == users.c.name)
        .where(held.c.sha256 == _digest(secret), held.c.expires_at > now(), users.c.disabled.is_(False))
    ).first()
    return User(row.name, role_of(row.role)) if row else None


def _acceptable(password: str) -> str:
    if not _PASSWORD_LEAST <= len(password) <= _PASSWORD_MOST:
        raise UsageError(f"a password has at least {_PASSWORD_LEAST} characters")
    return password


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


def _nobody() -> str:
    """Return a hash that no password has, for names that nobody bears."""
    global _NOBODY  # noqa: PLW0603
    if _NOBODY is None:
        _NOBODY = str(_hasher().hash(secrets.token_urlsafe(32)))
    return _NOBODY


_NOBODY: str | None = None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _waiting(connection: "Connection", key: str) -> bool:
    import sqlalchemy as sa

    until = connection.execute(sa.select(attempts.c.until).where(attempts.c.key == key)).scalar()
    return until is not None and until > now()


def _failed(connection: "Connection", key: str) -> None:
    import sqlalchemy as sa

    held = connection.execute(sa.select(attempts.c.failures).where(attempts.c.key == key)).scalar()
    failures = (held or 0) + 1
    wait = min(2 ** max(0, failures - _FREE_FAILURES), _WAIT_MOST) if failures > _FREE_FAILURES else 0
    values = {"failures": failures, "until": now(timedelta(seconds=wait))}
    if held is None:
        connection.execute(attempts.insert().values(key=key, **values))
    else:
        connection.execute(attempts.update().where(attempts.c.key == key).values(**values))
