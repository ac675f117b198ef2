"""Does the finder find what it must? Every strong listed name, put into a sentence; misspelt names; clean names.

What a screening control is asked to show (Wolfsberg Group, Guidance on Sanctions Screening, 2019; NYDFS Part 504):
that each entry of the list is found as written, how far variations are found, and how often clean names raise an alert.
A bare sentence says nothing about the party, so a common name is shown there as weak: that is the floor below which no
name falls. A name that is not even shown is a failure, unless a hard rule (`refusals`) refuses it; the rule is named.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from watchwire.model import Article, Band, Match, NameQuality, Party, PartyKind, PartyName
from watchwire.names.classes import common_english
from watchwire.names.tokens import words
from watchwire.names.written_small import with_small_nouns
from watchwire.screening.build import take_apart
from watchwire.screening.explain import REFUSED, explain
from watchwire.screening.finder import WHOLE_FROM, Finder
from watchwire.screening.index import Index
from watchwire.screening.vocabulary import can_name_a_body
from watchwire.sources.typography import view_of
from watchwire.tables import read_table

_BATCH = 40
_SENTENCE = {
    PartyKind.VESSEL: "Officials wrote that the vessel {} had left port.",
    PartyKind.AIRCRAFT: "Officials wrote that the aircraft {} had left.",
}
_PLAIN = "Officials wrote that {} had been named again."
_LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class Missed:
    """A name that was not shown: the party, the name, and the rule that refuses it, if one does."""

    party: str
    name: str
    excuse: str | None


@dataclass
class Report:
    """What the self-test found."""

    names: int = 0
    found: int = 0
    """Names that raise an alert."""
    shown: int = 0
    """Names that are shown as weak: a bare sentence leaves them too common."""
    shared: int = 0
    """Names found as those of another party that bears the same one."""
    missed: list[Missed] = field(default_factory=list)
    small: int = 0
    """Bodies' names put into a sentence as the press writes them, with their ordinary words small."""
    small_found: int = 0
    small_shown: int = 0
    misspelt: int = 0
    misspelt_found: int = 0
    clean: int = 0
    clean_alerts: list[str] = field(default_factory=list)

    @property
    def failures(self) -> list[Missed]:
        """Names missed without excuse."""
        return [item for item in self.missed if item.excuse is None]

    @property
    def excuses(self) -> Counter[str]:
        """How often each rule refuses a name."""
        return Counter(item.excuse for item in self.missed if item.excuse)


Case = tuple[Party, PartyName, str]


def self_test(
    finder: Finder, parties: tuple[Party, ...], every: int = 1, progress: Callable[[int, int], None] | None = None
) -> Report:
    """Run the self-test.

    Args:
        finder: the finder under test.
        parties: the parties of the lists it was built from.
        every: take every n-th name only.
        progress: told how many names are done, of how many.

    """
    report = Report()
    cases = [
        (party, name, name.full)
        for party in parties
        for name in party.names
        if name.quality is NameQuality.STRONG and words(name.full)
    ][::every]
    for start in range(0, len(cases), _BATCH):
        if progress:
            progress(start, len(cases))
        part = cases[start : start + _BATCH]
        for case, matches in _found(finder, part):
            report.names += 1
            _judge(finder, report, case, matches)
        small = [(p, n, text) for p, n, _ in part if (text := _with_small_nouns(finder, p, n))]
        for case, matches in _found(finder, small):
            own = [match for match in matches if _bears(case, match)]
            report.small += 1
            report.small_found += any(match.band is not Band.WEAK for match in own)
            report.small_shown += bool(own) and all(match.band is Band.WEAK for match in own)
        spoilt = [(party, name, text) for party, name, full in part if (text := misspell(full))]
        for case, matches in _found(finder, spoilt):
            report.misspelt += 1
            report.misspelt_found += any(_bears(case, match) for match in matches if match.band is not Band.WEAK)
    for name, matches in _clean(finder):
        report.clean += 1
        report.clean_alerts.extend(f"{name}: {m.party.id} {m.name.full}" for m in matches if m.band is not Band.WEAK)
    return report


def never_found(parties: Iterable[Party], most: int = 2000) -> list[Missed]:
    """Return the strong names that no text can raise by themselves, each with the rule that refuses it ("The", "Bank").

    Only names of one word, or of everyday words alone, can be such; of those the first `most` are tried, against an
    index of their own parties.
    """
    suspects: list[Case] = []
    for party in parties:
        for name in party.names:
            norms = words(name.full)
            plain = len(norms) == 1 or all(len(norm) == 1 or norm in common_english() for norm in norms)
            if norms and plain and name.quality is NameQuality.STRONG and len(suspects) < most:
                suspects.append((party, name, name.full))
    if not suspects:
        return []
    finder = Finder(Index.of(tuple({party.id: party for party, _, _ in suspects}.values())))
    report = Report()
    for start in range(0, len(suspects), _BATCH):
        for case, matches in _found(finder, suspects[start : start + _BATCH]):
            _judge(finder, report, case, matches)
    return report.missed


