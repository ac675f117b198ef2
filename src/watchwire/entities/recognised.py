"""What a recogniser calls a name: taken with care, as a small model is often wrong on news."""

import re
from collections import Counter
from collections.abc import Sequence

from watchwire.entities.expansions import expansions, phrases_of_acronyms
from watchwire.entities.given_names import is_given_name
from watchwire.entities.headlines import without_headline_words
from watchwire.entities.kinds import by_shape, is_known, known_names
from watchwire.entities.mention import Mention, new_mention
from watchwire.entities.parts import is_occupation
from watchwire.entities.person_edges import whole_person
from watchwire.entities.roles import office_of
from watchwire.entities.shape import (
    is_channel,
    is_everyday,
    is_known_place,
    is_no_name,
    is_unnamed,
    kind_by_head,
    pieces,
)
from watchwire.entities.whole import whole_body
from watchwire.geography import country_of, country_words, places
from watchwire.language import Analysis, Name
from watchwire.model import EntityKind, Span
from watchwire.names.classes import common_english, organisation_words, titles
from watchwire.names.tokens import Token, tokenize

_LABELS = {
    "person": EntityKind.PERSON,
    "organization": EntityKind.ORGANIZATION,
    "place": EntityKind.PLACE,
    "group": EntityKind.GROUP,
}
_LONGEST_WORD = 24
_WORD_BEFORE = re.compile(r"(?<![\w’'-])([A-Z][\w’'-]*|\d[\d,.-]*) $")
_ALONE = re.compile(r"\b[a-z]+ \($")
_BRACKETED = re.compile(r"\(\($|\([A-Z]{2,8} $")
_REGION = re.compile(r"\b(?:District|Province|Region|Republic|County|Territory|Kingdom|Gulf|Bay|Cape|Isle|Duchy)$")
_OPENER = re.compile(
    r"L[ao]s?|El|Les?|S(?:an|ao|ão|anta|anto|t|T)|SAN|Ste|Saint|Fort|FORT|Port|PORT|Mount|MOUNT|Puerto|Villa|Al|Ar|As"
)
_REST = re.compile(r"\.? [A-Z][\w’'-]+")
_IN_WHAT = re.compile(r" (?:of|in) (?:the )?[A-Z][\w.-]+(?: [A-Z][\w-]+)?")
_UNIT = re.compile(r"\b(?:Division|Brigade|Regiment|Battalion|Squadron|Corps|Army|Fleet|Infantry|Wing)\b")
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th) $")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_REACH = 80
_PAIR = 2
_PERSON_LONGEST = 3
_OPENING = "([“\"'‘"
_ADDRESS = re.compile(r"://|@|^www\.", re.IGNORECASE)
_FORMS = frozenset({"co", "corp", "inc", "ltd", "plc", "llc", "company", "corporation"})
_CHARGE = re.compile(r"\bSecretar(?:y|ies) (?:of|for) (?:the )?$")


def likely_names(analysis: Analysis) -> list[Mention]:
    """Return what of the recogniser's names is likely to be one."""
    article = analysis.article
    names = [piece for name in analysis.names for piece in _names_in(analysis, name)]
    named = [_recognised(article.text, _mended(article.text, name)) for name in names]
    likely = [m for m in named if not article.in_furniture(m.span) and _plausible(article.text, m)]
    if article.language == "en":
        likely = without_headline_words(article.text, likely)
        likely = [m for m in likely if is_known(m.span.of(article.text)) or not is_no_name(article.text, m.span)]
        likely = [m for m in likely if not is_channel(article.text, m.span)]
        likely = [m for m in likely if not _is_half(article.text, m) and not _is_foreign(article.text, m)]
        likely = _joined_people(article.text, likely)
        unnamed = _unnamed_acronyms(article.text)
        likely = [m for m in likely if m.span.of(article.text) not in unnamed]
        likely = [m for m in likely if not _is_of_a_thing(article.text, m)]
        for mention in likely:
            by_shape(article.text, mention)
        _relatives(likely)
        likely = _without_everyday(analysis, likely)
    _agree(article.text, likely)
    return likely


def _is_foreign(text: str, mention: Mention) -> bool:
    """Say whether a name of an English text stands in another writing, of which its recogniser knows nothing."""
    return not _LATIN.search(mention.span.of(text)) and mention.by == {"recogniser"}


