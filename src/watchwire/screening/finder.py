"""Which listed names stand in this text? One walk over its words.

Every word is looked up among the list's words (with its spellings). Where it is an anchor of a name, the
neighbourhood is checked for the name's other words. What is found is scored like two names compared, then judged
by rules that a reader can check: capitals where the script has them, no break of sentence inside, enough words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from watchwire.model import Article, Band, Comparison, Match, PartyKind, Reason, Span
from watchwire.names.anatomy import Anatomy, Role, Word
from watchwire.names.classes import organisation_forms, particles, titles
from watchwire.names.compare import Pair, score_pairs
from watchwire.names.tokens import Token, tokenize
from watchwire.screening.bands import ALERT, band_of
from watchwire.screening.breaks import breaks_of
from watchwire.screening.entry import Entry
from watchwire.screening.index import Index
from watchwire.screening.keys import JOINED_LEAST
from watchwire.screening.rules import Pick, enough, has_capitals, is_form, is_shouting, may_be_name
from watchwire.screening.spots import Spot, Spotter
from watchwire.screening.vocabulary import Slot
from watchwire.scripts import script_of

_CRAFT = frozenset({PartyKind.VESSEL, PartyKind.AIRCRAFT})
_IMO = re.compile(r"\bIMO\b[^\d\n]{0,12}(\d{7})\b")
_SPARE = 2
_GAP = 2
_REACH = 12
_BETWEEN_PEOPLE = frozenset({"and", "of", "the", "for", "und", "et"})
_NEARLY = 0.96
_TURNED = 0.2
_AROUND = 30
_A_WORD = 12
"""How many characters on either side of a candidate are read: some, and some more a word of the longest name."""
_EDGE = 40
_HELD = 1 << 16
_JOINED_COST = 0.97
_EXTRA = {Role.PARTICLE: 0.08, Role.PATRONYMIC: 0.35, Role.NAME: 1.0}
"""What a word weighs that stands between the words of a name in a text."""


@dataclass(frozen=True)
class _Found:
    """A name found: begin, end, over how many words, and the comparison."""

    entry: Entry
    first: int
    last: int
    words: int
    comparison: Comparison


@dataclass(frozen=True)
class _Window:
    """A stretch of text worth reading word by word: begin, end, and the names to check at each anchor's begin."""

    start: int
    end: int
    wanted: dict[int, set[int]]


