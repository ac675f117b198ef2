"""The statements of an article by where their cues and contents stand."""

from collections import Counter

from watchwire.language.places import Places
from watchwire.model import Span, Statement


class Told:
    """An article's statements: which content holds a place, and which cues stand in it, without asking all of them."""

    def __init__(self, statements: tuple[Statement, ...]) -> None:
        self._numbers = {id(statement): number for number, statement in enumerate(statements)}
        self._contents = Places((piece, s) for s in statements for piece in s.content_spans)
        self._cues = Places((s.cue_span, s) for s in statements)
        self._speak = Counter(s.speaker for s in statements if s.speaker is not None)

    def told_by(self, speaker: str) -> int:
        """Return how many statements somebody makes, by the id of the entity."""
        return self._speak[speaker]

    def holding(self, span: Span) -> list[Statement]:
        """Return the statements whose content holds a place wholly in one piece, in the order of the text."""
        return sorted(self._contents.around(span), key=lambda s: self._numbers[id(s)])

    def cued_in(self, span: Span) -> list[Statement]:
        """Return the statements whose cue stands wholly in a place, in the order of the text."""
        return sorted(self._cues.inside(span), key=lambda s: self._numbers[id(s)])

    def cued_over(self, span: Span) -> list[Statement]:
        """Return the statements whose cue shares a character with a place, in the order of the text."""
        return sorted(self._cues.over(span), key=lambda s: self._numbers[id(s)])
