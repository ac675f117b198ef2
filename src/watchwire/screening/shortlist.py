"""Which listed names are worth weighing against one that is asked: those that share enough with it.

Most names that share a word share no more. They are dropped by their outline (which words, how many of them name), so
that their records are never read; of the others the words' likeness tells what they can be at most (`names.bounds`).
"""

from typing import Final

from watchwire.model import PartyKind
from watchwire.names.additive import log_odds_of
from watchwire.names.anatomy import Anatomy
from watchwire.names.compare import most_that_it_can_be, one_word_bound
from watchwire.names.forms import are_other_forms
from watchwire.names.pair_evidence import nearly_the_same
from watchwire.screening.asked import BEGIN, JOINS, Side, fitting, says_number
from watchwire.screening.beside import MOST, Beside
from watchwire.screening.entry import Entry
from watchwire.screening.index import Index
from watchwire.screening.outline import NAMES, NUMBER, SHORT, Outline
from watchwire.screening.sharing import sharing

_CANDIDATES: Final = 400
_PARTNERS: Final = 2
_OTHER: Final = PartyKind.OTHER
_PERSON: Final = PartyKind.PERSON
"""By themselves, as a member of an enumeration is looked up by its name each time."""
_INITIAL: Final = 0.75
_SHORT_ALIKE: Final = 0.96
_APART_MOST: Final = 0.5
"""How much log-odds words may add that are written apart, where the bound does not see it."""
_ONE_WORD: Final = 0.1
"""What a person's name hardly reaches of which only one word agrees."""
_MIXED_ALIKE: Final = 0.85
_TELLS: Final = 0.85
"""What words asked weigh at least that two names of one party must have between them, neither being worth weighing."""


