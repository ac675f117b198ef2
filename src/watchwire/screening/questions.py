"""What is asked as a whole: several names of one party, what is known of it, and its numbers.

A name goes through the look-up as it is; of several names, birth dates and countries each combination does, and the
best answer a party stands: any value that agrees is agreement. Numbers are looked up beside the names and change what
they say: an equal one is the strongest evidence there is, another one of a kind that stays for life speaks against.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from math import exp, log

from watchwire.asking import understand
from watchwire.identifiers import KINDS, Number, compatible, key_of
from watchwire.identifiers.keys import keys_of, same
from watchwire.model import (
    Band,
    BirthDate,
    Comparison,
    Identifier,
    Match,
    NameQuality,
    Party,
    PartyKind,
    Reason,
)
from watchwire.screening.bands import band_of
from watchwire.screening.index import Index
from watchwire.screening.lookup import Query

LookUp = Callable[[Query, int], list[Match]]
Accept = Callable[[Party], bool]
_MOST_LOOK_UPS = 24
_WIDE = 200
"""How many matches are looked at where a filter chooses among them: before the cut, not after it."""
_FAMILY_ALONE = 0.1
"""A family name alone says hardly more than chance; the figure only orders these among other weak matches."""
_LEAST_PROBABILITY, _MOST_PROBABILITY = 0.001, 0.999
_FAMILIES = 50
_UNSAID = 0.6
"""What an equal number says at most that nothing labels and that stands beside another name: it may be a house's."""
_ANY = "any"
_IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Question:
    """All that is asked about one party. Empty fields say nothing."""

    names: tuple[str, ...]
    kinds: frozenset[PartyKind] = frozenset()
    birth_dates: tuple[BirthDate, ...] = ()
    countries: tuple[str, ...] = ()
    numbers: tuple[Identifier, ...] = ()
    """Identifying numbers; the kind is empty where it is not known."""
    typed: str = ""
    """What was typed, for the record; the first name otherwise."""

    @property
    def text(self) -> str:
        """What was asked, in a word."""
        return self.typed or next(iter(self.names), "") or next((n.value for n in self.numbers), "")

    def queries(self) -> Iterator[Query]:
        """Yield what is looked up: each name with each birth date and country."""
        kind = next(iter(self.kinds)) if len(self.kinds) == 1 else None
        combinations = product(self.names, self.birth_dates or (None,), self.countries or (None,))
        for name, born, country in islice(combinations, _MOST_LOOK_UPS):
            yield Query(name, kind, born, country)


def question_of(query: Query) -> Question:
    """Return what a typed query asks: its names apart from one another and from the numbers in it."""
    typed = understand(query.name)
    kinds = frozenset({query.kind}) if query.kind else frozenset()
    if typed.vessel and not kinds:
        kinds = frozenset({PartyKind.VESSEL})
    return Question(
        typed.names,
        kinds,
        (query.birth_date,) if query.birth_date else (),
        (query.country,) if query.country else (),
        tuple(Identifier(number.kind or "", number.value) for number in typed.numbers),
        query.name,
    )


def answer(index: Index, look_up: LookUp, asked: Question, limit: int, accept: Accept | None = None) -> list[Match]:
    """Return the best possible matches for what is asked, at most one a party, best first.

    Args:
        index: the listed names and numbers.
        look_up: answers for one name.
        asked: the question.
        limit: the greatest number of matches.
        accept: leaves parties out; it chooses before the cut.

    """
    narrow = accept is not None or len(asked.kinds) > 1
    wide = max(limit, _WIDE) if narrow else limit + (len(asked.numbers) and _WIDE)
    best: dict[str, Match] = {}
    for query in asked.queries():
        for match in look_up(query, wide):
            held = best.get(match.party.id)
            if held is None or order_of(match) < order_of(held):
                best[match.party.id] = match
    if asked.numbers:
        best = _with_numbers(index, asked, best)
    families = _families(index, asked)
    if families:  # a person's name that shares a word or two letters with the one word says less than they do
        best = {key: match for key, match in best.items() if match.band is not Band.WEAK or not _is_person(match)}
        for match in families:
            best.setdefault(match.party.id, match)
    found = [replace(match, query=asked.text) for match in best.values() if _wanted(match.party, asked, accept)]
    return sorted(found, key=order_of)[:limit]


def order_of(match: Match) -> tuple[bool, bool, float, str]:
    """Return where a match stands among others: weak names last, equal numbers first, then by score."""
    agreed = any(reason.feature == _IDENTIFIER and reason.weight > 0 for reason in match.comparison.reasons)
    weak = match.name.quality is NameQuality.WEAK and match.band is Band.WEAK
    return (weak, not agreed, -match.score, match.party.id)


def _wanted(party: Party, asked: Question, accept: Accept | None) -> bool:
    if asked.kinds and party.kind not in asked.kinds and party.kind is not PartyKind.OTHER:
        return False
    return accept is None or accept(party)


# -- numbers


def bearers(index: Index, number: Identifier) -> Iterator[tuple[Party, Identifier]]:
    """Yield the parties that have a number, with their own identifier of it."""
    kind = number.kind or None
    for key in dict.fromkeys((key_of(kind, number.value), key_of(_ANY, number.value))):
        for party in index.by_key(key) if key else ():
            held = next((item for item in party.identifiers if _equal(number, item)), None)
            if held is not None:
                yield party, held


