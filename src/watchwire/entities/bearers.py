"""Whom a family name alone stands for.

The nearest before who bears it, as a rule. Where a text names several who do, it is the one whom the text calls by it:
who was first named in full, or has been called so since. The others are called by their full names, unless one of them
is what the sentence before is about. “Mr” and “Mrs” tell a man from a woman.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from typing import NamedTuple

from watchwire.entities.given_names import sex_of_given_name
from watchwire.entities.group import Group, bare, families
from watchwire.entities.mention import Mention
from watchwire.entities.people import people_words
from watchwire.language import Analysis
from watchwire.model import Span
from watchwire.names.similarity import token_similarity

_ALIKE = 0.9
_SETTLED = 2
"""How often somebody is called by the family name until it is his."""
_NEAR, _FAR = 1, 4
"""How many sentences back it counts that another was the subject, where somebody has the name by now and where not."""
_TITLE = 8


class Alike:
    """The words met so far, and which of them are like a given one. Each pair is compared once."""

    def __init__(self) -> None:
        self._words: dict[str, None] = {}
        self._order: list[str] = []
        self._found: dict[str, tuple[int, list[str]]] = {}

    def add(self, word: str) -> None:
        """Note a word."""
        if word not in self._words:
            self._words[word] = None
            self._order.append(word)

    def like(self, word: str) -> list[str]:
        """Return the words met so far that may be this one."""
        checked, alike = self._found.get(word, (0, []))
        alike = alike + [other for other in self._order[checked:] if token_similarity(word, other) >= _ALIKE]
        self._found[word] = len(self._order), alike
        return alike


class _Place(NamedTuple):
    """Where somebody is named, and whether in full."""

    start: int
    order: int
    group: Group
    full: bool
    end: int


class Bearers:
    """Where people are named, by their family names and other names: whom a short form stands for."""

    def __init__(self, groups: list[Group], analysis: Analysis) -> None:
        self._analysis = analysis
        self._keys: dict[int, list[tuple[str, str]]] = {}
        self._places: dict[tuple[str, str], list[_Place]] = defaultdict(list)
        self._families = Alike()
        for group in groups:
            for mention in group.mentions:
                self.note(group, mention)

    def note(self, group: Group, mention: Mention) -> None:
        """Note that somebody is named in a place."""
        if id(group) not in self._keys:
            own = families(group)
            words = dict.fromkeys(group.words)
            self._keys[id(group)] = [
                *(("family", word) for word in own),
                *(("name" if len(group.words) > 1 else "alone", word) for word in words),
            ]
            for word in own:
                self._families.add(word)
        full = len(bare(mention.words)) > 1
        for key in self._keys[id(group)]:
            place = _Place(mention.span.start, len(self._places[key]), group, full, mention.span.end)
            insort(self._places[key], place, key=lambda place: place[:2])

    def home_of(self, mention: Mention) -> Group | None:
        """Return the person before (else after) whose family name, or else other name, this is."""
        word = bare(mention.words)[-1]
        if self._is_regnal(mention):
            return self._of_given_name(word, mention.span)
        like = self._families.like(word)
        # Who is called just so is meant before who is called about so (“Chung” is no “Sung”).
        borne = [word] if word in like else like
        for keys in ([("family", other) for other in borne], [("name", word)], [("alone", word)]):
            home = self._nearest(keys, mention.span)
            if home is not None:
                return home
        return None

    def _is_regnal(self, mention: Mention) -> bool:
        """Say whether a title stands before a name that only given names follow: “King Hussein”."""
        words = self._analysis.article.text[max(0, mention.span.start - _TITLE) : mention.span.end].split()
        return len(words) > 1 and words[-2].lower() in people_words().regnal

    def _of_given_name(self, word: str, span: Span) -> Group | None:
        """Return the person before (else after) whose first name this is."""
        held = [place for kind in ("name", "alone") for place in self._places.get((kind, word), ())]
        first = sorted((place.start > span.start, abs(place.start - span.start), place.order, place) for place in held
                       if bare(place.group.words)[0] == word)  # fmt: skip
        return first[0][-1].group if first else None

    def of_family(self, word: str, span: Span) -> Group | None:
        """Return the person before (else after) of exactly this family name."""
        return self._nearest([("family", word)], span)

    def _nearest(self, keys: list[tuple[str, str]], span: Span) -> Group | None:
        before: list[_Place] = []
        after: _Place | None = None
        for places in (self._places[key] for key in keys if key in self._places):
            at = bisect_left(places, span.start, key=lambda place: place.start)
            before.extend(places[:at])
            if after is None or places[0].start < after.start:
                after = places[0]
        if not before:
            return after.group if after is not None else None
        before.sort()
        if all(place.group is before[-1].group for place in before):
            return before[-1].group
        return self._meant(before, span)

    def _meant(self, before: list[_Place], span: Span) -> Group:
        """Return who of several bearers is meant by a family name alone."""
        text = self._analysis.article.text
        if sex := _sex_of_title(text[max(0, span.start - _TITLE) : span.end]):
            before = [place for place in before if _sex_of(place.group) in {sex, None}] or before
        latest = before[-1]
        if not latest.full:
            return latest.group
        owner, times = _owner(before)
        back = _NEAR if times else _FAR
        if owner is latest.group or times >= _SETTLED or not self._is_topic(latest, span, back):
            return owner
        return latest.group

    def _is_topic(self, place: _Place, span: Span, back: int) -> bool:
        """Say whether somebody named in full is the subject of this sentence or of one of those before."""
        word = self._analysis.word_at(place.end - 1)
        here = self._analysis.sentence_at(span.start)
        if word is None or here is None or word.dep not in {"nsubj", "nsubjpass"}:
            return False
        return len([s for s in self._analysis.sentences if place.end <= s.span.start <= here.span.start]) <= back


def _owner(before: list[_Place]) -> tuple[Group, int]:
    """Return whom a text calls by the family name so far, and how often; who was named first, where it calls nobody."""
    counts: dict[int, int] = defaultdict(int)
    groups = {id(place.group): place.group for place in before}
    for place in before:
        counts[id(place.group)] += not place.full
    best = max(groups, key=lambda key: counts[key])  # the first of several
    return groups[best], counts[best]


def _sex_of_title(words: str) -> str | None:
    """Return what a title before a name says of its bearer: `m`, `f`, or None."""
    known = people_words()
    said = {word.strip(",.") for word in words.lower().split()}
    return "m" if said & known.men_titles else "f" if said & known.women_titles else None


def _sex_of(group: Group) -> str | None:
    known = people_words()
    said = {word for mention in group.mentions for word in mention.words}
    if said & known.men_titles:
        return "m"
    if said & known.women_titles:
        return "f"
    words = bare(group.words)
    return sex_of_given_name(words[0]) if len(words) > 1 else None
