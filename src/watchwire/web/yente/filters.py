"""Which parties may be answered: datasets, schemata, topics, changes and entities, as yente's parameters say."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from fastapi import HTTPException

from watchwire.lists.holdings import Holdings
from watchwire.model import Party
from watchwire.web.problems import not_found
from watchwire.web.yente.entities import last_change
from watchwire.web.yente.schema import SCHEMATA, datasets_of, is_scope, topics_of

SINCE = r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$"


@dataclass(frozen=True)
class Filters:
    """The parameters that choose among parties. Empty ones choose nothing."""

    include_dataset: list[str] = field(default_factory=list)
    exclude_dataset: list[str] = field(default_factory=list)
    exclude_schema: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    changed_since: str | None = None
    exclude_entity_ids: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    datasets: list[str] = field(default_factory=list)
    every: bool = False
    """Whether a party must have all of several topics, countries or datasets, not one of them."""

    def accept(self, dataset: str, holdings: Holdings) -> Callable[[Party], bool] | None:
        """Return what says whether a party may be answered; None where all may.

        Raises:
            HTTPException: 404 for a dataset that is none of ours, 400 for a day that is none.

        """
        lists = {version.list for version in holdings.versions}
        if not is_scope(dataset) and dataset not in lists:
            raise not_found(f"dataset {dataset}")
        since = self._since()
        if self == Filters() and is_scope(dataset):
            return None
        scope = lists if is_scope(dataset) else {dataset}
        if self.include_dataset and not any(is_scope(name) for name in self.include_dataset):
            scope = scope & set(self.include_dataset)
        scope = scope - set(self.exclude_dataset)
        excluded = set(self.exclude_entity_ids)
        versions = {version.list: date.fromisoformat(version.version) for version in holdings.versions}

        def accept(party: Party) -> bool:
            return (
                bool(scope & datasets_of(party) or party.id.partition(":")[0] in scope)
                and SCHEMATA[party.kind] not in self.exclude_schema
                and not excluded & {party.id, *(item.reference for item in party.listings)}
                and self._has(self.topics, topics_of(party))
                and self._has([code.upper() for code in self.countries], list(party.countries))
                and self._has(self.datasets, list(datasets_of(party)))
                and (since is None or _changed(party, versions) > since)
            )

        return accept

    def _has(self, wanted: list[str], held: list[str]) -> bool:
        return not wanted or (set(wanted) <= set(held) if self.every else bool(set(wanted) & set(held)))

    def _since(self) -> date | None:
        if self.changed_since is None:
            return None
        try:
            return datetime.fromisoformat(self.changed_since).date()
        except ValueError as error:
            raise HTTPException(400, f"changed_since: {self.changed_since!r} is no day") from error


def _changed(party: Party, versions: dict[str, date]) -> date:
    """Return when a party's entry was last changed. One that no file dates may have changed with its newest file."""
    own = versions.get(party.id.partition(":")[0], date.min)
    changed: date | None = last_change(party.listings)
    return changed or own
