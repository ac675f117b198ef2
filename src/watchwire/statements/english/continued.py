"""Quotations that go on over several paragraphs, and those signed with a dash and a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from watchwire.model import Certainty, Manner, Span
from watchwire.statements.english.text import Text
from watchwire.statements.raw import RawStatement

_CLOSING = frozenset("”»\"'“")
_OPENING = re.compile(r"[“„«\"]|''|``")
_GAP = re.compile(r"\s+")
# “— Ivan Petrov, harbour master”: a dash and a name behind the quotation, there or on the next line.
_DATED = re.compile(r",[ \t]+[A-Z][a-z]+ \d{1,2}, \d{4}\b")
_CAPITAL = r"[^\W\d_a-zà-þа-я][\w.’'-]*"
_SIGNED = re.compile(
    r"[”»\"“']?[ \t]*(?:\n\s*)?(?P<dash>[—–―]|--?)[ \t]*"
    rf"(?P<who>{_CAPITAL}(?:[ \t]+(?:{_CAPITAL}|de|del|der|di|da|van|von|al|el|bin|ibn)){{0,5}})"
    r"(?:[ \t]*[,(][^\n”“\"]{1,120})?[ \t]*(?=\n|\Z)"
)


def going_on(text: Text, found: Sequence[RawStatement]) -> list[RawStatement]:
    """Give the paragraphs of a quotation that is not closed between them to the statement that holds one of them.

    Newspapers open each paragraph of a long quotation with a mark and close only the last; an agency's text may have
    lost its paragraphs.
    """
    made = list(found)
    for chain in _chains(text):
        holds = [number for number, item in enumerate(made) if _quoted_in(item, chain)]
        if not holds:
            continue
        best = max(holds, key=lambda number: (made[number].source is not None, -number))
        covered = [piece for item in made for piece in item.content]
        more = [quote for quote in chain if not any(piece.overlaps(quote) for piece in covered)]
        content = tuple(sorted((*made[best].content, *more), key=lambda piece: piece.start))
        made[best] = replace(made[best], content=content)
    return made


def signed(text: Text, found: Sequence[RawStatement]) -> Iterator[RawStatement]:
    """Yield the quotations that a dash and a name follow (“...” — Ivan Petrov), where no cue has them."""
    covered = [piece for item in found for piece in item.content]
    chains = {chain[-1]: chain for chain in _chains(text)}
    for quote in text.quotes:
        match = _SIGNED.match(text.string, quote.end)
        word = text.analysis.word_at(quote.start)
        if match is not None and text.string[quote.end - 1].isalnum() and _DATED.match(text.string, match.end("who")):
            continue  # ““Report found” — Oslo Star, August 15, 2008”: a heading, and where it stood
        if match is None or word is None or any(piece.overlaps(quote) for piece in covered):
            continue
        cue = Span(match.start("dash"), match.end("dash"))
        source = Span(match.start("who"), match.end("who"))
        content = tuple(chains.get(quote, (quote,)))
        yield RawStatement(cue, word.number, source, content, Manner.QUOTED, Certainty.ASSERTED, "")


def _quoted_in(item: RawStatement, chain: Sequence[Span]) -> bool:
    return any(piece.overlaps(quote) for piece in item.content for quote in chain)


def _chains(text: Text) -> Iterator[tuple[Span, ...]]:
    """Yield the quotations of paragraphs that go on in the next, each chain in order."""
    chain: list[Span] = []
    for quote in text.quotes:
        if chain and _goes_on(text.string, chain[-1], quote):
            chain.append(quote)
            continue
        if len(chain) > 1:
            yield tuple(chain)
        chain = [quote]
    if len(chain) > 1:
        yield tuple(chain)


def _goes_on(string: str, before: Span, after: Span) -> bool:
    """Say whether a quotation is not closed, and nothing but the mark of the next one comes after it."""
    if string[before.end : before.end + 1] in _CLOSING and string[before.end : before.end + 1]:
        return False
    between = string[before.end : after.start]
    mark = _OPENING.search(between)
    return mark is not None and mark.end() == len(between) and _GAP.fullmatch(between[: mark.start()]) is not None
