"""A listed name found in a text, before and after the text around it was weighed."""

from dataclasses import dataclass, field

from watchwire.screening.entry import Entry
from watchwire.screening.evidence import Features


@dataclass
class Found:
    """A name found: where it stands (`start` to `end`), over how many words, its evidence and the sum of its terms.

    `picks` are the words of the text in its Latin form, each with the number of the name's word and how alike they are.
    `group` names the weights that apply. `exact` says that the whole name stands there letter by letter,
    `supported` that a weak alias of the party does. `outdone` is what likelier parties of the same list at the same
    place take from the sum, `lowered` what is taken from a family name to hold it to the full name in the text,
    `shared` what is added as it is one of so many (`sharers`) parties that bear the name.
    """

    entry: Entry
    group: str
    start: int
    end: int
    words: int
    exact: bool
    features: Features
    log_odds: float
    picks: tuple[tuple[str, int, float], ...] = ()
    context: Features = field(default_factory=dict)
    in_furniture: bool = False
    supported: bool = False
    outdone: float = 0.0
    lowered: float = 0.0
    shared: float = 0.0
    sharers: int = 0

    @property
    def spellings(self) -> tuple[tuple[str, str, float], ...]:
        """The words that the text spells otherwise: its form, the list's, and how alike they are."""
        words, order = self.entry.anatomy.words, self.entry.order
        return tuple([(norm, words[order[n]].norm, s) for norm, n, s in self.picks if s < 1.0])

    @property
    def missing(self) -> tuple[str, ...]:
        """The words of the name that the text leaves out."""
        taken = {n for _, n, _ in self.picks}
        return tuple([word.norm for n, word in enumerate(self.entry.content) if n not in taken])