def _equal(asked: Identifier, listed: Identifier) -> bool:
    kind = asked.kind or None
    if not compatible(kind, listed.kind):
        return False
    if listed.kind in {"phone", "email", "website"}:
        return same(listed.kind, asked.value, listed.value)
    return bool({key_of(kind, asked.value), key_of(_ANY, asked.value)} & set(keys_of(listed.kind, listed.value)))


def _with_numbers(index: Index, asked: Question, found: dict[str, Match]) -> dict[str, Match]:
    """Return the matches with what the numbers say: of those found by name, and of those only their numbers tell."""
    agreed: dict[str, tuple[Party, Identifier, float]] = {}
    for number in asked.numbers:
        for party, item in bearers(index, number):
            strength = KINDS[item.kind].strength
            if not number.kind and any(name.strip() != number.value for name in asked.names):
                strength = min(strength, _UNSAID)
            if party.id not in agreed or strength > agreed[party.id][2]:
                agreed[party.id] = (party, item, strength)
    changed = {
        key: match if key in agreed else _contradicted(match, asked.numbers) for key, match in found.items()
    }  # what agrees in one number may differ in another: papers are renewed
    for key, (party, item, strength) in agreed.items():
        changed[key] = _agreeing(party, item, strength, found.get(key), asked)
    return changed


def agreement(item: Identifier, strength: float | None = None) -> Reason:
    """Return the reason that an equal number is; as strong as its kind where nothing says otherwise."""
    weight = KINDS[item.kind].strength if strength is None else strength
    return Reason(_IDENTIFIER, weight, f"the {spoken(item)} stands in the entry")


def spoken(item: Identifier) -> str:
    """Return a number as it is told: its kind, itself, and the state that gave it."""
    kind = {"imo": "IMO number", "other": "number", "": "number"}.get(item.kind, item.kind)
    return " ".join(filter(None, (kind, item.value, f"({item.country})" if item.country else "")))


def _agreeing(party: Party, item: Identifier, strength: float, match: Match | None, asked: Question) -> Match:
    if match is None:
        comparison = Comparison(strength, (agreement(item, strength),))
        return Match(party, party.names[0], comparison, band_of(strength), None, asked.text)
    score = round(1 - (1 - strength) * (1 - match.score), 4)
    comparison = Comparison(score, (agreement(item, strength), *match.comparison.reasons))
    return replace(match, comparison=comparison, band=band_of(score))


def _contradicted(match: Match, numbers: Iterable[Identifier]) -> Match:
    worst: Reason | None = None
    for number in numbers:
        held = [item for item in match.party.identifiers if item.kind == number.kind]
        against = KINDS[number.kind].contradiction if number.kind else 0.0
        if held and against and not any(_equal(number, item) for item in held):
            listed = ", ".join(item.value for item in held[:3])
            reason = Reason(_IDENTIFIER, -against, f"{spoken(number)}, listed {listed}")
            worst = reason if worst is None or reason.weight < worst.weight else worst
    if worst is None:
        return match
    probability = min(max(match.score, _LEAST_PROBABILITY), _MOST_PROBABILITY)
    score = round(1 / (1 + exp(-(log(probability / (1 - probability)) + worst.weight))), 4)
    band = Band.WEAK if match.band is Band.WEAK else band_of(score)
    return replace(match, comparison=Comparison(score, (worst, *match.comparison.reasons)), band=band)


def found_numbers(numbers: Iterable[Number]) -> tuple[Identifier, ...]:
    """Return numbers that were found in a text as identifiers."""
    return tuple(Identifier(number.kind or "", number.value) for number in numbers)


# -- names of one word


def _is_person(match: Match) -> bool:
    return match.party.kind in {PartyKind.PERSON, PartyKind.OTHER}


def _families(index: Index, asked: Question) -> list[Match]:
    """Return the parties whose family name is the one word that was asked for, as weak matches that say so."""
    if asked.kinds and PartyKind.PERSON not in asked.kinds:
        return []
    anatomies = [index.take_apart(name, PartyKind.PERSON) for name in asked.names]
    if not anatomies or any(len(anatomy.content) != 1 for anatomy in anatomies):
        return []
    bearing: dict[int, tuple[float, int]] = {}
    for anatomy in anatomies:
        for word, likeness in index.near(anatomy.content[0].norm).items():
            for number in index.posted_list("family", word):
                party = index.party_of(number)
                if likeness > bearing.get(party, (0.0, 0))[0]:
                    bearing[party] = (likeness, number)
    ranked = sorted(bearing.items(), key=lambda item: (-item[1][0], item[0]))
    told = "one listed party has" if len(ranked) == 1 else f"{len(ranked)} listed parties have"
    detail = f"{told} this family name or one like it; a given name or another fact is needed to tell them apart"
    return [_family(index, number, likeness, detail) for _, (likeness, number) in ranked[:_FAMILIES]]


def _family(index: Index, number: int, likeness: float, detail: str) -> Match:
    entry = index.entries[number]
    score = round(_FAMILY_ALONE * likeness, 4)
    return Match(entry.party, entry.name, Comparison(score, (Reason("family name alone", score, detail),)), Band.WEAK)
