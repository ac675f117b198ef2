"""From reports to designations: authority, day, reason, and what the lists have of each target."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from watchwire.designations.days import Days
from watchwire.designations.frames import frames
from watchwire.designations.listing import Found
from watchwire.designations.naming import folded
from watchwire.designations.reports import Report, reports_in
from watchwire.designations.rewards import rewards_in
from watchwire.designations.sentences import whole_sentence
from watchwire.designations.standing import standing_in
from watchwire.designations.targets import Finder
from watchwire.language import Analysis, Sentence, Word
from watchwire.model import (
    Action,
    Article,
    Authority,
    Band,
    DateExpression,
    Designation,
    Entered,
    Entity,
    EntityKind,
    Instrument,
    Match,
    Span,
    Target,
)

_LATER = 7
"""... and how many before it, where it gives none ("This action is taken under ...")."""
_EARLIER = 3
"""How many sentences after a report may give its authority."""
_LONGEST_REASON = 320

_AS_AND_AS = re.compile(r"(?P<first>\bas an? [^.;:]{4,120}?),? and (?:also )?as an? (?=[A-Z]|terrorist|global)")
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_TAIL = re.compile(r"[\d\s.,:–-]+$")
_GOES_ON = re.compile(r" (?:for|of) (?:the )?[A-Z]")
_BODIES = frozenset({EntityKind.PLACE, EntityKind.GOVERNMENT, EntityKind.ORGANIZATION})
_LISTED = frozenset({"PROPN", "DET", "CCONJ", "PUNCT", "ADP"})
"""What the words for several who did something are made of ("the EU, Japan, and New Zealand")."""

LookUp = Callable[[str], list[Match]]
"""Screens one name."""


def find_designations(
    analysis: Analysis,
    entities: tuple[Entity, ...],
    instruments: tuple[Instrument, ...],
    dates: tuple[DateExpression, ...],
    look_up: LookUp,
) -> tuple[Designation, ...]:
    """Return the designations and delistings that an article reports. English only.

    Args:
        analysis: the analysed text.
        entities: the entities of the article, with their matches.
        instruments: the instruments that it cites.
        dates: its dates.
        look_up: screens the name of a target in which the text's own search found no listed party.

    """
    if analysis.article.language != "en" or not analysis.parsed:
        return ()
    finder = Finder(analysis, entities, tuple(citation.span for item in instruments for citation in item.citations))
    told: list[tuple[Report, Sentence, list[Found]]] = []
    for report in (*reports_in(analysis), *standing_in(analysis), *rewards_in(analysis, finder.listing)):
        found = finder.targets(report)
        sentence = whole_sentence(analysis, report.verb.start)
        reward = report.action is Action.REWARD_OFFERED
        if not found or sentence is None:
            continue
        if not reward and _is_no_report(analysis.article, sentence.span, finder.closed):
            continue
        named_only = report.background or report.verb.lemma in frames().aiming
        if not named_only or any(item.named for item in found):
            told.append((report, sentence, found))
    told = _without_headlines(analysis.article, told)
    own = frozenset(sentence.first for _, sentence, _ in told)
    builder = _Builder(analysis, finder, instruments, dates, look_up, own)
    made = [
        (builder.designation(report, part, found), builder.is_apart(report, part))
        for report, sentence, found in told
        for part in _acts(analysis, report, sentence)
    ]
    recalled = {report.verb.start for report, _, _ in told if report.background}
    merged = _merged(_not_told_otherwise(made, recalled), analysis.article.text)
    return tuple(replace(item, id=f"g{number}") for number, item in enumerate(merged, 1))


def _acts(analysis: Analysis, report: Report, sentence: Sentence) -> Iterator[Sentence]:
    """Yield the parts of a sentence that tell of acts of their own, with their day and authority.

    (“designated it *as a terrorist organisation in 1997 and as a global terrorist under the order in 2001*”)
    """
    text = analysis.article.text
    match = _AS_AND_AS.search(text, report.verb.end, sentence.span.end)
    if match is None:
        yield sentence
        return
    parted = match.end("first")
    yield Sentence(sentence.first, sentence.last, Span(sentence.span.start, parted))
    if _DATED.search(text, parted, sentence.span.end):
        yield Sentence(sentence.first, sentence.last, Span(parted, sentence.span.end))


def _not_told_otherwise(made: list[tuple[Designation, bool]], recalled: set[int]) -> list[tuple[Designation, bool]]:
    """Return the acts without those that are only recalled, on no day, where another tells of the same target."""
    kept = []
    for item, apart in made:
        others = [other for other, _ in made if other is not item and _keys(item) <= _keys(other)]
        bare = item.on is None and item.date_span is None
        said = item.by or item.by_span
        if (
            item.cue.start in recalled
            and bare
            and any(not said or (item.by is not None and item.by == other.by) for other in others)
        ):
            continue
        kept.append((item, apart))
    return kept


def _is_no_report(article: Article, sentence: Span, cited: tuple[Span, ...]) -> bool:
    """Say whether a sentence asks, or stands in a paragraph, below a title, that has nothing to do with sanctions."""
    text = article.text
    if sentence.of(text).rstrip(' ”"').endswith("?"):
        return True
    start = text.rfind("\n\n", 0, sentence.start) + 1
    end = text.find("\n\n", sentence.end)
    paragraph = Span(start, end if end >= 0 else len(text))
    titled = frames().title.search(article.title or "") and frames().context.search(text)
    if titled or any(paragraph.contains(place) for place in cited):
        return False
    return not frames().context.search(text, paragraph.start, paragraph.end)


def _without_headlines(
    article: Article, told: list[tuple[Report, Sentence, list[Found]]]
) -> list[tuple[Report, Sentence, list[Found]]]:
    """Return the reports without those of the title where the story tells of such acts: names are cut there."""
    below = [item for item in told if not _is_headline(article, item[1].span)]
    actions = {report.action for report, _, _ in below}
    return [item for item in told if item in below or item[0].action not in actions]


def _is_headline(article: Article, sentence: Span) -> bool:
    """Say whether a sentence is the article's title: what it only describes, the story tells in full."""
    title = " ".join((article.title or "").split())
    begins = " ".join(article.text[: sentence.end].split())  # a day may stand below it
    return bool(title) and _TAIL.sub("", begins) == _TAIL.sub("", title)


