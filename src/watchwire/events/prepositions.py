"""To which side of an event a preposition leads: who does it, or to whom it is done."""

from watchwire.events.lexicon import frames, triggers
from watchwire.events.objects import TAKEN
from watchwire.events.scene import Scene
from watchwire.events.unnamed import is_somebody
from watchwire.language import Word

_OBJECTS = frozenset({"dobj", "obj"})
_TO = frozenset({"to", "with", "against", "for", "on"})
_ABOUT = frozenset({"on", "for", "against"})
_BEFORE = frozenset({"with", "to", "at"})
_LEADS_ON = frozenset({"to", "by", "from"})
_FOR_WHAT = frozenset({"attack", "detain", "accuse", "designate"})
"""Kinds of happening behind which “for” says for what, and not to whom (“fought *for* a state”)."""


def add_governed(scene: Scene, word: Word, preposition: Word, actors: list[Word], recipients: list[Word]) -> None:
    """Add what a preposition below an event's word governs to the side that it leads to.

    Args:
        scene: what the search sees.
        word: the word that tells the event.
        preposition: the preposition.
        actors: who does it, which is added to.
        recipients: to whom it is done, which is added to.

    """
    lemma = preposition.lemma
    within = lemma == "of" and word.pos == "NOUN" and not _done_to(word, lemma)
    for child in scene.analysis.children(preposition.number):
        if child.dep not in {"pobj", "pcomp"}:
            continue
        if lemma == "to" and word.lemma in frames().removing | frames().meeting_places:
            continue  # “sentenced to life” is done to nobody of that name
        if lemma == "with" and (word.lemma == "charge" or _is_means(scene, word, child)):
            continue  # “charged him *with fraud*”, “bombed it *with drones*”, “stormed it *with his men*”
        if lemma in _BEFORE and _is_brought(scene, word):
            continue  # “filed a complaint *with the commission*”
        if lemma == "to" and _ends_range(scene, word, preposition, child):
            continue  # “shut the beach *from Omsk to Tomsk*”
        if lemma == "on" and (_is_ride(word, child) or _is_on_list(scene, word)):
            continue  # “arrived *on an armoured train*”, “investigates two firms *on the list*”
        if lemma == "by" and _is_way(scene, child):
            continue  # “smuggled them *by sea*”
        if lemma == "by" or (lemma == "from" and _gives(scene, word)):
            actors.append(child)
        elif _done_to(word, lemma) or (lemma == "from" and _is_asked(scene, word)):
            recipients.append(child)
        # "the supply of weapons by North Korea to Russia": prepositions hang on the goods in many parses.
        for inner in scene.analysis.children(child.number) if within or lemma in _LEADS_ON else ():
            if inner.dep in {"prep", "agent"} if within else inner.dep == "prep" and inner.lemma in _LEADS_ON:
                add_governed(scene, word, inner, actors, recipients)


def _is_means(scene: Scene, word: Word, child: Word) -> bool:
    """Say whether it is said with what, or in whose company, somebody attacks, and not whom."""
    attack = any(trigger.mode == "attack" for trigger in triggers().get((word.pos, word.lemma.lower()), ()))
    if word.lemma in frames().mutual or not attack or word.pos != "VERB":
        return False
    hit = any(c.dep in TAKEN for c in scene.analysis.children(word.number))
    return hit or (child.pos == "NOUN" and not is_somebody(child))


def _is_brought(scene: Scene, word: Word) -> bool:
    """Say whether a verb brings a paper before somebody."""
    objects = [child for child in scene.analysis.children(word.number) if child.dep in TAKEN]
    return word.pos == "VERB" and any(child.lemma in frames().brought for child in objects)


def _is_on_list(scene: Scene, word: Word) -> bool:
    """Say whether a verb of accusing has its object, so that “on” says where it stands, or on what ground."""
    modes = {trigger.mode for trigger in triggers().get((word.pos, word.lemma.lower()), ())}
    objects = [c for c in scene.analysis.children(word.number) if c.dep in _OBJECTS]
    return modes == {"accuse"} and bool(objects) and not any(c.lemma in frames().inquiries for c in objects)


