"""One subject behind the entries that several lists have of it, with the reason for every join.

Entries are joined by what lists say themselves (a UN number in an EU row), by numbers that identify (passports, IMO),
and by equal names together with a birth date (people) or a country (bodies). What contradicts keeps entries apart,
and two entries of one list are never one subject: a publisher that keeps them apart has a reason. All joins, and the
ones that were refused, can be looked at.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, product, starmap

from watchwire.model import BirthDate, Identifier, NameQuality, Party, PartyKind, party_id
from watchwire.names.press import bodies_of

_ORDER = ("un-sc", "us-ofac-sdn", "us-ofac-cons", "eu-", "gb-", "us-csl")
"""Whose entry leads a subject, by the beginning of the list's id; others come last."""
_COMMON = 20
"""A word that more bodies than this of one list have in their names does not set a name apart."""
_SHORTEST = 5
"""Letters and digits that an identifying number has at least, and a body's name of one word."""
_CIRCA = timedelta(days=2 * 365)
"""How far a birth date given as approximate may be off: the spread of "circa" dates that lists give one person."""
_IDENTIFYING = frozenset({"passport", "national-id", "tax", "imo", "lei"})
_WORLDWIDE = frozenset({"imo", "lei"})
_BODIES = frozenset({PartyKind.ORGANIZATION, PartyKind.OTHER})
_GENDERS = frozenset({"male", "female"})


