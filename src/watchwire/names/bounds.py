"""What two names can be at most, seen without pairing their words: most names that share a word are dropped by it.

The bounds follow the terms of `pair_evidence` one by one; a term that only takes away may be left out of them.
"""

import math
from typing import Final

from watchwire.names.anatomy import Anatomy, Word
from watchwire.names.pair_evidence import ACROSS, LONG_MOST, LOOSE, MOST_FURTHER, names_somebody, nearly_the_same
from watchwire.names.pairing import INITIAL
from watchwire.names.similarity import TYPED

_FORMS_MOST: Final = 1.0
"""More than legal forms that agree add."""


def _lost(likeness: float, across: bool, weights: dict[str, float]) -> float:
    """Return the log-odds that two words of some likeness take away at least (see `pair_evidence`)."""
    if likeness == TYPED:
        return weights["typing error"]
    if likeness == INITIAL or (across and likeness >= ACROSS):
        return 0.0
    return weights["unlike"] * (1.0 - likeness)


def most_log_odds(
    names: tuple[Anatomy, Anatomy],
    content: tuple[tuple[Word, ...], tuple[Word, ...]],
    likeness: tuple[list[float], list[float]],
    weights: dict[str, float],
    least: float = -math.inf,
) -> float:
    """Return log-odds that two names hardly exceed, without pairing their words.

    Args:
        names: the two.
        content: the words of each that count.
        likeness: for each of those words, the most that any word of the other name is like it (0: none).
        weights: the weights of the group.
        least: below this the figure need not be exact.

    """
    a, b = names
    content_a, content_b = content
    likeness_a, likeness_b = likeness
    agree_a = sum([like > 0.0 for like in likeness_a])
    agree_b = sum([like > 0.0 for like in likeness_b])
    agree = min(agree_a, agree_b)
    total = weights["start"]
    if agree == 0:
        return total + weights.get("nothing agrees", 0.0)
    says = sorted([word.weight for word, like in zip(content_a, likeness_a, strict=True) if like], reverse=True)
    total += weights["information"] * says[0]
    total += weights["letter by letter"] if min(likeness_a + likeness_b) > LOOSE else 0.0
    across = a.script != b.script
    lost = sorted([_lost(like, across, weights) for like in likeness_a if like], reverse=True)
    total += sum(lost[:agree])
    if agree > 1:
        total += weights["second word"] * (says[1] if len(says) > 1 else says[0])
        total += weights["further words"] * min(MOST_FURTHER, sum(says[2:]))
    else:
        total += weights["one word"] + weights.get("one long word", 0.0) * LONG_MOST
    person = a.person and not (a.korean or b.korean)
    left_a = [w.norm for w, like in zip(content_a, likeness_a, strict=True) if not like and names_somebody(w, person)]
    left_b = [w.norm for w, like in zip(content_b, likeness_b, strict=True) if not like and names_somebody(w, person)]
    left = min(len(left_a), len(left_b))
    if left:
        total += weights["another word"] * left
        near = weights["nearly the same word"]
        total += near if total + near + _FORMS_MOST >= least and nearly_the_same(left_a, left_b, person) else 0.0
    elif agree_a == len(likeness_a) and agree_b == len(likeness_b):
        total += weights["nothing left over"]
    else:
        total += max(0.0, weights.get("part of the other", 0.0))
    if not a.person and any(w.form for w in a.words) and any(w.form for w in b.words):
        total += weights.get("forms agree", 0.0)
    return total


class OneWord:
    """The same bound where one word agrees of several, closer, in parts that do not need the listed name's record.

    For bodies. People of whom one word agrees are dropped before.
    """

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        self.start = weights["start"] + weights["one word"] + weights.get("one long word", 0.0) * LONG_MOST
        self.nothing = weights["start"] + weights.get("nothing agrees", 0.0)
        self.information = weights["information"]
        self.unlike = weights["unlike"]
        self.typed = weights["typing error"]
        self.loose = weights["no word closely alike"]
        self.another = weights["another word"]
        self.near = max(0.0, weights["nearly the same word"])
        self.part = max(0.0, weights.get("part of the other", 0.0))
        self.single = weights["one word of many"]
        self.number = weights["further number"]
        self.forms = weights.get("forms agree", 0.0)
        self.other_form = weights["another legal form"]

    def agreement(self, weight: float, likeness: float, across: bool) -> float:
        """Return the most that a word says that agrees, with what is believed before any evidence.

        Args:
            weight: that of the word.
            likeness: how alike it is to the likest of the listed name.
            across: the names stand in two scripts.

        """
        total = self.start + self.information * weight
        if likeness == TYPED:
            total += self.typed
        elif likeness != INITIAL and not (across and likeness >= ACROSS):
            total += self.unlike * (1.0 - likeness)
        return total

    def others(self, left: int) -> float:
        """Return the most that the other words say, less what one adds that is nearly the same (`near`).

        Args:
            left: how many words that name have another in their place.

        """
        return self.another * left if left else self.part

    def against(self, likeness: float, numbers: int, single: bool) -> float:
        """Return what speaks against names of which no words can be joined: this is no bound where they can.

        Args:
            likeness: how alike the words are that agree.
            numbers: how many numbers the listed name has; what is asked has none.
            single: the listed name has no other words.

        """
        total = self.number * numbers
        if likeness < LOOSE and likeness != INITIAL:
            total += self.loose
        return total + self.single if single else total
