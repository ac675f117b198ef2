"""What a text calls its people and bodies besides their names: whom “the company”, “the actor”, “the ministry” mean.

A short description stands for somebody only where the text has called one of those it names so, and nobody without a
name has come between who may be meant: everything else is a guess.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watchwire.entities.people import people_words
from watchwire.language import Analysis, Word
from watchwire.model import Band, Entity, EntityKind
from watchwire.names.forms import forms_in
from watchwire.names.tokens import words


@dataclass(frozen=True, slots=True)
class Callings:
    """What a text calls those it names."""

    nouns: dict[str, list[str]]
    """By each noun those whom the text calls so, in the order in which they are first named."""
    companies: dict[str, int]
    """Those that a text calls companies, or whose name has a legal form, with where each is first named."""
    organisations: dict[str, int]
    """The same of bodies that are called an association, a charity, a group and the like."""
    armed: dict[str, int]
    """The same of bodies that are called a militia, a cartel and the like, and of listed ones that are no companies."""
    said: dict[str, frozenset[str]]
    """By each person the words of his roles and of what stands beside his name."""
    firsts: dict[str, int]
    """Where each is first named."""
    whole: frozenset[str]
    """The people who are named in full."""
    parts: frozenset[str]
    """The people who head a part of a body."""
    others: frozenset[str]
    """The bodies of which nothing says that they are no companies."""
    named_as: dict[str, frozenset[str]]
    """By each body the words of its name that say what kind of body it is (“Harbour *Agency*”)."""


_OF_PART = re.compile(r"\b[a-z][\w-]+ (?:chief|head|boss)\b")
_OF_WHOLE = re.compile(r"\b[A-Z][\w.]* (?:chief|head|boss)\b")
_DEFINITE = frozenset({"the", "this"})
_KINDS = frozenset({"NOUN", "ADJ", "PUNCT", "CCONJ"})
_DESCRIBING = frozenset({"NNP", "NNPS", "HYPH", "VBG"})
_LARGEST = frozenset({"JJS", "RBS"})
_GOES_ON = frozenset({"of", "for"})
_BEFORE_NAME = frozenset({"compound", "nmod", "amod", "flat"})
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.GOVERNMENT, EntityKind.GROUP})
_TITLE = 12
_ROLE_ENDS = frozenset({"of", "for", "at", "in", "to", "from", "on"})


def callings_of(analysis: Analysis, entities: Sequence[Entity]) -> Callings:
    """Return by which nouns a text calls those it names.

    A body by the words of its name, by what stands beside it (“Blue Harbour, a shipping *firm*”), and as a company
    where its name has a legal form; a person by roles and by what stands beside the name (“*actor* Tom Young”).
    """
    nouns: dict[str, list[str]] = defaultdict(list)
    companies, organisations, firsts = dict[str, int](), dict[str, int](), dict[str, int]()
    armed = dict[str, int]()
    said, others = dict[str, frozenset[str]](), set[str]()
    named_as = dict[str, frozenset[str]]()
    known = people_words()
    for entity in sorted(entities, key=lambda e: e.mentions[0].start):
        called = set[str]()
        firsts[entity.id] = entity.mentions[0].start
        beside = _beside(analysis, entity)
        if entity.kind is EntityKind.PERSON:
            roles = _of_roles(analysis, entity) | beside | _of_titles(analysis, entity)
            said[entity.id] = frozenset(_words_of_roles(analysis, entity) | roles)
            called = {noun for noun in roles if noun in known.persons}
            if not called and beside & known.companies and " " not in entity.name:
                called = beside & known.companies  # “the pay TV operator, *Nordact*”, which was taken for a person
        elif entity.kind in _BODIES:
            own = set(entity.name.lower().split())
            named_as[entity.id] = frozenset(own & known.exact)
            called = {noun for noun in own | beside if noun in known.bodies | known.companies}
            formed = bool(forms_in(words(entity.name)))
            unlike = bool(own & known.no_companies) and not formed
            if formed or (called & known.companies and not unlike):
                companies[entity.id] = firsts[entity.id]
            elif called & known.organisations:
                organisations[entity.id] = firsts[entity.id]
            if entity.id not in companies and ((own | beside) & known.armed or _may_be_listed(entity)):
                armed[entity.id] = firsts[entity.id]
            if entity.kind is EntityKind.ORGANIZATION and not unlike:
                others.add(entity.id)
        if called & known.companies:
            companies.setdefault(entity.id, firsts[entity.id])
        for noun in called:
            nouns[noun].append(entity.id)
    whole = frozenset(e.id for e in entities if e.kind is EntityKind.PERSON and " " in e.name)
    text = analysis.article.text
    parts = frozenset(e.id for e in entities if any(heads_part(role.of(text)) for role in e.roles))
    return Callings(nouns, companies, organisations, armed, said, firsts, whole, parts, frozenset(others), named_as)


def heads_part(role: str) -> bool:
    """Say whether a role is that of who heads a part of a body (“UN *aid* chief”), who is no head of the whole."""
    return _OF_PART.search(role) is not None


def heads_whole(role: str) -> bool:
    """Say whether a role is that of who heads all of a body (“the *UN* chief”)."""
    return _OF_WHOLE.search(role) is not None


def _may_be_listed(entity: Entity) -> bool:
    return any(match.band is not Band.WEAK for match in entity.matches)


def _words_of_roles(analysis: Analysis, entity: Entity) -> set[str]:
    text = analysis.article.text
    return {word for span in entity.roles for word in span.of(text).lower().replace(",", " ").split()}


def _of_roles(analysis: Analysis, entity: Entity) -> set[str]:
    """Return the nouns that a person's roles are about (“*spokesman* for the ministry”, “Newark police *chief*”)."""
    text = analysis.article.text
    found = set[str]()
    for span in entity.roles:
        role = span.of(text).lower().split()
        end = next((k for k, word in enumerate(role) if word in _ROLE_ENDS), len(role))
        found.update(role[end - 1 : end] if end else ())
    return found


