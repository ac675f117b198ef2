"""What the search for events sees, and what it gathers on each side of an event."""

from dataclasses import dataclass
from functools import cached_property

from watchwire.language import Analysis
from watchwire.model import DateExpression, Entity, Statement


@dataclass(frozen=True)
class Scene:
    """What the search for events sees."""

    analysis: Analysis
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    dates: tuple[DateExpression, ...]

    @cached_property
    def named(self) -> dict[int, Entity]:
        """Which entity is named at each character that a mention covers."""
        found: dict[int, Entity] = {}
        for entity in self.entities:
            for span in entity.mentions:
                for offset in range(span.start, span.end):
                    found.setdefault(offset, entity)
        return found


@dataclass(frozen=True)
class Side:
    """Who stands on one side of an event: entity ids, and the countries they are of."""

    ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ids or self.countries)
