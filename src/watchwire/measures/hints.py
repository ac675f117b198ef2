"""Concerns of less weight: a listed person's journey, a meeting with a listed party, hints at ownership, positions.

None of these is forbidden by itself. They are what an analyst would follow up, each with the words it rests on.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from watchwire.events import frames, is_motive
from watchwire.events.certainty import carrier, certainty_of, statement_around, tense_of
from watchwire.events.scene import Scene
from watchwire.language import Analysis
from watchwire.measures.common import (
    around,
    asset_freezes,
    countries_of,
    firmness,
    is_long_ago,
    listing_tags,
    measures_on,
    sure_tags,
)
from watchwire.measures.journeys import journeys_of
from watchwire.measures.owners import led_bodies, owned_bodies
from watchwire.measures.said import SAID, said_listed
from watchwire.measures.support import support_in
from watchwire.model import (
    Certainty,
    Concern,
    Entity,
    EntityKind,
    Event,
    ListedRole,
    Span,
    Statement,
    Tense,
)

_HAPPENED = frozenset({Tense.PAST, Tense.PRESENT})


def find_hints(
    analysis: Analysis,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    day: date,
) -> list[Concern]:
    """Return the concerns of less weight, journeys first."""
    by_id = {entity.id: entity for entity in entities}
    scene = Scene(analysis, entities, statements, ())
    said = said_listed(analysis, entities)
    tags = {entity.id: sure_tags(entity) | said.get(entity.id, set()) for entity in entities}
    listed = {key: held for key, held in tags.items() if held}
    supports = list(_supports(scene, listed, day))
    told = {(concern.providers, concern.receivers) for concern in supports}
    return [
        *_journeys(scene, events, said, day),
        *_meetings(analysis, events, by_id, listed, day),
        *owned_bodies(analysis, entities, listed, day),
        # whose financier somebody is says what he does for it, and needs no second line as a post
        *(c for c in led_bodies(analysis, entities, listed, day) if (c.providers, c.receivers) not in told),
        *supports,
    ]


def _journeys(scene: Scene, events: tuple[Event, ...], said: dict[str, set[str]], day: date) -> Iterator[Concern]:
    """Yield a concern for each journey abroad of a person under a UN travel ban; it weighs less than an activity."""
    by_statement = {statement.id: statement for statement in scene.statements}
    for entity in scene.entities:
        measures = measures_on("travel", listing_tags(entity), day, "UN")
        banned = bool(measures) or f"UN:{SAID}" in said.get(entity.id, ())
        journey = _journey(scene, entity, events) if banned and entity.kind is EntityKind.PERSON else None
        if journey is None:
            continue
        event, place = journey
        statement = by_statement.get(event.statement or "")
        sure = firmness(event, scene.analysis)
        yield Concern(
            "", "travel", (entity.id,), place.countries[:1], around(scene.analysis, event), sure,
            event.id or None, statement.id if statement else None, statement.speaker if statement else None, measures,
            (ListedRole(entity.id, "actor"),), ("whether the Committee exempted the journey",), tuple(event.also),
            kind="travel",
        )  # fmt: skip


def _journey(scene: Scene, person: Entity, events: tuple[Event, ...]) -> tuple[Event, Entity] | None:
    """Return the first visit abroad that an event tells, or else the words that follow a name."""
    homes = _homes(person)
    for event in events:
        place = scene.by_id.get(event.place or "")
        if place is None or not place.countries or place.countries[0] in homes:
            continue
        if event.mode == "visit" and person.id in event.actors and event.certainty is not Certainty.DENIED:
            return event, place
    for word, place in journeys_of(scene, person):
        span = Span(word.start, word.end)
        open_ = is_motive(scene.analysis, span) or tense_of(scene.analysis, word) is Tense.HYPOTHETICAL
        certainty = certainty_of(scene.analysis, word, carrier(scene.analysis, word, scene.told))
        if place.countries[0] in homes or open_ or certainty is Certainty.DENIED:
            continue
        statement = statement_around(word, scene.told)
        return Event(
            "", "consult", span, (person.id,), (), "visit", None, None, None, place.id, certainty,
            tense_of(scene.analysis, word), statement.id if statement else None,
        ), place  # fmt: skip
    return None


def _homes(entity: Entity) -> set[str]:
    listed = {code for match in entity.matches for code in match.party.countries}
    return listed | set(entity.countries)


def _meetings(
    analysis: Analysis,
    events: tuple[Event, ...],
    by_id: dict[str, Entity],
    listed: dict[str, set[str]],
    day: date,
) -> Iterator[Concern]:
    """Yield one concern for each listed party that somebody of another country has met."""
    told: set[tuple[str, str]] = set()
    for event in events:
        if event.mode != "meet" or event.certainty is Certainty.DENIED or event.tense not in _HAPPENED:
            continue  # a meeting that is only meant (“arrived to meet”) has given nobody anything
        if _gets_a_thing(analysis, event):
            continue
        for one, code in _with_states(event, by_id):
            if one in listed and (one, code) not in told and _is_named_beside(analysis, event, by_id[one]):
                told.add((one, code))
                yield _meeting(analysis, event, ((one,), (code,)), listed, day)
        for one, other in _pairs(event):
            apart = not set(countries_of((one,), by_id)) & set(countries_of((other,), by_id))
            if one not in listed or not apart or (one, other) in told or (other, one) in told:
                continue
            told.update(_pairs(event))  # all who meet at once are one concern
            theirs = event.recipients or tuple(key for key in event.actors if key != one)
            ours = event.actors if event.recipients else (one,)
            ours, theirs = (ours, theirs) if one in ours else (theirs, ours)
            yield _meeting(analysis, event, (ours, theirs), listed, day)


def _gets_a_thing(analysis: Analysis, event: Event) -> bool:
    """Say whether what is received is no guest (“*received* most of its money from Oslo”)."""
    word = analysis.word_at(event.span.start)
    below = analysis.children(word.number) if word is not None and word.lemma == "receive" else ()
    held = [c for c in below if c.dep in {"dobj", "obj"}]
    held += [c for thing in held for p in analysis.children(thing.number) for c in analysis.children(p.number)]
    return any(c.lemma.lower() in frames().given for c in held)


def _meeting(
    analysis: Analysis,
    event: Event,
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    listed: dict[str, set[str]],
    day: date,
) -> Concern:
    who = tuple(key for key in (*sides[0], *sides[1]) if key in listed)
    return Concern(
        "", "meeting", *sides, around(analysis, event), firmness(event, analysis), event.id, None, None,
        asset_freezes(listed[who[0]], day), tuple(ListedRole(key, "actor") for key in who),
        ("what was agreed", "whether anything was given or promised"), tuple(event.also), kind="meeting",
    )  # fmt: skip


def _is_named_beside(analysis: Analysis, event: Event, entity: Entity) -> bool:
    """Say whether somebody is named in the sentence of an event: a pronoun is no ground enough for a hint."""
    sentence = analysis.sentence_at(event.span.start)
    return sentence is not None and any(sentence.span.contains(span) for span in entity.mentions)


def _with_states(event: Event, by_id: dict[str, Entity]) -> list[tuple[str, str]]:
    """Return who meets somebody without a name who is of another country (“the *Uzbek* minister”), and that country."""
    held = (
        (event.actors, event.recipients, event.recipient_countries),
        (event.recipients, event.actors, event.actor_countries),
    )
    return [
        (one, codes[0])
        for ours, theirs, codes in held
        for one in ours
        if codes and not theirs and not set(codes) & set(countries_of((one,), by_id))
    ]


def _pairs(event: Event) -> list[tuple[str, str]]:
    others = event.recipients or event.actors  # “Berg and Lund met”
    return [pair for a in event.actors for b in others for pair in ((a, b), (b, a)) if a != b]


def _supports(scene: Scene, listed: dict[str, set[str]], day: date) -> Iterator[Concern]:
    """Yield one concern for each listed party that is helped or acted for, and who does so."""
    told: dict[tuple[tuple[str, ...], tuple[str, ...]], Concern] = {}
    for item in support_in(scene, listed):
        if is_long_ago(scene.analysis, item.span, day):
            continue
        others = item.given.ids or item.given.countries
        party: tuple[str, ...] = (item.party.id,)
        sides = (party, others) if item.by_party else (others, party)
        if sides in told:
            told[sides] = replace(told[sides], also=(*told[sides].also, item.span))
            continue
        statement = statement_around(item.word, scene.told)
        roles = (*(ListedRole(giver, "actor") for giver in item.given.ids if giver in listed),)
        told[sides] = Concern(
            "", "support", *sides, item.span, item.certainty, None, statement.id if statement else None,
            statement.speaker if statement else None, asset_freezes(listed[item.party.id], day),
            (*roles, ListedRole(item.party.id, "actor")),
            ("what was given, and how much",) if not item.acts else ("what was done for it",), kind="support",
        )  # fmt: skip
    yield from told.values()
