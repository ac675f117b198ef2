"""Raising alerts: one a story and subject, whatever lists it stands on, with the rule that let it through.

Good-guy entries hold it back, visibly, where they hold for each of its entries.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from watchwire.brief import match_facts
from watchwire.desk.channels import leaves_at
from watchwire.desk.decisions import State, holding, reopened_by_lists
from watchwire.desk.rules import Rule
from watchwire.lists.records import to_record
from watchwire.lists.subjects import Subjects, precedence
from watchwire.model import Brief, Entity, Match
from watchwire.store import ledger
from watchwire.store.keeping import entry_hash, inserted
from watchwire.store.moments import now
from watchwire.store.schema import alert_articles, alert_parties, alerts, articles, matches, outbox

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


@dataclass(frozen=True, slots=True)
class _Found:
    """A match that a rule lets through, with the name in the article that it is of."""

    entity: Entity
    match: Match
    rule: Rule


def raise_alerts(
    connection: "Connection",
    article: int,
    brief_id: int,
    story: int,
    brief: Brief,
    rules: Sequence[Rule],
    why: str,
    subjects: Subjects,
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
        subjects: which entries of the lists are one subject.

    """
    groups: dict[str, list[_Found]] = {}
    for item in _worth(brief, rules):
        groups.setdefault(subjects.of(item.match.party.id), []).append(item)
    return [
        _raise(connection, article, brief_id, story, subject, _ordered(found), why) for subject, found in groups.items()
    ]


def _ordered(found: list[_Found]) -> list[_Found]:
    """Return the entries of one subject, the strongest match first; of equal ones the list that leads."""
    return sorted(found, key=lambda item: (-item.match.score, precedence(item.match.party.id)))


def _worth(brief: Brief, rules: Sequence[Rule]) -> Iterator[_Found]:
    """Yield the best match a party that a rule lets through."""
    best: dict[str, _Found] = {}
    for entity in brief.entities:
        for match in entity.matches:
            rule = next((rule for rule in rules if rule.fits(match, brief)), None)
            if rule is None:
                continue
            held = best.get(match.party.id)
            if held is None or match.score > held.match.score:
                best[match.party.id] = _Found(entity, match, rule)
    yield from best.values()


def _raise(
    connection: "Connection", article: int, brief_id: int, story: int, subject: str, found: list[_Found], why: str
) -> Alert:
    first = found[0]
    party = first.match.party
    row = _known(connection, story, subject, [item.match.party.id for item in found])
    if row is None:
        number, held = _new(connection, story, subject, found, why)
        _record(connection, number, article, first, why, held, [item.match.party.id for item in found])
        _enter(connection, number, found)
        if held is None:
            _send(connection, number, article, first, found, why)
    else:
        number, held = row.id, row.held_by
        _stronger(connection, row, article, found, why)
    _link(connection, number, article, brief_id, first.entity, first.match)
    return Alert(number, party.id, party.caption, first.entity.name, first.rule.name, row is None, held is not None)


def _known(connection: "Connection", story: int, subject: str, parties: list[str]) -> Any:
    """Return the alert that a story has on a subject: also where lists have joined its entries otherwise before."""
    import sqlalchemy as sa

    mine = sa.select(alert_parties.c.alert).where(alert_parties.c.party.in_(parties))
    query = sa.select(alerts).where(alerts.c.story == story, alerts.c.merged_into.is_(None)).order_by(alerts.c.id)
    return connection.execute(query.where((alerts.c.subject_id == subject) | alerts.c.id.in_(mine))).first()


def _new(connection: "Connection", story: int, subject: str, found: list[_Found], why: str) -> tuple[int, int | None]:
    first = found[0]
    party = first.match.party
    holds = [
        holding(connection, item.entity.name, item.match.party.id, entry_hash(to_record(item.match.party)))
        for item in found
    ]
    held = holds[0] if all(hold is not None for hold in holds) else None
    result = connection.execute(
        alerts.insert().values(
            story=story, party=party.id, subject_id=subject, caption=party.caption, subject=first.entity.name,
            list=party.listing.list, reference=party.listing.reference, programme=party.listing.programme,
            rule=first.rule.name, why=why, score=first.match.score, band=first.match.band.value,
            state=State.NEW.value, held_by=held, raised_at=now(), changed_at=now(),
        )
    )  # fmt: skip
    return inserted(result), held


