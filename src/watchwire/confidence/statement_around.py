"""What is to be seen around a statement: what stands beside its parts, how large they are, and in what kind of text."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from watchwire.confidence.heads import class_of, head_of
from watchwire.entities.people import people_words
from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind, Manner, Span, Statement

_RELEASE = re.compile(
    r"\b(?:Office of the Spokes|Press Statement|attributable to|Media Note|Fact Sheet|Readout|Press Briefing)"
)
_LABELS = re.compile(r"^[ \t]*(?:[A-Z][A-Z.’' -]{2,40}|Q|A):[ \t]", re.MULTILINE)
_EARLY = 700
_SIZES = ((2, "two"), (5, "five"), (10, "ten"), (20, "twenty"), (35, "thirty-five"))
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LOOSE = frozenset(
    {"it", "they", "he", "she", "this", "that", "these", "those", "them", "him", "her", "its", "their", "his"}
)
_CHAINED = frozenset({"xcomp", "acl", "relcl", "advcl", "pcomp", "conj", "ccomp"})


def statement_around_features(
    analysis: Analysis, entities: Mapping[str, Entity], statement: Statement
) -> Iterator[str]:
    """Yield what stands around the cue, the source and the content, and what kind of text it is."""
    yield f"in {_kind_of_text(analysis.article.text, bool(analysis.article.furniture))}"
    cue = _cue(analysis, statement)
    if statement.stands_for:
        yield "several speak together"
    if cue is not None:
        yield from _cue_around(analysis, statement, cue)
    if statement.speaker_span is not None:
        yield from _source_around(analysis, entities, statement, cue)
    yield from _content_around(analysis, statement)
    sentence = analysis.sentence_at(statement.cue_span.start)
    if sentence is not None:
        yield f"a sentence of up to {_size((sentence.last - sentence.first) // 2)} pairs of words"


@lru_cache(maxsize=4)
def _kind_of_text(text: str, furnished: bool) -> str:
    if len(_LABELS.findall(text)) > 1:
        return "a transcript"
    if _RELEASE.search(text, 0, _EARLY):
        return "a release"
    return "a page with other parts" if furnished else "a plain article"


def _cue(analysis: Analysis, statement: Statement) -> Word | None:
    words = analysis.words_in(statement.cue_span)
    verb = next((word for word in reversed(words) if word.pos == "VERB"), None)
    return verb or (words[-1] if words else None)


def _size(number: int) -> str:
    return next((name for most, name in _SIZES if number <= most), "many")


def _cue_around(analysis: Analysis, statement: Statement, cue: Word) -> Iterator[str]:
    """Yield what the cue hangs on, and what its shape says of a quotation."""
    above = analysis.words[cue.head]
    kind = "holds" if statement.stance else "says"
    if above is not cue and cue.dep in _CHAINED:
        yield f"{kind} below “{above.lemma.lower()}”"
        if above.dep in _CHAINED and above.head != above.number:
            yield "far below the main verb"
    if statement.manner is Manner.QUOTED:
        first = min(statement.content_spans)
        low, high = sorted((first.start, statement.cue_span.start))
        between = analysis.article.text[low:high]
        if "\n\n" in between:
            yield "a quotation in another paragraph"
        elif not any(piece.start - 3 <= statement.cue_span.end <= piece.start for piece in statement.content_spans):
            sentence = analysis.sentence_at(statement.cue_span.start)
            inside = sentence is not None and any(sentence.span.overlaps(piece) for piece in statement.content_spans)
            yield "a quotation in the sentence" if inside else "a quotation in another sentence"


def _source_around(
    analysis: Analysis, entities: Mapping[str, Entity], statement: Statement, cue: Word | None
) -> Iterator[str]:
    """Yield how a source is described, and what stands between it and the cue."""
    span = statement.speaker_span
    words = analysis.words_in(span) if span is not None else ()
    head = head_of(analysis, span) if span is not None else None
    if span is None or head is None or not words:
        return
    speaker = entities.get(statement.speaker or "")
    yield f"a source of up to {_size(len(words))} words"
    if speaker is None:
        yield from _described(analysis, words, head)
    else:
        yield from _named(analysis, speaker, span, cue, statement)
    if cue is not None and not span.overlaps(statement.cue_span):
        low, high = sorted((words[-1].number, cue.number))
        inside = analysis.words[low + 1 : high]
        if any(word.dep in _SUBJECTS and word.number < cue.number for word in inside):
            yield "another subject nearer to the cue"
        if any(word.tag in _FINITE and word.pos == "VERB" for word in inside):
            yield "another verb between source and cue"


def _described(analysis: Analysis, words: tuple[Word, ...], head: Word) -> Iterator[str]:
    lemma = head.lemma.lower()
    if lemma in people_words().papers:
        yield "a paper speaks"
    elif lemma in people_words().persons or class_of(head) == "person":
        yield "a person without a name speaks"
    elif lemma in people_words().bodies:
        yield "a body without a name speaks"
    elif head.pos == "NOUN":
        yield "people without a name speak" if people_words().can_speak(lemma) else "a thing speaks"
    first = words[0].text.lower()
    if head.pos == "NOUN":
        yield (
            f"a source with “{first}”"
            if first in {"the", "a", "an", "some", "this", "his", "her", "their", "its"}
            else ("a source without an article")
        )
        if first in {"the", "this", "these", "those"}:
            before = analysis.words[: words[0].number]
            again = any(w.pos == "NOUN" and w.lemma.lower() == lemma for w in before)
            yield "a source told of before" if again else "a source new here"
        if any(word.pos == "PROPN" for word in words):
            yield "a source with a name in it"


def _named(analysis: Analysis, speaker: Entity, span: Span, cue: Word | None, statement: Statement) -> Iterator[str]:
    state = speaker.kind is EntityKind.PLACE and speaker.coordinates is None
    kind = "country" if state else "town" if speaker.kind is EntityKind.PLACE else speaker.kind.value
    verb = cue.lemma.lower() if cue is not None else ""
    yield f"a {kind} {'holds' if statement.stance else 'says'} by “{verb}”"
    text = span.of(analysis.article.text)
    if text.lower() not in _LOOSE and not any(part in speaker.name for part in text.split()):
        yield f"a {kind} by other words"
    if speaker.kind is not EntityKind.PERSON and len(text.split()) > len(speaker.name.split()) + 1:
        yield f"a {kind} by a longer phrase"


def _content_around(analysis: Analysis, statement: Statement) -> Iterator[str]:
    """Yield how large a content is, whether it is a clause, and what stands before and after it."""
    pieces = sorted(statement.content_spans)
    words = [word for piece in pieces for word in analysis.words_in(piece)]
    inside = [word for word in words if word.pos not in {"PUNCT", "SPACE"}]
    if not inside:
        return
    yield f"a content of up to {_size(len(inside))} words"
    numbers = {word.number for word in inside}
    finite = any(word.tag in _FINITE for word in inside)
    subject = any(word.dep in _SUBJECTS and word.head in numbers for word in inside)
    if not statement.stance:
        yield (
            "content a full clause"
            if finite and subject
            else "content with a verb only"
            if finite
            else "content no clause"
        )
    loose = {word.text.lower() for word in inside} & _LOOSE
    if loose:
        yield "content holds a pronoun"
    if not statement.stance and inside[0].text.lower() in _LOOSE:
        yield f"content begins with “{inside[0].text.lower()}”"
    if statement.stance and (head := head_of(analysis, max(pieces, key=len))) is not None:
        yield f"about {'a pronoun' if head.pos == 'PRON' else head.pos.lower()}, {class_of(head)}"
    yield from _beside(analysis, pieces)


def _beside(analysis: Analysis, pieces: list[Span]) -> Iterator[str]:
    text = analysis.article.text
    last = analysis.words_in(pieces[-1])
    first = analysis.words_in(pieces[0])
    if last and last[-1].number + 1 < len(analysis.words):
        after = analysis.words[last[-1].number + 1]
        sentence = analysis.sentence_at(last[-1].start)
        if sentence is not None and after.number < sentence.last:
            yield (
                f"content before “{after.text.lower()}”"
                if after.pos in {"PUNCT", "CCONJ", "SCONJ", "ADP"}
                else (f"content before {after.tag}")
            )
            following = analysis.words[after.number + 1] if after.number + 1 < sentence.last else None
            if after.text == "," and following is not None:
                yield f"content before a comma and {following.tag}"
        else:
            yield "content ends the sentence"
    if first and first[0].number:
        before = analysis.words[first[0].number - 1]
        yield (
            f"content after “{before.text.lower()}”"
            if before.pos in {"PUNCT", "CCONJ", "SCONJ", "ADP"}
            else (f"content after {before.tag}")
        )
    if "\n" in text[pieces[0].start : pieces[-1].end].strip():
        yield "content over several lines"
