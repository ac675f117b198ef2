"""From what a text reports to the measures that cover it, on the day."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from watchwire.events.scene import Scene
from watchwire.geography import country_words
from watchwire.language import Analysis
from watchwire.measures.common import around, firmness, is_long_ago
from watchwire.measures.covering import Sides, measures_for
from watchwire.measures.hints import find_hints
from watchwire.measures.rules import rule_base
from watchwire.measures.sightings import Sighting, acts_among, flights_among, supplies_among, tests_among, with_flows
from watchwire.measures.topic import with_topic
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
)

_QUANTITY = re.compile(
    r"\b\d[\d,.]*\s+(?:\w+\s+){0,2}(?:tons?|tonnes?|barrels?|containers?|shells|rounds|rockets|missiles|weapons|drones|workers|"
    r"rifles|tanks|million|billion|pieces|units)\b|\b(?:dozens|hundreds|thousands|millions) of\b",
    re.IGNORECASE,
)
_STRENGTH = (
    Certainty.CONFIRMED,
    Certainty.ASSERTED,
    Certainty.PROMISED,
    Certainty.WARNED,
    Certainty.SPECULATED,
    Certainty.DENIED,
)


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
    scene = Scene(analysis, entities, statements, ())
    supplies = supplies_among(analysis, events, by_id)
    if _names_a_target(entities, analysis.article.text):
        supplies = with_flows(scene, supplies, events, by_id, day or _checked_on())
    supplies = [with_topic(scene, sighting, day or _checked_on()) for sighting in supplies]
    tests = [*tests_among(analysis, events, by_id), *flights_among(scene, day or _checked_on())]
    sightings = [*supplies, *tests, *acts_among(scene, by_id, day or _checked_on())]
    sightings = [s for s in sightings if not _is_history(analysis, s.event, day or _checked_on())]
    grouped: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Sighting]] = {}
    loose: list[Sighting] = []
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
    _join_parts(grouped)
    made: list[Concern] = []
    now = _checked_on()
    for (activity, providers, receivers), group in grouped.items():
        concern = _of_group(analysis, group, (activity, providers, receivers), day or now, entities, statements)
        if concern is not None:
            made.append(concern)
    made.extend(find_hints(analysis, entities, statements, events, day or now))
    return tuple(replace(concern, id=f"c{number}") for number, concern in enumerate(made, 1))


def _of_group(
    analysis: Analysis,
    group: list[Sighting],
    key: tuple[str, tuple[str, ...], tuple[str, ...]],
    day: date,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
) -> Concern | None:
    """Return the concern of sightings of one activity between the same sides, if a measure covers any of them."""
    activity, providers, receivers = key
    giving, getting = frozenset().union(*(s.giving for s in group)), frozenset().union(*(s.getting for s in group))
    sides = Sides(providers, receivers, giving, getting)
    then = {on: measures_for(activity, sides, on) for on in _days_of(analysis, group, day)}
    own = [(s, [set(then[on]) for on in _days_of(analysis, [s], day)]) for s in group]
    measures = next((held for held in then.values() if held), ())
    if not measures:
        return None
    # What is told of before they were all in force may stand beside them, and is not what they are shown for.
    leading = [s for s, held in own if any(set(measures) <= those for those in held)]
    covered = [s for s, held in own if any(held)]
    concern = _concern(analysis, covered, leading, activity, (providers, receivers), measures, entities, statements)
    return _with_changes(concern, measures_for(activity, sides, max(_checked_on(), day)))


def _names_a_target(entities: tuple[Entity, ...], text: str) -> bool:
    """Say whether a text names a country or a party that measures are about, so that goods need be looked for."""
    named = any(entity.matches or _targets() & set(entity.countries) for entity in entities)
    return named or any(word in text for word in _words_of_targets())


@cache
def _targets() -> frozenset[str]:
    return frozenset(code for measure in rule_base() for code in measure.targets)


@cache
def _words_of_targets() -> tuple[str, ...]:
    return tuple(sorted(word for word, (code, _) in country_words().items() if code in _targets()))


def _join_parts(grouped: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Sighting]]) -> None:
    """Let a telling that names one side join the one concern of its kind that names it with another."""
    for key in sorted(grouped, key=lambda key: len(key[1]) + len(key[2])):
        activity, providers, receivers = key
        homes = [
            other
            for other in grouped
            if other != key
            and other[0] == activity
            and set(providers) <= set(other[1])
            and set(receivers) <= set(other[2])
            and len(other[1]) + len(other[2]) > len(providers) + len(receivers)
        ]
        if len(homes) == 1 and (not providers or not receivers):
            grouped[homes[0]].extend(grouped.pop(key))


def _is_history(analysis: Analysis, event: Event, day: date) -> bool:
    """Say whether each telling of a happening dates it long ago."""
    return all(is_long_ago(analysis, span, day) for span in (event.span, *event.also))


def _days_of(analysis: Analysis, group: list[Sighting], day: date) -> list[date]:
    """Return the days whose law counts, the latest first.

    They are the days that the tellings say, up to that of the article; a telling that says none speaks of the
    article's day.
    """
    found: set[date] = set()
    for sighting in group:
        said, event = sighting.event.date, sighting.event
        last = said.last if said is not None else None
        if said is None or last is None:
            found.add(day)
            continue
        found.add(min(day, last))
        words = said.span.of(analysis.article.text)
        if not all(words in _sentence_of(analysis, span) for span in (event.span, *event.also)):
            found.add(day)
    return sorted(found, reverse=True)


def _checked_on() -> date:
    """Return the day for which the rule base speaks: when it was last checked."""
    return max((measure.checked_on for measure in rule_base() if measure.checked_on), default=date.today())


def _with_changes(concern: Concern, now: tuple[Measure, ...]) -> Concern:
    """Add what has changed since: measures that began to cover it, and those that ended."""
    then = {measure.id for measure in concern.measures}
    ids = {measure.id for measure in now}
    begun = tuple(measure for measure in now if measure.id not in then)
    return replace(concern, begun=begun, ended=tuple(sorted(then - ids)))


def _concern(
    analysis: Analysis,
    group: list[Sighting],
    leading: list[Sighting],
    activity: str,
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    measures: tuple[Measure, ...],
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
) -> Concern:
    # A telling that names nobody joins a concern, but does not make it firmer.
    named = [s for s in leading if s.providers or s.receivers] or leading
    main = min(named, key=lambda s: (_STRENGTH.index(firmness(s.event, analysis)), s.event.span))
    by_statement = {statement.id: statement for statement in statements}
    statement = by_statement.get(main.event.statement or "")
    if statement is not None and _doubts_own(statement, main.event, firmness(main.event, analysis)):
        statement = None
    speakers = {s.speaker for s in statements if s.speaker and not s.stance}
    others = [s.event.span for s in group if s is not main]
    also = [*others, *(span for s in group for span in s.event.also)]
    return Concern(
        "",
        activity,
        *sides,
        around(analysis, main.event),
        firmness(main.event, analysis),
        main.event.id or None,
        statement.id if statement else None,
        statement.speaker if statement else None,
        measures,
        _listed_roles(entities, group, speakers),
        _unsaid(group, [_sentence_of(analysis, s.event.span) for s in group]),
        tuple(sorted(dict.fromkeys(also))),
    )


def _doubts_own(statement: Statement, event: Event, certainty: Certainty) -> bool:
    """Say whether somebody would only guess at what he asserts of himself: then it is others who say so of him.

    (“*Norway Reported to Be Supplying* Oil”)
    """
    doubted = certainty is Certainty.SPECULATED and statement.certainty is Certainty.ASSERTED
    return doubted and statement.speaker in event.actors


def _listed_roles(entities: tuple[Entity, ...], group: list[Sighting], speakers: set[str]) -> tuple[ListedRole, ...]:
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


def _sentence_of(analysis: Analysis, place: Span) -> str:
    sentence = analysis.sentence_at(place.start)
    return analysis.span(sentence.first, sentence.last).of(analysis.article.text) if sentence is not None else ""


def _unsaid(group: list[Sighting], texts: list[str]) -> tuple[str, ...]:
    """Say what the text leaves open."""
    left: list[str] = []
    if group[0].alone:
        if not any(s.sure for s in group):
            left.append("whether the missile was a ballistic one")
        return (*left, *(() if any(s.event.date for s in group) else ("a date",)))
    if not any(_QUANTITY.search(around) for around in texts):
        left.append("a quantity")
    if not any(s.event.date for s in group):
        left.append("a date of the transfer")
    if not any(s.event.certainty is Certainty.CONFIRMED for s in group):
        left.append("a confirmation by a party to it")
    if not any(s.providers for s in group):
        left.append("who provides")
    if not any(s.receivers for s in group):
        left.append("who receives")
    return tuple(left)
