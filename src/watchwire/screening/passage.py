"""A stretch of a text, read word by word: what the search hands from one step to the next."""

from dataclasses import dataclass, field
from typing import Final

from watchwire.names.tokens import Token
from watchwire.screening.vocabulary import Slot

Pick = tuple[int, int, float]
"""A word found: its place among the passage's words, the number of the listed word, and how alike they are."""

IN_HEADLINE: Final = 0.3
"""What a capital beside a name counts for in a line where nearly all words have one."""
_AROUND: Final = 6
_HEADLINE_SHARE: Final = 0.8
_HEADLINE_LEAST: Final = 5


@dataclass(frozen=True)
class Beside:
    """How much the word beside a place looks like more of the name there, 0 to 1, for each kind of name.

    `binds` says that a body's name goes on over it ("of") whatever the listed name holds.
    """

    norm: str
    person: float
    body: float
    syllabic: float
    binds: bool


NOTHING_BESIDE: Final = Beside("", 0.0, 0.0, 0.0, False)


@dataclass(frozen=True)
class Passage:
    """The words of a stretch of text.

    `near` says what each may be a spelling of; `breaks` gives for each the word that begins its stretch without an end
    of sentence; `shouting` that capitals prove nothing in this text. `beside` keeps what stands beside a place, as many
    names are looked for there, `stretches` which words stand between two breaks; `joins` are the places of words that
    may be one with the next.
    """

    text: str
    tokens: list[Token]
    near: list[Slot]
    breaks: list[int]
    shouting: bool
    joins: set[int] = field(default_factory=set)
    beside: dict[tuple[int, int], Beside] = field(default_factory=dict)
    stretches: dict[int, frozenset[int]] = field(default_factory=dict)

    def words_of_stretch(self, begin: int) -> frozenset[int]:
        """Return the listed words that the words from a place on may be, up to the next break."""
        found = self.stretches.get(begin)
        if found is None:
            words: set[int] = set()
            for place in range(begin, len(self.breaks)):
                if self.breaks[place] == begin:
                    words.update(self.near[place].words)
            found = self.stretches[begin] = frozenset(words)
        return found

    def headline_share(self, place: int) -> float:
        """Return what a capital beside a place counts for."""
        return IN_HEADLINE if self.in_headline(place) else 1.0

    def in_headline(self, place: int) -> bool:
        """Say whether nearly all words around a place begin with a capital, as in a headline."""
        begin = self.breaks[place]
        some = [
            token.capital
            for k, token in enumerate(
                self.tokens[max(begin, place - _AROUND) : place + _AROUND], max(begin, place - _AROUND)
            )
            if self.breaks[k] == begin and len(token.norm) > 3  # noqa: PLR2004
        ]
        return len(some) >= _HEADLINE_LEAST and sum(bool(c) for c in some) >= _HEADLINE_SHARE * len(some)
