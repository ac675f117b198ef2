"""Which words of a passage stand for which words of a listed name."""

from typing import Final

from watchwire.names.classes import particles, titles
from watchwire.names.forms import form_at
from watchwire.screening.entry import Entry
from watchwire.screening.passage import Passage, Pick
from watchwire.screening.signs import FUNCTION_WORDS

SPARE: Final = 2
"""How many words more than the name has are looked at on either side of an anchor."""
_GAP: Final = 2
_FORM: Final = 4
"""How many words more may stand inside a name whose legal form does ("Research and Production Enterprise")."""
_INITIAL: Final = 0.7
_TURNED: Final = 0.5
_LONGEST: Final = 32
_LONGEST_FORM: Final = 8
"""How many words of a name, and of a legal form inside it, are looked at."""
_MARK: Final = 4
"""How many characters may stand where the list has a mark between two words ("A. & B.", ": ")."""
_ABBREVIATION: Final = 5
Option = tuple[float, float, int, int]
"""A word of the passage that may be a word of the name: likeness (negative), distance, place, word number."""


def picks_around(passage: Passage, position: int, entry: Entry) -> list[list[Pick]]:
    """Return the ways of finding a name around an anchor: the likeliest spellings first, and the nearest words.

    In a list of people the best spelling of a given name may be the neighbour's; then the nearest words are right.
    A body's name that stands there word for word is just that, whatever other words of it are near ("Ministry of
    Trade, Ministry of National Defence", a name that has a word twice).
    """
    count = len(entry.ids)
    whole = _word_for_word(passage, position, entry) if count > 1 else []
    if whole and not entry.anatomy.person:
        return [whole]
    low = max(passage.breaks[position], position - count - SPARE)
    high = min(len(passage.tokens), position + count + SPARE + 1)
    gap = _GAP + _FORM * entry.inner_form
    options = _options(passage, entry, position, low, high)
    best = _choose(sorted(options), position, gap)
    found = [best, _close_together(passage, best, position)]
    if len(options) > len(best):
        nearest = _choose(sorted(options, key=lambda option: (option[1], option[0])), position, gap)
        found += [nearest, _close_together(passage, nearest, position)]
    if not entry.anatomy.person:
        found = [_without_edges(passage, entry, picks) for picks in found]
    elif whole:
        found.insert(0, whole)
    return [picks for k, picks in enumerate(found) if picks and picks not in found[:k]]


def _word_for_word(passage: Passage, position: int, entry: Entry) -> list[Pick]:
    """Return the words of a name that stands around an anchor in its order, letter by letter; else nothing."""
    first = entry.ids[0]
    for start in range(position, max(-1, position - _LONGEST), -1):
        if passage.breaks[start] != passage.breaks[position] and not entry.marked:
            return []
        if first in passage.near[start].words and passage.near[start].get(first) == 1.0:
            picks = _onwards(passage, start, entry)
            if picks and picks[-1][0] >= position:
                return picks
    return []


def _onwards(passage: Passage, start: int, entry: Entry) -> list[Pick]:
    picks = [(start, 0, 1.0)]
    place = start
    for number, word in enumerate(entry.ids[1:], 1):
        # A mark that the list has there, too, ends no stretch ("IM. A.A. KULAKOVA", "AL-HARAMAIN: ALBANIA BRANCH").
        over = number in entry.marked
        place = _next(passage, place, over)
        while place and not _is_word(passage, place, word):
            past = _past_light(passage, place, entry)
            place = _next(passage, past - 1, over) if past > place else 0
        if not place:
            return []
        picks.append((place, number, 1.0))
    return picks


def _next(passage: Passage, place: int, over: bool) -> int:
    """Return the next place of the same stretch, or of a further one of the same paragraph where `over`; 0 for none."""
    after = place + 1
    if after >= len(passage.tokens):
        return 0
    if passage.breaks[after] == passage.breaks[place]:
        return after
    before = passage.tokens[place]
    between = passage.text[before.end : passage.tokens[after].start]
    # After a word that is no abbreviation a full stop ends the sentence, whatever the list has there.
    ends = "\n\n" in between or ("." in between and len(before.norm) > _ABBREVIATION)
    return after if over and not ends and len(between) <= _MARK else 0


def _is_word(passage: Passage, place: int, word: int) -> bool:
    return word in passage.near[place].words and passage.near[place].get(word) == 1.0


def _past_light(passage: Passage, place: int, entry: Entry) -> int:
    """Return the place after a particle or a legal form, which are no words that count; else the place itself."""
    tokens = passage.tokens
    norm = tokens[place].norm
    if norm in particles() or norm in entry.lights:
        return place + 1
    if entry.anatomy.person:
        return place
    form = form_at([token.norm for token in tokens[place : place + _LONGEST_FORM]], 0)
    return place + form[0] if form is not None else place


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
    at = _anchored(passage, position, entry)
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
                # Of two words as near the one on the side where the name has it.
                turned = (place < position) != (number < at) and place != position
                options.append((-similarity, abs(place - position) + _TURNED * turned, place, number))
    return options


def _anchored(passage: Passage, position: int, entry: Entry) -> int:
    """Return which word of the name stands at the anchor."""
    slot = passage.near[position]
    return max(range(len(entry.ids)), key=lambda number: slot.get(entry.ids[number]), default=0)


def _choose(options: list[Option], position: int, gap: int) -> list[Pick]:
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
    return _contiguous(sorted(picks), position, gap)


def _without_edges(passage: Passage, entry: Entry, picks: list[Pick]) -> list[Pick]:
    """Drop small words at the ends of a part of a name: "in Saudi Arabia" says no more than "Saudi Arabia"."""
    if len(picks) == len(entry.ids) and all(similarity == 1.0 for _, _, similarity in picks):
        return picks
    small = [passage.tokens[place].norm in FUNCTION_WORDS for place, _, _ in picks]
    first, last = 0, len(picks)
    while first < last and small[first]:
        first += 1
    while last > first and small[last - 1]:
        last -= 1
    return picks[first:last]


def _contiguous(picks: list[Pick], position: int, gap: int) -> list[Pick]:
    """Drop words that lie too far from the others."""
    at = next(k for k, pick in enumerate(picks) if pick[0] == position)
    kept = [picks[at]]
    for pick in picks[at + 1 :]:
        if pick[0] - kept[-1][0] > gap + 1:
            break
        kept.append(pick)
    for pick in reversed(picks[:at]):
        if kept[0][0] - pick[0] > gap + 1:
            break
        kept.insert(0, pick)
    return kept
