"""What is to be seen of a name's words and neighbours: what it begins and ends with, and what stands beside it."""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache

from watchwire.entities.shape import is_everyday
from watchwire.geography import country_words
from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind, Span

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONG = 3
_TITLED = 0.6
"""From which share of words with capitals a line is a title."""


def name_word_features(analysis: Analysis, entity: Entity, others: Collection[str] = ()) -> Iterator[str]:
    """Yield the words of a name and those beside it that matter for whether it is one.

    Args:
        analysis: the analysed text.
        entity: the person, body or place.
        others: the names of all that its article names.

    """
    kind = entity.kind.value
    parts = entity.name.split()
    yield from (f"a {kind} {how}" for how in _among(entity.name, others))
    yield from (f"a {kind} {how}" for how in _written(analysis.article.text, entity))
    if entity.kind is not EntityKind.PERSON:
        yield f"a {kind}, ends with “{parts[-1].lower()}”"
        if len(parts) > 1:
            yield f"a {kind}, begins with “{parts[0].lower()}”"
    yield f"a {kind} written {_shape(parts)}"
    yield f"a {kind} of {min(len(parts), 5)} words"
    if parts[-1].lower().endswith("s") and len(parts[-1]) > _LONG:
        yield f"a {kind} in the plural"
    if country_words().get(entity.name, ("", ""))[1] == "demonym" or entity.name.lower().endswith(
        ("ans", "ese", "ish")
    ):
        yield f"a {kind} named as a people"
    if len(parts) > 1:
        everyday = sum(is_everyday(part.lower(), part) for part in parts)
        yield f"a {kind}, {'all' if everyday == len(parts) else 'some' if everyday else 'no'} everyday words"
    yield from _labels(analysis, entity)
    yield from _beside(analysis, entity)


def _among(name: str, others: Collection[str]) -> Iterator[str]:
    """Yield how a name stands to the others of its article: in part the same, or one of them in short."""
    words = _word_set(name)
    short = name.isupper() and " " not in name
    for other in others:
        if other == name:
            continue
        more = _word_set(other)
        if words < more:
            yield "whose words another name has too"
        elif more < words:
            yield "whose words hold another name"
        elif words & more and len(words) > 1:
            yield "with a word of another name"
        if short and name == "".join(w[0] for w in other.split() if w[:1].isupper()):
            yield "in the letters of another name"


@lru_cache(maxsize=1024)
def _word_set(name: str) -> frozenset[str]:
    return frozenset(name.lower().split())


def _written(text: str, entity: Entity) -> Iterator[str]:
    """Yield how a text writes a name elsewhere: in small letters, which no name is, or with its letters in brackets."""
    name = entity.name
    if name.lower() != name and _within(name.lower(), text):
        yield "also written small"
    if name.isupper() and len(name) > 1 and _within(name.title(), text):
        yield "also written with small letters"
    for span in entity.mentions:
        if text.startswith(" (", span.end) and text[span.end + 2 : span.end + 4].isupper():
            yield "with its letters in brackets"
        if text[max(0, span.start - 1) : span.start] == "(" and text.startswith(")", span.end):
            yield "in brackets"
        if text[max(0, span.start - 1) : span.start] in {"“", '"', "‘"}:
            yield "in quotation marks"
        line_start, line_end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        words, titled = _line(text[line_start : line_end if line_end >= 0 else len(text)])
        if titled:
            yield "in a line of capitals"
        if words <= len(name.split()) + 1:
            yield "a line of its own"


@lru_cache(maxsize=256)
def _line(line: str) -> tuple[int, bool]:
    """Return how many words a line has, and whether it is a title: most of them with capitals."""
    words = line.split()
    return len(words), len(words) > _LONG and sum(word[:1].isupper() for word in words) > _TITLED * len(words)


def _within(name: str, text: str) -> bool:
    at = text.find(name)
    while at >= 0:
        if not text[max(0, at - 1) : at].isalnum() and not text[at + len(name) : at + len(name) + 1].isalnum():
            return True
        at = text.find(name, at + 1)
    return False


def _shape(parts: list[str]) -> str:
    marks = {
        ("A" if part.isupper() else "Aa" if part[:1].isupper() else "a" if part[:1].islower() else "-")
        for part in parts
    }
    return "+".join(sorted(marks))


def _labels(analysis: Analysis, entity: Entity) -> Iterator[str]:
    """Yield what the recogniser made of the mentions: the same name, a longer or a shorter one, another kind."""
    found: dict[str, None] = {}
    for span in entity.mentions:
        label = analysis.labels.get((span.start, span.end))
        if label is not None:
            found["as it is" if label == entity.kind.value else f"as a {label}"] = None
            continue
        near = [name.span for name in analysis.names if name.span.overlaps(span)]
        longer = any(name.contains(span) for name in near)
        found["in a longer one" if longer else "in part" if near else "not at all"] = None
    for how in found:
        yield f"a {entity.kind.value}, recognised {how}"
    if len(found) > 1:
        yield "recognised in several ways"


def _beside(analysis: Analysis, entity: Entity) -> Iterator[str]:
    kind = entity.kind.value
    seen: set[str] = set()
    for span in entity.mentions:
        words = analysis.words_in(span)
        if not words:
            continue
        seen.update(_neighbours(analysis, words[0], words[-1]))
        sentence = analysis.sentence_at(span.start)
        if sentence is not None and words[0].number == sentence.first:
            seen.add("first in its sentence")
        if sentence is not None and not any(w.tag in _FINITE for w in analysis.words[sentence.first : sentence.last]):
            seen.add("in a line without a verb")
        seen.add(f"stands as {words[-1].dep}")
        pos = Counter(word.pos for word in words)
        if pos["PROPN"] < len(words):
            seen.update(f"holds a {p.lower()}" for p in pos if p not in {"PROPN", "PUNCT"})
    yield from (f"a {kind} {what}" for what in sorted(seen))
    if _sentence_only(analysis, entity.mentions):
        yield f"a {kind} only where sentences begin"


def _neighbours(analysis: Analysis, first: Word, last: Word) -> Iterator[str]:
    before = analysis.words[first.number - 1] if first.number else None
    after = analysis.words[last.number + 1] if last.number + 1 < len(analysis.words) else None
    if before is not None:
        yield f"after a {before.pos.lower()}"
        if before.pos in {"ADP", "DET", "PUNCT", "CCONJ"}:
            yield f"after “{before.text.lower()}”"
    if after is not None:
        yield f"before a {after.pos.lower()}"
        if after.pos in {"ADP", "PART", "PUNCT", "CCONJ"}:
            yield f"before “{after.text.lower()}”"
        if after.pos == "PROPN":
            yield "before more of a name" if after.text[:1].isupper() else "before a small name"


def _sentence_only(analysis: Analysis, mentions: tuple[Span, ...]) -> bool:
    sentences = [(span, analysis.sentence_at(span.start)) for span in mentions]
    return all(sentence is not None and sentence.span.start == span.start for span, sentence in sentences)
