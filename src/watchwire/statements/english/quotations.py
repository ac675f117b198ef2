"""Quotations that no cue of their sentence governs."""

import re
from collections.abc import Iterator
from dataclasses import replace

from watchwire.language import Word
from watchwire.model import Certainty, Manner, Span
from watchwire.statements.english.making import made, verbal_group
from watchwire.statements.english.phrases import noun_phrase
from watchwire.statements.english.senses import can_hold, is_anybody, is_negated, senses
from watchwire.statements.english.sources import source_of
from watchwire.statements.english.text import Text
from watchwire.statements.english.titles import is_named, is_title
from watchwire.statements.raw import RawStatement

_ACTING = frozenset({"he", "she"})
_MAIN = frozenset({"ROOT", "ccomp", "parataxis"})
_TOLD = frozenset({"VBD", "VBZ", "VBP"})
_FAR = 250  # about two sentences
_CLOSE = 12
"""How many words a sentence has that only tells who asked the question before it."""
_CLOSEST = 4
"""And of one that tells who said the sentence before it, which has ended with a full stop."""
_LINE = 120
_OVER = re.compile(r"[.!?](?:\s|$)|\n")
_CLIMBS = 3
_OPENED = re.compile(r"[.!?…,:][”\"']?\s*[“\"']$")
_ENDED = re.compile(r"[.!?]['”\"]?\s+[“\"'A-Z]")


def loose_quotations(text: Text, found: list[RawStatement]) -> Iterator[RawStatement]:
    """Give a quotation that no statement covers to the cue before it in its paragraph, or to who was quoted before."""
    covered = [piece for item in found for piece in item.content]
    quoted = [item for item in found if item.manner is Manner.QUOTED and item.source is not None and not item.stance]
    for quote in text.quotes:
        if any(piece.overlaps(quote) for piece in covered) or is_title(text, quote) or is_named(text, quote):
            continue
        for item in _loose(text, quote, quoted):
            quoted.append(item)
            yield item


def _loose(text: Text, quote: Span, quoted: list[RawStatement]) -> Iterator[RawStatement]:
    led = list(_after_colon(text, quote)) if _leads_here(text, quote) else []
    if led:
        yield from led
        return
    cue = _nearest_cue(text, quote)
    if cue is not None and _is_part_of_another(text, quote, cue):
        return
    if cue is None:
        colon = list(_after_colon(text, quote))
        last = None if colon else _last_quoted(text, quote, quoted)
        yield from colon or ([replace(last, content=(quote,), modal="")] if last is not None else [])
        return
    source = source_of(text, cue)
    if source is not None and not source.overlaps(quote) and not is_anybody(source.of(text.string)):
        yield made(text, cue, source, (quote,), text.lexicon.verbs[cue.lemma], verbal_group(text, cue))


def _last_quoted(text: Text, quote: Span, quoted: list[RawStatement]) -> RawStatement | None:
    """Return the last quotation before one, where that is a sentence of its own in the same paragraph and near."""
    before = [item for item in quoted if item.content[-1].end <= quote.start]
    last = max(before, key=lambda item: item.content[-1].end, default=None)
    if last is None or quote.start - last.content[-1].end > _FAR or not quote.of(text.string)[:1].isupper():
        return None
    between = text.string[last.content[-1].end : quote.start]
    alone = _OPENED.search(between) is not None and quote.of(text.string).rstrip()[-1:] in ".!?…,"
    return last if alone and "\n\n" not in between else None


def _is_part_of_another(text: Text, quote: Span, cue: Word) -> bool:
    """Say whether a quotation is some words of a sentence that the cue stands outside of (“a plan to *“end it”* …”)."""
    word = text.analysis.word_at(quote.start)
    sentence = text.analysis.sentence_at(quote.start)
    if word is None or sentence is None or sentence.span.contains(Span(cue.start, cue.end)) or word.text[:1].isupper():
        return False
    outside = (w for w in text.words[sentence.first : word.number] if not text.quoted(w))
    return any(w.tag in _TOLD | {"MD"} for w in outside)


def _leads_here(text: Text, quote: Span) -> bool:
    """Say whether a sentence that no verb of speech ends leads to a quotation by a colon (“a shot on Twitter: “…””)."""
    colon = len(text.string[: max(0, quote.start - 1)].rstrip()) - 1
    before = text.analysis.sentence_at(colon) if colon > 0 and text.string[colon] == ":" else None
    return before is not None and not any(
        w.pos == "VERB" and w.lemma in text.lexicon.verbs
        for w in text.words[before.first : before.last]
        if w.end <= colon
    )


