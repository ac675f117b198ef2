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
_VERBAL = frozenset({"VERB", "AUX", "PART"})
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
    verb = next((word for word in words if word.pos != "ADV"), words[0])  # “they “*regularly met* in the port””
    if not called and verb.tag not in _PREDICATE:
        return piece
    at = next((n + 1 for n in range(len(between) - 1, -1, -1) if between[n].lemma == "as"), 0)
    if not called and verb.tag not in _FINITE and not at:
        return piece  # a participle may stand alone, but not behind “described him as a man”
    between = [w for w in between[at:] if w.pos != "SPACE" and w.tag not in {"``", "''"}]
    while between and (between[0].pos in EDGES or (between[0].lemma == "that" and between[0].pos == "SCONJ")):
        between = between[1:]
    return Span(between[0].start, piece.end) if _is_subject(text, between, called) else piece


def with_its_beginning(text: Text, cue: Word, cue_span: Span, piece: Span) -> Span:
    """Return a quotation with what its sentence begins behind the cue and it goes on (“hailed *Oslo's* “brave step””).

    What stands between must lead into it: no mark parts them, and it is neither where nor when nor to whom it was said.
    """
    words = text.analysis.words_in(piece)
    sentence = text.analysis.sentence_at(cue.start)
    if not words or sentence is None or not sentence.span.contains(piece) or not words[0].text[:1].islower():
        return piece
    between = [w for w in text.words[cue.number + 1 : words[0].number] if w.start >= cue_span.end]
    while between and between[-1].tag in {"``", "''"}:
        between = between[:-1]
    led = between and text.quoted(words[0]) and len(between) <= _LONGEST and not any(map(text.quoted, between))
    if not led or any(word.pos in EDGES for word in between):
        return piece
    settings = _settings(text, cue, between)
    leads = settings and between[min(settings, len(between)) - 1].lemma in text.lexicon.prepositions.get(cue.lemma, ())
    between = _after_that(text, cue, between[settings:])
    if not between or between[0].pos in {"CCONJ", "ADV", "ADP"}:
        return piece
    if between[-1].lemma in text.lexicon.verbs and not _is_its_verb(between):
        return piece
    if between[0].tag == "PRP" and not any(word.tag in _FINITE for word in between):
        return piece  # “called it “a toy””: the pronoun says nothing more
    told = cue.lemma in senses().telling | text.lexicon.addressing and not any(w.pos in _VERBAL for w in between)
    return piece if told and not leads else Span(between[0].start, piece.end)


def _is_its_verb(words: list[Word]) -> bool:
    """Say whether words are a subject and its verb, whose object is quoted (“*the theft shows* “a weak port””)."""
    verb = words[-1].text.endswith("s") and words[-1].tag in {"VBZ", "NNS"}
    return verb and len(words) > _BEFORE_THAT - 1 and words[0].pos == "DET" and words[-2].tag in {"NN", "NNP"}


def _after_that(text: Text, cue: Word, words: list[Word]) -> list[Word]:
    """Return words behind a verb of telling without who is told it and “that”."""
    that = next((n for n, word in enumerate(words) if word.lemma == "that" and word.pos == "SCONJ"), None)
    told = cue.lemma in senses().telling | text.lexicon.addressing
    return words[that + 1 :] if told and that is not None else words


def _settings(text: Text, cue: Word, words: list[Word]) -> int:
    """Return how many words only tell where or when something was said, or lead to it."""
    at = 0
    while at < len(words):
        word = words[at]
        when = word.dep == "npadvmod" or (word.pos == "DET" and words[min(at + 1, len(words) - 1)].dep == "npadvmod")
        if when or (word.lemma == "that" and word.pos == "SCONJ"):
            at += 1
        elif word.pos == "ADP" and word.head == cue.number:
            leads = word.lemma in text.lexicon.prepositions.get(cue.lemma, ())
            below = next((c for c in text.children(word) if c.dep in {"pobj", "pcomp"}), word)
            last = text.subtree(below)[1] if below.dep == "pcomp" else below.number + 1
            at += 1 if leads else max(1, last - word.number)
        else:
            break
    return at


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