class _Builder:
    """Puts designations together. `own` are the first words of the sentences that report one."""

    def __init__(
        self,
        analysis: Analysis,
        finder: Finder,
        instruments: tuple[Instrument, ...],
        dates: tuple[DateExpression, ...],
        look_up: LookUp,
        own: frozenset[int],
    ) -> None:
        self.analysis = analysis
        self.text = analysis.article.text
        self.finder = finder
        self.instruments = instruments
        self.days = Days(analysis, dates)
        self.doers: dict[str, Entity] = {}
        self.look_up = look_up
        self.own = own

    def designation(self, report: Report, sentence: Sentence, found: list[Found]) -> Designation:
        verb = report.verb
        by, by_span = self._by(report)
        reason = self._reason(verb, sentence, found)
        later = self._after(sentence, found)
        on, date_span = self.days.day(report, sentence, reason, later)
        past = (date_span is not None and on is None) or self.days.is_past(verb, sentence)
        past = past or (on is not None and on != self.analysis.article.published.on)
        return Designation(
            "",
            report.action,
            Span(verb.start, verb.end),
            sentence.span,
            tuple(self._target(item, on) for item in found),
            by,
            by_span,
            on,
            date_span,
            self._authorities(report, sentence, *(([], []) if past else (later, self._before(sentence)))),
            reason,
        )

    def is_apart(self, report: Report, sentence: Sentence) -> bool:
        """Say whether a report tells of an act besides others: of an earlier one, or "has *also* been added to ..."."""
        also = any(child.lemma == "also" for child in self.analysis.children(report.verb.number))
        return self.days.is_past(report.verb, sentence) or also

    def _by(self, report: Report) -> tuple[str | None, Span | None]:
        """Return who did it: whose name it is, and the words, which tell all of several."""
        if report.by is not None:
            held = self.finder.names.entity_at(report.by.start)
            return (held[1].id if held is not None and held[0].end >= report.by.end else None), report.by
        for word in report.doers:
            words = self._doer_words(word)
            held = self.finder.names.entity_at(word.start)
            if held is None and word.text.lower() in frames().speaking:
                return self._speaks(word), Span(word.start, word.end)
            if held is not None and self._is_cited(held[1]):
                held = None  # “the Department” is not the act that begins with its name
            if held is not None:
                self.doers.update((part, held[1]) for part in held[1].name.split() if part[:1].isupper())
                if _GOES_ON.match(self.text, held[0].end) and len(held[1].name.split()) == 1:
                    return None, words  # “the *Rewards* for Justice programme”
                return held[1].id, words if self._is_joined(word) else held[0]
            if word.text in self.doers and words.of(self.text).lower() == f"the {word.text.lower()}":
                return self.doers[word.text].id, words  # “the Department”
            if word.pos in {"PROPN", "PRON"} or word.lemma in frames().doers:
                return None, words
        return None, None

    def _speaks(self, word: Word) -> str | None:
        """Return who “we” is in a release, where a sentence shortly before tells of the same body's acting now."""
        at = bisect_left(self.analysis.sentences, word.start, key=lambda other: other.span.start)
        for sentence in self.analysis.sentences[max(0, at - _EARLIER) : at][::-1]:
            for other in self.analysis.words[sentence.first : min(sentence.last, word.number)]:
                verb = self.analysis.words[other.head]
                below = self.analysis.children(verb.number)
                now = verb.tag in {"VBZ", "VBP"} or any(c.dep == "aux" and c.tag in {"VBZ", "VBP"} for c in below)
                if other.dep == "nsubj" and now and verb.lemma in frames().own_acts:
                    held = self.finder.names.entity_at(other.start)
                    return held[1].id if held is not None and held[1].kind in _BODIES else None
        return None

    def _is_cited(self, entity: Entity) -> bool:
        """Say whether what was taken for a body is an instrument that the text cites."""
        return any(span.overlaps(place) for span in entity.mentions[:1] for place in self.finder.closed)

    def _is_joined(self, word: Word) -> bool:
        return any(child.dep in {"conj", "appos"} for child in self.analysis.children(word.number))

    def _doer_words(self, word: Word) -> Span:
        """Return the words for who did it, without what is told of him."""
        if word.pos == "PRON":
            return Span(word.start, word.end)
        first, last = self.analysis.subtree(word.number)
        listed = all(other.pos in _LISTED for other in self.analysis.words[first:last])
        told = [
            self.analysis.subtree(child.number)[0]
            for child in self.analysis.children(word.number)
            if child.number > word.number and child.dep in {"relcl", "acl", "appos"} and not listed
        ]
        if listed:
            last = self._last_of_joined(word, last)
        span = self.analysis.span(first, max(word.number + 1, min([last, *told])))
        words = span.of(self.text).rstrip(" ,")
        return Span(span.start, span.start + len(words))

    def _last_of_joined(self, word: Word, last: int) -> int:
        """Return where several who did something end, of whom a parse makes two subjects (“the EU, Oslo, and Bern”)."""
        for other in self.analysis.children(word.head):
            first, end = self.analysis.subtree(other.number)
            if (
                other.dep == word.dep
                and first == last
                and all(w.pos in _LISTED for w in self.analysis.words[first:end])
            ):
                return end
        return last

    def _reason(self, verb: Word, sentence: Sentence, found: list[Found]) -> Span | None:
        after = max([verb.end, *(item.span.end for item in found if item.span.end <= sentence.span.end)])
        match = frames().reasons.search(self.text, verb.end, sentence.span.end)
        if match is None:
            return None
        later = frames().reasons.search(self.text, after, sentence.span.end)
        begin = (later or match).start()
        end = frames().reason_ends.search(self.text, begin, sentence.span.end)
        stop = min(end.start() if end else sentence.span.end, begin + _LONGEST_REASON)
        words = frames().reason_tail.sub("", self.text[begin:stop].split("\n")[0]).rstrip(" .;,\n")
        return Span(begin, begin + len(words)) if words else None

    def _authorities(
        self, report: Report, sentence: Sentence, later: list[Sentence], before: list[Sentence]
    ) -> tuple[Authority, ...]:
        """Return the instruments of the sentence, else of one that speaks of the act behind or before it."""
        if report.action is Action.REWARD_OFFERED:
            return ()  # what such a sentence cites is the law that was broken
        held = list(self._cited(sentence.span))
        for other in later if not held else ():
            words = other.span.of(self.text)
            if frames().authorities.search(words) and not frames().follows.search(words):
                held = list(self._cited(other.span))
                if held:
                    break
        for other in before if not held else ():
            if frames().this_act.search(other.span.of(self.text)):
                held = list(self._cited(other.span))
                break
        return tuple(dict.fromkeys(held))

    def _cited(self, place: Span) -> Iterator[Authority]:
        found = [
            (citation.span, Authority(item.id, citation.part))
            for item in self.instruments
            for citation in item.citations
            if place.contains(citation.span)
        ]
        yield from (authority for _, authority in sorted(found, key=lambda pair: pair[0]))

    def _after(self, sentence: Sentence, found: list[Found]) -> list[Sentence]:
        """Return the sentences that may go on about the act: of its paragraph, or that begin by pointing back."""
        end = max([sentence.span.end, *(item.span.end for item in found)])
        paragraph = self.text.find("\n\n", end)
        kept, counted = [], False
        at = bisect_left(self.analysis.sentences, end, key=lambda later: later.span.start)
        for later in self.analysis.sentences[at : at + _LATER]:
            beyond = 0 <= paragraph < later.span.start
            words = later.span.of(self.text)
            if later.first in self.own:
                counted = True
            elif (not beyond or frames().back.match(words)) and not (counted and frames().counted.match(words)):
                kept.append(later)
        return kept

    def _before(self, sentence: Sentence) -> list[Sentence]:
        """Return the sentences before that may give the authority of the act and of others, the nearest first."""
        if frames().besides.match(sentence.span.of(self.text)):
            return []
        begins = sentence.span.start
        at = bisect_left(self.analysis.sentences, begins, key=lambda other: other.span.start)
        earlier = list(self.analysis.sentences[max(0, at - _EARLIER) : at][::-1])
        return earlier[:1] + [
            other for other in earlier[1:] if "\n\n" not in self.text[other.span.end : sentence.span.start]
        ]

    def _target(self, found: Found, on: date | None) -> Target:
        name = " ".join(found.span.of(self.text).split())
        entity = found.entity
        if (
            entity is not None
            and len(name.split()) == 1
            and len(entity.name) > len(name)
            and _is_short_of(name, entity.name)
        ):
            name = entity.name  # the text calls it by a short form here
        matches = tuple(match for match in (entity.matches if entity else ()) if match.band is not Band.WEAK)
        if found.named and not matches and len(name.split()) > 1:
            matches = tuple(match for match in self.look_up(name) if match.band is not Band.WEAK)
        entered = tuple(
            Entered(
                match.party.id,
                listing.list,
                listing.reference,
                listing.listed_on,
                (listing.listed_on - on).days if listing.listed_on and on else None,
            )
            for match in matches
            for listing in match.party.listings
        )
        return Target(name, found.span, found.named, entity.id if entity else None, found.detail, matches, entered)


