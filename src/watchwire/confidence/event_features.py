"""What is to be seen of an event before anybody judges it: features with readable names."""

from collections.abc import Iterator, Mapping

from watchwire.confidence.heads import class_of, head_of
from watchwire.events.telling import frame_lacks
from watchwire.language import Analysis, Word
from watchwire.model import Certainty, Entity, Event, Span

_OFTEN = 3
_MANY_VERBS = 5


def event_features(analysis: Analysis, entities: Mapping[str, Entity], event: Event) -> Iterator[str]:
    """Yield what is to be seen of an event."""
    word = analysis.word_at(event.span.start)
    tellers = [analysis.word_at(span.start) for span in (event.span, *event.also)]
    verb = any(teller is not None and teller.pos == "VERB" for teller in tellers)
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
    if word.tag in {"VB", "VBG"}:
        yield "no finite verb"
    sentence = analysis.sentence_at(word.start)
    if sentence is not None:
        verbs = sum(w.pos == "VERB" for w in analysis.words[sentence.first : sentence.last])
        if verbs > _MANY_VERBS:
            yield "many verbs in the sentence"
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
        stands = [span for party in parties for span in party.pronouns]
        if sentence is not None and any(sentence.span.contains(span) for span in stands):
            yield f"{side} by a pronoun"
        if len(parties) > _OFTEN:
            yield f"many on the side of the {side}"
    if set(event.actors) & set(event.recipients):
        yield "one party on both sides"
    if not event.actors and event.actor_spans:
        yield "actor without a name"
        yield f"actor a word for: {class_of(head_of(analysis, event.actor_spans[0]))}"
    if not event.recipients and event.recipient_spans:
        yield "recipient without a name"
        yield f"recipient a word for: {class_of(head_of(analysis, event.recipient_spans[0]))}"


def _named_in(entity: Entity, span: Span) -> bool:
    return any(span.contains(mention) for mention in (*entity.mentions, *entity.roles))
