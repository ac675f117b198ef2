"""Countries, governments and places among the mentions of an article."""

from watchwire.entities.group import Group
from watchwire.entities.mention import Mention
from watchwire.language import Analysis, Word
from watchwire.model import EntityKind, Span

_SEATS = frozenset({"kremlin", "white house", "downing street", "whitehall", "capitol hill"})


def places_among(analysis: Analysis, mentions: list[Mention]) -> list[Group]:
    """One entity a country (its name, its people, and its capital where that acts), one a place."""
    by_key: dict[str, Group] = {}
    for mention in mentions:
        if mention.kind not in {EntityKind.PLACE, EntityKind.GROUP} or mention.matches:
            continue
        key = _place_key(analysis, mention)
        if key is None:
            continue
        group = by_key.setdefault(key, Group(EntityKind.PLACE, country=mention.country))
        group.mentions.append(mention)
    return list(by_key.values())


def _place_key(analysis: Analysis, mention: Mention) -> str | None:
    role = mention.country_role
    if mention.country and role == "name":
        return f"country:{mention.country}"
    if mention.country and role == "demonym":
        word = analysis.word_at(mention.span.start)
        last = analysis.word_at(mention.span.end - 1)
        noun = last is not None and last.pos in {"NOUN", "PROPN"} and last.dep not in {"compound", "amod"}
        return f"country:{mention.country}" if word is not None and noun and not _is_one(analysis, last) else None
    seat = " ".join(mention.words) in _SEATS
    if mention.country and role == "metonym" and (seat or _acts(analysis, mention.span)):
        return f"country:{mention.country}"
    if mention.kind is EntityKind.GROUP:
        return None
    return "place:" + " ".join(mention.words)


def _is_one(analysis: Analysis, noun: Word | None) -> bool:
    """Say whether a word for a people means one of them (“the 48-year-old *Australian*”), and not the country."""
    if noun is None or noun.tag not in {"NN", "NNP"}:
        return False
    return any(child.dep == "det" for child in analysis.children(noun.number))


def _acts(analysis: Analysis, span: Span) -> bool:
    """Say whether a capital's name stands for a government: it is a subject, an owner, or comes from "from"."""
    word = analysis.word_at(span.end - 1)
    if word is None:
        return False
    if word.dep in {"nsubj", "nsubjpass", "poss"}:
        return True
    if word.dep == "pobj":
        preposition = analysis.words[word.head]
        governor = analysis.words[preposition.head]
        return preposition.lemma == "for" or (preposition.lemma in {"from", "by"} and governor.pos == "NOUN")
    return False