class Finder:
    """Finds listed names in running text. Holds the index and what it learnt about words; no state of a text."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.spotter = Spotter(index)
        self._scores: dict[tuple[object, ...], Comparison] = {}

    def find(self, article: Article) -> list[Match]:
        """Return all possible matches in the article outside site furniture, in order of place and score."""
        text = article.text
        spots = self.spotter.spots(text)
        found: list[_Found] = []
        shouting: bool | None = None
        for window in self._windows(article, spots):
            if shouting is None:
                shouting = is_shouting(text, len(spots))
            found.extend(self._scan(article, window, shouting))
        matches = [_match(text, item) for item in _best(found)]
        return [*matches, *self._by_number(article, matches)]

    def _by_number(self, article: Article, matches: list[Match]) -> Iterator[Match]:
        """Yield vessels whose IMO number stands in the text and whose name was not found."""
        if "IMO" not in article.text:
            return
        named = {match.party.id for match in matches if match.band is not Band.WEAK}
        for number in _IMO.finditer(article.text):
            span = Span(number.start(1), number.end(1))
            for party in self.index.by_identifier(number[1]):
                if party.id not in named and not article.in_furniture(span):
                    named.add(party.id)
                    reason = Reason("identifier", 1.0, f"the IMO number {number[1]} stands in the entry")
                    yield Match(party, party.names[0], Comparison(1.0, (reason,)), Band.STRONG, span, number[1])

    def _windows(self, article: Article, spots: list[Spot]) -> list[_Window]:
        """Gather the candidates whose surroundings overlap, so that each stretch is read once."""
        text = article.text
        windows: list[_Window] = []
        found = sorted(self.spotter.candidates(text, spots), key=lambda candidate: candidate[:2])
        for start, end, numbers in found:
            if article.furniture and article.in_furniture(Span(start, start + 1)):
                continue
            around = _AROUND + _A_WORD * max(map(self.index.length_of, numbers))
            low, high = max(0, min(start, end) - around), min(len(text), max(start, end) + around)
            if windows and low <= windows[-1].end:
                held = windows[-1]
                held.wanted.setdefault(start, set()).update(numbers)
                windows[-1] = _Window(held.start, max(held.end, high), held.wanted)
            else:
                windows.append(_Window(low, high, {start: set(numbers)}))
        return [_Window(_word_edge(text, w.start), _word_edge(text, w.end), w.wanted) for w in windows]

    def _scan(self, article: Article, window: _Window, shouting: bool) -> Iterator[_Found]:
        text = article.text
        tokens = tokenize(text, window.start, window.end)
        if article.furniture:
            tokens = [t for t in tokens if not article.in_furniture(Span(t.start, t.end))]
        near = [self._near(token) for token in tokens]
        self._join(tokens, near)
        breaks = breaks_of(text, tokens)
        found: dict[int, int] = {}
        settled: dict[int, int] = {}
        for position, token in enumerate(tokens):
            numbers = window.wanted.get(token.start)
            if not numbers or not near[position].words or not may_be_name(tokens, position, shouting):
                continue
            words, letters = _around(near, tokens, breaks, position)
            for number in sorted(numbers, key=self._longest_first):
                # A name found is not looked for again from its other words, nor are the party's further names once
                # one stands there letter by letter.
                party = int(self.index.arrays["entry_party"][number])
                if token.start < max(found.get(number, 0), settled.get(party, 0)):
                    continue
                entry = self.index.entries[number]
                if not _worth_checking(entry, words, letters):
                    continue
                item = self._check(text, tokens, near, breaks, position, entry, shouting)
                if item is not None:
                    found[number] = item.last
                    if item.comparison.score == 1.0 and not entry.weak:
                        settled[party] = item.last
                    yield item

    def _longest_first(self, number: int) -> tuple[int, int]:
        return -self.index.length_of(number), number

    def _near(self, token: Token) -> Slot:
        """Look a word up, if it can be part of a name as it is written."""
        if token.capital is False and not token.joined and token.norm not in particles():
            return self.spotter.vocabulary.exactly(token)
        return self.spotter.vocabulary.slot_of(token)

    def _join(self, tokens: list[Token], near: list[Slot]) -> None:
        """Let two words stand for one that the list writes together ("Ship Management", "SHIPMANAGEMENT")."""
        for position, (token, after) in enumerate(pairwise(tokens)):
            if token.capital is False or len(token.norm) + len(after.norm) < JOINED_LEAST or not after.norm.isalpha():
                continue
            joined = self.index.word_number(token.norm + after.norm)
            if joined is not None:
                near[position] = near[position].with_word(joined, _JOINED_COST)

    def _check(
        self,
        text: str,
        tokens: list[Token],
        near: list[Slot],
        breaks: list[int],
        position: int,
        entry: Entry,
        shouting: bool,
    ) -> _Found | None:
        """Look for the name's words around an anchor and judge what is there."""
        count = len(entry.ids)
        low = max(breaks[position], position - count - _SPARE)
        high = position + count + _SPARE + 1
        options = _options(entry, near, tokens, breaks, position, low, min(high, len(tokens)))
        picks = _choose(sorted(options), position)
        found = self._judged(text, tokens, picks, entry, shouting)
        if found is None and len(options) > len(picks):
            # In a list of people the best spelling of a given name may be the neighbour's: then take the nearest.
            nearest = _choose(sorted(options, key=lambda option: (option[1], option[0])), position)
            found = self._judged(text, tokens, nearest, entry, shouting) if nearest != picks else None
        return found

    def _judged(self, text: str, tokens: list[Token], picks: list[Pick], entry: Entry, shouting: bool) -> _Found | None:
        """Judge the words chosen for a name by the rules, and score them."""
        if not picks:
            return None
        if len(picks) == 1 < len(entry.ids):
            return None
        places = sorted(place for place, _, _ in picks)
        first, last = places[0], places[-1]
        if not self._tight(tokens, places, entry):
            return None
        if not has_capitals(tokens, picks, entry, shouting):
            return None
        if not enough(text, entry, tokens, picks, first, last):
            return None
        comparison = self._scored(entry, tokens, picks, first, last)
        if comparison.score < ALERT - 0.15:
            return None
        last = self._with_joined(tokens, picks, last, entry)
        first = _with_article(text, tokens, first, entry)
        if not entry.anatomy.person:
            first, last = _with_forms(text, tokens, first, last)
        return _Found(entry, tokens[first].start, tokens[last].end, last - first + 1, comparison)

    def _with_joined(self, tokens: list[Token], picks: list[Pick], last: int, entry: Entry) -> int:
        """Let the span cover the second of two words that the list writes as one."""
        place, number, _ = max(picks)
        listed = self.index.spelling(entry.ids[number])
        follows = place + 1 < len(tokens) and listed == tokens[place].norm + tokens[place + 1].norm
        return place + 1 if follows and place == last else last

    def _scored(self, entry: Entry, tokens: list[Token], picks: list[Pick], first: int, last: int) -> Comparison:
        """Score a finding; the same words score the same wherever they stand, so that is kept."""
        norms = tuple(token.norm for token in tokens[first : last + 1])
        key = (entry.number, script_of(tokens[first].raw), norms, tuple((p - first, n) for p, n, _ in picks))
        found = self._scores.get(key)
        if found is None:
            if len(self._scores) >= _HELD:
                self._scores.clear()
            found = self._scores[key] = _score(entry, tokens, picks, first, last)
        return found

    def _tight(self, tokens: list[Token], places: list[int], entry: Entry) -> bool:
        """Words between the name's words must be particles, initials, or one further name."""
        inside = [k for k in range(places[0], places[-1] + 1) if k not in places]
        extra = 0
        for k in inside:
            token = tokens[k]
            if entry.anatomy.person and token.norm in _BETWEEN_PEOPLE:
                return False
            if token.norm in particles() or len(token.norm) == 1 or token.norm in titles():
                continue
            if not entry.anatomy.person and token.norm in organisation_forms():
                continue
            if entry.anatomy.korean or token.capital is False or not entry.anatomy.person:
                return False
            extra += 1
        return extra < _GAP


