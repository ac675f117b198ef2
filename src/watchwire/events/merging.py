"""The same happening told twice is one event."""

from dataclasses import replace

from watchwire.model import Certainty, Event, Tense


def merged(events: list[Event]) -> list[Event]:
    """Return events in their order, each happening once; what a later telling adds is taken into the first."""
    kept: list[Event] = []
    for event in events:
        home = next((k for k, other in enumerate(kept) if _same(other, event)), None)
        if home is None:
            kept.append(event)
        else:
            kept[home] = _joined(kept[home], event)
    return kept


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
    return replace(
        a,
        recipients=a.recipients or b.recipients,
        date=a.date or b.date,
        place=a.place or b.place,
        statement=a.statement or b.statement,
        also=(*a.also, b.span),
    )
