"""How far a content goes where the parser breaks it off in the middle of its words."""

from collections.abc import Sequence
from itertools import pairwise

from watchwire.language import Word
from watchwire.model import Span
from watchwire.statements.english.text import EDGES, SUBJECTS, Text

_DASHES = frozenset({"—", "–"})
_TO_REACH = 4
_WHEN = frozenset({"npadvmod", "amod"})
_BEFORE = frozenset({"poss", "det", "amod", "compound"})
_PLAIN = frozenset({"have", "be", "do"})
_BARE = frozenset({"VB", "VBG", "VBN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AGAINST = frozenset({"while", "whereas", "although", "though"})
_NOMINAL = frozenset({"ADP", "DET", "ADJ", "NUM", "PROPN", "NOUN"})
_OBJECTS = frozenset({"dobj", "obj", "ccomp", "xcomp", "prep", "advmod", "prt", "acomp", "attr", "dative", "agent"})


def with_rest(text: Text, cue: Word, piece: Span) -> Span:
    """Return a content with what its last word still wants, where that comes next in its sentence.

    A preposition wants what it governs (“those responsible *for*, or associated with, …”), “to help” its infinitive,
    and a verb joined to another the object that they share (“to support *and strengthen independent media*”).
    """
    words = text.analysis.words_in(piece)
    sentence = text.analysis.sentence_at(piece.start)
    if not words or sentence is None or piece.end < cue.start or words[-1].number + 2 >= sentence.last:
        return piece
    last, after, second = (text.words[words[-1].number + n] for n in range(3))
    if text.quoted(after) or text.string[last.end : after.start].strip(" "):
        return piece
    if _wants_more(text, last) or _goes_on_after_dash(text, after, second):
        end = sentence.last
    elif cue.tag != "VBG" and cue.dep not in {"acl", "relcl"} and _wants_its_verb(text, last, after):
        end = text.subtree(after)[1]
    elif after.text == "," and second.lemma == "to" and _is_interrupted(text, words):
        verb = next((w for w in text.words[second.number : second.number + _TO_REACH] if w.tag == "VB"), second)
        end = text.subtree(verb)[1]  # “the willingness, with all allies, *to go on*”
    elif (last.tag == "CC" or _is_but_also(words)) and after.pos not in EDGES:
        # “his efforts and *those of his office*”, “its borders and *its people*”, “and *for Oslo to wait*”
        whole = (
            text.head(after) if after.dep in _BEFORE | {"mark"} and text.head(after).number > after.number else after
        )
        end = text.subtree(whole)[1]
    elif after.text == "to" and second.tag == "NNP" and last.tag == "NNP":
        end = text.subtree(second)[1]  # “the Coalition *to Defeat ISIS*”
    elif after.dep in _WHEN and (of := _behind_day(text, after, sentence.last)) is not None:
        end = text.subtree(of)[1]
    elif _is_helped(last, after):
        end = text.subtree(after)[1]
    elif _shares_object(text, last, after, second):
        end = text.subtree(second)[1]
    else:
        return piece
    rest = text.trimmed(after.number, end)
    return Span(piece.start, rest.end) if rest is not None and rest.end > piece.end else piece


def _behind_day(text: Text, day: Word, end: int) -> Word | None:
    """Return the preposition behind a day that goes on with a noun (“the attack last May *on the port*”)."""
    at = day.number
    while at < min(end, day.number + _TO_REACH) and text.words[at].dep in _WHEN | {"compound", "nummod", "amod"}:
        at += 1
    word = text.words[at] if at < end else None
    return word if word is not None and word.dep == "prep" and word.lemma in {"of", "against"} else None


def with_its_verb(text: Text, cue: Word, piece: Span) -> Span:
    """Return an object that is the subject of a clause with that (“reported the storm *in the north had weakened*”)."""
    words = text.analysis.words_in(piece)
    sentence = text.analysis.sentence_at(piece.start)
    if not words or sentence is None or words[0].number > cue.number + 1 or words[0].number < cue.number:
        return piece
    if any(word.pos == "AUX" or word.tag in _FINITE for word in words):
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
        if word.pos not in _NOMINAL or word.lemma in _AGAINST:
            return piece
    return piece


def _is_but_also(words: Sequence[Word]) -> bool:
    """Say whether a content ends with “but also”."""
    return len(words) > 1 and [w.lemma for w in words[-2:]] == ["but", "also"]


def _goes_on_after_dash(text: Text, after: Word, second: Word) -> bool:
    """Say whether a dash only parts what somebody says (“— or so”, “Oslo is open*—and that* it will stay so”)."""
    third = text.words[min(second.number + 1, len(text.words) - 1)]
    return after.text in _DASHES and (second.lemma == "or" or (second.pos == "CCONJ" and third.lemma == "that"))


def _wants_more(text: Text, last: Word) -> bool:
    """Say whether a content ends with a preposition that governs nothing."""
    return last.pos == "ADP" and last.dep == "prep" and last.tag == "IN" and not text.children(last)


def _is_interrupted(text: Text, words: Sequence[Word]) -> bool:
    """Say whether a noun that wants an infinitive has a remark behind it (“the willingness, with all allies, *to*”)."""
    return any(word.lemma in text.lexicon.with_infinitive and after.text == "," for word, after in pairwise(words))


def _wants_its_verb(text: Text, last: Word, after: Word) -> bool:
    """Say whether a verb comes next that nothing joins to what it is joined to: its subject is in the content.

    “ensuring those who lost their homes *have a place to go*”.
    """
    if (
        after.dep != "conj"
        or after.tag not in {"VBP", "VBZ"}
        or after.lemma not in _PLAIN
        or last.pos not in {"NOUN", "PROPN"}
    ):
        return False
    return not any(c.dep in SUBJECTS for c in text.children(after))


def _is_helped(last: Word, after: Word) -> bool:
    """Say whether a content ends with “help”, and what is helped to be done comes next."""
    return last.lemma == "help" and after.tag == "VB"


def _shares_object(text: Text, last: Word, after: Word, second: Word) -> bool:
    """Say whether a content ends with a verb without its object, and a like verb that has one is joined to it."""
    if last.pos != "VERB" or last.tag not in _BARE or after.pos != "CCONJ" or second.tag != last.tag:
        return False
    if any(c.dep in _OBJECTS and c.number > last.number and c.pos not in EDGES for c in text.children(last)):
        return False
    return any(c.dep in {"dobj", "obj"} for c in text.children(second))
