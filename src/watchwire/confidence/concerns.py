"""How likely a sentence reports a dealing with a listed party or country, where events and flows tell none clearly.

It is asked twice: of each sentence by itself, and then beside what its text tells elsewhere, as news tells one dealing
in several sentences (the goods in one, the buyer in the next).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from watchwire.confidence.model import confidence_of
from watchwire.measures import Candidate
from watchwire.model import Concern, Confidence, Span

ALONE, BESIDE = "concerns alone", "concerns"
"""The sections of weights for a sentence by itself, and beside the others of its text."""
LEAST = 0.2
"""From which confidence on a sentence counts as one that may report a dealing: below it, hardly one in seven does."""
_DEALINGS = frozenset({"activity", "support"})
_STEPS = ((0.65, "surely"), (0.45, "likely"), (0.25, "perhaps"), (0.1, "hardly"))
_SOME, _MANY = 0.3, 4
_FEW = 5
"""A text of so few sentences tells no more than they do."""


def with_tellings(concerns: tuple[Concern, ...], candidates: Sequence[Candidate]) -> tuple[Concern, ...]:
    """Return the clear concerns, and behind them those that a sentence may report, with their confidence.

    A sentence that tells what a clear concern rests on is none beside it. Several sentences that tell the same (kind,
    activity and sides) are one concern with the confidence of the likeliest.

    Args:
        concerns: what events and flows report.
        candidates: the sentences that may report a dealing.

    """
    grouped: dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], Concern] = {}
    for confidence, item in sorted(_weighed(candidates), key=lambda pair: -pair[0].value):
        if confidence.value < LEAST or any(_is_told(item, held) for held in concerns):
            continue
        concern = item.concern()
        if concern is None:
            continue
        key = (concern.kind, concern.activity, concern.providers, concern.receivers)
        first = grouped.get(key)
        if first is None:
            grouped[key] = replace(concern, confidence=confidence)
        elif concern.span != first.span:
            grouped[key] = replace(first, also=tuple(sorted({*first.also, concern.span})))
    found = (*concerns, *sorted(grouped.values(), key=lambda concern: concern.span))
    return tuple(replace(concern, id=f"c{number}") for number, concern in enumerate(found, 1))


def _weighed(candidates: Sequence[Candidate]) -> Iterator[tuple[Confidence, Candidate]]:
    by_themselves = [confidence_of(ALONE, item.seen) for item in candidates]
    if all(item.number < _FEW for item in candidates):
        yield from zip(by_themselves, candidates, strict=True)  # a teaser: no others say anything
        return
    alone = [confidence.value for confidence in by_themselves]
    for seen, item in zip(beside(candidates, alone), candidates, strict=True):
        yield confidence_of(BESIDE, (*item.seen, *seen)), item


def beside(candidates: Sequence[Candidate], shares: Sequence[float]) -> Iterator[tuple[str, ...]]:
    """Yield for each candidate of a text what the others say: the likeliest, the sentences next to it, how many.

    Args:
        candidates: the sentences of one text that may report a dealing.
        shares: how likely each does, by itself.

    """
    best: dict[int, float] = {}
    for item, share in zip(candidates, shares, strict=True):
        best[item.number] = max(best.get(item.number, 0.0), share)
    for item in candidates:
        others = {number: share for number, share in best.items() if number != item.number}
        some = sum(share >= _SOME for share in others.values())
        yield (
            f"elsewhere in the text {_step(max(others.values(), default=0.0))} one",
            f"the sentence before {_step(others.get(item.number - 1, 0.0))} one",
            f"the sentence after {_step(others.get(item.number + 1, 0.0))} one",
            f"other sentences that may: {min(some, _MANY)}",
        )


def _step(share: float) -> str:
    return next((name for least, name in _STEPS if share >= least), "not")


def _is_told(item: Candidate, concern: Concern) -> bool:
    """Say whether a concern rests on words of a sentence that tells a dealing of its kind."""
    alike = concern.kind in _DEALINGS if item.kind == "dealing" else concern.kind == item.kind
    return alike and any(_touch(item.place, span) for span in (concern.span, *concern.also))


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
