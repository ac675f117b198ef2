"""Which listed names stand in this text? One walk over its words.

Every word is looked up among the list's words (with its spellings). Where it is an anchor of a name, the
neighbourhood is checked for the name's other words. What is found is evidence that the model weighs (`evidence`,
`model`); the hard rules (`refusals`) say where no probability can speak; `judging` adds what the rest of the text says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from watchwire.model import Article, Match, Span
from watchwire.names.anatomy import Role
from watchwire.names.forms import form_at
from watchwire.names.tokens import HYPHENS, WORD, Token
from watchwire.screening.breaks import breaks_of
from watchwire.screening.entry import Entry, family_of
from watchwire.screening.evidence import Features, of_edges, of_family_name, of_name
from watchwire.screening.found import Found
from watchwire.screening.index import Index
from watchwire.screening.judging import judge, match_of
from watchwire.screening.keys import JOINED_LEAST
from watchwire.screening.model import START, log_odds, weights_of
from watchwire.screening.numbers import with_numbers
from watchwire.screening.passage import Passage, Pick
from watchwire.screening.picking import picks_around
from watchwire.screening.refusals import may_be_name, refusal
from watchwire.screening.signs import is_form, is_shouting
from watchwire.screening.spots import Spot, Spotter
from watchwire.screening.vocabulary import Slot
from watchwire.scripts import ALPHABETS_WITH_CAPITALS
from watchwire.sources.typography import view_of

_REACH = 12
_AROUND = 30
_A_WORD = 12
"""How many characters on either side of a candidate are read: some, and some more a word of the longest name."""
_EDGE = 40
_JOINED_COST = 0.97
_HOPELESS = -6.0
"""Log-odds of a name below which nothing that the text says besides could raise it."""
_SURNAME = 0.95
_ALONE_HELD = 1 << 16
_LONGEST_HELD = 1 << 12
_WORDS = re.compile(f"({WORD})")
_FORM_WORDS = 5
_DISTINCTIVE = 6
_GROUPS = {"person": "person", "organization": "body", "other": "body", "vessel": "craft", "aircraft": "craft"}


@dataclass
class _Window:
    """A stretch of text worth reading word by word: begin, end, and the names to check at each anchor's begin.

    `alone` are the people of whom a family name stands there beside a role or a country.
    """

    start: int
    end: int
    wanted: dict[int, set[int]]
    alone: dict[int, set[int]]


class Finder:
    """Finds listed names in running text. Holds the index and what it learnt about words; no state of a text."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.spotter = Spotter(index)
        self._alone: dict[tuple[int, str, float], Features] = {}
        self._longest: dict[frozenset[int], int] = {}

    def find(self, article: Article) -> list[Match]:
        """Return all possible matches in the article in order of place and score; those in site furniture say so."""
        view = view_of(article.text)
        found = self.found(view.text)
        matches = []
        for item in judge(view.text, found):
            span = Span(*view.span(item.start, item.end))
            item.in_furniture = bool(article.furniture) and article.in_furniture(span)
            subject = self.index.party(item.entry.subject).id
            matches.append(match_of(item, span, article.text, subject))
        return with_numbers(self.index, article, matches)

    def found(self, text: str) -> list[Found]:
        """Return every name that stands in a text in some way, with its evidence, before the text is weighed.

        The text is a view (`view_of`), and the places are the view's.
        """
        spots = self.spotter.spots(text)
        shouting: bool | None = None
        found: list[Found] = []
        for window in self._windows(text, spots):
            if shouting is None:
                shouting = is_shouting(text, len(spots))
            found.extend(self._scan(text, window, shouting))
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
            (last.alone if lone else last.wanted).setdefault(start, set()).update(numbers)
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
        look = self.spotter.vocabulary.look
        tokens: list[Token] = []
        near: list[Slot] = []
        parts = _WORDS.split(text[start:end])  # by turns what stands between, and a word
        at, last = start, -1
        for k in range(1, len(parts), 2):
            at += len(parts[k - 1])
            word = look(parts[k])
            after = at + len(parts[k])
            if word.norm:
                joined = at == last + 1 and text[last] in HYPHENS
                tokens.append(Token(word.raw, at, at + len(word.raw), word.norm, word.capital, joined))
                near.append(word.joined if joined else word.slot)
                last = after
            at = after
        self._join(tokens, near)
        return Passage(text, tokens, near, breaks_of(text, tokens), shouting)

    def _scan(self, text: str, window: _Window, shouting: bool) -> Iterator[Found]:
        passage = self.passage(text, window.start, window.end, shouting)
        found: dict[int, int] = {}
        settled: dict[int, int] = {}
        for position, token in enumerate(passage.tokens):
            for number in sorted(window.alone.get(token.start, ())):
                item = self._by_family_name(passage, position, self.index.entries[number])
                if item is not None:
                    yield item
            numbers = window.wanted.get(token.start)
            if not numbers or not passage.near[position].words or not may_be_name(token):
                continue
            words, letters = _around(passage, position)
            for number in sorted(numbers, key=self._longest_first):
                # A name found is not looked for again from its other words, nor are the party's further names once
                # one stands there letter by letter.
                party = int(self.index.arrays["entry_party"][number])
                if token.start < max(found.get(number, 0), settled.get(party, 0)):
                    continue
                entry = self.index.entries[number]
                if not _worth_checking(entry, words, letters):
                    continue
                item = self._check(passage, position, entry)
                if item is not None:
                    found[number] = item.end
                    if item.exact and not entry.weak:
                        settled[party] = item.end
                    yield item

    def _longest_first(self, number: int) -> tuple[int, int]:
        return -self.index.length_of(number), number

    def _join(self, tokens: list[Token], near: list[Slot]) -> None:
        """Let two words stand for one that the list writes together ("Ship Management", "SHIPMANAGEMENT")."""
        for position, (token, after) in enumerate(pairwise(tokens)):
            if token.capital is False or len(token.norm) + len(after.norm) < JOINED_LEAST or not after.norm.isalpha():
                continue
            joined = self.index.word_number(token.norm + after.norm)
            if joined is not None:
                near[position] = near[position].with_word(joined, _JOINED_COST)

    def _check(self, passage: Passage, position: int, entry: Entry) -> Found | None:
        """Look for the name's words around an anchor; of two ways of choosing them the likelier one counts."""
        best: Found | None = None
        for picks in picks_around(passage, position, entry):
            item = self._weighed(passage, entry, picks)
            if item is not None and (best is None or item.log_odds > best.log_odds):
                best = item
        return best

    def _weighed(self, passage: Passage, entry: Entry, picks: list[Pick]) -> Found | None:
        """Weigh the words chosen for a name; None where a rule refuses them or nothing could raise them."""
        if refusal(passage, entry, picks) is not None:
            return None
        first = picks[0][0]
        last = self._with_joined(passage, picks, picks[-1][0], entry)
        group = "syllabic" if entry.anatomy.korean else _GROUPS[entry.kind.value]
        features = of_name(passage, entry, picks, last)
        total = weights_of(group)[START] + log_odds(group, features)
        exact = _is_exact(entry, picks, "legal form agrees" in features)
        if total < _HOPELESS and not exact:
            return None
        start = passage.tokens[_with_article(passage, first, entry)].start
        if not entry.anatomy.person:
            first, last = _with_forms(passage, first, last)
            start = min(start, passage.tokens[first].start)
        end = passage.tokens[last].end
        return _found(passage, entry, picks, group, (start, end, last - first + 1), exact, features, total)

    def _by_family_name(self, passage: Passage, position: int, entry: Entry) -> Found | None:
        """Weigh a family name alone, where a role or a country beside it may point to its bearer."""
        token = passage.tokens[position]
        if not token.capital or passage.shouting or entry.anatomy.script not in ALPHABETS_WITH_CAPITALS:
            return None
        number = family_of(entry)
        similarity = passage.near[position].get(entry.ids[number])
        if similarity < _SURNAME or (entry.anatomy.korean and similarity < 1.0):
            return None
        features = self._family_name_itself(entry, token.norm, similarity)
        features = features | of_edges(passage, entry, position, position)
        total = weights_of("lone")[START] + log_odds("lone", features)
        if total < _HOPELESS:
            return None
        picks = [(position, number, similarity)]
        return _found(passage, entry, picks, "lone", (token.start, token.end, 1), False, features, total)

    def _family_name_itself(self, entry: Entry, norm: str, similarity: float) -> Features:
        """Return what a family name says by itself; kept, as news repeats its names."""
        key = (entry.number, norm, similarity)
        found = self._alone.get(key)
        if found is None:
            if len(self._alone) >= _ALONE_HELD:
                self._alone.clear()
            found = self._alone[key] = of_family_name(entry, norm, similarity)
        return found

    def _with_joined(self, passage: Passage, picks: list[Pick], last: int, entry: Entry) -> int:
        """Let the span cover the second of two words that the list writes as one."""
        tokens = passage.tokens
        place, number, _ = max(picks)
        listed = self.index.spelling(entry.ids[number])
        follows = place + 1 < len(tokens) and listed == tokens[place].norm + tokens[place + 1].norm
        return place + 1 if follows and place == last else last


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
    words = entry.anatomy.words
    taken = {entry.order[n] for _, n, _ in picks}
    spellings = tuple((passage.tokens[p].norm, words[entry.order[n]].norm, s) for p, n, s in picks if s < 1.0)
    missing = tuple(words[k].norm for k in entry.order if k not in taken)
    start, end, count = place
    return Found(entry, group, start, end, count, exact, features, total, spellings, missing)


