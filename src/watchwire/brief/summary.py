"""The first paragraph of a brief: two or three sentences of clauses, each linked to the findings and words it rests on.

Only what is sure goes in: strong matches of names that no other listed party bears (beside them, by name, those that
are less sure, so that their number is not taken for that of all), named targets of reported designations, activities
between known sides, and instruments that we know. What was not looked for is not mentioned.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from watchwire.brief.designated import authorities_of, doer_of, when_of
from watchwire.brief.line import Line, country_names, quoted
from watchwire.confidence import Level, shown_from
from watchwire.events import goods_label, is_conduct
from watchwire.geography import countries
from watchwire.model import (
    Action,
    Band,
    Brief,
    Certainty,
    Concern,
    Designation,
    Entity,
    Match,
    Span,
    Standing,
    Status,
)

_FEW = 3
"""How many names a clause gives before it counts the others."""
_ISSUERS = {"un": "UN", "us": "US", "eu": "EU", "gb": "UK"}
_CERTAINTIES = {
    Certainty.SPECULATED: "as speculation",
    Certainty.WARNED: "as a warning",
    Certainty.PROMISED: "as a promise",
    Certainty.ASSERTED: "as asserted",
    Certainty.CONFIRMED: "as confirmed by a party to it",
    Certainty.DENIED: "but denied",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the first paragraph: its words, the ids of the findings it rests on, and the words of the article."""

    text: str
    of: tuple[str, ...]
    spans: tuple[Span, ...]


def summary(brief: Brief) -> tuple[tuple[Clause, ...], ...]:
    """Return the first paragraph: sentences, each of one or more clauses; none where nothing is sure enough."""
    sentences = (
        tuple(_parties(brief)),
        (*_designations(brief), *_activities(brief)),
        tuple(_instruments(brief)),
    )
    return tuple(clauses for clauses in sentences if clauses)


def summary_text(brief: Brief) -> str:
    """Return the first paragraph as plain text."""
    return " ".join(line.text for line in summary_lines(brief))


def summary_lines(brief: Brief) -> tuple[Line, ...]:
    """Return the first paragraph as lines, a clause each, that read on from one to the next."""
    return tuple(
        Line("", _clause_text(clauses, number), spans=clause.spans)
        for clauses in summary(brief)
        for number, clause in enumerate(clauses)
    )


def _clause_text(clauses: tuple[Clause, ...], number: int) -> str:
    text = clauses[number].text
    text = f"{text[:1].upper()}{text[1:]}" if number == 0 else text
    return f"{text}{'.' if number == len(clauses) - 1 else ';'}"


def _names(names: Iterable[str]) -> str:
    held = list(dict.fromkeys(names))
    more = len(held) - _FEW
    return ", ".join(held[:_FEW]) + (f" and {more} more" if more > 0 else "")


def _is_sure(match: Match) -> bool:
    return match.band is Band.STRONG and not match.in_furniture


def _is_possible(match: Match) -> bool:
    return match.band is Band.POSSIBLE and not match.in_furniture


def _issuers(entity: Entity, status: Status) -> list[str]:
    """Return whose lists have an entity with a status on the day (or, where no day is known, at all)."""
    found: dict[str, None] = {}
    for match in filter(_is_sure, entity.matches):
        for number, listing in enumerate(match.party.listings):
            held = match.statuses[number].status if number < len(match.statuses) else Status.LISTED
            if held is status:
                found[_ISSUERS.get(listing.list.partition("-")[0], listing.list)] = None
    return list(found)


def _parties(brief: Brief) -> Iterable[Clause]:
    told: set[str] = set()
    for status, words in (
        (Status.LISTED, "on {lists} lists"),
        (Status.NOT_YET, "listed only later, on {lists} lists{changed}"),
        (Status.DELISTED, "delisted by then, from {lists} lists"),
        (Status.UNKNOWN, "on {lists} lists, since when is not known"),
    ):
        held = [e for e in brief.entities if e.id not in told and _issuers(e, status)]
        if held:
            earlier = bool(told)
            told.update(entity.id for entity in held)
            issuers = sorted({one for entity in held for one in _issuers(entity, status)}, key=_rank)
            lists = " and ".join(part for part in (", ".join(issuers[:-1]), issuers[-1]) if part)
            more = "more " if earlier else ""
            count = f"{len(held)} {more}possible listed part{'y is' if len(held) == 1 else 'ies are'} named"
            when = words.format(lists=lists, changed=_by_the_change(held))
            text = f"{count} ({when}): {_names(entity.name for entity in held)}"
            yield Clause(text, tuple(entity.id for entity in held), tuple(entity.mentions[0] for entity in held))
    unsure = [entity for entity in brief.entities if entity.id not in told and any(map(_is_possible, entity.matches))]
    if told and unsure:  # a count of the sure ones alone would read as a count of all
        text = f"{len(unsure)} more {'is' if len(unsure) == 1 else 'are'} less sure: "
        yield Clause(
            text + _names(entity.name for entity in unsure),
            tuple(entity.id for entity in unsure),
            tuple(entity.mentions[0] for entity in unsure),
        )


