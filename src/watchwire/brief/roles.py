"""What each listed party does in a story: target, actor, recipient, speaker, or only mentioned."""

import re
from dataclasses import dataclass

from watchwire.brief.designated import authorities_of, doer_of, said_of, when_of
from watchwire.brief.line import has_alert, names_of, quoted
from watchwire.confidence import Level, shown_from
from watchwire.designations.frames import frames
from watchwire.model import Brief, Confidence, Designation, Entity, EntityKind, Event, Span, Statement

_LISTING = frozenset({"designate", "sanction"})
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s+[A-Z“\"]|\n")
_THEY = re.compile(
    r"\s*(?:(?:These|Those|The|All(?: of)? these) (?:[a-z]+ )?(?:individuals|persons|officials|people|officers)|They)\b"
)
_FEW = 2
"""How many statements and events of a party are told in its line; the sections hold all."""


@dataclass(frozen=True, slots=True)
class PartyRole:
    """One role of one entity: `says` tells it in a line, `of` names the findings it rests on, `spans` their words."""

    entity: str
    role: str
    says: str
    of: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def roles_in(brief: Brief) -> tuple[PartyRole, ...]:
    """Return the roles of the entities that may be listed parties, the weightiest first for each.

    Who is neither target, actor, recipient nor speaker is mentioned; in a language in which deeds and speeches are not
    read, nothing follows from their absence, and the role is unread; where there are only readings less sure than the
    brief shows, it is unsure.
    """
    found: list[PartyRole] = []
    for entity in brief.entities:
        if has_alert(entity):
            roles = [
                *_targets(brief, entity),
                *_standing(brief, entity),
                *_deeds(brief, entity),
                *_speeches(brief, entity),
            ]
            found.extend(roles or [_of_its_people(brief, entity) or _mention(brief, entity)])
    return tuple(found)


def _is_likely(confidence: Confidence | None, section: str) -> bool:
    return confidence is None or confidence.value >= shown_from(Level.LIKELY, section)


def _targets(brief: Brief, entity: Entity) -> list[PartyRole]:
    return [
        PartyRole(entity.id, "target", _designation_text(brief, item), (item.id,), (item.cue, target.span))
        for item in brief.designations
        for target in item.targets
        if target.entity == entity.id
    ]


def _standing(brief: Brief, entity: Entity) -> list[PartyRole]:
    """Return that the text itself calls a party sanctioned (“Petrov, *the target of US and UN sanctions*”)."""
    if brief.article.language != "en":
        return []
    text = brief.article.text
    for span in entity.mentions:
        match = frames().standing.match(text, span.end)
        told = any(target.entity == entity.id for item in brief.designations for target in item.targets)
        if match is not None and not told:
            words = Span(match.start() + len(match[0]) - len(match[0].lstrip(" ,")), match.end())
            return [PartyRole(entity.id, "target", f"“{quoted(brief, words, 100)}”", (), (span, words))]
    return []


def _designation_text(brief: Brief, item: Designation) -> str:
    doer, under = doer_of(brief, item), authorities_of(brief, item)
    parts = [said_of(item)]
    if doer:
        parts.append(f"by {doer}")
    if when := when_of(brief, item):
        parts.append(when)
    if under:
        parts.append(f"under {under}")
    return " ".join(parts)


def _deeds(brief: Brief, entity: Entity) -> list[PartyRole]:
    made = []
    told_above = {item.cue for item in brief.designations}
    for role, side, other in (("actor", "actors", "recipients"), ("recipient", "recipients", "actors")):
        events = [
            event
            for event in brief.events
            if _is_likely(event.confidence, "events") and entity.id in getattr(event, side)
        ]
        events = [event for event in events if event.span not in told_above]
        if events:
            told = "; ".join(_event_text(brief, event, getattr(event, other), role) for event in events[:_FEW])
            more = f"; and {len(events) - _FEW} more" if len(events) > _FEW else ""
            spans = tuple(event.span for event in events[:_FEW])
            made.append(PartyRole(entity.id, role, told + more, tuple(event.id for event in events), spans))
    return made


