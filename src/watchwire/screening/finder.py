"""Which listed names stand in this text? One walk over its words.

Every word is looked up among the list's words (with its spellings). Where it is an anchor of a name, the
neighbourhood is checked for the name's other words. What is found is evidence that the model weighs (`evidence`,
`model`); the hard rules (`refusals`) say where no probability can speak; `judging` adds what the rest of the text says.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from watchwire.model import Article, Match, Span
from watchwire.names.endings import is_bending
from watchwire.names.tokens import WORD, Token, is_joined
from watchwire.screening.breaks import breaks_of
from watchwire.screening.entry import Entry
from watchwire.screening.evidence import OF_PLACE, Features, of_edges, of_family_name, of_name
from watchwire.screening.extent import with_article, with_closing, with_forms
from watchwire.screening.found import Found
from watchwire.screening.index import Index
from watchwire.screening.judging import judge, match_of
from watchwire.screening.keys import JOINED_LEAST
from watchwire.screening.model import START, log_odds, weights_of
from watchwire.screening.numbers import with_numbers
from watchwire.screening.passage import Passage, Pick
from watchwire.screening.refusals import may_be_name
from watchwire.screening.signs import is_shouting
from watchwire.screening.spots import Spot, Spotter
from watchwire.screening.vocabulary import Slot
from watchwire.screening.ways import Way, Ways
from watchwire.scripts import ALPHABETS_WITH_CAPITALS
from watchwire.sources.typography import view_of

_REACH: Final = 12
_AROUND: Final = 30
_A_WORD: Final = 12
"""How many characters on either side of a candidate are read: some, and some more a word of the longest name."""
_EDGE: Final = 40
_JOINED_COST: Final = 0.97
_HOPELESS: Final = -6.0
"""Log-odds of a name below which nothing that the text says besides could raise it."""
_LITTLE: Final = 1e-6
_SURNAME: Final = 0.95
_ALONE_HELD: Final = 1 << 16
_LONGEST_HELD: Final = 1 << 12
_BESIDE: Final = 3
"""How many words on either side tell whether a family name goes on."""
_WORDS: Final = re.compile(f"({WORD})")
WHOLE_FROM: Final = 6
"""How many letters a body's only word has at least that is always shown where it stands."""


_Weighed = tuple[Features, float]
"""Evidence and the log-odds that it adds."""


@dataclass
class _Window:
    """A stretch of text worth reading word by word: begin, end, and the names to check at each anchor's begin.

    `alone` are the people of whom a family name stands there beside a role or a country.
    """

    start: int
    end: int
    wanted: dict[int, list[frozenset[int]]]
    alone: dict[int, frozenset[int]]


