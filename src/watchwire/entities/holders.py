"""Who holds which office: roles beside names, and phrases (“the minister”) that can mean one person only."""

import re
from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import replace
from functools import cached_property, lru_cache

from watchwire.entities.described import heads_part, heads_whole
from watchwire.entities.group import Group
from watchwire.entities.roles import RolePhrase, definite_roles, role_beside
from watchwire.geography import country_words, places
from watchwire.language import Analysis
from watchwire.language.places import Places
from watchwire.language.quotes import find_quotes
from watchwire.model import EntityKind, Span

_RANK = re.compile(r"\b(?:deputy|vice|assistant|under)\b", re.IGNORECASE)
_CURRENT = re.compile(r"\b(?:current|sitting|incumbent|present)\b", re.IGNORECASE)
_CALLED = frozenset({"foreign-minister"})
"""Offices of which one country's words are not another's."""
_OFFICE_WORDS = 2
_IN_NAME = frozenset({"compound", "amod", "nmod", "flat", "det", "poss"})
HEADS = frozenset({"head", "prime-minister", "foreign-minister", "defence-minister", "governor", "spokesperson"})
_PREFIX = re.compile(r"^(?:then|ex|now|late|former)-", re.IGNORECASE)
_ONE_MORE = frozenset({"a", "an", "another"})
_ACTING = frozenset({"nsubj", "nsubjpass", "pobj"})
_MINISTER = frozenset({"minister", "foreign-minister", "defence-minister", "prime-minister", "secretary"})


def add_roles(analysis: Analysis, groups: list[Group]) -> None:
    """Give people the roles beside their names, and the phrases that can mean none but them."""
    people = [g for g in groups if g.kind is EntityKind.PERSON]
    bodies = Places((m.span, m.span) for g in groups if g.kind is EntityKind.ORGANIZATION for m in g.mentions)
    taken: Places[Group] = Places((m.span, g) for g in people for m in g.mentions)
    own: dict[int, Places[Group]] = defaultdict(Places)
    for group in people:
        for mention in group.mentions:
            role = _of_whole_body(analysis.article.text, role_beside(analysis, mention.span), bodies)
            # “officers A, B” before C: a role that holds another person's name is not this one's.
            if role is None or any(other is not group for other in taken.over(role.span)):
                continue
            if not own[id(group)].over(role.span):
                group.roles.append(role)
                own[id(group)].add(role.span, group)
    for group in people:
        for role in group.roles:
            taken.add(role.span, group)
    holders = _Holders(analysis, people)
    for phrase, _ in definite_roles(analysis):
        owner = None if taken.over(phrase.span) else holders.meant_by(phrase)
        if owner is not None:
            owner.extra_roles.append(phrase.span)
            holders.note(phrase, owner)


def _is_called(group: Group, phrase: RolePhrase) -> bool:
    """Say whether a role beside somebody's name has the words of a phrase (“*Foreign Minister* Lund”)."""
    words = phrase.text.lower().removeprefix("the ").split()[-_OFFICE_WORDS:]
    return any(" ".join(words) in role.text.lower() for role in group.roles)


def _rank(text: str) -> frozenset[str]:
    """Return the words of a role that set it below the office (“the *deputy* prime minister” is another than he)."""
    return frozenset(word.lower() for word in _RANK.findall(text))


def _of_whole_body(text: str, role: RolePhrase | None, bodies: Places[Span]) -> RolePhrase | None:
    """Return a role with the whole of the body that it is of (“*University of* Oslo President”)."""
    if role is None:
        return None
    cut = [span for span in bodies.over(role.span) if span.start < role.span.start and span.end < role.span.end]
    if not cut:
        return role
    span = Span(cut[0].start, role.span.end)
    return replace(role, span=span, text=span.of(text))


