"""Who the source of a statement is, where that is clear."""

import re
from itertools import takewhile

from watchwire.entities.coreference import WE
from watchwire.entities.people import people_words
from watchwire.entities.walk import FIRST, is_people
from watchwire.geography import country_of
from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind, Span, Statement
from watchwire.statements.cues import cue_lexicon
from watchwire.statements.known import Known, head_of, stands_for_body
from watchwire.statements.offices import bare_office, holds
from watchwire.statements.raw import RawStatement

_RUSSIAN_PRONOUNS = frozenset({"он", "она", "я", "они", "мы"})
_OFFICE_OF = re.compile(r", | of (?:the )?[A-Z]\w+ ")
"""What stands between an office and its holder (“Librarian *of Congress* Anna Berg”)."""
_BASED = re.compile(r"(?:[Tt]he )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?-based ")
"""Where a body sits, before its name."""
_LANDS = frozenset({EntityKind.PLACE, EntityKind.GOVERNMENT})
_FAR = 1500
"""How far back, in characters, a Russian pronoun finds its speaker (a few paragraphs)."""


def speaker_of(known: Known, raw: RawStatement, earlier: list[Statement]) -> Entity | None:
    """Return who a source is, where that is clear; else the source stands as it is written."""
    if raw.source is None:
        return None
    analysis = known.analysis
    text = raw.source.of(analysis.article.text).strip().lower()
    if raw.cue.of(analysis.article.text) == ":" and text in people_words().labels:
        return None  # “QUESTION:”, “A:”: a turn of somebody without a name
    if text in FIRST | WE and (turn := _turn(raw.source, known)) is not None:
        return turn
    if text in WE or " whose " in text:
        return known.author if text in WE else None  # “the poet, whose lawyers”: nobody whom these words name
    clear = known.stood_for(raw.source) or known.owner_of_paper(raw.source)
    if clear is not None:
        return clear
    if text in _RUSSIAN_PRONOUNS:
        return _last_speaker(raw.source, known, earlier)
    named = known.named_in(raw.source)
    if analysis.article.language != "en":
        return _first_rank(named) if named else _by_role(raw.source, known)
    named = [pair for pair in named if not is_people(analysis, pair[1])]  # “Turks said” is no word of Turkey's
    if named and _is_deed(analysis, raw.source, [span for _, span in named]):
        return None  # “Russia's violation of the law demands …” is no word of Russia's
    return _by_head(known, raw.source, named) or known.holder_of(raw.source)


def _turn(pronoun: Span, known: Known) -> Entity | None:
    """Return whose turn or quotation “I” and “we” stand in."""
    around = known.quoted.around(pronoun)
    return known.by_id.get(around[-1].speaker or "") if around else None


def _by_head(known: Known, source: Span, named: list[tuple[Entity, Span]]) -> Entity | None:
    """Return whom the head of a source names: never a name inside a longer phrase (“Kim's adviser”, “some in Gaza”)."""
    analysis = known.analysis
    head = head_of(analysis, source)
    if head is None or _several(analysis, source, named):
        return None
    seated = _BASED.match(source.of(analysis.article.text))
    if seated is not None and head.start < source.start + seated.end():  # “Oslo, Norway-based *Nordact*”
        return next((e for e, span in named if span.start == source.start + seated.end()), None)
    for entity, span in named:
        if span.start <= head.start < span.end:
            return _apposed_to_office(analysis, source, entity, named) or known.namesake(entity, span, source)
    for child in analysis.children(head.number):  # “the governor, Oleg Petrov”
        after = child.number > head.number  # “the Berg campaign” is not Berg
        apposed = child.dep == "appos" or (after and child.dep in {"compound", "nmod", "flat"})
        person = next((e for e, span in named if apposed and span.start <= child.start < span.end), None)
        if person is not None and (person.kind is EntityKind.PERSON or _is_what_it_is(head, child, person)):
            return person
    office = bare_office(source.of(analysis.article.text))
    for entity, role in known.roles_in(source):
        if role.start <= head.start < role.end:
            held = office is None or entity.kind is not EntityKind.PERSON
            return entity if held or holds(analysis.article.text, entity, office or "") else None
    if stands_for_body(head):
        return _owner(analysis, head, named)
    return None


def _apposed_to_office(
    analysis: Analysis, source: Span, entity: Entity, named: list[tuple[Entity, Span]]
) -> Entity | None:
    """Return who holds an office that was taken for a name (“The Treasurer, *Anna Berg*”), or None."""
    text = analysis.article.text
    first = next((span for e, span in named if e is entity), source)
    if " " in entity.name or text[source.start : first.start].lower() not in {"", "the "}:
        return None
    behind = (
        e for e, span in named if _OFFICE_OF.fullmatch(text[first.end : span.start]) and e.kind is EntityKind.PERSON
    )
    return next((e for e in behind if " " in e.name), None)


