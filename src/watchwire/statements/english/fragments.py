"""Contents that are a fragment in quotation marks, with what they need to be understood; and the writer's verdict."""

from itertools import pairwise

from watchwire.language import Word
from watchwire.model import Span
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import EDGES, Text

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PREDICATE = _FINITE | {"VBG", "VBN"}
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_CLOSING = frozenset("”\"’'")
_ENDING = frozenset({".", "!", "?"})
_LONGEST = 25
_BEFORE_THAT = 3


def with_its_subject(text: Text, cue: Word, cue_span: Span, piece: Span) -> Span:
    """Return a quotation that begins with a verb with its subject before it (“said *Berg's offer* “is all cash””).

    And one that is what somebody is called with whom it calls so (“calls *discounting* “a loser's game””).
    """
    words = text.analysis.words_in(piece)
    sentence = text.analysis.sentence_at(piece.start)
    if not words or sentence is None or not text.quoted(words[0]) or not words[0].text[:1].islower():
        return piece
    opened = next((quote for quote in text.quotes if quote.contains(Span(words[0].start, words[0].end))), None)
    if opened is None or opened.start < piece.start - 1 or opened.start < words[0].start - 1:
        return piece
    ahead = cue_span.end <= piece.start
    first = cue.number + 1 if ahead else sentence.first
    if any(word.text in _ENDING for word in text.words[first : words[0].number]):
        first = max(first, sentence.first)  # “Berg Co. “have followed …””: the parser ends a sentence at “Co.” too
    between = [w for w in text.words[first : words[0].number] if w.start >= (cue_span.end if ahead else 0)]
    called = ahead and cue.lemma in text.lexicon.naming and _is_named(between)
    if not called and words[0].tag not in _PREDICATE:
        return piece
    at = next((n + 1 for n in range(len(between) - 1, -1, -1) if between[n].lemma == "as"), 0)
    if not called and words[0].tag not in _FINITE and not at:
        return piece  # a participle may stand alone, but not behind “described him as a man”
    between = [w for w in between[at:] if w.pos != "SPACE" and w.tag not in {"``", "''"}]
    while between and (between[0].pos in EDGES or (between[0].lemma == "that" and between[0].pos == "SCONJ")):
        between = between[1:]
    return Span(between[0].start, piece.end) if _is_subject(text, between, called) else piece


def _is_named(between: list[Word]) -> bool:
    """Say whether words between a verb of calling and a quotation are what is called so, and no pronoun."""
    marked = any(word.text in {",", ":"} for word in between)
    return not marked and any(word.pos in {"NOUN", "PROPN"} or word.tag == "VBG" for word in between)


def _is_subject(text: Text, words: list[Word], called: bool) -> bool:
    """Say whether words can be the subject of a quotation that follows them: nouns, and no clause of their own."""
    if not words or len(words) > _LONGEST or words[-1].text in {",", ":", ";"} or any(map(text.quoted, words)):
        return False
    own = any(word.tag in _FINITE and word.dep not in {"relcl", "acl"} for word in words)
    if own or words[0].pos in {"ADP", "SCONJ", "CCONJ", "ADV"} or words[0].text == ":":
        return False
    return called or (words[-1].pos in _NOUNS and any(word.pos in _NOUNS for word in words))


def without_verdict(text: Text, cue: Word, piece: Span) -> Span:
    """Return a content without what the writer makes of it (“… “for a review,” *an indication that it may end*”)."""
    words = text.analysis.words_in(piece)
    if piece.end < cue.start:
        return piece
    for number in range(1, len(words)):
        word, before = words[number], words[number - 1]
        parted = text.string[before.end : word.start].strip() == "" and before.tag in {"''", ","}
        closed = next((quote.end for quote in text.quotes if quote.end <= word.start <= quote.end + 3), None)
        if parted and closed is not None and not text.quoted(word) and is_verdict(text, word.number):
            return Span(piece.start, closed + (text.string[closed : closed + 1] in _CLOSING))
    return piece


def is_verdict(text: Text, first: int) -> bool:
    """Say whether the words from a place on say what the sentence before them shows (“*evidence that* …”)."""
    words = text.words[first : first + _BEFORE_THAT]
    for word, after in pairwise(words):
        if word.lemma.lower() in senses().verdicts:
            return after.text.lower() in {"that", "of", "how"}
        if word.pos not in {"DET", "ADJ"}:
            return False
    return False