def _around(near: list[Slot], tokens: list[Token], breaks: list[int], position: int) -> tuple[set[int], set[str]]:
    """Return the listed words, and the initials, that stand anywhere near a place in the same stretch."""
    found: set[int] = set()
    letters: set[str] = set()
    for place in range(max(breaks[position], position - _REACH), min(len(near), position + _REACH + 1)):
        if breaks[place] == breaks[position]:
            found.update(near[place].words)
            if len(tokens[place].norm) == 1:
                letters.add(tokens[place].norm)
    return found, letters


def _worth_checking(entry: Entry, words: set[int], letters: set[str]) -> bool:
    """Say whether at least two words of a name (or one and an initial) are near: nearly all names drop out here."""
    if len(entry.ids) == 1:
        return True
    if entry.anatomy.korean:
        return entry.bag <= words
    return len(entry.bag & words) > 1 or (bool(letters) and not entry.initials.isdisjoint(letters))


def _with_article(text: str, tokens: list[Token], first: int, entry: Entry) -> int:
    """Let the span cover the particle that the listed name begins with ("al-Qaida")."""
    words = entry.anatomy.words
    leads = words[0].role is Role.PARTICLE and words[0].norm != "the"
    if leads and first and tokens[first - 1].norm == words[0].norm:
        gap = text[tokens[first - 1].end : tokens[first].start]
        if gap in {"-", " ", "‐", "‑"}:
            return first - 1
    return first


