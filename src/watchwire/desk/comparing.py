"""What an article says of somebody against what a list's entry says: field by field, with the words it rests on.

A field agrees, conflicts, or is missing on one side; where both say something that cannot be held against one another
(two offices, say), it is for a person to look. An article's silence is never a conflict. Only what stands in one
sentence with the name, and near it, is taken as said of its bearer.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from watchwire.geography.countries import country_name
from watchwire.model import BirthDate, Brief, Entity, EntityKind, Match, Party, PartyKind, Span
from watchwire.names.tokens import words

_NEAR = 60
"""Characters between a name and an age or a birth that is said of its bearer: an apposition's length."""
_CIRCA_YEARS = 2
_SHOWN = 4
_WORD_LEAST = 4
_AGE = re.compile(r"\b(?:aged?\s+(?P<a>\d{2,3})\b|(?P<b>\d{2,3})[-\s]years?[-\s]old\b)|(?<=,\s)(?P<c>\d{2})(?=\s*[,)])")
_BORN = re.compile(r"\b(?:born|b\.)\s[^.;\n]{0,30}?\b(?P<year>1[89]\d\d|20\d\d)\b", re.IGNORECASE)
_END = re.compile(r"[.!?…]['”\"’)]*\s|\n")
_SEXES = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
_KINDS = {
    EntityKind.PERSON: PartyKind.PERSON,
    EntityKind.ORGANIZATION: PartyKind.ORGANIZATION,
    EntityKind.VESSEL: PartyKind.VESSEL,
    EntityKind.AIRCRAFT: PartyKind.AIRCRAFT,
}


class Verdict(StrEnum):
    """How two sides stand to one another."""

    AGREE = "agree"
    CONFLICT = "conflict"
    MISSING = "missing"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the article, and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what the article says, with its words, what the entry says, and how they stand to one another."""

    label: str
    said: tuple[Said, ...]
    listed: tuple[str, ...]
    verdict: Verdict
    why: str = ""


def compare_sides(brief: Brief, entity: Entity, match: Match, party: Party) -> tuple[Field, ...]:
    """Return the fields in which an article's subject and a listed party can be held against one another.

    Args:
        brief: of the article.
        entity: the subject.
        match: what is to be judged.
        party: the entry, whole, as the lists in use have it.

    """
    return tuple(
        field
        for field in (
            _names(brief, entity, match, party),
            _kind(entity, party),
            _birth(brief, entity, party),
            _sex(brief, entity, party),
            _countries(brief, entity, party),
            _roles(brief, entity, party),
            _places(brief, party),
            _relations(brief, entity, party),
            _identifiers(brief, party),
        )
        if field.said or field.listed
    )


def _said(
    brief: Brief, spans: "Iterator[Span] | tuple[Span, ...] | list[Span]", most: int = _SHOWN
) -> tuple[Said, ...]:
    """Return the words at some places, each wording once."""
    found: dict[str, Said] = {}
    for span in spans:
        text = " ".join(span.of(brief.article.text).split())
        if text:
            found.setdefault(text.casefold(), Said(text, span))
    return tuple(found.values())[:most]


def _names(brief: Brief, entity: Entity, match: Match, party: Party) -> Field:
    listed = [match.name.full, *(name.full for name in party.names if name.full != match.name.full)]
    return Field("Names", _said(brief, entity.mentions), tuple(listed), Verdict.AGREE, f"matched: {match.name.full}")


def _kind(entity: Entity, party: Party) -> Field:
    kind = _KINDS.get(entity.kind)
    if kind is None or party.kind is PartyKind.OTHER:
        return Field("Kind", (), (party.kind.value,), Verdict.MISSING)
    verdict = Verdict.AGREE if kind is party.kind else Verdict.CONFLICT
    where = Said(entity.kind.value, entity.mentions[0]) if entity.mentions else None
    return Field("Kind", (where,) if where else (), (party.kind.value,), verdict)


# -- when born


def _birth(brief: Brief, entity: Entity, party: Party) -> Field:
    listed = tuple(str(born) for born in party.birth_dates)
    told = list(_born(brief, entity))
    said = tuple(Said(item.text, item.span) for item, _, _ in told)
    if not told or not party.birth_dates:
        return Field("Born", said, listed, Verdict.MISSING)
    agree = any(_meets(born, first, last) for _, first, last in told for born in party.birth_dates)
    low, high = told[0][1], told[0][2]
    years = str(low) if low == high else f"{low} or {high}"
    return Field("Born", said, listed, Verdict.AGREE if agree else Verdict.CONFLICT, f"the article: {years}")


def _born(brief: Brief, entity: Entity) -> Iterator[tuple[Said, int, int]]:
    """Yield births and ages that are said of an entity, with the years that they allow."""
    text, day = brief.article.text, brief.article.published.on
    for mention in entity.mentions:
        sentence = _sentence(text, mention)
        for match in _BORN.finditer(text, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            if _is_near(brief, entity, mention, span):
                yield Said(span.of(text), span), int(match["year"]), int(match["year"])
        for match in _AGE.finditer(text, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            if day is not None and _is_near(brief, entity, mention, span):
                age = int(match["a"] or match["b"] or match["c"])
                yield Said(span.of(text), span), day.year - age - 1, day.year - age


def _meets(born: BirthDate, first: int, last: int) -> bool:
    spread = _CIRCA_YEARS if born.circa else 0
    until = born.until.year if born.until else born.on.year
    return born.on.year - spread <= last and first <= until + spread


def _sentence(text: str, span: Span) -> Span:
    low = 0
    for match in _END.finditer(text, 0, span.start):
        low = match.end()
    found = _END.search(text, span.end)
    return Span(min(low, span.start), found.start() if found else len(text))


def _is_near(brief: Brief, entity: Entity, mention: Span, span: Span) -> bool:
    """Say whether something stands by a mention, and nobody else's name between the two."""
    low, high = (mention.end, span.start) if span.start >= mention.end else (span.end, mention.start)
    if high - low > _NEAR:
        return False
    between = Span(min(low, high), max(low, high))
    people = (other for other in brief.entities if other.id != entity.id and other.kind is EntityKind.PERSON)
    return not any(between.overlaps(place) for other in people for place in other.mentions)


