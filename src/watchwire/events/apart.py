"""Whom a deed is done to where the parser has no object for it: it stands before the clause, or was taken elsewhere."""

from watchwire.events.lexicon import frames, triggers
from watchwire.events.naming import entity_at
from watchwire.events.scene import Scene
from watchwire.events.unnamed import is_somebody
from watchwire.language import Analysis, Word
from watchwire.model import EntityKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "obj"})
_ASKING = frozenset({"WDT", "WP", "WRB", "WP$"})


def lost_object(scene: Scene, verb: Word) -> list[Word]:
    """Return whom a verb without an object of its own is done to all the same.

    Args:
        scene: what the search sees.
        verb: the verb that tells a happening.

    """
    if verb.pos != "VERB" or any(c.dep in _OBJECTS for c in scene.analysis.children(verb.number)):
        return []
    return _before_clause(scene, verb) or _what_it_seems(scene.analysis, verb) or _taken_away(scene.analysis, verb)


def _before_clause(scene: Scene, verb: Word) -> list[Word]:
    """Return who stands before a clause without “whom” (“one of *the people* the police detained”)."""
    analysis = scene.analysis
    below = analysis.children(verb.number)
    if verb.dep != "relcl" or not any(c.dep == "nsubj" for c in below):
        return []
    low, high = analysis.subtree(verb.number)
    if any(w.tag in _ASKING or w.text.lower() == "that" for w in analysis.words[low : min(high, verb.number)]):
        return []
    noun, before = analysis.words[verb.head], analysis.words[max(low - 1, 0)]
    if (
        noun.number > low
        or before.text.lower() == "that"
        or not (is_somebody(noun) or entity_at(scene, noun) is not None)
    ):
        return []  # “the *day* they attacked”
    return [_equated(analysis, noun)]


def _equated(analysis: Analysis, noun: Word) -> Word:
    """Return who is said to be one of some people, or the people (“*Berg* was one of the men”)."""
    of = analysis.words[noun.head]
    one = analysis.words[of.head] if noun.dep == "pobj" and of.lemma == "of" else noun
    above = analysis.words[one.head]
    if one.dep != "attr" or above.lemma != "be":
        return noun
    return next((c for c in analysis.children(above.number) if c.dep == "nsubj" and c.pos != "PRON"), noun)


def _what_it_seems(analysis: Analysis, verb: Word) -> list[Word]:
    """Return what something is taken for (“launched *what seemed to be a missile*”)."""
    for clause in analysis.children(verb.number):
        own = [c for c in analysis.children(clause.number) if c.dep in _SUBJECTS]
        if clause.dep != "ccomp" or not own or own[0].text.lower() != "what":
            continue
        below = [clause, *(c for c in analysis.children(clause.number) if c.dep == "xcomp")]
        return [c for item in below for c in analysis.children(item.number) if c.dep in {"attr", "oprd"}][:1]
    return []


def _taken_away(analysis: Analysis, verb: Word) -> list[Word]:
    """Return the object that the parser takes for another verb's subject (“held *nine drummers* said to be his”)."""
    said = analysis.words[verb.head]
    if verb.dep != "ccomp" or said.number < verb.number or said.lemma not in frames().hearing:
        return []
    subject = next((c for c in analysis.children(said.number) if c.dep in _SUBJECTS and c.pos == "NOUN"), None)
    if subject is None:
        return []
    low, high = analysis.subtree(subject.number)
    return [subject] if low == verb.number + 1 and high == said.number else []


def accused_beside(analysis: Analysis, verb: Word) -> list[Word]:
    """Return whom a paper that is brought accuses (“filed a complaint with the court *accusing Norsk* of …”).

    Args:
        analysis: the analysed text.
        verb: the verb that tells a happening.

    """
    objects = [c for c in analysis.children(verb.number) if c.dep in _OBJECTS or c.dep == "nsubjpass"]
    if verb.pos != "VERB" or not any(c.lemma in frames().brought for c in objects):
        return []
    low, high = verb.number, analysis.subtree(verb.number)[1]
    accusing = [w for w in analysis.words[low:high] if w.tag == "VBG" and w.lemma == "accuse"]
    accused = [c for w in accusing[:1] for c in analysis.children(w.number) if c.dep in _OBJECTS]
    # “accusing *Norsk's* search of …” accuses Norsk
    return [next((c for c in analysis.children(who.number) if c.dep == "poss"), who) for who in accused]


def whom_them_means(analysis: Analysis, pronoun: Word) -> Word | None:
    """Return the only people of whom a sentence has told before “them” (“freed *ten sailors* after detaining them”).

    Args:
        analysis: the analysed text.
        pronoun: the pronoun.

    """
    sentence = analysis.sentence_at(pronoun.start)
    if sentence is None:
        return None
    before = [
        w
        for w in analysis.words[sentence.first : pronoun.number]
        if w.tag in {"NNS", "NNPS"} and (w.dep in _SUBJECTS | _OBJECTS | {"pobj", "conj"}) and is_somebody(w)
    ]
    return before[0] if len(before) == 1 and before[0].dep in _OBJECTS | {"nsubjpass"} else None


def whose_deed(scene: Scene, noun: Word, owner: Word) -> Word:
    """Return the country whose test or attack “its” tells, where what “its” seems to mean tests nothing.

    (“the Council's sanctions against *Chile* since its first test”, “condemned *Chile* over its invasion of Peru”)

    Args:
        scene: what the search sees.
        noun: the noun that tells a happening.
        owner: whose it is by the parse.

    """
    analysis = scene.analysis
    sentence = analysis.sentence_at(owner.start)
    modes = {trigger.mode for trigger in triggers().get((noun.pos, noun.lemma.lower()), ())}
    if owner.text.lower() != "its" or sentence is None or not modes & {"attack", "test"}:
        return owner
    before = analysis.words[sentence.first : owner.number]
    near = next((w for w in reversed(before) if w.dep in _OBJECTS | {"pobj"} and _is_state(scene, w)), None)
    if near is None:
        return owner
    taken = entity_at(scene, owner)
    other = taken is not None and taken.kind not in {EntityKind.PLACE, EntityKind.GOVERNMENT}
    return near if other or _is_ground(analysis, noun, near) else owner


def _is_state(scene: Scene, word: Word) -> bool:
    entity = scene.named.get(word.start)
    return entity is not None and entity.kind is EntityKind.PLACE and entity.coordinates is None


def _is_ground(analysis: Analysis, noun: Word, near: Word) -> bool:
    """Say whether a deed is why something is done to somebody (“condemned *Chile* over its *invasion*”)."""
    preposition = analysis.words[noun.head]
    above = analysis.words[near.head]
    done = analysis.words[above.head] if above.dep == "prep" else above
    return preposition.lemma in {"over", "for"} and preposition.head in {done.number, near.number, done.head}
