"""A clause with its subject, where the parser gives one of them to the cue and leaves the other alone."""

from collections.abc import Sequence

from watchwire.language import Word
from watchwire.language.calendar import words as words_of
from watchwire.model import Span
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import SUBJECTS, Text

_AGAINST = frozenset({"while", "whereas", "although", "though"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_NOMINAL = frozenset({"ADP", "DET", "ADJ", "NUM", "PROPN", "NOUN"})
_PHRASAL = _NOUNS | {"DET", "ADJ", "NUM", "ADP", "PART", "CCONJ"}
_DAY = 2
"""How many words tell on which day."""
_LONGEST = 20


def with_its_verb(text: Text, cue: Word, piece: Span) -> Span:
    """Return an object that is the subject of a clause with that (“reported the storm *in the north had weakened*”)."""
    words = text.analysis.words_in(piece)
    sentence = text.analysis.sentence_at(piece.start)
    if not words or sentence is None or words[0].number > cue.number + 1 or words[0].number < cue.number:
        return piece
    if any(word.pos == "AUX" or word.tag in _FINITE for word in words) or _tells_who(text, cue):
        return piece
    behind = text.words[words[-1].number + 1 : sentence.last]
    if words[-1].dep == "conj" and behind and behind[0].tag in _FINITE:
        return piece  # “confirmed its first case and Zambia *had* …”: another's clause
    for word in text.words[words[-1].number + 1 : sentence.last]:
        if word.tag in _FINITE:
            verb = word if word.pos == "VERB" else text.head(word)
            if any(c.dep in SUBJECTS and c.number > words[-1].number for c in text.children(verb)):
                return piece  # the verb has a subject of its own
            end = text.subtree(verb)[1] if verb.number >= word.number else sentence.last
            against = (w.number for w in text.words[word.number : end] if w.lemma in _AGAINST and w.pos == "SCONJ")
            end = next(against, end)
            rest = text.trimmed(word.number, end)
            return Span(piece.start, rest.end) if rest is not None and end > word.number + 1 else piece
        following = text.words[word.number + 1] if word.number + 1 < sentence.last else None
        if word.text == "," and following is not None and following.tag == "MD" and word.number > cue.number + 1:
            continue  # “announced classes for students, public and private, would be cancelled”
        if word.text == "," and following is not None and following.tag in _FINITE and _closes(words, word):
            continue  # “clarified his daughter, Anna Berg, joined the firm”
        if word.pos not in _NOMINAL or word.lemma in _AGAINST:
            return piece
    return piece


def _tells_who(text: Text, cue: Word) -> bool:
    """Say whether a clause only says who somebody is, whose verb comes next (“the man *who confirmed it* spoke …”)."""
    who = next((c for c in text.children(cue) if c.tag == "WP" and c.dep in SUBJECTS), None)
    return cue.dep == "relcl" and who is not None and text.words[who.number - 1].text != ","


def _closes(words: Sequence[Word], comma: Word) -> bool:
    """Say whether a comma closes what an earlier one has opened beside a noun, right before it."""
    opened = [n for n, word in enumerate(words) if word.text == ","]
    apposed = len(opened) == 1 and 0 < opened[0] < len(words) - 1 and words[opened[0] + 1].pos in {"PROPN", "DET"}
    return apposed and words[-1].number + 1 == comma.number


def with_lost_subject(text: Text, cue: Word, cue_span: Span, piece: Span) -> Span:
    """Return a clause with the subject that the parser gave to the cue (“remarked *toilet paper* is a bulky item”).

    Where that is “what”, the verb goes too (“what they say is *a scandal*”).
    """
    words = text.analysis.words_in(piece)
    if not words or words[0].tag not in {"VBZ", "VBD", "VBP", "MD", "VB"}:
        return _from_question(text, cue, cue_span, piece)
    if (called := _what_it_is(text, cue, words)) is not None:
        return Span(called.start, piece.end)
    between = [w for w in text.words[cue.number + 1 : words[0].number] if w.start >= cue_span.end]
    if len(between) > _DAY and between[0].lemma == "on" and between[1].text.lower() in words_of("en", "weekdays"):
        between = between[_DAY:]  # “reported on Saturday *Oleg Berg* was hurt”
    if (own := _own_object(text, cue, between, words[0])) is not None:
        return Span(own.start, piece.end)
    asked = {
        word.number for word in between if word.dep in {"dobj", "obj"} and word.tag in {"VBN", "JJ"}
    }  # “the accused”
    plain = bool(between) and all(w.pos in _PHRASAL or w.text == "," or w.number in asked for w in between)
    plain = plain and between[0].text != ","
    named = bool(asked) or any(word.pos in _NOUNS and word.dep != "npadvmod" for word in between)
    if named and not plain and words[0].tag != "VB" and _is_one_clause(text, between):
        skipped = 1 if between[0].lemma == "that" and between[0].pos == "SCONJ" else 0
        return Span(between[skipped].start, piece.end)  # “affirmed *that help for the towns on the coast* is needed”
    return Span(between[0].start, piece.end) if plain and named else piece


def _is_one_clause(text: Text, words: Sequence[Word]) -> bool:
    """Say whether words can be the subject of what comes next: no mark parts them, and nothing is quoted."""
    apart = any(word.pos in {"PUNCT", "SPACE"} or text.quoted(word) for word in words)
    return not apart and len(words) <= _LONGEST and words[0].pos not in {"VERB", "AUX", "ADV", "ADP"}


def _what_it_is(text: Text, cue: Word, words: Sequence[Word]) -> Word | None:
    """Return where that begins which something is said to be (“what it says are *mistakes*”), or None."""
    what = any(c.lemma == "what" and c.number < cue.number for c in text.children(cue))
    is_so = words[0].lemma == "be" and len(words) > 1 and words[0].number == cue.number + 1
    return words[1] if what and is_so and words[1].pos not in {"VERB", "PART"} else None


def _own_object(text: Text, cue: Word, between: Sequence[Word], verb: Word) -> Word | None:
    """Return where an object begins that a clause of its own and a comma part from its verb.

    “says *the break-up of the ice sheet, which covers the bay,* is not new”.
    """
    for child in text.children(cue):
        first, last = text.subtree(child)
        if child.dep not in {"dobj", "obj"} or not between or first != between[0].number:
            continue
        rest = text.words[last : verb.number]
        apart = any(word.text == "," for word in between) and all(word.text == "," for word in rest)
        if apart and cue.lemma not in senses().telling and not any(map(text.quoted, (*between, verb))):
            return between[0]
    return None


def _from_question(text: Text, cue: Word, cue_span: Span, piece: Span) -> Span:
    """Return an indirect question with its first word (“showed *just how dear* keeping it is”)."""
    words = text.analysis.words_in(piece)
    between = text.words[cue.number + 1 : words[0].number] if words else ()
    if not between or cue_span.end > between[0].start or text.quoted(words[0]):
        return piece
    if _is_nominal(text, between) and (between[-1].pos == "CCONJ" or _is_cut_name(text, cue, between, words[0])):
        return Span(between[0].start, piece.end)  # “reiterated *Oslo's promise to Bergen and* Narvik stands”
    leads = between[0].lemma in text.lexicon.prepositions.get(cue.lemma, ()) and between[0].pos == "ADP"
    if leads and len(between) > 1 and between[-1].pos == "NOUN" and _is_nominal(text, between[1:]):
        return Span(between[1].start, piece.end)  # “points to *the trouble* a port might be in”
    if between[-1].pos == "CCONJ" and _is_first_clause(text, between):
        return Span(between[between[0].lemma == "that"].start, piece.end)  # “assumes that *Oslo wins and* it all ends”
    asked = next((n for n, word in enumerate(between[:2]) if word.lemma == "how"), None)
    own = asked is not None and not any(word.pos in {"VERB", "AUX"} or text.quoted(word) for word in between)
    return Span(between[0].start, piece.end) if own else piece


def _is_first_clause(text: Text, words: Sequence[Word]) -> bool:
    """Say whether words are a clause with its subject before “and”, and no mark parts them."""
    numbers = {word.number for word in words}
    finite = any(word.tag in _FINITE for word in words)
    subject = any(word.dep in SUBJECTS and word.head in numbers for word in words)
    return finite and subject and not any(word.pos == "PUNCT" or text.quoted(word) for word in words)


def _is_cut_name(text: Text, cue: Word, before: Sequence[Word], first: Word) -> bool:
    """Say whether a clause begins with a name whose noun stands right behind the cue (“say *the firm* Norpak is”)."""
    told = cue.lemma in senses().telling or cue.lemma in text.lexicon.addressing
    near = before[0].number == cue.number + 1 and before[0].pos == "DET" and before[-1].pos == "NOUN"
    return near and not told and first.pos == "PROPN" and before[-1].end + 1 == first.start


def _is_nominal(text: Text, words: Sequence[Word]) -> bool:
    """Say whether words are a noun phrase with no clause and no mark inside."""
    marks = {"’", "'"}
    plain = all(w.pos in _PHRASAL or w.text in marks for w in words) and words[0].pos != "CCONJ"
    return plain and not any(map(text.quoted, words)) and any(w.pos in _NOUNS for w in words)
