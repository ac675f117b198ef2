"""Merging alerts of one story that turn out to be about one subject.

They come from before there was one alert a subject, or a list has come whose entries say that others are one.
One of them stays and stands for all: the one that is farthest towards a true match, so that nothing that needs a look
is lost among what was set aside. The others keep their decisions and say into which one they went. All is on record.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from watchwire.desk.decisions import State
from watchwire.desk.intake import Desk
from watchwire.lists.joined import subjects_of
from watchwire.lists.subjects import Subjects
from watchwire.store import ledger
from watchwire.store.moments import now
from watchwire.store.schema import alert_articles, alert_parties, alerts, notes

if TYPE_CHECKING:
    from sqlalchemy import Connection

_STAYS = (
    State.CONFIRMED, State.OVERTURN, State.RECOMMENDED, State.REVIEW, State.REOPENED, State.NEW,
    State.UNDETERMINED, State.FALSE,
)  # fmt: skip
"""Which of several stays: the first of these states; of equal ones the older alert."""


def merge_alerts(desk: Desk) -> int:
    """Merge what the lists in use say is one subject; return how many alerts went into others."""
    with desk.store.read() as connection:
        some = next(_stories(connection), None)
    if some is None:
        return 0
    subjects = subjects_of(desk.reader.screener(None).holdings)
    merged = 0
    with desk.store.read() as connection:
        groups = [group for story in _stories(connection) for group in _groups(story, subjects)]
    for group in groups:
        with desk.store.write() as connection:
            merged += _merge(connection, group, subjects)
    return merged


def _stories(connection: "Connection") -> Iterator[dict[int, set[str]]]:
    """Yield the alerts of each story that has several, with the entries that each stands for."""
    import sqlalchemy as sa

    shown = alerts.c.merged_into.is_(None)
    several = sa.select(alerts.c.story).where(shown).group_by(alerts.c.story).having(sa.func.count() > 1)
    rows = connection.execute(
        sa.select(alerts.c.story, alerts.c.id, alerts.c.party, alert_parties.c.party.label("entry"))
        .outerjoin(alert_parties, alert_parties.c.alert == alerts.c.id)
        .where(shown, alerts.c.story.in_(several))
        .order_by(alerts.c.story, alerts.c.id)
    )
    story, held = None, dict[int, set[str]]()
    for row in rows:
        if row.story != story and held:
            yield held
            held = {}
        story = row.story
        held.setdefault(row.id, {row.party}).update({row.entry} if row.entry else ())
    if held:
        yield held


def _groups(story: dict[int, set[str]], subjects: Subjects) -> list[list[int]]:
    """Return the alerts of a story that share a subject, where there are several."""
    groups: list[tuple[set[str], list[int]]] = []
    for number, parties in story.items():
        about, members = {subjects.of(party) for party in parties}, [number]
        for held in [group for group in groups if group[0] & about]:
            groups.remove(held)
            about, members = about | held[0], [*held[1], *members]
        groups.append((about, members))
    return [members for _, members in groups if len(members) > 1]


def _merge(connection: "Connection", group: list[int], subjects: Subjects) -> int:
    """Merge some alerts, as they are now: somebody may have worked on them since they were looked for."""
    import sqlalchemy as sa

    rows = connection.execute(sa.select(alerts).where(alerts.c.id.in_(group), alerts.c.merged_into.is_(None))).all()
    ordered = sorted(rows, key=lambda row: (_STAYS.index(State(row.state)), row.id))
    if len(ordered) < 2:  # noqa: PLR2004
        return 0
    stays, gone = ordered[0], ordered[1:]
    for row in gone:
        values = {"merged_into": stays.id, "subject_id": f"merged:{row.id}", "changed_at": now()}
        connection.execute(alerts.update().where(alerts.c.id == row.id).values(**values))
        connection.execute(notes.update().where(notes.c.alert == row.id).values(alert=stays.id))
        _record(connection, row.id, {"merged_into": stays.id, "score": row.score, "band": row.band, "why": _why()})
    fresh = _carry(connection, stays.id, [row.id for row in gone])
    best = max(ordered, key=lambda row: float(row.score))
    values = {
        "subject_id": _subject_id(connection, stays, subjects),
        "score": best.score,
        "band": best.band,
        "held_by": stays.held_by if all(row.held_by is not None for row in ordered) else None,
        "assigned_to": next((row.assigned_to for row in ordered if row.assigned_to), None),
        "due_on": min((row.due_on for row in ordered if row.due_on), default=None),
    }
    connection.execute(alerts.update().where(alerts.c.id == stays.id).values(**values))
    detail = {"merged": [row.id for row in gone], "parties": fresh, "score": best.score, "band": best.band}
    _record(connection, stays.id, {**detail, "why": _why()})
    return len(gone)


def _subject_id(connection: "Connection", row: Any, subjects: Subjects) -> str:
    """Return what the alert that stays is about now; what it was, where another alert of the story bears that name."""
    import sqlalchemy as sa

    subject = subjects.of(row.party)
    query = sa.select(alerts.c.id).where(alerts.c.story == row.story, alerts.c.subject_id == subject)
    other = connection.execute(query.where(alerts.c.id != row.id)).first()
    return str(row.subject_id) if other else subject


def _why() -> str:
    return "the lists speak of one subject"


def _record(connection: "Connection", number: int, detail: dict[str, Any]) -> None:
    ledger.append(connection, "watchwire", "alert", f"alert {number}", detail)


def _carry(connection: "Connection", stays: int, gone: Sequence[int]) -> list[str]:
    """Give the alert that stays the entries and articles of the others; return the entries that it had not."""
    import sqlalchemy as sa

    mine = set(connection.execute(sa.select(alert_parties.c.party).where(alert_parties.c.alert == stays)).scalars())
    rows = connection.execute(
        sa.select(alert_parties).where(alert_parties.c.alert.in_(gone)).order_by(alert_parties.c.score.desc())
    ).all()
    fresh = list(dict.fromkeys(row.party for row in rows if row.party not in mine))
    for party in fresh:
        best = next(row for row in rows if row.party == party)
        connection.execute(alert_parties.insert().values(**{**best._mapping, "alert": stays}))
    told = set(connection.execute(sa.select(alert_articles.c.article).where(alert_articles.c.alert == stays)).scalars())
    for row in connection.execute(sa.select(alert_articles).where(alert_articles.c.alert.in_(gone))).all():
        if row.article not in told:
            told.add(row.article)
            connection.execute(alert_articles.insert().values(alert=stays, article=row.article, match=row.match))
    return fresh
