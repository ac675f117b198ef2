"""Things by where they stand in a text: who is near a place is found without asking everything that the text holds."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from watchwire.model import Span

T = TypeVar("T")


class Places(Generic[T]):
    """Things with spans, so that what is near a place is found in a time that does not grow with the text."""

    _WIDTH = 256

    def __init__(self, things: Iterable[tuple[Span, T]] = ()) -> None:
        self._held: dict[int, list[tuple[Span, T]]] = defaultdict(list)
        for span, thing in things:
            self.add(span, thing)

    def _boxes(self, span: Span) -> range:
        return range(span.start // self._WIDTH, max(span.start, span.end - 1) // self._WIDTH + 1)

    def add(self, span: Span, thing: T) -> None:
        """Note a thing at a place; it may stand at several."""
        for box in self._boxes(span):
            self._held[box].append((span, thing))

    def remove(self, span: Span, thing: T) -> None:
        """Forget that a thing (this very one) stands at a place, if it was noted."""
        for box in self._boxes(span):
            self._held[box] = [pair for pair in self._held[box] if pair[1] is not thing or pair[0] != span]

    def _near(self, span: Span) -> Iterable[tuple[Span, T]]:
        boxes = self._boxes(span)
        if len(boxes) == 1:
            return self._held.get(boxes.start, ())
        return {(id(pair[1]), pair[0]): pair for box in boxes for pair in self._held.get(box, ())}.values()

    def over(self, span: Span) -> list[T]:
        """Return what shares a character with a place, each once, in the order of noting within a stretch."""
        return list({id(thing): thing for other, thing in self._near(span) if other.overlaps(span)}.values())

    def around(self, span: Span) -> list[T]:
        """Return what contains a place wholly, each once, in the order of noting within a stretch."""
        return list({id(thing): thing for other, thing in self._near(span) if other.contains(span)}.values())

    def inside(self, span: Span) -> list[T]:
        """Return what lies wholly inside a place, each once, in the order of noting within a stretch."""
        return list({id(thing): thing for other, thing in self._near(span) if span.contains(other)}.values())
