"""One listed name as the search sees it."""

from dataclasses import dataclass

from watchwire.model import NameQuality, Party, PartyName
from watchwire.names.anatomy import Anatomy


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed name in the index. `ids` are the word ids of its words that count, in order.

    `order` are the places of those words in the anatomy; `bag` holds the ids and `initials` a person's first letters,
    for a quick look whether a name can be near. `rarities` say how rare each of those words is on the lists (0 to 1).
    """

    number: int
    party: Party
    name: PartyName
    anatomy: Anatomy
    ids: tuple[int, ...]
    order: tuple[int, ...]
    bag: frozenset[int]
    initials: frozenset[str]
    rarities: tuple[float, ...] = ()

    @property
    def weak(self) -> bool:
        """Whether the name may only support a match."""
        return self.name.quality is NameQuality.WEAK
