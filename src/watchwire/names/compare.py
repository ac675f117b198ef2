"""Are two names one party's? A probability, with the reasons whose sum it is.

Words are paired (`pairing`), what agrees and what is left over is evidence (`pair_evidence`), and an additive model
weighs it (`data/pair_weights.tsv`, learned by `training/pair_weights.py`). The probability is that of two names that
somebody thought worth comparing; a name out of the blue is somebody else far more often.
"""

from typing import Final

from watchwire.model import Comparison, PartyKind, Reason
from watchwire.names.additive import START, Additive, probability
from watchwire.names.anatomy import Anatomy, Word, dissect
from watchwire.names.bounds import OneWord, most_log_odds
from watchwire.names.pair_evidence import Features, group_of, of_pair
from watchwire.names.pairing import Pairing, pair_words

_MODEL: Final = Additive("watchwire.names", "pair_weights.tsv")
_SAME: Final = 12.0
_SPLIT_OTHERWISE: Final = 6.0
"""Log-odds of names that are the same letter by letter, and of those that only divide their letters otherwise."""
OTHER_NAME: Final = "in another of its names"
"""How many words that one name lacks stand in another of the same party: a look-up tells (`screening.siblings`)."""
_FEW: Final = 4
_DIGITS: Final = 4


class Weighed:
    """Two names weighed: the log-odds of being one party's, and the evidence. `same` says that the letters agree."""

    __slots__ = ("a", "b", "features", "group", "log_odds", "pairing", "same", "told")

    def __init__(
        self,
        a: Anatomy,
        b: Anatomy,
        log_odds: float,
        group: str,
        features: Features,
        pairing: Pairing | None = None,
        same: str = "",
    ) -> None:
        self.a = a
        self.b = b
        self.log_odds = log_odds
        self.group = group
        self.features = features
        self.pairing = pairing
        self.same = same
        self.told: list[str] = []

    def add(self, feature: str, words: list[tuple[Word, float]]) -> None:
        """Add evidence that the two names do not show by themselves: the words that it rests on, with their worth."""
        if not words:
            return
        worth = sum([worth for _, worth in words])
        self.features[feature] = worth
        self.log_odds += weight_of(self.group, feature) * worth
        self.told = [word.norm for word, _ in words]

    def comparison(self) -> Comparison:
        """Return the probability with its reasons, in log-odds."""
        if self.same:
            return Comparison(score_of(self.log_odds), (Reason("exact", self.log_odds, self.same),))
        reasons = [
            Reason(term.feature, round(term.weight, 3), self._detail(term.feature, term.meaning))
            for term in _MODEL.terms(self.group, self.features)
        ]
        return Comparison(score_of(self.log_odds), tuple(reasons))

    def _detail(self, feature: str, meaning: str) -> str:
        words = self._words(feature)
        return f"{meaning} ({', '.join(words[:_FEW])})" if words else meaning

    def _words(self, feature: str) -> list[str]:
        if self.pairing is None:
            return []
        if feature in {"unlike", "typing error", "respelt", "loose word"}:
            return [
                f"{self.a.words[i].norm} ≈ {self.b.words[j].norm}" for i, j, alike in self.pairing.pairs if alike < 1.0
            ]
        if feature.startswith(("further", "another", "syllables lost")):
            return [f"{word.norm}" for word in self._left()]
        return self.told if feature == OTHER_NAME else []

    def _left(self) -> list[Word]:
        assert self.pairing is not None  # noqa: S101
        sides = ((self.a, self.pairing.matched_a), (self.b, self.pairing.matched_b))
        return [w for x, matched in sides for k, w in enumerate(x.words) if k not in matched and not w.light]


def score_of(log_odds: float) -> float:
    """Return log-odds as the probability that is shown."""
    return round(probability(log_odds), _DIGITS)


def compare_names(a: str, b: str, kind: PartyKind | None = PartyKind.PERSON) -> Comparison:
    """Compare two names as they are written.

    Args:
        a: one name.
        b: the other.
        kind: what both name; None when not known.

    """
    return compare_anatomies(dissect(a, kind), dissect(b, kind))


def compare_anatomies(a: Anatomy, b: Anatomy) -> Comparison:
    """Compare two names that were taken apart."""
    if not a.words or not b.words:
        return Comparison(0.0, (Reason("empty", 0.0, "one side has no words"),))
    return weigh_names(a, b).comparison()


def weigh_names(a: Anatomy, b: Anatomy) -> Weighed:
    """Weigh two names that were taken apart and have words."""
    group = group_of(a, b)
    if "".join([word.norm for word in a.words]) == "".join([word.norm for word in b.words]):
        if len(a.words) != len(b.words):
            return Weighed(a, b, _SPLIT_OTHERWISE, group, {}, None, "the same letters, split differently")
        if a.characters == b.characters or not (a.characters and b.characters):
            return Weighed(a, b, _SAME, group, {}, None, "the same letters")
    pairing = pair_words(a, b)
    features = of_pair(a, b, pairing)
    total = _MODEL.weights_of(group)[START] + _MODEL.log_odds(group, features)
    return Weighed(a, b, total, group, features, pairing)


def weight_of(group: str, feature: str) -> float:
    """Return what a piece of evidence weighs in a group of names; nothing where the group does not weigh it."""
    return _MODEL.weights_of(group).get(feature, 0.0)


def most_that_it_can_be(
    names: tuple[Anatomy, Anatomy],
    content: tuple[tuple[Word, ...], tuple[Word, ...]],
    likeness: tuple[list[float], list[float]],
    least: float,
) -> float:
    """Return log-odds that two names can hardly exceed, without comparing them (see `most_log_odds`)."""
    return most_log_odds(names, content, likeness, _MODEL.weights_of(group_of(*names)), least)


def one_word_bound() -> OneWord:
    """Return the bound of bodies' names of which one word agrees."""
    global _ONE_WORD  # noqa: PLW0603
    weights = _MODEL.weights_of("body")
    if _ONE_WORD is None or _ONE_WORD.weights is not weights:
        _ONE_WORD = OneWord(weights)
    return _ONE_WORD


_ONE_WORD: OneWord | None = None