def _of_titles(analysis: Analysis, entity: Entity) -> set[str]:
    """Return what the titles before a person's name call him (“*Sen.* Lund” is a senator)."""
    text, titled = analysis.article.text, people_words().titled
    before = {
        text[max(0, span.start - _TITLE) : span.start].split()[-1:][0]
        for span in entity.mentions
        if text[max(0, span.start - _TITLE) : span.start].split()
    }
    first = {span.of(text).split()[0] for span in entity.mentions}
    return {titled[word] for word in (w.lower().rstrip(".") for w in before | first) if word in titled}


def _beside(analysis: Analysis, entity: Entity) -> set[str]:
    """Return the nouns that stand beside a name and say what it names, before it or behind a comma."""
    found = set[str]()
    for span in entity.mentions:
        named = analysis.words_in(span)
        if not named:
            continue
        head = next(
            (w for w in reversed(named) if w.head not in range(named[0].number, named[-1].number + 1)), named[-1]
        )
        for child in analysis.children(head.number):
            behind = child.dep == "appos" and child.number > named[-1].number
            before = child.dep in _BEFORE_NAME and child.number < named[0].number
            if (behind or before) and child.tag == "NN":
                found.add(child.lemma.lower())
        above = analysis.words[head.head]
        if head.dep == "appos" and above.tag == "NN":
            found.add(above.lemma.lower())
        elif head.dep in {"nsubj", "nsubjpass"} and above.lemma == "be":
            found.update(c.lemma.lower() for c in analysis.children(above.number) if c.dep == "attr" and c.tag == "NN")
    return found


def description_at(analysis: Analysis, word: Word, many: bool = False) -> tuple[Word, ...] | None:
    """Return the words between “the” and a noun that describes somebody known; None where it does not.

    That is a noun with “the” or “this”, or with whose largest or oldest it is (“*Norway's largest* airline”), and
    nothing behind it that says which.

    Args:
        analysis: the analysed text.
        word: the noun.
        many: whether a plural may describe one body by its people (“the *jihadists*”).

    """
    if word.tag not in {"NN", "NNP"} and not (many and word.tag == "NNS") and not _is_aged(analysis, word):
        return None
    if word.dep in _BEFORE_NAME:
        return None
    number = analysis.subtree(word.number)[0]
    first = analysis.words[number]
    after = analysis.words[word.number + 1] if word.number + 1 < len(analysis.words) else None
    if after is not None and after.text.lower() in _GOES_ON:
        return None
    if any(c.dep in {"relcl", "acl", "appos", "conj"} for c in analysis.children(word.number)):
        return None
    if first.text.lower() in _DEFINITE and first.head == word.number:
        return tuple(analysis.words[number + 1 : word.number])
    owner = next((n for n in range(number, word.number) if analysis.words[n].tag == "POS"), None)
    largest = owner is not None and any(w.tag in _LARGEST for w in analysis.words[owner + 1 : word.number])
    return tuple(analysis.words[owner + 1 : word.number]) if owner is not None and largest else None


def _is_aged(analysis: Analysis, word: Word) -> bool:
    """Say whether a word is the end of somebody's age that stands for him (“the 34-year-*old* said”)."""
    return (
        word.lemma == "old"
        and word.dep in {"nsubj", "nsubjpass"}
        and any(child.lemma == "year" and child.dep == "npadvmod" for child in analysis.children(word.number))
    )


def is_plain(words: Iterable[Word]) -> bool:
    """Say whether words before a noun only describe or name places, and tell of no other one (“the Oslo firm”)."""
    another = people_words().another
    return all(
        w.tag in _LARGEST or ((w.pos in _KINDS or w.tag in _DESCRIBING) and w.lemma.lower() not in another)
        for w in words
    )
