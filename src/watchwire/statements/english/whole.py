"""Contents that a broken parse cuts off in their middle, with what they lack."""

from collections.abc import Iterator
from itertools import islice

from watchwire.language import Word
from watchwire.model import Span
from watchwire.statements.english.joined import without_joined
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import EDGES, SUBJECTS, Text

_OWNING = frozenset({"’s", "'s", "’", "'"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "NUM", "DET"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ASKING = frozenset({"call", "appeal"})
_BARE_CUES = frozenset({"VB", "VBP"})
_LONGEST = 14
"""How many words of a noun phrase or a remark are looked over at most."""
_LIST = 30
"""And how many of a list of those who are asked."""
_TIMES = 3


def whole(text: Text, cue: Word, piece: Span) -> Span:
    """Return a content with what comes right behind it and belongs to it, though the parser gave it to something else.

    What is owned (“in tackling *today's worst fires*”), the rest of a list (“to stop the fire*, open the gates, and
    help*”, “swiftly*, and in a united way*”), what an object asked for is asked to do after a remark (“the parties*, as
    we have before, to wait*”), and a participle (“the will *shown today*”).
    """
    if piece.end < cue.start:
        return piece
    for _ in range(_TIMES):
        grown = _grown(text, cue, piece)
        if grown is None or grown <= piece.end:
            break
        piece = without_joined(text, cue, Span(piece.start, grown))
    return piece


def _grown(text: Text, cue: Word, piece: Span) -> int | None:
    """Return where a content ends with what comes right behind it, or None where nothing does."""
    words = text.analysis.words_in(piece)
    sentence = text.analysis.sentence_at(piece.start)
    if not words or sentence is None or words[-1].number + 2 >= sentence.last:
        return None
    last, after, second = words[-1], text.words[words[-1].number + 1], text.words[words[-1].number + 2]
    if text.quoted(after) or text.quoted(last):
        return None
    if after.text in _OWNING and after.start == last.end:
        noun = _noun_from(text, after.number + 1, sentence.last)
        return _end_below(text, noun, sentence.last) if noun is not None else None
    if last.tag == "PRP$":  # “for his *and his office's welcome*”
        joined = after.pos == "CCONJ" and second.tag == "PRP$"
        noun = _noun_from(text, after.number + 2 * joined, sentence.last)
        return _end_below(text, noun, sentence.last) if noun is not None else None
    for rule in (_listed, _asked, _after_remark):
        end = rule(text, cue, words[-1], sentence.last)
        if end is not None:
            return end
    if _is_shown(text, last, after):
        return _end_below(text, after, sentence.last)
    owned = any(c.dep == "poss" for c in text.children(last))  # “the court's work *to promote …*” is told by itself
    asks = text.lexicon.with_infinitive | (frozenset() if owned else senses().work)
    if last.pos == "NOUN" and last.lemma in asks and after.text == "to" and second.tag == "VB":
        return _end_below(text, second, sentence.last)
    return None


def _end_below(text: Text, word: Word, last: int) -> int:
    """Return where all that hangs on a word ends, without marks."""
    end = min(max(text.subtree(word)[1], word.number + 1), last)
    span = text.trimmed(word.number, end, frozenset({"CCONJ"}))
    return span.end if span is not None else word.end


def _noun_from(text: Text, first: int, last: int) -> Word | None:
    """Return the noun that ends a noun phrase which begins at a word."""
    at = first
    while at < min(last, first + _LONGEST):
        word, after = text.words[at], text.words[min(at + 1, last - 1)]
        joins = word.text == "," or word.pos == "CCONJ"
        goes_on = after.pos in {"ADJ", "NOUN", "PROPN"} or after.tag in _PARTICIPLES or (joins and after.pos == "CCONJ")
        owning = after.text in _OWNING
        if word.pos in {"NOUN", "PROPN"} and not owning and after.pos not in {"NOUN", "PROPN"}:
            return word
        nominal = word.pos in _NOMINAL or word.tag in _PARTICIPLES or word.text in _OWNING
        opens = word.number == first and word.tag == "VBD" and after.pos in {"NOUN", "ADJ"}  # “Oslo's *continued* help”
        if not (nominal or opens or (joins and goes_on)):
            return None
        at += 1
    return None


def _listed(text: Text, cue: Word, last: Word, end: int) -> int | None:
    """Return where the rest of a list ends: of adverbials, or of what somebody is to do."""
    after = text.words[last.number + 1]
    comma = after.text == ","
    first = text.words[last.number + 1 + comma]
    joined = first.pos == "CCONJ"
    item = text.words[min(first.number + joined, end - 1)]
    if joined and item.pos == "ADP" and item.dep == "conj" and text.head(item).pos != "ADP":
        return _end_below(text, item, end)
    if not comma or item.tag != "VB" or any(c.dep in SUBJECTS | {"aux"} for c in text.children(item)):
        return None
    if cue.tag in _BARE_CUES and (item.lemma in text.lexicon.verbs or item.lemma in text.lexicon.stances):
        return None  # “We urge them to stay, *welcome* their word”: our own next
    open_list = any(w.tag == "VB" for w in _back(text, last, cue))
    return _end_below(text, item, end) if open_list else None


def _back(text: Text, last: Word, cue: Word) -> Iterator[Word]:
    """Yield the words from the last one back to a cue."""
    return reversed(text.words[cue.number + 1 : last.number + 1])


def _asked(text: Text, cue: Word, last: Word, end: int) -> int | None:
    """Return where that ends which somebody is asked to do, after a list of others or a remark between commas."""
    if cue.lemma not in _ASKING | text.lexicon.addressing or text.words[last.number + 1].text != ",":
        return None
    if last.pos not in {"NOUN", "PROPN"} or any(word.text == "to" for word in _back(text, last, cue)):
        return None
    marked = False
    for word in text.words[last.number + 2 : min(end, last.number + _LIST)]:
        following = text.words[min(word.number + 1, end - 1)]
        verb = next((w for w in islice(text.words, following.number, following.number + 2) if w.tag == "VB"), None)
        if word.text == "to" and verb is not None:
            before = text.words[word.number - 1]
            return _end_below(text, verb, end) if before.text == "," or not marked else None
        if word.text == ";" or word.tag in {"VBD", "VBZ", "VBG"}:
            return None
        marked = marked or word.tag in _FINITE or word.pos == "SCONJ"
    return None


def _after_remark(text: Text, cue: Word, last: Word, end: int) -> int | None:
    """Return where the object of a verb ends that comes after a remark (“to free*, at once, the men*”)."""
    if last.tag not in {"VB", "VBG"} or text.words[last.number + 1].text != "," or last.number == cue.number:
        return None
    if any(c.dep in {"dobj", "obj", "ccomp", "xcomp"} for c in text.children(last)):
        return None
    closing = next(
        (w.number for w in text.words[last.number + 2 : min(end, last.number + _LONGEST)] if w.text == ","), None
    )
    remark = text.words[last.number + 2 : closing] if closing is not None else ()
    if closing is None or not (remark[0].pos in {"ADV", "ADP", "SCONJ"} or remark[0].dep == "mark"):
        return None
    noun = _noun_from(text, closing + 1, end)
    return _end_below(text, noun, end) if noun is not None else None


def _is_shown(text: Text, last: Word, after: Word) -> bool:
    """Say whether a participle tells of the noun right before it (“the will *shown today*”)."""
    if last.pos != "NOUN" or after.tag != "VBN" or after.dep not in {"advcl", "acl"} or after.pos in EDGES:
        return False
    return not any(c.dep in SUBJECTS | {"aux", "auxpass", "mark"} for c in text.children(after))
