"""The matches of one name as a list that a notebook shows as a table."""

from collections.abc import Iterable

from watchwire.model import Match


class Matches(list[Match]):
    """Possible matches, best first: a plain list of `Match`, with HTML for notebooks."""

    def __init__(self, matches: Iterable[Match] = (), asked: str = "") -> None:
        super().__init__(matches)
        self.asked = asked

    def _repr_html_(self) -> str:
        from watchwire.notebook.show import matches_html

        return matches_html(self, self.asked)
