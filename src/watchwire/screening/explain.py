"""Why a listed party was found in a text, or not: every way in which one of its names might stand there, judged."""

from collections.abc import Iterator
from dataclasses import dataclass

from watchwire.screening.bands import ALERT, SHOWN
from watchwire.screening.entry import Entry
from watchwire.screening.finder import Finder
from watchwire.screening.found import Found
from watchwire.screening.judging import judge, one_a_place, weigh_context
from watchwire.screening.model import Term, probability, terms
from watchwire.screening.picking import picks_around
from watchwire.screening.refusals import refusal
from watchwire.screening.signs import is_shouting
from watchwire.sources.typography import view_of

REFUSED = "refused: "
_UNWEIGHED = "too little of the name for any context to raise it"
_BETTER = "another name of the party fits better here"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way in which a name might stand in a text: where, what was made of it, and the terms where it was weighed."""

    party: str
    name: str
    start: int
    end: int
    verdict: str
    probability: float | None = None
    terms: tuple[Term, ...] = ()


def explain(finder: Finder, text: str, party_id: str) -> list[Explanation]:
    """Return, for a party, what became of each of its names in a text, the likeliest first.

    Args:
        finder: the finder that would read the text.
        text: the article's text.
        party_id: whose names are asked for, as `un-sc:KPi.076`.

    """
    view = view_of(text)
    found = finder.found(view.text)
    items = one_a_place(found)
    weigh_context(view.text, items)
    shown = {(i.entry.party.id, i.start) for i in judge(view.text, finder.found(view.text))}
    told = [
        _weighed(item, view.span(item.start, item.end), (party_id, item.start) in shown)
        for item in items
        if item.entry.party.id == party_id
    ]
    places = {(entry.name, entry.start) for entry in told}
    weighed = tuple(told)
    entries = list(_entries(finder, party_id))
    for name, start, end, verdict in _refused(finder, view.text, entries):
        place = view.span(start, end)
        if (name, place[0]) not in places:
            places.add((name, place[0]))
            better = verdict == _UNWEIGHED and any(t.start < place[1] and place[0] < t.end for t in weighed)
            told.append(Explanation(party_id, name, *place, _BETTER if better else verdict))
    return sorted(told, key=lambda item: (-(item.probability or 0.0), item.start, item.name))


def _weighed(item: Found, place: tuple[int, int], shown: bool) -> Explanation:
    chance = probability(item.log_odds)
    if item.entry.weak:
        verdict = "a weak alias: it supports, and raises no alert"
    elif not shown:
        verdict = (
            "not shown: a longer or likelier name stands there" if chance >= SHOWN else f"not shown: below {SHOWN}"
        )
    else:
        verdict = "an alert" if chance >= ALERT else f"shown as weak: below {ALERT}"
    why = tuple(terms(item.group, item.features | item.context))
    return Explanation(item.entry.party.id, item.entry.name.full, *place, verdict, round(chance, 4), why)


def _entries(finder: Finder, party_id: str) -> Iterator[Entry]:
    for number in range(len(finder.index.entries)):
        if finder.index.party(int(finder.index.arrays["entry_party"][number])).id == party_id:
            yield finder.index.entries[number]


def _refused(finder: Finder, text: str, entries: list[Entry]) -> Iterator[tuple[str, int, int, str]]:
    """Yield the places where words of a name stand and a rule refuses them, or too few of them stand there."""
    shouting = is_shouting(text, len(text.split()))
    passage = finder.passage(text, 0, len(text), shouting)
    for entry in entries:
        for position, slot in enumerate(passage.near):
            if entry.bag.isdisjoint(slot.words) or not any(slot.get(word) for word in entry.ids):
                continue
            for picks in picks_around(passage, position, entry):
                start, end = passage.tokens[picks[0][0]].start, passage.tokens[picks[-1][0]].end
                reason = refusal(passage, entry, picks)
                if reason is not None:
                    yield entry.name.full, start, end, f"{REFUSED}{reason}"
                else:
                    yield (
                        entry.name.full,
                        start,
                        end,
                        _UNWEIGHED,
                    )
