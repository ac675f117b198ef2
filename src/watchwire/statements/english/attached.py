"""Whether a quotation in a cue's sentence is what the cue reports."""

import re

from watchwire.language import Word
from watchwire.model import Span
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import SUBJECTS, Text
from watchwire.statements.english.titles import is_title

_OBJECTS = frozenset({"dobj", "obj"})
_ENDED = re.compile(r"\.\]?[\"”]\s+$")
_GAP = 2
_TAG = 8
"""How many words behind a quotation its tag reaches."""


def attached(text: Text, quote: Span, cue: Word) -> bool:
    """Say whether a quotation in the cue's sentence is what it reports: no other cue stands between them."""
    if is_title(text, quote) or (cue.lemma in senses().calling and _is_called_for(text, quote, cue)):
        return False
    if _is_in_object(text, quote, cue) or _is_in_governed(text, quote, cue):
        return False
    before = _word_before(text, quote)
    other = before is not None and before.number != cue.number and before.tag == "VBG"
    if quote.end < cue.start and other and before is not None and before.lemma in text.lexicon.verbs:
        return False  # “*Declaring* “the harbour” is at stake, Berg has ordered …”
    if cue.end <= quote.start and tag_behind(text, quote):
        return False
    if cue.tag == "VBG" and quote.end < cue.start and _has_own(text, cue):
        return False  # “said it was “late,” *noting that* …”: the first verb's
    after = text.analysis.word_at(quote.end + 2)
    if quote.end < cue.start and after is not None and after.text[:1].isupper() and after.start < cue.start:
        over = _ENDED.search(text.string[max(0, after.start - 6) : after.start])
        if over is not None and (after.pos == "PRON" or _has_clause(text, cue)):
            return False  # a quotation that ended its sentence, and “She went on to say” another
    above = text.head(cue)
    parted = cue.dep == "conj" and above.start < quote.start and quote.end < cue.start and _has_clause(text, cue)
    told = above.lemma in text.lexicon.verbs or above.lemma in text.lexicon.stances
    if parted and above.pos == "VERB" and told:
        return False  # “calls it “a game” and *projected* that it will end”: the first verb's
    low, high = sorted((quote.start, cue.start))
    after_quote = text.analysis.words_in(Span(quote.end, cue.start)) if quote.end < cue.start else ()
    if any(word.text == ";" for word in after_quote):
        return False  # “accused “certain ports” of it; Oslo *answered* that …”
    between = (word for word in text.words if low < word.start < high and word.number != cue.number)
    return not any(
        word.pos == "VERB" and word.lemma in text.lexicon.verbs and not quote.start <= word.start < quote.end
        for word in between
    )


def _is_in_object(text: Text, quote: Span, cue: Word) -> bool:
    """Say whether a quotation is only some words about what somebody orders or proposes (“ordered a review of *“it”*”).

    Or belongs to a clause of its own beside the cue (“Declaring “*the harbour”* is at stake, Berg has ordered …”).
    """
    if cue.lemma not in senses().wished or cue.lemma not in text.lexicon.clause_only:
        return False
    word = text.analysis.word_at(quote.start)
    while word is not None and word.number not in (cue.number, word.head):
        below, word = word, text.head(word)
        if word.number == cue.number:
            return below.dep in _OBJECTS and below.end < quote.start
        if word.pos == "VERB" and word.lemma in text.lexicon.verbs and not text.quoted(word):
            return True
    return False


def _is_in_governed(text: Text, quote: Span, cue: Word) -> bool:
    """Say whether a quotation is only the end of what a preposition leads to (“accused him of paying *“in gold”*”)."""
    for child in text.children(cue):
        if child.dep != "prep" or child.lemma not in text.lexicon.prepositions.get(cue.lemma, ()):
            continue
        first, last = child.number + 1, text.subtree(child)[1]
        inside = first < last and text.words[first].end < quote.start and quote.end <= text.words[last - 1].end + 1
        if inside and text.words[first].pos in {"VERB", "AUX"}:
            return True
    return False


def _has_own(text: Text, cue: Word) -> bool:
    """Say whether a participle has a clause or a quotation of its own behind it."""
    after = text.words[min(cue.number + 1, len(text.words) - 1)]
    sentence = text.analysis.sentence_at(cue.start)
    within = [q for q in text.quotes if sentence is not None and cue.end <= q.start < sentence.span.end]
    return _has_clause(text, cue) or (after.text in {":", ","} and any(q.start - after.end <= _GAP for q in within))


def _has_clause(text: Text, cue: Word) -> bool:
    return any(c.dep == "ccomp" and c.number > cue.number for c in text.children(cue))


def _is_called_for(text: Text, quote: Span, cue: Word) -> bool:
    """Say whether a quotation is only whom or what is called for (“called on “*the whole harbour*” to wait”)."""
    prepositions = (c for c in text.children(cue) if c.dep == "prep" and c.number > cue.number)
    return any(text.analysis.span(*text.subtree(c)).contains(quote) for c in prepositions)


def _word_before(text: Text, quote: Span) -> Word | None:
    """Return the word right before the mark that opens a quotation."""
    first = text.analysis.word_at(quote.start)
    at = first.number - 1 if first is not None else -1
    while at >= 0 and text.words[at].tag in {"``", "''"}:
        at -= 1
    return text.words[at] if at >= 0 else None


def tag_behind(text: Text, quote: Span) -> bool:
    """Say whether a quotation ends with a comma, and who said so comes right behind it (“…,” *Mr Berg said*)."""
    inner = quote.of(text.string).rstrip("”\"' ")
    last = text.analysis.word_at(quote.start + len(inner) - 1)
    before = _word_before(text, quote)
    if not inner.endswith(",") or last is None or before is None or before.pos not in {"NOUN", "PROPN", "PRON", "ADV"}:
        return False
    behind = [w for w in text.words[last.number + 1 : last.number + _TAG] if w.pos not in {"PUNCT", "SPACE"}]
    if not behind or behind[0].pos in {"CCONJ", "SCONJ"}:
        return False
    cue = next((w for w in behind if w.pos == "VERB"), None)
    said = cue is not None and cue.lemma in text.lexicon.verbs and not text.quoted(cue)
    return said and cue is not None and any(c.dep in SUBJECTS and c.start > quote.end for c in text.children(cue))
