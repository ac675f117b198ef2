"""The same happening told twice is one event."""

from collections import defaultdict
from dataclasses import replace

from watchwire.model import Certainty, Event, Span, Tense


def merged(events: list[Event]) -> list[Event]:
    """Return events in their order, each happening once; what a later telling adds is taken into the first."""
    kept: list[Event] = []
    by_actor: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    also: dict[int, list[Span]] = defaultdict(list)
    for event in events:
        keys = [(event.type, event.mode, event.goods, actor) for actor in dict.fromkeys(event.actors)]
        homes = (next((k for k in by_actor[key] if _same(kept[k], event)), None) for key in keys)
        home = min((k for k in homes if k is not None), default=None)
        if home is None:
            for key in keys:
                by_actor[key].append(len(kept))
            kept.append(event)
        else:
            kept[home] = _joined(kept[home], event)
            also[home].append(event.span)
    return [replace(event, also=(*event.also, *also[k])) if k in also else event for k, event in enumerate(kept)]


def _same(a: Event, b: Event) -> bool:
    if (a.type, a.mode, a.goods) != (b.type, b.mode, b.goods) or not a.actors or not b.actors:
        return False
    if a.certainty is not b.certainty and Certainty.DENIED in {a.certainty, b.certainty}:
        return False
    people = bool(set(a.actors) & set(b.actors)) and (
        a.recipients == b.recipients or not a.recipients or not b.recipients
    )
    dates = a.date is None or b.date is None or a.date.first == b.date.first
    planned = {Tense.PLANNED, Tense.HYPOTHETICAL}
    return (
        people
        and dates
        and (a.tense in planned) == (b.tense in planned)
        and a.place in {b.place, None} | ({a.place} if b.place is None else set())
    )


def _joined(a: Event, b: Event) -> Event:
    told = b.tense if (a.tense, b.tense) == (Tense.PRESENT, Tense.PAST) else a.tense  # a headline tells it as now
    return replace(
        a,
        tense=told,
        recipients=a.recipients or b.recipients,
        date=a.date or b.date,
        place=a.place or b.place,
        statement=a.statement or b.statement,
    )
