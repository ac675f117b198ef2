"""Is this name listed? One name (or number) against the index."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from watchwire.model import Band, BirthDate, Comparison, Match, NameQuality, Party, PartyKind, Reason
from watchwire.names.additive import log_odds_of
from watchwire.names.anatomy import Anatomy, Role, Word, dissect
from watchwire.names.compare import Weighed, most_that_it_can_be, score_of, weigh_names
from watchwire.names.runs import number_words
from watchwire.names.tokens import by_writing
from watchwire.screening.bands import LOOKED_UP, band_of
from watchwire.screening.entry import Entry
from watchwire.screening.index import Index
from watchwire.screening.marks import PERSON, letter_bit, letters_together

_CANDIDATES = 400
_PARTNERS = 2
_INITIAL = 0.75
_TOGETHER_LEAST = 6
_PART_LEAST = 3
_SHORT, _SHORT_ALIKE = 5, 0.96
"""Words as short as this may be near though no key of theirs says so: they are taken to be, if they begin alike."""
_LETTERS_MOST = 6
"""A longer word is hardly one of letters run together."""
_PART = 0.5
_EVIDENCE_MOST = 2.5
"""How much log-odds evidence beside the name may add."""
_APART_MOST = 0.5
"""How much log-odds words may add that are written apart, where the bound does not see it."""
_NAME_MOST = 5.0
"""What a name says at most where its bearer is known to differ: namesakes have the same letters."""
_ONE_WORD = 0.1
"""What a person's name hardly reaches of which only one word agrees."""


@dataclass(frozen=True)
class Query:
    """What is asked: a name, and what else is known of its bearer."""

    name: str
    kind: PartyKind | None = None
    birth_date: BirthDate | None = None
    country: str | None = None


def look_up(
    index: Index, query: Query, limit: int = 5, least: float = LOOKED_UP, without: frozenset[int] = frozenset()
) -> list[Match]:
    """Return the best possible matches for a name, at most one a party, best first.

    Args:
        index: the listed names.
        query: the name and what is known of its bearer.
        limit: the greatest number of matches.
        least: the lowest score that is returned.
        without: entry numbers to leave out (to measure what would be found if a name were not listed).

    """
    best: dict[int, _Judged] = {}
    kinds = (query.kind,) if query.kind else (PartyKind.PERSON, PartyKind.ORGANIZATION)
    anatomies = {kind: dissect(query.name, kind, frequency=index.rarity) for kind in kinds}
    for entry in candidates(index, query, anatomies, without, least):
        judged = _judge(entry, query, weigh_names(_fitting(anatomies, entry), entry.anatomy))
        held = best.get(entry.party_number)
        if judged.shown >= least and (held is None or judged.order < held.order):
            best[entry.party_number] = judged
    first = heapq.nsmallest(limit, best.values(), key=lambda judged: judged.order)
    matches = {judged.entry.party.id: judged.match(query) for judged in first}
    for part in by_writing(query.name):
        for match in look_up(index, replace(query, name=part), limit, least, without):
            other = matches.get(match.party.id)
            if other is None or order_of(match) < order_of(other):
                matches[match.party.id] = match
    for match in _by_number(index, query):
        matches[match.party.id] = match
    return sorted(matches.values(), key=order_of)[:limit]


def order_of(match: Match) -> tuple[bool, float, str]:
    """Return the key that orders matches best first, those by weak names last."""
    return (match.name.quality is NameQuality.WEAK, -match.score, match.party.id)


class _Judged:
    """A listed name compared with what was asked: its score with all evidence, and where it stands among others."""

    __slots__ = ("entry", "evidence", "order", "score", "shown", "weighed")

    def __init__(self, entry: Entry, weighed: Weighed, evidence: list[Reason]) -> None:
        more = sum([reason.weight for reason in evidence])
        log_odds = (min(weighed.log_odds, _NAME_MOST) if more < 0 else weighed.log_odds) + more
        self.entry = entry
        self.weighed = weighed
        self.evidence = evidence
        self.score = score_of(log_odds)
        self.shown = max(self.score, score_of(weighed.log_odds))
        """What decides whether it is shown: other evidence may speak against a name, and never hides it."""
        self.order = (entry.weak, -log_odds, entry.party_number)

    def match(self, query: Query) -> Match:
        """Return the match, with its reasons."""
        entry = self.entry
        name = entry.name
        reasons = [Reason("listed name", 0.0, f"{name.full} ({name.quality.value})"), *self.evidence]
        band = band_of(self.score)
        if entry.weak:
            reasons.append(Reason("weak alias", 0.0, "the list calls this name weak: support, no alert by itself"))
            band = Band.WEAK
        whole = Comparison(self.score, (*reasons, *self.weighed.comparison().reasons))
        return Match(entry.party, name, whole, band, None, query.name)


def _judge(entry: Entry, query: Query, weighed: Weighed) -> _Judged:
    return _Judged(entry, weighed, _evidence(entry.party, query) if query.birth_date or query.country else [])


