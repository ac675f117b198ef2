"""Whether a trigger word tells an event here."""

import re

from watchwire.events.lexicon import Trigger, frames
from watchwire.events.naming import entities_of, entity_at
from watchwire.events.objects import OBJECTS, has_any_object, has_object, has_particle
from watchwire.events.parties import place_of
from watchwire.events.scene import Scene, Side
from watchwire.events.senses import in_another_sense
from watchwire.events.unnamed import is_somebody
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.model import EntityKind, Statement

_BEFORE_NOUNS = frozenset({"to", "of", "from", "with", "at", "for", "in", "on", "against", "over", "about", "into"})
_GROUND = "coast|border|frontier|territory|province|region|capital|waters|soil|north|south|east|west|side"
_OWN_GROUND = re.compile(rf"(?:its|their) (?:own )?(?:\w+ )?(?:{_GROUND})\b", re.IGNORECASE)


def fits(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    """Say whether a word stands as its trigger asks: with the objects and goods that it needs."""
    if word.dep in {"compound", "amod"} and not (word.pos == "NOUN" and _chained(analysis, word)):
        return False  # “restricted communication”, “an attack helicopter”
    if _only_describes(analysis, word):
        return False  # “looks to *sanctioned* Chile”
    if _is_habit(analysis, word):
        return False
    if trigger.particles and not has_particle(analysis, word, trigger.particles):
        return False
    if trigger.no_object and any(c.dep in OBJECTS for c in analysis.children(word.number)):
        return False  # “demonstrated restraint”, “rallied support”
    # “carried *attack* helicopters” attacks nobody
    if trigger.objects and not has_object(analysis, word, trigger.objects, trigger.mode != "attack"):
        return False
    if trigger.not_objects and has_object(analysis, word, trigger.not_objects):
        return False
    if in_another_sense(analysis, word, trigger):
        return False
    return not trigger.needs or _has_need(analysis, word, trigger)


def _has_need(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    first, last = analysis.subtree(word.number)
    if word.tag == "VBN" and first == word.number and word.dep != "ROOT":
        first = max(0, first - 1)  # the parser hangs “uranium *enriched* to …” elsewhere
    text = analysis.span(first, last).of(analysis.article.text).lower()
    return any(need in text for need in trigger.needs)


def _only_describes(analysis: Analysis, word: Word) -> bool:
    """Say whether a participle stands as an adjective between a preposition, or “to”, and a noun."""
    if word.tag not in {"VBN", "VBD"} or not 0 < word.number < len(analysis.words) - 1:
        return False
    before, after = analysis.words[word.number - 1], analysis.words[word.number + 1]
    behind = before.pos in {"ADP", "PART"} and before.text.lower() in _BEFORE_NOUNS
    return behind and after.pos in {"NOUN", "PROPN", "ADJ"}


def _is_habit(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb of the present tells what is so as a rule (“does not *usually* expel envoys”)."""
    below = analysis.children(verb.number)
    helpers = {c.text.lower() for c in below if c.dep in {"aux", "auxpass"}}
    now = verb.tag in {"VBZ", "VBP"} or bool(helpers & {"do", "does", "is", "are"})
    done = helpers & {"has", "have", "had", "did", "was", "were", "will", "been"}
    return now and not done and any(c.dep == "advmod" and c.lemma.lower() in frames().habitual for c in below)


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


def stays_at_home(scene: Scene, word: Word, given: Side, taken: Side) -> bool:
    """Say whether goods are only brought to another part of the country whose they are (“moved tanks *to its coast*”).

    Args:
        scene: what the search sees.
        word: the verb of moving; of one of every day a place of no known country is at home (“moved tanks to *Omsk*”).
        given: who moves them.
        taken: to where.

    """
    own = set(given.countries) if len(set(given.countries)) == 1 else set[str]()
    places = [scene.by_id[key] for key in taken.ids]
    if places:
        unknown = bool(own) and word.lemma in frames().everyday
        lands = [set(place.countries) for place in places if place.kind is EntityKind.PLACE]
        return len(lands) == len(places) and all(land == own or (unknown and not land) for land in lands)
    text = scene.analysis.article.text
    return bool(taken.spans) and all(_OWN_GROUND.match(span.of(text)) for span in taken.spans)


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
    if trigger.mode == "visit" and word.lemma in frames().coming_down and not _is_traveller(scene, word):
        return True
    if not (given or taken) and not _stands_without_parties(scene.analysis, word, trigger, statement):
        return True
    if trigger.mode == "supply" and word.lemma in frames().everyday and not (given and taken):
        return True
    if trigger.mode == "meet" and word.lemma in {"receive", "host"} and not _takes_entity(scene, word):
        return True
    people = word.pos == "VERB" and word.lemma in frames().meeting_people and bool(taken.spans)
    # “*Norway and Chile* renewed talks”, “*Norway and Chile* met”
    together = trigger.mode == "meet" and len(given.ids) > 1 and (trigger.objects or _meets(scene.analysis, word))
    return trigger.type == "consult" and not (given and (taken or people or together or place_of(scene, word)))


def _is_traveller(scene: Scene, word: Word) -> bool:
    """Say whether the subject of a verb is somebody, and no aircraft (“the jet, *which* landed in Omsk”)."""
    subject = next((c for c in scene.analysis.children(word.number) if c.dep == "nsubj"), None)
    if subject is None:
        return word.dep in {"conj", "xcomp", "advcl"}  # its subject is another verb's
    if subject.pos == "PRON":
        return subject.text.lower() in {"he", "she", "they", "who", "i", "we"}
    entity = entity_at(scene, subject)
    if entity is not None:
        return entity.kind in {EntityKind.PERSON, EntityKind.ORGANIZATION}
    return noun_class(subject.lemma.lower()) in {"person", "group"}


def _meets(analysis: Analysis, word: Word) -> bool:
    """Say whether a verb of meeting has no object, so that its subjects meet each other."""
    return word.pos == "VERB" and word.lemma in frames().meeting_each_other and not has_any_object(analysis, word)


def _takes_entity(scene: Scene, word: Word) -> bool:
    """Say whether what is received is somebody, and not a letter or training."""
    objects = [c for c in scene.analysis.children(word.number) if c.dep in {"dobj", "obj", "nsubjpass"}]
    objects = [c for c in objects if not any(a.lemma in {"a", "an"} for a in scene.analysis.children(c.number))]
    if word.lemma == "receive":  # “received *two Bronze Stars*”
        objects = [c for c in objects if not any(a.dep == "nummod" for a in scene.analysis.children(c.number))]
    if word.lemma == "receive":  # “received *General License 5*”: what a recogniser takes for a body may be a paper
        return any((item.pos == "NOUN" and is_somebody(item)) or _is_person(scene, item) for item in objects)
    return any(entities_of(scene, item) or item.pos == "PROPN" for item in objects)  # “received *an MBE*”


def _is_person(scene: Scene, item: Word) -> bool:
    return any(scene.by_id[key].kind is EntityKind.PERSON for key in entities_of(scene, item))


def _stands_without_parties(analysis: Analysis, word: Word, trigger: Trigger, statement: Statement | None) -> bool:
    """Say whether an event counts though no entity of the article takes part: somebody unnamed does ("armed men")."""
    if trigger.mode == "supply":
        return statement is not None
    return word.pos == "VERB" and any(
        c.dep in {"nsubj", "nsubjpass", "dobj", "agent"} and c.pos in {"NOUN", "PROPN", "ADP", "NUM"}
        for c in analysis.children(word.number)
    )
