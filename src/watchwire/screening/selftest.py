"""Does the finder find what it must? Every strong listed name, put into a sentence; misspelt names; clean names.

What a screening control is asked to show (Wolfsberg Group, Guidance on Sanctions Screening, 2019; NYDFS Part 504):
that each entry of the list is found as written, how far variations are found, and how often clean names raise an alert.
A name that is not found is a failure, unless a rule on what may raise an alert excuses it; the rule is named.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from watchwire.model import Article, Band, Match, NameQuality, Party, PartyKind, PartyName
from watchwire.names.anatomy import Role
from watchwire.names.classes import common_english, country_tokens, organisation_words
from watchwire.names.similarity import equivalents
from watchwire.names.tokens import words
from watchwire.screening.build import take_apart
from watchwire.screening.finder import Finder
from watchwire.screening.rules import is_place, is_unvowelled
from watchwire.tables import read_table

_BATCH = 40
_SENTENCE = {
    PartyKind.VESSEL: "Officials wrote that the vessel {} had left port.",
    PartyKind.AIRCRAFT: "Officials wrote that the aircraft {} had left.",
}
_PLAIN = "Officials wrote that {} had been named again."
_LONG_WORD = 6
_FEW = 4


@dataclass(frozen=True, slots=True)
class Missed:
    """A name that was not found: the party, the name, and the rule that excuses it, if one does."""

    party: str
    name: str
    excuse: str | None


@dataclass
class Report:
    """What the self-test found."""

    names: int = 0
    found: int = 0
    shared: int = 0
    """Names found as those of another party that bears the same one."""
    missed: list[Missed] = field(default_factory=list)
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
        """How often each rule excuses a name."""
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
        spoilt = [(party, name, text) for party, name, full in part if (text := misspell(full))]
        for case, matches in _found(finder, spoilt):
            report.misspelt += 1
            report.misspelt_found += any(_bears(case, match) for match in matches)
    for name, matches in _clean(finder):
        report.clean += 1
        report.clean_alerts.extend(f"{name}: {m.party.id} {m.name.full}" for m in matches if m.band is not Band.WEAK)
    return report


def _found(finder: Finder, cases: list[Case]) -> Iterator[tuple[Case, list[Match]]]:
    """Put the names into one text, a paragraph each, and return what stands where each name is."""
    text, places = "", []
    for party, _, name in cases:
        before, after = _SENTENCE.get(party.kind, _PLAIN).split("{}")
        places.append((len(text) + len(before), len(text) + len(before) + len(name)))
        text += f"{before}{name}{after}\n\n"
    matches = [match for match in finder.find(Article(text)) if match.band is not Band.WEAK and match.span]
    for case, (start, end) in zip(cases, places, strict=True):
        yield case, [m for m in matches if m.span and m.span.start < end and start < m.span.end]


def _bears(case: Case, match: Match) -> bool:
    party, name, _ = case
    return match.party.id == party.id or words(match.name.full) == words(name.full)


def _judge(finder: Finder, report: Report, case: Case, matches: list[Match]) -> None:
    party, name, _ = case
    if any(match.party.id == party.id for match in matches):
        report.found += 1
    elif any(_bears(case, match) for match in matches):
        report.shared += 1
    else:
        report.missed.append(Missed(party.id, name.full, excuse_of(finder, party, name)))


def excuse_of(finder: Finder, party: Party, name: PartyName) -> str | None:
    """Return the rule by which a name need not be found in running text, or None."""
    anatomy, places = take_apart(party, name, name.full, finder.index.rarity)
    content = [anatomy.words[k] for k in places]
    if not content:
        return "no word but particles, titles and legal forms"
    if anatomy.person and len(content) == 1:
        return "one word of a person's name is no match by itself"
    if all(len(word.norm) == 1 or word.role is Role.NUMBER for word in content):
        return "only initials or numbers"
    if is_place(name.full):
        return "the name of a country or place"
    norms = {word.norm for word in content if word.role is not Role.NUMBER}
    if (
        not anatomy.person
        and norms <= common_english() | organisation_words() | country_tokens() | equivalents().keys()
    ):
        return "only common words, places, given names or numbers: needs its legal form or its country beside it"
    if len(content) == 1 and len(content[0].norm) < _FEW:
        return "one word of fewer than four letters: an acronym needs its country in the text"
    if name.full == name.full.lower() and not is_unvowelled(name.full):
        return "listed without capitals"
    if any(mark in name.full for mark in ":;|!?•") or "," in name.full.rstrip(",. "):
        return "listed with punctuation that parts names in a text"
    return None


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
