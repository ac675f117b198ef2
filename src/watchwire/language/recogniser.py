"""spaCy's recogniser of names, from the same weights in a few large steps: the same names at two fifths of the cost.

spaCy walks word by word and asks each time of all its moves (begin, go on, end, one word, none; each for every kind of
name) whether they are allowed, which takes a third of the time of the whole pipeline. But outside a name the scores of
the moves depend on the word alone, and inside one on the word, the one before it and the first word of the name (a
`TransitionBasedParser` with three words of state). So one product gives the scores of all words outside names, one a
round those of all open names, and the walk only picks them up.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

_STATE_WORDS = 3
"""The word, the first word of the name that it may stand in, and the one before it."""
_NONE = 0
"""The row of what is added for a word that is not there."""
_Found = list[tuple[int, int, str]]


class Recogniser:
    """A greedy recogniser of spaCy by its own weights.

    Args:
        component: spaCy's component, of a build that `can_read` knows.

    """

    def __init__(self, component: Any) -> None:
        model = component.model
        self._ops, self._embed, self._lower = model.ops, model.get_ref("tok2vec"), model.get_ref("lower")
        self._bias = self._lower.get_param("b")
        self._upper = model.get_ref("upper").get_param("W"), model.get_ref("upper").get_param("b")
        moves = [component.moves.get_class_name(number).partition("-") for number in range(component.moves.n_moves)]
        self._moves = [(move, label) for move, _, label in moves]
        self._number = {pair: number for number, pair in enumerate(self._moves)}
        self._begins = np.array([move == "B" and bool(label) for move, label in self._moves])
        self._single = np.array([move == "U" and bool(label) for move, label in self._moves])
        self._out = self._number["O", ""]

    def pipe(self, docs: Iterator[Any], size: int) -> Iterator[Any]:
        """Yield texts with their names, read in groups of like length as spaCy does.

        Args:
            docs: the parsed texts.
            size: how many are taken at once.

        """
        while batch := list(islice(docs, size)):
            by_length = sorted(batch, key=len)
            step = max(size // 4, 2)
            for first in range(0, len(batch), step):
                self._name(by_length[first : first + step])
            yield from batch

    def _name(self, docs: Sequence[Any]) -> None:
        """Mark the names in a few texts."""
        from spacy.tokens import Span

        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        spaces, goes_on = _edges(docs)
        parts = self._lower.predict(self._embed.predict(docs))
        found = self._walk(parts, spaces, goes_on)
        first = 0
        for doc in docs:
            end = first + len(doc)
            inside = [Span(doc, low - first, high - first, label) for low, high, label in found if first <= low < end]
            doc.set_ents(inside)
            first = end

    def _walk(self, parts: NDArray[np.float32], spaces: NDArray[np.bool_], goes_on: NDArray[np.bool_]) -> _Found:
        """Return where names begin and end, with their kinds; a name that is open takes all words up to its end."""
        best = self._outside(parts, spaces, goes_on)
        labels = {int(at): self._moves[best[at]][1] for at in np.flatnonzero(best != self._out)}
        ends = self._ends(parts, goes_on, {at: label for at, label in labels.items() if self._begins[best[at]]})
        found: _Found = []
        until = 0
        for at, label in labels.items():
            if at >= until:
                until = ends.get(at, at + 1)
                found.append((at, until, label))
        return found

    def _outside(
        self, parts: NDArray[np.float32], spaces: NDArray[np.bool_], goes_on: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """Return the best move at each word, as if no name were open there."""
        words = np.arange(1, len(parts))
        nobody = np.full(len(words), _NONE)
        allowed = np.outer(~spaces, self._single) | np.outer(~spaces & goes_on, self._begins)
        allowed[:, self._out] = True
        best: NDArray[np.intp] = np.where(allowed, self._scores(parts, words, nobody, nobody), -np.inf).argmax(axis=1)
        return best

    def _ends(self, parts: NDArray[np.float32], goes_on: NDArray[np.bool_], opened: dict[int, str]) -> dict[int, int]:
        """Return where the names end that begin at some words, all of them led on by one word a round."""
        ends: dict[int, int] = {}
        first = np.array(list(opened), dtype=np.intp)
        stay = np.array([self._number["I", label] for label in opened.values()], dtype=np.intp)
        leave = np.array([self._number["L", label] for label in opened.values()], dtype=np.intp)
        at = first + 1
        while len(at):
            scores = self._scores(parts, at + 1, first + 1, at)
            row = np.arange(len(at))
            on, off = scores[row, stay], scores[row, leave]
            going = goes_on[at] & ((on > off) | ((on == off) & (stay < leave)))
            ends.update(zip(first[~going].tolist(), (at[~going] + 1).tolist(), strict=True))
            first, stay, leave, at = first[going], stay[going], leave[going], at[going] + 1
        return ends

    def _scores(
        self, parts: NDArray[np.float32], word: NDArray[np.intp], first: NDArray[np.intp], before: NDArray[np.intp]
    ) -> NDArray[np.float32]:
        """Return the scores of all moves in some states, each given by the rows of its three words."""
        hidden = (parts[word, 0] + parts[first, 1] + parts[before, 2] + self._bias).max(axis=2)
        weights, bias = self._upper
        scores: NDArray[np.float32] = self._ops.gemm(hidden, weights, trans2=True) + bias
        return scores


def can_read(component: Any) -> bool:
    """Say whether a component of spaCy is a recogniser that is read here as spaCy reads it."""
    model: Any = getattr(component, "model", None)
    if getattr(model, "name", "") != "parser_model" or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return False
    lower = model.get_ref("lower")
    greedy = bool(component.cfg["beam_width"] == 1)
    return greedy and lower.get_dim("nF") == _STATE_WORDS and bool(lower.get_dim("nP") > 1)


def _edges(docs: Sequence[Any]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which words are blanks, and behind which a name may go on: no last ones of a text or sentence."""
    marks = [doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs]
    spaces = np.concatenate([held[:, 0] for held in marks]) == 1
    goes_on = np.concatenate([np.append(held[1:, 1] != 1, False) for held in marks])
    return spaces, goes_on
