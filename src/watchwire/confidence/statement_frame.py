"""In which frame a statement stands: how its source is reached, what of its clause it tells, and who has no name."""

from collections.abc import Iterator, Mapping

from watchwire.confidence.heads import class_of, head_of
from watchwire.confidence.source_words import source_words
from watchwire.entities.people import people_words
from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind, Manner, Span, Statement
from watchwire.statements.told import Told

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SILENT = frozenset({"PUNCT", "SPACE", "CCONJ", "SCONJ"})
_LIGHT = frozenset({"ADV", "AUX", "PART"})
_JOINED = frozenset({"conj", "xcomp", "advcl", "relcl", "acl", "ccomp", "pcomp", "prep"})
_NEARER = frozenset({"amod", "compound", "poss", "prep", "relcl", "acl", "nummod", "appos", "nmod"})
_STEPS = 4
_AMOUNTS = ((0, "all"), (2, "nearly all"), (6, "most"), (12, "some"))
_OPENING = frozenset({"that", "“", '"', "``"})
_OWN = {
    "it": "it", "its": "it", "they": "they", "their": "they", "he": "he", "his": "he", "she": "she", "her": "she",
    "we": "we", "our": "we", "i": "i", "my": "i",
}  # fmt: skip


def statement_frame_features(
    analysis: Analysis, entities: Mapping[str, Entity], statement: Statement, told: Told
) -> Iterator[str]:
    """Yield how a statement's parts are bound to each other, and what of its clause is left out."""
    words = analysis.words_in(statement.cue_span)
    cue = next((word for word in reversed(words) if word.pos == "VERB"), words[-1] if words else None)
    if cue is None:
        return
    kind = "holds" if statement.stance else "says"
    frame = _frame(analysis, statement, cue)
    yield f"{kind} in the frame: {frame}"
    yield from _left_out(analysis, statement, cue)
    span = statement.speaker_span
    head = head_of(analysis, span) if span is not None else None
    if span is not None and head is not None:
        yield f"{kind}, reached through {_path(analysis, cue, head)}"
        yield from _between(analysis, span, statement.cue_span)
        if statement.speaker is None and head.pos != "PRON":
            yield from _nameless(analysis, span, head)
        yield from _own_pronoun(analysis, entities, statement, head)
    elif statement.stance:
        yield f"nobody's “{cue.lemma.lower()}” as {cue.dep}"
    yield from _plain_object(analysis, statement, cue)
    around = [other for other in told.holding(statement.cue_span) if other is not statement and not other.stance]
    if around:
        yield f"inside words that are {around[-1].manner.value}, in the frame: {frame}"


def _frame(analysis: Analysis, statement: Statement, cue: Word) -> str:
    """Return in which order source, cue and content stand, how the content is governed, and whether it is whole."""
    pieces = sorted(statement.content_spans)
    parts = [(statement.cue_span.start, "cue"), *((piece.start, "content") for piece in pieces[:2])]
    if statement.speaker_span is not None:
        parts.append((statement.speaker_span.start, "source"))
    order = " ".join(name for _, name in sorted(parts))
    head = head_of(analysis, max(pieces, key=len))
    if head is None:
        return order
    if head.head != cue.number:
        return f"{order}, {'above the cue' if cue.head == head.number else 'apart'}, {_to_edges(analysis, pieces)}"
    inside = analysis.words[slice(*analysis.subtree(head.number))]
    held = [*pieces, statement.cue_span, *filter(None, (statement.speaker_span,))]
    lost = sum(_tells(word) and not _within(word, held) for word in inside)
    return f"{order}, {head.dep}, {'whole' if not lost else 'cut'}"


def _to_edges(analysis: Analysis, pieces: list[Span]) -> str:
    """Return whether a content begins with its sentence."""
    sentence = analysis.sentence_at(pieces[0].start)
    opening = sentence is not None and pieces[0].start - sentence.span.start <= 1
    return "from the beginning" if opening else "from the midst"


def _tells(word: Word) -> bool:
    return word.pos not in _SILENT and word.text.lower() != "that"


def _within(word: Word, spans: list[Span]) -> bool:
    return any(span.start <= word.start < span.end for span in spans)


def _left_out(analysis: Analysis, statement: Statement, cue: Word) -> Iterator[str]:
    """Yield how much of the cue's own clause stands in no part of the statement, and what that is."""
    held = [*statement.content_spans, statement.cue_span, *filter(None, (statement.speaker_span,))]
    left = 0
    for child in analysis.children(cue.number):
        if child.dep == "conj" and child.pos in {"VERB", "AUX"}:
            continue  # another clause
        inside = analysis.words[slice(*analysis.subtree(child.number))]
        lost = sum(_tells(word) and not _within(word, held) for word in inside)
        left += lost
        if lost and not any(_within(word, held) for word in inside):
            yield f"beside the cue and not told: {child.dep}"
        elif lost:
            yield f"told in part: {child.dep}"
    amount = next((name for most, name in _AMOUNTS if left <= most), "little")
    yield f"{amount} of its clause is told"


