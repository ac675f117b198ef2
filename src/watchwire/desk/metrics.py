"""Figures for Prometheus, counted in the store itself, so that every process tells the same."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from watchwire.store import Store
from watchwire.store import ledger as records
from watchwire.store.schema import alerts, articles, feeds, good_guys, items, outbox

if TYPE_CHECKING:
    from watchwire.lists import Library


def exposition(store: Store, library: "Library | None") -> bytes:
    """Return the figures in Prometheus' text format."""
    from prometheus_client import CollectorRegistry, generate_latest

    registry = CollectorRegistry()
    registry.register(_Collector(store, library))
    return generate_latest(registry)


class _Collector:
    def __init__(self, store: Store, library: "Library | None") -> None:
        self.store = store
        self.library = library

    def collect(self) -> Iterable[Any]:
        from prometheus_client.core import GaugeMetricFamily

        for name, text, label, rows in self._figures():
            family = GaugeMetricFamily(f"watchwire_{name}", text, labels=[label] if label else [])
            for key, value in rows:
                family.add_metric([str(key)] if label else [], float(value))
            yield family

    def _figures(self) -> Iterator[tuple[str, str, str, list[tuple[Any, Any]]]]:
        import sqlalchemy as sa

        def by(connection: Any, column: Any, *where: Any) -> list[tuple[Any, Any]]:
            query = sa.select(column, sa.func.count()).where(*where).group_by(column)
            return [(row[0], row[1]) for row in connection.execute(query)]

        def count(connection: Any, table: Any, *where: Any) -> list[tuple[Any, Any]]:
            query = sa.select(sa.func.count()).select_from(table).where(*where)
            return [("", connection.execute(query).scalar_one())]

        with self.store.read() as connection:
            yield "articles", "Articles in the store", "", count(connection, articles, articles.c.text.is_not(None))
            yield "alerts", "Alerts by state", "state", by(connection, alerts.c.state, alerts.c.merged_into.is_(None))
            yield (
                "alerts_held",
                "Alerts held back by good-guy entries",
                "",
                count(connection, alerts, alerts.c.held_by.is_not(None)),
            )
            yield (
                "good_guys",
                "Good-guy entries in force",
                "",
                count(connection, good_guys, good_guys.c.lapsed.is_(None)),
            )
            yield "items", "Items of feeds and folders by state", "state", by(connection, items.c.state)
            yield "outbox", "Messages by state", "state", by(connection, outbox.c.state)
            yield (
                "feeds_failing",
                "Feeds whose last answer was a failure",
                "",
                count(connection, feeds, feeds.c.failures > 0),
            )
            yield "ledger_entries", "Entries of the ledger", "", [("", records.head(connection)[0])]
        yield "list_age_days", "Age of each list's newest snapshot, days", "list", self._ages()

    def _ages(self) -> list[tuple[str, int]]:
        from datetime import date

        newest = self.library.newest() if self.library else ()
        return [(snapshot.list, (date.today() - snapshot.version).days) for snapshot in newest]
