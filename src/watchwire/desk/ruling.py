"""The alert rules that are kept in the store: changed by pages, on record, in force at once for every process."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from watchwire.desk.accounts import Role, User
from watchwire.desk.rules import Rule, read_content, rule_record
from watchwire.errors import DecisionRefused, UsageError
from watchwire.store import ledger, whole_brief_of
from watchwire.store.keeping import inserted
from watchwire.store.moments import now
from watchwire.store.schema import articles, rules

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MOST = 100
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class KeptRules:
    """Rules as they were saved last: their number (0 where none were), by whom and when."""

    id: int
    rules: tuple[Rule, ...]
    user: str | None = None
    at: str | None = None


def kept_rules(connection: "Connection") -> KeptRules:
    """Return the rules in force; where none were saved, the one that lets every alert through."""
    import sqlalchemy as sa

    row = connection.execute(sa.select(rules).order_by(rules.c.id.desc()).limit(1)).first()
    if row is None:
        return KeptRules(0, (Rule(),))
    return KeptRules(row.id, read_content(yaml.safe_load(row.content), "the rules in the store"), row.user, row.at)


def save_rules(connection: "Connection", content: Sequence[dict[str, Any]], seen: int, user: User) -> int:
    """Keep rules, from now on in force; return their number.

    Args:
        connection: of `Store.write`.
        content: the rules as a file of rules has them, in order.
        seen: the number of those that the user looked at.
        user: who changes them.

    Raises:
        DataFileError: one is not as it should be; it is named.
        DecisionRefused: the user is no admin, or somebody else changed the rules meanwhile.
        UsageError: there are too many, or one writes a file of the server's.

    """
    if not user.may(Role.ADMIN):
        raise DecisionRefused("changing the rules needs an admin")
    held = kept_rules(connection)
    if held.id != seen:
        raise DecisionRefused(f"{held.user} changed the rules at {held.at}, while you were looking; nothing was saved")
    found = checked_rules(content)
    text = yaml.safe_dump([rule_record(rule) for rule in found], sort_keys=False, allow_unicode=True)
    number = inserted(connection.execute(rules.insert().values(user=user.name, content=text, at=now())))
    ledger.append(connection, user.name, "rules", "alert rules", {"rules": text, "before": held.id})
    return number


def checked_rules(content: Sequence[dict[str, Any]]) -> tuple[Rule, ...]:
    """Return rules that a page gives.

    Raises:
        DataFileError: one is not as it should be.
        UsageError: there are too many, or one writes a file: who works in a browser names no file of the server.

    """
    if len(content) > _MOST:
        raise UsageError(f"more than {_MOST} rules")
    found = read_content(list(content), "rules")
    for rule in found:
        for channel in rule.channels:
            if channel.startswith("jsonl:"):
                raise UsageError(
                    f"{rule.name}: {channel}: a file on the server is named by its own file of rules, not by a page"
                )
    return found


@dataclass(frozen=True, slots=True)
class Tried:
    """What rules would do: how many of the matches in how many articles each lets through, and some of them."""

    articles: int
    counts: tuple[int, ...]
    examples: tuple[tuple[dict[str, Any], ...], ...]
    none: int
    """How many strong or possible matches no rule lets through."""


def try_rules(connection: "Connection", which: Sequence[Rule], most: int = 100) -> Tried:
    """Return what rules would let through of what stands in the articles that were stored last."""
    import sqlalchemy as sa

    query = sa.select(articles.c.id).where(articles.c.text.is_not(None)).order_by(articles.c.id.desc()).limit(most)
    numbers = connection.execute(query).scalars().all()
    counts = [0] * len(which)
    examples: list[list[dict[str, Any]]] = [[] for _ in which]
    none = 0
    for number in numbers:
        brief = whole_brief_of(connection, number)
        if brief is None:
            continue
        for entity in brief.entities:
            for match in entity.matches:
                place = next((k for k, rule in enumerate(which) if rule.fits(match, brief)), None)
                if place is None:
                    none += Rule().fits(match, brief)
                    continue
                counts[place] += 1
                if len(examples[place]) < _EXAMPLES:
                    told = {"article": number, "subject": entity.name, "caption": match.party.caption}
                    examples[place].append(told)
    return Tried(len(numbers), tuple(counts), tuple(tuple(held) for held in examples), none)
