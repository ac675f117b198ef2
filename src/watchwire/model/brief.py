"""The brief: everything found in one article, ready to be shown."""

from dataclasses import dataclass
from datetime import date

from watchwire.model.article import Article
from watchwire.model.designations import Designation
from watchwire.model.findings import Concern, DateExpression, Entity, Event, Statement
from watchwire.model.instruments import Instrument
from watchwire.model.versions import ListVersion


@dataclass(frozen=True, slots=True)
class Brief:
    """What Watchwire answers to one article.

    `unread` names the parts that were not looked for in the article's language (statements, events, concerns, people):
    nothing follows from their being empty. `as_of_modified` is the day of a later change of the article, for which
    listings are judged as well.
    """

    watchwire: str
    article: Article
    lists: tuple[ListVersion, ...]
    as_of: date | None
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    concerns: tuple[Concern, ...] = ()
    notes: tuple[str, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    unread: tuple[str, ...] = ()
    designations: tuple[Designation, ...] = ()
    as_of_modified: date | None = None

    def entity(self, entity_id: str) -> Entity | None:
        """Return the entity with that id, or None."""
        return next((entity for entity in self.entities if entity.id == entity_id), None)
