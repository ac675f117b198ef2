"""What the search for events sees, and what it gathers on each side of an event."""

import re
from dataclasses import dataclass
from functools import cached_property

from watchwire.entities.roles import office_of
from watchwire.geography import country_of, country_words
from watchwire.language import Analysis
from watchwire.language.datelines import datelines
from watchwire.language.places import Places
from watchwire.model import DateExpression, Entity, EntityKind, Span, Statement
from watchwire.statements.told import Told

_OFFICE_OF = re.compile(r"((?:[\w-]+ ){0,4}?[\w-]+) (?:of|for) ")


def is_people(name: str) -> bool:
    """Say whether a name is that of a country's people (“Afghans”), who are not their country."""
    return name.endswith("s") and country_words().get(name, ("", ""))[1] == "demonym"


def _is_state(entity: Entity) -> bool:
    """Say whether somebody is a country or its government; a town is only in one (“Lagos” did not jail anybody)."""
    return entity.kind is EntityKind.GOVERNMENT or (
        entity.kind is EntityKind.PLACE and country_of(entity.name) is not None
    )


@dataclass(frozen=True)
class Scene:
    """What the search for events sees."""

    analysis: Analysis
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    dates: tuple[DateExpression, ...]

    @cached_property
    def told(self) -> Told:
        """The statements by where they stand."""
        return Told(self.statements)

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """The entities by their ids."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def by_role(self) -> dict[int, Entity]:
        """Whose role ends at an offset: the first entity's."""
        found: dict[int, Entity] = {}
        for entity in self.entities:
            for span in entity.roles:
                found.setdefault(span.end, entity)
        return found

    @cached_property
    def by_office(self) -> dict[int, Entity]:
        """Whose role begins with an office that ends at an offset (“the *governor* of that region, Oleg Petrov”)."""
        found: dict[int, Entity] = {}
        for entity in self.entities:
            for span in entity.roles:
                office = _OFFICE_OF.match(span.of(self.analysis.article.text))
                if office is not None and office_of(office[1]) is not None:
                    found.setdefault(span.start + office.end(1), entity)
        return found

    @cached_property
    def by_pronoun(self) -> dict[Span, Entity]:
        """Whom a pronoun or description clearly stands for."""
        found: dict[Span, Entity] = {}
        for entity in self.entities:
            for span in entity.pronouns:
                found.setdefault(span, entity)
        return found

    @cached_property
    def people(self) -> tuple[tuple[Span, Entity], ...]:
        """Where persons are named, in the order of the text."""
        held = [(span, e) for e in self.entities if e.kind is EntityKind.PERSON for span in e.mentions]
        return tuple(sorted(held, key=lambda pair: pair[0]))

    @cached_property
    def _datelines(self) -> tuple[Span, ...]:
        return tuple(datelines(self.analysis.article.text))

    def in_dateline(self, offset: int) -> bool:
        """Say whether a place of the text stands in the dateline of a paragraph (“*OSLO, March 3 (ANB)* – ”)."""
        return any(span.start <= offset < span.end for span in self._datelines)

    def without_dateline(self, phrase: Span) -> Span:
        """Return a phrase without the dateline that the parser takes for a part of it."""
        ends = [span.end for span in self._datelines if span.start <= phrase.start < span.end < phrase.end]
        return Span(ends[0], phrase.end) if ends else phrase

    @cached_property
    def states(self) -> dict[str, Entity]:
        """The first entity that is a country, or its government, by country code."""
        found: dict[str, Entity] = {}
        for entity in self.entities:  # of its capital it is only said that something is there
            if len(entity.countries) == 1 and _is_state(entity):
                found.setdefault(entity.countries[0], entity)
        return found

    @cached_property
    def days(self) -> Places[DateExpression]:
        """The dates by where they stand."""
        return Places((date.span, date) for date in self.dates)

    @cached_property
    def named(self) -> dict[int, Entity]:
        """Which entity is named at each character that a mention covers; its people are no country (“Afghans”)."""
        found: dict[int, Entity] = {}
        for entity in self.entities:
            for span in entity.mentions:
                if is_people(span.of(self.analysis.article.text)):
                    continue
                for offset in range(span.start, span.end):
                    found.setdefault(offset, entity)
        return found


@dataclass(frozen=True)
class Side:
    """Who stands on one side of an event: entity ids, the countries they are of, and the words for who has no name."""

    ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ids or self.countries)
