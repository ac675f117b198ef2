"""What stands around the word that tells an event: quotation marks, doubts, a question, what its clause hangs on."""

from collections.abc import Iterator

from watchwire.confidence.heads import class_of
from watchwire.events.lexicon import frames
from watchwire.language import Analysis, Word
from watchwire.language.quotes import find_quotes
from watchwire.model import Article, Event, Span
from watchwire.statements.told import Told

_WITHIN = 8
"""How many words on either side are looked at for a doubt."""
_FEW = 4
_CLAUSES = frozenset({"acl", "relcl", "advcl", "ccomp", "xcomp", "pcomp", "conj"})
_PRESENT = frozenset({"VBZ", "VBP"})


def around_features(analysis: Analysis, event: Event, word: Word, told: Told | None) -> Iterator[str]:
    """Yield what stands around the word that tells an event.

    Args:
        analysis: the analysed text.
        event: the event.
        word: the word that tells it.
        told: the statements of the article.

    """
    yield from _quoted(analysis, event, told)
    sentence = analysis.sentence_at(word.start)
    if sentence is not None:
        low, high = max(sentence.first, word.number - _WITHIN), min(sentence.last, word.number + _WITHIN + 1)
        if any(_doubts(item) for item in analysis.words[low:high] if item.number != word.number):
            yield f"a doubt near it, {event.certainty.value}, {event.tense.value}"
        if sentence.span.of(analysis.article.text).rstrip().endswith("?"):
            yield "in a question"
    yield from _hangs(analysis, event, word)
    for side, spans in (("actor", event.actor_spans), ("recipient", event.recipient_spans)):
        if spans:
            held = len(analysis.words_in(spans[0]))
            yield f"words for the {side}: {'one' if held == 1 else 'few' if held <= _FEW else 'many'}"


def _doubts(word: Word) -> bool:
    """Say whether a word leaves open whether what it stands beside has happened."""
    held, lemma = frames(), word.lemma.lower()
    doubts = held.hearsay | held.doubting | held.thought | held.threatening | held.fears | held.plans | held.possible
    return word.text.lower() in held.modals or lemma in doubts


def _quoted(analysis: Analysis, event: Event, told: Told | None) -> Iterator[str]:
    """Yield whether the word stands between quotation marks, and whether somebody is said to tell it."""
    text = analysis.article.text  # of its paragraph alone: long texts have many events
    start, end = text.rfind("\n", 0, event.span.start) + 1, text.find("\n", event.span.end)
    paragraph = Article(text[start : end if end >= 0 else len(text)], language=analysis.article.language)
    place = Span(event.span.start - start, event.span.end - start)
    if not any(quote.contains(place) for quote in find_quotes(paragraph)):
        return
    yield f"between quotation marks, told by {'somebody' if event.statement else 'nobody'}"
    if told is None or all(item.stance for item in told.holding(event.span)):
        yield "between quotation marks, in no statement"


def _hangs(analysis: Analysis, event: Event, word: Word) -> Iterator[str]:
    """Yield what the clause of the word hangs on, by what kind of noun or verb that is."""
    above = analysis.words[word.head]
    if above.number == word.number:
        return
    if above.pos in {"NOUN", "PROPN"} and word.dep in _CLAUSES:
        described = class_of(above) if above.pos == "NOUN" else "a name"
        yield f"its clause describes a word for: {described}"
        yield f"{event.mode}, its clause describes a word for: {described}"
    elif above.pos == "VERB" and word.dep in _CLAUSES:
        kind = "of telling" if above.lemma in frames().tellers else f"in {above.tag}"
        yield f"its clause hangs on a verb {kind} as {word.dep}"
        if above.tag in _PRESENT:
            yield f"{event.tense.value} below a verb of the present"
    elif above.pos == "ADP":
        yield f"behind “{above.lemma.lower()}” below {analysis.words[above.head].pos}"