class Why(StrEnum):
    """What joins two entries, the strongest first."""

    CROSS_REFERENCE = "cross-reference"
    IDENTIFIER = "identifier"
    NAME_AND_BIRTH_DATE = "name and birth date"
    NAME_COUNTRY_AND_BIRTH_YEAR = "name, country and birth year"
    NAME_AND_COUNTRY = "name and country"
    SEVERAL_NAMES = "several names"
    BODY_OF_THE_NEWS = "body of the table of press forms"


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Two entries that are, or were refused to be, one subject: `detail` says it for a person."""

    one: str
    other: str
    why: str
    detail: str


@dataclass(frozen=True, slots=True)
class Subjects:
    """Which entries are one subject. An entry that is joined to nobody is its own subject.

    `apart` are joins that something spoke for and that were refused, with the contradiction.
    """

    joins: tuple[Join, ...] = ()
    apart: tuple[Join, ...] = ()
    _leading: Mapping[str, str] = field(default_factory=dict, repr=False)
    _members: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def of(self, party_id: str) -> str:
        """Return the subject of an entry: the id of its leading entry."""
        return self._leading.get(party_id, party_id)

    def members(self, subject_id: str) -> tuple[str, ...]:
        """Return the entries of a subject, the leading one first."""
        return self._members.get(subject_id, (subject_id,))


def join_subjects(parties: Iterable[Party]) -> Subjects:
    """Join the entries of several lists that are one party; the order of `parties` does not matter.

    The reasons are taken strongest first, so that a name never keeps apart what a cross-reference joins.
    """
    held = parties if isinstance(parties, Sequence) else tuple(parties)
    common = _words_of_lists(held)
    known = {party.id: party for party in sorted(_may_join(held, common), key=lambda party: party.id)}
    strongest: dict[tuple[str, str], Join] = {}
    for join in _reasons(known, common):
        strongest.setdefault((join.one, join.other), join)
    rank = {why.value: number for number, why in enumerate(Why)}
    groups = _Groups(known)
    taken, apart = [], []
    for join in sorted(strongest.values(), key=lambda join: (rank[join.why], join)):
        refusal = groups.unite(join)
        if refusal is None:
            taken.append(join)
        else:
            apart.append(Join(join.one, join.other, join.why, f"{join.detail}; kept apart: {refusal}"))
    members = {held[0]: held for held in groups.whole()}
    leading = {one: lead for lead, held in members.items() for one in held}
    return Subjects(tuple(sorted(taken)), tuple(sorted(apart)), leading, members)


def _may_join(parties: Sequence[Party], common: Counter[str]) -> Iterator[Party]:
    """Yield the parties that something may join to another: of the largest list only those that share it.

    Two entries of one list are never one subject, so that of a list of a million clients only what other lists know
    too is looked at.
    """
    sizes = Counter(list_of(party.id) for party in parties)
    largest = max(sizes, key=lambda name: (sizes[name], name), default="")
    shared: set[str] = set()
    for party in parties:
        if list_of(party.id) != largest:
            shared.update(_marks(party, common))
    if not shared:  # a single list: nobody to be joined to
        return
    for party in parties:
        if list_of(party.id) != largest or not shared.isdisjoint(_marks(party, common)):
            yield party


def _marks(party: Party, common: Counter[str]) -> Iterator[str]:
    """Yield all by which an entry may be joined to another: its id, what it cites, and the keys that it shares."""
    yield party.id.partition("~")[0]
    yield party.id
    yield from _stated(party)
    one = (party,)
    for keys in (
        _numbers(one),
        _born_names(one),
        _placed_people(one),
        _placed_names(one, common),
        _unplaced_names(one),
        _bodies_of_the_news(one),
    ):
        yield from (key for key, _, _ in keys)


def precedence(party_id: str) -> tuple[int, str]:
    """Return the key that orders the entries of a subject, the leading one first."""
    list_id = party_id.partition(":")[0]
    rank = next((number for number, start in enumerate(_ORDER) if list_id.startswith(start)), len(_ORDER))
    return rank, party_id


def list_of(party_id: str) -> str:
    """Return the list whose entries are never joined with one another.

    The US screening list is a list of lists, which repeats a party once for each, so each of those counts alone.
    """
    list_id, _, reference = party_id.partition(":")
    return f"{list_id}:{reference.partition('-')[0]}" if list_id == "us-csl" else list_id


class _Groups:
    """Entries united so far."""

    def __init__(self, parties: Mapping[str, Party]) -> None:
        self._parties = parties
        self._of: dict[str, list[str]] = {}

    def unite(self, join: Join) -> str | None:
        """Unite the groups of two entries; return what forbids it, if anything does."""
        one = self._of.get(join.one, [join.one])
        other = self._of.get(join.other, [join.other])
        if one is other:
            return None
        lists = {list_of(member): member for member in one}
        for member in other:
            if (held := lists.get(list_of(member))) is not None:
                return f"{held} and {member} are two entries of one list"
        stated = join.why == Why.CROSS_REFERENCE
        for a, b in product(one, other):
            if refusal := _contradiction(self._parties[a], self._parties[b], stated):
                return refusal
        whole = [*one, *other]
        for member in whole:
            self._of[member] = whole
        return None

    def whole(self) -> Iterator[tuple[str, ...]]:
        """Yield the groups, each ordered by precedence."""
        for held in {id(group): group for group in self._of.values()}.values():
            yield tuple(sorted(held, key=precedence))


def _contradiction(a: Party, b: Party, stated: bool) -> str | None:
    """Say what speaks against two entries being one.

    Where a list itself states that they are (`stated`), only the kind can contradict: publishers that cite one
    another still spell birth dates differently.
    """
    if PartyKind.OTHER not in {a.kind, b.kind} and a.kind is not b.kind:
        bodies = {PartyKind.ORGANIZATION, PartyKind.VESSEL}  # several lists enter ships as bodies
        if not (stated and {a.kind, b.kind} == bodies):
            return f"{a.id} is a {a.kind.value}, {b.id} a {b.kind.value}"
    if stated:
        return None
    if a.birth_dates and b.birth_dates and not any(starmap(_may_be_one, product(a.birth_dates, b.birth_dates))):
        return f"{a.id} was born {_born(a)}, {b.id} {_born(b)}"
    if a.gender != b.gender and {a.gender, b.gender} <= _GENDERS:
        return f"{a.id} is {a.gender}, {b.id} {b.gender}"
    return None


def _may_be_one(a: BirthDate, b: BirthDate) -> bool:
    spread = _CIRCA if a.circa or b.circa else timedelta()
    return (
        a.on.first_day() <= (b.until or b.on).last_day() + spread
        and b.on.first_day() <= (a.until or a.on).last_day() + spread
    )


def _born(party: Party) -> str:
    return " or ".join(map(str, party.birth_dates))


def _reasons(parties: Mapping[str, Party], common: Counter[str]) -> Iterator[Join]:
    """Yield what speaks for joins, the strongest kind first; `one` leads `other`."""
    yield from _cross_references(parties)
    yield from _shared(Why.IDENTIFIER, _numbers(parties.values()))
    yield from _shared(Why.NAME_AND_BIRTH_DATE, _born_names(parties.values()))
    yield from _shared(Why.NAME_COUNTRY_AND_BIRTH_YEAR, _placed_people(parties.values()))
    yield from _shared(Why.NAME_AND_COUNTRY, _placed_names(parties.values(), common))
    yield from _several_names(parties.values())
    yield from _shared(Why.BODY_OF_THE_NEWS, _bodies_of_the_news(parties.values()))


def _pair(a: str, b: str, why: Why, detail: str) -> Join:
    one, other = sorted((a, b), key=precedence)
    return Join(one, other, why.value, detail)


def _cross_references(parties: Mapping[str, Party]) -> Iterator[Join]:
    """What entries say of themselves: ids on other lists, and listings on other lists.

    Two entries that both cite one that is not held (an OFSI group, say) are joined through it.
    """
    citing: dict[str, list[str]] = defaultdict(list)
    for party in parties.values():
        for cited in sorted(_stated(party)):
            if cited in parties:
                yield _pair(party.id, cited, Why.CROSS_REFERENCE, f"{party.id} cites {cited}")
            else:
                citing[cited].append(party.id)
    for cited, members in citing.items():
        for a, b in combinations(members, 2):
            yield _pair(a, b, Why.CROSS_REFERENCE, f"both cite {cited}")


def _stated(party: Party) -> set[str]:
    """Return the ids on other lists that an entry says it has."""
    own = party.id.partition("~")[0]
    stated = {*party.cross_references, *(party_id(item.list, item.reference) for item in party.listings)} - {own}
    if party.id.startswith(("us-ofac-sdn:", "us-ofac-cons:")):  # OFAC numbers parties across its lists
        stated.add("us-ofac:" + own.partition(":")[2])
    return stated


def _shared(why: Why, keys: Iterable[tuple[str, str, str]]) -> Iterator[Join]:
    """Join the holders of one key, save where two entries of one list hold it: then it does not identify there."""
    holders: dict[str, dict[str, None]] = defaultdict(dict)
    details: dict[str, str] = {}
    for key, holder, detail in keys:
        holders[key][holder] = None
        details.setdefault(key, detail)
    for key, found in holders.items():
        if len(found) == 1:
            continue
        counts = Counter(map(list_of, found))
        for a, b in combinations([one for one in found if counts[list_of(one)] == 1], 2):
            yield _pair(a, b, why, details[key])


def _numbers(parties: Iterable[Party]) -> Iterator[tuple[str, str, str]]:
    """Numbers that identify, by scheme and country; without a country together with a name or a birth date."""
    for party in parties:
        for item in party.identifiers:
            number = _number(item, party.kind)
            if number is None:
                continue
            said = " ".join(text for text in (item.kind, item.country or "", item.value) if text)
            if item.kind in _WORLDWIDE or item.country:
                yield f"{item.kind}|{item.country if item.kind not in _WORLDWIDE else ''}|{number}", party.id, said
            if item.kind not in _WORLDWIDE and item.kind != "tax":
                for born in party.birth_dates:
                    yield f"{item.kind}|{number}|{born.on}", party.id, f"{said}, born {born.on}"
                for name in _strong(party):
                    yield f"{item.kind}|{number}|{_key(name)}", party.id, f"{said}, {name}"


def _number(item: Identifier, kind: PartyKind) -> str | None:
    if item.kind not in _IDENTIFYING:
        return None
    if item.kind == "imo" and kind not in {PartyKind.VESSEL, PartyKind.OTHER}:
        return None  # in the entry of a body it is as often its ship's
    number = "".join(filter(str.isalnum, item.value)).upper().removeprefix("IMO")
    digits = sum(map(str.isdigit, number))
    return number if len(number) >= _SHORTEST and digits >= _SHORTEST - 1 and len(set(number)) > 1 else None


def _born_names(parties: Iterable[Party]) -> Iterator[tuple[str, str, str]]:
    """People's strong names of two words or more, with each full birth date."""
    for party in parties:
        if party.kind is not PartyKind.PERSON:
            continue
        days = [born.on for born in party.birth_dates if born.on.day and not born.circa and born.until is None]
        for name in _strong(party) if days else ():
            key = _key(name)
            if " " in key:
                for day in days:
                    yield f"{key}|{day}", party.id, f"{name}, born {day}"


