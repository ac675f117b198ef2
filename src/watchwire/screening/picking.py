"""Which words of a passage stand for which words of a listed name."""

from watchwire.names.classes import particles, titles
from watchwire.screening.entry import Entry
from watchwire.screening.passage import Passage, Pick

_SPARE = 2
_GAP = 2
_INITIAL = 0.7
Option = tuple[float, int, int, int]
"""A word of the passage that may be a word of the name: likeness (negative), distance, place, word number."""


def picks_around(passage: Passage, position: int, entry: Entry) -> list[list[Pick]]:
    """Return the ways of finding a name around an anchor: the likeliest spellings first, and the nearest words.

    In a list of people the best spelling of a given name may be the neighbour's; then the nearest words are right.
    """
    count = len(entry.ids)
    low = max(passage.breaks[position], position - count - _SPARE)
    high = min(len(passage.tokens), position + count + _SPARE + 1)
    options = _options(passage, entry, position, low, high)
    best = _choose(sorted(options), position)
    found = [best, _close_together(passage, best, position)]
    if len(options) > len(best):
        nearest = _choose(sorted(options, key=lambda option: (option[1], option[0])), position)
        found += [nearest, _close_together(passage, nearest, position)]
    return [picks for k, picks in enumerate(found) if picks and picks not in found[:k]]


def _close_together(passage: Passage, picks: list[Pick], position: int) -> list[Pick]:
    """Return those of the words that only particles, initials and titles part from the anchor."""
    at = next((k for k, pick in enumerate(picks) if pick[0] == position), None)
    if at is None:
        return []
    first = last = at
    while last + 1 < len(picks) and _joined(passage, picks[last][0], picks[last + 1][0]):
        last += 1
    while first and _joined(passage, picks[first - 1][0], picks[first][0]):
        first -= 1
    return picks[first : last + 1]


def _joined(passage: Passage, before: int, after: int) -> bool:
    tokens = passage.tokens
    for k in range(before, after + 1):
        gap = passage.text[tokens[k - 1].end : tokens[k].start] if k > before else ""
        if "'" in gap or "’" in gap or "," in gap:
            return False
    between = tokens[before + 1 : after]
    return all(token.norm in particles() or token.norm in titles() or len(token.norm) == 1 for token in between)


def _options(passage: Passage, entry: Entry, position: int, low: int, high: int) -> list[Option]:
    options: list[Option] = []
    norms = [entry.anatomy.words[k].norm for k in entry.order]
    person = entry.anatomy.person
    breaks, tokens, near = passage.breaks, passage.tokens, passage.near
    for place in range(low, high):
        if breaks[place] != breaks[position]:
            continue
        slot = near[place]
        initial = tokens[place].norm if person and len(tokens[place].norm) == 1 else ""
        if not initial and entry.bag.isdisjoint(slot.words):
            continue
        for number, word in enumerate(entry.ids):
            similarity = slot.get(word) if word in slot.words else 0.0
            if not similarity and initial and norms[number][0] == initial and len(norms[number]) > 1:
                similarity = _INITIAL
            if similarity:
                options.append((-similarity, abs(place - position), place, number))
    return options


def _choose(options: list[Option], position: int) -> list[Pick]:
    """Choose a place for each word of the name, in the order given: (place, word number, similarity)."""
    places: set[int] = set()
    numbers: set[int] = set()
    picks: list[Pick] = []
    for negative, _, place, number in options:
        if place not in places and number not in numbers:
            places.add(place)
            numbers.add(number)
            picks.append((place, number, -negative))
    if position not in places:
        return []
    return _contiguous(sorted(picks), position)


def _contiguous(picks: list[Pick], position: int) -> list[Pick]:
    """Drop words that lie too far from the others."""
    at = next(k for k, pick in enumerate(picks) if pick[0] == position)
    kept = [picks[at]]
    for pick in picks[at + 1 :]:
        if pick[0] - kept[-1][0] > _GAP + 1:
            break
        kept.append(pick)
    for pick in reversed(picks[:at]):
        if kept[0][0] - pick[0] > _GAP + 1:
            break
        kept.insert(0, pick)
    return kept
