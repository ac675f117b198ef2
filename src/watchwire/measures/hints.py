"""Concerns of less weight: a listed person's journey, a meeting with a listed party, hints at ownership, positions.

None of these is forbidden by itself. They are what an analyst would follow up, each with the words it rests on.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from watchwire.events import frames
from watchwire.events.certainty import statement_around
from watchwire.events.scene import Scene
from watchwire.language import Analysis
from watchwire.measures.common import around, countries_of, firmness, in_order, listing_tags, sure_tags
from watchwire.measures.rules import rule_base
from watchwire.measures.support import support_in
from watchwire.model import (
    Certainty,
    Concern,
    Entity,
    EntityKind,
    Event,
    ListedRole,
    Measure,
    Span,
    Statement,
    Tense,
)

_HAPPENED = frozenset({Tense.PAST, Tense.PRESENT})
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.VESSEL, EntityKind.AIRCRAFT})
_NEAR = 90
"""How many characters may lie between an owner's name, the words that hint at ownership, and what is owned."""


def find_hints(
    analysis: Analysis,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    day: date,
) -> list[Concern]:
    """Return the concerns of less weight, journeys first."""
    by_id = {entity.id: entity for entity in entities}
    tags = {entity.id: sure_tags(entity) for entity in entities}
    listed = {key: held for key, held in tags.items() if held}
    return [
        *_journeys(analysis, events, by_id, statements, day),
        *_meetings(analysis, events, by_id, listed, day),
        *_ownership(analysis, entities, listed, day),
        *_positions(analysis, entities, listed, day),
        *_supports(Scene(analysis, entities, statements, ()), listed, day),
    ]


def _measures(activity: str, tags: set[str], day: date, issuer: str | None = None) -> tuple[Measure, ...]:
    """Return the measures on listed parties of some programmes that concern an activity."""
    return in_order(
        m
        for m in rule_base()
        if activity in m.activities
        and m.in_force_on(day)
        and issuer in {None, m.issuer}
        and tags & {f"{m.issuer}:{tag}" for tag in m.programmes}
    )


def _journeys(
    analysis: Analysis,
    events: tuple[Event, ...],
    by_id: dict[str, Entity],
    statements: tuple[Statement, ...],
    day: date,
) -> list[Concern]:
    """Return a concern for each journey abroad of a person under a UN travel ban; it weighs less than an activity."""
    by_statement = {statement.id: statement for statement in statements}
    made: list[Concern] = []
    told: set[str] = set()
    for event in events:
        if event.mode != "visit" or event.certainty is Certainty.DENIED:
            continue
        for entity_id in event.actors:
            entity = by_id[entity_id]
            measures = _measures("travel", listing_tags(entity), day, "UN")
            abroad = [c for c in countries_of((event.place,) if event.place else (), by_id) if c not in _homes(entity)]
            if entity.kind is not EntityKind.PERSON or not measures or not abroad or entity_id in told:
                continue
            told.add(entity_id)
            statement = by_statement.get(event.statement or "")
            made.append(
                Concern(
                    "",
                    "travel",
                    (entity_id,),
                    tuple(abroad),
                    around(analysis, event),
                    firmness(event),
                    event.id,
                    statement.id if statement else None,
                    statement.speaker if statement else None,
                    measures,
                    (ListedRole(entity_id, "actor"),),
                    ("whether the Committee exempted the journey",),
                    tuple(event.also),
                    kind="travel",
                )
            )
    return made


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
        for one, other in _pairs(event):
            apart = not set(countries_of((one,), by_id)) & set(countries_of((other,), by_id))
            if one not in listed or not apart or (one, other) in told or (other, one) in told:
                continue
            told.update(_pairs(event))  # all who meet at once are one concern
            theirs = event.recipients or tuple(key for key in event.actors if key != one)
            ours = event.actors if event.recipients else (one,)
            ours, theirs = (ours, theirs) if one in ours else (theirs, ours)
            measures = _measures("asset-freeze", listed[one], day)
            roles = tuple(ListedRole(key, "actor") for key in (*ours, *theirs) if key in listed)
            unsaid = ("what was agreed", "whether anything was given or promised")
            span = around(analysis, event)
            yield Concern(
                "", "meeting", ours, theirs, span, firmness(event), event.id, None, None, measures, roles, unsaid,
                tuple(event.also), kind="meeting",
            )  # fmt: skip