def _after_colon(text: Text, quote: Span) -> Iterator[RawStatement]:
    """“The answer did not surprise Shaw: "..."”: a colon leads to a quotation; who acts there or comes last speaks."""
    colon = len(text.string[: quote.start - 1].rstrip()) - 1
    before = text.analysis.sentence_at(colon) if colon > 0 and text.string[colon] == ":" else None
    word = text.analysis.word_at(quote.start)
    if before is None or word is None:
        return
    people = [
        name.span
        for name in text.analysis.names
        if before.span.start <= name.span.start < colon and name.label == "person"
    ]
    inside = [w for w in text.words[before.first : before.last] if w.end <= colon]
    doer = next(
        (
            w
            for w in inside
            if w.dep == "nsubj"
            and text.head(w).dep in _MAIN
            and text.head(w).end <= colon
            and text.head(w).tag in _TOLD
        ),
        None,
    )
    acts = doer is not None and (doer.text.lower() in _ACTING or (doer.pos == "PROPN" and doer.tag != "NNPS"))
    if people or acts:
        source = noun_phrase(text, doer) if acts and doer is not None else people[-1]
        yield RawStatement(Span(colon, colon + 1), word.number, source, (quote,), Manner.QUOTED, Certainty.ASSERTED, "")


def _is_no_tag(text: Text, verb: Word) -> bool:
    """Say whether a verb says nothing in this form: negated, passive without a doer, or with a particle of its own."""
    children = text.children(verb)
    passive = any(c.dep in {"auxpass", "nsubjpass"} for c in children) and not any(c.dep == "agent" for c in children)
    told = verb.lemma in text.lexicon.addressing and passive  # “was told: “…””
    away = any(c.dep == "prt" and c.text.lower() not in senses().adding for c in children)
    return is_negated(text, verb) or away or (passive and not told)


def _nearest_cue(text: Text, quote: Span) -> Word | None:
    """Return the cue that a quotation goes with: that of its own sentence behind it, or else the last one before.

    What comes in the next sentence is said of something else.
    """
    before: list[Word] = []
    after: list[Word] = []
    for word in text.words:
        if word.pos != "VERB" or word.lemma not in text.lexicon.verbs or text.quoted(word):
            continue
        if word.lemma in text.lexicon.unspoken or _is_no_tag(text, word):
            continue
        gap = quote.start - word.end if word.end <= quote.start else word.start - quote.end
        if gap < 0 or gap > _FAR:
            continue
        between = text.string[min(word.end, quote.end) : max(word.start, quote.start)]
        leads = between.rstrip(" \n“\"'").endswith(":")  # “Kim continued:”, and the quotation in the next paragraph
        if "\n\n" not in between or leads:
            (before if word.end <= quote.start else after).append(word)
    own = [word for word in after if _is_in_sentence(text, quote, word)][:1]
    ordered = [*own, *_main_first(text, before)]
    return next((word for word in (_reporting(text, w) for w in ordered) if _can_say(text, word, quote)), None)


def _main_first(text: Text, cues: list[Word]) -> list[Word]:
    """Return cues from the last one back, of each sentence the main ones first (“*said* when Berg *refused* …”)."""
    sentences = {cue.number: text.analysis.sentence_at(cue.start) for cue in cues}
    starts = {number: s.first if s is not None else number for number, s in sentences.items()}
    return sorted(cues, key=lambda cue: (-starts[cue.number], _is_below(text, cue), -cue.number))


def _is_below(text: Text, cue: Word) -> bool:
    """Say whether a cue stands in a clause that only tells when, why or of whom."""
    while cue.dep in {"conj", "xcomp", "ccomp"} and cue.head != cue.number:
        cue = text.head(cue)
    return cue.dep in {"advcl", "relcl", "acl", "pcomp", "csubj"}


def _is_in_sentence(text: Text, quote: Span, cue: Word) -> bool:
    """Say whether a cue behind a quotation is in the sentence that this ends (““Is it late?” *he asked*.”)."""
    between = text.string[quote.end : cue.start]
    last = quote.of(text.string).rstrip()[-1:]
    if _ENDED.search(between):
        return False
    if between.lstrip("”\"'’ ")[:1].islower():
        return True  # ““Is it late?” the mayor, Ann Lee, asked”
    rest = _OVER.split(text.string[cue.end : cue.end + _LINE])[0]
    longest = _CLOSE if last in "?!" else _CLOSEST
    return last not in ".?!…" or len(between.split()) + len(rest.split()) <= longest


def _reporting(text: Text, cue: Word) -> Word:
    """Return the cue that reports another one (“Berg *says* the ruling means little”)."""
    for _ in range(_CLIMBS):
        above = text.head(cue)
        if cue.dep != "ccomp" or above.lemma not in text.lexicon.verbs or text.quoted(above):
            return cue
        cue = above
    return cue


def _can_say(text: Text, cue: Word, quote: Span) -> bool:
    """Say whether who has a cue can be quoted: neither a thing, nor “I” of a quotation that was never closed."""
    source = source_of(text, cue)
    if source is None or source.overlaps(quote):
        return False
    return can_hold(text, source) and source.of(text.string).lower() not in {"i", "we"}