def _is_what_it_is(head: Word, child: Word, entity: Entity) -> bool:
    """Say whether a body stands beside the common noun that says what it is (“the company, *Blue Harbour*”)."""
    return head.tag == "NN" and child.dep == "appos" and entity.kind is EntityKind.ORGANIZATION


def _several(analysis: Analysis, source: Span, named: list[tuple[Entity, Span]]) -> bool:
    """Say whether a source is several at once (“The Secretary and Minister Colonna”), and no one entity speaks.

    What somebody is may be several things (“*Anna Berg, a doctor and mother of two*, said”): behind a comma after his
    name, with nobody else named in it who would be joined to him.
    """
    first = min((span for e, span in named if e.kind is EntityKind.PERSON), default=None)
    for word in analysis.words_in(source):
        if word.dep != "cc" or word.lemma != "and" or any(span.start <= word.start < span.end for _, span in named):
            continue
        if (
            first is None
            or not (first.start == source.start or _is_titled(analysis, source, first, named))
            or word.start < first.start
            or not _tells_who(analysis, first, word, named)
        ):
            return True
    return False


def _is_titled(analysis: Analysis, source: Span, first: Span, named: list[tuple[Entity, Span]]) -> bool:
    """Say whether a source begins with what its one person is (“*Republican* Ole Berg, a doctor and father”)."""
    one = len({entity.id for entity, _ in named if entity.kind is EntityKind.PERSON}) == 1
    return one and not set(analysis.article.text[source.start : first.start]) & set(",;(")


def _tells_who(analysis: Analysis, name: Span, joint: Word, named: list[tuple[Entity, Span]]) -> bool:
    """Say whether a word that joins two things stands in what is told of somebody behind his name."""
    text = analysis.article.text
    if not text[name.end : joint.start].lstrip().startswith((",", "(")):
        return False
    after = analysis.words[min(joint.number + 1, len(analysis.words) - 1)]
    joined = after.tag == "PRP$" or any(e.kind is EntityKind.PERSON and s.start > joint.start for e, s in named)
    return not joined


def _owner(analysis: Analysis, head: Word, named: list[tuple[Entity, Span]]) -> Entity | None:
    """Return whose spokesman, ministry or statement it is: what is named right before the noun, the nearest first."""
    near = [(e, span) for e, span in named if span.end <= head.start and e.kind is not EntityKind.PERSON]
    if not near:
        return None
    entity, span = max(near, key=lambda pair: pair[1].start)
    words = people_words()
    if head.lemma.lower() in words.filings and words.filed_with & set(entity.name.lower().split()):
        return None  # “a filing with the Commission” is not its own
    gap = list(takewhile(lambda word: word.start >= span.end, reversed(analysis.words_in(Span(span.end, head.start)))))
    if entity.kind is EntityKind.ORGANIZATION and _goes_on(gap):
        return None  # “Federal Water Minister's office officials”: not whoever is called “Federal Water”
    if entity.kind in _LANDS and (_seats(analysis, span) or any(word.lemma in words.houses for word in gap)):
        return None  # “the Norway-based agency” and “Oslo hospital officials” are no voice of Norway or Oslo
    if entity.kind is EntityKind.PLACE and country_of(entity.name) is None:
        return None  # “Bergen police” are no voice of Bergen
    if sum(word.tag == "POS" for word in gap) > 1:
        return None  # “Bolivia's public defender's office” is not Bolivia
    close = all(word.pos in {"NOUN", "PROPN", "ADJ", "PART", "PUNCT", "SPACE"} for word in gap)
    return entity if close else None


def _goes_on(gap: list[Word]) -> bool:
    """Say whether a name goes on behind what was taken for it, and owns what comes next; `gap` is read backwards."""
    words = list(reversed(gap))
    owner = next((n for n, word in enumerate(words) if word.tag == "POS"), 0)
    return owner > 0 and all(word.pos == "PROPN" for word in words[:owner])


def _seats(analysis: Analysis, place: Span) -> bool:
    return analysis.article.text.startswith("-based", place.end)


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


def _by_role(source: Span, known: Known) -> Entity | None:
    return next((entity for entity, _ in known.roles_in(source)), None)


def _last_speaker(pronoun: Span, known: Known, earlier: list[Statement]) -> Entity | None:
    """Return the last person who spoke shortly before a Russian pronoun."""
    for statement in reversed(earlier):
        if statement.cue_span.start >= pronoun.start:
            continue
        if pronoun.start - statement.cue_span.end > _FAR:
            return None
        entity = known.by_id.get(statement.speaker or "")
        if entity is not None and entity.kind is EntityKind.PERSON:
            return entity
    return None
