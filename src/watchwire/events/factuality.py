"""How a text tells of a happening: as certain, as uncertain, or as negated.

The reading climbs from the word of the happening through the complements that hold it, as work on event factuality does
(Saurí and Pustejovsky 2009, "FactBank"): its own negation, modal and condition first, then what the governing word does
to its complement ("failed to", "wants to", "the possibility of").
"""

from dataclasses import dataclass

from watchwire.events.lexicon import frames
from watchwire.language import Analysis, Word
from watchwire.model import Certainty, Statement

_CONDITIONS = frozenset({"if", "whether", "unless", "until", "lest"})
_MODALS = frozenset({"could", "can", "may", "might", "should"})
_FIRM_IF_NEGATED = frozenset({"could", "can"})
_NOBODY = frozenset({"nobody", "nothing", "none", "never", "neither", "nowhere"})
_CLIMBS = 8
_TAKEN_FOR_KNOWN = frozenset({"amod", "acl", "relcl", "compound", "poss"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_COMPLEMENT = frozenset({"xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "prep", "advcl", "relcl", "attr", "acomp"})


@dataclass(slots=True)
class _Reading:
    """What has been found so far on the way up."""

    negated: bool = False
    doubtful: bool = False


def factuality(analysis: Analysis, word: Word, statement: Statement | None) -> str:
    """Say whether a happening is told as `certain`, `uncertain` or `negated`.

    Args:
        analysis: the analysed text.
        word: the word that tells of the happening.
        statement: the innermost statement whose content holds it, if any.

    """
    if statement is not None and statement.certainty is Certainty.DENIED:
        return "negated"
    reading = _read(analysis, word)
    guessed = statement is not None and statement.certainty is Certainty.SPECULATED
    if reading.doubtful or (guessed and _is_guessed(analysis, word)):
        return "uncertain"
    return "negated" if reading.negated else "certain"


def _is_guessed(analysis: Analysis, word: Word) -> bool:
    """Say whether a guess about a clause is one about a happening in it: its verbs, and what they newly bring about.

    What modifies a noun, and what the speaker takes for known (“expects *the erosion* to go on”), is not guessed.
    """
    for _ in range(_CLIMBS):
        if word.dep in _TAKEN_FOR_KNOWN or word.head == word.number:
            return word.dep not in _TAKEN_FOR_KNOWN
        if word.pos in {"NOUN", "PROPN"}:
            return word.dep in {"dobj", "attr", "conj"} and not _is_definite(analysis, word)
        if word.dep not in {"ccomp", "xcomp", "conj", "aux", "advcl", "acomp", "pcomp", "prep"}:
            return True
        word = analysis.words[word.head]
    return True


def _is_definite(analysis: Analysis, noun: Word) -> bool:
    return any(c.dep == "poss" or (c.dep == "det" and c.text.lower() in _KNOWN) for c in analysis.children(noun.number))


def is_negated(analysis: Analysis, word: Word) -> bool:
    """Say whether a happening stands under a negation, whatever else makes it doubtful ("may not have shipped")."""
    return _read(analysis, word).negated


def _read(analysis: Analysis, word: Word) -> _Reading:
    """Climb from a happening to what governs it."""
    reading = _Reading()
    _own(analysis, word, reading)
    for _ in range(_CLIMBS):
        above = analysis.words[word.head]
        if above.number == word.number or not _climb(analysis, word, above, reading):
            break
        word = above
    return reading


def _own(analysis: Analysis, word: Word, reading: _Reading) -> None:
    """Read a word's own negation, modal, condition and doubting adjective or adverb."""
    children = analysis.children(word.number)
    negated = any(_denies(analysis, child) for child in children)
    helpers = {c.text.lower() for c in children if c.dep in {"aux", "mark", "advmod"}}
    about = {c.lemma.lower() for c in children if c.dep in {"amod", "advmod", "acomp"}}
    # "Could not be reached" is a plain no, "may not come" is not.
    modals = _MODALS - _FIRM_IF_NEGATED if negated else _MODALS
    reading.doubtful |= bool(helpers & (modals | _CONDITIONS)) or bool(about & frames().doubtful)
    reading.doubtful |= "would" in helpers and not negated and not _reported(analysis, word)
    reading.negated |= negated


def _denies(analysis: Analysis, child: Word) -> bool:
    """Say whether a word below a happening negates it: "not", "no evidence", "nobody came", "no ship sailed"."""
    if child.dep == "neg" or (child.dep == "det" and child.lemma == "no"):
        return True
    if child.dep not in {"nsubj", "nsubjpass", "dobj", "advmod"}:
        return False
    return child.lemma.lower() in _NOBODY or any(
        c.dep == "det" and c.text.lower() in {"no", "neither"} for c in analysis.children(child.number)
    )


def _reported(analysis: Analysis, word: Word) -> bool:
    """Say whether a clause hangs on a verb in the past, which turns its "will" into "would"."""
    return word.dep == "ccomp" and analysis.words[word.head].tag in {"VBD", "VBN", "VBG"}


def _climb(analysis: Analysis, word: Word, above: Word, reading: _Reading) -> bool:
    """Read what a governing word does to what it governs; return whether to go on from it."""
    if word.dep == "conj":
        return _share(analysis, word, above, reading)
    if word.dep not in _COMPLEMENT:
        return False
    if above.pos == "ADP":
        reading.negated |= above.lemma == "without"
        return True
    if _undone(word, above):
        reading.negated = not reading.negated
        return False
    infinitive = _is_infinitive(analysis, word)
    unsettled = infinitive and word.dep != "ccomp" and above.lemma not in frames().implicative
    thought_of = above.lemma in frames().doubting | frames().fears and word.dep not in {"advcl", "relcl"}
    if unsettled or thought_of:
        reading.doubtful = True
        return False
    # "No evidence that it shipped".
    told_of = above.pos == "NOUN" and word.dep in {"acl", "ccomp"}
    if told_of or infinitive or word.dep == "xcomp" or (word.dep == "dobj" and _indefinite(analysis, word)):
        _own(analysis, above, reading)
        return True
    return word.dep == "prep" and above.pos == "NOUN"


def _share(analysis: Analysis, word: Word, above: Word, reading: _Reading) -> bool:
    """Let a second verb share the first one's negation and modal, unless it has a subject of its own."""
    if any(c.dep in {"nsubj", "nsubjpass"} for c in analysis.children(word.number)):
        return False
    _own(analysis, above, reading)
    return True


def _undone(word: Word, above: Word) -> bool:
    """Say whether what governs a happening says that it did not come about ("failed to", "prevented from")."""
    if above.lemma not in frames().negating or word.dep == "advcl":
        return False
    if word.lemma == "from":
        return True
    if above.lemma in {"deny", "refute", "rebut", "dismiss"}:
        return word.dep in {"ccomp", "xcomp", "pcomp"}
    return word.tag in {"VB", "VBG"} or (above.pos == "NOUN" and word.pos == "NOUN")


def _is_infinitive(analysis: Analysis, word: Word) -> bool:
    return word.tag == "VB" and any(c.lemma == "to" and c.dep == "aux" for c in analysis.children(word.number))


def _indefinite(analysis: Analysis, word: Word) -> bool:
    """Say whether a noun tells of something new ("did not launch an attack"), and not of what is known."""
    return any(c.dep == "det" and c.text.lower() in {"a", "an", "any"} for c in analysis.children(word.number))
