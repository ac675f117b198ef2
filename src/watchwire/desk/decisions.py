"""Deciding on alerts: which state follows which, who may, and what must be said.

    new ──> in review ──> recommended true match ──> confirmed (by a second person)
     └────────┴──────────────> false positive, undetermined ──> reopened ──> as new
    confirmed ──> overturn recommended ──> reopened (by a second person), or confirmed again

Nothing is decided without a comment. Confirming needs a reviewer other than the one who recommended it; so does
undoing what two people confirmed. Who decides says which change of the alert they saw last: where somebody else changed
it since, nothing is decided, and they are told what happened. Every change is by a named user, kept as a decision, and
written into the ledger in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from watchwire.desk.accounts import Role, User
from watchwire.errors import DecisionConflict, DecisionRefused
from watchwire.names.tokens import words
from watchwire.store import ledger
from watchwire.store.keeping import inserted
from watchwire.store.moments import now
from watchwire.store.schema import alerts, decisions, good_guys

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

_COMMENT_LEAST = 3
_COMMENT_MOST = 10_000


class State(StrEnum):
    """The states of an alert."""

    NEW = "new"
    REVIEW = "in review"
    RECOMMENDED = "recommended true match"
    CONFIRMED = "confirmed"
    FALSE = "false positive"
    UNDETERMINED = "undetermined"
    REOPENED = "reopened"
    OVERTURN = "overturn recommended"


OPEN = (State.NEW, State.REOPENED, State.REVIEW, State.RECOMMENDED, State.OVERTURN)
"""States in which somebody still has to do something."""
_FOLLOWS: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.REVIEW, State.RECOMMENDED, State.FALSE, State.UNDETERMINED}),
    State.REOPENED: frozenset({State.REVIEW, State.RECOMMENDED, State.FALSE, State.UNDETERMINED}),
    State.REVIEW: frozenset({State.RECOMMENDED, State.FALSE, State.UNDETERMINED}),
    State.RECOMMENDED: frozenset({State.CONFIRMED, State.FALSE, State.UNDETERMINED, State.REVIEW}),
    State.CONFIRMED: frozenset({State.OVERTURN}),
    State.OVERTURN: frozenset({State.REOPENED, State.CONFIRMED}),
    State.FALSE: frozenset({State.REOPENED}),
    State.UNDETERMINED: frozenset({State.REOPENED}),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on an alert."""

    at: str
    user: str
    before: State
    after: State
    comment: str


_ASKS = frozenset({State.RECOMMENDED, State.OVERTURN})
"""States in which one person has said what a second one must agree to."""


def decide(connection: "Connection", alert: int, after: State, comment: str, user: User, seen: int) -> None:
    """Change an alert's state.

    Args:
        connection: of `Store.write`.
        alert: its number.
        after: the state that it comes to.
        comment: why.
        user: who decides.
        seen: the alert's `version` that they looked at.

    Raises:
        DecisionConflict: somebody changed it since.
        DecisionRefused: no such alert, the state does not follow, the role or the comment is missing, or who
            recommended something would also agree to it.

    """
    decide_all(connection, {alert: seen}, after, comment, user)


def decide_all(connection: "Connection", seen: Mapping[int, int], after: State, comment: str, user: User) -> None:
    """Change the state of several alerts, of all or of none; `seen` maps each to the `version` that was looked at.

    Raises:
        DecisionConflict: somebody changed some of them since.
        DecisionRefused: as for `decide`, for one of them.

    """
    rows = {number: _row(connection, number) for number in seen}
    changed = {
        number: _since(connection, number, seen[number]) for number, row in rows.items() if row.version != seen[number]
    }
    if changed:
        raise DecisionConflict(changed)
    for row in rows.values():
        _check(row, State(row.state), after, comment.strip(), user)
        _change(connection, row, after, comment.strip(), user)


def _row(connection: "Connection", alert: int) -> Any:
    import sqlalchemy as sa

    row = connection.execute(sa.select(alerts).where(alerts.c.id == alert)).first()
    if row is None:
        raise DecisionRefused(f"alert {alert}: there is none")
    if row.merged_into is not None:
        raise DecisionRefused(f"alert {alert}: it is part of alert {row.merged_into} now; decide on that one")
    return row


def _since(connection: "Connection", alert: int, seen: int) -> list[str]:
    later = history(connection, alert)[max(0, seen) :]
    return [f"{item.user} set it to `{item.after}` at {item.at} ({item.comment[:200]})" for item in later] or [
        "it is not as it was"
    ]


def _change(connection: "Connection", row: Any, after: State, comment: str, user: User) -> None:
    before = State(row.state)
    asked_by = user.name if after in _ASKS else (row.recommended_by if after is State.CONFIRMED else None)
    connection.execute(
        alerts.update()
        .where(alerts.c.id == row.id)
        .values(state=after.value, recommended_by=asked_by, changed_at=now(), version=row.version + 1)
    )
    connection.execute(
        decisions.insert().values(
            alert=row.id, user=user.name, before=before.value, after=after.value, comment=comment, at=now()
        )
    )
    ledger.append(
        connection, user.name, "decision", f"alert {row.id}",
        {"before": before.value, "after": after.value, "comment": comment, "party": row.party, "subject": row.subject,
         "version": row.version + 1},
    )  # fmt: skip


