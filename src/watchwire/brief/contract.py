"""A brief as JSON, by the contract in `docs/json.md`: names are fixed, more may be added."""

from typing import Any

from watchwire.brief.matches import match_rows
from watchwire.brief.roles import roles_in
from watchwire.brief.summary import summary
from watchwire.model import (
    Brief,
    Concern,
    Confidence,
    DateExpression,
    Designation,
    Entity,
    Event,
    Instrument,
    Measure,
    Span,
    Statement,
    Target,
)


def brief_record(brief: Brief) -> dict[str, Any]:
    """Return a brief as plain JSON values in the order of the contract."""
    article = brief.article
    published = article.published
    return {
        "watchwire": brief.watchwire,
        "article": {
            "url": article.url,
            "site": article.site,
            "title": article.title,
            "author": article.author,
            "published": published.on.isoformat() if published.on else None,
            "published_from": published.basis,
            "published_how": published.how,
            "published_earliest": published.earliest.isoformat() if published.earliest else None,
            "published_latest": published.latest.isoformat() if published.latest else None,
            "modified": article.modified.isoformat() if article.modified else None,
            "language": article.language,
            "section": article.section,
            "lead": article.lead,
            "free": article.free,
            "country": article.country,
            "notes": list(article.notes),
            "text": article.text,
            "sha256": article.sha256,
            "furniture": [{"start": f.span.start, "end": f.span.end, "kind": f.kind.value} for f in article.furniture],
        },
        "as_of": brief.as_of.isoformat() if brief.as_of else None,
        "as_of_modified": brief.as_of_modified.isoformat() if brief.as_of_modified else None,
        "summary": [
            [{"text": c.text, "of": list(c.of), "spans": [_pair(span) for span in c.spans]} for c in clauses]
            for clauses in summary(brief)
        ],
        "lists": [
            {
                "list": version.list,
                "title": version.title,
                "version": version.version,
                "sha256": version.sha256,
                "parties": version.parties,
                "fetched": version.fetched,
                "source": version.source,
                "starter": version.starter,
            }
            for version in brief.lists
        ],
        "entities": [_entity(article.text, entity) for entity in brief.entities],
        "statements": [_statement(statement) for statement in brief.statements],
        "events": [_event(event) for event in brief.events],
        "dates": [_date(article.text, expression) for expression in brief.dates],
        "concerns": [_concern(concern) for concern in brief.concerns],
        "listed_roles": [
            {
                "entity": role.entity,
                "role": role.role,
                "says": role.says,
                "of": list(role.of),
                "spans": [_pair(span) for span in role.spans],
            }
            for role in roles_in(brief)
        ],
        "instruments": [_instrument(item) for item in brief.instruments],
        "designations": [_designation(item) for item in brief.designations],
        "unread": list(brief.unread),
        "notes": list(brief.notes),
    }


def _place(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _entity(text: str, entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "countries": list(entity.countries),
        "coordinates": list(entity.coordinates) if entity.coordinates else None,
        "mentions": [_place(text, span) for span in entity.mentions],
        "roles": [_place(text, span) for span in entity.roles],
        "pronouns": [_place(text, span) for span in entity.pronouns],
        "matches": [row for match in entity.matches for row in match_rows(match)],
        "found_by": list(entity.by),
        "notes": list(entity.notes),
        **_confidence(entity.confidence),
    }


def _confidence(held: Confidence | None) -> dict[str, Any]:
    return {
        "confidence": round(held.value, 3) if held else None,
        "confidence_reasons": [
            {"feature": feature, "weight": round(weight, 2)} for feature, weight in (held.reasons if held else ())
        ],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "speaker": statement.speaker,
        "speaker_span": _pair(statement.speaker_span),
        "stands_for": [_pair(span) for span in statement.stands_for],
        "cue_span": _pair(statement.cue_span),
        "content_spans": [_pair(span) for span in statement.content_spans],
        "manner": statement.manner.value,
        "certainty": statement.certainty.value,
        "modal": statement.modal,
        "stance": statement.stance,
        "answers": [
            {"statement": answer.statement, "kind": answer.kind, "party": answer.party} for answer in statement.answers
        ],
        "doubts": list(statement.doubts),
        **_confidence(statement.confidence),
    }


def _date(text: str, expression: DateExpression) -> dict[str, Any]:
    return {
        "from": expression.first.isoformat() if expression.first else None,
        "to": expression.last.isoformat() if expression.last else None,
        "text": expression.span.of(text),
        "span": _pair(expression.span),
        "kind": expression.kind,
        "value": expression.value,
        "grain": expression.grain,
    }


def _event(event: Event) -> dict[str, Any]:
    day = event.date
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "actor_countries": list(event.actor_countries),
        "recipient_countries": list(event.recipient_countries),
        "actor_spans": [_pair(span) for span in event.actor_spans],
        "recipient_spans": [_pair(span) for span in event.recipient_spans],
        "goods": event.goods,
        "date": {
            "from": day.first.isoformat() if day.first else None,
            "to": day.last.isoformat() if day.last else None,
            "span": _pair(day.span),
            "text": day.value,
        }
        if day
        else None,
        "place": event.place,
        "certainty": event.certainty.value,
        "tense": event.tense.value,
        "statement": event.statement,
        "span": _pair(event.span),
        "also": [_pair(span) for span in event.also],
        **_confidence(event.confidence),
        "kind_confidence": round(event.kind_confidence.value, 3) if event.kind_confidence else None,
        "words": _pair(event.words),
    }


