"""Statements with their speakers resolved to entities."""

from watchwire.language import Analysis
from watchwire.model import Entity, EntityKind, Span, Statement
from watchwire.statements.cues import cue_lexicon
from watchwire.statements.english import english_statements
from watchwire.statements.raw import RawStatement
from watchwire.statements.russian import russian_statements

_RULES = {"en": english_statements, "ru": russian_statements}
_HE = frozenset({"he", "she", "i", "him", "her", "он", "она", "я"})
# “We” outside a quotation is whoever wrote the text, and no body named in it.
_THEY = frozenset({"they", "it", "они"})


def build_statements(analysis: Analysis, entities: tuple[Entity, ...]) -> tuple[Statement, ...]:
    """Return who said what, in order of the text.

    Args:
        analysis: the analysed text; languages without statement rules give none (the analysis says so).
        entities: the entities of the article, which speakers are resolved to.

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
            )
        )
    return tuple(made)


def _speaker(
    analysis: Analysis, raw: RawStatement, entities: tuple[Entity, ...], earlier: list[Statement]
) -> Entity | None:
    if raw.source is None:
        return None
    text = raw.source.of(analysis.article.text).strip().lower()
    if text in _HE | _THEY:
        others = tuple(e for e in entities if not any(p.contains(m) for p in raw.content for m in e.mentions))
        return _by_pronoun(raw.source, text in _HE, others, earlier)
    named = [(entity, span) for entity in entities for span in entity.mentions if raw.source.contains(span)]
    if named and _is_deed(analysis, raw.source, [span for _, span in named]):
        return None  # “Russia's violation of the law demands …” is no word of Russia's
    if named:
        return _head_of(named)
    roles = [entity for entity in entities for role in entity.roles if raw.source.contains(role)]
    return roles[0] if roles else None


def _is_deed(analysis: Analysis, source: Span, named: list[Span]) -> bool:
    """Say whether a source is only what somebody named in it did: neither a party, a body of his, nor a paper."""
    words = analysis.words_in(source)
    head = next((w for w in words if not source.start <= analysis.words[w.head].start < source.end), None)
    if head is None or head.pos != "NOUN" or any(span.start <= head.start < span.end for span in named):
        return False
    lexicon = cue_lexicon(analysis.article.language or "en")
    return head.lemma.endswith(lexicon.deeds) and head.lemma not in lexicon.speaking


def _head_of(named: list[tuple[Entity, Span]]) -> Entity:
    """Prefer a person over a body over a country; among equals the last name ("US spokesman Matthew Miller")."""
    order = {EntityKind.PERSON: 0, EntityKind.ORGANIZATION: 1, EntityKind.GOVERNMENT: 2, EntityKind.PLACE: 3}
    return min(named, key=lambda pair: (order.get(pair[0].kind, 4), -pair[1].start))[0]


def _by_pronoun(pronoun: Span, person: bool, entities: tuple[Entity, ...], earlier: list[Statement]) -> Entity | None:
    """Take the last speaker of the right kind, else the last person named shortly before."""
    by_id = {entity.id: entity for entity in entities}
    for statement in reversed(earlier):
        entity = by_id.get(statement.speaker or "")
        if entity is None or statement.cue_span.start >= pronoun.start:
            continue
        if pronoun.start - statement.cue_span.end > 1500:  # noqa: PLR2004  (a few paragraphs)
            break
        if (entity.kind is EntityKind.PERSON) == person:
            return entity
    if not person:
        return None
    near = [
        (span.start, entity)
        for entity in entities
        if entity.kind is EntityKind.PERSON
        for span in entity.mentions
        if 0 < pronoun.start - span.start < 400  # noqa: PLR2004  (about one paragraph)
    ]
    return max(near, key=lambda pair: pair[0])[1] if near else None
