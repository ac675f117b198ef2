"""Statements in English, by spaCy's parse: quotations of every kind, "according to", verbs and nouns of speech."""

import re
from dataclasses import replace

from watchwire.language import Analysis
from watchwire.model import Certainty, Manner, Span
from watchwire.statements.english.according import according_to, in_the_view_of
from watchwire.statements.english.adjectives import adjective_cues
from watchwire.statements.english.beside import side_by_side
from watchwire.statements.english.continued import going_on, signed
from watchwire.statements.english.hedges import hedges
from watchwire.statements.english.labels import headline, transcript
from watchwire.statements.english.making import manner_of
from watchwire.statements.english.nouns import noun_cues
from watchwire.statements.english.quotations import loose_quotations
from watchwire.statements.english.text import Text
from watchwire.statements.english.verbs import verb_cues
from watchwire.statements.raw import RawStatement

__all__ = ["english_statements"]

_ADDRESS = re.compile(r"https?://\S+\s*")
_FRAME_LONGEST = 14
_STATED = re.compile(r"\W*(?:(?:in|by|on|at) [\w ’'-]{1,30}\W*)?")
_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we"})


def english_statements(analysis: Analysis) -> list[RawStatement]:
    """Return the statements of an English text in order of their content."""
    text = Text.of(analysis)
    found: list[RawStatement] = []
    for sentence in analysis.sentences:
        found.extend(verb_cues(text, sentence))
        found.extend(according_to(text, sentence))
        found.extend(in_the_view_of(text, sentence))
        found.extend(noun_cues(text, sentence))
        found.extend(adjective_cues(text, sentence))
        found.extend(hedges(text, sentence))
    found = going_on(text, found)
    found.extend(signed(text, found))
    found.extend(transcript(text))
    found.extend(loose_quotations(text, found))
    found = going_on(text, found)
    found.extend(headline(text))
    found = [item for item in side_by_side(text, _without_frames(text, found)) if not _is_purpose(text, item)]
    found = [_without_datelines(text, item) for item in found]
    return sorted(_without_headline(text, _not_told_twice(text, _distinct(found))), key=lambda item: item.content[0])


def _without_datelines(text: Text, item: RawStatement) -> RawStatement:
    """Return a statement whose source and content do not begin with where the paragraph was written.

    Nor do they hold the address of a page, as texts have it whose links were written out.
    """
    source = text.after_dateline(item.source) if item.source is not None else None
    content = (kept for piece in map(text.after_dateline, item.content) for kept in _between_addresses(text, piece))
    return replace(item, source=source, content=tuple(content) or item.content)


def _between_addresses(text: Text, piece: Span) -> list[Span]:
    """Return a content in the pieces that the addresses of pages part."""
    found, start, inside = list[Span](), piece.start, piece.of(text.string)
    if _ADDRESS.search(inside) is None:
        return [piece]
    for address in (*_ADDRESS.finditer(inside), None):
        end = piece.start + address.start() if address is not None else piece.end
        kept = text.string[start:end].rstrip()
        if kept.strip(" ()"):
            found.append(Span(start, start + len(kept)))
        start = piece.start + address.end() if address is not None else end
    return found


def _is_purpose(text: Text, item: RawStatement) -> bool:
    """Say whether a content is what something was done for (“the emergency he declared *so he could build*”)."""
    first = item.content[0]
    words = text.analysis.words_in(first)
    begins = item.cue.end <= first.start and len(words) > 1 and words[0].text == "so"
    return (
        begins and words[0].dep in {"mark", "advmod"} and not text.quoted(words[0]) and words[1].pos in {"PRON", "DET"}
    )


def _without_frames(text: Text, found: list[RawStatement]) -> list[RawStatement]:
    """Leave out of what is said who says something else (“… is late, *prosecutors said*”), and what is only that."""
    frames = [
        Span(min(s.start, c.start), max(s.end, c.end))
        for s, c in ((o.source, o.cue) for o in found if not o.stance)
        if s
    ]
    short = [frame for frame in frames if len(frame.of(text.string).split()) <= _FRAME_LONGEST]
    kept: list[RawStatement] = []
    for item in found:
        low, high = min(piece.start for piece in item.content), max(piece.end for piece in item.content)
        near = [frame for frame in short if frame.start < high and low <= frame.end]
        own = [frame for frame in near if not frame.contains(item.cue)]
        content = tuple(piece for piece in item.content if not any(_covers(text, frame, piece) for frame in own))
        content = tuple(_before_frame(text, piece, own) for piece in content)
        if content == item.content:
            kept.append(item)
        elif content:
            kept.append(replace(item, content=content, manner=manner_of(content, text.quotes)))
    return kept


