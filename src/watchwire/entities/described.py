"""What a text calls its people and bodies besides their names: whom “the company”, “the actor”, “the ministry” mean.

A short description stands for somebody only where the text has called one of those it names so, and nobody without a
name has come between who may be meant: everything else is a guess.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from watchwire.entities.people import people_words
from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind
from watchwire.names.forms import forms_in
from watchwire.names.tokens import words

Callings = dict[str, list[tuple[int, str]]]
"""By each noun those whom the text calls so, with where each is first named, in that order."""
_DEFINITE = frozenset({"the", "this"})
_KINDS = frozenset({"NOUN", "ADJ", "PUNCT", "CCONJ"})
_GOES_ON = frozenset({"of", "for"})
_BEFORE_NAME = frozenset({"compound", "nmod", "amod", "flat"})
_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.GOVERNMENT, EntityKind.GROUP})
_TITLE = 12
_ROLE_ENDS = frozenset({"of", "for", "at", "in", "to", "from", "on"})


def callings_of(analysis: Analysis, entities: Iterable[Entity]) -> Callings:
    """Return by which nouns a text calls those it names.

    A body by the words of its name, by what stands beside it (“Blue Harbour, a shipping *firm*”), and as a company
    where its name has a legal form; a person by roles and by what stands beside the name (“*actor* Tom Young”).
    """
    found: Callings = defaultdict(list)
    known = people_words()
    for entity in sorted(entities, key=lambda e: e.mentions[0].start):
        called = set[str]()
        if entity.kind is EntityKind.PERSON:
            said = _of_roles(analysis, entity) | _beside(analysis, entity) | _of_titles(analysis, entity)
            called = {noun for noun in said if noun in known.persons}
        elif entity.kind in _BODIES:
            said = {*entity.name.lower().split(), *_beside(analysis, entity)}
            called = {noun for noun in said if noun in known.bodies}
            if forms_in(words(entity.name)) or called & known.companies:
                called |= known.companies
        for noun in called:
            found[noun].append((entity.mentions[0].start, entity.id))
    return found


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


def is_description(analysis: Analysis, word: Word, called: Mapping[str, object]) -> bool:
    """Say whether a word is a noun with “the” or “this” and nothing more, by which the text calls somebody it names."""
    if word.tag != "NN" or word.lemma.lower() not in called or word.dep in _BEFORE_NAME:
        return False
    first = analysis.words[analysis.subtree(word.number)[0]]
    after = analysis.words[word.number + 1] if word.number + 1 < len(analysis.words) else None
    if first.text.lower() not in _DEFINITE or first.head != word.number:
        return False
    between = analysis.words[first.number + 1 : word.number]
    known = people_words()
    plain = all(w.pos in _KINDS and w.lemma.lower() not in known.another for w in between)
    if between and not (plain and word.lemma.lower() in known.companies):
        return False  # “the *computer maker*”, but not “the Oslo spokesman” nor “the late actor”
    if after is not None and after.text.lower() in _GOES_ON:
        return False
    return not any(c.dep in {"relcl", "acl", "appos"} for c in analysis.children(word.number))
