"""What is to be seen of a person, body or place before anybody judges it: features with readable names."""

from collections.abc import Collection, Iterator

from watchwire.confidence.name_words import name_word_features
from watchwire.entities.given_names import is_family_name, is_given_name
from watchwire.entities.headlines import headline_spans
from watchwire.entities.kinds import is_known_body
from watchwire.entities.people import people_words
from watchwire.entities.shape import is_everyday, is_known_place
from watchwire.geography import country_of
from watchwire.language import Analysis, Sentence, Word
from watchwire.language.nouns import noun_class
from watchwire.model import Entity, EntityKind, Span
from watchwire.names.classes import common_english, organisation_forms, organisation_words
from watchwire.names.tokens import tokenize

_OFTEN = 3
_SAYS = frozenset(
    {
        "say",
        "tell",
        "add",
        "announce",
        "report",
        "state",
        "note",
        "argue",
        "claim",
        "write",
        "call",
        "ask",
        "urge",
        "warn",
        "decide",
    }
    | {
        "agree",
        "accuse",
        "confirm",
        "deny",
        "welcome",
        "condemn",
        "support",
        "demand",
        "want",
        "plan",
        "hope",
        "think",
        "believe",
    }
)
_ACTS = frozenset({"nsubj", "nsubjpass", "poss", "dobj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SMALL = frozenset({"of", "on", "for", "to", "in", "against"})


def entity_features(analysis: Analysis, entity: Entity, others: Collection[str] = ()) -> Iterator[str]:
    """Yield what is to be seen of a person, body or place, beside the names of the others in its article."""
    text = analysis.article.text
    words = _words_of(entity.name)
    if entity.matches:
        yield "on a list"
    yield f"a {entity.kind.value}"
    yield f"found by {'+'.join(entity.by)}"
    if len(entity.mentions) > 1:
        yield "named more than once"
    if len(entity.mentions) > _OFTEN:
        yield "named often"
    if entity.roles:
        yield "has a role"
    if entity.pronouns:
        yield "has pronouns"
    yield f"of {min(len(words), 5)} words"
    yield from _word_features(entity, words)
    lines = headline_spans(text)
    if lines and all(any(line.contains(span) for line in lines) for span in entity.mentions):
        yield "only in headlines"
    heads = [analysis.word_at(span.end - 1) for span in entity.mentions]
    after = [analysis.words[head.number + 1] for head in heads if head and head.number + 1 < len(analysis.words)]
    if entity.kind is not EntityKind.PLACE and after and all(word.pos == "NOUN" for word in after):
        yield f"before a word for: {noun_class(after[0].lemma.lower())}"
    yield from _use_features(analysis, entity, heads)
    subjects = [head for head in heads if head is not None and head.dep in {"nsubj", "nsubjpass"}]
    if subjects:
        yield "does something"
    if any(analysis.words[head.head].lemma in _SAYS for head in subjects):
        yield "says something"
    firsts = [analysis.word_at(span.start) for span in entity.mentions]
    before = [analysis.words[word.number - 1] for word in firsts if word is not None and word.number]
    if any(word.lemma in {"the", "a", "an"} for word in before):
        yield f"a {entity.kind.value} after an article"
    if any(head is not None and head.dep == "pobj" for head in heads):
        yield "after a preposition"
    if all(head is not None and head.dep in {"compound", "amod"} for head in heads):
        yield "only before other nouns"
    if entity.kind is EntityKind.PLACE and any(_in_place(analysis, span) for span in entity.mentions):
        yield "after a preposition of place"
    yield from name_word_features(analysis, entity, others)
    yield from _role_features(analysis, entity)


def _role_features(analysis: Analysis, entity: Entity) -> Iterator[str]:
    """Yield what is odd about roles: several that differ, in capitals, long ones, or the plural of an office."""
    text = analysis.article.text
    roles = {span.of(text).lower() for span in entity.roles}
    if len(roles) > 1:
        yield "several roles"
    for span in entity.roles:
        words = span.of(text).split()
        if span.of(text).isupper():
            yield "a role in capitals"
        if len(words) > _OFTEN + 1:
            yield "a long role"
        if words[-1].endswith("s") or words[0].isdigit():
            yield "a role in the plural"
        yield f"a role of {min(len(words), 5)} words"
        yield f"a role that ends with “{words[-1].lower()}”"
        first = analysis.word_at(span.start)
        before = analysis.words[first.number - 1] if first is not None and first.number else None
        if before is not None and before.pos in {"ADP", "CCONJ", "PUNCT", "DET", "VERB"}:
            yield f"a role after {before.pos.lower()}"


def _use_features(analysis: Analysis, entity: Entity, heads: list[Word | None]) -> Iterator[str]:
    """Yield in what kind of lines a name stands."""
    if entity.name.isupper() and " " not in entity.name and not any(h and h.dep in _ACTS for h in heads):
        yield "an acronym that does nothing"
    sentences = [analysis.sentence_at(span.start) for span in entity.mentions]
    if not any(s is not None and _has_verb(analysis, s) for s in sentences):
        yield "only in lines without a verb"


def _has_verb(analysis: Analysis, sentence: Sentence) -> bool:
    return any(word.tag in _FINITE for word in analysis.words[sentence.first : sentence.last])


def _words_of(name: str) -> list[str]:
    """Return the words of a name in lower case; “AT&T” is one."""
    return [name.lower()] if " " not in name and "&" in name else [token.norm for token in tokenize(name)]


def _word_features(entity: Entity, words: list[str]) -> Iterator[str]:
    name = entity.name
    yield from _head_features(entity, words)
    if entity.kind is EntityKind.PERSON:
        if len(words) > 1:
            yield "a given name" if is_given_name(words[0]) else "no known given name"
        else:
            yield "a person of one word with a role" if entity.roles else "a person of one word"
        if words and is_family_name(words[-1]):
            yield "a known family name"
    elif len(words) > 1 and is_given_name(words[0]):
        yield "begins with a given name and is no person"
    if is_known_body(name):
        yield f"a {entity.kind.value} known by name"
    if entity.kind is EntityKind.ORGANIZATION:
        if any(word in organisation_forms() for word in words):
            yield "a legal form"
        body = any(word in organisation_words() or word in people_words().bodies for word in words)
        yield "a word for a body" if body else "no word for a body"
    if entity.kind is EntityKind.PLACE:
        known = country_of(name) is not None or is_known_place(name, Span(0, len(name)))
        yield "a known place" if known else "no known place"
    elif is_known_place(name, Span(0, len(name))):
        yield "a place of that name"
    yield from _writing_features(name, words)
    if len(words) == 1 and is_everyday(words[0], name):
        yield "an everyday word"
    elif words and all(word in common_english() for word in words):
        yield "only everyday words"
    if any(part[:1].islower() for part in name.split()[-1:]):
        yield "ends in a small word"


def _writing_features(name: str, words: list[str]) -> Iterator[str]:
    """Yield how a name is written."""
    if name.isupper() and len(words) == 1:
        yield "an acronym"
    if any(char.isdigit() for char in name):
        yield "digits in the name"
    if any(mark in name for mark in "“”\"()/’'"):
        yield "marks in the name"


def _head_features(entity: Entity, words: list[str]) -> Iterator[str]:
    """Yield what the head of a name of several words means as a common noun (“Joint *Vision*”)."""
    small = next((n for n, word in enumerate(words) if n and word in _SMALL), len(words))
    if len(words) > 1 and small:
        named = noun_class(words[small - 1]) or noun_class(words[small - 1].removesuffix("s"))
        yield f"a {entity.kind.value}, head a word for: {named}"
        if entity.kind is not EntityKind.PLACE and words[0] in people_words().persons:
            yield "begins with a word for people"


def _in_place(analysis: Analysis, span: Span) -> bool:
    word = analysis.word_at(span.start)
    return (
        word is not None and word.number > 0 and analysis.words[word.number - 1].lemma in {"in", "at", "near", "from"}
    )
