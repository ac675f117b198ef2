"""Whether a trigger word tells an event here."""

from watchwire.events.fired import fires, is_aimed
from watchwire.events.lexicon import Trigger, frames
from watchwire.events.naming import entities_of, entity_at
from watchwire.events.parties import place_of
from watchwire.events.phrases import counted_of
from watchwire.events.scene import Scene, Side
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.model import EntityKind, Statement

_OBJECTS = frozenset({"dobj", "obj", "ccomp", "xcomp"})
_CLUBS = frozenset({"party", "club", "team", "league", "school", "group", "council", "union", "body", "committee"})
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves", "oneself", "yourself"})
_TIMES = frozenset({"time", "day", "week", "month", "year", "hour", "minute", "night", "weekend", "period"})
_UNHELD = frozenset({"words", "idea", "act", "event"})


def fits(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    """Say whether a word stands as its trigger asks: with the objects and goods that it needs."""
    if word.dep in {"compound", "amod"} and not (word.pos == "NOUN" and _chained(analysis, word)):
        return False  # “restricted communication”, “an attack helicopter”
    if trigger.particles and not _has_particle(analysis, word, trigger.particles):
        return False
    if trigger.no_object and any(c.dep in _OBJECTS for c in analysis.children(word.number)):
        return False  # “demonstrated restraint”, “rallied support”
    if trigger.objects and not _has_object(analysis, word, trigger.objects):
        return False
    if trigger.not_objects and _has_object(analysis, word, trigger.not_objects):
        return False
    if _in_another_sense(analysis, word, trigger):
        return False
    return not trigger.needs or _has_need(analysis, word, trigger)


def _in_another_sense(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    """Say whether what a word governs gives it a sense that is no such event."""
    below = {c.lemma for c in analysis.children(word.number)}
    if word.lemma == "plead" and "guilty" in below:
        return True  # who pleads guilty, or not, asks for nothing
    if _is_question(analysis, word) or _is_kept_out(analysis, word) or _is_idiom(analysis, word, trigger):
        return True
    if word.lemma == "dismiss" and "from" in below:
        return True  # “dismissed from office” denies nothing
    if word.lemma in {"attend", "join"} and _is_anothers(analysis, word):
        return True  # “attends the president's meeting with …”: the president meets
    if word.pos == "VERB" and word.lemma in frames().of_somebody and not trigger.objects:
        return _is_of_a_thing(analysis, word)
    return _is_of_another_mode(analysis, word, trigger)


def _is_of_another_mode(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    """Say whether a word that fits tells another kind of happening here."""
    if trigger.mode == "designate":
        return _is_appointed(analysis, word)
    if trigger.mode == "visit":
        return _is_force(analysis, word)  # “peacekeeping troops arrived in Oslo” are no visitors
    if trigger.mode == "aid":
        return _is_invested(analysis, word)
    if trigger.mode == "attack" and (_is_of_workers(analysis, word) or _is_in_words(analysis, word)):
        return True
    if word.pos != "VERB" or trigger.mode not in {"attack", "test"}:
        return False
    if trigger.mode == "test" and _has_object(analysis, word, frames().shot):
        return True  # “launched rocket *fire* against a camp”
    # “into the sea” is a test, “at a base” an attack
    return fires(analysis, word) and is_aimed(analysis, word) is (trigger.mode == "test")


def _has_particle(analysis: Analysis, word: Word, particles: frozenset[str]) -> bool:
    """Say whether a verb has one of some particles (“stepped *down*”), whatever the parser takes it for."""
    after = analysis.words[word.number + 1 : word.number + 2]
    below = (c for c in analysis.children(word.number) if c.dep in {"prt", "advmod", "prep"})
    return any(c.lemma.lower() in particles for c in below) or any(c.text.lower() in particles for c in after)


def _is_of_workers(analysis: Analysis, noun: Word) -> bool:
    """Say whether in a strike work is laid down, or food refused, and nobody is hit (“a *hunger* strike”)."""
    if noun.pos != "NOUN" or noun.lemma != "strike":
        return False
    kinds = {c.lemma.lower() for c in analysis.children(noun.number) if c.dep in {"compound", "amod", "nmod"}}
    above = analysis.words[noun.head]
    verb = analysis.words[above.head] if above.dep == "prep" else above
    return bool(kinds & frames().labour) or (verb.lemma in frames().striking and not kinds & frames().hitting)


def _is_in_words(analysis: Analysis, verb: Word) -> bool:
    """Say whether somebody is attacked for something that he does, has said or stands for, and so in words only.

    (“attacked Berg *for his handling* of the crisis”, “attacked Norway *over its record*”, “attacked her *as a liar*”)
    """
    if verb.pos != "VERB" or verb.lemma not in frames().in_words:
        return False
    for preposition in analysis.children(verb.number):
        if preposition.dep != "prep" or preposition.lemma not in {"for", "over", "as", "on"}:
            continue
        for ground in analysis.children(preposition.number):
            if ground.dep == "pcomp" or ground.tag == "VBG" or (preposition.lemma == "as" and ground.dep == "pobj"):
                return True
            told = noun_class(ground.lemma.lower()) in {"words", "idea", "act"}
            if ground.dep == "pobj" and told and ground.lemma.lower() not in frames().circumstances | _TIMES:
                return True
    return False


def _is_force(analysis: Analysis, verb: Word) -> bool:
    """Say whether troops or their arms move, and nobody visits."""
    subjects = [c for c in analysis.children(verb.number) if c.dep == "nsubj"]
    near = {w.lemma.lower() for c in subjects for w in (c, *counted_of(analysis, c), *_of(analysis, c))}
    return verb.pos == "VERB" and bool(near & frames().moved)


def _of(analysis: Analysis, noun: Word) -> list[Word]:
    below = (c for c in analysis.children(noun.number) if c.dep == "prep" and c.lemma == "of")
    return [c for preposition in below for c in analysis.children(preposition.number) if c.dep == "pobj"]


def _is_idiom(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    """Say whether a small word makes a verb tell something else (“shot *himself*”, “blasted *off*”)."""
    below = {c.lemma for c in analysis.children(word.number)}
    holds = any(c.dep in _OBJECTS | {"nsubjpass"} for c in analysis.children(word.number))
    if word.lemma == "seize" and below & {"on", "upon"} and not holds:
        return True
    himself = any(c.dep in _OBJECTS and c.lemma.lower() in _SELVES for c in analysis.children(word.number))
    away = any(c.dep == "prt" and c.lemma == "off" for c in analysis.children(word.number))
    return (himself and trigger.mode in {"attack", "detain"}) or (away and trigger.mode in {"accuse", "attack"})


def _is_kept_out(analysis: Analysis, word: Word) -> bool:
    """Say whether somebody is only kept out of a gathering or a club (“was expelled from the talks”)."""
    if word.lemma not in frames().excluding:
        return False
    preps = [c for c in analysis.children(word.number) if c.dep == "prep" and c.lemma == "from"]
    held = [c for prep in preps for c in analysis.children(prep.number) if c.dep == "pobj"]
    return any(c.lemma.lower() in frames().gatherings or c.lemma.lower() in _CLUBS for c in held)


def _is_question(analysis: Analysis, word: Word) -> bool:
    """Say whether what is asked is a question, and not for something (“was asked what he thinks”)."""
    if word.lemma != "ask":
        return False
    below = analysis.children(word.number)
    if any(c.dep == "prep" and c.lemma in {"about", "regarding"} for c in below):
        return True
    for child in below:
        if child.dep in {"ccomp", "advcl"} and child.number > word.number:
            first, _ = analysis.subtree(child.number)
            opens = analysis.words[first]
            if opens.tag in {"WP", "WRB", "WDT"} or opens.text.lower() in {"whether", "if"}:
                return True
    return False


def _is_anothers(analysis: Analysis, word: Word) -> bool:
    """Say whether what a verb governs is somebody's own."""
    objects = [c for c in analysis.children(word.number) if c.dep in _OBJECTS]
    return any(c.dep == "poss" for item in objects for c in analysis.children(item.number))


def _is_appointed(analysis: Analysis, word: Word) -> bool:
    """Say whether somebody is designated to an office, an honour or a day (“designated Thailand a major ally”)."""
    below = analysis.children(word.number)
    whom = [c for c in below if c.dep in {"dobj", "obj", "dative", "iobj"} and c.pos in {"NOUN", "PROPN", "PRON"}]
    named = whom[1:] if word.pos == "VERB" else []
    for child in below:
        if child.dep in {"oprd", "attr", "ccomp", "xcomp"} and child.pos in {"NOUN", "PROPN"}:
            named.append(child)
        elif child.dep == "prep" and child.lemma == "as":
            named.extend(c for c in analysis.children(child.number) if c.dep in {"pobj", "pcomp"})
        elif child.dep in _OBJECTS or (word.pos == "NOUN" and child.dep == "prep" and child.lemma == "of"):
            # The parser often hangs “as …” on the object.
            below_it = analysis.children(child.number)
            held = [*below_it, *(c for item in below_it if item.dep == "pobj" for c in analysis.children(item.number))]
            preps = (c for c in held if c.dep == "prep" and c.lemma == "as")
            named.extend(c for prep in preps for c in analysis.children(prep.number) if c.dep in {"pobj", "pcomp"})
    near = {w.lemma.lower() for item in named for w in (item, *analysis.children(item.number))}
    return bool(named) and not near & frames().blacklists


def _is_of_a_thing(analysis: Analysis, word: Word) -> bool:
    """Say whether what is set free or taken cannot be held (“released a summary”, “captured their arrival”)."""
    objects = [c for c in analysis.children(word.number) if c.dep in _OBJECTS | {"nsubjpass"}]
    return any(c.pos == "NOUN" and (c.text == "%" or noun_class(c.lemma.lower()) in _UNHELD) for c in objects)


def _is_invested(analysis: Analysis, word: Word) -> bool:
    """Say whether what is given is put in for gain (“contributed $17 billion of direct investment”)."""
    for child in analysis.children(word.number):
        if child.dep in _OBJECTS:
            first, last = analysis.subtree(child.number)
            if any(w.lemma.lower() in frames().invested for w in analysis.words[first:last]):
                return True
    return False


def _has_object(analysis: Analysis, word: Word, wanted: frozenset[str]) -> bool:
    """Say whether one of some nouns is the object of a verb, or the subject of its passive ("the ban was lifted")."""
    heads = [c for c in analysis.children(word.number) if c.dep in {"dobj", "obj", "nsubjpass"}]
    for child in analysis.children(word.number):
        if child.dep in {"prep", "prt"} and not heads:
            heads.extend(c for c in analysis.children(child.number) if c.dep == "pobj")
    heads.extend([inner for head in heads for inner in counted_of(analysis, head)])
    near = [
        *heads,
        *(
            c
            for head in heads
            for c in analysis.children(head.number)
            if c.dep == "conj" or (c.dep == "compound" and head.lemma.lower() not in frames().rules)
        ),
    ]
    # “on March 13” is no march.
    return any(item.lemma.lower() in wanted and item.pos != "PROPN" for item in near)


def _has_need(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    first, last = analysis.subtree(word.number)
    if word.tag == "VBN" and first == word.number and word.dep != "ROOT":
        first = max(0, first - 1)  # the parser hangs “uranium *enriched* to …” elsewhere
    text = analysis.span(first, last).of(analysis.article.text).lower()
    return any(need in text for need in trigger.needs)


def _chained(analysis: Analysis, word: Word) -> bool:
    """“arms sales agreement”: a supply noun that a second noun of agreement carries."""
    return analysis.words[word.head].lemma in {"agreement", "deal", "contract", "talk", "pact"}


def is_no_supply(analysis: Analysis, word: Word, key: str | None, given: Side) -> bool:
    """Say whether words of supply tell of something else: "given that", "means of delivery", a state's own bomb."""
    helped = any(c.dep in {"aux", "auxpass"} for c in analysis.children(word.number))
    above = analysis.words[word.head]
    means = above.dep == "prep" and analysis.words[above.head].lemma in {"means", "mean"}
    if (word.text.lower() == "given" and not helped) or (word.lemma == "delivery" and means):
        return True
    alone = word.lemma in frames().receiving and not given
    return alone and (key in {"nuclear", "chemical"} or word.lemma in {"get", "obtain", "acquire"})


def buys_firm(scene: Scene, word: Word) -> bool:
    """Say whether what changes hands is a company, and not its goods (“acquired the shell maker Northfire”)."""
    if word.lemma not in frames().bought:
        return False
    for child in scene.analysis.children(word.number):
        if child.dep not in {"dobj", "obj", "nsubjpass"}:
            continue
        below = scene.analysis.children(child.number)
        named = [scene.by_id[key] for item in (child, *below) for key in _named(scene, item)]
        firm = child.lemma.lower() in frames().firms or any(
            c.lemma.lower() in frames().firms for c in below if c.dep in {"compound", "appos"}
        )
        return firm or any(entity.kind is EntityKind.ORGANIZATION for entity in named)
    return False


def _named(scene: Scene, word: Word) -> list[str]:
    entity = entity_at(scene, word) if word.dep in {"dobj", "obj", "nsubjpass", "appos"} else None
    return [entity.id] if entity is not None else []


def lacks_parties(
    scene: Scene, word: Word, trigger: Trigger, sides: tuple[Side, Side], statement: Statement | None
) -> bool:
    """Say whether too few take part for an event of this kind."""
    given, taken = sides
    if not (given or taken) and not _stands_without_parties(scene.analysis, word, trigger, statement):
        return True
    if trigger.mode == "supply" and word.lemma in frames().everyday and not (given and taken):
        return True
    if trigger.mode == "meet" and word.lemma in {"receive", "host"} and not _takes_entity(scene, word):
        return True
    people = word.pos == "VERB" and word.lemma in frames().meeting_people and bool(taken.spans)
    together = trigger.mode == "meet" and trigger.objects and len(given.ids) > 1  # “*Norway and Chile* renewed talks”
    return trigger.type == "consult" and not (given and (taken or people or together or place_of(scene, word)))


def _takes_entity(scene: Scene, word: Word) -> bool:
    """Say whether what is received is somebody, and not a letter or training."""
    objects = [c for c in scene.analysis.children(word.number) if c.dep in {"dobj", "obj", "nsubjpass"}]
    return any(entities_of(scene, item) or item.pos == "PROPN" for item in objects)


def _stands_without_parties(analysis: Analysis, word: Word, trigger: Trigger, statement: Statement | None) -> bool:
    """Say whether an event counts though no entity of the article takes part: somebody unnamed does ("armed men")."""
    if trigger.mode == "supply":
        return statement is not None
    return word.pos == "VERB" and any(
        c.dep in {"nsubj", "nsubjpass", "dobj", "agent"} and c.pos in {"NOUN", "PROPN", "ADP", "NUM"}
        for c in analysis.children(word.number)
    )
