"""Which statements of an article deny or confirm what another one of it says.

Two statements speak of one thing if they share most of the words that carry the shorter one's content, two at least.
That is a reading of words, not of meaning: a reader sees both sides and judges.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import NamedTuple

from watchwire.entities import country_codes_in_phrase
from watchwire.language import Analysis
from watchwire.language.places import Places
from watchwire.model import Answer, Certainty, Entity, Span, Statement

_CARRYING = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_EMPTY = frozenset({"be", "have", "do", "say", "report", "claim", "statement", "allegation", "accusation"})
_SHARE = 0.6
_LEAST = 2
_KINDS = {Certainty.DENIED: "denies", Certainty.CONFIRMED: "confirms"}


@dataclass(frozen=True)
class _Claim:
    """A statement with its number and the lemmas that carry its content."""

    number: int
    statement: Statement
    lemmas: frozenset[str]


class _Thing(NamedTuple):
    """What one source says, however often."""

    source: str | None
    certainty: Certainty
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
    claims = [
        _Claim(number, statement, _carried(analysis, statement.content_spans))
        for number, statement in enumerate(statements)
    ]
    told = _Claims(analysis, entities, claims)
    return tuple(_answering(claim, told) for claim in claims)


class _Claims:
    """The claims of an article, each telling of one by one source beside the others of it."""

    def __init__(self, analysis: Analysis, entities: tuple[Entity, ...], claims: list[_Claim]) -> None:
        self._text = analysis.article.text
        self._by_id = {entity.id: entity for entity in entities}
        self._places = Places((span, e) for e in entities for span in (*e.mentions, *e.pronouns))
        self._named: dict[str, dict[str, Entity]] = {}
        self._tellings: dict[_Thing, list[_Claim]] = defaultdict(list)
        self._by_lemma: dict[str, list[_Thing]] = defaultdict(list)
        for claim in claims:
            if claim.statement.stance:
                continue
            thing = self._thing(claim)
            if thing not in self._tellings:
                for lemma in claim.lemmas:
                    self._by_lemma[lemma].append(thing)
            self._tellings[thing].append(claim)

    def _thing(self, claim: _Claim) -> _Thing:
        said = claim.statement
        source = said.speaker or (said.speaker_span.of(self._text).lower() if said.speaker_span else None)
        return _Thing(source, said.certainty, claim.lemmas)

    def answered_by(self, claim: _Claim) -> list[Statement]:
        """Return what a claim answers, in the order of the text.

        What one source says again and again is answered where it was said last before, or else first after.
        """
        near = {thing for lemma in claim.lemmas for thing in self._by_lemma.get(lemma, ())}
        same = (self._tellings[thing] for thing in near if _same(claim.lemmas, thing.lemmas))
        found = (_nearest(tellings, claim) for tellings in same)
        fits = [other for other in found if _answerable(claim.statement, other.statement)]
        return [other.statement for other in sorted(fits, key=lambda other: other.number)]

    def is_party(self, statement: Statement, other: Statement) -> bool:
        """Say whether who answers is named in the claim, or is of a country named there."""
        named = {**self._named_in(other), **self._named_in(statement)}
        if statement.speaker in named:
            return True
        speaker = self._by_id.get(statement.speaker or "")
        own = set(speaker.countries) if speaker is not None else set()
        if statement.speaker_span is not None:
            own.update(country_codes_in_phrase(statement.speaker_span.of(self._text)))
        return bool(own & {code for entity in named.values() for code in entity.countries})

    def _named_in(self, statement: Statement) -> dict[str, Entity]:
        if statement.id not in self._named:
            pieces = statement.content_spans
            self._named[statement.id] = {e.id: e for piece in pieces for e in self._places.inside(piece)}
        return self._named[statement.id]


def _nearest(tellings: list[_Claim], claim: _Claim) -> _Claim:
    at = bisect_left(tellings, claim.number, key=lambda told: told.number)
    return tellings[max(0, at - 1)]


def _answering(claim: _Claim, claims: _Claims) -> Statement:
    statement = claim.statement
    kind = _KINDS.get(statement.certainty)
    if kind is None or statement.stance:
        return statement
    found = claims.answered_by(claim)
    return replace(
        statement, answers=tuple(Answer(other.id, kind, claims.is_party(statement, other)) for other in found)
    )


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
