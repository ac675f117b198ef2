"""Who may do what: local users with roles, passwords by argon2, API tokens, sessions, and throttled log-ins."""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from watchwire.errors import UsageError
from watchwire.store import ledger
from watchwire.store.moments import now
from watchwire.store.schema import attempts, sessions, tokens, users

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from sqlalchemy import Connection, Select

SESSION = timedelta(hours=12)
_PASSWORD_LEAST = 12
_PASSWORD_MOST = 1024
_NAME_MOST = 64
_ID = 12
_FREE = {"user at address": 5, "user": 20, "address": 100}
"""How many failures in a row cost no wait: of one user from one address, of one user from all addresses, and of one
address with all names. An office behind one address is not shut out by one colleague's five typing errors, and still
nobody tries many passwords, or many names."""
_WAIT_MOST = 15 * 60
_FORGOTTEN_AFTER = timedelta(hours=24)
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
    """Add a user, or give one another role or password. Sessions then end, and with a new password tokens too.

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
        if hashed:
            connection.execute(tokens.delete().where(tokens.c.user == name))
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
    """Say whether accounts are set up. They stay so when all are disabled: that must not open the desk to everybody."""
    return connection.execute(_any_user()).first() is not None


@cache
def _any_user() -> "Select[tuple[str]]":
    """Return the query that each request asks first: to build one takes longer than to ask it."""
    import sqlalchemy as sa

    return sa.select(users.c.name).where(users.c.password.is_not(None)).limit(1)


def log_in(connection: "Connection", name: str, password: str, address: str) -> str | None:
    """Check a password and begin a session: return its secret, or None. Both go on record.

    Failures are counted by user and address, by user, and by address; after a few, each further one doubles the wait,
    up to a quarter of an hour, and until then nothing is even checked. The answer takes as long for a name that nobody
    bears.
    """
    name = "".join(c if c.isprintable() else "\ufffd" for c in name[:_NAME_MOST])
    address = address[:64]
    what = _checked(connection, name, password, address)
    if what != "in":
        _tell(connection, name, address, what)
        return None
    connection.execute(attempts.delete().where(attempts.c.until < now(-_FORGOTTEN_AFTER)))
    connection.execute(sessions.delete().where(sessions.c.expires_at < now()))
    secret = secrets.token_urlsafe(32)
    connection.execute(
        sessions.insert().values(sha256=_digest(secret), user=name, made_at=now(), expires_at=now(SESSION))
    )
    _tell(connection, name, address, "in")
    return secret


def _checked(connection: "Connection", name: str, password: str, address: str) -> str:
    """Check a password; return `in`, `failed`, or that nothing was checked. What fails is counted."""
    import sqlalchemy as sa
    from argon2.exceptions import Argon2Error, InvalidHashError

    keys = _keys(name, address)
    if any(_waiting(connection, key) for key in keys):
        return "refused: too many failures"
    row = connection.execute(sa.select(users).where(users.c.name == name)).first()
    known = row is not None and row.password is not None and not row.disabled
    right = False
    with suppress(Argon2Error, InvalidHashError):
        right = bool(_hasher().verify(row.password if known and row else _nobody(), password[:_PASSWORD_MOST]))
    if not (known and right):
        for key, free in keys.items():
            _failed(connection, key, free)
        return "failed"
    connection.execute(attempts.delete().where(attempts.c.key.in_([key for key in keys if not key.startswith("addr")])))
    return "in"


def change_password(connection: "Connection", user: User, old: str, new: str, address: str) -> bool:
    """Give a user another password, who knows the one there is; all their sessions and tokens then end.

    Returns:
        Whether it was changed; False where the old one is not right, which counts and is told like a failed log-in.

    Raises:
        UsageError: the new one is not acceptable.

    """
    import sqlalchemy as sa

    _acceptable(new)
    what = _checked(connection, user.name, old, address[:64])
    if what != "in":
        _tell(connection, user.name, address[:64], what)
        return False
    role = connection.execute(sa.select(users.c.role).where(users.c.name == user.name)).scalar_one()
    add_user(connection, user.name, role_of(role), new, user.name)
    return True


def _keys(name: str, address: str) -> dict[str, int]:
    return {
        f"user {name} at {address}": _FREE["user at address"],
        f"user {name}": _FREE["user"],
        f"address {address}": _FREE["address"],
    }


def _tell(connection: "Connection", name: str, address: str, what: str) -> None:
    """Put a log-in on record. Refusals within one wait are one entry, so that nobody fills the record by trying."""
    held = next(iter(reversed(ledger.latest(connection, "log-in", 1))), None)
    detail = {"what": what, "address": address}
    if what.startswith("refused") and held is not None and held.subject == name and held.detail == detail:
        return
    ledger.append(connection, name or "nobody", "log-in", name, detail)


def log_out(connection: "Connection", secret: str) -> None:
    """End a session; it goes on record."""
    import sqlalchemy as sa

    name = connection.execute(sa.select(sessions.c.user).where(sessions.c.sha256 == _digest(secret))).scalar()
    connection.execute(sessions.delete().where(sessions.c.sha256 == _digest(secret)))
    if name is not None:
        ledger.append(connection, name, "log-out", name, {})


def user_of_session(connection: "Connection", secret: str) -> User | None:
    """Return the user of a session that has not ended."""
    return _user_of(connection, "session", secret)


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it may be shown: `id` is the beginning of its hash; nobody can work with it."""

    id: str
    user: str
    label: str
    role: str
    made_at: str
    expires_at: str