def _joined_people(text: str, mentions: list[Mention]) -> list[Mention]:
    """Join two names of one person that stand side by side (“Zine El Abidine” and “Ben Ali”)."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.span):
        last = found[-1] if found else None
        beside = last is not None and text[last.span.end : mention.span.start] == " "
        if last is None or not beside or not (last.kind is mention.kind is EntityKind.PERSON):
            found.append(mention)
            continue
        last.span = Span(last.span.start, mention.span.end)
        last.words = (*last.words, *mention.words)
    return found


def _names_in(analysis: Analysis, name: Name) -> list[Name]:
    return list(pieces(analysis.article.text, name)) if analysis.article.language == "en" else [name]


def _relatives(mentions: list[Mention]) -> None:
    """Take for a person who bears the family name of one (“Philippus Esau” beside “Swamma Esau”), and of no body."""
    families = {m.words[-1] for m in mentions if m.kind is EntityKind.PERSON and len(m.words) > 1}
    for mention in mentions:
        bears = 1 < len(mention.words) <= _PERSON_LONGEST and mention.words[-1] in families
        if mention.kind is EntityKind.ORGANIZATION and bears and not set(mention.words) & organisation_words():
            mention.kind = EntityKind.PERSON


def _without_everyday(analysis: Analysis, mentions: list[Mention]) -> list[Mention]:
    """Leave out single words of English that name nothing (“Platinum”): that neither come again nor ever act."""
    text = analysis.article.text
    told = Counter(m.words for m in mentions)
    longer = {word for m in mentions if len(m.words) > 1 for word in m.words}
    return [
        m
        for m in mentions
        if len(m.words) > 1
        or told[m.words] > 1
        or m.words[0] in longer
        or is_known(m.span.of(text))
        or not is_everyday(m.words[0], m.span.of(text))
        or _acts(analysis, m.span)
    ]


def _acts(analysis: Analysis, span: Span) -> bool:
    word = analysis.word_at(span.start)
    return word is not None and word.pos == "PROPN" and word.dep in {"nsubj", "nsubjpass", "poss", "appos"}


def _is_half(text: str, mention: Mention) -> bool:
    """Say whether a person's single name ends another name, or a number (“Lockheed *Martin*”, “737 *Max*”)."""
    if _BRACKETED.search(text[max(0, mention.span.start - _LONGEST_WORD) : mention.span.start]):
        return True  # “((WN)): …”, “(SANS FAB)”
    if mention.kind is not EntityKind.PERSON or len(mention.words) != 1:
        return False
    before = _WORD_BEFORE.search(text[max(0, mention.span.start - _LONGEST_WORD) : mention.span.start])
    if before is None:
        return False
    word = before[1].lower()
    known = is_occupation(word) or word in common_english() or is_given_name(word)
    return not known and before[1] not in country_words() and before[1] not in places()


def _unnamed_acronyms(text: str) -> frozenset[str]:
    """Return the acronyms of no name (“sexual violence (CRSV)”), a law, an office (“Envoy for … (SEFA)”) or a place."""
    return frozenset(
        acronym
        for acronym, phrase in phrases_of_acronyms(text)
        if phrase[:1].islower()
        or is_unnamed(words := [t.norm for t in tokenize(phrase)])
        or kind_by_head(words) == "place"
    )


def _is_of_a_thing(text: str, mention: Mention) -> bool:
    """Say whether an acronym in brackets is that of a thing, with small letters before it (“shares (XYZ)”)."""
    written = mention.span.of(text)
    alone = written.isupper() and text.startswith(")", mention.span.end) and not is_known(written)
    return (
        alone
        and text.count(written) == 1
        and bool(_ALONE.search(text[max(0, mention.span.start - _REACH) : mention.span.start]))
    )


def _is_ticket(text: str, mention: Mention) -> bool:
    return mention.kind is EntityKind.PERSON and len(mention.words) == 2 and "-" in mention.span.of(text)  # noqa: PLR2004


def _agree(text: str, mentions: list[Mention]) -> None:
    """A single word that is now a person and now a place is a place, unless somebody's full name holds it.

    One that is now a body and now a place is a body, unless it is a known place; a person of two family names of other
    people is their ticket (“Browne-Jorgensen”), and nobody.
    """
    full = {word for m in mentions if m.kind is EntityKind.PERSON and len(m.words) > 1 for word in m.words}
    families = {m.words[-1] for m in mentions if m.kind is EntityKind.PERSON and len(m.words) > 1}
    mentions[:] = [m for m in mentions if not (_is_ticket(text, m) and set(m.words) <= families)]
    placed = {m.words for m in mentions if m.kind is EntityKind.PLACE and len(m.words) == 1}
    for mention in mentions:
        if mention.kind is EntityKind.PERSON and mention.words in placed and mention.words[0] not in full:
            mention.kind = EntityKind.PLACE
    firms = {m.words[:-1] for m in mentions if m.kind is EntityKind.ORGANIZATION and m.words[-1] in _FORMS}
    for mention in mentions:
        if mention.kind is EntityKind.PERSON and len(mention.words) > 1 and mention.words in firms:
            mention.kind = EntityKind.ORGANIZATION  # “Anton Berg” where the text tells of “Anton Berg Corp.”
    bodies = {m.words for m in mentions if m.kind is EntityKind.ORGANIZATION and len(m.words) == 1}
    for mention in mentions:
        known = " ".join(mention.words).title()
        if (
            mention.kind is EntityKind.PLACE
            and mention.words in bodies
            and not is_known_place(known, Span(0, len(known)))
        ):
            mention.kind = EntityKind.ORGANIZATION


def expanded_names(analysis: Analysis) -> list[Mention]:
    """Return the bodies whose full name stands before its acronym."""
    article = analysis.article
    spans = [
        span
        for span in expansions(article.text)
        if not article.in_furniture(span)
        and not is_no_name(article.text, span)
        and known_names().get(span.of(article.text).lower()) != "none"
    ]
    return [new_mention(article.text, span, _kind_of_body(span.of(article.text)), "recogniser") for span in spans]


