"""When a happening is said to be: the day that hangs on the word that tells it."""

import re

from watchwire.events.lexicon import frames
from watchwire.events.scene import Scene
from watchwire.language import Analysis, Word
from watchwire.model import DateExpression, EntityKind, Span

_OF_ANOTHER = re.compile(r",? (?:of )?(?:last|that|the (?:same|previous|following|next)) (?:week|month|year)\b")
_GRAINS = frozenset({"day", "week", "month", "year"})
_WEEKDAY = "XXXX-WXX-"


def date_near(scene: Scene, word: Word, shared: bool) -> DateExpression | None:
    """Return when something happens.

    Args:
        scene: the analysed text with the days that it names.
        word: the word that tells the happening.
        shared: whether it is told of several places; where each has its day, no one of them is returned.

    """
    word = _told_by(scene.analysis, word)
    inside = [d for d in _inside(scene, word) if d.first]
    own_dates = [d for d in inside if _governs(scene.analysis, word, d.span)]
    days = {*(d.value for d in own_dates), *(d.value for d in inside if _is_beside_place(scene, d.span))}
    if shared and len(days) > 1:
        return None  # “to Cape Town, *May 9-11*, and Lusaka, *May 12-13*”
    return min(own_dates, key=lambda d: abs(d.span.start - word.start), default=None)


def weekday_near(scene: Scene, word: Word) -> str | None:
    """Return the weekday on which something happens, as TIMEX3 writes it, where no day follows from it."""
    word = _told_by(scene.analysis, word)
    own = [d for d in _inside(scene, word) if d.first is None and _governs(scene.analysis, word, d.span)]
    return next((d.value for d in own if d.value.startswith(_WEEKDAY)), None)


def _told_by(analysis: Analysis, word: Word) -> Word:
    """Return the word on which the day hangs: of a noun that “is” something, “is” (“his visit *was* in May”)."""
    above = analysis.words[word.head]
    return above if word.pos == "NOUN" and word.dep == "nsubj" and above.lemma == "be" else word


def _inside(scene: Scene, word: Word) -> list[DateExpression]:
    """Return the days within the phrase of a word that say when, and not since when."""
    if scene.analysis.sentence_at(word.start) is None:
        return []
    own = scene.analysis.span(*scene.analysis.subtree(word.number))
    return [
        d
        for d in scene.days.over(own)
        if d.kind == "date"
        and d.grain in _GRAINS
        and own.start <= d.span.start < own.end
        and not _is_bound(scene.analysis, d.span)
        and not _is_apart(scene.analysis, d.span)
    ]


def _is_apart(analysis: Analysis, date: Span) -> bool:
    """Say whether a date stands in a line of its own, or tells a day from another (“two months *later*”)."""
    text = analysis.article.text
    before, after = text[: date.start].rpartition("\n")[2], text[date.end :].partition("\n")[0]
    if _OF_ANOTHER.match(after):
        return True  # “on Wednesday *last week*”, “in November *of that year*”
    following = analysis.word_at(date.end + 1)
    near = {word.text.lower() for word in analysis.words_in(date)} | ({following.text.lower()} if following else set())
    return not (before + after).strip() or bool(near & {"later", "earlier", "afterwards"})


def _is_beside_place(scene: Scene, day: Span) -> bool:
    """Say whether a date stands right behind a place (“Lusaka, Zambia, *May 12-13*”)."""
    gap = scene.analysis.article.text[: day.start].rstrip(" ,")
    place = scene.named.get(len(gap) - 1) if gap else None
    return place is not None and place.kind is EntityKind.PLACE


def _is_bound(analysis: Analysis, date: Span) -> bool:
    """Say whether a date only bounds when something was (“since 2014”, “before the summer”)."""
    word = analysis.word_at(date.start)
    before = analysis.words[max(0, word.number - 2) : word.number] if word is not None else ()
    near = [w for w in before if w.pos not in {"DET", "PUNCT"}]
    return bool(near) and near[-1].text.lower() in frames().bounds


def _governs(analysis: Analysis, event: Word, date: Span) -> bool:
    """Say whether a date hangs on the event's word, and not on a verb below it (“the man, elected in 2014, left”)."""
    word = analysis.word_at(date.end - 1)
    while word is not None and word.number != event.number:
        if word.pos in {"VERB", "AUX"} or word.head == word.number:
            return False
        if word.pos in {"NOUN", "PROPN"} and not date.contains(Span(word.start, word.end)):
            return False  # “in the wake of the attacks of 2001”, “for the Conference in November”
        word = analysis.words[word.head]
    return word is not None
