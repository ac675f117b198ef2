"""Who says it: the source that a cue has in its sentence."""

from watchwire.language import Word
from watchwire.model import Span
from watchwire.statements.english.phrases import is_next_deed, noun_phrase
from watchwire.statements.english.senses import can_hold
from watchwire.statements.english.text import Text

_EMPTY = frozenset({"it", "there", "what"})
_RELATIVE = frozenset({"who", "which", "that"})
_PARTICIPLE = frozenset({"advcl", "acl", "relcl"})
_PLACING = frozenset({"on", "in", "at", "via", "during", "through"})
_CHAINED = frozenset({"conj", "xcomp", "advcl"})


def source_of(text: Text, cue: Word) -> Span | None:
    """Return the subject or agent of a cue; for a verb in a chain (“said and added”) that of the first one."""
    seen: set[int] = set()
    word = cue
    while word.number not in seen:
        seen.add(word.number)
        own = None if _is_platform(text, word) else _own_source(text, word, chained=word is not cue)
        head = text.head(word)
        reported = word is not cue and _is_reported(text, word)
        onward = reported and is_next_deed(text, cue, word)
        spoken_of = own is not None and reported and (cue.tag == "VBG" or onward or not can_hold(text, own))
        if own is not None and not spoken_of:
            return own
        if own is not None:
            word = head  # “said that Israel …, arguing that …”: who said so argues, and not what he spoke of
            continue
        if word.tag == "VBN" and word.dep in _PARTICIPLE and not _has_auxiliary(text, word):
            break  # “a device called X”, “named by the police”: who does it is not the subject above
        if word.dep in _CHAINED:
            word = head
        elif word.dep == "pcomp":
            word = text.head(head)  # “before adding …”: the preposition hangs on the verb whose subject speaks
            if head.lemma in {"on", "via"} and word.pos == "NOUN" and word.dep in {"dobj", "obj"}:
                word = text.head(word)
        elif word.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN"} and word.tag == "VBG":
            through = text.head(head)
            if head.dep != "pobj" or through.lemma not in _PLACING:
                return noun_phrase(text, head, without=word.number)
            above = text.head(through)  # “posted a message on Twitter blaming Iran”: who posted it does
            if above.pos in {"NOUN", "PROPN"} and above.dep in {"dobj", "obj"}:
                above = text.head(above)
            if above.pos != "VERB":
                return noun_phrase(text, above, without=through.number)
            word = above
        else:
            break
    return None


def _is_platform(text: Text, verb: Word) -> bool:
    """Say whether a participle's subject is only where something stands (“a message on Telegram blaming Norway”)."""
    above = text.head(verb)
    return verb.tag == "VBG" and verb.dep == "pcomp" and above.lemma in _PLACING and above.number + 1 < verb.number


def _is_reported(text: Text, verb: Word) -> bool:
    """Say whether a verb heads what somebody is reported to say."""
    above = text.head(verb)
    return (
        verb.dep == "ccomp" and above.pos == "VERB" and above.lemma in text.lexicon.verbs and above.number < verb.number
    )


def _has_auxiliary(text: Text, verb: Word) -> bool:
    return any(child.dep in {"aux", "auxpass"} for child in text.children(verb))


def _own_source(text: Text, word: Word, chained: bool) -> Span | None:
    subjects = {"nsubj", "nsubjpass"} if chained else {"nsubj"}  # “was forced to resign and said …”
    children = text.children(word)
    for child in children:
        if child.dep == "agent":
            inner = text.children(child)
            if inner:
                return noun_phrase(text, inner[0])
    before = [child.number for child in children if child.dep in subjects and child.number < word.number]
    for child in children:
        if len(before) > 1 and child.number in before[:-1]:
            continue  # “Wikileaks editor-in-chief Hrafnsson said”, where the parser sees two
        if child.dep not in subjects or child.lemma in _EMPTY or child.pos in {"VERB", "AUX", "ADV"}:
            continue
        if child.lemma in _RELATIVE:
            if word.dep == "relcl":
                return noun_phrase(text, text.head(word), without=word.number)
            continue
        return noun_phrase(text, child)
    return None


def owner_of(text: Text, noun: Word) -> Span | None:
    """Return whose a noun of speech is: “the ministry's claim”, “a statement by the ministry”, “issued a warning”."""
    for child in text.children(noun):
        if child.dep in {"poss", "compound"} and child.pos in {"PROPN", "NOUN", "PRON"}:
            return noun_phrase(text, child)
        if child.dep == "prep" and child.lemma in {"by", "from"}:
            inner = text.children(child)
            if inner:
                return noun_phrase(text, inner[0])
    head = text.head(noun)
    return (
        source_of(text, head)
        if head.pos == "VERB" and noun.dep == "dobj" and head.lemma in text.lexicon.carrying
        else None
    )