def _stronger(connection: "Connection", row: Any, article: int, found: list[_Found], why: str) -> None:
    """Note on an alert what a further article adds to it: a stronger match, entries of further lists."""
    first = found[0]
    fresh = _enter(connection, row.id, found)
    if first.match.score <= row.score and not fresh:
        return
    if first.match.score > row.score:
        values = {"score": first.match.score, "band": first.match.band.value}
        connection.execute(alerts.update().where(alerts.c.id == row.id).values(**values))
    else:
        values = {"score": row.score, "band": row.band}
    told = f"a stronger match, {why}" if first.match.score > row.score else f"a further entry of the subject, {why}"
    _record(connection, row.id, article, first, told, row.held_by, fresh, **values)
    if fresh:
        again = reopened_by_lists(connection, row.id, fresh)
        if row.held_by is None or again:
            _send(connection, row.id, article, first, found, told)


def _enter(connection: "Connection", alert: int, found: list[_Found]) -> list[str]:
    """Write down the entries that an alert stands for; return those that it had not."""
    import sqlalchemy as sa

    held = {
        row.party: row.score
        for row in connection.execute(
            sa.select(alert_parties.c.party, alert_parties.c.score).where(alert_parties.c.alert == alert)
        )
    }
    for item in found:
        party, match = item.match.party, item.match
        values = {"name": match.name.full, "score": match.score, "band": match.band.value}
        if party.id not in held:
            connection.execute(
                alert_parties.insert().values(
                    alert=alert, party=party.id, caption=party.caption, list=party.listing.list,
                    reference=party.listing.reference, programme=party.listing.programme, **values,
                )
            )  # fmt: skip
        elif match.score > held[party.id]:
            where = (alert_parties.c.alert == alert) & (alert_parties.c.party == party.id)
            connection.execute(alert_parties.update().where(where).values(**values))
    return [item.match.party.id for item in found if item.match.party.id not in held]


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
    found: _Found,
    why: str,
    held: int | None,
    parties: list[str],
    **values: Any,
) -> None:
    detail: dict[str, Any] = {
        "article": article,
        "subject": found.entity.name,
        **match_facts(found.match, "party", "name", "score", "band", "start", "end", "reasons"),
        "parties": parties,
        "rule": found.rule.name,
        "why": why,
        **values,
    }
    if held is not None:
        detail["held_by"] = held
    ledger.append(connection, "watchwire", "alert", f"alert {number}", detail)


def _send(connection: "Connection", number: int, article: int, first: _Found, found: list[_Found], why: str) -> None:
    import sqlalchemy as sa

    row = connection.execute(
        sa.select(articles.c.url, articles.c.title, articles.c.published).where(articles.c.id == article)
    ).one()
    match, listing = first.match, first.match.party.listing
    content = {
        "alert": number,
        "at": now(),
        "subject": first.entity.name,
        "possible_match": match.party.caption,
        "party": match.party.id,
        "list": listing.list,
        "reference": listing.reference,
        "programme": listing.programme,
        "listed_on": listing.listed_on.isoformat() if listing.listed_on else None,
        **match_facts(match, "score", "band"),
        "status": match.status.status.value if match.status else "unknown",
        "entries": [match_facts(item.match, "party", "reference", "caption", "score", "band") for item in found],
        "rule": first.rule.name,
        "why": why,
        "article": {"id": article, "url": row.url, "title": row.title, "published": row.published},
        "note": "a possible match; a person decides",
    }
    text = orjson.dumps(content).decode()
    for channel in first.rule.channels:
        connection.execute(
            outbox.insert().values(
                alert=number, channel=channel, content=text, state="waiting", tries=0, next_at=leaves_at(channel)
            )
        )