def _placed_people(parties: Iterable[Party]) -> Iterator[tuple[str, str, str]]:
    """People's strong names of two words or more with each country, where a birth date is there to agree or forbid.

    Lists know of many people the year of birth alone. Of 516 such pairs of the UN's, OFAC's and the screening list,
    30 drawn at random were right, all of them.
    """
    for party in parties:
        if party.kind is not PartyKind.PERSON or not party.birth_dates:
            continue
        for name in _strong(party):
            key = _key(name)
            if " " in key:
                for country in party.countries:
                    yield f"{key}|{country}", party.id, f"{name}, {country}, born {_born(party)}"


def _placed_names(parties: Iterable[Party], counts: Counter[str]) -> Iterator[tuple[str, str, str]]:
    """Bodies' strong names that hold a rare word, with each country."""
    for party in parties:
        for name in _strong(party) if party.kind in _BODIES and party.countries else ():
            key = _key(name)
            words = key.split()
            long_enough = len(words) > 1 or len(key) >= _SHORTEST
            if long_enough and min((counts[word] for word in words), default=_COMMON + 1) <= _COMMON:
                for country in party.countries:
                    yield f"{key}|{country}", party.id, f"{name}, {country}"


def _unplaced_names(parties: Iterable[Party]) -> Iterator[tuple[str, str, str]]:
    """Bodies' strong names by themselves: a list that gives no country shares them with one that may."""
    for party in parties:
        for name in _strong(party) if party.kind in _BODIES else ():
            key = _key(name)
            if len(key) >= _SHORTEST:
                yield f"name|{key}", party.id, name


