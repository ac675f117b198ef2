"""What is to be seen of a line before anybody judges it: features with names that a reader understands."""

from collections.abc import Iterator, Mapping

from watchwire.entities.given_names import is_given_name
from watchwire.entities.headlines import headline_spans
from watchwire.entities.people import people_words
from watchwire.entities.shape import is_everyday, is_known_place
from watchwire.events.telling import frame_lacks
from watchwire.geography import country_of
from watchwire.language import Analysis, Word
from watchwire.model import Certainty, Entity, EntityKind, Event, Manner, Span, Statement
from watchwire.names.classes import common_english, organisation_words
from watchwire.names.tokens import tokenize
from watchwire.statements.told import Told

_SHORT, _LONG, _VERY_LONG = 3, 45, 70
_SOURCE_LONG = 9
_PRONOUNS = frozenset({"it", "they", "them", "their", "this", "that", "which", "him", "her", "his", "he", "she", "its"})
_OFTEN = 3


def statement_features(
    analysis: Analysis, entities: Mapping[str, Entity], statement: Statement, told: Told
) -> Iterator[str]:
    """Yield what is to be seen of a statement or stance, beside the others that its article told."""
    held = (other for piece in statement.content_spans for other in told.cued_in(piece) if other is not statement)
    if statement.manner is not Manner.QUOTED and any(not other.stance for other in held):
        yield "holds another statement"
    if any(other is not statement for other in told.holding(statement.cue_span)):
        yield "inside another statement"
    yield from statement.doubts
    if statement.doubts:
        yield "a doubt of the sense"
    yield f"manner {statement.manner.value}"
    if statement.certainty is not Certainty.ASSERTED:
        yield f"certainty {statement.certainty.value}"
    yield from _speaker_features(analysis, entities, statement)
    yield from _cue_features(analysis, statement)
    yield from _content_features(analysis, statement)


def _speaker_features(analysis: Analysis, entities: Mapping[str, Entity], statement: Statement) -> Iterator[str]:
    text = analysis.article.text
    if statement.speaker_span is None:
        yield "no source"
        return
    words = analysis.words_in(statement.speaker_span)
    speaker = entities.get(statement.speaker or "")
    if speaker is not None:
        yield f"speaker a {speaker.kind.value}"
    elif len(words) == 1 and words[0].pos == "PRON":
        yield "speaker an unclear pronoun"
    else:
        yield "speaker without a name"
    if len(words) > _SOURCE_LONG:
        yield "a long source"
    if any(word.text in {"“", '"', "(", ";"} for word in words):
        yield "marks inside the source"
    first = words[0] if words else None
    if first is not None and first.text.lower() in {"this", "that", "these", "those"}:
        yield "source begins with this or that"
    if statement.speaker_span.of(text)[:1].islower() and first is not None and first.pos == "PROPN":
        yield "source an odd name"
    if any(piece.overlaps(statement.speaker_span) for piece in statement.content_spans):
        yield "source inside the content"


def _cue_features(analysis: Analysis, statement: Statement) -> Iterator[str]:
    words = analysis.words_in(statement.cue_span)
    verbs = [word for word in words if word.pos == "VERB"]
    if not verbs:
        yield "cue a mark" if len(statement.cue_span) == 1 else f"cue {words[0].pos.lower() if words else 'none'}"
        return
    head = verbs[-1]
    if head.tag in {"VB", "VBG", "VBN"}:
        yield {"VB": "cue an infinitive", "VBG": "cue an -ing form", "VBN": "cue a participle"}[head.tag]
    if head.dep in {"relcl", "acl"}:
        yield "cue in a relative clause"
    if statement.stance:
        yield f"stance verb {head.lemma}"
    elif head.lemma in {"say", "tell", "add", "announce", "report", "state"}:
        yield "a plain verb of saying"


def _content_features(analysis: Analysis, statement: Statement) -> Iterator[str]:
    text = analysis.article.text
    words = [word for piece in statement.content_spans for word in analysis.words_in(piece)]
    content = [word for word in words if word.pos not in {"PUNCT", "SPACE"}]
    if not content:
        return
    if len(content) < _SHORT:
        yield "content of one or two words"
    if len(content) > _LONG:
        yield "a long content"
    if len(content) > _VERY_LONG:
        yield "a very long content"
    if len(statement.content_spans) > 1:
        yield "content in pieces"
    if content[0].text.lower() in _PRONOUNS:
        yield "content begins with a pronoun"
    if (
        content[0].pos in {"AUX", "ADP", "SCONJ"}
        or content[0].tag == "POS"
        or (content[0].pos == "VERB" and content[0].tag != "VBG")
    ):
        yield "content begins in the middle"
    if content[-1].pos in {"DET", "ADP", "CCONJ", "PART", "AUX"} or content[-1].tag == "POS":
        yield "content ends in the middle"
    if not statement.stance and not any(word.pos in {"VERB", "AUX"} for word in content):
        yield "content without a verb"
    joined = "".join(piece.of(text) for piece in statement.content_spans)
    if joined.count("(") != joined.count(")") or joined.count('"') % 2:
        yield "marks without their partner"
    title = analysis.article.title
    if title and statement.content_spans[0].end <= len(title):
        yield "in the headline"
    if joined.rstrip('”" ').endswith("?"):
        yield "a question"


