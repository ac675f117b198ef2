"""Listings that a text only recalls: who is under sanctions, and designations told by their noun."""

from collections.abc import Iterator

from watchwire.designations.frames import frames
from watchwire.designations.reports import Report, is_told, start_of
from watchwire.language import Analysis, Word
from watchwire.language.relative import antecedent_of
from watchwire.model import Action, Span

_RELATIVE = frozenset({"who", "that", "which"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def standing_in(analysis: Analysis) -> Iterator[Report]:
    """Yield the listings that a parsed text tells as known, in order."""
    known = frames()
    for word in analysis.words:
        if word.pos != "NOUN":
            continue
        if word.lemma in known.held:
            yield from _held(analysis, word)
        elif word.lemma in known.nominal:
            yield from _recalled(analysis, word)


def _held(analysis: Analysis, sanctions: Word) -> Iterator[Report]:
    """Yield that somebody is under sanctions (“has been subject to EU sanctions since 2014”)."""
    preposition = analysis.words[sanctions.head]
    if sanctions.dep != "pobj" or preposition.lemma not in {"under", "to"}:
        return
    verb = analysis.words[preposition.head]
    if preposition.lemma == "to":
        if verb.lemma != "subject":
            return
        verb = analysis.words[verb.head]
    if verb.lemma not in frames().holding or not is_told(analysis, verb):
        return
    heads = tuple(
        antecedent_of(analysis, child, verb) if child.lemma in _RELATIVE and verb.dep == "relcl" else child
        for child in analysis.children(verb.number)
        if child.dep in _SUBJECTS
    )
    heads = heads or tuple(_name_before(analysis, verb))
    doers = tuple(_objects_of(analysis, sanctions, {"by", "from"}))
    by = None if doers else _said_whose(analysis, sanctions)
    if heads and (doers or by):  # that somebody is under sanctions of nobody in particular lets nobody look further
        yield Report(Action.DESIGNATED, verb, heads, doers, 0, start_of(analysis, verb), by, background=True)


def _name_before(analysis: Analysis, verb: Word) -> Iterator[Word]:
    """Yield the name right before a verb that a parse takes for something else than its subject."""
    first = min([verb.number, *(c.number for c in analysis.children(verb.number) if c.dep in {"aux", "auxpass"})])
    before = analysis.words[first - 1] if first else verb
    if before.head == verb.number and before.number != verb.number and before.text[:1].isupper():
        yield before


def _said_whose(analysis: Analysis, sanctions: Word) -> Span | None:
    """Return the words that say whose sanctions they are (“under *U.S. and European Union* financial sanctions”)."""
    first, _ = analysis.subtree(sanctions.number)
    words = [word for word in analysis.words[first : sanctions.number] if word.text[:1].isupper()]
    return Span(words[0].start, words[-1].end) if words else None


def _recalled(analysis: Analysis, noun: Word) -> Iterator[Report]:
    """Yield a designation that is told by its noun, as what something followed or builds on."""
    above = analysis.words[noun.head]
    known = frames()
    verb = analysis.words[above.head] if above.lemma in {"on", "upon"} else above
    upon = above.text.lower() in known.upon and noun.dep in {"pobj", "dobj", "pcomp"}
    builds = (
        verb.lemma in known.building and verb.pos == "VERB" and noun.dep in {"dobj", "pobj"} and is_told(analysis, verb)
    )
    if not upon and not builds:
        return
    targets = tuple(_objects_of(analysis, noun, {"of"}))
    owners = tuple(child for child in analysis.children(noun.number) if child.dep == "poss")
    theirs = tuple(child for child in analysis.children(noun.number) if child.dep in {"compound", "nmod"})
    heads = targets or owners
    doers = tuple(_objects_of(analysis, noun, {"by"})) or (
        tuple(word for word in (*owners, *theirs) if word.pos == "PROPN") if targets else ()
    )
    if heads:
        after = noun.end if targets else 0
        yield Report(Action.DESIGNATED, noun, heads, doers, after, noun.start, background=True)


def _objects_of(analysis: Analysis, noun: Word, prepositions: set[str]) -> Iterator[Word]:
    for child in analysis.children(noun.number):
        if child.dep in {"prep", "agent"} and child.lemma in prepositions:
            yield from (word for word in analysis.children(child.number) if word.dep == "pobj")
