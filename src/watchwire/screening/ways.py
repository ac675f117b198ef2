"""The ways of finding a name among the words around an anchor that no hard rule refuses, kept by those words.

A list has many names that share two words with what the news repeats ("United States"); that they are not meant is
worked out once.
"""

from typing import Final

from watchwire.screening.entry import Entry
from watchwire.screening.evidence import Features, of_words
from watchwire.screening.model import log_odds
from watchwire.screening.passage import Passage, Pick
from watchwire.screening.picking import SPARE, picks_around
from watchwire.screening.refusals import refusal

_HELD: Final = 1 << 15
_JOINED, _SHOUTING, _GLUED = 1, 2, 4
_BY_CHARACTERS: Final = frozenset({"Hani", "Hang"})
"""Writings of names of which the rules read the characters around, too."""


class Way:
    """One way: the words chosen, what they say by themselves (`evidence.of_words`), and the log-odds that this adds."""

    __slots__ = ("picks", "words", "worth")

    def __init__(self, picks: list[Pick], words: Features, worth: float) -> None:
        self.picks = picks
        self.words = words
        self.worth = worth

    def moved(self, places: int) -> "Way":
        """Return the same, some places further on."""
        return Way([(place + places, n, s) for place, n, s in self.picks], self.words, self.worth)


class Ways:
    """What was found around anchors, by name and by what stands there. Bounded; holds nothing of a text."""

    def __init__(self) -> None:
        self._held: dict[tuple[int, int, int, str], list[Way]] = {}

    def forget(self) -> None:
        """Forget all: what words are worth has changed."""
        self._held.clear()

    def around(self, passage: Passage, position: int, entry: Entry) -> list[Way]:
        """Return the ways of choosing words for a name around an anchor (`picks_around`), without those refused."""
        stretch = _stretch_of(passage, position, entry)
        if stretch is None:
            return _unrefused(passage, position, entry)
        first, last = stretch
        tokens = passage.tokens
        start = tokens[first].start
        written = passage.text[start : tokens[last].end]
        if "," in written or "،" in written:  # what stands before the name counts then
            return _unrefused(passage, position, entry)
        marks = _JOINED * tokens[first].joined + _SHOUTING * passage.shouting
        marks += _GLUED * (passage.text[start - 1 : start] == ".")
        key = (entry.number, position - first, marks, written)
        found = self._held.get(key)
        if found is None:
            if len(self._held) >= _HELD:
                self._held.clear()
            found = [way.moved(-first) for way in _unrefused(passage, position, entry)]
            self._held[key] = found
        return [way.moved(first) for way in found]


def _unrefused(passage: Passage, position: int, entry: Entry) -> list[Way]:
    found: list[Way] = []
    for picks in picks_around(passage, position, entry):
        if refusal(passage, entry, picks) is None:
            words = of_words(passage, entry, picks)
            found.append(Way(picks, words, log_odds(entry.group, words)))
    return found


def _stretch_of(passage: Passage, position: int, entry: Entry) -> tuple[int, int] | None:
    """Return the first and the last place within reach that may hold a word of a name.

    None where more than the words between them tells what is chosen: a body's whole name may be looked for farther
    away, over the end of a stretch, a word may be one with what follows, and characters are compared one by one.
    """
    anatomy = entry.anatomy
    if entry.marked:
        return None
    breaks, near, tokens = passage.breaks, passage.near, passage.tokens
    begin = breaks[position]
    if not anatomy.person and len(entry.ids) > 1:
        if anatomy.script in _BY_CHARACTERS or entry.bag <= passage.words_of_stretch(begin):
            return None
    elif anatomy.script in _BY_CHARACTERS:
        return None
    reach = len(entry.ids) + SPARE
    bag, person = entry.bag, anatomy.person
    first = last = position
    for place in range(max(begin, position - reach), min(len(tokens), position + reach + 1)):
        if breaks[place] != begin:
            continue
        if not bag.isdisjoint(near[place].words) or (person and len(tokens[place].norm) == 1):
            first = min(first, place)
            last = place if place > last else last
    return None if last in passage.joins else (first, last)