def _pairs(event: Event) -> list[tuple[str, str]]:
    others = event.recipients or event.actors  # “Berg and Lund met”
    return [pair for a in event.actors for b in others for pair in ((a, b), (b, a)) if a != b]


def _ownership(
    analysis: Analysis, entities: tuple[Entity, ...], listed: dict[str, set[str]], day: date
) -> Iterator[Concern]:
    """Yield a concern where words of ownership stand between a listed party and a body that is not listed."""
    text = analysis.article.text
    told: set[tuple[str, str]] = set()
    for match in frames().ownership.finditer(text):
        sentence = analysis.sentence_at(match.start())
        if sentence is None:
            continue
        inside = [
            (span, entity)
            for entity in entities
            for span in entity.mentions
            if sentence.span.contains(span)
            and min(abs(span.start - match.end()), abs(match.start() - span.end)) <= _NEAR
        ]
        before = [(span, e) for span, e in inside if span.end <= match.start()]
        after = [(span, e) for span, e in inside if span.start >= match.end()]
        if not before or not after:
            continue
        (left, one), (right, other) = max(before, key=lambda p: p[0].end), min(after, key=lambda p: p[0].start)
        for owner, owned in ((other, one), (one, other)):
            fits = owner.id in listed and owned.id not in listed and owned.kind in _BODIES
            if fits and (owner.id, owned.id) not in told:
                told.add((owner.id, owned.id))
                unsaid = ("the share that is owned: freezes reach what listed parties own or control, by half or more",)
                yield Concern(
                    "", "ownership", (owner.id,), (owned.id,), Span(left.start, right.end), Certainty.ASSERTED,
                    None, None, None, _measures("asset-freeze", listed[owner.id], day),
                    (ListedRole(owner.id, "actor"),), unsaid, kind="ownership",
                )  # fmt: skip


def _positions(
    analysis: Analysis, entities: tuple[Entity, ...], listed: dict[str, set[str]], day: date
) -> Iterator[Concern]:
    """Yield a concern where a listed person's role in the text is to lead a body that is not listed."""
    text = analysis.article.text
    for entity in entities:
        if entity.id not in listed or entity.kind is not EntityKind.PERSON:
            continue
        for role in entity.roles:
            bodies = [e for e in entities for span in e.mentions if role.contains(span) and e.kind in _BODIES]
            body = next((e for e in bodies if e.id not in listed), None)
            if body is not None and frames().positions.search(role.of(text)):
                yield Concern(
                    "", "position", (entity.id,), (body.id,), role, Certainty.ASSERTED, None, None, None,
                    _measures("asset-freeze", listed[entity.id], day), (ListedRole(entity.id, "actor"),),
                    ("whether the listed person controls the body",), kind="position",
                )  # fmt: skip
                break


def _supports(scene: Scene, listed: dict[str, set[str]], day: date) -> Iterator[Concern]:
    """Yield one concern for each listed party that is helped or acted for, and who does so."""
    told: dict[tuple[tuple[str, ...], str], Concern] = {}
    for item in support_in(scene, listed):
        others = item.given.ids or item.given.countries
        sides = ((item.party.id,), others) if item.by_party else (others, (item.party.id,))
        key = (*sides, item.word.number if not others else -1)
        if key in told:
            told[key] = replace(told[key], also=(*told[key].also, item.span))
            continue
        statement = statement_around(item.word, scene.told)
        roles = (*(ListedRole(giver, "actor") for giver in item.given.ids if giver in listed),)
        told[key] = Concern(
            "", "support", *sides, item.span, item.certainty,
            None, statement.id if statement else None, statement.speaker if statement else None,
            _measures("asset-freeze", listed[item.party.id], day), (*roles, ListedRole(item.party.id, "actor")),
            ("what was given, and how much",) if not item.acts else ("what was done for it",), kind="support",
        )  # fmt: skip
    yield from told.values()
