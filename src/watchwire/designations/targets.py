"""Who the targets of a report are: names that hang on its object, lists in its sentence, paragraphs that follow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from watchwire.designations.frames import frames
from watchwire.designations.groups import Groups
from watchwire.designations.listing import Found, Listing
from watchwire.designations.naming import PLACES, Naming, folded, is_demonym
from watchwire.designations.reports import Report
from watchwire.designations.sentences import whole_sentence
from watchwire.language import Analysis, Sentence, Word
from watchwire.language.relative import is_governed_apart
from watchwire.model import Entity, EntityKind, Span

_GROUP_LONGEST = 140
_AFTER_NAME = re.compile(
    r"[”\"’)]*(?:\s*\([^)]{1,80}\))*(?:\s*(?:[,(:;.–—-]|\b(?:is|was|are|has|serves|and)\b)|[^\S\n]*(?:\n|$))"
)
_BRACKET = re.compile(r"[”\"]?\s*\([“\"]?")
"""What stands between a name and its short form, which is no target of its own."""
_JOINS = re.compile(r"[;:(]|\b(?:including|as well as|along with|together with|plus|and)\b")
_LISTED_DASH = re.compile(r"\s[-–—]\s(?=[A-ZÀ-Þ][^-–—]{2,60},[^-–—]{2,300}\band\b)")
_PLURAL = frozenset({"them", "they", "us", "we", "you", "i", "me"})
_DASH = re.compile(r"\s[-–—]\s|[-–—]\s")
_AGAIN_ON = re.compile(r"\b(?:and|as well as)\s+(?:also\s+)?(?P<on>on|against)\s+")
_LONE = re.compile(r"\s*(?:and\s+)?(?P<name>[A-ZÀ-Þ][\w-]{2,})\s*")
_INCLUDING = re.compile(r"[^.;:]{0,90}?\bincluding\s+")
_JOINED = re.compile(r",?\s*(?:and\s+)?")
_JOINED_ON = re.compile(
    r"(?:,?\s+as\s+well\s+as\s+(?:(?:[A-Z]\w+\s+)?(?:[a-z]+\s+){0,3})?|,?\s+and\s+|,\s+)(?=[^\W\d_])"
)
_SHORT_FORM = re.compile(r"\s*\([^)]{1,40}\)")
_BESIDE = re.compile(r"\s*,?\s+(?:and|as well as|along with)\s+(?:the\s+|its\s+)?")
_JOINED_BY = re.compile(
    r"(?:\band|as well as|along with|together with|;)\s+(?:also\s+)?(?:(?:on|against)\s+)?(?:the\s+)?$"
)
_LIST_GOES_ON = re.compile(r"\s*(?:[,;.(]|and\b|as well as\b|for\b|under\b|pursuant\b|$)")
_DOES = frozenset({"nsubj", "nsubjpass"})
_BLANKS = re.compile(r"\n\s*\n")
_PARAGRAPHS = 80
"""How many following paragraphs may name targets."""


@dataclass(frozen=True)
class Finder:
    """Finds the targets of reports in one article. `closed` are stretches in which no target stands (citations)."""

    analysis: Analysis
    entities: tuple[Entity, ...]
    closed: tuple[Span, ...] = ()

    @cached_property
    def names(self) -> Naming:
        """Where the article's names begin and end."""
        return Naming(self.analysis, self.entities)

    @cached_property
    def listing(self) -> Listing:
        """How its lists of names are read."""
        return Listing(self.analysis, self.names)

    @cached_property
    def groups(self) -> Groups:
        """How groups without names are read."""
        return Groups(self.analysis, self.names, self.listing)

    @property
    def _text(self) -> str:
        return self.analysis.article.text

    def targets(self, report: Report) -> list[Found]:
        """Return the targets of a report in the order of the text, each once: those named, else those described."""
        sentence = whole_sentence(self.analysis, report.verb.start)
        if sentence is None:
            return []
        named, described = self._hanging(report)
        inline = list(self._inline(report, sentence, named))
        colon = ": " in Span(report.verb.end, sentence.span.end).of(self._text)
        if len(inline) > len(named) or (inline and (colon or self._is_dashed(inline))):
            named = inline
        elif not named:
            named = list(self._following(sentence))
        elif not inline:
            named = [*named, *self._joined_on(named, sentence)]
        listed = list(self._listed_in(report, sentence, named))
        added = [item.span.start for item, including in listed if including and item.named]
        besides = added[0] if added and not named else None
        groups = [item for item, _ in listed if not item.named]
        named = [*named, *(item for item, _ in listed if item.named)]
        described = [*described, *groups]
        named = [*named, *(item for item in described if self._stands_beside(item, named, besides))]
        found: dict[Span, Found] = {}
        for item in map(self._in_full, sorted(named or described, key=lambda item: item.span)):
            bracketed = any(_BRACKET.fullmatch(self._text, span.end, item.span.start) for span in found)
            words = item.span.of(self._text)
            if frames().not_targets.search(words) or words.lower() in frames().again:
                continue
            if not bracketed and not any(item.span.overlaps(span) for span in (*found, *self.closed)):
                found[item.span] = item
        return self._each_once(list(found.values()))

    def _in_full(self, item: Found) -> Found:
        """Return a target with its whole name: a firm called after its partner is not the partner."""
        if not item.named:
            return item
        firm = self.names.of_firm(item.span)
        if firm != item.span:
            held = item.entity if item.entity is not None and item.entity.kind is not EntityKind.PERSON else None
            return Found(firm, True, held, self.listing.detail(firm.end))
        return replace(item, span=self.names.owned(item.span))

    def _each_once(self, found: list[Found]) -> list[Found]:
        """Return targets without those named again in capitals, or by the short form that stands behind a name."""
        kept: list[Found] = []
        seen: set[str] = set()
        for item in found:
            name = folded(item.span.of(self._text))
            short = _SHORT_FORM.match(self._text, item.span.end)
            if not (item.named and name in seen):
                kept.append(item)
            seen |= {name, folded(short[0])} if short else {name}
        return kept

    def _is_dashed(self, inline: list[Found]) -> bool:
        """Say whether the names of a list stand behind a dash (“five banks - *Omskbank*, …”)."""
        return bool(
            _DASH.match(self._text, inline[0].span.start - 3) or _DASH.match(self._text, inline[0].span.start - 2)
        )

    def _stands_beside(self, group: Found, named: list[Found], including: int | None) -> bool:
        """Say whether a group is a target besides the names, and not what they are called together."""
        later = min((item.span.start for item in named if item.span.start >= group.span.end), default=None)
        if later is None:
            before = self._text[max(0, group.span.start - 20) : group.span.start]
            return any(item.span.end <= group.span.start for item in named) and bool(_JOINED_BY.search(before))
        between = self._text[group.span.end : later]
        return later == including or bool(_BESIDE.fullmatch(between)) or (";" in between and ":" not in between)

    def _listed_in(self, report: Report, sentence: Sentence, named: list[Found]) -> Iterator[tuple[Found, bool]]:
        """Yield the names of a report's list that its parse lost, and whether "including" leads them."""
        if report.background:
            return  # who is spoken of as listed already stands in a clause of another matter
        first = min((head.number for head in report.heads), default=report.verb.number)
        if first < report.verb.number:
            start = min((item.span.start for item in named), default=None)
            region = None if start is None or start >= report.start else Span(start, report.start)
        else:
            start = max(report.verb.end, report.after)
            colon = self._text.find(": ", start, sentence.span.end)
            start = colon + 1 if colon >= 0 else self._behind_preposition(start, report)
            region = Span(start, sentence.span.end) if start < sentence.span.end else None
        if region is None:
            return
        listed = self._without_apposed(list(self.listing.items(region, {head.number for head in report.heads})))
        known = [item.span for item in named]
        if known and not any(item.span.overlaps(span) for item, _ in listed for span in known):
            return  # what it reads is another list than the parse's
        if not known and not any(item.named for item, _ in listed):
            listed = [*listed, *self._included(report, sentence)]
        for item, including in (*listed, *self._again_on(report, sentence)):
            if any(item.span.overlaps(span) for span in known):
                continue
            whole = Span(item.span.start, self.groups.beyond_places(item.span.end))
            yield (item if item.named else replace(item, span=whole)), including

    def _included(self, report: Report, sentence: Sentence) -> Iterator[tuple[Found, bool]]:
        """Yield the names that “including” adds to a group, behind what is told of it (“four men …, *including* X”)."""
        begin = max([report.verb.end, *(head.end for head in report.heads)])
        match = _INCLUDING.search(self._text, begin, sentence.span.end)
        if match is None or frames().reasons.search(self._text, begin, match.start()):
            return
        for item, _ in self.listing.items(Span(match.end(), sentence.span.end), ()):
            yield item, True

    def _again_on(self, report: Report, sentence: Sentence) -> Iterator[tuple[Found, bool]]:
        """Yield the groups that a preposition said again leads to (“…, as well as *on two of its leaders*”)."""
        said = {self.analysis.words[head.head].text for head in report.heads if head.dep == "pobj"}
        for match in _AGAIN_ON.finditer(self._text, report.verb.end, sentence.span.end):
            group = self.listing.group(Span(match.end(), sentence.span.end))
            if group is not None and match["on"] in said:
                yield group, False

    def _without_apposed(self, listed: list[tuple[Found, bool]]) -> list[tuple[Found, bool]]:
        """Return a list without a last name that only a comma parts from what the one before is called.

        It explains that (“Belov, head of its bank, *Red Star*, …”): a list ends with “and”.
        """
        if len(listed) < 2 or not listed[-1][0].named:  # noqa: PLR2004
            return listed
        between = self._text[listed[-2][0].span.end : listed[-1][0].span.start]
        told = between.strip(" ,")
        apposed = bool(told) and between.rstrip().endswith(",") and not _JOINS.search(between)
        return listed[:-1] if apposed else listed

    def _behind_preposition(self, start: int, report: Report) -> int:
        """Return where a list begins whose preposition stands right before it (“sanctions *on* Omsk Bank and”)."""
        for head in report.heads:
            above = self.analysis.words[head.head]
            if above.dep == "prep" and above.start >= start and not self._text[start : above.start].strip():
                return above.end
        return start

    def _joined_on(self, named: list[Found], sentence: Sentence) -> Iterator[Found]:
        """Yield the names that the words join to the last target where the parser took the list for something else.

        Its first words may be the verb of another clause ("and *Sit* Taing Aung"); a name that does something is none.
        """
        last = max(named, key=lambda item: item.span)
        while last.entity is not None:
            joined = _JOINED_ON.match(self._text, last.span.end, sentence.span.end)
            if joined is None:
                return
            held = self.names.entity_at(joined.end())
            if held is None or held[0].start != joined.end() or held[1].kind is not last.entity.kind:
                return
            inside = {word.number: word for word in self.analysis.words_in(held[0])}
            does = any(word.dep in _DOES and word.head not in inside for word in inside.values())
            if does or not _LIST_GOES_ON.match(self._text, held[0].end):
                return
            last = Found(held[0], True, held[1])
            if not any(item.span.overlaps(last.span) for item in named):
                yield last

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
            elif not apart and (word.pos == "NOUN" or self.groups.is_people(word)) and self.groups.is_party(word):
                for group in self.groups.told(word, explained):
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
        held = self.names.entity_at(word.start)
        if held is None or found.entity is None or held[1] is found.entity:
            return False
        first, _ = self.analysis.subtree(word.number)
        return held[1].kind is found.entity.kind and self.analysis.words[first].start == held[0].start

    def _is_joined(self, word: Word) -> bool:
        """Say whether a name hangs as a modifier on the next one of a list (“*Oleg Petrov and* Omsk Trading LLC”)."""
        on_name = self.analysis.words[word.head].pos == "PROPN"
        return (
            word.dep == "nmod" and on_name and any(child.dep == "cc" for child in self.analysis.children(word.number))
        )

    def _named(self, word: Word) -> Found | None:
        held = self.names.entity_at(word.start)
        if word.text.lower() in _PLURAL or self.groups.is_people(word):
            return None  # whom several words may mean is told of nobody
        if held is not None:
            span, entity = held
            if entity.kind in PLACES:
                return None
            span = self.names.whole(span)
            if self.names.is_no_name(span) or self._describes(span):
                return None
            return Found(span, True, entity, self.listing.detail(span.end))
        if word.pos != "PROPN":
            return None
        span = self.names.whole(self.names.run(word.number))
        inside = [entity for place, entity in self.names.mentions if span.contains(place)]
        lone = len(span.of(self._text).split()) == 1
        if (
            (lone and not self._is_beside_name(word))
            or self.names.is_no_name(span)
            or any(entity.kind in PLACES for entity in inside)
        ):
            return None  # one word that is nobody's name here is most often a common noun in capitals
        return Found(span, True, None, self.listing.detail(span.end))

    def _is_beside_name(self, word: Word) -> bool:
        """Say whether a word in capitals is joined to the name of a party (“Belov and *Fury* were sanctioned”)."""
        joined = [child for child in self.analysis.children(word.number) if child.dep == "conj"]
        if word.dep == "conj":
            joined.append(self.analysis.words[word.head])
        held = [self.names.entity_at(other.start) for other in joined if other.pos == "PROPN"]
        if is_demonym(word.text) or word.text in frames().titles or word.text.isupper():
            return False
        return any(item is not None and item[1].kind not in PLACES for item in held)

    def _describes(self, span: Span) -> bool:
        """Say whether a name only says whose a group is that follows it ("four *Red Star (RS)* financiers")."""
        short = _SHORT_FORM.match(self._text, span.end)
        after = short.end() if short else span.end
        for word in self.analysis.words_in(Span(after, min(len(self._text), after + _GROUP_LONGEST)))[:3]:
            if word.pos not in {"ADJ", "NOUN"} or not word.text.islower():
                return False
            if word.lemma.lower() in frames().nouns:
                return True
        return False

    def _inline(self, report: Report, sentence: Sentence, hanging: list[Found]) -> Iterator[Found]:
        """Yield the names with which the parts of a list begin: a list parted by semicolons, or after a colon."""
        colon = self._text.find(": ", report.verb.end, sentence.span.end)
        dash = _LISTED_DASH.search(self._text, report.verb.end, sentence.span.end) if colon < 0 else None
        start = colon + 1 if colon >= 0 else dash.end() if dash else report.verb.end
        region = self._text[start : self._end_of_list(start, sentence.span.end)]
        if dash:
            region = _DASH.split(region)[0]
        if ";" not in region and colon < 0 and not dash:
            return
        at = start
        pieces = region.split(";" if ";" in region else ",")
        names = [self.listing.leading(place) for place in self._places(start, pieces)]
        several = sum(name is not None for name in names) > 1
        for piece in pieces:
            place = Span(at, at + len(piece))
            held = [item for item in hanging if place.contains(item.span)]
            found = self.listing.leading(place) or (self._lone(place) if several else None)
            if found is not None:
                held = [found, *(item for item in held if item.span.start >= found.span.end)]
            yield from self._side_by_side(held)
            at += len(piece) + 1

    def _places(self, start: int, pieces: list[str]) -> Iterator[Span]:
        for piece in pieces:
            yield Span(start, start + len(piece))
            start += len(piece) + 1

    def _lone(self, place: Span) -> Found | None:
        """Return the one word in capitals that a part of a list of names is."""
        match = _LONE.match(self._text, place.start, place.end)
        tail = frames().firm_tail.match(self._text, match.end("name"), place.end) if match else None
        if (
            match is None
            or self._text[(tail or match).end() : place.end].strip()
            or is_demonym(match["name"])
            or match["name"] in frames().titles
        ):
            return None
        return Found(Span(*match.span("name")), True)

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
            found = self.listing.leading(Span(at, end))
            if found is None or not _AFTER_NAME.match(self._text, found.span.end):
                return
            others = (
                list(self.listing.items(Span(found.span.end, end), ())) if self._text.count(",", at, end) > 1 else []
            )
            yield replace(found, detail=None) if others else found
            yield from (item for item, _ in others)
            if blank is None:
                return
            at = blank.end()
