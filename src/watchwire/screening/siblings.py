"""What the other names of a party say where one of them is compared: names of one party are mixed.

A list gives "Ousmane Illiassou Djibo" and "Halid Petit Chapori"; asked is "Halid Illiassou". A word that the one name
lacks and another of the party has is no word against it. Strangers hardly ever have such a word.
"""

import math
from typing import Final

from watchwire.names.anatomy import Word
from watchwire.names.compare import OTHER_NAME, Weighed, weight_of
from watchwire.names.pair_evidence import names_somebody
from watchwire.screening.entry import Entry
from watchwire.screening.index import Index

_MOST: Final = 2
_ALIKE: Final = 0.85
_NAMES_MOST: Final = 60
"""Of a party with more names than these on either side the others are not read."""


def told_by_others(
    index: Index, entry: Entry, weighed: Weighed, without: frozenset[int], lowest: float = -math.inf
) -> list[Word]:
    """Return the words of what is asked that a listed name lacks and another name of its party has.

    Args:
        index: the listed names.
        entry: the listed name.
        weighed: what is asked (its first name) weighed against that.
        without: numbers of names to leave out.
        lowest: log-odds below which the name is of no interest.

    """
    pairing = weighed.pairing
    if pairing is None or not pairing.pairs:
        return []
    asked = weighed.a
    lacking = [
        word
        for k, word in enumerate(asked.words)
        if k not in pairing.matched_a and not word.light and len(word.norm) > 1 and names_somebody(word, asked.person)
    ]
    if not lacking:
        return []
    if weighed.log_odds + weight_of(weighed.group, OTHER_NAME) * min(_MOST, len(lacking)) < lowest:
        return []
    others = [number for number in other_names(index, entry) if number not in without]
    return [word for word in lacking if _stands_in(index, word, others)][:_MOST]


def _stands_in(index: Index, word: Word, names: list[int]) -> bool:
    like = index.like(word.norm)
    return any(like.get(other, 0.0) >= _ALIKE for number in names for other in index.words_of(number))


def other_names(index: Index, entry: Entry) -> list[int]:
    """Return the numbers of the other names of a party: they stand side by side."""
    party = entry.party_number
    first = last = entry.number
    while first > 0 and entry.number - first < _NAMES_MOST and index.party_of(first - 1) == party:
        first -= 1
    end = len(index.entries) - 1
    while last < end and last - entry.number < _NAMES_MOST and index.party_of(last + 1) == party:
        last += 1
    return [number for number in range(first, last + 1) if number != entry.number]
