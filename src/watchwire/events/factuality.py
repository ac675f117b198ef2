"""How a text tells of a happening: as certain, as uncertain, or as negated, by the words before it.

A reading of the parse that climbed over governing words (after Saurí and Pustejovsky 2009, "FactBank") was tried for
long and told no more than these few words do (docs/decisions/0010).
"""

from itertools import pairwise

from watchwire.events.lexicon import frames
from watchwire.language import Analysis, Word

_NEGATION, _DOUBT, _MODAL = 3, 3, 6
"""How many words before a happening may negate it, cast doubt on it, or be its modal or condition."""


def factuality(analysis: Analysis, word: Word) -> str:
    """Say whether a happening is told as `certain`, `uncertain` or `negated`.

    Args:
        analysis: the analysed text.
        word: the word that tells of the happening.

    """
    sentence = analysis.sentence_at(word.start)
    if sentence is None:
        return "certain"
    before = analysis.words[max(sentence.first, word.number - _MODAL) : word.number]
    near = before[-_NEGATION:]
    only = any(w.text.lower() == "only" for w in near)  # “not only attacked”
    owned = word.pos == "NOUN" and any(c.dep == "poss" for c in analysis.children(word.number))
    undoing = frames().undoing - (frames().factive if owned else frozenset())  # “stop *its* assault”: it goes on
    if not only and any(_plain(w) in frames().negations or w.lemma in undoing for w in near):
        return "negated"
    if any(no.text.lower() == "no" and found.lemma in frames().proof for no, found in pairwise(before)):
        return "negated"  # “no evidence that it sailed”
    if before and before[-1].text.lower() == "from" and any(w.lemma in frames().undoing for w in before):
        return "negated"  # “prevented the ship from sailing”
    meant = before and before[-1].text.lower() == "to" and before[-2:][0].lemma not in frames().settling
    doubted = any(w.lemma in frames().doubting for w in before[-_DOUBT:])
    if meant or doubted or any(w.text.lower() in frames().modals for w in before):
        return "uncertain"
    return "certain"


def _plain(word: Word) -> str:
    """Return a word in lower case and with the mark that keyboards have (“n’t”)."""
    return word.text.lower().replace("’", "'")