def _is_exact(entry: Entry, picks: list[Pick], formed: bool) -> bool:
    """Say whether a whole name stands there letter by letter: two words, one distinctive, or one with its form."""
    if len(picks) < len(entry.ids) or any(similarity < 1.0 for _, _, similarity in picks):
        return False
    if [n for _, n, _ in picks] != list(range(len(picks))):
        return False
    return len(picks) > 1 or formed or len(entry.anatomy.words[entry.order[0]].norm) >= _DISTINCTIVE


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
    if len(entry.ids) == 1:
        return True
    if entry.anatomy.korean:
        return entry.bag <= words
    return len(entry.bag & words) > 1 or (bool(letters) and not entry.initials.isdisjoint(letters))


def _with_article(passage: Passage, first: int, entry: Entry) -> int:
    """Let the span cover the particle that the listed name begins with ("al-Qaida")."""
    words, tokens = entry.anatomy.words, passage.tokens
    leads = words[0].role is Role.PARTICLE and words[0].norm != "the"
    if leads and first and tokens[first - 1].norm == words[0].norm:
        gap = passage.text[tokens[first - 1].end : tokens[first].start]
        if gap in {"-", " ", "‐", "‑"}:
            return first - 1
    return first


def _with_forms(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """Let the span of a body's name cover the legal forms that stand directly around it."""
    tokens, text = passage.tokens, passage.text

    def capital(place: int) -> bool:
        return 0 <= place < len(tokens) and bool(tokens[place].capital)

    def form(place: int) -> bool:
        return capital(place) and is_form(tokens[place].norm)

    while form(last + 1) and len(text[tokens[last].end : tokens[last + 1].start].strip(" .,")) == 0:
        # "Group of Companies" is one form.
        of = last + 2 < len(tokens) and tokens[last + 2].norm == "of" and form(last + 3)
        last += 3 if of else 1
    while (length := _form_before(passage, first)) and capital(first - length):
        first -= length
    return first, last


def _form_before(passage: Passage, first: int) -> int:
    """Return how many words the legal form directly before a name has ("Limited Liability Company"), or 0."""
    tokens, text = passage.tokens, passage.text
    if not first or text[tokens[first - 1].end : tokens[first].start].strip(" .") != "":
        return 0
    for length in range(min(_FORM_WORDS, first), 0, -1):
        norms = [token.norm for token in tokens[first - length : first]]
        found = form_at(norms, 0)
        if (found is not None and found[0] == length) or (length == 1 and is_form(norms[0])):
            return length
    return 0


def _word_edge(text: str, at: int) -> int:
    """Move a place to a blank, so that no word is cut; not far, as some writings have none."""
    if at == 0:
        return 0
    for k in range(at, min(len(text), at + _EDGE)):
        if text[k].isspace():
            return k
    return at