def _with_forms(text: str, tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """Let the span of a body's name cover the legal forms that stand directly around it."""

    def form(place: int) -> bool:
        return 0 <= place < len(tokens) and bool(tokens[place].capital) and is_form(tokens[place].norm)

    while form(last + 1) and len(text[tokens[last].end : tokens[last + 1].start].strip(" .,")) == 0:
        # "Group of Companies" is one form.
        of = last + 2 < len(tokens) and tokens[last + 2].norm == "of" and form(last + 3)
        last += 3 if of else 1
    while form(first - 1) and text[tokens[first - 1].end : tokens[first].start].strip(" .") == "":
        first -= 1
    return first, last


def _options(
    entry: Entry,
    near: list[Slot],
    tokens: list[Token],
    breaks: list[int],
    position: int,
    low: int,
    high: int,
) -> list[tuple[float, int, int, int]]:
    """Return the words of the name in the window: (-similarity, distance, place, word number)."""
    options: list[tuple[float, int, int, int]] = []
    norms = [entry.anatomy.words[k].norm for k in entry.order]
    for place in range(low, high):
        if breaks[place] != breaks[position]:
            continue
        slot = near[place]
        initial = tokens[place].norm if len(tokens[place].norm) == 1 and entry.anatomy.person else ""
        if not initial and entry.bag.isdisjoint(slot.words):
            continue
        for number, word in enumerate(entry.ids):
            similarity = slot.get(word) if word in slot.words else 0.0
            if not similarity and initial and norms[number][0] == initial and len(norms[number]) > 1:
                similarity = 0.7
            if similarity:
                options.append((-similarity, abs(place - position), place, number))
    return options


def _choose(options: list[tuple[float, int, int, int]], position: int) -> list[Pick]:
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


def _score(entry: Entry, tokens: list[Token], picks: list[Pick], first: int, last: int) -> Comparison:
    """Score the found words as a name of their own against the listed one."""
    by_place = {place: (number, similarity) for place, number, similarity in picks}
    words: list[Word] = []
    pairs: list[Pair] = []
    taken = {entry.order[number] for _, number, _ in picks}
    middle = {w.norm[0] for k, w in enumerate(entry.anatomy.words) if w.role is Role.INITIAL and k not in taken}
    for place in range(first, last + 1):
        norm = tokens[place].norm
        if place in by_place:
            number, similarity = by_place[place]
            listed = entry.anatomy.words[entry.order[number]]
            pairs.append((len(words), entry.order[number], similarity))
            role = Role.INITIAL if len(norm) == 1 < len(listed.norm) else listed.role
            words.append(Word(norm, role, listed.weight, tokens[place].start, tokens[place].end))
        else:
            role = Role.PARTICLE if norm in particles() or len(norm) == 1 else Role.PATRONYMIC
            if role is Role.PATRONYMIC and middle and norm[0] not in middle:
                # "Manuel Trujillo y Torres" is not Manuel J. Torres: the list gives another middle name.
                role = Role.NAME
            words.append(Word(norm, role, _EXTRA[role]))
    light = [k for k, word in enumerate(entry.anatomy.words) if word.light]
    listed_words = tuple(
        word if k not in light else replace(word, weight=0.0) for k, word in enumerate(entry.anatomy.words)
    )
    script = script_of(tokens[first].raw)
    there = Anatomy(tuple(words), entry.anatomy.person, entry.anatomy.korean, script)
    listed_name = Anatomy(listed_words, entry.anatomy.person, entry.anatomy.korean, entry.anatomy.script)
    comparison = score_pairs(there, listed_name, pairs, whole=False)
    order = [number for _, number, _ in picks]
    turned = entry.anatomy.person and not entry.anatomy.korean and order != sorted(order)
    if turned and min(similarity for _, _, similarity in picks) < _NEARLY:
        # Given and family name change places in lists; with another spelling besides, it is another name.
        reason = Reason("order", -_TURNED, "the words stand in another order and are spelt differently")
        return Comparison(max(0.0, round(comparison.score - _TURNED, 4)), (*comparison.reasons, reason))
    return comparison


def _best(found: list[_Found]) -> list[_Found]:
    """Keep for each party and place its best name, and drop names that lie inside a better, longer one."""
    best: dict[tuple[int, int], _Found] = {}
    for item in found:
        key = (item.entry.party_number, item.first)
        held = best.get(key)
        if held is None or _rank(item) > _rank(held):
            best[key] = item
    ranked = sorted(best.values(), key=_rank, reverse=True)
    kept: list[_Found] = []
    for item in ranked:
        if not any(_hides(other, item) for other in kept):
            kept.append(item)
    # A ship called Pioneer does not stand inside "Pioneer Ship Management Pte Ltd".
    # Weak names hide none; persons and bodies stay, as another list may have the same one under the longer name.
    whole = [
        item
        for item in kept
        if item.entry.kind not in _CRAFT
        or not any(_hides(other, item) for other in kept if other is not item and not other.entry.weak)
    ]
    return sorted(whole, key=lambda item: (item.first, -item.comparison.score, item.entry.party_number))


def _rank(item: _Found) -> tuple[bool, float, int, int]:
    return (not item.entry.weak, round(item.comparison.score, 2), item.words, -len(item.entry.ids))


def _hides(better: _Found, item: _Found) -> bool:
    """Say whether a finding is covered by another that explains more of the text at least as well."""
    overlap = better.first < item.last and item.first < better.last
    if not overlap:
        return False
    same_party = better.entry.party_number == item.entry.party_number
    longer = better.words > item.words
    if same_party:
        return True
    if better.comparison.score >= item.comparison.score + 0.08:
        return better.first <= item.first and item.last <= better.last
    return longer and better.comparison.score >= 0.9  # noqa: PLR2004


def _word_edge(text: str, at: int) -> int:
    """Move a place to a blank, so that no word is cut; not far, as some writings have none."""
    if at == 0:
        return 0
    for k in range(at, min(len(text), at + _EDGE)):
        if text[k].isspace():
            return k
    return at


def _match(text: str, item: _Found) -> Match:
    span = Span(item.first, item.last)
    comparison = item.comparison
    reasons = [Reason("listed name", 0.0, f"{item.entry.name.full} ({item.entry.name.quality.value})")]
    if item.entry.weak:
        reasons.append(Reason("weak alias", 0.0, "the list calls this name weak: support, no alert by itself"))
    comparison = Comparison(comparison.score, (*reasons, *comparison.reasons))
    band = Band.WEAK if item.entry.weak else band_of(comparison.score)
    return Match(item.entry.party, item.entry.name, comparison, band, span, span.of(text))
