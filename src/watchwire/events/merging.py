"""The same happening told twice is one event."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from watchwire.events.distinct import Which, is_another, which_of
from watchwire.events.scene import Scene
from watchwire.events.told_as import told_as
from watchwire.model import Certainty, Event, Span, Tense

_PLANNED = frozenset({Tense.PLANNED, Tense.HYPOTHETICAL})
_LOOSE = frozenset({"attack", "meet", "visit", "supply", "test", "mobilize", "cooperate", "support", "agree"})
_MOMENTS = frozenset(
    {"detain", "attack", "reduce", "sanction", "designate", "yield", "resign", "adopt", "coerce", "accuse"}
    | {"aid", "test", "mobilize"}
)
_EACH_ITS_OWN = frozenset({"attack", "reduce", "coerce", "sanction", "adopt"})
"""Of these, two who have no name and are called by other words are two happenings (“expelled *the consul*”)."""
_LASTING = frozenset({"investigate", "accuse", "fight", "clash"})
_STEPS = frozenset({"detain", "accuse"})
_ARTICLES = ("the ", "a ", "an ")


def merged(scene: Scene, events: list[Event], published: date | None = None) -> list[Event]:
    """Return events in their order, each happening once; what a later telling adds is taken into the first.

    Args:
        scene: the analysed text; its headline tells as now what was, or is to come (“Minister *travels* to Oslo”).
        events: the events as they are told.
        published: the day of publication, long before which a deed is background.

    """
    text, title = scene.analysis.article.text, len(scene.analysis.article.title or "")
    kept: list[Event] = []
    by_party: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    tellings: list[list[Which]] = []
    for event in events:
        keys = list(_keys(event, text))
        which = which_of(scene, event)
        near = sorted({k for key in keys for k in by_party[key]})
        homes = (k for k in near if _same(kept[k], event, text, title))
        home = next((k for k in homes if not any(is_another(t, which, published, title) for t in tellings[k])), None)
        if home is None:
            for key in keys:
                by_party[key].append(len(kept))
            kept.append(event)
            tellings.append([which])
        else:
            kept[home] = _joined(kept[home], event, text, title)
            tellings[home].append(which)
    also = [tuple(which.event.span for which in told[1:]) for told in tellings]
    told = [replace(event, also=(*event.also, *more)) for event, more in zip(kept, also, strict=True)]
    return [_as_below(event, told, text, title) for event in told]


def _as_below(event: Event, events: list[Event], text: str, title: int) -> Event:
    """Return an event that only a headline tells, as now, in the time in which the text below tells of its actor.

    Of a deed at one moment a headline tells as now what has happened (“Norway *expels* two diplomats”).
    """
    if event.span.end > title or event.tense is not Tense.PRESENT:
        return event
    mine = {*event.actors, *event.recipients}
    below = [e for e in events if e.span.start >= title and e.type == event.type and mine & {*e.actors, *e.recipients}]
    same = [e for e in below if e.mode == event.mode] or (below if event.type == "consult" else [])
    told = same[0].tense if same else Tense.PRESENT
    if told in {Tense.PAST, Tense.PLANNED}:
        return replace(event, tense=told)
    lasting = told_as(event.mode, event.span.of(text)) in _LASTING
    return replace(event, tense=Tense.PAST) if event.mode in _MOMENTS and not lasting else event


def _keys(event: Event, text: str) -> Iterator[tuple[str | None, ...]]:
    """Yield where an event is looked for: under who does it, or whom it is done to, or the last words for them."""
    for party in dict.fromkeys(event.actors or event.recipients):
        yield event.type, event.mode, event.goods, party
    if not (event.actors or event.recipients):
        for word in sorted(_last_words((*event.actor_spans, *event.recipient_spans), text)):
            yield event.type, event.mode, event.goods, f"“{word}”"


def _same(a: Event, b: Event, text: str, title: int) -> bool:
    if (a.type, a.mode, a.goods) != (b.type, b.mode, b.goods) or not _called_alike(a, b, text, title):
        return False
    if a.certainty is not b.certainty and Certainty.DENIED in {a.certainty, b.certainty}:
        return False
    if not (_same_doers(a, b, text, title) and _nested(a.recipients, b.recipients)):
        return False
    if any(not one.recipients and one.recipient_spans and other.recipients for one, other in ((a, b), (b, a))):
        return False  # “met officials” in one town, and somebody by name in another
    between = any(not one.recipients and len(one.actors) > 1 and other.recipients for one, other in ((a, b), (b, a)))
    if a.mode == "meet" and between and not _nested((*a.actors, *a.recipients), (*b.actors, *b.recipients)):
        return False  # “talks between Berg and Holm” are not the meeting of Berg with somebody else
    if a.mode in _EACH_ITS_OWN and a.span.end > title and _hits_others(a, b, text):
        return False
    if a.mode == "meet" and not (a.recipients or b.recipients) and (a.recipient_spans or b.recipient_spans):
        ours, theirs = ({_bare(span.of(text)) for span in event.recipient_spans} for event in (a, b))
        if ours.isdisjoint(theirs):
            return False  # “met senior officials” and “met the alumni” are two meetings
    dates = a.date is None or b.date is None or a.date.first == b.date.first
    places = a.place is None or b.place is None or a.place == b.place
    headline = a.span.end <= title and a.tense is Tense.PRESENT and a.type == "consult"
    return dates and places and (headline or (a.tense in _PLANNED) == (b.tense in _PLANNED))


def _hits_others(a: Event, b: Event, text: str) -> bool:
    """Say whether whoever is hit without a name is not the same (“clashed with *farmers*”, “clashed with *miners*”)."""
    if a.recipients or b.recipients or not (a.recipient_spans or b.recipient_spans):
        return False
    return not (a.recipient_spans and b.recipient_spans and _alike(a.recipient_spans, b.recipient_spans, text))


def _called_alike(a: Event, b: Event, text: str, title: int) -> bool:
    """Say whether two events are called the same (“arrested” and “sentenced” are two); a headline has its own words."""
    if a.mode in _LOOSE or (a.span.end <= title and a.mode not in _STEPS):
        return True
    return told_as(a.mode, a.span.of(text)) == told_as(b.mode, b.span.of(text))


def _same_doers(a: Event, b: Event, text: str, title: int) -> bool:
    """Say whether two events may have the same doers: one in common, or where none has a name, the same words."""
    if a.actors and b.actors:
        return bool(set(a.actors) & set(b.actors))
    if not (a.actors or b.actors or a.recipients or b.recipients):
        # “*Insurgents* behead three *fishermen*”, says the headline, and below it was Islamist insurgents.
        hit = bool(a.recipient_spans and b.recipient_spans) and _alike(a.recipient_spans, b.recipient_spans, text)
        return a.span.end <= title and hit and _alike(a.actor_spans, b.actor_spans, text)
    if a.actors or b.actors or not (a.recipients and b.recipients):
        return False
    ours, theirs = ({_bare(span.of(text)) for span in event.actor_spans} for event in (a, b))
    return not ours or not theirs or ours == theirs


def _last_words(phrases: tuple[Span, ...], text: str) -> set[str]:
    return {words[-1] for span in phrases if (words := span.of(text).lower().split())}


def _alike(some: tuple[Span, ...], others: tuple[Span, ...], text: str) -> bool:
    """Say whether words for who has no name may mean the same: they end alike (“insurgents”, “Islamist insurgents”)."""
    ours, theirs = _last_words(some, text), _last_words(others, text)
    return not ours or not theirs or bool(ours & theirs)


def _bare(phrase: str) -> str:
    """Return words for who has no name without their article (“the police” may be “police”)."""
    phrase = phrase.lower()
    return next((phrase.removeprefix(article) for article in _ARTICLES if phrase.startswith(article)), phrase)


def _nested(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Say whether all on one side are among the others: a journey to four towns is told once more for one of them."""
    return set(some) <= set(others) or set(others) <= set(some)