class _Holders:
    """People by office, and by office and country, in the order in which they are first named."""

    def __init__(self, analysis: Analysis, people: list[Group]) -> None:
        self._analysis = analysis
        self._quoted = Places((quote, None) for quote in find_quotes(analysis.article))
        self._first: dict[tuple[str, str], list[tuple[int, Group]]] = defaultdict(list)
        self._heads: dict[str, list[tuple[int, Group]]] = defaultdict(list)
        for group in people:
            listed = {code for m in group.mentions for match in m.matches for code in match.party.countries}
            keys: dict[tuple[str, str], None] = {}
            for role in group.roles:
                # The countries of the listed parties count: the French president is not the Russian one.
                codes = {*country_codes_in_phrase(role.text), *listed}
                keys.update(dict.fromkeys((role.office, code) for code in ("", *sorted(codes))))
            for key in keys:
                self._first[key].append((group.first.start, group))
            for office in {role.office for role in group.roles} & HEADS:
                self._heads[office].extend((mention.span.start, group) for mention in group.mentions)
        for stands in (*self._first.values(), *self._heads.values()):
            stands.sort(key=lambda place: place[0])

    def meant_by(self, phrase: RolePhrase) -> Group | None:
        """Return the one person before whose role fits a phrase, by office and country."""
        found = self._so_called(phrase) or self._found(phrase)
        if found is None or (phrase.office in _CALLED and not _is_called(found, phrase)):
            return None
        ranked = any(
            role.office == phrase.office
            and _rank(role.text) == _rank(phrase.text)
            and not (heads_part(role.text) and heads_whole(phrase.text))
            for role in found.roles
        )
        if self._is_of_another(phrase, found):
            return None
        left = all(role.former for role in found.roles if role.office == phrase.office)
        return found if ranked and not (left and _CURRENT.search(phrase.text)) else None

    def _is_of_another(self, phrase: RolePhrase, holder: Group) -> bool:
        """Say whether somebody without a name was called so since the holder was named (“*A port spokesman* said”)."""
        words = self._analysis.words_in(phrase.span)
        unnamed = self._unnamed.get(words[-1].lemma.lower(), []) if words else []
        before = unnamed[: bisect_left(unnamed, phrase.span.start)]
        spans = (*(mention.span for mention in holder.mentions), *holder.extra_roles)
        return bool(before) and not any(before[-1] < span.start < phrase.span.start for span in spans)

    @cached_property
    def _unnamed(self) -> dict[str, list[int]]:
        """By each noun where somebody without a name acts who is called so, outside quotations."""
        analysis = self._analysis
        found: dict[str, list[int]] = defaultdict(list)
        for word in analysis.words:
            if word.tag != "NN" or word.dep not in _ACTING or self._is_quoted(word.start):
                continue
            one_more = analysis.words[analysis.subtree(word.number)[0]].text.lower() in _ONE_MORE
            if one_more and not any(child.dep == "appos" for child in analysis.children(word.number)):
                found[word.lemma.lower()].append(word.start)
        return found

    def _so_called(self, phrase: RolePhrase) -> Group | None:
        """Return the one person so far of an office who is called so: the foreign minister is no secretary of state."""
        if phrase.office not in _CALLED:
            return None
        before = [group for first, group in self._first.get((phrase.office, ""), ()) if first < phrase.span.start]
        called = [group for group in before if _is_called(group, phrase)]
        return called[0] if len(called) == 1 else None

    def _found(self, phrase: RolePhrase) -> Group | None:
        wanted = country_codes_in_phrase(phrase.text)
        fits: dict[int, Group] = {}
        for code in wanted or ("",):
            for first, group in self._first.get((phrase.office, code), ())[:2]:
                if first < phrase.span.start:
                    fits[id(group)] = group
        if len(fits) == 1:
            return next(iter(fits.values()))
        if not fits or wanted or phrase.office not in HEADS:
            return None
        return self._last_of(self._heads[phrase.office], phrase.span)

    def note(self, phrase: RolePhrase, group: Group) -> None:
        """Note that a phrase means somebody: the next one may go on about him."""
        if phrase.office in self._heads:
            insort(self._heads[phrase.office], (phrase.span.start, group), key=lambda place: place[0])

    def _last_of(self, named: list[tuple[int, Group]], phrase: Span) -> Group | None:
        """Return who of several holders was named last, outside quotations where the phrase stands outside them.

        Of those who are named in one paragraph it is he of whom it tells (“*Berg* said he would meet President Lund”).
        """
        before = named[: bisect_left(named, phrase.start, key=lambda place: place[0])]
        if not self._is_quoted(phrase.start):
            before = [place for place in before if not self._is_quoted(place[0])] or before
        last = before[-1] if before else named[-1]
        if self._is_subject(last[0]):
            return last[1]
        paragraph = self._analysis.article.text.rfind("\n\n", 0, last[0])
        told = [group for start, group in before if start > paragraph and self._is_subject(start)]
        return told[-1] if told else last[1]

    def _is_quoted(self, start: int) -> bool:
        return bool(self._quoted.around(Span(start, start + 1)))

    def _is_subject(self, start: int) -> bool:
        """Say whether a name or office that begins at a place is the subject of a clause."""
        word = self._analysis.word_at(start)
        while word is not None and word.dep in _IN_NAME and word.head > word.number:
            word = self._analysis.words[word.head]
        return word is not None and word.dep in {"nsubj", "nsubjpass"}


def without_portfolios(analysis: Analysis, groups: list[Group]) -> list[Group]:
    """Leave out a recogniser's bodies that are only a minister's portfolio ("Minister of Natural Resources")."""
    ministers = Places((role.span, role) for g in groups for role in g.roles if role.office in _MINISTER)
    text = analysis.article.text

    def is_charge(span: Span) -> bool:
        return "inistry" not in span.of(text) and any("inister" in role.text for role in ministers.around(span))

    return [
        group
        for group in groups
        if group.kind is not EntityKind.ORGANIZATION
        or any(m.by != {"recogniser"} for m in group.mentions)
        or not all(is_charge(m.span) for m in group.mentions)
    ]


@lru_cache(maxsize=1 << 12)
def country_codes_in_phrase(text: str) -> tuple[str, ...]:
    """Return the countries named by name, demonym or capital anywhere in a phrase."""
    table = country_words()
    words = [_PREFIX.sub("", word) for word in text.split()]
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        for length in (6, 5, 4, 3, 2, 1):
            phrase = " ".join(words[at : at + length]).strip(".,")
            known = table.get(phrase) or table.get(phrase.removesuffix("’s").removesuffix("'s"))
            place = places().get(phrase) if known is None and length > 1 else None
            if place is not None:  # “New Mexico” is not Mexico
                found.update(dict.fromkeys((place.country,) if place.country else ()))
                at += length - 1
                break
            if known is not None and known[1] == "demonym" and _is_demonym(words[at + length : at + length + 1]):
                at += length - 1
                break  # “Turkish Cypriot” is of Cyprus
            if known is not None:
                found[known[0]] = None
                at += length - 1
                break
        at += 1
    return tuple(found)


def _is_demonym(words: list[str]) -> bool:
    return bool(words) and country_words().get(words[0], ("", ""))[1] == "demonym"
