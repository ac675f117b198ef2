"""On which day a reported designation was made: that told with it, or that of the text which tells its own act."""

import re
from datetime import date
from functools import cached_property

from watchwire.designations.frames import frames
from watchwire.designations.reports import Report, step_of
from watchwire.language import Analysis, Sentence, Word
from watchwire.model import Action, DateExpression, Span

_NOW = frozenset({"is", "are", "am", "’s", "’re", "’m", "'s", "'re", "'m"})
_PERFECT = frozenset({"has", "have", "’ve", "'ve"})
_BOUNDS = frozenset({"since", "before", "after", "until", "following"})
_BACK = 1500
"""How many characters before an act the text says of which day it tells."""
_CLIMBS = 6
"""How many words above a day are looked at for what bounds it."""
_IN = ("in", "during", "since")
_SAID_SINCE = re.compile(r"\b(?:since|in|on)\s+$", re.IGNORECASE)
_OF_NOUN = re.compile(r"\s+(?:[a-z]+\s+)?(?:designation|blacklisting|proscription)\b")


class Days:
    """Dates the reports of one article."""

    def __init__(self, analysis: Analysis, dates: tuple[DateExpression, ...]) -> None:
        self.analysis = analysis
        self.text = analysis.article.text
        self.dates = dates

    @cached_property
    def _tells_its_own(self) -> bool:
        """Whether the text tells of acts of its own day ("today's action", "this announcement")."""
        return frames().own_day.search(self.text) is not None

    def is_past(self, verb: Word, sentence: Sentence) -> bool:
        """Say whether a verb tells of what was done before ("has previously designated", "since 2015")."""
        if self._is_present(verb):
            return False
        return frames().before.search(self.text, sentence.span.start, self._end_of_clause(verb, sentence)) is not None

    def day(
        self, report: Report, sentence: Sentence, reason: Span | None, later: list[Sentence]
    ) -> tuple[date | None, Span | None]:
        """Return the day of an act and the words that give it; the words alone where they give a month or a year.

        Args:
            report: the report.
            sentence: its sentence.
            reason: where the reason given stands, whose dates are others.
            later: the sentences that go on about the act.

        """
        inside = [
            item
            for item in self.dates
            if item.first is not None
            and sentence.span.contains(item.span)
            and not (reason is not None and reason.overlaps(item.span))
            and not self.text[: item.span.start].endswith(("Act, ", "Act of "))  # the year of a law
        ]
        free = [item for item in inside if self._is_free(report, item)]
        own = self.analysis.article.published.on
        best = self._nearest([item for item in free if item.first == item.last], report.verb, sentence)
        stands = report.action is Action.REWARD_OFFERED and report.verb.tag in {"VBZ", "VBP"}
        present = not report.background and (stands or self._is_present(report.verb))
        if best is not None and not (present and own is not None and best.first != own):
            return best.first, best.span
        if present:
            return own, None
        rough_ones = [item for item in free if self._is_rough(item) and self._is_its_own(report.verb, item)]
        rough = self._nearest(rough_ones, report.verb, sentence)
        if rough is not None:
            return None, rough.span
        last = self._end_of_clause(report.verb, sentence)
        if report.background or any(item.span.start < last for item in inside) or self.is_past(report.verb, sentence):
            return None, None
        if self._tells_its_own and self._is_own_act(report.verb):
            return own, None
        after = self._told_after(later)
        return after if after != (None, None) else self._told_before(report.verb, sentence)

    def _is_free(self, report: Report, item: DateExpression) -> bool:
        """Say whether a date may be that of an act: of a listing that is recalled, also since when it stands."""
        if not report.background:
            return not _is_bound(self.analysis, item.span)
        if _OF_NOUN.match(self.text, item.span.end):
            return True  # “his 2019 designation”
        told = _SAID_SINCE.search(self.text, max(0, item.span.start - 8), item.span.start)
        return told is not None and self._is_its_own(report.verb, item)

    def _is_rough(self, item: DateExpression) -> bool:
        """Say whether a date is a month or a year in which something was done ("in October 1997")."""
        before = self.text[max(0, item.span.start - 8) : item.span.start].split()
        told = bool(before) and before[-1].lower() in _IN
        told = told or _OF_NOUN.match(self.text, item.span.end) is not None
        return item.grain in {"month", "year"} and (told or item.span.of(self.text).lower().startswith("last "))

    def _is_its_own(self, verb: Word, item: DateExpression) -> bool:
        """Say whether a date hangs on a verb, and on none between them ("when we *took* office in January, ...")."""
        word = self.analysis.word_at(item.span.end - 1)
        for _ in range(_CLIMBS):
            if word is None or word.number in {verb.number, word.head}:
                return True
            word = self.analysis.words[word.head]
            if word.pos == "VERB" and word.number != verb.number and word.number not in self._serves(verb):
                return False
        return True

    def _serves(self, verb: Word) -> set[int]:
        """Return the verbs that a verb serves or is joined to."""
        found: set[int] = set()
        while verb.dep in {"xcomp", "conj", "pcomp"} and verb.head not in found:
            verb = self.analysis.words[verb.head]
            found.add(verb.number)
        return found

    def _nearest(self, items: list[DateExpression], verb: Word, sentence: Sentence) -> DateExpression | None:
        last = self._end_of_clause(verb, sentence)
        near = [item for item in items if item.span.start < last]
        return min(near, key=lambda item: abs(item.span.start - verb.start)) if near else None

    def _end_of_clause(self, verb: Word, sentence: Sentence) -> int:
        """Return where the verb's own words end: a subordinate's dates are its own."""
        last = sentence.span.end
        for number in range(verb.number + 1, sentence.last):
            word = self.analysis.words[number]
            if word.dep in {"relcl", "advcl", "acl"}:
                start, _ = self.analysis.subtree(word.number)
                if start > verb.number:
                    last = min(last, self.analysis.words[start].start)
        return last

    def _told_after(self, later: list[Sentence]) -> tuple[date | None, Span | None]:
        """Return the day of publication where the next sentences say that this was done then ("today's action")."""
        for sentence in later:
            today = frames().today.search(self.text, sentence.span.start, sentence.span.end)
            if today is not None:
                return self._own_day(Span(*today.span("day")))
        return None, None

    def _own_day(self, told: Span) -> tuple[date | None, Span | None]:
        own = self.analysis.article.published.on
        return (own, told) if own is not None else (None, None)  # of which day “today” is nobody knows

    def _told_before(self, verb: Word, sentence: Sentence) -> tuple[date | None, Span | None]:
        """Return the day of publication where the text has said before that it is told of acts of that day.

        (“*Today* the ministry took further action by sanctioning … The Treasury designated Hydra”)
        """
        if self._above(verb).tag != "VBD":
            return None, None
        start = max(0, sentence.span.start - _BACK)
        told = list(frames().day_of_acts.finditer(self.text, start, sentence.span.start))
        return self._own_day(Span(*told[-1].span("day"))) if told else (None, None)

    def _above(self, verb: Word) -> Word:
        """Return the verb whose tense tells when: that which a verb serves ("is acting by designating")."""
        words = self.analysis.words
        step = step_of(self.analysis, verb)
        if step is not None:
            return step
        above = verb
        if above.dep == "pcomp":
            above = words[words[above.head].head]
        while above.dep == "xcomp" and words[above.head].pos in {"VERB", "AUX"}:
            above = words[above.head]
        return above

    def _is_present(self, verb: Word) -> bool:
        """Say whether a verb tells what is being done."""
        above = self._above(verb)
        aux = self._auxiliaries(above)
        if verb.dep == "acomp" and self.analysis.words[verb.head].text.lower() == "being":
            return True  # “is being re-designated”
        if above.number != verb.number and above.tag in {"VBP", "VBZ"} and self._tells_its_own:
            return above.lemma in frames().continuing
        return bool(_NOW & aux) and (above.tag == "VBG" or "being" in aux)

    def _is_own_act(self, verb: Word) -> bool:
        """Say whether a verb tells, in a text of the day, what was done by it: "has designated", "designates"."""
        above = self._above(verb)
        if above.tag in {"VBZ", "VBP"} or above.pos not in {"VERB", "AUX"} or verb.tag == "VB":
            return step_of(self.analysis, verb) is None or bool(_PERFECT & self._auxiliaries(above))
        return bool(_PERFECT & self._auxiliaries(above))

    def _auxiliaries(self, verb: Word) -> set[str]:
        return {child.text.lower() for child in self.analysis.children(verb.number) if child.dep in {"aux", "auxpass"}}


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
