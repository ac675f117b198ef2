"""What the parser hangs on the wrong clause: the subject of a second clause that it joins to the verb of the first."""

from collections.abc import Sequence
from dataclasses import replace

from watchwire.language.analysis import Word

_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def with_second_subjects(words: Sequence[Word]) -> list[Word]:
    """Return words where the second clause of a sentence has its own subject.

    (“Oslo sent police, and *Chile*, to some surprise, said it would help”: the parser joins Chile to “sent”.)

    Args:
        words: the words of a text in their order, each with the number of its head.

    """
    found = list(words)
    base = found[0].number if found else 0
    for noun in words:
        above = found[noun.head - base]
        if noun.dep != "conj" or noun.pos not in _NOUNS or above.pos != "VERB" or noun.number < above.number:
            continue
        verb = next((w for w in words if w.head == above.number and _is_second(w, noun)), None)
        if verb is None or not _is_finite(words, verb) or _has_subject(words, verb):
            continue
        joint = any(w.head == above.number and w.dep == "cc" and w.number < noun.number for w in words)
        if joint:
            found[noun.number - base] = replace(noun, dep="nsubj", head=verb.number)
    return found


def _is_second(verb: Word, noun: Word) -> bool:
    return verb.dep == "conj" and verb.pos in {"VERB", "AUX"} and verb.number > noun.number


def _is_finite(words: Sequence[Word], verb: Word) -> bool:
    helped = any(w.head == verb.number and w.dep in {"aux", "auxpass"} and w.tag in _FINITE for w in words)
    return helped or verb.tag in _FINITE


def _has_subject(words: Sequence[Word], verb: Word) -> bool:
    return any(w.head == verb.number and w.dep in _SUBJECTS for w in words)
