"""Speakers named before a colon: in transcripts and in headlines."""

import re
from collections.abc import Iterator

from watchwire.geography import country_of, find_city
from watchwire.model import QUESTION, Certainty, Manner, Span
from watchwire.statements.english.making import manner_of
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import Text
from watchwire.statements.raw import RawStatement

_LABEL = re.compile(
    r"^[ \t]*[“\"]?(?P<who>[A-Z][A-Z.’' -]{2,40}[A-Z]|Q|A):[ \t]+(?P<said>[^\n]+?)[ \t]*$", re.MULTILINE
)
_HEADLINE = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s+(?P<said>.+?)\s*$", re.DOTALL)
_SHORTEST = 3
_INITIALS = 4
"""How long capitals are at most that are how a name is said (“USSR: …”)."""
_ASKING = frozenset({"Q", "QUESTION"})
_NOTES = frozenset("([#*—–")
_CLOSING = ' ”"’'
_BROKEN_OFF = ("–", "—", "-", "…", "...")
_ENDS = re.compile(r"[.!?]+(?=[\s”\"’]|$)")
_SAID_AFTER = re.compile(r"[(\[][^()\[\]]{1,60}[)\]] +\w")
"""A note that what follows it on its line belongs to (“(Via interpreter) Thank you”)."""


def transcript(text: Text) -> Iterator[RawStatement]:
    """Yield a transcript's turns, which name their speaker first (“MR PRICE: ...”, “QUESTION: ...”)."""
    labels = list(_LABEL.finditer(text.string))
    title = len(text.analysis.article.title or "")
    column = any(match["who"] == "ANSWER" for match in labels)
    for match, after in zip(labels, [*labels[1:], None], strict=False):
        if match.start() < title and match["who"] not in _ASKING:
            continue  # “U.S.-EU: Joint Press Release”: a headline's topic, and no turn
        end = after.start() if after is not None else len(text.string)
        pieces = (Span(match.start("said"), match.end("said")), *_going_on(text.string, match.end(), end))
        content = tuple(p for p in pieces if not text.analysis.article.in_furniture(p))
        word = text.analysis.word_at(match.start("said"))
        label = match["who"].lower().replace("’", "'")
        if (
            label in text.lexicon.fields
            or _is_no_speaker(match["who"])
            or _are_teasers(content, text.string)
            or word is None
            or not content
            or len(match["said"].split()) < _SHORTEST
        ):
            continue
        source = Span(match.start("who"), match.end("who"))
        cue = Span(match.end("who"), match.end("who") + 1)
        said = " ".join(piece.of(text.string) for piece in content)
        modal = QUESTION if _is_asked(said, match["who"] in _ASKING) else ""
        # A page of readers' questions labels them so, and tells nobody's name.
        doubts = ("nobody's word",) if column and match["who"] in {"QUESTION", "ANSWER"} else ()
        yield RawStatement(cue, word.number, source, content, Manner.QUOTED, Certainty.ASSERTED, modal, doubts=doubts)


def _are_teasers(content: tuple[Span, ...], string: str) -> bool:
    """Say whether all that follows a label breaks off with dots: the headlines beside an article."""
    return len(content) > 1 and all(piece.of(string).endswith(("...", "…")) for piece in content[:2])


def _is_asked(said: str, asking: bool) -> bool:
    """Say whether a turn is a question: one of who asks that has one or is broken off, or one that is little else.

    “QUESTION: Thank you for your time.” asks nothing, and a speech that ends with “Where is the dean?” is a speech.
    """
    if asking:
        polite = any(re.search(rf"\b{word}\b", said, re.IGNORECASE) for word in senses().courtesies)
        return "?" in said or said.rstrip(_CLOSING).endswith(_BROKEN_OFF) or not polite
    ends = _ENDS.findall(said)
    return said.rstrip(_CLOSING).endswith("?") and 2 * sum("?" in end for end in ends) >= len(ends)


def _is_no_speaker(label: str) -> bool:
    """Say whether a label is whom a letter greets (“DEAR BERG:”), a heading (“IN OSLO:”) or a place (“NEW DELHI:”)."""
    words = label.split()
    return (
        words[0] == "DEAR"
        or words[0].lower() in senses().heading
        or country_of(label) is not None
        or find_city(label.title()) is not None
    )


def _is_dateline(label: str) -> bool:
    """Say whether a place in capitals stands before a colon only to say where it happened (“NORWAY: Police have …”)."""
    return label.isupper() and len(label) > _INITIALS and _is_no_speaker(label)


def _going_on(string: str, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs of a turn after the labelled one, up to the next label or a note between brackets."""
    for match in re.finditer(r"[^\n]+", string[start:end]):
        line = match[0].strip(' \t“"')
        if line[:1] in _NOTES and not _SAID_AFTER.match(line):
            return
        if len(match[0].split()) >= _SHORTEST:
            yield Span(start + match.start(), start + match.end())


def headline(text: Text) -> Iterator[RawStatement]:
    """Yield what a headline tells that begins with its source (“Lindqvist: Deal would break resolutions”)."""
    title = text.analysis.article.title or ""
    match = _HEADLINE.match(title)
    start = text.string.find(title) if match is not None else -1
    if match is None or start < 0 or len(match["said"].split()) < _SHORTEST or _is_dateline(match["who"]):
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
    # A person before a colon may be who says so, or whom it is about (“Julian Assange: Sweden drops inquiry”).
    doubts = () if known else ("a headline's topic",)
    cue = Span(source.end, source.end + 1)
    yield RawStatement(cue, word.number, source, content, manner, Certainty.ASSERTED, "", doubts=doubts)
