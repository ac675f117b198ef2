"""From reports to designations: authority, day, reason, and what the lists have of each target."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from watchwire.designations.frames import frames
from watchwire.designations.reports import Report, reports_in, step_of
from watchwire.designations.targets import Finder, Found
from watchwire.language import Analysis, Sentence, Word
from watchwire.model import (
    Article,
    Authority,
    Band,
    DateExpression,
    Designation,
    Entered,
    Entity,
    Instrument,
    Match,
    Span,
    Target,
)

_LATER = 3
"""How many sentences after a report may give its authority."""
_LONGEST_REASON = 320
_NOW = frozenset({"is", "are", "am", "’s", "’re", "’m", "'s", "'re", "'m"})

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
    for report in reports_in(analysis):
        found = finder.targets(report)
        sentence = analysis.sentence_at(report.verb.start)
        if not found or sentence is None or _is_no_report(analysis.article, sentence.span, finder.closed):
            continue
        if not _is_headline(analysis.article, sentence.span) or any(item.named for item in found):
            told.append((report, sentence, found))
    own = frozenset(sentence.first for _, sentence, _ in told)
    builder = _Builder(analysis, finder, instruments, dates, look_up, own)
    made = [builder.designation(report, sentence, found) for report, sentence, found in told]
    return tuple(replace(item, id=f"g{number}") for number, item in enumerate(_merged(made), 1))


def _is_no_report(article: Article, sentence: Span, cited: tuple[Span, ...]) -> bool:
    """Say whether a sentence asks, or stands in a paragraph, below a title, that has nothing to do with sanctions."""
    text = article.text
    if sentence.of(text).rstrip(' ”"').endswith("?"):
        return True
    start = text.rfind("\n\n", 0, sentence.start) + 1
    end = text.find("\n\n", sentence.end)
    paragraph = Span(start, end if end >= 0 else len(text))
    if frames().title.search(article.title or "") or any(paragraph.contains(place) for place in cited):
        return False
    return not frames().context.search(text, paragraph.start, paragraph.end)


def _is_headline(article: Article, sentence: Span) -> bool:
    """Say whether a sentence is the article's title: what it only describes, the story tells in full."""
    title = " ".join((article.title or "").split())
    return bool(title) and " ".join(article.text[: sentence.end].split()) in {title, f"{title}."}


