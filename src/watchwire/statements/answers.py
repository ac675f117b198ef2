"""Which statements of an article deny or confirm what another one of it says.

Two statements speak of one thing if they share most of the words that carry the shorter one's content, two at least.
That is a reading of words, not of meaning: a reader sees both sides and judges.
"""

from dataclasses import dataclass, replace

from watchwire.entities import country_codes_in_phrase
from watchwire.language import Analysis
from watchwire.model import Answer, Certainty, Entity, Span, Statement

_CARRYING = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_EMPTY = frozenset({"be", "have", "do", "say", "report", "claim", "statement", "allegation", "accusation"})
_SHARE = 0.6
_LEAST = 2
_KINDS = {Certainty.DENIED: "denies", Certainty.CONFIRMED: "confirms"}


@dataclass(frozen=True)
class _Claim:
    """A statement with the lemmas that carry its content."""

    statement: Statement
    lemmas: frozenset[str]


def with_answers(
    analysis: Analysis, entities: tuple[Entity, ...], statements: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    """Return the statements, each with what it denies or confirms of the others.

    Where who answers is a party to what is told (is named in the claim, or is of a country that is), the answer says
    so: its word outranks an outlet's.
    """
    if not any(statement.certainty in _KINDS for statement in statements):
        return statements
    claims = [_Claim(statement, _carried(analysis, statement.content_spans)) for statement in statements]
    return tuple(_answering(analysis, claim, claims, entities) for claim in claims)


def _answering(analysis: Analysis, claim: _Claim, claims: list[_Claim], entities: tuple[Entity, ...]) -> Statement:
    statement = claim.statement
    kind = _KINDS.get(statement.certainty)
    if kind is None or statement.stance:
        return statement
    found = tuple(
        Answer(other.statement.id, kind, _is_party(analysis, statement, other.statement, entities))
        for other in claims
        if _answerable(statement, other.statement) and _same(claim.lemmas, other.lemmas)
    )
    return replace(statement, answers=found)


def _answerable(statement: Statement, other: Statement) -> bool:
    """Say whether one statement can answer another: not its own, not a stance, not one that says the like."""
    return not (
        other.id == statement.id
        or other.stance
        or other.certainty is statement.certainty
        or _one_source(statement, other)
    )


def _one_source(a: Statement, b: Statement) -> bool:
    if a.speaker is not None or b.speaker is not None:
        return a.speaker == b.speaker
    return a.speaker_span is not None and a.speaker_span == b.speaker_span


def _same(a: frozenset[str], b: frozenset[str]) -> bool:
    shared = len(a & b)
    return shared >= _LEAST and shared >= _SHARE * min(len(a), len(b))


def _carried(analysis: Analysis, spans: tuple[Span, ...]) -> frozenset[str]:
    """Return the lemmas that carry a content."""
    return frozenset(
        word.lemma.lower()
        for span in spans
        for word in analysis.words_in(span)
        if word.pos in _CARRYING and word.lemma.lower() not in _EMPTY
    )


def _is_party(analysis: Analysis, statement: Statement, other: Statement, entities: tuple[Entity, ...]) -> bool:
    """Say whether who answers is named in the claim, or is of a country named there."""
    spans = (*other.content_spans, *statement.content_spans)
    named = [e for e in entities if any(s.contains(m) for s in spans for m in (*e.mentions, *e.pronouns))]
    speaker = next((entity for entity in entities if entity.id == statement.speaker), None)
    if speaker is not None and speaker in named:
        return True
    own = set(speaker.countries) if speaker is not None else set()
    if statement.speaker_span is not None:
        own.update(country_codes_in_phrase(statement.speaker_span.of(analysis.article.text)))
    return bool(own & {code for entity in named for code in entity.countries})