def _fitting(anatomies: dict[PartyKind, Anatomy], entry: Entry) -> Anatomy:
    """Return what was asked taken apart as a name of the entry's kind."""
    kind = PartyKind.PERSON if entry.anatomy.person else PartyKind.ORGANIZATION
    return anatomies.get(kind) or next(iter(anatomies.values()))


def candidates(
    index: Index, query: Query, anatomies: dict[PartyKind, Anatomy], without: frozenset[int], least: float
) -> Iterator[Entry]:
    """Yield names that share words with the query, those that share the most first."""
    anatomy = next(iter(anatomies.values()))
    links = _links(index, anatomy)
    linked = {id(anatomy): links}
    counts = _sharing(index, anatomy, links)
    ranked = sorted(counts.items(), key=lambda item: -item[1])[:_CANDIDATES]
    everything = len(anatomy.content) < _PARTNERS or least < _ONE_WORD
    lowest = log_odds_of(least) if least else 0.0
    for number, _ in ranked:
        if number in without or not (everything or _may_reach(index, number, query, links)):
            continue
        entry = index.entries[number]
        if not _kinds_agree(query.kind, entry.kind):
            continue
        fitting = _fitting(anatomies, entry)
        if not everything and id(fitting) not in linked:
            linked[id(fitting)] = _links(index, fitting)
        if everything or _hopeful(fitting, entry, linked[id(fitting)], lowest, query):
            yield entry


def _sharing(index: Index, anatomy: Anatomy, links: "_Links") -> dict[int, float]:
    """Return the names that share words with the query, and how much they do."""
    counts: dict[int, float] = {}
    sought = [word.norm for word in anatomy.words if word.role is not Role.INITIAL]
    for norm in (*sought, *links.lettered):
        for near, similarity in index.near(norm).items():
            for number in index.rare(near):
                counts[number] = counts.get(number, 0.0) + similarity
    for parts in links.apart:
        for part in parts if len(index.spelling(parts[0])) > 1 else ():  # letters are posted as the word they make
            for number in index.rare(part):
                counts[number] = counts.get(number, 0.0) + _PART
    return counts


@dataclass(frozen=True)
class _Links:
    """What a query's words that count are known to be like: for each the listed words with the likeness (`words`), and
    for each listed word which of them it is like or the initial of, as bits (`alike`). `joined` are the listed words
    that two of them make, or all their initials; `initials` the bits of those that are initials, `beginning` which
    begin with a letter, `short` which are short; `apart` listed words that make one of its words together, two of them
    or its letters; `lettered` the words that its own letters make.
    """  # noqa: D205

    content: tuple[Word, ...]
    words: list[dict[int, float]]
    alike: dict[int, int]
    joined: frozenset[int]
    initials: list[int]
    beginning: dict[int, list[int]]
    short: list[bool]
    apart: list[tuple[int, ...]]
    lettered: list[str]


def _links(index: Index, anatomy: Anatomy) -> _Links:
    content = anatomy.content
    norms = [word.norm for word in content]
    together = [a.norm + b.norm for a, b in pairwise(anatomy.words)]
    initials = index.word_number("".join([norm[0] for norm in norms]))
    lettered = list(letters_together(anatomy))
    together.extend(lettered)
    index.learn([*[word.norm for word in anatomy.words], *together])
    words = [index.like(norm) for norm in norms]
    joined = {number for norm in together if len(norm) > 1 for number in index.like(norm)}
    beginning: dict[int, list[int]] = {}
    alike: dict[int, int] = {}
    for k, norm in enumerate(norms):
        letter = letter_bit(norm)
        beginning.setdefault(letter, []).append(k)
        for number in (*words[k], index.letter_words.get(letter, -1)):
            alike[number] = alike.get(number, 0) | 1 << k
    return _Links(
        content,
        words,
        alike,
        frozenset(joined if initials is None else {*joined, initials}),
        [letter_bit(word.norm) if word.role is Role.INITIAL or len(word.norm) == 1 else 0 for word in content],
        beginning,
        [1 < len(norm) <= _SHORT for norm in norms],
        [parts for norm in norms for parts in _apart(index, norm)],
        lettered,
    )


def _apart(index: Index, norm: str) -> Iterator[tuple[int, ...]]:
    """Yield the listed words that a word may be, written together ("Hamidreza", "Hamid-Reza"; "ABC", "A.B.C.")."""
    if 1 < len(norm) <= _LETTERS_MOST:
        letters = [index.word_number(letter) for letter in norm]
        known = [letter for letter in letters if letter is not None]
        if len(known) == len(letters):
            yield tuple(known)
    if len(norm) < _TOGETHER_LEAST or not norm.isalpha():
        return
    for k in range(_PART_LEAST, len(norm) - _PART_LEAST + 1):
        first = index.word_number(norm[:k])
        second = index.word_number(norm[k:]) if first is not None else None
        if first is not None and second is not None:
            yield first, second


