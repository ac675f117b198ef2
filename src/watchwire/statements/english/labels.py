"""Speakers named before a colon: in transcripts and in headlines."""

import re
from collections.abc import Iterator

from watchwire.model import Certainty, Manner, Span
from watchwire.statements.english.making import manner_of
from watchwire.statements.english.text import Text
from watchwire.statements.raw import RawStatement

_LABEL = re.compile(r"^[ \t]*(?P<who>[A-Z][A-Z.’' -]{2,40}[A-Z]|Q|A):[ \t]+(?P<said>[^\n]+?)[ \t]*$", re.MULTILINE)
_HEADLINE = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s+(?P<said>.+?)\s*$", re.DOTALL)
_SHORTEST = 3


def transcript(text: Text) -> Iterator[RawStatement]:
    """Yield a transcript's paragraphs, which name their speaker first (“MR PRICE: ...”, “QUESTION: ...”)."""
    for match in _LABEL.finditer(text.string):
        content = Span(match.start("said"), match.end("said"))
        word = text.analysis.word_at(match.start("said"))
        if word is None or text.analysis.article.in_furniture(content) or len(match["said"].split()) < _SHORTEST:
            continue
        source = Span(match.start("who"), match.end("who"))
        cue = Span(match.end("who"), match.end("who") + 1)
        yield RawStatement(cue, word.number, source, (content,), Manner.QUOTED, Certainty.ASSERTED, "")


def headline(text: Text) -> Iterator[RawStatement]:
    """Yield what a headline tells that begins with its source (“Lindqvist: Deal would break resolutions”)."""
    title = text.analysis.article.title or ""
    match = _HEADLINE.match(title)
    start = text.string.find(title) if match is not None else -1
    if match is None or start < 0 or len(match["said"].split()) < _SHORTEST:
        return
    named = any(
        name.span.start <= start + match.start("who") + 1 < name.span.end
        or name.span.of(text.string).endswith(match["who"])
        for name in text.analysis.names
    )
    known = match["who"].lower() in text.lexicon.headline_sources
    word = text.analysis.word_at(start + match.start("said"))
    if word is None or not (named or known):
        return
    source = Span(start + match.start("who"), start + match.end("who"))
    content = (Span(start + match.start("said"), start + match.end("said")),)
    manner = manner_of(content, text.quotes)
    yield RawStatement(Span(source.end, source.end + 1), word.number, source, content, manner, Certainty.ASSERTED, "")