def _joined(a: Event, b: Event, text: str, title: int) -> Event:
    """Return a happening as its first telling has it, with what a later one adds; below a headline it is told whole."""
    later = a.tense is Tense.PRESENT and b.tense in {Tense.PAST, Tense.PLANNED}
    told = b.tense if later else a.tense  # a headline tells it as now
    headline = a.span.end <= title
    taken = a.recipient_spans or (() if a.recipients or b.recipients else b.recipient_spans)
    return replace(
        a,
        tense=told,
        recipients=max(a.recipients, b.recipients, key=len),
        actor_spans=_fuller(a.actor_spans, b.actor_spans, text) if headline else a.actor_spans or b.actor_spans,
        recipient_spans=_fuller(taken, b.recipient_spans, text) if headline else taken,
        date=a.date or b.date,
        place=a.place or b.place,
        # What the text tells by itself is told by nobody because it comes again in somebody's mouth.
        statement=a.statement or (b.statement if headline else None),
    )


def _fuller(ours: tuple[Span, ...], theirs: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Return the later of two words for the same if it only adds to them (“*four Chilean sailors*”)."""
    if len(ours) != 1 or len(theirs) != 1:
        return ours
    said, again = (set(_bare(spans[0].of(text)).split()) for spans in (ours, theirs))
    return theirs if said < again else ours