class Shortlist:
    """The names worth weighing for one query."""

    def __init__(
        self,
        index: Index,
        anatomies: dict[PartyKind, Anatomy],
        kind: PartyKind | None,
        beside: Beside,
        least: float,
    ) -> None:
        self.index = index
        self.kind = kind
        self.beside = beside
        self._anatomies = anatomies
        self._first = Side(index, next(iter(anatomies.values())), None)
        self._sides: dict[bool, Side] = {}
        self._everything = len(self._first.content) < _PARTNERS or least < _ONE_WORD
        self._lowest = (log_odds_of(least) if least else 0.0) - _APART_MOST
        self._initials = any(self._first.initials)
        self._joint: frozenset[int] = frozenset()
        self._dropped: dict[object, int] = {}
        self._mixed: set[int] = set()
        self._telling = sum(1 << k for k, word in enumerate(self._first.content) if word.weight >= _TELLS)
        self._one_word = one_word_bound()

    def names(self, without: frozenset[int]) -> list[Entry]:
        """Return names that share words with the query, those that share the most first."""
        counts = sharing(self.index, self._first)
        self._joint = self._first.like.joint
        numbers = list(counts)
        if len(numbers) > _CANDIDATES:
            numbers = sorted(numbers, key=lambda number: -counts[number])[:_CANDIDATES]
        asked = [number for number in numbers if number not in without] if without else numbers
        worth = [number for number in asked if self._is_worth(number)]
        if self._mixed:
            held = frozenset(worth)
            worth.extend([number for number in asked if number not in held and self._is_mixed(number)])
        worth.sort(key=lambda number: -counts[number])
        return [self.index.entries[number] for number in worth]

    def _is_mixed(self, number: int) -> bool:
        """Say whether a name of such a party has a word asked, or one hardly spelt otherwise."""
        outline = self.index.outline(number)
        if outline.party not in self._mixed:
            return False
        return any(like.get(word, 0.0) >= _MIXED_ALIKE for like in self._first.like.words for word in outline.words)

    def _note(self, outline: Outline, bits: int) -> None:
        """Keep in mind which words asked the dropped names of a party have: with others of its names they are more."""
        held = self._dropped.get(outline.bearing)
        if held is None:
            self._dropped[outline.bearing] = bits
        elif held | bits != held:
            self._dropped[outline.bearing] = held | bits
            self._mixed.add(outline.party)

    def _is_worth(self, number: int) -> bool:
        outline = self.index.outline(number)
        if not _kinds_agree(self.kind, outline.kind):
            return False
        if self._everything or (self._joint and number in self._joint and self._agrees_beside(outline)):
            return True
        if outline.person or self.kind is _PERSON:
            return self._has_partners(number, outline) and self._hopeful(number)
        if not outline.described:
            self.index.describe(number, outline)
        verdict = self._lone_agreement(self._side(False), outline)
        return self._hopeful(number) if verdict is None else verdict

    def _agrees_beside(self, outline: Outline) -> bool:
        """Say whether words agree beside those that are written apart on one side, or these are the whole name."""
        marks = self._first.like.marks
        few = len(outline.words) <= _PARTNERS or len(self._first.content) <= 1
        return few or any(marks.get(word, 0) for word in outline.words)

    def _side(self, person: bool) -> Side:
        """Return the query taken apart for persons, or for bodies."""
        found = self._sides.get(person)
        if found is None:
            anatomy = fitting(self._anatomies, person)
            first = self._first
            found = first if anatomy is first.anatomy else Side(self.index, anatomy, first)
            found.bound()
            self._sides[person] = found
        return found

    def _has_partners(self, number: int, outline: Outline) -> bool:
        """Say whether a name can score above what one agreeing word gives: two of its words must have partners."""
        side = self._first
        marks = side.like.marks
        bits = partners = 0
        for word in outline.words:
            found = marks.get(word, 0)
            if found:
                bits |= found
                partners += 1
        if bits & JOINS:
            words = set(outline.words)
            if not side.like.joined.isdisjoint(words) or any(words.issuperset(parts) for parts in side.like.apart):
                return True
            partners = sum([side.like.marks.get(word, 0) > JOINS for word in outline.words])
        bits >>= 1
        if self._initials:
            letters = self.index.letters_of(number)
            for k, bit in enumerate(side.initials):
                if bit & letters and not bits >> k & 1:
                    bits |= 1 << k
                    partners += 1
        if partners >= _PARTNERS and bits & (bits - 1) != 0:
            return True
        bits &= self._telling
        if bits:
            self._note(outline, bits)
        return False

    def _lone_agreement(self, side: Side, outline: Outline) -> bool | None:
        """Say whether a body's name is worth weighing that shares one word; None if it has to be read."""
        if side.anatomy.person or side.says_number or len(side.content) < _PARTNERS:
            return None
        marks = side.like.marks
        of_words = outline.marks
        bits = agree = left = numbers = begin = agreeing_begins = 0
        agreeing: object = None
        for j, word in enumerate(outline.words):
            found = marks.get(word, 0)
            mark = of_words[j]
            if found:
                bits |= found
                agree += 1
                agreeing = word
                agreeing_begins = mark
            else:
                left += mark & NAMES
                numbers += mark & NUMBER
                begin |= mark
        if agree == 0:
            may = begin & side.all_shorts or self._one_word.nothing >= self._lowest - MOST
            return None if may else False
        if agree > 1 or bits & (bits - 1) or bits & JOINS:
            return None
        place = bits.bit_length() - 2
        if begin & side.all_shorts or agreeing_begins & side.shorts[place]:
            return None
        if side.whole == outline.whole:
            return True
        if not (side.heavy.isdisjoint(outline.light) and side.light.isdisjoint(outline.norms)):
            return None  # a word that counts on one side only has a partner all the same
        verdict = self._of_one_word(side, outline, place, agreeing, left, numbers // NUMBER)
        if verdict is False and bits >> 1 & self._telling:
            self._note(outline, bits >> 1 & self._telling)
        return verdict

    def _of_one_word(
        self, side: Side, outline: Outline, place: int, agreeing: object, left: int, numbers: int
    ) -> bool | None:
        """Say the same, where a listed word and the query's at a place agree, of the `left` names and the numbers."""
        likeness = side.like.words[place].get(agreeing, 0.0)
        if not likeness:
            return None
        bound = self._one_word
        left = min(left, len(side.lefts[place]))
        most = bound.agreement(side.weights[place], likeness, side.anatomy.script != outline.script)
        most += bound.others(left)
        if side.forms and outline.forms:
            if not side.forms.isdisjoint(outline.forms):
                most += bound.forms
            elif are_other_forms(side.forms, outline.forms):
                most += bound.other_form
        against = 0.0 if outline.joins else bound.against(likeness, numbers, len(outline.words) == 1)
        if self._may_reach(most + against, place if left else -1, outline, agreeing):
            return True
        if against and most + bound.near >= self._lowest - MOST and _begin_alike(side, place, outline, agreeing):
            return None  # words that begin alike may be spellings of one that no key brings together
        return False

    def _may_reach(self, most: float, place: int, outline: Outline, agreeing: object) -> bool:
        """Say whether a name may score enough of which one word agrees, by what else is known and the other words.

        Args:
            most: what it reaches but for a word that is nearly the same.
            place: where the query's word stands that agrees; -1 if no word has another in its place.
            outline: the listed name.
            agreeing: its word that agrees.

        """
        with_near = most + self._one_word.near if place >= 0 else most
        needed = self._lowest
        if self.beside.known and with_near >= needed - MOST:
            if outline.bearer is None:
                outline.bearer = self.index.bearer(outline.party)
            needed -= max(0.0, self.beside.weight(outline.bearer))
        if most >= needed:
            return True
        if place < 0 or with_near < needed:
            return False
        theirs = [
            outline.norms[j]
            for j, word in enumerate(outline.words)
            if word is not agreeing and outline.marks[j] & NAMES
        ]
        return nearly_the_same(self._side(False).lefts[place], theirs)

    def _hopeful(self, number: int) -> bool:
        """Say whether a name may score enough, by what its words are known to be like."""
        entry = self.index.entries[number]
        side = self._side(entry.anatomy.person)
        if not side.like.joined.isdisjoint(entry.bag) or any(entry.bag.issuperset(parts) for parts in side.like.apart):
            return True
        if side.says_number and says_number(entry.anatomy):
            return True  # numbers in words and in digits meet only when compared
        likeness = _likeness(side.anatomy.person, entry, side)
        names = (side.anatomy, entry.anatomy)
        lowest = self._lowest - (MOST if self.beside.known else 0.0)
        most = most_that_it_can_be(names, (side.content, entry.content), likeness, lowest)
        if most >= self._lowest:
            return True
        if most < lowest:
            return False
        return most >= self._lowest - max(0.0, self.beside.weight(self.index.bearer(entry.party_number)))


def _begin_alike(side: Side, place: int, outline: Outline, agreeing: object) -> bool:
    """Say whether a word of a listed name, other than the one that agrees, begins as another of the query's does."""
    begins = side.begins[place]
    return any(word is not agreeing and outline.norms[j][:BEGIN] in begins for j, word in enumerate(outline.words))


def _likeness(person: bool, entry: Entry, side: Side) -> tuple[list[float], list[float]]:
    """Return how alike each word of a query, and each of a listed name, is to the likest of the other side."""
    ours = [0.0] * len(side.like.words)
    theirs = [0.0] * len(entry.ids)
    for j, number in enumerate(entry.ids):
        best = 0.0
        bits = side.like.alike.get(number, 0)
        for i in range(len(ours)) if bits else ():
            likeness = side.like.words[i].get(number, 0.0) if bits >> i & 1 else 0.0
            ours[i] = max(ours[i], likeness)
            best = max(best, likeness)
        for i in side.like.beginning.get(entry.firsts[j], ()):
            if number in side.like.words[i]:
                continue
            if person and (side.initials[i] or entry.is_initial(j)):
                likeness = _INITIAL
            elif side.like.short[i] and len(entry.content[j].norm) <= SHORT:
                likeness = _SHORT_ALIKE
            else:
                continue
            ours[i] = max(ours[i], likeness)
            best = max(best, likeness)
        theirs[j] = best
    return ours, theirs


def _kinds_agree(asked: PartyKind | None, listed: PartyKind) -> bool:
    return asked is None or asked is listed or asked is _OTHER or listed is _OTHER