def _is_short_of(short: str, name: str) -> bool:
    """Say whether one word may stand for a name: an acronym has its letters, in order."""
    if not short.isupper():
        return True
    letters = iter(name.lower())
    return all(letter in letters for letter in short.lower() if letter.isalpha())


def _merged(made: list[tuple[Designation, bool]], text: str) -> list[Designation]:
    """Join reports of one act: the same targets told again add what the first telling lacks.

    Each comes with whether it tells of an act of its own, which is joined with none.
    """
    kept: list[tuple[Designation, bool]] = []
    for item, apart in made:
        keys = _keys(item)
        for number, (other, parted) in enumerate(kept):
            days = {_when(one, text) for one in (item, other)} - {None}
            same_day = len(days) < 2  # noqa: PLR2004
            if item.action is other.action and same_day and not apart and not parted and keys <= _keys(other):
                if keys == _keys(other):
                    kept[number] = (_joined(other, item), False)
                    break
                if not item.authorities and not item.reason:
                    break
        else:
            kept.append((item, apart))
    return [item for item, _ in kept]


def _when(item: Designation, text: str) -> str | None:
    """Return when an act was, as far as its report tells: a day, or the words for a month or a year."""
    if item.on is not None:
        return item.on.isoformat()
    return item.date_span.of(text) if item.date_span is not None else None


def _keys(item: Designation) -> set[str]:
    return {target.entity or folded(target.name) for target in item.targets}


def _joined(one: Designation, other: Designation) -> Designation:
    by, by_span = (one.by, one.by_span) if one.by or one.by_span else (other.by, other.by_span)
    on, date_span = (one.on, one.date_span) if one.on or one.date_span else (other.on, other.date_span)
    return replace(
        one,
        by=by,
        by_span=by_span,
        on=on,
        date_span=date_span,
        authorities=tuple(dict.fromkeys((*one.authorities, *other.authorities))),
        reason=one.reason or other.reason,
    )