# -- what is told


def _sex(brief: Brief, entity: Entity, party: Party) -> Field:
    spans = [(span, _SEXES.get(span.of(brief.article.text).casefold())) for span in entity.pronouns]
    told = [(span, sex) for span, sex in spans if sex]
    listed = (party.gender,) if party.gender else ()
    said = _said(brief, [span for span, _ in told], 2)
    if not told or not party.gender:
        return Field("Gender", said, listed, Verdict.MISSING)
    agree = all(sex == party.gender.casefold() for _, sex in told)
    return Field("Gender", said, listed, Verdict.AGREE if agree else Verdict.CONFLICT)


def _countries(brief: Brief, entity: Entity, party: Party) -> Field:
    beside = list(_beside(brief, entity))
    ours = set(entity.countries) or {code for _, codes in beside for code in codes}
    theirs = set(party.countries)
    said, listed = _said(brief, [span for span, _ in beside]), tuple(map(country_name, party.countries))
    if not said and ours and entity.mentions:
        said = (Said(_lands(ours), entity.mentions[0]),)
    if not ours or not theirs:
        return Field("Countries", said, listed, Verdict.MISSING)
    verdict = Verdict.AGREE if ours & theirs else Verdict.CONFLICT
    return Field("Countries", said, listed, verdict, f"the article: {_lands(ours)}")


def _lands(codes: Iterable[str]) -> str:
    return ", ".join(sorted(map(country_name, codes)))


_LANDS = frozenset({EntityKind.PLACE, EntityKind.GOVERNMENT, EntityKind.GROUP})
_AFTER = re.compile(r"\s*,?\s*(?:of|from)\s+(?:the\s+)?")
_BEFORE = re.compile(r"(?:['’]s)?\s+(?:[\w-]+\s+){0,3}")
"""What stands between a name and the country it is given: "of", "from"; or, before it, a possessive and a title."""


def _beside(brief: Brief, entity: Entity) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the countries that stand right by a name, as of its bearer."""
    text = brief.article.text
    lands = [(span, item.countries) for item in brief.entities if item.kind in _LANDS for span in item.mentions]
    for mention in entity.mentions:
        for span, codes in lands:
            after = span.start >= mention.end and _AFTER.fullmatch(text, mention.end, span.start)
            before = span.end <= mention.start and _BEFORE.fullmatch(text, span.end, mention.start)
            if codes and (after or (before and text[span.end : span.end + 1] in "'’")):
                yield span, codes


def _roles(brief: Brief, entity: Entity, party: Party) -> Field:
    said = _said(brief, entity.roles)
    if not said or not party.positions:
        return Field("Role", said, party.positions, Verdict.MISSING)
    listed = {word for text in party.positions for word in words(text) if len(word) >= _WORD_LEAST}
    shared = sorted({word for item in said for word in words(item.text)} & listed)
    verdict = Verdict.AGREE if shared else Verdict.LOOK
    return Field("Role", said, party.positions, verdict, f"both say: {', '.join(shared)}" if shared else "")


def _places(brief: Brief, party: Party) -> Field:
    listed = (*party.birth_places, *party.addresses)
    known = {word for text in listed for word in words(text) if len(word) >= _WORD_LEAST}
    spans = [
        span
        for other in brief.entities
        if other.kind is EntityKind.PLACE and set(words(other.name)) <= known and words(other.name)
        for span in other.mentions
    ]
    return Field("Places", _said(brief, spans), listed[:6], Verdict.AGREE if spans else Verdict.MISSING)


def _relations(brief: Brief, entity: Entity, party: Party) -> Field:
    listed = tuple(f"{item.kind}: {item.name}" for item in party.relations)
    related = [set(words(item.name)) for item in party.relations]
    spans = [
        span
        for other in brief.entities
        if other.id != entity.id and any(_is_same(set(words(other.name)), name) for name in related)
        for span in other.mentions[:1]
    ]
    return Field("Relations", _said(brief, spans), listed[:12], Verdict.AGREE if spans else Verdict.MISSING)


def _is_same(one: set[str], other: set[str]) -> bool:
    """Say whether two names share two words, or all that they have."""
    shared = one & other
    return len(shared) > 1 or (bool(shared) and one == other)


def _identifiers(brief: Brief, party: Party) -> Field:
    text = brief.article.text
    spans = []
    for item in party.identifiers:
        number = re.escape(item.value.strip())
        if len(item.value.strip()) >= _WORD_LEAST + 1 and (found := re.search(rf"(?<!\w){number}(?!\w)", text)):
            spans.append(Span(found.start(), found.end()))
    listed = tuple(f"{item.kind} {item.value}" for item in party.identifiers)
    return Field("Numbers", _said(brief, spans), listed[:12], Verdict.AGREE if spans else Verdict.MISSING)
