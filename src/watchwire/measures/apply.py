"""From what a text reports to the measures that cover it, on the day."""

from dataclasses import dataclass, replace
from datetime import date

from watchwire.events import is_motive
from watchwire.language import Analysis
from watchwire.measures.rules import rule_base
from watchwire.model import (
    Band,
    Certainty,
    Concern,
    Entity,
    EntityKind,
    Event,
    ListedRole,
    Measure,
    Span,
    Statement,
    Status,
    Tense,
)

_SUPPLY = frozenset({"supply", "agree", "train"})
_STRENGTH = (
    Certainty.CONFIRMED,
    Certainty.ASSERTED,
    Certainty.PROMISED,
    Certainty.WARNED,
    Certainty.SPECULATED,
    Certainty.DENIED,
)
_ISSUERS = ("UN", "US", "EU", "UK")


@dataclass(frozen=True)
class _Sighting:
    """One event that reports an activity, with the countries on both sides."""

    event: Event
    activity: str
    providers: tuple[str, ...]
    receivers: tuple[str, ...]


def find_concerns(
    analysis: Analysis,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    day: date | None,
) -> tuple[Concern, ...]:
    """Return the reported activities that a measure covers.

    Needs and motives ("needs ammunition") are no activity. Several sightings of one activity between the same
    parties are one concern, whose certainty is the firmest that the text gives it. An activity without parties
    joins the one concern of its kind.

    Args:
        analysis: the analysed text.
        entities: the entities of the article.
        statements: its statements.
        events: its events.
        day: the day whose law is asked for; today's, when it is not known.

    """
    by_id = {entity.id: entity for entity in entities}
    sightings = [
        _sighting(event, by_id)
        for event in events
        if event.mode in _SUPPLY and event.goods and not is_motive(analysis, event.span)
    ]
    grouped: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[_Sighting]] = {}
    loose: list[_Sighting] = []
    for sighting in sightings:
        if sighting.providers or sighting.receivers:
            key = (sighting.activity, sighting.providers, sighting.receivers)
            grouped.setdefault(key, []).append(sighting)
        else:
            loose.append(sighting)
    for sighting in loose:
        homes = [key for key in grouped if key[0] == sighting.activity]
        if len(homes) == 1:
            grouped[homes[0]].append(sighting)
    made: list[Concern] = []
    for (activity, providers, receivers), group in grouped.items():
        measures = measures_for(activity, providers, receivers, day or date.today())
        if measures:
            made.append(_concern(analysis, group, activity, (providers, receivers), measures, entities, statements))
    return tuple(replace(concern, id=f"c{number}") for number, concern in enumerate(made, 1))


def _sighting(event: Event, by_id: dict[str, Entity]) -> _Sighting:
    providers = _countries(event.actors, by_id)
    receivers = tuple(code for code in _countries(event.recipients, by_id) if code not in providers)
    return _Sighting(event, event.goods or "", providers, receivers)


def _countries(ids: tuple[str, ...], by_id: dict[str, Entity]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for entity_id in ids:
        entity = by_id.get(entity_id)
        if entity is None:
            continue
        codes = entity.countries or tuple(
            code for match in entity.matches if match.band is not Band.WEAK for code in match.party.countries[:1]
        )
        found.update((code, None) for code in codes[:1])
    return tuple(found)


def measures_for(
    activity: str, providers: tuple[str, ...], receivers: tuple[str, ...], day: date
) -> tuple[Measure, ...]:
    """Return the measures in force on a day that cover an activity in a direction, UN first.

    Args:
        activity: an activity key (`arms`, `fuel`, ...).
        providers: country codes of the side that gives.
        receivers: country codes of the side that gets.
        day: the day whose law is asked for.

    """
    found = [
        measure
        for measure in rule_base()
        if activity in measure.activities
        and measure.in_force_on(day)
        and _covers(measure, frozenset(providers), frozenset(receivers))
    ]
    order = {issuer: number for number, issuer in enumerate(_ISSUERS)}
    return tuple(sorted(found, key=lambda m: (order.get(m.issuer, 9), m.in_force_from or date.min, m.id)))


def _covers(measure: Measure, providers: frozenset[str], receivers: frozenset[str]) -> bool:
    targets, counterparts = frozenset(measure.targets), frozenset(measure.counterparts)
    if measure.direction in {"procure-from", "both", "hosting"} and providers & targets:
        return not counterparts or bool(receivers & counterparts)
    if measure.direction in {"supply-to", "both"} and receivers & targets:
        return not counterparts or bool(providers & counterparts)
    return False


def _concern(
    analysis: Analysis,
    group: list[_Sighting],
    activity: str,
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    measures: tuple[Measure, ...],
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
) -> Concern:
    main = min(group, key=lambda s: (_STRENGTH.index(_firmness(s.event)), s.event.span))
    by_statement = {statement.id: statement for statement in statements}
    statement = by_statement.get(main.event.statement or "")
    speakers = {s.speaker for s in statements if s.speaker}
    others = [s.event.span for s in group if s is not main]
    also = [*others, *(span for s in group for span in s.event.also)]
    return Concern(
        "",
        activity,
        *sides,
        _around(analysis, main.event),
        _firmness(main.event),
        main.event.id,
        statement.id if statement else None,
        statement.speaker if statement else None,
        measures,
        _listed_roles(entities, group, speakers),
        _unsaid(group),
        tuple(sorted(dict.fromkeys(also))),
    )


def _firmness(event: Event) -> Certainty:
    """A happening that is told as possible is speculated, whoever tells it."""
    if event.tense is Tense.HYPOTHETICAL and event.certainty in {Certainty.ASSERTED, Certainty.CONFIRMED}:
        return Certainty.SPECULATED
    return event.certainty


def _around(analysis: Analysis, event: Event) -> Span:
    """Return the words of the event: its phrase, within its sentence."""
    word = analysis.word_at(event.span.start)
    if word is None:
        return event.span
    first, last = analysis.subtree(word.number)
    while first < word.number and analysis.words[first].pos in {"SCONJ", "PUNCT", "CCONJ"}:
        first += 1
    return analysis.span(first, last)


def _listed_roles(entities: tuple[Entity, ...], group: list[_Sighting], speakers: set[str]) -> tuple[ListedRole, ...]:
    """Say what each listed party does here. A speaker who is listed is no actor in the deal."""
    actors = {entity_id for s in group for entity_id in (*s.event.actors, *s.event.recipients)}
    found: list[ListedRole] = []
    for entity in entities:
        listed = any(
            match.band is not Band.WEAK
            and (match.status is None or match.status.status in {Status.LISTED, Status.UNKNOWN})
            for match in entity.matches
        )
        if not listed:
            continue
        if entity.id in actors:
            role = "actor"
        elif entity.id in speakers:
            role = "speaker"
        else:
            role = "named" if entity.kind is EntityKind.PERSON else "mentioned"
        found.append(ListedRole(entity.id, role))
    return tuple(found)


def _unsaid(group: list[_Sighting]) -> tuple[str, ...]:
    """Say what the text leaves open."""
    left: list[str] = []
    if not any(s.event.date for s in group):
        left.append("a date of the transfer")
    if not any(s.event.certainty is Certainty.CONFIRMED for s in group):
        left.append("a confirmation by a party to it")
    if not any(s.providers for s in group):
        left.append("who provides")
    if not any(s.receivers for s in group):
        left.append("who receives")
    return tuple(left)