def _covers(text: Text, frame: Span, piece: Span) -> bool:
    """Say whether a content is no more than a frame, and the words that tell where it was said."""
    rest = text.string[frame.end : piece.end] if piece.start >= frame.start - 1 and piece.overlaps(frame) else None
    return rest is not None and _STATED.fullmatch(rest) is not None


def _before_frame(text: Text, piece: Span, frames: list[Span]) -> Span:
    """Return a content without the frame at its end that a comma or a quotation mark parts from it."""
    for frame in frames:
        if not piece.start < frame.start < piece.end <= frame.end + 1:
            continue
        if text.string[piece.start : frame.start].rstrip().endswith((",", "”", '"')):
            return Span(piece.start, piece.start + len(text.string[piece.start : frame.start].rstrip(' ,"”')))
    return piece


def _distinct(found: list[RawStatement]) -> list[RawStatement]:
    """Drop repeats: the same cue twice, or the same content twice without a source of its own."""
    kept: dict[tuple[Span, tuple[Span, ...]], RawStatement] = {}
    for item in found:
        key = (item.cue, item.content)
        held = kept.get(key)
        if held is None or (held.source is None and item.source is not None):
            kept[key] = item
    return list(kept.values())


def _not_told_twice(text: Text, found: list[RawStatement]) -> list[RawStatement]:
    """Leave out stances and hedges inside what somebody is reported to say: the report holds them.

    Where a speaker reports a belief of his own (“he said he believed that …”), the report itself is a guess.
    """
    kept: list[RawStatement] = []
    guessed: set[int] = set()
    reach = [(min(p.start for p in item.content), max(p.end for p in item.content), item) for item in found]
    for item in found:
        own = item.certainty is Certainty.SPECULATED and _own(text, item)
        if not (item.stance or item.source is None or own or _first_person(text, item)):
            kept.append(item)
            continue
        start, end = item.cue.start, item.cue.end
        around = [other for low, high, other in reach if low <= start and end <= high and other is not item]
        outer = [other for other in around if any(p.contains(item.cue) for p in other.content)]
        if item.stance and any(o.cue.start <= start and end <= o.cue.end and o.cue != item.cue for o in found):
            continue  # “expressed” beside “expressed support for”
        answered = not item.stance and any(other.certainty is Certainty.DENIED for other in outer)
        told = any(other.manner is Manner.QUOTED for other in outer) and _first_person(text, item)
        if not outer or answered or not (item.stance or item.source is None or own or told):
            kept.append(item)  # what is denied (“denied a report that …”) is a claim of its own
        elif own and _is_belief(text, item):
            guessed.update(id(other) for other in outer if _opens(item, other))
    return [replace(item, certainty=Certainty.SPECULATED) if id(item) in guessed else item for item in kept]


def _without_headline(text: Text, found: list[RawStatement]) -> list[RawStatement]:
    """Leave out a headline's stance that the story tells in full: the same source with the same verb."""
    title = len(text.analysis.article.title or "")
    told = {_key(text, item) for item in found if item.cue.start >= title}
    return [item for item in found if not (item.stance and item.cue.end <= title and _key(text, item) in told)]


def _key(text: Text, item: RawStatement) -> tuple[str, str]:
    source = item.source.of(text.string).lower().split() if item.source is not None else [""]
    return source[-1], text.words[item.cue_word].lemma.lower()


def _first_person(text: Text, item: RawStatement) -> bool:
    """Say whether the speaker of a quotation says that he himself says so: the quotation tells it already."""
    return item.source is not None and item.source.of(text.string).lower() in {"i", "we"}


def _opens(item: RawStatement, other: RawStatement) -> bool:
    """Say whether a report begins with the belief, so that all of it is one (“said he believed that …”)."""
    start = item.source.start if item.source is not None else item.cue.start
    return other.certainty is Certainty.ASSERTED and 0 <= start - other.content[0].start <= len("that ")


def _is_belief(text: Text, item: RawStatement) -> bool:
    """Say whether a verb means a belief: not what is not done (“said he *will not seek* …”), nor of oneself."""
    cue = text.words[item.cue_word]
    himself = text.words[min(cue.number + 1, len(text.words) - 1)].text.lower().endswith("self")
    helped = any(c.dep == "aux" and c.text.lower() != "to" for c in text.children(cue))
    himself = himself or (cue.tag in {"VBG", "VB"} and not helped)  # “said he spends time *considering* it”
    himself = himself or any(c.dep == "prep" and c.lemma == "in" for c in text.children(cue))  # “*believed in* it”
    return text.lexicon.verbs.get(cue.lemma) is Certainty.SPECULATED and not item.stance and not himself


def _own(text: Text, item: RawStatement) -> bool:
    """Say whether a belief is told of the speaker himself: its source is a pronoun."""
    return item.source is not None and item.source.of(text.string).lower() in _PRONOUNS
