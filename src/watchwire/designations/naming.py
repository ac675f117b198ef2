"""Where a name begins and ends in a text, beyond what the recogniser made of it."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property

from watchwire.designations.frames import frames
from watchwire.geography import countries
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.model import Entity, EntityKind, Span

PLACES = frozenset({EntityKind.PLACE, EntityKind.GOVERNMENT})
# Small words inside names of several writings; a name is not cut at them.
INSIDE = frozenset(
    {"de", "da", "do", "del", "al", "el", "wal", "ul", "bin", "ibn", "bint", "van", "von", "ag", "ould", "&", "-"}
    | {"’", "'", "“", "”"}
)


@cache
def _country_names() -> frozenset[str]:
    return frozenset(country.name for country in countries().values())


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(name for country in countries().values() for name in country.demonyms)


def is_demonym(word: str) -> bool:
    """Say whether a word in capitals only says where somebody is from ("Russian")."""
    return word in _demonyms()


def folded(name: str) -> str:
    """Return a name in the form in which two writings of it are the same: small letters, no article or brackets."""
    return " ".join(re.findall(r"[^\W_]+", name.lower().removeprefix("the ")))


@dataclass(frozen=True)
class Naming:
    """Finds whole names around words of one article."""

    analysis: Analysis
    entities: tuple[Entity, ...]

    @cached_property
    def mentions(self) -> list[tuple[Span, Entity]]:
        """The mentions of the article, pronouns among them, in order, and whose they are."""
        found = [(span, entity) for entity in self.entities for span in (*entity.mentions, *entity.pronouns)]
        return sorted(found, key=lambda pair: pair[0])

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span, _ in self.mentions]

    @property
    def _text(self) -> str:
        return self.analysis.article.text

    def entity_at(self, offset: int) -> tuple[Span, Entity] | None:
        """Return the mention, and whose it is, that covers a place in the text."""
        at = bisect_left(self._starts, offset + 1)
        for span, entity in self.mentions[max(0, at - 4) : at][::-1]:
            if span.start <= offset < span.end:
                return span, entity
        return None

    def is_in_place(self, span: Span) -> bool:
        """Say whether words are part of a place's name ("the Middle East and *North Africa*")."""
        return any(span.overlaps(place) and entity.kind in PLACES for place, entity in self.mentions)

    def is_no_name(self, span: Span) -> bool:
        """Say whether words in capitals are titles or legal forms only."""
        parts = span.of(self._text).split()
        office = len(parts) > 1 and parts[-1] in frames().titles - frames().legal_forms - {"Entity"}
        if office or " ".join(parts) in _country_names():
            return True
        return all(part in frames().titles for part in parts) or all(part in frames().legal_forms for part in parts)

    def whole(self, span: Span) -> Span:
        """Return a mention with what the recogniser cut off: the name's words after it, and before a particle."""
        words = self.analysis.words_in(span)
        if not words:
            return span
        while len(words) > 1 and words[-1].pos in {"CCONJ", "ADP", "DET"}:
            words = words[:-1]
        span = Span(span.start, max(span.start + 1, words[-1].end))
        run = self.run(words[0].number)
        return Span(self._start(run, span), max(span.end, run.end))

    def _start(self, run: Span, span: Span) -> int:
        """Return where a name begins whose mention was cut short, or has a title or a country before it."""
        words = list(self.analysis.words_in(Span(min(run.start, span.start), span.end)))
        places = {entity.name for entity in self.entities if entity.kind in PLACES} | _country_names()
        start = words[0].start
        for number, word in enumerate(words[:-1], 1):
            before = Span(words[0].start, word.end).of(self._text)
            title = self._is_title(word, words[number])
            titled = title or words[number].text in frames().titles
            if (
                title
                or (before in places and self._goes_without(word, words[number:]))
                or (titled and word.text in _demonyms())
            ):
                start = words[number].start
        if start > span.start and len(Span(start, span.end).of(self._text).split()) == 1:
            return span.start
        return start

    def _is_title(self, word: Word, after: Word) -> bool:
        """Say whether a word before a name is a title: “First” before another only (no “*First* Omsk Bank”)."""
        return word.text in frames().titles and (word.text not in frames().half_titles or after.text in frames().titles)

    def _goes_without(self, land: Word, rest: list[Word]) -> bool:
        """Say whether a name says who is meant without where it is from (no “*Norwegian* Military Academy”)."""
        return land.text not in _demonyms() or any(not noun_class(word.lemma.lower()) for word in rest)

    def of_firm(self, span: Span) -> Span:
        """Return the name of a firm that goes on behind that of its partner (“Anton Belov *and Partners*”)."""
        match = frames().firm_tail.match(self._text, span.end)
        return Span(span.start, match.end()) if match else span

    def owned(self, span: Span) -> Span:
        """Return a name of common nouns alone with whose it is, and where (“*Norway’s* Training Center *in Oslo*”)."""
        words = self.analysis.words_in(span)
        if not words or any(noun_class(word.text.lower()) is None for word in words):
            return span
        inside = {word.number for word in words}
        head = next((word for word in words if word.head not in inside), words[-1])
        before = [c for c in self.analysis.children(head.number) if c.number < words[0].number]
        owners = [c for c in before if c.dep == "poss" or (c.dep == "amod" and c.text in _demonyms())]
        places = [
            c
            for c in self.analysis.children(head.number)
            if c.dep == "prep" and c.lemma == "in" and c.start == span.end + 1 and self._is_of_place(c)
        ]
        first = min([words[0].number, *(self.analysis.subtree(c.number)[0] for c in owners)])
        last = max([words[-1].number + 1, *(self.analysis.subtree(c.number)[1] for c in places)])
        whole = self.analysis.span(first, last)
        while whole.of(self._text).lower().startswith(("the ", "its ", "their ", "his ", "her ")):
            whole = Span(self.analysis.words[first + 1].start, whole.end)
            first += 1
        return whole

    def _is_of_place(self, preposition: Word) -> bool:
        below = [c for c in self.analysis.children(preposition.number) if c.dep == "pobj"]
        held = self.entity_at(below[0].start) if below else None
        first, last = self.analysis.subtree(preposition.number)
        return held is not None and held[1].kind in PLACES and held[0].end >= self.analysis.span(first, last).end

    def run(self, number: int) -> Span:
        """Return the words of a name around one of them, with the particles between."""
        first = last = number
        while (before := self._step(first, -1)) is not None:
            first = before
        first = self._beyond_forms(first, last)
        while (after := self._step(last, 1)) is not None:
            last = after
        return self.analysis.span(first, last + 1)

    def _beyond_forms(self, first: int, last: int) -> int:
        """Return where a name begins of which only the legal form was seen: "Golden Warrior Shipping, Co. Ltd."."""
        words = self.analysis.words
        if any(words[number].text not in frames().legal_forms for number in range(first, last + 1)):
            return first
        at = first - 1
        if at > 0 and (words[at].text == "," or words[at].text.islower()) and words[at - 1].pos == "PROPN":
            at -= 1
            while (before := self._step(at, -1)) is not None:
                at = before
            return at
        return first

    def _step(self, number: int, way: int) -> int | None:
        """Return the next word of a name in a direction, beyond particles; None where the name ends."""
        words = self.analysis.words
        at = number + way
        while 0 <= at < len(words) and self._touch(at, at - way):
            if words[at].pos == "PROPN" and words[at].text[:1].isalnum():
                return at
            if words[at].text.lower() not in INSIDE:
                return None
            at += way
        return None

    def _touch(self, one: int, other: int) -> bool:
        first, second = sorted((one, other))
        return self.analysis.words[second].start - self.analysis.words[first].end <= 1
