"""Quotations that no cue of their sentence governs."""

from collections.abc import Iterator

from watchwire.language import Word
from watchwire.model import Certainty, Manner, Span
from watchwire.statements.english.making import made, verbal_group
from watchwire.statements.english.sources import source_of
from watchwire.statements.english.text import Text
from watchwire.statements.raw import RawStatement

_FAR = 250  # about two sentences


def loose_quotations(text: Text, found: list[RawStatement]) -> Iterator[RawStatement]:
    """Give a quotation that no statement covers to the cue nearest in its paragraph."""
    covered = [piece for item in found for piece in item.content]
    for quote in text.quotes:
        if any(piece.overlaps(quote) for piece in covered):
            continue
        cue = _nearest_cue(text, quote)
        if cue is None:
            yield from _after_colon(text, quote)
            continue
        source = source_of(text, cue)
        if source is not None and not source.overlaps(quote):
            yield made(text, cue, source, (quote,), text.lexicon.verbs[cue.lemma], verbal_group(text, cue))


def _after_colon(text: Text, quote: Span) -> Iterator[RawStatement]:
    """“The answer did not surprise Shaw: "..."”: a colon leads to a quotation; the last person before it speaks."""
    colon = len(text.string[: quote.start - 1].rstrip()) - 1
    before = text.analysis.sentence_at(colon) if colon > 0 and text.string[colon] == ":" else None
    if before is None:
        return
    people = [
        name for name in text.analysis.names if before.span.start <= name.span.start < colon and name.label == "person"
    ]
    word = text.analysis.word_at(quote.start)
    if people and word is not None:
        cue = Span(colon, colon + 1)
        yield RawStatement(cue, word.number, people[-1].span, (quote,), Manner.QUOTED, Certainty.ASSERTED, "")


def _nearest_cue(text: Text, quote: Span) -> Word | None:
    best: tuple[int, Word] | None = None
    for word in text.words:
        if word.pos != "VERB" or word.lemma not in text.lexicon.verbs or text.quoted(word):
            continue
        if word.lemma in text.lexicon.unspoken:
            continue
        gap = quote.start - word.end if word.end <= quote.start else word.start - quote.end
        if gap < 0 or gap > _FAR:
            continue
        between = text.string[min(word.end, quote.end) : max(word.start, quote.start)]
        leads = between.rstrip(" \n“\"'").endswith(":")  # “Kim continued:”, and the quotation in the next paragraph
        if ("\n\n" not in between or leads) and (best is None or gap < best[0]):
            best = (gap, word)
    return best[1] if best else None
