"""Mentions: every place where a person, body or place is named, with the witnesses that say so."""

import re
from dataclasses import dataclass, field
from functools import cache

from watchwire.geography import Place, country_of, country_words, places
from watchwire.language import Analysis, Name
from watchwire.model import Band, EntityKind, Match, PartyKind, Span
from watchwire.names.classes import organisation_words, titles
from watchwire.names.tokens import Token, tokenize
from watchwire.tables import read_table

_KINDS = {
    PartyKind.PERSON: EntityKind.PERSON,
    PartyKind.ORGANIZATION: EntityKind.ORGANIZATION,
    PartyKind.VESSEL: EntityKind.VESSEL,
    PartyKind.AIRCRAFT: EntityKind.AIRCRAFT,
    PartyKind.OTHER: EntityKind.ORGANIZATION,
}
_LABELS = {
    "person": EntityKind.PERSON,
    "organization": EntityKind.ORGANIZATION,
    "place": EntityKind.PLACE,
    "group": EntityKind.GROUP,
}
_LONGEST_PLACE = 5
_LONGEST_WORD = 24
_INITIAL = re.compile(r"[A-Z]\.\s")
_GIVEN = re.compile(r"\b([A-Z][a-z]+) $")
_ADDRESS = re.compile(r"://|@|^www\.", re.IGNORECASE)
_CHARGE = re.compile(r"\bSecretar(?:y|ies) (?:of|for) (?:the )?$")


@dataclass(slots=True)
class Mention:
    """One named place in the text. `country` is set for countries, their capitals and their people."""

    span: Span
    kind: EntityKind
    by: set[str]
    words: tuple[str, ...]
    country: str | None = None
    country_role: str | None = None
    matches: list[Match] = field(default_factory=list)
    base: bool = False
    """Whether `words` are the name without inflection."""


def find_mentions(analysis: Analysis, matches: list[Match]) -> list[Mention]:
    """Merge what the lists, the gazetteer and the recogniser found. Neither swallows the other.

    A listed name keeps its span and kind; a recogniser's name that overlaps it only adds its witness. Weak matches
    attach to a mention that somebody else found and make none of their own.
    """
    article = analysis.article
    found: dict[Span, Mention] = {}
    for match in matches:
        if match.span is None or match.band is Band.WEAK:
            continue
        mention = found.get(match.span) or _new(article.text, match.span, _KINDS[match.party.kind], "list")
        mention.matches.append(match)
        found[match.span] = mention
    kept = _without_overlaps(list(found.values()))
    _add_all(kept, _gazetteer(article.text, analysis), replace_labels=False)
    named = [_recognised(article.text, _mended(article.text, name)) for name in analysis.names]
    likely = [m for m in named if not article.in_furniture(m.span) and _plausible(article.text, m)]
    _add_all(kept, likely, replace_labels=True)
    for match in matches:
        if match.band is Band.WEAK and match.span is not None:
            for mention in kept:
                if mention.span == match.span:
                    mention.matches.append(match)
    return sorted(kept, key=lambda mention: mention.span)


def _new(text: str, span: Span, kind: EntityKind, by: str) -> Mention:
    words = tuple(token.norm for token in tokenize(span.of(text)))
    return Mention(span, kind, {by}, words)


def _recognised(text: str, name: Name) -> Mention:
    """Take a recogniser's name; a title before it ("Spokesperson Ned Price") is no part of it and shows a person."""
    tokens = tokenize(name.span.of(text))
    skip = 0
    while skip < len(tokens) - 1 and (tokens[skip].norm in titles() or _is_office(tokens[skip].norm)):
        skip += 1
    kind = _LABELS[name.label]
    rest = tokens[skip:]
    if name.base is not None:
        words = tuple(token.norm for token in tokenize(name.base))
        country = country_of(name.base) if kind is EntityKind.PLACE else None
        return Mention(name.span, kind, {"recogniser"}, words, country, "name" if country else None, base=True)
    if not skip or (kind is not EntityKind.PERSON and not (len(rest) == 2 and all(t.capital for t in rest))):  # noqa: PLR2004
        return _new(text, name.span, kind, "recogniser")
    if any(t.norm in organisation_words() for t in rest):
        return _new(text, name.span, kind, "recogniser")
    return _new(text, Span(name.span.start + rest[0].start, name.span.end), EntityKind.PERSON, "recogniser")


