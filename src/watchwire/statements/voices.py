"""Whose words go on: “he said” right behind what somebody else said than the pronoun was taken for."""

import re

from watchwire.entities.given_names import is_given_name, sex_of_given_name
from watchwire.entities.people import people_words
from watchwire.model import Entity, EntityKind, Manner, Statement
from watchwire.statements.known import Known, head_of
from watchwire.statements.raw import RawStatement

_SEX = {"he": "m", "she": "f"}
_MISTAKEN = frozenset({EntityKind.ORGANIZATION})
"""A name that is not known may be taken for a body's: an office before it tells that it is not."""
_OTHER = {"he": "she", "she": "he"}
_BETWEEN = frozenset(" \t\n,.\"'“”‘’`")


def same_voice(known: Known, raw: RawStatement, told: Entity | None, made: list[Statement]) -> Statement | None:
    """Return the statement right before a quotation whose speaker goes on in it as “he”, or None.

    A pronoun looks for somebody known. Where the last who spoke is named this once, it may find somebody named before
    him, who is a bystander (Oslo fell out with Berg. “It may end,” envoy Lund warned. “It will,” *he* said).

    Args:
        known: the entities of the text.
        raw: the statement.
        told: whom the pronoun was taken for.
        made: the statements before it.

    """
    text = known.analysis.article.text
    if raw.source is None or raw.manner is not Manner.QUOTED or raw.stance or not made or told is None:
        return None
    pronoun, before = raw.source.of(text).lower(), made[-1]
    if raw.cue == before.cue_span and before.speaker_span not in {raw.source, None}:
        return before  # the next sentence of the same quotation
    if pronoun not in _OTHER or before.speaker == told.id or before.speaker_span is None or before.stance:
        return None
    spans = (before.speaker_span, before.cue_span, *before.content_spans)
    begin = min(span.start for span in (raw.source, raw.cue, *raw.content))
    end = max(span.end for span in spans)
    if begin < end or set(text[end:begin]) - _BETWEEN or not _is_one(known, before, _OTHER[pronoun]):
        return None
    since = min(span.start for span in spans)
    said = [piece for piece in before.content_spans if before.manner is Manner.QUOTED]
    near = any(
        since <= name.start < raw.source.start and not any(piece.contains(name) for piece in said)
        for name in told.mentions
    )  # whom somebody speaks of is not he who goes on
    same = set(told.name.split()) & set(before.speaker_span.of(text).split())
    return None if near or same else before


def _is_one(known: Known, before: Statement, other: str) -> bool:
    """Say whether who spoke is one person with a name, whom no pronoun of the other sex stands for."""
    text, source = known.analysis.article.text, before.speaker_span
    entity = known.by_id.get(before.speaker or "")
    if entity is not None and entity.kind is EntityKind.PERSON:
        first = sex_of_given_name(entity.name.split()[0]) if " " in entity.name else None
        return first != _SEX[other] and all(p.of(text).lower() != other for p in entity.pronouns)
    head = head_of(known.analysis, source) if source is not None else None
    if source is None or head is None or (entity is not None and entity.kind not in _MISTAKEN):
        return False
    if head.tag != "NNP":  # a family name that is a word too (“Sales”)
        plain = (
            head.tag in {"NNS", "NN", "NNPS"} and head.text[:1].isupper() and len(known.analysis.words_in(source)) == 1
        )
        return plain and _has_given_name(text, head.text, other)
    words = known.analysis.words_in(source)
    lemmas = {word.lemma.lower() for word in words}
    if lemmas & people_words().bodies or any(word.tag == "CC" for word in words):
        return False
    office = any(w.pos == "NOUN" and w.lemma.lower() in people_words().persons and w.start < head.start for w in words)
    return office or (len(words) == 1 and _has_given_name(text, head.text, other))


def _has_given_name(text: str, family: str, other: str) -> bool:
    """Say whether a text has a given name before a family name, and none of the other sex."""
    before = [m[1].split("-")[0] for m in re.finditer(rf"([A-Z][\w-]+) {re.escape(family)}\b", text)]
    given = [word for word in before if is_given_name(word)]
    return bool(given) and all(sex_of_given_name(word) != _SEX[other] for word in given)
