"""Where a text reports a designation: the verb, what its targets depend on, and who does it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from watchwire.designations.frames import Frames, Light, OnList, frames
from watchwire.designations.sentences import whole_sentence
from watchwire.language import Analysis, Word
from watchwire.language.relative import antecedent_of
from watchwire.model import Action

_SUBJECTS = frozenset({"nsubj"})
_PASSIVES = frozenset({"nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})
_TARGETS_FOLLOW = re.compile(r"\s*:| for sanctions [A-Z]")
_COMMA = re.compile(r"[,;\n]|\.\s")
_LIST_LONGEST = 120
_NEAR = 5
"""How many words behind a verb its noun is looked for where the parse does not have it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A verb, or a noun that stands for one: `heads` are the words that its targets hang on, `doers` who did it.

    The targets stand behind the place `after` where they follow it.
    """

    action: Action
    verb: Word
    heads: tuple[Word, ...]
    doers: tuple[Word, ...]
    after: int = 0
    start: int = 0
    """Where its words begin: its first auxiliary, or itself."""


def reports_in(analysis: Analysis) -> Iterator[Report]:
    """Yield the reports of a parsed text in order; what may happen, should, or did not is none."""
    known = frames()
    for word in analysis.words:
        if word.pos in {"NOUN", "PROPN"} and word.lemma.lower() in known.entries:
            yield from _entry(analysis, word, known.entries[word.lemma.lower()])
        if word.pos not in {"VERB", "AUX"} or not _told(analysis, word, known):
            continue
        action, heads, after = _frame(analysis, word, known)
        doers = tuple(_doers(analysis, word))
        if action is not None and heads and not any(doer.lemma in known.not_doers for doer in doers):
            yield Report(action, word, tuple(heads), doers, after, start_of(analysis, word))


def _entry(analysis: Analysis, noun: Word, action: Action) -> Iterator[Report]:
    """Yield the report of an entry of a list of acts, which has no verb (“*Designation of* three officials”)."""
    sentence = analysis.sentence_at(noun.start)
    if sentence is None or sentence.first != noun.number or sentence.last <= noun.number + 2 or noun.dep != "ROOT":
        return
    of = analysis.words[noun.number + 1]
    heads = [word for word in analysis.children(of.number) if word.dep == "pobj"]
    if of.lemma == "of" and heads:
        yield Report(action, noun, tuple(heads), (), of.end, noun.start)


def start_of(analysis: Analysis, verb: Word) -> int:
    """Return where the words of a verb begin."""
    auxiliaries = [child.start for child in analysis.children(verb.number) if child.dep in {"aux", "auxpass"}]
    return min([verb.start, *auxiliaries])


def _frame(analysis: Analysis, verb: Word, known: Frames) -> tuple[Action | None, list[Word], int]:
    lemma = verb.lemma
    objects = _objects(analysis, verb)
    if lemma in known.calling:
        whole = whole_sentence(analysis, verb.start)
        blacklists = whole is not None and known.blacklists.match(analysis.article.text, verb.end, whole.span.end)
        return (Action.DESIGNATED, objects[:1], 0) if blacklists else (None, [], 0)
    if lemma in known.aiming:
        acts = any(child.dep in _SUBJECTS and child.lemma in known.acts for child in analysis.children(verb.number))
        return (Action.DESIGNATED, objects, 0) if acts else (None, [], 0)
    if lemma in known.plain:
        if not objects and _TARGETS_FOLLOW.match(analysis.article.text, verb.end):
            objects = [verb]  # “has designated:”, and the names follow
        return known.plain[lemma], objects, 0
    for light in known.light:
        if lemma not in light.verbs:
            continue
        for noun in (*objects, *_next_noun(analysis, verb, light)):
            if noun.lemma in light.nouns and light.words.search(_phrase(analysis, noun)):
                heads = _after(analysis, (noun, verb), light.prepositions, noun.end) or _next_object(
                    analysis, noun, light
                )
                return light.action, heads, noun.end
    for entry in known.lists:
        if lemma in entry.verbs:
            lists = _after(analysis, (verb, *objects), entry.prepositions) or _lists_after(analysis, verb, entry)
            if any(known.list_words.search(_to_the_comma(analysis, item)) for item in lists):
                return entry.action, [word for word in objects if word not in lists], 0
    return None, [], 0


def _next_noun(analysis: Analysis, verb: Word, light: Light) -> list[Word]:
    """Return the noun that follows a verb where the parse hangs it elsewhere ("is imposing blocking *sanctions*")."""
    for word in analysis.words[verb.number + 1 : verb.number + 1 + _NEAR]:
        if word.pos in {"PUNCT", "ADP", "SCONJ", "CCONJ"}:
            break
        if word.lemma in light.nouns:
            between = analysis.span(verb.number + 1, word.number + 1).of(analysis.article.text)
            return [word] if light.words.search(between) else []
    return []


def _next_object(analysis: Analysis, noun: Word, light: Light) -> list[Word]:
    """Return the object of the preposition right behind a noun, whatever the parse hangs it on."""
    if noun.number + 2 >= len(analysis.words):
        return []
    preposition = analysis.words[noun.number + 1]
    if preposition.lemma not in light.prepositions:
        return []
    return [child for child in analysis.children(preposition.number) if child.dep == "pobj"]


def _lists_after(analysis: Analysis, verb: Word, entry: OnList) -> list[Word]:
    """Return what prepositions later in the sentence lead to, where the targets between them part it from its verb."""
    sentence = whole_sentence(analysis, verb.start)
    if sentence is None:
        return []
    return [
        child
        for word in analysis.words[verb.number + 1 : sentence.last]
        if word.dep == "prep" and word.lemma in entry.prepositions
        for child in analysis.children(word.number)
        if child.dep == "pobj" and child.text == "List"
    ]


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
    above = analysis.words[verb.head]
    if not found and verb.dep == "acomp" and verb.tag == "VBN" and above.lemma == "be":
        return [child for child in analysis.children(above.number) if child.dep in _SUBJECTS]  # "being re-designated"
    if not found and verb.dep == "conj" and verb.tag == "VBN" and above.tag == "VBN":
        return _objects(analysis, above)
    return found


def _antecedent(analysis: Analysis, verb: Word, subject: Word) -> Word:
    """Return the noun that a relative pronoun stands for."""
    relative = subject.lemma in _RELATIVE and verb.dep == "relcl"
    return antecedent_of(analysis, subject, verb) if relative else subject


def _after(analysis: Analysis, words: tuple[Word, ...], prepositions: frozenset[str], place: int = 0) -> list[Word]:
    return [
        noun
        for word in words
        for child in analysis.children(word.number)
        if child.dep == "prep" and child.lemma in prepositions and child.start >= place
        for noun in analysis.children(child.number)
        if noun.dep == "pobj"
    ]


def _to_the_comma(analysis: Analysis, word: Word) -> str:
    """Return a phrase, or the words from its head to the next comma where a parse has less of it."""
    rest = analysis.article.text[word.start : word.start + _LIST_LONGEST]
    return f"{_phrase(analysis, word)} {_COMMA.split(rest)[0]}"


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
    if verb.dep == "acomp" and above.lemma == "be" and verb.tag == "VBN":
        return _told(analysis, above, known)
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
    sentence = analysis.sentence_at(above.start)
    opens = sentence is not None and sentence.first == above.number
    if above.lemma.lower() in known.steps and (above.dep == "ROOT" or opens):
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