def _is_office(norm: str) -> bool:
    from watchwire.entities.roles import office_of

    return office_of(norm) is not None


def _mended(text: str, name: Name) -> Name:
    """Cut a name at a bracket that it opens and does not close, and take in the given name before an initial."""
    span = name.span
    words = span.of(text)
    if "(" in words and ")" not in words and words.index("(") > 0:
        span = Span(span.start, span.start + len(words[: words.index("(")].rstrip()))
    given = _GIVEN.search(text[max(0, span.start - _LONGEST_WORD) : span.start]) if _INITIAL.match(words) else None
    if given is not None and not _is_office(given[1].lower()) and given[1].lower() not in {"state", *titles()}:
        span = Span(span.start - len(given[0]), span.end)
    return Name(span, name.label, name.base)


def _plausible(text: str, mention: Mention) -> bool:
    """Leave out stray words: addresses, what is known to be no party, and a minister's charge."""
    written = mention.span.of(text)
    if len("".join(mention.words)) <= 1 or _ADDRESS.search(written):
        return False
    kind = _known_names().get(written.lower())
    if kind is not None and kind != "none":
        mention.kind = EntityKind(kind)
    return kind != "none" and not _CHARGE.search(text[max(0, mention.span.start - _LONGEST_WORD) : mention.span.start])


@cache
def _known_names() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in read_table("watchwire.entities", "known_names.tsv")}


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    ranked = sorted(mentions, key=lambda m: (-max((x.score for x in m.matches), default=0), -len(m.span)))
    for mention in ranked:
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return kept


def _add_all(kept: list[Mention], more: list[Mention], replace_labels: bool) -> None:
    """Add mentions that overlap none; where one overlaps, it becomes a further witness of the one there."""
    for mention in more:
        rivals = [other for other in kept if other.span.overlaps(mention.span)]
        if not rivals:
            kept.append(mention)
            continue
        inside = all(mention.span.contains(other.span) for other in rivals)
        places_only = all(other.by == {"gazetteer"} for other in rivals)
        longer = len(mention.span) > max(len(other.span) for other in rivals)
        if replace_labels and inside and places_only and longer and mention.kind is not EntityKind.PLACE:
            # "Bank of Russia": the recogniser's body holds the gazetteer's country.
            for other in rivals:
                kept.remove(other)
            kept.append(mention)
            continue
        for other in rivals:
            if other.span.contains(mention.span) or mention.span.contains(other.span):
                other.by |= mention.by
                if other.span == mention.span and mention.base:
                    other.words = mention.words


def _gazetteer(text: str, analysis: Analysis) -> list[Mention]:
    """Find countries, their people and capitals, and known places, longest first."""
    table = country_words()
    known = places()
    found: list[Mention] = []
    tokens = tokenize(text)
    position = 0
    while position < len(tokens):
        step = 1
        if tokens[position].capital:
            for length in range(min(_LONGEST_PLACE, len(tokens) - position), 0, -1):
                mention = _place_at(text, tokens, position, length, table, known)
                if mention is not None:
                    if not analysis.article.in_furniture(mention.span):
                        found.append(mention)
                    step = length
                    break
        position += step
    return found


def _place_at(
    text: str,
    tokens: list[Token],
    position: int,
    length: int,
    table: dict[str, tuple[str, str]],
    known: dict[str, Place],
) -> Mention | None:
    span = Span(tokens[position].start, tokens[position + length - 1].end)
    phrase = span.of(text)
    dotted = text[span.start : span.end + 1]
    if dotted in table and dotted.endswith("."):
        span, phrase = Span(span.start, span.end + 1), dotted
    words = tuple(token.norm for token in tokens[position : position + length])
    if phrase in table:
        code, role = table[phrase]
        kind = EntityKind.GROUP if role == "demonym" else EntityKind.PLACE
        return Mention(span, kind, {"gazetteer"}, words, code, role)
    place = known.get(phrase)
    if place is not None:
        return Mention(span, EntityKind.PLACE, {"gazetteer"}, words, place.country, "place")
    return None