def _ends_range(scene: Scene, word: Word, preposition: Word, child: Word) -> bool:
    """Say whether “from” and “to” name two ends of what something is done to, and nobody goes or is sent there."""
    beside = scene.analysis.children(preposition.head)
    begins = any(c.dep == "prep" and c.lemma == "from" and c.number < preposition.number for c in beside)
    modes = {trigger.mode for trigger in triggers().get((word.pos, word.lemma.lower()), ())}
    return begins and child.pos == "PROPN" and not modes & {"supply", "visit", "aid", "mobilize"}


def _is_ride(word: Word, child: Word) -> bool:
    """Say whether it is said on what, and not whom, somebody visits."""
    visits = any(trigger.mode == "visit" for trigger in triggers().get((word.pos, word.lemma.lower()), ()))
    return visits and child.lemma in frames().ridden


def _is_way(scene: Scene, child: Word) -> bool:
    """Say whether a bare noun behind “by” says how something is done."""
    own = any(c.number < child.number for c in scene.analysis.children(child.number))
    return child.tag == "NN" and child.pos == "NOUN" and not own and not is_somebody(child)


def add_between(scene: Scene, word: Word, actors: list[Word], recipients: list[Word]) -> None:
    """Add those between whom something is: the first to one side, the others to the other.

    Args:
        scene: what the search sees.
        word: the word that “between” hangs on.
        actors: the first side, which is added to.
        recipients: the other side, which is added to.

    """
    for child in scene.analysis.children(word.number):
        if child.dep == "prep" and child.lemma == "between":
            for inner in scene.analysis.children(child.number):
                actors.append(inner)
                recipients.extend(c for c in scene.analysis.children(inner.number) if c.dep == "conj")


def hands_over(word: Word) -> bool:
    """Say whether a word is one of supply, where “from” says who gives.

    Args:
        word: the word that tells an event.

    """
    return any(trigger.mode == "supply" for trigger in triggers().get((word.pos, word.lemma), ()))


def _gives(scene: Scene, word: Word) -> bool:
    """Say whether “from” leads to who does what a word tells (“an attack *from Norway*”, “sold *from Norway*”)."""
    if word.lemma in frames().starting | frames().consulting:
        return False
    if word.pos == "NOUN":
        return True
    return (
        hands_over(word) and word.lemma not in frames().leaving | frames().receiving and not _takes_people(scene, word)
    )


def _is_asked(scene: Scene, word: Word) -> bool:
    """Say whether “from” leads to whom something is asked of, whose words they are, or from whom it is got."""
    if word.pos != "VERB" or word.lemma in frames().starting | frames().consulting:
        return False
    if hands_over(word):
        kept = word.lemma in frames().leaving or word.lemma not in frames().receiving
        return not kept and not _takes_people(scene, word)
    return word.lemma in frames().asking_of  # “demanded support *from Norway*”, “recalled its envoy *from Norway*”


def _done_to(word: Word, preposition: str) -> bool:
    """Say whether a preposition leads to whom it is done (“met *with*”, “the invasion *of*”)."""
    if preposition == "of":
        return word.pos == "NOUN" and word.lemma.lower() in frames().suffered | frames().of_whom
    if preposition == "against" and word.lemma in frames().people_only:
        return False  # “released the ship *against* a payment”
    held = triggers().get((word.pos, word.lemma.lower()), ())
    if preposition == "for" and any(trigger.mode in _FOR_WHAT for trigger in held):
        return False
    return preposition in _TO and not (word.lemma in frames().consulting and preposition in _ABOUT)


def _takes_people(scene: Scene, word: Word) -> bool:
    """Say whether people without a name are what a verb governs, so that “from” says where they are from."""
    return word.pos == "VERB" and any(
        child.dep in _OBJECTS and child.pos == "NOUN" and is_somebody(child)
        for child in scene.analysis.children(word.number)
    )