def _path(analysis: Analysis, cue: Word, head: Word) -> str:
    """Return through which verbs a source is reached from its cue."""
    word, steps = cue, list[str]()
    for _ in range(_STEPS):
        if head.head == word.number:
            return " ".join([*steps, f"its {head.dep}"])
        through = analysis.words[head.head]
        if through.head == word.number and through.dep in {"agent", "prep"}:
            return " ".join([*steps, f"its {through.dep}"])
        steps.append(word.dep)
        if word.head == head.number:
            return " ".join([*steps, "of it"])
        if word.dep not in _JOINED or word.head == word.number:
            break
        word = analysis.words[word.head]
    return " ".join([*steps[:2], "no way"])


def _between(analysis: Analysis, source: Span, cue: Span) -> Iterator[str]:
    """Yield what stands between source and cue: nothing, a remark between commas, or something else."""
    if source.overlaps(cue):
        return
    low, high = sorted((source, cue))
    inside = [word for word in analysis.words_in(Span(low.end, high.start)) if word.pos != "SPACE"]
    order = "before" if low is source else "behind"
    if not [word for word in inside if word.pos not in _LIGHT]:
        yield f"source right {order} its cue"
    elif inside[0].text in {",", "(", "–", "—"} and inside[-1].text in {",", ")", "–", "—"}:
        yield f"source {order} its cue, and a remark between"
    elif "\n" in analysis.article.text[low.end : high.start]:
        yield f"source {order} its cue, in another line"
    else:
        yield f"source {order} its cue, and other words between"


def _nameless(analysis: Analysis, span: Span, head: Word) -> Iterator[str]:
    """Yield what kind of source has no name, and whether words tell more of it."""
    lemma = head.lemma.lower()
    sort = (
        "an office of state"
        if lemma in source_words().offices
        else "a paper"
        if lemma in people_words().papers
        else f"a {class_of(head)}"
    )
    words = analysis.words_in(span)
    nearer = [c.dep for c in analysis.children(head.number) if c.dep in _NEARER and span.start <= c.start < span.end]
    first = words[0].text.lower()
    article = first if first in {"the", "a", "an", "its", "his", "her", "their"} else "no article"
    more = "told nearer" if nearer else "and no more"
    number = "several" if head.tag in {"NNS", "NNPS"} else "one"
    yield f"{sort} speaks, {number}, {article}, {more}"
    yield f"{sort} speaks, {more}"
    for dep in dict.fromkeys(nearer):
        yield f"a source told nearer by its {dep}"


def _own_pronoun(analysis: Analysis, entities: Mapping[str, Entity], statement: Statement, head: Word) -> Iterator[str]:
    """Yield whether what is said begins with a pronoun for who says so (“Oslo said *it* …”), or for somebody else."""
    if statement.stance or statement.manner is Manner.QUOTED:
        return
    words = (word for word in analysis.words_in(min(statement.content_spans)) if word.text.lower() not in _OPENING)
    first = next(words, None)
    pronoun = _OWN.get(first.text.lower()) if first is not None else None
    if pronoun is None:
        return
    fits = pronoun in _pronouns(analysis, entities.get(statement.speaker or ""), statement, head)
    behind = statement.cue_span.end <= min(statement.content_spans).start
    whose, where = "its own" if fits else "another", "behind" if behind else "before"
    yield f"what is said begins with {whose} “{pronoun}”, {where} the cue"
    if fits and behind:
        yield "what is said begins with who says so"


def _pronouns(analysis: Analysis, speaker: Entity | None, statement: Statement, head: Word) -> set[str]:
    """Return by which pronouns a source can go on."""
    own = _OWN.get(head.text.lower())
    if own is not None:
        return {own}
    joined = statement.speaker_span is not None and any(
        word.dep == "cc" for word in analysis.words_in(statement.speaker_span)
    )
    if head.tag in {"NNS", "NNPS"} or joined:
        return {"they"}
    if speaker is not None:
        return {"he", "she"} if speaker.kind is EntityKind.PERSON else {"it", "they"}
    return {"he", "she"} if class_of(head) == "person" or head.lemma in people_words().persons else {"it", "they"}


def _plain_object(analysis: Analysis, statement: Statement, cue: Word) -> Iterator[str]:
    """Yield what a content names that is no clause (“denied *the charges*”, “admitted *taking part*”)."""
    pieces = [word for piece in statement.content_spans for word in analysis.words_in(piece)]
    if any(word.tag in _FINITE for word in pieces) or statement.manner is Manner.QUOTED:
        return
    head = head_of(analysis, max(statement.content_spans, key=len))
    if head is None:
        return
    sort = (
        "a name"
        if head.pos == "PROPN"
        else "doing so"
        if head.tag in {"VBG", "AUX"}
        else "to do so"
        if head.tag == "VB"
        else class_of(head) or head.pos.lower()
    )
    led = analysis.words_in(statement.cue_span)[-1]
    through = f" {led.lemma.lower()}" if led.pos in {"ADP", "PART"} else ""
    yield f"{statement.certainty.value} of {sort}"
    yield f"“{cue.lemma.lower()}{through}” of {sort}"
