"""How an event is told as news: with its day, its victims counted, its doer left out, its office or place named."""

import re
from collections.abc import Iterator

from watchwire.confidence.heads import class_of, head_of
from watchwire.language import Analysis, Word
from watchwire.model import Event

_DAY = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|overnight|this morning)\b")
_BACK = re.compile(
    r"\b(?:last (?:week|month|year)|earlier|previously|in (?:19|20)\d\d|years ago|since (?:19|20)\d\d)\b"
)
_FIRST = 2
_SHORT, _LONG = 12, 30


def news_features(analysis: Analysis, event: Event, word: Word) -> Iterator[str]:
    """Yield how an event is told as news.

    Args:
        analysis: the analysed text.
        event: the event.
        word: the word that tells it.

    """
    mode = event.mode
    sentence = analysis.sentence_at(word.start)
    if sentence is not None:
        text = sentence.span.of(analysis.article.text)
        if _DAY.search(text):
            yield "its sentence names a day of the week"
            yield f"{mode}, its sentence names a day of the week"
        if _BACK.search(text):
            yield "its sentence looks back"
        length = sentence.last - sentence.first
        yield f"a sentence {'short' if length <= _SHORT else 'long' if length > _LONG else 'of middle length'}"
        if word.number - sentence.first <= _FIRST:
            yield "its word begins the sentence"
    if any(c.dep == "aux" and c.text.lower() == "had" for c in analysis.children(word.number)):
        yield "done before something else"
    yield from _victims(analysis, event)
    doer = bool(event.actors or event.actor_spans)
    done_to = bool(event.recipients or event.recipient_spans)
    if not doer and done_to:
        yield f"{mode}, told by “{word.lemma.lower()}”, nobody does it"
    if doer and not done_to:
        yield f"{mode}, told by “{word.lemma.lower()}”, done to nobody"
    if event.actor_countries and not event.actors:
        yield "actor of a country, without a name" if event.actor_spans else "actor only by the adjective of a country"
    if event.recipient_countries and not event.recipients:
        yield "recipient of a country, without a name"
    yield f"{mode} told by {'a verb' if word.pos == 'VERB' else 'a noun'}, {event.tense.value}, {word.dep}"


def _victims(analysis: Analysis, event: Event) -> Iterator[str]:
    """Yield of which class the words for both sides are, and whether they are counted."""
    for side, spans in (("actor", event.actor_spans), ("recipient", event.recipient_spans)):
        if not spans:
            continue
        head = head_of(analysis, spans[0])
        if any(item.pos == "NUM" for item in analysis.words_in(spans[0])):
            yield f"{side} counted"
            yield f"{event.mode}, {side} counted"
        yield f"{event.mode}, {side} a word for: {class_of(head)}"
        if any(item.tag == "PRP$" for item in analysis.words_in(spans[0])):
            yield f"{side} is somebody's, by a pronoun"
        if any(item.dep == "det" and item.lemma in {"a", "an"} for item in analysis.words_in(spans[0])[:1]):
            yield f"{side} is any one, {event.tense.value}"
        if head is not None and head.number + 1 < len(analysis.words):
            yield f"words for the {side} end before {analysis.words[head.number + 1].pos}"
