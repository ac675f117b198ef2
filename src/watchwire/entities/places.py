"""Countries, governments and places among the mentions of an article."""

from watchwire.entities.given_names import is_given_name
from watchwire.entities.group import Group
from watchwire.entities.mention import Mention
from watchwire.geography import places
from watchwire.language import Analysis, Word
from watchwire.model import EntityKind, Span

_SEATS = frozenset({"kremlin", "white house", "downing street", "whitehall", "capitol hill"})
_ALSO_GIVEN = frozenset({"Finn", "Dane", "Scot"})
"""What one of a people is called, and many a person too."""


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
    return _with_capitals(by_key)


def _with_capitals(by_key: dict[str, Group]) -> list[Group]:
    """Join the town with the government that a text calls by its name alone (“Brussels said”, “in Brussels”)."""
    for key, group in by_key.items():
        names = {mention.words for mention in group.mentions}
        acts = key.startswith("country:") and all(mention.country_role == "metonym" for mention in group.mentions)
        town = by_key.get("place:" + " ".join(next(iter(names)))) if acts and len(names) == 1 else None
        if town is not None:
            group.mentions.extend(town.mentions)
            town.mentions.clear()
    return [group for group in by_key.values() if group.mentions]


def _place_key(analysis: Analysis, mention: Mention) -> str | None:
    role = mention.country_role
    if mention.country and role == "name":
        return f"country:{mention.country}"
    if mention.country and role == "demonym":
        word = analysis.word_at(mention.span.start)
        last = analysis.word_at(mention.span.end - 1)
        if word is not None and _is_language(analysis, word):
            return None
        if word is not None and _is_somebody(analysis, word):
            return None
        if word is not None and any(c.text.lower() == "ethnic" for c in analysis.children(word.number)):
            return None  # “ethnic Albanians” are of other countries
        noun = last is not None and last.pos in {"NOUN", "PROPN"} and last.dep not in {"compound", "amod"}
        return f"country:{mention.country}" if word is not None and noun and not _is_one(analysis, last) else None
    seat = " ".join(mention.words) in _SEATS
    if mention.country and role == "metonym" and (seat or _acts(analysis, mention.span)):
        return f"country:{mention.country}"
    if mention.kind is EntityKind.GROUP:
        return None
    words = mention.words
    water = len(words) > 1 and words[-1] in {"sea", "ocean"} and " ".join(words[:-1]).title() in places()
    return "place:" + " ".join(words[:-1] if water else words)  # “the Mediterranean” is the Mediterranean Sea


def _is_language(analysis: Analysis, word: Word) -> bool:
    """Say whether an adjective of a country is what is spoken (“(In *French*.)”, “speaks *Spanish*”)."""
    before = analysis.words[word.number - 1] if word.number else None
    after = analysis.words[word.number + 1] if word.number + 1 < len(analysis.words) else None
    spoken = before is not None and (
        before.text.lower() in {"in", "into"} or before.lemma.lower() in {"speak", "learn"}
    )
    return spoken and not word.text.endswith("s") and (after is None or after.pos in {"PUNCT", "CCONJ", "ADP", "SPACE"})


def _is_somebody(analysis: Analysis, word: Word) -> bool:
    """Say whether a word for one of a people is a given name here (“*Finn* left”), as it has no article."""
    if word.tag == "NNP" and any(child.dep == "compound" for child in analysis.children(word.number)):
        return word.text.endswith("ish")  # “Nail *Polish*”
    beside = any(child.dep in {"det", "amod", "nummod"} for child in analysis.children(word.number))
    alone = word.tag == "NNP" and word.dep not in {"amod", "compound", "nmod", "appos", "conj"}
    return alone and not beside and (word.text in _ALSO_GIVEN or is_given_name(word.text.lower()))


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
