"""Who the targets of a report are: names that hang on its object, lists in its sentence, paragraphs that follow."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from watchwire.designations.frames import frames
from watchwire.designations.reports import Report
from watchwire.geography import countries
from watchwire.language import Analysis, Sentence, Word
from watchwire.language.relative import is_governed_apart
from watchwire.model import Entity, EntityKind, Span

_PLACES = frozenset({EntityKind.PLACE, EntityKind.GOVERNMENT})
# Small words inside names of several writings; a name is not cut at them.
_INSIDE = frozenset(
    {"de", "da", "do", "del", "al", "el", "wal", "ul", "bin", "ibn", "bint", "van", "von", "ag", "ould", "&", "-"}
    | {"’", "'", "“", "”"}
)
_GROUP_LONGEST = 140
_DETAIL_LONGEST = 280
_NAME = re.compile(r"\s*(?:[•*·–-]\s*|\d+[.)]\s*|[“\"‘(])*(?:(?:and|the|The|her|his|its|their)\s+)*(?=[A-ZÀ-ÞА-Я0-9])")
_AFTER_NAME = re.compile(r"[”\"’)]*(?:\s*\([^)]{1,80}\))*\s*(?:[,(:;.–—-]|\b(?:is|was|are|has|serves|and)\b|$)")
_DETAIL = re.compile(
    r"\)?,\s+(?P<words>(?:an?|the|who|former|deputy|head|chief|leader|owner|[A-Z][a-z]+n-based)\b[^;.:\n]{3,160}?)"
    r"(?=[;.:\n]|,? pursuant|, and [A-Z]|, [A-Z]|,? for (?:being|h)|,? because|,? under [EA]"
    r"|, (?:is|are|was|were|ha[sd]|have)\b)"
)
_BRACKET = re.compile(r"[”\"]?\s*\([“\"]?")
"""What stands between a name and its short form, which is no target of its own."""
_JOINED = re.compile(r",?\s*(?:and\s+)?")
_JOINED_ON = re.compile(
    r"(?:,?\s+as\s+well\s+as\s+(?:(?:[A-Z]\w+\s+)?(?:[a-z]+\s+){0,3})?|,?\s+and\s+|,\s+)(?=[^\W\d_])"
)
_LIST_GOES_ON = re.compile(r"\s*(?:[,;.(]|and\b|as well as\b|for\b|under\b|pursuant\b|$)")
_DOES = frozenset({"nsubj", "nsubjpass"})
_OWNS = re.compile(r"['’]s?\b")
_BLANKS = re.compile(r"\n\s*\n")
_PARAGRAPHS = 80
"""How many following paragraphs may name targets."""


@cache
def _country_names() -> frozenset[str]:
    return frozenset(country.name for country in countries().values())


@dataclass(frozen=True, slots=True)
class Found:
    """A target in the text; `entity` is who it is among the article's."""

    span: Span
    named: bool
    entity: Entity | None = None
    detail: Span | None = None