def _check(row: Any, before: State, after: State, comment: str, user: User) -> None:
    where = f"alert {row.id}"
    if not user.may(Role.ANALYST):
        raise DecisionRefused(f"{where}: a reader decides nothing; ask an administrator for the role of analyst")
    if after not in _FOLLOWS[before]:
        allowed = ", ".join(sorted(state.value for state in _FOLLOWS[before]))
        raise DecisionRefused(f"{where}: after `{before}` comes {allowed}, not `{after}`")
    if len(comment) < _COMMENT_LEAST:
        raise DecisionRefused(f"{where}: say why, in a comment")
    if len(comment) > _COMMENT_MOST:
        raise DecisionRefused(f"{where}: the comment is longer than {_COMMENT_MOST} characters")
    if after is State.CONFIRMED or before is State.OVERTURN:
        what = "confirming" if after is State.CONFIRMED else "undoing what was confirmed"
        if not user.may(Role.REVIEWER):
            raise DecisionRefused(f"{where}: {what} needs a reviewer")
        if user.name == row.recommended_by:
            raise DecisionRefused(f"{where}: {what} needs a second person; {user.name} recommended it")


def reopened_by_lists(connection: "Connection", alert: int, parties: list[str]) -> bool:
    """Open an alert again that was decided on fewer entries than there are now; say whether it was.

    What two people confirmed stays so: it is told of the further entry, and nobody has to confirm it anew.
    """
    row = _row(connection, alert)
    if State(row.state) not in {State.FALSE, State.UNDETERMINED}:
        return False
    comment = f"further entries of the same subject matched: {', '.join(parties)}"
    _change(connection, row, State.REOPENED, comment, User("watchwire", Role.READER))
    return True


def history(connection: "Connection", alert: int) -> list[Decision]:
    """Return what was decided on an alert, oldest first."""
    rows = connection.execute(_history(), {"alert": alert})
    return [Decision(r.at, r.user, State(r.before), State(r.after), r.comment) for r in rows]


@cache
def _history() -> "Select[Any]":
    import sqlalchemy as sa

    return sa.select(decisions).where(decisions.c.alert == sa.bindparam("alert")).order_by(decisions.c.id)


def subject_key(name: str) -> str:
    """Return a subject's name as good-guy entries are keyed: its words, in order of the alphabet."""
    return " ".join(sorted(words(name)))


def add_good_guy(
    connection: "Connection", subject: str, party: str, entry: str, reason: str, expires: date, user: User
) -> int:
    """Note that a subject is not a listed party; alerts on the two are held back, visibly, until it expires or lapses.

    Args:
        connection: of `Store.write`.
        subject: the name as texts have it.
        party: the id of the listed party.
        entry: the hash of the party's entry as it stands (`store.keeping.entry_hash`).
        reason: why it is not.
        expires: the last day on which it holds.
        user: who says so.

    Raises:
        DecisionRefused: the role, the reason or the day is not as it must be.

    """
    if not user.may(Role.REVIEWER):
        raise DecisionRefused("a good-guy entry needs a reviewer")
    if len(reason.strip()) < _COMMENT_LEAST:
        raise DecisionRefused("say why, in a reason")
    if expires < date.today():
        raise DecisionRefused(f"{expires}: the entry would have expired already")
    result = connection.execute(
        good_guys.insert().values(
            subject=subject, subject_key=subject_key(subject), party=party, entry=entry, reason=reason.strip(),
            user=user.name, expires=expires, held=0, made_at=now(),
        )
    )  # fmt: skip
    number = inserted(result)
    ledger.append(
        connection, user.name, "good-guy", f"good guy {number}",
        {"what": "added", "subject": subject, "party": party, "reason": reason, "expires": expires.isoformat()},
    )  # fmt: skip
    return number


def holding(connection: "Connection", subject: str, party: str, entry: str) -> int | None:
    """Return the good-guy entry that holds for a subject and a party, after lapsing those that no longer do."""
    import sqlalchemy as sa

    rows = connection.execute(
        sa.select(good_guys).where(
            good_guys.c.subject_key == subject_key(subject),
            good_guys.c.party == party,
            good_guys.c.lapsed.is_(None),
        )
    ).all()
    today = date.today()
    for row in rows:
        why = None
        if row.expires < today:
            why = f"expired on {row.expires}"
        elif row.entry != entry:
            why = "the list's entry has changed"
        if why is None:
            connection.execute(good_guys.update().where(good_guys.c.id == row.id).values(held=row.held + 1))
            return int(row.id)
        lapse(connection, row.id, why, "watchwire")
    return None


def lapse(connection: "Connection", number: int, why: str, actor: str) -> None:
    """End a good-guy entry."""
    connection.execute(good_guys.update().where(good_guys.c.id == number).values(lapsed=why))
    ledger.append(connection, actor, "good-guy", f"good guy {number}", {"what": "lapsed", "why": why})


def must_analyse(user: User) -> None:
    """See that a user may change the desk.

    Raises:
        DecisionRefused: it is a reader.

    """
    if not user.may(Role.ANALYST):
        raise DecisionRefused("a reader keeps nothing; ask an administrator for the role of analyst")


def follows(state: State) -> frozenset[State]:
    """Return the states that may follow one."""
    return _FOLLOWS[state]
