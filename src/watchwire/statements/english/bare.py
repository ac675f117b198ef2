"""Bare participles that look like verbs in the past: “nine drummers *said* to be members were held”.

The parser takes them for what the noun before them did. They tell what is said of it, or done to it, by somebody else.
"""

from watchwire.language import Word
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import SUBJECTS, Text

_PAST = frozenset({"VBD", "VBN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE_VERB = frozenset({"ADV"})
_OPENING = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_QUANTIFIERS = frozenset({"all", "both", "each", "some", "most", "many"})


def is_bare_passive(text: Text, verb: Word) -> bool:
    """Say whether a verb is a participle without “be” that tells what is said of, or asked from, the noun before it."""
    return noun_told_of(text, verb) is not None and _leads_to_infinitive(text, verb)


def is_before_its_verb(text: Text, verb: Word) -> bool:
    """Say whether the noun before a participle has its verb behind that (“experts *invited* to Oslo have left”)."""
    return noun_told_of(text, verb) is not None and _has_verb_behind(text, verb)


def end_of_aside(text: Text, verb: Word, last: int) -> int:
    """Return where an aside about a noun ends (“sent six men, *said to be leaders*, to jail”)."""
    if text.words[verb.number - 1].text != ",":
        return last
    return next((w.number for w in text.words[verb.number + 1 : last] if w.text == "," and not text.quoted(w)), last)


def noun_told_of(text: Text, verb: Word) -> Word | None:
    """Return the noun before a participle without “be”, but for adverbs, a comma or “all” between, or None."""
    if verb.tag not in _PAST or any(c.dep in _AUXILIARY for c in text.children(verb)):
        return None
    at = verb.number - 1
    while at >= 0 and text.words[at].pos in _BEFORE_VERB:
        at -= 1
    if at > 0 and text.words[at].text.lower() in _QUANTIFIERS:
        at -= 1
    if at > 0 and text.words[at].text == ",":
        at -= 1
    at -= at > 0 and text.words[at].pos == "NUM" and text.words[at - 1].pos == "PROPN"  # “Nordact *2*, planned to …”
    told = text.words[at] if at >= 0 and text.words[at].pos in _NOUNS else None
    return told if told is None or text.quoted(verb) == text.quoted(told) else None


def _leads_to_infinitive(text: Text, verb: Word) -> bool:
    """Say whether an infinitive comes right behind a verb that somebody could only have “*been*” (“said to be”)."""
    headline = verb.start < len(text.analysis.article.title or "")  # active verbs of headlines stand in the present
    if verb.lemma not in senses().told_of and not (headline and verb.lemma in text.lexicon.addressing):
        return False
    behind = text.words[verb.number + 1 : verb.number + 4]
    if len(behind) < 2 or behind[0].tag != "TO":  # noqa: PLR2004
        return False
    return behind[1].tag in {"VB", "VBP"} or (behind[1].tag == "RB" and behind[-1].tag in {"VB", "VBP"})


def _has_verb_behind(text: Text, verb: Word) -> bool:
    """Say whether a later verb has the noun for its subject, and nothing joins the two (“men *invited* in fled”)."""
    after = text.words[min(verb.number + 1, len(text.words) - 1)]
    opens = (after.pos in _OPENING and after.dep not in {"oprd", "acomp"}) or after.text[:1].isupper()
    if verb.dep in {"relcl", "acl"} or opens or after.pos == "SCONJ":
        return False  # “told *the court* …”: it has an object, or a clause
    if text.words[verb.number - 1].text == ",":
        above = text.head(verb)
        apart = verb.dep == "advcl" and above.number > verb.number
        return apart and _is_finite(text, above) and not _has_subject(text, above)
    return any(_is_unjoined(text, verb, c) for c in text.children(verb))


def _is_unjoined(text: Text, verb: Word, other: Word) -> bool:
    """Say whether a finite verb without a subject follows with no word and no mark that joins it."""
    if other.dep not in {"ccomp", "conj"} or other.number <= verb.number + 1 or not _is_finite(text, other):
        return False
    first = min([other.number, *(c.number for c in text.children(other) if c.dep in _AUXILIARY)])
    before = text.words[first - 1]
    return before.pos in _NOUNS | {"PRON", "ADV"} and before.number > verb.number and not _has_subject(text, other)


def _is_finite(text: Text, verb: Word) -> bool:
    return verb.tag in _FINITE or any(c.tag in _FINITE and c.dep in _AUXILIARY for c in text.children(verb))


def _has_subject(text: Text, verb: Word) -> bool:
    return any(c.dep in SUBJECTS for c in text.children(verb))