def _event_text(brief: Brief, event: Event, others: tuple[str, ...], role: str) -> str:
    names = names_of(brief, others)
    way = {"actor": "→", "recipient": "by"}[role]
    return (
        f"{event.mode}{f' {way} {names}' if names else ''} ({event.certainty.value}, “{quoted(brief, event.span, 40)}”)"
    )


def _speeches(brief: Brief, entity: Entity) -> list[PartyRole]:
    said = [
        statement
        for statement in brief.statements
        if (statement.speaker == entity.id or _speaks_with_others(brief, entity, statement))
        and _is_likely(statement.confidence, "stances" if statement.stance else "statements")
    ]
    if not said:
        return []
    told = "; ".join(_statement_text(brief, statement) for statement in said[:_FEW])
    more = f"; and {len(said) - _FEW} more" if len(said) > _FEW else ""
    spans = tuple(span for statement in said[:_FEW] for span in (statement.cue_span, *statement.content_spans))
    return [PartyRole(entity.id, "speaker", told + more, tuple(statement.id for statement in said), spans)]


def _speaks_with_others(brief: Brief, entity: Entity, statement: Statement) -> bool:
    """Say whether a party is one of several speakers (“Putin and his minister have ordered …”)."""
    if any(piece.contains(span) for piece in statement.stands_for for span in (*entity.mentions, *entity.roles)):
        return entity.kind is EntityKind.PERSON
    source = statement.speaker_span
    if statement.speaker is not None or source is None or " and " not in source.of(brief.article.text):
        return False
    return entity.kind is EntityKind.PERSON and any(source.contains(span) for span in entity.mentions)


def _statement_text(brief: Brief, statement: Statement) -> str:
    words = " … ".join(quoted(brief, span, 100) for span in statement.content_spans[:1])
    return f"{statement.certainty.value}: {words}"


def _in_designation(brief: Brief, entity: Entity) -> bool:
    """Say whether a party is named later in a sentence that tells of a designation, whose list may go on to it."""
    cues = [item.cue for item in brief.designations]
    cues += [event.span for event in brief.events if event.mode in _LISTING]
    return any(
        cue.end <= span.start and _SENTENCE_END.search(brief.article.text, cue.end, span.start) is None
        for cue in cues
        for span in entity.mentions
    )


def _of_its_people(brief: Brief, entity: Entity) -> PartyRole | None:
    """Return the role of a body of whose people the text says that they were designated (“*46 officials* …”).

    It stands in the words for the group, or in a sentence right after that says who they are (“These individuals hold
    positions in …”).
    """
    text = brief.article.text
    for item in brief.designations if entity.kind is not EntityKind.PERSON else ():
        groups = [target for target in item.targets if not target.named]
        after = _THEY.match(text, item.span.end)
        end = _SENTENCE_END.search(text, after.end()) if after is not None else None
        told = [target.span for target in groups]
        if groups and after is not None:
            told.append(Span(after.end(), end.start() if end is not None else len(text)))
        held = next((span for span in entity.mentions for place in told if place.contains(span)), None)
        if held is not None and groups:
            says = f"people of it are {_designation_text(brief, item)} (“{quoted(brief, groups[0].span, 80)}”)"
            return PartyRole(entity.id, "mentioned", says, (item.id,), (item.cue, held))
    return None


def _mention(brief: Brief, entity: Entity) -> PartyRole:
    called = list(dict.fromkeys(quoted(brief, role, 80) for role in entity.roles))
    acts = any(entity.id in (*event.actors, *event.recipients) for event in brief.events)
    speaks = any(statement.speaker == entity.id for statement in brief.statements) or _in_designation(brief, entity)
    role = "unread" if {"statements", "events"} & set(brief.unread) else "unsure" if acts or speaks else "mentioned"
    return PartyRole(entity.id, role, "; ".join(called), (), entity.mentions[:_FEW])
