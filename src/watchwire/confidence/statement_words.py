"""What is to be seen of a statement's words: by which verb, of whom, about what, and where its content ends."""

from collections.abc import Iterator, Mapping

from watchwire.confidence.heads import class_of, head_of
from watchwire.language import Analysis, Word
from watchwire.model import Entity, Span, Statement
from watchwire.statements.told import Told

_PARTS = frozenset({"PUNCT", "SPACE", "CCONJ"})
_CLOSE = frozenset({"ADP", "SCONJ", "PART", "ADJ", "NOUN", "PROPN", "NUM", "VERB", "AUX", "ADV", "DET", "PRON"})
_MANY = 3


def statement_word_features(
    analysis: Analysis, entities: Mapping[str, Entity], statement: Statement, told: Told
) -> Iterator[str]:
    """Yield the words of a statement that matter for whether it is read rightly."""
    words = analysis.words_in(statement.cue_span)
    verb = next((word for word in reversed(words) if word.pos == "VERB"), None)
    cue = verb or (words[-1] if words else None)
    kind = "holds" if statement.stance else "says"
    if cue is not None:
        yield f"{kind} by “{cue.lemma.lower()}”"
        yield f"cue form {cue.tag}"
        yield f"cue stands as {cue.dep}"
        above = analysis.words[cue.head]
        if above is not cue and cue.dep in {"xcomp", "acl", "relcl", "advcl", "pcomp", "conj", "ccomp"}:
            yield f"cue below a {above.pos.lower()} as {cue.dep}"
        if statement.speaker_span is not None:
            yield from _source_words(analysis, entities, statement, told, cue)
        yield from _content_words(analysis, statement, cue)
    if any(not other.stance for other in told.holding(statement.cue_span) if other is not statement):
        yield "its cue inside another's words"
    sentence = analysis.sentence_at(statement.cue_span.start)
    if sentence is not None:
        if len(told.cued_in(sentence.span)) > _MANY:
            yield "many statements in the sentence"
        if analysis.article.text[sentence.span.start : sentence.span.end].rstrip()[-1:] not in '.!?”"':
            yield "a line without an end mark"
        if sentence.span.of(analysis.article.text).lstrip()[:1].islower():
            yield "a sentence that begins small"


def _source_words(
    analysis: Analysis, entities: Mapping[str, Entity], statement: Statement, told: Told, cue: Word
) -> Iterator[str]:
    span = statement.speaker_span
    head = head_of(analysis, span) if span is not None else None
    if span is None or head is None:
        return
    if head.pos == "PRON" or statement.speaker is None:
        yield f"source “{head.lemma.lower()}”"
    if head.tag in {"NNS", "NNPS"}:
        yield "source in the plural"
    yield f"source a {head.pos.lower()}"
    if head.head == cue.number:
        yield f"source stands as {head.dep}"
    else:
        above = analysis.words[head.head]
        yield (
            "source of a verb above"
            if above.pos in {"VERB", "AUX"} and above.number < cue.number
            else "source elsewhere"
        )
    if head.number > cue.number:
        yield "source after the cue"
    speaker = entities.get(statement.speaker or "")
    if speaker is not None:
        if speaker.coordinates is not None:
            yield "speaker a town"
        if span not in speaker.mentions and span not in speaker.pronouns:
            yield "speaker named by other words"
        if speaker.roles:
            yield "speaker with a role"
        if len(speaker.mentions) > _MANY:
            yield "speaker named often"
        said = told.told_by(speaker.id)
        yield f"speaker says {'one thing' if said == 1 else 'two or three things' if said <= _MANY else 'much'}"
        if span in speaker.pronouns:
            yield f"pronoun {_back(analysis, speaker, span)}"
    first = analysis.words_in(span)[0]
    yield f"source begins with {first.pos.lower()}"
    if any(word.pos == "CCONJ" for word in analysis.words_in(span)):
        yield "source joined"


def _back(analysis: Analysis, speaker: Entity, pronoun: Span) -> str:
    """Say how far back the name stands that a pronoun is for."""
    text = analysis.article.text
    before = [span.end for span in (*speaker.mentions, *speaker.roles) if span.end <= pronoun.start]
    if not before:
        return "before its name"
    between = text[max(before) : pronoun.start]
    if "\n\n" in between:
        return "in another paragraph than its name"
    return "in the sentence of its name" if not any(mark in between for mark in ".!?") else "after its name's sentence"


def _content_words(analysis: Analysis, statement: Statement, cue: Word) -> Iterator[str]:
    pieces = sorted(statement.content_spans)
    piece = max(pieces, key=len)
    head = head_of(analysis, piece)
    if head is not None:
        yield f"content stands as {head.dep}"
        if statement.stance:
            yield f"about “{head.lemma.lower()}”"
            yield f"“{cue.lemma.lower()}” a word for: {'name' if head.pos == 'PROPN' else class_of(head)}"
        if head.head == cue.number:
            yield "content hangs on the cue"
    first = next((word for word in analysis.words_in(pieces[0]) if word.pos not in _PARTS), None)
    if first is not None:
        yield f"content begins with {first.tag}"
        if first.pos in {"PART", "SCONJ", "ADP"}:
            yield f"content begins with “{first.text.lower()}”"
    last = analysis.words_in(pieces[-1])
    if last and last[-1].number + 1 < len(analysis.words):
        after = analysis.words[last[-1].number + 1]
        sentence = analysis.sentence_at(last[-1].start)
        if sentence is not None and after.number < sentence.last and after.pos in _CLOSE:
            yield "the sentence goes on after the content"
            yield f"goes on with {after.pos.lower()}"
    if pieces[0].start < statement.cue_span.start:
        yield "content before the cue"