class Finder:
    """Finds listed names in running text. Holds the index and what it learnt about words; no state of a text.

    Args:
        index: the listed names.
        language: of the texts, where it bends names (`names.endings`); a text in another goes to a finder of its own.

    """

    def __init__(self, index: Index, language: str | None = None) -> None:
        self.index = index
        self.spotter = Spotter(index, language)
        self._language = language
        self._bending: dict[str, Finder] = {}
        self._alone: dict[tuple[int, str, float], _Weighed] = {}
        self._longest: dict[frozenset[int], int] = {}
        self._ordered: dict[frozenset[int], list[int]] = {}
        self._ways = Ways()
        self._weights: dict[str, float] = {}
        self._there: dict[str, float] = {}

    def find(self, article: Article) -> list[Match]:
        """Return all possible matches in the article in order of place and score; those in site furniture say so."""
        language = article.language
        if language is not None and language != self._language and is_bending(language):
            return self._for(language).find(article)
        view = view_of(article.text)
        lands: list[int] = []
        found = self.found(view.text, lands)
        matches = []
        for item in judge(view.text, found, lands):
            span = Span(*view.span(item.start, item.end))
            item.in_furniture = bool(article.furniture) and article.in_furniture(span)
            subject = self.index.party(item.entry.subject).id
            matches.append(match_of(item, span, article.text, subject))
        return with_numbers(self.index, article, matches)

    def _for(self, language: str) -> "Finder":
        """Return the finder for texts in a language that bends names: their words may be spellings of others."""
        finder = self._bending.get(language)
        if finder is None:
            finder = self._bending[language] = Finder(self.index, language)
        return finder

    def found(self, text: str, lands: list[int] | None = None) -> list[Found]:
        """Return every name that stands in a text in some way, with its evidence, before the text is weighed.

        Args:
            text: a view (`view_of`); the places are the view's.
            lands: where to note the places at which names of countries may begin (for `judge`).

        """
        self._renew()
        spots = self.spotter.spots(text, lands)
        shouting: bool | None = None
        found: list[Found] = []
        for window in self._windows(text, spots):
            if shouting is None:
                shouting = is_shouting(text, len(spots))
            self._scan(text, window, shouting, found)
        return found

    def _renew(self) -> None:
        """Forget what words are worth where other weights apply now (`model.use_weights`)."""
        weights = weights_of("lone")
        if weights is not self._weights:
            self._weights = weights
            self._alone.clear()
            self._there.clear()
            self._ways.forget()

    def _most_there(self, group: str) -> float:
        """Return the most that what stands beside a name may add, and a little, as sums come out in other orders."""
        found = self._there.get(group)
        if found is None:
            weights = weights_of(group)
            found = self._there[group] = sum([max(0.0, weights.get(name, 0.0)) for name in OF_PLACE]) + _LITTLE
        return found

    def _windows(self, text: str, spots: list[Spot]) -> list[_Window]:
        """Gather the candidates whose surroundings overlap, so that each stretch is read once."""
        windows: list[_Window] = []
        found = sorted(self.spotter.candidates(text, spots), key=lambda candidate: candidate[:2])
        last: _Window | None = None
        for start, end, lone, numbers in found:
            around = _AROUND + _A_WORD * self._longest_of(numbers)
            low, high = max(0, min(start, end) - around), min(len(text), max(start, end) + around)
            if last is not None and low <= last.end:
                last.end = max(last.end, high)
            else:
                last = _Window(low, high, {}, {})
                windows.append(last)
            if lone:
                last.alone[start] = last.alone.get(start, frozenset()) | numbers
                continue
            held = last.wanted.setdefault(start, [])
            if numbers not in held:
                held.append(numbers)
        for window in windows:
            window.start, window.end = _word_edge(text, window.start), _word_edge(text, window.end)
        return windows

    def _longest_of(self, numbers: frozenset[int]) -> int:
        """Return how many words the longest of some names has. Kept, as the same names come again."""
        found = self._longest.get(numbers)
        if found is None:
            if len(self._longest) >= _LONGEST_HELD:
                self._longest.clear()
            found = self._longest[numbers] = max(map(self.index.length_of, numbers))
        return found

    def passage(self, text: str, start: int, end: int, shouting: bool) -> Passage:
        """Return a stretch of a text word by word, with what each word may be a spelling of."""
        vocabulary = self.spotter.vocabulary
        looks = vocabulary.looks
        tokens: list[Token] = []
        near: list[Slot] = []
        parts = _WORDS.split(text[start:end])  # by turns what stands between, and a word
        at, last = start, -1
        for k in range(1, len(parts), 2):
            at += len(parts[k - 1])
            word = looks.get(parts[k]) or vocabulary.look(parts[k])
            after = at + len(parts[k])
            if word.norm:
                joined = is_joined(text, last, at)
                tokens.append(Token(word.raw, at, at + len(word.raw), word.norm, word.capital, joined))
                near.append(vocabulary.behind(word) if joined else word.slot)
                last = after
            at = after
        joins = self._join(tokens, near)
        return Passage(text, tokens, near, breaks_of(text, tokens), shouting, joins)

    def _scan(self, text: str, window: _Window, shouting: bool, items: list[Found]) -> None:
        passage = self.passage(text, window.start, window.end, shouting)
        found: dict[int, int] = {}
        settled: dict[int, int] = {}
        index, entries = self.index, self.index.entries
        for position, token in enumerate(passage.tokens):
            start = token.start
            alone = window.alone.get(start)
            if alone is not None:
                self._family_names(passage, position, alone, items)
            wanted = window.wanted.get(start)
            if wanted is None or not passage.near[position].words or not may_be_name(token):
                continue
            words, letters = _around(passage, position)
            for number in self._in_order(wanted):
                # A name found is not looked for again from its other words, nor are the party's further names once
                # one stands there letter by letter.
                party = index.party_of(number)
                if start < found.get(number, 0) or start < settled.get(party, 0):
                    continue
                entry = entries[number]
                if not _worth_checking(entry, words, letters):
                    continue
                item = self._check(passage, position, entry)
                if item is not None:
                    found[number] = item.end
                    if item.exact and not entry.weak:
                        settled[party] = item.end
                    items.append(item)

    def _in_order(self, sets: list[frozenset[int]]) -> list[int]:
        """Return the names of some sets, the longest first. Kept, where it is one set, as the same come again."""
        if len(sets) > 1:
            return sorted(frozenset().union(*sets), key=self._longest_first)
        found = self._ordered.get(sets[0])
        if found is None:
            if len(self._ordered) >= _LONGEST_HELD:
                self._ordered.clear()
            found = self._ordered[sets[0]] = sorted(sets[0], key=self._longest_first)
        return found

    def _longest_first(self, number: int) -> tuple[int, int]:
        return -self.index.length_of(number), number

    def _join(self, tokens: list[Token], near: list[Slot]) -> set[int]:
        """Let two words stand for one that the list writes together ("Ship Management", "SHIPMANAGEMENT").

        Returns the places of the first words.
        """
        joins: set[int] = set()
        for position, (token, after) in enumerate(pairwise(tokens)):
            if token.capital is False or len(token.norm) + len(after.norm) < JOINED_LEAST or not after.norm.isalpha():
                continue
            joined = self.index.word_number(token.norm + after.norm)
            if joined is not None:
                near[position] = near[position].with_word(joined, _JOINED_COST)
                joins.add(position)
        return joins

    def _check(self, passage: Passage, position: int, entry: Entry) -> Found | None:
        """Look for the name's words around an anchor; of two ways of choosing them the likelier one counts."""
        best: Found | None = None
        for way in self._ways.around(passage, position, entry):
            item = self._weighed(passage, entry, way)
            if item is not None and (best is None or item.log_odds > best.log_odds):
                best = item
        return best

    def _weighed(self, passage: Passage, entry: Entry, way: Way) -> Found | None:
        """Weigh the words chosen for a name; None where nothing could raise them."""
        picks = way.picks
        group = entry.group
        weights = weights_of(group)
        if len(picks) < len(entry.ids) and weights[START] + way.worth + self._most_there(group) < _HOPELESS:
            return None
        first = picks[0][0]
        last = self._with_joined(passage, picks, picks[-1][0], entry)
        features = of_name(way.words, passage, entry, picks, last)
        total = weights[START] + log_odds(group, features)
        exact = _is_exact(entry, picks, features)
        if total < _HOPELESS and not exact:
            return None
        start = passage.tokens[with_article(passage, first, entry)].start
        if not entry.anatomy.person:
            first, last = with_forms(passage, first, last, entry)
            start = min(start, passage.tokens[first].start)
        end = with_closing(passage.text, start, passage.tokens[last].end)
        return _found(passage, entry, picks, group, (start, end, last - first + 1), exact, features, total)

    def _family_names(self, passage: Passage, position: int, numbers: frozenset[int], items: list[Found]) -> None:
        """Weigh a family name alone, where a role or a country beside it may point to one of its bearers."""
        token, slot = passage.tokens[position], passage.near[position]
        if not token.capital or passage.shouting:
            return
        edges: dict[bool, _Weighed] = {}
        begin = weights_of("lone")[START]
        around = range(max(0, position - _BESIDE), min(len(passage.tokens), position + _BESIDE + 1))
        beside = frozenset([passage.tokens[k].norm for k in around if k != position])
        place = (token.start, token.end, 1)
        for number in sorted(numbers):
            entry = self.index.entries[number]
            if entry.anatomy.script not in ALPHABETS_WITH_CAPITALS:
                continue
            similarity = slot.get(entry.ids[entry.family])
            if similarity < _SURNAME or (entry.anatomy.korean and similarity < 1.0):
                continue
            itself, worth = self._family_name_itself(entry, token.norm, similarity)
            if entry.norms.isdisjoint(beside):  # what stands beside is no word of the name: the same for all of these
                if entry.anatomy.korean not in edges:
                    edges[entry.anatomy.korean] = _weigh_alone(of_edges(passage, entry, position, position))
                there, against = edges[entry.anatomy.korean]
            else:
                there, against = _weigh_alone(of_edges(passage, entry, position, position))
            if begin + worth + against >= _HOPELESS:
                features = itself | there
                total = begin + log_odds("lone", features)
                picks = [(position, entry.family, similarity)]
                items.append(_found(passage, entry, picks, "lone", place, False, features, total))

    def _family_name_itself(self, entry: Entry, norm: str, similarity: float) -> _Weighed:
        """Return what a family name says by itself, and its worth; kept, as news repeats its names."""
        key = (entry.number, norm, similarity)
        found = self._alone.get(key)
        if found is None:
            if len(self._alone) >= _ALONE_HELD:
                self._alone.clear()
            found = self._alone[key] = _weigh_alone(of_family_name(entry, norm, similarity))
        return found

    def _with_joined(self, passage: Passage, picks: list[Pick], last: int, entry: Entry) -> int:
        """Let the span cover the second of two words that the list writes as one."""
        tokens = passage.tokens
        place, number, _ = max(picks)
        listed = self.index.spelling(entry.ids[number])
        follows = place + 1 < len(tokens) and listed == tokens[place].norm + tokens[place + 1].norm
        return place + 1 if follows and place == last else last


