"""Stretches between quotation marks."""

import re
from collections.abc import Iterator

from watchwire.model import Article, Span

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_MARK = re.compile(r"[“”„«»\"]|''|``")
_OPENING = frozenset("“„«") | {"``"}
_CLOSING = frozenset("”»")
_BEFORE_OPENING = frozenset(" \n\t\u00a0([{—–-:/,")
_AFTER_CLOSING = frozenset(" \n\t\u00a0)]}—–-:;,.!?/")
_POSSESSIVE = re.compile(r"[^\W\d_]\"s(?![^\W_])")
_LONGEST = 3000
_TITLE_WORDS = 4
_SCARE = 2
_SINGLE = re.compile(r"(?:(?<=\n)|\A|(?<=[:,.!?'’] ))['‘](?=[A-Z])(?P<said>[^\n]{10,800}?[.,!?…])['’](?=\s|$)")
"""A quotation in single marks, as British papers print it: it begins a line or a sentence,
or follows a colon, and ends a sentence."""
_ENDS = frozenset(".!?…")


def find_quotes(article: Article) -> list[Span]:
    """Return the insides of quotations in the story, without their marks, in order.

    Marks are paired within a paragraph. Straight marks, which open and close alike, are told apart by the spaces
    around them, so that one forgotten mark does not turn the rest of the text inside out. A quotation that is not
    closed goes on to the end of its paragraph where the next one begins with a mark, as newspapers print it; where the
    paragraphs are lost, to the end of the sentence before that mark.
    """
    found: list[Span] = []
    paragraphs = list(_PARAGRAPH.finditer(article.text))
    for paragraph, after in zip(paragraphs, [*paragraphs[1:], None], strict=False):
        goes_on = after is None or _MARK.match(after[0]) is not None
        for start, end in _pairs(paragraph[0], goes_on):
            span = Span(paragraph.start() + start, paragraph.start() + end)
            if not article.in_furniture(span) and span.of(article.text).strip():
                found.append(span)
    return found or [span for span in _single(article.text) if not article.in_furniture(span)]


def _single(text: str) -> Iterator[Span]:
    """Yield the quotations of a text that has none but those in single marks."""
    for match in _SINGLE.finditer(text):
        if is_utterance(match["said"]):
            yield Span(match.start("said"), match.end("said"))


def _pairs(text: str, goes_on: bool) -> Iterator[tuple[int, int]]:
    """Yield where the quotations of a paragraph begin and end."""
    opened: int | None = None
    german = False
    for mark in _MARK.finditer(text):
        if _POSSESSIVE.match(text, max(0, mark.start() - 1)) is not None:
            continue  # “Norway"s minister”: old wires write their apostrophes so
        opens, closes = (False, True) if german and mark[0] == "“" else _role(text, mark)
        german = mark[0] == "„"
        if opened is None:
            if opens:
                opened = mark.end()
        elif closes:
            if mark.start() - opened <= _LONGEST:
                yield opened, mark.start()
            opened = None
        else:
            said = text[opened : mark.start()].rstrip()
            if said[-1:] in _ENDS and len(said.split()) > _TITLE_WORDS and len(said) <= _LONGEST:
                yield opened, opened + len(said)  # it goes on where a paragraph began that is lost
            opened = mark.end()  # or else the one before was never closed
    if opened is not None and goes_on and text[opened:].strip() and len(text) - opened <= _LONGEST:
        yield opened, len(text.rstrip())


def _role(text: str, mark: "re.Match[str]") -> tuple[bool, bool]:
    """Say whether a mark may open and whether it may close a quotation."""
    if mark[0] in _OPENING:
        return True, False
    if mark[0] in _CLOSING:
        return False, True
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    opens = before in _BEFORE_OPENING and not after.isspace()
    closes = after in _AFTER_CLOSING and not before.isspace()
    return (opens, closes) if opens != closes else (True, True)


def is_utterance(text: str) -> bool:
    """Say whether a quotation is something said, and not a title or a word held at arm's length."""
    words = text.split()
    return len(words) > _TITLE_WORDS or (len(words) > _SCARE and text.rstrip()[-1:] in ".,!?")
