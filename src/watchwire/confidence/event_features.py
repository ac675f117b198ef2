"""What is to be seen of an event before anybody judges it: features with readable names."""

from collections.abc import Iterator, Mapping

from watchwire.confidence.event_around import around_features
from watchwire.confidence.event_clause import clause_features
from watchwire.confidence.event_news import news_features
from watchwire.confidence.heads import class_of, head_of
from watchwire.events.certainty import is_settled
from watchwire.events.lexicon import frames
from watchwire.events.telling import frame_lacks
from watchwire.language import Analysis, Word
from watchwire.model import Certainty, Entity, Event, Span, Statement
from watchwire.statements.told import Told

_OFTEN = 3
_MANY_VERBS = 5
_LONG_SENTENCE = 45
_NEAR = 6
_EARLY = 500
_BELOW = frozenset({"relcl", "acl", "advcl", "pcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "obj"})
_FIRST_PERSON = frozenset({"we", "i", "us", "our", "my"})


def event_features(
    analysis: Analysis, entities: Mapping[str, Entity], event: Event, told: Told | None = None
) -> Iterator[str]:
    """Yield what is to be seen of an event, beside the statements that its article told."""
    word = analysis.word_at(event.span.start)
    tellers = [analysis.word_at(span.start) for span in (event.span, *event.also)]
    verb = any(teller is not None and teller.pos == "VERB" for teller in tellers)
    lack = frame_lacks(event, entities, verb, word.lemma.lower() if word is not None else "")
    yield "frame filled" if lack is None else "frame not filled"
    if lack is not None:
        yield lack
    yield f"event {event.mode}"
    yield f"{event.mode} told as {event.tense.value}"
    if event.certainty is not Certainty.ASSERTED:
        yield f"certainty {event.certainty.value}"
    if event.tense.value != "past":
        yield f"told as {event.tense.value}"
    if event.date is not None:
        yield "with a date"
    if event.place is not None:
        yield "with a place"
    if event.goods is not None:
        yield f"goods {event.goods}"
    if event.also:
        yield "told more than once"
    if word is None:
        return
    yield from _word_features(analysis, word, verb)
    yield from _place_features(analysis, event, word, told)
    yield from _side_features(analysis, entities, event, word)
    yield from news_features(analysis, event, word)
    yield from clause_features(analysis, entities, event, word, lack)
    yield from around_features(analysis, event, word, told)


def _word_features(analysis: Analysis, word: Word, verb: bool) -> Iterator[str]:
    """Yield by which word an event is told, and how that word stands in its sentence."""
    yield f"told by “{word.lemma.lower()}”, {word.pos.lower()}"
    if not verb:
        yield "told by a noun"
    if word.dep in _BELOW:
        yield "not the main verb"
    if word.tag in {"VB", "VBG"}:
        yield "no finite verb"
    yield f"stands as {word.dep}"
    yield f"form {word.tag}"
    below = analysis.children(word.number)
    yield from (f"helped by “{c.text.lower()}”" for c in below if c.dep in {"aux", "auxpass", "mark", "neg"})
    if word.pos in {"VERB", "AUX"} and not any(c.dep in _SUBJECTS for c in below):
        yield "no subject of its own"
    if is_settled(analysis, word):
        yield "taken for done"
        yield f"taken for done, told by a {'verb' if verb else 'noun'}"
    if any(c.dep == "nsubjpass" for c in below):
        yield "a passive"
    yield from _above_features(analysis, word)
    if word.pos == "NOUN":
        if any(c.dep == "det" and c.lemma in {"a", "an", "any", "no"} for c in below):
            yield "an indefinite noun"
        if word.tag == "NNS":
            yield "a plural noun"
    sentence = analysis.sentence_at(word.start)
    if sentence is None:
        return
    words = analysis.words[sentence.first : sentence.last]
    if sum(w.pos == "VERB" for w in words) > _MANY_VERBS:
        yield "many verbs in the sentence"
    if len(words) > _LONG_SENTENCE:
        yield "a long sentence"
    if not any(w.tag in {"VBD", "VBZ", "VBP", "MD"} for w in words):
        yield "told in a sentence without a finite verb"


def _above_features(analysis: Analysis, word: Word) -> Iterator[str]:
    """Yield what the word hangs on that tells an event."""
    above = analysis.words[word.head]
    if above is word:
        return
    yield f"below “{above.lemma.lower()}”"
    for name in ("wishes", "promises", "fears", "efforts", "factive", "prevented", "put_off"):
        if above.lemma.lower() in getattr(frames(), name):
            yield f"below a word of {name}"


def _place_features(analysis: Analysis, event: Event, word: Word, told: Told | None) -> Iterator[str]:
    """Yield where in the text an event is told, and by whom."""
    title = analysis.article.title
    if title and word.start < len(title):
        yield "in the headline"
    elif word.start < _EARLY:
        yield "early in the text"
    if told is None:
        return
    around = told.holding(event.span)
    if any(item.stance for item in around):
        yield "inside a stance"
    spoken = [item for item in around if not item.stance]
    if spoken:
        yield f"inside a statement, {spoken[-1].manner.value}"
        yield f"its teller: {_teller(analysis, spoken[-1])}"
    if any(item.stance for item in told.cued_over(event.span)):
        yield "its word tells a stance too"
    if any(not item.stance for item in told.cued_over(event.span)):
        yield "its word tells a statement too"


def _teller(analysis: Analysis, statement: Statement) -> str:
    """Return how who tells an event is told of: by a name, in words, by a bare pronoun, or not at all."""
    if statement.speaker is not None:
        return "somebody by name"
    if statement.speaker_span is None:
        return "nobody said"
    head = head_of(analysis, statement.speaker_span)
    return "a pronoun" if head is not None and head.pos == "PRON" else "somebody in words"


def _side_features(analysis: Analysis, entities: Mapping[str, Entity], event: Event, word: Word) -> Iterator[str]:
    sentence = analysis.sentence_at(word.start)
    kinds = {}
    for side, ids, spans in (
        ("actor", event.actors, event.actor_spans),
        ("recipient", event.recipients, event.recipient_spans),
    ):
        parties = [entities[key] for key in ids if key in entities]
        kinds[side] = parties[0].kind.value if parties else "words" if spans else "nobody"
        for kind in dict.fromkeys(party.kind.value for party in parties):
            yield f"{side} a {kind}"
        for kind in dict.fromkeys(_finer(party) for party in parties):
            yield f"{event.mode}, {side} {kind}"
        if sentence is not None and parties and not any(_named_in(party, sentence.span) for party in parties):
            yield f"{side} named elsewhere"
        stands = [span for party in parties for span in party.pronouns]
        if sentence is not None and any(sentence.span.contains(span) for span in stands):
            yield f"{side} by a pronoun"
        if len(parties) > _OFTEN:
            yield f"many on the side of the {side}"
        yield from (f"{side} {how}" for how in _standing(analysis, parties))
        if any(party.matches for party in parties):
            yield f"{side} on a list"
        yield from (f"{side} {how}" for how in _how(analysis, parties, word))
        if not ids and spans:
            yield f"{side} without a name"
            head = head_of(analysis, spans[0])
            yield f"{side} a word for: {class_of(head)}"
            if head is not None:
                yield f"{side} “{head.lemma.lower()}”"
    if set(event.actors) & set(event.recipients):
        yield "one party on both sides"
    yield f"{kinds['actor']} to {kinds['recipient']}"
    yield f"{event.mode}, {kinds['actor']} to {kinds['recipient']}"
    subject = next((c for c in analysis.children(word.number) if c.dep in _SUBJECTS), None)
    if subject is not None and subject.text.lower() in _FIRST_PERSON:
        yield "subject in the first person"
    for c in analysis.children(word.number):
        if c.dep in _OBJECTS and c.pos == "NOUN":
            yield f"object a word for: {class_of(c)}"


def _standing(analysis: Analysis, parties: list[Entity]) -> Iterator[str]:
    """Yield how much a text is about who takes part: named in its title, and how often."""
    title = len(analysis.article.title or "")
    if any(span.start < title for party in parties for span in party.mentions):
        yield "in the title"
    if parties:
        named = max(len(party.mentions) for party in parties)
        yield "named once" if named == 1 else "named often" if named > _OFTEN else "named again"


def _finer(party: Entity) -> str:
    """Return what a party is; a town is told from other places."""
    return "a town" if party.coordinates is not None else f"a {party.kind.value}"


def _how(analysis: Analysis, parties: list[Entity], word: Word) -> Iterator[str]:
    """Yield how a party hangs on the word that tells the event: as its subject, its object, by which preposition."""
    places = [span for party in parties for span in (*party.mentions, *party.pronouns, *party.roles)]
    near = [span for span in places if abs(span.start - word.start) < 400]  # noqa: PLR2004
    if not near:
        return
    span = min(near, key=lambda span: abs(span.start - word.start))
    head = head_of(analysis, span)
    if head is None:
        return
    if abs(head.number - word.number) > _NEAR:
        yield "far from the word"
    if head.number > word.number:
        yield "after the word"
    above = analysis.words[head.head]
    if head.head == word.number:
        yield f"hangs on it as {head.dep}"
    elif above.head == word.number and above.dep in {"prep", "agent", "dative"}:
        yield f"hangs on it by “{above.lemma.lower()}”"
    else:
        yield "does not hang on it"


def _named_in(entity: Entity, span: Span) -> bool:
    return any(span.contains(mention) for mention in (*entity.mentions, *entity.roles))
