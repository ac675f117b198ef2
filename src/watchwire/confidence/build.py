"""Findings with their confidence."""

from dataclasses import replace

from watchwire.confidence.event_features import event_features
from watchwire.confidence.features import statement_features
from watchwire.confidence.genre import NO_NEWS, no_news
from watchwire.confidence.model import confidence_of
from watchwire.confidence.name_features import entity_features
from watchwire.language import Analysis
from watchwire.model import Entity, EntityKind, Event, Statement
from watchwire.statements.told import Told

_Found = tuple[tuple[Entity, ...], tuple[Statement, ...], tuple[Event, ...]]


def section_of(item: Entity | Statement | Event) -> str:
    """Return the section of the brief that a finding is told in."""
    if isinstance(item, Statement):
        return "stances" if item.stance else "statements"
    if isinstance(item, Event):
        return "events"
    return "places" if item.kind is EntityKind.PLACE else "people"


def with_confidence(
    analysis: Analysis, entities: tuple[Entity, ...], statements: tuple[Statement, ...], events: tuple[Event, ...]
) -> _Found:
    """Return the findings of an article, each with its confidence; those of other languages than English have none."""
    if analysis.article.language != "en" or not analysis.parsed:
        return entities, statements, events
    by_id = {entity.id: entity for entity in entities}
    told = Told(statements)
    genre = (NO_NEWS,) if no_news(analysis, statements) else ()
    names = tuple(dict.fromkeys(entity.name for entity in entities))
    return (
        tuple(
            replace(
                entity,
                confidence=confidence_of(section_of(entity), (*entity_features(analysis, entity, names), *genre)),
            )
            for entity in entities
        ),
        tuple(
            replace(
                item,
                confidence=confidence_of(section_of(item), (*statement_features(analysis, by_id, item, told), *genre)),
            )
            for item in statements
        ),
        tuple(_weighed(event, (*event_features(analysis, by_id, event, told), *genre)) for event in events),
    )


def _weighed(event: Event, seen: tuple[str, ...]) -> Event:
    """Return an event with the confidence of all of it, and of what happened, whoever took part."""
    return replace(event, confidence=confidence_of("events", seen), kind_confidence=confidence_of("happenings", seen))
