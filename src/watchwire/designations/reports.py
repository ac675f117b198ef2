"""Where a text reports a designation: the verb, what its targets depend on, and who does it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from watchwire.designations.frames import Frames, Light, OnList, frames
from watchwire.designations.sentences import whole_sentence
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.language.relative import antecedent_of
from watchwire.model import Action, Span

_SUBJECTS = frozenset({"nsubj"})
_PASSIVES = frozenset({"nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})
_TARGETS_FOLLOW = re.compile(r"\s*:| for sanctions [A-Z]")
_DEEDS = frozenset({"act", "event", "words", "idea"})
_WITH, _OF, _AT = frozenset({"with"}), frozenset({"of"}), frozenset({"at"})
_COMMA = re.compile(r"[,;\n]|\.\s")
_LIST_LONGEST = 120
_SPACE = 2
"""How many characters before a sentence the one before it ends, at least."""
_NEAR = 5
"""How many words behind a verb its noun is looked for where the parse does not have it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A verb, or a noun that stands for one: `heads` are the words that its targets hang on, `doers` who did it.

    The targets stand behind the place `after` where they follow it. `by` are the words for who did it where they are
    part of another phrase; `background` is a listing that the text only recalls: no news of its own day.
    """

    action: Action
    verb: Word
    heads: tuple[Word, ...]
    doers: tuple[Word, ...]
    after: int = 0
    start: int = 0
    """Where its words begin: its first auxiliary, or itself."""
    by: Span | None = None
    background: bool = False


def reports_in(analysis: Analysis) -> Iterator[Report]:
    """Yield the reports of a parsed text in order; what may happen, should, or did not is none."""
    known = frames()
    for word in analysis.words:
        if word.pos in {"NOUN", "PROPN"} and word.lemma.lower() in known.entries:
            yield from _entry(analysis, word, known.entries[word.lemma.lower()])
        if word.pos not in {"VERB", "AUX"} or not is_told(analysis, word):
            continue
        action, heads, after = _frame(analysis, word, known)
        doers = tuple(
            doer for doer in _doers(analysis, word) if doer not in heads and not _is_hit(analysis, word, doer, known)
        )
        private = word.lemma in known.freezing and any(_is_private(analysis, doer, known) for doer in doers)
        judged = any(doer.lemma in known.not_doers for doer in doers) and not _is_outlawing(analysis, word, known)
        if action is not None and heads and not private and not judged and not _is_office(analysis, word, known):
            by = None if doers else _list_owner(analysis, word, known)
            yield Report(action, word, tuple(heads), doers, after, start_of(analysis, word), by)


def _is_hit(analysis: Analysis, verb: Word, doer: Word, known: Frames) -> bool:
    """Say whether a noun that a parse makes the subject is who was hit (“one of 11 *officials hit* with sanctions”)."""
    described = verb.dep in {"acl", "relcl"} and doer.head == verb.number and doer.pos == "NOUN"
    return (
        described and verb.lemma in known.striking and not any(c.dep == "dobj" for c in analysis.children(verb.number))
    )


def _is_private(analysis: Analysis, doer: Word, known: Frames) -> bool:
    """Say whether who freezes accounts is a bank, a court or a firm, and no government."""
    return not known.private.isdisjoint(_phrase(analysis, doer).lower().split())


def _is_outlawing(analysis: Analysis, verb: Word, known: Frames) -> bool:
    """Say whether what a court does is to outlaw a group, or to put somebody on a list of terrorists."""
    sentence = whole_sentence(analysis, verb.start)
    if sentence is None:
        return False
    return known.blacklists.match(analysis.article.text, verb.end, sentence.span.end) is not None


def _is_office(analysis: Analysis, word: Word, known: Frames) -> bool:
    """Say whether somebody is designated as what nobody is listed as: to an office, or for a task."""
    if word.lemma not in {"designate", "designation", "name", "list", "Designation"}:
        return False
    told = [child for child in analysis.children(word.number) if child.dep == "prep" and child.lemma == "as"]
    objects = [(child, noun) for child in told for noun in analysis.children(child.number) if noun.start > child.start]
    text = analysis.article.text
    return bool(objects) and not any(known.listed_as.search(text, child.start, noun.end) for child, noun in objects)


def _list_owner(analysis: Analysis, verb: Word, known: Frames) -> Span | None:
    """Return the words for whose list it is that somebody was put on (“added to *the EU’s* sanctions list”)."""
    entries = [entry for entry in known.lists if verb.lemma in entry.verbs]
    for entry in entries:
        for item in _after(analysis, (verb,), entry.prepositions):
            for child in analysis.children(item.number):
                if child.dep == "poss" and child.pos == "PROPN":
                    return analysis.span(*_without_case(analysis, child))
    return None


def _without_case(analysis: Analysis, owner: Word) -> tuple[int, int]:
    first, last = analysis.subtree(owner.number)
    return first, last - (analysis.words[last - 1].tag == "POS")


def _entry(analysis: Analysis, noun: Word, action: Action) -> Iterator[Report]:
    """Yield the report of an entry of a list of acts, which has no verb (“*Designation of* three officials”)."""
    sentence = analysis.sentence_at(noun.start)
    if sentence is None or sentence.first != noun.number or sentence.last <= noun.number + 2 or noun.dep != "ROOT":
        return
    of = analysis.words[noun.number + 1]
    heads = [word for word in analysis.children(of.number) if word.dep == "pobj"]
    if of.lemma == "of" and heads and not _is_office(analysis, noun, frames()):
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
        first = _first_noun(analysis, verb)
        if first is not None and _is_allowed(analysis, first, known):
            objects = []
        return known.plain[lemma], objects or _struck(analysis, verb) or _named_as(analysis, verb), 0
    struck = _hit_or_frozen(analysis, verb, objects, known)
    if struck is not None:
        return Action.DESIGNATED, struck, 0
    for light in known.light:
        if lemma not in light.verbs:
            continue
        for noun in (*objects, *_next_noun(analysis, verb, light)):
            if noun.lemma in light.nouns and light.words.search(_phrase(analysis, noun)):
                heads = (
                    _after(analysis, (noun, verb), light.prepositions, noun.end)
                    or _next_object(analysis, noun, light)
                    or _aimed_at(analysis, verb, noun)
                )
                return light.action, heads, noun.end
    for entry in known.lists:
        if lemma in entry.verbs:
            lists = _after(analysis, (verb, *objects), entry.prepositions) or _lists_after(analysis, verb, entry)
            told = [_to_the_comma(analysis, item) for item in lists]
            ours = any(item.lemma == "list" for item in lists) and _speaks_of_sanctions(analysis, verb)
            if ours or any(map(known.list_words.search, told)):
                return entry.action, [word for word in objects if word not in lists], 0
    return None, [], 0


def _first_noun(analysis: Analysis, verb: Word) -> Word | None:
    """Return the noun that heads the words right behind a verb in the active."""
    if any(child.dep in {"nsubjpass", "auxpass"} for child in analysis.children(verb.number)):
        return None
    for word in analysis.words[verb.number + 1 : verb.number + 1 + _NEAR]:
        if word.pos in {"NOUN", "PROPN"} and word.dep not in {"compound", "nmod"}:
            return word
        if word.pos not in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
            return None
    return None


def _speaks_of_sanctions(analysis: Analysis, verb: Word) -> bool:
    """Say whether the sentence of a verb, or that before it, tells of sanctions, so that its list is one of them."""
    sentence = analysis.sentence_at(verb.start)
    before = analysis.sentence_at(max(0, sentence.span.start - _SPACE)) if sentence is not None else None
    text = analysis.article.text
    return any("sanction" in held.span.of(text).lower() for held in (before, sentence) if held is not None)


def _is_allowed(analysis: Analysis, noun: Word, known: Frames) -> bool:
    """Say whether what is sanctioned is a deed, which then is allowed (“*sanctioned* elections”)."""
    lemma = noun.lemma.lower()
    also = any(word.lemma.lower() in known.nouns for word in analysis.children(noun.number) if word.dep == "conj")
    return noun.pos == "NOUN" and lemma not in known.nouns and not also and noun_class(lemma) in _DEEDS


def _hit_or_frozen(analysis: Analysis, verb: Word, objects: list[Word], known: Frames) -> list[Word] | None:
    """Return who is hit with sanctions, or whose assets are frozen; None where a verb tells neither."""
    if verb.lemma in known.striking and _is_with_sanctions(analysis, verb, known):
        return _struck(analysis, verb) or objects
    if verb.lemma in known.freezing and verb.tag != "VBG":
        return _owners(analysis, objects, known)
    return None


def _is_with_sanctions(analysis: Analysis, verb: Word, known: Frames) -> bool:
    return any(known.struck_with.search(_phrase(analysis, word)) for word in _after(analysis, (verb,), _WITH))


def _struck(analysis: Analysis, verb: Word) -> list[Word]:
    """Return who is one of those that a participle describes (“*Belov* was one of 12 people *sanctioned* by”)."""
    noun = analysis.words[verb.head]
    if verb.dep not in {"acl", "relcl"} or verb.tag not in {"VBN", "VBD"}:
        return []
    among = analysis.words[noun.head] if noun.dep == "pobj" else noun
    counted = analysis.words[among.head]
    if among.lemma == "of" and counted.pos == "NUM":
        among = counted  # “*one* of those hit”
    told = analysis.words[among.head]
    if told.lemma != "be" or (among.lemma != "among" and among.dep != "attr"):
        return []
    return [c for c in analysis.children(told.number) if c.dep in {"nsubj", "attr"} and c.number != among.number]


def _named_as(analysis: Analysis, verb: Word) -> list[Word]:
    """Return who those are that a participle describes (“the six others *sanctioned* are *Anton Belov* and ...”)."""
    noun = analysis.words[verb.head]
    told = analysis.words[noun.head]
    if verb.dep not in {"acl", "relcl"} or verb.tag not in {"VBN", "VBD"} or noun.dep not in _SUBJECTS:
        return []
    if told.lemma not in {"be", "include"} or noun.pos == "PROPN":
        return []
    return [child for child in analysis.children(told.number) if child.dep in {"attr", "dobj"} and child.pos == "PROPN"]


def _owners(analysis: Analysis, frozen: list[Word], known: Frames) -> list[Word]:
    """Return whose assets or accounts are frozen (“the assets *of X*”, “*X's* accounts”)."""
    held = [word for word in frozen if word.lemma in known.frozen]
    owners = [child for word in held for child in analysis.children(word.number) if child.dep == "poss"]
    return _after(analysis, tuple(held), _OF) or owners


def _next_noun(analysis: Analysis, verb: Word, light: Light) -> list[Word]:
    """Return the noun that follows a verb where the parse hangs it elsewhere ("is imposing blocking *sanctions*")."""
    for word in analysis.words[verb.number + 1 : verb.number + 1 + _NEAR]:
        if word.pos in {"PUNCT", "ADP", "SCONJ", "CCONJ"}:
            break
        if word.lemma in light.nouns:
            between = analysis.span(verb.number + 1, word.number + 1).of(analysis.article.text)
            return [word] if light.words.search(between) else []
    return []


def _aimed_at(analysis: Analysis, verb: Word, noun: Word) -> list[Word]:
    """Return whom measures are said to hit (“announced sanctions *targeting* X”, “sanctions *aimed at* X”)."""
    for word in (*analysis.children(noun.number), *analysis.children(verb.number)):
        if word.start < noun.end or word.dep not in {"acl", "advcl"}:
            continue
        if word.lemma in {"target", "hit"} and word.tag == "VBG":
            return [child for child in analysis.children(word.number) if child.dep == "dobj"]
        if word.lemma == "aim" and word.tag == "VBN":
            return _after(analysis, (word,), _AT)
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


def is_told(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb tells what was or is done, and not what may, should or did not happen."""
    return _told(analysis, verb, frames())


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
    if verb.dep in {"amod", "compound"} or _is_of_its_object(analysis, verb):
        return False
    if verb.tag == "VBG" and not any(child.dep in {"aux", "auxpass"} for child in children):
        return _participle_told(analysis, verb, known)
    if verb.dep in {"conj", "advcl", "ccomp"} and above.number != verb.number and above.pos == "VERB":
        own = any(child.dep in {"nsubj", "nsubjpass"} for child in children)
        return own or verb.dep != "conj" or _told(analysis, above, known)
    return True


def _is_of_its_object(analysis: Analysis, verb: Word) -> bool:
    """Say whether a participle only describes the noun that a parse makes its object (“as *blocked property* of X”)."""
    if verb.tag != "VBN" or verb.dep not in {"advcl", "acl"}:
        return False
    kinds = {child.dep for child in analysis.children(verb.number)}
    return "dobj" in kinds and kinds.isdisjoint({"aux", "auxpass", "nsubj", "nsubjpass", "agent"})


def _participle_told(analysis: Analysis, verb: Word, known: Frames) -> bool:
    """Say whether a participle tells what was done (“*by* sanctioning X”, “widened its sanctions, *adding* X”)."""
    above = analysis.words[verb.head]
    marked = any(child.dep == "mark" for child in analysis.children(verb.number))
    if verb.dep == "advcl" and above.pos == "VERB" and not marked:
        return any(verb.lemma in item.verbs for item in known.lists) and _told(analysis, above, known)
    by = verb.dep == "pcomp" and above.lemma == "by"
    return by and _told(analysis, analysis.words[above.head], known)


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