def event_features(analysis: Analysis, entities: Mapping[str, Entity], event: Event) -> Iterator[str]:
    """Yield what is to be seen of an event."""
    word = analysis.word_at(event.span.start)
    verb = word is not None and word.pos == "VERB"
    lack = frame_lacks(event, entities, verb)
    yield "frame filled" if lack is None else "frame not filled"
    if lack is not None:
        yield lack
    yield f"event {event.mode}"
    if word is None:
        return
    if not verb:
        yield "told by a noun"
    if word.dep in {"relcl", "acl", "advcl", "pcomp"}:
        yield "not the main verb"
    if event.tense.value != "past":
        yield f"told as {event.tense.value}"
    if event.certainty is not Certainty.ASSERTED:
        yield f"certainty {event.certainty.value}"
    if event.date is not None:
        yield "with a date"
    if event.also:
        yield "told more than once"
    yield from _side_features(analysis, entities, event, word)


def _side_features(analysis: Analysis, entities: Mapping[str, Entity], event: Event, word: Word) -> Iterator[str]:
    sentence = analysis.sentence_at(word.start)
    for side, ids in (("actor", event.actors), ("recipient", event.recipients)):
        parties = [entities[key] for key in ids if key in entities]
        for kind in dict.fromkeys(party.kind.value for party in parties):
            yield f"{side} a {kind}"
        if sentence is not None and parties and not any(_named_in(party, sentence.span) for party in parties):
            yield f"{side} named elsewhere"
        if len(parties) > _OFTEN:
            yield f"many on the side of the {side}"
    if set(event.actors) & set(event.recipients):
        yield "one party on both sides"
    if not event.actors and event.actor_spans:
        yield "actor without a name"
    if not event.recipients and event.recipient_spans:
        yield "recipient without a name"


def _named_in(entity: Entity, span: Span) -> bool:
    return any(span.contains(mention) for mention in (*entity.mentions, *entity.roles))


def entity_features(analysis: Analysis, entity: Entity) -> Iterator[str]:
    """Yield what is to be seen of a person, body or place."""
    text = analysis.article.text
    words = [token.norm for token in tokenize(entity.name)]
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
    if any(head is not None and head.dep in {"nsubj", "nsubjpass"} for head in heads):
        yield "does something"
    if all(head is not None and head.dep in {"compound", "amod"} for head in heads):
        yield "only before other nouns"
    if entity.kind is EntityKind.PLACE and any(_in_place(analysis, span) for span in entity.mentions):
        yield "after a preposition of place"


def _word_features(entity: Entity, words: list[str]) -> Iterator[str]:
    name = entity.name
    if entity.kind is EntityKind.PERSON:
        yield "a given name" if words and is_given_name(words[0]) else "no known given name"
    if entity.kind is EntityKind.ORGANIZATION:
        body = any(word in organisation_words() or word in people_words().bodies for word in words)
        yield "a word for a body" if body else "no word for a body"
    if entity.kind is EntityKind.PLACE:
        known = country_of(name) is not None or is_known_place(name, Span(0, len(name)))
        yield "a known place" if known else "no known place"
    elif is_known_place(name, Span(0, len(name))):
        yield "a place of that name"
    if name.isupper() and len(words) == 1:
        yield "an acronym"
    if any(char.isdigit() for char in name):
        yield "digits in the name"
    if any(mark in name for mark in "“”\"()/&’'"):
        yield "marks in the name"
    if len(words) == 1 and is_everyday(words[0], name):
        yield "an everyday word"
    elif words and all(word in common_english() for word in words):
        yield "only everyday words"
    if any(part[:1].islower() for part in name.split()[-1:]):
        yield "ends in a small word"


def _in_place(analysis: Analysis, span: Span) -> bool:
    word = analysis.word_at(span.start)
    return (
        word is not None and word.number > 0 and analysis.words[word.number - 1].lemma in {"in", "at", "near", "from"}
    )