def _weigh_alone(features: Features) -> _Weighed:
    return features, log_odds("lone", features)


def _found(
    passage: Passage,
    entry: Entry,
    picks: list[Pick],
    group: str,
    place: tuple[int, int, int],
    exact: bool,
    features: dict[str, float],
    total: float,
) -> Found:
    tokens = passage.tokens
    start, end, count = place
    words = tuple([(tokens[p].norm, n, s) for p, n, s in picks])
    return Found(entry, group, start, end, count, exact, features, total, words)


def _is_exact(entry: Entry, picks: list[Pick], features: Features) -> bool:
    """Say whether a whole name stands there letter by letter: two words, one distinctive, or one with its form."""
    if len(picks) < len(entry.ids) or any(similarity < 1.0 for _, _, similarity in picks):
        return False
    if [n for _, n, _ in picks] != list(range(len(picks))) or "further name inside" in features:
        return False
    return (
        len(picks) > 1 or "legal form agrees" in features or len(entry.anatomy.words[entry.order[0]].norm) >= WHOLE_FROM
    )


def _around(passage: Passage, position: int) -> tuple[set[int], set[str]]:
    """Return the listed words, and the initials, that stand anywhere near a place in the same stretch."""
    near, tokens, breaks = passage.near, passage.tokens, passage.breaks
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
    if len(entry.bag) == 1 or entry.marked:
        return True
    if entry.anatomy.korean:
        return entry.bag <= words
    return len(entry.bag & words) > 1 or (bool(letters) and not entry.initials.isdisjoint(letters))


def _word_edge(text: str, at: int) -> int:
    """Move a place to a blank, so that no word is cut; not far, as some writings have none."""
    if at == 0:
        return 0
    for k in range(at, min(len(text), at + _EDGE)):
        if text[k].isspace():
            return k
    return at