def _by_the_change(entities: Iterable[Entity]) -> str:
    """Say of parties not yet listed on the day of publication that they were when the article was changed."""
    listed = [
        any(
            status.status is Status.LISTED
            for match in filter(_is_sure, entity.matches)
            for status in match.statuses_modified
        )
        for entity in entities
    ]
    if not any(listed):
        return ""
    return f"; {'' if all(listed) else 'some of them '}listed by the day on which the article was changed"


def _rank(issuer: str) -> int:
    order = list(_ISSUERS.values())
    return order.index(issuer) if issuer in order else len(order)


def _designations(brief: Brief) -> Iterable[Clause]:
    """Yield a clause for each act: reports by one body of one day under one authority are told together."""
    acts: dict[tuple[object, ...], list[Designation]] = {}
    named = {
        (item.action, when_of(brief, item)) for item in brief.designations if any(one.named for one in item.targets)
    }
    for item in brief.designations:
        sure = item.by or item.authorities or when_of(brief, item)
        tells = any(target.named for target in item.targets) or (item.action, when_of(brief, item)) not in named
        if sure and tells:
            under = frozenset(one.instrument for one in item.authorities)
            acts.setdefault((item.action, doer_of(brief, item), when_of(brief, item), under), []).append(item)
    own = brief.article.published.on
    told = sorted(acts.values(), key=lambda items: own is not None and items[0].on != own)
    for items in told[:_FEW]:
        targets = [target for item in items for target in item.targets]
        targets = [target for target in targets if target.named] or targets
        yield Clause(
            _designation_text(brief, items, [target.name for target in targets]),
            tuple(item.id for item in items),
            (*(item.cue for item in items), *(target.span for target in targets)),
        )


_ACTS = {
    Action.DESIGNATED: "the designation of",
    Action.DELISTED: "the delisting of",
    Action.VISA_RESTRICTED: "visa restrictions on",
    Action.REWARD_OFFERED: "a reward offered for information on",
}


def _designation_text(brief: Brief, items: list[Designation], names: list[str]) -> str:
    doer, when = doer_of(brief, items[0]), when_of(brief, items[0])
    under = authorities_of(brief, items[0], parts=len(items) == 1)
    text = f"it reports {_ACTS[items[0].action]} {_names(names)}"
    text += f" by {doer}" if doer else ""
    text += f" {when}" if when else ""
    return text + (f" under {under}" if under else "")


def _activities(brief: Brief) -> Iterable[Clause]:
    for concern in brief.concerns:
        sides = concern.providers and (concern.receivers or is_conduct(concern.activity))
        between = all(key in countries() for key in (*concern.providers, *concern.receivers))
        if concern.kind == "activity" and sides and between and concern.measures and _is_plain(concern):
            yield Clause(_activity_text(brief, concern), (concern.id,), (concern.span,))


def _is_plain(concern: Concern) -> bool:
    """Say whether an activity is told so clearly that the first paragraph may repeat it."""
    return concern.confidence is None or concern.confidence.value >= shown_from(Level.SURE, "concerns")


def _activity_text(brief: Brief, concern: Concern) -> str:
    by = brief.entity(concern.by) if concern.by else None
    statement = next((one for one in brief.statements if one.id == concern.statement), None)
    if by is not None:
        source = f" by {by.name}"
    elif statement is not None and statement.speaker_span is not None:
        source = f" by {quoted(brief, statement.speaker_span, 60)}"
    else:
        source = ""
    label, givers = goods_label(concern.activity), country_names(concern.providers)
    what = f"a transfer ({label}) from {givers} to {country_names(concern.receivers)}"
    what = f"a {label} by {givers}" if is_conduct(concern.activity) else what
    covered = concern.measures[0]
    return (
        f"it reports, {_CERTAINTIES[concern.certainty]}{source}, {what}, "
        f"which {covered.issuer} {covered.instrument} ¶ {covered.paragraph} covers"
    )


def _instruments(brief: Brief) -> Iterable[Clause]:
    held = [item for item in brief.instruments if item.measures or item.standing is not Standing.UNKNOWN]
    if held:
        spans = tuple(item.citations[0].span for item in held)
        yield Clause(f"it cites {_names(item.name for item in held)}", tuple(item.id for item in held), spans)
