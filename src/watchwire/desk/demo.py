"""An example desk: made-up articles, alerts in every state, notes, so that a newcomer can try each page in a minute."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from watchwire.desk import decisions, work
from watchwire.desk.accounts import Role, User
from watchwire.desk.decisions import State
from watchwire.desk.intake import Desk
from watchwire.desk.queue import Filter, find_alerts
from watchwire.errors import UsageError
from watchwire.model import Article, Published
from watchwire.sources.plain import read_plain
from watchwire.tables import read_yaml

ANN, BOB, EVE = User("ann", Role.ANALYST), User("bob", Role.REVIEWER), User("eve", Role.REVIEWER)
_STEPS: tuple[tuple[State, User, str], ...] = (
    (State.REVIEW, ANN, "I look into it"),
    (State.RECOMMENDED, ANN, "rank, country and year of birth agree"),
    (State.CONFIRMED, BOB, "I agree: the ministry's own release says so"),
    (State.OVERTURN, EVE, "the release was withdrawn; to be looked at again"),
)


def articles() -> Iterator[Article]:
    """Yield the articles of the example."""
    for item in read_yaml("watchwire.desk", "demo.yaml"):
        published = Published(item["published"], "metadata", "the page gives the date")
        read = read_plain(item["text"].strip())
        yield replace(read, url=item["url"], site=item["site"], title=item["title"], published=published)


def sample_text() -> str:
    """Return the text of the first article, to be tried without keeping anything."""
    return next(articles()).text


def fill(desk: Desk) -> tuple[int, int]:
    """Fill an empty store with the example; return how many articles and alerts it has then.

    Raises:
        UsageError: the store is not empty.

    """
    with desk.store.read() as connection:
        if find_alerts(connection, Filter("all"), 1).total or _count(connection):
            raise UsageError(f"{desk.store.name}: the store is not empty; name a new one: --store demo.sqlite")
    kept = [desk.take(article, "the example") for article in articles()]
    with desk.store.write() as connection:
        rows = find_alerts(connection, Filter("all"), None, sort="oldest").rows
        namesake = [row["id"] for row in rows if "Kozlov" in row["subject"]][-1:]
        for number, row in enumerate(rows):
            if row["id"] in namesake:
                decisions.decide(connection, row["id"], State.FALSE, "a skater of nineteen", ANN, 0)
                continue
            for seen, (state, user, why) in enumerate(_STEPS[: number % (len(_STEPS) + 1)]):
                decisions.decide(connection, row["id"], state, why, user, seen)
        if rows:
            work.add_note(connection, rows[0]["id"], "The outlet names its source in the last paragraph.", ANN)
            work.assign(connection, rows[-1]["id"], None, date.today() + timedelta(days=2), ANN)
    return len(kept), len(rows)


def _count(connection: Any) -> int:
    import sqlalchemy as sa

    from watchwire.store.schema import articles as table

    return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