def _may_reach(index: Index, number: int, query: Query, links: _Links) -> bool:
    """Say whether a name can score above what one agreeing word gives: two of its words must have partners."""
    bits = partners = 0
    for word in index.words_of(number):
        if word in links.joined:
            return True
        found = links.alike.get(word, 0)
        if found:
            bits |= found
            partners += 1
    if links.apart:
        ids = index.words_of(number)
        for parts in links.apart:
            if all(part in ids for part in parts):
                return True
    if not index.has(number, PERSON) and query.kind is not PartyKind.PERSON:
        return True
    letters = index.letters_of(number)
    for k, bit in enumerate(links.initials):
        if bit & letters and not bits >> k & 1:
            bits |= 1 << k
            partners += 1
    return partners >= _PARTNERS and bits & (bits - 1) != 0


def _hopeful(anatomy: Anatomy, entry: Entry, links: _Links, least: float, query: Query) -> bool:
    """Say whether a name may score enough, by what its words are known to be like: most drop out here."""
    if not links.joined.isdisjoint(entry.bag) or any(entry.bag.issuperset(parts) for parts in links.apart):
        return True
    if not anatomy.person and _says_number(anatomy) and _says_number(entry.anatomy):
        return True  # numbers in words and in digits meet only when compared
    ours, theirs = _likeness(anatomy.person, entry, links)
    lowest = least - _APART_MOST
    beside = _EVIDENCE_MOST if query.birth_date or query.country else 0.0
    most = most_that_it_can_be(
        (anatomy, entry.anatomy), (links.content, entry.content), (ours, theirs), lowest - beside
    )
    return most >= lowest or (most >= lowest - beside and most >= lowest - _most_beside(entry, query))


def _likeness(person: bool, entry: Entry, links: _Links) -> tuple[list[float], list[float]]:
    """Return how alike each word of a query, and each of a listed name, is to the likest of the other side."""
    ours = [0.0] * len(links.words)
    theirs = [0.0] * len(entry.ids)
    for j, number in enumerate(entry.ids):
        best = 0.0
        bits = links.alike.get(number, 0)
        for i in range(len(ours)) if bits else ():
            likeness = links.words[i].get(number, 0.0) if bits >> i & 1 else 0.0
            ours[i] = max(ours[i], likeness)
            best = max(best, likeness)
        for i in links.beginning.get(entry.firsts[j], ()):
            if number in links.words[i]:
                continue
            if person and (links.initials[i] or entry.is_initial(j)):
                likeness = _INITIAL
            elif links.short[i] and len(entry.content[j].norm) <= _SHORT:
                likeness = _SHORT_ALIKE
            else:
                continue
            ours[i] = max(ours[i], likeness)
            best = max(best, likeness)
        theirs[j] = best
    return ours, theirs


def _says_number(anatomy: Anatomy) -> bool:
    return any(word.role is Role.NUMBER or word.norm in number_words() for word in anatomy.words)


def _most_beside(entry: Entry, query: Query) -> float:
    """Return how much log-odds what is known beside the name adds; what speaks against it never hides a name."""
    if query.birth_date is None and query.country is None:
        return 0.0
    return max(0.0, sum([reason.weight for reason in _evidence(entry.party, query)]))


def _kinds_agree(asked: PartyKind | None, listed: PartyKind) -> bool:
    return asked is None or asked is listed or PartyKind.OTHER in {asked, listed}


def _evidence(party: Party, query: Query) -> list[Reason]:
    found: list[Reason] = []
    if query.birth_date and party.birth_dates:
        years = {year for born in party.birth_dates for year in _years(born)}
        if set(_years(query.birth_date)) & years:
            found.append(Reason("birth year", 2.0, "the birth years agree"))
        else:
            found.append(Reason("birth year", -4.0, f"born {query.birth_date}, listed {party.birth_dates[0]}"))
    if query.country and party.countries:
        if query.country in party.countries:
            found.append(Reason("country", 0.5, query.country))
        else:
            found.append(Reason("country", -1.5, f"{query.country}, listed {', '.join(party.countries)}"))
    return found


def _years(born: BirthDate) -> range:
    slack = 2 if born.circa else 0
    last = (born.until or born.on).year
    return range(born.on.year - slack, last + slack + 1)


def _by_number(index: Index, query: Query) -> list[Match]:
    """A query that is itself an identifying number (IMO, passport, LEI) finds its party."""
    wanted = "".join(query.name.upper().removeprefix("IMO").split())
    if not any(map(str.isdigit, wanted)) or len(wanted) < 6:  # noqa: PLR2004
        return []
    found = []
    for party in index.by_identifier(wanted):
        comparison = Comparison(1.0, (Reason("identifier", 1.0, f"the number {wanted} stands in the entry"),))
        found.append(Match(party, party.names[0], comparison, band_of(1.0), None, query.name))
    return found