def _found(finder: Finder, cases: list[Case]) -> Iterator[tuple[Case, list[Match]]]:
    """Put the names into one text, a paragraph each, and return what stands where each name is."""
    text, places = "", []
    for party, _, name in cases:
        before, after = _SENTENCE.get(party.kind, _PLAIN).split("{}")
        places.append((len(text) + len(before), len(text) + len(before) + len(name)))
        text += f"{before}{name}{after}\n\n"
    matches = [match for match in finder.find(Article(text)) if match.span]
    for case, (start, end) in zip(cases, places, strict=True):
        yield case, [m for m in matches if m.span and m.span.start < end and start < m.span.end]


def _bears(case: Case, match: Match) -> bool:
    party, name, _ = case
    return match.party.id == party.id or words(match.name.full) == words(name.full)


def _judge(finder: Finder, report: Report, case: Case, matches: list[Match]) -> None:
    party, name, _ = case
    own = [match for match in matches if match.party.id == party.id]
    if not own and matches:  # one party that several lists have is shown once
        subject = _subject(finder.index, party.id)
        own = [match for match in matches if match.subject == subject]
    if any(match.band is not Band.WEAK for match in own):
        report.found += 1
    elif any(_bears(case, match) for match in matches if match.band is not Band.WEAK and match not in own):
        report.shared += 1
    elif own:
        report.shown += 1
    elif any(_bears(case, match) for match in matches):
        report.shared += 1
    else:
        report.missed.append(Missed(party.id, name.full, excuse_for(finder, party, name)))


def _subject(index: Index, party_id: str) -> str:
    """Return the id of a party's subject. Parties are numbered in the order of their ids."""
    number = bisect_left(range(len(index.arrays["party_kind"])), party_id, key=lambda k: index.party(k).id)
    return index.party(index.subject_of(number)).id


def excuse_for(finder: Finder, party: Party, name: PartyName) -> str | None:
    """Return the hard rule that refuses a listed name where it stands whole in a sentence, or None."""
    before, after = _SENTENCE.get(party.kind, _PLAIN).split("{}")
    text = view_of(f"{before}{name.full}{after}").text
    anatomy, places = take_apart(party, name, name.full, finder.index.rarity)
    if not places:
        return "a name of particles, titles and legal forms only"
    if anatomy.person and len(places) == 1:
        return "one word of a person's name is no match by itself"
    refused = [e for e in explain(finder, text, party.id) if e.name == name.full and e.verdict.startswith(REFUSED)]
    return (
        refused[0].verdict.removeprefix(REFUSED)
        if refused
        else _plain_word(anatomy.words[places[0]].norm, len(places), party.kind)
    )


def _plain_word(norm: str, words: int, kind: PartyKind) -> str | None:
    """Say why a name of one word is not looked for."""
    if words == 1 and not can_name_a_body(norm):
        return "one common word, place, given name or number is no name by itself"
    if words == 1 and kind in _SENTENCE:
        return "one word names a ship or an aircraft only beside words of ships"
    if words == 1 and len(norm) < WHOLE_FROM:
        return "one short word is too little of a name where nothing beside it speaks for the party"
    return None


def _with_small_nouns(finder: Finder, party: Party, name: PartyName) -> str | None:
    if party.kind not in {PartyKind.ORGANIZATION, PartyKind.OTHER}:
        return None
    return with_small_nouns(name.full, take_apart(party, name, name.full, finder.index.rarity)[0])


def misspell(name: str) -> str | None:
    """Return a name with two letters inside its longest word swapped; None where no word is long enough."""
    longest = max(name.split(), key=len)
    if len(longest) < _LONG_WORD or not longest.isalpha():
        return None
    middle = len(longest) // 2
    swapped = longest[: middle - 1] + longest[middle] + longest[middle - 1] + longest[middle + 1 :]
    return name.replace(longest, swapped, 1) if swapped != longest else None


def _clean(finder: Finder) -> Iterator[tuple[str, list[Match]]]:
    """Names of invented people, from common given and family names."""
    rows = list(read_table("watchwire.screening", "clean_names.tsv"))
    for row in rows:
        for given in row["given"].split():
            for family in row["family"].split():
                name = f"{given} {family}"
                yield name, finder.find(Article(_PLAIN.format(name)))
