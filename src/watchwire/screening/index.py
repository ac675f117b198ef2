"""The index: listed names taken apart, and the ways from a word to the names that hold it.

Every name is posted under its rarest words (its anchors), so a common word leads nowhere by itself. A word of a
text finds the list's words that it may be a spelling of by four keys: itself, its folded form, its consonants, and
its folded form with one letter left out. What the keys propose, the weighted edit distance judges, once a word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from watchwire.model import NameQuality, Party, PartyKind, PartyName
from watchwire.names.anatomy import Anatomy, Role, dissect, rarity
from watchwire.names.classes import common_english, syllable_classes
from watchwire.names.compare import AGREES
from watchwire.names.fold import fold, skeleton
from watchwire.names.similarity import equivalents, token_similarity

_ANCHORS = 2
_SKELETON_LEAST = 3
_DELETION_LEAST = 5
_KOREAN_ANCHORS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed name in the index. `ids` are the word ids of its words that count, in order.

    `bag` holds the same ids and `initials` a person's first letters, for a quick look whether a name can be near.
    """

    party: Party
    name: PartyName
    anatomy: Anatomy
    ids: tuple[int, ...]
    order: tuple[int, ...]
    bag: frozenset[int]
    initials: frozenset[str]

    @property
    def weak(self) -> bool:
        """Whether the name may only support a match."""
        return self.name.quality is NameQuality.WEAK


class Index:
    """Listed names, ready for search. Build it once, use it for any number of texts."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self.parties = tuple(parties)
        self.vocabulary: dict[str, int] = {}
        self.spellings: list[str] = []
        frequency = _frequencies(self.parties)
        self.entries: list[Entry] = []
        self.anchors: dict[int, list[int]] = defaultdict(list)
        self._near: dict[str, dict[int, float]] = {}
        self.rarity = frequency
        for party in self.parties:
            for name in party.names:
                self._add(party, name)
        self._keys = _keys(self.spellings)

    def _add(self, party: Party, name: PartyName) -> None:
        for text in _ways_of_writing(name):
            anatomy = dissect(text, _body_kind(party.kind), name.given, name.family, self.rarity)
            content = [k for k, word in enumerate(anatomy.words) if not word.light]
            if not content:
                continue
            ids = tuple(self._word(anatomy.words[k].norm) for k in content)
            number = len(self.entries)
            initials = frozenset(anatomy.words[k].norm[0] for k in content) if anatomy.person else frozenset()
            self.entries.append(Entry(party, name, anatomy, ids, tuple(content), frozenset(ids), initials))
            for word in self._anchor_words(anatomy, content):
                self.anchors[self._word(word)].append(number)

    def _word(self, norm: str) -> int:
        known = self.vocabulary.get(norm)
        if known is None:
            known = len(self.spellings)
            self.vocabulary[norm] = known
            self.spellings.append(norm)
        return known

    def _anchor_words(self, anatomy: Anatomy, content: list[int]) -> list[str]:
        """Choose the rarest words; patronymics and initials come last, as texts leave them out."""
        ranked = sorted(
            {anatomy.words[k].norm: anatomy.words[k] for k in content}.values(),
            key=lambda word: (
                word.role in {Role.PATRONYMIC, Role.INITIAL},
                -self.rarity.get(word.norm, 1.0),
                word.norm in common_english(),
                -len(word.norm),
            ),
        )
        wanted = _KOREAN_ANCHORS if anatomy.korean else _ANCHORS
        return [word.norm for word in ranked[:wanted]]

    @cached_property
    def by_party(self) -> dict[str, list[int]]:
        """Entry numbers by party id."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            found[entry.party.id].append(number)
        return found

    @cached_property
    def by_number(self) -> dict[str, list[Party]]:
        """Parties by their identifying numbers, upper case without spaces."""
        found: dict[str, list[Party]] = defaultdict(list)
        for party in self.parties:
            for item in party.identifiers:
                if item.kind not in {"website", "email", "phone"}:
                    found["".join(item.value.upper().split())].append(party)
        return found

    def near(self, norm: str) -> dict[int, float]:
        """Return the list's words that a word may be a spelling of, each with the similarity. Cached."""
        found = self._near.get(norm)
        if found is None:
            found = self._near[norm] = self._find_near(norm)
        return found

    def _find_near(self, norm: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for candidate in self._candidates(norm):
            similarity = token_similarity(norm, self.spellings[candidate])
            if similarity >= AGREES:
                found[candidate] = similarity
        return found

    def _candidates(self, norm: str) -> set[int]:
        candidates: set[int] = set()
        for key in _search_keys(norm):
            candidates.update(self._keys.get(key, ()))
        known = self.vocabulary.get(norm)
        if known is not None:
            candidates.add(known)
        return candidates


def _body_kind(kind: PartyKind) -> PartyKind:
    return PartyKind.ORGANIZATION if kind is PartyKind.OTHER else kind


def _ways_of_writing(name: PartyName) -> Iterator[str]:
    """Yield the forms under which a name is indexed: as it stands, and in reading order where that differs."""
    yield name.full
    if "," in name.full and name.family and name.given:
        yield f"{name.given} {name.family}"


def _frequencies(parties: tuple[Party, ...]) -> dict[str, float]:
    from collections import Counter

    from watchwire.names.tokens import words

    counts: Counter[str] = Counter()
    total = 0
    for party in parties:
        total += 1
        counts.update({word for name in party.names for word in words(name.full)})
    return {word: rarity(count, total) for word, count in counts.items()}


def _search_keys(norm: str) -> Iterator[str]:
    for spelling in syllable_classes().get(norm, ()):
        yield f"s{spelling}"
    for number in equivalents().get(norm, ()):
        yield f"e{number}"
    folded = fold(norm)
    yield f"f{folded}"
    bones = skeleton(norm)
    if len(bones) >= _SKELETON_LEAST:
        yield f"c{bones}"
    if len(folded) >= _DELETION_LEAST:
        yield f"d{folded}"
        for k in range(len(folded)):
            yield f"d{folded[:k]}{folded[k + 1 :]}"


def _keys(spellings: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, norm in enumerate(spellings):
        if norm.isdigit():
            continue
        for key in _search_keys(norm):
            found[key].append(number)
    return dict(found)