def make_token(connection: "Connection", name: str, label: str, days: int, actor: str, role: Role | None = None) -> str:
    """Make an API token for a user and return it; only its hash is kept.

    Args:
        connection: of `Store.write`.
        name: the user.
        label: what it is for.
        days: how long it holds.
        actor: who makes it.
        role: the most that it may do; None for what its user may, now and later.

    Raises:
        UsageError: there is no such user, or the role is more than theirs.

    """
    import sqlalchemy as sa

    held = connection.execute(sa.select(users.c.role, users.c.disabled).where(users.c.name == name)).first()
    if held is None or held.disabled:
        raise UsageError(f"{name}: no such user")
    if role is not None and role > role_of(held.role):
        raise UsageError(f"{name} is {held.role}; a token cannot do more than its user")
    secret = f"ww_{secrets.token_urlsafe(32)}"
    bound = role.name.lower() if role is not None else None
    connection.execute(
        tokens.insert().values(
            sha256=_digest(secret), user=name, label=label, role=bound, made_at=now(),
            expires_at=now(timedelta(days=days)),
        )
    )  # fmt: skip
    detail = {"what": "token", "token": _digest(secret)[:_ID], "label": label, "days": days, "role": bound}
    ledger.append(connection, actor, "account", name, detail)
    return secret


def all_tokens(connection: "Connection", name: str | None = None) -> list[Token]:
    """Return the tokens that have not expired, of one user or of all."""
    import sqlalchemy as sa

    query = sa.select(tokens, users.c.role.label("theirs")).join(users, users.c.name == tokens.c.user)
    query = query.where(tokens.c.expires_at > now(), users.c.disabled.is_(False)).order_by(
        tokens.c.user, tokens.c.made_at
    )
    if name is not None:
        query = query.where(tokens.c.user == name)
    return [
        Token(row.sha256[:_ID], row.user, row.label, row.role or row.theirs, row.made_at, row.expires_at)
        for row in connection.execute(query)
    ]


def revoke_token(connection: "Connection", token: str, actor: str, name: str | None = None) -> None:
    """End one token, by its id; of one user only, where that is given.

    Raises:
        UsageError: there is no such token.

    """
    found = [held for held in all_tokens(connection, name) if held.id == token]
    if not found:
        raise UsageError(f"{token}: there is no such token")
    connection.execute(tokens.delete().where(tokens.c.sha256.startswith(token, autoescape=True)))
    ledger.append(
        connection, actor, "account", found[0].user, {"what": "token revoked", "token": token, "label": found[0].label}
    )


def user_of_token(connection: "Connection", secret: str) -> User | None:
    """Return the user of a token that has not expired; its role is bounded by the token's."""
    return _user_of(connection, "token", secret)


def _user_of(connection: "Connection", what: Literal["session", "token"], secret: str) -> User | None:
    row = connection.execute(_whose(what), {"digest": _digest(secret), "now": now()}).first()
    if row is None:
        return None
    role = role_of(row.role)
    return User(row.name, min(role, role_of(row.bound)) if row.bound else role)


@cache
def _whose(what: Literal["session", "token"]) -> "Select[Any]":
    """Return what asks whose session or token it is, and by which role a token is bounded."""
    import sqlalchemy as sa

    held = tokens if what == "token" else sessions
    bound = tokens.c.role if what == "token" else sa.null()
    return (
        sa.select(users.c.name, users.c.role, bound.label("bound"))
        .join(held, held.c.user == users.c.name)
        .where(
            held.c.sha256 == sa.bindparam("digest"),
            held.c.expires_at > sa.bindparam("now"),
            users.c.disabled.is_(False),
        )
    )


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


def _failed(connection: "Connection", key: str, free: int) -> None:
    import sqlalchemy as sa

    held = connection.execute(sa.select(attempts.c.failures).where(attempts.c.key == key)).scalar()
    failures = (held or 0) + 1
    wait = min(2 ** min(failures - free, 16), _WAIT_MOST) if failures > free else 0
    values = {"failures": failures, "until": now(timedelta(seconds=wait))}
    if held is None:
        connection.execute(attempts.insert().values(key=key, **values))
    else:
        connection.execute(attempts.update().where(attempts.c.key == key).values(**values))
