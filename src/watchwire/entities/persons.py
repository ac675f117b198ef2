"""People among the mentions of an article: full names first, then the short forms that stand for them."""

import re
from collections import defaultdict
from functools import lru_cache

from watchwire.entities.bearers import Alike, Bearers
from watchwire.entities.bodies import is_placed
from watchwire.entities.group import Group, bare, families, family
from watchwire.entities.mention import Mention
from watchwire.entities.people import people_words
from watchwire.entities.words import words_of
from watchwire.language import Analysis
from watchwire.language.places import Places
from watchwire.model import Band, EntityKind, Span
from watchwire.names.classes import common_english, generation_of, looks_korean, particles
from watchwire.names.similarity import token_similarity
from watchwire.names.tokens import Token

_ALIKE = 0.9
_ALIAS_REACH = 120
_KIN_REACH = 20
"""How many characters before a name the word for whose kin he is may stand."""
_ALIAS = re.compile(
    r"\b(?:born|née|né|nee|a\.?k\.?a\.?|also known as|better known as|nicknamed|under the (?:\w+ )?name(?: of)?)"
    r" [“\"‘(]?$"
)
_OVER = re.compile(r"[.!?;]\s|\n")


def persons_among(mentions: list[Mention], analysis: Analysis) -> list[Group]:
    """Join full names first, then give each short form to the full name that it can stand for.

    Args:
        mentions: the mentions of people.
        analysis: the analysed text.

    """
    known = _Known(_told_as_kin(analysis.article.text, mentions))
    groups = known.groups
    short: list[Mention] = []
    for mention in mentions:
        words = bare(mention.words)
        # A family name that is a weak match by itself is the person so called whom the text names in full.
        if len(words) < 2 and not _strong(mention):  # noqa: PLR2004
            short.append(mention)
            continue
        known.add(mention)
    near = Bearers(groups, analysis)
    for mention in short:
        home = near.home_of(mention)
        if home is None:
            home = Group(EntityKind.PERSON)
            groups.append(home)
        home.mentions.append(mention)
        near.note(home, mention)
    return groups


