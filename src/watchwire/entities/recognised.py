"""What a recogniser calls a name: taken with care, as a small model is often wrong on news."""

import re
from functools import cache

from watchwire.entities.expansions import expansions
from watchwire.entities.headlines import without_headline_words
from watchwire.entities.mention import Mention, new_mention
from watchwire.entities.roles import office_of
from watchwire.geography import country_of
from watchwire.language import Analysis, Name
from watchwire.model import EntityKind, Span
from watchwire.names.classes import organisation_words, titles
from watchwire.names.tokens import Token, tokenize
from watchwire.tables import read_table

_LABELS = {
    "person": EntityKind.PERSON,
    "organization": EntityKind.ORGANIZATION,
    "place": EntityKind.PLACE,
    "group": EntityKind.GROUP,
}
_LONGEST_WORD = 24
_INITIAL = re.compile(r"[A-Z]\.\s")
_GIVEN = re.compile(r"\b([A-Z][a-z]+) $")
_BODY = re.compile(r"\b(?:Department|Ministry|Office|Bureau|Agency|Committee|Commission|Court|Institute|University)$")
_OF_WHAT = re.compile(r" (?:of|for) (?:the )?[A-Z][\w.-]+(?:(?: and|, [A-Z]\w+,? and)? [A-Z]\w+)*")
_OWNER = re.compile(r"[A-Z]\w+[’']s (?=(?:Office|Bureau|Department|Ministry|Agency|Committee|Commission) )")
_REACH = 80
_OPENING = "([“\"'‘"
_ADDRESS = re.compile(r"://|@|^www\.", re.IGNORECASE)
_CHARGE = re.compile(r"\bSecretar(?:y|ies) (?:of|for) (?:the )?$")


def likely_names(analysis: Analysis) -> list[Mention]:
    """Return what of the recogniser's names is likely to be one."""
    article = analysis.article
    named = [_recognised(article.text, _mended(article.text, name)) for name in analysis.names]
    likely = [m for m in named if not article.in_furniture(m.span) and _plausible(article.text, m)]
    if article.language == "en":
        likely = without_headline_words(article.text, likely)
    _agree(likely)
    return likely


def _agree(mentions: list[Mention]) -> None:
    """A single word that is now a person and now a place is a place, unless somebody's full name holds it."""
    full = {word for m in mentions if m.kind is EntityKind.PERSON and len(m.words) > 1 for word in m.words}
    placed = {m.words for m in mentions if m.kind is EntityKind.PLACE and len(m.words) == 1}
    for mention in mentions:
        if mention.kind is EntityKind.PERSON and mention.words in placed and mention.words[0] not in full:
            mention.kind = EntityKind.PLACE


def expanded_names(analysis: Analysis) -> list[Mention]:
    """Return the bodies whose full name stands before its acronym."""
    article = analysis.article
    spans = [span for span in expansions(article.text) if not article.in_furniture(span)]
    return [new_mention(article.text, span, EntityKind.ORGANIZATION, "recogniser") for span in spans]


def _recognised(text: str, name: Name) -> Mention:
    """Take a recogniser's name; a title before it ("Spokesperson Ned Price") is no part of it and shows a person."""
    tokens = tokenize(name.span.of(text))
    skip = 0
    kind = _LABELS[name.label]
    while skip < len(tokens) - 1 and (
        tokens[skip].norm in titles()
        or _is_office(tokens[skip].norm)
        or (kind is EntityKind.PERSON and _abbreviates(tokens[skip], tokens[skip + 1]))
    ):
        skip += 1
    rest = tokens[skip:]
    if name.base is not None:
        words = tuple(token.norm for token in tokenize(name.base))
        country = country_of(name.base) if kind is EntityKind.PLACE else None
        return Mention(name.span, kind, {"recogniser"}, words, country, "name" if country else None, base=True)
    if not skip or (kind is not EntityKind.PERSON and not (len(rest) == 2 and all(t.capital for t in rest))):  # noqa: PLR2004
        return new_mention(text, name.span, kind, "recogniser")
    if any(t.norm in organisation_words() for t in rest):
        return new_mention(text, name.span, kind, "recogniser")
    return new_mention(text, Span(name.span.start + rest[0].start, name.span.end), EntityKind.PERSON, "recogniser")


def _abbreviates(token: Token, after: Token) -> bool:
    """Say whether a word is an office in short before a name (“HRVP Borrell”)."""
    return len(token.raw) in range(3, 6) and token.raw.isupper() and token.raw.isalpha() and after.raw.istitle()


def _is_office(norm: str) -> bool:
    return office_of(norm) is not None


def _mended(text: str, name: Name) -> Name:
    """Cut a name at a bracket that it opens and does not close, and take in the given name before an initial."""
    span = name.span
    edge = re.match(r"\W*", span.of(text))
    if edge is not None and 0 < edge.end() < len(span) and text[span.start] not in _OPENING:
        span = Span(span.start + edge.end(), span.end)
    words = span.of(text)
    if "(" in words and ")" not in words and words.index("(") > 0:
        span = Span(span.start, span.start + len(words[: words.index("(")].rstrip()))
    span = _whole_body(text, span)
    given = _GIVEN.search(text[max(0, span.start - _LONGEST_WORD) : span.start]) if _INITIAL.match(words) else None
    if given is not None and not _is_office(given[1].lower()) and given[1].lower() not in {"state", *titles()}:
        span = Span(span.start - len(given[0]), span.end)
    return Name(span, name.label, name.base)


def _whole_body(text: str, span: Span) -> Span:
    """Return a body without its owner (“Treasury's Office”), and with what it is of (“Department of the Treasury”)."""
    owner = _OWNER.match(span.of(text))
    if owner is not None:
        span = Span(span.start + owner.end(), span.end)
    further = _OF_WHAT.match(text[span.end : span.end + _REACH]) if _BODY.search(span.of(text)) else None
    return Span(span.start, span.end + further.end()) if further is not None else span


def _plausible(text: str, mention: Mention) -> bool:
    """Leave out stray words: addresses, what is known to be no party, and a minister's charge."""
    written = mention.span.of(text)
    if len("".join(mention.words)) <= 1 or _ADDRESS.search(written):
        return False
    if mention.kind is EntityKind.PERSON and written.islower():
        return False
    kind = _known_names().get(written.lower())
    if kind is not None and kind not in {"none", "generic"}:
        mention.kind = EntityKind(kind)
    return kind != "none" and not _CHARGE.search(text[max(0, mention.span.start - _LONGEST_WORD) : mention.span.start])


def is_generic(text: str, mention: Mention) -> bool:
    """Say whether a mention is a body's kind and not its name (“the Administration”, “Office of the Spokesperson”)."""
    return mention.by == {"recogniser"} and _known_names().get(mention.span.of(text).lower()) == "generic"


@cache
def _known_names() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in read_table("watchwire.entities", "known_names.tsv")}
