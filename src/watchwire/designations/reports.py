"""Where a text reports a designation: the verb, what its targets depend on, and who does it."""

from collections.abc import Iterator
from dataclasses import dataclass

from watchwire.designations.frames import Frames, frames
from watchwire.language import Analysis, Word
from watchwire.language.relative import antecedent_of
from watchwire.model import Action

_SUBJECTS = frozenset({"nsubj"})
_PASSIVES = frozenset({"nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})


@dataclass(frozen=True, slots=True)
class Report:
    """A verb that reports: `heads` are the words that its targets hang on, `doers` the words that name who did it."""

    action: Action
    verb: Word
    heads: tuple[Word, ...]
    doers: tuple[Word, ...]


def reports_in(analysis: Analysis) -> Iterator[Report]:
    """Yield the reports of a parsed text in order; what may happen, should, or did not is none."""
    known = frames()
    for word in analysis.words:
        if word.pos not in {"VERB", "AUX"} or not _told(analysis, word, known):
            continue
        action, heads = _frame(analysis, word, known)
        doers = tuple(_doers(analysis, word))
        if action is not None and heads and not any(doer.lemma in known.not_doers for doer in doers):
            yield Report(action, word, tuple(heads), doers)


def _frame(analysis: Analysis, verb: Word, known: Frames) -> tuple[Action | None, list[Word]]:
    lemma = verb.lemma
    objects = _objects(analysis, verb)
    if lemma in known.plain:
        return known.plain[lemma], objects
    for light in known.light:
        if lemma not in light.verbs:
            continue
        for noun in objects:
            if noun.lemma in light.nouns and light.words.search(_phrase(analysis, noun)):
                return light.action, _after(analysis, (noun, verb), light.prepositions)
    for entry in known.lists:
        if lemma in entry.verbs:
            lists = _after(analysis, (verb, *objects), entry.prepositions)
            if any(known.list_words.search(_phrase(analysis, item)) for item in lists):
                return entry.action, [word for word in objects if word not in lists]
    return None, []


def _objects(analysis: Analysis, verb: Word) -> list[Word]:
    """Return what the verb acts on: its object, its passive subject, or the noun that it describes."""
    children = analysis.children(verb.number)
    passive = [child for child in children if child.dep in _PASSIVES]
    if passive:
        return [_antecedent(analysis, verb, child) for child in passive]
    found = [child for child in children if child.dep in _OBJECTS]
    if not found and verb.dep == "acl" and verb.tag == "VBN":
        head = analysis.words[verb.head]
        return [head] if head.pos == "PROPN" else []
    if not found and verb.dep == "conj":
        above = analysis.words[verb.head]
        if verb.tag == "VBN" and above.tag == "VBN":
            return _objects(analysis, above)
    return found


def _antecedent(analysis: Analysis, verb: Word, subject: Word) -> Word:
    """Return the noun that a relative pronoun stands for."""
    relative = subject.lemma in _RELATIVE and verb.dep == "relcl"
    return antecedent_of(analysis, subject, verb) if relative else subject


def _after(analysis: Analysis, words: tuple[Word, ...], prepositions: frozenset[str]) -> list[Word]:
    return [
        noun
        for word in words
        for child in analysis.children(word.number)
        if child.dep == "prep" and child.lemma in prepositions
        for noun in analysis.children(child.number)
        if noun.dep == "pobj"
    ]


def _phrase(analysis: Analysis, word: Word) -> str:
    return analysis.span(*analysis.subtree(word.number)).of(analysis.article.text)


def _told(analysis: Analysis, verb: Word, known: Frames) -> bool:
    """Say whether the verb tells what was or is done."""
    children = analysis.children(verb.number)
    if any(child.dep == "neg" or {child.lemma, child.text.lower()} & known.modals for child in children):
        return False
    if any(child.dep in {"mark", "advmod"} and child.lemma in known.conditions for child in children):
        return False
    if verb.tag in {"VBZ", "VBP"} and any(child.lemma in {"when", "where", "whenever"} for child in children):
        return False  # a rule, not a report
    above = analysis.words[verb.head]
    if verb.tag == "VB" or any(child.dep == "aux" and child.text.lower() == "to" for child in children):
        return _infinitive_told(analysis, verb, known)
    if verb.dep in {"amod", "compound"}:
        return False
    if verb.tag == "VBG" and not any(child.dep in {"aux", "auxpass"} for child in children):
        by = verb.dep == "pcomp" and above.lemma == "by"
        return by and _told(analysis, analysis.words[above.head], known)
    if verb.dep in {"conj", "advcl", "ccomp"} and above.number != verb.number and above.pos == "VERB":
        own = any(child.dep in {"nsubj", "nsubjpass"} for child in children)
        return own or verb.dep != "conj" or _told(analysis, above, known)
    return True


def _infinitive_told(analysis: Analysis, verb: Word, known: Frames) -> bool:
    """Say whether an infinitive tells what was or is done: what somebody goes on to do, or has taken a step to do."""
    taken = step_of(analysis, verb)
    if taken is not None:
        return _told(analysis, taken, known)
    above = analysis.words[verb.head]
    if above.lemma in known.steps and above.dep == "ROOT":
        return True  # an entry of a list of what was done: “Action to impose …”
    return above.lemma in known.continuing and above.number != verb.number and _told(analysis, above, known)


def step_of(analysis: Analysis, verb: Word) -> Word | None:
    """Return the verb of taking a step that an infinitive tells (“*took* action pursuant to the act to impose …”).

    Args:
        analysis: the analysed text.
        verb: the infinitive.

    """
    known = frames()
    above = analysis.words[verb.head]
    held = analysis.words[above.head] if above.lemma in known.steps else above
    if held.lemma != "take" or held.number == verb.number:
        return None
    steps = any(c.lemma in known.steps for c in analysis.children(held.number) if c.dep in {"dobj", "nsubjpass"})
    return held if steps else None


def _doers(analysis: Analysis, verb: Word) -> Iterator[Word]:
    """Yield who does it: the subject, the agent of a passive, or the subject of a verb above."""
    children = analysis.children(verb.number)
    for child in children:
        if child.dep == "agent":
            yield from (noun for noun in analysis.children(child.number) if noun.dep == "pobj")
        if child.dep in _SUBJECTS and child.lemma not in _RELATIVE:
            yield child
    own = any(child.dep in _SUBJECTS or child.dep in _PASSIVES for child in children)
    if own or (verb.tag == "VBN" and verb.dep == "acl"):
        return
    above = analysis.words[verb.head]
    if verb.dep == "pcomp" or (verb.dep in {"acl", "relcl"} and step_of(analysis, verb) is not None):
        above = analysis.words[above.head]
    if (
        above.number != verb.number
        and above.pos in {"VERB", "AUX"}
        and verb.dep in {"conj", "xcomp", "pcomp", "advcl", "acl"}
    ):
        yield from _doers(analysis, above)
