"""Two who speak in one sentence: “Berg said the ferry was late, *while Lund wrote* that it sank”."""

import re
from dataclasses import replace

from watchwire.model import Span
from watchwire.statements.english.making import manner_of
from watchwire.statements.english.text import Text
from watchwire.statements.raw import RawStatement

_JOINT = re.compile(r"[,;]?\s+(?:while|whereas|and|but)\s+(?:(?:the|[A-Z][\w’'-]*)\s+){0,4}$")
"""What joins a clause of somebody else, with the words of his office before his name."""


def side_by_side(text: Text, found: list[RawStatement]) -> list[RawStatement]:
    """Part the words of two speakers whose reports stand side by side, each from the other's.

    The second is no part of what the first says where its verb has the same tense (“had said” may be).
    """
    changed = list(found)
    reports = [(number, item) for number, item in enumerate(found) if not item.stance and item.source is not None]
    inners = [(number, item) for number, item in reports if _may_be_second(text, item)]
    for number, outer in reports:
        first, last = min(piece.start for piece in outer.content), max(piece.end for piece in outer.content)
        for other, inner in inners:
            inside = first <= inner.cue.start < last and other != number
            cut = _second_report(text, outer, inner) if inside else None
            if cut is None:
                continue
            before = [_until(piece, cut) for piece in changed[number].content if piece.start < cut]
            changed[number] = _with(text, changed[number], before)
            own = [piece for piece in changed[other].content if piece.start >= cut]
            changed[other] = _with(text, changed[other], own or list(changed[other].content))
    return changed


def _may_be_second(text: Text, inner: RawStatement) -> bool:
    """Say whether a report can be a second one: by a verb without helpers, outside quotations."""
    second = text.words[inner.cue_word]
    return not text.quoted(second) and not any(child.dep in {"aux", "auxpass"} for child in text.children(second))


def _second_report(text: Text, outer: RawStatement, inner: RawStatement) -> int | None:
    """Return where in the content of one report another one begins, or None."""
    source = inner.source
    if source is None or inner.cue.start < source.end or outer.cue == inner.cue:
        return None
    cue, second = text.words[outer.cue_word], text.words[inner.cue_word]
    if cue.tag != second.tag or cue.pos != "VERB" or not outer.cue.contains(Span(cue.start, cue.end)):
        return None  # a turn of a transcript holds all that is said in it
    first = outer.content[0].start
    for piece in outer.content:
        inside = piece.contains(inner.cue) and piece.contains(source)
        if inside and outer.cue.end <= first < source.start:
            joint = _JOINT.search(text.string, first, source.start)
            return None if joint is None else joint.start()
    return None


def _until(piece: Span, cut: int) -> Span:
    return Span(piece.start, cut) if piece.start < cut < piece.end else piece


def _with(text: Text, item: RawStatement, content: list[Span]) -> RawStatement:
    return replace(item, content=tuple(content), manner=manner_of(tuple(content), text.quotes))