_BOUNDS = frozenset({"since", "before", "after", "until", "following"})
_CLIMBS = 6
"""How many words above a day are looked at for what bounds it."""


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
        self.dates = dates
        self.look_up = look_up
        self.own = own

    def designation(self, report: Report, sentence: Sentence, found: list[Found]) -> Designation:
        verb = report.verb
        by, by_span = self._by(report)
        reason = self._reason(verb, sentence, found)
        on, date_span = self._day(verb, sentence, reason)
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
            self._authorities(sentence),
            reason,
        )

    def _by(self, report: Report) -> tuple[str | None, Span | None]:
        for word in report.doers:
            held = self.finder.entity_at(word.start)
            if held is not None:
                return held[1].id, held[0]
            if word.pos in {"PROPN", "PRON"}:
                first, _ = self.analysis.subtree(word.number)
                return None, self.analysis.span(first, word.number + 1)
        return None, None

    def _day(self, verb: Word, sentence: Sentence, reason: Span | None) -> tuple[date | None, Span | None]:
        """Return the day of the act: that which hangs on the verb, else today's for what is being done."""
        inside = [
            item
            for item in self.dates
            if item.first is not None
            and item.first == item.last
            and sentence.span.contains(item.span)
            and not (reason is not None and reason.overlaps(item.span))
            and not _is_bound(self.analysis, item.span)
        ]
        first, last = self._clause(verb, sentence)
        near = [item for item in inside if first <= item.span.start < last]
        if near:
            best = min(near, key=lambda item: abs(item.span.start - verb.start))
            return best.first, best.span
        if self._is_present(verb):
            return self.analysis.article.published.on, None
        other = any(
            sentence.span.contains(item.span) and not (reason is not None and reason.overlaps(item.span))
            for item in self.dates
        )
        return (None, None) if other else self._day_told_after(sentence)

    def _day_told_after(self, sentence: Sentence) -> tuple[date | None, Span | None]:
        """Return the day of publication where the next sentences say that this was done then ("today's action")."""
        for later in self._after(sentence):
            today = frames().today.search(self.text, later.span.start, later.span.end)
            if today is not None:
                return self.analysis.article.published.on, Span(*today.span("day"))
        return None, None

    def _is_present(self, verb: Word) -> bool:
        """Say whether the verb, or the one that it serves ("is acting by designating"), tells what is being done."""
        above = verb
        if verb.dep in {"xcomp", "pcomp"}:
            above = self.analysis.words[verb.head]
            above = self.analysis.words[above.head] if verb.dep == "pcomp" else above
        above = step_of(self.analysis, verb) or above
        aux = {child.text.lower() for child in self.analysis.children(above.number) if child.dep in {"aux", "auxpass"}}
        return bool(_NOW & aux) and (above.tag == "VBG" or "being" in aux)

    def _clause(self, verb: Word, sentence: Sentence) -> tuple[int, int]:
        """Return where the verb's own words begin and end: a subordinate's dates are its own."""
        last = sentence.span.end
        for number in range(verb.number + 1, sentence.last):
            word = self.analysis.words[number]
            if word.dep in {"relcl", "advcl", "acl"} and word.number > verb.number:
                start, _ = self.analysis.subtree(word.number)
                if start > verb.number:
                    last = min(last, self.analysis.words[start].start)
        first = sentence.span.start
        return first, last

    def _reason(self, verb: Word, sentence: Sentence, found: list[Found]) -> Span | None:
        after = max([verb.end, *(item.span.end for item in found if item.span.end <= sentence.span.end)])
        match = frames().reasons.search(self.text, verb.end, sentence.span.end)
        if match is None:
            return None
        later = frames().reasons.search(self.text, after, sentence.span.end)
        begin = (later or match).start()
        end = frames().reason_ends.search(self.text, begin, sentence.span.end)
        stop = min(end.start() if end else sentence.span.end, begin + _LONGEST_REASON)
        words = self.text[begin:stop].rstrip(" .;,\n")
        return Span(begin, begin + len(words)) if words else None

    def _authorities(self, sentence: Sentence) -> tuple[Authority, ...]:
        """Return the instruments of the sentence, else of a later one of its paragraph that speaks of the act."""
        first, last = sentence.span.start, sentence.span.end
        held = list(self._cited(Span(first, last)))
        if not held:
            for later in self._after(sentence):
                if frames().authorities.search(later.span.of(self.text)):
                    held = list(self._cited(later.span))
                    if held:
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

    def _after(self, sentence: Sentence) -> list[Sentence]:
        """Return the sentences that may go on about the act: of its paragraph, or that begin by pointing back."""
        at = self.analysis.sentences.index(sentence)
        found = []
        for later in self.analysis.sentences[at + 1 : at + 1 + _LATER]:
            beyond = "\n\n" in self.text[sentence.span.end : later.span.start]
            if later.first not in self.own and (not beyond or frames().back.match(later.span.of(self.text))):
                found.append(later)
        return found

    def _target(self, found: Found, on: date | None) -> Target:
        name = " ".join(found.span.of(self.text).split())
        entity = found.entity
        if entity is not None and len(name.split()) == 1 and len(entity.name) > len(name):
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


def _is_bound(analysis: Analysis, day: Span) -> bool:
    """Say whether a day only bounds when something was done (“*since* the election of May 2”, “before May 2”)."""
    word = analysis.word_at(day.start)
    for _ in range(_CLIMBS):
        if word is None or word.head == word.number or word.pos in {"VERB", "AUX"}:
            return False
        if word.text.lower() in _BOUNDS:
            return True
        word = analysis.words[word.head]
    return False


def _merged(made: list[Designation]) -> list[Designation]:
    """Join reports of one act: the same targets told again add what the first telling lacks."""
    kept: list[Designation] = []
    for item in made:
        keys = _keys(item)
        for number, other in enumerate(kept):
            same_day = item.on is None or other.on is None or item.on == other.on
            if item.action is other.action and same_day and keys <= _keys(other):
                if keys == _keys(other):
                    kept[number] = _joined(other, item)
                    break
                if not item.authorities and not item.reason:
                    break
        else:
            kept.append(item)
    return kept


def _keys(item: Designation) -> set[str]:
    return {target.entity or target.name for target in item.targets}


def _joined(one: Designation, other: Designation) -> Designation:
    by, by_span = (one.by, one.by_span) if one.by or one.by_span else (other.by, other.by_span)
    on, date_span = (one.on, one.date_span) if one.on else (other.on, other.date_span)
    return replace(
        one,
        by=by,
        by_span=by_span,
        on=on,
        date_span=date_span,
        authorities=one.authorities or other.authorities,
        reason=one.reason or other.reason,
    )
