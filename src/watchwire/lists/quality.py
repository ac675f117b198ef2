"""Weak aliases stay weak where another list repeats them without saying so.

The US screening list repeats OFAC's entries under OFAC's own numbers, and marks none of its aliases as weak. How far
a name may be relied on is OFAC's to say, so the repetition follows the entry it repeats.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from watchwire.model import NameQuality, Party, PartyName

_REPEATING = "us-csl:"
_OFAC = ("us-ofac-sdn:", "us-ofac-cons:")


def with_quality_of_origin(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Return the parties with the names that a screening list repeats from OFAC as strong or weak as they are there."""
    held = tuple(parties)
    origins = {party.id: party for party in held if party.id.startswith(_OFAC)}
    return tuple(_following(party, origins) if party.id.startswith(_REPEATING) else party for party in held)


def without_origin(lists: Iterable[str]) -> str | None:
    """Return what whoever screens must know where a library repeats OFAC's names without the list that weighs them."""
    held = set(lists)
    if "us-csl" not in held or "us-ofac-sdn" in held:
        return None
    return (
        "us-csl repeats OFAC's names and does not say which of them OFAC calls weak: while us-ofac-sdn is not in the "
        "library, each is taken for a full name and raises alerts by itself; add it: watchwire lists update us-ofac-sdn"
    )


def _following(party: Party, origins: Mapping[str, Party]) -> Party:
    number = next((cited.partition(":")[2] for cited in party.cross_references if cited.startswith(_OFAC)), None)
    stated = [origins[start + number] for start in _OFAC if start + number in origins] if number else []
    quality: dict[str, NameQuality] = {}
    for name in (name for origin in stated for name in origin.names):
        for key in _keys(name):
            if quality.get(key) is not NameQuality.STRONG:
                quality[key] = name.quality
    names = tuple(
        replace(name, quality=NameQuality.WEAK) if _of(name, quality) is NameQuality.WEAK else name
        for name in party.names
    )
    return party if names == party.names else replace(party, names=names)


def _of(name: PartyName, quality: Mapping[str, NameQuality]) -> NameQuality | None:
    return next((quality[key] for key in _keys(name) if key in quality), None)


def _keys(name: PartyName) -> tuple[str, str]:
    """Return the name as it stands, and its words in any order: the two files split people's names differently."""
    words = name.full.casefold().replace(",", " ").split()
    return " ".join(words), "|".join(sorted(words))