class _Known:
    """The persons found so far, by listed party and by pairs of family name and other name.

    A text of names is not compared with itself: two names that may be one person's share two words, or nearly.
    """

    def __init__(self, kin: frozenset[tuple[str, ...]]) -> None:
        self._kin = kin
        self.groups: list[Group] = []
        self._longest: list[tuple[str, ...]] = []
        self._strong: list[set[str]] = []
        self._by_pair: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._by_party: dict[str, set[int]] = defaultdict(set)
        self._families = Alike()
        self._words = Alike()

    def add(self, mention: Mention) -> None:
        """Give a mention to the first person whom it names, or make a new one of it."""
        home = next((k for k in sorted(self._candidates(mention)) if self._is_same(k, mention)), None)
        if home is None:
            home = len(self.groups)
            self.groups.append(Group(EntityKind.PERSON))
            self._longest.append(())
            self._strong.append(set())
        self.groups[home].mentions.append(mention)
        self._strong[home] |= _strong(mention)
        if len(mention.words) > len(self._longest[home]):
            self._longest[home] = mention.words
        words = bare(self._longest[home])
        if words:
            own = family(words)
            self._families.add(own)
            for word in words:
                self._words.add(word)
                self._by_pair[own, word].add(home)
        for match in mention.matches:
            self._by_party[match.party.id].add(home)

    def _candidates(self, mention: Mention) -> set[int]:
        found: set[int] = set()
        for match in mention.matches:
            found |= self._by_party.get(match.party.id, set())
        words = bare(mention.words)
        if not words:
            return found
        others = {other for word in words for other in self._words.like(word)}
        for own in self._families.like(family(words)):
            for other in others - {own}:
                found |= self._by_pair.get((own, other), set())
        return found

    def _is_same(self, k: int, mention: Mention) -> bool:
        mine = _strong(mention)
        if self._strong[k] and mine:
            return bool(self._strong[k] & mine)
        ours, own = bare(self._longest[k]), bare(mention.words)
        return not self._is_namesake(ours, own) and _same_name(ours, own)

    def _is_namesake(self, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        """Say whether two names are those of two generations: both say which, or one is told as the other's kin."""
        first, second = _generation(a), _generation(b)
        return first != second and ((bool(first) and bool(second)) or a in self._kin or b in self._kin)


def _generation(name: tuple[str, ...]) -> int:
    """Return the generation that a name says (“Oleg Berg *Jr.*” 2); 0 where it says none."""
    return max((generation_of(name, n) for n in range(len(name))), default=0)


def _told_as_kin(text: str, mentions: list[Mention]) -> frozenset[tuple[str, ...]]:
    """Return the names with a generation that a text gives to somebody's kin (“his son, Oleg Berg III”)."""
    found: set[tuple[str, ...]] = set()
    for mention in mentions:
        words = bare(mention.words)
        if _generation(words):
            before = text[max(0, mention.span.start - _KIN_REACH) : mention.span.start].rstrip(" ,").split()
            found.update([words] if before and before[-1].lower() in people_words().kin else [])
    return frozenset(found)


def _strong(mention: Mention) -> set[str]:
    return {m.party.id for m in mention.matches if m.band is not Band.WEAK}


@lru_cache(maxsize=1 << 16)
def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether one name is the other, or is in it, with the same family name. Kept: a text repeats its names."""
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < 2:  # noqa: PLR2004
        return False
    if token_similarity(family(a), family(b)) < _ALIKE:
        return False
    return all(any(token_similarity(x, y) >= _ALIKE for y in longer) for x in shorter)


def join_aliases(text: str, groups: list[Group]) -> None:
    """Give a name that is said to be somebody's other one to him (“Ginger Lund was *born* Peter Edward Lund”)."""
    home: dict[int, Group] = {}
    held = sorted(((m.span, g) for g in groups for m in g.mentions), key=lambda pair: pair[0])
    for at, (span, group) in enumerate(held):
        if not at or not group.mentions or span != group.first or any(m.matches for m in group.mentions):
            continue
        before, owner = held[at - 1]
        if owner is group:
            continue
        between = text[before.end : span.start]
        if len(between) <= _ALIAS_REACH and _ALIAS.search(between) and not _OVER.search(between):
            owner = home.get(id(owner), owner)
            owner.mentions.extend(group.mentions)
            owner.other_names.extend(group.mentions)
            group.mentions.clear()
            home[id(group)] = owner
    groups[:] = [group for group in groups if group.mentions]


def mend_labels(groups: list[Group], others: list[Mention]) -> list[Mention]:
    """Give what a recogniser called a body or place to the person who is so named; return the rest."""
    by_name: dict[tuple[str, ...], int] = {}
    for k, group in enumerate(groups):
        full = tuple(w for w in bare(group.words) if w not in particles())
        if len(full) > 1:
            for name in (full, *((word,) for word in families(group))):
                by_name.setdefault(name, k)
    left: list[Mention] = []
    for mention in others:
        words = tuple(w for w in mention.words if w not in particles())
        home = by_name.get(words) if mention.by == {"recogniser"} and words else None
        if home is None:
            left.append(mention)
        else:
            mention.kind = EntityKind.PERSON
            groups[home].mentions.append(mention)
    return left


def add_family_names(analysis: Analysis, groups: list[Group], mentions: list[Mention]) -> set[int]:
    """Add family names of known persons that no witness marked ("Peskov", "Miller"), with their capital.

    Returns the `id`s of the mentions whose place they take.
    """
    known, given = Bearers(groups, analysis), _given_names(groups)
    text = analysis.article.text
    places = {m.words for m in mentions if "gazetteer" in m.by and is_placed(text, m.span)}
    near = Places((m.span, m) for m in mentions)
    gone: set[int] = set()
    others = {m.words[-2:] for m in mentions if m.kind is not EntityKind.PERSON and len(m.words) > 1}
    last: Token | None = None
    for token in words_of(analysis.article.text):
        span, before = Span(token.start, token.end), last
        last = token
        if not token.capital:
            continue
        if before is not None and before.end + 1 == token.start and (before.norm, token.norm) in others:
            continue  # “Mossack Berg”, a law firm that the text names elsewhere, is no Ole Berg
        home = known.of_family(token.norm, span) or given.get(token.norm)
        if home is None or analysis.article.in_furniture(span):
            continue
        covering = [m for m in near.over(span) if id(m) not in gone]
        if (
            covering
            and not _wrong_label(covering, span)
            and not (
                all(m.span == span and "gazetteer" in m.by and "list" not in m.by for m in covering)
                and known.of_family(token.norm, span) is not None
                and (token.norm,) not in places
            )
        ):
            continue
        if not _is_a_name_here(analysis, token):
            continue
        gone.update(map(id, covering))
        home.mentions.append(Mention(span, EntityKind.PERSON, {"document"}, (token.norm,)))
        known.note(home, home.mentions[-1])
    return gone


def _given_names(groups: list[Group]) -> dict[str, Group]:
    """Return known persons by given name, where only one bears it and it is nobody's family name."""
    owners: dict[str, list[Group]] = defaultdict(list)
    taken: set[str] = set()
    for group in groups:
        words = bare(group.words)
        if len(words) > 1:
            taken.update(families(group))
            if not looks_korean(words):
                owners[words[0]].append(group)
    return {
        word: held[0]
        for word, held in owners.items()
        if len(held) == 1 and word not in taken and len(word) > 3 and word not in common_english()  # noqa: PLR2004
    }


def _wrong_label(covering: list[Mention], span: Span) -> bool:
    """A recogniser's body or place that is exactly a known person's family name is that person."""
    return all(m.span == span and m.by == {"recogniser"} and m.kind is not EntityKind.PERSON for m in covering)


def _is_a_name_here(analysis: Analysis, token: Token) -> bool:
    """Say whether a word with a capital is a name: no pronoun (“He”), and an everyday word first only as subject."""
    word, sentence = analysis.word_at(token.start), analysis.sentence_at(token.start)
    if word is not None and word.tag == "PRP":
        return False
    if token.norm not in common_english() or sentence is None or sentence.span.start != token.start:
        return True
    # “*Trump* this week said …”: a subject, though the tagger takes it for a verb.
    return word is not None and word.tag in {"NNP", "VB"} and word.dep in {"nsubj", "nsubjpass"}