def _concern(concern: Concern) -> dict[str, Any]:
    return {
        "id": concern.id,
        "kind": concern.kind,
        "activity": concern.activity,
        "from": list(concern.providers),
        "to": list(concern.receivers),
        "event": concern.event,
        "statement": concern.statement,
        "by": concern.by,
        "certainty": concern.certainty.value,
        "span": _pair(concern.span),
        "also": [_pair(span) for span in concern.also],
        "listed": [{"entity": item.entity, "role": item.role} for item in concern.listed],
        "unsaid": list(concern.unsaid),
        "measures": [measure_record(measure) for measure in concern.measures],
        "measures_begun_since": [measure_record(measure) for measure in concern.begun],
        "measures_ended_since": list(concern.ended),
        **_confidence(concern.confidence),
    }


def _instrument(item: Instrument) -> dict[str, Any]:
    return {
        "id": item.id,
        "key": item.key,
        "kind": item.kind,
        "issuer": item.issuer,
        "name": item.name,
        "title": item.title,
        "in_rule_base": bool(item.measures),
        "standing": item.standing.value,
        "in_force_from": item.since.isoformat() if item.since else None,
        "in_force_until": item.until.isoformat() if item.until else None,
        "source": item.source,
        "citations": [{"span": _pair(citation.span), "part": citation.part} for citation in item.citations],
        "measures": [measure_record(measure) for measure in item.measures],
    }


def _designation(item: Designation) -> dict[str, Any]:
    return {
        "id": item.id,
        "action": item.action.value,
        "by": item.by,
        "by_span": _pair(item.by_span),
        "on": item.on.isoformat() if item.on else None,
        "date_span": _pair(item.date_span),
        "authorities": [{"instrument": one.instrument, "part": one.part} for one in item.authorities],
        "reason_span": _pair(item.reason),
        "cue_span": _pair(item.cue),
        "span": _pair(item.span),
        "targets": [_target(target) for target in item.targets],
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "name": target.name,
        "span": _pair(target.span),
        "named": target.named,
        "entity": target.entity,
        "detail_span": _pair(target.detail),
        "matches": [row for match in target.matches for row in match_rows(match)],
        "listings": [
            {
                "party": entered.party,
                "list": entered.list,
                "reference": entered.reference,
                "listed_on": entered.listed_on.isoformat() if entered.listed_on else None,
                "days": entered.days,
            }
            for entered in target.entered
        ],
    }


def measure_record(measure: Measure) -> dict[str, Any]:
    """Return a measure as the contract has it; `status` says whether the paragraph number is verified."""
    return {
        "id": measure.id,
        "issuer": measure.issuer,
        "instrument": measure.instrument,
        "paragraph": measure.paragraph,
        "title": measure.title,
        "summary": measure.summary,
        "status": measure.verification.value,
        "in_force_from": measure.in_force_from.isoformat() if measure.in_force_from else None,
        "in_force_until": measure.in_force_until.isoformat() if measure.in_force_until else None,
        "widened_by": list(measure.widened_by),
        "superseded_by": list(measure.superseded_by),
        "implements": list(measure.implements),
        "exceptions": measure.exceptions,
        "contested_by": measure.contested_by,
        "binds": list(measure.binds),
        "source": measure.source,
    }
