"""Raising alerts: one a story and party, with the rule that let it through, held back visibly by good-guy entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from watchwire.brief import match_facts
from watchwire.desk.decisions import State, holding
from watchwire.desk.rules import Rule
from watchwire.lists.records import to_record
from watchwire.model import Brief, Entity, Match
from watchwire.store import ledger
from watchwire.store.keeping import entry_hash, inserted
from watchwire.store.moments import now
from watchwire.store.schema import alert_articles, alerts, articles, matches, outbox

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as it was raised; `new` is False where the story had it already."""

    id: int
    party: str
    caption: str
    subject: str
    rule: str
    new: bool
    held: bool


def raise_alerts(
    connection: "Connection", article: int, brief_id: int, story: int, brief: Brief, rules: Sequence[Rule], why: str
) -> list[Alert]:
    """Raise what an article gives rise to, and put the messages into the outbox in the same transaction.

    Args:
        connection: of `Store.write`.
        article: the article's number.
        brief_id: its brief's.
        story: its story's.
        brief: what was found.
        rules: in order; the first that fits a match is its rule.
        why: what is said of the alert: "named in …", "listed since …".

    """
    found = _worth(brief, rules)
    return [_raise(connection, article, brief_id, story, *item, why) for item in found]


def _worth(brief: Brief, rules: Sequence[Rule]) -> Iterator[tuple[Entity, Match, Rule]]:
    """Yield the best match a party that a rule lets through."""
    best: dict[str, tuple[Entity, Match, Rule]] = {}
    for entity in brief.entities:
        for match in entity.matches:
            rule = next((rule for rule in rules if rule.fits(match, brief)), None)
            if rule is None:
                continue
            held = best.get(match.party.id)
            if held is None or match.score > held[1].score:
                best[match.party.id] = (entity, match, rule)
    yield from best.values()


def _raise(
    connection: "Connection",
    article: int,
    brief_id: int,
    story: int,
    entity: Entity,
    match: Match,
    rule: Rule,
    why: str,
) -> Alert:
    import sqlalchemy as sa

    party = match.party
    row = connection.execute(
        sa.select(alerts.c.id, alerts.c.score, alerts.c.held_by).where(
            alerts.c.story == story, alerts.c.party == party.id
        )
    ).first()
    if row is None:
        held = holding(connection, entity.name, party.id, entry_hash(to_record(party)))
        result = connection.execute(
            alerts.insert().values(
                story=story, party=party.id, caption=party.caption, subject=entity.name, list=party.listing.list,
                reference=party.listing.reference, programme=party.listing.programme, rule=rule.name, why=why,
                score=match.score, band=match.band.value, state=State.NEW.value, held_by=held, raised_at=now(),
                changed_at=now(),
            )
        )  # fmt: skip
        number, is_held = inserted(result), held is not None
        _record(connection, number, article, entity, match, rule, why, held)
        if not is_held:
            _send(connection, number, article, entity, match, rule, why)
    else:
        number, is_held = row.id, row.held_by is not None
        if match.score > row.score:
            connection.execute(
                alerts.update().where(alerts.c.id == number).values(score=match.score, band=match.band.value)
            )
            _record(connection, number, article, entity, match, rule, f"a stronger match, {why}", row.held_by)
    _link(connection, number, article, brief_id, entity, match)
    return Alert(number, party.id, party.caption, entity.name, rule.name, row is None, is_held)


def _link(connection: "Connection", alert: int, article: int, brief_id: int, entity: Entity, found: Match) -> None:
    """Note which words of an article the alert rests on: those of the very match that raised it."""
    import sqlalchemy as sa

    match = connection.execute(
        sa.select(matches.c.id)
        .where(
            matches.c.brief == brief_id, matches.c.entity == entity.id, matches.c.place == entity.matches.index(found)
        )
        .order_by(matches.c.id)
        .limit(1)
    ).scalar_one()
    key = (alert_articles.c.alert == alert) & (alert_articles.c.article == article)
    if connection.execute(sa.select(alert_articles.c.alert).where(key)).first():
        connection.execute(alert_articles.update().where(key).values(match=match))
    else:
        connection.execute(alert_articles.insert().values(alert=alert, article=article, match=match))


def _record(
    connection: "Connection",
    number: int,
    article: int,
    entity: Entity,
    match: Match,
    rule: Rule,
    why: str,
    held: int | None,
) -> None:
    detail: dict[str, Any] = {
        "article": article,
        "subject": entity.name,
        **match_facts(match, "party", "name", "score", "band", "start", "end", "reasons"),
        "rule": rule.name,
        "why": why,
    }
    if held is not None:
        detail["held_by"] = held
    ledger.append(connection, "watchwire", "alert", f"alert {number}", detail)


def _send(
    connection: "Connection", number: int, article: int, entity: Entity, match: Match, rule: Rule, why: str
) -> None:
    import sqlalchemy as sa

    row = connection.execute(
        sa.select(articles.c.url, articles.c.title, articles.c.published).where(articles.c.id == article)
    ).one()
    listing = match.party.listing
    content = {
        "alert": number,
        "at": now(),
        "subject": entity.name,
        "possible_match": match.party.caption,
        "party": match.party.id,
        "list": listing.list,
        "reference": listing.reference,
        "programme": listing.programme,
        "listed_on": listing.listed_on.isoformat() if listing.listed_on else None,
        **match_facts(match, "score", "band"),
        "status": match.status.status.value if match.status else "unknown",
        "rule": rule.name,
        "why": why,
        "article": {"id": article, "url": row.url, "title": row.title, "published": row.published},
        "note": "a possible match; a person decides",
    }
    text = orjson.dumps(content).decode()
    for channel in rule.channels:
        connection.execute(
            outbox.insert().values(alert=number, channel=channel, content=text, state="waiting", tries=0, next_at=now())
        )
