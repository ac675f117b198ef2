"""The brief: everything found in one article, ready to be shown."""

from dataclasses import dataclass
from datetime import date

from watchwire.model.article import Article
from watchwire.model.designations import Designation
from watchwire.model.findings import Concern, DateExpression, Entity, Event, Statement
from watchwire.model.instruments import Instrument
from watchwire.model.span import Span
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

    def called(self, span: Span) -> str:
        """Return the name of whom a phrase ends with or tells of by an office; else its words."""
        ends = [e for e in self.entities if any(place.end == span.end and span.contains(place) for place in e.mentions)]
        named = ends or [e for e in self.entities if any(span.contains(place) for place in e.roles)]
        return named[0].name if named else " ".join(span.of(self.article.text).split())

    def source_of(self, statement: Statement) -> str | None:
        """Return who says something: a name, the names of several, or the words for them; None if nobody is told."""
        speaker = self.entity(statement.speaker) if statement.speaker else None
        if speaker is not None:
            return speaker.name
        if statement.stands_for:
            called = tuple(dict.fromkeys(map(self.called, statement.stands_for)))
            return " and ".join(filter(None, (", ".join(called[:-1]), called[-1])))
        span = statement.speaker_span
        return None if span is None else " ".join(span.of(self.article.text).split())
