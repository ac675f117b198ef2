"""What the other names of a party say where one of them is compared: names of one party are mixed.

A list gives "Ousmane Illiassou Djibo" and "Halid Petit Chapori"; asked is "Halid Illiassou". A word that the one name
lacks and another of the party has is no word against it. Strangers hardly ever have such a word, unless it is one that
very many people or bodies bear ("Muhammad", "Islamic"): that says so much less.
"""

import math
from typing import Final

from watchwire.names.anatomy import Role, Word
from watchwire.names.classes import common_english, commonness, commonness_unvowelled, country_tokens, honorifics
from watchwire.names.compare import OTHER_NAME, Weighed, weight_of
from watchwire.names.pair_evidence import names_somebody
from watchwire.screening.entry import Entry
from watchwire.screening.index import Index
from watchwire.screening.signs import FUNCTION_WORDS

_MOST: Final = 2
_ALIKE: Final = 0.85
_OF_SOME: Final = 0.5
_OF_MANY: Final = 0.25
"""What places and words of the language say, and words that very many bodies have."""
_NAMES_MOST: Final = 60
"""Of a party with more names than these on either side the others are not read."""


def told_by_others(
    index: Index, entry: Entry, weighed: Weighed, without: frozenset[int], lowest: float = -math.inf
) -> list[tuple[Word, float]]:
    """Return the words of what is asked that a listed name lacks and another name of its party has, with their worth.

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
    lacking = [word for word in lacking if _worth(word, asked.person)]
    if not lacking:
        return []
    if weighed.log_odds + weight_of(weighed.group, OTHER_NAME) * min(_MOST, len(lacking)) < lowest:
        return []
    others = [number for number in other_names(index, entry) if number not in without]
    found = [(word, _worth(word, asked.person)) for word in lacking if _stands_in(index, word, others)]
    return sorted(found, key=lambda told: -told[1])[:_MOST]


def _worth(word: Word, person: bool) -> float:
    """Return how much it says that a word stands in another name of a party, 0 to 1."""
    if person:
        common = commonness_unvowelled(word.raw) if word.raw else commonness(word.norm)
        return 1.0 - common * common
    if word.norm in FUNCTION_WORDS or word.norm in honorifics():
        return 0.0
    if word.role is Role.COMMON:
        return _OF_MANY
    return _OF_SOME if word.norm in common_english() or word.norm in country_tokens() else 1.0


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
