"""Statements with their speakers resolved to entities."""

from watchwire.entities.coreference import FIRST, WE, author_of
from watchwire.entities.people import people_words
from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind, Manner, Span, Statement
from watchwire.statements.cues import cue_lexicon
from watchwire.statements.english import english_statements
from watchwire.statements.raw import RawStatement
from watchwire.statements.russian import russian_statements

_RULES = {"en": english_statements, "ru": russian_statements}
_RUSSIAN_PRONOUNS = frozenset({"он", "она", "я", "они", "мы"})
_FAR = 1500
"""How far back, in characters, a Russian pronoun finds its speaker (a few paragraphs)."""


def build_statements(analysis: Analysis, entities: tuple[Entity, ...]) -> tuple[Statement, ...]:
    """Return who said what, in order of the text.

    Args:
        analysis: the analysed text; languages without statement rules give none (the analysis says so).
        entities: the entities of the article with their pronouns, which speakers are resolved to.

    """
    rules = _RULES.get(analysis.article.language or "")
    if rules is None or not analysis.parsed:
        return ()
    made: list[Statement] = []
    for number, raw in enumerate(rules(analysis), 1):
        speaker = _speaker(analysis, raw, entities, made)
        made.append(
            Statement(
                f"s{number}",
                speaker.id if speaker else None,
                raw.source,
                raw.cue,
                raw.content,
                raw.manner,
                raw.certainty,
                raw.modal,
                raw.stance,
                doubts=raw.doubts,
            )
        )
    return tuple(made)


def _speaker(
    analysis: Analysis, raw: RawStatement, entities: tuple[Entity, ...], earlier: list[Statement]
) -> Entity | None:
    """Return who a source is, where that is clear; else the source stands as it is written."""
    if raw.source is None:
        return None
    text = raw.source.of(analysis.article.text).strip().lower()
    if text in FIRST | WE and (turn := _turn(raw.source, entities, earlier)) is not None:
        return turn
    if text in WE:
        author = author_of(analysis, entities)
        return next((entity for entity in entities if entity.id == author), None)
    clear = next((entity for entity in entities if raw.source in entity.pronouns), None)
    if clear is not None:
        return clear
    if text in _RUSSIAN_PRONOUNS:
        return _last_speaker(raw.source, entities, earlier)
    named = [(entity, span) for entity in entities for span in entity.mentions if raw.source.contains(span)]
    if analysis.article.language != "en":
        return _first_rank(named) if named else _by_role(raw.source, entities)
    if named and _is_deed(analysis, raw.source, [span for _, span in named]):
        return None  # “Russia's violation of the law demands …” is no word of Russia's
    return _by_head(analysis, raw.source, named, entities)


def _turn(pronoun: Span, entities: tuple[Entity, ...], earlier: list[Statement]) -> Entity | None:
    """Return whose turn or quotation “I” and “we” stand in."""
    around = [
        s for s in earlier if s.manner is Manner.QUOTED and any(piece.contains(pronoun) for piece in s.content_spans)
    ]
    return next((e for e in entities if around and e.id == around[-1].speaker), None)


def _by_head(
    analysis: Analysis, source: Span, named: list[tuple[Entity, Span]], entities: tuple[Entity, ...]
) -> Entity | None:
    """Return whom the head of a source names: never a name inside a longer phrase (“Kim's adviser”, “some in Gaza”)."""
    head = head_of(analysis, source)
    if head is None or _several(analysis, source, [span for _, span in named]):
        return None
    for entity, span in named:
        if span.start <= head.start < span.end:
            return entity
    for child in analysis.children(head.number):  # “the governor, Oleg Petrov”
        apposed = child.dep in {"appos", "compound", "nmod", "flat"}
        person = next((e for e, span in named if apposed and span.start <= child.start < span.end), None)
        if person is not None and person.kind is EntityKind.PERSON:
            return person
    for entity in entities:
        if any(role.start <= head.start < role.end and source.contains(role) for role in entity.roles):
            return entity
    if head.pos == "NOUN" and head.lemma.lower() in people_words().standing_for:
        return _owner(analysis, head, named)
    return None


def _several(analysis: Analysis, source: Span, named: list[Span]) -> bool:
    """Say whether a source is several at once (“The Secretary and Minister Colonna”), and no one entity speaks."""
    return any(
        word.dep == "cc" and word.lemma == "and" and not any(span.start <= word.start < span.end for span in named)
        for word in analysis.words_in(source)
    )


def head_of(analysis: Analysis, phrase: Span) -> Word | None:
    """Return the word of a phrase that governs the others."""
    words = analysis.words_in(phrase)
    return next(
        (w for w in words if w.head == w.number or not phrase.start <= analysis.words[w.head].start < phrase.end), None
    )


def _owner(analysis: Analysis, head: Word, named: list[tuple[Entity, Span]]) -> Entity | None:
    """Return whose spokesman, ministry or statement it is: what is named right before the noun, the nearest first."""
    near = [(e, span) for e, span in named if span.end <= head.start and e.kind is not EntityKind.PERSON]
    if not near:
        return None
    entity, span = max(near, key=lambda pair: pair[1].start)
    between = analysis.words[: head.number]
    gap = [word for word in between if word.start >= span.end]
    close = all(word.pos in {"NOUN", "PROPN", "ADJ", "PART", "PUNCT"} for word in gap)
    return entity if close else None


def _is_deed(analysis: Analysis, source: Span, named: list[Span]) -> bool:
    """Say whether a source is only what somebody named in it did: neither a party, a body of his, nor a paper."""
    head = head_of(analysis, source)
    if head is None or head.pos != "NOUN" or any(span.start <= head.start < span.end for span in named):
        return False
    lexicon = cue_lexicon(analysis.article.language or "en")
    return head.lemma.endswith(lexicon.deeds) and head.lemma not in lexicon.speaking


def _first_rank(named: list[tuple[Entity, Span]]) -> Entity:
    """Prefer a person over a body over a country; among equals the last name."""
    order = {EntityKind.PERSON: 0, EntityKind.ORGANIZATION: 1, EntityKind.GOVERNMENT: 2, EntityKind.PLACE: 3}
    return min(named, key=lambda pair: (order.get(pair[0].kind, 4), -pair[1].start))[0]


def _by_role(source: Span, entities: tuple[Entity, ...]) -> Entity | None:
    return next((e for e in entities for role in e.roles if source.contains(role)), None)


def _last_speaker(pronoun: Span, entities: tuple[Entity, ...], earlier: list[Statement]) -> Entity | None:
    """Return the last person who spoke shortly before a Russian pronoun."""
    by_id = {entity.id: entity for entity in entities}
    for statement in reversed(earlier):
        entity = by_id.get(statement.speaker or "")
        if entity is None or statement.cue_span.start >= pronoun.start:
            continue
        if pronoun.start - statement.cue_span.end > _FAR:
            return None
        if entity.kind is EntityKind.PERSON:
            return entity
    return None
