"""Whom the text itself calls listed (“a businessman on the EU's sanctions list”), whatever the lists say."""

import re
from collections.abc import Iterable

from watchwire.events import frames
from watchwire.language import Analysis
from watchwire.model import Entity, EntityKind, Span

SAID = "said"
"""Stands for the programme of a listing that only the text tells of."""
_AFTER, _BEFORE = 110, 60
"""How many characters behind a name, and before it, words of its listing stand at most."""
_ENDS = re.compile(r"[.;:!?](?:\s|$)|\n")


def said_listed(analysis: Analysis, entities: Iterable[Entity]) -> dict[str, set[str]]:
    """Return whom a text calls listed, with by whom as `ISSUER:said`.

    Args:
        analysis: the analysed text.
        entities: the entities of the article.

    """
    text = analysis.article.text
    held = tuple(entities)
    starts = sorted((span.start, e.id) for e in held if e.kind is not EntityKind.PLACE for span in e.mentions)
    found: dict[str, set[str]] = {}
    for entity in held:
        if entity.kind in {EntityKind.PLACE, EntityKind.GOVERNMENT}:
            continue
        for span in (*entity.mentions, *entity.pronouns):
            issuer = _behind(text, span, starts, entity.id)
            if issuer is None and span in entity.mentions:  # nothing describes a pronoun from before
                issuer = _ahead(text, span)
            if issuer is not None:
                found.setdefault(entity.id, set()).add(f"{issuer}:{SAID}")
    return found


def _behind(text: str, name: Span, starts: list[tuple[int, str]], own: str) -> str | None:
    """Return who is said behind a name to have listed it, before anybody else is named but whoever listed it."""
    stretch = text[name.end : name.end + _AFTER]
    end = _ENDS.search(stretch)
    stretch = stretch[: end.start()] if end is not None else stretch
    match = frames().said_behind.match(stretch)
    if match is None or frames().negations & set(match[0].lower().split()):
        return None
    issuer = _issuer(match[0])
    last = name.end + max(match.start(group) for group in match.re.groupindex)
    another = any(name.end <= start < last and key != own for start, key in starts)
    return None if another else issuer


def _ahead(text: str, name: Span) -> str | None:
    match = frames().said_ahead.search(text[max(0, name.start - _BEFORE) : name.start])
    return _issuer(match[0]) if match is not None else None


def _issuer(words: str) -> str:
    return next((key for key, pattern in frames().issuers.items() if pattern.search(words)), "US")
