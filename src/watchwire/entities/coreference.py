"""Whom pronouns and short descriptions stand for, where the reading is clear. Every later room asks here."""

from collections.abc import Iterable
from dataclasses import replace

from watchwire.entities.authors import author_of
from watchwire.entities.epithets import described
from watchwire.entities.pronouns import meant
from watchwire.entities.walk import FIRST, HE_OR_SHE, Reading, begin, keep, noun_of, walk
from watchwire.language import Analysis
from watchwire.language.places import Places
from watchwire.language.quotes import find_quotes, is_utterance
from watchwire.model import Entity, EntityKind, Manner, Span, Statement

WE = frozenset({"we", "us", "our", "ourselves"})


def with_references(analysis: Analysis, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Return the entities with the pronouns and descriptions outside quotations that clearly stand for them."""
    if not analysis.words or analysis.article.language != "en":
        return entities
    return _with_found(entities, _outside_quotations(analysis, entities).found)


def nouns_meant(analysis: Analysis, entities: tuple[Entity, ...]) -> dict[Span, int]:
    """Return the pronouns outside quotations that clearly stand for somebody without a name, and his noun's number.

    Args:
        analysis: the analysed text.
        entities: its entities, with the pronouns that stand for them or without.

    """
    if not analysis.words or analysis.article.language != "en":
        return {}
    found = _outside_quotations(analysis, entities).found
    nouns = ((noun_of(key), spans) for key, spans in found.items())
    return {span: number for number, spans in nouns if number is not None for span in spans}


def _outside_quotations(analysis: Analysis, entities: tuple[Entity, ...]) -> Reading:
    """Walk through a text without its quotations: whom a speaker names, the next “he said” is not."""
    text = analysis.article.text
    quoted = _covered_by(text, (quote for quote in find_quotes(analysis.article) if is_utterance(quote.of(text))))
    author = author_of(analysis, entities)
    reading = begin(analysis, entities)
    for number, word, named in walk(reading):
        if quoted[word.start]:
            continue
        home = named
        if home is None:
            home = author if author is not None and word.text.lower() in FIRST else None
            home = home or meant(reading, word, number, frozenset()) or described(reading, word, number)
            if home is not None:
                reading.stands_for(home, word)
        keep(reading, word, number, home)
    return reading


def with_spoken(
    analysis: Analysis, entities: tuple[Entity, ...], statements: tuple[Statement, ...]
) -> tuple[Entity, ...]:
    """Return the entities with the pronouns in quotations: “I” is the speaker there, and “he” is somebody else."""
    spoken = tuple(s for s in statements if s.manner is not Manner.PARAPHRASED and s.content_spans)
    if not spoken or not analysis.words:
        return entities
    told = Places((piece, s) for s in spoken for piece in s.content_spans)
    said = _covered_by(analysis.article.text, (piece for s in spoken for piece in s.content_spans))
    held = {span.start: entity.id for entity in entities for span in entity.pronouns}
    people = {entity.id for entity in entities if entity.kind is EntityKind.PERSON}
    last = said.rfind(1)
    reading = begin(analysis, entities)
    for number, word, named in walk(reading):
        if word.start > last:
            break  # nothing more is said
        home = named or held.get(word.start)
        small = word.text.lower()
        asked = home is None and said[word.start] and (small in FIRST or small in HE_OR_SHE)
        inside = told.around(Span(word.start, word.start + 1)) if asked else ()
        if inside:
            speaker = inside[0].speaker
            if small in FIRST:
                home = speaker if speaker in people else None
            elif speaker is not None:
                home = meant(reading, word, number, frozenset({speaker}))
            if home is not None:
                reading.stands_for(home, word)
        keep(reading, word, number, home)
    return _with_found(entities, reading.found)


def _covered_by(text: str, spans: Iterable[Span]) -> bytearray:
    """Return which characters of a text some spans cover."""
    covered = bytearray(len(text) + 1)
    for span in spans:
        covered[span.start : span.end] = b"\1" * len(span)
    return covered


def _with_found(entities: tuple[Entity, ...], found: dict[str, list[Span]]) -> tuple[Entity, ...]:
    return tuple(
        replace(e, pronouns=tuple(sorted((*e.pronouns, *found[e.id])))) if e.id in found else e for e in entities
    )