def _several_names(parties: Iterable[Party]) -> Iterator[Join]:
    """Join bodies that share several strong names, where a list gives no country ("al-Shabaab", "Shabaab", "MYM").

    Two lists may have another body under one name, hardly under two. Where one entry shares names with two of another
    list ("Egyptian Islamic Jihad" is an alias of al-Qaida, too), it is the one with which it shares most.
    """
    held = list(parties)
    placed = {party.id for party in held if party.countries}
    shared: dict[tuple[str, str], list[Join]] = defaultdict(list)
    for join in _shared(Why.SEVERAL_NAMES, _unplaced_names(held)):
        if not {join.one, join.other} <= placed:
            shared[join.one, join.other].append(join)
    most: Counter[tuple[str, str]] = Counter()
    for (one, other), joins in shared.items():
        for sides in ((one, list_of(other)), (other, list_of(one))):
            most[sides] = max(most[sides], len(joins))
    for (one, other), joins in shared.items():
        if len(joins) > 1 and len(joins) == most[one, list_of(other)] == most[other, list_of(one)]:
            yield _pair(one, other, Why.SEVERAL_NAMES, ", ".join(sorted(join.detail for join in joins)[:3]))


def _bodies_of_the_news(parties: Iterable[Party]) -> Iterator[tuple[str, str, str]]:
    """Bodies that our table of press forms knows by a listed name, where no country speaks against it."""
    for party in parties:
        for forms in bodies_of(party):
            called = (*forms.forms, *forms.acronyms, *forms.support)[0]
            yield f"press|{called}", party.id, f"{called}, by the table of press forms"


def _words_of_lists(parties: Iterable[Party]) -> Counter[str]:
    """Count in how many placed bodies' names each word stands, in the list where it is most common."""
    by_list: dict[str, Counter[str]] = defaultdict(Counter)
    for party in parties:
        if party.kind not in _BODIES or not party.countries:
            continue
        by_list[list_of(party.id)].update({word for name in _strong(party) for word in _key(name).split()})
    most: Counter[str] = Counter()
    for counts in by_list.values():
        most |= counts
    return most


def _strong(party: Party) -> Iterator[str]:
    return (name.full for name in party.names if name.quality is NameQuality.STRONG)


@lru_cache(maxsize=1 << 18)
def _key(name: str) -> str:
    """Return the words of a name without case, accents and punctuation, sorted: lists differ in the order."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = plain.replace("'", "").replace("’", "").replace(".", "")
    return " ".join(sorted("".join(c if c.isalnum() else " " for c in plain).split()))