def _kind_of_body(written: str) -> EntityKind:
    """Return what a name with its acronym is: a body, or by its last word a place (“Great Northern *Dam* (GND)”)."""
    by_head = kind_by_head([token.norm for token in tokenize(written)])
    return EntityKind.PLACE if by_head == "place" else EntityKind.ORGANIZATION


def _recognised(text: str, name: Name) -> Mention:
    """Take a recogniser's name; a title before it ("Spokesperson Ned Price") is no part of it and shows a person."""
    tokens = tokenize(name.span.of(text))
    skip = 0
    kind = _LABELS[name.label]
    while (
        skip < len(tokens) - 1
        and not _is_part_of_name(kind, tokens, skip)
        and (
            is_occupation(tokens[skip].norm)
            or (kind is EntityKind.PERSON and is_occupation(tokens[skip].norm.removesuffix("s")))  # “*Fugitives* Ahmed”
            or (kind is EntityKind.PERSON and _abbreviates(tokens[skip], tokens[skip + 1]))
        )
    ):
        skip += 1
    rest = tokens[skip:]
    if name.base is not None:
        words = tuple(token.norm for token in tokenize(name.base))
        country = country_of(name.base) if kind is EntityKind.PLACE else None
        return Mention(name.span, kind, {"recogniser"}, words, country, "name" if country else None, base=True)
    if not skip or (kind is not EntityKind.PERSON and not (len(rest) == 2 and all(t.capital for t in rest))):  # noqa: PLR2004
        return new_mention(text, name.span, kind, "recogniser")
    if any(t.norm in organisation_words() for t in rest) or kind_by_head([t.norm for t in tokens]) == "organization":
        return new_mention(text, name.span, kind, "recogniser")
    return new_mention(text, Span(name.span.start + rest[0].start, name.span.end), EntityKind.PERSON, "recogniser")


def _is_part_of_name(kind: EntityKind, tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word that may say what somebody is belongs to a name of two words (“*Don* Petrov”, “*Hun* Sen”)."""
    if len(tokens) != _PAIR or at:
        return False
    word = tokens[at].norm
    if tokens[at].raw.isupper() and not tokens[at + 1].raw.isupper():
        return False  # “PDAS Bachus”
    own = word not in titles() and office_of(word) is None and word not in common_english()
    return word == "don" or (kind is EntityKind.PERSON and own and word.removesuffix("s") not in common_english())


def _abbreviates(token: Token, after: Token) -> bool:
    """Say whether a word is an office in short before a name (“HRVP Borrell”)."""
    short = len(token.raw) in range(3, 6) and token.raw.isupper() and token.raw.isalpha()
    return short and len(after.raw) > 1 and after.raw.istitle()


def _mended(text: str, name: Name) -> Name:
    """Cut a name at a bracket that it opens and does not close, and take in what the recogniser left outside."""
    span = name.span
    edge = re.match(r"\W*", span.of(text))
    if edge is not None and 0 < edge.end() < len(span) and text[span.start] not in _OPENING:
        span = Span(span.start + edge.end(), span.end)
    words = span.of(text)
    if "(" in words and ")" not in words and words.index("(") > 0:
        span = Span(span.start, span.start + len(words[: words.index("(")].rstrip()))
    span = whole_body(text, span)
    number = _ORDINAL.search(text[max(0, span.start - _LONGEST_WORD) : span.start])
    if name.label == "organization" and number is not None and _UNIT.search(span.of(text)):
        span = Span(span.start - len(number[0]), span.end)  # “the *66th* Light Infantry Division”
    if name.label == "place" and _REGION.search(span.of(text)) and (rest := _IN_WHAT.match(text, span.end)) is not None:
        span = Span(span.start, rest.end())  # “Western District of Texas”
    if name.label == "place" and _OPENER.fullmatch(span.of(text)) and (rest := _REST.match(text, span.end)) is not None:
        span = Span(span.start, rest.end())  # “Las Palomas”, “ST. CLAIR”
    span = whole_person(text, span) if name.label == "person" else span
    return Name(span, name.label, name.base)


def _plausible(text: str, mention: Mention) -> bool:
    """Leave out stray words: addresses, what is known to be no party, and a minister's charge."""
    written = mention.span.of(text)
    if len("".join(mention.words)) <= 1 or _ADDRESS.search(written):
        return False
    if mention.kind is EntityKind.PERSON and (written.islower() or any(char.isdigit() for char in written)):
        return False
    kind = known_names().get(written.lower())
    if kind is not None and kind not in {"none", "generic"}:
        mention.kind = EntityKind(kind)
    return kind != "none" and not _CHARGE.search(text[max(0, mention.span.start - _LONGEST_WORD) : mention.span.start])


def is_generic(text: str, mention: Mention) -> bool:
    """Say whether a mention is a body's kind and not its name (“the Administration”, “Office of the Spokesperson”)."""
    return mention.by == {"recogniser"} and known_names().get(mention.span.of(text).lower()) == "generic"