@dataclass(frozen=True)
class Finder:
    """Finds the targets of reports in one article. `closed` are stretches in which no target stands (citations)."""

    analysis: Analysis
    entities: tuple[Entity, ...]
    closed: tuple[Span, ...] = ()

    @cached_property
    def _mentions(self) -> list[tuple[Span, Entity]]:
        found = [(span, entity) for entity in self.entities for span in (*entity.mentions, *entity.pronouns)]
        return sorted(found, key=lambda pair: pair[0])

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span, _ in self._mentions]

    @property
    def _text(self) -> str:
        return self.analysis.article.text

    def targets(self, report: Report) -> list[Found]:
        """Return the targets of a report in the order of the text, each once: those named, else those described."""
        sentence = self.analysis.sentence_at(report.verb.start)
        if sentence is None:
            return []
        named, described = self._hanging(report)
        inline = list(self._inline(report, sentence, named))
        colon = ": " in Span(report.verb.end, sentence.span.end).of(self._text)
        if len(inline) > len(named) or (inline and colon):
            named = inline
        elif not named:
            named = list(self._following(sentence))
        elif not inline:
            named = [*named, *self._joined_on(named, sentence)]
        found: dict[Span, Found] = {}
        for item in sorted(named or described, key=lambda item: item.span):
            bracketed = any(_BRACKET.fullmatch(self._text, span.end, item.span.start) for span in found)
            if frames().not_targets.search(item.span.of(self._text)):
                continue
            if not bracketed and not any(item.span.overlaps(span) for span in (*found, *self.closed)):
                found[item.span] = item
        return list(found.values())

    def _joined_on(self, named: list[Found], sentence: Sentence) -> Iterator[Found]:
        """Yield the names that the words join to the last target where the parser took the list for something else.

        Its first words may be the verb of another clause ("and *Sit* Taing Aung"); a name that does something is none.
        """
        last = max(named, key=lambda item: item.span)
        while last.entity is not None:
            joined = _JOINED_ON.match(self._text, last.span.end, sentence.span.end)
            if joined is None:
                return
            held = self.entity_at(joined.end())
            if held is None or held[0].start != joined.end() or held[1].kind is not last.entity.kind:
                return
            inside = {word.number: word for word in self.analysis.words_in(held[0])}
            does = any(word.dep in _DOES and word.head not in inside for word in inside.values())
            if does or not _LIST_GOES_ON.match(self._text, held[0].end):
                return
            last = Found(held[0], True, held[1])
            if not any(item.span.overlaps(last.span) for item in named):
                yield last

    def entity_at(self, offset: int) -> tuple[Span, Entity] | None:
        """Return the mention, and whose it is, that covers a place in the text."""
        at = bisect_left(self._starts, offset + 1)
        for span, entity in self._mentions[max(0, at - 4) : at][::-1]:
            if span.start <= offset < span.end:
                return span, entity
        return None

    def _hanging(self, report: Report) -> tuple[list[Found], list[Found]]:
        """Follow conjuncts and appositions from the object: names are targets, and so are groups that stay nameless."""
        named: list[Found] = []
        described: list[Found] = []
        seen: set[int] = set()
        stack = [(head, False) for head in reversed(report.heads)]
        while stack:
            word, explained = stack.pop()
            if word.number in seen:
                continue
            seen.add(word.number)
            apart = is_governed_apart(self.analysis, word)  # “for acting on behalf of, directly or not, *the Front*”
            found = None if apart else self._named(word)
            if found is not None:
                named.append(found)
            elif not apart and word.pos == "NOUN" and word.lemma.lower() in frames().nouns:
                for group in self._groups(word, explained):
                    (named if group.named else described).append(group)
            stack.extend(
                (child, child.dep == "appos")
                for child in reversed(self.analysis.children(word.number))
                if child.dep == "conj"
                or (child.dep == "appos" and not apart and (found is None or self._goes_on(found, child)))
                or self._is_joined(child)
            )
        return named, described

    def _goes_on(self, found: Found, word: Word) -> bool:
        """Say whether an apposition to a name is the next name of a list, and not what the first one is."""
        held = self.entity_at(word.start)
        if held is None or found.entity is None or held[1] is found.entity:
            return False
        first, _ = self.analysis.subtree(word.number)
        return held[1].kind is found.entity.kind and self.analysis.words[first].start == held[0].start

    def _is_joined(self, word: Word) -> bool:
        """Say whether a name hangs as a modifier on the next one of a list (“*Oleg Petrov and* Omsk Trading LLC”)."""
        return word.dep == "nmod" and any(child.dep == "cc" for child in self.analysis.children(word.number))

    def _named(self, word: Word) -> Found | None:
        held = self.entity_at(word.start)
        if held is not None:
            span, entity = held
            if entity.kind in _PLACES:
                return None
            span = self._whole(span)
            if self._is_no_name(span):
                return None
            return Found(span, True, entity, self._detail(span.end))
        if word.pos != "PROPN":
            return None
        span = self._run(word.number)
        inside = [entity for place, entity in self._mentions if span.contains(place)]
        if (
            len(span.of(self._text).split()) == 1
            or self._is_no_name(span)
            or any(entity.kind in _PLACES for entity in inside)
        ):
            return None  # one word that is nobody's name here is most often a common noun in capitals
        return Found(span, True, None, self._detail(span.end))

    def _is_no_name(self, span: Span) -> bool:
        """Say whether words in capitals are titles or legal forms only."""
        parts = span.of(self._text).split()
        return all(part in frames().titles for part in parts) or all(part in frames().legal_forms for part in parts)

    def _whole(self, span: Span) -> Span:
        """Return a mention with what the recogniser cut off: the name's words after it, and before a particle."""
        words = self.analysis.words_in(span)
        if not words:
            return span
        while len(words) > 1 and words[-1].pos in {"CCONJ", "ADP", "DET"}:
            words = words[:-1]
        span = Span(span.start, max(span.start + 1, words[-1].end))
        run = self._run(words[0].number)
        return Span(self._start(run, span), max(span.end, run.end))

    def _start(self, run: Span, span: Span) -> int:
        """Return where a name begins whose mention was cut short, or has a title or a country before it."""
        words = list(self.analysis.words_in(Span(min(run.start, span.start), span.end)))
        places = {entity.name for entity in self.entities if entity.kind in _PLACES} | _country_names()
        start = words[0].start
        for number, word in enumerate(words[:-1], 1):
            before = Span(words[0].start, word.end).of(self._text)
            if word.text in frames().titles or before in places:
                start = words[number].start
        if start > span.start and len(Span(start, span.end).of(self._text).split()) == 1:
            return span.start
        return start

    def _run(self, number: int) -> Span:
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
            if words[at].text.lower() not in _INSIDE:
                return None
            at += way
        return None

    def _touch(self, one: int, other: int) -> bool:
        first, second = sorted((one, other))
        return self.analysis.words[second].start - self.analysis.words[first].end <= 1

    def _groups(self, word: Word, explained: bool) -> Iterator[Found]:
        """Yield a group that the text does not name, unless it is one that was spoken of before."""
        known = frames()
        words = self.analysis.words
        begin, end = self.analysis.subtree(word.number)
        if {words[begin].lemma.lower(), words[begin].text.lower()} & known.again:
            return
        if explained and words[begin].text.lower() in {"a", "an"}:
            return
        at = word.number + 1
        while at < end and words[at].start - words[begin].start < _GROUP_LONGEST:
            if (words[at].pos == "PUNCT" and words[at].text not in _INSIDE) or words[
                at
            ].lemma.lower() in known.group_ends:
                break
            at += 1
        while at > word.number + 1 and words[at - 1].pos in {"CCONJ", "ADP", "DET"}:
            at -= 1
        span = self.analysis.span(begin, at)
        if words[begin].pos == "PROPN" and "," in span.of(self._text):
            yield from self._listed(span)
        elif at - begin > 1:  # a bare noun ("entities") tells nobody anything
            yield Found(span, False)

    def _listed(self, span: Span) -> Iterator[Found]:
        """Yield the names of a list that the parser took for one phrase."""
        at = span.start
        for piece in re.split(r",", span.of(self._text)):
            found = self._leading(Span(at, at + len(piece)))
            if found is not None:
                yield Found(found.span, True, found.entity)
            at += len(piece) + 1

    def _detail(self, after: int) -> Span | None:
        """Return what stands after a name in apposition, up to the next name of a list or the end of its clause."""
        match = _DETAIL.match(self._text, after)
        return Span(*match.span("words")) if match else None

    def _inline(self, report: Report, sentence: Sentence, hanging: list[Found]) -> Iterator[Found]:
        """Yield the names with which the parts of a list begin: a list parted by semicolons, or after a colon."""
        colon = self._text.find(": ", report.verb.end, sentence.span.end)
        start = colon + 1 if colon >= 0 else report.verb.end
        region = self._text[start : self._end_of_list(start, sentence.span.end)]
        if ";" not in region and colon < 0:
            return
        at = start
        for piece in region.split(";" if ";" in region else ","):
            place = Span(at, at + len(piece))
            held = [item for item in hanging if place.contains(item.span)]
            found = self._leading(place)
            if found is not None:
                held = [found, *(item for item in held if item.span.start >= found.span.end)]
            yield from self._side_by_side(held)
            at += len(piece) + 1

    def _side_by_side(self, items: list[Found]) -> Iterator[Found]:
        """Yield the first of some names and those that a comma or "and" joins to it: others explain it."""
        end = None
        for item in sorted(items, key=lambda item: item.span):
            if end is not None and not _JOINED.fullmatch(self._text, end, item.span.start):
                return
            end = item.span.end
            yield item

    def _end_of_list(self, start: int, end: int) -> int:
        """Return where a list ends: small models part its sentence at its semicolons, so its paragraph counts."""
        blank = _BLANKS.search(self._text, start)
        paragraph = blank.start() if blank else len(self._text)
        return paragraph if self._text[end - 1 : end] in {";", ","} else end

    def _leading(self, span: Span) -> Found | None:
        """Return the name with which a part of a list begins."""
        match = _NAME.match(self._text, span.start, span.end)
        begin = match.end() if match else span.start
        held = self.entity_at(begin)
        if held is not None and held[1].kind not in _PLACES and held[0].start == begin:
            whole = self._whole(held[0])
            if self._is_no_name(whole):
                return None
            if _OWNS.match(self._text, whole.end):
                return None
            return Found(whole, True, held[1], self._rest(whole.end, span.end))
        word = self.analysis.word_at(begin)
        if word is None or word.pos != "PROPN" or word.start != begin:
            return None
        run = self._run(word.number)
        if len(run.of(self._text).split()) == 1 or self._is_no_name(run):
            return None
        return Found(run, True, None, self._rest(run.end, span.end))

    def _rest(self, start: int, end: int) -> Span | None:
        words = self._text[start:end]
        begin = start + len(words) - len(words.lstrip(' ,:–—-)”"'))
        last = start + len(words.rstrip(" ,;."))
        return Span(begin, min(last, begin + _DETAIL_LONGEST)) if last > begin else None

    def _following(self, sentence: Sentence) -> Iterator[Found]:
        """Yield the names with which the paragraphs after a sentence begin, while they do."""
        blank = _BLANKS.search(self._text, sentence.span.start)
        if blank is None or self._text[sentence.span.end : blank.start()].strip():
            return  # it is not its paragraph's last
        if not frames().listing_follows.search(self._text[sentence.span.start : blank.start()]):
            return
        at = blank.end()
        for _ in range(_PARAGRAPHS):
            blank = _BLANKS.search(self._text, at)
            end = blank.start() if blank else len(self._text)
            found = self._leading(Span(at, end))
            if found is None or not _AFTER_NAME.match(self._text, found.span.end):
                return
            yield found
            if blank is None:
                return
            at = blank.end()
