"""Where a name begins and ends in a text, beyond what the recogniser made of it."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property

from watchwire.designations.frames import frames
from watchwire.geography import countries
from watchwire.language import Analysis
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
            titled = word.text in frames().titles or words[number].text in frames().titles
            if word.text in frames().titles or before in places or (titled and word.text in _demonyms()):
                start = words[number].start
        if start > span.start and len(Span(start, span.end).of(self._text).split()) == 1:
            return span.start
        return start

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
