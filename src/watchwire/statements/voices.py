"""Whose words go on: “he said” behind what another said than he was taken for, “they said” behind several."""

import re

from watchwire.entities.given_names import is_given_name, sex_of_given_name
from watchwire.entities.people import people_words
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.model import Entity, EntityKind, Manner, Span, Statement
from watchwire.statements.joint import are_people, is_main, phrase_of
from watchwire.statements.known import Known, head_of
from watchwire.statements.raw import RawStatement

_SEX = {"he": "m", "she": "f"}
_MISTAKEN = frozenset({EntityKind.ORGANIZATION})
"""A name that is not known may be taken for a body's: an office before it tells that it is not."""
_OTHER = {"he": "she", "she": "he"}
_BETWEEN = frozenset(" \t\n,.\"'“”‘’`")
_NEAR = 2
"""How many sentences back several spoke who go on as “they”."""


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
    if _is_noun(known, before):
        return None  # “Berg brushed off *Lund's fear* that it was late. “It is not,” he said”
    since = min(span.start for span in spans)
    said = [piece for piece in before.content_spans if before.manner is Manner.QUOTED]
    near = any(
        since <= name.start < raw.source.start and not any(piece.contains(name) for piece in said)
        for name in told.mentions
    )  # whom somebody speaks of is not he who goes on
    same = set(told.name.split()) & set(before.speaker_span.of(text).split())
    return None if near or same else before


def voice_of_several(known: Known, raw: RawStatement, made: list[Statement]) -> Span | None:
    """Return the words for people whom nobody names and who go on as “they”, or None.

    Those who spoke last, right before (“*villagers* said. Fifty rebels came at night, *they* said”); where nobody did,
    the subject of what is told before the pronoun (“*Prosecutors* have charged Berg, *they* said”).

    Args:
        known: the entities of the text.
        raw: the statement, whose source nobody by name is known to be.
        made: the statements before it.

    """
    analysis = known.analysis
    if raw.source is None or raw.stands_for or raw.source.of(analysis.article.text).lower() != "they":
        return None
    here = _sentence_number(analysis, raw.source)
    spoke = next((held for held in reversed(made) if not held.stance and held.speaker_span != raw.source), None)
    if spoke is not None and spoke.speaker_span is not None:
        near = 0 <= here - _sentence_number(analysis, spoke.speaker_span) <= _NEAR
        if near and spoke.cue_span.end <= raw.source.start:
            head = head_of(analysis, spoke.speaker_span)
            return spoke.speaker_span if head is not None and spoke.speaker is None and _are_several(head) else None
    return _teller_of_own_deed(analysis, raw)


def _teller_of_own_deed(analysis: Analysis, raw: RawStatement) -> Span | None:
    """Return the people who are the subject of what “they” behind it tell."""
    source = raw.source
    pronoun = analysis.word_at(source.start) if source is not None else None
    if pronoun is None or source is None or len(raw.content) != 1 or raw.content[0].end > source.start:
        return None
    told = analysis.words_in(raw.content[0])
    subjects = [w for w in told if w.dep in {"nsubj", "nsubjpass"} and _is_told(analysis, w, pronoun)]
    if len(subjects) != 1 or not _are_several(subjects[0]) or subjects[0].dep != "nsubj":
        return None
    phrase = phrase_of(analysis, subjects[0])
    return phrase if phrase.start == raw.content[0].start else None


def _is_told(analysis: Analysis, subject: Word, pronoun: Word) -> bool:
    """Say whether a word is the subject of the main clause of what a pronoun behind it tells."""
    verb, telling = analysis.words[subject.head], analysis.words[pronoun.head]
    return is_main(analysis, verb) or (verb.dep in {"ccomp", "parataxis"} and verb.head == telling.number)


def _are_several(noun: Word) -> bool:
    """Say whether a noun in the plural is for people (“officials”, “villagers”)."""
    return are_people(noun) or (noun.tag == "NNS" and noun_class(noun.lemma.lower()) == "person")


def _sentence_number(analysis: Analysis, place: Span) -> int:
    return next((n for n, s in enumerate(analysis.sentences) if s.span.contains(place)), 0)


def _is_noun(known: Known, before: Statement) -> bool:
    """Say whether it is only a noun that tells what somebody says: its sentence is of another's doing."""
    cue = known.analysis.words_in(before.cue_span)
    return bool(cue) and cue[-1].pos == "NOUN"


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
